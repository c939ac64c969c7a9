from django.conf import settings

from balai.people.languages import READING, is_reading_language, reading_choices
from balai.people.territories import country_choices, country_name, is_country


def test_a_language_is_named_for_the_reader_and_for_its_own() -> None:
    english, french = dict(reading_choices("en")), dict(reading_choices("fr"))
    assert (english["ms"], french["ms"]) == ("Malay (Melayu)", "malais (Melayu)")
    assert (english["en"], french["fr"]) == ("English", "français")
    assert english["tl"] == "Filipino"
    assert english.keys() == french.keys() == READING.keys()


def test_those_chosen_come_first() -> None:
    codes = [code for code, _ in reading_choices("en", first={"tg", "fr"})]
    assert codes[:2] == ["fr", "tg"]
    assert sorted(codes) == sorted(READING)


def test_every_language_of_the_interface_can_be_read() -> None:
    assert all(is_reading_language(code) for code, _ in settings.LANGUAGES)
    assert not is_reading_language("xx")


def test_countries_are_those_of_cldr() -> None:
    assert is_country("MY")
    assert not any(map(is_country, ("", "XX", "EU", "UN", "ZZ", "my", "MYS", "001")))
    assert country_name("NL", "fr") == "Pays-Bas"
    assert country_name("??", "fr") == "??"
    names = [name for _, name in country_choices("fr")]
    assert names.index("Espagne") < names.index("États-Unis") < names.index("Finlande")
    assert 240 < len(names) < 270
