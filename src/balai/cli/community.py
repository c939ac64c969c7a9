"""`balai community`: what organisations speak for, and lessons shown to them before publication."""

from __future__ import annotations

import click

from balai.cli.contest import GROUNDS
from balai.cli.node import (
    LANGUAGE,
    as_line,
    as_option,
    json_option,
    open_node,
    print_json,
    viewer,
)

JSON = (
    "`list`: list of `{organisation, name, labels}`; `set`: `{organisation, labels}`; `looks`: "
    "list of `{look, lesson, organisation, kind, statement, language, quotes, labels, level, "
    "due}`; `held`: list of `{lesson, statement, language, level, version, back, answers}`; "
    "`agree`, `object`: `{look, state}`; `publish`: `{lesson, state}`; `days`: "
    "`{contest_days, look_days}`"
)
"""What `--json` prints; docs/reference/cli.md is made from it."""


@click.group()
def command() -> None:
    """What organisations speak for: list, set, looks, agree, object, held, publish, days."""


@command.command(name="list")
@as_option
@json_option
def list_(email: str | None, as_json: bool) -> None:
    """List what organisations speak for."""
    open_node()
    from balai.knowledge.voice.queries.looks import spoken_for
    from balai.people.queries import organisations
    from balai.sharing.policy import require

    require(viewer(email), "list", "community")
    spoken = spoken_for()
    rows = [
        {
            "organisation": each.id,
            "name": each.name,
            "labels": [f"{scheme}:{code}" for scheme, code in spoken[each.id]],
        }
        for each in organisations(frozenset(spoken))
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['organisation']}  {as_line(str(row['name']))}: {' '.join(row['labels'])}")


@command.command(name="set")
@click.argument("organisation")
@click.option("--label", "labels", multiple=True, help="scheme:code, such as country:MY.")
@as_option
@json_option
def set_(organisation: str, labels: tuple[str, ...], email: str | None, as_json: bool) -> None:
    """Say what ORGANISATION speaks for, in place of what was said before."""
    open_node()
    from balai.knowledge.voice.actions.communities import speak_for

    kept = speak_for(
        viewer=viewer(email),
        organisation_id=organisation,
        labels=[(scheme, code) for scheme, _, code in (each.partition(":") for each in labels)],
    )
    row = {"organisation": organisation, "labels": [f"{scheme}:{code}" for scheme, code in kept]}
    print_json(row) if as_json else click.echo(" ".join(row["labels"]) or "Nothing.")


@command.command()
@as_option
@json_option
def looks(email: str | None, as_json: bool) -> None:
    """List the lessons that wait for your organisations to look at."""
    open_node()
    from balai.knowledge.voice.queries.looks import looks as waiting

    found = waiting(viewer(email))
    if as_json:
        print_json(
            [
                {
                    "look": each.id,
                    "lesson": each.lesson_id,
                    "organisation": each.organisation,
                    "kind": each.kind,
                    "statement": each.statement,
                    "language": each.language,
                    "quotes": [{"text": text, "language": code} for text, code in each.quotes],
                    "labels": [f"{scheme}:{code}" for scheme, code in each.labels],
                    "level": each.level.label,
                    "due": each.due.isoformat(),
                }
                for each in found
            ]
        )
        return
    for each in found:
        until = f"by {each.due:%Y-%m-%d}"
        click.echo(f"{each.id}  TLP:{each.level.label}, {until}: {as_line(each.statement)}")
        for text, _code in each.quotes:
            click.echo(f"  “{as_line(text)}”")


@command.command()
@click.argument("look")
@as_option
@json_option
def agree(look: str, email: str | None, as_json: bool) -> None:
    """Agree that the lesson of LOOK is published."""
    open_node()
    from balai.knowledge.voice.actions.looks import agree as agree_to

    agree_to(viewer=viewer(email), look_id=look)
    row = {"look": look, "state": "agreed"}
    print_json(row) if as_json else click.echo(f"{look} is agreed to.")


@command.command(name="object")
@click.argument("look")
@click.argument("text")
@click.option("--ground", type=click.Choice(GROUNDS), required=True, help="What is the matter.")
@click.option("--language", type=LANGUAGE, default="en", help="What it is written in.")
@click.option("--mask", is_flag=True, help="Mask by itself what could tell who somebody is.")
@as_option
@json_option
def object_(
    look: str,
    text: str,
    ground: str,
    language: str,
    mask: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Object with TEXT to the lesson of LOOK; it goes back to its reviewers. Name no one."""
    open_node()
    from balai.knowledge.voice.actions.looks import object_to

    object_to(
        viewer=viewer(email),
        look_id=look,
        ground=ground,
        text=text,
        language=language,
        mask=mask,
    )
    row = {"look": look, "state": "objected"}
    print_json(row) if as_json else click.echo(f"{look} is objected to.")


@command.command()
@as_option
@json_option
def held(email: str | None, as_json: bool) -> None:
    """List the lessons of your organisations that wait for communities, with what they said."""
    open_node()
    from balai.knowledge.voice.queries.looks import held_lessons

    found = held_lessons(viewer(email))
    if as_json:
        print_json(
            [
                {
                    "lesson": each.lesson_id,
                    "statement": each.statement,
                    "language": each.language,
                    "level": each.level.label,
                    "version": each.version,
                    "back": each.is_back,
                    "answers": [
                        {
                            "organisation": said.organisation,
                            "state": said.state,
                            "ground": said.ground or None,
                            "text": said.text or None,
                            "due": said.due.isoformat(),
                        }
                        for said in each.answers
                    ],
                }
                for each in found
            ]
        )
        return
    for each in found:
        state = "you decide" if each.is_back else "waits"
        click.echo(f"{each.lesson_id}  {state}: {as_line(each.statement)}")
        for said in each.answers:
            click.echo(f"  {as_line(said.organisation)}: {said.state} {as_line(said.text)}")


@command.command()
@click.argument("lesson")
@as_option
@json_option
def publish(lesson: str, email: str | None, as_json: bool) -> None:
    """Publish LESSON with the objections beside it."""
    open_node()
    from balai.cli.work import finish
    from balai.knowledge.voice.actions.looks import publish_with_objections

    publish_with_objections(viewer=viewer(email), lesson_id=lesson)
    finish((f"search.index:lesson:{lesson}",))
    row = {"lesson": lesson, "state": "published"}
    print_json(row) if as_json else click.echo(f"{lesson} is published.")


@command.command()
@click.option("--contest", type=int, help="Days within which a contest is answered.")
@click.option("--look", type=int, help="Days for which a lesson waits for a community.")
@as_option
@json_option
def days(contest: int | None, look: int | None, email: str | None, as_json: bool) -> None:
    """Show how long answers and looks may take, or set it as a steward."""
    open_node()
    from balai.foundation.node_settings import get_setting
    from balai.knowledge.voice.actions.communities import set_days

    row = {name: int(get_setting(name)) for name in ("contest_days", "look_days")}
    given = {"contest_days": contest, "look_days": look}
    changed = {name: value for name, value in given.items() if value is not None}
    if changed:
        row |= changed
        set_days(viewer=viewer(email), **row)
    print_json(row) if as_json else click.echo(
        f"A contest is answered within {row['contest_days']} days; "
        f"a lesson waits for a community for {row['look_days']}."
    )
