"""Times that something is measured by: "the first visit **since 1993**" did not take place since then."""

from __future__ import annotations

from dragoman.coding.listed import listed
from dragoman.coding.sentence import Sentence
from dragoman.coding.when import Timeline
from dragoman.model import Edtf

__all__ = ["dating_times"]

_REACH = 14  # units between the word that compares and the time


def dating_times(timeline: Timeline, sentence: Sentence, language: str) -> dict[int, Edtf]:
    """Return the times of a sentence that can date something, each placed.

    Parameters
    ----------
    timeline : Timeline
    sentence : Sentence
    language : str
        Its words of comparison are in ``data/compared.tsv``; one with a star is the beginning of a word.
    """
    resolved = timeline.resolve(sentence)
    since = [unit for unit in resolved if sentence.times[unit].bound == "since"]
    if not since:
        return resolved
    cues = listed("compared.tsv", "word", language)
    whole = frozenset(cue for cue in cues if not cue.endswith("*"))
    stems = tuple(cue[:-1] for cue in cues if cue.endswith("*"))
    forms = [word.form.partition(" ")[0] for word in sentence.words]  # "ilk kez" is one unit
    near = [i for i, form in enumerate(forms) if form in whole or form.startswith(stems)]
    for unit in since:
        if any(abs(unit - i) <= _REACH for i in near):
            del resolved[unit]
    return resolved
