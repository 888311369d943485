"""Two limits of one clause: 'within 90 days but not later than 15 July', 'by 20 June, whichever is later'. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from itertools import pairwise

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.model import Anchor, Deadline, DeadlineKind, Modality, Pattern
from tracker.orders import lexicon, timing
from tracker.orders.ask import ask
from tracker.orders.records import Clause
from tracker.orders.timing import Timed
from tracker.orders.tokens import fold

AHEAD = 80
"""So many letters after the second limit may hold 'whichever is later'."""
_ROLES = (Role.WITHIN, Role.BY, Role.BEFORE, Role.ON)
_LIMITS = (DeadlineKind.WITHIN, DeadlineKind.ON)
_LANGUAGES = ("ar", "en")


_OF_THE = re.compile(
    r"\bthe\s+(?P<which>earlier|sooner|later)\s+of\s*:?\s*(?:the\s+)?$", re.I
)  # 'the earlier of A and B'
_OR_OF = re.compile(r"\bor\s+(?:of|from|after)\s.*", re.S)


class Relation(Enum):
    """Which of two limits holds; ``UNSAID``: the words do not say it."""

    EARLIER = "earlier"
    LATER = "later"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language sets one limit against another; all patterns match folded text."""

    ceiling: re.Pattern[str]
    or_else: re.Pattern[str]
    earlier: re.Pattern[str]
    later: re.Pattern[str]
    or_from: re.Pattern[str]


def settled(
    text: str,
    own: Sequence[TimeExpression],
    clause: Clause,
    timed: Timed,
    issued_on: date | None,
    due: Callable[[Deadline], date | None],
) -> Timed:
    """A reading whose clause sets a second limit: with the one of the two that holds, or with a question. ``due``: the
    day of a deadline, where it is known."""
    first = timed.deadline
    if clause.modality is not Modality.OBLIGATION or first.kind not in _LIMITS or first.span is None:
        return timed
    found = _beside(text, own)
    if found is None:
        return _or_from(text, timed)
    relation, pair = found
    if first.span not in (t.span for t in pair):
        return timed
    said = next(t for t in pair if t.span != first.span)
    other = timing.read([said], clause, issued_on)
    if other.deadline.kind not in _LIMITS:
        return timed
    if relation is Relation.UNSAID or timed.pattern not in (Pattern.ACHIEVEMENT, other.pattern):
        return _asking(timed, "limit-several", said.text)
    return _held(timed, other, relation, due)


def _held(timed: Timed, other: Timed, relation: Relation, due: Callable[[Deadline], date | None]) -> Timed:
    """Of two limits the one that holds; where a day is not known, what can be said of it and a question."""
    days = due(timed.deadline), due(other.deadline)
    code = f"limit-{relation.value}"
    if days[0] is None or days[1] is None:
        # The known day is the last of all where the earlier one holds; of the later one nothing is known yet.
        kept = (days[0] is not None) == (relation is Relation.EARLIER)
        if days[0] is None and days[1] is None:
            kept = True
        one, left = (timed, other) if kept else (other, timed)
        return _asking(_with(timed, one), code, left.deadline.phrase or "")
    later = days[1] > days[0]
    return timed if later == (relation is Relation.EARLIER) else _with(timed, other)


def _with(timed: Timed, one: Timed) -> Timed:
    """The reading with the deadline of one of the two limits, and what is asked about it."""
    if one is timed:
        return timed
    counted = ask("anchor-assumed")
    kept = tuple(q for q in timed.questions if q != counted)
    asked = tuple(q for q in one.questions if q not in kept)
    return replace(timed, deadline=one.deadline, pattern=one.pattern, questions=(*kept, *asked), explicit=True)


def _asking(timed: Timed, code: str, words: str) -> Timed:
    return replace(timed, questions=(*timed.questions, ask(code, words=" ".join(words.split()))))


def _beside(text: str, own: Sequence[TimeExpression]) -> tuple[Relation, tuple[TimeExpression, ...]] | None:
    """The first two limits that stand side by side, and which of them holds."""
    for one, other in pairwise(own):
        said = _OF_THE.search(text, max(0, one.span[0] - AHEAD), one.span[0])
        if said is not None and text[one.span[1] : other.span[0]].strip() in ("and", "or"):
            return Relation.LATER if said["which"].casefold() == "later" else Relation.EARLIER, (one, other)
    limits = sorted((t for t in own if _limits(t)), key=lambda t: t.span)
    for one, other in pairwise(limits):
        relation = _relation(text, one, other)
        if relation is not None:
            return relation, (one, other)
    return None


def together(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether nothing but the words of a last day stands between two limits: both are of one thing to be done."""
    return _relation(text, one, other) is not None


def _limits(t: TimeExpression) -> bool:
    if t.count is not None and t.unit is not None:
        return t.role in _ROLES
    return t.kind in (Kind.DATE, Kind.RANGE) and t.value is not None and t.role in _ROLES


def _relation(text: str, one: TimeExpression, other: TimeExpression) -> Relation | None:
    between = " ".join(fold(text[one.span[1] : other.span[0]]).replace(",", " ").replace("،", " ").split())
    after = " ".join(fold(text[other.span[1] : other.span[1] + AHEAD]).split())
    for words in map(_words, _LANGUAGES):
        beside = words.ceiling.fullmatch(between) or words.or_else.fullmatch(between)
        if beside is None:
            continue
        if words.earlier.match(after):
            return Relation.EARLIER
        if words.later.match(after):
            return Relation.LATER
        last = other.role in (Role.BY, Role.BEFORE) or (other.count is not None and between != "")
        if words.or_else.fullmatch(between) or not last:
            return Relation.UNSAID if between else None
        return Relation.EARLIER
    return None


def _or_from(text: str, timed: Timed) -> Timed:
    """'Of their being told, or of the publication': a second day from which it may count."""
    deadline = timed.deadline
    if deadline.kind is not DeadlineKind.WITHIN or deadline.span is None or deadline.anchor is Anchor.OBLIGATION:
        return timed
    inside = _OR_OF.search(deadline.phrase or "")
    if inside is not None:
        return _asking(timed, "limit-several", inside.group())
    after = text[deadline.span[1] : deadline.span[1] + AHEAD]
    found = next((m for words in map(_words, _LANGUAGES) if (m := words.or_from.match(fold(after)))), None)
    return timed if found is None else _asking(timed, "limit-several", after.strip()[: found.end()].rstrip(" ,،."))


@cache
def _words(language: str) -> _Words:
    raw = lexicon.vague(language)
    listed = {
        name: "|".join(sorted((re.escape(fold(word)) for word in raw[name]), key=len, reverse=True))
        for name in ("ceiling", "or_else", "earlier", "later")
    }
    lead = rf"[\s,،(]*{raw['whichever']}\s+"
    return _Words(
        ceiling=re.compile(rf"(?:(?:{listed['ceiling']})\s*)*"),
        or_else=re.compile(rf"(?:{listed['or_else']})"),
        earlier=re.compile(rf"{lead}(?:{listed['earlier']})(?!\w)"),
        later=re.compile(rf"{lead}(?:{listed['later']})(?!\w)"),
        or_from=re.compile(rf"\s+(?:{raw['or_from']})"),
    )
