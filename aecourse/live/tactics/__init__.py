"""Improvement tactics side by side, order by order against the same luck."""
