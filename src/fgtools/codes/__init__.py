"""A codebook is applied to redacted turns, and coders are compared."""
