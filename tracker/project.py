"""Opening a project: settings, register and calendar, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker import clock, config
from tracker import register as registers
from tracker.assess import Result, assess
from tracker.calendars import holidays, profiles
from tracker.calendars.counting import Calendar
from tracker.config import Settings
from tracker.followup.ledger import Ledger
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
        observations = self.ledger.observations()
        return assess(self.register, observations, self.calendar, self.settings, as_of or self.now.date(), moment)


def open_project(directory: Path) -> Project:
    """Read a project. Raises Refusal with everything that is wrong with it."""
    settings = config.load(directory)
    policy = profiles.profile(settings.calendar)
    now = clock.now(ZoneInfo(policy.zone))
    register = registers.load(settings)
    registers.require_usable(register)
    return Project(settings, register, holidays.load(policy, settings.path("holidays")), now)
