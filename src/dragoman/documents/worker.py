"""The reading process: takes a task from its standard input, gives drafts, and keeps nothing."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import IO, Any

from dragoman.documents.draft import Draft, Skipped
from dragoman.documents.limits import LIMITS
from dragoman.documents.transport import packed, read_frame, write_frame
from dragoman.model.errors import DocumentError, UnsupportedFormat

__all__ = ["main"]

_ERRORS = 1_000_000
"""Bytes that this process may write to a file: its last words."""


def main() -> None:
    """Serve until the pipe is closed."""
    tasks = sys.stdin.buffer
    # What a library prints must not get between the messages.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limited = False
    while True:
        try:
            task, data = read_frame(tasks)
        except (EOFError, KeyboardInterrupt):
            return
        for name, value in task["limits"].items():
            setattr(LIMITS, name, value)
        if not limited:
            _limit_memory()
            limited = True
        _limit_time()
        _answer(task, data, answers)


def _answer(task: dict[str, Any], data: bytes, answers: IO[bytes]) -> None:
    """Run one task. An error that no reader foresaw ends the process; the other side says so."""
    try:
        module = import_module(task["module"])
        if task["call"] == "draft":
            write_frame(answers, {"draft": packed(module.draft(data, task["name"]))})
        else:
            for found in module.drafts(task["name"]):
                if isinstance(found, Draft):
                    write_frame(answers, {"draft": packed(found)})
                elif isinstance(found, Skipped):
                    write_frame(answers, {"skipped": [found.locator, found.message]})
                else:
                    write_frame(answers, {})  # a sign of life
                _limit_time()
    except DocumentError as error:
        write_frame(answers, {"error": str(error), "unsupported": isinstance(error, UnsupportedFormat)})
    except MemoryError:
        write_frame(
            answers,
            {
                "error": f"reading it takes more than {LIMITS.memory // 1_000_000} MB of memory. "
                "The file is damaged or made to do this; split it, or save it without pictures.",
                "spent": True,
            },
        )
    except RecursionError:
        write_frame(
            answers,
            {
                "error": "its parts lie in each other too deep. "
                "The file is damaged or made to do this; open it in its own program and save it again.",
            },
        )
    else:
        write_frame(answers, {"done": _peak()})


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, LIMITS.memory),
        (resource.RLIMIT_FSIZE, _ERRORS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            continue  # a system without this limit; the others hold


def _limit_time() -> None:
    """Bound the processor time too: should our reader's master be gone, nobody else would stop us."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(used.ru_utime + used.ru_stime + 2 * LIMITS.seconds) + 5
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
