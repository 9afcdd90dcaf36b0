"""Ten million rows of GDELT: read, imported, added up to directed dyad-months; pandas beside it.

Usage: python -m benchmarks.gdelt [--rows 10000000] [--keep FOLDER] [--no-pandas] [--json FILE]

The rows are made by this program in the true format of GDELT 2.0 (61 columns, tab separated, no header);
every step runs in a fresh process, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.timing import peak_mb

__all__ = ["make"]

SEED = 1815
_CHUNK = 250_000
_NOBODY = 0.35
"""Share of the sides of an event that are no state, about as in GDELT."""


def make(path: Path, rows: int) -> None:
    """Write synthetic rows; the same number gives the same file on every machine."""
    import numpy as np
    import polars as pl

    from dragoman.codebook import cameo
    from dragoman.datasets.who import known_codes

    book = cameo.load()
    codes = [code.id for code in book.codes if len(code.id) > 2]
    roots = [book.root(code) for code in codes]
    scores = [book.goldstein(code) or 0.0 for code in codes]
    states = sorted(known_codes() - {"IGO", "NGO", "MNC", "IMG", "UNO", "EUR", "ISM"})
    roles = ["", "GOV", "MIL", "COP", "BUS", "OPP"]
    rng = np.random.default_rng(SEED)
    weight = 1 / np.arange(1, len(states) + 1)
    weight /= weight.sum()
    days = pl.date_range(pl.date(2015, 2, 18), pl.date(2020, 12, 31), eager=True).dt.to_string("%Y%m%d")
    with path.open("wb") as file:
        for first in range(0, rows, _CHUNK):
            n = min(_CHUNK, rows - first)
            code = rng.integers(len(codes), size=n)
            day = pl.Series(days).gather(rng.integers(len(days), size=n))
            frame: dict[str, Any] = {
                "id": pl.Series(range(400_000_000 + first, 400_000_000 + first + n)),
                "day": day, "month": day.str.slice(0, 6), "year": day.str.slice(0, 4),
                "fraction": day.str.slice(0, 4) + ".4932",
            }  # fmt: skip
            for side in ("1", "2"):
                state = pl.Series(states).gather(rng.choice(len(states), size=n, p=weight))
                role = pl.Series(roles).gather(rng.integers(len(roles), size=n))
                known = pl.Series(rng.random(n) > _NOBODY)
                frame[f"code{side}"] = pl.select(
                    pl.when(known).then(state + role).otherwise(role)
                ).to_series()
                frame[f"name{side}"] = pl.select(pl.when(known).then(state + " OFFICIAL")).to_series()
                frame[f"country{side}"] = pl.select(pl.when(known).then(state)).to_series()
                for k in range(7):
                    frame[f"more{side}{k}"] = role if k == 4 else pl.Series([None] * n, dtype=pl.String())
            frame |= {
                "is_root": pl.Series(rng.integers(2, size=n)),
                "event": pl.Series(codes).gather(code), "base": pl.Series(codes).gather(code).str.slice(0, 3),
                "root": pl.Series(roots).gather(code), "quad": pl.Series(rng.integers(1, 5, size=n)),
                "goldstein": pl.Series(scores).gather(code),
                "mentions": pl.Series(rng.integers(1, 40, size=n)),
                "sources": pl.Series(rng.integers(1, 5, size=n)),
                "articles": pl.Series(rng.integers(1, 40, size=n)),
                "tone": pl.Series(rng.normal(-2, 3, size=n)),
            }  # fmt: skip
            number = pl.Series(rng.integers(1_000_000, size=n)).cast(pl.String())
            for k in range(3):
                place = pl.Series([f"Town {p}, Province {p % 40}, Country {p % 200}" for p in range(2_000)])
                at = rng.integers(2_000, size=n)
                frame |= {
                    f"type{k}": pl.Series([4] * n), f"place{k}": place.gather(at),
                    f"country_{k}": pl.Series(["TU"] * n), f"adm1_{k}": pl.Series(["TU34"] * n),
                    f"adm2_{k}": number.str.slice(0, 5),
                    f"lat{k}": pl.Series(rng.uniform(-60, 70, n)).round(4),
                    f"long{k}": pl.Series(rng.uniform(-180, 180, n)).round(4), f"feature{k}": number,
                }  # fmt: skip
            frame["added"] = day + "120000"
            frame["url"] = (
                "http://www.example.org/world/" + day + "/some-words-of-a-headline-" + number + ".html"
            )
            file.write(
                pl.DataFrame(frame)
                .write_csv(separator="\t", include_header=False, quote_style="never")
                .encode()
            )


def step_read(folder: Path) -> dict[str, Any]:
    """Read and check every row, part by part, and keep none."""
    from dragoman.datasets import Reader

    path = folder / "gdelt.export.CSV"
    start, cpu = perf_counter(), process_time()
    reader = Reader("gdelt")
    kept = sum(len(part.frame) for part in reader.parts(reader.sources([path])))
    seconds, cpu = perf_counter() - start, process_time() - cpu
    megabytes = path.stat().st_size / 1e6
    return {"rows": kept, "refused": reader.summary.refused, "mb": round(megabytes),
            "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2),
            "mb_a_second": round(megabytes / seconds, 1), "peak_mb": round(peak_mb())}  # fmt: skip


def step_import(folder: Path) -> dict[str, Any]:
    """Read every row into a study on disk."""
    from dragoman import Study
    from dragoman.study.importing import import_data

    path = folder / "gdelt.export.CSV"
    study = Study.create(folder / "study")
    start = perf_counter()
    result = import_data(study, [path], "gdelt")
    seconds = perf_counter() - start
    return {"rows": result.written, "seconds": round(seconds, 2),
            "mb_a_second": round(path.stat().st_size / 1e6 / seconds, 1),
            "peak_mb": round(peak_mb())}  # fmt: skip


def step_counts(folder: Path) -> dict[str, Any]:
    """Add the study's rows up to directed dyad-months; the first and the best of three."""
    from dragoman import Study
    from dragoman.relations.series import counts, from_external
    from dragoman.study.importing import external

    study = Study.open(folder / "study")
    times, cpus = [], []
    for _ in range(3):
        start, cpu = perf_counter(), process_time()
        found = counts(from_external(external(study)))
        times.append(round(perf_counter() - start, 2))
        cpus.append(round(process_time() - cpu, 2))
    return {"cells": len(found), "events": int(found["events"].sum()), "first_seconds": times[0],
            "best_seconds": min(times), "cpu_seconds": min(cpus), "peak_mb": round(peak_mb())}  # fmt: skip


