"""``dragoman reports``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.listing import list_rows, row_options, with_code
from dragoman.model.errors import CodebookError, InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["command"]

_COLUMNS = ("id", "date", "event", "actor", "recipient", "document", "sentence")


@click.command("reports")
@click.option("--actor", multiple=True, metavar="CODE", help="Acting: TUR.  May be given again: any of them.")
@click.option("--recipient", multiple=True, metavar="CODE", help="Acted upon.  May be given again.")
@click.option("--event", multiple=True, metavar="CLASS", help="PLOVER class: CONSULT.  May be given again.")
@row_options
def command(
    actor: tuple[str, ...], recipient: tuple[str, ...], event: tuple[str, ...], **wanted: Any
) -> None:
    """List what the documents report.

    In the order of the documents.  Dates are EDTF (1992, 1992-05, 1918/1920); a report without a date
    matches neither --since nor --until.  On a terminal a table, else tab separated; --json prints a
    list with one report a line, in the shape of `dragoman code -` plus id, document, language and
    sentence.  --out is for R, Stata and spreadsheets (docs/exports.md).
    """

    def chosen(frame: pl.DataFrame) -> pl.DataFrame:
        frame = with_code(with_code(frame, "actor_codes", actor), "recipient_codes", recipient)
        return _of_classes(frame, event)

    list_rows(
        wanted,
        table="reports",
        date="date",
        columns=_COLUMNS,
        chosen=chosen,
        lines=_lines,
    )


def _of_classes(frame: pl.DataFrame, classes: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    from dragoman.codebook import load

    events = [event.upper() for event in classes]
    try:
        for event in events:
            load().check(event)
    except CodebookError as error:  # here it is the user's word that is wrong, not the codebook
        raise InputError(str(error)) from error
    return frame.filter(pl.col("event").is_in(events)) if events else frame


def _lines(frame: pl.DataFrame) -> Iterator[tuple[str, ...]]:
    for row in frame.iter_rows(named=True):
        yield (
            row["id"][:8],
            row["date"] or "",
            " ".join([row["event"], *row["aux"]]),
            ", ".join(who["code"] or who["text"] for who in row["actor"]),
            ", ".join(who["code"] or who["text"] for who in row["recipient"]),
            Path(row["path"]).name,
            row["sentence"],
        )
