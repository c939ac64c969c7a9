"""The journal holds identifiers, codes and numbers: what stays for ever names nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import balai
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.recording import Recording

TRIED = declare("test.tried", "Something was tried in a test.")
DETAILS = {
    "added": "identifiers of organisations",
    "after": "a level",
    "answers": "a number",
    "before": "a level",
    "by": "an identifier",
    "candidates": "a number",
    "chatham": "yes or no",
    "contest": "an identifier",
    "contest_days": "a number",
    "decision": "a code",
    "edition": "an identifier",
    "findings": "a number",
    "entry": "an identifier",
    "error": "the kind of an error",
    "ground": "a code",
    "instead": "yes or no",
    "invited_by": "an identifier",
    "labels": "a number",
    "language": "a code",
    "level": "a level",
    "link": "an identifier",
    "look_days": "a number",
    "material": "an identifier",
    "need": "an identifier",
    "made_by": "an identifier",
    "marked": "yes or no",
    "open": "yes or no",
    "organisation": "an identifier",
    "outcome": "a code",
    "release": "an identifier",
    "removed": "identifiers of organisations",
    "replaces": "an identifier",
    "role": "a code",
    "roles": "codes",
    "room": "an identifier",
    "round": "a number",
    "rows": "a number",
    "state": "a code",
    "statement": "an identifier",
    "statements": "identifiers",
    "step": "a code",
    "type": "a type of personal data",
    "votes": "a hash",
}
"""Every detail that an entry may have, by what it is; a new one is added here, looked at twice."""


def noted() -> Iterator[tuple[str, str]]:
    """Yield the names of all details that the code notes, with where."""
    for path in sorted(Path(balai.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "note":
                for keyword in node.keywords:
                    yield keyword.arg or "**", f"{path.name}:{node.lineno}"


@pytest.mark.asvs("16.2.5")
def test_every_detail_is_known_to_name_nobody() -> None:
    found = list(noted())
    assert [(name, where) for name, where in found if name not in DETAILS] == []
    assert {name for name, _ in found} == set(DETAILS)


@pytest.mark.asvs("16.2.5", "16.4.1")
@given(
    st.one_of(
        st.emails(),
        st.from_regex(r"[A-Z][a-z]+ [A-Z][a-z]+", fullmatch=True),
        st.text(min_size=1).filter(lambda text: not text.isascii() or " " in text or "\n" in text),
    )
)
def test_words_and_addresses_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="words"):
        Recording("system").note(TRIED, "thing", "A", level=words)
    with pytest.raises(ValueError, match="words"):
        Recording("system").note(TRIED, "thing", words)
    with pytest.raises(ValueError, match="words"):
        Recording(words).note(TRIED, "thing", "A")
    with pytest.raises(ValueError, match="words"):
        Recording("system").note(TRIED, "thing", "A", level=["GREEN", words])


@pytest.mark.parametrize("value", ["GREEN", "AMBER+STRICT", 3, True, None, "too-large", ["a", 1]])
def test_codes_and_numbers_are_kept(value: Any) -> None:
    recording = Recording("system")
    recording.note(TRIED, "thing", "A", level=value)
    assert recording.notes[0].detail == {"level": value}
