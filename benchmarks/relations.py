"""All dyad-years on ATOP, all votes of the General Assembly: time of the measures, and what they agree with.

Usage: python -m benchmarks.relations FOLDER [--repeat 3] [--grid]

FOLDER holds the reference files.  Seconds are the least of the repeats, by the clock and of CPU (all
threads); the load says what else ran.  --grid scores settings of the ideal points by roll calls held out.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import polars as pl

from dragoman.relations.ideal_points import fit
from dragoman.relations.ideal_points.heldout import held_out
from dragoman.relations.portfolios import alliance_levels
from dragoman.relations.similarity import dyads

_RENAMED = {
    "German Federal Republic": "Federal Republic of Germany",
    "Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
    "Côte d\x92Ivoire": "Côte d’Ivoire",
}


def timed(name: str, work: Callable[[], Any], repeat: int) -> Any:
    """Run some times; print the least seconds and the load before."""
    clock, cpu = [], []
    load = os.getloadavg()[0]
    result = None
    for _ in range(repeat):
        began, began_cpu = perf_counter(), process_time()
        result = work()
        clock.append(perf_counter() - began)
        cpu.append(process_time() - began_cpu)
    print(f"{name}: {min(clock):.2f} s, {min(cpu):.2f} s of CPU (load {load:.1f})", flush=True)
    return result


def similarity(folder: Path, repeat: int) -> None:
    """S, kappa and tau-b of all pairs of states of the system, 1816-2018."""
    levels = alliance_levels(pl.read_parquet(folder / "ps_atop_alliance.parquet"))
    states = pl.read_parquet(folder / "states_cowstates.parquet")
    end = states["end"].dt.year().max()
    last = pl.when(pl.col("end").dt.year() == end).then(2018).otherwise(pl.col("end").dt.year())
    members = (
        states.select(
            state=pl.col("cowcode").cast(pl.Int64),
            year=pl.int_ranges(pl.col("start").dt.year().cast(pl.Int64), last.cast(pl.Int64) + 1),
        )
        .explode("year")
        .unique()
    )
    for measure in (["s_score", "cohen_kappa"], ["tau_b"]):
        found = timed(
            f"{' and '.join(measure)}, ATOP 1816-2018",
            lambda measure=measure: dyads(levels, measure=measure, members=members, fill=0, own=3),
            repeat,
        )
    print(f"  {len(found):,} dyad-years")


def points(folder: Path, repeat: int, *, grid: bool) -> None:
    """Ideal points of all sessions, against the published ones; settings by roll calls held out."""
    calls = pl.read_parquet(folder / "dgrtwo_un_roll_calls.parquet").select(
        pl.col("rcid").cast(pl.Float64), pl.col("session").cast(pl.Int64)
    )
    votes = pl.read_parquet(folder / "dgrtwo_un_votes.parquet").join(calls, on="rcid")
    found = timed(f"ideal points, {len(votes):,} votes", lambda: fit(votes), repeat)
    published = pl.read_parquet(folder / "voeten_idealpoints_all_apr2020.parquet").select(
        country=pl.col("Countryname").replace(_RENAMED),
        session=pl.col("session").cast(pl.Int64),
        published="IdealPoint",
    )
    many = calls.group_by("session").len().filter(pl.col("len") >= 20)
    both = found.estimates.join(published, on=["country", "session"])
    r = both.join(many, on="session").group_by("session").agg(r=pl.corr("ideal_point", "published"))["r"]
    whole = both.select(pl.corr("ideal_point", "published")).item()
    print(
        f"  {found.rounds} rounds; by session median {r.median():.4f}, least {r.min():.4f}; all {whole:.4f}"
    )
    for persistence in (0.5, 0.8, 0.9, 0.95, 0.98) if grid else ():
        for discrimination in (0.2, 0.35, 0.5, 0.75):
            one = held_out(votes, persistence=persistence, discrimination=discrimination)
            print(f"  persistence {persistence}, discrimination {discrimination}: {one.score:.5f}, "
                  f"{one.right:.2%} right", flush=True)  # fmt: skip


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--grid", action="store_true")
    options = parser.parse_args()
    similarity(options.folder, options.repeat)
    points(options.folder, options.repeat, grid=options.grid)


if __name__ == "__main__":
    main()
