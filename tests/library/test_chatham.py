"""Under the Chatham House Rule nothing says who brought a source or how its file was called."""

from __future__ import annotations

import pytest
from django.urls import reverse

from balai.core.audience import Level
from balai.core.errors import Invalid
from balai.library import queries
from balai.library.actions import answer_finding
from balai.library.exporting import export_sources
from balai.library.naming import title_from
from balai.sharing.queries import sharing_of
from tests.factories.library import read_source
from tests.personas import Cast

pytestmark = pytest.mark.django_db

ONE = "Officers at the north market were greeted by name."
NAME = "Talk by Zubaidah Quintrell"


@pytest.mark.parametrize("chatham", [True, False])
def test_the_file_name_and_contributor_stay_in_the_organisation(cast: Cast, chatham: bool) -> None:
    source = read_source(
        cast.viewer("budi"), cast.a, ONE, level=Level.CLEAR, chatham=chatham, title=NAME
    )
    from balai.library.models import Source

    Source.objects.filter(pk=source).update(title=f"{NAME}.txt")
    for name in cast.viewers():
        shown = queries.source(cast.viewer(name), source)
        is_hidden = chatham and name not in ("amina", "budi")
        assert shown.contributor == ("" if is_hidden else cast.account("budi"))
        assert shown.file_name == ("" if is_hidden else f"{NAME}.txt")
        page = cast.client_for(name).get(reverse("source", args=[source])).content.decode()
        out = [export_sources([shown], each, "https://n.example") for each in FORMATS]
        assert {title_from(f"{NAME}.txt") in each for each in out} == {not is_hidden}
        assert f"{NAME}.txt" not in page if is_hidden else f"{NAME}.txt" in page
        listed = repr(queries.sources(cast.viewer(name)))
        assert (NAME in listed) is not is_hidden


FORMATS = ("jsonld", "csv", "ris", "bib")


def test_exports_carry_the_rule_beside_the_level(cast: Cast) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.AMBER_STRICT, chatham=True)
    shown = queries.source(cast.viewer("amina"), source)
    assert sharing_of("source", source).chatham
    for each in ("ris", "bib"):
        text = export_sources([shown], each, "https://n.example")
        assert "TLP:AMBER+STRICT. Chatham House Rule" in text


@pytest.mark.parametrize("type_", ["name", "organisation", "combination"])
@pytest.mark.parametrize("chatham", [True, False])
def test_no_reason_keeps_a_speaker_or_an_affiliation(cast: Cast, type_: str, chatham: bool) -> None:
    source = read_source(cast.viewer("budi"), cast.a, ONE, level=Level.AMBER, chatham=chatham)

    def answer(decision: str) -> None:
        answer_finding(
            viewer=cast.viewer("amina"),
            source_id=source,
            digest="0" * 64,
            type_=type_,
            decision=decision,
            reason="A public office-holder acting in office.",
        )

    if chatham:
        with pytest.raises(Invalid, match="Chatham House Rule") as refused:
            answer("keep")
        assert refused.value.kind == "keep-under-rule"
        answer("mask")
    else:
        answer("keep")
