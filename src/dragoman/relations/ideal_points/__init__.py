"""Ideal points of states from their votes in the United Nations, on one scale over all sessions."""

from dragoman.relations.ideal_points.estimate import IdealPoints, fit

__all__ = ["IdealPoints", "fit"]
