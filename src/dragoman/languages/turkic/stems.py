"""The stems of a lemma: where suffixes can begin.

Consonants soften before vowels (*kitap*, *kitabı*), vowels fall (*şehir*, *şehri*) or narrow (*başla-*,
*başlıyor*), loans take front suffixes behind a back vowel (*saati*). Verbs get the stems of their voices
(*imzala-*, *imzalan-*, *imzalat-*), so that one lemma reads them all.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.languages.features import OWNED, PASSIVE, parse_features
from dragoman.languages.tables import data_file, rows
from dragoman.languages.turkic.sounds import Sound, Sounds, load_sounds

__all__ = ["Stem", "irregular", "noun_stems", "root", "verb_stems"]

_ANY, _VOWEL = 0, 1
# Loans whose last vowel is back but whose suffixes are front end in one of these.
_LOANS = frozenset("ltkpbfr")


class Stem(NamedTuple):
    """A string that suffixes can follow."""

    text: str
    state: str
    sound: Sound
    bits: int
    need: int
    """1 where the next letter must be a vowel."""


@cache
def irregular(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (lemma, kind) to the stems beside the citation form, from ``paradigms/stems.tsv``."""
    source = data_file(language, "paradigms/stems.tsv")
    return {
        (lemma, kind): tuple(stem for stem in stems.split() if stem != "-")
        for _, (lemma, kind, stems) in rows(source, ("lemma", "kind", "stems"))
    }


@cache
def _voices(language: str) -> tuple[tuple[str, str, int], ...]:
    source = data_file(language, "paradigms/voices.tsv")
    return tuple(
        (after, suffix, parse_features(names))
        for _, (after, suffix, names) in rows(source, ("after", "suffix", "features"))
    )


def noun_stems(lemma: str, language: str, *, adjective: bool = False) -> list[Stem]:
    """Return the stems of a noun or, with ``adjective``, of an adjective."""
    sounds = load_sounds(language)
    sound = sounds.of(lemma)
    if sound is None:
        return []
    listed = irregular(language)
    state = "adjective" if adjective else "noun"
    found = [Stem(lemma, state, sound, 0, _ANY)]
    if adjective:
        return found
    if (lemma, "owned") in listed:
        base = _unowned(lemma)
        found = [Stem(lemma, "owned", sound, OWNED, _ANY), Stem(lemma, "end", sound, 0, _ANY)]
        bare = sounds.of(base)
        return [*found, Stem(base, state, bare, 0, _ANY)] if bare is not None else found
    softened = sounds.soft.get(lemma[-1])
    if softened and len(lemma) > 2:
        if lemma.endswith("nk"):
            softened = "g"
        found.append(Stem(lemma[:-1] + softened, state, sound._replace(end="d"), 0, _VOWEL))
    for stem in listed.get((lemma, "n"), ()):
        # the lost vowel still rules the suffixes (vakit, vakti), or no longer does (hak, hakkı)
        for spoken in dict.fromkeys((sounds.of(stem) or sound, sound)):
            found.append(Stem(stem, state, spoken._replace(end="d"), 0, _VOWEL))
    if sound.back and sound.end != "v" and lemma[-1] in _LOANS:
        found.extend([stem._replace(sound=sounds.front(stem.sound)) for stem in found])
    return found


def _unowned(lemma: str) -> str:
    """Return a compound without its possessive, as it stands before the plural: "işbirlik(leri)"."""
    if lemma[-2:-1] in ("s", "y"):
        return lemma[:-2]
    base = lemma[:-1]
    return base[:-1] + "k" if base.endswith("ğ") else base


def root(lemma: str) -> str:
    """Return the root of a verb: its infinitive without *-mak*."""
    return lemma[:-3]


def _fits(after: str, stem: str, sounds: Sounds) -> bool:
    if after == "vowel":
        return stem[-1] in sounds.vowels
    if after == "consonant":
        return stem[-1] not in sounds.vowels
    return stem[-1] == after


def _softened(stem: str, sounds: Sounds) -> str:
    """Return the stem of a verb before a vowel: *azalt-*, *azald-*."""
    soft = sounds.soft_verbs.get(stem[-1])
    return stem[:-1] + soft if soft and sum(char in sounds.vowels for char in stem) > 1 else stem


def verb_stems(lemma: str, language: str) -> list[Stem]:
    """Return the stems of a verb in all its voices."""
    sounds = load_sounds(language)
    base = root(lemma)
    sound = sounds.of(base) or sounds.of(lemma)
    if not base or sound is None:
        return []
    if sounds.of(base) is None:
        sound = sound._replace(end="t" if base[-1] in sounds.voiceless else "d")
    listed = irregular(language).get((lemma, "v"), ())
    found = [Stem(base, "verb", sound, 0, _ANY)]
    fallen = tuple(stem for stem in listed if len(stem) < len(base))
    for stem in listed:
        if stem in fallen:
            continue  # "çevr-" is only before the suffix of a voice: "çevrildi", but "çevirir"
        ends_in_vowel = stem[-1] in sounds.vowels
        kind = sounds.of(stem) or sound._replace(end="d")
        found.append(Stem(stem, "verb", kind, 0, _ANY if ends_in_vowel else _VOWEL))
        if ends_in_vowel:
            found.append(Stem(stem[:-1], "verb.narrow", sound._replace(end="d"), 0, _VOWEL))
    if sound.end == "v" and len(base) > 2:
        narrow = sounds.of(base[:-1])
        if narrow is not None:
            found.append(Stem(base[:-1], "verb.narrow", narrow._replace(end="d"), 0, _VOWEL))
    seen = {(stem.text, stem.state) for stem in found}
    for after, suffix, bits in _voices(language):
        if not _fits(after, base, sounds):
            continue
        text, spoken = sounds.spell(suffix, sound)
        bases: tuple[str, ...] = (base,)
        if text[0] in sounds.vowels:
            changed = next((s for s in listed if s not in fallen and s[-1] not in sounds.vowels), "")
            bases = (changed or _softened(base, sounds), *fallen)
        for stem in bases:
            if (stem + text, "verb") in seen:
                continue
            seen.add((stem + text, "verb"))
            found.append(Stem(stem + text, "verb", spoken, bits, _ANY))
            if spoken.end == "v":
                found.append(Stem((stem + text)[:-1], "verb.narrow", spoken._replace(end="d"), bits, _VOWEL))
    for text in irregular(language).get((lemma, "v.passive"), ()):
        found.append(Stem(text, "verb", sounds.of(text) or sound, PASSIVE, _ANY))
    for form in list(found):
        softened = _softened(form.text, sounds)
        if softened != form.text:
            found.append(Stem(softened, form.state, form.sound._replace(end="d"), form.bits, _VOWEL))
    return found
