"""The network around the two, from reports."""

from __future__ import annotations

from typing import Any

import polars as pl

from dragoman.dossier.around import ties
from dragoman.dossier.sides import pair


def _reports(*rows: tuple[str, list[str], list[str]], **more: Any) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"event": event, "actor_codes": a, "recipient_codes": b, "aux": [], "occurrence": "once"} | more
            for event, a, b in rows
        ],
        schema={
            "event": pl.String,
            "actor_codes": pl.List(pl.String),
            "recipient_codes": pl.List(pl.String),
            "aux": pl.List(pl.String),
            "occurrence": pl.String,
        },
    )


def test_ties_add_up_both_ways() -> None:
    """Two co-operative reports and one conflictual make a positive tie; equal numbers make none (by hand)."""
    frame = _reports(
        ("AID", ["TUR"], ["AZE"]),
        ("CONSULT", ["AZE", "TUR"], []),
        ("ACCUSE", ["AZE"], ["TUR"]),
        ("ASSAULT", ["ARM"], ["AZE"]),
        ("AID", ["GEO"], ["TUR"]),
        ("ACCUSE", ["TUR"], ["GEO"]),
    )
    made = ties(frame, pair("TUR", "AZE"))
    assert made is not None
    assert made.rows() == [("ARM", "AZE", -1, 1), ("AZE", "TUR", 1, 3)]


def test_only_what_happened_ties() -> None:
    """Denied and general reports tie nobody, nor does a dyad without a third party make a network."""
    both = _reports(("AID", ["TUR"], ["AZE"]), ("AID", ["GEO"], ["AZE"]))
    assert ties(both, pair("TUR", "AZE")) is not None
    assert ties(both.with_columns(aux=pl.lit(["negation"])), pair("TUR", "AZE")) is None
    assert ties(both.with_columns(occurrence=pl.lit(None, pl.String)), pair("TUR", "AZE")) is None
    assert ties(both.head(1), pair("TUR", "AZE")) is None


def test_organisations_are_no_countries() -> None:
    """What several organisations did under one code is no tie of anybody."""
    frame = _reports(("AID", ["TUR"], ["AZE"]), ("AID", ["GEO"], ["AZE"]), ("AID", ["IGO"], ["AZE"]))
    made = ties(frame, pair("TUR", "AZE"))
    assert made is not None
    assert {*made["a"], *made["b"]} == {"TUR", "AZE", "GEO"}
