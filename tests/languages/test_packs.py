"""Every language pack has the same files in the same shape, with words that the codebook knows."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.codebook import load as load_codebook
from dragoman.languages import SUPPORTED
from dragoman.languages.frames import COLUMNS
from dragoman.languages.pack import Pack, load_pack

ROOT = Path(str(files("dragoman.languages")))
# One class a line in the lexicon guide; a pack that needs another class adds the file to every pack.
TABLES = {
    "function_words.tsv": ("word", "class", "note"),
    "qualifiers.tsv": ("cue", "kind", "scope", "note"),
    "reporting.tsv": ("cue", "pos", "kind", "note"),
    "light_verbs.tsv": ("verb", "role", "note"),
    "dates.tsv": ("word", "kind", "value"),
    "contexts.tsv": ("word", "context", "note"),
    "apparatus.tsv": ("kind", "place", "cue"),
    "modals.tsv": ("word", "kind", "note"),
    "reference.tsv": ("word", "kind", "note"),
    "boundaries.tsv": ("word", "kind", "note"),
}
LISTS = ("abbreviations.txt", "verbs.txt")
FUNCTION_CLASSES = frozenset(
    [
        "det",
        "quant",
        "poss",
        "pron",
        "prep",
        "conj",
        "subord",
        "rel",
        "wh",
        "aux_be",
        "aux_have",
        "aux_do",
        "modal",
        "neg",
        "adv",
        "num",
        "ord",
        "to",
        "inter",
        "part",
        "adj_ly",
        "not_adv",
    ]
)
DATE_KINDS = frozenset(
    [
        "month",
        "weekday",
        "season",
        "number",
        "ordinal",
        "unit",
        "part",
        "shift",
        "decade",
        "calendar",
        "holiday",
        "relative_day",
        "relative_week",
        "relative_month",
        "relative_year",
        "relative_weekend",
        "anaphoric_day",
        "anaphoric_week",
        "anaphoric_month",
        "anaphoric_year",
    ]
)
REPORTING_KINDS = frozenset({"speech", "cite", "belief", "perception"})
QUALIFIERS = frozenset({"future", "hypothetical", "negation", "historical", "repeated", "ongoing"})


@pytest.fixture(params=SUPPORTED)
def pack(request: pytest.FixtureRequest) -> Pack:
    """Return each supported language's pack in turn."""
    return load_pack(request.param)


def _cells(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("language", SUPPORTED)
def test_same_files(language: str) -> None:
    """A pack has every file that the guide names, and a frame table per class of the codebook."""
    place = ROOT / language
    wanted = {*TABLES, *LISTS, "frames/claims.tsv", "frames/other.tsv"}
    wanted |= {f"frames/{name.lower()}.tsv" for name in load_codebook().ids}
    missing = sorted(name for name in wanted if not (place / name).is_file())
    assert missing == []


@pytest.mark.parametrize("name", sorted(TABLES))
@pytest.mark.parametrize("language", SUPPORTED)
def test_columns(language: str, name: str) -> None:
    """Tables have their header and never more cells than it."""
    first, *rest = _cells(ROOT / language / name)
    assert tuple(first) == TABLES[name]
    assert [row for row in rest if len(row) > len(first)] == []


@pytest.mark.parametrize("language", SUPPORTED)
def test_frames_are_rows_of_eight(language: str) -> None:
    """A short row would shift event and roles without a word; every frame row is complete."""
    wrong = []
    for path in sorted((ROOT / language / "frames").glob("*.tsv")):
        wrong += [f"{path.name}: {row}" for row in _cells(path) if len(row) != len(COLUMNS)]
    assert wrong == []


def test_word_classes_are_known(pack: Pack) -> None:
    """A frame asks only for word classes that exist in its language."""
    known = set().union(*pack.classes.values())
    unknown = {
        (condition.arg, frame.rule)
        for frames in pack.frames.values()
        for frame in frames
        for group in frame.conditions
        for condition in group
        if condition.arg_kind == "class" and condition.arg not in known
    }
    assert sorted(unknown) == []


def test_no_frame_stands_twice(pack: Pack) -> None:
    """Two rows with one predicate and one complement in one file: the second could never fire."""
    seen: dict[tuple[str, str, object, str], str] = {}
    twice = []
    for frames in pack.frames.values():
        for frame in frames:
            key = (frame.predicate, frame.pos, frame.conditions, frame.rule.partition(":")[0])
            if key in seen:
                twice.append((seen[key], frame.rule))
            seen[key] = frame.rule
    assert twice == []


def test_closed_vocabularies(pack: Pack) -> None:
    """Function words, dates, qualifiers, reporting and light verbs use only classes that the stages read."""
    function = {kind for entries in pack.function.values() for kind, _ in entries}
    assert function <= FUNCTION_CLASSES
    assert {kind for kind, _ in pack.dates.values()} <= DATE_KINDS
    assert {kind for _, kind, _ in pack.qualifiers} <= QUALIFIERS
    assert set(pack.reporting.values()) <= REPORTING_KINDS
    assert set(pack.light.values()) <= {"subj", "recip", "block"}


@pytest.mark.parametrize("language", SUPPORTED)
def test_contexts_are_known(language: str) -> None:
    """Every context of contexts.tsv is one of the codebook's."""
    known = set(load_codebook().context_ids)
    assert {row[1] for row in _cells(ROOT / language / "contexts.tsv")[1:]} <= known


def test_months_are_complete(pack: Pack) -> None:
    """Each of the twelve months and seven days of the week has a word."""
    months = {int(value) for kind, value in pack.dates.values() if kind == "month"}
    days = {int(value) for kind, value in pack.dates.values() if kind == "weekday"}
    assert months == set(range(1, 13))
    assert days == set(range(1, 8))


def test_enough_predicates_in_every_class(pack: Pack) -> None:
    """The brief of the lexicon asks for at least 45 predicates in each class."""
    counts: dict[str, set[tuple[str, str]]] = {}
    for frames in pack.frames.values():
        for frame in frames:
            name = re.sub(r".*/|\.tsv.*", "", frame.rule)
            counts.setdefault(name, set()).add((frame.predicate, frame.pos))
    few = {
        name: len(found)
        for name, found in counts.items()
        if len(found) < 45 and name not in ("claims", "other")
    }
    assert few == {}
