"""Named policies of counting time: data in ``profiles.toml``, never code."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from tracker.calendar_keys import WEEKDAYS
from tracker.calendars import published
from tracker.calendars.words import words
from tracker.findings import Refusal, at
from tracker.model import Text

EMPTY: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


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
class EarlierWeekend:
    """The weekend that was kept until another came: on every day before ``before``."""

    before: date
    weekend: frozenset[int]


@dataclass(frozen=True, slots=True)
class Policy:
    """How time is counted. Days of the week are numbers, Monday = 0.

    ``country`` names the holidays of the package ``holidays`` (None: only those of the project's file); without
    ``keeps_holidays`` no holiday counts at all. ``roll_hours``: a period in
    hours from a stated hour rolls to the same hour of the next working day (FRCP 6(a)(2)); by default it never moves.
    ``earlier_weekends``: those before the present one, oldest first.
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
    earlier_weekends: tuple[EarlierWeekend, ...] = ()

    def __post_init__(self) -> None:
        if len(self.weekend) > 6:
            raise ValueError(f"{self.name}: a week without a working day")

    def is_weekend(self, day: date) -> bool:
        held = next((was.weekend for was in self.earlier_weekends if day < was.before), self.weekend)
        return day.weekday() in held


def profile(name: str, own: Mapping[str, Mapping[str, Any]] = EMPTY) -> Policy:
    """The policy of that name: of this package, of the project (``own``: its section ``calendars``), or of a country by
    its code (docs/decisions/0124). Raises Refusal (``calendar-unknown``) with the known names where there is none."""
    from tracker.calendars import countries

    if name in own:
        return _own(name, own, ())
    found = _profiles().get(name) or _profiles().get(name.lower()) or countries.policy(name)
    if found is None:
        raise Refusal(at("calendar-unknown", calendar=name, known=", ".join((*own, *_profiles()))))
    return found


def names() -> tuple[str, ...]:
    """The names of all profiles, in the order of the file."""
    return tuple(_profiles())


def _own(name: str, own: Mapping[str, Mapping[str, Any]], inside: tuple[str, ...]) -> Policy:
    """A profile of the project: what it says, and the rest as in the one that it is like. Refusal where that leads back
    to itself."""
    if name in inside:
        raise Refusal(at("calendar-circle", calendars=" → ".join((*inside, name))))
    entry = own[name]
    like = entry["like"]
    base = _own(like, own, (*inside, name)) if like in own else profile(like)
    given: dict[str, Any] = {"title": {"ar": name, "en": name}}
    if "zone" in entry:
        given["zone_title"] = {tag: text.format(zone=entry["zone"]) for tag, text in words()["zone"].items()}
    given |= entry
    if entry.get("holidays") and not published.known(entry["holidays"]):
        raise Refusal(at("calendar-country-unknown", calendar=name, value=entry["holidays"]))
    if "weekend" in entry:
        given.setdefault("earlier", ())
    return replace(base, name=name, **_read(given))


@cache
def _profiles() -> Mapping[str, Policy]:
    raw = tomllib.loads(files("tracker.calendars").joinpath("profiles.toml").read_text("utf-8"))
    return MappingProxyType({name: Policy(name=name, **_read(entry)) for name, entry in raw.items()})


def _read(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a policy that an entry gives."""
    found: dict[str, Any] = {field_name: read(entry[key]) for key, (field_name, read) in _KEYS.items() if key in entry}
    if "holidays" in entry:
        found |= {"country": entry["holidays"] or None, "keeps_holidays": entry["holidays"] is not False}
    return found


def _hijri_months(months: Mapping[str, Mapping[str, Any]]) -> tuple[HijriMonth, ...]:
    return tuple(_hijri_month(key, value) for key, value in months.items())


def _hijri_month(key: str, value: Mapping[str, Any]) -> HijriMonth:
    year, _, month = key.partition("-")
    return HijriMonth(int(year), int(month), value["first"], value["source"])


def _announced(days: Sequence[Mapping[str, Any]]) -> tuple[AnnouncedDay, ...]:
    return tuple(AnnouncedDay(d["date"], dict(d["name"]), d.get("working", False), d["source"]) for d in days)


def _weekend(days: Sequence[str]) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(day) for day in days)


def _earlier(weekends: Sequence[Mapping[str, Any]]) -> tuple[EarlierWeekend, ...]:
    listed = [EarlierWeekend(one["before"], _weekend(one["weekend"])) for one in weekends]
    return tuple(sorted(listed, key=lambda one: one.before))


_KEYS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("title", dict),
    "weekend": ("weekend", _weekend),
    "earlier": ("earlier_weekends", _earlier),
    "roll": ("roll", Roll),
    "roll_hours": ("roll_hours", bool),
    "zone": ("zone", str),
    "zone_title": ("zone_title", dict),
    "week_starts": ("week_starts", WEEKDAYS.index),
    "day_first": ("day_first", bool),
    "source": ("source", str),
    "hijri": ("hijri", _hijri_months),
    "announced": ("announced", _announced),
}
"""The keys of an entry with the field of a policy that each gives."""
