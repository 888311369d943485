"""The room's words: what its workbooks say (texts.toml), and what offices write into lists and cells (words.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.followup.folding import fold
from tracker.model import Modality, Pattern, Strength, Text
from tracker.wording import MODALITIES, PATTERNS, STRENGTHS

ENUMS: Mapping[str, Mapping[Any, Text]] = {"modality": MODALITIES, "strength": STRENGTHS, "pattern": PATTERNS}
"""The fields that are chosen from a list, with the words for their values."""
KINDS: Mapping[str, type] = {"modality": Modality, "strength": Strength, "pattern": Pattern}


@cache
def texts() -> Mapping[str, Any]:
    return _data("texts")


@cache
def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.review").joinpath(f"{name}.toml").read_text("utf-8"))


def both(text: Text, languages: Sequence[str], between: str = "\n") -> str:
    """A text in each of the project's languages."""
    return between.join(dict.fromkeys(text[tag] for tag in languages if text.get(tag))) or next(iter(text.values()), "")


def said(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")


def options(field: str, language: str) -> list[str]:
    """What the drop-down list of a field offers."""
    table: Iterable[Text]
    if field in ENUMS:
        table = ENUMS[field].values()
    else:
        table = texts()["decisions" if field == "decision" else "answers"].values()
    return [said(text, language) for text in table]


def chosen(field: str, value: str) -> str | None:
    """The value that a cell names, in any language or by its own name; None where it names none."""
    wanted = fold(value)
    if field in ENUMS:
        named = [(str(key), text) for key, text in ENUMS[field].items()]
    else:
        named = list(texts()["decisions" if field == "decision" else "answers"].items())
    return next((key for key, text in named if wanted in {fold(key), *map(fold, text.values())}), None)


def removes(value: str) -> bool:
    """Whether a cell takes its field away."""
    return fold(value) in {fold(word) for word in texts()["remove"].values()}


@cache
def word_lists(part: str) -> Mapping[str, frozenset[str]]:
    """The folded words of one part of words.toml, by kind."""
    return {kind: frozenset(map(fold, words)) - {""} for kind, words in _data("words")[part].items()}


def list_words() -> Mapping[str, Sequence[str]]:
    """What offices call the columns of their lists, and the words of headings that are passed over."""
    return _data("list")
