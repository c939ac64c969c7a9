"""Files are read in a child with limits; each bad one gets its own answer, and soon."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from balai.core.errors import Invalid
from balai.library import reading
from balai.library.reader_processes import BOOT, ReaderProcesses
from balai.library.readers.cautions import caution
from balai.library.readers.refusals import REFUSALS
from balai.library.reading import Limits, read_file
from tests import hostile
from tests.hostile import BAD, SENTENCE, Bad

Save = Callable[[str, bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def saved(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return saved


def refusal_of(path: Path, **options: object) -> Invalid:
    with pytest.raises(Invalid) as refused:
        read_file(path, **options)
    return refused.value


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.what)
@pytest.mark.asvs("5.2.2", "5.2.3", "5.2.6")
def test_a_bad_file_is_refused_with_its_own_message(bad: Bad, save: Save, tmp_path: Path) -> None:
    path = save(bad.name, bad.make())
    started = time.monotonic()
    refused = refusal_of(path)
    assert refused.kind == bad.kind
    assert refused.message
    assert refused.hint
    assert time.monotonic() - started < 60  # 10 on a machine of its own
    assert [each.name for each in tmp_path.iterdir()] == [bad.name]


def test_every_refusal_has_a_message_and_a_hint_of_its_own() -> None:
    assert len({message for message, _ in REFUSALS.values()}) == len(REFUSALS)
    assert all(hint for _, hint in REFUSALS.values())


@pytest.mark.asvs("5.2.1")
def test_two_gigabytes_are_refused_before_they_are_read(save: Save) -> None:
    path = save("big.pdf", b"")
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    assert refusal_of(path).kind == "too-large"


@pytest.mark.parametrize("name", ["", "missing.pdf"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal_of(tmp_path / name).kind == "not-a-file"


def test_a_picture_without_ocr_is_refused(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert refusal_of(save("scan.png", hostile.png())).kind == "image-without-ocr"
    assert refusal_of(save("scan.pdf", hostile.pdf_of_a_picture())).kind == "image-without-ocr"


def test_time_that_is_over_stops_the_child(save: Save) -> None:
    path = save("long.pdf", hostile.pdf(300))
    assert refusal_of(path, limits=Limits(seconds=0.05)).kind == "too-slow"


def test_memory_that_is_over_stops_the_child(save: Save) -> None:
    path = save("report.txt", (SENTENCE * 200_000).encode())
    kind = refusal_of(path, limits=Limits(memory=150_000_000)).kind
    assert kind in ("too-much-memory", "broken")


def test_a_reader_that_breaks_is_told_without_the_words(
    save: Save, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = f"from balai.library.readers import reader; reader.kind_of = 0; {BOOT}"
    monkeypatch.setattr(reading, "_readers", ReaderProcesses(broken))
    assert refusal_of(save("report.txt", b"a secret name")).kind == "broken"
    assert "TypeError in reader.py" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.asvs("5.3.1", "15.2.5")
def test_the_child_cannot_write_and_inherits_nothing(
    save: Save, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    secret = tmp_path / "secret"
    secret.write_text("secret")
    descriptor = os.open(secret, os.O_RDONLY)
    os.set_inheritable(descriptor, True)
    # A node at work holds many: what its readers are asked by then has a high number.
    many = [os.dup(descriptor) for _ in range(300)]
    monkeypatch.setenv("BALAI_SECRET", "secret")
    probe = (
        "import os, time\n"
        "def held():\n"  # what is inherited stays; a model that is being unpacked does not
        "    for n in range(3, 1024):\n"
        "        try: yield n, os.fstat(n).st_ino\n"
        "        except OSError: pass\n"
        "def read(data, allowance, progress):\n"
        "    try:\n"
        f"        open({str(target)!r}, 'w').write('x' * 10)\n"
        "        wrote = os.path.getsize('" + str(target) + "')\n"
        "    except OSError: wrote = 0\n"
        "    found = set(held())\n"
        "    for _ in range(100):\n"
        "        time.sleep(0.25)\n"
        "        found &= set(held())\n"
        "        if not found: break\n"
        "    words = f'wrote {wrote} open {len(found)} env {os.environ.get(\"BALAI_SECRET\")}'\n"
        "    return Found(format='text', blocks=[RawBlock(1, words)])\n"
        "from balai.library.readers import reader\n"
        "from balai.library.readers.found import Found\n"
        "from balai.core.passages.document import RawBlock\n"
        "reader.READERS['text'] = read\n"
    )
    monkeypatch.setattr(reading, "_readers", ReaderProcesses(probe + BOOT))
    try:
        assert read_file(save("a.txt", b"words of a file")).text == "wrote 0 open 0 env None"
    finally:
        for each in (descriptor, *many):
            os.close(each)


def test_pages_are_told_as_they_pass(save: Save) -> None:
    told: list[tuple[int, int]] = []
    document = read_file(
        save("report.pdf", hostile.pdf(3)), progress=lambda done, of: told.append((done, of))
    )
    assert document.pages == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_wrong_ending_is_read_as_what_it_is(save: Save) -> None:
    document = read_file(save("report.docx", hostile.pdf()))
    assert document.format == "pdf"
    assert document.warnings == (caution("other-format"),)


def test_a_part_of_a_pdf_is_read_where_its_end_is_missing(save: Save) -> None:
    data = hostile.pdf(30)
    document = read_file(save("report.pdf", data[: len(data) - 300]))
    assert document.pages == 30
    assert "(29.3)" in document.text
    assert caution("mended") in document.warnings


@pytest.mark.asvs("1.3.2")
def test_scripts_are_neither_run_nor_read(save: Save) -> None:
    document = read_file(save("page.html", hostile.web_page_with_scripts()))
    assert SENTENCE.strip() in document.text
    for hidden in (
        "injected",
        "on load",
        "hidden instruction",
        "framed",
        "validation",
        "Home page",
    ):
        assert hidden not in document.text


def test_the_name_given_decides_the_ending(save: Save) -> None:
    document = read_file(save("upload-1", hostile.pdf()), name="../../etc/\u202eannual.pdf")
    assert document.format == "pdf"
    assert not document.warnings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_made_out(save: Save, encoding: str) -> None:
    words = "Les policiers ont écouté les habitants du quartier, et ça a marché très bien."
    assert read_file(save("rapport.txt", words.encode(encoding))).text == words


def test_damaged_letters_are_read_around_with_a_warning(save: Save) -> None:
    data = ("Le café du quartier était très animé. " * 60).encode()
    document = read_file(save("rapport.txt", data[:700] + b"\xff" + data[700:]))
    assert "Le café du quartier" in document.text
    assert document.warnings == (caution("letters-damaged"),)


@pytest.mark.asvs("1.5.1")
def test_entities_do_not_unfold(save: Save) -> None:
    assert refusal_of(save("report.docx", hostile.docx_of_entities())).kind == "broken"
