"""The date card: its start, every day that it counts or leaves out, its end; and what else settled the dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from oracle.explained import hours
from oracle.explained.grammar import DATE, Sentence, read
from oracle.explained.own import Own
from oracle.explained.reason import LETTER, OFFICIAL, ORDER
from oracle.explained.text import amount, days_in, said, spread
from oracle.history import Change, Decision, Term
from oracle.oracle import ONE_DAY
from oracle.owing import World, listed
from oracle.stood import corresponding, due_with_stops, works

POLICIES = {"iq": "Iraqi administrative calendar (iq)", "literal": "Literal count: every day counts (literal)"}
KINDS = {
    "on": "on the date that the order states",
    "asap": "as soon as possible, without a date",
    "none": "without a deadline",
}
ANCHORS = {
    "issue": "the day of issue",
    "notification": "the day of notification",
    "effective": "the effective date",
    "event": "the day of the event",
}


NOT_COUNTED, FALLS = "it is not counted.", ", and the deadline falls on it."


def anchor_words(term: Term) -> str:
    if term.anchor == "obligation" and term.ref:
        return f"the day on which {term.ref} was completed"
    return ANCHORS.get(term.anchor, "")


def rule(term: Term, later: bool = False) -> str | None:
    """The deadline in words; None for a recurrence, whose rule is told in several ways. ``later``: it was changed."""
    if term.kind == "on" and later:
        return "on the date that was set after the order was issued"
    if term.kind == "within" and term.unit is not None and not term.count:
        return f"on {anchor_words(term)} itself"
    if term.kind == "within" and term.unit is not None:
        words = f"within {amount(term.count or 0, term.unit)} of {anchor_words(term)}"
        days = amount(-(-(term.count or 0) // 24), "day")
        return f"{words}, counted as {days} because no hour is recorded" if term.unit == "hour" else words
    if term.kind == "immediately":
        return f"at once, that is on {anchor_words(term)} itself"
    return KINDS.get(term.kind)


def complaints(lines: list[str], own: Own) -> Iterator[str]:
    if not lines or not lines[-1].startswith(f"Counted by: {POLICIES[own.history.policy]}, calendar version "):
        yield f"by what it was counted: {lines[-1:]}"
    count = [line for line in lines[:-1] if COUNTING.match(line)]
    if own.once:
        yield from _counting(count, own)
    elif count:
        yield f"a standing duty, and a count: {count}"
    rest = [line for line in lines[:-1] if line not in count]
    ordered = [line for line in rest if CHANGED.match(line)]
    must, may = ([_changed(one, own) for one in some] for some in (applied(own), _until_gone(own)))
    if any(not any(form.fullmatch(line) for form in may) for line in ordered) or len(ordered) > len(may):
        yield f"changes {ordered}: there are {[form.pattern for form in may]}"
    if missing := [form.pattern for form in must if not any(form.fullmatch(line) for line in ordered)]:
        yield f"changes not told: {missing}"
    decisions = [line for line in rest if DECIDED.search(line)]
    if sorted(decisions) != sorted(map(_decided, own.decisions)):
        yield f"decisions {decisions}: expected {[_decided(one) for one in own.decisions]}"
    for line in rest:
        if line not in ordered and line not in decisions:
            yield from read(line, REST, own)
    shown = {line.split(":")[0].split(",")[0] for line in rest}
    if not own.once and own.duty.ends_on is not None and f"It ends on {said(own.duty.ends_on)}." not in rest:
        yield f"not told that it ends on {own.duty.ends_on}: {shown}"


COUNTING = re.compile(
    rf"Rule: |Assumed: |Start: |Counted: |Not counted: |The corresponding day|That month has no|{DATE} is "
    r"|The date stated|Moved |A grace of |Period: |The period is one day|First period|Due: |No due date|Unresolved: "
    r"|Note: |The official |Exactly "
)
NOT_ENDING, NOT_MOVING = ": the period does not end on it.", "; such a deadline does not move."
CHANGED = re.compile(
    r"The deadline was changed|Its last day became|It was (?:suspended|resumed|revoked)|Another order took its place"
)
DECIDED = re.compile(rf"\({OFFICIAL}, {LETTER}\)\.$")


def _until_gone(own: Own) -> list[Change]:
    gone = next((n for n, one in enumerate(own.changes) if one.kind in ("revoke", "supersede")), len(own.changes))
    return own.changes[: gone + 1]


def applied(own: Own) -> list[Change]:
    """The changes that changed something, up to the one that ended the order."""
    found: list[Change] = []
    running: list[tuple[date, date | None]] = []
    ends_on = own.clause.ends_on
    for one in own.changes:
        back = one.retroactive or one.kind == "correct"
        if one.kind in ("revoke", "supersede"):
            return [*found, one]
        if one.kind == "suspend":
            if any(first <= one.on and (not last or (one.until and one.until <= last)) for first, last in running):
                continue
            running.append((one.on, one.until))
        elif one.kind == "resume":
            ended = [s for s in running if s[1] is None or s[1] >= one.on]
            if not ended:
                continue
            running = [s for s in running if s not in ended]
            running += [(first, one.on - ONE_DAY) for first, _ in ended if first < one.on]
        elif one.term is None:
            if one.until is None or (one.until < one.on and not back):
                continue
            if own.clause.standing or own.clause.pattern == "periodic":
                if one.until == ends_on:
                    continue
                ends_on = one.until
        found.append(one)
    return found


def _changed(one: Change, own: Own) -> re.Pattern[str]:
    by = f" ({ORDER})"
    if one.kind in ("amend", "extend", "correct"):
        due = one.until if one.term is None and own.once and not own.duty.occurrence else one.term and one.term.due_on
        back = one.retroactive or one.kind == "correct"
        since = "with effect from the beginning" if back else f"from {said(one.on)} on"
        if due:
            return re.compile(re.escape(f"The deadline was changed {since}, to {said(due)}{by}."))
        if one.term is None:
            last = said(one.until or date.max)
            return re.compile(re.escape(f"Its last day became {last}, by a change from {said(one.on)} on{by}."))
        words = rule(one.term)
        told = re.escape(f"The deadline was changed {since}{by}: ")
        return re.compile(told + (".*" if words is None else re.escape(f"{words}.")))
    forms = {
        "suspend": f"It was suspended from {said(one.on)} "
        + (f"to {said(one.until)}" if one.until else "until further notice"),
        "resume": f"It was resumed on {said(one.on)}",
        "revoke": f"It was revoked on {said(one.on)}",
        "supersede": f"Another order took its place on {said(one.on)}",
    }
    return re.compile(re.escape(f"{forms[one.kind]}{by}."))


def _decided(one: Decision) -> str:
    day, by = said(one.on), f": reason ({OFFICIAL}, {LETTER})."
    until = said(one.until) if one.until else ""
    return {
        "accept": f"Its evidence was accepted on {day}",
        "refuse": f"What had been put forward by {day} was refused",
        "refuse-claim": f"The reports that it was done or kept were refused on {day}",
        "waive": f"The unit was released from it on {day}",
        "extend": f"Its deadline was extended on {day} to {until}",
    }[one.kind] + by


def _counting(lines: list[str], own: Own) -> Iterator[str]:
    term = own.written.term
    by_hour = hours.by_hour(own)
    rules = [line for line in lines if line.startswith("Rule: ")]
    if own.duty.event and term.anchor not in ("notification", "obligation"):
        term = replace(term, anchor="event")  # whatever the register says (docs/decisions/0110)
    words = rule(term, own.written.set_on is not None)
    if not by_hour and (len(rules) != 1 or (words is not None and rules[0] != f"Rule: {words}.")):
        yield f"{rules}: expected {words}"
    assumed = any(line.startswith("Assumed: ") for line in lines)
    waits = own.clause.pattern == "periodic" and own.duty.occurrence is None  # its card is of the first version
    if assumed != own.judged.deadline_assumed and not waits:
        yield f"the card says assumed: {assumed}"
    if by_hour:
        yield from hours.complaints(lines, own, own.history.issued_on)
        return
    period = own.duty.occurrence if term.kind == "every" else None
    anchor = period[0] if period else _anchor(own)
    state, due = _due(own, anchor)
    ends = [days_in(line)[0] for line in lines if line.startswith("Due: ")]
    if ends != ([due] if due else []):
        yield f"the card ends on {ends}; the rule gives {due}"
    told = [line for line in lines if line.startswith("Unresolved: ")]
    if told != [f"Unresolved: {anchor_words(term)} has not come or is not recorded."] * (state == "unresolved"):
        yield f"{told}: it is {state}"
    for line in lines:
        if (
            anchor
            and line.startswith("Start: ")
            and line != f"Start: {said(anchor)}, {anchor_words(term)}; {NOT_COUNTED}"
        ):
            yield f"“{line}”: it starts on {anchor}, {anchor_words(term)}"
        if anchor and line.endswith(FALLS) and line != f"{said(anchor)} is {anchor_words(term)}{FALLS}":
            yield f"“{line}”: it falls on {anchor}, {anchor_words(term)}"
    yield from _walk(lines, own, anchor, due)


def _anchor(own: Own) -> date | None:
    term = own.written.term
    if own.duty.event and term.anchor not in ("notification", "obligation"):
        return _event_day(own)
    world = World(own.history, own.due, own.history.as_of, own.history.as_of)
    return world.anchor(own.clause, own.duty, own.written)


def _event_day(own: Own) -> date | None:
    every = listed(own.history, own.clause, own.history.as_of)
    return next((one.on for one in every if own.duty.event and one.number == own.duty.event), None)


def _due(own: Own, anchor: date | None) -> tuple[str, date | None]:
    if own.written.term.kind == "every":
        return own.judged.due_state, own.judged.due
    return due_with_stops(own.history, own.written, anchor, own.stood)


def _walk(lines: list[str], own: Own, anchor: date | None, due: date | None) -> Iterator[str]:
    """Line by line: each day is counted, or left out for a reason that is so."""
    term, day, number = own.written.term, anchor, 0
    left_out = {out for line in lines if line.startswith("Not counted: ") for out in _left_out(line)}
    covered: set[date] = set(left_out)
    for line in lines:
        named = days_in(line)
        if line.startswith(("Start: ", "Not counted: ", "Counted: ")) or " is " in line:
            yield from _reason_of_a_day(line, own)
        if line.startswith("Counted: "):
            first, last = named[0], named[-1]
            begins, *more = [int(n) for n in re.findall(r"\(day (\d+)\)", line)]
            days = [d for d in spread(first, last) if d not in left_out]
            covered |= set(days)
            if {first, last} & left_out:
                yield f"“{line}”: counted from or to a day that is left out"
            if begins != number + 1 or len(days) != (more[0] if more else begins) - begins + 1:
                yield f"“{line}” after {number} days: {len(days)} days"
            if term.unit == "working_day" and not all(works(own.history, d) for d in days):
                yield f"“{line}”: a day that does not work is counted"
            number, day = number + len(days), last
        elif line.startswith("The corresponding day") and anchor is not None:
            day = corresponding(anchor, (term.count or 0) * (12 if term.unit == "year" else 1))
            if named != [day] or amount(term.count or 0, term.unit or "") not in line:
                yield f"“{line}”: it is {day}"
        elif line.startswith("That month has no") and anchor is not None:
            day = corresponding(anchor, (term.count or 0) * (12 if term.unit == "year" else 1))
            if named != [day] or f"day {anchor.day};" not in line or day.day >= anchor.day:
                yield f"“{line}”: it is {day}, from day {anchor.day}"
        elif line.startswith(("Moved to", "Moved by", "A grace of")):
            yield from _moved(line, own, due, day)
        elif line.startswith(("Period: ", "The period is one day")) and named[:1] + named[-1:] != list(
            own.duty.occurrence or ()
        ):
            yield f"“{line}”: the period is {own.duty.occurrence}"
        elif line.startswith("The date stated") and named != [term.due_on]:
            yield f"“{line}”: the order says {term.due_on}"
    yield from _ends(lines, day if anchor else None, due)
    wanted = {"day": term.count, "working_day": term.count, "week": 7 * (term.count or 0)}.get(term.unit or "")
    wanted = -(-(term.count or 0) // 24) if term.unit == "hour" else wanted
    if term.kind == "within" and wanted is not None and anchor is not None:
        if number != wanted:
            yield f"{number} days counted, {wanted} ordered"
        if day is not None and not set(spread(anchor + ONE_DAY, day)) <= covered:
            yield f"between {anchor} and {day} some days are neither counted nor left out"


def _ends(lines: list[str], counted_to: date | None, due: date | None) -> Iterator[str]:
    """The days from the last one counted to the due date: each is named, and the last of them is the due date."""
    passed = [days_in(line)[0] for line in lines if line.endswith(NOT_ENDING)]
    stays = [days_in(line)[0] for line in lines if line.endswith(NOT_MOVING)]
    by = [days_in(line)[0] for line in lines if line.startswith("Moved by")]
    to = [days_in(line)[0] for line in lines if line.startswith("Moved to")]
    if (by or to) and due is not None and max(by + to) != due:
        yield f"moved to {by + to}, and due on {due}"
    counted_to = max(by) if by else counted_to
    if passed and (not to or passed != list(spread(counted_to or passed[0], to[-1] - ONE_DAY))):
        yield f"from {counted_to} on to {to} the days that do not end it are {passed}"
    if stays and not by and stays != [due]:
        yield f"{stays}: does not move, but the due date is {due}"


def _reason_of_a_day(line: str, own: Own) -> Iterator[str]:
    """A day called weekend, holiday or suspended is one."""
    days = list(_left_out(line)) if line.startswith("Not counted: ") else days_in(line)
    iq = own.history.policy == "iq"
    if "weekend" in line and not (iq and all(day.weekday() in (4, 5) for day in days)):
        yield f"“{line}”: no weekend"
    elif "holiday" in line and not all(day in own.history.holidays for day in days):
        yield f"“{line}”: no holiday"
    elif "suspended" in line and not all(own.stood.stopped(day) for day in days):
        yield f"“{line}”: not suspended"
    counted = re.search(r"\((\d+) days?\)", line)
    if counted and line.startswith("Not counted: ") and int(counted[1]) != len(days):
        yield f"“{line}”: {len(days)} days"


def _left_out(line: str) -> Iterator[date]:
    days = days_in(line)
    if " to " not in line:
        yield from days
    else:
        weekdays = re.findall(r"\w+day(?=,| and| from)", line.split(" from ")[0] + " from") if "every " in line else []
        yield from (day for day in spread(days[0], days[-1]) if not weekdays or f"{day:%A}" in weekdays)


def _moved(line: str, own: Own, due: date | None, counted_to: date | None) -> Iterator[str]:
    (day,) = days_in(line)
    if line.startswith("Moved to") and (day != due or not works(own.history, day) or own.stood.stopped(day)):
        yield f"“{line}”: no day to end on"
    if line.startswith("Moved by"):
        base = own.written.term.due_on or (own.duty.original_due if own.duty.occurrence else counted_to)
        first = min((first for first, _ in own.stood.stops), default=day)
        stopped = sum(own.stood.stopped(d) for d in spread(first, day))
        if base is not None and (day - base).days != int(line.split()[2]):
            yield f"“{line}”: from {base}, {stopped} of them stopped"
        if int(line.split()[2]) > stopped:
            yield f"“{line}”: {stopped} days were stopped"
    if line.startswith("A grace of"):
        end = own.duty.occurrence[1] if own.duty.occurrence else day
        if int(line.split()[3]) != own.duty.grace or day != end + own.duty.grace * ONE_DAY:
            yield f"“{line}”: {own.duty.grace} days after {end}"


def _by(own: Own) -> set[str]:
    """What may be named as the reason of the day on which the duty took effect."""
    duty, history = own.duty, own.history
    first = next(body.valid_from for body in history.bodies if body.id == duty.unit)
    later = duty.unit_valid_from if duty.unit_valid_from != first else None
    days = {
        "the day of issue": None if duty.obligation_effective_on or duty.directive_effective_on else history.issued_on,
        "the day on which the whole order takes effect": duty.directive_effective_on,
        "the day on which this obligation takes effect": duty.obligation_effective_on,
        "the unit's first day": first,
        "the first day on which the order is addressed to the unit": later,
        "the day on which the unit was notified": duty.notified_on,
        "the day of the event": _event_day(own),
        "the first day of the period": duty.begins_on if duty.occurrence else None,
    }
    found = {words for words, day in days.items() if day == own.starts}
    for body in history.bodies:
        if body.successor == duty.unit and body.valid_to is not None and body.valid_to + ONE_DAY == own.starts:
            found |= {f"the day on which it passed from a dissolved unit{who}" for who in ("", f" ({body.id})")}
    return found


def _whose(own: Own, *names: str) -> str:
    own_ones = [getattr(own.clause, name) is not None for name in names]
    return "set for this obligation in the register" if all(own_ones) else "the project's default"


REST = (
    Sentence(
        "A standing duty: it has no due date, it is reported on again and again.", lambda o: None if o.once else ()
    ),
    Sentence("In force for the unit from {D}: {T}.", lambda o: (o.starts, _by(o))),
    Sentence("It ends on {D}.", lambda o: (o.duty.ends_on,)),
    Sentence(
        "Assumed review date: {D}, {N} after it took effect; the period is {T}.",
        lambda o: (o.review, o.judged.review_after, _whose(o, "review_after")),
    ),
    Sentence(
        "To be reported every {N}, with {N} of grace; both are the project's defaults.",
        lambda o: (7, 3) if o.clause.report_every is None and o.clause.grace is None else None,
    ),
    Sentence(
        "To be reported every {N}, with {N} of grace; both are set for this obligation in the register.",
        lambda o: (o.clause.report_every, o.clause.grace),
    ),
    Sentence(
        "To be reported every {N}; the period is {T}.", lambda o: (o.duty.report_every, _whose(o, "report_every"))
    ),
    Sentence("The grace for a report after it is {N}; that is {T}.", lambda o: (o.duty.grace, _whose(o, "grace"))),
    Sentence(
        "No report counts yet: the window runs from {D}, {T}, and ends on {D}.",
        lambda o: (
            None
            if o.last
            else (
                o.asked,
                "the day it took effect" if o.asked == o.starts else "the day on which the unit was notified",
                o.window,
            )
        ),
    ),
    Sentence(
        "The last report that counts is of {D}; the window for the next ends on {D}.", lambda o: (o.heard, o.window)
    ),
    Sentence(
        "It counts as due soon from {N} before its due date; the period is {T}.",
        lambda o: (o.duty.warning, _whose(o, "warning")),
    ),
    Sentence(
        "The text counts as copied when the last {N} reports share it; the number is the project's default.",
        lambda _: (3,),
    ),
)
