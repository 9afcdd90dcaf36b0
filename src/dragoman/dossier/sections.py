"""The sections of a dossier, each a pure function of the rows."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dragoman.dossier.data import DossierData, SourceInfo
from dragoman.dossier.sides import bearer
from dragoman.dossier.views import ClaimView, Party, ReportView, Views
from dragoman.dossier.words import language_words
from dragoman.model import Edtf

__all__ = [
    "Agreement",
    "Decade",
    "SourceRow",
    "Summary",
    "Third",
    "agreements",
    "by_decade",
    "by_speaker",
    "meetings",
    "source_key",
    "sources",
    "summary",
    "thirds",
    "undated",
]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures at the head of the page."""

    reports: int
    counted: int
    dated: int
    claims: int
    documents: int
    independent: int
    languages: list[tuple[str, int]]
    years: str
    assumed: int
    outside: int
    """Reports in which neither of the two acts on the other: shown, but not drawn and not counted."""
    drawn: int
    basis: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document with how much rests on it."""

    info: SourceInfo
    reports: int
    claims: int

    @property
    def speaks(self) -> bool:
        """Whether it says anything of the two."""
        return bool(self.reports or self.claims)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as the documents tell it."""

    name: str
    rows: list[tuple[ReportView, str | None]]
    """Reports with the kind of date they give."""
    differ: bool = False
    """Whether two reports give dates of the same thing that cannot be the same day."""


@dataclass(slots=True)
class Third:
    """Somebody beside the two."""

    name: str
    code: str | None
    roles: Counter[str] = field(default_factory=Counter)
    rows: list[ReportView] = field(default_factory=list)


@dataclass(slots=True)
class Decade:
    """A stretch of the list of reports."""

    title: str
    rows: list[ReportView]
    silence: str | None = None
    """What the documents say nothing about before this stretch."""


def source_key(document: SourceInfo) -> str:
    """Return what counts as one independent document: its group, else its content."""
    return document.group or document.sha256 or document.id


def _years(dates: Sequence[Edtf]) -> str:
    days = [day for when in dates for day in (when.earliest, when.latest) if day is not None]
    if not days:
        return "no dates"
    first, last = min(days).year, max(days).year
    return str(first) if first == last else f"{first}\u2013{last}"


def summary(data: DossierData, found: Views) -> Summary:
    """Count what the dossier rests on."""
    speaking = {row.document.id: row.document for row in (*found.reports, *found.claims)}
    languages = Counter(language_words(row.language) for row in found.reports)
    basis = Counter(row.date_basis or "not recorded" for row in found.reports if row.when is not None)
    return Summary(
        reports=len(found.reports),
        counted=sum(row.counted for row in found.reports),
        dated=sum(row.when is not None for row in found.reports),
        claims=len(found.claims),
        documents=len(speaking),
        independent=len({source_key(document) for document in speaking.values()}),
        languages=sorted(languages.items(), key=lambda item: (-item[1], item[0])),
        years=_years([row.when for row in found.reports if row.when is not None]),
        assumed=sum(row.assumed for row in found.reports),
        outside=sum(not row.between for row in found.reports),
        drawn=sum(row.between and row.when is not None for row in found.reports),
        basis=sorted(basis.items(), key=lambda item: (-item[1], item[0])),
    )


def sources(data: DossierData, found: Views) -> list[SourceRow]:
    """Return the documents, those that say most first; silent ones at the end."""
    reports = Counter(row.document.id for row in found.reports)
    claims = Counter(row.document.id for row in found.claims)
    rows = [SourceRow(info, reports[info.id], claims[info.id]) for info in data.documents]
    return sorted(rows, key=lambda row: (-row.reports, -row.claims, row.info.path))


