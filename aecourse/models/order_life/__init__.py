"""One order as moments on a line: lives to begin with, moves of the hand, the clocks that run."""
