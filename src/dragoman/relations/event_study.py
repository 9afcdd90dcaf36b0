"""What a series did around many events of one kind, beside what it did around dates that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from dragoman.model.errors import InputError
from dragoman.relations.joint import Floats
from dragoman.relations.known import known_series

__all__ = ["EventStudy", "event_study"]


@dataclass(frozen=True, slots=True)
class EventStudy:
    """A series around events.

    Attributes
    ----------
    profile : polars.DataFrame
        One row for each period relative to the events, `when` from -`before` - `gap` to `after` + `gap`:
        `mean` over events, less the mean of the window before; and `low`, `high`, between which that
        share of placebo dates lies, each period by itself.
    before, after : float
        Mean level of the windows over all events.
    events : tuple of int
        The events that are used: their windows lie inside the series.
    left_out : tuple of int
        Those whose windows do not.
    placebos : array (n_placebos,)
        The change at the events moved along the series, all by the same number of periods.
    p : float
        Share of placements, the true one included, with at least as large a change in either direction.
    """

    profile: pl.DataFrame
    before: float
    after: float
    events: tuple[int, ...]
    left_out: tuple[int, ...]
    placebos: Floats
    p: float

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before


def event_study(
    values: ArrayLike,
    events: Sequence[int],
    *,
    before: int = 6,
    after: int = 6,
    gap: int = 0,
    level: float = 0.95,
) -> EventStudy:
    r"""Average a series around events, and ask how often moved events would show as much.

    .. math:: \Delta = \frac{1}{|E|} \sum_{e \in E} \left( \bar y_{e+g+1 \ldots e+g+a}
        - \bar y_{e-g-b \ldots e-g-1} \right)

    compared with the same for E + s, for every shift s along the series closed to a ring.  Moving all
    events together keeps how they cluster, and leaves the inertia of the series as it is.

    Parameters
    ----------
    values : array (n,), equally spaced, all known
    events : sequence of int
        Indices of the events' periods; one that stands there twice counts twice.
    before, after : int
        Lengths of the windows; the event's own period belongs to neither.
    gap : int
        Periods left out on each side, for what was foreseen or slow.
    level : float
        Share of placebos between `low` and `high`.

    Returns
    -------
    EventStudy

    Raises
    ------
    InputError
        If no event's windows fit, or fewer than 19 shifts lie clear of the true dates' windows.

    Notes
    -----
    It shows what went with the events, not what they caused: both may answer a third thing.  A trend
    through the whole series meets its own end on the ring and makes the test cautious; take differences
    or divide into phases first.

    References
    ----------
    MacKinlay, A. C. (1997): Event studies in economics and finance. Journal of Economic Literature 35
    (1), 13-39, for the design; Besag, J., and P. J. Diggle (1977): Simple Monte Carlo tests for spatial
    pattern. Applied Statistics 26 (3), 327-333, for shifting one pattern along the other.

    Examples
    --------
    >>> values = ([0, 1, 0, 1] * 10 + [3, 4, 3]) * 3
    >>> found = event_study(values, [39, 82], before=3, after=3)
    >>> round(found.change, 2), found.left_out
    (2.67, ())
    """
    series = known_series(values)
    n = len(series)
    if before < 1 or after < 1 or gap < 0:
        raise InputError("before and after must be at least 1, gap at least 0.")
    if not 0 < level < 1:
        raise InputError(f"level={level} must lie between 0 and 1.")
    strange = [event for event in events if not 0 <= event < n]
    if strange:
        raise InputError(f"Event {strange[0]} lies outside of the series, whose periods are 0 to {n - 1}.")
    reach_back, reach = before + gap, after + gap
    used = tuple(sorted(e for e in events if e - reach_back >= 0 and e + reach < n))
    out = tuple(sorted(e for e in events if e - reach_back < 0 or e + reach >= n))
    if not used:
        raise InputError(
            f"None of the {len(events)} events has {reach_back} periods before and {reach} after it "
            f"in a series of {n}. Take shorter windows."
        )
    # Mean over events of the series moved by s, for every s: all placements on the ring at once.
    mean = np.stack([np.roll(series, -event) for event in used]).mean(axis=0)
    lags = np.arange(-reach_back, reach + 1)
    around: Floats = mean[(np.arange(n)[:, None] + lags[None, :]) % n]  # (shift, lag)
    earlier = around[:, :before].mean(axis=1)
    later = around[:, -after:].mean(axis=1)
    shifts = np.arange(n)
    clear = np.minimum(shifts, n - shifts) > reach_back + reach
    if clear.sum() < 19:
        raise InputError(
            f"Only {int(clear.sum())} shifts of the events lie clear of their windows; at least 19 are "
            "needed to judge a change. Take shorter windows or a longer series."
        )
    change = later - earlier
    placebos = change[clear]
    scale = 1e-9 * max(1.0, float(np.abs(change).max()))
    as_large = int((np.abs(placebos) >= abs(float(change[0])) - scale).sum())
    edges = np.quantile((around - earlier[:, None])[clear], [(1 - level) / 2, (1 + level) / 2], axis=0)
    return EventStudy(
        profile=_profile(lags, around[0] - earlier[0], edges),
        before=float(earlier[0]),
        after=float(later[0]),
        events=used,
        left_out=out,
        placebos=placebos,
        p=(1 + as_large) / (1 + len(placebos)),
    )


def _profile(lags: NDArray[np.int64], mean: Floats, edges: Floats) -> pl.DataFrame:
    return pl.DataFrame({"when": lags, "mean": mean, "low": edges[0], "high": edges[1]})
