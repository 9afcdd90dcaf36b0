"""What loading all tables costs."""

from __future__ import annotations

import subprocess
import sys

# The peak of the process itself: ru_maxrss would count what its parent held before the fork.
_SCRIPT = """
import pathlib, re, time
start = time.process_time()
from dragoman.actors import scanner
for language in {languages!r}:
    scanner(language)
seconds = time.process_time() - start
status = pathlib.Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else 0
print(seconds, peak)
"""


def _cost(*languages: str) -> tuple[float, float]:
    """Return seconds of CPU and megabytes of a fresh process, the best of five."""
    runs = []
    for _ in range(5):
        script = _SCRIPT.replace("{languages!r}", repr(languages))
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        seconds, kilobytes = map(float, done.stdout.split())
        runs.append((seconds, kilobytes / 1024))
    return min(runs)


def test_loading_is_fast_and_small() -> None:
    """All names, people and states of all languages load in 0.4 s of CPU and stay under 150 MB."""
    seconds, megabytes = _cost("en", "ru", "uk", "tr", "az")
    assert seconds < 0.4
    assert megabytes < 150
