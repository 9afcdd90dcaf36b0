"""Rows as the page shows them: everything worded, sorted and proved before a template sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.dossier.data import ClassInfo, DossierData, Row, SourceInfo
from dragoman.dossier.proof import Mark, Passages, Piece, cut, marks_of, unproved
from dragoman.dossier.words import DIRECTIONS, STATUS, basis_words, date_words, status_of
from dragoman.model import Edtf, links_of, parse_edtf
from dragoman.model.errors import DateError

__all__ = ["ClaimView", "Left", "Named", "Party", "ReportView", "Views", "named", "views"]


_ABSENT: dict[str, Any] = {
    **dict.fromkeys(("id", "rule", "mode", "place", "agreement", "cause", "interest", "trigger")),
    **dict.fromkeys(("contexts", "aux", "cites", "evidence"), ()),
    "counts": {},
    "occurrence": "once",
}


@dataclass(frozen=True, slots=True)
class Party:
    """A participant in words."""

    text: str
    code: str | None
    sector: str | None
    entity: str | None
    basis: str
    role: str | None
    start: int
    side: str | None
    """``a`` or ``b`` where it is one of the two of the dossier."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the text with everybody they stand for ("both countries": two codes)."""

    text: str
    codes: str
    inferred: bool
    ours: bool


def named(parties: Sequence[Party]) -> list[Named]:
    """Join participants that share their words."""
    groups: dict[tuple[int, str], list[Party]] = {}
    for party in parties:
        groups.setdefault((party.start, party.text), []).append(party)
    made: list[Named] = []
    for (_, text), group in groups.items():
        codes = [" ".join(filter(None, (one.code, one.sector))) for one in group if one.code]
        inferred = any(one.basis in ("inferred", "inherited") for one in group)
        made.append(Named(text, ", ".join(dict.fromkeys(codes)), inferred, any(one.side for one in group)))
    return made


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is left out, and why."""

    id: str
    document: str
    why: str


@dataclass(slots=True, kw_only=True)
class _RowView:
    key: str = ""
    row: Row
    document: SourceInfo
    marks: list[Mark]
    quote: list[Piece]
    speakers: list[Party]
    language: str
    date: str | None
    when: Edtf | None
    date_words: str
    date_basis: str | None
    basis_words: str
    page: int | None
    confidence: str
    touched: list[int] = field(default_factory=list)

    @property
    def speaker(self) -> str:
        """The chain of speakers, outermost first, or nothing."""
        links = links_of(self.speakers)
        return ", citing ".join(" and ".join(party.text for party in link) for link in links)

    def _origin(self, what: str) -> list[tuple[str, str | None]]:
        sentence = self.row["sentence"]
        page = f", page {self.page}" if self.page else ""
        return [
            ("Rule", self.row["rule"]),
            ("Note", ", ".join(self.row["cites"])),
            ("Path", self.document.path),
            ("Place in the text", f"{sentence['start']}\u2013{sentence['stop']}{page}"),
            (what, self.row["id"]),
        ]

    @property
    def trigger(self) -> str:
        """The word that the row rests on."""
        return str((self.row["trigger"] or {}).get("text", "")) or "report"

    @property
    def published(self) -> str:
        """When the document was published and how that is known."""
        if not self.document.published:
            return "not dated"
        basis = self.document.published_basis
        return date_words(self.document.published) + (f" ({basis})" if basis else "")


@dataclass(slots=True, kw_only=True)
class ReportView(_RowView):
    """A report as a row of the page."""

    event: ClassInfo
    status: str
    actors: list[Party]
    recipients: list[Party]
    others: list[Party]
    between: bool
    """Whether one of the two acts on the other or both act together; else one only stands beside,
    or both are at the receiving end of somebody else."""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What stands under the evidence."""
        code, meaning = self.event.code, self.event.definition
        return _filled(
            ("Class", f"{code}: {meaning}" if meaning else code),
            ("Mode", self.row["mode"]),
            ("Contexts", ", ".join(self.row["contexts"])),
            ("Status", STATUS[self.status][0]),
            (
                "Date",
                f"{self.date}, {self.basis_words}" if self.date else "none: neither stated nor inherited",
            ),
            ("Place", self.row["place"]),
            ("Agreement", self.row["agreement"]),
            *(
                (
                    (one.role or "third party").capitalize(),
                    f"{one.text} ({one.code})" if one.code else one.text,
                )
                for one in self.others
            ),
            *((name.capitalize(), f"{number:,}") for name, number in sorted(self.row["counts"].items())),
            *self._origin("Report"),
        )

    @property
    def counted(self) -> bool:
        """Whether the event is told as having happened between the two."""
        return self.between and self.status == "happened"

    @property
    def status_words(self) -> str:
        """What the badge says, empty for what happened."""
        return STATUS[self.status][1]

    @property
    def historical(self) -> bool:
        """Whether the event lies before the main time of its text."""
        return "historical" in (self.row.get("aux") or ())

    @property
    def assumed(self) -> bool:
        """Whether a name was read as of an assumed date."""
        parties = (*self.actors, *self.recipients, *self.others)
        return self.date_basis == "assumed" or any(party.basis == "assumed" for party in parties)


