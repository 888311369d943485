"""One time that an Arabic order says of several acts: 'all of that within …', 'within the same period', 'the committee
finishes these tasks within …' below their list. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from tracker.calendars.expressions import TimeExpression
from tracker.orders import lexicon, timing
from tracker.orders.ask import ask
from tracker.orders.excepted import Read
from tracker.orders.joint import LIMITS, once, own_times
from tracker.orders.lexicon import Lexicon
from tracker.orders.records import Clause, Span
from tracker.orders.tokens import Token, fold

BEFORE_TIME = 40  # letters before a time that hold 'all of that'
FIRST = 12  # words of a line in which it says that tasks are finished
VERB = 3  # words before its verb


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """'All of that', and 'the same period', in folded text."""
    this, all_of, same, period = (
        "|".join(re.escape(w.replace("_", " ")) for w in lexicon.entry("shared", name))
        for name in ("this", "all", "same", "period")
    )
    whole = rf"(?:{this})\s+(?:{all_of})|(?:كل|جميع)\s+(?:{this})"
    again = rf"(?:خلال|ضمن|في|قبل)\s+(?:(?:{period})\s+(?:{same})(?:ها|ه)|(?:{same})\s+(?:{period}))\b"
    return re.compile(whole), re.compile(again)


def with_shared_times(text: str, clauses: list[Clause], times: Sequence[TimeExpression]) -> list[Clause]:
    """The clauses of one sentence; each time that is said of all of them, or again of a later one, is theirs too."""
    out, (whole, again) = list(clauses), _patterns()
    for n, clause in enumerate(out):
        limits = [t for t in timing.of_clause(times, clause) if t.role in LIMITS]
        if any(whole.search(fold(text[max(clause.span[0], t.span[0] - BEFORE_TIME) : t.span[0]])) for t in limits):
            spans = tuple(t.span for t in limits)
            out[:n] = [_with(one, spans) if _undated(times, one) else one for one in out[:n]]
        elif n and not limits and again.search(fold(text[slice(*clause.span)])):
            earlier = next((one for one in reversed(out[:n]) if _limit_spans(times, one)), None)
            if earlier is not None:
                out[n] = replace(clause, extra=(*clause.extra, *_limit_spans(times, earlier)))
    return out


def _limit_spans(times: Sequence[TimeExpression], clause: Clause) -> tuple[Span, ...]:
    return tuple(t.span for t in timing.of_clause(times, clause) if t.role in LIMITS)


def _undated(times: Sequence[TimeExpression], clause: Clause) -> bool:
    """Something ordered that is done once and says no time of its own."""
    return once(clause) and clause.asap is None and clause.at_once is None and not own_times(times, clause)


def _with(clause: Clause, spans: tuple[Span, ...]) -> Clause:
    kept = tuple(span for span in spans if span not in clause.extra)
    return replace(clause, extra=(*clause.extra, *kept), questions=(*clause.questions, ask("deadline-shared")))


def finishes_tasks(tokens: Sequence[Token], lex: Lexicon) -> bool:
    """'Provided that the committee finishes these tasks within …': a line that dates the list above it, and orders
    nothing more."""
    forms = [t.form for t in tokens[:FIRST]]
    finishing = lexicon.entry("shared", "finishing")
    verb = next((k for k, form in enumerate(forms[: VERB + 1]) if form.removeprefix("و") in finishing), None)
    if verb is None:
        return False
    tasks = lex.duty_words | lexicon.entry("shared", "tasks")
    pairs = list(pairwise(forms))[verb:]
    named = lexicon.entry("shared", "named_above")
    return any((a in lex.self_marks and b in tasks) or (a in lex.duty_words and b in named) for a, b in pairs)


def dated_by(found: list[Read], since: int, times: Sequence[TimeExpression]) -> list[Read]:
    """The duties read of a list, with the limit that the line below it sets; those that have their own keep it."""
    limits = tuple(t for t in times if t.role in LIMITS)
    spans = tuple(t.span for t in limits)
    out = list(found)
    for n in range(since, len(out)):
        clause, passage, said = out[n]
        if spans and _undated(said, clause):
            out[n] = (_with(clause, spans), passage, (*said, *limits))
    return out
