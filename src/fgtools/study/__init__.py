"""The study on disk: its settings, its database, its chain of stages."""
