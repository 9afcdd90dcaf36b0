"""Phases of the series that public datasets give of two actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.dossier.alike import as_one
from dragoman.relations.phases import Phases

if TYPE_CHECKING:
    import polars as pl

    from dragoman.dossier.sides import Pair
    from dragoman.study import Study

__all__ = ["CAPTION", "HEADER", "PhasedSeries", "phased"]

CAPTION = (
    "Where the yearly count of a source that declares what it covers changes its level: dots and thin line "
    "are the years, thick lines the means of the phases, bands the 95 % interval of a break. No change is a "
    "possible answer."
)
HEADER = ("From", "Until", "Mean a year", "Begins between")

_LEAST = 10
"""So many years a source must cover at least."""
_CONFLICTS = {"cow-mid": "militarised disputes", "ucdp-acd": "armed conflicts"}


@dataclass(frozen=True, slots=True)
class PhasedSeries:
    """What one source counts of the two year by year, divided into phases.

    Attributes
    ----------
    source : str
    what : str
        What is counted: "events".
    years : tuple of int
        Neighbouring years that the source covers; 0 is a true zero.
    values : tuple of float
    found : Phases
    left_out : int
        Years with a count outside of that stretch.
    """

    source: str
    what: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    found: Phases
    left_out: int = 0

    @property
    def words(self) -> str:
        """What was found, in a sentence."""
        whole = f"{self.source}: {self.what} a year, {self.years[0]} to {self.years[-1]}"
        number = len(self.found.breaks)
        left = "One of the two was no state then, or they stand apart."
        left = f" {self.left_out} further years of the source are left out. {left}" if self.left_out else ""
        if not number:
            return f"{whole}: nothing shows that their level changed (mean {self.found.levels[0]:.2f}).{left}"
        return f"{whole}: {number + 1} phases.{left}"

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """Each phase as words: first and last year, count a year, when it begins at earliest and latest."""
        edges = [0, *(one.at for one in self.found.breaks), len(self.years)]
        made = []
        for place, level in enumerate(self.found.levels):
            begins = ""
            if place:
                one = self.found.breaks[place - 1]
                low, high = self.years[one.low], self.years[min(one.high, len(self.years) - 1)]
                begins = str(low) if low == high else f"{low} to {high}"
            made.append(
                (str(self.years[edges[place]]), str(self.years[edges[place + 1] - 1]), f"{level:.2f}", begins)
            )
        return made


def phased(study: Study, pair: Pair, long_run: pl.DataFrame | None) -> tuple[PhasedSeries, ...]:
    """Divide the yearly series of the two into phases, one source after the other.

    Only sources that declare what they cover: the silence of others, and of documents, is no zero, and
    a series with holes has no phases.

    Parameters
    ----------
    study, pair
    long_run : polars.DataFrame or None
        Yearly counts (`dragoman.dossier.around.long_run`).
    """
    return (*_conflicts(study, pair), *_events(long_run, pair))


def _conflicts(study: Study, pair: Pair) -> Iterator[PhasedSeries]:
    import polars as pl

    from dragoman.relations.phases import change_points
    from dragoman.relations.tables import disputes_of

    coverage = study.snapshot().scan("coverage").collect()
    table = study.external("conflicts").filter(~pl.col("duplicate").fill_null(value=False)).collect()
    table = as_one(table.filter(pl.col("year").is_not_null()), pair)
    for source in table["source"].unique().sort():
        # One window only: of a source with several files, what lies between two of them is not known.
        windows = coverage.filter(pl.col("source") == source).sort("start")
        if windows.height != 1:
            continue
        start, stop = windows.row(0, named=True)["start"], windows.row(0, named=True)["stop"]
        counted = disputes_of(
            table.filter(pl.col("source") == source),
            pair.a.code,
            pair.b.code,
            first=start.year,
            last=stop.year - 1,
        )
        there = _stretch(pair, start.year, stop.year)
        kept = counted.filter(pl.col("year").is_in(there))
        if kept.height < _LEAST or not kept["conflicts"].sum():
            continue
        values = kept["conflicts"].cast(pl.Float64()).to_list()
        yield PhasedSeries(
            source,
            _CONFLICTS.get(source, "conflicts"),
            tuple(there),
            tuple(values),
            change_points(values, cost="poisson"),
            counted.height - kept.height,
        )


def _stretch(pair: Pair, first: int, stop: int) -> list[int]:
    """Return the longest run of years in which both were states that datasets know, last year not included.

    A dispute between states that were none is no true zero: Ukraine before 1991, Russia within the Soviet
    Union, unless a lineage was chosen.
    """
    from dragoman.actors.entities import entities
    from dragoman.actors.tables import iso

    both = set(range(first, stop))
    for side in (pair.a, pair.b):
        states = [one for one in entities().values() if one.code in side.codes and (one.cow or one.gw)]
        if not states:
            continue  # an organisation; its number is in no list of states
        there: set[int] = set()
        for one in states:
            since, until = (int(day[:4]) if (day := iso(end)) else None for end in (one.since, one.until))
            there.update(range(since or first, until + 1 if until else stop))
        both &= there
    runs: list[list[int]] = []
    for year in sorted(both):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return max(reversed(runs), key=len, default=[])


def _events(long_run: pl.DataFrame | None, pair: Pair) -> Iterator[PhasedSeries]:
    import polars as pl

    from dragoman.relations.series.rows import DOCUMENTS
    from dragoman.relations.tables import phases_of

    if long_run is None:
        return
    counts = long_run.filter(
        pl.col("measure") == "count", pl.col("key") == "all", pl.col("start").is_not_null()
    )
    for source in counts["source"].unique().sort():
        cells = counts.filter(pl.col("source") == source)
        # The rule of `phases_of`: without a declared window every silent cell lies outside.
        if source.startswith(DOCUMENTS) or not _declared(cells) or cells.height < _LEAST:
            continue
        known = cells["start"].dt.year().sort().to_list()
        there = _stretch(pair, known[0], known[-1] + 1)
        inside = cells.filter(pl.col("start").dt.year().is_in(there))
        if inside.height < _LEAST or inside["value"].drop_nulls().is_empty():
            continue
        made = phases_of(inside, source)
        years = tuple(day.year for day in made.starts if isinstance(day, date))
        if len(years) >= _LEAST and any(made.values):
            left = made.left_out + cells["value"].count() - inside["value"].count()
            yield PhasedSeries(source, "events", years, tuple(made.values), made.found, left)


def _declared(cells: pl.DataFrame) -> bool:
    return bool((cells["cell"] == "zero").any() or not (cells["cell"] == "outside").any())
