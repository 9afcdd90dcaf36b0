"""Codes that nobody bears: their silence would look like zeros."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from dragoman.datasets.who import known_codes
from dragoman.model.errors import InputError

__all__ = ["refuse_unknown"]


def refuse_unknown(codes: Sequence[str], seen: Callable[[list[str]], Collection[str]], where: str) -> None:
    """Refuse a code that no row has and nobody bears.

    Parameters
    ----------
    codes : sequence of str
    seen : function
        Given the codes that nobody bears, which of them the rows have: sources may have codes of their own.
    where : str
        What has no such code, in the message: "row".

    Raises
    ------
    InputError
        If there is such a code.
    """
    strange = [code for code in codes if code not in known_codes()]
    there = seen(strange) if strange else ()
    for code in strange:
        if code not in there:
            raise InputError(
                f"No {where} has the code {code!r}, and no state or organisation bears it. "
                "`dragoman actors resolve NAME` tells the code of a name, such as TUR."
            )
