"""The Slavic lexicons: words that morphology can read, slots that the grammar can fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.languages.frames import Condition, Frame
from dragoman.languages.pack import Pack, load_pack
from dragoman.languages.slavic.morphology import load
from dragoman.languages.slavic.words import Words

HERE = Path(__file__).parent
_CASES = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})
_BARE = frozenset({*_CASES, "poss", "comp", "subj", "obj", "twin"})


_OBJECTS = frozenset({"class", "lemma", "actor"})
"""Kinds of conditions on the bare object."""
_FOLDED = {"ru": "ё", "uk": "ґ’ʼ"}
"""Letters that lemmas are not written with, since morphology folds them."""
_PHRASES = {"ru": ("боевых действий", "боевые действия"), "uk": ("бойових дій", "бойові дії")}


@pytest.fixture(scope="module", params=sorted(_FOLDED))
def pack(request: pytest.FixtureRequest) -> Pack:
    """Return each Slavic pack in turn."""
    return load_pack(request.param)


def _slot(name: str, pack: Pack) -> bool:
    preposition, plus, case = name.rpartition("+")
    if not plus:
        return name in _BARE
    return case in _CASES and any(kind == "prep" for kind, _ in pack.function.get(preposition, ()))


def test_slots_are_cases(pack: Pack) -> None:
    """Roles and complements name bare cases or a listed preposition with a case."""
    wrong = Counter()
    for frames in pack.frames.values():
        for frame in frames:
            slots = [*frame.roles.actor, *frame.roles.recipient]
            # a bare "to" is read as an infinitive and, for languages that have it, as a preposition
            slots += [c.slot for g in frame.conditions for c in g if c.kind == "prep" and c.slot != "to"]
            wrong.update((slot, frame.rule) for slot in slots if not _slot(slot, pack))
    assert sorted(wrong) == []


def _frames(pack: Pack) -> Iterator[Frame]:
    for frames in (*pack.frames.values(), *pack.claims.values()):
        yield from frames


def test_alternatives_are_alternatives(pack: Pack) -> None:
    """`&` binds looser than `|`: no condition stands in two groups, and objects stand in groups of their own.

    ``@goods&~вместе|@project&~вместе`` wants goods, and ~вместе or a project, and ~вместе.
    """
    wrong = set()
    for frame in _frames(pack):
        asked = Counter(c for group in frame.conditions for c in set(group))
        if max(asked.values(), default=0) > 1:
            wrong.add(frame.rule)
        for group in frame.conditions:
            objects = {c.arg for c in group if c.kind in _OBJECTS}
            if len(frame.conditions) > 1 and objects and {c.arg for c in group} - objects:
                wrong.add(frame.rule)
    assert sorted(wrong) == []


def test_every_frame_can_fire(pack: Pack) -> None:
    """No frame asks for what an earlier one of its predicate does, or for a slot by another name."""
    wrong = set()
    for frames in (*pack.frames.values(), *pack.claims.values()):
        seen: set[frozenset[frozenset[Condition]]] = set()
        for frame in frames:
            asked = frozenset(map(frozenset, frame.conditions))
            if asked in seen:
                wrong.add(frame.rule)
            seen.add(asked)
            slots = [*frame.roles.actor, *frame.roles.recipient]
            slots += [c.slot for group in frame.conditions for c in group if c.kind == "prep"]
            if any(note.startswith("=") for slot in slots for note in _notes(slot.rpartition("+")[0], pack)):
                wrong.add(frame.rule)
    assert sorted(wrong) == []


def _notes(preposition: str, pack: Pack) -> list[str]:
    """Return the cases of a preposition, and behind ``=`` the form that its slots are named by."""
    return [
        part.strip()
        for kind, note in pack.function.get(preposition, ())
        if kind == "prep"
        for part in note.split(",")
    ]


def test_prepositions_govern(pack: Pack) -> None:
    """Every preposition says its cases."""
    silent = [
        word
        for word, entries in pack.function.items()
        for kind, note in entries
        if kind == "prep" and not {part for part in note.split(",") if part[0] != "="} <= _CASES
    ]
    assert silent == []


def test_words_are_lemmas(pack: Pack) -> None:
    """Predicates, word classes and single-word complements are dictionary forms that morphology knows."""
    morphology = load(pack.code)
    strange = set()
    for (pos, predicate), frames in pack.frames.items():
        if " " not in predicate and not morphology.knows(predicate, pos):
            strange.add(predicate)
        for frame in frames:
            for condition in (c for group in frame.conditions for c in group):
                word = condition.arg
                single = condition.arg_kind == "lemma" and condition.kind != "word" and " " not in word
                if (
                    single
                    and word not in pack.function
                    and all(r.lemma != word for r in morphology.analyse(word))
                ):
                    strange.add(word)
    for lemma in pack.classes:
        if " " not in lemma and not morphology.knows(lemma, "n"):
            strange.add(lemma)
    assert sorted(strange) == []


def test_lemmas_are_folded(pack: Pack) -> None:
    """Lemmas are written as morphology returns them: with е, with г and a straight apostrophe."""
    place = HERE.parents[1] / "src" / "dragoman" / "languages" / pack.code
    files = [*sorted((place / "frames").glob("*.tsv")), *sorted((place / "word_classes").glob("*.txt"))]
    marked = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            lemmas = line.rpartition("\t")[0] or line
            if not line.startswith("#") and set(_FOLDED[pack.code]) & set(lemmas):
                marked.append(f"{path.name}:{number}")
    assert marked == []


def test_phrases_are_read_in_any_case(pack: Pack) -> None:
    """A noun of several words is found by its words, which morphology must know each by itself."""
    words = Words(pack)
    phrases = {lemma for (pos, lemma) in pack.frames if pos == "n"} | set(pack.classes)
    unread = [phrase for phrase in sorted(phrases) if " " in phrase and words.noun(phrase) != phrase]
    strange = [part for phrase in phrases for part in phrase.split() if not _readable(words, part)]
    assert unread == []
    assert strange == []
    form, lemma = _PHRASES[pack.code]
    assert words.noun(form) == lemma


def _readable(words: Words, form: str) -> bool:
    word = words.word(form)
    return bool(word.noun or word.adj or word.func)


@pytest.mark.parametrize("language", sorted(_FOLDED))
def test_sentences_are_well_formed(language: str) -> None:
    """The parallel sentences use known classes, dyads and aux, and none of them twice."""
    codebook = load_codebook()
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in (HERE / language / "sentences.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    counts = Counter(row[0] for row in rows)
    assert all(len(row) == 4 for row in rows)
    assert {event for events in counts for event in events.split("+")} == {*codebook.ids, "-"}
    assert len(rows) >= 80
    assert counts["-"] >= 12
    assert all((row[1] == "-") == (row[0] == "-") for row in rows)
    assert all(row[1] == "-" or ">" in row[1] or "=" in row[1] for row in rows)
    assert {aux for row in rows for aux in row[2].split(",")} <= {
        "-",
        "future",
        "negation",
        "hypothetical",
        "historical",
    }
    assert len({row[3] for row in rows}) == len(rows)
