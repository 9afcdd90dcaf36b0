"""Which class each Azerbaijani word has in its sentence."""

from dragoman.languages.turkic.tagging import tagger

__all__ = ["tag"]

tag = tagger("az")
