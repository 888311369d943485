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
    for known in _causes():
        if words.startswith(tuple(known["begins"])):
            return {"ar": known["ar"], "en": known["en"]}
    return {"ar": f"بعبارة البرنامج القارئ: «{words}»", "en": f"in the words of the program that reads it: “{words}”"}


@cache
def _causes() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(files("tracker.findings").joinpath("causes.toml").read_text("utf-8"))["cause"])
