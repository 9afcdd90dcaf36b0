"""ATOP: what states have promised each other, one row a dyad and year."""

from __future__ import annotations

import polars as pl

from dragoman.datasets.kinds import Context, Dataset, verdict
from dragoman.datasets.values import codes, filled, whole, year_end
from dragoman.datasets.who import by_number_in_year

__all__ = ["ATOP"]

_OBLIGATIONS = {
    "defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "nonaggression",
    "consul": "consultation",
}  # fmt: skip
_SHIFTED = "A shifted column, or another program wrote the file again; see the row."


def shape(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring dyad-years of ATOP into `alliances`: one row a dyad and year."""
    frame = frame.with_columns(
        filled(pl.col(name), "NA", ".").alias(name) for name in frame.columns if not name.startswith("_")
    ).with_columns(
        _year=whole(pl.col("year")),
        _one=whole(pl.col("state_a")).cast(pl.String()),
        _two=whole(pl.col("state_b")).cast(pl.String()),
    )
    for side in ("one", "two"):
        found, missing = by_number_in_year(frame, f"_{side}", "_year", "cow")
        context.unresolved.update(missing)
        frame = frame.with_columns(
            found["code"].alias(f"_code_{side}"), found["entity"].alias(f"_entity_{side}")
        )
    start, stop = pl.date(pl.col("_year"), 1, 1), year_end(pl.col("_year"))
    member = [
        pl.struct(
            pl.col(f"_code_{side}").alias("code"), pl.col(f"_entity_{side}").alias("entity"),
            start.alias("start"), stop.alias("stop"),
        )
        for side in ("one", "two")
    ]  # fmt: skip
    given = [pl.when(whole(pl.col(name)) == 1).then(pl.lit(word)) for name, word in _OBLIGATIONS.items()]
    wrong = pl.any_horizontal(
        (~whole(pl.col(name)).is_in([0, 1])).fill_null(value=True) for name in _OBLIGATIONS
    )
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}-{}-{}", "_one", "_two", "_year").alias("source_id"),
        pl.coalesce(pl.lit(context.version), pl.col("version")).alias("source_version"),
        pl.format("{} to {}", "_one", "_two").alias("name"),
        pl.concat_list(member).alias("members"),
        codes(pl.col("_code_one"), pl.col("_code_two")).alias("codes"),
        pl.concat_list(given).list.drop_nulls().alias("obligations"),
        start.alias("start"),
        stop.alias("stop"),
        *verdict(
            (pl.col("_one").is_null() | pl.col("_two").is_null(),
             pl.format("{} and {} are no two COW numbers", "state_a", "state_b"), _SHIFTED),
            (pl.col("_year").is_null(), pl.format("{} is no year", "year"), _SHIFTED),
            (wrong, "an obligation is neither 0 nor 1",
             "Missing where the treaty could not be coded, or a shifted column: the promise is unknown."),
        ),
    )  # fmt: skip


ATOP = Dataset(
    name="atop",
    title="ATOP alliance obligations, dyad-years, 1815-2018",
    table="alliances",
    files="atop5_1ddyr.csv (directed) or atop5_1dy.csv",
    licence="ATOP: cite Leeds et al. 2002 and the version",
    columns={
        "state_a": ("statea", "ccode1", "mem1"),
        "state_b": ("stateb", "ccode2", "mem2"),
        "year": (),
        **{name: (f"atop_{name}",) for name in _OBLIGATIONS},
        "version": (),
    },
    required=frozenset({"state_a", "state_b", "year", *_OBLIGATIONS}),
    shape=shape,
    systematic=True,
)
