"""Lesson 00: a share of 200 orders, and three ways to miss it."""

from __future__ import annotations

ASSESSED, BAD = 200, 8


def share() -> float:
    """Bad orders divided by assessed orders."""
    return BAD / ASSESSED


def others() -> float:
    """The slip: the orders that were not bad."""
    return 1 - share()


def count_as_percent() -> float:
    """The slip: the number of bad orders, taken for per cent."""
    return BAD / 100


def turned_round() -> float:
    """The slip: the whole divided by the part, taken for per cent."""
    return ASSESSED / BAD / 100
