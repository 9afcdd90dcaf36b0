"""What went wrong with one file, without stopping the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read or a document that could not be coded, in part or whole.

    Attributes
    ----------
    path : str
        As the user gave it.
    message : str
        What happened, the likely cause and what to do.
    stage : str
        ``read``, ``keep`` (copying the original) or ``code``.
    """

    path: str
    message: str
    stage: Literal["read", "keep", "code"]

    def __str__(self) -> str:
        return self.message if self.path in self.message else f"{self.path}: {self.message}"
