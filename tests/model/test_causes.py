"""What is said of a failed write."""

from __future__ import annotations

import errno

import pytest

from dragoman.model.causes import cause_of, said


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOSPC, "x"), "full"),
        (PermissionError(errno.EACCES, "x"), "may not write"),
        (FileNotFoundError(errno.ENOENT, "x"), "not there"),
        (OSError("no number"), "may be full"),
        (ValueError("x"), "may be full"),
        (ValueError("Unable to copy data to file: No space left on device (os error 28)"), "disk is full"),
    ],
)
def test_causes(error: Exception, cause: str) -> None:
    """The system's number tells the cause; without one nothing is claimed."""
    assert cause in cause_of(error)


def test_an_error_is_said_by_its_cause() -> None:
    """Whose cause is known is said in words and by the place alone, any other error as it stands."""
    assert said(PermissionError(errno.EACCES, "x", "a/b")) == "you may not write there (a/b)"
    assert said(ValueError("odd")) == "odd. The disk may be full or read only"
