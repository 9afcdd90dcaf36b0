"""Ukrainian clauses."""

from dragoman.languages.slavic.clauses import parse

__all__ = ["parse"]
