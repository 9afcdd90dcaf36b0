"""Which cases a preposition governs, and what it is called in the slots of frames."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dragoman.languages import features as f
from dragoman.languages.parse import Word

__all__ = ["case_name", "governs", "noun_slot", "slot", "with_noun"]

_NAMES = {f.NOM: "nom", f.GEN: "gen", f.DAT: "dat", f.ACC: "acc", f.INS: "ins", f.LOC: "loc"}
_BITS = {name: bit for bit, name in _NAMES.items()}
_NOUN = "@"
"""Opens the slot of the noun in the note of a preposition that is made of one."""


@cache
def governs(word: str, note: str) -> tuple[str, tuple[int, ...]]:
    """Return a preposition as lexicons write it ("с" for "со") and the cases it governs."""
    notes = [name.strip() for name in note.split(",")]
    form = next((name[1:] for name in notes if name.startswith("=")), word)
    return form, tuple(_BITS[name] for name in notes if name in _BITS)


def slot(preposition: str, case: int) -> str:
    """Return the name of a slot: ``на+acc``."""
    return f"{preposition}+{_NAMES[case]}"


def case_name(case: int) -> str:
    """Return the name of a case in slots and notes: ``acc``."""
    return _NAMES[case]


def with_noun(phrase: Word, first: Word, last: Word) -> Word:
    """Return a preposition of two words with the noun it is made of: "обратилась **за помощью** к Литве"."""
    if phrase.func != "prep" or first.func != "prep" or not last.noun or "n" not in last.tags:
        return phrase
    form, governed = governs(first.form, first.note)
    case = next((bit for bit in governed if last.case & bit), 0)
    if not case:
        return phrase
    return replace(phrase, noun=last.noun, case=case, note=f"{phrase.note},{_NOUN}{slot(form, case)}")


def noun_slot(phrase: Word) -> str:
    """Return the slot that the noun of a preposition fills, or an empty string."""
    return phrase.note.partition(_NOUN)[2] if phrase.noun else ""
