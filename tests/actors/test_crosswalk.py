"""From one state system to the other on a day."""

from __future__ import annotations

import pytest

from dragoman.actors import codes
from dragoman.actors.crosswalk import crosswalk, links
from dragoman.actors.tables import day


@pytest.mark.parametrize(
    ("scheme", "number", "on", "other"),
    [
        ("gw", 260, "1980-01-01", (260,)),
        ("gw", 260, "1990-10-03", (255,)),
        ("cow", 255, "2000-01-01", (260,)),
        ("gw", 678, "1991-01-01", (679,)),
        ("gw", 340, "2010-01-01", (345,)),
        ("gw", 970, "2005-01-01", (946,)),
        ("gw", 20, "1900-01-01", ()),
        ("cow", 640, "1900-01-01", (640,)),
        ("gw", 816, "1980-01-01", (816,)),
    ],
)
def test_crosswalk(scheme: str, number: int, on: str, other: tuple[int, ...]) -> None:
    """The number in the other system on a day, by the two lists (COW 2016, Gleditsch-Ward)."""
    assert crosswalk(scheme, number, day(on), day(on) + 1) == other


def test_there_and_back() -> None:
    """Whoever goes from one system to the other and back finds the number again."""
    for gw, cow, low, high in links():
        assert cow in crosswalk("gw", gw, low, high)
        assert gw in crosswalk("cow", cow, low, high)


def test_state_codes_say_the_other_number() -> None:
    """`codes` gives the number in the other system with each membership."""
    [germany] = codes("gw", 260, "2000")
    assert germany.other == ("255",)
    [ottoman] = codes("cow", "TUR", "1900")
    assert "640" in ottoman.other
