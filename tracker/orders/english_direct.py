"""'I direct the Secretary to …', and a clause with several deadlines cut into one for each. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.model import Strength
from tracker.orders import lexicon
from tracker.orders.english_phrases import read_clause, subject_of
from tracker.orders.layout import trim
from tracker.orders.records import Clause


@cache
def _direct() -> re.Pattern[str]:
    words = lexicon.english()["modals"]
    verbs = "|".join(re.escape(w) for w in sorted(words["direct"], key=len, reverse=True))
    return re.compile(rf"\bI\s+(?:(?:{'|'.join(words['adverbs'])})\s+)*(?P<verb>{verbs})\b(?:\s+that\b)?", re.I)


def direct_clauses(
    text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> list[Clause]:
    """'I direct the Secretary, within 30 days, to …': one clause for each 'to' that the verb governs."""
    out: list[Clause] = []
    for found in _direct().finditer(text, start, end):
        if out and found.start() < out[-1].span[1]:
            continue
        rest = text[found.end() : end]
        to = re.search(r"\bto(?::|\s+(?=[a-z(]))", rest)
        if to is None or found.group().endswith(" that"):
            continue
        who = subject_of(rest[: to.start()], times, found.end())
        if who is None:
            continue
        weak = found.group("verb").casefold() in words["modals"]["urge"]
        place = trim(text, found.start(), end, ";,.:")
        if place is None:
            continue
        strength = Strength.EXHORTATION if weak else Strength.ORDER
        begin = found.start() if not _time_before(text, start, found.start(), times) else start
        base = read_clause(
            text, (begin, place[1]), found.end() + to.start(), found.group("verb"), who, False, strength, words
        )
        pieces = _split_to(text, base, found.end() + to.end())
        shared = tuple(t.span for t in times if begin <= t.span[0] < found.end() + to.start())
        for n, piece in enumerate(pieces):
            out += by_deadline(text, replace(piece, extra=shared if n else ()), times)
    return out


def _time_before(text: str, start: int, at: int, times: Sequence[TimeExpression]) -> bool:  # noqa: ARG001
    return any(start <= t.span[0] and t.span[1] <= at for t in times)


def _split_to(text: str, clause: Clause, after: int) -> list[Clause]:
    """'… to issue guidance and to withdraw …': a clause for each."""
    cuts = [m.start() for m in re.finditer(r",?\s+and\s+to\s+(?=[a-z])", text[after : clause.span[1]])]
    out, begin = [], clause.span[0]
    for cut in cuts:
        out.append(replace(clause, span=(begin, after + cut), content=(max(begin, clause.content[0]), after + cut)))
        begin = after + cut + len(re.match(r",?\s+and\s+", text[after + cut :]).group())  # type: ignore[union-attr]
    out.append(replace(clause, span=(begin, clause.span[1]), content=(max(begin, clause.content[0]), clause.span[1])))
    return out


def by_deadline(text: str, clause: Clause, times: Sequence[TimeExpression]) -> list[Clause]:
    """A clause with several deadlines becomes one for each: cut before the conjunction that leads to the next."""
    counted = [
        t
        for t in times
        if clause.span[0] <= t.span[0]
        and t.span[1] <= clause.span[1]
        and t.count is not None
        and t.role is not None
        and t.role.value in ("within", "by", "on")
    ]
    out: list[Clause] = []
    rest = clause
    for before, after in pairwise(counted):
        stretch = text[before.span[1] : after.span[0]]
        cuts = list(re.finditer(r"[;,]\s*(?:and\s+|or\s+|but\s+)?|\s+and\s+", stretch))
        if not cuts or before.span[1] <= rest.span[0]:
            continue
        strong = [c for c in cuts if "and" in c.group() or ";" in c.group()] or cuts
        if after.span[0] - before.span[1] < 8:
            continue
        cut = strong[-1]
        left = trim(text, rest.span[0], before.span[1] + cut.start(), ";,")
        right = trim(text, before.span[1] + cut.end(), rest.span[1])
        if left is None or right is None:
            continue
        out.append(replace(rest, span=left, content=(min(rest.content[0], left[1]), left[1])))
        rest = replace(rest, span=right, content=right)
    out.append(rest)
    return out
