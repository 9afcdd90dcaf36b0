"""The figures of a gold set: given dyads, whole extraction, false alarms."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import numpy as np

from dragoman.codebook import load as load_codebook
from dragoman.evaluation.answers import Answer
from dragoman.evaluation.codes import countries, dyads, fold, of_gold, of_report
from dragoman.evaluation.rows import SCHEMES
from dragoman.evaluation.sampling import Counts, Figure, f1, figure, macro_f1, precision, ratio, recall

__all__ = ["claim_figures", "claims_of", "dyads_of", "given_figures", "hits", "whole_figures"]

ClaimKey = tuple[str, frozenset[str]]
"""Direction and countries of the parties."""


def hits(gold: Set[Any], found: Set[Any]) -> tuple[int, int, int]:
    """Return how many are in both, only found, only gold."""
    return len(gold & found), len(found - gold), len(gold - found)


def given_figures(answers: Sequence[Answer]) -> list[Figure]:
    """Return accuracy and macro-F1 over classes and quads of rows with a given dyad.

    Classes that gold does not have are in no mean; answering one is a miss of the gold class.
    """
    answers = [made for made in answers if made.row.given is not None and made.row.events]
    right = np.array([[made.found == made.gold, 1] for made in answers], dtype=np.float64).reshape(-1, 2)
    quads = [_quads(made) for made in answers]
    return [
        figure("given.accuracy", right, ratio),
        figure("given.macro_f1", _by_class([(a.gold, a.found) for a in answers]), macro_f1),
        figure("given.quad_macro_f1", _by_class(quads), macro_f1),
    ]


def _quads(made: Answer) -> tuple[frozenset[int], frozenset[int]]:
    """Return the quads of gold (its own word where the row has one) and answer."""
    book = load_codebook(SCHEMES[made.row.scheme])
    name = fold(made.row.scheme)
    gold = frozenset(e.quad if e.quad is not None else book.quad(name(e.event)) for e in made.row.events)
    return gold, frozenset(book.quad(event) for event in made.found)


def _by_class(sets: Sequence[tuple[Set[Any], Set[Any]]]) -> Counts:
    """Return an array (n_sentences, 3 * n_classes)."""
    classes = sorted({name for both in sets for side in both for name in side})
    rows = [
        [count for name in classes for count in hits(gold & {name}, found & {name})] for gold, found in sets
    ]
    return np.array(rows, dtype=np.float64).reshape(len(sets), -1)


def whole_figures(answers: Sequence[Answer]) -> list[Figure]:
    """Return root, dyad, triple (precision, recall, F1) and false alarms of rows without a given dyad."""
    answers = [made for made in answers if made.row.given is None]
    roots = [hits(made.gold, made.found) for made in answers]
    figures = _micro("root", roots) if any(made.row.events for made in answers) else []
    coded = [made for made in answers if all("actor_codes" in event.fields for event in made.row.events)]
    if any(made.row.events for made in coded):
        both = [dyads_of(made) for made in coded]
        figures += _micro("dyad", [hits(gold[0], found[0]) for gold, found in both])
        figures += _micro("triple", [hits(gold[1], found[1]) for gold, found in both])
    quiet = [[bool(made.events), 1] for made in answers if made.row.no_event]
    if quiet:
        figures.append(figure("false_alarms", np.array(quiet, dtype=np.float64), ratio, better="lower"))
    return figures


def claims_of(made: Answer) -> tuple[frozenset[ClaimKey], frozenset[ClaimKey]]:
    """Return the claims of gold and answer that are neither denied nor only imagined."""
    gold = frozenset((c.event, countries(c.actor_codes)) for c in made.row.claims if c.happened)
    found = frozenset(
        (c.direction, countries(p.code for p in c.parties))
        for c in made.claims
        if not {"negation", "hypothetical"} & set(c.aux)
    )
    return gold, found


def claim_figures(answers: Sequence[Answer]) -> list[Figure]:
    """Return precision, recall and F1 of claims, direction and parties together; nothing without gold."""
    if not any(made.row.claims for made in answers):
        return []
    return _micro("claim", [hits(*claims_of(made)) for made in answers])


def dyads_of(made: Answer) -> tuple[tuple[Set[Any], Set[Any]], tuple[Set[Any], Set[Any]]]:
    """Return the pairs of gold and those with their class, then the same of the answer."""
    name = fold(made.row.scheme)
    gold = dyads((name(event.event), of_gold(event)) for event in made.row.events if event.happened)
    found = dyads((name(report.event), of_report(report)) for report in made.events)
    return gold, found


def _micro(name: str, rows: Sequence[tuple[int, int, int]]) -> list[Figure]:
    counts = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return [
        figure(f"{name}.precision", counts, precision),
        figure(f"{name}.recall", counts, recall),
        figure(f"{name}.f1", counts, f1),
    ]
