"""The slow, obvious second implementation of assess, and what is needed to hold it against the first."""
