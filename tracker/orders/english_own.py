"""Whose day an English period counts from: 'its issuance', 'the date of Resolution No. 41'. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tracker.calendars.expressions import TimeExpression
from tracker.model import Anchor
from tracker.orders.english_words import listed

_BEHIND_MODAL = re.compile(r"\b(?:shall|must|will|may|should|(?:is|are)\s+(?:hereby\s+)?(?:\w+\s+)?to)\b")


@cache
def _paper() -> re.Pattern[str]:
    papers = f"{listed('things', 'papers')}|{listed('head', 'kinds')}"
    between = r"(?:(?!(?:of|this|for|in|to)\b)[\w-]+\s+){0,3}?"
    return re.compile(rf"\b(?P<which>the|an?|such|that|each|this)\s+{between}(?:{papers})\b", re.I)


def of_object(before: str) -> bool:
    """'Comply with the guidance within a year of its issuance': of the guidance, which the clause acts on."""
    named = list(_paper().finditer(_BEHIND_MODAL.split(before, maxsplit=1)[-1]))
    return bool(named) and named[-1]["which"].casefold() != "this"


def of_own_number(text: str, t: TimeExpression, number: str | None) -> TimeExpression:
    """'Within 45 days of the date of Resolution No. 41', in that resolution: from its own day of issue."""
    if number is None or t.anchor is not Anchor.EVENT or t.count is None:
        return t
    papers = listed("head", "kinds")
    named = re.search(
        rf"\b(?:{papers})\s+(?:(?:no|number)\.?\s*)?{re.escape(number)}(?![\w/-])",
        text[t.span[0] : t.span[1] + len(number) + 8],
        re.I,
    )
    return t if named is None else replace(t, anchor=Anchor.ISSUE, anchor_ref=None)
