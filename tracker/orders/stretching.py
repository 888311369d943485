"""Whether an extension names the whole new period ('to twenty days') or so much more ('by ten days'). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from tracker.calendars.expressions import Role, TimeExpression
from tracker.orders import lexicon
from tracker.orders.tokens import tokenise
from tracker.orders.wordlists import words

BACK = 5
"""So many words before a period are looked at, as long as they lead to it ('to a total of')."""
BEHIND = 2
"""So many words after it may say that it is more ('ten days more')."""
TO_IT = "ل"
"""Written together with an Arabic number: 'for twenty days'."""


class Length(Enum):
    """``UNCLEAR``: the words can be understood as either."""

    WHOLE = "whole"
    MORE = "more"
    UNCLEAR = "unclear"


def chosen(clause: str, times: Sequence[TimeExpression], language: str) -> tuple[TimeExpression, Length] | None:
    """Of the periods in a clause that extends a term, the one that it sets, and how it is meant; None where there is
    none. 'From ten days to twenty': the whole one goes before what stood until now."""
    found = [(t, length(clause, t, language)) for t in times if t.count is not None and t.unit is not None]
    return next((one for one in found if one[1] is Length.WHOLE), found[0] if found else None)


def length(clause: str, t: TimeExpression, language: str) -> Length:
    raw = lexicon.changes(language)["lengths"]
    lead, more, to, by, toward = (words(raw[key]) for key in ("lead", "more", "to", "by", "toward"))
    inside = [token.form for token in tokenise(clause, t.span[0], t.span[1])]
    opening = next((n for n, form in enumerate(inside) if form not in lead | to | by | toward), len(inside))
    before = [token.form for token in tokenise(clause, 0, t.span[0])][-BACK:] + inside[:opening]
    after = [token.form for token in tokenise(clause, t.span[1])][:BEHIND]
    if more & {*inside, *after}:
        return Length.MORE
    unclear = False
    for form in reversed(before):
        if form in more or form in by:
            return Length.MORE
        if form in to:
            return Length.WHOLE
        if form in toward:
            unclear = True
        elif form not in lead:
            break
    if unclear or (language == "ar" and _toward_number(clause, t)):
        return Length.UNCLEAR
    return Length.WHOLE if t.role is Role.WITHIN else Length.MORE


def _toward_number(clause: str, t: TimeExpression) -> bool:
    """'لعشرين', 'لأسبوعين': the letter belongs to no name of a number or of a unit."""
    return t.text.startswith(TO_IT) or clause[: t.span[0]].endswith(TO_IT)


def without_more(clause: str, language: str) -> str:
    """The clause with the words for 'more' blanked out that stand between a number and its unit ('ten more days')."""
    marks = "|".join(map(re.escape, lexicon.changes(language)["lengths"]["between"]))
    if not marks:
        return clause
    return re.sub(rf"(?<=\s)(?:{marks})(?=\s)", lambda found: " " * len(found[0]), clause, flags=re.I)
