"""Quotes are chosen, and guarded against disclosure."""
