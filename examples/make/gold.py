"""How examples/caucasus/gold.jsonl is made from the hand list gold.tsv (python examples/make/gold.py).

A person writes ``gold.tsv``: one line an event, quotes instead of offsets.  This script finds every quote in
the text that the reader gives and writes the offsets; a quote that is not found, or is found twice where it
must be unique, stops it.  Run it again whenever a document or the reader changes.

Notation in ``gold.tsv``
    sentence: its first and last words with `` … `` between (whitespace is free), found once in the document.
    actor, recipient: ``words=CODE SECTOR`` joined by ``; ``; ``=ARM+AZE`` where the words mean several;
    ``^words`` are the last ones before the sentence; ``longer phrase>words`` picks one place out of several.
    contexts: joined by ``; ``.  date: EDTF.  speaker: words of the sentence,
    a chain joined by ``; ``, the outermost first.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.codebook import load
from dragoman.documents import read
from dragoman.model import AUX, Document, parse_edtf

HERE = Path(__file__).parent
CORPUS = HERE.parent / "caucasus"
HAND = HERE / "gold.tsv"
TARGET = CORPUS / "gold.jsonl"
LONGEST = 500


class QuoteError(ValueError):
    """A quote of the hand list that the text does not bear out."""


def _pattern(quote: str) -> str:
    parts = (r"\s+".join(map(re.escape, part.split())) for part in quote.split(" … "))
    return rf"(?:(?!\n\n).|\n\n(?=\S)){{0,{LONGEST}}}?".join(parts)


def find_sentence(text: str, quote: str) -> tuple[int, int]:
    """Return the place of a sentence, which must be the only one."""
    found = [match.span() for match in re.finditer(_pattern(quote), text, re.DOTALL)]
    if len(found) > 1:
        # A headline may open a sentence of the body in the same words: the headline stands on its own line.
        found = [place for place in found if place[1] == len(text) or text[place[1]] == "\n"]
    if len(found) != 1:
        raise QuoteError(f"sentence found {len(found)} times: {quote!r}")
    return found[0]


def find_words(text: str, words: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the place of a participant or speaker, in its sentence or, after ``^``, before it."""
    start, stop = sentence
    if words.startswith("^"):
        places = [match.span() for match in re.finditer(_whole(words[1:]), text[:start])]
        if not places:
            raise QuoteError(f"not found before the sentence at {start}: {words!r}")
        return places[-1]
    phrase, _, inner = words.partition(">")
    outer = re.compile(_whole(phrase)).search(text, start, stop)
    if outer is None:
        raise QuoteError(f"not found in {text[start:stop]!r}: {words!r}")
    place = outer if not inner else re.compile(_whole(inner)).search(text, outer.start(), outer.end())
    if place is None:
        raise QuoteError(f"{inner!r} is not in {phrase!r}")
    return place.span()


def _whole(words: str) -> str:
    return r"(?<!\w)" + _pattern(words) + r"(?!\w)"


def _participants(text: str, cell: str, sentence: tuple[int, int]) -> Iterator[tuple[str, list[int], str]]:
    for part in filter(None, (piece.strip() for piece in cell.split(";"))):
        words, _, codes = part.partition("=")
        start, stop = find_words(text, words, sentence)
        for code in codes.split("+"):
            yield text[start:stop], [start, stop], code


def event_of(text: str, row: dict[str, str], sentence: tuple[int, int]) -> dict[str, Any]:
    """Return one event with its offsets."""
    event: dict[str, Any] = {
        "event": row["event"],
        "mode": row["mode"] or None,
        "contexts": [word.strip() for word in row["contexts"].split(";") if word.strip()],
        "aux": row["aux"] or None,
        "date": row["date"] or None,
    }
    for role in ("actor", "recipient"):
        found = list(_participants(text, row[role], sentence))
        event[role] = [words for words, _, _ in found]
        event[f"{role}_spans"] = [span for _, span, _ in found]
        event[f"{role}_codes"] = [code for _, _, code in found]
    event["speaker"] = event["speaker_span"] = None
    chain = [word.strip() for word in row["speaker"].split(";") if word.strip()]
    if chain:
        places = [find_words(text, words, sentence) for words in chain]
        names, spans = [text[start:stop] for start, stop in places], [[*place] for place in places]
        event["speaker"], event["speaker_span"] = (names, spans) if len(chain) > 1 else (names[0], spans[0])
    return event


def _check(row: dict[str, str]) -> None:
    """Refuse what the codebook does not know."""
    contexts = [word.strip() for word in row["contexts"].split(";") if word.strip()]
    load().check(row["event"], row["mode"] or None, contexts)
    if row["aux"] and row["aux"] not in AUX:
        raise QuoteError(f"no such aux: {row['aux']!r}")
    if row["date"]:
        parse_edtf(row["date"])


@cache
def document(name: str) -> Document:
    """Read a document of the corpus."""
    return read(CORPUS / name)


def build() -> list[dict[str, Any]]:
    """Return the gold rows, one an anchor sentence, in the order of documents and texts."""
    with HAND.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows: dict[tuple[str, int, int], dict[str, Any]] = {}
    wrong = []
    for number, line in enumerate(lines, start=2):
        doc = document(line["document"])
        try:
            _check(line)
            place = find_sentence(doc.text, line["sentence"])
            event = event_of(doc.text, line, place)
        except ValueError as error:
            wrong.append(f"{HAND.name}:{number}: {line['document']}: {error}")
            continue
        row = rows.setdefault(
            (line["document"], *place),
            {
                "id": "",
                "document": line["document"],
                "text": doc.text[slice(*place)],
                "start": place[0],
                "stop": place[1],
                "language": doc.language,
                "scheme": "plover",
                "events": [],
            },
        )
        row["events"].append(event)
    if wrong:
        raise QuoteError("\n".join(wrong))
    ordered = [rows[key] for key in sorted(rows)]
    for row in ordered:
        row["id"] = f"caucasus-{row['document'][:2]}-{row['start']:05d}"
    return ordered


def lines_of(rows: list[dict[str, Any]]) -> str:
    """Return the rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> int:
    """Write the gold file."""
    try:
        rows = build()
    except QuoteError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    TARGET.write_text(lines_of(rows), encoding="utf-8")
    events = sum(len(row["events"]) for row in rows)
    sys.stdout.write(f"{TARGET.name}: {len(rows)} sentences, {events} events\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
