"""What must hold for the HTML of every page, read with the standard parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr", "path", "rect", "circle", "ellipse"),
    }
)


@dataclass
class Page(HTMLParser):
    """Collects what the checks need: ids, references, faults of nesting, inline code."""

    ids: list[str] = field(default_factory=list)
    references: set[str] = field(default_factory=set)
    local_links: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    loaded: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {attrs}")
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.references.update(given.get(name, "").split())
        if tag == "a" and given.get("href", "").startswith("#"):
            self.local_links.add(given["href"][1:])
        if tag == "script" and "src" not in given:
            self.inline.append("<script>")
        self.inline += [f"{tag} {n}" for n in given if n == "style" or n.startswith("on")]
        if tag == "style":
            self.inline.append("<style>")
        if tag in {"script", "img", "iframe", "source"} and "src" in given:
            self.loaded.add(given["src"])
        if tag == "link":
            self.loaded.add(given["href"])
        if tag == "form":
            self.addresses.add(given.get("action", ""))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-3:]}")
        else:
            self.open.pop()


def read(html: str) -> Page:
    """Parse a page."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def faults_of(html: str) -> list[str]:
    """Return what is wrong with a page's HTML; an empty list when nothing is."""
    page = read(html)
    found = list(page.faults)
    found += [f"left open: {page.open}"] if page.open else []
    found += [f"id twice: {name}" for name in {n for n in page.ids if page.ids.count(n) > 1}]
    found += [f"no such id: {name}" for name in page.references - set(page.ids)]
    found += [f"no such anchor: #{name}" for name in page.local_links - set(page.ids)]
    found += [f"inline code: {what}" for what in page.inline]
    found += [f"loaded from elsewhere: {what}" for what in page.loaded if not what.startswith("/")]
    if page.headings.count(1) != 1:
        found.append(f"{page.headings.count(1)} h1")
    for above, below in zip(page.headings, page.headings[1:], strict=False):
        if below > above + 1:
            found.append(f"h{below} after h{above}")
    return found
