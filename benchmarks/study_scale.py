"""A study grows: time and memory of adding and coding, and of asking for one text.

Usage: python -m benchmarks.study_scale [--documents 1000 ... 100000] [--coder fake|rules] [--json FILE]
       python -m benchmarks.study_scale --coder rules --plot docs/pictures   (figures and pictures; an hour)

Each size is one fresh process: one-page documents are generated (the same for the same number on
every machine, one in twenty an edited copy of an earlier one), added and coded; then fresh processes
ask for single texts.  Processor time is that of the process and all that it started, so that a busy
machine does not bend the line; the peak of memory is that of the same processes, asked twice a second.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.words import words

__all__ = ["copies", "grow", "page_of"]

SEED = 1299
_WORDS, _DENSE, _EVERY = 330, 3, 20
_ASKED = 15


def _vocabulary() -> list[str]:
    draw = random.Random(SEED)
    syllables = words("syllables")[0].split()
    return sorted({"".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(12_000)})


_VOCABULARY = _vocabulary()


def copies(number: int) -> int | None:
    """Return the document that this one is an edited copy of, if it is one."""
    return number // 2 + 1 if number % _EVERY == _EVERY - 1 and number > _EVERY else None


def page_of(number: int, acts: list[str]) -> str:
    """Return a page of prose that means nothing, with a few sentences about states."""
    copied = copies(number)
    if copied is not None:
        lines = page_of(copied - 1 if copies(copied) else copied, acts).split("\n\n")
        edited = random.Random(SEED + number)
        body = [line.split() for line in lines[1:]]
        for line in body:
            line[edited.randrange(len(line))] = edited.choice(_VOCABULARY)
        return "\n\n".join([f"Copy number {number}", *(" ".join(line) for line in body)])
    draw = random.Random(SEED * 1_000_003 + number)
    sentences = [acts[draw.randrange(len(acts))] for _ in range(_DENSE)]
    left = _WORDS
    while left > 0:
        prose = draw.choices(_VOCABULARY, k=draw.randint(8, 24))
        sentences.append(" ".join(prose).capitalize() + ".")
        left -= len(prose)
    draw.shuffle(sentences)
    paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    return "\n\n".join([f"Page number {number}", *paragraphs])


def write_pages(folder: Path, count: int) -> None:
    """Write the pages as files, a thousand in a folder."""
    from benchmarks.texts import dense

    acts = dense(20_000)
    for number in range(count):
        place = folder / f"{number // 1000:04d}"
        if number % 1000 == 0:
            place.mkdir()
        (place / f"page-{number:07d}.txt").write_text(page_of(number, acts), encoding="utf-8")


def _tree() -> tuple[int, float]:
    """Return the resident memory (MB) and the processor time (seconds) of this process and its children."""
    import psutil

    me = psutil.Process()
    total, seconds = 0, 0.0
    for process in (me, *me.children(recursive=True)):
        try:
            total += process.memory_info().rss
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        # Of those that have ended the parent keeps the sum.
        seconds += used.user + used.system + used.children_user + used.children_system
    return total >> 20, seconds


def _memory() -> int:
    return _tree()[0]


class _Watch:
    """Notes time and memory each so many documents, and the peak between."""

    def __init__(self, every: int) -> None:
        self.every, self.started = every, time.perf_counter()
        self.cpu, self.peak = _tree()[1], 0
        self.rows: list[dict[str, float]] = []
        self._next = every
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._done.wait(0.5):
            self.peak = max(self.peak, _memory())

    def stop(self) -> dict[str, float]:
        """Return what the step took."""
        self._done.set()
        self._thread.join()
        memory, cpu = _tree()
        return {"cpu": round(cpu - self.cpu, 2), "peak_mb": max(self.peak, memory)}

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if done >= self._next:
            self._next += self.every
            self.rows.append({"documents": done, "seconds": self.seconds(), "mb": _memory()})

    def seconds(self) -> float:
        return round(time.perf_counter() - self.started, 2)


def grow(place: Path, count: int, coder: str) -> dict[str, Any]:
    """Add and code ``count`` pages in ``place``; return seconds and memory on the way."""
    from dragoman import Study

    pages = place / "pages"
    pages.mkdir()
    write_pages(pages, count)
    study = Study.create(place / "study")
    found: dict[str, Any] = {"documents": count, "coder": coder, "start_mb": _memory()}
    chosen = _coder(coder)
    steps: dict[str, Callable[[_Watch], Any]] = {
        "add": lambda watch: study.add(pages, progress=watch),
        "code": lambda watch: study.code(chosen, progress=watch),
        "groups": lambda watch: study.documents(),
        "reports": lambda watch: study.reports(),
        "compact": lambda watch: study.compact(),
    }
    for name, step in steps.items():
        watch = _Watch(max(count // 10, 1))
        step(watch)
        took = watch.seconds()
        found[name] = {"seconds": took, "mb": _memory(), **watch.stop(), "on_the_way": watch.rows}
        if name in ("code", "compact"):
            found[f"text_ms_after_{name}"] = texts(study.path)
    found["truth"] = _near(study, count)
    return found


def _coder(name: str) -> Any:
    if name == "rules":
        from dragoman.coding.rules import RuleCoder

        return RuleCoder()
    from benchmarks.fake_coder import FakeCoder

    return FakeCoder()


def _near(study: Any, count: int) -> dict[str, int]:
    """Count which of the planted copies were found, and what was found besides."""
    groups = {int(Path(p).stem[5:]): g for p, g in study.documents().select("path", "source_group").rows()}
    planted = {}
    for number in range(count):
        copied = copies(number)
        if copied is not None:
            planted[number] = copied - 1 if copies(copied) else copied
    found = sum(groups[one] == groups[two] for one, two in planted.items())
    return {
        "planted": len(planted),
        "found": found,
        "too_many": len(groups) - len(planted) - len({*groups.values()}),
    }


_ASK = """
import sys, time
import polars, deltalake
from dragoman.store.rows import document_of
from dragoman import Study
started, used = time.perf_counter(), time.process_time()
text = Study.open(sys.argv[1]).text(sys.argv[2])
print((time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000)
"""


def texts(study: Path) -> dict[str, float]:
    """Return the milliseconds that fresh processes take for one text, imports aside.

    ``cpu`` is the median of their processor time, which other programs on the machine lengthen less.
    """
    from dragoman import Study

    ids = Study.open(study).snapshot().documents["id"].sort()
    took, used = [], []
    for number in range(_ASKED):
        command = [sys.executable, "-c", _ASK, str(study), ids[len(ids) * number // _ASKED]]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        wall, cpu = map(float, done.stdout.split())
        took.append(wall)
        used.append(cpu)
    return {"median": round(median(took), 1), "worst": round(max(took), 1), "cpu": round(median(used), 1)}


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.study_scale", description=__doc__)
    parser.add_argument(
        "--documents", nargs="+", type=int, default=[1_000, 3_000, 10_000, 30_000, 100_000], metavar="N"
    )
    parser.add_argument("--coder", choices=["fake", "rules"], default="fake")
    parser.add_argument("--folder", type=Path, help="where the study is made (removed afterwards)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there")
    parser.add_argument(
        "--plot", type=Path, metavar="FOLDER", help="write study-scale.json and pictures there"
    )
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="study-scale-", dir=options.folder))
    if options.here:
        try:
            print(json.dumps(grow(place, options.documents[0], options.coder)))
        finally:
            shutil.rmtree(place)
        return
    place.rmdir()
    results = []
    for count in options.documents:
        command = [sys.executable, "-m", "benchmarks.study_scale", "--here", "--documents", str(count)]
        command += ["--coder", options.coder, *(["--folder", str(options.folder)] if options.folder else [])]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        results.append(json.loads(done.stdout))
        print(json.dumps(results[-1], indent=1), flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if options.plot:
        from benchmarks.scale_chart import plot

        plot(results, options.plot)


if __name__ == "__main__":
    main()
