"""A study is killed, read and written by two while it grows: is it the same in the end?

Usage: python -m benchmarks.study_kill [--documents 2000] [--kills 10] [--rows 200] [--folder DIR]

One undisturbed run gives the tables that all others must equal.  Then, each in a new study: a run is
killed with SIGKILL at a moment drawn with a fixed seed and repeated; and two runs fill one study at
once, of which the first is killed, too.  All the while another process reads and notes every error,
every batch whose rows are not all there, and every text that is not found whole.  A batch holds about
``--rows`` rows, a hundredth of what it usually does, so that a kill finds many commits to tear.  A kill
that comes after the end does not count; another one follows, at a moment nearer to the beginning.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SEED = 1071
_TABLES = ("documents", "reports", "claims", "mentions")
_PAUSE = 0.2
"""Seconds between two looks of the reader, which else takes a core from the run that it watches."""


def _run(study: Path, pages: Path, rows: int) -> subprocess.Popen[bytes]:
    """Start adding and coding in a process of its own, in small batches so that much can be torn."""
    command = [sys.executable, "-m", "benchmarks.study_kill", "--rows", str(rows)]
    return subprocess.Popen([*command, "--fill", str(study), str(pages)])


def fill(study: Path, pages: Path, rows: int) -> None:
    """Add and code with many commits."""
    from benchmarks.fake_coder import FakeCoder
    from dragoman import Study
    from dragoman.store import Batches

    defaults = Batches.__init__.__kwdefaults__
    assert defaults is not None
    defaults["rows"] = rows
    Study.open(study).add(pages).code(FakeCoder())


def poll(study: Path) -> None:
    """Read until the file ``stop`` appears; print how often, and what was wrong."""
    import polars as pl

    from dragoman import Study

    polls, wrong = 0, []
    while not (study / "stop").exists():
        try:
            opened = Study.open(study)
            snapshot = opened.snapshot()
            promised = snapshot.runs.select("batch_id", "tables").explode("tables", empty_as_null=False)
            promised = promised.unnest("tables")
            for table in _TABLES:
                found = snapshot.scan(table).group_by("batch_id").len("found").collect()
                pairs = promised.filter(table=table).join(found, on="batch_id", how="left")
                wrong += pairs.filter(pl.col("rows").ne_missing(pl.col("found").cast(pl.Int32))).rows()
            opened.reports()
            documents = snapshot.documents.select("id", "characters")
            for one, size in documents.gather_every(len(documents) // 3 + 1).iter_rows():
                text = snapshot.text(one)
                wrong += [] if text is not None and len(text) == size else [f"text of {one}"]
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is asked here
            wrong.append(repr(error))
        polls += 1
        time.sleep(_PAUSE)
    print(json.dumps({"polls": polls, "wrong": [str(one) for one in wrong[:5]], "faults": len(wrong)}))


def _tables(study: Path) -> dict[str, Any]:
    from dragoman import Study

    opened = Study.open(study)
    assert opened.verify().is_empty(), opened.verify()
    return {name: getattr(opened, name)() for name in _TABLES}


class _Case:
    """A new study with a reader at work."""

    def __init__(self, place: Path) -> None:
        from dragoman import Study

        self.path = Study.create(place).path
        self.reader = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.study_kill", "--poll", str(self.path)],
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self, expected: dict[str, Any]) -> dict[str, Any]:
        """Stop the reader and compare the tables."""
        (self.path / "stop").touch()
        told: dict[str, Any] = json.loads(self.reader.communicate()[0])
        tables = _tables(self.path)
        told["equal"] = all(tables[name].equals(expected[name]) for name in _TABLES)
        shutil.rmtree(self.path)
        return told


def measure(place: Path, count: int, kills: int, batch: int) -> bool:
    """Run all cases; print a line each; return whether all was well."""
    from benchmarks.study_scale import write_pages
    from dragoman import Study

    pages = place / "pages"
    pages.mkdir()
    write_pages(pages, count)
    _speaking(pages)
    calm = Study.create(place / "calm").path
    started = time.perf_counter()
    assert _run(calm, pages, batch).wait() == 0
    seconds = time.perf_counter() - started
    expected = _tables(calm)
    rows = {name: frame.height for name, frame in expected.items()}
    print(f"undisturbed: {seconds:.1f} s, {rows}, {len(Study.open(calm).runs())} batches", flush=True)
    draw, good, died, share = random.Random(SEED), True, 0, 0.95
    while died < kills:
        case, moment = _Case(place / "kill"), draw.uniform(0.05, share) * seconds
        running = _run(case.path, pages, batch)
        time.sleep(moment)
        running.send_signal(signal.SIGKILL)
        in_time = running.wait() == -signal.SIGKILL
        died, share = (died + 1, share) if in_time else (died, share * 0.8)
        state = Study.open(case.path)
        kept = f"{state.documents().height} documents, {state.snapshot().coded.height} coded"
        assert _run(case.path, pages, batch).wait() == 0
        told = case.end(expected)
        good &= told["equal"] and not told["faults"]
        print(
            f"killed after {moment:.1f} s ({f'number {died}' if in_time else 'too late'}; {kept}): {told}",
            flush=True,
        )
    case = _Case(place / "two")
    both = [_run(case.path, pages, batch) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert _run(case.path, pages, batch).wait() == 0
    told = case.end(expected)
    good &= told["equal"] and not told["faults"]
    print(f"two writers at once: {told}", flush=True)
    case = _Case(place / "two-kill")
    both = [_run(case.path, pages, batch) for _ in range(2)]
    time.sleep(0.6 * seconds)
    both[0].send_signal(signal.SIGKILL)
    both[0].wait()
    assert both[1].wait() == 0
    assert _run(case.path, pages, batch).wait() == 0
    told = case.end(expected)
    good &= told["equal"] and not told["faults"]
    print(f"two writers, one killed: {told}", flush=True)
    return good


def _speaking(pages: Path) -> None:
    """Give every page sentences that the tests' coder reads."""
    for number, page in enumerate(sorted(pages.rglob("*.txt"))):
        met = f"Turkey met Azerbaijan in {1900 + number % 100}."
        said = f"\n\n{met} Russia criticised Turkey, and relations cooled.\n"
        with page.open("a", encoding="utf-8") as out:
            out.write(said)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.study_kill", description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--rows", type=int, default=200, help="rows of a batch, the longest table's")
    parser.add_argument("--folder", type=Path, help="where the studies are made (removed afterwards)")
    parser.add_argument("--fill", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--poll", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(*options.fill, options.rows)
    elif options.poll:
        poll(options.poll)
    else:
        place = Path(tempfile.mkdtemp(prefix="study-kill-", dir=options.folder))
        try:
            began = time.perf_counter()
            good = measure(place, options.documents, options.kills, options.rows)
        finally:
            shutil.rmtree(place)
        found = "all equal, no reader met anything wrong" if good else "NOT equal, or a reader met an error"
        print(f"{options.kills} kills: {found}; {(time.perf_counter() - began) / 60:.0f} minutes in all")
        sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
