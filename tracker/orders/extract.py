"""From a document to proposed obligations: passages, clauses, times, dates. Pure; the lexicons are data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.calendars.counting import Calendar, end_of, resolve, review_on
from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.periods import period_of
from tracker.model import Anchor, Deadline, DeadlineKind, Modality, Pattern, Question, Strength, TimeUnit
from tracker.orders import terms, timing, two_limits
from tracker.orders.altering import detailed
from tracker.orders.arabic_times import ends_week
from tracker.orders.ask import ask
from tracker.orders.documents import Document
from tracker.orders.head import read_head
from tracker.orders.joint import counted_from_it
from tracker.orders.records import Change, Clause, ExtractedDocument, Passage, Proposal, Span
from tracker.orders.timing import Timed
from tracker.orders.unseen import View, restored, unseen
from tracker.orders.vague import counts_back, unread, vague_time

MAX_QUOTE = 1500


@dataclass(frozen=True, slots=True)
class Force:
    """What a document says of itself: when it takes effect, until when it holds, and the day that it calls its
    effective date without taking effect as a whole then. ``by_event``: the words for what it takes effect with, where
    no text dates that ('its publication')."""

    effective_on: date | None = None
    ends_on: date | None = None
    called: date | None = None
    by_event: str | None = None

    def with_what(self, later: Force) -> Force:
        """With what a later sentence says of it."""
        return replace(
            self,
            effective_on=later.effective_on or self.effective_on,
            ends_on=later.ends_on or self.ends_on,
            by_event=later.by_event or self.by_event,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a language makes of a document: its day, clauses with their passages, changes, force. In text order.

    ``issuer``: whose statement it is, where no head of a letter says so."""

    issued_on: date | None
    clauses: tuple[tuple[Clause, Passage, tuple[TimeExpression, ...]], ...]
    changes: tuple[Change, ...]
    force: Force
    issuer: str | None = None


def propose(
    document: Document, issued_on: date | None, notified_on: date | None, calendar: Calendar
) -> ExtractedDocument:
    """Every obligation that a document seems to give. ``issued_on``: the day of issue where the caller knows it."""
    if document.joins or unseen(document.text):
        view = View(document.text, document.joins)
        plain = replace(document, text=view.text, joins=())
        return restored(_propose(plain, issued_on, notified_on, calendar), view)
    return _propose(document, issued_on, notified_on, calendar)


def _propose(
    document: Document, issued_on: date | None, notified_on: date | None, calendar: Calendar
) -> ExtractedDocument:
    """The same of a text as it is read; a sign that has no plain form stays in it."""
    head = read_head(document.text, document.language, calendar.policy)
    if document.language == "ar":
        from tracker.orders.arabic_document import read
    else:
        from tracker.orders.english_document import read
    reading = read(document.text, head, issued_on, calendar.policy)
    bodies = terms.terms(document.text, document.language, reading.issued_on, calendar.policy)
    doubted = issued_on is None and bool(head.or_issued_on)
    proposals: list[Proposal] = []
    for n, (clause, passage, times) in enumerate(reading.clauses):
        after = reading.clauses[n + 1] if n + 1 < len(reading.clauses) else None
        ends_on = terms.until(bodies, clause.addressee)
        force = replace(reading.force, ends_on=ends_on) if ends_on is not None else reading.force
        proposals += _proposals(document.text, clause, passage, times, after, force, notified_on, calendar)
    if doubted:
        proposals = [_doubted(p, head.issued_on) for p in proposals]
    return ExtractedDocument(
        file=document.file,
        sha256=document.sha256,
        language=document.language,
        text_length=len(document.text),
        metadata=replace(head, issued_on=reading.issued_on, issuer=head.issuer or reading.issuer),
        obligations=tuple(_unique(proposals)),
        changes=tuple(detailed(document.text, document.language, reading.changes, reading.issued_on, calendar.policy)),
    )


