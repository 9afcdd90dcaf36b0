"""Cycles that contradict every division into camps; those without a common tie bound frustration."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import numpy as np

from dragoman.relations.joint import Floats

__all__ = ["disjoint_bad_cycles"]

_LENGTHS = (3, 4, 5, 6, 8, 12)


def disjoint_bad_cycles(signs: Floats, *, strict: bool, enough: int) -> int:
    """Count bad cycles that share no tie, short ones first.

    Parameters
    ----------
    signs : array (n, n)
    strict : bool
        Bad is an odd number of negative ties, else exactly one.
    enough : int
        Stop there.

    Returns
    -------
    int, a lower bound of the frustration index
    """
    left = [{int(j): int(signs[i, j]) for j in np.flatnonzero(signs[i])} for i in range(len(signs))]
    found = 0
    for length in (*_LENGTHS, len(signs) + 1):
        for node in range(len(left)):
            while found < enough:
                walk = _walk(left, node, length, strict=strict)
                if walk is None:
                    break
                for a, b in pairwise(walk):
                    left[a].pop(b, None)
                    left[b].pop(a, None)
                found += 1
    return found


def _walk(left: list[dict[int, int]], root: int, longest: int, *, strict: bool) -> list[int] | None:
    """Return the shortest closed walk from a node with a bad number of negative ties."""
    came: dict[tuple[int, int], tuple[int, int]] = {}
    depth = {(root, 0): 0}
    queue = deque([(root, 0)])
    while queue:
        state = queue.popleft()
        node, odd = state
        if depth[state] == longest:
            return None
        for other, sign in left[node].items():
            if sign < 0 and odd and not strict:
                continue
            step = (other, odd ^ (sign < 0))
            if step in depth:
                continue
            depth[step] = depth[state] + 1
            came[step] = state
            if step == (root, 1):
                walk = [root]
                while step != (root, 0):
                    step = came[step]
                    walk.append(step[0])
                return walk
            queue.append(step)
    return None
