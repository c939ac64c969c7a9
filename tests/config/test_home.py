"""A home that cannot be made, written or opened says so, and what would help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from balai.cli import entry
from balai.config.home import prepare_home, secret_keys
from balai.config.node import read_node
from balai.core.errors import Invalid
from tests.cli.conftest import process


def test_a_home_below_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"
    with pytest.raises(Invalid) as refused:
        prepare_home(home)
    assert refused.value.kind == "home-unwritable"
    assert str(home) in refused.value.message
    assert "BALAI_HOME" in refused.value.hint
    for arguments in (["up"], ["levels", "--json"]):
        answer = process(home, *arguments)
        assert answer.status == entry.REFUSED
        assert "cannot be written: Not a directory." in answer.err
        assert "Traceback" not in answer.err


def test_a_home_of_somebody_else_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Invalid) as refused:
        prepare_home(tmp_path)
    assert "Permission denied" in refused.value.message


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()
    with pytest.raises(Invalid) as refused:
        secret_keys(tmp_path)
    assert refused.value.kind == "no-key"
    assert "backup" in refused.value.hint


@pytest.mark.parametrize("value", ["", "two", "0", "-1", "nan", "inf", "1e9", "1e308", "2\u202e"])
def test_a_setting_that_counts_is_a_number_above_nought(value: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_node({"BALAI_IDLE_HOURS": value})
    assert "idle_hours" in refused.value.message
    assert read_node({"BALAI_IDLE_HOURS": "0.5"}).idle_hours == "0.5"
