"""The fine rules as data and as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load

FILE = Path(__file__).with_name("fine_rules.txt")


def sentences() -> list[tuple[str | None, str, tuple[str, ...], str]]:
    """Return (rule, class, aux, sentence) for each line of the text file."""
    rows = []
    rule: str | None = None
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ="):
            rule = line[3:].strip()
        elif line.startswith("#"):
            rule = None
        elif line.strip():
            code, text = (part.strip() for part in line.split("|"))
            event, *aux = code.split("+")
            rows.append((rule, event, tuple(aux), text))
    return rows


def test_rules_are_distinct_and_explained() -> None:
    """Ids are unique and each rule has a statement, a section and a sentence."""
    book = load()
    rules = book.fine_rules
    assert len({r.id for r in rules} | {r.id for r in book.aux_rules}) == len(rules) + len(book.aux_rules)
    assert all(r.statement.endswith(".") and r.example.endswith(".") and r.section for r in rules)
    assert all(r.event not in r.mistaken_for for r in rules)


def test_every_rule_has_sentences() -> None:
    """Each rule, auxiliary ones included, is shown by at least one sentence of its class."""
    book = load()
    expected = {r.id: r.event for r in (*book.fine_rules, *book.aux_rules)}
    shown = {rule: event for rule, event, _, _ in sentences() if rule}
    assert set(shown) == set(expected)
    for rule, event, _, text in sentences():
        if rule:
            assert event == expected[rule], text


def test_rule_examples_stand_in_the_sentences() -> None:
    """The example of each rule is one of the sentences under it."""
    under = {(rule, text) for rule, _, _, text in sentences()}
    for rule in load().fine_rules:
        assert (rule.id, rule.example) in under


def test_sentences_are_many_and_distinct() -> None:
    """At least 45 sentences, none twice, codes legal."""
    rows = sentences()
    assert len(rows) >= 45
    assert len({text for *_, text in rows}) == len(rows)
    book = load()
    for _, event, aux, _ in rows:
        if event != "-":
            book.check(event)
        assert set(aux) <= set(book.aux)


@pytest.mark.parametrize(
    ("rule", "event", "mode"),
    [
        ("sign-treaty", "SUPPORT", None),
        ("promise-to-sign", "AGREE", None),
        ("withdrawal-declared", "CONCEDE", None),
        ("withdrawal-done", "RETREAT", "withdraw"),
        ("meeting-cancelled", "REJECT", "meet"),
        ("joint-exercise", "COOPERATE", None),
        ("single-exercise", "MOBILIZE", None),
        ("court-payment", "SANCTION", None),
        ("debt-forgiveness", "AID", None),
        ("hostage-rescue", "AID", None),
        ("pardon", "CONCEDE", None),
        ("release", "RETREAT", "release"),
        ("regret", "CONCEDE", None),
        ("deportation", "COERCE", "deport"),
        ("aid-cancelled", "SANCTION", "discontinue"),
        ("parties-end-conflict", "AGREE", None),
    ],
)
def test_rules_say_what_the_design_says(rule: str, event: str, mode: str | None) -> None:
    """The rules the design names come to the classes it names."""
    found = load().rule(rule)
    assert (found.event, found.mode) == (event, mode)
