"""Frames: the notation of their columns, and that every row of every language can be used."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.languages import SUPPORTED, frames
from dragoman.languages.frames import (
    COLUMNS,
    Condition,
    Frame,
    compile_needs,
    load_frames,
    parse_complement,
    parse_roles,
)
from dragoman.languages.pack import load_pack
from dragoman.model.errors import LexiconError

ROOT = Path(str(files("dragoman.languages")))
_DIRECTIONS = frozenset({"closer", "apart", "unchanged", "mixed"})
_GOOD = "recognise\tv\tactor\tSUPPORT\t-\t-\tsubj>obj\trecognised the republic"
Plant = Callable[..., tuple[Frame, ...]]


@lru_cache(maxsize=4)
def rows(language: str) -> tuple[Frame, ...]:
    """Load the frames of a language once."""
    return load_frames(language)


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Return a function that loads frames from the lines given to it."""

    def load(*lines: str, header: str = "\t".join(COLUMNS)) -> tuple[Frame, ...]:
        place = tmp_path / "frames"
        place.mkdir(exist_ok=True)
        place.joinpath("planted.tsv").write_text("\n".join(["# planted", header, *lines]), encoding="utf-8")
        monkeypatch.setattr(frames, "folder", lambda _: tmp_path)
        return load_frames("en")

    return load


# -- the complement column ------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["*", "-", ""])
def test_any_complement(text: str) -> None:
    """A star, a dash and an empty cell ask for nothing."""
    assert parse_complement(text) == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("0", Condition("none", "", "", "")),
        ("actor", Condition("actor", "", "", "")),
        ("@meeting", Condition("class", "", "meeting", "class")),
        ("=green_light", Condition("lemma", "", "green light", "lemma")),
        ("~close_to", Condition("word", "", "close to", "lemma")),
        ("that", Condition("that", "", "", "")),
        ("ing", Condition("ing", "", "", "")),
        ("to:release", Condition("to", "", "release", "lemma")),
        ("to:ASSAULT", Condition("to", "", "ASSAULT", "event")),
        ("that:REQUEST", Condition("that", "", "REQUEST", "event")),
        ("to:=alert", Condition("prep", "to", "alert", "lemma")),
        ("on:@weapon", Condition("prep", "on", "weapon", "class")),
        ("on:=alert", Condition("prep", "on", "alert", "lemma")),
        ("to:actor", Condition("prep", "to", "", "actor")),
        ("with", Condition("prep", "with", "", "")),
        ("с+ins:@agreement", Condition("prep", "с+ins", "agreement", "class")),
        ("в+acc", Condition("prep", "в+acc", "", "")),
        ("subj:@relations", Condition("subject", "", "relations", "class")),
        ("subj:and", Condition("subject", "", "and", "pair")),
    ],
)
def test_one_condition(text: str, condition: Condition) -> None:
    """Every notation of docs/lexicons.md is read as it is described there."""
    assert parse_complement(text) == ((condition,),)


def test_infinitive_or_phrase() -> None:
    """What is behind "to" may be an infinitive or a plain phrase: both are kept."""
    for text, kinds in (("to:@troops", ["prep", "to"]), ("to", ["to", "prep"])):
        (group,) = parse_complement(text)
        assert [condition.kind for condition in group] == kinds


def test_groups_and_alternatives() -> None:
    """Groups parted by "&" must all hold, of those parted by "|" one is enough."""
    groups = parse_complement("@aid|=help & to:actor|for:actor")
    assert [[c.kind for c in group] for group in groups] == [["class", "lemma"], ["prep", "prep"]]


def test_compiled_needs() -> None:
    """Classes and lemmas of the head become sets, slots and clauses what is asked of each."""
    (group,) = parse_complement("@aid|@money|=help|to:actor|that")
    needs = compile_needs(group)
    assert needs.classes == {"aid", "money"}
    assert needs.lemmas == {"help"}
    assert [(slot.name, slot.actor, slot.bare) for slot in needs.slots] == [("to", True, False)]
    assert [(clause.link, clause.bare) for clause in needs.clauses] == [("that", True)]


@pytest.mark.parametrize("text", ["@aid|", "|@aid", "@aid&", "&", "@aid||@money"])
def test_empty_alternatives(text: str) -> None:
    """An alternative without content is an error that names its place."""
    with pytest.raises(LexiconError, match=r"^en/frames/aid\.tsv:7: "):
        parse_complement(text, "en/frames/aid.tsv:7")


