"""The periods of a periodic obligation for one unit, and which of them a row reports (docs/decisions/0017). Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from tracker.calendars.counting import periods
from tracker.calendars.periods import Period
from tracker.register.history import Version

MOST = 6_000
"""Occurrences of one unit that are judged, the latest ones: sixteen years of days."""

Stretch = tuple[date, date]

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Tiling:
    """The occurrences of one obligation for one unit. ``first``: the number of the first one's duty; they follow on it.
    ``left_out``: how many older ones are not judged."""

    first: int
    periods: list[Period]
    left_out: int = 0
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [period.start.toordinal() for period in self.periods]
        self.ends = [period.end.toordinal() for period in self.periods]

    def reported(self, period_from: int, period_to: int, completed_on: int, reported_on: int) -> range:
        """The numbers of the duties that a row reports; days are ordinals, 0 = none. Empty where it fits no period."""
        if period_from and period_to:
            found = self._covered(period_from, period_to)
        else:
            day = period_from or period_to or completed_on or reported_on
            found = self._holding(day)
        return range(self.first + found.start, self.first + found.stop)

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
) -> tuple[list[Period], int]:
    """The periods begun by ``as_of`` and the next one, and how many older ones are left out.

    ``versions``: the rules and from when each holds. ``gone_on``: the first day on which nothing is owed any more.
    ``suspended``: stretches whose end is known; ``open_since``: since when it is suspended without one. A period wholly
    inside is not owed, but the one that holds ``as_of`` is shown.
    """
    kept: deque[Period] = deque(maxlen=MOST)
    made = 0
    for period in _tiles(versions, start):
        over = (ends_on is not None and period.start > ends_on) or (gone_on is not None and period.start >= gone_on)
        if over:
            break
        if not _not_owed(period, as_of, suspended, open_since):
            kept.append(period)
            made += 1
        if period.start > as_of:
            break
    return list(kept), made - len(kept)


def _not_owed(period: Period, as_of: date, suspended: Sequence[Stretch], open_since: date | None) -> bool:
    if period.start <= as_of <= period.end:
        return False
    if any(first <= period.start and period.end <= last for first, last in suspended):
        return True
    return open_since is not None and open_since <= period.start and period.end < as_of


def _tiles(versions: Sequence[Version], start: date) -> Iterator[Period]:
    """Every version tiles from the day from which it holds; the period that a new one cuts ends the day before."""
    ruled = [version for version in versions if version.deadline.rrule is not None]
    ends = [later.since for _, later in pairwise(ruled)] + [None]
    for version, until in zip(ruled, ends, strict=True):
        if until is not None and until <= start:
            continue
        assert version.deadline.rrule is not None
        for period in periods(version.deadline.rrule, max(start, version.since)):
            if until is not None and period.start >= until:
                break
            yield Period(period.start, period.end if until is None else min(period.end, until - ONE_DAY))
