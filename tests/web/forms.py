"""The forms of a page as a browser would send them back, read with the standard parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = frozenset({"text", "search", "email", "url"})


@dataclass
class Form:
    """A form of a page: where it goes and what it holds.

    `texts` are the fields one types into, `choices` those that offer values to choose from.
    """

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    choices: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    @property
    def action_is_final(self) -> bool:
        """Say whether sending it would end the walk: signing out."""
        return "logout" in self.action or "/close/" in self.action


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "form":
            action, method = named.get("action") or "", named.get("method") or "get"
            self.found.append(Form(action.split("#")[0], method.lower()))
            self.inside = True
        if tag == "option" and self.select:
            self._offered(named)
        name = named.get("name")
        if not self.inside or not name:
            return
        form, kind = self.found[-1], (named.get("type") or "text").lower()
        form.names.append(name)
        if tag == "select":
            self.select = name
            form.choices.add(name)
        elif tag == "textarea" or (tag == "input" and kind in TYPED):
            form.texts.append(name)
        elif tag == "input" and kind in {"hidden", "number", "radio", "checkbox"}:
            if kind == "radio" or (kind == "checkbox" and named.get("value")):
                form.choices.add(name)
            if kind in {"hidden", "number"} or "checked" in named:
                form.values[name] = named.get("value") or ("on" if kind == "checkbox" else "")
            else:
                form.values.setdefault(name, named.get("value") or "on")

    def _offered(self, named: dict[str, str | None]) -> None:
        """Choose what is selected, else the first that is something."""
        values, value = self.found[-1].values, named.get("value") or ""
        if value and ("selected" in named or self.select not in values):
            values[self.select] = value

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"
        self.select = "" if tag == "select" else self.select


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page."""
    parser = _Forms()
    parser.feed(page)
    return parser.found
