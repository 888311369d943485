"""Which questions of a draft a correction answers: those leave the obligation, the history keeps them. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.model import Text
from tracker.orders import lexicon
from tracker.review import ask

Said = Mapping[str, str]
"""A question as the YAML of a draft has it: its text by language."""


def left(questions: Sequence[Said], changes: Mapping[str, Any]) -> list[dict[str, str]] | None:
    """The questions that stay after ``changes`` (field -> new value, None where it is taken out); None where all do."""
    given = {code for name, value in changes.items() if value is not None for code in _codes().get(name, ())}
    stay = [question for question in questions if _code(question) not in given]
    return None if len(stay) == len(questions) else [dict(question) for question in stay]


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    raw = tomllib.loads(files("tracker.review").joinpath("answered.toml").read_text("utf-8"))
    return {name: tuple(entry["codes"]) for name, entry in raw.items()}


def _code(question: Said) -> str | None:
    """The code of a question, told by its words; None of one that a reviewer wrote or changed."""
    for code, patterns in _patterns().items():
        if any(tag in patterns and patterns[tag].fullmatch(said) for tag, said in question.items()):
            return code
    return None


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    known: dict[str, Text] = {**lexicon.questions(), **ask.texts()}
    return {code: {tag: _pattern(text) for tag, text in texts.items()} for code, texts in known.items()}


def _pattern(template: str) -> re.Pattern[str]:
    """A text whose places {so} hold any words."""
    parts = re.split(r"\{\w+\}", template)
    return re.compile(".*".join(map(re.escape, parts)), re.S)
