"""Votes in the General Assembly, and ideal points that others estimated from them."""

from __future__ import annotations

import polars as pl

from dragoman.datasets.kinds import Context, Dataset, Side, verdict
from dragoman.datasets.values import day, filled, number, whole
from dragoman.datasets.who import by_name
from dragoman.model.errors import InputError

__all__ = ["IDEAL_POINTS", "VOTES"]

_SHIFTED = "A shifted column, or another program wrote the file again; see the row."
_VOTES = {"1": "yes", "2": "abstain", "3": "no", "8": "absent", "9": "not_member"}
_WORDS = ("yes", "abstain", "no", "absent", "not_member")

_CALLS = Side(
    "roll calls",
    {"rcid": (), "session": (), "date": (), "unres": (), "short": (), "descr": ()},
    frozenset({"rcid", "session", "date", "unres"}),
)
_ISSUES = Side("issues", {"rcid": (), "issue": ()}, frozenset({"rcid", "issue"}))


def _calls(context: Context) -> pl.DataFrame:
    """Return the roll calls with their issues, by number."""
    if "roll calls" not in context.sides:
        raise InputError(
            "The votes need the roll calls for their dates, and a name means somebody on a date only. "
            "Give the file of roll calls (rcid, session, date, unres) beside that of the votes."
        )
    if "done" not in context.sides:
        given = context.sides["roll calls"]
        calls = given.with_columns(
            pl.lit(None, dtype=pl.String()).alias(name)
            for name in _CALLS.columns
            if name not in given.columns
        ).select(
            _rcid=whole(pl.col("rcid")), session=whole(pl.col("session")).cast(pl.String()),
            date=day("date"), resolution=filled(pl.col("unres"), "NA"),
            title=pl.coalesce(filled(pl.col("short"), "NA"), filled(pl.col("descr"), "NA")),
        ).unique("_rcid", keep="first", maintain_order=True)  # fmt: skip
        topics = pl.DataFrame(schema={"_rcid": pl.Int64(), "topics": pl.List(pl.String())})
        if "issues" in context.sides:
            topics = (
                context.sides["issues"].select(_rcid=whole(pl.col("rcid")), issue=filled(pl.col("issue")))
                .drop_nulls().group_by("_rcid").agg(pl.col("issue").unique().sort().alias("topics"))
            )  # fmt: skip
        none = pl.lit([], dtype=pl.List(pl.String()))
        context.sides["done"] = calls.join(topics, on="_rcid", how="left").with_columns(
            pl.col("topics").fill_null(none)
        )
    return context.sides["done"]


def shape_votes(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring votes into `votes`."""
    frame = frame.with_columns(
        _rcid=whole(pl.col("rcid")),
        _name=filled(pl.col("country"), "NA"),
        _vote=filled(pl.col("vote")).str.to_lowercase().str.replace(r"\.0$", "").replace(_VOTES),
    ).drop("rcid", "country", "vote")
    frame = frame.join(_calls(context), on="_rcid", how="left", maintain_order="left")
    found, missing = by_name(frame, "_name", "date")
    if missing:
        # Some dates are only the year's beginning, and some members voted days before they were states.
        late = frame.select("_name", _end=pl.date(pl.col("date").dt.year(), 12, 31))
        second, _ = by_name(late, "_name", "_end")
        free = found["code"].is_null() & second["code"].is_not_null()
        context.note("votes in the year but before the day on which the name begins; read as of its end",
                     int(free.sum()))  # fmt: skip
        found = pl.DataFrame({
            name: found.select(pl.when(free).then(second[name]).otherwise(pl.col(name)).alias(name))[name]
            for name in found.columns
        })  # fmt: skip
        left = frame.filter(found["code"].is_null())["_name"].drop_nulls().value_counts()
        missing = type(missing)(dict(left.iter_rows()))
    context.unresolved.update(missing)
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}/{}", "_rcid", "_name").alias("source_id"),
        pl.lit(context.version).alias("source_version"),
        pl.lit("UNGA").alias("body"),
        "session",
        "resolution",
        "title",
        "topics",
        "date",
        pl.col("_name").alias("voter"),
        found["code"].alias("code"),
        found["entity"].alias("entity"),
        pl.col("_vote").alias("vote"),
        *verdict(
            (pl.col("_rcid").is_null(), "there is no number of a roll call", _SHIFTED),
            (pl.col("_name").is_null(), "there is no country", _SHIFTED),
            (~pl.col("_vote").is_in(_WORDS).fill_null(value=False),
             pl.format("{} is no vote", pl.col("_vote").fill_null("an empty cell")), _SHIFTED),
            (pl.col("date").is_null(), pl.format("roll call {} is not among the roll calls", "_rcid"),
             "The files are of different versions, or a side file was cut off."),
        ),
    )  # fmt: skip


VOTES = Dataset(
    name="un-votes",
    title="Votes in the General Assembly (unvotes), 1946-",
    table="votes",
    files="un_votes.csv with un_roll_calls.csv and un_roll_call_issues.csv",
    licence="unvotes: MIT; cite Voeten, Strezhnev and Bailey for the votes",
    columns={"rcid": (), "country": (), "vote": ()},
    required=frozenset({"rcid", "country", "vote"}),
    shape=shape_votes,
    sides=(_CALLS, _ISSUES),
    systematic=True,
)


def shape_points(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """Bring ideal points into `estimates`, measure ``ideal_point``, as others estimated them."""
    session = whole(pl.col("session"))
    # A session begins in September of the year 1945 + its number.
    frame = frame.with_columns(
        _state=pl.coalesce(filled(pl.col("countryname"), "NA"), filled(pl.col("iso3c"), "NA")),
        _start=pl.date(session + 1945, 9, 1), _stop=pl.date(session + 1946, 9, 1), _session=session,
        _end=pl.date(session + 1945, 12, 31),
    )  # fmt: skip
    found, missing = by_name(frame, "_state", "_end")
    context.unresolved.update(missing)
    point = number(pl.col("idealpoint"))
    return frame.select(
        "_line",
        "_digest",
        pl.format("{}/{}", pl.coalesce(filled(pl.col("ccode")), "_state"), "_session").alias("source_id"),
        pl.lit(context.version).alias("source_version"),
        pl.lit("ideal_point").alias("measure"),
        pl.col("_state").alias("state"),
        found["code"].alias("code"),
        found["entity"].alias("entity"),
        pl.format("session {}", "_session").alias("period"),
        pl.col("_start").alias("start"),
        pl.col("_stop").alias("stop"),
        point.alias("value"),
        number(pl.col("q5")).alias("low"),
        number(pl.col("q95")).alias("high"),
        pl.when(pl.col("q5").is_not_null()).then(pl.lit("90%")).alias("interval"),
        *verdict(
            (pl.col("_session").is_null(), pl.format("{} is no session", "session"), _SHIFTED),
            (pl.col("_state").is_null(), "there is no country", _SHIFTED),
            (point.is_null(), "there is no ideal point", "The estimate is missing, or a column is shifted."),
        ),
    )  # fmt: skip


IDEAL_POINTS = Dataset(
    name="un-ideal-points",
    title="Ideal points of Bailey, Strezhnev and Voeten, as estimated by them",
    table="estimates",
    files="IdealpointestimatesAll_….csv",
    licence="terms on its Harvard Dataverse page; cite Bailey, Strezhnev and Voeten 2017",
    columns={
        "ccode": (), "session": (), "idealpoint": ("idealpointall",), "iso3c": (), "countryname": (),
        "q5": (), "q95": (),
    },
    required=frozenset({"session", "idealpoint"}),
    shape=shape_points,
)  # fmt: skip
