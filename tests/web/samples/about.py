"""The pages in which Balai explains itself."""

from __future__ import annotations

from balai.web import contexts as c

ABOUT = ("sharing", "evidence", "privacy", "corrections", "accessibility")
_LEVELS: tuple[c.Level, ...] = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
_TERMS = {
    "sharing": tuple(
        c.Explained(f"TLP:{level}", "Those named beside it may read it.", level)
        for level in _LEVELS
    ),
    "evidence": (
        c.Explained("Practitioner account", "What those who did it say."),
        c.Explained("Randomised", "Who took part was drawn by lot."),
    ),
}


def about_for(topic: str) -> c.AboutPage:
    """Return one of the pages, as a node with an address for mail shows it."""
    return c.AboutPage(
        topic=topic,
        title=f"About {topic}",
        tabs=tuple(c.Tab(each, f"/about/{each}/", each == topic) for each in ABOUT),
        terms=_TERMS.get(topic, ()),
        citation="A citation (2022)" if topic in _TERMS else "",
        community="Members of the organisations on this exchange.",
        purpose="Balai keeps what was learned, never files on people.",
        write_to="corrections@balai.example" if topic == "corrections" else "",
    )
