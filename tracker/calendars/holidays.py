"""Official holidays: official override > published > estimated, each day with its status and its source.

Published and estimated days come from the package ``holidays``; the override is the project's ``holidays.csv``. The
rest of the program sees a ``Calendar``: a closed list of days that never changes while it is used.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from tracker.calendars.profiles import Policy
from tracker.calendars.published import published
from tracker.calendars.words import words
from tracker.files import exists, read, why
from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef, Text

COLUMNS = ("date", "name", "status", "source")
DEFAULT_YEARS = range(1990, 2061)
PLAUSIBLE_YEARS = range(1900, 2201)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


class HolidayStatus(StrEnum):
    """Weight of a holiday's source. ``working``: an official decision makes the day a working day, whatever day of the
    week it is; ``removed``: it is no holiday after all, and what the weekend makes of it stays."""

    OFFICIAL = "official"
    PUBLISHED = "published"
    ESTIMATED = "estimated"
    WORKING = "working"
    REMOVED = "removed"

    @property
    def weight(self) -> int:
        """Semantics §3: official > published > estimated; what an office decides is official."""
        return {"estimated": 0, "published": 1}.get(self.value, 2)

    @property
    def decides(self) -> bool:
        """Whether it says of a day that it is no holiday."""
        return self in (HolidayStatus.WORKING, HolidayStatus.REMOVED)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day, why it is no working day (or, ``working`` or ``removed``, why it is one), and who says so."""

    day: date
    name: Text = field(hash=False)
    status: HolidayStatus
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A policy with its official holidays. Immutable; the same data give the same ``version`` on every machine.

    ``working`` holds the days that an official decision took off the list of holidays, or made working days though they
    are of the weekend. ``outweighed``: lines of the project's file that do not count, since a source of more weight
    speaks of their day. ``years``: first and last year whose holidays are known; None = as listed, whatever
    the year.
    """

    policy: Policy
    holidays: Mapping[date, Holiday] = field(hash=False)
    version: str
    working: Mapping[date, Holiday] = field(default_factory=dict, hash=False)
    years: tuple[int, int] | None = None
    outweighed: tuple[Holiday, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether work is done on that day: no weekend, no holiday, unless a decision makes it a working day."""
        decision = self.working.get(day)
        if decision is not None and decision.status is HolidayStatus.WORKING:
            return True
        return not self.policy.is_weekend(day) and day not in self.holidays

    def said_of(self, day: date) -> Holiday | None:
        """What is said of a day: a holiday, or the decision that it is none."""
        return self.holidays.get(day) or self.working.get(day)

    def knows(self, day: date) -> bool:
        """Whether the holidays of that day's year were looked up."""
        return self.years is None or self.years[0] <= day.year <= self.years[1]


def load(policy: Policy, override: Path | None = None, years: range | None = None) -> Calendar:
    """The calendar of a policy. ``override``: the project's file of holidays; where none exists, none is applied.

    ``years``: whose published and estimated holidays are looked up, by default 1990 to 2060 (some 70 ms); a calendar of
    other years has another version. Raises Refusal with every fault of the file: half a list of holidays would move
    due dates without a word.
    """
    entries: tuple[Holiday, ...] = ()
    if override is not None and exists(override):
        entries, faults = read_override(override)
        if faults:
            raise Refusal(*faults)
    return build(policy, entries, years)


def build(policy: Policy, override: Iterable[Holiday] = (), years: range | None = None) -> Calendar:
    """A calendar from the entries of a project's file, which replace whatever is published of the same day, but never
    what has more weight: an estimate is no word against a published day.

    Under a policy that keeps no holidays they do not count. An entry named in one language gets the other from the
    package, where that knows a holiday of this name.
    """
    span = DEFAULT_YEARS if years is None else years
    days: dict[date, Holiday] = {}
    working: dict[date, Holiday] = {}
    known = None
    if policy.country is not None:
        listed = published(policy.country, span)
        known = listed.years if span else None
        for day, (name, estimated) in listed.days.items():
            status = HolidayStatus.ESTIMATED if estimated else HolidayStatus.PUBLISHED
            days[day] = Holiday(day, name, status, listed.source)
        worked = HolidayStatus.WORKING
        working = {day: Holiday(day, _name("", worked), worked, listed.source) for day in sorted(listed.worked)}
    both_languages = {text: entry.name for entry in days.values() for text in entry.name.values()}
    announced = [
        Holiday(a.day, a.name, HolidayStatus.WORKING if a.working else HolidayStatus.PUBLISHED, a.source)
        for a in policy.announced
        if a.day.year in span
    ]
    outweighed = []
    for given in (*announced, *override) if policy.keeps_holidays else ():
        stands = days.get(given.day) or working.get(given.day)
        if stands is not None and stands.status.weight > given.status.weight:
            outweighed.append(given)
            continue
        known_name = both_languages.get(next(iter(given.name.values()))) if len(given.name) == 1 else None
        entry = given if known_name is None else replace(given, name=known_name)
        days.pop(entry.day, None)
        working.pop(entry.day, None)
        (working if entry.status.decides else days)[entry.day] = entry
    days = dict(sorted(days.items()))
    return Calendar(policy, days, _version(policy, days, working, known), working, known, tuple(outweighed))


def doubts(calendar: Calendar) -> tuple[Finding, ...]:
    """An official holiday whose published or estimated day stands beside it and was neither confirmed nor removed:
    the file names Ashura on 17 July, the package has it on the 16th, and now both are holidays. And a line of the file
    that a source of greater weight sets aside."""
    found = [outweighed_by(calendar, one) for one in calendar.outweighed]
    for official in (h for h in calendar.holidays.values() if h.status is HolidayStatus.OFFICIAL):
        around = (calendar.holidays.get(official.day + timedelta(days=d)) for d in (-3, -2, -1, 1, 2, 3))
        for other in around:
            if other is None or other.status is HolidayStatus.OFFICIAL:
                continue
            if set(other.name.values()) & set(official.name.values()):
                days = {"day": official.day.isoformat(), "other": other.day.isoformat()}
                found.append(at("holiday-beside", None, name=official.name, status=other.status.value, **days))
    return tuple(found)


