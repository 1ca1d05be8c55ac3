"""What the headings of an own export mean: guessed, corrected by choosing, saved as a mapping."""
