"""Who owes a clause, and from when to when: the members of its selector, day by day (decision 0113)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from oracle.history import Body, Clause, History, Move

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Membership:
    """``since``: the first day on which it is a member, None from its beginning; ``until`` the last one, where it lives
    on without being one."""

    since: date | None = None
    until: date | None = None


def order_effective(history: History, clause: Clause) -> date:
    return clause.effective_on or history.effective_on or history.issued_on


def placed(body: Body, day: date) -> Move:
    """Its type and its parent on a day; before its beginning as it begins, after its end as it ended."""
    begun = [move for move in body.moves if move.on <= day]
    return begun[-1] if begun else Move(date.min, body.type, body.parent)


def selected(history: History, clause: Clause, body: Body, day: date) -> bool:
    """Every given condition must hold; ``under`` includes the unit itself."""
    if clause.ids and body.id not in clause.ids:
        return False
    if clause.types and placed(body, day).type not in clause.types:
        return False
    if clause.under:
        parents = {one.id: placed(one, day).parent for one in history.bodies}
        line: str | None = body.id
        while line is not None and line not in clause.under:
            line = parents[line]
        return line is not None
    return bool(clause.ids or clause.types)


def membership(history: History, clause: Clause, body: Body, as_of: date) -> Membership | None:
    """Achievements fall on the members of the issue date, or on later ones too where the order says so; what is to be
    kept or done every period falls on whoever is a member while the order is in force: of several times the one that
    runs on A counts, else the last before it, else the first to come."""
    first, final = body.valid_from or date.min, body.valid_to or date.max
    turns = [move.on for one in history.bodies for move in one.moves]
    named = [day for day in (body.valid_from, body.valid_to) if day]
    days = sorted([as_of, history.issued_on, order_effective(history, clause), *turns, *named])
    walk = [days[0] - ONE_DAY + n * ONE_DAY for n in range((days[-1] - days[0]).days + 3)]
    member = [day for day in walk if first <= day <= final and selected(history, clause, body, day)]
    if clause.pattern == "achievement" and clause.modality != "prohibition":
        if history.issued_on in member:
            return Membership()
        later = [day for day in member if day > history.issued_on]
        if not (clause.any_later and later and final >= order_effective(history, clause)):
            return None
        return Membership(None if later[0] == walk[0] else later[0])
    times: list[list[date]] = []
    for day in member:
        if times and times[-1][-1] == day - ONE_DAY:
            times[-1].append(day)
        else:
            times.append([day])
    if not times:
        return None
    begun = [time for time in times if time[0] <= as_of]
    chosen = begun[-1] if begun else times[0]
    until = None if chosen[-1] in (walk[-1], final) else chosen[-1]
    if min(until or date.max, final) < order_effective(history, clause):
        return None
    return Membership(None if chosen[0] == walk[0] else chosen[0], until)
