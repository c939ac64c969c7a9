import io
import json
import re
import sys
import zipfile
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from babel import Locale

from balai.core.audience import Level
from balai.sample.catalogue import SampleSource, library
from balai.vocabulary.queries import is_term

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "balai" / "sample"
sys.path.insert(0, str(ROOT / "tools"))

import build_sample  # noqa: E402 - a script beside the package, not in it

MARKS = {
    "en": "Illustration written for Balai: no real person, no real event.",
    "ms": "Ilustrasi yang ditulis untuk Balai: tiada orang sebenar, tiada peristiwa sebenar.",
    "fr": "Illustration écrite pour Balai : aucune personne réelle, aucun événement réel.",
    "nl": "Illustratie geschreven voor Balai: geen echte personen, geen echte gebeurtenissen.",
    "th": "ตัวอย่างที่เขียนขึ้นสำหรับ Balai ไม่มีบุคคลจริงและไม่มีเหตุการณ์จริง",
    "ar": "نص توضيحي كُتب لمنصة Balai: لا أشخاص حقيقيون ولا أحداث حقيقية.",
}
SOURCES = library().sources
each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)


def by_level() -> Counter[Level]:
    return Counter(Level.read(source.level) for source in SOURCES)


def test_there_are_sources_of_every_language_and_format() -> None:
    assert len(SOURCES) >= 24
    languages = Counter(source.language for source in SOURCES)
    assert languages.keys() == MARKS.keys()
    assert min(languages[each] for each in ("en", "ms", "fr", "nl")) >= 4
    assert min(languages["th"], languages["ar"]) >= 2
    formats = Counter(source.file.rsplit(".", 1)[1] for source in SOURCES)
    assert formats.keys() == {"pdf", "docx", "html", "txt", "md", "eml", "odt"}
    assert len({source.country for source in SOURCES}) >= 12
    assert sum(source.scan for source in SOURCES) == 1


def test_there_is_every_case_a_demo_has_to_show() -> None:
    levels = by_level()
    assert levels[Level.RED] == 1
    assert levels[Level.AMBER] == 1
    assert levels[Level.AMBER_STRICT] == 1
    assert levels[Level.GREEN] >= 3
    assert levels[Level.CLEAR] > len(SOURCES) / 2
    assert sum(source.failed for source in SOURCES) >= 4
    assert sum(source.chatham for source in SOURCES) == 1
    assert sum(source.link_only for source in SOURCES) == 1
    assert sum(source.personal_data for source in SOURCES) == 1
    assert sum(bool(source.near_duplicate_of) for source in SOURCES) == 1


def test_keys_files_and_names_refer_to_one_another() -> None:
    keys = [source.key for source in SOURCES]
    assert len(set(keys)) == len(keys)
    assert {path.name for path in (SAMPLE / "files").iterdir()} == {s.file for s in SOURCES}
    texts = {path.stem for path in (SAMPLE / "texts").glob("*.md")}
    assert texts == set(keys)
    shelf = library()
    organisations = {organisation.key for organisation in shelf.organisations}
    personas = {persona.key: persona for persona in shelf.personas}
    for source in SOURCES:
        assert source.owner in organisations
        assert personas[source.uploader].organisation == source.owner
        assert "contributor" in personas[source.uploader].roles
        assert set(source.recipients) <= personas.keys()
        assert bool(source.recipients) == (Level.read(source.level) is Level.RED)
        assert source.near_duplicate_of in {"", *keys}


def test_the_cast() -> None:
    shelf = library()
    cast = {persona.key: persona for persona in shelf.personas}
    assert cast.keys() == {"amina", "budi", "chen", "dina", "esther", "farid", "gita", "omar"}
    assert not cast["dina"].account
    assert not cast["dina"].email
    assert {"reviewer", "convenor"} <= set(cast["amina"].roles)
    assert cast["budi"].organisation == cast["amina"].organisation
    assert "reviewer" not in cast["budi"].roles
    assert cast["chen"].organisation != cast["amina"].organisation
    assert set(cast["esther"].roles) == {"contributor", "reviewer"}
    assert cast["farid"].node_roles == ("steward",)
    assert cast["omar"].node_roles == ("oversight",)
    assert not cast["farid"].roles
    assert all(p.email.endswith("@example.org") for p in cast.values() if p.account)
    members = Counter(persona.organisation for persona in cast.values())
    assert members[cast["esther"].organisation] == 1
    assert len(shelf.organisations) == 3
    assert all(is_term("actors", organisation.kind) for organisation in shelf.organisations)


@each_source
def test_a_source_says_that_it_is_an_illustration(source: SampleSource) -> None:
    lines = source.text().splitlines()
    assert lines[0] == f"# {source.title}"
    assert lines[2].startswith(MARKS[source.language])
    assert source.country in Locale("en").territories
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.date)
    assert not source.address or "example.org" in source.address


@each_source
def test_a_source_is_short(source: SampleSource) -> None:
    characters = len(source.text())
    assert 1_800 <= characters <= 9_000


@each_source
def test_the_file_opens_and_is_what_its_name_says(source: SampleSource) -> None:
    opened = OPENERS[source.file.rsplit(".", 1)[1]](source.data())
    if source.scan:
        assert opened.strip() == ""
    else:
        assert MARKS[source.language].split()[-1] in opened


@each_source
def test_the_file_is_what_its_text_gives(source: SampleSource) -> None:
    rows = json.loads((SAMPLE / "library.json").read_text("utf-8"))["sources"]
    row = next(row for row in rows if row["key"] == source.key)
    assert build_sample.build(row) == source.data()


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 4_000_000


def test_no_file_tells_where_or_by_whom_it_was_made() -> None:
    for source in SOURCES:
        data = source.data()
        assert b"/home/" not in data
        assert str(ROOT).encode() not in data


def test_the_planted_personal_data_cannot_be_anyones() -> None:
    planted = next(source for source in SOURCES if source.personal_data).text()
    assert "@example.org" in planted
    number = re.search(r"\b\d{6}-(\d\d)-\d{4}\b", planted)
    assert number is not None
    assert number[1] == "17"  # no state or country has this code on a Malaysian card
    assert "WOI 4471" in planted  # I and O are not used on Malaysian plates


def _pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    assert 1 <= len(document) <= 4
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _odt(data: bytes) -> str:
    from defusedxml.ElementTree import fromstring

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        return "\n".join(fromstring(archive.read("content.xml")).itertext())


def _html(data: bytes) -> str:
    from lxml import html

    return " ".join(str(text) for text in html.document_fromstring(data.decode()).itertext())


def _mail(data: bytes) -> str:
    mail = message_from_bytes(data, policy=policy.default)
    assert mail["Subject"]
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _text(data: bytes) -> str:
    return data.decode()


OPENERS = {
    "pdf": _pdf,
    "docx": _docx,
    "odt": _odt,
    "html": _html,
    "eml": _mail,
    "txt": _text,
    "md": _text,
}
