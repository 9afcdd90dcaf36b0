"""What a dossier is made from; nothing here knows a study or a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from dragoman.dossier.phases import PhasedSeries

__all__ = [
    "AgreementReading",
    "ClassInfo",
    "DossierData",
    "EntityInfo",
    "Outside",
    "Passage",
    "Row",
    "SourceInfo",
]

Row = Mapping[str, Any]
"""A report or claim in the shape of ``Report.to_json`` and ``Claim.to_json``, plus ``id``,
``document`` (its id), ``page``, ``language``, ``date_basis`` and ``sentence``
(``text``, ``start``, ``stop``)."""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A document that the dossier rests on.

    Attributes
    ----------
    path : str
        As the user gave it, without the folder that all documents of the study lie in.
    published : str or None
        EDTF; ``published_basis`` says where it came from.
    side : str or None
        Whose voice it is, where a person has said so.
    group : str or None
        Documents of one group (near copies, one text published twice) count as one source.
    """

    id: str
    path: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    side: str | None = None
    language: str = "und"
    published: str | None = None
    published_basis: str | None = None
    sha256: str = ""
    group: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document: ``text`` starts at code point ``start`` of the document."""

    document: str
    start: int
    text: str
    page: int | None = None
    kind: str = "paragraph"

    @property
    def stop(self) -> int:
        """First code point after the passage."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class EntityInfo:
    """A dated entity behind one of the two codes."""

    code: str
    name: str
    id: str = ""
    start: str | None = None
    end: str | None = None
    kind: str | None = None
    note: str | None = None
    """What the code loses (for example that two states share it)."""
    reports: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementReading:
    """What a report says about an agreement, as the study links it."""

    agreement: str
    """Id that readings of one agreement share."""
    report: str
    kind: str | None = None
    """signed, ratified, in_force, ended; None where the source does not say."""
    disagree: bool = False
    """Whether another reading of the same kind cannot be true together with this one."""


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """What the codebook says about an event class, as far as a reader needs it."""

    code: str
    label: str
    quad: int | None = None
    """1 verbal co-operation, 2 material co-operation, 3 verbal conflict, 4 material conflict."""
    definition: str = ""
    meeting: bool = False
    """Whether reports of this class belong in the list of meetings."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A table from public datasets about the two, shown beside the reports."""

    title: str
    source: str
    """Dataset, version and terms."""
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DossierData:
    """Everything a dossier on two actors shows.

    Attributes
    ----------
    a, b : str
        The two codes; ``a_entities`` and ``b_entities`` are entities that are read as them whatever
        code they have (where a lineage was chosen).
    reports, claims : tuple of Row
        Already chosen for this dyad; any order.
    passages : tuple of Passage
        The paragraphs around every piece of evidence.
    classes : mapping of str to ClassInfo
    entities : tuple of EntityInfo
        Which polities stand behind the two codes.
    lineage : str or None
        Named set of entities that the user chose to read as one.
    notes : tuple of str
        Sentences about coverage, coder and choices, shown as they are.
    agreements : tuple of AgreementReading
        How the study links reports about agreements; without it, names that read alike are one.
    unnamed : int
        Further documents of the study that say nothing of the two and are not listed.
    minimum : int
        Independent documents a decade needs before a mean is drawn.
    outside : tuple of Outside
        What public datasets of the study say of the two.
    versions : tuple of str
        Sentences on program, coder, codebook and lexicons.
    as_of : str or None
        The snapshot that was asked.
    long_run : polars.DataFrame or None
        Yearly counts from documents and datasets (`dragoman.relations.series`).
    alike : polars.DataFrame or None
        How alike alliances and votes of the two were by year (`dragoman.relations.tables.alignment_of`).
    phases : tuple of PhasedSeries
        Series of datasets that cover their years, divided into phases.
    ties : polars.DataFrame or None
        Signed ties between countries in the study's reports (``a, b, sign, reports``).
    page, pages, total, first : int
        Where there are more reports than one page holds: which page this is, and of how many reports it
        begins with which.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    reports: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()
    documents: tuple[SourceInfo, ...] = ()
    passages: tuple[Passage, ...] = ()
    classes: Mapping[str, ClassInfo] = field(default_factory=dict)
    entities: tuple[EntityInfo, ...] = ()
    lineage: str | None = None
    study: str | None = None
    notes: tuple[str, ...] = ()
    agreements: tuple[AgreementReading, ...] = ()
    unnamed: int = 0
    a_entities: frozenset[str] = frozenset()
    b_entities: frozenset[str] = frozenset()
    minimum: int = 5
    outside: tuple[Outside, ...] = ()
    versions: tuple[str, ...] = ()
    as_of: str | None = None
    long_run: pl.DataFrame | None = None
    alike: pl.DataFrame | None = None
    phases: tuple[PhasedSeries, ...] = ()
    ties: pl.DataFrame | None = None
    page: int = 1
    pages: int = 1
    total: int = 0
    first: int = 1

    def side(self, code: str | None, entity: str | None = None) -> str | None:
        """Return ``"a"``, ``"b"`` or None for a participant."""
        if entity is not None and entity in self.a_entities:
            return "a"
        if entity is not None and entity in self.b_entities:
            return "b"
        return {self.a: "a", self.b: "b"}.get(code or "")
