"""The occurrences of a periodic obligation, walked day by day (decision 0017): tiles from E, and rows laid on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from oracle.months import corresponding
from oracle.oracle import Report, week_of

ONE_DAY = timedelta(days=1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Piece:
    """A rule and the day from which periods tile under it; it ends the day before the next piece."""

    first: date
    rule: str


Tile = tuple[date, date]


def parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.removeprefix("RRULE:").split(";"))


def begins(rule: dict[str, str], first: date, day: date, week_starts: int) -> bool:
    """Whether a period begins on a day. The first begins on E; a named day is the last of a period, not its first: what
    is due every Thursday is the work of Friday to Thursday."""
    if day <= first:
        return day == first
    named = any(key.startswith("BY") for key in rule)
    about = day - ONE_DAY if named else day
    every = int(rule.get("INTERVAL", "1"))
    months = (about.year - first.year) * 12 + about.month - first.month
    if rule["FREQ"] == "HOURLY" and not named:
        ended = range(24 * ((day - first).days - 1) + 1, 24 * (day - first).days + 1)  # the hours of the day before
        return any(hour % every == 0 for hour in ended)
    if rule["FREQ"] in ("DAILY", "HOURLY"):
        in_turn = (about - first).days % every == 0
    elif rule["FREQ"] == "WEEKLY" and named:
        in_turn = (week_of(about, week_starts) - week_of(first, week_starts)).days // 7 % every == 0
    elif rule["FREQ"] == "WEEKLY":
        in_turn = (about - first).days % (7 * every) == 0
    else:
        every *= 12 if rule["FREQ"] == "YEARLY" and not named else 1
        in_turn = months % every == 0 and (named or about == corresponding(first, months))
    return in_turn and (not named or is_picked(rule, about, week_starts))


def is_picked(rule: dict[str, str], day: date, week_starts: int) -> bool:
    """Named, and of the named ones of its month the first, the last, … where the rule says which (BYSETPOS)."""
    if not is_named(rule, day, week_starts):
        return False
    if "BYSETPOS" not in rule:
        return True
    assert rule["FREQ"] == "MONTHLY"
    month = [
        day.replace(day=1) + n * ONE_DAY for n in range((corresponding(day.replace(day=1), 1) - day).days + day.day - 1)
    ]
    named = [one for one in month if is_named(rule, one, week_starts)]
    return any(named[int(n) - (int(n) > 0)] == day for n in rule["BYSETPOS"].split(",") if abs(int(n)) <= len(named))


def is_named(rule: dict[str, str], day: date, week_starts: int) -> bool:
    """Whether every part that names days names this one: TH any Thursday, 1TH the first and -1TH the last of the month;
    31 the last day of a shorter month too; the first week of a year is the one that has four of its days."""
    month_ends = corresponding(day.replace(day=1), 1) - ONE_DAY
    middle = week_of(day, week_starts) + 3 * ONE_DAY  # its year is that of the week
    of_year, year_ends = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    numbers = {
        key: [int(n) for n in value.split(",")] for key, value in rule.items() if key[:2] == "BY" and key != "BYDAY"
    }
    good = [
        day.month in numbers.get("BYMONTH", [day.month]),
        any(
            day.day == (min(n, month_ends.day) if n > 0 else month_ends.day + 1 + n)
            for n in numbers.get("BYMONTHDAY", [day.day])
        ),
        any(of_year == (n if n > 0 else year_ends + 1 + n) for n in numbers.get("BYYEARDAY", [of_year])),
        "BYWEEKNO" not in rule or (middle.timetuple().tm_yday + 6) // 7 in numbers["BYWEEKNO"],
    ]
    found = "BYDAY" not in rule
    for name in rule.get("BYDAY", "").split(","):
        if name[-2:] == DAYS[day.weekday()]:
            from_start, from_end = (day.day + 6) // 7, -((month_ends - day).days // 7 + 1)
            found = found or not name[:-2] or int(name[:-2]) in (from_start, from_end)
    return all(good) and found


def tiles(
    pieces: Sequence[Piece], horizon: date, week_starts: int, no_later_than: date | None, gone_on: date | None
) -> list[Tile]:
    """Every occurrence that begins by the horizon. ``no_later_than``: no period begins after it; ``gone_on``: nor on or
    after the day on which the duty falls away."""
    found: list[Tile] = []
    for place, piece in enumerate(pieces):
        rule = parts(piece.rule)
        stop = pieces[place + 1].first if place + 1 < len(pieces) else None
        starts = [piece.first]
        while starts[-1] <= horizon and (stop is None or starts[-1] < stop):
            day = starts[-1] + ONE_DAY
            while not begins(rule, piece.first, day, week_starts):
                day += ONE_DAY
            starts.append(day)
        until = rule.get("UNTIL", "99991231")[:8]
        for number, (start, following) in enumerate(pairwise(starts)):
            if "COUNT" in rule and number >= int(rule["COUNT"]):
                break
            if f"{following - ONE_DAY if 'BY' in piece.rule else start:%Y%m%d}" > until:
                break
            if (no_later_than is not None and start > no_later_than) or (gone_on is not None and start >= gone_on):
                break
            if start <= horizon:
                found.append((start, min(following, stop or following) - ONE_DAY))
    return found


def reported_by(report: Report, every: Sequence[Tile]) -> list[Tile]:
    """The occurrences that a row reports."""
    first, final = report.period_from, report.period_to
    if first is not None and final is not None:
        shared = {}
        for start, end in every:
            both = sum(first <= start + n * ONE_DAY <= final for n in range((end - start).days + 1))
            shared[start, end] = both
        held = [tile for tile, both in shared.items() if 2 * both >= (tile[1] - tile[0]).days + 1]
        if held:
            return held
        most = max(shared.values(), default=0)
        return [tile for tile, both in shared.items() if both == most][:1] if most else []
    day = first or final or report.completed_on or report.reported_on
    return [(start, end) for start, end in every if start <= day <= end]
