"""Tables of articles (CSV, TSV, JSON lines): one document a row, columns named by a mapping file.

The mapping is a TOML file beside the table: ``articles.mapping.toml`` for ``articles.csv``, or
``folder.mapping.toml`` for all tables of a folder. Without one, only columns that are called exactly as
our fields are taken, and only where there is a title, a date or an address beside the text.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from dragoman.documents.dates import iso_date
from dragoman.documents.decode import decode
from dragoman.documents.draft import Draft, Skipped, Writer
from dragoman.documents.limits import LIMITS
from dragoman.documents.markup import parse_html, write_markup
from dragoman.documents.registry import MAPPING
from dragoman.model import Edtf, parse_edtf
from dragoman.model.errors import DateError, DocumentError

__all__ = ["drafts"]

_FIELDS = ("text", "title", "published", "author", "publisher", "url", "language", "licence", "id")
_SETTINGS = ("delimiter", "encoding", "html", "date_format")
_SAMPLE = 1_000_000
_DELIMITERS = ",;\t|"


@dataclass(slots=True)
class _Mapping:
    """Which column is what."""

    columns: dict[str, list[str]]
    fixed: dict[str, str] = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    html: bool = False
    date_format: str | None = None
    place: str = ""


def drafts(path: str) -> Iterator[Draft | Skipped]:
    """Read a table row by row.

    Raises
    ------
    DocumentError
        The mapping or the header is wrong, or the table breaks off.
    """
    place = Path(path)
    mapping = _mapping(place)
    kind = "jsonl" if place.suffix.lower() in (".jsonl", ".ndjson", ".json") else "csv"
    encoding, problems = _encoding(place, mapping)
    empty: list[str] = []
    with open(place, encoding=encoding, errors="replace", newline="" if kind == "csv" else None) as source:
        rows = _json_rows(source, place) if kind == "jsonl" else _csv_rows(source, mapping)
        chosen: _Mapping | None = None
        for locator, row in rows:
            if isinstance(row, str):
                yield Skipped(locator, row)
                continue
            if chosen is None:
                chosen = _chosen(mapping, list(row), place)
            found = _draft(row, chosen, kind, encoding)
            if found is None:
                empty.append(locator)
                continue
            found.locator, found.problems = locator, problems + found.problems
            yield found
    if empty:
        shown = ", ".join(empty[:10]) + (" ..." if len(empty) > 10 else "")
        yield Skipped(shown, f"{len(empty)} of its rows have no text ({shown}).")


def _mapping(table: Path) -> _Mapping | None:
    for name in (table.name + MAPPING, table.stem + MAPPING, "folder" + MAPPING):
        place = table.with_name(name)
        if place.is_file():
            return _parse(place)
    return None


def _parse(place: Path) -> _Mapping:
    try:
        data = tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DocumentError(f"its mapping {place.name} is no valid TOML ({error}).") from error
    fixed = data.pop("fixed", {})
    unknown = sorted(set(data) - {*_FIELDS, *_SETTINGS})
    if unknown or not isinstance(fixed, dict) or "text" not in data:
        what = (
            f"has unknown keys: {', '.join(unknown)}" if unknown else "does not say which column is the text"
        )
        raise DocumentError(
            f"its mapping {place.name} {what}. Keys are {', '.join((*_FIELDS, *_SETTINGS))} and a table "
            "[fixed] of values for all rows."
        )
    columns = {}
    for name in _FIELDS:
        value = data.get(name)
        if value is not None:
            named = [value] if isinstance(value, str) else value
            if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
                raise DocumentError(f"its mapping {place.name}: {name} is a column or a list of columns.")
            columns[name] = named
    return _Mapping(
        columns,
        {str(name): str(value) for name, value in fixed.items()},
        data.get("delimiter"),
        data.get("encoding"),
        bool(data.get("html", False)),
        data.get("date_format"),
        place.name,
    )


def _chosen(mapping: _Mapping | None, columns: list[str], table: Path) -> _Mapping:
    """Check the mapping against the columns, or take those that are called as our fields."""
    shown = ", ".join(map(repr, columns[:30]))
    if mapping is None:
        own = {name: [name] for name in _FIELDS if name in columns}
        # A column "text" alone may hold anything (labels, tweets, gold sentences).
        if "text" not in own or not own.keys() & {"title", "published", "url"}:
            raise DocumentError(
                f"nothing says which of its columns is the text. Write {table.stem}{MAPPING} beside it, with "
                f'lines such as text = "body" and published = "date". Its columns: {shown}.'
            )
        return _Mapping(own)
    # Lines of JSON may leave fields out; a table may not.
    missing = [name for names in mapping.columns.values() for name in names if name not in columns]
    if missing and (
        table.suffix.lower() in (".csv", ".tsv", ".tab") or set(mapping.columns["text"]) <= set(missing)
    ):
        raise DocumentError(
            f"its mapping {mapping.place} names columns that the table does not have: "
            f"{', '.join(map(repr, missing))}. Its columns: {shown}."
        )
    return mapping


def _encoding(table: Path, mapping: _Mapping | None) -> tuple[str, list[str]]:
    if mapping is not None and mapping.encoding is not None:
        try:
            "".encode(mapping.encoding)
        except LookupError:
            raise DocumentError(f"its mapping names an unknown encoding: {mapping.encoding!r}.") from None
        return mapping.encoding, []
    with open(table, "rb") as source:
        sample = source.read(_SAMPLE)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    found = decode(sample)
    if "," in found.encoding:
        raise DocumentError(f"{found.problems[0]} Save the table in one encoding, best as UTF-8.")
    marked = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-32-le": "utf-32", "utf-32-be": "utf-32"}
    name = (
        marked.get(found.encoding, found.encoding)
        if sample[:2] in (b"\xff\xfe", b"\xfe\xff")
        else found.encoding
    )
    return ("utf-8-sig" if name == "utf-8" else name), found.problems


def _csv_rows(source: IO[str], mapping: _Mapping | None) -> Iterator[tuple[str, dict[str, str] | str]]:
    first = source.readline(_SAMPLE)
    source.seek(0)
    delimiter = mapping.delimiter if mapping is not None and mapping.delimiter else None
    if delimiter is None:
        delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))
    if len(delimiter) != 1:
        raise DocumentError(f"its mapping's delimiter is {delimiter!r}; it is one character.")
    csv.field_size_limit(LIMITS.record)
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=delimiter)
    number = 1
    try:
        header = next(reader, None)
        if not header:
            raise DocumentError("it has no header line with the names of its columns.")
        names = [name.strip() for name in header]
        double = sorted({name for name in names if name and names.count(name) > 1})
        if double:
            raise DocumentError(f"columns have the same name: {', '.join(double)}; rename them.")
        lines.taken.clear()
        for number, cells in enumerate(reader, 2):
            lost = len(lines.taken) > 1 or len(cells) < len(names)
            if lost and not _well_quoted(lines.taken, delimiter):
                many = f"{len(lines.taken)} lines were read as one row; mend it if these are several rows."
                one = "the columns behind it were taken for text; close it."
                yield (
                    f"row {number}",
                    "a quotation mark in it is neither doubled nor at the end of a cell, so "
                    f"{many if len(lines.taken) > 1 else one}",
                )
            lines.taken.clear()
            if not any(cells):
                continue
            if len(cells) > len(names):
                yield (
                    f"row {number}",
                    f"it has {len(cells)} cells for {len(names)} columns; look for a stray quote.",
                )
                continue
            yield f"row {number}", dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
    except csv.Error as error:
        raise DocumentError(
            f"it breaks off at row {number + 1}: {error}. Rows before that were read."
        ) from error


class _Lines:
    """The lines of a file, and those that the row at hand was made of."""

    def __init__(self, source: IO[str]) -> None:
        self._source = source
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._source:
            self.taken.append(line)
            yield line


def _well_quoted(lines: list[str], delimiter: str) -> bool:
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _json_rows(source: IO[str], place: Path) -> Iterator[tuple[str, dict[str, Any] | str]]:
    if place.suffix.lower() == ".json":
        yield from _json_array(source, place)
        return
    number = 0
    while line := source.readline(LIMITS.record):
        number += 1
        if len(line) >= LIMITS.record:
            raise DocumentError(
                f"line {number} is longer than {LIMITS.record // 1_000_000} MB; each line is one article. "
                "Lines before it were read."
            )
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield f"line {number}", f"it is no valid JSON ({error})."
            continue
        if isinstance(row, dict):
            yield f"line {number}", row
        else:
            yield f"line {number}", "it is no JSON object with named fields."


def _json_array(source: IO[str], place: Path) -> Iterator[tuple[str, dict[str, Any] | str]]:
    if place.stat().st_size > LIMITS.file:
        raise DocumentError("it is too large to be read at once; write it as JSON lines (.jsonl).")
    try:
        rows = json.load(source)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"it is no valid JSON ({error}).") from error
    if not isinstance(rows, list):
        raise DocumentError("it is JSON, but no list of articles; write one object a line (.jsonl).")
    for number, row in enumerate(rows, 1):
        yield f"item {number}", row if isinstance(row, dict) else "it is no JSON object with named fields."


def _words(row: dict[str, Any], names: list[str]) -> list[str]:
    found = []
    for name in names:
        value = row.get(name)
        if isinstance(value, list):
            value = "; ".join(str(one) for one in value if isinstance(one, str | int))
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            text = str(value).strip()
            if text:
                found.append(text)
    return found


def _draft(row: dict[str, Any], mapping: _Mapping, kind: str, encoding: str) -> Draft | None:
    parts = _words(row, mapping.columns["text"])
    if not parts:
        return None
    values = {
        name: "; ".join(_words(row, mapping.columns.get(name, []))) or mapping.fixed.get(name) or None
        for name in _FIELDS[1:]
    }
    problems: list[str] = []
    published = _date(values["published"], mapping.date_format)
    if values["published"] and published is None:
        problems.append(
            f"its date {values['published'][:40]!r} was not understood; date_format in the mapping helps."
        )
    language = (values["language"] or "").strip().replace("_", "-")
    language = language if language == "az-Cyrl" else language[:2].lower()
    draft = Draft(
        "\n\n".join(parts).replace("\r\n", "\n").replace("\r", "\n"),
        kind,
        None,
        title=values["title"],
        author=values["author"],
        publisher=values["publisher"],
        url=values["url"],
        licence=values["licence"],
        published=published,
        language=language or None,
        encoding=encoding.removesuffix("-sig"),
        problems=problems,
    )
    if mapping.html:
        writer = Writer()
        write_markup(parse_html("<div>" + draft.text + "</div>"), writer)
        if not writer.pieces:
            return None
        draft.text, draft.pieces = writer.text, writer.pieces
        draft.marks_headings = any(piece.kind == "heading" for piece in writer.pieces)
    return draft


def _date(value: str | None, form: str | None) -> Edtf | None:
    if not value:
        return None
    if form is None:
        return iso_date(value)
    from datetime import datetime

    try:
        found = datetime.strptime(value.strip(), form)
        return parse_edtf(f"{found.year:04}-{found.month:02}-{found.day:02}")
    except (ValueError, DateError):
        return None
