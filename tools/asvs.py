"""The table of OWASP ASVS 5.0, made from markers on tests (`docs/reference/asvs.md`).

    @pytest.mark.asvs("8.2.2", "8.3.1")

says that a test proves part of these requirements. `tests/asvs.json` lists those we set ourselves
(level 1 whole; level 2 of files, sessions, authorisation, data protection and logging; some more)
by number, level and one line in our words. What no test is marked with is a gap.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.resolve()
CHAPTERS = {
    1: "Encoding and sanitisation",
    2: "Validation and business logic",
    3: "Web frontend",
    4: "API and web service",
    5: "Files",
    6: "Authentication",
    7: "Sessions",
    8: "Authorisation",
    9: "Self-contained tokens",
    10: "OAuth and OIDC",
    11: "Cryptography",
    12: "Communication",
    13: "Configuration",
    14: "Data protection",
    15: "Coding and architecture",
    16: "Logging and errors",
    17: "WebRTC",
}


@dataclass(frozen=True)
class Requirement:
    """One requirement: number, level, our one line, why it does not apply or is a gap, if so."""

    number: str
    level: int
    says: str
    not_applicable: str = ""
    gap: str = ""

    @property
    def chapter(self) -> int:
        """Return the number of its chapter."""
        return int(self.number.split(".")[0])


def requirements() -> list[Requirement]:
    """Return what we set ourselves, in the order of the standard."""
    text = (ROOT / "tests" / "asvs.json").read_text("utf-8")
    return [Requirement(**each) for each in json.loads(text)]


def marked() -> dict[str, list[str]]:
    """Return the tests that are marked with each number, found in their syntax trees."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        where = str(path.relative_to(ROOT / "tests"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                for number in _numbers(node.decorator_list):
                    found.setdefault(number, []).append(f"{where}::{node.name}")
            elif isinstance(node, ast.Assign) and _is_pytestmark(node):
                for number in _numbers([node.value]):
                    found.setdefault(number, []).append(where)
    return found


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(getattr(each, "id", "") == "pytestmark" for each in node.targets)


def _numbers(nodes: list[ast.expr]) -> Iterator[str]:
    for top in nodes:
        for node in ast.walk(top):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "asvs":
                yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))


def page() -> tuple[str, str, list[str]]:
    """Return title, lead and parts of the page."""
    tests, known = marked(), requirements()
    strangers = sorted(set(tests) - {each.number for each in known})
    if strangers:
        raise SystemExit(f"tests are marked with {strangers}, which tests/asvs.json does not have")
    apply = [each for each in known if not each.not_applicable]
    gaps = [each for each in apply if each.number not in tests]
    lead = (
        "What Balai sets itself of the OWASP Application Security Verification Standard 5.0.0: "
        "level 1 whole, and level 2 for files, sessions, authorisation, data protection and "
        "logging; a few further ones are here because tests prove them. The numbers are the "
        "standard's, the words ours and shorter. A requirement is held by the tests named; where "
        "no test is marked there is a **gap**, whatever the code may do. A marked test proves "
        "what it proves: often part of a requirement.\n\n"
        f"{len(known)} requirements: {len(apply) - len(gaps)} with tests, {len(gaps)} gaps, "
        f"{len(known) - len(apply)} that do not apply."
    )
    parts = []
    for chapter, name in CHAPTERS.items():
        rows = [each for each in apply if each.chapter == chapter]
        if rows:
            parts.append(f"## {chapter}. {name}\n\n" + _table(rows, tests))
    aside = [each for each in known if each.not_applicable]
    cells = [f"| {each.number} | {each.level} | {each.not_applicable} |" for each in aside]
    parts.append("## Not applicable\n\n| number | level | why |\n| --- | --- | --- |\n")
    parts[-1] += "\n".join(cells)
    return "OWASP ASVS 5.0", lead, parts


def _table(rows: list[Requirement], tests: dict[str, list[str]]) -> str:
    lines = ["| number | level | requirement | held by |", "| --- | --- | --- | --- |"]
    for each in rows:
        held = (
            "<br>".join(f"`{name}`" for name in tests.get(each.number, []))
            or f"**gap** {each.gap}".strip()
        )
        lines.append(f"| {each.number} | {each.level} | {each.says} | {held} |")
    return "\n".join(lines)