def _once_in_force(timed: timing.Timed, issued_on: date | None) -> timing.Timed:
    """'Without delay' in an order that holds from a later day: at once from then on, not before it is in force."""
    later = issued_on is not None and timed.effective_on is not None and timed.effective_on > issued_on
    at_once = timed.deadline.kind is DeadlineKind.IMMEDIATELY and timed.deadline.anchor is Anchor.ISSUE
    return replace(timed, deadline=replace(timed.deadline, anchor=Anchor.EFFECTIVE)) if later and at_once else timed


def _doubted(proposal: Proposal, issued_on: date | None) -> Proposal:
    """Whose day rests on a date of issue that can be read otherwise asks about it."""
    if proposal.issued_on != issued_on:
        return proposal
    return replace(proposal, questions=(*proposal.questions, ask("issue-day-ambiguous")))


def _proposals(
    text: str,
    clause: Clause,
    passage: Passage,
    times: tuple[TimeExpression, ...],
    after: tuple[Clause, Passage, tuple[TimeExpression, ...]] | None,
    force: Force,
    notified_on: date | None,
    calendar: Calendar,
) -> list[Proposal]:
    own = timing.of_clause(times, clause)
    timed = timing.read(own, clause, passage.issued_on)
    nowhere = [ask("date-impossible", words=t.text) for t in own if t.impossible]
    if not any(question.code.startswith("hijri") for question in timed.questions):
        # an end or a beginning that is no deadline: 'until the end of Ramadan'
        nowhere += [timing.hijri_doubt(t) for t in own if _of_hijri(t) and t.kind is not Kind.RECURRENCE][:1]
    timed = replace(timed, questions=(*timed.questions, *nowhere))
    timed = _this_week(timed, times, passage.issued_on, calendar)

    def due(deadline: Deadline) -> date | None:
        anchor_on = _anchor_day(deadline, clause, passage, timed, notified_on)
        return resolve(deadline, anchor_on, calendar).due_on

    timed = two_limits.settled(text, own, clause, timed, passage.issued_on, due)
    if timed.deadline.kind is DeadlineKind.NONE and timed.pattern is Pattern.ACHIEVEMENT and after is not None:
        timed = _borrowed(text, timed, clause, passage, after)
    if force.called is not None and timed.deadline.anchor is Anchor.EFFECTIVE:
        timed = replace(timed, effective_on=force.called)
    if force.by_event is not None and force.effective_on is None and timed.deadline.anchor is Anchor.EFFECTIVE:
        counted = replace(timed.deadline, anchor=Anchor.EVENT, anchor_ref=force.by_event)
        timed = replace(timed, deadline=counted, questions=(*timed.questions, ask("effective-unknown")))
    owed_before = timed.pattern is Pattern.ACHIEVEMENT and _lies_before(timed.deadline.due_on, force.effective_on)
    if owed_before:  # 'in force from 1 March', and by 29 February: the day set for it alone holds
        timed = replace(timed, questions=(*timed.questions, ask("due-before-force")))
    if force.effective_on is not None and not timed.starts and not owed_before:
        timed = replace(timed, effective_on=max(force.effective_on, timed.effective_on or force.effective_on))
        timed = _once_in_force(timed, passage.issued_on)
    if timed.ends_on is None and timed.pattern is not Pattern.ACHIEVEMENT:
        timed = replace(timed, ends_on=force.ends_on)
    if clause.forming and timed.starts and timed.deadline.kind is DeadlineKind.NONE and timed.effective_on is not None:
        return _formed(text, clause, passage, timed, notified_on, calendar)
    out = [_proposal(text, clause, passage, timed, notified_on, calendar)]
    if timed.recurs is not None:
        # 'And every 180 days thereafter': the first period begins when the first date is past.
        first = out[0].due_on
        begins = first + timedelta(days=1) if first is not None else timed.effective_on
        again = replace(
            timed,
            deadline=timed.recurs,
            pattern=Pattern.PERIODIC,
            effective_on=begins,
            ends_on=timed.recurs_until or force.ends_on,
            recurs=None,
        )
        out.append(_proposal(text, clause, passage, again, notified_on, calendar))
    return out


def _lies_before(due: date | None, effective: date | None) -> bool:
    return due is not None and effective is not None and due < effective


