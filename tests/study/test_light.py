"""What the command line's help must not wait for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_package_and_its_study_import_without_the_heavy_libraries() -> None:
    """`import dragoman` and `dragoman.Study` load no data library; asking for nonsense is an error."""
    code = """
import sys, dragoman
dragoman.Study
heavy = {"polars", "deltalake", "numpy", "loky", "lxml"} & set(sys.modules)
assert not heavy, heavy
try:
    dragoman.nonsense
except AttributeError:
    sys.exit(7)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7


def test_a_study_needs_no_pyarrow(tmp_path: object) -> None:
    """The core works where pyarrow is not installed: made, added to, coded, read."""
    code = f"""
import sys, importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "pyarrow" else find(name, package)
sys.modules["pyarrow"] = None
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from dragoman import Study
from benchmarks.fake_coder import FakeCoder
folder = Path({str(tmp_path)!r})
(folder / "a.txt").write_text("Turkey met Azerbaijan in 1992.")
study = Study.create(folder / "study").add(folder / "a.txt").code(FakeCoder())
assert study.reports()["actor_codes"].to_list() == [["TUR"]]
assert study.verify().is_empty()
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
