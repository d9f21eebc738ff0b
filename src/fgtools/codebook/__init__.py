"""Codebooks as people edit them."""
