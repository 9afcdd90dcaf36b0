"""The page in a real browser."""

# ruff: noqa: E501 - scripts for the browser stand on long lines

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import DossierData, Passage, SourceInfo, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Return a function that opens a file and collects whatever goes wrong or out."""
    contexts = []

    def go(path: Path, *, ready: bool = True, **options: Any) -> tuple[Page, list[str]]:
        context = browser.new_context(**options)
        contexts.append(context)
        page, noise = context.new_page(), []
        page.on("console", lambda message: noise.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (noise.append("dialog"), dialog.dismiss()))
        page.on("request", lambda request: noise.append(f"request: {request.url}"))
        page.goto(path.as_uri())
        assert noise.pop(0) == f"request: {path.as_uri()}"
        if ready:
            page.wait_for_selector("[data-chart=timeline][data-ready]", state="attached")
        return page, noise

    yield go
    for context in contexts:
        context.close()


def test_points_rows_and_filter(page_file: Path, visit: Callable[..., Any]) -> None:
    """A point opens its evidence in place, the filter narrows list and chart, nothing goes out."""
    from playwright.sync_api import expect

    page, noise = visit(page_file, viewport={"width": 1200, "height": 900})
    points = page.locator("[data-chart=timeline] .mark-symbol path")
    assert points.count() == 29
    points.first.hover()
    assert "1918" in page.locator("#tip").inner_text()
    points.first.click()
    dialog = page.locator("dialog[open]")
    assert dialog.locator(".context mark[data-label]").count() >= 3
    assert "yaml:12" in dialog.locator(".facts").inner_text()
    dialog.get_by_role("button", name="Close").click()
    page.select_option("select[name=status]", "negation")
    assert page.text_content("#shown") == "2 of 30 reports"
    expect(points).to_have_count(2)
    page.fill("input[name=words]", "no such words")
    assert page.locator("#none").is_visible()
    page.get_by_role("button", name="Show all").click()
    expect(points).to_have_count(29)
    page.locator("#agreements a[data-open]").first.click()
    assert dialog.is_visible()
    assert noise == []


def test_inherited_dates_show_the_heading_they_come_from(page_file: Path, visit: Callable[..., Any]) -> None:
    """The evidence of a date from a heading shows the heading, marked, before the paragraph."""
    page, _ = visit(page_file)
    row = page.locator("#list .row", has_text="closed its border")
    row.locator("summary").click()
    first = row.locator(".passage").first
    assert first.evaluate("node => node.className").strip() == "passage head"
    assert first.locator("mark[data-label=date]").text_content() == "1993"


def test_phone_and_paper(page_file: Path, visit: Callable[..., Any], tmp_path: Path) -> None:
    """On 390 px nothing makes the page scroll sideways; on paper the still picture is shown."""
    page, noise = visit(page_file, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    assert page.locator(".still").first.is_visible()
    assert not page.locator(".live").first.is_visible()
    assert not page.locator("#filter").is_visible()
    assert page.pdf().startswith(b"%PDF")
    assert noise == []


def test_readable_without_script(page_file: Path, visit: Callable[..., Any]) -> None:
    """Without JavaScript the picture, all rows and their labelled marks are there."""
    page, _ = visit(page_file, ready=False, java_script_enabled=False)
    assert page.locator(".still svg").first.is_visible()
    assert page.locator("#list .row").count() == 30
    assert not page.locator("#filter").is_visible()


def test_landmarks_and_names(page_file: Path, visit: Callable[..., Any]) -> None:
    """One h1, named sections, a skip link first in focus order, labels on every control."""
    page, _ = visit(page_file)
    assert page.locator("h1").count() == 1
    assert page.locator("main section:not([aria-label]):not([aria-labelledby])").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    unnamed = "[...document.querySelectorAll('select,input,button')].filter(e => !(e.labels && e.labels.length) && !e.textContent.trim())"
    assert page.evaluate(f"{unnamed}.length") == 0


CONTRAST = """() => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(", 0)") && c !== "transparent") return c; } return "rgb(255,255,255)"; };
  const bad = [];
  document.querySelectorAll("details.proof").forEach((d, i) => { if (i < 12) d.open = true; });
  for (const e of document.querySelectorAll("body *:not(script):not(svg *)")) {
    if (!e.getClientRects().length || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.push([e.tagName, e.className, ratio.toFixed(2)].join(" "));
  }
  return [...new Set(bad)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(page_file: Path, visit: Callable[..., Any], scheme: str) -> None:
    """Every text has at least 4.5 : 1 against what is behind it (WCAG 2.2, 1.4.3 level AA)."""
    page, _ = visit(page_file, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []


# -- every code point arrives --------------------------------------------------------------------

ALPHABET = st.one_of(
    st.sampled_from("aбıİIí̈👩🚒🇦🇿\u200d\u202e\u2028\r\n\t <>&\"'\x00\x85\ufeff"),
    st.characters(exclude_categories=["Cs"]),
)


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], int]:
    """Draw a sentence of at least four code points, three spans in it and what stands before it."""
    text = draw(st.text(ALPHABET, min_size=4, max_size=40))
    spans = []
    for _ in range(3):
        start = draw(st.integers(0, len(text) - 1))
        spans.append((start, draw(st.integers(start + 1, len(text)))))
    return text, spans, draw(st.integers(0, 5))


def hostile_offsets(cases: list[tuple[str, list[tuple[int, int]], int]]) -> DossierData:
    """Return a dossier whose rows are made of the drawn sentences; without dates, so without charts."""
    reports, passages, documents = [], [], []
    for number, (text, spans, before) in enumerate(cases):
        ident = f"d{number:04d}"
        lead = "👩‍🚒"[:3] * before
        offset = len(lead)

        def part(place: tuple[int, int], text: str = text, offset: int = offset) -> dict[str, Any]:
            return {"text": text[slice(*place)], "start": offset + place[0], "stop": offset + place[1]}

        documents.append(SourceInfo(ident, f"{ident}.txt"))
        passages.append(Passage(ident, 0, lead + text + " after"))
        reports.append(
            {
                "id": ident,
                "document": ident,
                "event": "SUPPORT",
                "rule": "x:1",
                "sentence": part((0, len(text))),
                "trigger": part(spans[0]),
                "actor": [{**part(spans[1]), "code": "TUR"}],
                "recipient": [{**part(spans[2]), "code": "AZE"}],
            }
        )
    return DossierData(
        "TUR", "AZE", "Turkey", "Azerbaijan", tuple(reports), (), tuple(documents), tuple(passages)
    )


READ = """() => { document.querySelectorAll('details.proof').forEach((d) => { d.open = true; });
  return new Promise((done) => setTimeout(() => done(Object.fromEntries([...document.querySelectorAll('#list .row')].map((row) => [
    row.dataset.event && row.querySelector('.facts div:last-child dd').textContent,
    { quote: row.querySelector('.quote').textContent,
      passage: row.querySelector('.passage').textContent,
      ...Object.fromEntries(['trigger', 'actor', 'recipient'].map((name) => [name,
        [...row.querySelectorAll('.context mark')].filter((m) => m.dataset.fields.split(' ').includes(name)).map((m) => m.textContent).join('')])) }]))), 200)); }"""


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(rows(), min_size=40, max_size=60))
def test_every_code_point_arrives(
    tmp_path: Path, visit: Callable[..., Any], cases: list[tuple[str, list[tuple[int, int]], int]]
) -> None:
    """Text, HTML, browser: quote, paragraph and each marked span read back equal, in code points."""
    data = hostile_offsets(cases)
    page, noise = visit(build(data, tmp_path / "points.html"), ready=False)
    found = page.evaluate(READ)
    assert len(found) == len(cases)
    for row, passage in zip(data.reports, data.passages, strict=True):
        seen = found[row["id"]]
        # HTML cannot carry a null; the script data can.
        assert seen["quote"] == row["sentence"]["text"].replace("\x00", "\ufffd")
        assert seen["passage"] == passage.text
        for name in ("trigger", "actor", "recipient"):
            quote = row[name]["text"] if name == "trigger" else row[name][0]["text"]
            assert seen[name] == quote
    assert noise == []
