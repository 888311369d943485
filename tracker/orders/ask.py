"""Questions by their codes; their texts are data."""

from __future__ import annotations

from tracker.model import Question
from tracker.orders import lexicon


def ask(code: str, **values: str) -> Question:
    """The question of that code, in Arabic and English, with its values filled in."""
    return Question(code, {tag: text.format_map(values) for tag, text in lexicon.questions()[code].items()})
