"""How sure a rate from few orders is."""

from __future__ import annotations

from typing import Any

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

    n = np.asarray(denominator, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.asarray(numerator, dtype=float) / n
        centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # at 0 of n and n of n the end is exact; rounding must not push it past the share itself
    return np.clip(np.minimum(centre - half, share), 0, 1), np.clip(np.maximum(centre + half, share), 0, 1)
