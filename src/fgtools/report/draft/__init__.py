"""The check of a draft report: its figures, its counts of people, its quotes."""
