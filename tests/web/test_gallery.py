"""Every component in all its states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.test.signals import template_rendered

import balai.web
from tests.web.markup import faults_of
from tests.web.rendering import render
from tests.web.samples import PAGES
from tests.web.samples.gallery import gallery_context

COMPONENTS = Path(balai.web.__file__).parent / "templates/balai/components"


def test_the_gallery_is_sound() -> None:
    for language in ("en", "ar"):
        assert faults_of(render("balai/gallery.html", gallery_context(), language=language)) == []


def test_every_component_is_drawn_in_the_gallery_or_on_a_page() -> None:
    drawn: set[str] = set()

    def note(template: Any, **_: Any) -> None:
        drawn.add(template.name)

    template_rendered.connect(note)
    try:
        render("balai/gallery.html", gallery_context())
        for name, states in PAGES.items():
            for context in states.values():
                render(name, context)
    finally:
        template_rendered.disconnect(note)
    assert {f"balai/components/{file.name}" for file in COMPONENTS.glob("*.html")} <= drawn


def test_every_component_says_at_its_head_what_it_takes() -> None:
    for file in COMPONENTS.glob("*.html"):
        head, found, _ = file.read_text("utf-8").partition("{% endcomment %}")
        assert found, f"{file.name} has no header"
        assert "context" in head.lower(), f"{file.name} does not say its context"


def test_a_radio_group_with_an_error_ties_it_to_the_group() -> None:
    html = render("balai/gallery.html", gallery_context())
    assert '<fieldset aria-describedby="wrong_radio_helptext wrong_radio_error">' in html
    assert 'href="#wrong_radio_0"' in html


def test_every_level_and_direction_has_its_word() -> None:
    html = render("balai/gallery.html", gallery_context())
    for level in ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"):
        assert f">TLP:{level}</span>" in html
    for word in ("Better", "Worse", "No change", "Mixed", "Contested", "Not measured"):
        assert f"</svg>{word}</span>" in html


def test_lamps_say_their_count_and_names() -> None:
    html = render("balai/gallery.html", gallery_context())
    assert "4 of 5 lamps" in html
    assert ": Effect, Mechanism, Moderators, Implementation</span>" in html
    assert "0 of 5 lamps" in html
