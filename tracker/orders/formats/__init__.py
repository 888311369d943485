"""Kinds of files, each turned into plain text with the places of its pages. Read by ``tracker.orders.documents``."""
