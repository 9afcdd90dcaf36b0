"""CAMEO 1.1b3 as data: its codes, and what they come to in PLOVER and back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dragoman.codebook.code import unknown_code
from dragoman.codebook.reading import DATA
from dragoman.codebook.reading import load as load_plover
from dragoman.model.errors import CodebookError

__all__ = ["Cameo", "CameoCode", "Crosswalk", "from_plover", "load", "to_plover"]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO."""

    id: str
    label: str
    root: str
    parent: str | None
    goldstein: float | None
    """Null where the published scale has no value."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What a code comes to in the other scheme, and what is lost on the way."""

    code: str
    """CAMEO."""
    event: str | None
    """PLOVER; null where PLOVER dropped the code or the code does not tell."""
    mode: str | None
    contexts: tuple[str, ...]
    loss: str
    """What the target no longer tells; ``nothing`` where it tells all."""
    swap: bool = False
    """Whether actor and recipient change places."""
    published: str | None = None
    """The target in the conversion table of 2021, where it has one."""
    changed: str | None = None
    """Why the target is not the published one."""


@dataclass(frozen=True)
class Cameo:
    """The scheme with its two crosswalks; every look-up of a code that it lacks raises."""

    id: str
    codes: tuple[CameoCode, ...]
    _codes: dict[str, CameoCode] = field(repr=False, compare=False)
    _forth: dict[str, Crosswalk] = field(repr=False, compare=False)
    _back: dict[tuple[str, str | None], Crosswalk] = field(repr=False, compare=False)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def code(self, code: str) -> CameoCode:
        """Return a code.

        Raises
        ------
        CodebookError
            If CAMEO has no such code.
        """
        found = self._codes.get(code)
        if found is None:
            raise self._unknown(code)
        return found

    def check(self, code: str) -> None:
        """Raise :class:`CodebookError` unless CAMEO has the code."""
        self.code(code)

    def root(self, code: str) -> str:
        """Return the two-digit root."""
        return self.code(code).root

    def goldstein(self, code: str) -> float | None:
        """Return the Goldstein value; null where none was published."""
        return self.code(code).goldstein

    def to_plover(self, code: str, *, published: bool = False) -> Crosswalk:
        """Return the PLOVER target of a CAMEO code.

        Parameters
        ----------
        code : str
        published : bool
            Take the class from the conversion table of 2021 as it was published, for comparison
            with data that were converted by it; modes and contexts that PLOVER 1.3 lacks are
            left out.  Codes that the table lacks keep the corrected target.

        Raises
        ------
        CodebookError
            If CAMEO has no such code.
        """
        self.check(code)
        row = self._forth[code]
        if not published or row.published is None or row.changed is None:
            return row
        parts = [part.strip() for part in row.published.split(",")] + ["", ""]
        book = load_plover()
        event = book.cls(parts[0]).id
        mode = parts[1] if parts[1] in book.mode_ids(event) else None
        contexts = tuple(c for c in map(str.strip, parts[2].split(";")) if c in book.context_ids)
        loss = f"{row.loss}; the target follows the table of 2021, PLOVER 1.3 reads it otherwise"
        return Crosswalk(code, event, mode, contexts, loss, row.swap, row.published, None)

    def from_plover(self, event: str, mode: str | None = None) -> Crosswalk:
        """Return the best CAMEO code for a PLOVER class and mode.

        Raises
        ------
        CodebookError
            If PLOVER has no such class or mode.
        """
        load_plover().check(event, mode)
        return self._back[event, mode]

    def _unknown(self, code: str) -> CodebookError:
        text = str(code)
        if f"0{text}" in self._codes:
            return CodebookError(
                f"{self.id} has no code {code!r}. A leading zero is missing, as spreadsheets drop it; "
                f"write {'0' + text!r} and read the column as text."
            )
        start = max((self._codes[c].id for c in self._codes if c and text.startswith(c)), key=len, default="")
        legal = [c for c in self._codes if c.startswith(start)] if start else self._roots()
        return unknown_code("code", code, legal, book=self.id)

    def _roots(self) -> list[str]:
        return [code.id for code in self.codes if code.parent is None]


@cache
def load() -> Cameo:
    """Return CAMEO 1.1b3; read once for each process."""
    codes = {
        row["code"]: CameoCode(
            row["code"],
            row["label"],
            row["root"],
            row["parent"] or None,
            float(row["goldstein"]) if row["goldstein"] else None,
        )
        for row in _rows("codes.tsv")
    }
    forth = {
        row["code"]: Crosswalk(
            code=row["code"],
            event=row["event"] or None,
            mode=row["mode"] or None,
            contexts=tuple(filter(None, row["contexts"].split(";"))),
            loss=row["loss"],
            swap=row["swap"] == "yes",
            published=row["published"] or None,
            changed=row["changed"] or None,
        )
        for row in _rows("crosswalk.tsv")
    }
    back = {
        (row["event"], row["mode"] or None): Crosswalk(
            row["code"], row["event"], row["mode"] or None, (), row["loss"]
        )
        for row in _rows("from_plover.tsv")
    }
    return Cameo("cameo-1.1b3", tuple(codes.values()), codes, forth, back)


def to_plover(code: str, *, published: bool = False) -> Crosswalk:
    """Return the PLOVER target of a CAMEO code; see :meth:`Cameo.to_plover`."""
    return load().to_plover(code, published=published)


def from_plover(event: str, mode: str | None = None) -> Crosswalk:
    """Return the best CAMEO code for a PLOVER class and mode; see :meth:`Cameo.from_plover`."""
    return load().from_plover(event, mode)


def _rows(name: str) -> Iterator[dict[str, str]]:
    path: Path = DATA / "cameo" / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
