"""``dragoman claims``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from dragoman.cli.listing import list_rows, row_options, with_code
from dragoman.model.report import Direction

if TYPE_CHECKING:
    import polars as pl

__all__ = ["command"]

_COLUMNS = ("id", "period", "direction", "parties", "speakers", "document", "sentence")


@click.command("claims")
@click.option("--party", multiple=True, metavar="CODE", help="One of the parties: TUR.  Given again: both.")
@click.option(
    "--direction",
    multiple=True,
    type=click.Choice(get_args(Direction)),
    help="Which way the relation moves or stands.  May be given again: any of them.",
)
@row_options
def command(party: tuple[str, ...], direction: tuple[str, ...], **wanted: Any) -> None:
    """List what the documents say of relations.

    Claims are what a speaker says of the state or change of a relation ("ties cooled", "a rift", "the
    second stage"), with its parties, direction, period, stated cause and interest; they are no events
    and are never counted as such.  In the order of the documents.  A claim without a period matches
    neither --since nor --until.  --json prints a list with one claim a line, in the shape of
    `dragoman code -` plus id, document, language and sentence.
    """

    def chosen(frame: pl.DataFrame) -> pl.DataFrame:
        for code in party:
            frame = with_code(frame, "party_codes", (code,))
        import polars as pl

        return frame.filter(pl.col("direction").is_in(direction)) if direction else frame

    list_rows(
        wanted,
        table="claims",
        date="period",
        columns=_COLUMNS,
        chosen=chosen,
        lines=_lines,
    )


def _lines(frame: pl.DataFrame) -> Iterator[tuple[str, ...]]:
    for row in frame.iter_rows(named=True):
        yield (
            row["id"][:8],
            row["period"] or "",
            " ".join([row["direction"], *row["aux"]]),
            "-".join(row["party_codes"]),
            ", ".join(who["text"] for who in row["speakers"]),
            Path(row["path"]).name,
            row["sentence"],
        )
