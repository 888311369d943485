"""Questions of this room by their codes; their texts are data (questions.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tracker.model import Question, Text


@cache
def texts() -> Mapping[str, Text]:
    """Code -> its text by language, with places to be filled in."""
    return tomllib.loads(files("tracker.review").joinpath("questions.toml").read_text("utf-8"))


def ask(code: str, **values: str) -> Question:
    """The question of that code with its values filled in. KeyError for an unknown one."""
    return Question(code, {tag: text.format_map(values) for tag, text in texts()[code].items()})
