"""The units of a generated history, in time: begun, dissolved, succeeded, moved and made of another type around A."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from oracle.changes import Source
from oracle.history import Body, Move


@dataclass
class BodyMaker:
    source: Source
    issued_on: date
    as_of: date

    def near(self, day: date) -> date:
        return day + timedelta(days=self.source.pick((0, 1, -1, 2, -2, 3)))

    def near_issue(self) -> date:
        if self.source.chance(20):
            return self.near(self.as_of)
        return self.issued_on + timedelta(days=self.source.pick((0, 1, 2, 4, -1, 7)))

    def bodies(self) -> tuple[Body, ...]:
        found: list[Body] = []
        for number in range(1, self.source.number(1, 4) + 1):
            valid_from = self.near_issue() if self.source.chance(15) else None
            valid_to = self.near(self.source.pick((self.as_of, self.as_of - timedelta(days=4), self.issued_on)))
            if not self.source.chance(18) or (valid_from and valid_to < valid_from):
                valid_to = None
            body = Body(
                id=f"u{number}",
                type=self.source.pick(("station", "post")) if found else "station",
                parent=self.source.pick(found).id if found else None,
                valid_from=valid_from,
                valid_to=valid_to,
            )
            found.append(replace(body, moves=self.moves(body, found)))
        return tuple(self.succeeded(body, found) for body in found)

    def moves(self, body: Body, above: Sequence[Body]) -> tuple[Move, ...]:
        """Within its life; under one that was named before it, so that no day has a circle."""
        days = {self.near_issue() for _ in range(self.source.pick((1, 1, 2)))} if self.source.chance(9) else set()
        first, final = body.valid_from or date.min, body.valid_to or date.max
        return tuple(
            Move(
                day,
                self.source.pick(("post", "station")),
                self.source.pick([None, *(one.id for one in above)]) if self.source.chance(50) else body.parent,
            )
            for day in sorted(days)
            if first < day <= final
        )

    def succeeded(self, body: Body, others: Sequence[Body]) -> Body:
        """Who takes over from a dissolved unit: one that outlives it."""
        if body.valid_to is None or not self.source.chance(60):
            return body
        after = [o for o in others if o.valid_to is None or o.valid_to > body.valid_to]
        return replace(body, successor=self.source.pick(after).id) if after else body
