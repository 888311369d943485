"""Small histories in which the edges are hit often: A == D, A == D + 1, the last day of a window, a completion on E.

One generator serves both Hypothesis (``strategies.histories``) and a seeded bank: it asks a ``Source`` for its choices.
Everything is laid out around A, so that many histories can share one A and one K.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from oracle.bodies import BodyMaker
from oracle.changes import RULES, ChangeMaker, Source
from oracle.history import Body, Clause, History, Term
from oracle.later import NUMBERS, LaterMaker
from oracle.marked import as_marked
from oracle.oracle import MARKS, Duty, Report, effective, standing
from oracle.owing import duties

T = TypeVar("T")

AS_OF = date(2020, 9, 13)
"""A Sunday: under ``iq`` a counted period that ends on Friday or Saturday rolls onto it."""

KNOWN_AT = int(datetime(2020, 9, 13, 18, 0, tzinfo=timezone(timedelta(hours=3))).timestamp())

RANKS = {"deputy": 1, "office_a": 2, "office_b": 2, "inspection": 3}
"""Who else reports; every unit reports for itself with rank 1."""

ONCE_STATES = ("done",) * 9 + ("in_progress",) * 4 + ("not_started",) * 3 + ("kept", "not_kept", "not_applicable")
STANDING_STATES = ("kept",) * 9 + ("not_kept",) * 3 + ("done", "done", "in_progress", "not_started", "not_applicable")

ONCE_KINDS = ("within", "on", "within", "immediately", "asap", "none")
STANDING_KINDS = ("none",) * 6 + ("immediately", "on")
TIME_UNITS = {"day": 1.0, "week": 7.0, "working_day": 1.4, "month": 30.5, "hour": 1 / 24, "year": 365.25}
"""Roughly how many days each takes; only to bring deadlines near A."""


class Dice:
    """A Source with a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def pick(self, values: Sequence[T]) -> T:
        return self.random.choice(values)

    def chance(self, percent: int) -> bool:
        return self.random.random() * 100 < percent


def bank(seed: int, size: int, policy: str, as_of: date = AS_OF) -> list[History]:
    """``size`` histories under one policy, one A, one K, two holidays near A; told apart by a prefix of every name."""
    free = frozenset(as_of + timedelta(days=day) for day in random.Random(seed).sample(range(-12, 7), 2))
    return [prefixed(history(Dice(seed * 1_000_003 + n), policy, as_of, free), f"H{n:04}-") for n in range(size)]


def history(source: Source, policy: str, as_of: date, holidays: frozenset[date]) -> History:
    """One order, one to four units, one to four obligations, up to twelve rows."""
    return _Maker(source, policy, as_of, holidays).make()


def prefixed(one: History, prefix: str) -> History:
    """The same history under other names, so that many can stand in one register."""
    bodies = tuple(
        replace(
            b,
            id=prefix + b.id,
            type=prefix + b.type,
            parent=prefix + b.parent if b.parent else None,
            successor=prefix + b.successor if b.successor else None,
            moves=tuple(
                replace(m, type=prefix + m.type, parent=prefix + m.parent if m.parent else None) for m in b.moves
            ),
        )
        for b in one.bodies
    )
    clauses = tuple(
        replace(
            c,
            id=prefix + c.id,
            ids=tuple(prefix + i for i in c.ids),
            types=tuple(prefix + t for t in c.types),
            under=tuple(prefix + u for u in c.under),
            ref=prefix + c.ref if c.ref else None,
            changes=tuple(
                replace(change, term=replace(change.term, ref=prefix + change.term.ref))
                if change.term and change.term.ref
                else change
                for change in c.changes
            ),
        )
        for c in one.clauses
    )
    rows = tuple(
        replace(
            r,
            obligation=prefix + r.obligation,
            unit=prefix + r.unit,
            office=r.office if r.office in RANKS else prefix + r.office,
        )
        for r in one.rows
    )
    notified = {prefix + unit: day for unit, day in one.notified.items()}
    happenings = tuple(replace(h, clause=prefix + h.clause, unit=prefix + h.unit) for h in one.happenings)
    decisions = tuple(
        replace(d, clause=prefix + d.clause, unit=prefix + d.unit if d.unit else None) for d in one.decisions
    )
    return replace(
        one,
        bodies=bodies,
        clauses=clauses,
        rows=rows,
        notified=notified,
        happenings=happenings,
        decisions=decisions,
    )


