"""A relation over time: counts by class and quad, scores, shares, rates, with what silence means.

Reports, events and rows of datasets are first brought into one form (`from_reports`, `from_events`,
`from_external`); `counts` then adds up all dyads at once, `series` follows one dyad cell by cell.
Sources stand side by side and are never added up unless the caller pools them by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from dragoman.codebook import Codebook, load
from dragoman.model.errors import InputError
from dragoman.relations.poisson import poisson_interval

__all__ = [
    "CELLS",
    "MEASURES",
    "By",
    "counts",
    "directed_pairs",
    "from_events",
    "from_external",
    "from_reports",
    "of_dyad",
    "series",
]

By = Literal["day", "week", "month", "quarter", "year"]
_EVERY = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}

DOCUMENTS = "documents"
"""Name of the source that a study's own documents are; no coverage window can name it."""

MEASURES = ("count", "rate", "conflict_share", "score_sum", "score_mean", "score_request_share")
"""What `series` can say about a cell."""

CELLS = ("count", "zero", "outside", "undated")
"""``count``: something was seen; ``zero``: nothing was, and the source would have told; ``outside``: nothing
was, and that means nothing; ``undated``: seen, at a time too vague for a cell."""

_UNREAL = ("future", "hypothetical", "negation")
_CONFLICT = (3, 4)


# -- one form for all sources ----------------------------------------------------------------------


