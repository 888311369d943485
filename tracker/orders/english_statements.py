"""A statement in which somebody orders in his own words: 'I am today directing …', 'the Minister directs as follows:'.

A report tells who ordered what, and its own sentences order nothing; a statement is itself the order. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from tracker.orders import lexicon
from tracker.orders.english_words import listed
from tracker.orders.issuers import empowered

HEADING = 700  # how far down the heading of a statement may stand (code points)


@dataclass(frozen=True, slots=True)
class Statement:
    """``issuer``: whose words they are, where the heading or a formula says so."""

    issuer: str | None


_any = partial(listed, "statements")


@cache
def _headed() -> re.Pattern[str]:
    """'STATEMENT BY THE HONOURABLE MINISTER', 'Remarks of the Governor at the opening of …', 'By the Mayor'."""
    return re.compile(
        rf"^[ \t#*]*(?:(?:[\w’'-]+[ \t]+){{0,4}}?(?:{_any('kinds')})\b[^\n]{{0,60}}?[ \t](?:by|of|from)|by)[ \t]+"
        r"(?:the[ \t]+)?"
        rf"(?P<who>(?:[\w’'&.-]+,?[ \t]+){{0,7}}?(?:{_titles()})\b(?:[ \t]+(?:of|for)[ \t]+(?:the[ \t]+)?[A-Z][\w’'-]*"
        rf"(?:[ \t]+(?:(?:and|of|for)[ \t]+)?(?:the[ \t]+)?[A-Z][\w’'-]*)*)?)",
        re.I | re.M,
    )


def _titles() -> str:
    return "|".join(re.escape(t) for t in sorted(lexicon.english()["titles"]["titles"], key=len, reverse=True))


@cache
def _said() -> re.Pattern[str]:
    """Words by which a report gives back what another said."""
    return re.compile(rf"\b(?:{_any('reported')})\b", re.I)


@cache
def _own() -> re.Pattern[str]:
    """'I am therefore directing', 'my directives are as follows': who orders speaks himself."""
    return re.compile(
        rf"\bI\s+(?:(?:am|do|have|hereby|{_any('between')})\s+){{0,3}}(?:{_any('ordering')})\b"
        rf"|\b(?:my|our)\s+(?:\w+\s+)?(?:{_any('ordered')})\s+(?:is|are)\b|\b(?:{_any('ordered')})\s+(?:is|are)\s+as\s+follows",
    )


def statement(text: str) -> Statement | None:
    """The statement that a text without a letter's head is, None where it tells of what others said."""
    plain = re.sub(r"[“\"][^“”\"]*[”\"]", " ", text)
    if _said().search(plain) is not None:
        return None
    headed = _headed().search(text[:HEADING])
    formula = empowered(text)
    if headed is None and formula is None and _own().search(plain) is None:
        return None
    return Statement(_named(headed) if headed is not None else formula)


def _named(headed: re.Match[str]) -> str:
    """The office without courtesies, in the case of names where the heading is in capitals."""
    words = re.sub(rf"^(?:(?:{_any('courtesies')})[ \t]+)+", "", headed.group("who"), flags=re.I)
    name = re.sub(r"\s+", " ", words)
    if not name.isupper():
        return name
    small = ("of", "the", "and", "for")
    return " ".join(w if w in small else w.capitalize() for w in name.lower().split())
