"""How ideal points move from session to session: a first-order autoregression for each state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.joint import Floats

__all__ = ["Walk"]


@dataclass(frozen=True, slots=True)
class Walk:
    r"""The prior of the ideal points, and the posterior that a quadratic likelihood gives with it.

    .. math:: \theta_{i,t} \mid \theta_{i,s} \sim N(\rho^{t-s} \theta_{i,s}, 1 - \rho^{2(t-s)})

    for neighbouring sessions s < t between a state's first and last one, and N(0, 1) at its first:
    every ideal point is N(0, 1) before anything is seen, and neighbours resemble each other.

    Attributes
    ----------
    active : array (n_sessions, n_states)
        Between a state's first and last session.
    entry : array (n_sessions, n_states)
        A state's first session.
    carry : array (n_sessions - 1, 1), rho to the power of the gap
    precision : array (n_sessions - 1, 1), of the step over the gap
    """

    active: NDArray[np.bool_]
    entry: NDArray[np.bool_]
    carry: Floats
    precision: Floats

    @classmethod
    def over(cls, present: NDArray[np.bool_], numbers: NDArray[np.int64], persistence: float) -> Walk:
        """Build the prior for states that are present in sessions of these numbers."""
        n_sessions = len(numbers)
        at = np.arange(n_sessions)[:, None]
        first, last = present.argmax(axis=0), n_sessions - 1 - present[::-1].argmax(axis=0)
        active = (at >= first) & (at <= last) & present.any(axis=0)
        carry = persistence ** np.diff(numbers).astype(np.float64)[:, None]
        return cls(active, active & (at == first), carry, 1.0 / (1.0 - carry**2))

    def posterior(self, shift: Floats, precision: Floats) -> tuple[Floats, Floats]:
        """Combine the prior with a likelihood exp(shift * x - precision * x**2 / 2).

        The precision matrix of a state is tridiagonal: one sweep forwards and one back, for all
        states at once.

        Parameters
        ----------
        shift, precision : array (n_sessions, n_states)

        Returns
        -------
        mean, variance : array (n_sessions, n_states), 0 where a state is not active
        """
        n_sessions = len(shift)
        link = (self.active[:-1] & self.active[1:]) * self.precision
        off = -self.carry * link
        diagonal = precision + self.entry
        diagonal[:-1] += self.carry**2 * link
        diagonal[1:] += link
        diagonal[~self.active] = 1.0
        forward, backward = diagonal.copy(), diagonal.copy()
        mean = np.where(self.active, shift, 0.0)
        for t in range(1, n_sessions):
            ratio = off[t - 1] / forward[t - 1]
            forward[t] -= ratio * off[t - 1]
            mean[t] -= ratio * mean[t - 1]
        mean[-1] /= forward[-1]
        for t in range(n_sessions - 2, -1, -1):
            backward[t] -= off[t] ** 2 / backward[t + 1]
            mean[t] = (mean[t] - off[t] * mean[t + 1]) / forward[t]
        variance = np.where(self.active, 1.0 / (forward + backward - diagonal), 0.0)
        return mean, variance
