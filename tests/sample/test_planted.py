"""The one source with personal data planted: the check must find each of them, and only there."""

from balai.core.privacy import findings
from balai.sample.catalogue import library

SOURCES = {source.key: source for source in library().sources}


def test_every_planted_item_is_found() -> None:
    planted = next(source for source in SOURCES.values() if source.personal_data)
    found = [each.text for each in findings(planted.text(), planted.language)]
    for item in (
        "Rahmat bin Contohan",
        "Sofea binti Rekaan",
        "rahmat.contohan@example.org",
        "012-000 0147",
        "+60 3-0000 0182",
        "900512-17-5083",
        "WOI 4471",
    ):
        assert any(item in each for each in found), item


def test_other_sources_name_nobody_outside_their_list_of_participants() -> None:
    for source in SOURCES.values():
        if source.personal_data or source.language in ("th", "ar"):
            continue
        body = source.text().split("## List of participants")[0]
        assert [each.text for each in findings(body, source.language)] == [], source.key
