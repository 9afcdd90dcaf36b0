"""Whose side documents speak from, as a person has said in the study's ``sides.tsv``."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model.errors import StudyError
from dragoman.study.settings import SIDES

if TYPE_CHECKING:
    import polars as pl

__all__ = ["SideRule", "read_sides", "with_sides"]

_HEADER = ("field", "value", "side")
_FIELDS = ("path", "publisher", "author", "title", "url", "id")


class SideRule(NamedTuple):
    """One line of the table: documents whose field fits the value speak from the side."""

    field: str
    value: str
    side: str

    def fits(self, text: str) -> bool:
        """Whether a field is the value, case aside; ``*`` and ``?`` stand for any characters and any one."""
        return fnmatchcase(text.casefold(), self.value)


def read_sides(folder: Path) -> tuple[SideRule, ...]:
    """Read ``sides.tsv`` of a study; without the file there are no sides.

    Raises
    ------
    StudyError
        The file is no UTF-8, its header is another one, or a line is wrong: the message names it.
    """
    table = folder / SIDES
    if not table.is_file():
        return ()
    try:
        lines = table.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(f"{table} cannot be read: {error}. It has to be text in UTF-8.") from error
    rules: list[SideRule] = []
    header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            if tuple(cells) != _HEADER:
                raise StudyError(
                    f"{table}, line {number}: the header is {cells}, expected {list(_HEADER)}. Columns are "
                    "separated by tabs; an editor that turns tabs into spaces is the usual cause."
                )
            header = True
            continue
        if len(cells) != len(_HEADER) or not all(cells):
            raise StudyError(
                f"{table}, line {number}: a line has a field, a value and a side, separated by tabs; it has "
                f"{len([cell for cell in cells if cell])} of them."
            )
        if cells[0] not in _FIELDS:
            raise StudyError(
                f"{table}, line {number}: {cells[0]!r} is no field of a document; there are "
                f"{', '.join(_FIELDS)}."
            )
        rules.append(SideRule(cells[0], cells[1].casefold(), cells[2]))
    return tuple(rules)


def with_sides(documents: pl.DataFrame, rules: tuple[SideRule, ...]) -> pl.DataFrame:
    """Add ``side`` to rows of ``documents``: that of the first line that fits, else null."""
    import polars as pl

    side = pl.lit(None, dtype=pl.String())
    for rule in reversed(rules):
        known = documents[rule.field].drop_nulls().unique()
        fitting = [text for text in known if rule.fits(text)]
        side = pl.when(pl.col(rule.field).is_in(fitting)).then(pl.lit(rule.side)).otherwise(side)
    return documents.with_columns(side=side)
