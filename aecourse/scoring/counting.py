"""Counting by number, alike wherever Python runs.

In a browser numpy's own whole number has 32 bits, and counting refuses wider ones.
"""

from __future__ import annotations

from typing import Any


def tally(numbers: Any, length: int = 0, weights: Any = None) -> Any:
    """How often each of 0, 1, 2, … stands in *numbers*, or the sum of its *weights*.

    Args:
        numbers: whole numbers from 0 on, of any width.
        length: the answer has at least so many entries.
        weights: one for each of *numbers*.

    Returns:
        An array: counts as 64-bit whole numbers, sums as floats.
    """
    import numpy as np

    found = np.bincount(np.asarray(numbers, dtype=np.intp), weights=weights, minlength=length)
    return found if weights is not None else found.astype(np.int64, copy=False)


def without_gaps(numbers: Any) -> Any:
    """Each of the whole *numbers* (from 0 on) by how many different ones are below it."""
    import numpy as np

    span = int(numbers.max(initial=-1)) + 1
    if span > 4 * len(numbers):  # too few of them stand there for a list of all
        return np.unique(numbers, return_inverse=True)[1]
    return (np.cumsum(tally(numbers, span) > 0) - 1)[numbers]
