"""What the pages on security and data protection state is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from balai.config.node import Node
from balai.library.reading import Limits

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "SECURITY.md",
    "docs/explanation/threat-model.md",
    "docs/explanation/data-protection.md",
    "docs/explanation/sharing.md",
)


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_leads_to_is_there(name: str) -> None:
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#:]+)\)", page(name)):
        assert (folder / target).exists(), target


@pytest.mark.asvs("5.1.1")
def test_the_limits_of_files_are_those_that_hold() -> None:
    text, limits = page("SECURITY.md"), Limits()
    assert f"up to {Node().largest_upload} MB" in text
    assert f"{limits.unpacked // 1_000_000} MB unpacked" in text
    assert f"{limits.pages:,} pages" in text


@pytest.mark.asvs("6.1.1", "7.1.1", "7.1.2", "7.1.3", "7.6.1")
def test_the_limits_of_passwords_and_sessions_are_those_that_hold() -> None:
    text = page("SECURITY.md")
    lengths = [each["OPTIONS"]["min_length"] for each in settings.AUTH_PASSWORD_VALIDATORS[:1]]
    assert lengths == [12]
    assert "twelve characters or more" in text
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    assert "twelve hours at most" in text
    assert settings.BALAI_IDLE_AGE == 2 * 3600
    assert "After two hours without a request" in text
    assert settings.ACCOUNT_REAUTHENTICATION_TIMEOUT == 10 * 60
    assert "after ten minutes" in text
    assert "5/5m/key" in settings.ACCOUNT_RATE_LIMITS["login_failed"]
    assert "five wrong passwords in five minutes" in text
    assert "any number of sessions" in text
    assert "organisation's provider" in text


@pytest.mark.asvs("2.1.1", "15.1.1", "16.1.1")
@pytest.mark.parametrize("heading", ["Input", "Weak components", "What is logged", "Secrets"])
def test_security_has_its_parts(heading: str) -> None:
    assert f"\n## {heading}\n" in page("SECURITY.md")


@pytest.mark.asvs("8.1.1")
@pytest.mark.parametrize("level", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_it_is_said_who_reads_at_each_level(level: str) -> None:
    assert f"| {level} |" in page("docs/explanation/sharing.md")


@pytest.mark.asvs("14.1.1", "14.1.2")
@pytest.mark.parametrize(
    "part",
    [
        "What is kept",
        "What leaves the node",
        "Rights, and how to answer a request",
        "Entries for a record of processing",
    ],
)
def test_data_protection_has_its_parts(part: str) -> None:
    assert f"\n## {part}\n" in page("docs/explanation/data-protection.md")


def test_the_threat_model_says_what_remains() -> None:
    text = page("docs/explanation/threat-model.md")
    assert "\n## What remains\n" in text
    assert "Hidden texts have a faint influence" in text


@pytest.mark.parametrize(("name", "least"), [("data-protection", 20), ("threat-model", 5)])
def test_every_promise_names_tests_that_are_there(name: str, least: int) -> None:
    """A promise whose test was renamed or taken out is one that nothing shows any more."""
    heading = "## What shows"
    rows = page(f"docs/explanation/{name}.md").partition(heading)[2].splitlines()[1:]
    told = [row for row in rows if row.startswith("| ")][1:]
    named = [
        re.findall(r"`([\w/]+\.py)::(\w+)`", row) for row in told if not row.startswith("| ---")
    ]
    assert len(named) >= least
    assert all(named)
    for file, test in (each for row in named for each in row):
        assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8"), f"{file}::{test}"
