"""Votes, statements and groups out of files: Pol.is's exports, votes.json, or three columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from balai.core.errors import Invalid
from balai.core.opinions.votes import Votes, in_order

PERSON = ("participant", "voter-id", "participant_id", "pid", "voter", "voter_id")
STATEMENT = ("statement", "comment-id", "statement_id", "tid", "comment_id")
VOTE = ("vote",)
WHEN = ("timestamp", "modified", "time")
TEXT = ("text", "comment-body", "txt")
MODERATED = ("moderated", "mod")
GROUP = ("group", "group-id", "group_id")
NOT_STATEMENTS = frozenset(
    [*GROUP, "xid", "n-comments", "n-votes", "n-agree", "n-disagree", "n-pass"]
)
"""Columns of Pol.is's table of participants that are no statements."""
VALUES = {"1": 1, "0": 0, "-1": -1, "+1": 1, "agree": 1, "pass": 0, "disagree": -1}
MOST_STATEMENTS = 20_000
EXPECTED = (
    "A table of votes has the columns participant, statement and vote (1 agree, 0 pass, -1 "
    "disagree); Pol.is's participants-votes.csv, votes.csv and votes.json are read as they are."
)


Row = tuple[str, str, int]
"""Participant, statement, vote."""


@dataclass(frozen=True)
class Statements:
    """Statements by identifier: their texts, and which moderators took out."""

    texts: Mapping[str, str]
    left_out: frozenset[str]


def votes_in(data: bytes, statements: Statements | None = None) -> Votes:
    """Return the votes of a file. Raises Invalid, saying what is wrong and where.

    Where votes say when they were cast, the latest on a statement holds, and of two at one
    moment the one nearer to a pass; otherwise the last in the file.
    """
    text = _text(data)
    known = statements or Statements({}, frozenset())
    rows: Sequence[Row]
    columns: Sequence[str]
    if text.lstrip()[:1] in ("[", "{"):
        rows, columns = _in_order_cast(_long_rows(_objects(text), _json_place)), ()
    else:
        rows, columns = _csv_votes(text)
    return Votes.of(rows, statements=[*columns, *known.texts], left_out=known.left_out)


def statements_in(data: bytes) -> Statements:
    """Return statements and their moderation out of comments.csv, comments.json, or id and text.

    Raises Invalid.
    """
    text = _text(data)
    rows = _objects(text) if text.lstrip()[:1] in ("[", "{") else list(_csv_objects(text))
    texts: dict[str, str] = {}
    left_out = set()
    for row in rows:
        name = _field(row, STATEMENT)
        if name is None:
            raise Invalid(
                "The file of statements has no column named statement or comment-id.",
                "Bring Pol.is's comments.csv, or the columns statement and text.",
            )
        texts[name] = _field(row, TEXT) or ""
        if _field(row, MODERATED) == "-1":
            left_out.add(name)
    return Statements(texts, frozenset(left_out))


def groups_in(data: bytes) -> dict[str, int]:
    """Return the group of each participant, numbered. Raises Invalid."""
    found: dict[str, str] = {}
    for row in _csv_objects(_text(data)):
        person, group = _field(row, PERSON), _field(row, GROUP)
        if person is None or group is None:
            raise Invalid(
                "The file of groups lacks the column participant or group.",
                "Its first line names them: participant,group.",
            )
        if person and group:
            found[person] = group
    number = {name: place for place, name in enumerate(in_order(found.values()))}
    return {person: number[group] for person, group in found.items()}


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid("The file is not text in UTF-8.", "Save it as CSV in UTF-8.") from error
    if not text.strip():
        raise Invalid("The file is empty.", EXPECTED, kind="empty")
    return text


def _objects(text: str) -> list[Mapping[str, object]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid("The file is not valid JSON.", EXPECTED) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid("The JSON is not a list of votes.", EXPECTED)
    return rows


def _csv_objects(text: str) -> Iterator[Mapping[str, object]]:
    rows = _csv_rows(text)
    header = next(rows, [])
    for row in rows:
        yield dict(zip(header, row, strict=False))


def _csv_rows(text: str) -> Iterator[list[str]]:
    """Return the rows of a table with commas or semicolons; the header in lower case."""
    first = text.partition("\n")[0]
    split = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=split)
    try:
        header = next(reader, [])
        yield [each.strip().casefold() for each in header]
        for row in reader:
            if row:
                yield row
    except csv.Error as error:
        raise Invalid(
            "Line %(line)s is not a line of a table.", EXPECTED, values={"line": reader.line_num}
        ) from error


