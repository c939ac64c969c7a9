"""The style sheets and scripts: what they may not do, and what they weigh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web.markup import read
from tests.web.rendering import render
from tests.web.samples import PAGES
from tests.web.site import STATIC

SHEETS = sorted((STATIC / "balai/css").glob("*.css"))
SCRIPTS = sorted((STATIC / "balai/js").glob("*.js"))
TEMPLATES = sorted((STATIC.parent / "templates").rglob("*.html"))
SIDES = re.compile(
    r"(?:^|[;{\s])((?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|(?:min-|max-)?(?:width|height)|(?:float|text-align):\s*(?:left|right))"
    r"(?=\s*[:;]))(?<!: top)(?<!: bottom)"
)


def without_conditions(sheet: str) -> str:
    """Leave out comments and the conditions of @media, where `max-width` is the only name."""
    return re.sub(r"@media[^{]*\{", "{", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_knows_nothing_of_left_and_right(sheet: Path) -> None:
    assert SIDES.findall(without_conditions(sheet.read_text("utf-8"))) == []


def test_the_check_for_sides_would_find_them() -> None:
    assert SIDES.findall("a { margin-left: 1px; } b{width:2px}") == ["margin-left", "width"]
    assert SIDES.findall("a { float: left; top: 0; vertical-align: top; }") == [
        "float: left",
        "top",
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_loads_nothing(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert "@import" not in text
    assert "url(" not in text
    assert "@font-face" not in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_a_sheet_uses_exists(sheet: Path) -> None:
    tokens = set(re.findall(r"(--[\w-]+)\s*:", (STATIC / "balai/css/tokens.css").read_text()))
    assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text("utf-8"))) <= tokens


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_the_tokens_know_colours(sheet: Path) -> None:
    if sheet.name in {"tokens.css", "print.css", "paper.css"}:
        pytest.skip("tokens hold the colours; paper is white")
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", without_conditions(sheet.read_text("utf-8"))))
    assert found <= {"#666", "#000a"}, "the frame of a TLP mark and the veil behind a dialog only"


def declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", block))


def test_dark_by_system_and_dark_by_choice_are_equal() -> None:
    text = (STATIC / "balai/css/tokens.css").read_text("utf-8")
    by_system = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\n\}', text, re.S)
    by_choice = re.search(r':root\[data-theme="dark"\] \{(.*?)\n\}', text, re.S)
    assert by_system
    assert by_choice
    assert declarations(by_system[1]) == declarations(by_choice[1])
    assert len(declarations(by_choice[1])) > 30


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb after WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, 1 to 21."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05)


TEXT_PAIRS = (
    *(("ink", ground) for ground in ("paper", "sheet", "sunk", "saffron-tint", "hall-tint")),
    *(("ink-2", ground) for ground in ("paper", "sheet", "sunk", "saffron-tint")),
    *(("link", ground) for ground in ("paper", "sheet", "sunk", "saffron-tint")),
    *((way, ground) for way in ("better", "worse") for ground in ("paper", "sheet")),
    ("worse", "saffron-tint"),
    ("worse", "worse-tint"),
    ("on-hall", "hall"),
    ("on-hall-2", "hall"),
    ("ink", "lamplight"),
    ("saffron-ink", "paper"),
    ("saffron-ink", "saffron-tint"),
    ("on-saffron", "saffron"),
    ("leaf-ink", "leaf"),
    ("leaf-ink-2", "leaf"),
    ("leaf-ink", "leaf-mark"),
    ("leaf-ink", "leaf-finding"),
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reaches_four_and_a_half_to_one(theme: str) -> None:
    text = (STATIC / "balai/css/tokens.css").read_text("utf-8")
    light = re.search(r":root \{(.*?)\n\}", text, re.S)
    dark = re.search(r':root\[data-theme="dark"\] \{(.*?)\n\}', text, re.S)
    assert light
    assert dark
    colours = declarations(re.sub(r"/\*.*?\*/", "", light[1], flags=re.S))
    if theme == "dark":
        colours |= declarations(dark[1])
    for ink, ground in TEXT_PAIRS:
        ratio = contrast(colours[f"--{ink}"], colours[f"--{ground}"])
        assert ratio >= 4.5, f"{ink} on {ground} in {theme}: {ratio:.2f}"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_small_and_runs_nothing_it_is_told(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text) < 6_000
    for forbidden in ("innerHTML", "outerHTML =", "eval(", "document.write", ".style.", "http:"):
        assert forbidden not in text


def test_the_vendored_file_has_its_licence_beside_it() -> None:
    assert (STATIC / "balai/vendor/htmx-LICENSE.txt").read_text("utf-8").startswith("Zero-Clause")
    assert (STATIC / "balai/vendor/htmx-2.0.11.min.js").is_file()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_code_and_no_outside_address(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag
    if template.name != "gallery.html":
        assert not re.search(r"https?://", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_static_file_a_template_names_exists(template: Path) -> None:
    for name in re.findall(r"{% static '([^']+)' %}", template.read_text("utf-8")):
        assert (STATIC / name).is_file(), name


@pytest.mark.parametrize(
    ("name", "state"), [(name, state) for name, states in PAGES.items() for state in states]
)
def test_the_first_view_is_light(name: str, state: str) -> None:
    """Uncompressed, without pictures: under 65 kB, and under 100 kB where htmx comes along."""
    html = render(name, PAGES[name][state])
    weight = len(html.encode())
    for address in read(html).loaded:
        if not address.endswith("favicon.svg"):
            weight += (STATIC / address.removeprefix("/static/")).stat().st_size
    assert weight < (100_000 if "htmx-2" in html else 65_000), weight
