"""Out to the programs of others and back: REFI-QDA projects and codebooks, Taguette's tags."""
