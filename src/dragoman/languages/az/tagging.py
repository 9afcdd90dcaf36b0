"""Which class each Azerbaijani word has in its sentence."""

from dragoman.languages.turkic.tagging import tag

__all__ = ["tag"]
