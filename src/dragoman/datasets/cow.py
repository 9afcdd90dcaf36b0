"""Correlates of War: state system, militarised disputes between pairs of states, capabilities.

Its alliance data are not read: their owner asked that programs leave them alone.
"""

from __future__ import annotations

import polars as pl

from dragoman.datasets.kinds import Context, Dataset, verdict
from dragoman.datasets.values import edtf, filled, number, whole, year_end
from dragoman.datasets.who import by_number, by_number_in_year

__all__ = ["ALLIANCES", "MID", "NMC", "STATES", "is_alliances"]

ALLIANCES = (
    "This is the alliance data of Correlates of War. Their owner asked that software neither ship nor "
    "fetch them, so Dragoman does not read them. Alliances rest on ATOP here: import atop FILE."
)
_LICENCE = "Correlates of War: terms on its site; cite the data set and version"
_SHIFTED = "A shifted column, or another program wrote the file again; see the row."
_HOSTILITY = {1: "no militarised action", 2: "threat", 3: "display", 4: "use of force", 5: "war"}
_FATALITY = {0: (0, 0), 1: (1, 25), 2: (26, 100), 3: (101, 250), 4: (251, 500), 5: (501, 999)}


def is_alliances(header: set[str]) -> bool:
    """Return whether a header is that of the alliance data, in any of its layouts."""
    return "version4id" in header or {"left_censor", "right_censor", "entente"} <= header or (
        {"entente", "neutrality", "nonaggression"} <= header
    )  # fmt: skip


def _clean(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        filled(pl.col(name), "NA", "-9", "-9.0", ".").alias(name)
        for name in frame.columns
        if not name.startswith("_")
    )


def _date(prefix: str) -> pl.Expr:
    return pl.date(*(whole(pl.col(f"{prefix}{part}")) for part in ("year", "month", "day")))


def shape_states(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring memberships of the state system into `estimates`, measure ``member``."""
    frame = _clean(frame).with_columns(
        _number=whole(pl.col("ccode")).cast(pl.String()), _from=_date("st"), _to=_date("end")
    )
    # A long membership may have had several entities; the last one stands for it.
    found, _ = by_number(frame, "_number", "_to", "cow")
    first, _ = by_number(frame, "_number", "_from", "cow")
    found = pl.DataFrame({
        name: found.select(pl.coalesce(pl.col(name), first[name]).alias(name))[name] for name in found.columns
    })  # fmt: skip
    left = frame.filter(found["code"].is_null())["_number"].drop_nulls()
    context.unresolved.update(f"cow {number}" for number in left)
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}@{}", "_number", edtf(pl.col("_from"))).alias("source_id"),
        pl.coalesce(pl.lit(context.version), pl.col("version")).alias("source_version"),
        pl.lit("member").alias("measure"),
        pl.coalesce("statenme", "stateabb").alias("state"),
        found["code"].alias("code"),
        found["entity"].alias("entity"),
        pl.col("_from").alias("start"),
        pl.col("_to").dt.offset_by("1d").alias("stop"),
        pl.lit(1.0).alias("value"),
        *verdict(
            (pl.col("_number").is_null(), pl.format("{} is no COW number", "ccode"), _SHIFTED),
            (pl.col("_from").is_null() | pl.col("_to").is_null(), "a day of entry or exit cannot be read",
             _SHIFTED),
        ),
    )  # fmt: skip


STATES = Dataset(
    name="cow-states",
    title="COW state system membership, 1816-",
    table="estimates",
    files="states2016.csv",
    licence=_LICENCE,
    columns={
        "ccode": (), "stateabb": (), "statenme": (), "version": (),
        **{f"{edge}{part}": () for edge in ("st", "end") for part in ("year", "month", "day")},
    },
    required=frozenset({"ccode", "styear", "stmonth", "stday", "endyear", "endmonth", "endday"}),
    shape=shape_states,
)  # fmt: skip

_COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")


def shape_nmc(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring one component of the capabilities into `estimates`; the reader calls it for each."""
    frame = _clean(frame).with_columns(
        _number=whole(pl.col("ccode")).cast(pl.String()), _year=whole(pl.col("year"))
    )
    found, missing = by_number_in_year(frame, "_number", "_year", "cow")
    context.unresolved.update(missing)
    values = pl.struct(number(pl.col(name)).alias(name) for name in _COMPONENTS)
    broken = pl.any_horizontal(
        number(pl.col(name)).is_null() & pl.col(name).is_not_null() for name in _COMPONENTS
    )
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}-{}", "_number", "_year").alias("source_id"),
        pl.coalesce(pl.lit(context.version), pl.col("version")).alias("source_version"),
        pl.coalesce("stateabb", "_number").alias("state"),
        found["code"].alias("code"),
        found["entity"].alias("entity"),
        pl.date(pl.col("_year"), 1, 1).alias("start"),
        year_end(pl.col("_year")).alias("stop"),
        values.alias("_values"),
        *verdict(
            (pl.col("_number").is_null() | pl.col("_year").is_null(),
             pl.format("{}, {} is no COW number and year", "ccode", "year"), _SHIFTED),
            (broken, "a component is no number", _SHIFTED),
        ),
    )  # fmt: skip


