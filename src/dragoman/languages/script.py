"""Scripts: texts of a language in another script than its pack's, letter by letter."""

from __future__ import annotations

from functools import cache

from dragoman.languages.tables import data_file, rows

__all__ = ["letters"]

_UPPER = {"i": "İ", "ı": "I"}  # the Turkic pairs, which str.upper() does not know


@cache
def letters(tag: str) -> dict[int, str]:
    """Return what each letter of a language in another script is in the script of its pack.

    Parameters
    ----------
    tag : str
        Language and script, such as ``az-Cyrl``.

    Returns
    -------
    dict of code point to str of length 1
        For ``str.translate``; empty where there is no such table.
    """
    language, _, script = tag.partition("-")
    source = data_file(language, "paradigms/script.tsv") if script else None
    if source is None or not source.is_file():
        return {}
    table: dict[int, str] = {}
    for _, (other, own) in rows(source, ("cyrillic", "latin")):
        table[ord(other)] = own
        table[ord(other.upper())] = _UPPER.get(own, own.upper())
    return table
