"""A time line from 2015 to 2024: the same store judged by the rules in force that day."""
