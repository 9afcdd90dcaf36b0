"""How a table of a study is described, without any data library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["BATCH", "Column", "Group", "Kind", "Many", "Scalar", "Table", "columns_of"]

BATCH = "batch_id text the commit this row belongs to; counts only once it stands in runs\n"
"""The first column of most tables, as a line for `columns_of`."""

Scalar = Literal["text", "int", "long", "float", "flag", "day", "instant"]
"""``int`` has 32 bits, ``long`` 64 (Delta knows no unsigned ones); ``instant`` is UTC to the microsecond."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """Named values that belong together."""

    columns: tuple[Column, ...]


Kind = Scalar | Many | Group


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``since`` is the version of its table that brought it."""

    name: str
    kind: Kind
    about: str = ""
    since: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes
    ----------
    name, about : str
    columns : tuple of Column
        In the order in which they are stored.
    key : tuple of str
        Two rows that agree here say the same and count once.
    order : tuple of str
        How the rows of a batch are sorted before they are written.
    skip : tuple of str
        Columns whose smallest and largest value each file notes, so that a reader can pass it over.
    row_group : int
        Rows a Parquet row group holds at most; small where single rows are looked up.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    skip: tuple[str, ...] = ("batch_id",)
    row_group: int = 65_536

    @property
    def version(self) -> int:
        """Version of the schema: that of its newest column."""
        return max(column.since for column in self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def columns_of(lines: str, *, since: int = 1, **kinds: Kind) -> tuple[Column, ...]:
    """Read ``name kind about`` lines; ``kinds`` names composite kinds, ``*`` makes a list."""
    simple: dict[str, Kind] = {
        "text": "text", "int": "int", "long": "long", "float": "float", "flag": "flag", "day": "day",
        "instant": "instant",
    }  # fmt: skip
    known = {**simple, **kinds}
    columns = []
    for line in filter(None, lines.splitlines()):
        name, kind, *about = line.split(maxsplit=2)
        value = known[kind.rstrip("*")]
        columns.append(Column(name, Many(value) if kind.endswith("*") else value, "".join(about), since))
    return tuple(columns)