def _of_hijri(t: TimeExpression) -> bool:
    return t.estimated or (t.unit is not None and t.unit.hijri_months is not None)


def _this_week(timed: Timed, times: tuple[TimeExpression, ...], issued_on: date | None, calendar: Calendar) -> Timed:
    """'Within this week', 'before the end of this week' ends on its last working day, holidays included; on that day
    itself it is asked about."""
    deadline = timed.deadline
    if issued_on is None or deadline.kind is not DeadlineKind.ON:
        return timed
    week = period_of(TimeUnit.WEEK, issued_on, calendar.policy)
    named = [t for t in times if t.span == deadline.span]
    within = any(t.role is Role.WITHIN and f"{week.start}/{week.end}" in t.alternatives for t in named)
    if not within and not (deadline.due_on == week.end and any(ends_week(t.text) for t in named)):
        return timed
    due = end_of(TimeUnit.WEEK, issued_on, calendar)
    asked = (ask("due-today"),) if due == issued_on else ()
    return replace(timed, deadline=replace(deadline, due_on=due), questions=(*timed.questions, *asked))


def _borrowed(
    text: str,
    timed: Timed,
    clause: Clause,
    passage: Passage,
    after: tuple[Clause, Passage, tuple[TimeExpression, ...]],
) -> Timed:
    """What is handed over with the next clause is due with it: a body formed for a task reports when that is done, a
    report written is then sent. An item of a list keeps its time to itself."""
    following, _, times = after
    if re.search(r"\n|[.!?]\s", text[clause.span[1] : following.span[0]]) is not None:
        return timed
    if not following.reports or not (clause.forming or following.refers_back):
        return timed
    if following.span[0] - clause.span[1] > 12 or timed.starts or counted_from_it(text, clause, following):
        return timed
    later = timing.read(timing.of_clause(times, following), following, passage.issued_on)
    if later.deadline.kind not in (DeadlineKind.ON, DeadlineKind.WITHIN, DeadlineKind.ASAP):
        return timed
    return replace(timed, deadline=later.deadline, explicit=True, questions=(*timed.questions, ask("deadline-shared")))


def _formed(
    text: str, clause: Clause, passage: Passage, timed: Timed, notified_on: date | None, calendar: Calendar
) -> list[Proposal]:
    """'Form X from F': formed by F, and at work from F on (semantics §3)."""
    said = timed.start
    due = Deadline(
        DeadlineKind.ON,
        due_on=timed.effective_on,
        phrase=said.text if said is not None else None,
        span=said.span if said is not None else None,
        assumed=True,
    )
    asked = (*timed.questions, ask("formed-assumed"))
    formed = replace(timed, deadline=due, pattern=Pattern.ACHIEVEMENT, questions=asked)
    working = replace(timed, deadline=Deadline(), pattern=Pattern.MAINTENANCE, questions=asked)
    return [_proposal(text, clause, passage, each, notified_on, calendar) for each in (formed, working)]


def _proposal(
    text: str, clause: Clause, passage: Passage, timed: Timed, notified_on: date | None, calendar: Calendar
) -> Proposal:
    deadline = timed.deadline
    strength = _strength(text, clause, timed)
    anchor_on = _anchor_day(deadline, clause, passage, timed, notified_on)
    resolution = resolve(deadline, anchor_on, calendar)
    due_on = None if deadline.kind is DeadlineKind.EVERY else resolution.due_on
    start = timed.effective_on or passage.issued_on
    unresolved = resolution.state == "unresolved" and timed.pattern is not Pattern.TRIGGERED
    review = None
    if start is not None and strength is Strength.ORDER and timed.pattern is Pattern.ACHIEVEMENT:
        review = review_on(deadline, start, unresolved=unresolved)
    span = _bounded(clause.span)
    return Proposal(
        issuer=passage.issuer,
        issued_on=passage.issued_on,
        verb=clause.verb,
        modality=clause.modality,
        strength=strength,
        pattern=timed.pattern,
        addressee=clause.addressee,
        action=_action(text, clause, span),
        exceptions=clause.exceptions,
        conditions=clause.conditions,
        quote=text[span[0] : span[1]],
        span=span,
        effective_on=start,
        ends_on=timed.ends_on,
        deadline=deadline,
        due_on=due_on,
        review_on=review,
        basis=resolution.card.lines() if deadline.kind is not DeadlineKind.NONE or review is not None else (),
        questions=_questions(clause, passage, timed, strength, deadline, anchor_on, review, text[slice(*span)]),
        anchor_on=anchor_on,
    )


