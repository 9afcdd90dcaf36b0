"""Texts that are read otherwise than they stand: another script, torn words, names in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple, TypeVar, cast

from dragoman.coding.base import Coding
from dragoman.coding.quoted_names import with_names
from dragoman.coding.torn import Torn, mended, with_pieces
from dragoman.languages import load as load_language
from dragoman.languages.script import letters
from dragoman.languages.turkic.plain import LETTERS, Plain
from dragoman.languages.turkic.words import Words
from dragoman.model import Block, Claim, Document, Evidence, Participant, Report, Trigger

__all__ = ["Reading", "as_written", "for_reading"]

_PLAIN = "tr"
"""The language that is read without its marks, too."""
_ENOUGH = 40  # letters that can hardly all be without marks
_Quoted = TypeVar("_Quoted", Participant, Trigger)
_Found = TypeVar("_Found", Report, Claim)


class Reading(NamedTuple):
    """A document as the coder reads it, as long as the original, and where words of that were torn."""

    doc: Document
    torn: Torn


def for_reading(doc: Document) -> Reading:
    """Return a document in the scripts of the packs, its words and sentences whole; places stay the same.

    Where nothing has to be changed it is the document itself.
    """
    text, torn = mended(doc)
    text = with_names(_with_letters(text, doc.blocks), doc)
    blocks = [block for block in doc.blocks if letters(block.language)]
    if not blocks:
        return Reading(doc if text == doc.text else replace(doc, text=text), torn)
    text = with_pieces(
        text, [(b.start, b.stop, text[b.start : b.stop].translate(letters(b.language))) for b in blocks]
    )
    own = {id(block) for block in blocks}
    made = replace(
        doc,
        text=text,
        blocks=tuple(
            block._replace(language=block.language.partition("-")[0]) if id(block) in own else block
            for block in doc.blocks
        ),
    )
    return Reading(made, torn)


def _with_letters(text: str, blocks: Sequence[Block]) -> str:
    """Return a text whose Turkish is written without its letters as Turkish is written.

    Only where no block of it has a single one of them, and there is enough text to tell.
    """
    own = [block for block in blocks if block.language == _PLAIN]
    if sum(block.stop - block.start for block in own) < _ENOUGH:
        return text
    if any(LETTERS.search(text, block.start, block.stop) is not None for block in own):
        return text
    spelled = _plain().read
    return with_pieces(text, [(b.start, b.stop, spelled(text[b.start : b.stop])) for b in own])


@cache
def _plain() -> Plain:
    return Plain(cast(Words, load_language(_PLAIN).words))


def as_written(coding: Coding, text: str, torn: Torn) -> Coding:
    """Return a coding with every quote as it stands in the original text."""
    written = _Written(text, torn)
    return replace(
        coding,
        reports=tuple(written.found(one) for one in coding.reports),
        claims=tuple(written.found(one) for one in coding.claims),
        mentions=written.people(coding.mentions),
    )


class _Written:
    """Quotes from the original text."""

    def __init__(self, text: str, torn: Torn) -> None:
        self._text = text
        self._stop = torn.stop

    def words(self, one: _Quoted) -> _Quoted:
        """Return what stands at the place of a quote."""
        stop = self._stop(one.stop)
        return one._replace(text=self._text[one.start : stop], stop=stop)

    def people(self, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Return participants as they are written."""
        return tuple(self.words(who) for who in people)

    def found(self, one: _Found) -> _Found:
        """Return a report or claim with all its quotes."""
        evidence = tuple(self._proof(piece) for piece in one.evidence)
        made = replace(
            one,
            trigger=self.words(one.trigger),
            sentence=self.words(one.sentence),
            speakers=self.people(one.speakers),
            evidence=evidence,
        )
        quotes = {piece.field: piece.quote for piece in reversed(evidence)}
        if isinstance(made, Claim):
            return replace(
                made,
                parties=self.people(made.parties),
                cause=quotes.get("cause"),
                interest=quotes.get("interest"),
            )
        return replace(
            made,
            actor=self.people(made.actor),
            recipient=self.people(made.recipient),
            others=self.people(made.others),
            agreement=quotes.get("agreement", made.agreement),
        )

    def _proof(self, piece: Evidence) -> Evidence:
        stop = self._stop(piece.stop)
        return piece._replace(quote=self._text[piece.start : stop], stop=stop)
