"""In which script a text is written."""

from __future__ import annotations

import re

__all__ = ["SCRIPT_LANGUAGES", "script_of"]

_SCRIPTS = (
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u0259\u1e00-\u1eff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff\u2d00-\u2d2f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_MAINLY = (
    ("latin", "ascii", bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalpha()))),
    ("cyrillic", "iso-8859-5", bytes([*range(0xA1), 0xAD, 0xF0, 0xFD])),
)
"""Script, an encoding that holds its usual letters, and that encoding's other bytes."""

SCRIPT_LANGUAGES = tuple(name for name, _ in _SCRIPTS[3:])
"""Languages that alone here use their script."""


def script_of(sample: str) -> str:
    """Return the script (or the language, where the script has one) of most letters, or ''."""
    if sample.isascii():
        return "latin"
    # Most text shows by a count of bytes alone in what it is mainly written.
    for name, coding, other in _MAINLY:
        if len(sample.encode(coding, "ignore").translate(None, other)) * 2 > len(sample):
            return name
    for name, pattern in _SCRIPTS[:2]:
        if len(pattern.findall(sample)) * 2 > len(sample):
            return name
    counts = [(len(pattern.findall(sample)), name) for name, pattern in _SCRIPTS]
    count, name = max(counts, key=lambda found: found[0])
    if name == "zh" and any(n and other == "ja" for n, other in counts):
        return "ja"
    return name if count else ""
