"""Scores against gold: figures with intervals, errors to look at, floors that hold them up."""

from dragoman.evaluation.gold import GoldEvent, GoldRow, GoldSet, find_gold, read_gold
from dragoman.evaluation.run import Evaluation, SetScore, evaluate
from dragoman.evaluation.sampling import Figure

__all__ = [
    "Evaluation",
    "Figure",
    "GoldEvent",
    "GoldRow",
    "GoldSet",
    "SetScore",
    "evaluate",
    "find_gold",
    "read_gold",
]
