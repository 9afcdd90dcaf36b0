"""What each Russian word form can be."""

from dragoman.languages.slavic.words import TOKEN, Words

__all__ = ["TOKEN", "Words"]
