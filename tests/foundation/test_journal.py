from datetime import timedelta

import pytest

from balai.foundation.clock import now, stopped_at
from balai.foundation.journal.export import prove
from balai.foundation.journal.kinds import declare
from balai.foundation.journal.queries import entries_about, first_broken, head, lines
from balai.foundation.journal.recording import recording
from balai.foundation.models import JournalDetail, JournalEntry

TRIED = declare("test.tried", "Something was tried in a test.")
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.asvs("16.2.1")
def test_entries_are_chained_in_order() -> None:
    with recording("system") as journal:
        journal.note(TRIED, "thing", "A", level="GREEN")
        journal.note(TRIED, "thing", "A")
    assert [entry.detail for entry in entries_about("thing", "A")] == [{"level": "GREEN"}, {}]
    assert first_broken() is None
    assert head() == JournalEntry.objects.latest("seq").hash


@pytest.mark.asvs("2.3.3", "16.5.3")
def test_nothing_is_kept_of_a_recording_that_raises() -> None:
    def interrupted() -> None:
        with recording("system") as journal:
            journal.note(TRIED, "thing", "A")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert not JournalEntry.objects.exists()


def test_a_recording_inside_a_recording_joins_it() -> None:
    with recording("amina") as outer, recording("somebody else") as inner:
        assert inner is outer
        inner.note(TRIED, "thing", "A")
    assert [entry.actor for entry in entries_about("thing", "A")] == ["amina"]


def test_an_undeclared_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="never declared"), recording("system") as journal:
        journal.note("test.unheard-of", "thing", "A")


@pytest.mark.asvs("16.4.2")
def test_a_changed_entry_is_found() -> None:
    for name in "ABC":
        with recording("system") as journal:
            journal.note(TRIED, "thing", name)
    second = JournalEntry.objects.order_by("seq")[1]
    JournalEntry.objects.filter(seq=second.seq).update(actor="nobody")
    assert first_broken() == second.seq


def test_details_can_be_erased_but_not_changed() -> None:
    with recording("system") as journal:
        journal.note(TRIED, "thing", "A", level="GREEN")
        journal.note(TRIED, "thing", "B", level="RED")
    JournalDetail.objects.filter(entry__record_id="A").delete()
    assert first_broken() is None
    JournalDetail.objects.filter(entry__record_id="B").update(data={"level": "CLEAR"})
    assert first_broken() == JournalEntry.objects.get(record_id="B").seq


@pytest.mark.asvs("16.4.2")
@pytest.mark.parametrize("how", ["removed", "moved", "inserted"])
def test_an_entry_taken_out_moved_or_put_in_is_found(how: str) -> None:
    for name in "ABCDE":
        with recording("system") as journal:
            journal.note(TRIED, "thing", name)
    rows = list(JournalEntry.objects.order_by("seq"))
    if how == "removed":
        rows[1].delete()
    elif how == "moved":
        for row, seq in ((rows[1], 10**6), (rows[2], rows[1].seq), (rows[1], rows[2].seq)):
            JournalEntry.objects.filter(hash=row.hash).update(seq=seq)
    else:
        JournalEntry.objects.filter(pk=rows[-1].pk).update(seq=10**6)
        false = JournalEntry.objects.get(seq=rows[3].seq)
        false.seq = rows[-1].seq
        false.record_id = "FALSE"
        false.save(force_insert=True)
    assert first_broken() is not None


def test_a_clock_that_is_set_back_changes_neither_order_nor_proof() -> None:
    moment = now()
    for hours, about in ((0, "A"), (48, "B"), (-48, "C")):
        with stopped_at(moment + timedelta(hours=hours)), recording("system") as journal:
            journal.note(TRIED, "thing", about)
    assert [each.record_id for each in lines()] == ["A", "B", "C"]
    assert first_broken() is None
    assert prove(lines()).fault is None
