"""A series as the measures need it: one list of known numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats

__all__ = ["known_series", "refuse_constant"]


def known_series(values: ArrayLike, *, name: str = "The series") -> Floats:
    """Return the values as an array, or say why they are no series.

    Raises
    ------
    InputError
        If they are no numbers, have more than one dimension, or one is unknown.
    """
    try:
        series = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} has to be one list of numbers: {error}.") from None
    if series.ndim != 1:
        raise InputError(f"{name} has {series.ndim} dimensions; a series is one list of numbers.")
    unknown = np.flatnonzero(~np.isfinite(series))
    if len(unknown):
        raise InputError(
            f"{name} has no value in {len(unknown)} of {len(series)} periods, first in period {unknown[0]}. "
            "A series is one list of known numbers: cut it to its coverage, for a gap is not zero."
        )
    return series


def refuse_constant(series: Floats, name: str) -> None:
    """Say that a series which never varies can neither answer nor be answered.

    Its past cannot be told from the constant of a regression, so that any p value would be an artefact.

    Raises
    ------
    InputError
        If all values are the same.
    """
    if len(series) and float(np.ptp(series)) == 0.0:
        raise InputError(
            f"{name} is {series[0]:g} in all of its {len(series)} periods: what never varies answers nothing "
            "and is answered by nothing. Take a longer stretch, another class of events or coarser periods."
        )
