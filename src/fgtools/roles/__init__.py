"""Who said it: comparison of roles, and of any other grouping."""
