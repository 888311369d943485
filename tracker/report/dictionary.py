"""What each verdict, flag and rate means, read from ``templates/dictionary.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from tracker.model import Text
from tracker.report.strings import templates_directory


@cache
def dictionary() -> Mapping[str, Mapping[str, Text]]:
    """Meanings by section (verdicts, flags, rates) and key."""
    with (templates_directory() / "dictionary.toml").open("rb") as file:
        return tomllib.load(file)
