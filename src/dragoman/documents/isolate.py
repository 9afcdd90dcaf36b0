"""Readers of binary and marked-up files run in a process of their own: it may crash, hang or be bombed.

One process is started when it is first needed and reused. It gets bytes (or a path) and gives drafts as
JSON, never as pickle: a reader that a hostile file has taken over can lie, but runs nothing here. It is
a plain new interpreter; `multiprocessing` would run an unguarded script of the user a second time.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from typing import IO, Any

from dragoman.documents.draft import Draft, Skipped
from dragoman.documents.limits import LIMITS
from dragoman.documents.transport import draft_of, read_frame, write_frame
from dragoman.model.errors import DocumentError, UnsupportedFormat

__all__ = ["draft_apart", "drafts_apart", "stop"]

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); sys.dont_write_bytecode = True; "
    "from dragoman.documents.worker import main; main()"
)
_FAT = 800_000_000
"""A worker that once took this much memory is replaced after its file."""


class _Worker:
    """One reading process."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self.memory = LIMITS.memory
        # The command is this interpreter with our own module.
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            close_fds=True,
        )
        assert self.process.stdout is not None  # noqa: S101 - for the type checker: it is a pipe
        # Without a buffer: what lies in one is no longer seen by the selector.
        self.pipe: IO[bytes] = self.process.stdout.raw  # type: ignore[attr-defined]
        self.selector = selectors.DefaultSelector() if os.name == "posix" else None
        if self.selector is not None:
            self.selector.register(self.pipe, selectors.EVENT_READ)

    @property
    def usable(self) -> bool:
        """Whether it runs, is our own (not that of a process we were forked from), and fits the limits."""
        return self.owner == os.getpid() and self.process.poll() is None and self.memory == LIMITS.memory

    def send(self, task: dict[str, Any], data: bytes) -> None:
        """Hand over one task."""
        assert self.process.stdin is not None  # noqa: S101 - for the type checker: it is a pipe
        write_frame(self.process.stdin, task, data)

    def receive(self, seconds: float) -> dict[str, Any]:
        """Wait for the next answer."""
        watch: threading.Timer | None = None
        if self.selector is not None:
            if not self.selector.select(seconds):
                raise TimeoutError
        else:  # pipes of Windows cannot be waited for
            watch = threading.Timer(seconds, self.process.kill)
            watch.start()
        try:
            answer, _ = read_frame(self.pipe)
        finally:
            if watch is not None:
                watch.cancel()
        return answer

    def last_words(self) -> str:
        """Return the end of what it wrote about its own failure."""
        try:
            size = self.errors.seek(0, os.SEEK_END)
            self.errors.seek(max(0, size - 2000))
            lines = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        except (OSError, ValueError):
            return ""
        return lines[-1][:200] if lines else ""

    def end(self) -> None:
        """Kill it; nothing is lost, it keeps nothing."""
        if self.owner != os.getpid():
            return
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.errors):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # unsent bytes for a dead process
        if self.selector is not None:
            self.selector.close()


_worker: _Worker | None = None
_turn = threading.RLock()
"""One file at a time: the pipe is one."""


def stop() -> None:
    """End the reading process; the next file starts a new one."""
    global _worker
    with _turn:
        if _worker is not None:
            _worker.end()
        _worker = None


atexit.register(stop)


def _ready() -> _Worker:
    global _worker
    if _worker is None or not _worker.usable:
        stop()
        try:
            _worker = _Worker()
        except OSError as error:
            raise DocumentError(
                f"the process that reads such files could not be started ({error}). "
                "Check the limits on processes and memory of this machine."
            ) from error
    return _worker


def draft_apart(module: str, data: bytes, name: str) -> Draft:
    """Run ``module.draft(data, name)`` in the reading process.

    Raises
    ------
    DocumentError
        What the reader raised; or the process crashed, took too long or too much memory.
    """
    found: Draft | None = None
    with _turn:
        for answer in _answers({"call": "draft", "module": module, "name": name}, data):
            if isinstance(answer, Draft):
                found = answer
    if found is None:
        raise DocumentError("its reader gave nothing; the file is probably damaged.")
    return found


def drafts_apart(module: str, path: str) -> Iterator[Draft | Skipped]:
    """Run ``module.drafts(path)`` in the reading process, one document at a time.

    Two such files read at the same time would share one pipe: each has the process for itself until it
    is read to its end, and a reader that is given up ends the process.
    """
    global _worker
    with _turn:
        held, _worker = _worker, None  # a process of its own; the common one stays for the files between
    mine: _Worker | None = held
    try:
        if mine is None or not mine.usable:
            if mine is not None:
                mine.end()
            mine = _Worker()
        yield from _task(mine, {"call": "drafts", "module": module, "name": path}, b"")
        with _turn:
            if _worker is None and mine.usable:
                _worker, mine = mine, None
    finally:
        if mine is not None:
            mine.end()


def _answers(task: dict[str, Any], data: bytes) -> Iterator[Draft | Skipped]:
    worker = _ready()
    yield from _task(worker, task, data)


def _task(worker: _Worker, task: dict[str, Any], data: bytes) -> Iterator[Draft | Skipped]:
    """Send a task and yield its answers until the last; every failure is one `DocumentError`."""
    begun = time.monotonic()
    try:
        limits = {name: getattr(LIMITS, name) for name in LIMITS.__slots__}
        worker.send({**task, "limits": limits}, data)
        while True:
            answer = worker.receive(LIMITS.seconds)
            if "draft" in answer:
                yield draft_of(answer["draft"])
            elif "skipped" in answer:
                yield Skipped(*answer["skipped"])
            elif "error" in answer:
                if answer.get("spent"):
                    worker.end()
                raise (UnsupportedFormat if answer.get("unsupported") else DocumentError)(answer["error"])
            elif "done" in answer:
                if answer["done"] > _FAT:
                    worker.end()
                return
    except TimeoutError:
        worker.end()
        raise DocumentError(
            f"reading it took longer than {LIMITS.seconds:g} seconds and was stopped. "
            "The file is damaged or made to do this; save it again in its own program, or split it."
        ) from None
    except (EOFError, BrokenPipeError, ConnectionError, ValueError) as error:
        # SIGXCPU and the like also end here: the process is gone, its exit code says why.
        code = _exit_code(worker)
        words = worker.last_words()
        worker.end()
        what = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        raise DocumentError(
            f"its reader broke down after {time.monotonic() - begun:.0f} s ({what}"
            f"{': ' + words if words else ''}). "
            "The file is damaged or made to do this; open it in its own program and save it again."
        ) from error


def _exit_code(worker: _Worker) -> int | None:
    try:
        return worker.process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return None
