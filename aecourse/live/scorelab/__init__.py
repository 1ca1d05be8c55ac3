"""One store, one day, one regime: move a lever and see scores, items and orders respond."""
