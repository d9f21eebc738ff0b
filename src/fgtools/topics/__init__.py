"""What was said beyond the codebook."""
