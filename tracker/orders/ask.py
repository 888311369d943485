"""Questions by their codes; their texts are data."""

from __future__ import annotations

from tracker.model import Question
from tracker.orders import lexicon


def ask(code: str) -> Question:
    """The question of that code, in Arabic and English."""
    return Question(code, lexicon.questions()[code])
