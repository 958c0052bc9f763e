"""Paired bootstrap: is one model better than another on the same records, beyond the luck of which people were drawn?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Interval:
    """A difference measured on all records, and the bounds that hold 95 % of the resampled differences."""

    difference: float
    low: float
    high: float

    @property
    def above_zero(self) -> bool:
        return self.low > 0


def paired(difference: Callable[[np.ndarray], float], groups: np.ndarray, resamples: int = 2_000, seed: int = 1) -> Interval:
    """Resamples whole groups (people), with replacement, since one person's records resemble each other (Efron and Tibshirani 1993).

    `difference` takes row numbers and returns first minus second on them; both models are measured on the same rows.
    """
    rng = np.random.default_rng(seed)
    _, member = np.unique(groups, return_inverse=True)
    order = np.argsort(member, kind="stable")
    rows = np.split(order, np.cumsum(np.bincount(member))[:-1])
    values = [difference(np.concatenate([rows[g] for g in rng.integers(0, len(rows), len(rows))])) for _ in range(resamples)]
    low, high = np.percentile(values, (2.5, 97.5))
    return Interval(difference(np.arange(len(groups))), float(low), float(high))
