"""All datasets that can be read, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.datasets.kinds import Dataset
from dragoman.model.errors import InputError

__all__ = ["datasets", "find_dataset"]


@cache
def datasets() -> dict[str, Dataset]:
    """Return the datasets by name, in the order of the documentation."""
    from dragoman.datasets.atop import ATOP
    from dragoman.datasets.cow import MID, NMC, STATES
    from dragoman.datasets.gdelt import GDELT
    from dragoman.datasets.icews import ICEWS
    from dragoman.datasets.polecat import POLECAT
    from dragoman.datasets.ucdp import ACD, GED
    from dragoman.datasets.un import IDEAL_POINTS, VOTES

    known = (GDELT, ICEWS, POLECAT, GED, ACD, ATOP, STATES, MID, NMC, VOTES, IDEAL_POINTS)
    return {one.name: one for one in known}


def find_dataset(name: str, mapping: Path | None) -> tuple[Dataset, str | None]:
    """Return a dataset, and its version where a mapping says it.

    Raises
    ------
    InputError
        There is no such dataset, or the mapping cannot be used.
    """
    if name == "csv" or mapping is not None:
        if mapping is None or name != "csv":
            raise InputError(
                "A table of your own is read with `csv` and a mapping file: import csv --mapping M"
            )
        from dragoman.datasets.mapped import read_mapping

        return read_mapping(mapping)
    if name in datasets():
        return datasets()[name], None
    if "alliance" in name or name == "cow":
        from dragoman.datasets.cow import ALLIANCES

        raise InputError(ALLIANCES if "alliance" in name else (
            "Say which data of Correlates of War: cow-states, cow-mid or cow-nmc."
        ))  # fmt: skip
    raise InputError(f"There is no dataset {name!r}. There are: {', '.join(datasets())}, csv.")
