"""The default coder: a deterministic cascade over frames, no model, no network.

scan -> segment -> group, clause (the grammar) -> frame -> roles -> qualify -> prove
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import dragoman
from dragoman.actors import Mention, registry, scanner
from dragoman.actors.digest import data_digest
from dragoman.codebook import load as load_codebook
from dragoman.coding.apart import set_apart
from dragoman.coding.assemble import Assembler
from dragoman.coding.base import AssumeDate, Coding
from dragoman.coding.entries import HEADINGS, entry_time, may_head
from dragoman.coding.eras import with_eras
from dragoman.coding.listed import has_trait
from dragoman.coding.quotations import quotations_of
from dragoman.coding.reference import Memory
from dragoman.coding.reigns import with_reigns
from dragoman.coding.routes import without_routes
from dragoman.coding.scan import Triggers
from dragoman.coding.script import as_written, for_reading
from dragoman.coding.segment import sentences
from dragoman.coding.sentence import Sentence, cut
from dragoman.coding.timing import timing_words
from dragoman.coding.voice import OPENING, opens_resolution
from dragoman.coding.when import Timeline
from dragoman.languages import SUPPORTED, Grammar
from dragoman.languages import load as load_language
from dragoman.languages.times import YEAR, Time
from dragoman.model import APPARATUS, Block, Document, Edtf, Participant

__all__ = ["RuleCoder"]

_BARE_OFFICES = "bare_offices"
_HEAD = 200  # characters of a line that may say whose words a text is


class RuleCoder:
    """Codes English, Russian, Ukrainian, Turkish and Azerbaijani by frames.

    Examples
    --------
    >>> from dragoman.documents import read_text
    >>> doc = read_text("Turkey recognised Azerbaijan on 9 November 1991.", language="en")
    >>> [report.event for report in RuleCoder().code(doc).reports]
    ['SUPPORT']
    """

    name = "rules"

    def __init__(self, viewpoint: str = "", actors: Path | None = None) -> None:
        self.viewpoint = viewpoint
        self.actors = actors
        """A study's own table of actors."""
        self.codebook = load_codebook()

    @property
    def version(self) -> str:
        """Version over program, codebook and lexicons."""
        return _version(self.viewpoint, self._own)

    @property
    def _own(self) -> str:
        own = registry(self.viewpoint, self.actors).own
        return own.digest if own else ""

    @property
    def parts(self) -> dict[str, str]:
        """What the version is made of: program, codebook, lexicons and viewpoint, each with its own."""
        parts = {
            "program": f"dragoman {dragoman.__version__}",
            "codebook": self.codebook.id,
            "lexicon actors": data_digest(),
            **{f"lexicon {language}": load_language(language).pack.digest for language in SUPPORTED},
        }
        if self.viewpoint:
            parts["viewpoint"] = self.viewpoint
        if self._own:
            parts["own actors"] = self._own
        return parts

    def code(self, doc: Document, *, assume: AssumeDate = "today") -> Coding:
        """Code one document; see `dragoman.coding.base.Coder`."""
        reading = for_reading(doc)
        if reading.doc is not doc:
            return as_written(self._code(reading.doc, assume), doc.text, reading.torn)
        return self._code(doc, assume)

    def _code(self, doc: Document, assume: AssumeDate) -> Coding:
        """Code a document as it is read."""
        found_mentions: list[Participant] = []
        problems = []
        for language in sorted({block.language for block in doc.blocks if block.kind not in APPARATUS}):
            if language not in SUPPORTED:
                count = sum(b.language == language and b.kind not in APPARATUS for b in doc.blocks)
                problems.append(_left(language, count))
        assembler = self.assembler(doc, assume)
        for block, sentence, timeline, memory in self.walk(doc):
            assembler.sentence(sentence, block, timeline, memory, load_language(block.language))
            found_mentions.extend(assembler.mentions(sentence))
        return Coding(*assembler.settled(), tuple(found_mentions), tuple(problems))

    def assembler(self, doc: Document, assume: AssumeDate) -> Assembler:
        """Return what collects the reports and claims of a document."""
        return Assembler(
            doc,
            self._days(doc, assume),
            registry(self.viewpoint, self.actors),
            self.codebook,
            strict=assume == "none",
        )

    def walk(self, doc: Document) -> Iterator[tuple[Block, Sentence, Timeline, Memory]]:
        """Yield each sentence with the timeline and the memory as they stand before it.

        Whoever walks has the sentence learnt (`Assembler.sentence`) before taking the next one.
        """
        language = doc.blocks[0].language.partition("-")[0] if doc.blocks else ""
        timeline, memory = Timeline(doc.published, timing_words(language)), Memory(quotations_of(doc))
        last: Block | None = None
        in_list = False
        for block, sentence in self._sentences(doc, memory):
            if block is not last:
                opened = block.kind == "item" and doc.text[
                    max(0, block.start - 8) : block.start
                ].rstrip().endswith(":")
                in_list = opened or (in_list and block.kind == "item")
                if in_list:
                    timeline.point(first=opened)
                else:
                    timeline.paragraph()
                if last is None or block.kind != "item":
                    memory.paragraph()
                last = block
            if block.kind in HEADINGS or (sentence.start == block.start and timeline.heads_entry(sentence)):
                timeline.heading(sentence)
            yield block, sentence, timeline, memory
        memory.later(None)

    def _sentences(self, doc: Document, memory: Memory) -> Iterator[tuple[Block, Sentence]]:
        """Yield the parsed sentences of a document in which anything could be coded.

        A report needs somebody who is named or pointed back to, so the names are looked for first, and
        most of a text goes by without being cut into words.
        """
        text = doc.text
        introduced: dict[str, int] = {}
        quotations = quotations_of(doc)
        reg = registry(self.viewpoint, self.actors)
        ends = -1
        """Where a quotation ends that a sentence before has opened: there it is said whose it is."""
        for number, block in enumerate(doc.blocks):
            if block.kind in APPARATUS or block.language not in SUPPORTED:
                continue
            head = number < OPENING and block.stop - block.start < _HEAD
            head = head or opens_resolution(text[block.start : block.stop].rstrip())
            heading = block.kind in HEADINGS
            grammar = load_language(block.language)
            piece = grammar.readable(text[block.start : block.stop])
            names = scanner(block.language, self.viewpoint, self.actors).scan(piece, introduced)
            names = without_routes(piece, names)
            if has_trait(block.language, _BARE_OFFICES):
                set_apart(names, reg)
            memory.catch_up()
            nobody = not _names_somebody(names) and memory.empty and not heading
            if nobody and not YEAR.search(text, block.start, block.stop):
                continue  # and no year that a later story could stand under
            language = grammar.pack.code
            for mention in names:
                mention.start += block.start
                mention.stop += block.start
            starts = [mention.start for mention in names]
            triggers = _triggers(block.language)
            skipped: tuple[int, int] | None = None
            opens = block.kind == "paragraph"
            for start, stop in sentences(text, block.start, block.stop, grammar.pack.boundaries):
                memory.catch_up()
                closing = start < ends <= stop
                first, opens = opens, False
                inside = names[bisect_left(starts, start) : bisect_left(starts, stop)]
                telling = heading or closing or (head and _names_somebody(inside))
                if not telling and not triggers.within(text, start, stop):
                    skipped = start, stop
                    if first and may_head(start, stop):
                        # "5 May. ..." in a diary
                        times = _line_times(grammar, text, start, stop)
                        if times:
                            yield block, cut(grammar, text, start, stop, (), times)
                            skipped = None
                    continue
                if heading:
                    times = _line_times(grammar, text, start, stop)
                else:
                    times = grammar.dates.find(text, start, stop)
                    times = with_reigns(text, start, stop, times, inside, language, reg)
                    times = with_eras(text, start, stop, times, language)
                if skipped is not None and not any(time.kind == "absolute" for time in times):
                    # nothing is coded there, but its date may be the one that holds here
                    before = grammar.dates.find(text, *skipped)
                    if before:
                        others = names[bisect_left(starts, skipped[0]) : bisect_left(starts, skipped[1])]
                        yield block, cut(grammar, text, *skipped, others, before)
                skipped = None
                if (
                    _names_somebody(inside)
                    or times
                    or heading
                    or closing
                    or memory.refers(text, start, stop, grammar.pack)
                ):
                    goes_on = quotations.around(stop)
                    ends = goes_on.stop if goes_on is not None else -1
                    yield block, cut(grammar, text, start, stop, inside, times, point=memory.resolves)

    def _days(self, doc: Document, assume: AssumeDate) -> Edtf | date | None:
        if doc.published is not None:
            return doc.published
        return assume if isinstance(assume, date) else None


