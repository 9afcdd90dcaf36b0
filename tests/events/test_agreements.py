"""Agreements that reports name, with every reading of their dates."""

from __future__ import annotations

from typing import Any

import polars as pl

from dragoman.events.agreements import agreements
from dragoman.model import parse_edtf
from dragoman.store.schema import schema_of


def _table(*rows: dict[str, Any]) -> pl.DataFrame:
    full = []
    for number, row in enumerate(rows):
        bounds = parse_edtf(row["date"]) if row.get("date") else None
        base = {
            "id": f"r{number}", "document_id": f"d{number}", "aux": [], "language": "en", "trigger": "signed",
            "agreement": "Treaty of Kars", "actor_codes": ["TUR"], "recipient_codes": ["ARM"],
            "sentence": f"Sentence {number}.",
            "date_earliest": bounds and bounds.earliest, "date_latest": bounds and bounds.latest,
        }  # fmt: skip
        full.append(base | row)
    return agreements(pl.DataFrame(full, schema=schema_of("reports", batch=False)))


def test_disagreeing_dates_are_both_kept() -> None:
    """Of three readings the one that cannot be true with another is marked, and so is that other."""
    table = _table({"date": "1921-10-13"}, {"date": "1921"}, {"date": "1922-09"})
    assert table["agreement_id"].n_unique() == 1
    assert table.select("date", "date_kind", "disagree", "document_id", "quote").rows() == [
        ("1921", "signed", True, "d1", "Sentence 1."),
        ("1921-10-13", "signed", True, "d0", "Sentence 0."),
        ("1922-09", "signed", True, "d2", "Sentence 2."),
    ]
    assert not _table({"date": "1921-10-13"}, {"date": "1921"})["disagree"].any()
    assert dict(table.schema) == dict(schema_of("agreements", batch=False))


def test_kinds_of_date_are_read_from_the_verb_and_kept_apart() -> None:
    """Signing and ratification may differ in date; a verb that says neither gives null."""
    table = _table(
        {"date": "1921"},
        {"date": "1922", "trigger": "Ratification"},
        {"date": "1923", "trigger": "came into  force"},
        {"date": "1924", "trigger": "расторгла", "language": "ru"},
        {"date": "1925", "trigger": "discussed"},
    )
    assert table["date_kind"].to_list() == ["signed", "ratified", "in_force", "ended", None]
    assert not table["disagree"].any()


def test_what_did_not_happen_and_what_has_no_name_are_left_out() -> None:
    """Future, hypothetical and denied signings give no date; historical ones do."""
    aux = (["future"], ["hypothetical"], ["negation"], ["historical"])
    table = _table(*({"date": "1921", "aux": list(marks)} for marks in aux), {"agreement": None})
    assert table["report_id"].to_list() == ["r3"]


def test_one_name_with_other_parties_is_another_agreement() -> None:
    """A source that names fewer parties joins; one that names others, or fits two, does not."""
    name = {"agreement": "Memorandum of Understanding"}
    same = _table(name | {"recipient_codes": ["ARM", "AZE"]}, {"agreement": "«Memorandum  of understanding»"})
    assert same["agreement_id"].n_unique() == 1
    assert _table(name, name | {"recipient_codes": ["RUS"]})["agreement_id"].n_unique() == 2
    unclear = _table(name, name | {"recipient_codes": ["RUS"]}, name | {"recipient_codes": []})
    assert unclear["agreement_id"].n_unique() == 3
    assert _table().is_empty()
