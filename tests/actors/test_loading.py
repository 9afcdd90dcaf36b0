"""What loading all tables costs in memory (the time is measured in ``benchmarks``)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# The peak of the process itself: ru_maxrss would count what its parent held before the fork.
_SCRIPT = """
import pathlib, re
from dragoman.actors import scanner
for language in ("en", "ru", "uk", "tr", "az"):
    scanner(language)
print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_loading_is_small() -> None:
    """All names, people and states of all languages stay under 150 MB."""
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 < 150
