"""What the times in a clause make of it: deadline, effective day, end, recurrence (semantics §3). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from tracker.calendars import expressions, hijri
from tracker.calendars.card_lines import date_text, or_text
from tracker.calendars.counting import add_months, fault
from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.model import Anchor, Deadline, DeadlineKind, Modality, Pattern, Question, TimeUnit
from tracker.orders import lexicon, rhythms
from tracker.orders.arabic_times import as_period, comes_again, completed, expressions_in, of_this_paper, plain, told
from tracker.orders.ask import ask
from tracker.orders.records import Clause
from tracker.orders.tokens import fold

DATED = (Role.ON, Role.BY, Role.BEFORE, Role.UNTIL)
JOINED = 5  # an expression may take the 'and' before it along ('and annually thereafter')
_HOURS = 24  # of a day
_DAYS = {TimeUnit.DAY: 1, TimeUnit.WORKING_DAY: 1, TimeUnit.WEEK: 7}


@dataclass(frozen=True, slots=True)
class Timed:
    """The reading of a clause's times. ``recurs``: a second, periodic duty beside a first date, until
    ``recurs_until``."""

    deadline: Deadline
    pattern: Pattern
    effective_on: date | None
    ends_on: date | None
    questions: tuple[Question, ...] = ()
    explicit: bool = False
    recurs: Deadline | None = None
    recurs_until: date | None = None
    starts: bool = False
    start: TimeExpression | None = None


@dataclass(slots=True)
class _Sorted:
    """The times of one clause by what they do."""

    counted: list[TimeExpression] = field(default_factory=list)
    dated: list[TimeExpression] = field(default_factory=list)
    every: list[TimeExpression] = field(default_factory=list)
    soon: list[TimeExpression] = field(default_factory=list)
    start: list[TimeExpression] = field(default_factory=list)
    lasting: list[TimeExpression] = field(default_factory=list)
    spans: list[TimeExpression] = field(default_factory=list)
    constant: list[TimeExpression] = field(default_factory=list)
    open_ended: bool = False


def whole_day(value: str | None) -> date | None:
    """The day of an expression's value; None where it is no single day."""
    return date.fromisoformat(value) if value and len(value) == len("2020-08-27") else None


def find(text: str, start: int, end: int, language: str, anchor: date | None, policy: Policy) -> list[TimeExpression]:
    """The expressions of a stretch of text, placed in the document. A joined 'and' hides no 'every' or 'until'."""
    piece = text[start:end]
    if language == "ar":
        piece = plain(piece)
        found = tuple(completed(piece, e) for e in expressions_in(piece, anchor, policy))
    else:
        found = expressions.find(piece, language, anchor, policy)
    return [
        # The full stop of a sentence is no part of its last expression ('by Friday.').
        replace(
            e,
            span=(e.span[0] + start, e.span[1] + start - stop),
            text=text[start + e.span[0] : start + e.span[1] - stop],
        )
        for e in found
        for stop in (int(e.text.endswith(".")),)
    ]


def of_meeting(t: TimeExpression) -> TimeExpression:
    """'Within ten days of the meeting', in its own minutes: from their day."""
    named = re.sub(r"^(?:من\s+)?(?:تاريخ|date of)\s+", "", (t.anchor_ref or "").strip(" ."))
    own = t.count is not None and t.anchor is Anchor.EVENT and fold(named) in _meeting()
    return replace(t, anchor=Anchor.ISSUE, anchor_ref=None) if own else t


@cache
def _meeting() -> frozenset[str]:
    return frozenset(map(fold, (*lexicon.arabic().raw["time"]["meeting"], *lexicon.english()["time"]["meeting"])))


