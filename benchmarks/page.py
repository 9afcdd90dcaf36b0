"""The page ``docs/benchmarks.md``: ratios to the baseline, which hardly depend on the machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.baseline import NAME
from benchmarks.measures import COLD
from benchmarks.timing import PASSES

__all__ = ["page"]

_TITLES = {
    "coding_dense": "coding, generated sentences full of events",
    "coding_gold": "coding, sentences of `plv_dev.jsonl`",
    "coding_cold": f"coding, one cold pass over {COLD:,} distinct sentences",
    "coding_quiet": "coding, text in which nothing is found",
    "mentions": "finding the names of actors",
}


def page(results: dict[str, dict[str, Any]]) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `python -m benchmarks --page`; do not edit."
    yield ""
    yield f"Each figure says how many times as long Dragoman takes as the baseline *{NAME}* does for the same"
    yield "text in the same run. The baseline cuts a text at word boundaries and looks every word up in two"
    yield "dictionaries, triggers and countries; it knows no grammar and keeps no proof. Such ratios hardly"
    yield "depend on the machine; `make bench` prints the rates of yours."
    yield ""
    yield "One core, a fresh process for each line, loading excluded, word caches emptied before each of"
    yield f"{PASSES} passes, median; the cold pass is one pass. A sentence is coded wholly: classes, actors,"
    yield "dates, speakers, every span checked. No parser or model comes on top."
    yield ""
    yield "| work | reports a sentence | times the baseline |"
    yield "| --- | --- | --- |"
    for name, title in _TITLES.items():
        numbers = results.get(name, {})
        if "ratio" in numbers:
            yield f"| {title} | {numbers.get('reports_per_sentence', '')} | {numbers['ratio']} |"
    reading = results.get("reading", {})
    for kind in ("txt", "html", "pdf"):
        if f"{kind}_ratio" in reading:
            yield f"| reading {kind} | | {reading[f'{kind}_ratio']} |"
    peak = max((numbers["peak_mb"] for numbers in results.values() if "peak_mb" in numbers), default=None)
    if peak is not None:
        yield ""
        size = -(-peak // 50) * 50
        yield f"Largest memory of any of these processes: {size:.0f} MB, rounded up to the next fifty."
