"""What a reader of one dataset is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Check", "Context", "Dataset", "Side", "columns", "normal", "verdict"]


@dataclass
class Context:
    """What the reading of one import gathers beside its rows."""

    version: str | None
    """As the user said; null where the file tells or nobody knows."""
    present: frozenset[str] = frozenset()
    """Columns that the present file has; the others that a reader knows are null."""
    sides: dict[str, pl.DataFrame] = field(default_factory=dict)
    """Further tables of the same dataset: roll calls, issues."""
    unresolved: Counter[str] = field(default_factory=Counter)
    """Names and codes of actors that stand for nobody we know on that date, with their rows."""
    notes: Counter[str] = field(default_factory=Counter)
    """What a user should know about rows that were taken, with their number."""
    state: dict[str, str] = field(default_factory=dict)
    """What was found out in the first rows of a file and holds for the rest: the order of a date."""

    def note(self, text: str, rows: int) -> None:
        """Count rows under a note."""
        if rows:
            self.notes[text] += rows


Shape = Callable[["pl.DataFrame", Context], "pl.DataFrame"]
"""Columns of text to columns of the table, and ``_what`` and ``_cause`` where a row is refused."""


@dataclass(frozen=True)
class Side:
    """A further table of a dataset that the rows need."""

    name: str
    columns: Mapping[str, tuple[str, ...]]
    required: frozenset[str]


@dataclass(frozen=True)
class Dataset:
    """One public dataset and how its files are read.

    Attributes
    ----------
    name, title : str
    table : str
        Where its rows go.
    files : str
        The files that are meant, in words.
    licence : str
        What its owner asks, in our words; stored with each row.
    columns : mapping of str to tuple of str
        Columns that are used, with the spellings they may have in the header beside their own.
    required : frozenset of str
        Those without which the file is no file of this dataset.
    shape : callable
    quoted : bool
        Whether cells can stand in quotation marks.
    separator : str
    headless : mapping of int to tuple of str
        For files without header: number of cells to names, empty where a cell is not used.
    sides : tuple of Side
    layout : tuple of str
        The header as it should be, where files with a broken one are known.
    systematic : bool
        Whether a file says all there is for its own period, so that silence in it is a zero.
    """

    name: str
    title: str
    table: str
    files: str
    licence: str
    columns: Mapping[str, tuple[str, ...]]
    required: frozenset[str]
    shape: Shape
    quoted: bool = True
    separator: str = ","
    headless: Mapping[int, tuple[str, ...]] | None = None
    sides: tuple[Side, ...] = ()
    layout: tuple[str, ...] = ()
    systematic: bool = False


def normal(name: str) -> str:
    """Return a header's cell as columns are compared: lower case, words joined by ``_``."""
    return re.sub(r"[\W_]+", "_", name.strip().strip('"').lower()).strip("_")


def columns(names: str, **spellings: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return columns by name, those named as keywords with further spellings."""
    return {**dict.fromkeys(names.split(), ()), **spellings}


Check = tuple["pl.Expr", "pl.Expr | str", str]
"""Where a row is wrong, what is wrong with it, and the likely cause."""


def verdict(*checks: Check) -> list[pl.Expr]:
    """Return ``_what`` and ``_cause``: those of the first check that a row fails, else null."""
    import polars as pl

    what = [
        pl.when(bad).then(pl.lit(text) if isinstance(text, str) else text.fill_null("a cell is empty"))
        for bad, text, _ in checks
    ]
    cause = [pl.when(bad).then(pl.lit(text)) for bad, _, text in checks]
    return [pl.coalesce(what).alias("_what"), pl.coalesce(cause).alias("_cause")]
