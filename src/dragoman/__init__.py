"""Dragoman: who did what to whom, when, where, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.study import Study

__all__ = ["Study", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> type[Study]:
    """Import ``Study`` when it is first asked for: the command line's help must not wait for it."""
    if name != "Study":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dragoman.study import Study

    return Study
