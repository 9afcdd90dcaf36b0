"""BibTeX entries: escaped, in a fixed order, with keys that do not change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

__all__ = ["entry", "keys"]

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_VERBATIM = frozenset({"url", "date", "langid"})


def entry(kind: str, key: str, fields: Mapping[str, str | None], *, whole: tuple[str, ...] = ()) -> str:
    """Return one entry; fields without a value are left out.

    Titles and the fields named in ``whole`` get a second pair of braces: a title keeps its case, and
    an organisation's name is no first and last name.
    """
    lines = [f"@{kind}{{{key},"]
    for name, value in fields.items():
        if value:
            text = " ".join(value.split())
            shown = re.sub(r"[{}\\]", "", text) if name in _VERBATIM else _escaped(text)
            twice = name == "title" or name in whole
            lines.append(f"  {name} = {{{{{shown}}}}}," if twice else f"  {name} = {{{shown}}},")
    return "\n".join([*lines, "}", ""])


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def keys(documents: Iterable[tuple[str | None, str | None, str]]) -> list[str]:
    """Return a key for each ``(author or publisher, date, id)``: last word of the name, year, id.

    A key holds the beginning of the document's id, so it stays the same when other documents come.
    """
    made = []
    for name, date, document_id in documents:
        plain = unicodedata.normalize("NFKD", (name or "").split(",")[0]).encode("ascii", "ignore").decode()
        words = re.findall(r"[A-Za-z]+", plain)
        year = re.match(r"\d{4}", date or "")
        first = words[-1].lower() if words else "source"
        made.append("-".join(filter(None, (first, year and year[0], document_id[:10]))))
    return made
