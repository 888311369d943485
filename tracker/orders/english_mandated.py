"""'I direct that the order be filed and that notice be given', 'Moved by X that Y issue …': the subjunctive. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.model import Strength
from tracker.orders import lexicon
from tracker.orders.english_acts import doer_of_passive
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_phrases import adjunct, read_clause
from tracker.orders.english_series import by_verb
from tracker.orders.english_words import any_of, listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_AND_THAT = re.compile(r"[,;]?\s+and\s+that\s+")
_TOLD = re.compile(
    r"be\s+(?:\w+ly\s+)?(?:directed|required|instructed|ordered|asked|requested|authori[sz]ed\s+and\s+directed)\s+to\b"
)


@cache
def _mandating() -> re.Pattern[str]:
    """'I further direct that', 'we order that'."""
    adverbs, verbs = listed("modals", "adverbs"), listed("modals", "direct")
    return re.compile(
        rf"\b(?:I|(?-i:We))\s+(?:(?:{adverbs})\s+)*(?P<verb>{verbs})\s+that\s+",
        re.I,
    )


@cache
def _moving() -> re.Pattern[str]:
    """'Moved by Trustee Okafor, seconded by Trustee Sandhu, that', before what a meeting votes on."""
    return re.compile(
        r"(?:^|(?<=\s))(?P<verb>moved)\s+(?:by\s+)?[^;:.]{2,60}?(?:,?\s+(?:and\s+)?seconded\s+(?:by\s+)?[^;:.]{2,60}?)?,?\s+that\s+",
        re.I,
    )


_CARRIED = re.compile(
    r"(?P<end>[.,;:]?\s*[(\[—–-]*\s*)(?:motion\s+|unanimously\s+)?(?P<vote>CARRIED|Carried|ADOPTED|PASSED|Passed)\b"
)


def moved(text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]) -> list[Clause]:
    """What a motion that was carried orders; a motion that was lost or put off orders nothing."""
    found = _moving().search(text, start, end)
    vote = _CARRIED.search(text, found.end(), min(len(text), end + 24)) if found is not None else None
    if found is None or vote is None or "\n\n" in text[found.end() : vote.start()]:
        return []
    stop = min(vote.start(), end)
    return _thats(text, found.start(), found.end(), stop, found["verb"], Strength.ORDER, times, words)


def mandated(
    text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> list[Clause]:
    """A clause for each 'that' which 'I direct' governs."""
    found = _mandating().search(text, start, end)
    if found is None:
        return []
    strength = Strength.EXHORTATION if found["verb"].casefold() in words["modals"]["urge"] else Strength.ORDER
    return _thats(text, found.start(), found.end(), end, found["verb"], strength, times, words)


def _thats(
    text: str,
    begin: int,
    after: int,
    end: int,
    verb: str,
    strength: Strength,
    times: Sequence[TimeExpression],
    words: Mapping[str, Any],
) -> list[Clause]:
    """``begin``: where the verb of ordering stands; ``after``: where its first 'that' ends."""
    out: list[Clause] = []
    first, said = begin, after
    for stop, following in [*((m.start(), m.end()) for m in _AND_THAT.finditer(text, after, end)), (end, end)]:
        place = trim(text, first, stop, ";,.: ")
        if place is not None:
            out += _one(text, place, said, verb, strength, times, words)
        first = said = following
    return out


def _one(
    text: str,
    place: Span,
    said: int,
    verb: str,
    strength: Strength,
    times: Sequence[TimeExpression],
    words: Mapping[str, Any],
) -> list[Clause]:
    """``said``: where what is to be begins."""
    head = re.match(r"[^,;]{3,80},\s+", text[said : place[1]])
    said += head.end() if head is not None and adjunct().match(head.group()) is not None else 0
    act = _act(text, said, place[1])
    if act is None or re.search(rf"\b(?:{listed('grammar', 'finite')})\b", act["who"]) is not None:
        return []
    who = re.sub(r"^(?:the|all\s+the)\s+", "", act["who"].strip(), flags=re.I)
    negative = act["not"] is not None or act["who"].lower().startswith("no ")
    told = _TOLD.match(text, act.start("act"), place[1])
    content = told.end() if told is not None else act.start("act")
    undergoes = told is None and act["act"].startswith("be ")
    doer = doer_of_passive(text, content, place[1], words, times) if undergoes else who
    clause = read_clause(text, place, content, verb, doer, negative, strength, words)
    clause = replace(clause, undergoes=who if undergoes else None, lead_in=place[0] < said)
    return [part for piece in by_deadline(text, clause, times) for part in by_verb(text, piece, times, thing=undergoes)]


def _act(text: str, start: int, end: int) -> re.Match[str] | None:
    """The verb after 'that X': 'be done' wherever it stands, else a verb without an ending."""
    verbs = _verbs()
    passive = r"(?P<who>[^,;:.]{3,160}?)\s+(?P<not>not\s+)?(?P<act>be\s+(?:\w+ly\s+)?\w+)\b"
    active = (
        rf"(?P<who>(?:the|all|each|every|no|[A-Z])[^,;:.]{{2,100}}?)\s+(?P<not>not\s+)?(?P<act>(?:{verbs}))\s+(?=\w)"
    )
    return re.compile(passive).match(text, start, end) or re.compile(active).match(text, start, end)


@cache
def _verbs() -> str:
    verbs = lexicon.english()["verbs"]
    return any_of([verb for group in ("boundary", "imperative", "plain", "others") for verb in verbs[group]])