def _line_times(grammar: Grammar, text: str, start: int, stop: int) -> list[Time]:
    """Return the times of a line that may be a date alone."""
    times = grammar.dates.find(text, start, stop)
    line = text[start:stop]
    if line.isupper() and len(titled := line.title()) == len(line):
        # "MAY 1920": in capitals English months are no words
        other = grammar.dates.find(text[:start] + titled, start, stop)
        times = max(times, other, key=lambda found: sum(time.stop - time.start for time in found))
    alone = entry_time(grammar.pack, text, start, stop) if not times else None
    return [alone] if alone is not None else times


def _names_somebody(mentions: Sequence[Mention]) -> bool:
    """Whether there is more than modifiers such as "late" or "former"."""
    return any(mention.kind != "mod" for mention in mentions)


@lru_cache(maxsize=8)
def _triggers(language: str) -> Triggers:
    return Triggers(load_language(language))


@lru_cache(maxsize=8)
def _version(viewpoint: str, own: str) -> str:
    digest = hashlib.sha256()
    for language in SUPPORTED:
        digest.update(load_language(language).pack.digest.encode())
    digest.update(data_digest().encode())
    digest.update(viewpoint.encode())
    digest.update(own.encode())
    return f"{dragoman.__version__}+{load_codebook().version}.{digest.hexdigest()[:10]}"


def _left(language: str, count: int) -> str:
    if language == "und":
        return (
            f"paragraphs left because their language could not be told: {count}. "
            "If you know it, add the file again with it: --language en."
        )
    return f"paragraphs left because they are in {language!r}, which has no language pack: {count}."
