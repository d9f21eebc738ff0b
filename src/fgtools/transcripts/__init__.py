"""Recordings of every format become turns, speakers become participants."""
