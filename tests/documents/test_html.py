"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from dragoman.documents import read
from dragoman.documents.article import article
from dragoman.documents.markup import parse_html
from dragoman.model import Document
from dragoman.model.errors import DocumentError

SENTENCES = [
    f"In the {word} round of the talks the ministers of both countries agreed on the border and on trade."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
]


def _page(head: str = "", *, lang: str = "en") -> str:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"""<!doctype html><html lang="{lang}"><head><title>Border opened | Example</title>{head}</head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="cookie-banner">We use cookies to improve this page.</div>
<article><h1>Border opened</h1>{body}<h2>What is new</h2>{body.replace("talks", "new talks")}
<ul><li>Trade is free of duties.</li><li>Lorries may pass at night.</li></ul>
<blockquote><p>We are good neighbours again, said the minister.</p></blockquote>
<table><tr><th>Year</th><th>Lorries</th></tr><tr><td>1999</td><td>20</td></tr></table></article>
<div id="comments"><h3>Comments</h3><p>I do not believe a word of this and never will.</p></div>
<footer>© Example. Privacy policy</footer></body></html>"""


def _read(tmp_path: Path, page: str | bytes, name: str = "page.html") -> Document:
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read(path)


def test_structure_is_kept_and_furniture_dropped(tmp_path: Path) -> None:
    """Headings, lists, quotes and tables stay; menus, cookie lines, comments and footers go."""
    doc = _read(tmp_path, _page())
    kinds = [block.kind for block in doc.blocks]
    assert kinds == [
        "title",
        *["paragraph"] * 6,
        "heading",
        *["paragraph"] * 6,
        "item",
        "item",
        "quote",
        "table",
    ]
    assert doc.blocks[7].level == 2
    assert doc.text[doc.blocks[-1].start :] == "Year\tLorries\n1999\t20"
    for gone in ("cookies", "believe", "Privacy", "World"):
        assert gone not in doc.text
    assert doc.language == "en"


def test_metadata_of_meta_elements(tmp_path: Path) -> None:
    """Title, author, date, publisher and address come from the head of the page."""
    head = """<meta property="og:title" content="Border opened at last">
    <meta name="author" content="A. Example">
    <meta property="article:published_time" content="1999-05-12T08:00:00Z">
    <meta property="og:site_name" content="The Example"><link rel="canonical" href="https://example.org/border">"""
    doc = _read(tmp_path, _page(head))
    assert (doc.title, doc.author, doc.publisher) == ("Border opened at last", "A. Example", "The Example")
    assert (doc.url, str(doc.published), doc.published_basis) == (
        "https://example.org/border",
        "1999-05-12",
        "metadata",
    )


