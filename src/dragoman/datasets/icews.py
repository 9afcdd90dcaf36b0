"""ICEWS coded events: yearly files with the CAMEO column, and the layout without it."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b

import polars as pl

from dragoman.codebook import cameo
from dragoman.datasets.crosswalk import LOST_ZERO, checks, crosswalk, sides
from dragoman.datasets.kinds import Context, Dataset, verdict
from dragoman.datasets.tables import table
from dragoman.datasets.values import AMBIGUOUS, day, edtf, filled, number, order_of
from dragoman.datasets.who import by_name

__all__ = ["ICEWS", "digest_of"]

_NONE = ("NA", "NULL", "None")
UNCODED = "event texts without a CAMEO code of their own; the row is kept, its class is null"


def digest_of(text: str) -> str:
    """Hash an event text: its words in lower case."""
    words = re.sub(r"\W+", " ", text.lower()).strip()
    return blake2b(words.encode(), digest_size=6).hexdigest()


@cache
def _texts() -> dict[str, str]:
    return {row["digest"]: row["code"] for row in table("icews_texts.tsv")}


def _codes_of_texts(texts: pl.Series) -> pl.DataFrame:
    unique = texts.drop_nulls().unique()
    found = [_texts().get(digest_of(text)) for text in unique]
    return pl.DataFrame({"event_text": unique, "_of_text": pl.Series(found, dtype=pl.String())})


def shape(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring rows of ICEWS into `external_events`."""
    frame = frame.with_columns(
        filled(pl.col(name), *_NONE).alias(name) for name in frame.columns if not name.startswith("_")
    )
    frame = frame.join(_codes_of_texts(frame["event_text"]), on="event_text", how="left",
                       maintain_order="left")  # fmt: skip
    coded = "cameo_code" in context.present
    frame = frame.with_columns((pl.col("cameo_code") if coded else pl.col("_of_text")).alias("source_code"))
    if not coded:
        context.note(UNCODED, frame.filter(pl.col("_of_text").is_null()).height)
    else:
        legal = [code.id for code in cameo.load().codes]
        other = frame.filter(pl.col("cameo_code").is_in(legal) & (pl.col("_of_text") != pl.col("cameo_code")))
        context.note("rows whose event text says another code than their code; the code was taken",
                     other.height)  # fmt: skip
    frame = frame.join(crosswalk(), on="source_code", how="left", maintain_order="left")
    order = order_of(frame, "event_date", context)
    frame = frame.with_columns(day("event_date", order).alias("_day"))
    for side in ("source", "target"):
        found, missing = by_name(frame, f"{side}_country", "_day")
        context.unresolved.update(missing)
        frame = frame.with_columns(found["code"].alias(f"_{side}"))
    slashes = pl.col("event_date").str.contains("/")
    code = checks("source_code")
    if not coded:
        code = []
    return frame.select(
        "_line",
        "_digest",
        # The provider's number is unique together with the day only.
        pl.format("{}@{}", "event_id", edtf(pl.col("_day"))).alias("source_id"),
        pl.lit(context.version).alias("source_version"),
        "event",
        "mode",
        "contexts",
        pl.lit("cameo-1.1b3").alias("source_scheme"),
        "source_code",
        "loss",
        *sides(frame, context, ("source_name", "target_name"), ("_source", "_target")),
        edtf(pl.col("_day")).alias("date"),
        pl.col("_day").alias("date_earliest"),
        pl.col("_day").alias("date_latest"),
        pl.concat_str(["city", "district", "province", "country"], separator=", ", ignore_nulls=True)
        .replace("", None)
        .alias("place"),
        number(pl.col("latitude")).alias("latitude"),
        number(pl.col("longitude")).alias("longitude"),
        number(pl.col("intensity")).alias("score"),
        pl.lit("goldstein-icews").alias("scale"),
        pl.lit(value=True).alias("directed"),
        *verdict(
            (pl.col("event_id").is_null() | ~pl.col("event_id").str.contains(r"^\d+$"),
             pl.format("{} is no event id", pl.col("event_id").fill_null("an empty cell")),
             "A header inside of the file, or a shifted column; see the row."),
            (pl.col("_day").is_null() & slashes, pl.format("{}: day or month first?", "event_date"),
             AMBIGUOUS),
            (pl.col("_day").is_null(),
             pl.format("{} is no date", pl.col("event_date").fill_null("an empty cell")),
             "A shifted column, or a format of dates that is not known here."),
            *(((pl.col("_of_text") == "0" + pl.col("source_code"),
                pl.format("the code {} stands beside a text whose code is {}", "source_code", "_of_text"),
                LOST_ZERO),) if coded else ()),
            *code,
        ),
    )  # fmt: skip


ICEWS = Dataset(
    name="icews",
    title="ICEWS coded event data, 1995-2023",
    table="external_events",
    files="events.YYYY.….tab, weekly or daily files, also zipped",
    licence="ICEWS: terms on its Harvard Dataverse page; cite Boschee et al. 2015",
    columns={
        "event_id": (), "event_date": (), "source_name": (), "source_country": (), "event_text": (),
        "cameo_code": (), "intensity": (), "target_name": (), "target_country": (),
        "city": (), "district": (), "province": (), "country": (),
        "latitude": ("lat",), "longitude": ("lon", "long"),
    },
    required=frozenset({"event_id", "event_date", "source_country", "event_text", "target_country"}),
    shape=shape,
    quoted=False,
    separator="\t",
)  # fmt: skip
