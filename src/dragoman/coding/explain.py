"""How a report came about: the sentence once more, with everything the stages found in it.

The result is plain data (dataclasses of texts, numbers and lists) for whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.coding.base import AssumeDate
from dragoman.coding.compared import dating_times
from dragoman.coding.explain_frames import Chosen, Rejected, Verdict, chosen, rejected, verdicts
from dragoman.coding.explain_words import GroupView, PredicateView, Unit, groups, predicates, units
from dragoman.coding.rules import RuleCoder
from dragoman.coding.scene import Scene
from dragoman.coding.script import for_reading
from dragoman.languages import SUPPORTED
from dragoman.languages import load as load_language
from dragoman.model import APPARATUS, Document

__all__ = ["Explanation", "explain"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence, stage by stage.

    Attributes
    ----------
    sentence : str
    start, stop : int
        Its place in the document's text.
    as_of : str or None
        Day that names are read as of where the sentence has no date; null for today.
    units : list of Unit
        Tokens, names and time expressions with their grammatical class.
    groups : list of GroupView
    predicates : list of PredicateView
    chosen : list of Chosen
        The frame that fired on each predicate, standing or not.
    rejected : list of Rejected
        The frames that did not, and why.
    verdicts : list of Verdict
        What became of each frame that stands: roles, qualifiers, class, report or claim.
    notes : list of str
        What stopped the coder before the first frame, if anything did.
    """

    document: str
    language: str
    sentence: str
    start: int
    stop: int
    as_of: str | None = None
    units: list[Unit] = field(default_factory=list)
    groups: list[GroupView] = field(default_factory=list)
    predicates: list[PredicateView] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as a JSON object."""
        return asdict(self)


def explain(
    doc: Document,
    *,
    coder: RuleCoder | None = None,
    assume: AssumeDate = "today",
    within: tuple[int, int] | None = None,
) -> list[Explanation]:
    """Run a document again, with tracing.

    The whole document is read, because headings and earlier sentences give dates and references.

    Parameters
    ----------
    doc : Document
    coder : RuleCoder, optional
    assume : "today", "none" or date
        As in `RuleCoder.code`.
    within : (start, stop), optional
        Only sentences that share a character with this span.

    Returns
    -------
    list of Explanation
        One a sentence; blocks that are not coded (apparatus, other languages, sentences without any
        word of the lexicon) have one each that says so.
    """
    coder = coder or RuleCoder()

    def wanted(start: int, stop: int) -> bool:
        return within is None or (start < within[1] and within[0] < stop)

    found = [made for made in _parsed(doc, coder, assume) if wanted(made.start, made.stop)]
    seen = [(made.start, made.stop) for made in found]
    for block in doc.blocks:
        if not wanted(block.start, block.stop) or any(block.start <= start < block.stop for start, _ in seen):
            continue
        found.append(
            Explanation(
                doc.path,
                block.language,
                doc.text[block.start : block.stop],
                block.start,
                block.stop,
                notes=[_why_nothing(block.kind, block.language)],
            )
        )
    return sorted(found, key=lambda made: (made.start, made.stop))


def _why_nothing(kind: str, language: str) -> str:
    if kind in APPARATUS:
        return f"This is apparatus ({kind}): kept and shown, but nothing is coded from it."
    if language not in SUPPORTED:
        return f"The language {language!r} has no language pack; {', '.join(SUPPORTED)} have one."
    return "No word of the lexicon's predicates stands here, so the grammar was not even asked."


def _parsed(doc: Document, coder: RuleCoder, assume: AssumeDate) -> Iterator[Explanation]:
    """Look at each sentence on the coder's own way through the document."""
    written = doc.text
    doc, torn = for_reading(doc)
    settled = coder.code(doc, assume=assume)  # whose a quotation is may be told at its end
    assembler = coder.assembler(doc, assume)
    for block, sentence, timeline, memory in coder.walk(doc):
        grammar = load_language(block.language)
        n_reports, n_claims = len(assembler.reports), len(assembler.claims)
        days = assembler.as_of(sentence, dating_times(timeline, sentence, grammar.pack.code), timeline)
        scene = Scene(sentence, grammar, assembler.reg, days, memory, strict=assembler.strict)
        assembler.sentence(sentence, block, timeline, memory, grammar)
        reports = settled.reports[n_reports : len(assembler.reports)]
        claims = settled.claims[n_claims : len(assembler.claims)]
        yield Explanation(
            document=doc.path,
            language=block.language,
            sentence=written[sentence.start : torn.stop(sentence.stop)],
            start=sentence.start,
            stop=torn.stop(sentence.stop),
            as_of=None if days == (None, None) else "/".join(str(day or "..") for day in dict.fromkeys(days)),
            units=units(scene),
            groups=groups(scene),
            predicates=predicates(scene),
            chosen=chosen(scene),
            rejected=rejected(scene),
            verdicts=verdicts(scene, coder.codebook, reports, claims),
        )
