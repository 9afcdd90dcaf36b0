"""What loading all tables costs."""

from __future__ import annotations

import subprocess
import sys

_SECONDS = 0.4
_YARD = 0.030
"""What the yardstick takes at rest on the machine that the bar was measured on: slower ones are scaled."""

# The peak of the process itself: ru_maxrss would count what its parent held before the fork.
_SCRIPT = """
import gc, pathlib, re, time
def yardstick():
    gc.disable()
    start, made = time.process_time(), {}
    for number in range(100_000):
        made[str(number)] = [number]
    gc.enable()
    return time.process_time() - start
start = time.process_time()
from dragoman.actors import scanner
for language in {languages!r}:
    scanner(language)
seconds = time.process_time() - start
status = pathlib.Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else 0
print(seconds, peak, yardstick())
"""
_RUNS = 15


def _cost(*languages: str) -> tuple[float, float]:
    """Return seconds of CPU and megabytes of a fresh process, the best of several.

    Others who use the machine make a run slower, never faster: more runs are made until one is quick.
    """
    best = (float("inf"), 0.0)
    for _ in range(_RUNS):
        script = _SCRIPT.replace("{languages!r}", repr(languages))
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        seconds, kilobytes, yard = map(float, done.stdout.split())
        best = min(best, (seconds * min(1.0, _YARD / yard), kilobytes / 1024))
        if best[0] < _SECONDS:
            break
    return best


def test_loading_is_fast_and_small() -> None:
    """All names, people and states of all languages load in 0.4 s of CPU and stay under 150 MB."""
    seconds, megabytes = _cost("en", "ru", "uk", "tr", "az")
    assert seconds < _SECONDS
    assert megabytes < 150
