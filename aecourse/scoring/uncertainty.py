"""How sure a rate from few orders is."""

from __future__ import annotations

from typing import Any

from ..base.errors import CourseError, brief

Z_95 = 1.959963984540054  # the standard normal quantile that leaves 2.5 % on either side


def wilson(numerator: Any, denominator: Any, z: float = Z_95) -> tuple[Any, Any]:
    """The Wilson score interval of a share, ``(low, high)``; arrays or numbers alike.

    Unlike the textbook interval it stays inside 0 to 1 and says something sensible at 0 of n.
    Where the denominator is 0 both ends are NaN.

    It also serves a mean of 1 to 5 stars brought to that scale, (mean - 1) / 4: a rating between the
    ends varies less than an all-or-nothing one, so the interval is never too narrow.

    Source: E. B. Wilson, JASA 22 (1927) 209-212.
    """
    import numpy as np

    try:
        k, n, width = (np.asarray(one, dtype=float) for one in (numerator, denominator, z))
    except (TypeError, ValueError):
        told = ", ".join(map(brief, (numerator, denominator, z)))
        raise CourseError(
            f"wilson takes two counts, such as wilson(2, 17), not {told}",
            f"wilson 需要两个数量，例如 wilson(2, 17)，而不是 {told}",
        ) from None
    with np.errstate(divide="ignore", invalid="ignore"):
        share = k / n
        centre = (share + width * width / (2 * n)) / (1 + width * width / n)
        half = width / (1 + width * width / n) * np.sqrt(share * (1 - share) / n + width * width / (4 * n * n))
    # at 0 of n and n of n the end is exact; rounding must not push it past the share itself
    return np.clip(np.minimum(centre - half, share), 0, 1), np.clip(np.maximum(centre + half, share), 0, 1)
