"""What the package ``holidays`` says of a country: its holidays with their names and whether they are estimated, the
days of a weekend that are worked instead of others, and its weekend in each year."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import metadata
from typing import Any

from tracker.model import Text

LANGUAGES = {"ar": ("ar", "ar_EG"), "en": ("en_US", "en_GB", "en_IN")}
"""The languages of names, each by the tags that the package may use for it."""
JOINED = {"ar": "؛ ", "en": "; "}
_CODE = re.compile(r"([A-Za-z]{2})(?:-([A-Za-z0-9]{1,10}))?")
_LIMITS = re.compile(r"from (\d{4}) to (\d{4})")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Published:
    """``days``: each holiday's name, and whether it is estimated (a day is only where all that fall on it are).
    ``worked``: days of the weekend that are worked instead of others. ``years``: first and last year of which the
    package knows the holidays, of those asked for; None where it knows none of them."""

    days: Mapping[date, tuple[Text, bool]] = field(hash=False)
    worked: frozenset[date]
    years: tuple[int, int] | None
    source: str


def split(code: str) -> tuple[str, str | None] | None:
    """Country and part of a code such as EG or DE-BY, in capitals; None where it has not the form of one."""
    found = _CODE.fullmatch(code)
    return (found[1].upper(), found[2].upper() if found[2] else None) if found else None


@cache
def known(code: str) -> bool:
    """Whether the package knows a country, or a part of one (DE-BY)."""
    if split(code) is None:
        return False
    try:
        _listed(code)
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=8)
def published(code: str, years: range) -> Published:
    """The holidays of a country in some years."""
    kind: Any = type(_listed(code))
    spoken = kind.supported_languages
    chosen = {tag: next((name for name in tries if name in spoken), None) for tag, tries in LANGUAGES.items()}
    tags = {tag: name for tag, name in chosen.items() if name} or {"en": kind.default_language}
    limits = [range(kind.start_year, kind.end_year + 1)]
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        lists = {tag: _listed(code, years, name) for tag, name in tags.items()}
    limits += [range(int(m[1]), int(m[2]) + 1) for one in told if (m := _LIMITS.search(str(one.message)))]
    covered = [year for year in years if all(year in limit for limit in limits)]
    found: dict[date, tuple[Text, bool]] = {}
    first = next(iter(lists))
    for day in lists[first]:
        named = {tag: [_unmarked(name, listed) for name in listed.get_list(day)] for tag, listed in lists.items()}
        text = {tag: JOINED[tag].join(name for name, _ in names) for tag, names in named.items()}
        found[day] = (text, all(estimated for _, estimated in named[first]))
    return Published(
        found,
        frozenset(lists[first].weekend_workdays),
        (covered[0], covered[-1]) if covered else None,
        f"python-holidays {metadata.version('holidays')}, {code}",
    )


def weekends(code: str, first: date, last: date) -> list[tuple[date, frozenset[int]]]:
    """The weekend of a country from ``first`` to ``last`` as the package has it: each day from which another one
    holds, the first day included, with the weekdays (Monday = 0). A weekday changes sides on the first that differs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about holidays, which nobody asks for here
        return list(_weekends(_listed(code), first, last))


def _weekends(listed: Any, first: date, last: date) -> Iterator[tuple[date, frozenset[int]]]:
    now = frozenset(d.weekday() for d in (first + n * ONE_DAY for n in range(7)) if listed.is_weekend(d))
    yield first, now
    day = first
    while day <= last:
        if listed.is_weekend(day) != (day.weekday() in now):
            now = now ^ {day.weekday()}
            yield day, now
        day += ONE_DAY


def _listed(code: str, years: range = range(0), language: str | None = None) -> Any:
    """The package's own list. NotImplementedError where it knows no such country or part."""
    import holidays

    parts = split(code)
    if parts is None:
        raise NotImplementedError(code)
    country, part = parts
    plain = type(holidays.country_holidays(country, subdiv=part))
    shown: dict[str, Any] = {"islamic_show_estimated": True} if _labels(plain) else {}
    return plain(years=years, subdiv=part, language=language, **shown)


@cache
def _labels(kind: Any) -> bool:
    import inspect

    return "islamic_show_estimated" in inspect.signature(kind.__init__).parameters


def _unmarked(name: str, listed: Any) -> tuple[str, bool]:
    """A holiday's name without the package's remark that it is estimated, and whether it had one."""
    observed = getattr(listed, "observed_label", None) or "%s"
    for label, plain in (("observed_estimated_label", observed), ("estimated_label", "%s")):
        marked = getattr(listed, label, None)
        if marked is None:
            continue
        before, _, after = str(listed.tr(marked)).partition("%s")
        if len(name) > len(before + after) and name.startswith(before) and name.endswith(after) and before + after:
            bare = name[len(before) : len(name) - len(after)]
            return str(listed.tr(plain)).replace("%s", bare), True
    return name, False
