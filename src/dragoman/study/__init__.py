"""The one place that joins documents, coding and store."""

from dragoman.study.problem import Problem
from dragoman.study.study import Study

__all__ = ["Problem", "Study"]
