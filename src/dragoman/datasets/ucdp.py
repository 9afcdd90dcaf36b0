"""UCDP: georeferenced events (GED) and the UCDP/PRIO armed conflicts (ACD)."""

from __future__ import annotations

import polars as pl

from dragoman.datasets.kinds import Context, Dataset, columns, verdict
from dragoman.datasets.values import codes, day, edtf, filled, number, whole
from dragoman.datasets.who import by_number, by_number_in_year

__all__ = ["ACD", "GED"]

_LICENCE = "UCDP, Uppsala University: CC BY 4.0, cite the version"
_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_CONFLICT = {
    "1": "extrasystemic", "2": "interstate", "3": "intrastate", "4": "internationalised intrastate",
    "II": "internationalised intrastate",  # as copies of it that R packages ship have it
}  # fmt: skip
_SHIFTED = "A shifted column: a quotation mark or separator inside of a field, probably."


def _gone(column: str) -> pl.Expr:
    return filled(pl.col(column), "NA", "-9", "NaN")


def shape_ged(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring rows of GED into `external_events`."""
    frame = frame.with_columns(
        _gone(name).alias(name) for name in frame.columns if not name.startswith("_")
    ).with_columns(
        _from=day("date_start"), _to=day("date_end"),
        gwnoa=whole(pl.col("gwnoa")).cast(pl.String()), gwnob=whole(pl.col("gwnob")).cast(pl.String()),
        _kind=whole(pl.col("type_of_violence")).cast(pl.String()),
    )  # fmt: skip
    for side in ("a", "b"):
        found, missing = by_number(frame, f"gwno{side}", "_from", "gw")
        context.unresolved.update(missing)
        frame = frame.with_columns(found["code"].alias(f"_{side}"))
    same = pl.col("_from") == pl.col("_to")
    return frame.select(
        "_line",
        "_digest",
        whole(pl.col("id")).cast(pl.String()).alias("source_id"),
        pl.lit(context.version).alias("source_version"),
        pl.lit("ASSAULT").alias("event"),
        pl.lit("ucdp-ged").alias("source_scheme"),
        pl.col("_kind").replace_strict(_VIOLENCE, default=None).alias("source_code"),
        pl.lit("all lethal violence is ASSAULT; who struck is not said where both sides fight").alias("loss"),
        pl.col("side_a").alias("actor"),
        pl.col("side_b").alias("recipient"),
        codes(pl.col("_a")).alias("actor_codes"),
        codes(pl.col("_b")).alias("recipient_codes"),
        pl.when(same).then(edtf(pl.col("_from")))
        .otherwise(pl.format("{}/{}", edtf(pl.col("_from")), edtf(pl.col("_to")))).alias("date"),
        pl.col("_from").alias("date_earliest"),
        pl.col("_to").alias("date_latest"),
        pl.concat_str(["where_coordinates", "adm_2", "adm_1", "country"], separator=", ", ignore_nulls=True)
        .alias("place"),
        number(pl.col("latitude")).alias("latitude"),
        number(pl.col("longitude")).alias("longitude"),
        whole(pl.col("number_of_sources")).alias("articles"),
        (pl.col("_kind") == "3").alias("directed"),
        whole(pl.col("best")).alias("deaths_best"),
        whole(pl.col("low")).alias("deaths_low"),
        whole(pl.col("high")).alias("deaths_high"),
        *verdict(
            (whole(pl.col("id")).is_null(), pl.format("{} is no event id", "id"), _SHIFTED),
            (~pl.col("_kind").is_in(list(_VIOLENCE)).fill_null(value=False),
             pl.format("{} is no type of violence", "type_of_violence"), _SHIFTED),
            (pl.col("_from").is_null() | pl.col("_to").is_null(),
             pl.format("{} to {} is no time", "date_start", "date_end"), _SHIFTED),
            (pl.col("_to") < pl.col("_from"), "the event ends before it starts",
             "The provider's own mistake."),
            (whole(pl.col("best")).is_null(), pl.format("{} is no number of deaths", "best"), _SHIFTED),
        ),
    )  # fmt: skip


GED = Dataset(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset, 1989-",
    table="external_events",
    files="GEDEvent_v…_….csv, also zipped; candidate files",
    licence=_LICENCE,
    columns=columns(
        "id type_of_violence side_a side_b number_of_sources where_coordinates adm_1 adm_2 "
        "latitude longitude country date_start date_end best high low gwnoa gwnob"
    ),
    required=frozenset({"id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best"}),
    shape=shape_ged,
)  # fmt: skip


def _numbers(frame: pl.DataFrame, column: str, context: Context) -> pl.Series:
    """Resolve a cell with one or several GW numbers (``2, 200``) by the year of its row."""
    parts = frame.select("_line", "_year", number=pl.col(column).str.split(",")).explode(
        "number", empty_as_null=True
    )
    parts = parts.with_columns(whole(pl.col("number")).cast(pl.String()).alias("number")).drop_nulls("number")
    parts = parts.drop_nulls("_year")
    found, missing = by_number_in_year(parts, "number", "_year", "gw")
    context.unresolved.update(missing)
    held = parts.with_columns(found["code"]).drop_nulls("code").group_by("_line")
    joined = frame.select("_line").join(held.agg(pl.col("code").unique().sort()), on="_line", how="left",
                                        maintain_order="left")  # fmt: skip
    return joined["code"].fill_null(pl.Series([[]], dtype=pl.List(pl.String())))


def _named(column: str) -> pl.Expr:
    listed = pl.col(column).str.split(", ")
    return listed.fill_null(pl.lit([], dtype=pl.List(pl.String())))


def shape_acd(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring rows of ACD, one a conflict and year, into `conflicts`."""
    frame = frame.with_columns(
        _gone(name).alias(name) for name in frame.columns if not name.startswith("_")
    ).with_columns(
        _year=whole(pl.col("year")), _start=day("start_date2"), _stop=day("ep_end_date"),
        _kind=pl.col("type_of_conflict").replace(_CONFLICT),
        _level=whole(pl.col("intensity_level")),
    )  # fmt: skip
    numbered = {name: _numbers(frame, f"gwno_{name}", context) for name in ("a", "b", "a_2nd", "b_2nd")}
    frame = frame.with_columns(pl.Series(f"_{name}", codes_) for name, codes_ in numbered.items())
    side = {name: _named(f"side_{name}") if f"side_{name}" in context.present else pl.col(f"_{name}")
            for name in numbered}  # fmt: skip
    both = ["location", "incompatibility", "territory_name"]
    kinds = list(_CONFLICT.values())
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}-{}", whole(pl.col("conflict_id")), "_year").alias("source_id"),
        pl.coalesce(pl.lit(context.version), pl.col("version")).alias("source_version"),
        pl.concat_str(both, separator=": ", ignore_nulls=True).replace("", None).alias("name"),
        pl.col("_kind").alias("kind"),
        side["a"].alias("side_a"),
        side["b"].alias("side_b"),
        side["a_2nd"].alias("supporters_a"),
        side["b_2nd"].alias("supporters_b"),
        edtf(pl.col("_start")).alias("start"),
        edtf(pl.col("_stop")).alias("stop"),
        pl.col("_start").alias("start_earliest"),
        pl.col("_stop").alias("stop_latest"),
        pl.col("location").alias("place"),
        pl.when(pl.col("_level") == 1).then(pl.lit("minor"))
        .when(pl.col("_level") == 2).then(pl.lit("war")).alias("intensity"),
        pl.col("_a").alias("codes_a"),
        pl.col("_b").alias("codes_b"),
        pl.col("_year").alias("year"),
        *verdict(
            (whole(pl.col("conflict_id")).is_null(), pl.format("{} is no conflict id", "conflict_id"),
             _SHIFTED),
            (pl.col("_year").is_null(), pl.format("{} is no year", "year"), _SHIFTED),
            (~pl.col("_level").is_in([1, 2]).fill_null(value=False),
             pl.format("{} is no level of intensity", "intensity_level"), _SHIFTED),
            (pl.col("_kind").is_null() | pl.col("_kind").is_in(kinds).not_().fill_null(value=True),
             pl.format("{} is no type of conflict", "type_of_conflict"), _SHIFTED),
        ),
    )  # fmt: skip


ACD = Dataset(
    name="ucdp-acd",
    title="UCDP/PRIO Armed Conflict Dataset, 1946-",
    table="conflicts",
    files="UcdpPrioConflict_v….csv, also zipped",
    licence=_LICENCE,
    columns=columns(
        "conflict_id location side_a side_a_2nd side_b side_b_2nd incompatibility territory_name "
        "year intensity_level type_of_conflict start_date2 ep_end_date gwno_a gwno_a_2nd gwno_b "
        "gwno_b_2nd version"
    ),
    required=frozenset({"conflict_id", "year", "intensity_level", "type_of_conflict", "gwno_a", "gwno_b"}),
    shape=shape_acd,
    systematic=True,
)  # fmt: skip
