import hashlib

import pytest

from balai.people.tokens import hash_of, new_token


@pytest.mark.asvs("6.4.1", "11.5.1")
def test_a_token_has_256_bits_in_groups_of_four() -> None:
    groups = new_token().split("-")
    assert [len(group) for group in groups] == [4] * 13
    assert len({new_token() for _ in range(200)}) == 200
    assert len({token[0] for token in (new_token() for _ in range(200))}) == 2  # 260 bits hold 256


def test_a_token_may_be_typed_as_people_type() -> None:
    token = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123-4567-89AB-CDEF-GHJK"
    assert hash_of(token) == hashlib.sha256(token.replace("-", "").encode()).hexdigest()
    assert hash_of(token.lower()) == hash_of(token)
    assert hash_of(token.replace("-", " ")) == hash_of(token)
    assert hash_of(token.replace("0", "o").replace("1", "l")) == hash_of(token)
    assert hash_of(token[:-1]) != hash_of(token)
