"""What is asked of a series, and what cannot be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.series.cells import check_by
from dragoman.relations.series.measures import MEASURES

__all__ = ["Asked", "check"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every cell; the parameters are those of `series`."""

    measures: Sequence[str]
    interval: str | None
    level: float
    draws: int
    seed: int


def check(
    by: str, measures: Sequence[str], scale: str | None, interval: str | None, level: float, draws: int,
    exposure: object, start: date | None, stop: date | None,
) -> None:  # fmt: skip
    """Refuse what no series can be asked; the parameters are those of `series`."""
    check_by(by)
    for measure in measures:
        if measure not in MEASURES:
            raise InputError(f"There is no measure {measure!r}; there are {', '.join(MEASURES)}.")
    if any(measure.startswith("score") for measure in measures) and scale is None:
        raise InputError(
            "A score needs the name of its scale: scale='plover', or a source's own, 'goldstein-gdelt' or "
            "'goldstein-icews'. The scales differ and are not mixed."
        )
    if "rate" in measures and exposure is None:
        raise InputError(
            "A rate needs an exposure: 'events', 'documents', or a frame source, start, exposure."
        )
    if isinstance(exposure, str) and exposure not in ("events", "documents"):
        raise InputError(f"exposure is {exposure!r}; it has to be 'events', 'documents' or a frame.")
    if isinstance(exposure, pl.DataFrame) and (
        missing := {"source", "start", "exposure"}.difference(exposure.columns)
    ):
        raise InputError(
            f"The exposure lacks {', '.join(sorted(missing))}; it has {', '.join(exposure.columns)}. "
            "It needs source, start (first day of the cell) and exposure (a number)."
        )
    if interval not in ("poisson", "bootstrap", None):
        raise InputError(f"interval is {interval!r}; it has to be 'poisson', 'bootstrap' or None.")
    if start is not None and stop is not None and stop <= start:
        raise InputError(f"start is {start} and stop {stop}: stop, the first day after the end, comes later.")
    if not 0 < level < 1 or draws < 1:
        raise InputError(
            f"level is {level} and draws {draws}; 0 < level < 1 and at least one draw are needed."
        )
