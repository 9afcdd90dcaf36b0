"""What did not happen until a time, and then did: "Peru **did not withdraw until May 1942**"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.parse import Parse, Word
from dragoman.languages.times import Time

__all__ = ["happened_then"]

_THEN = "not_until"


def happened_then(words: Sequence[Word], parse: Parse, times: dict[int, Time]) -> None:
    """Take the negation from a verb that tells of the past up to a time, and the limit from the time.

    Parameters
    ----------
    words : sequence of Word
    parse : Parse
        Its predicates are changed in place.
    times : dict of unit to Time
        Changed in place.
    """
    for unit, time in times.items():
        if unit < 1 or _THEN not in words[unit - 1].traits:
            continue
        verb = next((p for p in reversed(parse.predicates) if p.finite and p.token < unit), None)
        if verb is None or verb.negation < 0 or verb.tense != "past" or verb.perfect or verb.modal:
            continue
        if any(char in ",;:uqc" for char in parse.classes[verb.stop : unit - 1]):
            continue
        verb.negation, verb.then = -1, True
        times[unit] = time._replace(bound="")
