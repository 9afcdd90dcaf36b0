"""A ledger of forecasts: what was said before it could be known, and how it came out."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dragoman.model.errors import InputError
from dragoman.relations.forecast import crps

__all__ = ["Entry", "Ledger"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One forecast.

    Attributes
    ----------
    made : date
        When it was made.
    target : date
        First day of the period that it is about.
    series : str
        What is forecast, such as "TUR-ARM material conflict, month".
    model : str
    mean, sd : float
        Of a normal distribution.
    """

    made: date
    target: date
    series: str
    model: str
    mean: float
    sd: float


class Ledger:
    """Forecasts in a file of JSON lines that only grows.

    Every line carries the hash of the line before it, so that a later change of the file shows.

    Parameters
    ----------
    path : Path
        The file; it need not exist yet.

    Raises
    ------
    InputError
        If the file was changed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self._last = ""
        if path.exists():
            self._read()

    def add(self, entry: Entry) -> None:
        """Write a forecast down.

        Raises
        ------
        InputError
            If it is not dated before its target, is dated before the last entry, says again what is
            written, or is no distribution.
        """
        if entry.made >= entry.target:
            raise InputError(
                f"A forecast made on {entry.made} cannot be about {entry.target}: a target must lie after it."
            )
        if self.entries and entry.made < self.entries[-1].made:
            raise InputError(
                f"The last entry was made on {self.entries[-1].made}; one of {entry.made} cannot follow it."
            )
        if not math.isfinite(entry.mean) or not math.isfinite(entry.sd) or entry.sd < 0:
            raise InputError(f"mean={entry.mean} and sd={entry.sd} are no distribution.")
        if any(_key(entry) == _key(known) for known in self.entries):
            raise InputError(
                f"{entry.model} already has a forecast of {entry.series} for {entry.target} "
                f"made on {entry.made}."
            )
        line = _line(entry, self._last)
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line + "\n")
        self.entries.append(entry)
        self._last = _digest(line)

    def scores(self, outcomes: pl.DataFrame) -> pl.DataFrame:
        """Score the forecasts whose outcome is known.

        Parameters
        ----------
        outcomes : polars.DataFrame
            `series`, `target` (date) and `value`.

        Returns
        -------
        polars.DataFrame
            All entries with `value`, `crps` and `inside_90`, null where the outcome is not known.
        """
        missing = [name for name in ("series", "target", "value") if name not in outcomes.columns]
        if missing:
            raise InputError(
                f"The outcomes lack {', '.join(missing)}; they have {', '.join(outcomes.columns)}."
            )
        if outcomes.select("series", "target").is_duplicated().any():
            raise InputError("The outcomes hold two values for one series and target; keep one.")
        schema = {
            "made": pl.Date,
            "target": pl.Date,
            "series": pl.String,
            "model": pl.String,
            "mean": pl.Float64,
            "sd": pl.Float64,
        }
        told = pl.DataFrame([asdict(entry) for entry in self.entries], schema=schema)
        known = outcomes.select("series", pl.col("target").cast(pl.Date), pl.col("value").cast(pl.Float64))
        both = told.join(known, on=["series", "target"], how="left", maintain_order="left")
        seen = both["value"].is_not_null()
        score = pl.Series(crps(both["value"].fill_null(0.0), both["mean"], both["sd"]))
        near = (both["value"] - both["mean"]).abs() <= 1.6448536269514722 * both["sd"]
        return both.with_columns(
            crps=pl.when(seen).then(score).otherwise(None), inside_90=pl.when(seen).then(near).otherwise(None)
        )

    def _read(self) -> None:
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                row: dict[str, Any] = json.loads(line)
                entry = Entry(
                    date.fromisoformat(row["made"]),
                    date.fromisoformat(row["target"]),
                    str(row["series"]),
                    str(row["model"]),
                    float(row["mean"]),
                    float(row["sd"]),
                )
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{self.path}:{number}: this is no entry of a ledger ({error}).") from None
            if line != _line(entry, self._last) or entry.made >= entry.target:
                raise InputError(
                    f"{self.path}:{number}: this line does not follow from the one before it. The file was "
                    "changed; go back to a copy from before the change."
                )
            self.entries.append(entry)
            self._last = _digest(line)


def _key(entry: Entry) -> tuple[date, date, str, str]:
    return entry.made, entry.target, entry.series, entry.model


def _line(entry: Entry, last: str) -> str:
    row = {**asdict(entry), "made": entry.made.isoformat(), "target": entry.target.isoformat(), "after": last}
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8")).hexdigest()
