"""Rows that are not taken: which file, which line, what is wrong, and why it probably is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COLUMNS", "SHOWN", "Refusal", "Refusals", "shorten"]

COLUMNS = ("file", "line", "rows", "what", "cause", "text")
SHOWN = 1_000
"""So many refusals of one kind are kept row by row for each file; of the rest the number."""

_LONG = 160


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row, or several of one kind, that a reader did not take.

    Attributes
    ----------
    file : str
    line : int
        Where it begins; the first of them where there are several.
    rows : int
        How many rows it stands for.
    what : str
        What is wrong.
    cause : str
        What probably happened, and what to do.
    text : str
        The beginning of the row.
    """

    file: str
    line: int
    rows: int
    what: str
    cause: str
    text: str

    def __str__(self) -> str:
        more = f" ({self.rows} rows)" if self.rows > 1 else ""
        return f"{self.file}, line {self.line}{more}: {self.what}. {self.cause}"


class Refusals:
    """Gathers the refusals of one file; beyond `SHOWN` of a kind it only counts."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows = 0
        self._kept: list[Refusal] = []
        self._of: dict[str, int] = {}
        self._more: dict[str, Refusal] = {}

    def add(self, line: int, what: str, cause: str, text: str = "", *, rows: int = 1) -> None:
        """Note one refusal; refusals of one kind share their ``cause``."""
        self.rows += rows
        seen = self._of[cause] = self._of.get(cause, 0) + 1
        if seen <= SHOWN:
            self._kept.append(Refusal(self.file, line, rows, what, cause, shorten(text)))
            return
        before = self._more.get(cause)
        total = rows + (before.rows if before else 0)
        first = before or Refusal(self.file, line, 0, f"{what}, and more rows of the kind", cause, "")
        self._more[cause] = Refusal(first.file, first.line, total, first.what, cause, first.text)

    def all(self) -> list[Refusal]:
        """Return the refusals by line."""
        return sorted([*self._kept, *self._more.values()], key=lambda one: (one.line, one.what))


def shorten(text: str) -> str:
    """Return the beginning of a row, printable."""
    text = "".join(c if c.isprintable() else "\u2409" if c == "\t" else " " for c in text[: _LONG + 1])
    return text if len(text) <= _LONG else text[:_LONG] + "\u2026"


def frame(refusals: list[Refusal]) -> pl.DataFrame:
    """Return refusals as a table."""
    import polars as pl

    schema = dict.fromkeys(COLUMNS, pl.String()) | {"line": pl.Int64(), "rows": pl.Int64()}
    return pl.DataFrame([[getattr(one, name) for name in COLUMNS] for one in refusals],
                        schema=schema, orient="row")  # fmt: skip
