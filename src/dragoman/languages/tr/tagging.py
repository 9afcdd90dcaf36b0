"""Which class each Turkish word has in its sentence."""

from dragoman.languages.turkic.tagging import tagger

__all__ = ["tag"]

tag = tagger("tr")
