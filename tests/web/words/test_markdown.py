"""Introductions and help texts as HTML."""

import pytest

from survey.web.words.markdown import markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ensin.\n\nSitten.", "<p>Ensin.</p>\n<p>Sitten.</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("**tärkeä** ja *myös*", "<p><strong>tärkeä</strong> ja <em>myös</em></p>\n"),
        ("[laki](https://example.fi/laki?a=1&b=2)", '<p><a href="https://example.fi/laki?a=1&amp;b=2">laki</a></p>\n'),
        ("A & B < C", "<p>A &amp; B &lt; C</p>\n"),
    ],
)
def test_authors_can_write_paragraphs_lists_emphasis_and_links(text: str, html: str) -> None:
    assert markdown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>",
        "[x](javascript:alert(1))",
        "[x](  JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,xx)",
        "![x](https://example.fi/x.png)",
        "# Otsikko",
        "Otsikko\n=======",
        "    koodia",
        "```\nkoodia\n```",
        "---",
        "<!-- -->",
        '[x](https://example.fi "a\\" onmouseover=x")',
    ],
)
def test_nothing_else_becomes_markup(text: str) -> None:
    html = markdown(text)
    for wrong in (
        "<script",
        "<b ",
        "javascript:alert",
        "<img",
        "<h1",
        "<pre",
        "<hr",
        "<!--",
        'href="data',
        '" onmouse',
    ):
        assert wrong not in html.replace("[x](javascript:alert(1))", "").replace("[x](  JaVaScRiPt:alert(1))", "")
