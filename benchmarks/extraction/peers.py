"""What other libraries make of an expression of time, in the values of ``calendar resolve``: dates, ranges, durations.

They are no dependency of the project: ``pip install --group peers`` brings them (the group is in pyproject.toml). Each
peer is given the language and the day of speaking, and any of its answers may be the right one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib.metadata import version

Peer = Callable[[str, datetime, str], set[str]]
"""(text, day of speaking, language) -> the values found."""

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def load() -> dict[str, Peer]:
    """The peers by name and version. ImportError where they are not installed."""
    return {
        f"dateparser {version('dateparser')}": _dateparser(),
        f"Recognizers-Text {version('recognizers-text-date-time')}": _recognizers(),
    }


def _dateparser() -> Peer:
    from dateparser import parse
    from dateparser.search import search_dates

    def values(text: str, anchor: datetime, language: str) -> set[str]:
        settings = {"RELATIVE_BASE": anchor, "PREFER_DATES_FROM": "future"}
        whole = parse(text, languages=[language], settings=settings)  # type: ignore[arg-type]
        if whole is not None:
            return {whole.date().isoformat()}
        found = search_dates(text, languages=[language], settings=settings) or []  # type: ignore[arg-type]
        return {moment.date().isoformat() for _, moment in found}

    return values


def _recognizers() -> Peer:
    from recognizers_date_time import Culture, recognize_datetime

    def values(text: str, anchor: datetime, _: str) -> set[str]:
        # It has no Arabic; its English still reads figures and ISO dates in Arabic text.
        found = recognize_datetime(text, Culture.English, reference=anchor)
        return {value for each in found for value in _resolved((each.resolution or {}).get("values", ()))}

    return values


def _resolved(values: list[dict[str, str]]) -> Iterator[str]:
    """Its ends are exclusive, ours are the last day; its sets and times of day have no day."""
    for value in values:
        kind = value.get("type")
        if kind in ("date", "datetime") and _ISO_DAY.match(value.get("value", "")):
            yield value["value"][:10]
        elif kind == "duration":
            yield value["timex"]
        elif kind in ("daterange", "datetimerange"):
            start, end = value.get("start", "")[:10], value.get("end", "")[:10]
            last = (date.fromisoformat(end) - timedelta(days=kind == "daterange")).isoformat() if end else ".."
            yield f"{start or '..'}/{last}"
        elif kind == "set":
            yield value["timex"]
