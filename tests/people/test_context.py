import pytest
from django.test import Client

from balai.people.models import Account
from tests.personas import Cast

pytestmark = pytest.mark.django_db


def test_who_is_signed_in_stands_in_the_head_by_name(cast: Cast) -> None:
    head = cast.client_for("budi").get("/account/2fa/").context["account"]
    assert (head.label, head.url, head.sign_out_url) == ("Budi", "/account/me/", "/account/logout/")
    Account.objects.filter(pk=cast.account("budi")).update(name="")
    assert cast.client_for("budi").get("/account/2fa/").context["account"].label == "budi"


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("/steward/nothing/?a=1&b=%20", "?next=/steward/nothing/%3Fa%3D1%26b%3D%2520"),
        ("/account/login/", ""),
        ("/recovery/", ""),
        ("/sign-in/x/", ""),
    ],
)
def test_signing_in_leads_back_to_the_page(cast: Cast, page: str, back: str) -> None:
    context = Client().get(page).context
    assert context["sign_in_url"] == f"/account/login/{back}"
    assert "account" not in context
