"""Texts in another script than their language's pack: read letter by letter, proved on the original."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from dragoman.coding.base import Coding
from dragoman.languages.script import letters
from dragoman.model import Claim, Document, Evidence, Participant, Report, Trigger

__all__ = ["as_written", "for_reading"]

_Quoted = TypeVar("_Quoted", Participant, Trigger)
_Found = TypeVar("_Found", Report, Claim)


def for_reading(doc: Document) -> Document:
    """Return the document with such paragraphs in the script of the pack; all places stay the same."""
    blocks = [block for block in doc.blocks if letters(block.language)]
    if not blocks:
        return doc
    text = doc.text
    for block in blocks:
        piece = text[block.start : block.stop].translate(letters(block.language))
        text = text[: block.start] + piece + text[block.stop :]
    own = {id(block) for block in blocks}
    return replace(
        doc,
        text=text,
        blocks=tuple(
            block._replace(language=block.language.partition("-")[0]) if id(block) in own else block
            for block in doc.blocks
        ),
    )


def as_written(coding: Coding, text: str) -> Coding:
    """Return a coding with every quote as it stands in the original text."""
    return replace(
        coding,
        reports=tuple(_found(one, text) for one in coding.reports),
        claims=tuple(_found(one, text) for one in coding.claims),
        mentions=tuple(_words(one, text) for one in coding.mentions),
    )


def _words(one: _Quoted, text: str) -> _Quoted:
    return replace(one, text=text[one.start : one.stop])


def _proof(piece: Evidence, text: str) -> Evidence:
    return replace(piece, quote=text[piece.start : piece.stop])


def _found(one: _Found, text: str) -> _Found:
    evidence = tuple(_proof(piece, text) for piece in one.evidence)
    made = replace(
        one,
        trigger=_words(one.trigger, text),
        sentence=_words(one.sentence, text),
        speakers=_people(one.speakers, text),
        evidence=evidence,
    )
    if isinstance(made, Claim):
        return replace(made, parties=_people(made.parties, text))
    named = next((piece.quote for piece in evidence if piece.field == "agreement"), None)
    return replace(
        made,
        actor=_people(made.actor, text),
        recipient=_people(made.recipient, text),
        others=_people(made.others, text),
        agreement=named or made.agreement,
    )


def _people(people: tuple[Participant, ...], text: str) -> tuple[Participant, ...]:
    return tuple(_words(who, text) for who in people)
