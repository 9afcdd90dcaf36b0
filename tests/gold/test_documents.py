"""The whole documents: their form and design, not how they score."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from dragoman.evaluation import GoldRow, read_gold
from dragoman.model import Document

HERE = Path(__file__).parent / "documents"
FILES = {
    f"documents-{half}{language}.txt": language
    for half in ("", "aside-", "fresh-")
    for language in ("en", "ru", "uk", "tr", "az")
}


def _documents(name: str) -> dict[str, list[GoldRow]]:
    found: dict[str, list[GoldRow]] = defaultdict(list)
    for row in read_gold(HERE / name).rows:
        assert isinstance(row.document, Document)
        found[row.document.id].append(row)
    return found


def test_every_language_has_both_halves() -> None:
    """Documents whose errors were read, some that were kept aside, and fresh ones."""
    assert sorted(path.name for path in HERE.glob("*.txt")) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_design(name: str) -> None:
    """Two documents at least, long enough to reach over sentences; events, claims, and neither."""
    documents = _documents(name)
    rows = [row for found in documents.values() for row in found]
    assert len(documents) >= 2
    assert all(len(found) >= 8 for found in documents.values())
    assert {row.language for row in rows} == {FILES[name]}
    assert len({row.text for row in rows}) == len(rows)
    assert any(row.no_event and not row.claims for row in rows)
    assert any(row.claims for row in rows)


@pytest.mark.parametrize("name", FILES)
def test_speakers_stand_in_their_document(name: str) -> None:
    """A speaker is written as the document has it, be it a sentence before."""
    absent = [
        (row.id, name)
        for found in _documents(name).values()
        for row in found
        for event in (*row.events, *row.claims)
        for link in event.speaker
        for name in link.split(" + ")
        if isinstance(row.document, Document) and name.lower() not in row.document.text.lower()
    ]
    assert absent == []
