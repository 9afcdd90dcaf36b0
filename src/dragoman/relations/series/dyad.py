"""One dyad over time, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import polars as pl

from dragoman.relations.codes import refuse_unknown
from dragoman.relations.series.asked import Asked, check
from dragoman.relations.series.cells import (
    By,
    Cell,
    Windows,
    beginning,
    cells_of,
    covers,
    covers_quad,
    windows_of,
)
from dragoman.relations.series.exposure import exposures
from dragoman.relations.series.measures import Draw, Key, keys_of, value_of
from dragoman.relations.series.rows import classes, of_dyad

__all__ = ["series"]

_Row = tuple[str, date | None, date | None, str, str, float | None, float | None, float | None, int, str]


def series(
    rows: pl.LazyFrame | Iterable[pl.LazyFrame],
    a: str,
    b: str,
    *,
    by: By = "month",
    directed: bool = True,
    start: date | None = None,
    stop: date | None = None,
    measures: Sequence[str] = ("count", "conflict_share"),
    scale: str | None = None,
    coverage: pl.DataFrame | None = None,
    exposure: Literal["events", "documents"] | pl.DataFrame | None = None,
    interval: Literal["poisson", "bootstrap"] | None = "poisson",
    level: float = 0.95,
    draws: int = 1_000,
    seed: int = 0,
    pool: str | None = None,
) -> pl.DataFrame:
    """Follow one dyad over time, source by source.

    Parameters
    ----------
    rows : LazyFrame or several
        From `from_external`, `from_reports`, `from_events`.
    a, b : str
        Codes; ``a`` acts and ``b`` receives where the dyad is ``directed``.
    by : {"day", "week", "month", "quarter", "year"}
    directed : bool, default True
        Otherwise who acts and who receives is not told apart, and what both do to each other counts once.
    start, stop : date, optional
        First day, and first day after the end; whole cells around them are shown.  Default: all that the
        dyad's rows and the coverage span.
    measures : sequence of str
        Out of `MEASURES`.  ``count`` has one row for ``all``, each class and each quad.
    scale : str, optional
        Needed by the scores: ``plover`` (by class, for every source), or a source's own:
        ``goldstein-gdelt``, ``goldstein-icews``.  No scale is ever translated into another.
    coverage : DataFrame, optional
        Rows of the table ``coverage``.  Only a cell that lies in a window as a whole can be a zero.
    exposure : "events", "documents" or DataFrame, optional
        For ``rate``: all rows of the source in the cell; its units there (for reports: documents that tell
        of the cell at all); or a frame ``source, start, exposure``.
    interval : {"poisson", "bootstrap"}, optional
        Exact (Garwood 1936) for counts and rates, or percentiles of a Poisson bootstrap over units
        (documents, rows of datasets) for everything but a cell without rows.
    level : float, default 0.95
    draws, seed : int
        Of the bootstrap.
    pool : str, optional
        Add all sources up under this name; they are kept apart otherwise.

    Returns
    -------
    polars.DataFrame
        Long: ``source, a, b, directed, start, stop, measure, key, value, low, high, n, cell``.  ``n`` is
        the number of rows that the value rests on.  Rows too vague for a cell stand under a null
        ``start``, unless they surely lie before ``start`` or behind ``stop``.

    Raises
    ------
    InputError
        An argument cannot be used, nobody bears a code and no row has it, or a coverage window makes a zero
        of the silence of documents.

    Notes
    -----
    ``score_request_share`` is the share of REQUEST in the sum of the scores' absolute values: the class
    has -5.0 on PLOVER's scale even where a friend asks for help.
    """
    check(by, measures, scale, interval, level, draws, exposure, start, stop)
    frames = [rows] if isinstance(rows, pl.LazyFrame) else list(rows)
    base = pl.concat(frames).with_columns(start=beginning(by))
    if pool is not None:
        base = base.with_columns(source=pl.lit(pool))
    own = pl.col("plover") if scale == "plover" else pl.when(pl.col("scale") == (scale or "")).then("score")
    dyad = of_dyad(base, a, b, directed=directed)
    seen = (
        dyad.join(classes(), on="event", how="left")
        .with_columns(own=own)
        .sort("source", "start", "id")
        .collect()
    )
    windows = windows_of(coverage, a, b, pool)
    if windows:
        # A window of a dataset that has no events among these rows says nothing about events.
        present = set(base.select(pl.col("source").unique()).collect()["source"])
        windows = {name: of for name, of in windows.items() if name in present}
    if seen.is_empty():
        refuse_unknown((a, b), lambda codes: _in_rows(base, codes), "row")
    sources = sorted({*seen["source"], *windows})
    cells = cells_of(seen, windows, by, start, stop)
    if cells and (start or stop):  # what is too vague for a cell but surely lies elsewhere does not belong
        elsewhere = (pl.col("last") < cells[0][0]) | (pl.col("first") >= cells[-1][1])
        seen = seen.filter(pl.col("start").is_not_null() | ~elsewhere.fill_null(value=False))
    per = exposures(base, exposure, cells)
    ask = Asked(measures, interval, level, draws, seed)
    parts = [
        _one_source(
            seen.filter(source=source), source, cells, windows.get(source, {}), per.get(source, {}), ask
        )
        for source in sources
    ]
    schema = {
        "source": pl.String(), "start": pl.Date(), "stop": pl.Date(), "measure": pl.String(),
        "key": pl.String(), "value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64(),
        "n": pl.Int64(), "cell": pl.String(),
    }  # fmt: skip
    frame = pl.DataFrame([row for part in parts for row in part], schema=schema, orient="row")
    return frame.select(
        "source", pl.lit(a).alias("a"), pl.lit(b).alias("b"), pl.lit(directed).alias("directed"),
        pl.exclude("source"),
    )  # fmt: skip


def _one_source(
    seen: pl.DataFrame,
    source: str,
    cells: list[Cell],
    windows: Windows,
    exposure: dict[date, float],
    ask: Asked,
) -> list[_Row]:
    """Return the rows of one source, cell by cell; those too vague for a cell come last."""
    groups = {key[0]: part for key, part in seen.partition_by("start", as_dict=True).items()}
    every: list[Cell | None] = [*cells]
    if None in groups:
        every.append(None)
    nothing = seen.clear()
    out: list[_Row] = []
    for number, cell in enumerate(every):
        start, stop = cell or (None, None)
        part = groups.get(start, nothing)
        draw = None
        if ask.interval == "bootstrap" and len(part):
            draw = Draw(part, ask.level, ask.draws, (ask.seed, number))
        per = None if start is None else exposure.get(start)
        for measure in ask.measures:
            for key in keys_of(measure, part):
                n = int(key.rows.sum())
                what = _kind(windows, cell, key, n, len(part))
                value: tuple[float | None, float | None, float | None] = (None, None, None)
                if what != "outside":
                    value = value_of(
                        measure, part, key.rows,
                        exposure=per, level=ask.level if ask.interval else None, draw=draw,
                    )  # fmt: skip
                out.append((source, start, stop, measure, key.name, *value, n, what))
    return out


def _kind(windows: Windows, cell: Cell | None, key: Key, n: int, rows: int) -> str:
    """Say which of `CELLS` a cell is for a key on which ``n`` of its rows bear."""
    if cell is None:
        return "undated"
    if n:
        return "count"
    if key.quad is not None:
        return "zero" if covers_quad(windows, key.quad, cell) else "outside"
    # Rows without a score or quad: something was seen, so there is no zero, and nothing to tell.
    silent = key.event is not None or not rows
    return "zero" if silent and covers(windows, key.event, cell) else "outside"


def _in_rows(base: pl.LazyFrame, codes: list[str]) -> set[str]:
    sides = base.select(code=pl.concat_list("actors", "recipients")).explode("code")
    return set(sides.filter(pl.col("code").is_in(codes)).unique().collect()["code"])
