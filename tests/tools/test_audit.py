"""The locks are pinned by hash; an audit that was not made says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import audit

LINE = "django==5.2.1 \\\n    --hash=sha256:abc\n"


@pytest.mark.asvs("15.2.4")
def test_every_lock_is_pinned_by_hash() -> None:
    for name in audit.LOCKS:
        text = (audit.ROOT / name).read_text("utf-8")
        assert len(text) > 1000
        assert audit.unhashed(text) == []


@pytest.mark.parametrize(
    "line", ["django>=5\n", "django==5.2.1\n", "https://files.example/django.whl\n", "-e .\n"]
)
def test_what_is_not_pinned_is_found(line: str) -> None:
    assert len(audit.unhashed(LINE + line)) == 1


@pytest.mark.asvs("15.2.1")
def test_an_audit_that_could_not_be_made_is_not_said_to_be_passed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "installed", lambda folder: None)
    assert audit.main() == 0
    assert "SKIPPED, nothing was audited" in capsys.readouterr().err
    monkeypatch.setattr(audit, "installed", lambda folder: Path("tool"))
    monkeypatch.setattr(audit, "audit", lambda tool, lock: [{"name": "jinja2", "vulns": []}])
    assert audit.main() == 0
    assert "SKIPPED, nothing was audited: the source of advis" in capsys.readouterr().err
    monkeypatch.setattr(audit, "knows_weaknesses", lambda tool, folder: True)
    monkeypatch.setattr(audit, "audit", lambda tool, lock: "nobody answered")
    assert audit.main() == 0
    assert "SKIPPED, nothing was audited: nobody answered" in capsys.readouterr().err


def test_a_weakness_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = [{"name": "django", "version": "5", "vulns": [{"id": "X-1"}]}]
    monkeypatch.setattr(audit, "installed", lambda folder: Path("tool"))
    monkeypatch.setattr(audit, "audit", lambda tool, lock: weak)
    assert audit.main() == 1
