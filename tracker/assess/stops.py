"""Suspended days, as records and as columns: they are taken out of windows, figures and claims (docs/decisions/0018).
Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import narwhals as nw

from tracker.assess.verdicts import NEVER
from tracker.register.history import Suspension


def columns(stops: Sequence[Sequence[Suspension]]) -> dict[str, list[int]]:
    """``stop_0_first``, ``stop_0_last`` and so on, as many as any duty has; a duty with fewer has empty ones."""
    most = max(map(len, stops), default=0)
    found: dict[str, list[int]] = {}
    for place in range(most):
        mine = [row[place] if place < len(row) else None for row in stops]
        found[f"stop_{place}_first"] = [NEVER if stop is None else stop.first.toordinal() for stop in mine]
        found[f"stop_{place}_last"] = [
            NEVER - 1 if stop is None else NEVER if stop.last is None else stop.last.toordinal() for stop in mine
        ]
    return found


def names(frame: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of stop columns that a frame has, in order."""
    firsts = sorted(
        (name for name in frame if name.startswith("stop_") and name.endswith("_first")),
        key=lambda name: int(name.split("_")[1]),
    )
    return [(name, name.removesuffix("first") + "last") for name in firsts]


def inside(stops: Sequence[tuple[str, str]], first: nw.Expr, last: nw.Expr | None = None) -> nw.Expr:
    """Where a day, or every day of a stretch, is suspended."""
    ends = first if last is None else last
    held = [(nw.col(begin) <= first) & (ends <= nw.col(end)) for begin, end in stops]
    return reduce(or_, held, first < first)  # nowhere, as a column and not as a single value


def after(stops: Sequence[tuple[str, str]], start: nw.Expr, days: nw.Expr) -> nw.Expr:
    """The day on which so many days after ``start`` have passed, suspended ones not counted."""
    end = start + days
    for first, last in stops:
        begins = nw.when(nw.col(first) > start).then(nw.col(first)).otherwise(start + 1)
        hit = (begins <= end) & (begins <= nw.col(last))
        end = end + nw.when(hit).then(nw.col(last) - begins + 1).otherwise(0)
    return end
