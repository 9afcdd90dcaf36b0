"""What became of the files of an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["FileSummary", "Summary"]


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What became of one file; ``rows == kept + refused``, always.

    Attributes
    ----------
    name, sha256 : str
    rows : int
        In the file, header and blank lines left out; 0 where the file has no table.
    kept, refused : int
    duplicates : int
        Rows among the kept that are exact copies of an earlier row of the import.
    """

    name: str
    sha256: str
    rows: int
    kept: int
    refused: int
    duplicates: int


@dataclass
class Summary:
    """What an import came to.

    Attributes
    ----------
    dataset, table, licence : str
    files : list of FileSummary
    unresolved : Counter
        Names and codes of actors that stand for nobody known on that date, with their rows; the rows
        are kept, without a code for that side.
    notes : Counter
        What was done with how many rows.
    problems : list of str
        Files that could not be read at all or to their end.
    first, last : int or None
        Years that the rows span.
    """

    dataset: str
    table: str
    licence: str
    files: list[FileSummary] = field(default_factory=list)
    unresolved: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows in the files."""
        return sum(one.rows for one in self.files)

    @property
    def kept(self) -> int:
        """Rows of the files that were taken."""
        return sum(one.kept for one in self.files)

    @property
    def refused(self) -> int:
        """Rows of the files that were not taken."""
        return sum(one.refused for one in self.files)

    @property
    def duplicates(self) -> int:
        """Rows among the taken that are exact copies."""
        return sum(one.duplicates for one in self.files)