def of_clause(times: Sequence[TimeExpression], clause: Clause) -> list[TimeExpression]:
    """The expressions that stand in a clause or in what belongs to it elsewhere; not the day of the speech, which
    stands between the verb of ordering and what is ordered."""
    places = (clause.span, *clause.extra)
    return [
        t
        for t in times
        if any(s - JOINED <= t.span[0] and s < t.span[1] <= e for s, e in places)
        and not (
            clause.lead_in
            and (
                t.role in (None, Role.ON) or (t.role is Role.EVERY and t.text.startswith("ال"))
            )  # 'in its weekly session'
            and clause.span[0] <= t.span[0]
            and t.span[1] <= clause.content[0]
        )
    ]


def ended(times: Sequence[TimeExpression], clauses: Sequence[Clause]) -> tuple[TimeExpression, ...]:
    """'Within 24 hours of any report and inform …': the words of an event end with their clause at the latest."""
    out = []
    for t in times:
        end = next((c.span[1] for c in clauses if c.span[0] <= t.span[0] < c.span[1] < t.span[1]), None)
        if end is not None and t.anchor_ref is not None and t.count is not None:
            words = t.text[: end - t.span[0]].rstrip(" ,;")
            named = t.anchor_ref[: max(0, len(t.anchor_ref) - len(t.text) + len(words))].rstrip(" ,;")
            t = replace(t, span=(t.span[0], t.span[0] + len(words)), text=words, anchor_ref=named or t.anchor_ref)
        out.append(t)
    return tuple(out)


def read(times: Sequence[TimeExpression], clause: Clause, issued_on: date | None) -> Timed:
    """The deadline of a clause and what its times say of beginning, end and recurrence."""
    if clause.pattern is Pattern.TRIGGERED:  # 'in case of …, after a month': counted from each case
        times = [as_period(t) or t if t.kind is Kind.DATE and t.role in (None, Role.ON) else t for t in times]
    times, after = rhythms.with_days(times)
    found = _sort(times, issued_on)
    if clause.pattern is Pattern.ACHIEVEMENT:  # 'file it between 10 and 14 June': done once, at the end at the latest
        found.spans = [replace(t, role=Role.WITHIN) if rhythms.between(t) else t for t in found.spans]
    effective = _start_day([*found.start, *(t for t in found.lasting if _from_then(t))]) or issued_on
    pattern, questions = clause.pattern, list(after)
    if found.constant and pattern is Pattern.ACHIEVEMENT:
        pattern, clause = Pattern.MAINTENANCE, replace(clause, pattern=Pattern.MAINTENANCE)
    if found.open_ended and pattern is Pattern.ACHIEVEMENT and not (found.counted or found.dated or found.soon):
        pattern, clause = Pattern.MAINTENANCE, replace(clause, pattern=Pattern.MAINTENANCE)
    hurried = clause.modality is Modality.OBLIGATION and _soon(found, clause).kind is DeadlineKind.ASAP
    lasting = next((t for t in found.spans if t.role is None and _opens_with_start(t)), None)
    if lasting is not None and not found.counted and not found.dated:
        first, _, last = (lasting.value or "").partition("/")
        # 'From 10 to 31 January the weekly market is shut' names the market
        again = any(not t.assumed for t in found.every) and pattern in (Pattern.ACHIEVEMENT, Pattern.PERIODIC)
        kept = Pattern.PERIODIC if again else pattern if pattern is Pattern.TRIGGERED else Pattern.MAINTENANCE
        due = rhythms.every(rhythms.narrowest(found.every)) if again else Deadline()
        return Timed(due, kept, rhythms.day_of(first) or effective, rhythms.day_of(last), explicit=True, starts=True)
    if found.start and any(t.role is Role.UNTIL for t in found.dated) and pattern is Pattern.ACHIEVEMENT:
        return Timed(Deadline(), Pattern.MAINTENANCE, effective, _end_day(found, effective), explicit=True, starts=True)
    ends_on: date | None = None
    if clause.modality is Modality.PROHIBITION or (
        clause.pattern is Pattern.MAINTENANCE and not found.counted and not _once(found.dated) and not hurried
    ):
        ends_on = _end_day(found, effective)
        if found.spans and (clause.modality is Modality.PROHIBITION or found.spans[0].role is Role.WITHIN):
            first, _, last = (found.spans[0].value or "").partition("/")
            begins = rhythms.day_of(first)
            if begins is not None and not (
                issued_on is not None and begins < issued_on
            ):  # 'all through 2025', in March
                effective = begins
            ends_on = rhythms.day_of(last) or ends_on
        if not found.every or clause.modality is Modality.PROHIBITION:
            return Timed(
                _soon(found, clause) if clause.modality is Modality.OBLIGATION else Deadline(),
                pattern,
                effective,
                ends_on,
                explicit=bool(found.soon),
                starts=bool(found.start),
            )
    until = None
    if pattern is Pattern.TRIGGERED:  # 'report each breach until 30 June' ends with that day, and is not due by it
        ends = [t for t in found.dated if t.role is Role.UNTIL] + ([lasting] if lasting is not None else [])
        until = next((day for t in ends if (day := rhythms.last_day(t)) is not None), None)
        effective = (_start_day([lasting]) if lasting is not None else None) or effective
        found.dated = [t for t in found.dated if t.role is not Role.UNTIL]
    deadline, explicit = _deadline(found, clause, questions)
    if deadline.kind is DeadlineKind.WITHIN and any(_recurring(t, clause) for t in found.counted[:1]):
        pattern = Pattern.TRIGGERED
    recurs = recurs_until = None
    if deadline.kind is DeadlineKind.EVERY:
        pattern, ends_on = Pattern.PERIODIC, _end_day(found, effective)
    elif found.every:
        recurs = rhythms.every(found.every[0])
        recurs_until = next((rhythms.last_day(t) for t in found.dated if t.role is Role.UNTIL), None)
        if pattern is Pattern.MAINTENANCE and explicit:
            pattern = Pattern.ACHIEVEMENT
        questions.append(ask("also-recurring"))
    elif pattern is Pattern.MAINTENANCE and (explicit or hurried):
        pattern = Pattern.ACHIEVEMENT
    ends_on = ends_on or until
    opened = found.start[0] if found.start else None
    return Timed(
        deadline, pattern, effective, ends_on, tuple(questions), explicit, recurs, recurs_until, bool(opened), opened
    )


