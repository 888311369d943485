"""The grammar of time: finds the expressions of time in Arabic and English prose and says what they mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.calendars.expressions.records import Kind, Role, TimeExpression

if TYPE_CHECKING:
    from tracker.calendars.profiles import Policy

__all__ = ["Kind", "Role", "TimeExpression", "find"]


def find(text: str, lang: str, anchor: date | None, policy: Policy) -> tuple[TimeExpression, ...]:
    """Every expression of time in ``text``, in the order of the text, never overlapping.

    ``lang`` is a language tag (``ar``, ``en``; regions are ignored); ``anchor`` is the day on which the text speaks
    (None: only what needs no such day gets a value); ``policy`` gives the first day of the week, the weekend and the
    order of day and month in numeric dates. Pure once the lexicons are loaded.
    """
    return ()
