"""The gate: no figure falls under the floor that it once reached.

Floors stand in ``floors.toml`` with the hash of the corpus that they were measured on.  `raised` lifts
them to what is measured now; it lowers one only when told to.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.evaluation.run import Evaluation, SetScore
from dragoman.evaluation.sampling import Figure
from dragoman.model.errors import InputError

__all__ = ["EXACT", "FLOORS", "PINNED", "Corpus", "Floors", "check", "dump", "load_floors", "raised"]

FLOORS = Path(__file__).with_name("floors.toml")

PINNED: tuple[str, ...] = (
    "given.accuracy",
    "given.macro_f1",
    "given.quad_macro_f1",
    "root.f1",
    "dyad.f1",
    "triple.f1",
    "claim.f1",
    "false_alarms",
    "aux",
    "date",
    "speaker",
    "explained",
)
"""Figures with a floor (``false_alarms``: with a ceiling)."""

EXACT = frozenset({"explained"})
"""Figures without a margin: one answer that nothing explains is a defect, no noise."""

_PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """The floors of one corpus, by group and figure."""

    sha256: str
    rows: int
    floors: dict[str, dict[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors, and how far a figure may lie under its own.

    The margin is a number of sentences: of a corpus of ``rows`` it is ``sentences / rows``.
    """

    margin: str
    sentences: float
    reason: str
    corpora: dict[str, Corpus] = field(default_factory=dict)

    def allowance(self, corpus: str, figure: str) -> float:
        """Return how far a figure of a corpus may lie under its floor."""
        return 0.0 if figure in EXACT else self.sentences / self.corpora[corpus].rows


def load_floors(path: Path = FLOORS) -> Floors:
    """Read a file of floors.

    Raises
    ------
    InputError
        The file is missing or has another shape.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Floors(
            margin=data["noise"]["name"],
            sentences=float(data["noise"]["sentences"]),
            reason=data["noise"]["reason"],
            corpora={
                name: Corpus(one["sha256"], one["rows"], one.get("floors", {}))
                for name, one in data.get("corpora", {}).items()
            },
        )
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; the gate needs its floors.") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{path} is no file of floors ({error}); it has [noise] with name, sentences and reason, and "
            "[corpora.NAME] with sha256, rows and floors."
        ) from error


def check(evaluation: Evaluation, floors: Floors) -> list[str]:
    """Return what is wrong, one sentence each; empty where every figure holds."""
    faults = []
    for scored in evaluation.sets:
        name = scored.gold.name
        corpus = floors.corpora.get(name)
        if corpus is None:
            continue
        if corpus.sha256 != scored.gold.sha256:
            faults.append(
                f"{name} is not the corpus that its floors were measured on (sha256 "
                f"{scored.gold.sha256[:12]}, pinned {corpus.sha256[:12]}); get that one, or pin anew: "
                "--update --allow-regression."
            )
            continue
        for group, pinned in corpus.floors.items():
            for figure, floor in pinned.items():
                fault = _fault(scored.figure(figure, group), floor, floors.allowance(name, figure))
                if fault:
                    faults.append(f"{name}, {group}: {figure} {fault}")
    if not any(scored.gold.name in floors.corpora for scored in evaluation.sets):
        known = ", ".join(sorted(floors.corpora)) or "none"
        faults.append(
            f"no corpus with floors was measured, so nothing is shown; floors are there for: {known}."
        )
    return faults


def _fault(figure: Figure | None, floor: float, allowance: float) -> str:
    if figure is None or figure.value is None:
        return f"is not measured any more; its floor is {floor:.4f}."
    # A hair of tolerance: a floor is written with four places.
    if figure.better == "higher" and figure.value < floor - allowance - 1e-9:
        return f"fell to {figure.value:.4f}; its floor is {floor:.4f}, less a margin of {allowance:.4f}."
    if figure.better == "lower" and figure.value > floor + allowance + 1e-9:
        return f"rose to {figure.value:.4f}; its ceiling is {floor:.4f}, and a margin of {allowance:.4f}."
    return ""


def raised(
    evaluation: Evaluation, floors: Floors, *, allow_regression: bool = False
) -> tuple[Floors, list[str]]:
    """Return the floors lifted to what was measured, and what was kept because it would be lower.

    Corpora that were not measured stay as they are.  Only ``allow_regression`` lowers a floor, drops one
    whose figure is gone, or takes a corpus of another hash.
    """
    corpora = dict(floors.corpora)
    kept: list[str] = []
    for scored in evaluation.sets:
        name = scored.gold.name
        old = corpora.get(name)
        if old is not None and old.sha256 != scored.gold.sha256 and not allow_regression:
            kept.append(f"{name}: another file than the pinned one; its floors stay.")
            continue
        before = {} if old is None or allow_regression else old.floors
        corpora[name] = Corpus(scored.gold.sha256, len(scored.gold.rows), _lifted(scored, before, kept))
    return Floors(floors.margin, floors.sentences, floors.reason, corpora), kept


def _lifted(
    scored: SetScore, before: dict[str, dict[str, float]], kept: list[str]
) -> dict[str, dict[str, float]]:
    lifted = {group: dict(pinned) for group, pinned in before.items()}
    for group, figures in scored.groups.items():
        for figure in figures:
            if figure.name not in PINNED or figure.value is None:
                continue
            old = lifted.get(group, {}).get(figure.name)
            new = _rounded(figure.value, figure.better)
            worse = old is not None and (new < old if figure.better == "higher" else new > old)
            if worse:
                kept.append(f"{scored.gold.name}, {group}: {figure.name} stays at {old}; now it is {new}.")
            else:
                lifted.setdefault(group, {})[figure.name] = new
    return lifted


def _rounded(value: float, better: str) -> float:
    """Round to four places, towards the easier side."""
    return (math.floor if better == "higher" else math.ceil)(round(value * _PLACES, 6)) / _PLACES


def dump(floors: Floors) -> str:
    """Return the text of a file of floors."""
    lines = [
        "# Floors that the scores on the gold sets must not fall under (false_alarms: a ceiling).",
        "# `dragoman evaluate --gate` holds them, `--update` raises them.  Written by machine.",
        "",
        "[noise]",
        f"name = {_quoted(floors.margin)}",
        f"sentences = {floors.sentences:g}",
        f"reason = {_quoted(floors.reason)}",
    ]
    for name in sorted(floors.corpora):
        corpus = floors.corpora[name]
        lines += [
            "",
            f"[corpora.{_quoted(name)}]",
            f"sha256 = {_quoted(corpus.sha256)}",
            f"rows = {corpus.rows}",
        ]
        for group, pinned in corpus.floors.items():
            lines += ["", f"[corpora.{_quoted(name)}.floors.{_quoted(group)}]"]
            lines += [f"{_quoted(figure)} = {pinned[figure]:.4f}" for figure in _ordered(list(pinned))]
    return "\n".join(lines) + "\n"


def _ordered(names: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda name: (PINNED.index(name) if name in PINNED else len(PINNED), name))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