def _from_then(t: TimeExpression) -> bool:
    """'For three weeks from Friday': the stretch says its own beginning."""
    return "/" in (t.value or "") and any(fold(word) in lexicon.starts() for word in t.text.split()[1:])


def _opens_with_start(t: TimeExpression) -> bool:
    """'From 15 June to 30 September': a stretch with a beginning, no deadline."""
    return fold(t.text.split()[0]) in lexicon.starts()


def _sort(times: Sequence[TimeExpression], issued_on: date | None) -> _Sorted:
    out = _Sorted()
    for t in times:
        if t.role is Role.EVERY or t.kind is Kind.RECURRENCE:
            t = _in_days(t)
            (out.every if fault(rhythms.every(t)) is None else out.constant).append(t)
        elif t.role in (Role.IMMEDIATELY, Role.ASAP):
            out.soon.append(t)
        elif t.role is Role.FROM:
            if _opens_with_start(t) or not _before(t, issued_on):  # 'the contracts made after 2018'
                out.start.append(t)
        elif t.role is Role.FOR:
            out.lasting.append(t)
        elif t.role is Role.UNTIL_FURTHER_NOTICE:
            out.open_ended = True
        elif t.count is not None and t.unit is not None and t.role in (Role.WITHIN, Role.BY, Role.ON):
            out.counted.append(t)
        elif t.kind is Kind.DATE and t.role in (*DATED, None, Role.WITHIN):
            if not _past(t, issued_on):
                out.dated.append(t)
        elif t.kind is Kind.RANGE and t.role in (Role.WITHIN, Role.BY, Role.BEFORE, Role.UNTIL):
            if not _past(t, issued_on):
                (out.spans if t.role is Role.WITHIN and "/" in (t.value or "") else out.dated).append(t)
        elif t.kind is Kind.RANGE and t.role in (None, Role.ON) and not _past(t, issued_on):
            out.spans.append(t)
    return out


