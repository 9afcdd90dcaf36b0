"""POLECAT events: coded in PLOVER by its makers; yearly, monthly and weekly text files."""

from __future__ import annotations

import polars as pl

from dragoman.codebook import load
from dragoman.datasets.kinds import Context, Dataset, columns, verdict
from dragoman.datasets.values import day, edtf, filled, number
from dragoman.datasets.who import letters

__all__ = ["POLECAT"]

_NONE = ("None", "NA", "nan")
_LAYOUT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude",
    "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def _listed(name: str) -> pl.Expr:
    return pl.col(name).str.split(";").list.eval(pl.element().str.strip_chars())


def _countries(frame: pl.DataFrame, name: str, context: Context) -> pl.Series:
    """Return the known codes of a cell with one or several countries."""
    parts = frame.select("_line", letters=_listed(name)).explode("letters", empty_as_null=True)
    parts = parts.filter(pl.col("letters").is_not_null() & (pl.col("letters") != ""))
    parts = parts.join(letters(), on="letters", how="left")
    for value, rows in parts.filter(pl.col("code").is_null())["letters"].value_counts().iter_rows():
        context.unresolved[value] += rows
    held = parts.drop_nulls("code").group_by("_line").agg(pl.col("code").unique().sort())
    joined = frame.select("_line").join(held, on="_line", how="left", maintain_order="left")
    return joined["code"].fill_null(pl.Series([[]], dtype=pl.List(pl.String())))


def _modes() -> pl.DataFrame:
    book = load()
    pairs = [(cls.id, mode.id) for cls in book.classes for mode in cls.modes]
    return pl.DataFrame({"event": [p[0] for p in pairs], "_mode": [p[1] for p in pairs],
                         "mode": [p[1] for p in pairs]})  # fmt: skip


def shape(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring rows of POLECAT into `external_events`."""
    book = load()
    frame = frame.with_columns(
        filled(pl.col(name), *_NONE).alias(name) for name in frame.columns if not name.startswith("_")
    ).with_columns(
        event=pl.col("event_type").str.to_uppercase(),
        _mode=pl.col("event_mode").str.to_lowercase(),
        _day=day("event_date"),
    )
    frame = frame.join(_modes(), on=["event", "_mode"], how="left", maintain_order="left")
    frame = frame.with_columns(
        pl.Series("_actors", _countries(frame, "actor_country", context)),
        pl.Series("_recipients", _countries(frame, "recipient_country", context)),
        _contexts=_listed("contexts").list.eval(pl.element().str.to_lowercase()),
    )
    legal = list(book.context_ids)
    strange = pl.col("_mode").is_not_null() & pl.col("mode").is_null()
    context.note("modes that PLOVER 1.3 does not have; the class is kept without them",
                 frame.filter(strange).height)  # fmt: skip
    known = pl.col("event").is_in(list(book.ids))
    return frame.select(
        "_line",
        "_digest",
        pl.col("event_id").alias("source_id"),
        pl.coalesce(pl.lit(context.version), filled(pl.col("version"))).alias("source_version"),
        "event",
        "mode",
        pl.col("_contexts").list.set_intersection(legal).list.sort()
        .fill_null(pl.lit([], dtype=pl.List(pl.String()))).alias("contexts"),
        pl.lit("plover-polecat").alias("source_scheme"),
        pl.concat_str(["event_type", "event_mode"], separator="/", ignore_nulls=True).alias("source_code"),
        pl.when(strange).then(pl.format("PLOVER 1.3 has no mode {}", "event_mode")).alias("loss"),
        pl.coalesce("actor_name", "actor_country").alias("actor"),
        pl.coalesce("recipient_name", "recipient_country").alias("recipient"),
        pl.col("_actors").alias("actor_codes"),
        pl.col("_recipients").alias("recipient_codes"),
        edtf(pl.col("_day")).alias("date"),
        pl.col("_day").alias("date_earliest"),
        pl.col("_day").alias("date_latest"),
        pl.coalesce("placename", "country").alias("place"),
        number(pl.col("latitude")).alias("latitude"),
        number(pl.col("longitude")).alias("longitude"),
        number(pl.col("intensity")).alias("score"),
        pl.lit("plover").alias("scale"),
        pl.lit(value=True).alias("directed"),
        *verdict(
            (pl.col("event_id").is_null(), "there is no event id", "A shifted or broken line; see the row."),
            (~known.fill_null(value=False),
             pl.format("{} is no class of PLOVER", pl.col("event_type").fill_null("an empty cell")),
             "A stray tab shifted the columns, probably; see the row."),
            (pl.col("_day").is_null(),
             pl.format("{} is no date", pl.col("event_date").fill_null("an empty cell")),
             "A stray tab shifted the columns, probably; see the row."),
        ),
    )  # fmt: skip


POLECAT = Dataset(
    name="polecat",
    title="POLECAT global political events, 2018-",
    table="external_events",
    files="ngecEvents….txt, also zipped",
    licence="POLECAT: terms on its Harvard Dataverse page; cite Halterman et al. 2023",
    columns=columns(
        "event_id event_date event_type event_mode intensity contexts actor_name actor_country "
        "recipient_name recipient_country placename country latitude longitude version"
    ),
    required=frozenset({"event_id", "event_date", "event_type", "actor_country", "recipient_country"}),
    shape=shape,
    quoted=False,
    separator="\t",
    layout=_LAYOUT,
)  # fmt: skip
