"""The actors of a study: a table of its own beside ours, with the same columns and the language in front."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.entities import entities, lands
from dragoman.actors.tables import day, rows
from dragoman.model.errors import ActorError

__all__ = ["COLUMNS", "OwnNames", "OwnRow", "read_own"]

COLUMNS = ("language", "name", "kind", "entity", "from", "to", "sector", "flags")
_KINDS = ("state", "adj", "demonym", "seat", "place", "org", "group")
_SHOWN = 20
_FLEETING = re.compile(r"(?<=\w)\{\w{1,2}\}(?=\w)")
"""Letters of a name that its other forms lose, as in our own tables."""
_STAR = re.compile(r"(?<!\w)\*|\*(?=\S)")
_BRACES = str.maketrans("{}", "()")


class OwnRow(NamedTuple):
    """A name that a study adds; the columns of ``data/names``, with the line it stands on."""

    number: int
    name: str
    kind: str
    refs: str
    since: str
    until: str
    sector: str
    flags: str


@dataclass(frozen=True, slots=True)
class OwnNames:
    """A study's table: rows by language, and its digest for the version of a run."""

    path: Path
    digest: str
    rows: dict[str, tuple[OwnRow, ...]]


def _refs(cell: str) -> str:
    """Return ids of entities for a cell of ids, lands and three-letter codes.

    Raises
    ------
    ActorError
        One of them is nowhere; the message does not name the line.
    """
    known, found = entities(), []
    for ref in cell.split("|"):
        if ref in known or (ref.startswith("@") and ref[1:] in lands()):
            found.append(ref)
            continue
        bearers = [e.id for e in known.values() if e.code == ref and e.sector is None]
        if len(ref) != 3 or not bearers:
            raise ActorError(
                f"{ref!r} is neither an entity (see `dragoman actors find`), nor a land such as @turkey, "
                "nor a code of three letters"
            )
        found.extend(bearers)
    return "|".join(found)


def _checked(number: int, cells: list[str]) -> OwnRow:
    _, name, kind, refs, since, until, sector, flags = (cell.strip() for cell in cells)
    if not name:
        raise ActorError("the name is empty")
    if kind not in _KINDS:
        raise ActorError(f"{kind!r} is no kind of name; there are {', '.join(_KINDS)}")
    for cell in (since, until):
        try:
            day(cell)
        except ValueError as error:
            raise ActorError(f"{cell!r} is no day; write 1992, 1992-05 or 1992-05-09") from error
    if since and until and day(until) <= day(since):
        raise ActorError(f"it ends ({until}) before it starts ({since})")
    if sector and not (len(sector) == 3 and sector.isupper()):
        raise ActorError(f"{sector!r} is no sector; they have three capitals, such as GOV or REB")
    # Where they are no signs of ours the name is written with them; to a name all punctuation is one.
    if "{" in _FLEETING.sub("", name):
        name = name.translate(_BRACES)
    name = _STAR.sub("(", name)
    return OwnRow(number, name, kind, _refs(refs), since, until, sector, flags)


@lru_cache(maxsize=8)
def _read(path: Path, state: tuple[int, int], languages: tuple[str, ...]) -> OwnNames:
    """Read the file in that state (of its stat), so that it is not read for every name."""
    found: dict[str, list[OwnRow]] = {}
    bad = []
    for number, cells in rows(path, COLUMNS):
        language = cells[0].strip()
        try:
            if language not in languages:
                raise ActorError(f"{language!r} is no language with names; there are {', '.join(languages)}")
            found.setdefault(language, []).append(_checked(number, cells))
        except ActorError as error:
            bad.append(f"line {number}: {error}.")
    if bad:
        more = f"\n... and {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
        raise ActorError(f"{path}: {len(bad)} rows cannot be used.\n" + "\n".join(bad[:_SHOWN]) + more)
    import hashlib

    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return OwnNames(path, digest, {language: tuple(own) for language, own in found.items()})


def read_own(path: Path, languages: tuple[str, ...]) -> OwnNames:
    """Read a study's table of actors; the same file is read once.

    Parameters
    ----------
    path : Path
        Tab-separated, with the header `COLUMNS`. ``entity`` is an id, several with ``|``, a land
        (``@turkey``: whoever held it on the day) or a code of three letters.
    languages : tuple of str
        Languages that have names.

    Raises
    ------
    ActorError
        The header is another one, or rows are wrong: the message has each with its line.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise ActorError(f"{path} cannot be read: {error.strerror}.") from error
    return _read(path, (found.st_mtime_ns, found.st_size), languages)