def _in_days(t: TimeExpression) -> TimeExpression:
    """'Every 48 hours' is every two days."""
    hours = re.fullmatch(r"FREQ=HOURLY;INTERVAL=(\d+)", t.value or "")
    if hours is None or int(hours[1]) % _HOURS:
        return t
    days = int(hours[1]) // _HOURS
    return replace(t, value="FREQ=DAILY" + (f";INTERVAL={days}" if days > 1 else ""))


def _past(t: TimeExpression, issued_on: date | None) -> bool:
    """A date before the order, said in passing (of another paper, of what has been)."""
    last = rhythms.day_of((t.value or "").rpartition("/")[2])
    return last is None or (issued_on is not None and last < issued_on)


def _before(t: TimeExpression, issued_on: date | None) -> bool:
    """Whether a beginning lies before the order."""
    first = rhythms.day_of((t.value or "").partition("/")[0])
    return first is not None and issued_on is not None and first < issued_on


def _once(dated: Sequence[TimeExpression]) -> bool:
    """Whether a date asks for something done by it, rather than kept up until it."""
    return any(t.role is not Role.UNTIL for t in dated)


def _start_day(start: Sequence[TimeExpression]) -> date | None:
    return next((day for t in start if (day := rhythms.day_of((t.value or "").partition("/")[0])) is not None), None)


def _end_day(found: _Sorted, effective: date | None) -> date | None:
    """'Until D', or 'for two weeks' counted from the first day as every period is: that day is not counted."""
    for t in found.dated:
        if found.every and (rhythms.of_next_period(t) or rhythms.of_each_year(t, found.every[0])):
            continue  # 'monthly, by the fifth of the month that follows': the day of each month, no end
        if t.role in (Role.UNTIL, Role.BY, Role.BEFORE, Role.WITHIN):
            return rhythms.day_of((t.value or "").rpartition("/")[2])
    for t in (*found.lasting, *found.counted):
        if effective is None or t.count is None or t.unit is None or not 0 <= t.count <= 3650:
            continue
        if t.unit.hijri_months:
            return hijri.plus_months(effective, t.count * t.unit.hijri_months).end.day
        if t.unit in (TimeUnit.MONTH, TimeUnit.YEAR):
            return add_months(effective, t.count * (12 if t.unit is TimeUnit.YEAR else 1))
        if t.unit in _DAYS:
            return date.fromordinal(effective.toordinal() + t.count * _DAYS[t.unit])
    return None


