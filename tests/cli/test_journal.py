"""`balai journal`: out of the node, proved elsewhere, and compared with the node."""

from __future__ import annotations

from pathlib import Path

import pytest

from balai.cli.entry import OK, REFUSED
from balai.config.doctor import records
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.queries import head
from balai.foundation.journal.recording import recording
from balai.foundation.models import JournalEntry
from tests.cli.conftest import Balai
from tests.personas import Cast

TRIED = declare("test.tried", "Something was tried in a test.")


def note(count: int) -> None:
    for number in range(count):
        with recording("system") as journal:
            journal.note(TRIED, "thing", f"A{number}", level="GREEN")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_is_proved_and_is_of_this_node(
    cast: Cast, balai: Balai, tmp_path: Path, form: str
) -> None:
    note(5)
    out = tmp_path / "journal"
    made = balai(
        "journal", "export", str(out), "--format", form, "--as", cast.email("omar"), "--json"
    )
    assert made.data["head"] == head()
    assert out.stat().st_mode & 0o777 == 0o600
    proved = balai("journal", "verify", str(out), "--node", "--json")
    assert (proved.status, proved.data["fault"], proved.data["is_of_this_node"]) == (OK, None, True)
    assert proved.data["entries"] == made.data["entries"] >= 5


def test_a_change_in_the_file_is_found(cast: Cast, balai: Balai, tmp_path: Path) -> None:
    note(5)
    out = tmp_path / "journal"
    balai("journal", "export", str(out), "--json")
    out.write_text(out.read_text().replace("A2", "B2"))
    proved = balai("journal", "verify", str(out), "--json")
    assert proved.status == REFUSED
    assert proved.data["why"] == "is not what was written"


def test_a_node_whose_journal_was_cut_is_found_by_an_old_export(
    cast: Cast, balai: Balai, tmp_path: Path
) -> None:
    note(5)
    out = tmp_path / "journal"
    balai("journal", "export", str(out), "--json")
    JournalEntry.objects.order_by("-seq")[0].delete()
    assert balai("journal", "verify", str(out), "--json").status == OK
    proved = balai("journal", "verify", str(out), "--node", "--json")
    assert (proved.status, proved.data["is_of_this_node"]) == (REFUSED, False)


@pytest.mark.asvs("16.4.2")
def test_a_journal_that_was_cut_lacks_the_hash_that_was_kept(
    cast: Cast, balai: Balai, tmp_path: Path
) -> None:
    """The last entry is cut off: the chain adds up, and only the hash kept elsewhere tells."""
    note(5)
    kept = head()
    assert kept in records.journal(False).message  # what doctor says
    note(2)
    out = tmp_path / "journal"
    for where in ((), (str(out),)):
        balai("journal", "export", str(out), "--json")
        proved = balai("journal", "verify", *where, "--head", kept, "--json")
        assert (proved.status, proved.data["has_head"]) == (OK, True)
    last = JournalEntry.objects.get(hash=kept).seq
    JournalEntry.objects.filter(seq__gte=last).delete()
    balai("journal", "export", str(out), "--json")
    for where in ((), (str(out),)):
        assert balai("journal", "verify", *where, "--json").status == OK
        proved = balai("journal", "verify", *where, "--head", kept.upper(), "--json")
        assert (proved.status, proved.data["fault"]) == (REFUSED, None)
        assert proved.data["has_head"] is False


def test_a_changed_entry_of_the_node_is_found_without_a_file(cast: Cast, balai: Balai) -> None:
    note(3)
    kept = head()
    JournalEntry.objects.filter(record_id="A1").update(record_id="B1")
    proved = balai("journal", "verify", "--head", kept, "--json")
    assert (proved.status, proved.data["has_head"]) == (REFUSED, False)
    assert proved.data["why"] == "is not what was written"


@pytest.mark.parametrize("head", ["", "abc", "g" * 64])
def test_what_is_no_hash_is_refused(cast: Cast, balai: Balai, head: str) -> None:
    refused = balai("journal", "verify", "--head", head, "--json")
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "no-hash")


def test_who_does_not_oversee_takes_nothing_out(cast: Cast, balai: Balai, tmp_path: Path) -> None:
    out = tmp_path / "journal"
    refused = balai("journal", "export", str(out), "--as", cast.email("amina"), "--json")
    assert refused.status == REFUSED
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_export_is_refused(cast: Cast, balai: Balai, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Once upon a time")
    assert balai("journal", "verify", str(story), "--json").status == REFUSED
    assert balai("journal", "verify", tmp_path / "none", "--json").status == REFUSED
