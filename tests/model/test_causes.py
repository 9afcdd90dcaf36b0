"""What is said of a failed write."""

from __future__ import annotations

import errno

import pytest

from dragoman.model.causes import cause_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "x"), "full"),
        (PermissionError(errno.EACCES, "x"), "may not write"),
        (FileNotFoundError(errno.ENOENT, "x"), "not there"),
        (OSError("no number"), "may be full"),
        (ValueError("x"), "may be full"),
    ],
)
def test_causes(error: Exception, said: str) -> None:
    """The system's number tells the cause; without one nothing is claimed."""
    assert said in cause_of(error)