def test_json_ld_comes_first_and_broken_json_does_not_matter(tmp_path: Path) -> None:
    """What the article declares in JSON-LD wins; a broken script is passed over."""
    head = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
    "headline": "The border",
    "datePublished": "1999-06-01", "author": [{"name": "A. Example"}, {"name": "B. Other"}],
    "publisher": {"name": "The Example"}}]}</script><script type="application/ld+json">{broken</script>
    <meta name="date" content="2005-01-01">"""
    doc = _read(tmp_path, _page(head))
    assert (doc.title, doc.author, str(doc.published)) == ("The border", "A. Example; B. Other", "1999-06-01")


def test_charset_of_the_page(tmp_path: Path) -> None:
    """The page's charset is used where it is not UTF-8, and reported."""
    text = "Министры двух стран встретились в столице и договорились открыть границу для торговли."
    body = f"<article><p>{text}</p><p>{text[:-1]} снова.</p></article>"
    page = f'<html><head><meta charset="windows-1251"></head><body>{body}</body></html>'
    doc = _read(tmp_path, page.encode("cp1251"))
    assert doc.encoding == "cp1251"
    assert doc.language == "ru"
    assert text in doc.text


def test_a_page_that_names_another_encoding_than_its_own(tmp_path: Path) -> None:
    """Saved by a program that left the old name in it, it is read as what it is, and that is said."""
    text = "Турция и Азербайджан подписали договор о дружбе, а Россия осудила это решение."
    page = f'<html><head><meta charset="utf-8"></head><body><p>{text}</p></body></html>'
    wrong = _read(tmp_path, page.encode("cp1251"))
    assert (wrong.text, wrong.encoding) == (text, "cp1251")
    assert any("says it is in utf-8, but its bytes are cp1251" in problem for problem in wrong.problems)
    right = _read(tmp_path, page.replace("utf-8", "windows-1251").encode("cp1251"))
    assert (right.text, [one for one in right.problems if "says it is" in one]) == (text, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_page_in_utf_16_is_a_page(tmp_path: Path, encoding: str) -> None:
    """Also where its program left the byte order mark out."""
    page = '<html><head><meta charset="utf-16"></head><body><p>Россия осудила это решение.</p></body></html>'
    doc = _read(tmp_path, page.encode(encoding))
    assert (doc.format, doc.text) == ("html", "Россия осудила это решение.")
    assert not [one for one in doc.problems if "says it is" in one]


def test_a_page_that_is_no_article_is_read_whole(tmp_path: Path) -> None:
    """A bare notice gives its text."""
    doc = _read(tmp_path, "<html><body><div>Short notice of a treaty.</div></body></html>")
    assert doc.text == "Short notice of a treaty."


def test_a_page_without_text_is_an_error(tmp_path: Path) -> None:
    """A page that is built by script has nothing to read, and the error says so."""
    with pytest.raises(DocumentError, match="script"):
        _read(
            tmp_path, "<html><head><script>var a = 1;</script></head><body><div id='app'></div></body></html>"
        )


def test_references_of_a_page(tmp_path: Path) -> None:
    """Entries under a heading "References" are apparatus in web pages too."""
    page = _page().replace(
        "</article>",
        "<h2>References</h2><ol><li>Example, A. (2001). A book. Some Press.</li>"
        "<li>Other, B. (2002). Another book. Some Press.</li></ol></article>",
    )
    assert [block.kind for block in _read(tmp_path, page).blocks][-2:] == ["reference", "reference"]


def _shapes() -> dict[str, str]:
    """Return pages of which the first step of the search finds all, some or nothing of the article."""
    text = " ".join(SENTENCES)
    links = "".join(f'<li><a href="/{number}">{SENTENCES[number % 6]}</a></li>' for number in range(30))
    body = f"<p>{text}</p><p>{text}</p>"
    return {
        "an article": _page(),
        "more links than text": f"<ul>{links}</ul><article><p>{text}</p></article>",
        "a short note": f"<div><p>{SENTENCES[0]}</p></div>",
        "no paragraphs": f"<div>{text}<br><br>{text}</div>",
        "mostly tables": f"<article><p>{text}</p><table><tr><td>{text}</td></tr></table>" * 3 + "</article>",
        "something aside": f"<article>{body}<aside><p>{text}</p></aside><time>2020</time></article>",
        "comments": f'<article>{body}</article><div id="comments"><p>{text}</p><p>{text}</p></div>',
        "a forum": '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
        + f'<div class="comment"><p>{text}</p></div>' * 4,
        "a script of text": f"<article>{body}</article><script>{text * 5}</script>",
        "nothing": "<p></p>",
    }


@pytest.mark.parametrize("shape", _shapes())
def test_the_first_step_alone_ends_as_all_steps_do(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the later steps are left out they would have changed nothing."""
    found = _article(shape)
    monkeypatch.setattr("dragoman.documents.article._first_step", lambda: lambda _: None)
    assert found == _article(shape)


def _article(shape: str) -> bytes | None:
    found = article(parse_html(_shapes()[shape]))
    return None if found is None else etree.tostring(found)


def test_a_plain_article_needs_the_first_step_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts of trafilatura that the first step is made of are there, and their answer is taken."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("all steps were taken")

    monkeypatch.setattr("trafilatura.bare_extraction", refuse)
    assert len(article(parse_html(_shapes()["an article"]))) > 10


def test_the_heading_is_the_title_where_the_window_says_less(tmp_path: Path) -> None:
    """A page that calls itself "News" in every window has the title of its article; a fuller one stays."""
    page = "<html><head><title>{}</title></head><body><article><h1>{}</h1><p>{}</p></article></body></html>"
    path = tmp_path / "a.html"
    body = "The ministers of both states met in the capital and opened the border for trade. " * 4
    for window, heading, title in (
        ("News", "The treaty is signed", "The treaty is signed"),
        ("The treaty is signed | The Daily", "The treaty is signed", "The treaty is signed | The Daily"),
        ("The treaty is signed", "The Daily", "The treaty is signed"),
    ):
        path.write_text(page.format(window, heading, body), encoding="utf-8")
        assert read(path).title == title
