"""People’s pages in Chromium on a running node: axe, phones, dark, right-to-left, no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from balai.foundation.models import Task, TaskState
from balai.people import actions
from balai.people.queries import operator
from tests.personas import PASSWORD, Cast, assemble, client_for
from tests.web.site import chromium
from tests.web.test_browser import overflow, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.django_db(transaction=True, available_apps=[*settings.INSTALLED_APPS]),
]


@pytest.fixture
def node(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """A node that answers; the cast is on it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    return str(live_server.url)


@pytest.fixture
def browser(node: str) -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def everybody(node: str) -> Cast:
    return assemble(b_is_client_of_a=True)


def context_of(browser: Any, node: str, who: str, **options: Any) -> Any:
    """Return a browser's context in which a persona is signed in."""
    context = browser.new_context(reduced_motion="reduce", **options)
    session = client_for(who).cookies.get("sessionid")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session.value, "url": node}])
    return context


def addresses(cast: Cast) -> list[tuple[str, str]]:
    """Return who looks at which page, with something to see on each."""
    budi = cast.account("budi")
    for number in range(2):
        actions.invite(
            viewer=operator(), email=f"n{number}@example.org", organisation=cast.a, roles=["reader"]
        )
    actions.ask_recovery(email=cast.email("budi"))
    Task.objects.create(key="k", name="a.read_source", state=TaskState.STUCK, error="it died")
    invited = actions.invite(
        viewer=operator(), email="new@example.org", organisation=cast.a, roles=["contributor"]
    )
    known = actions.invite(
        viewer=operator(), email=cast.email("chen"), organisation=cast.a, roles=["reader"]
    )
    recovery = actions.make_recovery_link(viewer=operator(), account_id=cast.account("esther"))
    sign_in = actions.sign_in_link(viewer=operator(), account_id=cast.account("esther"))
    return [
        *[
            ("dina", path)
            for path in (
                invited.path,
                known.path,
                recovery.path,
                sign_in.path,
                f"/sign-in/#{'0' * 52}",
                "/recovery/",
                "/account/login/",
                "/account/signup/",
                "/account/inactive/",
            )
        ],
        *[
            ("budi", f"/account/{page}/")
            for page in ("me", "me/close", "2fa", "sessions", "password/change", "reauthenticate")
        ],
        *[
            ("farid", f"/steward/{page}")
            for page in (
                "",
                "people/",
                f"people/{budi}/",
                "invitations/",
                "organisations/",
                "node/",
            )
        ],
        ("omar", "/journal/"),
        *[("amina", f"/organisations/{cast.a}/{page}") for page in ("", "clients/", "name/")],
    ]


@pytest.mark.parametrize(
    ("width", "colours", "language"),
    [(375, "dark", "en"), (375, "light", "ar"), (1280, "dark", "ar"), (1280, "light", "en")],
)
def test_every_page_is_accessible_and_fits(
    browser: Any, node: str, everybody: Cast, width: int, colours: str, language: str
) -> None:
    found: list[str] = []
    for who, path in addresses(everybody):
        context = context_of(
            browser, node, who, viewport={"width": width, "height": 800}, color_scheme=colours
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": node}])
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
        page.on(
            "console",
            lambda said, faults=faults: (
                faults.append(said.text) if "Content Security" in said.text else None
            ),
        )
        page.goto(node + path)
        if path.partition("#")[2]:  # the script of the page sends the link's code
            page.wait_for_selector("input[name=code]", state="detached")
        if overflow(page) > 0:
            found.append(f"{path}: moves sideways by {overflow(page)}")
        found += [f"{path}: {each}" for each in [*faults, *violations(page)]]
        context.close()
    assert found == []


def brought(page: Any, address: str) -> None:
    """Open a one-time link where no script sends its code."""
    page.goto(address)
    page.get_by_label("Code").fill(address.partition("#")[2].lower())
    page.get_by_role("button", name="Go on").click()


@pytest.mark.parametrize("width", [375, 1280])
def test_from_invitation_to_second_step_without_a_script(
    browser: Any, node: str, everybody: Cast, width: int
) -> None:
    """A convenor prints a link; a guest joins by it, keeps choices, and sets up a second step."""
    from tests.people.test_sign_in import code_for

    size = {"viewport": {"width": width, "height": 800}, "java_script_enabled": False}
    host = context_of(browser, node, "amina", **size).new_page()
    host.goto(f"{node}/organisations/{everybody.a}/")
    host.get_by_label("E-mail address of the person you invite").fill("gita@example.org")
    host.get_by_role("button", name="Make the link").click()
    address = host.locator("code").inner_text()
    assert host.locator("section[lang=ms] h2").inner_text().startswith("Anda dijemput")

    guest = browser.new_context(**size).new_page()
    brought(guest, address)
    guest.get_by_label("Your name").fill("Gita")
    guest.get_by_label("Password").fill(PASSWORD + " and five")
    guest.get_by_role("button", name="Join").click()
    guest.goto(f"{node}/account/me/")
    guest.get_by_label("Malay (Melayu)").check()
    guest.get_by_role("button", name="Keep these choices").click()
    assert "Your choices are kept" in guest.locator("main").inner_text()
    assert guest.get_by_label("Malay (Melayu)").is_checked()

    guest.get_by_role("link", name="Second step at sign-in").click()
    guest.get_by_role("link", name="Set it up").click()
    secret = guest.locator("code").inner_text()
    guest.get_by_label("Code").fill(code_for(secret))
    guest.get_by_role("button", name="Switch it on").click()
    guest.locator("main code").nth(9).wait_for()
    assert guest.locator("main code").count() == 10

    again = browser.new_context(**size).new_page()
    brought(again, address)
    assert "used already" in again.locator("h1").inner_text()
