"""The words of dates and cards, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> Mapping[str, Any]:
    """The whole lexicon of the date card."""
    return tomllib.loads(files("tracker.calendars").joinpath("words.toml").read_text("utf-8"))