@pytest.mark.parametrize("text", ["on:12", "to:a/b", "in:?"])
def test_unreadable_arguments(text: str) -> None:
    """An argument that is neither class, lemma, event nor word is an error that names place and part."""
    with pytest.raises(LexiconError, match=r"^here:1: .*cannot read") as error:
        parse_complement(text, "here:1")
    assert repr(text.partition(":")[2]) in str(error.value)


# -- the roles column -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pos", "wanted"),
    [
        ("subj>obj", "v", (("subj",), ("obj",), False)),
        ("subj>against|on|obj", "v", (("subj",), ("against", "on", "obj"), False)),
        ("subj=with|obj", "v", (("subj",), ("with", "obj"), True)),
        ("subj>", "v", (("subj",), (), False)),
        (">obj", "v", ((), ("obj",), False)),
        ("=poss", "v", ((), ("poss",), True)),
        ("nom>в+acc|к+dat", "v", (("nom",), ("в+acc", "к+dat"), False)),
        ("-", "v", (("subj",), ("obj", "poss"), False)),
        ("", "n", (("poss",), ("on", "against", "to", "of"), False)),
        ("-", "a", (("subj",), ("to", "of", "with"), False)),
    ],
)
def test_roles(text: str, pos: str, wanted: tuple[tuple[str, ...], tuple[str, ...], bool]) -> None:
    """Actor and recipient slots in order of preference; "=" makes all of them actors."""
    assert tuple(parse_roles(text, pos)) == wanted


@pytest.mark.parametrize("text", ["subj", "subj>obj>iobj", "subj=with=obj", "subj=with>obj", "subj,obj"])
def test_unreadable_roles(text: str) -> None:
    """Roles without exactly one mark are an error that names the place and shows how to write them."""
    with pytest.raises(LexiconError, match=r"^ru/frames/aid\.tsv:9: .*actor>recipient"):
        parse_roles(text, "v", "ru/frames/aid.tsv:9")


# -- bad lines are named --------------------------------------------------------------------------


def test_a_good_line_loads(plant: Plant) -> None:
    """Slashed spellings become frames of their own with one rule."""
    found = plant(_GOOD.replace("recognise\t", "recognise/recognize\t"))
    assert [frame.predicate for frame in found] == ["recognise", "recognize"]
    assert {frame.rule for frame in found} == {"en/frames/planted.tsv:3"}
    assert [frame.order for frame in found] == [0, 1]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("SUPPORT", "SUPORT", "SUPORT"),
        ("SUPPORT", "support", "support"),
        ("SUPPORT\t-", "SUPPORT\tarrest", "arrest"),
        ("SUPPORT\t-\t-", "SUPPORT\t-\tweather", "weather"),
        ("\tv\t", "\tx\t", "pos is 'x'"),
        ("subj>obj", "subj", "actor>recipient"),
        ("actor\t", "@aid||@money\t", "empty alternative"),
        ("actor\t", "on:12\t", "12"),
        ("recognised the", "recognised\tthe", "TAB"),
    ],
)
def test_a_bad_line_is_named(plant: Plant, old: str, new: str, why: str) -> None:
    """A line that cannot be used stops loading with file, line and reason."""
    assert old in _GOOD
    with pytest.raises(LexiconError) as error:
        plant(_GOOD, _GOOD.replace(old, new))
    assert "planted.tsv:4" in str(error.value)
    assert why in str(error.value)


def test_a_bad_header_is_named(plant: Plant) -> None:
    """A table with other columns is refused, with the columns that it should have."""
    with pytest.raises(LexiconError, match=r"planted\.tsv:2: .*predicate") as error:
        plant(_GOOD, header="predicate\tpos")
    assert "TAB" in str(error.value)


def test_no_pack() -> None:
    """A language without data files is an error that says so."""
    with pytest.raises(LexiconError, match="no language pack for 'tlh'"):
        load_pack("tlh")


# -- every row of every language ------------------------------------------------------------------


@pytest.mark.parametrize("language", SUPPORTED)
def test_every_row_is_legal(language: str) -> None:
    """Events, modes and contexts are the codebook's, directions stand in claims.tsv, nowhere else."""
    book = load_codebook()
    for frame in rows(language):
        if frame.event in _DIRECTIONS or (frame.blocks and "claims.tsv" in frame.rule):
            assert "/claims.tsv:" in frame.rule, frame.rule
            assert frame.is_claim, frame.rule
        elif not frame.blocks:
            book.check(frame.event, mode=frame.mode, contexts=frame.contexts)
            assert not frame.is_claim, frame.rule
        assert frame.predicate == frame.predicate.strip().lower(), frame.rule
        assert frame.predicate, frame.rule


