"""The frames of one predicate by what opens their gates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.languages import load
from dragoman.languages.frames import Choices

FRAMES = max(load("en").pack.frames.values(), key=len)
KEYS = sorted({key for frame in FRAMES for key in frame.gate})


@given(st.sets(st.sampled_from([*KEYS, "nothing"])))
def test_those_stand_whose_gate_is_open(seen: set[str]) -> None:
    """What stands is what a look at every gate finds, in the same order."""
    wanted = [frame for frame in FRAMES if not frame.gate or frame.gate & seen]
    assert Choices(FRAMES.frames).standing(seen) == wanted


def test_choices_are_counted_and_listed() -> None:
    """Choices have their frames in order."""
    assert len(FRAMES) == len(list(FRAMES)) == len(FRAMES.frames) > 5
    assert [frame.order for frame in FRAMES] == sorted(frame.order for frame in FRAMES)
