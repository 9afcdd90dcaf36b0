"""CAMEO codes of whole columns: checked, and their PLOVER class beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.codebook import cameo
from dragoman.datasets.kinds import Check

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LOST_ZERO", "checks", "crosswalk"]

LOST_ZERO = (
    "A spreadsheet or a reader that took the code for a number dropped the leading zero. Take the "
    "provider's own file, and read the column as text."
)
ILLEGAL = "The provider's own mistake, or a shifted column; the row is not taken for another code."


@cache
def crosswalk() -> pl.DataFrame:
    """Return ``source_code, event, mode, contexts, loss, _swap`` for every CAMEO code."""
    import polars as pl

    book = cameo.load()
    rows = [book.to_plover(code.id) for code in book.codes]
    return pl.DataFrame(
        {
            "source_code": [row.code for row in rows],
            "event": [row.event for row in rows],
            "mode": [row.mode for row in rows],
            "contexts": [list(row.contexts) for row in rows],
            "loss": [row.loss for row in rows],
            "_swap": [row.swap for row in rows],
        },
        schema={
            "source_code": pl.String(), "event": pl.String(), "mode": pl.String(),
            "contexts": pl.List(pl.String()), "loss": pl.String(), "_swap": pl.Boolean(),
        },
    )  # fmt: skip


def checks(code: str) -> list[Check]:
    """Return the checks of a column of CAMEO codes, after ``crosswalk`` was joined to it."""
    import polars as pl

    known = crosswalk()["source_code"].implode()
    given = pl.col(code)
    illegal = pl.col("_swap").is_null()
    zero = illegal & ("0" + given).is_in(known)
    return [
        (given.is_null(), "there is no CAMEO code", "A shifted or empty column; see the row."),
        (zero, pl.format("CAMEO has no code {}, but it has 0{}", given, given), LOST_ZERO),
        (illegal, pl.format("CAMEO has no code {}", given), ILLEGAL),
    ]
