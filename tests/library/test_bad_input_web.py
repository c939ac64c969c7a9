"""Bad files on their whole way in: by the web's form and by `balai ingest`, a batch of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from balai.cli.entry import REFUSED, run
from balai.foundation.models import Task
from balai.foundation.tasks.worker import run_all
from balai.library.models import Contribution, File, Passage, Reading, Source
from balai.library.readers.refusals import REFUSALS
from balai.search.models import IndexEntry
from tests import hostile
from tests.hostile import BAD, Bad
from tests.personas import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

SLOWEST = 10.0 if os.environ.get("BALAI_QUIET") else 60.0
"""Seconds for one file: 10 on a machine of its own (BALAI_QUIET=1)."""

ONE_OF_EACH: dict[str, Bad] = {bad.kind: bad for bad in reversed(BAD)}
"""One bad file for each kind of refusal."""

READABLE = {
    "../../etc/\u202ereport.txt": hostile.SENTENCE.encode(),
    "page.html": hostile.web_page_with_scripts(),
    "belied.docx": hostile.pdf(),
}
"""Files that look bad and are read, whole or in part."""


def name_of(kind: str) -> str:
    return f"{kind}{Path(ONE_OF_EACH[kind].name).suffix}"


def seconds_of_readings() -> Iterator[float]:
    for task in Task.objects.filter(name__endswith="read_source"):
        assert task.started
        assert task.finished
        yield (task.finished - task.started).total_seconds()


def nothing_half_written() -> None:
    """Each source is wholly read or wholly refused, and nothing else stands."""
    refused = Source.objects.filter(state="refused")
    read = Source.objects.filter(state="ready")
    assert refused.count() + read.count() == Source.objects.count()
    for rows in (Reading.objects, Passage.objects):
        assert not rows.filter(source__in=refused).exists()
    ids = refused.values_list("pk", flat=True)
    assert not IndexEntry.objects.filter(record_id__in=ids).exists()
    assert not Task.objects.exclude(state="done").exists()
    assert all(Passage.objects.filter(source=each).exists() for each in read)


def send(client: Client, cast: Cast, files: list[SimpleUploadedFile], **headers: str) -> object:
    return client.post(
        "/contribute/upload/",
        {"files": files, "organisation": cast.a, "level": "AMBER"},
        headers=headers,
    )


def test_a_batch_goes_on_past_bad_files_in_the_web(cast: Cast) -> None:
    client = cast.client_for("budi")
    files = [SimpleUploadedFile(name_of(kind), bad.make()) for kind, bad in ONE_OF_EACH.items()]
    files += [SimpleUploadedFile(name, data) for name, data in READABLE.items()]
    send(client, cast, files)
    run_all()
    assert Source.objects.filter(state="ready").count() == len(READABLE)
    nothing_half_written()
    assert max(seconds_of_readings()) < SLOWEST
    page = client.get(f"/contributions/{Contribution.objects.get().pk}/").content.decode()
    for kind in ONE_OF_EACH:
        assert page.count(name_of(kind)) >= 1
        for words in REFUSALS[kind]:
            assert escape(words) in page, kind
    names = set(Source.objects.values_list("file_name", flat=True))
    assert "report.txt" in names
    assert not any("\u202e" in name or "/" in name for name in names)


def test_a_batch_goes_on_past_bad_files_on_the_command_line(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, bad in ONE_OF_EACH.items():
        (tmp_path / name_of(kind)).write_bytes(bad.make())
    for name, data in READABLE.items():
        (tmp_path / Path(name).name).write_bytes(data)
    with (tmp_path / "two gigabytes.pdf").open("wb") as huge:
        huge.truncate(2_000_000_000)
    assert run(["ingest", str(tmp_path), str(tmp_path / "absent.pdf"), "--json"]) == REFUSED
    written = capsys.readouterr()
    answers = {Path(each["file"]).name: each for each in json.loads(written.out)}
    failed = {name: each["error"] for name, each in answers.items() if each["source"] is None}
    wanted = {name_of(kind): kind for kind in ONE_OF_EACH}
    wanted |= {"two gigabytes.pdf": "too-large", "absent.pdf": "not-a-file"}
    assert {name: error["kind"] for name, error in failed.items()} == wanted
    for name, error in failed.items():
        assert error["message"], name
        assert error["hint"], name
        assert error["message"] in written.err
    assert len(answers) - len(failed) == len(READABLE)
    assert f"{len(failed)} of {len(answers)} files were refused." in written.err
    assert any("promises another format" in each for each in answers["belied.docx"]["warnings"])
    nothing_half_written()
    assert max(seconds_of_readings()) < SLOWEST


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.asvs("5.2.1")
def test_two_gigabytes_are_refused_by_their_announced_length(cast: Cast, accept: str) -> None:
    """No byte of the body is there to be read: the length alone decides."""
    answer = cast.client_for("budi").generic(
        "POST",
        "/contribute/upload/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="2000000000",
        HTTP_ACCEPT=accept,
    )
    assert answer.status_code == 413
    words = answer.content.decode()
    assert "2000 MB" in words
    assert "divide it" in words
    assert not Source.objects.exists()
    assert not File.objects.exists()


def test_a_file_over_the_limit_does_not_keep_others_out(cast: Cast, settings: object) -> None:
    from dataclasses import replace

    settings.BALAI = replace(settings.BALAI, largest_upload="0.001")
    files = [SimpleUploadedFile("small.txt", b"words"), SimpleUploadedFile("big.txt", b"x" * 2000)]
    answer = send(cast.client_for("budi"), cast, files, accept="application/json")
    shown = {each["name"]: each for each in json.loads(answer.content)["files"]}
    assert shown["small.txt"]["state"] == "received"
    assert shown["big.txt"]["state"] == "refused"
    assert shown["big.txt"]["message"]
    assert shown["big.txt"]["hint"]
    assert list(Source.objects.values_list("file_name", flat=True)) == ["small.txt"]
