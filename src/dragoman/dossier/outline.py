"""A dossier as a sequence of plain blocks: what every format but the page is written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.dossier import alike, phases, sections
from dragoman.dossier.data import DossierData
from dragoman.dossier.methods import methods
from dragoman.dossier.pictures import phase_names
from dragoman.dossier.proof import Piece
from dragoman.dossier.views import ClaimView, Party, ReportView, Views, named
from dragoman.dossier.voices import by_language_and_side, voices
from dragoman.dossier.words import MARKS, date_words, language_words, mark_kind, plural

__all__ = ["Block", "Heading", "Items", "Paragraph", "Picture", "Quote", "Run", "Table", "outline"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style: ``""``, ``strong``, ``em`` or ``mark``; a mark has a label."""

    text: str
    style: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``numeric`` holds the columns that stand to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()

    @property
    def longest(self) -> tuple[int, ...]:
        """Characters of the longest cell of each column, by which it gets its share of the page."""
        return tuple(max(map(len, column)) for column in zip(self.header, *self.rows, strict=True))


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document with its marks, where it stands, and what was read in it."""

    runs: tuple[Run, ...]
    language: str
    source: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart by its name; the writer draws it."""

    name: str
    caption: str


Block = Heading | Paragraph | Items | Table | Quote | Picture


def _text(*words: str) -> Paragraph:
    return Paragraph(tuple(Run(word) for word in words if word))


def _who(parties: Sequence[Party]) -> str:
    return ", ".join(f"{one.text} ({one.codes})" if one.codes else one.text for one in named(parties))


def _runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    return tuple(
        Run(
            piece.text,
            "mark" if piece.fields else "",
            " · ".join(MARKS.get(mark_kind(name), "evidence") for name in piece.opens),
        )
        for piece in pieces
    )


def _source(row: ReportView | ClaimView) -> str:
    page = f", p. {row.page}" if row.page else ""
    voice = f"on the word of {row.speaker}" if row.speaker else "in the document's own words"
    return f"{row.document.title or row.document.path}{page}; {voice}; {language_words(row.language)}"


def _statement(row: ReportView) -> str:
    sides = " → ".join(filter(None, (_who(row.actors) or "somebody not named", _who(row.recipients))))
    return f"{row.date_words}: {row.event.label}, {sides}" + (
        f" [{row.status_words}]" if row.status_words else ""
    )


def _page(data: DossierData) -> Iterator[Block]:
    if data.pages > 1:
        yield _text(
            f"Page {data.page} of {data.pages}: in the order of time, from report {data.first:,} of "
            f"{data.total:,}. All figures of this page are of its own reports."
        )


def _counted(made: sections.Summary) -> Iterator[str]:
    if not made.reports and not made.claims:
        yield "No report on the two was found; what the documents are silent about is unknown, not zero."
        return
    apart = f", {made.independent:,} of them independent of each other"
    yield (
        f"{plural(made.reports, 'report')} and {plural(made.claims, 'claim')} from "
        f"{plural(made.documents, 'document')}{apart if made.independent != made.documents else ''}."
    )
    if len(made.languages) > 1:
        yield f"Of the reports, {', '.join(f'{number:,} in {name}' for name, number in made.languages)}."
    yield (
        f"{plural(made.counted, 'report')} told as having happened between the two; "
        f"{made.dated:,} with a date."
    )
    yield (
        f"In {made.assumed:,} names were read as of an assumed date."
        if made.assumed
        else "No name had to be read as of an assumed date."
    )


def _rests_on(data: DossierData, found: Views) -> Iterator[Block]:
    made = sections.summary(data, found)
    yield Heading(2, "What it rests on")
    yield _text(" ".join(_counted(made)))
    yield Items(tuple((Run(note),) for note in data.notes))
    if data.entities:
        yield Heading(3, f"Who stands behind {data.a} and {data.b}")
        yield Table(
            ("Code", "Entity", "From", "Until", "Reports", "Note"),
            tuple(
                (
                    one.code,
                    one.name,
                    date_words(one.start) if one.start else "",
                    date_words(one.end) if one.end else "today",
                    "" if one.reports is None else f"{one.reports:,}",
                    one.note or "",
                )
                for one in data.entities
            ),
            frozenset({4}),
        )
    yield Heading(3, "Documents")
    yield Table(
        ("Document", "Language", "Published", "Whose voice", "Reports", "Claims"),
        tuple(
            (
                row.info.title or row.info.path,
                language_words(row.info.language),
                date_words(row.info.published) if row.info.published else "not dated",
                row.info.side or row.info.publisher or "",
                f"{row.reports:,}",
                f"{row.claims:,}",
            )
            for row in sections.sources(data, found)
        ),
        frozenset({4, 5}),
    )
    grid = by_language_and_side(found)
    if grid.rows:
        yield Heading(3, "By language and side")
        yield Table(
            ("Side", *grid.languages, "Documents"),
            tuple(
                (side, *(f"{n:,}" if n else "" for n in counts), f"{docs:,}")
                for side, counts, docs in grid.rows
            ),
            frozenset(range(1, len(grid.languages) + 2)),
        )