@pytest.mark.parametrize("language", SUPPORTED)
def test_events_in_complements_are_known(language: str) -> None:
    """A complement such as "to:ASSAULT" names a class of the codebook; a misspelt one could never fire."""
    known = set(load_codebook().ids)
    unknown = {
        (frame.rule, condition.arg)
        for frame in rows(language)
        for group in frame.conditions
        for condition in group
        if condition.arg_kind == "event" and condition.arg not in known
    }
    assert sorted(unknown) == []


@pytest.mark.parametrize("language", SUPPORTED)
def test_classes_in_complements_are_files(language: str) -> None:
    """Every word class that a frame asks for is a file of word_classes, in every language the same ones."""
    known = {path.stem for path in (ROOT / language / "word_classes").glob("*.txt")}
    asked = {
        condition.arg
        for frame in rows(language)
        for group in frame.conditions
        for condition in group
        if condition.arg_kind == "class" or condition.kind == "class"
    }
    assert sorted(asked - known) == []


def test_all_languages_have_the_same_files() -> None:
    """Tables, frames and word classes have the same names in every language (examples are extra)."""

    def names(language: str) -> set[str]:
        place = ROOT / language
        found = {
            p.relative_to(place).as_posix() for pattern in ("*.tsv", "*.txt") for p in place.rglob(pattern)
        }
        return {name for name in found if not name.startswith("paradigms/") and name != "examples.txt"}

    first, *others = SUPPORTED
    for language in others:
        assert sorted(names(first) ^ names(language)) == []


@pytest.mark.parametrize("language", SUPPORTED)
def test_rules_point_to_their_lines(language: str) -> None:
    """The rule of a frame is a file and a line in which the predicate stands first."""
    lines: dict[str, list[str]] = {}
    for frame in rows(language):
        name, _, number = frame.rule.rpartition(":")
        if name not in lines:
            lines[name] = ROOT.joinpath(*name.split("/")).read_text(encoding="utf-8").split("\n")
        cells = lines[name][int(number) - 1].split("\t")
        assert frame.predicate in [part.strip() for part in cells[0].split("/")], frame.rule
        assert cells[1].strip() == frame.pos, frame.rule
        event, _, reading = cells[3].strip().partition(":")
        assert (event, reading) == (frame.event, frame.reading), frame.rule


@pytest.mark.parametrize("language", SUPPORTED)
def test_order_is_that_of_the_files(language: str) -> None:
    """Frames are numbered in the order of files and lines, without a gap: ties are decided by it."""
    found = rows(language)
    assert [frame.order for frame in found] == list(range(len(found)))
    places = [(f.rule.rpartition(":")[0], int(f.rule.rpartition(":")[2])) for f in found]
    assert places == sorted(places)


@pytest.mark.parametrize("language", SUPPORTED)
def test_packs_hold_every_frame(language: str) -> None:
    """Events and claims together hold each frame once, under its predicate."""
    pack = load_pack(language)
    held = [f.rule for table in (pack.frames, pack.claims) for found in table.values() for f in found]
    assert sorted(held) == sorted(frame.rule for frame in rows(language))
    for table in (pack.frames, pack.claims):
        for (pos, predicate), found in table.items():
            assert {(f.pos, f.predicate) for f in found} == {(pos, predicate)}


@pytest.mark.parametrize("language", SUPPORTED)
def test_slots_of_roles_are_known(language: str) -> None:
    """A slot is a grammatical one, a case, or a preposition of the language: a misspelt one stays empty."""
    grammatical = {"subj", "obj", "iobj", "poss", "comp", "of", "nom", "gen", "dat", "acc", "ins", "loc"}
    if language in ("tr", "az"):
        grammatical |= {"abl", "adj"}
    if language in ("ru", "uk"):
        grammatical.add("twin")
    prepositions = {word for word, kinds in load_pack(language).function.items() if "prep" in dict(kinds)}
    unknown = set()
    for frame in rows(language):
        for slot in (*frame.roles.actor, *frame.roles.recipient):
            word = slot.partition("+")[0].replace("_", " ")
            if word not in grammatical and word not in prepositions and slot not in ("to", "by"):
                unknown.add((slot, frame.rule))
    assert sorted(unknown) == []
