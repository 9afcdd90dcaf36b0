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


def _signed(*names: tuple[str, str], day: str = "1921-10-13", **more: Any) -> list[str]:
    """Return the ids of agreements by (language, name) that were signed on one day."""
    table = _table(*({"agreement": name, "language": code, "date": day, **more} for code, name in names))
    ids = dict(table.select("name", "agreement_id").iter_rows())
    return [ids[name] for _, name in names]


def test_one_treaty_has_a_name_in_every_language() -> None:
    """What the same parties signed on the same day is one agreement, unless a language names two."""
    names = (("en", "Treaty of Kars"), ("ru", "Карсский договор"), ("tr", "Kars Antlaşması"))
    assert len(set(_signed(*names))) == 1
    assert len(set(_signed(*names, day="1921-10"))) == 3
    shusha = (
        ("en", "Shusha Declaration"),
        ("en", "declaration on allied relations"),
        ("ru", "Декларацию о союзнических отношениях"),
    )
    assert len(set(_signed(*shusha))) == 1
    longer = (("ru", "договор о партнёрстве"), ("ru", "договор о партнёрстве и взаимной поддержке"))
    assert len(set(_signed(*longer))) == 1
    protocols = (
        ("en", "protocol on relations"),
        ("en", "protocol on the border"),
        ("ru", "протокол о границе"),
    )
    assert len(set(_signed(*protocols))) == 3
    assert len(set(_signed(*names, actor_codes=["TUR"], recipient_codes=[]))) == 3


def test_several_names_of_one_treaty_are_compared() -> None:
    """Another day that a second language gives for the same treaty is marked."""
    table = _table(
        {"date": "1921-10-13"},
        {"date": "1921-10-13", "agreement": "Карсский договор", "language": "ru", "trigger": "подписали"},
        {"date": "1921-10-23", "agreement": "Карсский договор", "language": "ru", "trigger": "подписан"},
    )
    assert table["agreement_id"].n_unique() == 1
    assert table["disagree"].all()


def test_every_language_says_what_kind_of_date_it_gives() -> None:
    """Signing is read from the verb in all five languages."""
    verbs = {"en": "signed", "ru": "подписали", "uk": "уклали", "tr": "imzalar", "az": "imzaladılar"}
    table = _table(*({"date": "1921", "trigger": verb, "language": code} for code, verb in verbs.items()))
    assert table["date_kind"].to_list() == ["signed"] * 5
