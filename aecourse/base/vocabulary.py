"""The words that several rooms share: categories, grades, the ends of a dispute, months, days of the week."""

from __future__ import annotations

from .tables import texts

CATEGORY_NAMES = texts(__file__)["categories"]
CATEGORIES: tuple[str, ...] = tuple(CATEGORY_NAMES)
"""The category groups of the order table."""

GRADES = ("excellent", "good", "pass", "fail")
"""What a month ends in, from best to worst."""

DISPUTE_ENDS = ("withdrawn", "settled", "seller_timeout", "arbitration")
"""How a dispute ends."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