def _lazy(frame: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    return frame.lazy()


def from_external(rows: pl.DataFrame | pl.LazyFrame, *, duplicates: bool = False) -> pl.LazyFrame:
    """Bring rows of ``external_events`` into the form of this module.

    Parameters
    ----------
    rows : frame
    duplicates : bool, default False
        Whether exact copies of earlier rows count, too.

    Returns
    -------
    polars.LazyFrame
        ``source`` is the dataset and its version.
    """
    frame = _lazy(rows)
    if not duplicates:
        frame = frame.filter(~pl.col("duplicate").fill_null(value=False))
    return frame.select(
        pl.concat_str("source", "source_version", separator=" ", ignore_nulls=True).alias("source"),
        "id",
        pl.col("id").alias("unit"),
        "event",
        pl.col("actor_codes").alias("actors"),
        pl.col("recipient_codes").alias("recipients"),
        pl.col("directed").fill_null(value=True),
        pl.col("date_earliest").alias("first"),
        pl.col("date_latest").alias("last"),
        "score",
        "scale",
    )


def _from_own(rows: pl.DataFrame | pl.LazyFrame, unit: str, source: str) -> pl.LazyFrame:
    real = pl.col("aux").fill_null([]).list.set_intersection(list(_UNREAL)).list.len() == 0
    return _lazy(rows).filter(real).select(
        pl.lit(source).alias("source"),
        "id",
        pl.col(unit).alias("unit"),
        "event",
        pl.col("actor_codes").fill_null([]).alias("actors"),
        pl.col("recipient_codes").fill_null([]).alias("recipients"),
        pl.lit(value=True).alias("directed"),
        pl.col("date_earliest").alias("first"),
        pl.col("date_latest").alias("last"),
        pl.lit(None, dtype=pl.Float64()).alias("score"),
        pl.lit(None, dtype=pl.String()).alias("scale"),
    )  # fmt: skip


def from_reports(rows: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """Bring ``reports`` into the form of this module; what did not happen (yet) is left out.

    Documents are the units that the bootstrap draws.
    """
    return _from_own(rows, "document_id", f"{DOCUMENTS}: reports")


def from_events(rows: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """Bring a study's ``events`` into the form of this module; what did not happen (yet) is left out."""
    return _from_own(rows, "id", f"{DOCUMENTS}: events")


def directed_pairs(frame: pl.LazyFrame, columns: Sequence[str], *, directed: bool = True) -> pl.LazyFrame:
    """Return one row for each pair of actor and recipient in a row.

    Where nobody receives and several act, each acts towards each other; where the source's order
    means nothing, both directions count.
    """
    both = ~pl.col("directed") | ((pl.col("recipients").list.len() == 0) & (pl.col("actors").list.len() > 1))
    one = pl.col("directed") & (pl.col("actors").list.len() == 1) & (pl.col("recipients").list.len() == 1)
    union = pl.col("actors").list.set_union("recipients")
    single = frame.filter(one).select(
        *columns, actor=pl.col("actors").list.first(), recipient=pl.col("recipients").list.first()
    )
    several = (
        frame.filter(~one & (pl.col("actors").list.len() + pl.col("recipients").list.len() > 1))
        .select(
            *columns,
            actor=pl.when(both).then(union).otherwise("actors"),
            recipient=pl.when(both).then(union).otherwise("recipients"),
        )
        .explode("actor", empty_as_null=False)
        .explode("recipient", empty_as_null=False)
    )
    pairs = pl.concat([single, several]).filter(pl.col("actor") != pl.col("recipient"))
    if directed:
        return pairs
    low, high = pl.min_horizontal("actor", "recipient"), pl.max_horizontal("actor", "recipient")
    keys = pl.struct("id", low.alias("actor"), high.alias("recipient"))
    return pairs.with_columns(actor=low, recipient=high).filter(keys.is_first_distinct())


def _scheme() -> pl.LazyFrame:
    book = load()
    return pl.LazyFrame(
        {"event": list(book.ids), "quad": [book.quad(e) for e in book.ids],
         "plover": [book.score(e) for e in book.ids]},
        schema={"event": pl.String(), "quad": pl.Int32(), "plover": pl.Float64()},
    )  # fmt: skip


def _start(by: str) -> pl.Expr:
    """Return the beginning of the cell that a row lies in as a whole, null where it spans several."""
    first, last = (pl.col(name).dt.truncate(_EVERY[by]) for name in ("first", "last"))
    return pl.when(first == last).then(first)


def _check_by(by: str) -> None:
    if by not in _EVERY:
        raise InputError(f"by is {by!r}; it has to be one of {', '.join(_EVERY)}.")


def counts(
    rows: pl.LazyFrame, *, by: By = "month", directed: bool = True, scale: str = "plover"
) -> pl.DataFrame:
    """Count all dyads at once.

    Parameters
    ----------
    rows : LazyFrame
        From `from_external`, `from_reports` or `from_events`.
    by : {"day", "week", "month", "quarter", "year"}
    directed : bool, default True
        Otherwise ``actor`` is the one whose code comes first.
    scale : str, default "plover"
        Scale of the scores: PLOVER's by class, or a source's own by its name.

    Returns
    -------
    polars.DataFrame
        ``source, actor, recipient, start, events, quad_1`` .. ``quad_4, scored, score_sum``; only cells
        in which something was seen.  Rows whose time is too vague for a cell have a null ``start``.
    """
    _check_by(by)
    own = pl.when(pl.col("scale") == scale).then("score") if scale != "plover" else pl.lit(0.0)
    columns = ["source", "event", "start", "own"] if directed else ["id", "source", "event", "start", "own"]
    base = rows.with_columns(start=_start(by), own=own)
    pairs = directed_pairs(base, columns, directed=directed)
    book = load()
    quad = {event: book.quad(event) for event in book.ids if book.quad(event) is not None}
    pairs = pairs.with_columns(
        quad=pl.col("event").replace_strict(quad, default=None, return_dtype=pl.Int8()),
        own=_by_class(book) if scale == "plover" else pl.col("own"),
    )
    return (
        pairs.group_by("source", "actor", "recipient", "start")
        .agg(
            pl.len().alias("events"),
            *((pl.col("quad") == q).sum().alias(f"quad_{q}") for q in (1, 2, 3, 4)),
            pl.col("own").count().alias("scored"),
            pl.col("own").sum().alias("score_sum"),
        )
        .sort("source", "actor", "recipient", "start")
        .collect(engine="streaming")
    )


def _by_class(book: Codebook) -> pl.Expr:
    scores = {event: book.score(event) for event in book.ids if book.score(event) is not None}
    return pl.col("event").replace_strict(scores, default=None, return_dtype=pl.Float64())


# -- one dyad --------------------------------------------------------------------------------------


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
        ``start``.

    Raises
    ------
    InputError
        An argument cannot be used, or a coverage window makes a zero of the silence of documents.

    Notes
    -----
    ``score_request_share`` is the share of REQUEST in the sum of the scores' absolute values: the class
    has -5.0 on PLOVER's scale even where a friend asks for help.
    """
    _check(by, measures, scale, interval, level, draws, exposure)
    frames = [rows] if isinstance(rows, pl.LazyFrame) else list(rows)
    base = pl.concat(frames).with_columns(start=_start(by))
    if pool is not None:
        base = base.with_columns(source=pl.lit(pool))
    own = pl.col("plover") if scale == "plover" else pl.when(pl.col("scale") == (scale or "")).then("score")
    dyad = of_dyad(base, a, b, directed=directed)
    seen = (
        dyad.join(_scheme(), on="event", how="left")
        .with_columns(own=own)
        .sort("source", "start", "id")
        .collect()
    )
    windows = _windows(coverage, a, b, pool)
    if windows:
        # A window of a dataset that has no events among these rows says nothing about events.
        present = set(base.select(pl.col("source").unique()).collect()["source"])
        windows = {name: of for name, of in windows.items() if name in present}
    sources = sorted({*seen["source"], *windows})
    cells = _cells(seen, windows, by, start, stop)
    per = _exposure(base, exposure, cells)
    parts = [
        _one_source(seen.filter(source=source), source, cells, windows.get(source, {}), per.get(source, {}),
                    measures, interval, level, draws, seed)
        for source in sources
    ]  # fmt: skip
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


def _check(
    by: str, measures: Sequence[str], scale: str | None, interval: str | None, level: float, draws: int,
    exposure: object,
) -> None:  # fmt: skip
    _check_by(by)
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
    if interval not in ("poisson", "bootstrap", None):
        raise InputError(f"interval is {interval!r}; it has to be 'poisson', 'bootstrap' or None.")
    if not 0 < level < 1 or draws < 1:
        raise InputError(
            f"level is {level} and draws {draws}; 0 < level < 1 and at least one draw are needed."
        )


def of_dyad(base: pl.LazyFrame, a: str, b: str, *, directed: bool = False) -> pl.LazyFrame:
    """Return the rows between two actors, each once; ``directed``: only what ``a`` does to ``b``."""
    acts, receives = pl.col("actors"), pl.col("recipients")
    both = ~pl.col("directed") | (receives.list.len() == 0)
    there = acts.list.contains(a) & receives.list.contains(b)
    back = acts.list.contains(b) & receives.list.contains(a)
    mutual = acts.list.contains(a) & acts.list.contains(b) & (receives.list.len() == 0)
    return base.filter(there | (both & (back | mutual)) if directed else there | back | mutual)


def _windows(
    coverage: pl.DataFrame | None, a: str, b: str, pool: str | None
) -> dict[str, dict[str | None, list[tuple[date, date]]]]:
    """Return by source and class (null: all) the stretches in which silence is a zero, merged."""
    found: dict[str, dict[str | None, list[tuple[date, date]]]] = {}
    if coverage is None or pool is not None:
        # Of a pool nobody declares what it covers.
        return found
    for row in coverage.sort("start", "stop").iter_rows(named=True):
        if row["source"].startswith(DOCUMENTS):
            raise InputError(
                "A coverage window names documents; what they do not tell is no zero. Remove it."
            )
        if row["codes"] and not {a, b} <= set(row["codes"]):
            continue
        name = " ".join(filter(None, (row["source"], row["source_version"])))
        for event in row["events"] or [None]:
            spans = found.setdefault(name, {}).setdefault(event, [])
            if spans and row["start"] <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], row["stop"]))
            else:
                spans.append((row["start"], row["stop"]))
    return found


def _cells(
    seen: pl.DataFrame, windows: dict[str, dict[str | None, list[tuple[date, date]]]], by: str,
    start: date | None, stop: date | None,
) -> list[tuple[date, date]]:  # fmt: skip
    """Return the cells as (start, stop), half-open."""
    spans = [span for of in windows.values() for many in of.values() for span in many]
    days = [*seen["start"].drop_nulls(), *(low for low, _ in spans)]
    ends = [*seen["last"].filter(seen["start"].is_not_null()), *(high for _, high in spans)]
    low = start or (min(days) if days else None)
    high = stop or (max(ends) if ends else None)
    if low is None or high is None:
        return []
    if stop is None and high in seen["last"].to_list():
        high = date.fromordinal(high.toordinal() + 1)
    edges = pl.select(
        pl.date_range(pl.lit(low).dt.truncate(_EVERY[by]), pl.lit(high), _EVERY[by], closed="left").alias(
            "start"
        )
    ).with_columns(stop=pl.col("start").dt.offset_by(_EVERY[by]))
    return list(edges.iter_rows())


def _exposure(
    base: pl.LazyFrame,
    exposure: Literal["events", "documents"] | pl.DataFrame | None,
    cells: list[tuple[date, date]],
) -> dict[str, dict[date, float]]:
    if exposure is None or not cells:
        return {}
    if isinstance(exposure, pl.DataFrame):
        frame = exposure.select("source", "start", pl.col("exposure").cast(pl.Float64()))
    else:
        inside = pl.col("start").is_between(cells[0][0], cells[-1][0])
        frame = (
            base.filter(inside)
            .group_by("source", "start")
            .agg(
                exposure=(pl.len() if exposure == "events" else pl.col("unit").n_unique()).cast(pl.Float64())
            )
            .collect()
        )
    found: dict[str, dict[date, float]] = {}
    for source, start, value in frame.iter_rows():
        found.setdefault(source, {})[start] = value
    return found


def _covers(
    windows: dict[str | None, list[tuple[date, date]]], event: str | None, cell: tuple[date, date]
) -> bool:
    for key in {None, event}:
        if any(low <= cell[0] and cell[1] <= high for low, high in windows.get(key, ())):
            return True
    return False


_Row = tuple[str, date | None, date | None, str, str, float | None, float | None, float | None, int, str]


def _one_source(
    seen: pl.DataFrame, source: str, cells: list[tuple[date, date]],
    windows: dict[str | None, list[tuple[date, date]]], exposure: dict[date, float], measures: Sequence[str],
    interval: str | None, level: float, draws: int, seed: int,
) -> list[_Row]:  # fmt: skip
    """Return the rows of one source, cell by cell."""
    groups = {key[0]: part for key, part in seen.partition_by("start", as_dict=True).items()}
    nothing = seen.clear()
    out: list[_Row] = []
    every: list[tuple[date | None, date | None]] = [*cells]
    if None in groups:
        every.append((None, None))
    for number, (start, stop) in enumerate(every):
        part = groups.get(start, nothing)
        draw = _Draw(part, level, draws, (seed, number)) if interval == "bootstrap" and len(part) else None
        for measure in measures:
            for key, mask, event in _keys(measure, part):
                n = int(mask.sum())
                covered = start is not None and stop is not None and _covers(windows, event, (start, stop))
                if (
                    measure == "count"
                    and key.startswith("quad")
                    and not _covers_quad(windows, key, (start, stop))
                ):
                    covered = False
                cell = "undated" if start is None else "count" if n else "zero" if covered else "outside"
                per = exposure.get(start) if start is not None else None
                value, low, high = _value(measure, part, mask, n, cell, per, interval, level, draw)
                out.append((source, start, stop, measure, key, value, low, high, n, cell))
    return out


def _covers_quad(
    windows: dict[str | None, list[tuple[date, date]]], key: str, cell: tuple[date | None, date | None]
) -> bool:
    start, stop = cell
    if start is None or stop is None:
        return False
    book = load()
    return all(_covers(windows, e, (start, stop)) for e in book.ids if f"quad_{book.quad(e)}" == key)


def _keys(measure: str, part: pl.DataFrame) -> list[tuple[str, np.ndarray, str | None]]:
    """Return what a measure is told for: key, which rows count, and the class where it is one."""
    everything = np.ones(len(part), bool)
    if measure == "count":
        events, quads = part["event"].to_numpy(), part["quad"].to_numpy()
        return [
            ("all", everything, None),
            *((f"quad_{q}", quads == q, None) for q in (1, 2, 3, 4)),
            *((event, events == event, event) for event in load().ids),
        ]
    if measure.startswith("score"):
        return [("all", part["own"].is_not_null().to_numpy(), None)]
    if measure == "conflict_share":
        return [("all", part["quad"].is_not_null().to_numpy(), None)]
    return [("all", everything, None)]


def _statistic(measure: str, part: pl.DataFrame, mask: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return a measure for each column of weights, NaN where nothing bears on it."""
    weights = weights[mask]
    if measure in ("count", "rate"):
        return weights.sum(axis=0)  # type: ignore[no-any-return]
    if measure == "conflict_share":
        above = np.isin(part["quad"].to_numpy()[mask], _CONFLICT) @ weights
        below = weights.sum(axis=0)
    else:
        own = part["own"].to_numpy()[mask]
        if measure == "score_sum":
            return own @ weights  # type: ignore[no-any-return]
        if measure == "score_mean":
            above, below = own @ weights, weights.sum(axis=0)
        else:
            size = np.abs(own)
            asked = (part["event"].to_numpy()[mask] == "REQUEST") * size
            above, below = asked @ weights, size @ weights
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)


class _Draw:
    """Poisson bootstrap of one cell: each unit counts as often as it is drawn, the same for all measures."""

    def __init__(self, part: pl.DataFrame, level: float, draws: int, seed: tuple[int, int]) -> None:
        units = part["unit"].rank("dense").to_numpy().astype(np.int64) - 1
        rng = np.random.default_rng(seed)
        self._weights = rng.poisson(1.0, (int(units.max()) + 1, draws)).astype(np.float64)[units]
        self._edges = ((1 - level) / 2, (1 + level) / 2)

    def interval(
        self, measure: str, part: pl.DataFrame, mask: np.ndarray
    ) -> tuple[float | None, float | None]:
        values = _statistic(measure, part, mask, self._weights)
        values = values[np.isfinite(values)]
        if not len(values):
            return None, None
        low, high = np.quantile(values, self._edges)
        return float(low), float(high)


def _value(
    measure: str, part: pl.DataFrame, mask: np.ndarray, n: int, cell: str, per: float | None,
    interval: str | None, level: float, draw: _Draw | None,
) -> tuple[float | None, float | None, float | None]:  # fmt: skip
    if cell == "outside" or (n == 0 and measure not in ("count", "rate")):
        return None, None, None
    if measure == "rate" and not per:
        return None, None, None
    [value] = _statistic(measure, part, mask, np.ones((len(part), 1)))
    if not np.isfinite(value):
        return None, None, None
    low: float | None = None
    high: float | None = None
    if draw is not None:
        low, high = draw.interval(measure, part, mask)
    elif interval is not None and measure in ("count", "rate"):
        # Without rows there is nothing to draw from; the exact interval holds for a zero, too.
        low, high = poisson_interval(n, level)
    if measure == "rate":
        assert per is not None  # noqa: S101
        return float(value) / per, _over(low, per), _over(high, per)
    return float(value), low, high


def _over(value: float | None, per: float) -> float | None:
    return None if value is None else value / per
