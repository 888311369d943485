"""Changes to a generated clause: later orders dated and recorded around A, K, D and each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from oracle.history import Change, Clause, Term

T = TypeVar("T")


class Source(Protocol):
    """Where the choices come from. The first of ``pick`` and False of ``chance`` are the simplest answers."""

    def number(self, low: int, high: int) -> int: ...

    def pick(self, values: Sequence[T]) -> T: ...

    def chance(self, percent: int) -> bool: ...


PLOTS = (("suspend",), ("suspend", "resume"), ("write",), ("suspend", "resume", "write"), ("write", "suspend"))
PLOTS += (("revoke",), ("write", "write"), ("suspend", "revoke"), ("supersede",), ("suspend", "resume", "suspend"))
PLOTS += (("write", "suspend", "resume"), ("revoke", "write"), ("resume",), ("suspend", "suspend", "resume"))


@dataclass
class ChangeMaker:
    """``due``: roughly the day on which the clause falls due. No change is dated before the order's own day."""

    source: Source
    issued_on: date
    as_of: date
    known_at: int
    due: date | None

    def changed(self, clause: Clause) -> Clause:
        found: list[Change] = []
        day = self.edge()
        for kind in self.source.pick(PLOTS):
            found.append(self.change(clause, kind, max(day, self.issued_on)))
            day += timedelta(days=self.source.pick((3, 0, 1, 2, 7, -2)))
        if len(found) > 1 and self.source.chance(10):
            found.reverse()
        return replace(clause, changes=tuple(found))

    def edge(self) -> date:
        edges = (self.as_of, self.issued_on, self.as_of, self.due or self.as_of)
        return self.source.pick(edges) + timedelta(days=self.source.pick((-3, 0, -1, 1, -2, -6, -10, 3)))

    def change(self, clause: Clause, kind: str, on: date) -> Change:
        choose = self.source
        kind = choose.pick(("amend", "extend", "correct", "amend")) if kind == "write" else kind
        recorded_at = None
        if choose.chance(60):
            recorded_at = self.known_at + choose.pick((-86_400, 0, 1, -9 * 86_400, -60, 3600))
        change = Change(kind, on, recorded_at=recorded_at)
        if kind == "suspend" and choose.chance(35):
            return replace(change, until=on + timedelta(days=choose.pick((3, 0, 1, 6, 12))))
        if kind not in ("amend", "extend", "correct"):
            return change
        change = replace(change, retroactive=choose.chance(30))
        if choose.chance(35):
            return replace(change, until=max(on, self.as_of + timedelta(days=choose.pick((0, 3, -1, -4, 1, 10)))))
        return change if choose.chance(5) else replace(change, term=self.term(clause))

    def term(self, clause: Clause) -> Term:
        """A new deadline near A; one that counts from the notification only where the clause always did."""
        choose = self.source
        if clause.pattern == "periodic":
            return Term("every", anchor=clause.anchor, rrule=choose.pick(RULES))
        kind = choose.pick(("on", "within", "within", "none") if not clause.standing else ("none",))
        if kind == "on":
            return Term("on", self.as_of + timedelta(days=choose.pick((0, 3, 1, -1, -4, 8))))
        anchor = clause.anchor if clause.anchor in ("notification", "effective") else "issue"
        if kind == "within":
            gap = max((self.as_of - self.issued_on).days, 1)
            unit = choose.pick(("day", "working_day", "week", "hour", "month"))
            count = {"week": gap // 7 + 1, "hour": 24 * gap + 5, "month": gap // 30 + 1}.get(unit, gap)
            return Term("within", count=max(count + choose.pick((0, 1, -1, 3)), 1), unit=unit, anchor=anchor)
        return Term(kind, assumed=choose.chance(20))


RULES = ("FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU")
RULES += (
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=2SU",
    "FREQ=MONTHLY;BYDAY=-1TH",
)
RULES += ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "FREQ=DAILY;BYDAY=SU,MO,TU,WE,TH", "FREQ=WEEKLY;COUNT=3;BYDAY=SU")
RULES += ("FREQ=MONTHLY;BYDAY=-1TH",)
RULES += ("FREQ=WEEKLY;COUNT=2", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=5;COUNT=3", "FREQ=WEEKLY;BYDAY=TU,TH")
RULES += ("FREQ=HOURLY;INTERVAL=12", "FREQ=HOURLY;INTERVAL=36", "FREQ=HOURLY;BYDAY=SU,WE;BYHOUR=9", "FREQ=YEARLY")
RULES += ("FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1", "FREQ=YEARLY;BYWEEKNO=35,37;BYDAY=SU")
RULES += ("FREQ=YEARLY;BYYEARDAY=-115,245", "FREQ=YEARLY;BYMONTH=8,9;BYMONTHDAY=10,31", "FREQ=DAILY;BYMONTH=9;BYDAY=MO")
"""What a periodic clause says; an end by UNTIL is added where it is near A."""
