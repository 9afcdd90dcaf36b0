"""What is measured.  Each function runs in a process of its own and returns plain numbers.

``ratio`` is always the rate of the baseline divided by ours: so many times as much work as a look-up
of words.  It hardly depends on the machine; the rates do.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks import texts
from benchmarks.baseline import WordList
from benchmarks.timing import median_of, peak_mb, seconds_of

__all__ = ["MEASURES"]

Numbers = dict[str, float | int | str]

COLD = 50_000
DENSE = 1_000
QUIET = 4_000_000
FILES = 200_000
PROSE = 2_000_000
SHORT, OFTEN = 4, 50
"""Paragraphs of a short page, and how often it is read: once is too quick for the clock."""


def _documents(sentences: Sequence[str]) -> list[Any]:
    from dragoman.model import Block, Document

    return [
        Document(
            id=str(n), path="-", text=text, blocks=(Block(0, len(text), "paragraph", "en"),), language="en"
        )
        for n, text in enumerate(sentences)
    ]


def _forget() -> None:
    from dragoman.languages import load

    load("en").words.clear()


def _coder() -> Any:
    """Return the coder, with everything loaded that it needs for its first sentence."""
    from dragoman.coding.rules import RuleCoder

    coder = RuleCoder()
    coder.code(_documents(["Finland asked Sweden for help on 3 May 1999."])[0])
    return coder


def _coding(sentences: Sequence[str], timed: Callable[..., float]) -> Numbers:
    """Time whole extraction beside the baseline on the same sentences."""
    coder, baseline = _coder(), WordList()
    documents = _documents(sentences)
    found = 0

    def ours() -> None:
        nonlocal found
        found = sum(len(coder.code(doc).reports) for doc in documents)

    theirs = median_of(lambda: [baseline.code(text) for text in sentences])
    seconds = timed(ours, before=_forget)
    n = len(sentences)
    return {
        "sentences": n,
        "tokens_per_sentence": round(sum(len(text.split()) for text in sentences) / n, 1),
        "reports_per_sentence": round(found / n, 2),
        "sentences_per_second": round(n / seconds, 1),
        "microseconds_per_sentence": round(1e6 * seconds / n, 1),
        "baseline_sentences_per_second": round(n / theirs, 1),
        "ratio": round(seconds / theirs, 1),
        "peak_mb": round(peak_mb(), 1),
    }


def coding_dense() -> Numbers:
    """Whole extraction on generated sentences full of events, caches emptied, median of five."""
    return _coding(texts.dense(DENSE), median_of)


def coding_gold() -> Numbers:
    """The same on the sentences of ``plv_dev.jsonl``, where it lies beside the checkout."""
    root = Path(os.environ.get("DRAGOMAN_SHARED") or Path(__file__).parents[1] / ".." / "shared")
    path = root / "gold" / "plv_dev.jsonl"
    if not path.is_file():
        return {"left_out": f"{path.name} is absent"}
    lines = path.read_text(encoding="utf-8").split("\n")
    return _coding([json.loads(line)["text"] for line in lines if line.strip()], median_of)


def coding_cold() -> Numbers:
    """One pass over many distinct generated sentences."""
    return _coding(texts.dense(COLD), seconds_of)


def coding_quiet() -> Numbers:
    """Text in which nothing is found."""
    paragraphs = texts.quiet(QUIET)
    documents = _documents(["\n".join(paragraphs[at : at + 20]) for at in range(0, len(paragraphs), 20)])
    coder, baseline = _coder(), WordList()
    if any(coder.code(doc).reports for doc in documents[:20]):
        raise AssertionError("the quiet text has events in it; take the words out that stand for them")
    seconds = median_of(lambda: [coder.code(doc) for doc in documents], before=_forget)
    theirs = median_of(lambda: [baseline.code(doc.text) for doc in documents])
    size = sum(len(doc.text) for doc in documents) / 1e6
    return {
        "megabytes": round(size, 2),
        "mb_per_second": round(size / seconds, 2),
        "baseline_mb_per_second": round(size / theirs, 2),
        "ratio": round(seconds / theirs, 2),
        "peak_mb": round(peak_mb(), 1),
    }


def mentions() -> Numbers:
    """Names of actors in running text: dense and quiet by halves."""
    from dragoman.actors import scanner

    scan = scanner("en").scan
    text = "\n".join(texts.dense(4 * DENSE) + texts.quiet(500_000))
    baseline = WordList()
    scan(text[:1000])
    found = len(scan(text))
    seconds, theirs = median_of(lambda: scan(text)), median_of(lambda: baseline.code(text))
    size = len(text) / 1e6
    return {
        "megabytes": round(size, 2),
        "mentions": found,
        "mb_per_second": round(size / seconds, 2),
        "baseline_mb_per_second": round(size / theirs, 2),
        "ratio": round(seconds / theirs, 2),
    }


def reading() -> Numbers:
    """Files to documents: text, page and PDF with the same words in them; text in five languages.

    Of those in five languages, and of a short page, the bytes of the file are counted: a Cyrillic letter
    has two.
    """
    from dragoman.documents import read

    paragraphs = [" ".join(texts.dense(DENSE)[at : at + 5]) for at in range(0, DENSE, 5)]
    while sum(map(len, paragraphs)) > FILES:
        paragraphs.pop()
    size = sum(map(len, paragraphs)) / 1e6
    baseline = WordList()
    theirs = median_of(lambda: [baseline.code(paragraph) for paragraph in paragraphs])
    numbers: Numbers = {"megabytes": round(size, 3), "baseline_mb_per_second": round(size / theirs, 2)}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in {
            "txt": "\n\n".join(paragraphs).encode(),
            "html": texts.html(paragraphs),
            "pdf": texts.pdf(paragraphs),
        }.items():
            path = Path(folder, f"text.{name}")
            path.write_bytes(data)
            kept = len(read(path).text)
            if kept < 0.95 * size * 1e6:
                raise AssertionError(f"{name}: only {kept} characters of {size * 1e6:.0f} were read")
            seconds = median_of(lambda path=path: read(path))
            numbers[f"{name}_mb_per_second"] = round(size / seconds, 2)
            numbers[f"{name}_ratio"] = round(seconds / theirs, 1)
            if name == "pdf":
                pages = max(block.page or 0 for block in read(path).blocks)
                numbers["pdf_pages_per_second"] = round(pages / seconds)
        page = Path(folder, "page.html")
        page.write_bytes(texts.html(paragraphs[:SHORT]))
        seconds = median_of(lambda: [read(page) for _ in range(OFTEN)]) / OFTEN
        kilobytes = page.stat().st_size / 1e3
        numbers[f"html_of_{kilobytes:.0f}_kb_mb_per_second"] = round(kilobytes / 1e3 / seconds, 2)
        for language in ("en", "ru", "uk", "tr", "az"):
            path = Path(folder, f"{language}.txt")
            path.write_bytes("\n\n".join(texts.prose(language, PROSE)).encode())
            if read(path).language != language:
                raise AssertionError(f"the text in {language!r} was taken for another language")
            seconds = median_of(lambda path=path: read(path))
            numbers[f"txt_{language}_mb_of_file_per_second"] = round(path.stat().st_size / 1e6 / seconds, 1)
    return numbers


def loading() -> Numbers:
    """From a fresh interpreter to the first report."""
    start = perf_counter()
    baseline = seconds_of(WordList)
    began = perf_counter()
    _coder()
    seconds = perf_counter() - began
    return {
        "seconds_to_first_report": round(seconds, 3),
        "baseline_seconds": round(baseline, 5),
        "peak_mb": round(peak_mb(), 1),
        "seconds_in_all": round(perf_counter() - start, 3),
    }


def names() -> Numbers:
    """Load the names, people and states of all five languages, imports included."""
    baseline = median_of(WordList)
    began = process_time()
    from dragoman.actors import scanner

    for language in ("en", "ru", "uk", "tr", "az"):
        scanner(language)
    seconds = process_time() - began
    return {
        "seconds_of_cpu": round(seconds, 3),
        "baseline_seconds": round(baseline, 5),
        "peak_mb": round(peak_mb(), 1),
    }


MEASURES: dict[str, Callable[[], Numbers]] = {
    "coding_dense": coding_dense,
    "coding_gold": coding_gold,
    "coding_cold": coding_cold,
    "coding_quiet": coding_quiet,
    "mentions": mentions,
    "reading": reading,
    "loading": loading,
    "names": names,
}
"""In the order in which they run; each in a process of its own."""
