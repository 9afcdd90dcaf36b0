"""The Turkish and Azerbaijani lexicons: slots that the grammar can fill, sentences of their own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.languages import SUPPORTED
from dragoman.languages.frames import load_frames
from dragoman.languages.tables import data_file, rows

HERE = Path(__file__).parent
LANGUAGES = ("tr", "az")
_BARE = frozenset({"nom", "acc", "gen", "dat", "loc", "abl", "ile", "poss", "adj", "comp", "subj"})
_INFINITIVES = {"tr": ("mak", "mek"), "az": ("maq", "mək")}


def _postpositions(language: str) -> set[str]:
    """Return the slots that the postpositions of a language fill: its own name, or what its note says."""
    source = data_file(language, "function_words.tsv")
    if not source.is_file():
        pytest.skip(f"the grammar of {language!r} is not there yet")
    found = set()
    for _, (word, kind, note) in rows(source, ("word", "class", "note")):
        if kind == "prep":
            found.add(note.rpartition(":")[2] or word)
    return found


def _sentences(language: str) -> list[list[str]]:
    lines = (HERE / language / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_slots_are_known(language: str) -> None:
    """Roles and complements name a case, a relation or a listed postposition."""
    known = _BARE | _postpositions(language)
    wrong = set()
    for frame in load_frames(language):
        slots = [*frame.roles.actor, *frame.roles.recipient]
        slots += [c.slot for group in frame.conditions for c in group if c.kind == "prep"]
        wrong.update((slot, frame.rule) for slot in slots if slot not in known)
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_verbs_are_infinitives(language: str) -> None:
    """Verbs are infinitives."""
    wrong = {
        (frame.predicate, frame.rule)
        for frame in load_frames(language)
        if frame.pos == "v" and not frame.predicate.endswith(_INFINITIVES[language])
    }
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_clauses_name_infinitives(language: str) -> None:
    """A condition on the verb below names its infinitive, an event, or a word of necessity."""
    modals = {word for _, (word, _, _) in rows(data_file(language, "modals.tsv"), ("word", "kind", "note"))}
    wrong = {
        (c.arg, frame.rule)
        for frame in load_frames(language)
        for group in frame.conditions
        for c in group
        if c.kind in ("to", "that")
        and c.arg_kind == "lemma"
        and not c.arg.endswith(_INFINITIVES[language])
        and c.arg not in modals
    }
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_well_formed(language: str) -> None:
    """The sentences use known classes, dyads and aux, cover every class, and none stands twice."""
    sentences = _sentences(language)
    counts = Counter(row[0] for row in sentences)
    assert all(len(row) == 4 for row in sentences)
    assert set(counts) == {*load_codebook().ids, "-"}
    assert min(counts.values()) >= 5
    assert len(sentences) >= 110
    assert all((row[1] == "-") == (row[0] == "-") for row in sentences)
    assert all(row[1] == "-" or (">" in row[1]) != ("=" in row[1]) for row in sentences)
    assert {row[2] for row in sentences} <= {"-", "future", "negation", "hypothetical"}
    assert len({row[3] for row in sentences}) == len(sentences)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code in SUPPORTED])
def test_sentences_are_coded(language: str) -> None:
    """At least 19 of 20 sentences give the labelled class, and those about nothing give nothing."""
    from dragoman.coding.rules import RuleCoder
    from dragoman.model import Block, Document

    coder = RuleCoder()
    wrong = []
    sentences = _sentences(language)
    for event, _, _, text in sentences:
        block = Block(0, len(text), "paragraph", language)
        doc = Document(id="sentence", path="-", text=text, blocks=(block,), language=language)
        found = [report.event for report in coder.code(doc).reports]
        if found != ([] if event == "-" else [event]):
            wrong.append((event, found, text))
    assert not [row for row in wrong if row[0] == "-"]
    assert len(wrong) <= len(sentences) / 20, wrong
