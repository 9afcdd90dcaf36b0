"""Which language each paragraph is in."""

from dragoman.documents.language.assign import assign_languages, main_language
from dragoman.documents.language.rules import by_rules

__all__ = ["assign_languages", "by_rules", "main_language"]
