"""Scoring gold sets: one pass of the coder over each, and all that is said about it."""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dragoman
from dragoman.codebook import load as load_codebook
from dragoman.coding.rules import RuleCoder
from dragoman.evaluation.answers import Answer, answer_all
from dragoman.evaluation.confusion import ClassScore, by_class, confusion
from dragoman.evaluation.fields import field_figures
from dragoman.evaluation.figures import claim_figures, given_figures, whole_figures
from dragoman.evaluation.parallel import parallel_figures, telling_figures
from dragoman.evaluation.proofs import explained
from dragoman.evaluation.rows import GoldSet
from dragoman.evaluation.sampling import Figure
from dragoman.languages import SUPPORTED
from dragoman.languages import load as load_language

__all__ = ["Evaluation", "SetScore", "Versions", "evaluate", "score_set", "versions"]


@dataclass(frozen=True, slots=True)
class Versions:
    """What was measured: change one and the figures may change."""

    program: str
    coder: str
    codebook: str
    lexicons: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the versions as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class SetScore:
    """The scores of one gold set.

    ``groups`` holds the figures of all rows (``all``) and of parts of them: ``not_manual`` leaves out the
    examples of a manual, a language code has the rows in that language.
    """

    gold: GoldSet
    answers: tuple[Answer, ...]
    groups: dict[str, tuple[Figure, ...]]
    classes: tuple[ClassScore, ...]
    confusion: dict[tuple[str, str], int]
    seconds: float

    def figure(self, name: str, group: str = "all") -> Figure | None:
        """Return a figure by name, or None where the set has none such."""
        return next((one for one in self.groups.get(group, ()) if one.name == name), None)

    @property
    def coded(self) -> tuple[Answer, ...]:
        """The answers to rows whose events are known; of others gold has the claims alone."""
        return tuple(made for made in self.answers if not made.row.claims_only)

    @property
    def wrong(self) -> int:
        """How many sentences have another set of classes than gold."""
        return sum(made.gold != made.found for made in self.coded)

    @property
    def errors_per_1000(self) -> float:
        """Sentences with another set of classes than gold, of a thousand."""
        return 1000 * self.wrong / max(1, len(self.coded))

    @property
    def sentences_per_second(self) -> float:
        """Rows coded in a second; a rough figure, `make bench` measures properly."""
        return len(self.answers) / self.seconds

    def to_json(self) -> dict[str, Any]:
        """Return the scores as a JSON object."""
        return {
            "name": self.gold.name,
            "sha256": self.gold.sha256,
            "rows": len(self.gold.rows),
            "languages": list(self.gold.languages),
            "figures": {group: [one.to_json() for one in found] for group, found in self.groups.items()},
            "classes": [
                {"event": one.event, "hit": one.hit, "extra": one.extra, "missed": one.missed}
                for one in self.classes
            ],
            "confusion": [[gold, found, count] for (gold, found), count in self.confusion.items()],
            "errors_per_1000": round(self.errors_per_1000, 1),
            "sentences_per_second": round(self.sentences_per_second, 1),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of several gold sets by one coder."""

    versions: Versions
    sets: tuple[SetScore, ...]
    peak_rss_mb: float

    def to_json(self) -> dict[str, Any]:
        """Return everything as a JSON object."""
        return {
            "versions": self.versions.to_json(),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
            "sets": [one.to_json() for one in self.sets],
        }


def versions(coder: RuleCoder | None = None) -> Versions:
    """Return the versions of program, coder (which covers the actor tables), codebook and lexicons."""
    return Versions(
        program=dragoman.__version__,
        coder=(coder or RuleCoder()).version,
        codebook=load_codebook().id,
        lexicons={code: load_language(code).pack.digest for code in SUPPORTED},
    )


def evaluate(sets: Sequence[GoldSet]) -> Evaluation:
    """Score gold sets, in order."""
    coder = RuleCoder()
    made_by = versions(coder)
    return Evaluation(made_by, tuple(score_set(gold, coder) for gold in sets), _peak_rss_mb())


def score_set(gold: GoldSet, coder: RuleCoder) -> SetScore:
    """Score one gold set."""
    answers, seconds = answer_all(gold.rows, coder)
    groups = {"all": (*_figures(answers), *parallel_figures(answers), explained(answers, coder))}
    if any(row.manual for row in gold.rows) and not all(row.manual for row in gold.rows):
        groups["not_manual"] = _figures([made for made in answers if not made.row.manual])
    if len(gold.languages) > 1:
        for language in gold.languages:
            own = [made for made in answers if made.row.language == language]
            groups[language] = (*_figures(own), *telling_figures(own))
    coded = [made for made in answers if not made.row.claims_only]
    return SetScore(gold, tuple(answers), groups, tuple(by_class(coded)), confusion(coded), seconds)


def _figures(answers: Sequence[Answer]) -> tuple[Figure, ...]:
    given = [made for made in answers if made.row.given is not None]
    whole = [made for made in answers if made.row.given is None]
    return (
        *(given_figures(given) if given else ()),
        *(whole_figures(whole) if whole else ()),
        *claim_figures(whole),
        *(field_figures(whole) if whole else ()),
    )


def _peak_rss_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes, Linux kilobytes.
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
