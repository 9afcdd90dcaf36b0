"""Public datasets: their providers' own files into the tables of a study."""

from dragoman.datasets.catalogue import datasets
from dragoman.datasets.kinds import Dataset
from dragoman.datasets.reader import Part, Reader
from dragoman.datasets.reading import Imported, read
from dragoman.datasets.refusals import Refusal
from dragoman.datasets.summary import FileSummary, Summary

__all__ = ["Dataset", "FileSummary", "Imported", "Part", "Reader", "Refusal", "Summary", "datasets", "read"]