def _fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def agreements(data: DossierData, found: Views) -> list[Agreement]:
    """Group reports by the agreement they name.

    The study's own links decide; a report that it does not link (one of what will or might be
    signed) joins the agreement whose name reads the same.
    """
    linked = {one.report: one for one in data.agreements}
    homes: dict[str, str] = {}
    named = [row for row in found.reports if row.row["agreement"]]
    for row in named:
        reading = linked.get(str(row.row["id"]))
        if reading is not None:
            homes.setdefault(_name_key(row), reading.agreement)
    groups: dict[str, list[ReportView]] = defaultdict(list)
    for row in named:
        reading = linked.get(str(row.row["id"]))
        name = _name_key(row)
        groups[reading.agreement if reading is not None else homes.get(name, name)].append(row)
    made: list[Agreement] = []
    for rows in groups.values():
        readings = [linked.get(str(row.row["id"])) for row in rows]
        kinds = [one.kind.replace("_", " ") if one is not None and one.kind else None for one in readings]
        differ = any(one.disagree for one in readings if one is not None) if linked else _differ(rows)
        names = {_name_key(row): str(row.row["agreement"]) for row in reversed(rows)}  # the first spelling
        name = " · ".join(reversed(names.values()))
        made.append(Agreement(name, list(zip(rows, kinds, strict=True)), differ))
    return sorted(made, key=lambda one: (one.rows[0][0].when is None, int(one.rows[0][0].key[1:])))


def _name_key(row: ReportView) -> str:
    name = str(row.row["agreement"])
    return _fold(name) or name


def _differ(rows: Sequence[ReportView]) -> bool:
    dates: dict[tuple[str, str | None], set[Edtf]] = defaultdict(set)
    for row in rows:
        if row.when is not None and row.counted:
            dates[row.event.code, row.row.get("mode")].add(row.when)
    return any(not one.overlaps(two) for group in dates.values() for one, two in combinations(group, 2))


def meetings(found: Views) -> list[ReportView]:
    """Return the reports of meetings in the order of time."""
    return [row for row in found.reports if row.event.meeting]


def by_speaker(found: Views) -> list[tuple[str, list[ClaimView]]]:
    """Return the claims by who makes them; those in the documents' own voice last."""
    groups: dict[str, list[ClaimView]] = defaultdict(list)
    for row in found.claims:
        groups[row.speaker].append(row)
    return sorted(groups.items(), key=lambda item: (not item[0], item[0].casefold(), item[0]))


def thirds(found: Views) -> list[Third]:
    """Return everybody beside the two, the most often named first; those without a code last.

    A country goes by its code and name, whatever words stand for it; what has no code may be no party
    to politics at all ("the city", "trade").
    """
    made: dict[str, Third] = {}

    def note(party: Party, role: str, row: ReportView) -> None:
        if party.code:
            key, name = bearer(party.code, party.entity, party.text)
        else:
            key, name = _fold(party.text) or party.text, party.text
        third = made.setdefault(key, Third(name, party.code))
        third.roles[role] += 1
        if not third.rows or third.rows[-1] is not row:
            third.rows.append(row)

    for row in found.reports:
        for party in row.others:
            note(party, party.role or "third party", row)
        for role, parties in (("actor", row.actors), ("recipient", row.recipients)):
            for party in parties:
                if party.side is None:
                    note(party, role, row)
    return sorted(
        made.values(), key=lambda one: (not one.code, -len(one.rows), one.name.casefold(), one.name)
    )


def undated(found: Views) -> list[tuple[SourceInfo, list[ReportView]]]:
    """Return the reports between the two that have no date, by document."""
    groups: dict[str, list[ReportView]] = defaultdict(list)
    for row in found.reports:
        if row.between and row.when is None:
            groups[row.document.id].append(row)
    return [(rows[0].document, rows) for rows in groups.values()]


def by_decade(rows: Sequence[ReportView]) -> list[Decade]:
    """Cut the list of reports into decades and say where the documents are silent."""
    made: list[Decade] = []
    last: int | None = None
    for row in rows:
        day = (row.when.earliest or row.when.latest) if row.when is not None else None
        decade = day.year // 10 * 10 if day is not None else None
        title = "Without a date" if decade is None else f"{decade}s"
        if not made or made[-1].title != title:
            silence = None
            if decade is not None and last is not None and decade - last > 10:
                first, end = f"{last + 10}s", f"{decade - 10}s"
                silence = first if first == end else f"{first} to {end}"
            made.append(Decade(title, [], silence))
        made[-1].rows.append(row)
        last = decade if decade is not None else last
    return made
