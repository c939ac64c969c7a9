"""National numbers with and without their words, check digits right and wrong."""

from __future__ import annotations

import pytest

from balai.core.privacy import FindingType, findings
from balai.core.privacy import identity_checks as checks
from balai.core.privacy.checksums import is_day, luhn, mod_97, verhoeff
from tests.core.privacy.marked import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "No. K/P: «850312-14-5678».",
        "MyKad «850312145678» telah diserahkan.",
        "Her NRIC was «S8410572D», his FIN «G7315904R», theirs «M4120386W».",
        "NIK «3273015203850001» tercatat di kelurahan.",
        "เลขประจำตัวประชาชน «3-1005-02740-11-0»",
        "บัตรประชาชน «3100502743101»",
        "Zijn BSN is «219468308».",
        "Rijksregisternummer «85.07.30-033.28» werd genoteerd.",
        "Numéro de sécurité sociale «1 85 05 78 006 084 91».",
        "Née en Corse, «2 91 11 2A 004 031 94».",
        "Her SIN («614 927 358») was on the form.",
        "NI number «AB 12 34 56 C».",
        "NHS number «943 476 5919».",
        "IRD number «76-348-219».",
        "Tax file number «123 456 782».",
        "Medicare «3512 48764 1».",
        "SSN «412-55-0198».",
        "PhilSys «1234-5678-9012-3456», SSS «34-1234567-8».",
        "CIN «AB123456», délivrée à Rabat.",
        "ID number «8503125274089».",
        "DNI «40917358J» y NIE «X4091735N».",
        "CNIC «35202-1234567-1» was shown.",
        "NIC «851234567V» was shown.",
        "Aadhaar «3675 9834 6016».",
        "Nombor kad pengenalan beliau ialah «850342-99-1234».",
        "Driving licence «MORGA753116SM9IJ» and badge no. «48213».",
    ],
)
def test_numbers_are_found(sentence: str) -> None:
    holds(sentence, FindingType.IDENTITY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Passport «A12345678» was used at the border.",
        "Nombor pasport «K87654321».",
        "Paspoort «NXB1234C5» is ingetrokken.",
        "Passeport n° «12AB34567».",
    ],
)
def test_passports(sentence: str) -> None:
    holds(sentence, FindingType.PASSPORT)


@pytest.mark.parametrize(
    "sentence",
    [
        "Serial 850332-14-5678 has no such day, and 850312-00-5678 no such place.",
        "The part S8410572A failed; so did the sum 219468308 people.",
        "The total was 614 927 358 in 2019 and 123 456 782 in 2020.",
        "A count of 850312145678 grains.",
        "Fin 2019-2020, la fin de 123456 jours.",
        "Nine digits: 943 476 5918.",
    ],
)
def test_wrong_digits_and_plain_counts_are_not(sentence: str) -> None:
    holds(sentence, FindingType.IDENTITY, FindingType.PASSPORT)


def test_a_number_that_checks_is_surer_than_one_beside_its_word() -> None:
    sure, typed = findings("IC 850312-14-5678\n\nIC 850312-14-567")
    assert sure.confidence > typed.confidence
    assert str(sure.why).endswith("check digits or dates hold (Malaysia)")
    assert sure.class_ == "direct"


@pytest.mark.parametrize(
    ("check", "good"),
    [
        (checks.singapore, "S1234567D"),
        (checks.singapore, "T1234567J"),
        (checks.singapore, "F1234567N"),
        (checks.singapore, "G1234567X"),
        (checks.singapore, "M1234567K"),
        (checks.netherlands, "111222333"),
        (checks.belgium, "85.07.30-033.28"),
        (checks.belgium, "04110911893"),
        (checks.britain_health, "9434765919"),
        (checks.new_zealand, "49-091-850"),
        (checks.new_zealand, "136-410-132"),
        (checks.australia, "123456782"),
        (checks.australia_health, "2123456701"),
        (checks.south_africa, "8001015009087"),
        (checks.spain, "12345678Z"),
        (checks.thailand, "3100502740110"),
        (checks.canada, "614927358"),
    ],
)
def test_every_changed_digit_is_noticed(check: object, good: str) -> None:
    assert callable(check)
    assert check(good)
    last = max(place for place, char in enumerate(good) if char.isdigit())
    if check is checks.australia_health:
        last -= 1  # the tenth digit counts the cards issued and is not checked
    others = [good[:last] + str(digit) + good[last + 1 :] for digit in range(10)]
    assert [other for other in others if check(other)] == [good]


def test_published_examples_of_the_schemes() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert verhoeff("2363")
    assert not verhoeff("2364")
    assert mod_97("GB82WEST12345698765432")
    assert is_day(2, 29)
    assert not is_day(2, 30)
    assert not is_day(13, 1)
