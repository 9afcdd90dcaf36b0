"""What each Azerbaijani word form can be."""

from dragoman.languages.turkic.words import TOKEN, Words

__all__ = ["TOKEN", "Words"]
