"""The example documents: complete, readable, in their language, gold codes proven, nothing borrowed."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.codebook import load
from dragoman.documents import read
from dragoman.model import APPARATUS, AUX, Document, parse_edtf

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = EXAMPLES / "caucasus"
BESIDE = {"README.md", "AGREEMENT.md", "manifest.tsv", "gold.jsonl", "claims.jsonl"}
SHINGLE = 8


def manifest() -> list[dict[str, str]]:
    """Return the lines of the manifest."""
    with (CORPUS / "manifest.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def gold() -> list[dict[str, Any]]:
    """Return the gold rows."""
    return [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text("utf-8").split("\n") if line]


@cache
def document(name: str) -> Document:
    """Read a document of the corpus, once for all tests."""
    return read(CORPUS / name)


def maker() -> ModuleType:
    """Import examples/make/gold.py, which lies outside of any package."""
    spec = importlib.util.spec_from_file_location("examples_make_gold", EXAMPLES / "make" / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ROWS = manifest()
NAMES = [row["file"] for row in ROWS]


def test_manifest_lists_every_document() -> None:
    """The manifest names the files that are there, each once and with all it must say."""
    there = {path.name for path in CORPUS.iterdir() if not path.name.startswith(".")} - BESIDE
    assert sorted(NAMES) == sorted(there)
    assert all(row[key] for row in ROWS for key in ("title", "language", "kind", "shows"))


def test_corpus_covers_formats_and_encodings() -> None:
    """Five formats and three encodings of text are there."""
    assert {document(name).format for name in NAMES} == {"txt", "md", "html", "pdf", "docx"}
    assert {"cp1251", "utf-16-le", "utf-8"} <= {document(name).encoding for name in NAMES}


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_document_reads(row: dict[str, str]) -> None:
    """A document has its title, its language in every block that is coded, its day and 120 to 450 words."""
    doc = document(row["file"])
    assert row["title"] in doc.text
    assert doc.language == row["language"]
    assert {block.language for block in doc.blocks if block.kind not in APPARATUS} == {row["language"]}
    if row["published"]:
        assert str(doc.published) == row["published"]
    assert 120 <= len(doc.text.split()) <= 450


def test_web_apparatus_is_not_coded() -> None:
    """Menu, cookie notice, related links and comments of the saved page are in no block that is coded."""
    doc = document("03-after-shusha.html")
    coded = " ".join(doc.text[b.start : b.stop] for b in doc.blocks if b.kind not in APPARATUS)
    for words in ("cookie", "Subscribe", "closes its airspace", "invade", "will attack Turkey", "Privacy"):
        assert words not in coded


def test_archive_notes_are_apparatus() -> None:
    """The archive citations of the memoir are notes or references."""
    doc = document("11-britancy-v-baku.txt")
    kinds = {block.kind for block in doc.blocks if "оп." in doc.text[block.start : block.stop]}
    assert kinds
    assert kinds <= APPARATUS


def test_gold_is_built_from_the_hand_list() -> None:
    """The gold file is what the script makes of the hand list and today's reader, so no offset is stale."""
    module = maker()
    written = (CORPUS / "gold.jsonl").read_text("utf-8")
    assert module.lines_of(module.build()) == written, "run: python examples/make/gold.py"


def test_gold_quotes_are_proven() -> None:
    """Every sentence, participant and speaker is the text between its offsets."""
    for row in gold():
        text = document(row["document"]).text
        assert text[row["start"] : row["stop"]] == row["text"]
        for event in row["events"]:
            for role in ("actor", "recipient"):
                spans = event[f"{role}_spans"]
                assert len(event[role]) == len(spans) == len(event[f"{role}_codes"])
                assert [text[start:stop] for start, stop in spans] == event[role]
            if event["speaker"] is not None:
                chain = isinstance(event["speaker"], list)
                names = event["speaker"] if chain else [event["speaker"]]
                spans = event["speaker_span"] if chain else [event["speaker_span"]]
                assert [text[start:stop] for start, stop in spans] == names


def test_gold_is_legal() -> None:
    """Classes, modes, contexts, aux, codes and dates of the gold rows exist; every document has some."""
    book = load()
    sectors = {sector.id for sector in book.sectors}
    rows = gold()
    assert {row["document"] for row in rows} == set(NAMES)
    assert len({row["id"] for row in rows}) == len(rows)
    for event in (event for row in rows for event in row["events"]):
        book.check(event["event"], event["mode"], event["contexts"])
        assert event["aux"] is None or event["aux"] in AUX
        assert event["date"] is None or str(parse_edtf(event["date"])) == event["date"]
        assert event["actor"] or event["recipient"]
        for code in event["actor_codes"] + event["recipient_codes"]:
            assert re.fullmatch(r"(?:[A-Z]{3}(?: [A-Z]{3})?)?", code)
            assert code[4:] in sectors | {""}


def test_gold_has_every_class() -> None:
    """All sixteen classes of PLOVER occur."""
    assert {event["event"] for row in gold() for event in row["events"]} == set(load().ids)


def shingles(text: str) -> set[tuple[str, ...]]:
    """Return all runs of eight words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


@pytest.mark.reference
def test_nothing_shared_with_the_seeds(shared: Path) -> None:
    """No eight words in a row are those of a seed document: the text is ours."""
    seeds = set().union(
        *(shingles(path.read_text("utf-8")) for path in sorted((shared / "seeds").glob("*.txt")))
    )
    assert seeds
    for name in NAMES:
        assert not shingles(document(name).text) & seeds, name
