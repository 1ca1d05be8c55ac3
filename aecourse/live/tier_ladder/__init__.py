"""Tiers, turnover and traffic, and the loop from score to exposure to tier, month by month."""
