"""Language packs: what each language brings so that its texts can be coded."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from dragoman.languages.pack import Pack, load_pack
from dragoman.languages.script import letters

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping, Sequence

    from dragoman.languages.parse import Parse, Word
    from dragoman.languages.phrases import Phrases
    from dragoman.languages.times import Time

__all__ = ["SUPPORTED", "Grammar", "is_coded", "load"]

SUPPORTED: tuple[str, ...] = ("en", "ru", "uk", "tr", "az")
"""Languages that are coded; every other is named and left."""


class Lexicon(Protocol):
    """Look-up of word forms of a language."""

    pack: Pack
    forms: Mapping[str, Word]
    """What each lower-case form can be; every form has an answer."""
    lower: Callable[[str], str]
    """Writes a form in lower case as the language does (Turkish has two i)."""
    phrases: Phrases

    def word(self, form: str) -> Word:
        """Return what a lower-case form can be."""
        ...

    def noun(self, form: str) -> str:
        """Return the lemma of a noun form of one or several words, or an empty string."""
        ...

    def singular(self, form: str) -> str:
        """Return the lemma that a form is the plural of, where it is a lemma itself as well ("talks")."""
        ...

    def cited(self, words: Sequence[Word], case: int) -> list[str]:
        """Return the words of a name as it is cited, where they stand in another ``case``; else nothing."""
        ...

    def stems(self) -> list[str]:
        """Return the stems that can trigger a frame; a whole form ends in a space."""
        ...

    def clear(self) -> None:
        """Forget cached forms."""
        ...


class Calendar(Protocol):
    """Finder of time expressions."""

    def find(self, text: str, start: int, stop: int) -> list[Time]:
        """Return the time expressions of ``text[start:stop]`` in order."""
        ...


class Grammar:
    """A language ready for use: its pack, its words and its two functions.

    Attributes
    ----------
    pack : Pack
    words : Lexicon
    token : re.Pattern
        Cuts a sentence into tokens.
    dates : Calendar
    readable : callable
        Turns a text into one of the same length in which names can be found (old spelling); most
        languages leave it as it is.
    """

    def __init__(self, code: str) -> None:
        self.pack = load_pack(code)
        self.words: Lexicon = import_module(f"dragoman.languages.{code}.words").Words(self.pack)
        self.token: re.Pattern[str] = import_module(f"dragoman.languages.{code}.words").TOKEN
        self.dates: Calendar = import_module(f"dragoman.languages.{code}.dates").Dates(self.pack)
        self.readable: Callable[[str], str] = getattr(
            import_module(f"dragoman.languages.{code}.words"), "readable", str
        )
        self._tag = import_module(f"dragoman.languages.{code}.tagging").tag
        self._parse = import_module(f"dragoman.languages.{code}.clauses").parse

    def parse(self, words: Sequence[Word]) -> Parse:
        """Tag and parse one sentence."""
        result: Parse = self._parse(self._tag(words), words, self.pack.particles)
        return result


@lru_cache(maxsize=8)
def load(code: str) -> Grammar:
    """Return the grammar of a language, loaded once per process.

    Raises
    ------
    LexiconError
        There is no pack for ``code``, or one of its files cannot be used.
    """
    return Grammar(code)


def is_coded(tag: str) -> bool:
    """Whether texts of a language are coded, in the script that its tag names (``az``, ``az-Cyrl``)."""
    return tag in SUPPORTED or bool(letters(tag))
