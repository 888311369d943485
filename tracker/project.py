"""Opening a project: settings, register and calendar, ready to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker import clock, config, inputs, program
from tracker import register as registers
from tracker.assess import Result, assess
from tracker.calendars import holidays, profiles
from tracker.calendars.counting import Calendar
from tracker.calendars.profiles import Policy
from tracker.config import Settings
from tracker.files import View, read, viewing, why
from tracker.findings import Refusal, Severity, at, describe, severity
from tracker.followup.ledger import Ledger
from tracker.model import Finding, SourceRef, Text
from tracker.register import Register
from tracker.report.text import moment_text
from tracker.sightings import Sighting, Sightings, State, in_force


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose register has no errors. ``now`` is read once, in the profile's zone.

    ``known_at``: the moment by whose knowledge its settings, register and calendar stand, None: as the files are now.
    ``notes``: what is to be said of that. ``present``: what the files hold now, wherever the rest is from.
    """

    settings: Settings
    register: Register
    calendar: Calendar
    now: datetime
    present: State
    known_at: datetime | None = None
    notes: tuple[Finding, ...] = ()

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.settings.path("store"))

    def judged(self, as_of: date | None = None) -> Result:
        """Every duty as of a day (default: today) by what was known when the project stood as it is here."""
        moment = self.known_at or self.now
        day = as_of or self.now.date()
        rows = self.ledger.untaken(moment, day, self.register.events)
        observations = self.ledger.observations()
        result = assess(self.register, observations, self.calendar, self.settings, day, moment, not_taken=rows)
        return replace(result, findings=(*self.notes, *result.findings)) if self.notes else result

    def record(self) -> tuple[Finding, ...]:
        """Keep what the files hold now, so that this answer can be given again. What could not be kept is a finding: a
        project that cannot be written into can still be judged."""
        store = Sightings(self.settings.path("store"))
        try:
            store.record(self.present, self.now, clock_set=clock.is_set())
        except Refusal as refusal:
            return (at("inputs-not-recorded", None, why=describe(refusal.findings[0])),)
        return ()


def open_project(directory: Path, known_at: datetime | None = None) -> Project:
    """Read a project, as its files stand or as they were known at a moment. Raises Refusal with all that is wrong."""
    written = inputs.settings_content(directory)
    with viewing(View({config.file_of(directory): written}) if written is not None else View()):
        settings = config.load(directory)
    project = opened(settings, clock.now(zone(settings)), written)
    if known_at is not None and known_at.tzinfo is None:
        known_at = known_at.replace(tzinfo=project.now.tzinfo)
    if known_at is None:
        return project
    if known_at >= project.now:
        return replace(project, known_at=known_at.astimezone(project.now.tzinfo))
    return _as_known(project, known_at)


def record_edited(directory: Path) -> tuple[Finding, ...]:
    """Keep what the files hold after a command has changed one of them. A project that cannot be judged keeps
    nothing: the next command that judges it will."""
    try:
        return open_project(directory).record()
    except Refusal:
        return ()


def opened(settings: Settings, now: datetime, written: bytes | None = None) -> Project:
    """The project of settings that were read already, at a moment. ``written``: the text of those settings, by default
    as it stands. Raises Refusal as ``open_project``."""
    written = inputs.settings_content(settings.root) if written is None else written
    found, whole = inputs.gathered(settings, written)
    register, days = _loaded(settings, inputs.view(settings, found) if whole else View(), misplaced(settings))
    if not whole:  # what could not be read when all was, and can be a moment later
        return opened(settings, now, written)
    return Project(settings, register, days, now, State(found, program.version(), days.version))


def _loaded(settings: Settings, view: View, wrong: Sequence[Finding] = ()) -> tuple[Register, Calendar]:
    with viewing(view):
        register = registers.load(settings)
        faults = [*wrong, *(f for f in register.findings if severity(f) is Severity.ERROR)]
        if faults:
            raise Refusal(*faults)
        return register, holidays.load(policy(settings), settings.path("holidays"))


def _as_known(project: Project, known_at: datetime) -> Project:
    """The project as it was known at an earlier moment (docs/decisions/0112)."""
    store = Sightings(project.settings.path("store"))
    recorded = store.with_present(project.present, project.now, clock_set=clock.is_set())
    sighting, following = in_force(recorded, known_at)
    found = store.contents(sighting, project.present)
    try:
        with viewing(inputs.settings_view(project.settings.root, found)):
            settings = inputs.at_home(config.load(project.settings.root), project.settings)
        register, days = _loaded(settings, inputs.view(settings, found))
        if following is not None and known_at > sighting.until:
            mixed = inputs.between(found, store.contents(following, project.present), known_at, zone(settings))
            with suppress(Refusal):  # an order of units that came with it: then it is known from when it was seen
                register, days = _loaded(settings, inputs.view(settings, mixed))
    except Refusal as refusal:
        then = moment_words(sighting.since.astimezone(known_at.tzinfo))
        raise Refusal(
            at("inputs-then-refused", None, since=then, then=sighting.program), *refusal.findings
        ) from refusal
    here = zone(settings)
    notes = _notes(sighting, project.present.program, days.version, known_at.astimezone(here))
    now = project.now.astimezone(here)
    return Project(settings, register, days, now, project.present, known_at.astimezone(here), notes)


def _notes(sighting: Sighting, now: str, calendar: str, known_at: datetime) -> tuple[Finding, ...]:
    """Why the answer may be another than the one given then."""
    found = []
    since, asked = (moment_words(one.astimezone(known_at.tzinfo)) for one in (sighting.since, known_at))
    if known_at < sighting.since:
        found.append(at("inputs-first-seen", None, since=since, asked=asked))
    if sighting.program != now:
        found.append(at("program-not-as-then", None, asked=asked, then=sighting.program, now=now))
    elif sighting.calendar != calendar:
        found.append(at("calendar-not-as-then", None, asked=asked, then=sighting.calendar, now=calendar))
    return tuple(found)


def moment_words(moment: datetime) -> Text:
    return {tag: moment_text(moment, tag) for tag in ("ar", "en")}


def policy(settings: Settings) -> Policy:
    """How the project counts. Refusal, at its ``tracker.toml``, where there is no calendar of that name."""
    try:
        return profiles.profile(settings.calendar, settings.calendars)
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
