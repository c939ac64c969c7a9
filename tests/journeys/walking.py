"""A walk through the node in a browser: every page it comes to is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.personas import client_for
from tests.web.test_browser import overflow, violations


@dataclass
class Walk:
    """One person's way through the node; `faults` is everything that was wrong on it."""

    node: str
    page: Any
    faults: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open a path and look at it."""
        self.page.goto(self.node + path)
        self.look()
        return self.page

    def follow(self, name: str | Any, role: str = "link") -> Any:
        """Press the first link or button of that name in the page's content, and look."""
        self.page.locator("main").get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()
        self.look()
        return self.page

    def look(self) -> None:
        """Note what axe finds here and whether the page moves sideways."""
        here = self.page.url.removeprefix(self.node)
        self.seen.append(here)
        if overflow(self.page) > 0:
            self.faults.append(f"{here}: moves sideways by {overflow(self.page)}")
        self.faults += [f"{here}: {each}" for each in violations(self.page)]

    @property
    def text(self) -> str:
        """Return the words of the page's content."""
        return str(self.page.locator("main").inner_text())


def begin(browser: Any, node: str, who: str, width: int, **options: Any) -> Walk:
    """Return a walk of a persona, signed in, in a window of that width."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
    )
    session = client_for(who).cookies.get("sessionid")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session.value, "url": node}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    walk = Walk(node, page)
    page.on("pageerror", lambda error: walk.faults.append(str(error)))
    page.on(
        "console",
        lambda said: walk.faults.append(said.text) if "Content Security" in said.text else None,
    )
    page.on(
        "request",
        lambda request: (
            walk.strays.append(request.url) if not request.url.startswith((node, "data:")) else None
        ),
    )
    return walk
