from __future__ import annotations

from tests.library.readers.run import outline, read

PROSE = (
    "The officers of the ward met the residents every second week, and each time they wrote down "
    "what had been agreed, by whom it would be done and when it would be looked at again."
)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>Wards</title>{head}</head>{body}</html>".encode()


def test_a_page_without_furniture_is_taken_whole() -> None:
    body = (
        f"<body><h1>Wards</h1><p>{PROSE}</p><ul><li>Keep one<ul><li>Ask</li></ul></li></ul>"
        '<ol start="3"><li>Listen</li></ol><blockquote>Heard.</blockquote>'
        "<table><tr><th>Year</th><th>Posts</th></tr><tr><td>2019</td><td>4</td></tr></table></body>"
    )
    document = read(page(body))
    assert (document.title, document.format) == ("Wards", "html")
    assert outline(document) == [
        ("heading", 1, "Wards"),
        ("paragraph", 0, PROSE),
        ("list-item", 1, "• Keep one"),
        ("list-item", 2, "• Ask"),
        ("list-item", 1, "3. Listen"),
        ("quote", 0, "Heard."),
        ("table", 0, "Year | Posts\n2019 | 4"),
    ]


def test_navigation_cookie_bars_and_forms_are_left_out() -> None:
    body = (
        "<body><nav><a href='/'>Start here</a><a href='/x'>All programmes</a></nav>"
        "<div class='cookie'>We use cookies to remember you.</div>"
        f"<main><article><h1>Wards</h1><p>{PROSE}</p><h2>What failed</h2><p>{PROSE}</p>"
        "<p>This field is for validation purposes and should be left unchanged.</p>"
        "</article></main>"
        "<footer>All rights reserved, the Centre</footer></body>"
    )
    text = read(page(body)).text
    assert text.count(PROSE) == 2
    assert "What failed" in text
    for left_out in ("All programmes", "cookies", "validation", "rights reserved"):
        assert left_out not in text


def test_the_encoding_a_page_declares_is_used() -> None:
    words = "Полицейские встретились с жителями района и записали, о чём договорились вместе."
    html = f'<html><head><meta charset="koi8-r"></head><body><p>{words}</p></body></html>'
    assert read(html.encode("koi8-r")).text == words


def test_a_table_that_only_lays_out_a_page_is_no_table() -> None:
    body = (
        f"<body><table><tr><td><p>{PROSE}</p></td></tr><tr><td>Ask first.</td></tr></table></body>"
    )
    assert [kind for kind, _, _ in outline(read(page(body)))] == ["paragraph", "paragraph"]


def test_publisher_and_date_as_the_page_states_them() -> None:
    body = f"<body><nav>Home</nav><main><h1>Wards</h1><p>{PROSE}</p></main></body>"
    heads = {
        '<meta property="og:site_name" content="City of Ochre">'
        '<meta property="article:published_time" content="2021-05-04T10:00:00Z">': "2021-05-04",
        '<meta name="DC.publisher" content="City of Ochre"><meta name="dcterms.issued" '
        'content="2021-05-04">': "2021-05-04",
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "datePublished": '
        '"2021-05-04", "publisher": {"@type": "Organization", "name": "City of Ochre"}}]}'
        "</script>": "2021-05-04",
        '<script type="application/ld+json">{"broken</script>'
        '<meta name="citation_publisher" content="City of Ochre">': "",
    }
    for head, date in heads.items():
        stated = dict(read(page(body, head)).metadata)
        assert stated["publisher"] == "City of Ochre"
        assert not date or stated["date"] == date
