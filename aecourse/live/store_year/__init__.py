"""A game of twelve months: decide, live with the check days, see what decided the year."""
