"""Until when a body of an order exists: 'the Task Force shall terminate two years from the date of this order'. Pure.

What such a body must keep doing ends with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tracker.calendars.expressions import Role, find
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon, timing
from tracker.orders.tokens import fold

_ENDS = (Role.ON, Role.UNTIL, None)


@dataclass(frozen=True, slots=True)
class Term:
    """``body``: its name in the folded spelling, without an article; ``last``: its last day."""

    body: str
    last: date


def terms(text: str, language: str, issued_on: date | None, policy: Policy) -> tuple[Term, ...]:
    """The bodies of which a text says until when they exist."""
    out = []
    for found in _said(language).finditer(text if language != "ar" else fold(text)):
        times = find(text[found.start("when") : found.end("when")], language, issued_on, policy)
        last = next((day for t in times[:1] if t.role in _ENDS and (day := _last(t.value)) is not None), None)
        if last is not None and (issued_on is None or last > issued_on):
            out.append(Term(_bare(found["body"]), last))
    return tuple(out)


def until(known: Sequence[Term], addressee: str | None) -> date | None:
    """The last day of the body that is addressed."""
    named = _bare(addressee or "")
    alone = len(known) == 1  # 'the Committee' of an order that ends only the Audit Committee
    for t in known:
        if named and (named == t.body or named.endswith(f" {t.body}") or (alone and t.body.endswith(f" {named}"))):
            return t.last
    return None


def _last(value: str | None) -> date | None:
    return timing.whole_day((value or "").rpartition("/")[2])


def _bare(name: str) -> str:
    words = fold(name).split()
    return " ".join(words[1:] if words[:1] == ["the"] else [words[0].removeprefix("ال"), *words[1:]] if words else [])


@cache
def _said(language: str) -> re.Pattern[str]:
    """The body, that it ends, and when, to the end of the sentence."""
    raw = lexicon.vague("ar" if language == "ar" else "en")
    bodies = "|".join(sorted((re.escape(fold(word)) for word in raw["bodies"]), key=len, reverse=True))
    return re.compile(raw["term"].replace("{bodies}", bodies), re.I)
