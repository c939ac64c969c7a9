"""What the libraries say at sign-in is in the language of the page, Malay too."""

import pytest
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from tests.personas import Cast


@pytest.mark.parametrize(
    ("language", "words"),
    [("ms", "tidak betul"), ("fr", "n’est pas correct"), ("nl", "klopt niet")],
)
@pytest.mark.django_db
def test_a_wrong_password_is_said_in_the_language_of_the_page(
    cast: Cast, language: str, words: str
) -> None:
    given = {"login": cast.email("amina"), "password": "not this one at all"}
    client = Client(headers={"accept-language": language})
    assert words in client.post("/account/login/", given).content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("ms", "terlalu pendek"), ("fr", "trop court"), ("nl", "te kort")]
)
def test_a_short_password_is_said_in_the_language_of_the_page(language: str, words: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as caught:
        MinimumLengthValidator(12).validate("123")
    assert words in caught.value.messages[0]
