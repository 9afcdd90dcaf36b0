"""Any table of events, with a mapping file (TOML) that says which column is what."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import polars as pl

from dragoman.codebook import load
from dragoman.datasets.crosswalk import checks, crosswalk
from dragoman.datasets.kinds import Check, Context, Dataset, normal, verdict
from dragoman.datasets.values import AMBIGUOUS, codes, day, edtf, filled, number, order_of, whole
from dragoman.datasets.who import by_letters, by_name, by_number
from dragoman.model.errors import InputError

__all__ = ["read_mapping"]

_FIELDS = (
    "id", "actor", "recipient", "date", "end", "event", "mode", "place", "latitude", "longitude", "score",
    "articles", "url", "deaths",
)  # fmt: skip
_ACTORS = ("name", "iso3", "cow", "gw")
_EVENTS = ("plover", "cameo")
_KNOWN = {
    "dataset": str, "version": str, "title": str, "licence": str, "separator": str, "actors": str,
    "events": str, "dates": str, "scale": str, "directed": bool, "systematic": bool, "columns": dict,
}  # fmt: skip
_SHIFTED = "A shifted column, or another way of writing than the mapping says; see the row."


def read_mapping(path: Path) -> tuple[Dataset, str | None]:
    """Read a mapping file.

    Parameters
    ----------
    path : Path
        TOML: ``dataset, version, licence, separator, actors`` (``name, iso3, cow, gw``), ``events``
        (``plover, cameo``), ``dates`` (a format such as ``%d.%m.%Y``), ``scale, directed`` and a table
        ``[columns]`` from our words (``id, actor, recipient, date, event`` ...) to the file's.

    Returns
    -------
    tuple of Dataset and str or None
        The dataset and its version.

    Raises
    ------
    InputError
        The file is no TOML, lacks something or says something unknown.
    """
    try:
        said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The mapping {path} cannot be read: {error}.") from error
    for key, value in said.items():
        if key not in _KNOWN:
            raise InputError(f"{path}: there is no setting {key!r}; there are {', '.join(_KNOWN)}.")
        if not isinstance(value, _KNOWN[key]):
            raise InputError(f"{path}: {key} has to be {_KNOWN[key].__name__}, not {value!r}.")
    for key in ("dataset", "columns", "actors"):
        if key not in said:
            raise InputError(f"{path}: the setting {key!r} is missing. The documentation has an example.")
    columns: dict[str, str] = said["columns"]
    for ours, theirs in columns.items():
        if ours not in _FIELDS or not isinstance(theirs, str):
            raise InputError(
                f"{path}: [columns] knows {', '.join(_FIELDS)}, each with one name; not {ours!r}."
            )
    for key in ("actor", "date"):
        if key not in columns:
            raise InputError(f"{path}: [columns] has to say which column is the {key}.")
    _one_of(path, "actors", said["actors"], _ACTORS)
    if "event" in columns:
        _one_of(path, "events", said.get("events"), _EVENTS)
    if "score" in columns and "scale" not in said:
        raise InputError(
            f"{path}: a score without a name of its scale cannot be told from others: say scale."
        )
    dataset = Dataset(
        name=said["dataset"],
        title=said.get("title", said["dataset"]),
        table="external_events",
        files=f"as {path.name} says",
        licence=said.get("licence", "not stated in the mapping"),
        columns={ours: (normal(theirs),) for ours, theirs in columns.items()},
        required=frozenset(columns),
        shape=_Shape(said),
        separator=said.get("separator", ","),
        systematic=said.get("systematic", False),
    )
    return dataset, said.get("version")


def _one_of(path: Path, key: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InputError(f"{path}: {key} is {value!r}; it has to be one of {', '.join(known)}.")


class _Shape:
    """Brings rows into `external_events` as a mapping says."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.has = frozenset(said["columns"])

    def __call__(self, frame: pl.DataFrame, context: Context) -> pl.DataFrame:
        said = self.said
        frame = frame.with_columns(
            *(filled(pl.col(name)).alias(name) for name in self.has),
            *(pl.lit(None, dtype=pl.String()).alias(name) for name in _FIELDS if name not in self.has),
        )
        order = said.get("dates") or order_of(frame, "date", context)
        frame = frame.with_columns(day("date", order).alias("_from"))
        if "end" in self.has:
            frame = frame.with_columns(pl.coalesce(day("end", order), "_from").alias("_to"))
        else:
            frame = frame.with_columns(pl.col("_from").alias("_to"))
        for side in ("actor", "recipient"):
            frame = frame.with_columns(self._codes(frame, side, context).alias(f"_{side}"))
        frame, events = self._events(frame)
        swap = pl.col("_swap").fill_null(value=False)
        same = pl.col("_from") == pl.col("_to")
        return frame.select(
            "_line",
            "_digest",
            pl.coalesce("id", pl.col("_line").cast(pl.String())).alias("source_id"),
            pl.lit(context.version).alias("source_version"),
            "event",
            pl.coalesce("_mode", "mode").alias("mode"),
            "contexts",
            pl.lit(_scheme(said)).alias("source_scheme"),
            "source_code",
            "loss",
            pl.when(swap).then("recipient").otherwise("actor").alias("actor"),
            pl.when(swap).then("actor").otherwise("recipient").alias("recipient"),
            codes(pl.when(swap).then("_recipient").otherwise("_actor")).alias("actor_codes"),
            codes(pl.when(swap).then("_actor").otherwise("_recipient")).alias("recipient_codes"),
            pl.when(same).then(edtf(pl.col("_from")))
            .otherwise(pl.format("{}/{}", edtf(pl.col("_from")), edtf(pl.col("_to")))).alias("date"),
            pl.col("_from").alias("date_earliest"),
            pl.col("_to").alias("date_latest"),
            "place",
            number(pl.col("latitude")).alias("latitude"),
            number(pl.col("longitude")).alias("longitude"),
            number(pl.col("score")).alias("score"),
            pl.lit(said.get("scale")).alias("scale"),
            whole(pl.col("articles")).alias("articles"),
            "url",
            pl.lit(said.get("directed", True)).alias("directed"),
            whole(pl.col("deaths")).alias("deaths_best"),
            *verdict(
                (pl.col("_from").is_null() & pl.col("date").str.contains("/"),
                 pl.format("{}: day or month first?", "date"), AMBIGUOUS + " Or say dates in the mapping."),
                (pl.col("_from").is_null(), pl.format("{} is no date", "date"), _SHIFTED),
                (pl.col("_to") < pl.col("_from"), "the event ends before it starts", _SHIFTED),
                (pl.col("actor").is_null(), "there is no actor", _SHIFTED),
                *((number(pl.col(name)).is_null() & pl.col(name).is_not_null(),
                   pl.format(f"{name} {{}} is no number", name), _SHIFTED)
                  for name in ("score", "latitude", "longitude", "articles", "deaths")),
                *events,
            ),
        )  # fmt: skip

    def _codes(self, frame: pl.DataFrame, side: str, context: Context) -> pl.Series:
        kind = self.said["actors"]
        if kind == "iso3":
            found, missing = by_letters(frame[side].str.to_uppercase())
        elif kind == "name":
            answer, missing = by_name(frame, side, "_from")
            found = answer["code"]
        else:
            numbers = frame.with_columns(whole(pl.col(side)).cast(pl.String()).alias(side))
            answer, missing = by_number(numbers, side, "_from", kind)
            found = answer["code"]
        context.unresolved.update(missing)
        return found

    def _events(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Check]]:
        if self.said.get("events") == "cameo" and "event" in self.has:
            frame = frame.rename({"event": "source_code", "mode": "_own"})
            frame = frame.join(crosswalk(), on="source_code", how="left", maintain_order="left")
            return frame.with_columns(pl.col("_own").alias("_mode")), checks("source_code")
        book = load()
        frame = frame.with_columns(
            pl.col("event").alias("source_code"), pl.col("event").str.to_uppercase().alias("event"),
            pl.lit(None, dtype=pl.String()).alias("loss"), pl.lit(value=False).alias("_swap"),
            pl.lit([], dtype=pl.List(pl.String())).alias("contexts"),
            pl.lit(None, dtype=pl.String()).alias("_mode"),
        )  # fmt: skip
        if "event" not in self.has:
            return frame, []
        modes = [f"{cls.id}/{mode.id}" for cls in book.classes for mode in cls.modes]
        pair = pl.concat_str("event", "mode", separator="/")
        return frame, [
            (~pl.col("event").is_in(list(book.ids)).fill_null(value=False),
             pl.format("{} is no class of PLOVER", pl.col("source_code").fill_null("an empty cell")),
             _SHIFTED),
            (~pair.is_in(modes), pl.format("{} is no mode of its class", "mode"), _SHIFTED),
        ]  # fmt: skip


def _scheme(said: dict[str, Any]) -> str | None:
    return {"cameo": "cameo-1.1b3", "plover": load().id}.get(said.get("events", ""))
