"""The keys of a calendar that a project defines for itself (``[calendars.NAME]`` in ``tracker.toml``), each with what
its value must be. The same keys, with the same meaning, as in ``calendars/profiles.toml``; ``like`` says where the
rest is taken from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = re.compile(r"1[34]\d\d-(0[1-9]|1[0-2])")

Check = tuple[Callable[[object], bool], str]


def _is_str(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(k in ("ar", "en") and _is_str(v) for k, v in value.items())


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_weekend(value: object) -> bool:
    return isinstance(value, list) and len(set(map(str, value))) < 7 and all(day in WEEKDAYS for day in value)


def _is_zone(value: object) -> bool:
    if not _is_str(value):
        return False
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        return False
    return True


def _are_earlier(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and set(one) == {"before", "weekend"}
        and _is_day(one["before"])
        and _is_weekend(one["weekend"])
        for one in value
    )


def _are_announced(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and {"date", "name", "source"} <= set(one) <= {"date", "name", "source", "working"}
        and _is_day(one["date"])
        and _is_text(one["name"])
        and _is_str(one["source"])
        and isinstance(one.get("working", False), bool)
        for one in value
    )


def _are_months(value: object) -> bool:
    return isinstance(value, dict) and all(
        bool(_MONTH.fullmatch(str(month)))
        and isinstance(one, dict)
        and set(one) == {"first", "source"}
        and _is_day(one["first"])
        and _is_str(one["source"])
        for month, one in value.items()
    )


CALENDAR_KEYS: Mapping[str, Check] = {
    "like": (_is_str, '"EG"'),
    "title": (_is_text, '{ar = "…", en = "…"}'),
    "weekend": (_is_weekend, '["fri", "sat"]'),
    "earlier": (_are_earlier, '[{before = 2013-06-29, weekend = ["thu", "fri"]}]'),
    "roll": (lambda v: v in ("following", "none"), '"following" | "none"'),
    "roll_hours": (lambda v: isinstance(v, bool), "true | false"),
    "zone": (_is_zone, '"Africa/Cairo"'),
    "zone_title": (_is_text, '{ar = "…", en = "…"}'),
    "week_starts": (lambda v: v in WEEKDAYS, '"sun"'),
    "day_first": (lambda v: isinstance(v, bool), "true | false"),
    "holidays": (lambda v: v is False or v == "" or _is_str(v), '"EG" | "" | false'),
    "announced": (_are_announced, '[{date = 2026-01-25, name = {ar = "…", en = "…"}, source = "…"}]'),
    "hijri": (_are_months, '{"1447-09" = {first = 2026-02-18, source = "…"}}'),
    "source": (_is_str, '"…"'),
}
