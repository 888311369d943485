"""The words of dates and cards, from ``words.toml``, and of an assessment's basis, from ``basis.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str = "words") -> Mapping[str, Any]:
    """The whole lexicon of that name; by default that of the date card."""
    return tomllib.loads(files("tracker.calendars").joinpath(f"{name}.toml").read_text("utf-8"))


def basis_words() -> Mapping[str, Any]:
    """Sentences on where the dates of an assessment come from; ``by``: who or what settled them."""
    return words("basis")
