"""The charts of a dossier, by name, in the order in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.charts import (
    LIGHT,
    Point,
    Source,
    Spoken,
    Theme,
    alignment,
    around_dyad,
    balance,
    long_run,
    phase_line,
    stages,
    timeline,
    voices,
)
from dragoman.charts.points import period
from dragoman.dossier import sections
from dragoman.dossier.alike import MEASURES
from dragoman.dossier.data import DossierData
from dragoman.dossier.stages import counted_stages, told_stages
from dragoman.dossier.views import ReportView, Views
from dragoman.dossier.voices import voices as speaking
from dragoman.dossier.words import date_words
from dragoman.model import Edtf, parse_edtf
from dragoman.model.errors import DateError
from dragoman.relations.series.rows import DOCUMENTS
from dragoman.relations.signed import SignedNetwork

if TYPE_CHECKING:
    import polars as pl
    from altair import LayerChart

__all__ = ["charts_of", "phase_names", "points_of"]

_HEARD = 14
"""So many speakers are drawn; the table lists all."""
_MORE = ("more co-operation", "more conflict")
"""What ties are called that come from counting reports: nobody is a friend for having met once."""


def points_of(rows: list[ReportView]) -> list[Point]:
    """Return the reports between the two as points; a label is the row's key, the page has the words."""
    return [
        Point(row.key, row.when, row.event.quad, row.counted, sections.source_key(row.document), row.key)
        for row in rows
        if row.between
    ]


def phase_names(data: DossierData) -> list[str]:
    """Return the names of the charts of `data.phases`, in their order."""
    return [f"phases_{number}" for number in range(1, len(data.phases) + 1)]


def _holds_number(values: pl.Series) -> bool:
    return values.fill_nan(None).drop_nulls().len() > 1


def _published(text: str | None) -> Edtf | None:
    try:
        return parse_edtf(text) if text else None
    except DateError:
        return None


def charts_of(data: DossierData, found: Views, *, theme: Theme = LIGHT) -> dict[str, LayerChart]:
    """Return the charts that there is something to draw for."""
    made: dict[str, LayerChart | None] = {}
    points = points_of(found.reports)
    if any(point.date for point in points):
        ticks = [
            Source(when, f"{info.title or info.path}, {date_words(info.published)}")
            for info in data.documents
            if (when := _published(info.published)) is not None
        ]
        span = period([p.date for p in points] + [s.date for s in ticks])
        made["timeline"] = timeline(points, ticks, theme=theme)
        made["balance"] = balance(points, minimum=data.minimum, span=span, theme=theme)
        made["stages"] = stages(told_stages(found), counted_stages(found), span=span, theme=theme)
    if data.long_run is not None:
        made["long_run"] = long_run(
            data.long_run, names={f"{DOCUMENTS}: reports": "These documents"}, theme=theme, width=760
        )
    if data.alike is not None:
        drawn = [name for name in MEASURES if name in data.alike.columns and _holds_number(data.alike[name])]
        if drawn:
            made["alignment"] = alignment(data.alike, measures=drawn, names=MEASURES, theme=theme, width=640)
    for name, one in zip(phase_names(data), data.phases, strict=True):
        made[name] = phase_line(
            one.values, one.found, starts=one.years, label=one.what, theme=theme, width=700, height=150
        )
    if data.ties is not None:
        names: dict[str | int, str] = {data.a: data.a_name, data.b: data.b_name}
        network = SignedNetwork.of(data.ties)
        made["network"] = around_dyad(
            network, data.a, data.b, names=names, theme=theme, width=760, signs=_MORE
        )
    heard = [one for one in speaking(found) if not one.own][:_HEARD]
    if heard:
        rows = [
            Spoken(
                f"{one.name} ({one.code})" if one.code else one.name,
                (one.quads[1], one.quads[2], one.quads[3], one.quads[4]),
                one.claims,
            )
            for one in heard
        ]
        made["voices"] = voices(rows, theme=theme)
    return {name: chart for name, chart in made.items() if chart is not None}
