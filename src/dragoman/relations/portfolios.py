"""Long tables of positions as one matrix of levels a year; alliance commitments as levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dragoman.model.errors import InputError
from dragoman.relations.frames import eager, whole_numbers
from dragoman.relations.joint import Floats

__all__ = ["ALLIANCE_LEVELS", "Portfolios", "alliance_levels", "portfolios"]

ALLIANCE_LEVELS = (0, 1, 2, 3)
"""None, consultation (entente), neutrality or non-aggression, defence."""


@dataclass(frozen=True, slots=True)
class Portfolios:
    """Every state's position on every item of every year.

    Attributes
    ----------
    states : polars.Series (n_states,)
        All states, sorted.
    scores : array (n_levels,)
        The value of each level, ascending.
    years : list of int
    year_type : polars.DataType
    """

    states: pl.Series
    scores: Floats
    years: list[int]
    year_type: pl.DataType
    _cells: dict[int, tuple[NDArray[np.int64], ...]]
    _members: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]]
    _fill: int
    _own: int
    _weights: dict[int, tuple[NDArray[np.int64], Floats]] | None

    def year(self, when: int) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats | None]:
        """Return one year as a matrix.

        Returns
        -------
        states : array (n_rows,), numbers of states
        codes : array (n_rows, n_items), numbers of levels, -1 where unknown
        weights : array (n_items,) or None
        """
        who, what, level = self._cells[when]
        empty = np.empty(0, dtype=np.int64)
        systems = self._members.get(when, (empty, empty))
        rows, columns = np.union1d(who, systems[0]), np.union1d(what, systems[1])
        codes = np.full((len(rows), len(columns)), -1, dtype=np.int64)
        if self._fill >= 0:
            codes[np.ix_(np.searchsorted(rows, systems[0]), np.searchsorted(columns, systems[1]))] = (
                self._fill
            )
        codes[np.searchsorted(rows, who), np.searchsorted(columns, what)] = level
        if self._own >= 0:
            _, here, there = np.intersect1d(rows, columns, return_indices=True)
            codes[here, there] = self._own
        if self._weights is None:
            return rows, codes, None
        items, heavy = self._weights.get(when, (empty, np.empty(0)))
        missing = np.setdiff1d(columns, items)
        if len(missing):
            raise InputError(f"{len(missing)} items of {when} have no weight; give every item one.")
        return rows, codes, heavy[np.searchsorted(items, columns)]


def portfolios(
    frame: pl.DataFrame,
    *,
    levels: Sequence[float] | Sequence[str] | None,
    members: pl.DataFrame | None,
    fill: float | str | None,
    own: float | str | None,
    weights: pl.DataFrame | None,
    columns: tuple[str, str, str, str],
) -> Portfolios:
    """Number states, items and levels; the parameters are those of `dragoman.relations.dyads.dyads`."""
    state, item, year, value = columns
    frame = eager(frame, "frame")
    _has(frame, columns, "the table of positions")
    for name in (state, item, year):
        if frame[name].null_count():
            raise InputError(
                f"{frame[name].null_count()} rows have no {name}. Leave them out, or fill them in: only a "
                "position may be unknown."
            )
    if fill is not None and members is None:
        raise InputError("fill needs members: who was there, so that what is missing can be told from zero.")
    kind = pl.Float64 if frame.schema[value].is_numeric() else pl.String
    kept = frame.select(
        state=pl.col(state),
        item=pl.col(item),
        year=whole_numbers(frame, year, "the table of positions"),
        value=pl.col(value).cast(kind),
    ).drop_nulls()
    if kept.schema["value"] == pl.Float64:
        kept = kept.filter(pl.col("value").is_not_nan())
    twice = kept.filter(kept.select("state", "item", "year").is_duplicated())
    if len(twice):
        row = twice.row(0, named=True)
        raise InputError(
            f"{row['state']!r} has more than one position on {row['item']!r} in {row['year']} "
            f"({len(twice)} such rows). Keep one row for each state, item and year."
        )
    system = None
    if members is not None:
        members = eager(members, "members")
        _has(members, (state, year), "members")
        system = members.select(
            pl.col(state).alias("state"), whole_numbers(members, year, "members").alias("year")
        ).unique()
        if kept.schema["item"] != kept.schema["state"]:
            raise _not_states(state, item)
        kept = kept.join(system, on=["state", "year"], how="semi")
        kept = kept.join(system.rename({"state": "item"}), on=["item", "year"], how="semi")
    names, scores = _scale(kept["value"], levels, fill, own)
    coded = kept.with_columns(
        pl.col("value").replace_strict(names, default=-1, return_dtype=pl.Int64).alias("level")
    )
    strange = coded.filter(pl.col("level") < 0)
    if len(strange):
        raise InputError(f"The position {strange['value'][0]!r} is none of the levels {list(names)}.")

    states = pl.concat([kept["state"], *([] if system is None else [system["state"]])])
    states = states.unique().sort().alias("state")
    if kept.schema["item"] == states.dtype:
        items = pl.concat([states.alias("item"), kept["item"]]).unique().sort()
    elif own is not None:
        raise _not_states(state, item)
    else:
        items = kept["item"].unique().sort()
    coded = _numbered(_numbered(coded, "state", states), "item", items)
    cells = _by_year(coded, "state", "item", "level")
    crowd: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
    if system is not None:
        both = system.with_columns(item=pl.col("state"))
        both = _numbered(_numbered(both, "state", states), "item", items)
        crowd = {
            key: (np.sort(part[0]), np.sort(part[1])) for key, part in _by_year(both, "state", "item").items()
        }
        nobody = np.empty(0, dtype=np.int64)
        cells = {key: cells.get(key, (nobody, nobody, nobody)) for key in crowd}
    return Portfolios(
        states=states,
        scores=scores,
        years=sorted(cells),
        year_type=frame.schema[year] if frame.schema[year].is_integer() else pl.Int64(),
        _cells=cells,
        _members=crowd,
        _fill=-1 if fill is None else names[_key(fill)],
        _own=-1 if own is None else names[_key(own)],
        _weights=None if weights is None else _heavy(weights, item, year, items),
    )


def alliance_levels(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn ATOP's yes-or-no obligations into the ordered levels of alliance portfolios.

    3 defence or offence, 2 neutrality or non-aggression, 1 consultation, else 0, after the order
    that Singer and Small's alliance data gave the field: pact, neutrality, entente.  Where an obligation
    that would decide is missing, the position is null: unknown, not 0.

    Parameters
    ----------
    frame : polars.DataFrame
        Directed dyad-years with `ccode1`, `ccode2`, `year` and `atop_defense`, `atop_offense`,
        `atop_neutral`, `atop_nonagg`, `atop_consul`.

    Returns
    -------
    polars.DataFrame
        `state`, `item`, `year` (integers) and `value`, for `dragoman.relations.similarity.dyads`.

    References
    ----------
    Leeds, B. A., et al. (2002): Alliance Treaty Obligations and Provisions, 1815-1944.
    International Interactions 28 (3), 237-260.
    Signorino and Ritter (1999), International Studies Quarterly 43 (1), for the levels 0-3.
    """
    kinds = [f"atop_{kind}" for kind in ("defense", "offense", "neutral", "nonagg", "consul")]
    _has(frame, ("ccode1", "ccode2", "year", *kinds), "the alliances")
    pact = (pl.col("atop_defense") == 1) | (pl.col("atop_offense") == 1)
    peace = (pl.col("atop_neutral") == 1) | (pl.col("atop_nonagg") == 1)
    return frame.select(
        pl.col("ccode1").cast(pl.Int64).alias("state"),
        pl.col("ccode2").cast(pl.Int64).alias("item"),
        pl.col("year").cast(pl.Int64),
        # A chain of when() passes a null over; here it says that the level is not known.
        value=pl.when(pact.is_null())
        .then(None)
        .when(pact)
        .then(3)
        .when(peace.is_null())
        .then(None)
        .when(peace)
        .then(2)
        .otherwise((pl.col("atop_consul") == 1).cast(pl.Int32())),
    )


