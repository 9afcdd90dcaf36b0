"""Run the measures, each in a fresh process, and print rates and ratios.

Usage: python -m benchmarks [--only NAME ...] [--json FILE] [--page FILE]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.baseline import NAME
from benchmarks.measures import MEASURES
from benchmarks.page import page


def _fresh(name: str) -> dict[str, Any]:
    """Run one measure in a new interpreter."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--here", name],
        stdout=subprocess.PIPE,
        check=False,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    if done.returncode:
        raise SystemExit(f"{name} failed with exit code {done.returncode}; what it said stands above.")
    numbers: dict[str, Any] = json.loads(done.stdout)
    return numbers


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=MEASURES, help="only these measures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page with the ratios there")
    parser.add_argument("--here", choices=MEASURES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(MEASURES[options.here]()))
        return
    results = {}
    print(f"Baseline: {NAME}.  ratio: our time over the baseline's, for the same text.", flush=True)
    for name in options.only or MEASURES:
        results[name] = _fresh(name)
        print(f"\n{name}: {(MEASURES[name].__doc__ or '').strip()}")
        for key, value in results[name].items():
            print(f"  {key.replace('_', ' '):32}{value}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    if options.page:
        options.page.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
