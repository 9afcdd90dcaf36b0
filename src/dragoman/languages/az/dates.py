"""Azerbaijani expressions of time."""

from dragoman.languages.turkic.dates import Dates

__all__ = ["Dates"]
