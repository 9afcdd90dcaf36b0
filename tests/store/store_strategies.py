"""Texts with traps in them, and reports whose every span is right."""

from __future__ import annotations

from hypothesis import strategies as st

from dragoman.model import Block, Claim, Document, Evidence, Participant, Report, Trigger, parse_edtf

__all__ = ["claims", "documents", "reports"]

TRAPS = [
    "\N{GRINNING FACE}", "\r\n", "e\N{COMBINING ACUTE ACCENT}", "Баку", "встреча", "İzmir", "ılık",
    "Azərbaycan", "\u200f", "\u2028", "\ufeff", " met ", ". ", '"', "<b>", "\\", "і", "ß", "\t",
    "\N{REGIONAL INDICATOR SYMBOL LETTER A}\N{REGIONAL INDICATOR SYMBOL LETTER Z}",
]  # fmt: skip
BASES = ["stated", "inherited", "inferred", "assumed"]
DATES = ["1992", "1992-05-28", "1918/1920", "2020-09~", "199X", "../1920", None]
words = st.sampled_from([None, "TUR", "AZE", "x\N{GRINNING FACE}"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document of two blocks."""
    text = "".join(draw(st.lists(st.sampled_from(TRAPS), min_size=4, max_size=30)))
    middle = draw(st.integers(0, len(text)))
    return Document(
        id=draw(st.text("0123456789abcdef", min_size=4, max_size=8)),
        path="папка/a.txt",
        text=text,
        blocks=(
            Block(0, middle, "heading", "ru", 2, 1),
            Block(middle, len(text), "paragraph", "az-Cyrl", 0, None),
        ),
        title=draw(words),
        author=draw(words),
        publisher=draw(words),
        url=draw(words),
        language="ru",
        published=draw(st.sampled_from([None, parse_edtf("1920-04"), parse_edtf("1917-10-25", "julian")])),
        published_basis=draw(st.sampled_from([None, "given"])),
        published_span=draw(st.sampled_from([None, (0, 2)])),
        format="html",
        encoding=draw(words),
        sha256="ab",
        size=draw(st.integers(0, 2**40)),
        reader="html 1",
        problems=tuple(draw(st.lists(st.sampled_from(TRAPS), max_size=2))),
        licence=draw(words),
        locator=draw(st.sampled_from([None, "row 7"])),
    )


def _trigger(draw: st.DrawFn, text: str) -> Trigger:
    start = draw(st.integers(0, len(text) - 1))
    stop = draw(st.integers(start + 1, len(text)))
    return Trigger(text[start:stop], start, stop)


def _people(draw: st.DrawFn, text: str) -> tuple[Participant, ...]:
    people = []
    for _ in range(draw(st.integers(0, 2))):
        t = _trigger(draw, text)
        basis = draw(st.sampled_from(BASES))
        people.append(
            Participant(t.text, t.start, t.stop, draw(words), draw(words), draw(words), basis, draw(words))
        )
    return tuple(people)


def _common(draw: st.DrawFn, text: str) -> dict[str, object]:
    proofs = [_trigger(draw, text) for _ in range(draw(st.integers(0, 2)))]
    return {
        "trigger": _trigger(draw, text),
        "sentence": _trigger(draw, text),
        "rule": "en:12",
        "aux": tuple(draw(st.lists(st.sampled_from(["future", "negation"]), max_size=2))),
        "speakers": _people(draw, text),
        "cites": tuple(draw(st.lists(st.sampled_from(TRAPS), max_size=2))),
        "evidence": tuple(Evidence("date", t.start, t.stop, t.text, "inherited") for t in proofs),
        "confidence": draw(st.floats(0, 1)),
        "language": "tr",
    }


@st.composite
def reports(draw: st.DrawFn, text: str) -> Report:
    """Return a report on a text."""
    return Report(
        **_common(draw, text),
        event="CONSULT",
        mode=draw(words),
        contexts=tuple(draw(st.lists(st.sampled_from(["military", "economic"]), max_size=2))),
        occurrence=draw(st.sampled_from(["once", "repeated", "ongoing", None])),
        actor=_people(draw, text),
        recipient=_people(draw, text),
        others=_people(draw, text),
        date=draw(st.sampled_from(DATES)),
        date_basis=draw(st.sampled_from([*BASES, None])),
        place=draw(words),
        agreement=draw(words),
        counts=draw(st.dictionaries(st.sampled_from(["dead", "injured", "size"]), st.integers(0, 2**40))),
    )


@st.composite
def claims(draw: st.DrawFn, text: str) -> Claim:
    """Return a claim on a text."""
    return Claim(
        **_common(draw, text),
        direction=draw(st.sampled_from(["closer", "apart", "unchanged", "mixed"])),
        parties=_people(draw, text),
        period=draw(st.sampled_from(DATES)),
        cause=draw(words),
        interest=draw(words),
    )
