"""Ukrainian expressions of time."""

from dragoman.languages.slavic.dates import Dates

__all__ = ["Dates"]
