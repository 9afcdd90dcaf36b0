"""What the exit code of a command means."""

from __future__ import annotations

from dragoman.model.causes import cause_of
from dragoman.model.errors import (
    ActorError,
    CodebookError,
    DragomanError,
    LexiconError,
    MissingExtra,
    StudyError,
)

__all__ = ["EXIT_CODES", "OK", "SOME_FAILED", "STUDY", "code_of", "refused"]

OK, SOME_FAILED, USAGE, STUDY, INSTALLATION = 0, 1, 2, 3, 4

EXIT_CODES: dict[int, str] = {
    OK: "all is well",
    SOME_FAILED: "done, but some files, documents or lines could not be used; the messages name them",
    USAGE: "the command line or a value in it cannot be used",
    STUDY: "the study is missing, damaged, or closed to you",
    INSTALLATION: "the installation is incomplete, or a lexicon or table in it cannot be used",
    130: "stopped by hand (Ctrl-C); what was committed stays",
}
"""Exit codes and their meaning, for the help and the documentation."""


def code_of(error: DragomanError) -> int:
    """Return the exit code for an error that ended a command."""
    if isinstance(error, StudyError):
        return STUDY
    if isinstance(error, MissingExtra | LexiconError | CodebookError | ActorError):
        return INSTALLATION
    return USAGE


def refused(error: OSError) -> str:
    """Say what the system refused, with the way out, where no command foresaw it."""
    # A hint of Polars to its developers.
    words = str(error).split(" (set POLARS_VERBOSE")[0]
    what = f"{error.strerror}: {error.filename}" if error.filename else words
    if isinstance(error, FileNotFoundError):
        return f"{what}. If it is part of a study, it was moved or deleted by hand; restore it from a copy."
    if isinstance(error, PermissionError):
        return f"{what}. Whoever owns it can give you the right to read it, or to write there."
    return f"{what}. {cause_of(error)}. What is committed stays; mend that and run the command again."
