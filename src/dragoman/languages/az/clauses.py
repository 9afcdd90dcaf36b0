"""Azerbaijani clauses."""

from dragoman.languages.turkic.clauses import parser

__all__ = ["parse"]

parse = parser("az")