def outweighed_by(calendar: Calendar, entry: Holiday, code: str = "holiday-outweighed") -> Finding:
    """That an entry does not count, or is not taken, since a source of greater weight speaks of its day."""
    stands = calendar.said_of(entry.day)
    assert stands is not None
    statuses = words()["statuses"]
    return at(
        code,
        None,
        day=entry.day.isoformat(),
        status=statuses[entry.status],
        stands=statuses[stands.status],
        name=stands.name,
        source=stands.source,
    )


def unfit(calendar: Calendar, added: Iterable[Holiday], removed: Iterable[Holiday]) -> tuple[Finding, ...]:
    """Why some days cannot be written into the project's file as they are given: an estimate of a day of which a
    published list or a decision speaks already, or a holiday taken back where there is none."""
    found = []
    for entry in added:
        stands = calendar.said_of(entry.day)
        if stands is not None and stands.status.weight > entry.status.weight:
            found.append(outweighed_by(calendar, entry, "holiday-weaker"))
    for entry in removed:
        if entry.day not in calendar.holidays:
            found.append(at("holiday-none-there", None, day=entry.day.isoformat(), calendar=calendar.policy.title))
    return tuple(found)


def read_override(path: Path) -> tuple[tuple[Holiday, ...], tuple[Finding, ...]]:
    """The entries of a file of holidays and every fault found in it. Raises Refusal where it cannot be read."""
    where = SourceRef(str(path))
    try:
        text = read(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise Refusal(at("file-unreadable", where, why=why(error))) from error
    except UnicodeDecodeError as error:
        raise Refusal(at("file-not-utf8", where)) from error
    return parse_override(text, str(path))


def parse_override(text: str, file: str) -> tuple[tuple[Holiday, ...], tuple[Finding, ...]]:
    """Read the lines ``date,name,status,source`` (any order of columns, comma or semicolon; empty lines are skipped).

    An empty status is ``official``; an empty source is the file and line themselves. A date is ISO 8601.
    """
    first_line = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first_line else ",")
    try:
        (_, first_row), *rows = [(reader.line_num, row) for row in reader] or [(1, [])]
    except csv.Error as error:
        return (), (at("file-unreadable", SourceRef(file, line=reader.line_num), why=str(error)),)
    header = [cell.strip().casefold() for cell in first_row]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        where = SourceRef(file, line=1)
        return (), tuple(at("holidays-header", where, field=name, expected=",".join(COLUMNS)) for name in missing)
    entries: dict[date, tuple[Holiday, int]] = {}
    faults: list[Finding] = []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[i].strip() if i < len(row) else "" for i, name in enumerate(header)}
        entry = _entry(cells, SourceRef(file, line=line), faults)
        if entry is None:
            continue
        before = entries.setdefault(entry.day, (entry, line))
        if before[0].status is not entry.status:
            where = SourceRef(file, line=line)
            faults.append(at("holiday-twice", where, day=entry.day.isoformat(), first=before[1]))
    return tuple(entry for entry, _ in entries.values()), tuple(faults)


def _entry(cells: Mapping[str, str], where: SourceRef, faults: list[Finding]) -> Holiday | None:
    count = len(faults)
    day = date.min
    try:
        day = date.fromisoformat(cells["date"].translate(_DIGITS))
        if day.year not in PLAUSIBLE_YEARS:
            raise ValueError("no year of a holiday")
    except ValueError:
        faults.append(at("holiday-invalid", where, field="date", value=cells["date"] or "—", expected="2020-08-30"))
    status = _status_words().get(cells["status"].casefold())
    if status is None:
        known = " | ".join(HolidayStatus)
        faults.append(at("holiday-invalid", where, field="status", value=cells["status"], expected=known))
    if status is None or len(faults) > count:
        return None
    return Holiday(day, _name(cells["name"], status), status, cells["source"] or str(where))


def _status_words() -> dict[str, HolidayStatus]:
    table: Mapping[str, list[str]] = words()["holiday_status"]
    return {word.casefold(): HolidayStatus(status) for status, known in table.items() for word in known}


def _name(written: str, status: HolidayStatus) -> Text:
    if not written:
        return dict(words()["unnamed"][status.value])
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in written)
    return {"ar" if arabic else "en": written}


def _version(
    policy: Policy, days: Mapping[date, Holiday], working: Mapping[date, Holiday], known: tuple[int, int] | None
) -> str:
    """Twelve hexadecimal digits of the SHA-256 of all that can move a date. The package's number of version is left
    out: where it lists the same days, nothing has changed."""
    earlier = [(was.before.isoformat(), sorted(was.weekend)) for was in policy.earlier_weekends]
    policy_data = {
        "name": policy.name,
        "weekend": sorted(policy.weekend),
        "keeps_holidays": policy.keeps_holidays,
        "roll": policy.roll,
        "roll_hours": policy.roll_hours,
        "zone": policy.zone,
        "week_starts": policy.week_starts,
        **({"earlier": earlier} if earlier else {}),
        "hijri": [(m.year, m.month, m.first.isoformat()) for m in policy.hijri],
    }
    listed = [
        (h.day.isoformat(), sorted(h.name.items()), h.status)
        for table in (days, working)
        for h in sorted(table.values(), key=lambda h: h.day)
    ]
    content = json.dumps([policy_data, listed, known], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]
