"""A seller's own numbers under every rule in force on a day."""
