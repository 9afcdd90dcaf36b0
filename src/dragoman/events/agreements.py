"""Agreements that reports name, with every reading of their dates."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dragoman.events.same_agreement import one_id_for_several_names
from dragoman.store.ids import content_id

if TYPE_CHECKING:
    import polars as pl

__all__ = ["agreements"]

# What will be signed, might be or was not has no date yet.
_UNREAL = {"future", "hypothetical", "negation"}


@lru_cache(maxsize=1)
def _kinds() -> dict[str, list[tuple[str, str]]]:
    import yaml

    text = files("dragoman.events").joinpath("agreement_dates.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return {
        language: [(beginning, kind) for kind, words in kinds.items() for beginning in words]
        for language, kinds in table.items()
    }


def agreements(reports: pl.DataFrame) -> pl.DataFrame:
    """List what reports say about agreements, one row a reading.

    Parameters
    ----------
    reports : polars.DataFrame
        Rows of ``reports``; those without ``agreement`` are passed over, and so are those of what
        will, might or did not happen.

    Returns
    -------
    polars.DataFrame
        Rows of ``agreements`` as in the store, without ``batch_id``, by name and date.  Readings with
        one name (letter case, quotes and spaces aside) whose parties include one another share an
        ``agreement_id``, and so do names of which nothing says that they are two agreements: the same
        parties signed them on the same day (`dragoman.events.same_agreement`).  Names are not
        translated.  ``disagree`` marks readings of the same kind of date of which another
        reading cannot be true together with them.  Nothing is chosen between them.
    """
    import polars as pl

    from dragoman.store.schema import schema_of

    named = reports.filter(pl.col("agreement").is_not_null() & (pl.col("agreement") != ""))
    rows = [
        _reading(row)
        for row in named.unique("id", keep="first", maintain_order=True).iter_rows(named=True)
        if not _UNREAL & set(row["aux"])
    ]
    _group(rows)
    one_id_for_several_names(rows)
    _compare(rows)
    rows.sort(key=lambda row: (row["_key"], row["agreement_id"], row["date_earliest"] or date.max, row["id"]))
    schema = schema_of("agreements", batch=False)
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)


def _reading(row: dict[str, Any]) -> dict[str, Any]:
    trigger = " ".join(row["trigger"].casefold().split())
    beginnings = _kinds().get(row["language"].partition("-")[0], [])
    kind = next((kind for beginning, kind in beginnings if trigger.startswith(beginning)), None)
    return {
        "_key": " ".join("".join(c if c.isalnum() else " " for c in row["agreement"].casefold()).split()),
        "id": content_id("agreement", row["id"], kind),
        "_language": row["language"].partition("-")[0],
        "name": row["agreement"],
        "parties": sorted({*row["actor_codes"], *row["recipient_codes"]}),
        "date_kind": kind,
        "date": row["date"],
        "date_earliest": row["date_earliest"],
        "date_latest": row["date_latest"],
        "report_id": row["id"],
        "document_id": row["document_id"],
        "quote": row["sentence"],
    }


def _group(rows: list[dict[str, Any]]) -> None:
    """Give readings of one agreement one id: the same name, and the one's parties among the other's."""
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-len(row["parties"]), row["parties"], row["id"])):
        parties = tuple(row["parties"])
        homes = [known for known in groups[row["_key"]] if set(parties) <= set(known)]
        if len(homes) != 1:
            # None has room for it, or several do and nothing says which: it stands for itself.
            homes = [parties]
            if parties not in groups[row["_key"]]:
                groups[row["_key"]].append(parties)
        row["agreement_id"] = content_id("agreement", row["_key"], homes[0])


def _compare(rows: list[dict[str, Any]]) -> None:
    same: dict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        row["disagree"] = False
        if row["date_kind"] is not None and row["date"] is not None:
            same[row["agreement_id"], row["date_kind"]].append(row)
    for readings in same.values():
        latest_start = max((row["date_earliest"] or date.min for row in readings), default=date.min)
        earliest_end = min((row["date_latest"] or date.max for row in readings), default=date.max)
        for row in readings:
            row["disagree"] = (row["date_latest"] or date.max) < latest_start or earliest_end < (
                row["date_earliest"] or date.min
            )
