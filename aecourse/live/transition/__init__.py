"""From price war to brand: a market whose buyers cannot tell quality, with and without a fee."""
