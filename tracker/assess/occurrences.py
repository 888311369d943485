"""The periods of a periodic obligation for one unit, and which of them a row reports (docs/decisions/0017). Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from itertools import count, pairwise

from tracker.calendars.counting import periods
from tracker.calendars.periods import Period
from tracker.register.history import Version

MOST = 6_000
"""Occurrences of one unit that are judged, the latest ones: sixteen years of days."""

Stretch = tuple[date, date]

ONE_DAY = timedelta(days=1)


class Role(Enum):
    """What becomes of a period: it is a duty, it was wholly suspended, or it lies beyond the next one."""

    OWED = "owed"
    STOPPED = "stopped"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Laid:
    """The periods of one obligation laid out from a day, in order, with what each is. ``left_out``: how many older ones
    are not judged."""

    periods: tuple[tuple[Period, Role], ...]
    left_out: int = 0

    @property
    def owed(self) -> list[Period]:
        return [period for period, role in self.periods if role is Role.OWED]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a row reports: ``duties`` by number; ``several``: of more than one period that is owed, now or later.
    ``known``: whether it falls on any period at all, owed or not."""

    duties: tuple[int, ...]
    several: bool = False
    known: bool = True


@dataclass(slots=True)
class Tiling:
    """The occurrences of one obligation for one unit. ``first``: the number of the first one's duty; others follow."""

    first: int
    laid: Laid
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)
    numbers: list[int | None] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [period.start.toordinal() for period, _ in self.laid.periods]
        self.ends = [period.end.toordinal() for period, _ in self.laid.periods]
        following = count(self.first)
        self.numbers = [next(following) if role is Role.OWED else None for _, role in self.laid.periods]

    def reported(self, period_from: int, period_to: int, completed_on: int, reported_on: int) -> Reported:
        """What a row reports; days are ordinals, 0 = none."""
        if period_from and period_to:
            found = self._covered(period_from, period_to)
        else:
            day = period_from or period_to or completed_on or reported_on
            found = self._holding(day)
        roles = [self.laid.periods[place][1] for place in found]
        duties = tuple(number for place in found if (number := self.numbers[place]) is not None)
        older = bool(self.laid.left_out) and not found
        return Reported(duties, len(roles) - roles.count(Role.STOPPED) > 1, bool(found) or older)

    def _holding(self, day: int) -> range:
        place = bisect_right(self.starts, day) - 1
        return range(place, place + 1) if place >= 0 and day <= self.ends[place] else range(0)

    def _covered(self, first: int, last: int) -> range:
        """Those of which the stretch holds at least half; else the one with most days in it, of equals the earlier."""
        touched = range(bisect_left(self.ends, first), bisect_right(self.starts, last))
        shared = {n: min(last, self.ends[n]) - max(first, self.starts[n]) + 1 for n in touched}
        half = [n for n, days in shared.items() if 2 * days >= self.ends[n] - self.starts[n] + 1]
        if half:
            return range(half[0], half[-1] + 1)
        if not shared:
            return range(0)
        most = max(shared, key=lambda n: (shared[n], -n))
        return range(most, most + 1)


def tile(
    versions: Sequence[Version],
    start: date,
    as_of: date,
    *,
    ends_on: date | None,
    gone_on: date | None,
    suspended: Sequence[Stretch],
    open_since: date | None,
    week_starts: int,
) -> Laid:
    """The periods begun by ``as_of``, the next one, and one more, so that it is seen what a row reports beyond.

    ``versions``: the rules and from when each holds. ``gone_on``: the first day on which nothing is owed any more.
    ``suspended``: stretches whose end is known; ``open_since``: since when it is suspended without one. A period wholly
    inside is not owed, but the one that holds ``as_of`` is shown.
    """
    kept: deque[tuple[Period, Role]] = deque(maxlen=MOST + 1)  # and the one ahead
    made, ahead = 0, False
    for period in _tiles(versions, start, week_starts):
        if (ends_on is not None and period.start > ends_on) or (gone_on is not None and period.start >= gone_on):
            break
        stopped = _not_owed(period, as_of, suspended, open_since)
        kept.append((period, Role.AHEAD if ahead else Role.STOPPED if stopped else Role.OWED))
        made += 1
        if ahead:
            break
        ahead = period.start > as_of
    return Laid(tuple(kept), made - len(kept))


def _not_owed(period: Period, as_of: date, suspended: Sequence[Stretch], open_since: date | None) -> bool:
    if period.start <= as_of <= period.end:
        return False
    if any(first <= period.start and period.end <= last for first, last in suspended):
        return True
    return open_since is not None and open_since <= period.start and period.end < as_of


def _tiles(versions: Sequence[Version], start: date, week_starts: int) -> Iterator[Period]:
    """Every version tiles from the day from which it holds; the period that a new one cuts ends the day before."""
    ruled = [version for version in versions if version.deadline.rrule is not None]
    ends = [later.since for _, later in pairwise(ruled)] + [None]
    for version, until in zip(ruled, ends, strict=True):
        if until is not None and until <= start:
            continue
        assert version.deadline.rrule is not None
        for period in periods(version.deadline.rrule, max(start, version.since), week_starts):
            if until is not None and period.start >= until:
                break
            yield Period(period.start, period.end if until is None else min(period.end, until - ONE_DAY))
