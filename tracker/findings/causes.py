"""What a library says of a file, for people: known causes in the words of causes.toml, unknown ones quoted."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.model import Text


def cause(words: str) -> Text:
    """Why a file cannot be read, in each language. ``words``: the library's."""
    known = next((one for one in _data()["cause"] if words.startswith(tuple(one["begins"]))), _data()["unknown"])
    return {tag: known[tag].replace("{words}", words) for tag in ("ar", "en")}


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.findings").joinpath("causes.toml").read_text("utf-8"))
