"""Who owes an obligation, and from when to when: the members of its selector, in time (semantics §1). Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.model import Obligation, Pattern, Unit
from tracker.register.units import UnitTree, valid_on

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Member:
    """A unit that owes. ``since``: the first day on which it meets the selector, ``until`` the last one, where it met
    or will meet it no more although it lives on; None: as long as it lives."""

    unit: Unit
    since: date | None = None
    until: date | None = None

    @property
    def owing(self) -> Unit:
        """The unit, owing from the first day on which the order means it."""
        begins = max((day for day in (self.since, self.unit.valid_from) if day is not None), default=None)
        return replace(self.unit, valid_from=begins)


def members(
    tree: UnitTree, obligation: Obligation, issued_on: date, effective_on: date, as_of: date | None = None
) -> tuple[Member, ...]:
    """Of what is achieved once, the members of the issue date, and later ones where the order says so. Of what is to be
    kept or done every period, every member from the effective date on, as long as it is one: of several times the one
    that runs on ``as_of``, else the last one before it."""
    if obligation.pattern is Pattern.ACHIEVEMENT:
        return _of_issue(tree, obligation, issued_on, effective_on)
    found: dict[str, list[Member]] = {}
    for since, until, now in _stretches(tree):
        for unit in now.select(obligation.units):
            mine = found.setdefault(unit.id, [])
            if mine and mine[-1].until is not None and since == mine[-1].until + ONE_DAY:
                mine[-1] = Member(tree[unit.id], mine[-1].since, until)
            else:
                mine.append(Member(tree[unit.id], since, until))
    lived = [[one for one in map(_in_its_life, mine) if one is not None] for mine in found.values()]
    chosen = (_running(mine, as_of) for mine in lived if mine)
    return tuple(one for one in _in_order(tree, chosen) if _sees(one, effective_on))


def _of_issue(tree: UnitTree, obligation: Obligation, issued_on: date, effective_on: date) -> tuple[Member, ...]:
    found = {unit.id: Member(tree[unit.id]) for unit in tree.at(issued_on).select(obligation.units)}
    found = {name: one for name, one in found.items() if valid_on(one.unit, issued_on)}
    if obligation.any_later:
        for since, until, now in _stretches(tree):
            for unit in now.select(obligation.units):
                time = _in_its_life(Member(tree[unit.id], since, until))
                begins = max(filter(None, (since, unit.valid_from)), default=date.min)
                if time and begins > issued_on and unit.id not in found and _sees(Member(unit), effective_on):
                    found[unit.id] = Member(tree[unit.id], since)
    return tuple(_in_order(tree, found.values()))


def _stretches(tree: UnitTree) -> list[tuple[date | None, date | None, UnitTree]]:
    """The times in which no unit changes its name or place: first day, last day, and the tree as it then is."""
    starts = [None, *tree.turns]
    ends = [*(turn - ONE_DAY for turn in tree.turns), None]
    return [
        (since, until, tree.at(since if since is not None else date.min))
        for since, until in zip(starts, ends, strict=True)
    ]


def _in_its_life(one: Member) -> Member | None:
    """What of a time of membership the unit lives to see; one that a unit ends as a member has no end of its own, so
    that its successor takes over, wherever those above it go afterwards."""
    first, last = one.unit.valid_from or date.min, one.unit.valid_to or date.max
    if (one.since or date.min) > last or (one.until or date.max) < first:
        return None
    return one if one.until is None or one.until < last else Member(one.unit, one.since)


def _running(mine: list[Member], as_of: date | None) -> Member:
    """The time that runs on a day, else the last before it, else the first to come."""
    begun = [one for one in mine if as_of is None or one.since is None or one.since <= as_of]
    return begun[-1] if begun else mine[0]


def _sees(one: Member, effective_on: date) -> bool:
    """Whether it is there on or after the effective date."""
    last = min(filter(None, (one.until, one.unit.valid_to)), default=None)
    return last is None or last >= effective_on


def _in_order(tree: UnitTree, found: object) -> list[Member]:
    by_id = {one.unit.id: one for one in found}  # type: ignore[attr-defined]
    return [by_id[unit.id] for unit in tree if unit.id in by_id]
