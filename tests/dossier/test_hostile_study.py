"""Hostile words in every file of a study: read, coded and shown in each format, they stay words."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from tests.dossier.pages import open_all, watch
from tests.dossier.vectors import ALL, VECTORS

from dragoman.dossier import DossierData, build, collect, write
from dragoman.study.study import Study

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIVE = (
    "script, style, img, image, iframe, frame, object, embed, link, base, portal, template, math, video, "
    "audio, source, marquee, body, meta, x-own, foreignObject, animate, set, use, noscript, xmp, listing, "
    "plaintext, svg a"
)
"""Elements of which a page has no more than the dossier's own."""


def _line(word: str) -> str:
    return " ".join(word.split())


def _article(number: int, word: str) -> dict[str, str]:
    year = 1992 + number % 28
    text = (
        f"On {number % 28 + 1} May {year} Turkey and Norland {_line(word)} signed a pact "
        f"with Azerbaijan [1]. It says {word} to all.\n\n"
        f"Relations between Turkey and Azerbaijan cooled in {year}, said {word}.\n\n"
        f"References\n\n[1] {word}, {year}."
    )
    names = {name: f"{name} {word}" for name in ("title", "author", "publisher", "licence")}
    return {"text": text, "published": f"{year}-06-01", "url": f"https://example.invalid/{word}", **names}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return a study whose articles, references, own actors, file names and datasets hold the vectors."""
    folder = tmp_path_factory.mktemp("hostile")
    articles = [json.dumps(_article(number, word)) for number, word in enumerate(ALL)]
    (folder / "articles.jsonl").write_text("\n".join(articles), encoding="utf-8")
    (folder / "files").mkdir()
    for number, word in enumerate(ALL):
        name = re.sub(r"[/\x00]", "\u2215", f"{number} {word}")[:70]
        text = f"Turkey and Azerbaijan signed an agreement on {number % 28 + 1} June {1992 + number % 30}.\n"
        (folder / "files" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "rows.csv").write_text(
        "one,two,when,what\n"
        + "".join(f"Turkey,Azerbaijan,{year}-05-01,CONSULT\n" for year in range(1992, 2010))
    )
    columns = 'actor = "one"\nrecipient = "two"\ndate = "when"\nevent = "what"\n'
    made = Study.create(folder / "study", name="".join(VECTORS["attributes"]))
    own = ["language\tname\tkind\tentity\tfrom\tto\tsector\tflags"]
    own += [f"en\tNorland {_line(word)}\tstate\tTUR\t\t\t\t" for word in ALL]
    (made.path / "actors.tsv").write_text("\n".join(own), encoding="utf-8")
    made.add(folder / "articles.jsonl", folder / "files")
    for number, word in enumerate((VECTORS["ends"][0], VECTORS["events"][0], VECTORS["attributes"][0])):
        mapping = folder / f"{number}.toml"
        said = {"dataset": f"{number} {word}", "version": word, "licence": word}
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in said.items())
        mapping.write_text(f'{lines}actors = "name"\nevents = "plover"\n[columns]\n{columns}')
        made.import_data("csv", folder / "rows.csv", mapping=mapping)
    made.code()
    return made


@pytest.fixture(scope="module")
def data(study: Study) -> DossierData:
    """Return the dossier's data."""
    return collect(study, "TUR", "AZE")


def test_the_vectors_arrive(data: DossierData) -> None:
    """Every vector stands in a report's actor, a title, a file's name: else nothing would be tested."""
    actors = " ".join(one["text"] for row in data.reports for one in row["actor"])
    titles = [one.title or "" for one in data.documents]
    assert [word for word in ALL if f"Norland {_line(word)}" not in actors] == []
    assert sum(title.startswith("title") for title in titles) == len(ALL)
    assert len({one.path for one in data.documents}) >= len(ALL)
    assert len(data.claims) >= 0.9 * len(ALL)
    assert sum(bool(row["cites"]) for row in data.reports) >= 0.9 * len(ALL)
    assert {one.title for one in data.outside} == {"Events"}
    assert data.long_run is not None


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page without the dossier's own policy, so that escaping alone has to hold."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_the_trap_shuts(page: Page, tmp_path: Path) -> None:
    """A page that lets the vectors through is caught: else the next tests could not fail."""
    caught = []
    for number, word in enumerate((VECTORS["tags"][0], VECTORS["events"][0], VECTORS["svg"][0])):
        place = tmp_path / f"{number}.html"
        place.write_text(f"<!doctype html><p>{word}</p>", encoding="utf-8")
        page.goto(place.as_uri())
        page.wait_for_timeout(100)
        caught.append(page.evaluate("window.pwned"))
    assert caught == [1, 1, 1]
    noise = watch(page)
    place.write_text(f"<!doctype html>{VECTORS['css'][2]}", encoding="utf-8")
    page.goto(place.as_uri())
    page.wait_for_timeout(100)
    assert any("example.invalid" in one for one in noise)