def _action(text: str, clause: Clause, span: Span) -> str:
    """What is to be done, to stand alone: with its subject where that undergoes it ('all leave is suspended …')."""
    begin = clause.content[0] if clause.undergoes is None else span[0]
    said = " ".join(text[begin : min(clause.content[1], span[1])].split()).lstrip(",; ")
    missing = clause.undergoes is not None and clause.undergoes.casefold() not in said.casefold()
    return f"{clause.undergoes} {said}" if missing else said


def _strength(text: str, clause: Clause, timed: Timed) -> Strength:
    """An attitude becomes checkable, and so an order, by a time or a figure of its own."""
    if clause.strength is Strength.EXHORTATION or not clause.vague:
        return clause.strength
    figure = clause.figure or any(c.isdigit() for c in text[clause.content[0] : clause.content[1]])
    return Strength.ORDER if timed.explicit or figure else Strength.EXHORTATION


def _bounded(span: Span) -> Span:
    return span if span[1] - span[0] <= MAX_QUOTE else (span[0], span[0] + MAX_QUOTE)


def _anchor_day(
    deadline: Deadline, clause: Clause, passage: Passage, timed: Timed, notified_on: date | None
) -> date | None:
    if clause.pattern is Pattern.TRIGGERED and deadline.kind in (DeadlineKind.IMMEDIATELY, DeadlineKind.WITHIN):
        return None
    if deadline.kind is DeadlineKind.EVERY:
        return timed.effective_on
    days = {Anchor.ISSUE: passage.issued_on, Anchor.NOTIFICATION: notified_on, Anchor.EFFECTIVE: timed.effective_on}
    return days.get(deadline.anchor)


def _questions(
    clause: Clause,
    passage: Passage,
    timed: Timed,
    strength: Strength,
    deadline: Deadline,
    anchor_on: date | None,
    review: date | None,
    quote: str,
) -> tuple[Question, ...]:
    asked = [*clause.questions, *timed.questions]
    if strength is Strength.EXHORTATION:
        return (*asked, ask("exhortation"))
    if clause.addressee is None:
        asked.append(ask("addressee-unknown"))
    if passage.issued_on is None:
        asked.append(ask("day-unknown"))
    elif passage.day_assumed:
        asked.append(ask("day-assumed"))
    if deadline.kind in (DeadlineKind.WITHIN, DeadlineKind.IMMEDIATELY) and anchor_on is None and passage.issued_on:
        asked.append(ask("notification-unknown" if deadline.anchor is Anchor.NOTIFICATION else "event-unknown"))
    vague = None if deadline.phrase or timed.ends_on or timed.explicit else vague_time(quote)
    if vague is None and deadline.kind is DeadlineKind.NONE and not timed.explicit and not timed.ends_on:
        vague = unread(quote) if timed.pattern is Pattern.ACHIEVEMENT else None
    impossible = any(question.code == "date-impossible" for question in timed.questions)
    if review is not None and clause.modality is Modality.OBLIGATION and not impossible:
        known = ask("review-assumed") if deadline.kind is not DeadlineKind.WITHIN else ask("review-unresolved")
        asked.append(ask("vague-time", words=vague) if vague else known)
    elif vague and counts_back(vague):
        asked.append(ask("vague-ahead", words=vague))
    elif vague and timed.pattern is Pattern.MAINTENANCE:
        asked.append(ask("vague-end", words=vague))
    return tuple(asked)


def _unique(proposals: list[Proposal]) -> list[Proposal]:
    """No two share span, modality and pattern; the first stands."""
    seen = set()
    out = []
    for proposal in proposals:
        key = (proposal.span, proposal.modality, proposal.pattern)
        if key not in seen:
            seen.add(key)
            out.append(proposal)
    return out
