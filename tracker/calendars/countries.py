"""The calendar of any country that the package ``holidays`` knows: its weekend as it was in each year, its holidays,
and its zone (docs/decisions/0124). Everything else about it is assumed, and the profile's source says so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from tracker.calendars.profiles import EarlierWeekend, Policy, Roll
from tracker.calendars.published import known, split, weekends

FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
"""Between these days the weekend is followed; before and after it is that of the first and of the last."""


@cache
def policy(code: str) -> Policy | None:
    """The policy of a country by its code of ISO 3166 (EG, US), or of a part of it as the package writes it (DE-BY);
    None where the package knows no such country or part."""
    parts = split(code)
    if parts is None or not known(code):
        return None
    country, part = parts
    name = country if part is None else f"{country}-{part}"
    earlier, weekend = _weekends(name)
    data = _data()
    texts, (zone, several) = data["texts"], zone_of(country)
    english = _english_names().get(country, country)
    called = {"en": english, "ar": data["names"].get(country, english)}
    if part is not None:
        called = {tag: f"{text} ({name})" for tag, text in called.items()}
    zoned = texts["zone_of_several" if several else "zone"]
    return Policy(
        name=name,
        title={tag: text.format(country=called[tag]) for tag, text in texts["title"].items()},
        weekend=weekend,
        roll=Roll.FOLLOWING,
        zone=zone,
        week_starts=_after(weekend),
        day_first=country not in data["month_first"]["codes"],
        source=texts["source"].format(country=called["en"], several=texts["several"] if several else ""),
        country=name,
        zone_title={tag: text.format(zone=zone) for tag, text in zoned.items()},
        earlier_weekends=earlier,
    )


def zone_of(country: str) -> tuple[str, bool]:
    """The zone of a country, and whether it has others: then it is that of the seat of government. UTC where nothing is
    known of it."""
    listed = _zones().get(country, ())
    chosen = _data()["zones"].get(country) or (listed[0] if listed else "UTC")
    return chosen, len(listed) > 1


def _weekends(code: str) -> tuple[tuple[EarlierWeekend, ...], frozenset[int]]:
    """The weekends that once were, each with the day before which it was, and the present one."""
    changes = weekends(code, FIRST, LAST)
    earlier = [EarlierWeekend(until, held) for (_, held), (until, _) in pairwise(changes) if len(held) < 7]
    return tuple(earlier), changes[-1][1]


def _after(weekend: frozenset[int]) -> int:
    """The first day of work after the weekend: Sunday after Friday and Saturday. Where two days of it stand apart
    (Friday and Sunday), the day after the last of them."""
    last = max((day for day in weekend if (day + 1) % 7 not in weekend), default=6)
    return (last + 1) % 7


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.calendars").joinpath("countries.toml").read_text("utf-8"))


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """The zones of each country, from the list that tzdata brings."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _table("zone.tab"):
        country, _, zone, *_ = line.split("\t")
        found[country] = (*found.get(country, ()), zone)
    return found


@cache
def _english_names() -> Mapping[str, str]:
    return dict(line.split("\t", 1) for line in _table("iso3166.tab"))


def _table(name: str) -> list[str]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
