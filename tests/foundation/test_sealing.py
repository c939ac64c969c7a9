import pytest
from django.test import override_settings

from balai.core.errors import NotReady
from balai.foundation.sealing import is_newest, is_sealed, seal, unseal


def test_what_is_sealed_comes_back_and_does_not_show() -> None:
    sealed = seal("JBSWY3DPEHPK3PXP", "second-step")
    assert is_sealed(sealed)
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert unseal(sealed, "second-step") == "JBSWY3DPEHPK3PXP"


def test_the_same_text_is_sealed_otherwise_each_time() -> None:
    assert seal("same", "second-step") != seal("same", "second-step")


def test_a_secret_of_one_kind_does_not_serve_as_another() -> None:
    with pytest.raises(NotReady):
        unseal(seal("x", "provider"), "second-step")


@pytest.mark.parametrize("at", [-8, -12, 20])
def test_a_changed_letter_is_found(at: int) -> None:
    sealed = seal("x" * 30, "second-step")
    other = "A" if sealed[at] != "A" else "B"
    end = sealed[at + 1 :] if at != -1 else ""
    with pytest.raises(NotReady):
        unseal(sealed[:at] + other + end, "second-step")


@pytest.mark.parametrize("text", ["", "plain", "sealed1", "sealed1.x.y", "sealed1..", "a.b.c.d"])
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises(NotReady):
        unseal(text, "second-step")


def test_the_former_key_opens_until_it_is_gone() -> None:
    with override_settings(SECRET_KEY="the former key", SECRET_KEY_FALLBACKS=[]):
        sealed = seal("kept", "second-step")
    with override_settings(SECRET_KEY="the new key", SECRET_KEY_FALLBACKS=["the former key"]):
        assert unseal(sealed, "second-step") == "kept"
        assert not is_newest(sealed, "second-step")
        assert is_newest(seal("kept", "second-step"), "second-step")
    with (
        override_settings(SECRET_KEY="the new key", SECRET_KEY_FALLBACKS=[]),
        pytest.raises(NotReady) as refused,
    ):
        unseal(sealed, "second-step")
    assert refused.value.kind == "sealed-otherwise"
