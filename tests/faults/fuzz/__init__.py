"""Damaged, hostile and odd files against the readers: ``python -m tests.faults.fuzz`` (docs/results/fuzz.md)."""
