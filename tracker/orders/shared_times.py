"""One time that an Arabic order says of several acts: 'all of that within …', 'within the same period', 'the committee
finishes these tasks within …' below their list. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Modality, Pattern, Strength
from tracker.orders import timing
from tracker.orders.ask import ask
from tracker.orders.excepted import Read
from tracker.orders.lexicon import Lexicon
from tracker.orders.records import Clause, Span
from tracker.orders.tokens import Token, fold

LIMITS = (Role.WITHIN, Role.BY, Role.BEFORE, Role.UNTIL)
BEFORE_TIME = 40  # letters before a time that hold 'all of that'
_ALL = re.compile(
    r"(?:ذلك|هذا|ما تقدم|ما سبق|ما ورد)\s+(?:كله|جميعه|باجمعه|باكمله)|(?:كل|جميع)\s+(?:ذلك|ما تقدم|ما سبق)"
)
_SAME = re.compile(
    r"(?:خلال|ضمن|في|قبل)\s+(?:المده|الفتره|الموعد|الاجل|المهله|الميعاد|التاريخ|الوقت)\s+(?:نفس|ذات)(?:ها|ه)\b"
    r"|(?:خلال|ضمن|في)\s+(?:نفس|ذات)\s+(?:المده|الفتره|الموعد|الاجل|المهله|الميعاد|التاريخ|الوقت)\b"
)
_FINISHING = ("تنجز", "ينجز", "تنهي", "ينهي", "تكمل", "يكمل", "تستكمل", "يستكمل", "تتم", "يتم", "تنفذ", "ينفذ")


def with_shared_times(text: str, clauses: list[Clause], times: Sequence[TimeExpression]) -> list[Clause]:
    """The clauses of one sentence; each time that is said of all of them, or again of a later one, is theirs too."""
    out = list(clauses)
    for n, clause in enumerate(out):
        limits = [t for t in timing.of_clause(times, clause) if t.role in LIMITS]
        if any(_ALL.search(fold(text[max(clause.span[0], t.span[0] - BEFORE_TIME) : t.span[0]])) for t in limits):
            spans = tuple(t.span for t in limits)
            out[:n] = [_with(one, spans) if _undated(times, one) else one for one in out[:n]]
        elif n and not limits and _SAME.search(fold(text[slice(*clause.span)])):
            earlier = next((one for one in reversed(out[:n]) if _limit_spans(times, one)), None)
            if earlier is not None:
                out[n] = replace(clause, extra=(*clause.extra, *_limit_spans(times, earlier)))
    return out


def _limit_spans(times: Sequence[TimeExpression], clause: Clause) -> tuple[Span, ...]:
    return tuple(t.span for t in timing.of_clause(times, clause) if t.role in LIMITS)


def _undated(times: Sequence[TimeExpression], clause: Clause) -> bool:
    """Something ordered that is done once and says no time of its own."""
    once = clause.pattern is Pattern.ACHIEVEMENT and clause.modality is Modality.OBLIGATION
    if not once or clause.strength is not Strength.ORDER or clause.asap is not None or clause.at_once is not None:
        return False
    return not any(t.role is not None for t in timing.of_clause(times, clause))


def _with(clause: Clause, spans: tuple[Span, ...]) -> Clause:
    kept = tuple(span for span in spans if span not in clause.extra)
    return replace(clause, extra=(*clause.extra, *kept), questions=(*clause.questions, ask("deadline-shared")))


def finishes_tasks(tokens: Sequence[Token], lex: Lexicon) -> bool:
    """'Provided that the committee finishes these tasks within …': a line that dates the list above it, and orders
    nothing more."""
    forms = [t.form for t in tokens[:12]]
    verb = next((k for k, form in enumerate(forms) if form.lstrip("و") in _FINISHING), None)
    if verb is None or verb > 3:
        return False
    return any(
        forms[k] in lex.self_marks and forms[k + 1] in lex.duty_words | {"الاعمال", "الاجراءات", "الفقرات", "البنود"}
        for k in range(verb, len(forms) - 1)
    ) or any(
        forms[k] in lex.duty_words and forms[k + 1] in ("المذكوره", "اعلاه", "المبينه", "انفا")
        for k in range(verb, len(forms) - 1)
    )


def dated_by(found: list[Read], since: int, times: Sequence[TimeExpression]) -> list[Read]:
    """The duties read of a list, with the limit that the line below it sets; None of them may have its own."""
    limits = tuple(t for t in times if t.role in LIMITS)
    spans = tuple(t.span for t in limits)
    out = list(found)
    for n in range(since, len(out)):
        clause, passage, said = out[n]
        if spans and _undated(said, clause):
            out[n] = (_with(clause, spans), passage, (*said, *limits))
    return out
