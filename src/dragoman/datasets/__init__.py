"""Public datasets: their providers' own files into the tables of a study."""

from dragoman.datasets.catalogue import datasets
from dragoman.datasets.kinds import Dataset
from dragoman.datasets.reading import FileSummary, Imported, Part, Reader, Summary, read
from dragoman.datasets.refusals import Refusal

__all__ = ["Dataset", "FileSummary", "Imported", "Part", "Reader", "Refusal", "Summary", "datasets", "read"]