def _csv_votes(text: str) -> tuple[Sequence[Row], Sequence[str]]:
    rows = _csv_rows(text)
    header = next(rows)
    person, item, vote = (_column(header, names) for names in (PERSON, STATEMENT, VOTE))
    if person is not None and item is not None and vote is not None:
        when = _column(header, WHEN)
        width = max(person, item, vote, when or 0)
        objects = (
            {
                "participant": row[person],
                "statement": row[item],
                "vote": row[vote],
                "time": row[when] if when is not None else None,
            }
            for row in _whole(rows, width)
        )
        return _in_order_cast(_long_rows(objects, _line)), ()
    if person is None:
        raise Invalid("There is no column named participant or voter-id.", EXPECTED)
    columns = [
        (at, name)
        for at, name in enumerate(header)
        if at != person and name and name not in NOT_STATEMENTS
    ]
    if len(columns) > MOST_STATEMENTS:
        raise Invalid(
            "The table has %(count)s statements; at most %(most)s are read.",
            "Bring the votes as three columns, or only the statements that were voted on.",
            values={"count": len(columns), "most": MOST_STATEMENTS},
        )
    if len({name for _, name in columns}) < len(columns):
        raise Invalid("Two columns of the table have the same name.", EXPECTED)
    found: list[Row] = []
    for number, row in enumerate(rows, 2):
        if len(row) <= person:
            continue
        for at, name in columns:
            if at < len(row) and row[at]:
                value = _value(row[at], _line(number))
                if value is not None:
                    found.append((row[person].strip(), name, value))
    return found, [name for _, name in columns]


def _whole(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 2):
        if len(row) <= width:
            raise Invalid("Line %(line)s has too few columns.", EXPECTED, values={"line": number})
        yield row


def _long_rows(
    rows: Iterator[Mapping[str, object]] | Sequence[Mapping[str, object]],
    place: Callable[[int], str],
) -> Iterator[tuple[str, str, int, float]]:
    for number, row in enumerate(rows, 2):
        person, item, vote = (_field(row, names) for names in (PERSON, STATEMENT, VOTE))
        if not person or not item or vote is None:
            raise Invalid(
                "At %(place)s a vote lacks its participant, statement or value.",
                EXPECTED,
                values={"place": place(number)},
            )
        value = _value(vote, place(number))
        if value is not None:
            yield person, item, value, _moment(_field(row, WHEN), place(number))


def _in_order_cast(rows: Iterator[tuple[str, str, int, float]]) -> list[Row]:
    found = list(rows)
    if any(row[3] for row in found):
        found.sort(key=lambda row: (row[3], -abs(row[2]), row[2]))
    return [(person, item, value) for person, item, value, _ in found]


def _value(said: str, place: str) -> int | None:
    """Return a vote, None where nothing was cast. Raises Invalid for what is no vote."""
    said = said.strip().casefold()
    if not said:
        return None
    value = VALUES.get(said.removesuffix(".0"))
    if value is None:
        raise Invalid(
            "At %(place)s stands “%(said)s”, which is no vote.",
            "A vote is 1 (agree), 0 (pass) or -1 (disagree); an empty cell is no vote.",
            values={"place": place, "said": said},
        )
    return value


def _moment(said: str | None, place: str) -> float:
    if not said:
        return 0.0
    try:
        moment = float(said)
    except ValueError:
        moment = float("nan")
    if moment != moment:  # NaN
        raise Invalid(
            "At %(place)s the time of the vote is no number.",
            "Give it in milliseconds, or leave the column out.",
            values={"place": place},
        )
    return moment


def _field(row: Mapping[str, object], names: Sequence[str]) -> str | None:
    for name in names:
        if (value := row.get(name)) is not None:
            return str(value).strip()
    return None


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _line(number: int) -> str:
    return f"line {number}"


def _json_place(number: int) -> str:
    return f"entry {number - 1}"
