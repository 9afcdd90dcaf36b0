"""A language pack: the data files of one language, loaded and indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.languages.boundaries import Boundaries, load_boundaries
from dragoman.languages.frames import Choices, Condition, Frame, load_frames
from dragoman.languages.tables import data_file, folder, lines, rows
from dragoman.model.errors import LexiconError

__all__ = ["Pack", "load_pack", "references"]

_TOLD_OF = frozenset({"happen", "matter"})
"""Roles of verbs in `light_verbs.tsv` that say something of an event noun that is their subject."""
_NOMINAL = frozenset({"lemma", "prep", "subject"})
"""Kinds of conditions whose argument is a noun."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a language brings as data.

    Attributes
    ----------
    frames, claims : dict of (pos, lemma) to Choices
        Frames of events and of relations; they never compete.
    particles : dict of verb lemma to frozenset of str
        Particles that make a phrasal verb with it ("call": {"off", "for", "on"}).
    classes : dict of lemma to frozenset of str
        Semantic word classes.
    function : dict of word or phrase to ((class, note), ...)
    qualifiers, reporting : tuple of rows
    modals : dict of word to kind (``obligation``, ``future``, ``conditional``, ``hypothetical``)
    references : dict of word to kind (``singular``, ``feminine``, ``neutral``, ``plural``, ``pair``,
        ``mates``, ``side``, ``both``, ``three``, ``four``, ``five``, ``sides``, ``latter``,
        ``second``, ``former``, ``speaker``, ``own``, ``voice``, ``interview``)
    light : dict of verb lemma to role (``subj``, ``recip``, ``block``)
    happening : dict of verb lemma to role (``happen``, ``matter``)
        What is said of an event noun that is the subject: "the siege **began**", "the raid **alarmed** Oslo".
    verbs : dict of lemma to irregular forms
    boundaries : Boundaries
        What the language knows of the ends of sentences.
    digest : str
        Hash over all data files: the lexicon's version.
    """

    code: str
    frames: dict[tuple[str, str], Choices]
    claims: dict[tuple[str, str], Choices]
    particles: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    function: dict[str, tuple[tuple[str, str], ...]]
    qualifiers: tuple[tuple[str, str, str], ...]
    reporting: dict[tuple[str, str], str]
    modals: dict[str, str]
    references: dict[str, str]
    light: dict[str, str]
    happening: dict[str, str]
    verbs: dict[str, tuple[str, ...]]
    boundaries: Boundaries
    dates: dict[str, tuple[str, str]]
    digest: str
    longest: int = field(default=1)
    """Words in the longest noun of the lexicon."""
    event_nouns: frozenset[str] = frozenset()
    """Nouns with frames of events or of relations."""

    def conditions(self) -> Iterator[Condition]:
        """Yield what the complements of all frames ask for, of events and of claims."""
        for table in (self.frames, self.claims):
            for choices in table.values():
                for frame in choices:
                    for group in frame.conditions:
                        yield from group

    def asked_nouns(self) -> set[str]:
        """Return the nouns that complements of frames name: "deaf ear", "genel af"."""
        return {c.arg for c in self.conditions() if c.arg_kind == "lemma" and c.kind in _NOMINAL}


def _index(frames: tuple[Frame, ...]) -> dict[tuple[str, str], Choices]:
    table: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        table.setdefault((frame.pos, frame.predicate), []).append(frame)
    return {key: Choices(tuple(found)) for key, found in table.items()}


def _particles(frames: tuple[Frame, ...], further: Iterable[str]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for predicate in (*(frame.predicate for frame in frames if frame.pos == "v"), *further):
        if " " in predicate:
            verb, _, particle = predicate.partition(" ")
            table.setdefault(verb, set()).add(particle)
    return {verb: frozenset(found) for verb, found in table.items()}


def _classes(language: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for source in sorted(folder(language).joinpath("word_classes").iterdir(), key=lambda item: item.name):
        if source.name.endswith(".txt"):
            name = source.name[:-4]
            for _, line in lines(source):
                for lemma in line.split("#")[0].strip().split("/"):
                    table.setdefault(lemma.strip(), set()).add(name)
    return {lemma: frozenset(found) for lemma, found in table.items()}


def _function(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for _, (word, kind, note) in rows(data_file(language, "function_words.tsv"), ("word", "class", "note")):
        table.setdefault(word.lower(), []).append((kind, note))
    return {word: tuple(found) for word, found in table.items()}


def references(language: str) -> dict[str, str]:
    """Return the words of a language that only point back to somebody, with their kinds."""
    return _kinds(language, "reference.tsv")


def _kinds(language: str, name: str) -> dict[str, str]:
    """Read a table of words and their kinds."""
    return {word: kind for _, (word, kind, _) in rows(data_file(language, name), ("word", "kind", "note"))}


def _digest(language: str) -> str:
    digest = hashlib.sha256()
    places = [folder(language)]
    while places:
        for source in sorted(places.pop(0).iterdir(), key=lambda item: item.name):
            if source.is_dir():
                places.append(source)
            elif source.name.endswith((".tsv", ".txt")):
                digest.update(source.name.encode())
                digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def load_pack(language: str) -> Pack:
    """Load the data of a language.

    Raises
    ------
    LexiconError
        A file is missing, or a line of it cannot be used; the message names file and line.
    """
    if not data_file(language, "function_words.tsv").is_file():
        raise LexiconError(
            f"There is no language pack for {language!r}: its folder has no function_words.tsv."
        )
    frames = load_frames(language)
    classes = _classes(language)
    reporting = {
        (pos, cue): kind
        for _, (cue, pos, kind, _) in rows(
            data_file(language, "reporting.tsv"), ("cue", "pos", "kind", "note")
        )
    }
    light = [
        (verb.strip(), role)
        for _, (verbs, role, _) in rows(data_file(language, "light_verbs.tsv"), ("verb", "role", "note"))
        for verb in verbs.split("/")
    ]
    irregular: dict[str, tuple[str, ...]] = {}
    for _, line in lines(data_file(language, "verbs.txt")):
        lemma, *forms = line.split("#")[0].split()
        irregular[lemma] = tuple(forms)
    multiword = list(classes) + [f.predicate for f in frames if f.pos == "n"]
    return Pack(
        code=language,
        frames=_index(tuple(frame for frame in frames if not frame.is_claim)),
        claims=_index(tuple(frame for frame in frames if frame.is_claim)),
        particles=_particles(
            frames,
            [
                *(verb for verb, _ in light),
                *(cue for (pos, cue), kind in reporting.items() if pos == "v" and kind == "speech"),
            ],
        ),
        classes=classes,
        function=_function(language),
        qualifiers=tuple(
            (cue, kind, scope)
            for _, (cue, kind, scope, _) in rows(
                data_file(language, "qualifiers.tsv"), ("cue", "kind", "scope", "note")
            )
        ),
        reporting=reporting,
        modals=_kinds(language, "modals.tsv"),
        references=references(language),
        light={verb: role for verb, role in light if role not in _TOLD_OF},
        happening={verb: role for verb, role in light if role in _TOLD_OF},
        verbs=irregular,
        boundaries=load_boundaries(language),
        dates={
            word: (kind, value)
            for _, (word, kind, value) in rows(data_file(language, "dates.tsv"), ("word", "kind", "value"))
        },
        digest=_digest(language),
        longest=max((lemma.count(" ") + 1 for lemma in multiword), default=1),
        event_nouns=frozenset(frame.predicate for frame in frames if frame.pos == "n"),
    )
