"""'I should be grateful if you would …', 'please let me have …': what an English letter asks for politely. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Strength
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_phrases import read_clause
from tracker.orders.english_series import by_verb
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause

_LIMITS = (Role.BY, Role.BEFORE, Role.WITHIN, Role.EVERY, Role.ASAP, Role.IMMEDIATELY)


_any = partial(listed, "requests")


@cache
def _if_you() -> re.Pattern[str]:
    """'I would be grateful if you could kindly nominate …': who is asked, and for what."""
    return re.compile(
        rf"\W*(?:[\w’'-]+\s+){{0,4}}?(?:{_any('grateful')})\s+(?:it\s+)?if\s+(?:the\s+)?(?P<who>[^,;.]{{2,80}}?)\s+"
        rf"(?P<verb>would|could|can|will|might)\s+(?:(?:kindly|please|also|then)\s+)*(?P<not>not\s+)?(?=[a-z])",
        re.I,
    )


@cache
def _for_something() -> re.Pattern[str]:
    """'I would appreciate your comments by …', 'let me have your figures', 'your reply is requested by …'."""
    return re.compile(
        rf"\W*(?:(?:[\w’'-]+\s+){{0,4}}?(?P<verb>{_any('grateful')})\s+(?:(?:for|to\s+(?:receive|have)|receiving|having)\s+)?"
        rf"(?P<what>(?:your|the|an?|any|all)\s)"
        rf"|(?:please|kindly)\s+(?P<let>let\s+(?:me|us|this\s+\w+)\s+have)\s+(?P<had>\S)"
        rf"|(?:I|we)\s+(?:also\s+)?(?P<want>expect|want|need|require)\s+(?P<wanted>(?:an?|the|your|all|every)\s+"
        rf"(?:[\w-]+\s+){{0,3}}?(?:{listed('things', 'papers')}))\b"
        rf"|(?P<own>your\s+[^,;.]{{3,60}}?)\s+(?:is|are|will\s+be)\s+(?:\w+ly\s+)?(?P<asked>{_any('awaited')})\b)",
        re.I,
    )


def requests(
    text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> list[Clause]:
    """What a sentence of a letter asks of whoever it is sent to. A thing is asked for only with a time."""
    place = trim(text, start, end, ";,.: ")
    if place is None:
        return []
    found = _if_you().match(text, *place)
    if found is not None:
        asked = re.match(r"[a-z]+", text[found.end() : place[1]])
        if asked is None or asked.group() in words["subjects"]["polite"]:
            return []  # 'I would be grateful if you could bear with us'
        clause = read_clause(
            text, place, found.end(), found["verb"], found["who"], found["not"] is not None, Strength.ORDER, words
        )
        return [part for piece in by_deadline(text, clause, times) for part in by_verb(text, piece, times)]
    found = _for_something().match(text, *place)
    limited = found is not None and any(t.role in _LIMITS and found.end() <= t.span[0] < place[1] for t in times)
    if found is None or not (limited or found["let"]):
        return []
    verb, content = next((found[name], at) for name, at in _parts(found) if found[name])
    clause = read_clause(text, place, content, verb, None, False, Strength.ORDER, words)
    return by_deadline(text, clause, times)


def _parts(found: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """The verb of each way to ask, and where what it asks for begins."""
    return (
        ("verb", found.start("what")),
        ("let", found.start("had")),
        ("want", found.start("wanted")),
        ("asked", found.start("own")),
    )
