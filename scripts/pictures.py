"""Draw the pictures of docs/tutorials: run each page on the providers' files and save its charts.

Usage: python scripts/pictures.py FOLDER [NAME ...]

FOLDER holds the files as the pages read them, below ``data/``.  A picture is drawn for light and for
dark pages, as SVG; the chart drawn last before a picture in the text is the one it shows.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman import charts

DOCS = Path(__file__).resolve().parents[1] / "docs"
_PART = re.compile(
    r"^```python\n(?P<code>.*?)^```|\(\.\./pictures/(?P<name>[\w-]+)-light\.svg", re.MULTILINE | re.DOTALL
)


def charts_of(page: str) -> dict[str, Callable[[charts.Theme], Any]]:
    """Run a page; return for the name of each picture what draws it in a theme."""
    space: dict[str, Any] = {}
    drawn: list[Callable[[charts.Theme], Any]] = []

    def watched(draw: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            drawn.append(lambda theme: draw(*given, **{**more, "theme": theme}))
            return draw(*given, **more)

        return call

    plain = {name: getattr(charts, name) for name in PICTURES}
    found: dict[str, Callable[[charts.Theme], Any]] = {}
    try:
        for name, draw in plain.items():
            setattr(charts, name, watched(draw))
        for part in _PART.finditer(page):
            if part["code"]:
                exec(part["code"], space)  # noqa: S102
            else:
                found[part["name"]] = drawn[-1]
    finally:
        for name, draw in plain.items():
            setattr(charts, name, draw)
    return found


PICTURES = (
    "alignment", "around_dyad", "around_events", "brokerage", "camps", "fan", "ideal_points", "likeness",
    "long_run", "phase_line", "response", "signed_network", "skill", "tension",
)  # fmt: skip


def main(folder: str, names: list[str]) -> None:
    """Draw them."""
    os.chdir(folder)
    for path in sorted((DOCS / "tutorials").glob("*.md")):
        if names and path.stem not in names:
            continue
        for name, draw in charts_of(path.read_text(encoding="utf-8")).items():
            for colour, theme in (("light", charts.LIGHT), ("dark", charts.DARK)):
                picture = charts.svg(draw(theme)) + "\n"
                (DOCS / "pictures" / f"{name}-{colour}.svg").write_text(picture, encoding="utf-8")
            print(name, flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