@dataclass
class _Maker:
    source: Source
    policy: str
    as_of: date
    holidays: frozenset[date]

    @property
    def known_at(self) -> int:
        """K is the evening of A."""
        return KNOWN_AT + (self.as_of - AS_OF).days * 86_400

    def make(self) -> History:
        gap = self.source.pick((5, 0, 1, 2, 3, 7, 8, 10, 11, 14, 20, 30, 31, 40, 13, 44))
        self.issued_on = self.day(-gap)
        bodies = BodyMaker(self.source, self.issued_on, self.as_of).bodies()
        empty = History(
            policy=self.policy,
            issued_on=self.issued_on,
            as_of=self.as_of,
            known_at=self.known_at,
            approved_on=self.near(self.as_of) if self.source.chance(6) else None,
            bodies=bodies,
            clauses=self.clauses(bodies),
            effective_on=self.near_issue() if self.source.chance(15) else None,
            notified={b.id: self.near_issue() for b in bodies if self.source.chance(45)},
            holidays=self.holidays,
            draft=self.source.chance(2),
            issued_at=self.source.pick((9, 0, 14, 23)) if self.source.chance(45) else None,
        )
        maker = LaterMaker(self.source, self.issued_on, self.as_of, self.known_at)
        empty = replace(empty, happenings=maker.happenings(empty))
        full = replace(empty, rows=self.rows(empty))
        return replace(full, decisions=maker.decisions(full, duties(full, roughly_due)))

    def day(self, offset: int) -> date:
        """A day counted from A."""
        return self.as_of + timedelta(days=offset)

    def near(self, day: date) -> date:
        return day + timedelta(days=self.source.pick((0, 1, -1, 2, -2, 3)))

    def near_issue(self) -> date:
        if self.source.chance(20):
            return self.near(self.as_of)
        return self.issued_on + timedelta(days=self.source.pick((0, 1, 2, 4, -1, 7)))

    def clauses(self, bodies: tuple[Body, ...]) -> tuple[Clause, ...]:
        self.names = [f"O{n}" for n in range(1, self.source.number(1, 4) + 1)]
        return tuple(self.clause(name, bodies) for name in self.names)

    def clause(self, identifier: str, bodies: tuple[Body, ...]) -> Clause:
        choose = self.source
        pattern = choose.pick(
            ("achievement",) * 5
            + (
                "maintenance",
                "maintenance",
                "prohibition",
                "prohibition",
                "triggered",
                "triggered",
                "triggered",
                "periodic",
                "periodic",
            )
        )
        once = pattern == "achievement"
        ends_often = {"achievement": 10, "periodic": 45}.get(pattern, 25)
        clause = Clause(
            id=identifier,
            pattern="maintenance" if pattern == "prohibition" else pattern,
            modality="prohibition" if pattern == "prohibition" else "obligation",
            assumed=choose.chance(20),
            evidence_required=choose.chance(60 if pattern == "periodic" else 40),
            effective_on=self.near_issue() if choose.chance(15) else None,
            ends_on=self.near(choose.pick((self.as_of, self.day(-3)))) if choose.chance(ends_often) else None,
            report_every=choose.pick((7, 1, 3)) if choose.chance(30) else None,
            grace=choose.pick((3, 0, 1)) if choose.chance(30) else None,
            warning=choose.pick((3, 0, 1, 5)) if choose.chance(30) else None,
            review_after=choose.pick((7, 0, 3, 12)) if choose.chance(40) else None,
            any_later=choose.chance(25),
            reference_required=choose.pick((True, True, False)) if choose.chance(40) else None,
            exhortation=choose.chance(3),
        )
        clause = self.with_selector(self.with_deadline(clause, once), bodies)
        if not choose.chance(35):
            return clause
        due = roughly_due(clause.term, self.issued_on)[1]
        return ChangeMaker(choose, self.issued_on, self.as_of, self.known_at, due).changed(clause)

    def with_deadline(self, clause: Clause, once: bool) -> Clause:
        choose = self.source
        if clause.pattern == "periodic":
            until = f";UNTIL={self.near(self.as_of):%Y%m%d}" if choose.chance(15) else ""
            rule = (
                choose.pick([rule for rule in RULES if not (until and ("COUNT" in rule or "HOURLY" in rule))]) + until
            )
            return replace(clause, kind="every", anchor=choose.pick(("issue", "effective", "notification")), rrule=rule)
        kind = choose.pick(
            ONCE_KINDS if once or (clause.pattern == "triggered" and choose.chance(70)) else STANDING_KINDS
        )
        if kind == "on":
            return replace(clause, kind=kind, due_on=self.near(choose.pick((self.as_of, self.day(3), self.day(-8)))))
        anchor = choose.pick(("issue", "issue", "notification", "effective", "notification", "event"))
        if kind in ("immediately", "asap"):
            return replace(clause, kind=kind, anchor=anchor)
        if kind in ("within", "immediately") and choose.chance(20):
            others = [name for name in self.names if name != clause.id or choose.chance(10)]
            count, unit = choose.pick((2, 1, 3, 5, 7)), choose.pick(("day", "working_day", "week", "hour"))
            ref = choose.pick(others) if others and not choose.chance(5) else "O9"
            clause = replace(clause, kind=kind, anchor="obligation", ref=ref)
            return clause if kind == "immediately" else replace(clause, count=count, unit=unit)
        if kind == "within":
            gap = max((self.as_of - self.issued_on).days, 0)
            unit = choose.pick(("day", "day", "week", "working_day", "month", "hour", "year"))
            step = 24 if unit == "hour" else 1
            count = max(1, int(gap / TIME_UNITS[unit]) + choose.pick((0, 1, -1, 2, 3, -2, 7)) * step)
            return replace(clause, kind=kind, anchor=anchor, unit=unit, count=count)
        return replace(clause, kind=kind)

    def with_selector(self, clause: Clause, bodies: tuple[Body, ...]) -> Clause:
        how = self.source.pick(("ids", "under", "types", "both"))
        top = self.source.pick(bodies).id
        if how == "ids":
            return replace(clause, ids=tuple(sorted({top, self.source.pick(bodies).id})))
        kinds = (self.source.pick(("station", "post")),) if how in ("types", "both") else ()
        return replace(clause, types=kinds, under=(top,) if how in ("under", "both") else ())

    def rows(self, empty: History) -> tuple[Report, ...]:
        choose = self.source
        owed = duties(empty, roughly_due)
        if not owed:
            return ()
        groups = [[d for d in owed if d.obligation == name] for name in dict.fromkeys(d.obligation for d in owed)]
        hung = {clause.ref for clause in empty.clauses if clause.ref}
        anchors = [duty for duty in owed if duty.obligation in hung]
        focus = [choose.pick(choose.pick(groups)), choose.pick(anchors or choose.pick(groups))]
        opened = [duty for duty in owed if duty.event]
        focus += [choose.pick(opened)] * 2 if opened else []
        found: list[Report] = []
        batch = 0
        for number in range(1, 13 - choose.number(0, 12)):
            batch += choose.chance(30)
            known_at = self.known_at + 3600 * batch
            if found and choose.chance(20):
                found.append(self.new_version(choose.pick(found), number, known_at))
            else:
                duty = choose.pick(choose.pick(groups)) if choose.chance(20) else choose.pick(focus)
                found.append(self.report(duty, number, known_at))
        late = choose.pick((0, 0, 0, 1, 2))
        shift = 3600 * max(batch - late, 0)
        once = {clause.id for clause in empty.clauses if clause.pattern == "achievement"}
        return tuple(replace(report, known_at=report.known_at - shift) for report in as_marked(found, once))

    def report(self, duty: Duty, number: int, known_at: int) -> Report:
        choose = self.source
        window = timedelta(days=duty.report_every + duty.grace)
        edges: tuple[date, ...] = (self.as_of, self.as_of - window, self.issued_on, effective(duty))
        if duty.occurrence is not None:
            edges = (self.as_of, *duty.occurrence, duty.due or self.as_of)
        reported_on = self.near(choose.pick((*edges, self.day(-2), self.day(-4), self.day(-9))))
        office = choose.pick((duty.unit,) * 6 + tuple(RANKS))
        report = Report(
            row=number,
            known_at=known_at,
            obligation=duty.obligation,
            unit=duty.unit,
            office=office,
            reported_on=reported_on,
            state="done",
            rank=RANKS.get(office, 1),
            event=self.number_for(duty),
        )
        return self.with_content(self.with_period(report), duty)

    def number_for(self, duty: Duty) -> str:
        """Of a listed event mostly its own number, as people write it."""
        choose = self.source
        if duty.event and choose.chance(85):
            return choose.pick((duty.event.upper(), duty.event, duty.event.replace("-", "- ")))
        return choose.pick(NUMBERS) if choose.chance(40 if duty.pattern == "triggered" else 5) else ""

    def with_period(self, report: Report) -> Report:
        choose = self.source
        if not choose.chance(25):
            return report
        first = report.reported_on - timedelta(days=choose.pick((6, 0, 3, 13, 14, 2)))
        final = first + timedelta(days=choose.pick((6, 0, 13, 3, 9)))
        how = choose.pick(("both", "both", "from", "to"))
        return replace(
            report,
            period_from=first if how != "to" else None,
            period_to=final if how != "from" else None,
        )

    def new_version(self, old: Report, number: int, known_at: int) -> Report:
        """A later row with the same key: other content, the same content, or a retraction."""
        choose = self.source
        how = choose.pick(("other", "other", "same", "retracted"))
        again = replace(old, row=number, known_at=known_at)
        if choose.chance(15):  # a cell filled in beside the report
            again = replace(again, event=choose.pick(("", "V-1", "V-2")))
        elif choose.chance(15):
            again = self.with_period(again)
        if how == "same":
            return again
        if how == "retracted":
            return replace(again, state="retracted", note_key="withdrawn", inferred=False)
        marks = frozenset({choose.pick(("rewritten", "corrected_on_request"))})
        state = choose.pick(ONCE_STATES + STANDING_STATES)
        written = {"state": state, "inferred": False, "percent": None}
        return replace(again, evidence_ok=choose.chance(50), marks=again.marks | marks, **written)

    def with_content(self, report: Report, duty: Duty) -> Report:
        choose = self.source
        kept = standing(duty)
        completed_on = None
        if choose.chance(10 if kept else 55):
            edges = [report.reported_on, effective(duty)] + [duty.due] * (duty.due is not None)
            completed_on = self.near(choose.pick(edges))
            if completed_on > report.reported_on and choose.chance(70):
                completed_on = report.reported_on
        future = completed_on is not None and completed_on > report.reported_on
        told = replace(
            report,
            state=choose.pick(STANDING_STATES if kept else ONCE_STATES),
            percent=choose.pick((100.0, 0.0, 50.0, 99.0)) if choose.chance(30) else None,
            incidents=choose.pick((0, 1, 2, 3)) if choose.chance(45 if kept else 5) else None,
            remedied=choose.pick((0, 1, 2, 3)) if choose.chance(35 if kept else 5) else None,
            exception=choose.pick((2, 1)) if choose.chance(10) else 0,
            completed_on=completed_on,
            evidence_ok=choose.chance(50),
            note_key=choose.pick(("as before", "as before", "else")) if choose.chance(60) else "",
            accepted=not future and not choose.chance(5),
            future=future,
            report_date_assumed=choose.chance(6),
            marks=frozenset(mark for mark in MARKS if choose.chance(2)),
        )
        if not kept or told.incidents is None or not choose.chance(40):
            return told
        return replace(told, inferred=True, state="not_kept" if told.incidents > (told.remedied or 0) else "kept")


def roughly_due(term: Term, anchor: date | None) -> tuple[str, date | None]:
    """A due date near enough to generate rows around it; never compared with anything."""
    if term.kind == "on":
        return "resolved", term.due_on
    if term.kind not in ("within", "immediately"):
        return "absent", None
    if anchor is None:
        return "unresolved", None
    return "resolved", anchor + timedelta(days=round((term.count or 0) * TIME_UNITS[term.unit or "day"]))
