"""Which class each Ukrainian word has in its sentence."""

from dragoman.languages.slavic.tagging import tag

__all__ = ["tag"]
