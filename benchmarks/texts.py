"""Texts to be timed, recombined from word lists: the same for the same seed on every machine."""

from __future__ import annotations

import random
import re
from pathlib import Path

from benchmarks.pdf import write_pdf
from benchmarks.words import countries, words

__all__ = ["dense", "html", "pdf", "prose", "quiet"]

SEED = 1453

_CORPUS = Path(__file__).resolve().parents[1] / "examples" / "caucasus"
_BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")

_COUNTRIES = countries()
_SYLLABLES = words("syllables")[0].split()


def _surname(draw: random.Random) -> str:
    """Make a name that no lexicon has, so that words are not all warm."""
    return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize()


def _party(draw: random.Random) -> str:
    country, adjective, capital = draw.choice(_COUNTRIES)
    kind = draw.random()
    if kind < 0.35:
        return country
    if kind < 0.5:
        return capital
    office = draw.choice(words("offices"))
    if kind < 0.75:
        return f"the {adjective} {office}"
    if kind < 0.9:
        return f"{adjective} {office} {_surname(draw)} {_surname(draw)}"
    return f"the {office} of {country}"


def _act(draw: random.Random) -> str:
    return draw.choice(words("acts")).format(o=_party(draw), t=draw.choice(words("topics")))


def _sometimes(draw: random.Random, section: str, share: float) -> str:
    return draw.choice(words(section)) if draw.random() < share else ""


def _dense_sentence(draw: random.Random) -> str:
    actor = _party(draw)
    if draw.random() < 0.15:
        actor = f"{actor} and {_party(draw)}"
    act = _act(draw)
    if draw.random() < 0.3:
        act = f"{act} and {_act(draw)}"
    before = _sometimes(draw, "speaking", 0.5) or _sometimes(draw, "openings", 0.7)
    closing = _sometimes(draw, "closings", 0.7)
    comma = "" if closing.startswith(",") or not closing else " "
    sentence = f"{before} {actor} {act}{comma}{closing}.".lstrip()
    return sentence[0].upper() + sentence[1:]


def dense(count: int, seed: int = SEED) -> list[str]:
    """Return distinct English sentences, nearly every one with events in it."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_dense_sentence(draw)] = None
    return list(found)


def quiet(size: int, seed: int = SEED) -> list[str]:
    """Return paragraphs of English in which no actor and no event stands, ``size`` bytes in all."""
    draw = random.Random(seed)
    paragraphs = []
    left = size
    while left > 0:
        sentences = []
        for _ in range(8):
            more = _sometimes(draw, "quiet more", 0.7)
            comma = "" if more.startswith(",") or not more else " "
            sentence = f"{draw.choice(words('quiet who'))} {draw.choice(words('quiet did'))}{comma}{more}."
            sentences.append(sentence[0].upper() + sentence[1:])
        paragraphs.append(" ".join(sentences))
        left -= len(paragraphs[-1])
    return paragraphs


def prose(language: str, size: int, seed: int = SEED) -> list[str]:
    """Return paragraphs of about 300 characters, ``size`` bytes in all, of sentences of the demo corpus."""
    sentences = _sentences(language)
    draw = random.Random(seed)
    paragraphs: list[str] = []
    left = size
    while left > 0:
        chosen: list[str] = []
        while sum(map(len, chosen)) < 250:
            chosen.append(draw.choice(sentences))
        paragraphs.append(" ".join(chosen))
        left -= len(paragraphs[-1].encode()) + 2
    return paragraphs


def _sentences(language: str) -> list[str]:
    from dragoman.documents import read

    found: dict[str, None] = {}
    for line in (_CORPUS / "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, spoken, *_ = line.split("\t")
        if spoken != language or not name.endswith((".txt", ".md")):
            continue
        doc = read(_CORPUS / name)
        for block in doc.blocks:
            if block.kind == "paragraph" and block.language == language:
                text = " ".join(doc.text[block.start : block.stop].split())
                found |= dict.fromkeys(one for one in _BETWEEN.split(text) if 50 <= len(one) < 250)
    return list(found)


def html(paragraphs: list[str]) -> bytes:
    """Return a page with navigation, an article and a footer."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    page = (
        "<!doctype html><html lang='en'><head><title>A page</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/about'>About</a></nav>"
        f"<article><h1>A page</h1>\n{body}</article><footer>All rights reserved</footer></body></html>"
    )
    return page.encode()


def pdf(paragraphs: list[str]) -> bytes:
    """Return a PDF of pages with these paragraphs in Helvetica, and nothing else."""
    lines = [line for paragraph in paragraphs for line in [*_wrapped(paragraph, 88), ""]]
    pages = [lines[start : start + 54] for start in range(0, len(lines), 54)]
    # Its pages are A5: letters of eight points let 88 of them stand in a line.
    return write_pdf(
        [[(30, 565 - 10 * row, 8, line) for row, line in enumerate(page) if line] for page in pages]
    )


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines
