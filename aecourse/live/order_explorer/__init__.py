"""One order as a line of moments: drag one and see which clocks and rules it now meets."""
