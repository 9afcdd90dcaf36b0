"""The contract of a language pack: what its folder must hold so that its texts can be coded.

`check_language_pack` runs it and says in sentences what is missing or wrong, each with its file and,
where there is one, its line.  Whoever writes a pack runs it until nothing is left; the project's own tests
run it over every supported language.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from dragoman.codebook import load as load_codebook
from dragoman.languages.boundaries import BOUNDARY_KINDS
from dragoman.languages.features import FEATURES
from dragoman.languages.frames import COLUMNS
from dragoman.languages.pack import Pack, load_pack
from dragoman.languages.tables import data_file, folder, lines
from dragoman.languages.traits import FORM_TRAITS, VERB_TRAITS
from dragoman.model.errors import LexiconError

__all__ = ["KINDS", "LEAST_PREDICATES", "LISTS", "MODULES", "TABLES", "check_language_pack"]

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "agreements.tsv": ("word", "kind", "note"),
    "apparatus.tsv": ("kind", "place", "cue"),
    "boundaries.tsv": ("word", "kind", "note"),
    "contexts.tsv": ("word", "context", "note"),
    "counts.tsv": ("word", "count", "note"),
    "dates.tsv": ("word", "kind", "value"),
    "function_words.tsv": ("word", "class", "note"),
    "light_verbs.tsv": ("verb", "role", "note"),
    "modals.tsv": ("word", "kind", "note"),
    "qualifiers.tsv": ("cue", "kind", "scope", "note"),
    "reasons.tsv": ("phrase", "kind", "takes", "endings", "note"),
    "reference.tsv": ("word", "kind", "note"),
    "reporting.tsv": ("cue", "pos", "kind", "note"),
}
"""Tables of every pack and their columns."""
LISTS: Final = ("abbreviations.txt", "verbs.txt")
"""Lists of every pack, one entry a line."""
MODULES: Final = ("words", "tagging", "clauses", "dates")
"""Modules of every pack; where a family of languages shares its grammar they only name it."""
LEAST_PREDICATES: Final = 45
"""Predicates that each class needs at least."""

_COUNTS = ("dead", "injured", "captured", "displaced")

KINDS: Final[dict[str, tuple[int, frozenset[str]]]] = {
    "agreements.tsv": (1, frozenset({"kind", "of", "about", "topic", "ending", "small"})),
    "boundaries.tsv": (1, frozenset(BOUNDARY_KINDS)),
    "counts.tsv": (
        1,
        frozenset({"hundred", "thousand", "million", *_COUNTS, *(f"{count} before" for count in _COUNTS)}),
    ),
    "dates.tsv": (
        1,
        frozenset(
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
                "hijri",
                "holiday",
                "nearly",
                "night",
                "relative_day",
                "relative_week",
                "relative_month",
                "relative_year",
                "relative_weekend",
                "anaphoric_day",
                "anaphoric_week",
                "anaphoric_month",
                "anaphoric_year",
                "anaphoric_time",
                "none",
                "vague",
            ]
        ),
    ),
    "function_words.tsv": (
        1,
        frozenset(
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
                *FORM_TRAITS,
                *VERB_TRAITS,
            ]
        ),
    ),
    "light_verbs.tsv": (1, frozenset({"subj", "recip", "block", "happen", "matter"})),
    "qualifiers.tsv": (
        1,
        frozenset(
            [
                *("future", "hypothetical", "negation", "historical", "repeated", "ongoing", "pending"),
                *("condition", "implied"),
            ]
        ),
    ),
    "reasons.tsv": (1, frozenset({"cause", "interest"})),
    "reporting.tsv": (2, frozenset({"speech", "cite", "belief", "perception", "as", "that", "about"})),
}
"""Tables with a closed vocabulary: the column it stands in, and its words."""

_SLOTS: Final = frozenset(
    [
        "subj",
        "obj",
        "iobj",
        "poss",
        "comp",
        "twin",
        "of",
        "adj",
        "to",
        "by",
        "nom",
        "gen",
        "dat",
        "acc",
        "ins",
        "loc",
        "abl",
    ]
)


def _cells(language: str, name: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in lines(data_file(language, name)):
        yield number, [cell.strip() for cell in line.split("\t")]


def _files(language: str) -> Iterator[str]:
    wanted = [*TABLES, *LISTS, "frames/claims.tsv", "frames/other.tsv"]
    wanted += [f"frames/{name.lower()}.tsv" for name in load_codebook().ids]
    wanted += [f"{name}.py" for name in MODULES]
    for name in wanted:
        if not data_file(language, name).is_file():
            yield f"{language}/{name} is missing; every pack has the same files (docs/lexicons.md)"
    if not folder(language).joinpath("word_classes").is_dir():
        yield f"{language}/word_classes is missing; it holds one list of nouns a class"


def _shapes(language: str) -> Iterator[str]:
    """Headers, the number of cells, and words outside a closed vocabulary."""
    for name, columns in TABLES.items():
        place, known = KINDS.get(name, (0, frozenset()))
        for position, (number, row) in enumerate(_cells(language, name)):
            where = f"{language}/{name}:{number}"
            if position == 0:
                if tuple(row) != columns:
                    yield f"{where}: the header is {row}, expected {list(columns)}, parted by TABs"
            elif len(row) > len(columns):
                yield f"{where}: {len(row)} cells, the header has {len(columns)}; look for a stray TAB"
            elif known and (len(row) <= place or row[place] not in known):
                given = row[place] if len(row) > place else ""
                yield f"{where}: {given!r} is no {columns[place]}; known are {' '.join(sorted(known))}"
    contexts = set(load_codebook().context_ids)
    for position, (number, row) in enumerate(_cells(language, "contexts.tsv")):
        if position and (len(row) < 2 or row[1] not in contexts):
            yield f"{language}/contexts.tsv:{number}: {row[1:2]} is no context of the codebook"
    for path in sorted(folder(language).joinpath("frames").iterdir(), key=lambda item: item.name):
        if path.name.endswith(".tsv"):
            for number, line in lines(path):
                if line.count("\t") + 1 != len(COLUMNS):
                    yield (
                        f"{language}/frames/{path.name}:{number}: {line.count(chr(9)) + 1} cells, "
                        f"expected {len(COLUMNS)}; a short row would shift event and roles"
                    )


def _frames(pack: Pack) -> Iterator[str]:
    """Word classes that no list has, slots that no grammar fills, rows that could never fire."""
    known = set().union(*pack.classes.values()) if pack.classes else set()
    prepositions = set()
    for word, entries in pack.function.items():
        for kind, note in entries:
            if kind == "prep":  # "x:ile": the slot of another spelling
                prepositions |= {word, note.rpartition(":")[2]}
    seen: dict[tuple[str, str, object, str], str] = {}
    counts: dict[str, set[tuple[str, str]]] = {}
    for table in (pack.frames, pack.claims):
        for frames in table.values():
            for frame in frames:
                name = frame.rule.rpartition("/")[2].partition(".")[0]
                counts.setdefault(name, set()).add((frame.predicate, frame.pos))
                key = (frame.predicate, frame.pos, frame.conditions, name)
                if key in seen:
                    yield f"{frame.rule}: the same predicate and complement as {seen[key]}; it never fires"
                seen[key] = frame.rule
                for group in frame.conditions:
                    for condition in group:
                        if condition.arg_kind == "class" and condition.arg not in known:
                            yield f"{frame.rule}: no list word_classes/{condition.arg}.txt"
                for slot in (*frame.roles.actor, *frame.roles.recipient):
                    word, _, case = slot.partition("+")
                    if slot in _SLOTS or (word.replace("_", " ") in prepositions and case in ("", *FEATURES)):
                        continue
                    yield f"{frame.rule}: {slot!r} is neither a case nor a preposition of function_words.tsv"
    for name in (*(identifier.lower() for identifier in load_codebook().ids),):
        if len(counts.get(name, ())) < LEAST_PREDICATES:
            yield (
                f"{pack.code}/frames/{name}.tsv has {len(counts.get(name, ()))} predicates; "
                f"a class needs {LEAST_PREDICATES}"
            )


def _calendar(pack: Pack) -> Iterator[str]:
    for kind, wanted in (("month", 12), ("weekday", 7)):
        found = {int(value) for known, value in pack.dates.values() if known == kind}
        for number in sorted(set(range(1, wanted + 1)) - found):
            yield f"{pack.code}/dates.tsv: no word for {kind} {number}"


def _grammar(pack: Pack) -> Iterator[str]:
    """Whether the four modules offer what the coder calls."""
    offers = {"words": ("TOKEN", "Words"), "tagging": ("tag",), "clauses": ("parse",), "dates": ("Dates",)}
    for module, names in offers.items():
        loaded = import_module(f"dragoman.languages.{pack.code}.{module}")
        for name in names:
            if not hasattr(loaded, name):
                yield f"{pack.code}/{module}.py offers no {name}"


def check_language_pack(language: str) -> tuple[str, ...]:
    """Run the contract over the pack of a language.

    Parameters
    ----------
    language : str
        ISO 639-1 code: the name of a folder of ``dragoman.languages``.

    Returns
    -------
    tuple of str
        What is missing or wrong, one sentence each, in the order of the checks; empty for a pack that keeps
        the contract.  Where files are missing or cannot be read, nothing further is checked.

    Examples
    --------
    >>> check_language_pack("en")
    ()
    """
    missing = tuple(_files(language))
    if missing:
        return missing
    shapes = tuple(_shapes(language))
    if shapes:
        return shapes
    try:
        pack = load_pack(language)
    except LexiconError as error:
        return (str(error),)
    return (*_frames(pack), *_calendar(pack), *_grammar(pack))
