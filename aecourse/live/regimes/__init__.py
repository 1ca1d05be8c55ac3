"""A time line from 2015 to today: the same store judged by the rules in force that day."""
