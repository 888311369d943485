"""Named policies of counting time: data in ``profiles.toml``, never code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from tracker.findings import Refusal, at
from tracker.model import Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Roll(StrEnum):
    """What happens to a counted period whose last day is no working day."""

    NONE = "none"
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class HijriMonth:
    """The announced first day of one Hijri month, where it differs from the Umm al-Qura reckoning."""

    year: int
    month: int
    first: date
    source: str


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """A day that the package of holidays has wrong: a holiday, or with ``working`` none, and who announced it."""

    day: date
    name: Text = field(hash=False)
    working: bool
    source: str


@dataclass(frozen=True, slots=True)
class Policy:
    """How time is counted. Days of the week are numbers, Monday = 0.

    ``country`` names the holidays of the package ``holidays`` (None: only those of the project's file); without
    ``keeps_holidays`` no holiday counts at all. ``roll_hours``: a period in
    hours from a stated hour rolls to the same hour of the next working day (FRCP 6(a)(2)); by default it never moves.
    """

    name: str
    title: Text = field(hash=False)
    weekend: frozenset[int]
    roll: Roll
    zone: str
    week_starts: int
    day_first: bool
    source: str
    country: str | None = None
    keeps_holidays: bool = True
    roll_hours: bool = False
    hijri: tuple[HijriMonth, ...] = ()
    announced: tuple[AnnouncedDay, ...] = ()
    zone_title: Text = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if len(self.weekend) > 6:
            raise ValueError(f"{self.name}: a week without a working day")

    def is_weekend(self, day: date) -> bool:
        return day.weekday() in self.weekend


def profile(name: str) -> Policy:
    """The policy of that name. Raises Refusal (``calendar-unknown``) with the known names where there is none."""
    known = _profiles()
    if name not in known:
        raise Refusal(at("calendar-unknown", calendar=name, known=", ".join(known)))
    return known[name]


def names() -> tuple[str, ...]:
    """The names of all profiles, in the order of the file."""
    return tuple(_profiles())


@cache
def _profiles() -> Mapping[str, Policy]:
    raw = tomllib.loads(files("tracker.calendars").joinpath("profiles.toml").read_text("utf-8"))
    return MappingProxyType({name: _policy(name, entry) for name, entry in raw.items()})


def _policy(name: str, entry: Mapping[str, Any]) -> Policy:
    return Policy(
        name=name,
        title=dict(entry["title"]),
        weekend=frozenset(WEEKDAYS.index(day) for day in entry["weekend"]),
        roll=Roll(entry["roll"]),
        zone=entry["zone"],
        week_starts=WEEKDAYS.index(entry["week_starts"]),
        day_first=entry["day_first"],
        source=entry["source"],
        country=entry.get("holidays") or None,
        keeps_holidays=entry.get("holidays") is not False,
        roll_hours=entry.get("roll_hours", False),
        hijri=tuple(_hijri_month(key, value) for key, value in entry.get("hijri", {}).items()),
        announced=tuple(
            AnnouncedDay(day["date"], dict(day["name"]), day.get("working", False), day["source"])
            for day in entry.get("announced", ())
        ),
        zone_title=dict(entry["zone_title"]),
    )


def _hijri_month(key: str, value: Mapping[str, Any]) -> HijriMonth:
    year, _, month = key.partition("-")
    return HijriMonth(int(year), int(month), value["first"], value["source"])
