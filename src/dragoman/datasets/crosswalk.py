"""CAMEO codes of whole columns: checked, and their PLOVER class beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from dragoman.codebook import cameo
from dragoman.datasets.kinds import Check, Context
from dragoman.datasets.values import codes

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LOST_ZERO", "checks", "crosswalk", "sides"]

Pair: TypeAlias = tuple[str, str]

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


def sides(frame: pl.DataFrame, context: Context, names: Pair, found: Pair) -> list[pl.Expr]:
    """Return actor, recipient and the codes of both; where PLOVER's class looks the other way they swap.

    Parameters
    ----------
    frame : DataFrame
        Rows to which ``crosswalk`` was joined.
    context : Context
        Gets a note of how many rows were turned.
    names, found : (str, str)
        Columns with the name and with the code of the one who acts and of the other, in CAMEO's order.
    """
    import polars as pl

    context.note(
        "rows of PLOVER classes that look the other way: actor and recipient changed places",
        int(frame["_swap"].sum() or 0),
    )
    swap = pl.col("_swap").fill_null(value=False)

    def turned(pair: Pair) -> tuple[pl.Expr, pl.Expr]:
        one, other = pair
        return pl.when(swap).then(other).otherwise(one), pl.when(swap).then(one).otherwise(other)

    (actor, recipient), (actor_code, recipient_code) = turned(names), turned(found)
    return [
        actor.alias("actor"),
        recipient.alias("recipient"),
        codes(actor_code).alias("actor_codes"),
        codes(recipient_code).alias("recipient_codes"),
    ]


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
