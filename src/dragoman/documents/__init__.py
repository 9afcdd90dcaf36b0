"""Local files to documents: text, blocks, languages, date. A URL is only metadata; nothing is fetched."""

from dragoman.documents.reading import Problem, read, read_all, read_folder, read_text

__all__ = ["Problem", "read", "read_all", "read_folder", "read_text"]