NMC = Dataset(
    name="cow-nmc",
    title="COW national material capabilities, 1816-",
    table="estimates",
    files="NMC-60-abridged.csv",
    licence=_LICENCE,
    columns={"ccode": (), "stateabb": (), "year": (), "version": (), **dict.fromkeys(_COMPONENTS, ())},
    required=frozenset({"ccode", "year", "cinc"}),
    shape=shape_nmc,
    systematic=True,
)


def shape_mid(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring disputing dyads, by year, into `conflicts`."""
    frame = _clean(frame).with_columns(
        _one=whole(pl.col("ccode1")).cast(pl.String()),
        _two=whole(pl.col("ccode2")).cast(pl.String()),
        _year=whole(pl.col("year")),
    )
    for side in ("one", "two"):
        found, missing = by_number_in_year(frame, f"_{side}", "_year", "cow")
        context.unresolved.update(missing)
        frame = frame.with_columns(found["code"].alias(f"_code_{side}"))
    level = pl.coalesce(
        whole(pl.col("hihost")), pl.max_horizontal(whole(pl.col("hostlev1")), whole(pl.col("hostlev2")))
    )
    fatal = pl.coalesce(
        whole(pl.col("fatlev")), pl.max_horizontal(whole(pl.col("fatality1")), whole(pl.col("fatality2")))
    )
    start = pl.date(*(whole(pl.col(name)) for name in ("strtyr", "strtmnth", "strtday")))
    stop = pl.date(*(whole(pl.col(name)) for name in ("endyear", "endmnth", "endday")))
    begin = whole(pl.col("strtyr"))
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}-{}-{}-{}", whole(pl.col("dispnum")), "_one", "_two", "_year").alias("source_id"),
        pl.coalesce(pl.lit(context.version), pl.col("version")).alias("source_version"),
        pl.format("dispute {}", whole(pl.col("dispnum"))).alias("name"),
        pl.lit("militarised dispute").alias("kind"),
        pl.concat_list(pl.coalesce("namea", "_one")).alias("side_a"),
        pl.concat_list(pl.coalesce("nameb", "_two")).alias("side_b"),
        pl.coalesce(edtf(start), begin.cast(pl.String())).alias("start"),
        pl.coalesce(edtf(stop), whole(pl.col("endyear")).cast(pl.String())).alias("stop"),
        pl.coalesce(start, pl.date(begin, 1, 1)).alias("start_earliest"),
        pl.coalesce(stop, pl.date(whole(pl.col("endyear")), 12, 31)).alias("stop_latest"),
        level.replace_strict(_HOSTILITY, default=None, return_dtype=pl.String()).alias("intensity"),
        fatal.replace_strict({k: v[0] for k, v in _FATALITY.items()}, default=None,
                             return_dtype=pl.Int64()).alias("deaths_low"),
        fatal.replace_strict({k: v[1] for k, v in _FATALITY.items()}, default=None,
                             return_dtype=pl.Int64()).alias("deaths_high"),
        pl.concat_list("_code_one").list.drop_nulls().alias("codes_a"),
        pl.concat_list("_code_two").list.drop_nulls().alias("codes_b"),
        pl.col("_year").alias("year"),
        *verdict(
            (whole(pl.col("dispnum")).is_null(), pl.format("{} is no dispute", "dispnum"), _SHIFTED),
            (pl.col("_one").is_null() | pl.col("_two").is_null(),
             pl.format("{} and {} are no two COW numbers", "ccode1", "ccode2"), _SHIFTED),
            (pl.col("_year").is_null(), pl.format("{} is no year", "year"), _SHIFTED),
        ),
    )  # fmt: skip


MID = Dataset(
    name="cow-mid",
    title="COW militarised interstate disputes, dyads by year, 1816-",
    table="conflicts",
    files="dyadic_mid_4.03.csv, or directed dyad-years (dispnum, ccode1, ccode2, year)",
    licence=_LICENCE,
    columns={
        "dispnum": ("disno", "dispnum3", "dispnum4"),
        "ccode1": ("statea",), "ccode2": ("stateb",), "year": (), "namea": (), "nameb": (),
        "strtday": (), "strtmnth": ("strtmon",), "strtyr": ("strtyear",),
        "endday": (), "endmnth": ("endmon",), "endyear": ("endyr",),
        "hihost": (), "hostlev1": (), "hostlev2": (), "fatlev": (), "fatality1": (), "fatality2": (),
        "version": (),
    },
    required=frozenset({"dispnum", "ccode1", "ccode2", "year"}),
    shape=shape_mid,
    systematic=True,
)  # fmt: skip
