"""Turn recorded focus groups into anonymised evidence."""

__version__ = "0.1.0"