def _scale(
    held: pl.Series,
    levels: Sequence[float] | Sequence[str] | None,
    fill: float | str | None,
    own: float | str | None,
) -> tuple[dict[float | str, int], Floats]:
    """Return the number of each level, and its value: itself, or its rank if it is text."""
    text = held.dtype == pl.String
    if levels is None:
        if text:
            raise InputError(
                'The positions are text; give levels in ascending order, such as ["no", "abstain", "yes"].'
            )
        more = [_key(x) for x in (fill, own) if x is not None]
        named = sorted({*held.unique().to_list(), *more})
    else:
        named = [_key(x) for x in levels]
        if len(set(named)) < len(named):
            raise InputError(f"levels names a level twice: {list(levels)}.")
        if not text:
            named = sorted(named)
        for x in (fill, own):
            if x is not None and _key(x) not in named:
                raise InputError(f"{x!r} is none of the levels {list(levels)}.")
    scores = np.arange(len(named)) if text else np.array(named)
    return {name: i for i, name in enumerate(named)}, scores.astype(np.float64)


def _key(value: float | str) -> float | str:
    return value if isinstance(value, str) else float(value)


def _numbered(frame: pl.DataFrame, column: str, values: pl.Series) -> pl.DataFrame:
    numbers = pl.DataFrame({column: values, "_number": np.arange(len(values), dtype=np.int64)})
    joined = frame.join(numbers, on=column, how="inner")
    return joined.with_columns(pl.col("_number").alias(column)).drop("_number")


def _by_year(frame: pl.DataFrame, *columns: str) -> dict[int, tuple[NDArray[np.int64], ...]]:
    parts = frame.partition_by("year", as_dict=True)
    return {int(key[0]): tuple(part[c].to_numpy() for c in columns) for key, part in parts.items()}


def _not_states(state: str, item: str) -> InputError:
    return InputError(
        f"members and own are for items that are states, but {item!r} and {state!r} are of different types. "
        "Cast them to one type, or leave members, fill and own out."
    )


def _heavy(
    weights: pl.DataFrame, item: str, year: str, items: pl.Series
) -> dict[int, tuple[NDArray[np.int64], Floats]]:
    weights = eager(weights, "weights")
    _has(weights, (item, year, "weight"), "weights")
    plain = weights.select(
        pl.col(item).cast(items.dtype).alias("item"),
        pl.col(year).cast(pl.Int64).alias("year"),
        pl.col("weight").cast(pl.Float64),
    )
    bad = plain.filter(pl.col("weight").is_null() | ~(pl.col("weight") >= 0) | pl.col("weight").is_infinite())
    if len(bad) or plain.select("item", "year").is_duplicated().any():
        raise InputError("weights must hold one weight of at least 0 for each item and year.")
    numbered = _numbered(plain, "item", items).sort("item")
    parts = numbered.partition_by("year", as_dict=True)
    return {int(k[0]): (p["item"].to_numpy(), p["weight"].to_numpy()) for k, p in parts.items()}


def _has(frame: pl.DataFrame, columns: Sequence[str], name: str) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise InputError(
            f"{name[0].upper()}{name[1:]} lacks {', '.join(missing)}; it has {', '.join(frame.columns)}. "
            "Rename the columns, or name them in the call."
        )
