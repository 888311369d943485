"""The words of dates and cards, from ``words.toml``, and of an assessment's basis, from ``basis.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.model import Text


@cache
def words(name: str = "words") -> Mapping[str, Any]:
    """The whole lexicon of that name; by default that of the date card."""
    return tomllib.loads(files("tracker.calendars").joinpath(f"{name}.toml").read_text("utf-8"))


def basis_words() -> Mapping[str, Any]:
    """Sentences on where the dates of an assessment come from; ``by``: who or what settled them."""
    return words("basis")


def fault_text(key: str, /, **values: object) -> Text:
    """Why a deadline or a recurrence cannot be counted."""
    return {tag: text.format(**values) for tag, text in words()["faults"][key].items()}
