"""The picture of a study that grows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.scale_chart import plot, slope

RESULTS = [
    {
        "documents": n,
        "add": {"cpu": 0.004 * n, "peak_mb": 300},
        "code": {"cpu": 1e-6 * n**2, "peak_mb": 800},
    }
    for n in (1_000, 10_000, 100_000)
]


def test_figures_and_pictures_are_written(tmp_path: Path) -> None:
    """The figures come back from the file; both pictures are SVG of the same data, once in each theme."""
    plot(RESULTS, tmp_path)
    rows = json.loads((tmp_path / "study-scale.json").read_text(encoding="utf-8"))
    assert [row["documents"] for row in rows if row["step"] == "adding"] == [1_000, 10_000, 100_000]
    light, dark = ((tmp_path / f"study-scale-{name}.svg").read_text() for name in ("light", "dark"))
    assert light.startswith("<svg")
    assert light != dark
    assert slope(rows, "adding") == pytest.approx(1.0)
    assert slope(rows, "coding") == pytest.approx(2.0)


def test_the_time_measured_grows_no_faster_than_the_study() -> None:
    """The figures in the documentation: neither step grows faster than with the power 1.05."""
    kept = Path(__file__).parents[2] / "docs" / "pictures" / "study-scale.json"
    rows = json.loads(kept.read_text(encoding="utf-8"))
    assert slope(rows, "adding") < 1.05
    assert slope(rows, "coding") < 1.05
