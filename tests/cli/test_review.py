"""review: from the queue to a lesson that is found, with every refusal on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from balai.cli.entry import OK, REFUSED
from tests.cli.conftest import Balai
from tests.personas import Cast


def _candidates(balai: Balai, report: Path, *more: str) -> list[dict[str, Any]]:
    (row,) = balai("ingest", report, "--level", "clear", "--json", *more).data
    found: list[dict[str, Any]] = balai("review", "list", row["source"], "--json", *more).data
    return found


def _one(candidates: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(each for each in candidates if words in each["text"])


def test_the_queue_lists_sources_and_their_candidates(balai: Balai, report: Path) -> None:
    candidates = _candidates(balai, report)
    (row,) = balai("review", "list", "--json").data
    assert (row["waiting"], row["decided"]) == (len(candidates), 0)
    assert row["source_name"] == "harbour-market.md"
    shown = balai("review", "show", candidates[0]["id"], "--json").data
    assert shown == candidates[0]


def test_accepting_makes_a_lesson_that_is_found(balai: Balai, report: Path) -> None:
    one = _one(_candidates(balai, report), "one place for a year")
    made = balai("review", "accept", one["id"], "--json").data
    assert (made["state"], made["lesson_state"], made["level"]) == (
        "accepted",
        "published",
        "CLEAR",
    )
    hits = balai("search", "rotate", "--record", "lesson", "--json").data["hits"]
    assert [(hit["id"], hit["kind"]) for hit in hits] == [(made["lesson"], "lesson")]
    assert hits[0]["source_name"] == "harbour-market.md"
    again = balai("review", "accept", one["id"], "--json")
    assert (again.status, again.data["error"]["kind"]) == (REFUSED, "conflict")


def test_amending_keeps_the_quote_and_changes_the_sentence(balai: Balai, report: Path) -> None:
    one = _one(_candidates(balai, report), "one month")
    made = balai(
        "review", "amend", one["id"], "--statement", "Announce changes early.",
        "--kind", "good-practice", "--label", "country:SG", "--year-from", "2024", "--json",
    ).data  # fmt: skip
    assert made["state"] == "amended"
    lesson = balai("export", made["lesson"], "--json").data["@graph"][0]
    assert lesson["text"] == [{"@language": "en", "@value": "Announce changes early."}]
    assert lesson["additionalType"] == "balai:good-practice"
    assert lesson["temporalCoverage"] == "2024"
    assert [each["identifier"] for each in lesson["spatialCoverage"]] == ["SG"]
    assert lesson["citation"][0]["text"]["@value"] == one["quote"]


def test_a_label_there_is_not_is_refused(balai: Balai, report: Path) -> None:
    one = _candidates(balai, report)[0]
    for label in ("country:QQ", "approach:no-such", "colour:blue"):
        answer = balai("review", "amend", one["id"], "--label", label, "--json")
        assert (answer.status, label) == (REFUSED, label)
    assert balai("review", "show", one["id"], "--json").data["state"] == "open"


def test_a_second_source_is_merged(balai: Balai, report: Path) -> None:
    first, second = _candidates(balai, report), _candidates(balai, report)
    made = balai("review", "accept", _one(first, "Reporting back")["id"], "--json").data
    other = _one(second, "Reporting back")
    assert [each["id"] for each in other["similar"]] == []
    shown = balai("review", "show", other["id"], "--json").data
    assert [each["id"] for each in shown["similar"]] == [made["lesson"]]
    done = balai("review", "merge", other["id"], made["lesson"], "--json").data
    assert (done["state"], done["lesson"]) == ("merged", made["lesson"])
    lesson = balai("export", made["lesson"], "--json").data["@graph"][0]
    assert len(lesson["citation"]) == 2


def test_rejecting_several_goes_on_past_a_wrong_one(balai: Balai, report: Path) -> None:
    ids = [each["id"] for each in _candidates(balai, report)][:2]
    answer = balai(
        "review", "reject", ids[0], "NOTHING", ids[1], "--reason", "Said before.", "--json"
    )
    assert answer.status == REFUSED
    assert [row["state"] for row in answer.data] == ["rejected", None, "rejected"]
    assert answer.data[1]["error"]["kind"] == "not-found"
    shown = balai("review", "show", ids[1], "--json").data
    assert (shown["state"], shown["reason"]) == ("rejected", "Said before.")


def test_personal_data_has_to_be_answered_first(balai: Balai, tmp_path: Path) -> None:
    path = tmp_path / "names.md"
    path.write_text(
        "# Visits\n\n## Lessons learned\n\n"
        "- Traders should be able to write to market.team@harbour.example at any hour.\n",
        "utf-8",
    )
    one = _one(_candidates(balai, path), "harbour.example")
    answer = balai("review", "accept", one["id"], "--json")
    assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "findings-unanswered")
    finding = one["findings"][0]["digest"]
    refused = balai("review", "answer", one["id"], finding, "keep", "--json")
    assert refused.status == REFUSED
    assert balai("review", "answer", one["id"], finding[:12], "mask", "--json").status == OK
    made = balai("review", "accept", one["id"], "--mask", "--json").data
    assert "market.team@harbour.example" not in made["statement"]
    assert "withheld" in made["statement"]


def test_only_reviewers_of_the_owner_decide(cast: Cast, balai: Balai, report: Path) -> None:
    candidates = _candidates(balai, report, "--as", cast.email("amina"))
    one = candidates[0]["id"]
    for name in ("budi", "chen", "farid"):
        for verdict in (["show", one], ["accept", one], ["reject", one, "--reason", "no"]):
            answer = balai("review", *verdict, "--as", cast.email(name), "--json")
            assert (answer.status, answer.data["error"]["kind"]) == (REFUSED, "not-found"), name
    assert balai("review", "accept", one, "--as", cast.email("amina")).status == OK


def test_a_wider_audience_waits_for_a_second_person(cast: Cast, balai: Balai, report: Path) -> None:
    who = ("--as", cast.email("amina"))
    (row,) = balai("ingest", report, "--level", "amber", "--json", *who).data
    one = balai("review", "list", row["source"], "--json", *who).data[-1]
    amend = ("review", "amend", one["id"], "--level", "clear", "--json", *who)
    refused = balai(*amend)
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "reason-missing")
    made = balai(*amend, "--reason", "All may use it.").data
    assert (made["lesson_state"], made["level"]) == ("waiting", "AMBER")