def step_pandas(folder: Path) -> dict[str, Any]:
    """Ask pandas the same of the file: five columns, no check of any row."""
    import pandas as pd

    path = folder / "gdelt.export.CSV"
    names = {1: "day", 7: "actor", 17: "recipient", 28: "root", 30: "score"}
    start = perf_counter()
    frame = pd.read_csv(
        path,
        sep="\t",
        header=None,
        usecols=list(names),
        dtype={1: "str", 7: "str", 17: "str", 28: "str", 30: "float64"},
        quoting=3,
        keep_default_na=False,
        na_values={7: [""], 17: [""]},
    )
    frame.columns = list(names.values())
    read = perf_counter() - start
    start, cpu = perf_counter(), process_time()
    frame = frame.dropna(subset=["actor", "recipient"])
    frame = frame[frame.actor != frame.recipient]
    frame["month"] = frame.day.str.slice(0, 6)
    found = frame.groupby(["actor", "recipient", "month"], observed=True).agg(
        events=("root", "size"), score=("score", "sum")
    )
    seconds = perf_counter() - start
    return {"cells": len(found), "events": int(found.events.sum()), "read_seconds": round(read, 2),
            "mb_a_second": round(path.stat().st_size / 1e6 / read, 1), "counts_seconds": round(seconds, 2),
            "counts_cpu_seconds": round(process_time() - cpu, 2), "peak_mb": round(peak_mb())}  # fmt: skip


def step_make(folder: Path, rows: int) -> dict[str, Any]:
    """Write the rows, in a process of its own: a child's peak memory is never below its parent's."""
    path = folder / "gdelt.export.CSV"
    if not path.exists():
        make(path, rows)
    return {"mb": round(path.stat().st_size / 1e6)}


STEPS = {"read": step_read, "import": step_import, "counts": step_counts, "pandas": step_pandas}


def main() -> None:
    """Make the rows and run the steps."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gdelt", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work there, and leave the files")
    parser.add_argument("--no-pandas", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", nargs="+", choices=STEPS, help="only these steps")
    parser.add_argument("--here", nargs=2, metavar=("STEP", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        step, folder = options.here[0], Path(options.here[1])
        print(json.dumps(step_make(folder, options.rows) if step == "make" else STEPS[step](folder)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results: dict[str, Any] = {}
        print(f"load {os.getloadavg()[0]:.1f}")
        for name in ("make", *STEPS):
            if (name == "pandas" and options.no_pandas) or name not in ("make", *(options.only or STEPS)):
                continue
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.gdelt", "--here", name, str(folder),
                 "--rows", str(options.rows)],
                stdout=subprocess.PIPE, check=True, text=True, cwd=Path(__file__).parents[1],
            )  # fmt: skip
            results[name] = json.loads(done.stdout)
            print(f"{name:8}{results[name]}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
