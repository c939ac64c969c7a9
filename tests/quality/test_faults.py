"""Every fault of a parser stays in its child: damaged files by the hundred, none does harm.

Files of every format are cut off, flipped, spliced and overwritten by a seeded generator. The
process that asks lives on, its nursery is the same throughout, every answer is a document or a
refusal of a known kind, and none takes longer than it may. Runs on files made in memory; with
the shared data also on those of its parsing sets.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from balai.core.errors import Invalid
from balai.core.passages.document import Document
from balai.library import reading
from balai.library.readers.refusals import REFUSALS
from balai.library.reading import Limits, read_file
from tests import hostile

pytestmark = [pytest.mark.quality, pytest.mark.asvs("15.2.5", "16.5.3")]
DATA = Path(os.environ.get("BALAI_DATA", Path(__file__).parents[3] / "shared" / "data"))
ROUNDS = 300
LIMITS = Limits(seconds=20.0, scans=1, seconds_per_scan=10.0)
SLACK = 3.0  # seconds in which a reader that is told to stop has stopped


def made() -> dict[str, bytes]:
    """Return a sound or hostile file of every format, by name."""
    files = {f"{number}-{bad.name}": bad.make() for number, bad in enumerate(hostile.BAD)}
    files |= {
        "sound.pdf": hostile.pdf(3),
        "picture.pdf": hostile.pdf_of_a_picture(),
        "sound.docx": hostile.docx(*[hostile.SENTENCE] * 5),
        "entities.docx": hostile.docx_of_entities(),
        "page.html": hostile.web_page_with_scripts(),
        "picture.png": hostile.png(),
        "text.txt": hostile.SENTENCE.encode() * 40,
    }
    return {name: data for name, data in files.items() if len(data) < 400_000}


def shared() -> dict[str, bytes]:
    """Return the smaller files of the shared parsing sets; none where there are none."""
    suffixes = {".pdf", ".docx", ".odt", ".html", ".htm", ".eml"}
    found = sorted(
        path
        for path in (DATA / "parsing").rglob("*")
        if path.suffix.lower() in suffixes and path.is_file() and path.stat().st_size < 400_000
    )
    return {f"{path.parent.name}-{path.name}": path.read_bytes() for path in found}


def damaged(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return what was done to the bytes, and what they are now."""
    spoilt = bytearray(data)
    how = chance.choice(["cut", "flip", "overwrite", "splice", "double"])
    at = chance.randrange(len(spoilt)) if spoilt else 0
    if how == "cut":
        del spoilt[at:]
    elif how == "flip":
        for _ in range(chance.choice([1, 8, 64])):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    elif how == "overwrite":
        spoilt[at : at + 64] = chance.randbytes(64)
    elif how == "splice":
        other = chance.randrange(len(spoilt))
        spoilt[at : at + 256] = spoilt[other : other + chance.randrange(1, 512)]
    else:
        spoilt[at:at] = spoilt[at : at + chance.randrange(1, 4096)]
    return how, bytes(spoilt)


def rounds(files: dict[str, bytes], seed: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    names = sorted(name for name in files if files[name])
    for _ in range(ROUNDS):
        name = chance.choice(names)
        how, data = damaged(files[name], chance)
        yield f"{how} {name}", data


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("source", [made, shared], ids=["made", "shared"])
def test_no_damaged_file_does_harm(
    source: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, bytes] = source()
    if not files:
        pytest.skip(f"there is no shared data at {DATA}")
    read_file(_kept(tmp_path, "first.txt", b"The officers of the ward met the residents."))
    nursery = reading._readers._process
    assert nursery is not None
    outcomes: Counter[str] = Counter()
    longest = (0.0, "")
    for what, data in rounds(files, seed=20261123):
        path = _kept(tmp_path, what.rpartition("-")[2], data)
        started = time.monotonic()
        outcome = _outcome(path)
        took = time.monotonic() - started
        longest = max(longest, (took, what))
        outcomes[outcome] += 1
        assert outcome == "document" or outcome in REFUSALS, what
        assert took < LIMITS.seconds + LIMITS.seconds_per_scan + SLACK, what
    assert nursery.poll() is None
    assert reading._readers._process is nursery
    assert sum(outcomes.values()) == ROUNDS
    with capsys.disabled():
        print(f"\n{len(files)} files, {ROUNDS} damaged: {dict(outcomes.most_common())}")
        print(f"longest {longest[0]:.1f} s: {longest[1]}")


def _kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / f"file{Path(name).suffix}"
    path.write_bytes(data)
    return path


def _outcome(path: Path) -> str:
    try:
        document = read_file(path, limits=LIMITS, ocr_languages=["en"])
    except Invalid as error:
        return error.kind
    assert isinstance(document, Document)
    assert document.text
    return "document"
