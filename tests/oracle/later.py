"""Listed events and decisions of officials for a generated history, dated and recorded around A, K and each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from oracle.changes import Source
from oracle.history import Decision, Happening, History
from oracle.oracle import Duty, standing

NUMBERS = ("V-1", "V-2", "v-1", "V-٢")
"""Two events, as they are written: the third is the first, the fourth the second."""


@dataclass
class LaterMaker:
    source: Source
    issued_on: date
    as_of: date
    known_at: int

    def near(self, day: date) -> date:
        return day + timedelta(days=self.source.pick((0, -1, 1, -2, 3, -4)))

    def recorded(self) -> int:
        return self.known_at + self.source.pick((-86_400, 0, 1, -9 * 86_400, -60, 3600))

    def happenings(self, history: History) -> tuple[Happening, ...]:
        """Up to five lines for each triggered clause: some about one event, some taking one back."""
        choose = self.source
        found: list[Happening] = []
        for clause in history.clauses:
            if clause.pattern != "triggered" or not choose.chance(75):
                continue
            for _ in range(choose.number(1, 5)):
                middle = self.issued_on + (self.as_of - self.issued_on) // 2
                on = self.near(choose.pick((middle, self.as_of, self.issued_on, self.as_of - timedelta(days=4))))
                unit = choose.pick(clause.ids or tuple(body.id for body in history.bodies))
                line = Happening(clause.id, choose.pick(NUMBERS), unit, on)
                if choose.chance(40):
                    line = replace(line, told_on=on + timedelta(days=choose.pick((0, 1, 5, 20))))
                if choose.chance(40):
                    line = replace(line, recorded_at=self.recorded())
                same = [one for one in found if one.clause == clause.id]
                if same and choose.chance(45):
                    of = same[0].unit if choose.chance(65) else unit
                    line = replace(line, number=same[0].number, unit=of, on=same[0].on if choose.chance(70) else on)
                if line.told_on is not None and line.told_on < line.on:
                    line = replace(line, told_on=line.on)  # nobody tells what has not happened
                found.append(replace(line, retracted=choose.chance(25)))
        return tuple(found)

    def decisions(self, history: History, owed: Sequence[Duty]) -> tuple[Decision, ...]:
        """In a third of the histories up to three, mostly about one duty."""
        choose = self.source
        if not owed or not choose.chance(35):
            return ()
        return tuple(self.decision(history, owed) for _ in range(choose.number(1, 3)))

    def decision(self, history: History, owed: Sequence[Duty]) -> Decision:
        choose = self.source
        duty = choose.pick(owed)
        kinds = ("accept", "refuse", "refuse-claim", "waive")
        days = [r.reported_on for r in history.rows if r.obligation == duty.obligation] or [self.as_of]
        on = self.near(choose.pick((self.as_of, choose.pick(days))))
        one = Decision(
            duty.obligation,
            choose.pick(kinds if standing(duty) else (*kinds, "extend")),
            max(on, self.issued_on),
            self.recorded(),
            rank=choose.pick((2, 2, 3)),
        )
        if choose.chance(60):
            one = replace(one, unit=duty.unit)
        if duty.occurrence is not None and choose.chance(60):
            one = replace(one, occurrence=f"{duty.occurrence[0]}/{duty.occurrence[1]}")
        if duty.event and choose.chance(70):
            one = replace(one, number=duty.event)
        if one.kind == "extend":
            one = replace(one, until=one.on + timedelta(days=choose.pick((0, 3, 1, 9))))
        return one