def _time(found: Views, pictures: frozenset[str]) -> Iterator[Block]:
    if "timeline" in pictures:
        yield Heading(2, "Timeline")
        yield Picture(
            "timeline",
            "One point is one dated report between the two, at its date; hollow: denied, announced, "
            "hypothetical or general. An empty stretch means that these documents are silent.",
        )
    if "balance" in pictures:
        yield Picture("balance", "Share of co-operation by decade: mean over independent documents.")
    if "stages" in pictures:
        yield Heading(3, "Stages, as told and as counted")
        yield Picture(
            "stages",
            "What authors say of the relation, dashed where they name only one end of the period, and, where "
            "there are any, the phases of the counted reports.",
        )
    spoken = voices(found)
    if spoken:
        yield Heading(2, "Who speaks")
        if "voices" in pictures:
            yield Picture("voices", "Reports by whose word they rest on and what they tell.")
        yield Table(
            ("Speaker", "Code", "Co-operation", "Conflict", "Claims"),
            tuple(
                (one.name, one.code or "", f"{one.cooperative:,}", f"{one.conflictual:,}", f"{one.claims:,}")
                for one in spoken
            ),
            frozenset({2, 3, 4}),
        )


def _relations(data: DossierData, found: Views, pictures: frozenset[str]) -> Iterator[Block]:
    agreed = sections.agreements(data, found)
    if agreed:
        yield Heading(2, "Agreements")
    for one in agreed:
        yield Heading(3, one.name)
        if one.differ:
            yield _text("The dates differ; both readings are kept.")
        yield Items(
            tuple(
                (
                    Run(f"{row.date_words}{f' ({kind})' if kind else ''}: {row.trigger}. "),
                    Run(_source(row), "em"),
                )
                for row, kind in one.rows
            )
        )
    met = sections.meetings(found)
    if met:
        yield Heading(2, "Meetings")
        yield Table(
            ("Date", "Who", "Place", "Document"),
            tuple(
                (
                    row.date_words,
                    " → ".join(filter(None, (_who(row.actors), _who(row.recipients)))),
                    str(row.row["place"] or ""),
                    row.document.title or row.document.path,
                )
                for row in met
            ),
        )
    if found.claims:
        yield Heading(2, "Claims about the relation")
        yield _text(
            "What speakers say the relation is or becomes. Claims are no events and are never counted."
        )
    for speaker, rows in sections.by_speaker(found):
        yield Heading(3, speaker or "In the documents' own voice")
        for claim in rows:
            period = f" ({claim.date_words})" if claim.date else ""
            yield Paragraph((Run(f"{claim.direction}{period}: {_who(claim.parties)}", "strong"),))
            yield Quote(_runs(claim.quote), claim.language, _source(claim), tuple(claim.facts))
    others = sections.thirds(found)
    if others:
        yield Heading(2, "Third parties")
    if "network" in pictures:
        yield Picture("network", "Who stands around the two in the study's reports; dashed: more conflict.")
    if others:
        yield Table(
            ("Who", "Code", "As", "Reports"),
            tuple(
                (
                    one.name,
                    one.code or "",
                    ", ".join(f"{role} ({number})" for role, number in one.roles.most_common()),
                    f"{len(one.rows):,}",
                )
                for one in others
                if one.code
            ),
            frozenset({3}),
        )
        uncoded = [one.name for one in others if not one.code]
        if uncoded:
            yield _text(f"Without a code, as the texts have them: {', '.join(uncoded)}.")


def _datasets(data: DossierData, pictures: frozenset[str]) -> Iterator[Block]:
    if not data.outside:
        return
    yield Heading(2, "In public datasets")
    yield _text("Counted by others, never mixed with the reports above.")
    if "long_run" in pictures:
        yield Picture("long_run", "Events by year, each source on a scale of its own.")
    if data.phases:
        yield Heading(3, "Phases")
        yield _text(phases.CAPTION)
    for name, series in zip(phase_names(data), data.phases, strict=True):
        if name in pictures:
            yield Picture(name, series.words)
        if series.found.breaks:
            yield Table(phases.HEADER, tuple(series.rows), frozenset({2}))
    if "alignment" in pictures:
        yield Heading(3, "How alike the two stood")
        yield Picture("alignment", alike.CAPTION)
    for one in data.outside:
        yield Heading(3, one.title)
        yield _text(one.note)
        yield Table(one.header, one.rows, one.numeric)


def _all(data: DossierData, found: Views) -> Iterator[Block]:
    yield Heading(2, "All reports")
    for decade in sections.by_decade(found.reports):
        if decade.silence:
            yield Paragraph(
                (Run(f"{decade.silence}: the documents report nothing. Silence is not zero.", "em"),)
            )
        yield Heading(3, decade.title)
        for row in decade.rows:
            yield Paragraph((Run(_statement(row), "strong"),))
            yield Quote(_runs(row.quote), row.language, _source(row), tuple(row.facts))
    if found.left:
        yield Heading(2, "Left out")
        yield Items(tuple((Run(f"{one.document}, {one.id}: {one.why}"),) for one in found.left))
    yield Heading(2, "How the numbers were made")
    for name, words in methods(data):
        yield Paragraph((Run(f"{name}. ", "strong"), Run(words)))


def outline(data: DossierData, found: Views, pictures: Iterable[str] = ()) -> list[Block]:
    """Return the whole dossier as blocks, in the order of the page.

    Parameters
    ----------
    data : DossierData
    found : Views
    pictures : iterable of str
        Names of the charts that could be drawn.
    """
    lead = (
        f"What the documents of “{data.study}” say of the relation."
        if data.study
        else "What the documents say."
    )
    return [
        Heading(1, f"{data.a_name} and {data.b_name}"),
        _text(f"{data.a} · {data.b}. {lead} Every statement stands with the sentence it rests on."),
        *_page(data),
        *_rests_on(data, found),
        *_time(found, frozenset(pictures)),
        *_relations(data, found, frozenset(pictures)),
        *_datasets(data, frozenset(pictures)),
        *_all(data, found),
    ]
