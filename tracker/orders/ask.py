"""Questions by their codes; their texts are data."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Question, Text
from tracker.orders import lexicon


def ask(code: str, **values: str | Text) -> Question:
    """The question of that code, in Arabic and English, with its values filled in, those that are texts in each."""
    texts = lexicon.questions()[code]
    return Question(code, {tag: text.format_map(_in(tag, values)) for tag, text in texts.items()})


def _in(tag: str, values: Mapping[str, str | Text]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[tag] for name, value in values.items()}
