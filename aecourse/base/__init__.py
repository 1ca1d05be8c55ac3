"""What every room stands on: words in two languages, errors that teach, bounded numbers."""
