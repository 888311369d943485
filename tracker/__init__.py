"""tracker: from orders given in speech or letter to dated, reported and judged duties."""

__version__ = "0.1.0"