@pytest.mark.browser
def test_nothing_runs_in_the_page(data: DossierData, page: Page, tmp_path: Path) -> None:
    """With everything opened nothing runs, asks or becomes an element, though the policy is switched off."""
    place = build(data, tmp_path / "study.html")
    noise = watch(page)
    open_all(page, place)
    assert page.evaluate("window.pwned") is None
    assert noise == [place.as_uri()]
    found = page.evaluate(f"[...document.querySelectorAll({json.dumps(LIVE)})].map((one) => one.tagName)")
    assert sorted(found) == ["BODY", *["META"] * 6, *["SCRIPT"] * 3, "STYLE"]
    names = "[...one.attributes].map((a) => a.name)"
    handlers = f"[...document.querySelectorAll('*')].flatMap((one) => {names})"
    assert [name for name in page.evaluate(handlers) if name.startswith("on")] == []
    linked = "[...document.querySelectorAll('[href],[src],[action],[ping]')]"
    hrefs = page.evaluate(f"{linked}.map((one) => one.getAttribute('href'))")
    assert all(link.startswith("#") for link in hrefs)
    assert page.evaluate("document.body.querySelectorAll('main, footer, header, dialog').length") >= 4
    text = page.evaluate("document.body.textContent.replace(/\\\\s+/g, ' ')")
    assert [word for word in ALL if _line(word).replace("\x00", "\ufffd") not in " ".join(text.split())] == []


def _live(html: str) -> list[str]:
    """Return what is live in a page that a renderer made of Markdown: elements, handlers, addresses."""
    page = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    plain = {
        "html", "head", "body", "p", "h1", "h2", "h3", "h4", "ul", "li", "em", "strong", "blockquote",
        "table", "thead", "tbody", "tr", "th", "td", "img",
    }  # fmt: skip
    found = [str(one.tag) for one in page.iter() if one.tag not in plain]
    allowed = {"src", "alt", "style"}
    found += [str(name) for name in page.xpath("//@*/..") for name in name.attrib if name not in allowed]
    found += [src for src in page.xpath("//img/@src") if not re.fullmatch(r"study-pictures/\w+\.png", src)]
    return found + [
        style for style in page.xpath("//@style") if not re.fullmatch("text-align: ?right;?", style)
    ]


@pytest.mark.parametrize("renderer", ["CommonMark", "Python-Markdown"])
def test_markdown_stays_text_where_html_is_let_through(
    data: DossierData, tmp_path: Path, renderer: str
) -> None:
    """Two renderers that pass raw HTML on make no element, handler or address of any vector."""
    text = write(data, tmp_path / "study.md").read_text(encoding="utf-8")
    if renderer == "CommonMark":
        from markdown_it import MarkdownIt

        made = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    else:
        markdown = pytest.importorskip("markdown", reason="the documentation's Markdown is not installed")
        made = markdown.markdown(text, extensions=["tables"])
    assert _live(made) == []
    read = " ".join(lxml.html.fromstring(made).text_content().split())
    shown = [word for word in ALL if _line(word) in read]
    assert len(shown) >= 0.95 * len(ALL), [word for word in ALL if word not in shown]


def test_word_gets_no_link_field_or_foreign_part(data: DossierData, tmp_path: Path) -> None:
    """The Word file points nowhere outside, has no field, macro or embedded page, and holds the vectors."""
    path = write(data, tmp_path / "study.docx")
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        relations = "".join(parts.read(name).decode() for name in names if name.endswith(".rels"))
        body = parts.read("word/document.xml").decode()
    assert 'TargetMode="External"' not in relations
    assert not [name for name in names if re.search(r"vba|macro|embed|activeX|afchunk", name, re.IGNORECASE)]
    assert not re.search(r"<w:(instrText|fldSimple|hyperlink|altChunk|object|control)\b", body)
    read = " ".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)).split())
    for word in ("&lt;script&gt;window.pwned=1&lt;/script&gt;", "javascript:window.pwned=1"):
        assert word in read


def test_print_gets_no_script_or_link(data: DossierData, tmp_path: Path) -> None:
    """The PDF has no script, no action and no address."""
    pytest.importorskip("typst", reason="the extra 'pdf' is not installed")
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(write(data, tmp_path / "study.pdf"))
    assert raw.FPDFDoc_GetJavaScriptActionCount(document) == 0
    assert raw.FPDFDoc_GetAttachmentCount(document) == 0
    for page in document:
        assert raw.FPDFPage_GetAnnotCount(page) == 0
    document.close()
