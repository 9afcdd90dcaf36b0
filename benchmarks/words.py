"""The word lists in ``words.txt``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["countries", "words"]


@cache
def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    here: list[str] = []
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            here.append(line)
    return sections


def words(section: str) -> list[str]:
    """Return the lines of a section."""
    return _sections()[section]


def countries() -> list[tuple[str, str, str]]:
    """Return (name, adjective, capital)."""
    found = []
    for line in words("countries"):
        name, adjective, capital = (part.replace("_", " ") for part in line.split())
        found.append((name, adjective, capital))
    return found
