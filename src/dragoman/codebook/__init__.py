"""PLOVER and CAMEO as versioned data: classes, modes, contexts, scores, crosswalks, labels."""

from dragoman.codebook import cameo
from dragoman.codebook.book import Codebook
from dragoman.codebook.code import Code
from dragoman.codebook.reading import load, versions, yield15
from dragoman.codebook.scheme import (
    AuxRule,
    Context,
    EventClass,
    Example,
    Exclusion,
    FineRule,
    Mode,
    Quad,
    Resolution,
    Sector,
)

__all__ = [
    "AuxRule",
    "Code",
    "Codebook",
    "Context",
    "EventClass",
    "Example",
    "Exclusion",
    "FineRule",
    "Mode",
    "Quad",
    "Resolution",
    "Sector",
    "cameo",
    "load",
    "versions",
    "yield15",
]
