"""Opening a project: settings, register and calendar, ready to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker import clock, config
from tracker import register as registers
from tracker.assess import Result, assess
from tracker.calendars import holidays, profiles
from tracker.calendars.counting import Calendar
from tracker.calendars.profiles import Policy
from tracker.config import Settings
from tracker.files import read, why
from tracker.findings import Refusal, Severity, at, severity
from tracker.followup.ledger import Ledger
from tracker.model import Finding, SourceRef
from tracker.register import Register


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose register has no errors. ``now`` is read once, in the profile's zone."""

    settings: Settings
    register: Register
    calendar: Calendar
    now: datetime

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.settings.path("store"))

    def judged(self, as_of: date | None = None, known_at: datetime | None = None) -> Result:
        """Every duty as of a day (default: today) by what was known at a moment (default: now)."""
        moment = known_at or self.now
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.now.tzinfo)
        moment = moment.astimezone(self.now.tzinfo)
        day = as_of or self.now.date()
        rows = self.ledger.untaken(moment, day)
        observations = self.ledger.observations()
        return assess(self.register, observations, self.calendar, self.settings, day, moment, not_taken=rows)


def open_project(directory: Path) -> Project:
    """Read a project. Raises Refusal with everything that is wrong with it."""
    settings = config.load(directory)
    return opened(settings, clock.now(zone(settings)))


def opened(settings: Settings, now: datetime) -> Project:
    """The project of settings that were read already, at a moment. Raises Refusal as ``open_project``."""
    register = registers.load(settings)
    wrong = [*misplaced(settings), *(f for f in register.findings if severity(f) is Severity.ERROR)]
    if wrong:
        raise Refusal(*wrong)
    return Project(settings, register, calendar(settings), now)


def policy(settings: Settings) -> Policy:
    """How the project counts. Refusal, at its ``tracker.toml``, where there is no calendar of that name."""
    try:
        return profiles.profile(settings.calendar)
    except Refusal as refusal:
        where = SourceRef(str(settings.root / config.FILE_NAME))
        raise Refusal(*(at(f.code, where, **f.values) for f in refusal.findings)) from refusal


def zone(settings: Settings) -> ZoneInfo:
    return ZoneInfo(policy(settings).zone)


def calendar(settings: Settings) -> Calendar:
    """The calendar of a project with its official days. Raises Refusal with what is wrong in the file of holidays."""
    wrong = misplaced(settings, ("holidays",))
    if wrong:
        raise Refusal(*wrong)
    return holidays.load(policy(settings), settings.path("holidays"))


OPTIONAL = ("holidays", "notifications", "events", "determinations")
"""The files that a project need not have."""


def misplaced(settings: Settings, names: Sequence[str] = OPTIONAL) -> list[Finding]:
    """Of the files that a project need not have: those that ``tracker.toml`` names and that are not there, and what
    stands in the place of one and is no file. Passed over in silence, days would be counted wrongly."""
    found = []
    for name in names:
        named = getattr(settings.paths, name)
        path = settings.root / named
        where = SourceRef(str(path))
        if not path.exists():
            if path.is_symlink() or named != getattr(config.Paths(), name):
                found.append(at("path-named-missing", where, key=f"paths.{name}"))
            continue
        try:
            read(path)
        except OSError as error:
            found.append(at("file-unreadable", where, why=why(error)))
    return found
