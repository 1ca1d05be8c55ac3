"""What the lessons teach on top of scores and simulated orders: one model a module."""
