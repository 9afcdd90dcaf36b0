"""A small honest coder for tests and benchmarks: a report for a known verb between two known names.

Also runs as a script that is killed on the way; see test_kill.py.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Literal

from dragoman.coding.base import Coding
from dragoman.model import APPARATUS, Claim, Document, Evidence, Participant, Report, Trigger

NAMES = {
    "Turkey": "TUR", "Azerbaijan": "AZE", "Russia": "RUS", "Armenia": "ARM",
    "Турция": "TUR", "Азербайджан": "AZE", "Россия": "RUS",
}  # fmt: skip
VERBS = {"met": "CONSULT", "signed": "SUPPORT", "criticised": "ACCUSE", "встретились": "CONSULT"}
_SENTENCE = re.compile(r"\S[^.!?]*[.!?]?")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_AGREEMENT = re.compile(r"Treaty of \w+")


class FakeCoder:
    """Reads ``NAME VERB NAME`` and ``relations cooled``."""

    name = "fake"

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def code(self, doc: Document, *, assume: date | Literal["today", "none"] = "today") -> Coding:
        """Code one document."""
        reports, claims, mentions = [], [], []
        for block in doc.blocks:
            if block.kind in APPARATUS:
                continue
            for found in _SENTENCE.finditer(doc.text, block.start, block.stop):
                at = found.start()
                anchor = Trigger(found[0], at, found.end())
                words = list(_WORD.finditer(doc.text, at, found.end()))
                people = [
                    Participant(w[0], w.start(), w.end(), NAMES[w[0]], "GOV") for w in words if w[0] in NAMES
                ]
                mentions += people
                year = _YEAR.search(doc.text, at, found.end())
                proof = [Evidence("date", year.start(), year.end(), year[0])] if year else []
                treaty = _AGREEMENT.search(doc.text, at, found.end())
                verbs = [w for w in words if w[0] in VERBS]
                if verbs and len(people) >= 2:
                    verb = verbs[0]
                    reports.append(
                        Report(
                            event=VERBS[verb[0]],
                            trigger=Trigger(verb[0], verb.start(), verb.end()),
                            sentence=anchor,
                            rule="fake:1",
                            actor=tuple(people[:1]),
                            recipient=tuple(people[1:]),
                            date=year[0] if year else None,
                            date_basis="stated" if year else None,
                            agreement=treaty[0] if treaty else None,
                            evidence=tuple(proof),
                            confidence=0.5,
                            language=block.language,
                        )
                    )
                for one, two in pairwise(words):
                    if (one[0], two[0]) == ("relations", "cooled"):
                        word = Trigger(two[0], two.start(), two.end())
                        claims.append(
                            Claim(
                                "apart",
                                word,
                                anchor,
                                "fake:2",
                                parties=tuple(people),
                                language=block.language,
                            )
                        )
        return Coding(tuple(reports), tuple(claims), tuple(mentions))


def die_at(call: int, when: str) -> None:
    """Kill this very process before or after the n-th append to a table."""
    from dragoman.store import delta

    calls = iter(range(1, 1_000))

    def fatal(append: Callable[..., None], *args: object) -> None:
        number = next(calls)
        if number == call and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        append(*args)
        if number == call and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    delta.append = partial(fatal, delta.append)
    delta.append_in_turn = partial(fatal, delta.append_in_turn)


def fill(study: Path, papers: Path, coder: FakeCoder) -> None:
    """Add and code in batches of a few rows, so that there are many commits to die between."""
    from dragoman import Study
    from dragoman.store import Batches

    defaults = Batches.__init__.__kwdefaults__
    usual = defaults["rows"]
    defaults["rows"] = 7
    try:
        Study.open(study).add(papers).code(coder)
    finally:
        defaults["rows"] = usual


if __name__ == "__main__":
    die_at(int(sys.argv[3]), sys.argv[4])
    fill(Path(sys.argv[1]), Path(sys.argv[2]), FakeCoder())
