"""Orders, a regime and a date to metrics, verdicts and the very orders behind them."""
