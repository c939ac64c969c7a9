"""Countries, regions and languages in many languages."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balai.core.errors import Invalid
from balai.vocabulary import places


def test_every_country_lies_in_exactly_one_narrowest_region() -> None:
    assert len(places.countries()) == len(set(places.countries())) == 250
    for country in places.countries():
        holding = [
            region
            for region in places.regions()
            if country in places.countries_in(region) and region != places.WORLD
        ]
        assert set(holding) | {places.WORLD} == set(places.regions_of(country))
        assert places.regions_of(country)[-1] == places.WORLD


@pytest.mark.parametrize(
    ("country", "regions"),
    [
        ("MY", ("035", "142", "001")),
        ("NL", ("155", "150", "001")),
        ("KE", ("014", "202", "002", "001")),
        ("CO", ("005", "419", "019", "001")),
        ("AQ", ("001",)),
    ],
)
def test_regions_from_the_narrowest_to_the_world(country: str, regions: tuple[str, ...]) -> None:
    assert places.regions_of(country) == regions
    assert places.region_of(country) == regions[0]


def test_the_countries_of_south_east_asia() -> None:
    eleven = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")
    assert places.countries_in("035") == eleven
    assert set(places.countries_in("035")) < set(places.countries_in("142"))
    assert places.countries_in("001") == places.countries()


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("NL", "en", "Netherlands"),
        ("NL", "ms", "Belanda"),
        ("NL", "fr", "Pays-Bas"),
        ("MY", "nl", "Maleisië"),
        ("MY", "ar", "ماليزيا"),
        ("MY", "th", "มาเลเซีย"),
        ("DE", "pt-BR", "Alemanha"),
        ("DE", "zz", "Germany"),
    ],
)
def test_names_of_countries(code: str, language: str, name: str) -> None:
    assert places.country_name(code, language) == name


@pytest.mark.parametrize("language", ["en", "ms", "fr", "nl", "ar", "th", "id"])
def test_every_country_and_region_has_its_own_name(language: str) -> None:
    names = places.country_names(language)
    assert set(names) == set(places.countries())
    assert len(set(names.values())) == len(names)
    regions = {places.region_name(code, language) for code in places.regions()}
    assert len(regions) == len(places.regions())
    assert all(name and not name.isdigit() for name in [*names.values(), *regions])


def test_names_are_in_alphabetical_order_whatever_their_accents() -> None:
    order = list(places.country_names("fr"))
    assert order.index("DZ") < order.index("EG") < order.index("ET") < order.index("FI")


def test_names_of_languages() -> None:
    assert places.language_name("nl", "ms") == "Belanda"
    assert places.language_name("fr-CA", "en") == "French"
    assert places.own_name("ms") == "Bahasa Melayu"
    assert places.own_name("ar") == "العربية"
    assert places.own_name("zz") == "zz"
    assert list(places.language_names(("nl", "ar", "ms"), "en")) == ["ar", "nl", "ms"]


def test_unknown_codes_are_refused() -> None:
    for ask in (places.country_name, places.regions_of):
        with pytest.raises(Invalid):
            ask("ZZ")
    for ask in (places.region_name, places.countries_in):
        with pytest.raises(Invalid):
            ask("MY")
    assert not places.is_country("035")


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("The Malaysian officers spoke first.", "en", "MY"),
        ("Les policiers malaisiens ont parlé.", "fr", "MY"),
        ("La police néerlandaise", "fr", "NL"),
        ("De Maleisische politie kwam kijken.", "nl", "MY"),
        ("Vier Fransen en een gemeente", "nl", "FR"),
        ("Polis Belanda berkunjung.", "ms", "NL"),
        ("Pegawai dari Jepun dan Jepun lagi, bukan Thailand", "ms", "JP"),
        ("Le Niger et ses voisins", "fr", "NE"),
        ("Les autorités nigérianes", "fr", "NG"),
        ("A forum in South Korea", "en", "KR"),
        ("North Korean visitors", "en", "KP"),
        ("cote d'ivoire", "fr", "CI"),
        ("US officers", "en", "US"),
        ("In Britain, and again in the UK, but once in France", "en", "GB"),
        ("police in malaysia", "en", "MY"),
        ("ตำรวจมาเลเซีย", "th", "MY"),
        ("in French schools", "en", "FR"),
        ("New South Wales Police", "en", "AU"),
        ("Une équipe belge", "", "BE"),
    ],
)
def test_the_country_a_sentence_names(text: str, language: str, country: str) -> None:
    assert places.find_country(text, language) == country


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It told us to wait.", "en"),
        ("They ate turkey and went home. Nobody minded.", "en"),
        ("The report is in French and in English.", "en"),
        ("The report was written in French ", "en"),
        ("Let op: het rapport is in het Frans.", "nl"),
        ("Rapport rédigé en anglais.", "fr"),
        ("L'eau est coupée.", "fr"),
        ("", "ms"),
    ],
)
def test_what_only_looks_like_a_country(text: str, language: str) -> None:
    assert places.find_country(text, language) is None


NEAR_NAMES = st.lists(
    st.sampled_from(
        ["in", "French", "Dutch", "Mali", "UK", "and", "en", "ou", " ", "-", "\n", "."]
    ),
    max_size=12,
).map("".join)


@given(
    st.text(max_size=120) | NEAR_NAMES | NEAR_NAMES.map(lambda text: f"in French {text}"),
    st.sampled_from(["", "en", "fr", "ms", "nl", "ar"]),
)
@example("The report was written in French ", "en")
@example("The report was written in French - ", "en")
def test_every_mention_is_a_country_inside_the_text(text: str, language: str) -> None:
    for mention in places.country_mentions(text, language):
        assert places.is_country(mention.country)
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize("language", ["en", "ms", "fr", "nl"])
def test_a_country_is_found_by_its_name_in_its_language(language: str) -> None:
    missed = [
        (code, name)
        for code, name in places.country_names(language).items()
        if code not in {found.country for found in places.country_mentions(name, language)}
    ]
    assert missed == []
