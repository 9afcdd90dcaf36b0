"""Whether what explains an answer exists: a rule that names a line, and a trace that names the rule."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from dragoman.coding.explain import Explanation, explain
from dragoman.coding.rules import RuleCoder
from dragoman.evaluation.answers import Answer, Sources, document_of
from dragoman.evaluation.rows import GoldRow
from dragoman.evaluation.sampling import Figure, figure, ratio
from dragoman.languages.tables import data_file

__all__ = ["Traces", "explained", "rule_line"]


@lru_cache(maxsize=256)
def _lines(file: str) -> tuple[str, ...]:
    language, _, name = file.partition("/")
    source = data_file(language, name)
    return tuple(source.read_text(encoding="utf-8").split("\n")) if name and source.is_file() else ()


def rule_line(rule: str) -> str | None:
    """Return the line of the lexicon that a rule ``xx/frames/file.tsv:line`` names, or None.

    Comments and blank lines are no rules.
    """
    file, _, number = rule.rpartition(":")
    lines = _lines(file) if number.isdigit() else ()
    at = int(number) - 1 if number.isdigit() else -1
    if not 0 <= at < len(lines) or not lines[at].strip() or lines[at].startswith("#"):
        return None
    return lines[at]


class Traces:
    """Explanations of gold sentences, in their documents where these lie beside the gold file."""

    def __init__(self, coder: RuleCoder) -> None:
        self._coder = coder
        self._sources = Sources()
        self._known: dict[str, list[Explanation]] = {}

    def of(self, row: GoldRow) -> list[Explanation]:
        """Return the explanations of a row's sentence."""
        doc = self._sources.of(row)
        if doc is None:
            return explain(document_of(row), coder=self._coder)
        if doc.path not in self._known:
            self._known[doc.path] = explain(doc, coder=self._coder)
        stop = row.start + len(row.text)
        return [made for made in self._known[doc.path] if made.start < stop and row.start < made.stop]


def explained(answers: Sequence[Answer], coder: RuleCoder) -> Figure:
    """Return the share of answers whose rule exists and, for reports, shows up in their explanation."""
    counts, traces = [], Traces(coder)
    for made in answers:
        if not made.rules:
            continue
        named = set(made.rules)
        if made.row.given is None:
            named = {v.rule for trace in traces.of(made.row) for v in trace.verdicts if v.report}
        good = sum(rule in named and rule_line(rule) is not None for rule in made.rules)
        counts.append([good, len(made.rules)])
    return figure("explained", np.array(counts, dtype=np.float64).reshape(-1, 2), ratio)
