"""Kinds that a block gets by what stands around it, once all blocks have one of their own."""

from __future__ import annotations

from itertools import pairwise

from dragoman.documents.dates import date_in, is_entry_head
from dragoman.documents.draft import Piece
from dragoman.documents.signs import entry_signs, is_name
from dragoman.documents.walk import DATED, EDGE, ENTRY, HEADING, RUN

__all__ = ["bibliographies", "bylines", "entries", "title"]


def bibliographies(text: str, pieces: list[Piece]) -> None:
    """Find numbered lists of references that no heading announces."""
    if not any(piece.kind == "item" for piece in pieces):
        return
    run: list[Piece] = []
    for piece in [*pieces, Piece(0, 0, "web")]:
        size = piece.stop - piece.start
        if piece.kind == "item" and size <= 2 * ENTRY:
            block = text[piece.start : piece.stop]
            if entry_signs(block) >= 2:
                run.append(piece)
                continue
        if len(run) >= RUN:
            for entry in run:
                entry.kind = "reference"
        run = []


def bylines(text: str, pieces: list[Piece]) -> None:
    """Tell a person's name above the title of a text from a heading."""
    head: list[Piece] = []
    for piece in pieces[:EDGE]:
        if piece.kind in ("paragraph", "item") and piece.stop - piece.start > HEADING:
            break
        head.append(piece)
    for piece, following in pairwise(head):
        block = text[piece.start : piece.stop]
        below = text[following.start : following.stop]
        # Only above the title: below it "Military Support" may just as well be a heading.
        if piece.kind == following.kind == "heading" and is_name(block) and len(below.split()) >= 4:
            piece.kind, piece.level = "contact", 0
            return


def entries(text: str, pieces: list[Piece]) -> None:
    """Tell the days of a diary and the months of a chronicle from the one date line of a text.

    One date line says when a text was written; several with text between them head what stands below,
    and so does one in capitals behind the first paragraph.
    """
    lines = [
        (index, piece)
        for index, piece in enumerate(pieces)
        if piece.kind in ("note", "heading")
        and piece.stop - piece.start <= DATED
        and is_entry_head(text[piece.start : piece.stop])
    ]
    for index, piece in lines:
        if piece.kind != "note" or index + 1 >= len(pieces) or pieces[index + 1].kind == "note":
            continue
        line = text[piece.start : piece.stop]
        found = date_in(line, 0, len(line))
        begun = any(before.kind == "paragraph" for before in pieces[:index])
        capitals = line.isupper() and (begun or (found is not None and found[0].days != 1))
        if capitals or any(other > index + 1 for other, _ in lines):
            piece.kind, piece.level = "heading", 2


def title(pieces: list[Piece]) -> None:
    """Call the first heading above all text the title."""
    for piece in pieces[:EDGE]:
        if piece.kind == "title":
            return
        if piece.kind == "heading":
            piece.kind, piece.level = "title", 0
            return
        if piece.kind in ("paragraph", "item", "quote", "table"):
            return