def _deadline(found: _Sorted, clause: Clause, questions: list[Question]) -> tuple[Deadline, bool]:
    for t in found.counted:
        if _recurring(t, clause):
            clause = replace(clause, pattern=Pattern.TRIGGERED)
        # 'of their receipt', 'of the receipt of their lists': of a thing, not of this order
        theirs = (t.text.endswith("ها") and not of_this_paper(clause.event)) or re.match(
            r"(?:من )?\w+ (?!ال)\w{3,}(?:ها|هم)\b", clause.event or ""
        ) is not None
        received = clause.pattern is Pattern.TRIGGERED and t.anchor is Anchor.NOTIFICATION and theirs
        anchor = (None if received else t.anchor) or (
            Anchor.EVENT if clause.pattern is Pattern.TRIGGERED else Anchor.ISSUE
        )
        deadline = Deadline(
            DeadlineKind.WITHIN,
            count=t.count,
            unit=t.unit,
            anchor=anchor,
            anchor_ref=t.anchor_ref or clause.event,
            phrase=t.text,
            span=t.span,
            assumed=t.anchor is None and anchor is Anchor.ISSUE,
        )
        if anchor in (Anchor.ISSUE, Anchor.NOTIFICATION, Anchor.EFFECTIVE):
            deadline = replace(deadline, anchor_ref=None)
        if fault(deadline) is None:
            if deadline.assumed:
                questions.append(ask("anchor-assumed"))
            if t.unit is not None and t.unit.hijri_months:
                questions.append(hijri_doubt(t))
            elif any("/" in a or a.startswith("P") for a in t.alternatives):
                questions.append(ask("count-several", words=t.text))
            return deadline, True
    narrowest = rhythms.narrowest(found.every) if found.every else None
    if narrowest is not None and all(
        t.role is Role.UNTIL or rhythms.of_next_period(t) or rhythms.of_each_year(t, narrowest) for t in found.dated
    ):
        questions += rhythms.asked(narrowest)
        days = [*found.dated, *(t for t in found.spans if rhythms.of_next_period(t))]
        return rhythms.on_day_of_next(
            rhythms.every(narrowest), days
        ), True  # 'daily until the end of November' ends on that day
    candidates = [
        *found.dated,
        *(t for t in found.spans if t.role is not None and clause.pattern is not Pattern.MAINTENANCE),
    ]
    for t in candidates:
        day = rhythms.last_day(t)
        if day is None:
            continue
        if t.estimated:
            questions.append(hijri_doubt(t))
        elif any(rhythms.day_of(a) is not None or rhythms.apart(a, t.value or "") for a in t.alternatives):
            questions.append(ask("date-ambiguous"))
        return Deadline(DeadlineKind.ON, due_on=day, phrase=t.text, span=t.span, hijri=t.hijri), True
    if found.every:
        return rhythms.every(found.every[0]), True
    return _soon(found, clause), bool(found.soon)


def _recurring(t: TimeExpression, clause: Clause) -> bool:
    """Whether a period counts from an event that comes again: a complaint, or 'its discovery' of each offence."""
    named = any(fold(w).removeprefix("ال") in lexicon.event_words() for w in t.text.split())
    each = clause.cases or re.search(r"\b(?:each|every|any|كل|أي)\b", t.text.casefold()) is not None
    again = t.anchor is Anchor.EVENT and (named or each or comes_again(t.text))
    return again or (t.anchor is Anchor.NOTIFICATION and named)


def hijri_doubt(t: TimeExpression) -> Question:
    """Which days a Hijri time may end on (or begin, where it has no end), since nobody announced its month."""
    days = list(
        dict.fromkeys(day for a in (t.value or "", *t.alternatives) if (day := rhythms.day_of(_last(a))) is not None)
    )
    if len(days) < 2:
        return ask("hijri-counted")
    others = or_text([date_text(day) for day in sorted(days[1:])])
    return ask("hijri-estimated", day=date_text(days[0]), others=others)


def _last(value: str) -> str:
    first, _, last = value.partition("/")
    return first if last in ("", "..") else last


def _soon(found: _Sorted, clause: Clause) -> Deadline:
    for t in found.soon:
        kind = DeadlineKind.IMMEDIATELY if t.role is Role.IMMEDIATELY else DeadlineKind.ASAP
        anchor = Anchor.EVENT if clause.pattern is Pattern.TRIGGERED else Anchor.ISSUE
        return Deadline(kind, anchor=anchor, phrase=t.text, span=t.span)
    if clause.at_once is not None:
        phrase, span = clause.at_once
        anchor = Anchor.EVENT if clause.pattern is Pattern.TRIGGERED else Anchor.ISSUE
        if anchor is Anchor.ISSUE and told(phrase):
            anchor = Anchor.NOTIFICATION  # 'as soon as it is told of this order'
        return Deadline(DeadlineKind.IMMEDIATELY, anchor=anchor, phrase=phrase, span=span)
    if clause.asap is None:
        return Deadline()
    return Deadline(DeadlineKind.ASAP, phrase=clause.asap[0], span=clause.asap[1])