@dataclass(slots=True, kw_only=True)
class ClaimView(_RowView):
    """A claim as a row of the page."""

    direction: str
    sign: str
    status: str
    parties: list[Party]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What stands under the evidence."""
        return _filled(
            ("Direction", self.direction),
            ("Period", self.date_words if self.date else None),
            ("Cause", self.row["cause"]),
            ("Interest", self.row["interest"]),
            ("Qualified as", ", ".join(self.row["aux"])),
            *self._origin("Claim"),
        )


@dataclass(frozen=True, slots=True)
class Views:
    """All rows of the page in their order, and what had to be left out."""

    reports: list[ReportView]
    claims: list[ClaimView]
    left: list[Left]
    passages: Passages


def _filled(*facts: tuple[str, str | None]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in facts if value]


def _parties(data: DossierData, entries: Sequence[Mapping[str, Any]] | None) -> list[Party]:
    return [
        Party(
            text=str(entry.get("text", "")),
            code=entry.get("code"),
            sector=entry.get("sector"),
            entity=entry.get("entity"),
            basis=str(entry.get("basis") or "stated"),
            role=entry.get("role"),
            start=int(entry.get("start") or 0),
            side=data.side(entry.get("code"), entry.get("entity")),
        )
        for entry in entries or ()
    ]


def _date(text: Any) -> Edtf | None:
    if not text:
        return None
    try:
        return parse_edtf(str(text))
    except DateError:
        return None


def _basis(row: Row, name: str) -> str | None:
    if row.get("date_basis"):
        return str(row["date_basis"])
    for entry in row.get("evidence") or ():
        if str(entry.get("field", "")).split("[", 1)[0] == name:
            return str(entry.get("basis") or "stated")
    return None


def _common(data: DossierData, row: Row, document: SourceInfo, marks: list[Mark], key: str) -> dict[str, Any]:
    sentence = row["sentence"]
    date = row.get(key)
    basis = _basis(row, key)
    return {
        "row": {**_ABSENT, **row},
        "document": document,
        "marks": marks,
        "quote": cut(sentence["text"], sentence["start"], marks),
        "speakers": _parties(data, row.get("speakers")),
        "language": str(row.get("language") or document.language),
        "date": date,
        "when": _date(date),
        "date_words": date_words(date),
        "date_basis": basis,
        "basis_words": basis_words(basis) if date else "",
        "page": row.get("page"),
        "confidence": f"{float(row.get('confidence') or 0.0):.2f}",
    }


def _order(view: _RowView) -> tuple[Any, ...]:
    when = view.when
    day = (when.earliest or when.latest) if when is not None else None
    return (
        day is None,
        day.toordinal() if day is not None else 0,
        when.days or 0 if when is not None else 0,
        view.document.path,
        int(view.row["sentence"]["start"]),
        int((view.row.get("trigger") or {}).get("start") or 0),
        str(view.row.get("id", "")),
    )


def views(data: DossierData) -> Views:
    """Turn the rows of a dossier into views, each proved against its paragraphs.

    A row whose quotes do not stand at their places is left out and named: it is neither shown
    nor counted.
    """
    passages = Passages([*data.passages])
    documents = {document.id: document for document in data.documents}
    left: list[Left] = []
    reports: list[ReportView] = []
    claims: list[ClaimView] = []
    for kind, rows in (("report", data.reports), ("claim", data.claims)):
        for row in rows:
            ident, home = str(row.get("id", "")), str(row.get("document"))
            document = documents.get(home)
            if document is None:
                left.append(Left(ident, home, "its document is not among those of the dossier"))
                continue
            marks = marks_of(row)
            why = unproved(row, marks, passages)
            if why is not None:
                left.append(Left(ident, document.path, why))
                continue
            if kind == "report":
                reports.append(_report(data, row, document, marks))
            else:
                claims.append(_claim(data, row, document, marks))
    reports.sort(key=_order)
    claims.sort(key=_order)
    left.sort(key=lambda one: (one.document, one.id))
    keyed: list[tuple[str, ReportView | ClaimView]] = [
        *((f"r{number}", view) for number, view in enumerate(reports, 1)),
        *((f"c{number}", view) for number, view in enumerate(claims, 1)),
    ]
    for key, view in keyed:
        view.key = key
        sentence = view.row["sentence"]
        whole = Mark(sentence["start"], sentence["stop"], "sentence", sentence["text"])
        view.touched = passages.hold(view.document.id, [whole, *view.marks])
    return Views(reports, claims, left, passages)


def _report(data: DossierData, row: Row, document: SourceInfo, marks: list[Mark]) -> ReportView:
    code = str(row.get("event"))
    actors, recipients = _parties(data, row.get("actor")), _parties(data, row.get("recipient"))
    return ReportView(
        **_common(data, row, document, marks, "date"),
        event=data.classes.get(code) or ClassInfo(code, code.capitalize()),
        status=status_of(row.get("aux") or (), row.get("occurrence", "once")),
        actors=actors,
        recipients=recipients,
        others=_parties(data, row.get("others")),
        between=_between({one.side for one in actors}, {one.side for one in recipients}),
    )


def _between(acting: set[str | None], receiving: set[str | None]) -> bool:
    return ("a" in acting and "b" in acting | receiving) or ("b" in acting and "a" in receiving)


def _claim(data: DossierData, row: Row, document: SourceInfo, marks: list[Mark]) -> ClaimView:
    direction = str(row.get("direction"))
    sign, words = DIRECTIONS.get(direction, ("", direction))
    return ClaimView(
        **_common(data, row, document, marks, "period"),
        direction=words,
        sign=sign,
        status=status_of(row.get("aux") or (), "once"),
        parties=_parties(data, row.get("parties")),
    )
