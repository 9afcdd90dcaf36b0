"""Agreements that go by several names: "Treaty of Kars", «Карсский договор», "Kars Antlaşması".

Names are not translated.  Two names mean one agreement where the same parties signed both on one and the
same day, and nothing says that they signed two: in each language at most one name of a place or maker
("Shusha Declaration") and at most one that describes ("declaration on allied relations").
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from dragoman.languages import is_coded
from dragoman.languages.tables import data_file
from dragoman.languages.tables import rows as table_rows

__all__ = ["one_id_for_several_names"]

_PAIR = 2
_Names = dict[tuple[str, bool], list[str]]


def one_id_for_several_names(rows: list[dict[str, Any]]) -> None:
    """Give readings one ``agreement_id`` where their names mean one agreement.

    Parameters
    ----------
    rows : list of dict
        Readings with ``agreement_id``, ``name``, ``_key``, ``_language``, ``parties``, ``date_kind`` and
        days; changed in place.
    """
    signed: dict[tuple[tuple[str, ...], date], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        day = row["date_earliest"]
        exact = day is not None and day == row["date_latest"]
        if exact and row["date_kind"] in ("signed", None) and len(row["parties"]) >= _PAIR:
            signed[tuple(row["parties"]), day].append(row)
    for found in signed.values():
        if _is_one(found):
            one = min(row["agreement_id"] for row in found)
            joined = {row["agreement_id"] for row in found}
            for row in rows:
                if row["agreement_id"] in joined:
                    row["agreement_id"] = one


def _is_one(rows: list[dict[str, Any]]) -> bool:
    """Whether no language has two names of one form for what was signed on a day."""
    names: _Names = defaultdict(list)
    for row in rows:
        language = row["_language"]
        names[language, _is_titled(row["name"], language)].append(row["_key"])
    return all(_alike(sorted(set(keys), key=len)) for keys in names.values())


def _alike(keys: list[str]) -> bool:
    """Whether all names are parts of the longest one: "on partnership", "on partnership and support"."""
    return all(keys[-1].startswith(key) for key in keys)


def _is_titled(name: str, language: str) -> bool:
    """Whether a name has a proper name in it; a word for the kind may open a sentence."""
    kinds = _kinds(language)
    return any(word[0].isupper() and not word.casefold().startswith(kinds) for word in name.split())


@lru_cache(maxsize=8)
def _kinds(language: str) -> tuple[str, ...]:
    """Return the beginnings, in all their cases, of the words for kinds of agreements."""
    if not is_coded(language):
        return ()
    source = data_file(language, "agreements.tsv")
    words = [word for _, (word, kind, _) in table_rows(source, ("word", "kind", "note")) if kind == "kind"]
    return tuple(word[: max(4, len(word) - 2)] for word in words)
