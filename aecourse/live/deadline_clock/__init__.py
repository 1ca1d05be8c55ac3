"""When an order's time runs out: a payment, a rule, and the days that count."""
