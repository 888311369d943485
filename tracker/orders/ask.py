"""Questions by their codes; their texts are data."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Question, Text
from tracker.orders import lexicon


def ask(code: str, **values: str | Text) -> Question:
    """The question of that code, in Arabic and English, with its values filled in; a text in its own language."""
    return Question(code, {tag: text.format_map(_in(values, tag)) for tag, text in lexicon.questions()[code].items()})


def _in(values: Mapping[str, str | Text], tag: str) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[tag] for name, value in values.items()}
