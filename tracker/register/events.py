"""``events.csv``: the events of triggered obligations, one by one (docs/decisions/0110)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.findings import at, describe
from tracker.model import Finding, SourceRef
from tracker.register import tables

REQUIRED = ("obligation", "event", "unit", "occurred_on")
OPTIONAL = ("reported_on", "state", "recorded_at")
STATES = {"": False, "open": False, "occurred": False, "retracted": True}
"""What the column ``state`` may say, and whether it takes the event back."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line about an event. ``event``: its number as it is compared, ``written`` as it stands there.
    ``recorded_at`` carries a zone; None: known from the day of the report, else its own."""

    obligation: str
    event: str
    unit: str
    occurred_on: date
    reported_on: date | None
    retracted: bool
    source: SourceRef
    recorded_at: datetime | None = None
    written: str = ""

    @property
    def day(self) -> date:
        """The day of its report, else of the event itself."""
        return self.reported_on or self.occurred_on

    def moment(self, zone: str) -> datetime:
        """From when on it is known."""
        return self.recorded_at or datetime.combine(self.day, time.min, ZoneInfo(zone))

    def known(self, known_at: datetime, zone: str) -> bool:
        return self.moment(zone) <= known_at


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of an event: the unit and the day first listed. ``number`` as it is compared, ``written`` as it was
    first listed. ``other``: the first line that says otherwise; ``taken_back``: the line that took it back."""

    obligation: str
    number: str
    unit: str
    occurred_on: date
    retracted: bool
    source: SourceRef
    other: Line | None = None
    taken_back: SourceRef | None = None
    written: str = ""

    @property
    def shown(self) -> str:
        """The number as people know it."""
        return self.written or self.number


def key_of(number: str) -> str:
    """A number as it is compared: without spaces, case, marks of direction and kind of digits."""
    plain = unicodedata.normalize("NFKC", number).casefold()
    kept = (str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in plain)
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", "".join(kept))


OF_A_LINE = frozenset(("obligation-not-known", "unit-unknown", "field-missing", "field-value", "row-too-long"))
"""What can be wrong with one line; anything else is wrong with the file."""


def load(path: Path, obligations: Collection[str], units: Container[str]) -> tuple[tuple[Line, ...], list[Finding]]:
    """The lines of the file, if there is one. Findings: an unknown obligation or unit, a date that is none, a state,
    an event taken back before it was reported."""
    lines, found = tables.load(path, REQUIRED, OPTIONAL, lambda line, found: _line(line, found, obligations, units))
    return lines, found + _taken_back_early(lines)


def _taken_back_early(lines: Iterable[Line]) -> list[Finding]:
    """Lines that take an event back on a day before anybody had reported it: one of the two days is a slip."""
    told: dict[tuple[str, str], Line] = {}
    found = []
    for line in lines:
        first = told.setdefault((line.obligation, line.event), line)
        if line.retracted and line.reported_on is not None and not first.retracted and line.reported_on < first.day:
            values = {"event": line.event, "obligation": line.obligation, "day": line.reported_on, "first": first.day}
            found.append(at("event-retracted-early", line.source, **values))
    return found


def left_out(fault: Finding) -> Finding:
    """A faulty line of a list that grows every day is no reason to judge nothing: the others count (decision 0114)."""
    if fault.code not in OF_A_LINE:
        return fault
    return at("event-line-left-out", fault.source, why=describe(fault))


def _line(
    line: tables.Line, findings: list[Finding], obligations: Collection[str], units: Container[str]
) -> Line | None:
    values, before = line.values, len(findings)
    tables.demand(line, REQUIRED, findings)
    occurred, reported = (tables.day(line, name, findings) for name in ("occurred_on", "reported_on"))
    tables.refer(line, findings, obligations, units)
    state = values.get("state", "").casefold()
    if state not in STATES:
        expected = " | ".join(name for name in STATES if name)
        findings.append(at("field-value", line.source, field="state", value=state, expected=expected))
    moment = tables.moment(line, "recorded_at", findings)
    if occurred is not None and reported is not None and reported < occurred:
        expected = f"≥ occurred_on ({occurred})"
        findings.append(at("field-value", line.source, field="reported_on", value=str(reported), expected=expected))
    if len(findings) > before or occurred is None:
        return None
    number = key_of(values["event"])
    told = (occurred, reported, STATES[state], line.source, moment)
    return Line(values["obligation"], number, values["unit"], *told, written=values["event"].strip())


def listed(lines: Iterable[Line], known_at: datetime, zone: str, as_of: date) -> dict[tuple[str, str], list[Event]]:
    """The events known, by obligation and owner unit, in the order in which they became known.

    Each unit takes back what it listed itself and nothing else, and may list it anew; of the units whose listing stands
    the first one owes the event (docs/decisions/0110)."""
    by_key: dict[tuple[str, str], list[Line]] = {}
    for line in sorted(lines, key=lambda one: one.moment(zone)):
        if line.occurred_on <= as_of and line.known(known_at, zone):
            by_key.setdefault((line.obligation, line.event), []).append(line)
    found: dict[tuple[str, str], list[Event]] = {}
    for (obligation, number), about in by_key.items():
        standing = _standing(about)
        told = standing or [line for line in about if not line.retracted] or about
        first, stated = told[0], (told[0].unit, told[0].occurred_on)
        other = next((one for one in told if (one.unit, one.occurred_on) != stated), None)
        back = None if standing else next(one.source for one in reversed(about) if one.retracted)
        event = Event(obligation, number, *stated, not standing, first.source, other, back, first.written)
        found.setdefault((obligation, first.unit), []).append(event)
    return found


def _standing(about: Sequence[Line]) -> list[Line]:
    """Of the lines about one event those that stand: what a unit said up to its last taking back does not."""
    last = {line.unit: n for n, line in enumerate(about) if line.retracted}
    return [line for n, line in enumerate(about) if n > last.get(line.unit, -1)]
