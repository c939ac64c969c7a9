"""How faithfully and how fast files are read, measured on the shared data.

    python -m bench.reading fidelity [FOLDER …]   word similarity with docling's reviewed Markdown
    python -m bench.reading pages                 passages kept and left out of saved web pages
    python -m bench.reading cases                 pypdf's small PDF cases: pages and metadata
    python -m bench.reading speed                 seconds for 100 pages, the child's start included

The data (its folder: BALAI_DATA, else ../shared/data) is not part of Balai. Word similarity is
twice the words that match in order (difflib) over the words of both sides, markup and case
aside; beside it stands the same without order, which tells lost words from moved ones.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from balai.core.errors import Invalid
from balai.core.passages.chunk import chunk
from balai.core.passages.document import Document
from balai.core.passages.normalise import normalise
from balai.library.readers.found import Allowance
from balai.library.readers.reader import read_document
from balai.library.reading import Limits, read_file

DATA = Path(os.environ.get("BALAI_DATA", Path(__file__).parents[2] / "shared" / "data"))
_MARKUP = re.compile(
    r"<!--.*?-->|<[^>\n]{1,80}>|\]\([^)\s]*\)|^\s*\|?[\s:|-]+\|?\s*$", re.MULTILINE
)
_ESCAPE = re.compile(r"\\(?=[_*#])")
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def gold_words(markdown: str) -> list[str]:
    return words(html.unescape(_MARKUP.sub(" ", _ESCAPE.sub("", markdown))).replace("$", " "))


def in_order(gold: list[str], read: list[str]) -> float:
    if not gold and not read:
        return 1.0
    return SequenceMatcher(None, gold, read, autojunk=False).ratio()


def without_order(gold: list[str], read: list[str]) -> float:
    if not gold and not read:
        return 1.0
    return 2 * (Counter(gold) & Counter(read)).total() / (len(gold) + len(read))


def fidelity(kind: str) -> dict[str, tuple[float, float]]:
    """Return for each source of a folder of docling's its similarity in order and without."""
    results = {}
    for gold in sorted((DATA / "parsing" / "docling" / kind).glob("*.md")):
        source = gold.with_suffix("")
        if not source.exists():
            continue
        try:
            read = words(read_file(source).text)
        except Invalid as error:
            print(f"{source.name}: refused: {error.kind}", file=sys.stderr)
            continue
        expected = gold_words(gold.read_text(encoding="utf-8"))
        results[source.name] = in_order(expected, read), without_order(expected, read)
    return results


def _plain(text: str) -> str:
    """Even the spaces and take out what cannot be seen, as reading does."""
    return normalise(text)


def pages() -> tuple[float, float, list[str]]:
    """Return the shares of wanted passages kept and unwanted left out, and what went wrong."""
    kept = wanted = out = unwanted = 0
    wrong: list[str] = []
    folder = DATA / "parsing" / "trafilatura"
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = _read_page(gzip.decompress((folder / "pages" / f"{item['file']}.gz").read_bytes()))
        for passage in item["with"]:
            wanted += 1
            found = _plain(passage) in text
            kept += found
            wrong += [] if found else [f"{item['file']}: missing: {passage[:90]}"]
        for passage in item["without"]:
            unwanted += 1
            absent = _plain(passage) not in text
            out += absent
            wrong += [] if absent else [f"{item['file']}: kept: {passage[:90]}"]
    return kept / wanted, out / unwanted, wrong


def _read_page(data: bytes) -> str:
    """Read a page in this process: 160 children would mostly measure their start."""
    try:
        return _plain(read_document(data, ".html", Allowance(), lambda done, of: None).text)
    except Invalid as error:
        return f"refused: {error.kind}"


def cases() -> list[tuple[str, str]]:
    """Return each of pypdf's cases with what was read of it."""
    folder = DATA / "parsing" / "pypdf"
    listed = json.loads((folder / "files.json").read_text())["data"]
    told = []
    for item in listed:
        path = folder / item["path"]
        if not path.exists():
            continue
        try:
            document = read_file(path)
            right = "right" if document.pages == item["pages"] else f"expected {item['pages']}"
            told.append((item["path"], f"{document.pages} pages ({right}), {len(document.text)}"))
        except Invalid as error:
            told.append((item["path"], f"refused: {error.kind}"))
    return told


def generated_pdf(pages: int) -> bytes:
    """Return a PDF of a report with headings, prose and lists, about 450 words a page."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    sentence = (
        "The officers of the ward met the residents every second week and wrote down, "
        "case number {}, what had been agreed and by whom it would be done. "
    )
    story = []
    for page in range(pages):
        story.append(
            Paragraph(f"{page + 1}. What was tried in ward {page + 1}", styles["Heading2"])
        )
        for part in range(4):
            text = "".join(sentence.format(page * 100 + part * 10 + k) for k in range(4))
            story.append(Paragraph(text, styles["BodyText"]))
        story.append(PageBreak())
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def _timed(path: Path) -> tuple[float, float, Document]:
    """Return the seconds by the clock and of the processor that one file takes, and the file.

    The clock runs on reading in a process of its own, as Balai does; the processor's seconds are
    those of the same work here, for on a machine that others share only they say how fast it is.
    Pages that are pictures are left out: OCR is Tesseract's time.
    """
    started = time.perf_counter()
    document = read_file(path, limits=Limits(scans=0))
    chunk(document)
    seconds = time.perf_counter() - started
    used = time.process_time()
    chunk(read_document(path.read_bytes(), path.suffix, Allowance(), lambda done, of: None))
    return seconds, time.process_time() - used, document


def speed() -> None:
    """Tell the speed of each file, after others have started the readers and loaded the model."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(generated_pdf(200))
        file.flush()
        paths = sorted((DATA / "lessons").glob("*/pdfs/**/*.pdf"))
        print(f"the first file, with the start of the readers: {_timed(Path(file.name))[0]:.2f} s")
        _timed(Path(file.name))
        totals: dict[str, list[float]] = {}
        for path in [Path(file.name), *paths]:
            try:
                seconds, used, document = _timed(path)
            except Invalid as error:
                print(f"{path.name}: refused: {error.kind}")
                continue
            group = path.relative_to(DATA / "lessons").parts[0] if path in paths else "generated"
            sums = totals.setdefault(group, [0.0, 0.0, 0.0])
            for at, value in enumerate((document.pages, seconds, used)):
                sums[at] += value
            print(
                f"{path.name}: {document.pages} pages in {seconds:.2f} s"
                f" ({used:.2f} s of processor)"
            )
        for group, (pages, seconds, used) in totals.items():
            print(
                f"{group}: {pages:.0f} pages, a hundred in {100 * seconds / pages:.2f} s"
                f" ({100 * used / pages:.2f} s of processor)"
            )


def main(arguments: list[str]) -> None:
    what, *rest = arguments or ["fidelity"]
    if what == "fidelity":
        for kind in rest or ["pdf", "docx", "odf", "html"]:
            results = fidelity(kind)
            for name, (ordered, loose) in results.items():
                print(f"{kind}/{name}: {ordered:.3f} ({loose:.3f} without order)")
            if results:
                ordered, loose = (
                    sum(column) / len(results) for column in zip(*results.values(), strict=True)
                )
                print(f"{kind}: mean {ordered:.4f} in order, {loose:.4f} without")
    elif what == "pages":
        kept, out, wrong = pages()
        print(*wrong, sep="\n")
        print(f"wanted kept {kept:.4f}, unwanted left out {out:.4f}")
    elif what == "cases":
        for name, told in cases():
            print(f"{name}: {told}")
    elif what == "speed":
        speed()
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
