"""The structure and check digits of national numbers, one function a country.

Each takes the number as it stands in the text (separators and letters included) and says
whether it can be one. Sources are the issuing bodies' published descriptions; where a country
publishes no check (Malaysia, Indonesia, the United States) the date or the areas are checked.
"""

from __future__ import annotations

import re

from balai.core.privacy.checksums import is_day, luhn, verhoeff, weighted
from balai.core.privacy.finding import digits_of


def _starts_with_birth(digits: str) -> bool:
    return is_day(int(digits[2:4]), int(digits[4:6]))


def malaysia(written: str) -> bool:
    """YYMMDD-PB-####, with a place-of-birth code that is in use (JPN Malaysia)."""
    digits = digits_of(written)
    place = int(digits[6:8])
    unused = place in {0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97}
    return _starts_with_birth(digits) and not unused


def singapore(written: str) -> bool:
    """NRIC (S, T) and FIN (F, G, M): weights 2 7 6 5 4 3 2, a letter for the remainder of 11."""
    written = written.upper()
    series, digits, letter = written[0], digits_of(written), written[-1]
    total = weighted(digits, (2, 7, 6, 5, 4, 3, 2)) + {"T": 4, "G": 4, "M": 3}.get(series, 0)
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "XWUTRQPNJLK"}.get(
        series, "XWUTRQPNMLK"
    )
    return letters[total % 11] == letter


_INDONESIAN_PROVINCES = frozenset(
    (
        *(*range(11, 22), *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)),
        *(81, 82, *range(91, 98)),
    )
)


def indonesia(written: str) -> bool:
    """NIK: province, district, DDMMYY (days of women plus 40), serial."""
    digits = digits_of(written)
    day = int(digits[6:8])
    day -= 40 if day > 40 else 0
    return (
        int(digits[:2]) in _INDONESIAN_PROVINCES
        and is_day(int(digits[8:10]), day)
        and digits[12:] != "0000"
    )


def thailand(written: str) -> bool:
    """Thirteen digits, weights 13 to 2, check digit (11 - remainder) mod 10."""
    digits = digits_of(written)
    check = (11 - weighted(digits, range(13, 1, -1)) % 11) % 10
    return digits[0] not in "09" and check == int(digits[12])


def netherlands(written: str) -> bool:
    """BSN: the eleven-test, the last digit counted negatively."""
    digits = digits_of(written).zfill(9)
    total = weighted(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1))
    return total % 11 == 0 and len(set(digits)) > 2


def belgium(written: str) -> bool:
    """Rijksregisternummer: 97 minus the first nine digits mod 97, a 2 before them since 2000.

    The month is raised by 20 or 40 in BIS numbers; month and day may be 00 when unknown.
    """
    digits = digits_of(written)
    month, day, check = int(digits[2:4]) % 20, int(digits[4:6]), int(digits[9:])
    dated = month <= 12 and day <= 31 and digits[2:4] < "53"
    serial = digits[:9]
    return dated and check in {97 - int(serial) % 97, 97 - int("2" + serial) % 97}


def france(written: str) -> bool:
    """NIR: thirteen characters and a key, 97 minus the number mod 97; Corsica 2A is 19, 2B 18."""
    solid = re.sub(r"[\s.\-]", "", written).upper()
    number = solid[:13].replace("2A", "19").replace("2B", "18")
    month = int(number[3:5])
    dated = 1 <= month <= 12 or 20 <= month <= 42 or month >= 50
    return dated and 97 - int(number) % 97 == int(solid[13:])


def canada(written: str) -> bool:
    """SIN: Luhn; numbers do not begin with 0 or 8."""
    digits = digits_of(written)
    return digits[0] not in "08" and luhn(digits) and len(set(digits)) > 2


def britain_health(written: str) -> bool:
    """NHS number: weights 10 to 2, check digit 11 minus the remainder of 11 (11 is 0)."""
    digits = digits_of(written)
    check = 11 - weighted(digits[:9], range(10, 1, -1)) % 11
    return (0 if check == 11 else check) == int(digits[9])


def new_zealand(written: str) -> bool:
    """IRD: two sets of weights, the second where the first leaves 10 (Inland Revenue)."""
    digits = digits_of(written).zfill(9)
    if not 10_000_000 < int(digits) < 150_000_000:
        return False
    for weights in ((3, 2, 7, 6, 5, 4, 3, 2), (7, 4, 3, 2, 5, 2, 7, 6)):
        check = -weighted(digits[:8], weights) % 11
        if check != 10:
            return check == int(digits[8])
    return False


def australia(written: str) -> bool:
    """TFN: weights 1 4 3 7 5 8 6 9 10, sum divisible by 11 (nine digits)."""
    digits = digits_of(written)
    return weighted(digits, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0 and len(set(digits)) > 2


def australia_health(written: str) -> bool:
    """Medicare: weights 1 3 7 9 1 3 7 9, the ninth digit is the sum mod 10."""
    digits = digits_of(written)
    return digits[0] in "23456" and weighted(digits[:8], (1, 3, 7, 9) * 2) % 10 == int(digits[8])


def united_states(written: str) -> bool:
    """SSN: no area 000, 666 or 900 and above, no group 00, no serial 0000 (SSA)."""
    area, group, serial = re.split(r"\D", written)
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"


def south_africa(written: str) -> bool:
    """YYMMDD, serial, citizenship 0 to 2, and Luhn's digit."""
    digits = digits_of(written)
    return _starts_with_birth(digits) and digits[10] in "012" and luhn(digits)


def spain(written: str) -> bool:
    """DNI and NIE: a letter for the number mod 23; X, Y, Z stand for 0, 1, 2."""
    solid = re.sub(r"[\s.\-]", "", written).upper()
    number = solid[:-1].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == solid[-1]


def sri_lanka(written: str) -> bool:
    """Old NIC: year, day of the year (women plus 500), serial, V or X."""
    day = int(written[2:5]) % 500
    return 1 <= day <= 366


def india(written: str) -> bool:
    """Aadhaar: twelve digits, not beginning with 0 or 1, Verhoeff's digit."""
    digits = digits_of(written)
    return digits[0] not in "01" and verhoeff(digits)
