"""Nothing from a document can become markup, script or a request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from tests.dossier.pages import open_all, watch
from tests.dossier.vectors import ALL, VECTORS

from dragoman.dossier import ClassInfo, DossierData, EntityInfo, Passage, build, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEPT = {"id", "document", "date", "period", "text", "quote", "aux", "occurrence", "basis", "field"}


def poison(value: Any, word: str) -> Any:
    """Put the hostile words into every string of a row that is no number, date, id or span's words."""
    if isinstance(value, dict):
        return {key: poison(item, word) if key not in KEPT else item for key, item in value.items()}
    if isinstance(value, list):
        return [poison(item, word) for item in value]
    return f"{value}{word}" if isinstance(value, str) else value


def hostile(data: DossierData, word: str) -> DossierData:
    """Return the invented study with hostile words in every place a document or name can reach."""
    passages = {(one.document, one.start): one for one in data.passages}
    documents = tuple(
        replace(
            one,
            title=f"{one.title}{word}",
            path=f"{one.path}{word}",
            author=word,
            publisher=word,
            side=word,
            published_basis=word,
            problems=(word,),
        )
        for one in data.documents
    )
    rows = []
    for row in data.reports:
        made = poison(dict(row), word)
        for part in ("actor", "recipient"):
            made[part] = [
                {**one, "code": old["code"] if old["code"] in ("TUR", "AZE") else one["code"]}
                for one, old in zip(made[part], row[part], strict=True)
            ]
        made["counts"] = {word: 3}
        made["cites"] = [word]
        rows.append(made)
    # A sentence that is itself hostile, with a hostile trigger and speaker.
    text = f"Ankara {word} Baku said {word}"
    start = text.index(word)
    last = text.rindex(word)
    home = data.documents[0].id
    begin = max(one.stop for one in passages.values() if one.document == home) + 2
    rows.append(
        {
            "id": word,
            "document": home,
            "event": "SUPPORT",
            "rule": word,
            "agreement": word,
            "place": word,
            "date": "1999-01-01",
            "sentence": {"text": text, "start": begin, "stop": begin + len(text)},
            "trigger": {"text": word, "start": begin + start, "stop": begin + start + len(word)},
            "actor": [{"text": "Ankara", "start": begin, "stop": begin + 6, "code": "TUR"}],
            "recipient": [
                {"text": word, "start": begin + last, "stop": begin + last + len(word), "code": "AZE"}
            ],
            "others": [
                {
                    "text": "Baku",
                    "start": begin + text.index("Baku"),
                    "stop": begin + text.index("Baku") + 4,
                    "code": word,
                    "role": word,
                }
            ],
            "speakers": [
                {"text": word, "start": begin + last, "stop": begin + last + len(word), "code": word}
            ],
            "evidence": [
                {"field": word, "start": begin, "stop": begin + 6, "quote": "Ankara", "basis": word}
            ],
        }
    )
    return replace(
        data,
        a_name=word,
        b_name=word,
        study=word,
        lineage=word,
        notes=(word,),
        documents=documents,
        reports=tuple(rows),
        claims=tuple({**poison(dict(row), word), "direction": word} for row in data.claims),
        passages=(*data.passages, Passage(home, begin, text, None, word)),
        classes={**data.classes, "SUPPORT": ClassInfo("SUPPORT", word, 1, word, meeting=True)},
        entities=(EntityInfo("TUR", word, start=word, end=word, kind=word, note=word),),
    )


ELEMENTS = " | ".join(
    f"//{name}"
    for name in (
        "script",
        "style",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "meta",
        "math",
    )
)


@pytest.mark.parametrize("kind", VECTORS)
def test_no_live_markup(data: DossierData, kind: str) -> None:
    """The hostile page has the same live elements as the harmless one and no handler at all."""
    word = " ".join(VECTORS[kind])
    page = lxml.html.fromstring(render(replace(hostile(data, word), minimum=99)))
    assert [one.tag for one in page.xpath(ELEMENTS)] == [
        *["meta"] * 6,
        "style",
        "form",
        "form",
        "script",
        "script",
        "script",
    ]
    assert page.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src | //@action") == []
    assert all(link.startswith("#") for link in page.xpath("//@href"))


@pytest.mark.browser
def test_no_script_runs_and_nothing_is_asked_for(data: DossierData, browser: Browser, tmp_path: Path) -> None:
    """In a real browser, with everything opened, no script of a document runs and no request leaves."""
    context = browser.new_context()
    page = context.new_page()
    noise = watch(page)
    for word in ("".join(ALL), VECTORS["ends"][0], VECTORS["attributes"][0]):
        place = build(hostile(data, word), tmp_path / "hostile.html")
        open_all(page, place)
        assert page.evaluate("window.pwned") is None
        assert page.locator("#list img, #list script, #list iframe, dialog script").count() == 0
        assert noise == [place.as_uri()]
        noise.clear()
    context.close()
