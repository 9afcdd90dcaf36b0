"""The stream form: JSON lines in, one JSON line out for each, in order.

In: ``{"id", "text", "language"?, "published"?, "given"?, "scheme"?}``.
Out: ``{"id", "reports", "claims"}``, with ``problems`` where something could not be coded, or
``{"id", "error"}`` in the place of a line that cannot be used.  The stream always goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from dragoman.codebook import load as load_codebook
from dragoman.codebook import versions
from dragoman.coding.base import AssumeDate, Coder, Coding
from dragoman.coding.dyad import code_dyad
from dragoman.coding.schemes import in_scheme
from dragoman.coding.script import as_written, for_reading
from dragoman.languages import SUPPORTED, is_coded
from dragoman.model import Document
from dragoman.model.errors import DragomanError, InputError
from dragoman.model.lines import json_line, json_object

__all__ = ["Answer", "Reader", "code_stream"]

_DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a defect of a coder looks like; on a stream it costs its own line and no other."""


_SCHEMES = {"plover": "plover-1.3", **{name: name for name in versions()}}
"""What a line may ask for, and the codebook behind it."""


class Reader(Protocol):
    """Makes a document of a text, as ``dragoman.documents.read_text`` does."""

    def __call__(
        self, text: str, *, id: str | None, published: str | None, language: str | None, path: str
    ) -> Document:
        """Return the document; the text is kept as it is."""
        ...


class Answer(NamedTuple):
    """One line of output; ``ok`` is false where it says that its line could not be used."""

    line: str
    ok: bool


class _Request(NamedTuple):
    id: Any
    text: str
    language: str | None
    published: str | None
    given: dict[str, list[tuple[int, int]]] | None
    scheme: str


def code_stream(
    lines: Iterable[bytes],
    *,
    coder: Coder,
    read: Reader,
    assume: AssumeDate = "today",
    own: Path | None = None,
) -> Iterator[Answer]:
    """Code a stream of JSON lines, lazily: an answer is there before the next line is read.

    Parameters
    ----------
    lines : iterable of bytes, UTF-8
    coder : Coder
    read : Reader
    assume : "today", "none" or date
        As of when names are read where neither text nor document has a date.
    own : Path, optional
        A study's own table of actors, for dyads that are given; the coder has its own.

    Yields
    ------
    Answer
        One for each line, empty lines included (they are errors in their place).
    """
    for number, raw in enumerate(lines, 1):
        where = f"line {number}"
        name: Any = None
        try:
            data = json_object(raw, number)
            name = data.get("id")
            request = _request(data, where)
            doc = read(
                request.text, id=None, published=request.published, language=request.language, path=where
            )
            answer = _code(doc, request, coder, assume, own)
        except DragomanError as error:
            yield Answer(json_line({"id": name, "error": str(error)}), False)
        except _DEFECTS as error:
            message = (
                f"{where}: the coder failed on this text ({type(error).__name__}: {error}). Please report it."
            )
            yield Answer(json_line({"id": name, "error": message}), False)
        else:
            yield Answer(json_line({"id": name, **answer}), True)


def _code(
    doc: Document, request: _Request, coder: Coder, assume: AssumeDate, own: Path | None
) -> dict[str, Any]:
    if request.given is None:
        coding = coder.code(doc, assume=assume)
        reports, claims, problems = coding.reports, coding.claims, coding.problems
    else:
        language = request.language or doc.language
        reports, claims, problems = (), (), ()
        if is_coded(language):
            actor, recipient = request.given["actor"], request.given["recipient"]
            reading, pack = for_reading(doc), language.partition("-")[0]
            found = code_dyad(
                reading.doc, pack, actor, recipient, codebook=load_codebook(), assume=assume, own=own
            )
            if found is not None:
                reports = as_written(Coding((found,)), doc.text, reading.torn).reports
        else:
            problems = (
                f"not coded: language {language!r} has no language pack; {', '.join(SUPPORTED)} have.",
            )
    answer: dict[str, Any] = {
        "reports": [in_scheme(report, request.scheme).to_json() for report in reports],
        "claims": [claim.to_json() for claim in claims],
    }
    if problems:
        answer["problems"] = list(problems)
    return answer


def _request(data: dict[str, Any], where: str) -> _Request:
    text = data.get("text")
    if not isinstance(text, str):
        found = (
            f"it is {_kind(text)}" if "text" in data else f"the keys are {', '.join(sorted(data)) or 'none'}"
        )
        raise InputError(f'{where}: "text" must be a string; {found}.')
    for key in ("language", "published", "scheme"):
        if not isinstance(data.get(key), str | None):
            raise InputError(f"{where}: {key!r} must be a string or null; it is {_kind(data[key])}.")
    given = data.get("given")
    spans = None
    if given is not None:
        if not isinstance(given, dict):
            raise InputError(
                f"{where}: 'given' must be an object with actor and recipient; it is {_kind(given)}."
            )
        unknown = sorted(set(given) - {"actor", "recipient"})
        if unknown:
            raise InputError(
                f"{where}: 'given' has {', '.join(unknown)}; it may have actor and recipient only."
            )
        spans = {side: _spans(given.get(side), text, side, where) for side in ("actor", "recipient")}
        if not spans["actor"] and not spans["recipient"]:
            raise InputError(f"{where}: 'given' names nobody; give at least one [start, stop].")
    scheme = _SCHEMES.get(data.get("scheme") or "plover")
    if scheme is None:
        raise InputError(
            f"{where}: there is no scheme {data['scheme']!r}. There are: {', '.join(_SCHEMES)}; "
            "without any, classes are those of PLOVER 1.3."
        )
    return _Request(
        data.get("id"), text, data.get("language") or None, data.get("published") or None, spans, scheme
    )


def _spans(value: Any, text: str, side: str, where: str) -> list[tuple[int, int]]:
    spans = []
    if not isinstance(value, list | None):
        raise InputError(f"{where}: given {side} must be a list of [start, stop]; it is {_kind(value)}.")
    for pair in value or ():
        ok = isinstance(pair, list) and len(pair) == 2 and all(type(place) is int for place in pair)
        if not ok or not 0 <= pair[0] < pair[1] <= len(text):
            raise InputError(
                f"{where}: {pair!r} is no span of {side} in a text of {len(text)} characters; "
                "spans are [start, stop] in Unicode code points, stop exclusive."
            )
        spans.append((pair[0], pair[1]))
    return spans


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
