"""The reviewed obligations, who owes them, and when each unit was told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches

from tracker.config import Settings
from tracker.files import exists
from tracker.findings import Refusal, Severity, at, severity
from tracker.model import Directive, Finding, Obligation, Selector, SourceRef, Strength, Unit
from tracker.register import changing, determinations, events, recurring, tables, units_file
from tracker.register import directives as directives_files
from tracker.register.members import Member, members
from tracker.register.units import UnitTree

__all__ = ["Heir", "Register", "UnitTree", "load", "require_usable"]


@dataclass(frozen=True, slots=True)
class Heir:
    """A duty that came to a unit. ``ends``: the dissolved units from which it came, with their last days, the earliest
    first."""

    ends: Mapping[str, date]

    @property
    def of(self) -> tuple[str, ...]:
        return tuple(self.ends)

    def since(self, settled: Container[str] = ()) -> date:
        """The first day on which it is owed here: after the first of them that left it open; of all, where none did."""
        left = [day for unit, day in self.ends.items() if unit not in settled]
        return min(left or self.ends.values()) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Register:
    """What a project orders of whom. ``directives`` holds drafts too; ``obligations`` only what is approved and is an
    order. ``notifications`` maps (directive, unit) to the day on which the unit was told. ``events``: every line about
    an event, in the order of the file."""

    directives: tuple[Directive, ...]
    units: UnitTree
    notifications: Mapping[tuple[str, str], date]
    findings: tuple[Finding, ...] = ()
    place: SourceRef | None = None
    events: tuple[events.Line, ...] = ()
    determinations: tuple[determinations.Determination, ...] = ()

    @property
    def approved(self) -> tuple[Directive, ...]:
        return tuple(d for d in self.directives if d.approved is not None)

    @property
    def drafts(self) -> tuple[Directive, ...]:
        return tuple(d for d in self.directives if d.approved is None)

    @property
    def obligations(self) -> dict[str, Obligation]:
        return {o.id: o for d in self.approved for o in d.obligations if o.strength is Strength.ORDER}

    def directive(self, directive_id: str) -> Directive | None:
        return next((d for d in self.directives if d.id == directive_id), None)

    def effective_on(self, obligation: Obligation) -> date:
        """The obligation's own date, else the directive's, else the day of issue."""
        directive = self.directive(obligation.directive)
        assert directive is not None
        return effective_on(obligation, directive)

    def members(self, obligation: Obligation, as_of: date | None = None) -> tuple[Member, ...]:
        """Who owes an obligation, and from when to when (``register.members``)."""
        directive = self.directive(obligation.directive)
        assert directive is not None
        return members(self.units, obligation, directive.issued_on, effective_on(obligation, directive), as_of)

    def owners(self, obligation: Obligation) -> tuple[Unit, ...]:
        return tuple(one.unit for one in self.members(obligation))

    def at(self, day: date) -> Register:
        """The same with the units as they are called and placed on a day."""
        units = self.units.at(day)
        return self if units is self.units else replace(self, units=units)

    def heirs(self, obligation: Obligation, as_of: date | None = None) -> dict[str, Heir]:
        """Unit -> from whom and since when a duty came to it: successors of dissolved owners, and theirs in turn. A
        unit that had left the selection before it ended hands nothing on."""
        found = self.members(obligation, as_of)
        owners = {one.unit.id for one in found}
        ends: dict[str, dict[str, date]] = {}
        queue = [one.unit.id for one in found if one.until is None]
        for unit_id in queue:
            unit = self.units[unit_id]
            heir = unit.successor
            if unit.valid_to is None or heir is None or heir in owners:
                continue
            if heir not in ends:
                queue.append(heir)
            ends.setdefault(heir, {})[unit_id] = unit.valid_to
        return {heir: Heir(dict(sorted(of.items(), key=lambda pair: pair[1]))) for heir, of in ends.items()}

    def told(
        self, directive: Directive, unit: str, heirs: Mapping[str, Heir], settled: Container[str] = ()
    ) -> date | None:
        """The day on which a unit was notified; else the first on which a dissolved unit was that left it the duty: a
        clock that runs goes on with the duty (docs/decisions/0113)."""
        day = self.notifications.get((directive.id, unit))
        if day is not None or unit not in heirs:
            return day
        ends = heirs[unit].ends.items()
        days = [(self.told(directive, of, heirs, settled), last) for of, last in ends if of not in settled]
        return min((day for day, last in days if day is not None and day <= last), default=None)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is odd in the files and stops nothing; and that nothing is approved, where that is so."""
        found = tuple(f for f in self.findings if severity(f) is not Severity.ERROR)
        return found if self.approved or not self.usable else (*found, at("nothing-approved", self.place))

    @property
    def usable(self) -> bool:
        return not _errors(self.findings)


def effective_on(obligation: Obligation, directive: Directive) -> date:
    """The obligation's own date, else the directive's, else the day of issue."""
    return obligation.effective_on or directive.effective_on or directive.issued_on


def load(settings: Settings) -> Register:
    """Read directives, units and notifications of a project. What is wrong is in ``findings``; nothing is raised."""
    tree, findings = units_file.load(settings.path("units"))
    units_whole = not _errors(findings)
    found, faults = directives_files.load_all(settings.path("directives"))
    directives_whole = not _errors(faults)
    findings += faults
    notified: list[Finding] = []
    notifications = _notifications(settings, found, tree, notified)
    ordered = {o.id: directive.issued_on for directive in found for o in directive.obligations if o.id}
    lines, odd = events.load(settings.path("events"), ordered, tree)
    decided, faulty = determinations.load(settings.path("determinations"), ordered, tree)
    notified += faulty
    references = [
        finding
        for directive in found
        for obligation in directive.obligations
        if obligation.strength is Strength.ORDER
        for finding in _references(obligation, tree, approved=directive.approved is not None)
    ]
    references += [fault for directive in found for fault in changing.faults(directive)]
    references += [odd for directive in found for odd in recurring.oddities(directive)]
    if directives_whole:
        references += changing.circles(found) + changing.named_wrongly(found)
    # What is named in one file and missing because another could not be read is no fault of the one that names it.
    unsure: tuple[str, ...] = () if units_whole else UNIT_CODES
    unsure += () if directives_whole else ("directive-unknown", "obligation-not-known")
    findings += [finding for finding in (*notified, *references) if finding.code not in unsure]
    findings += [events.left_out(finding) for finding in odd if finding.code not in unsure]
    place = SourceRef(str(settings.path("directives")))
    return Register(tuple(found), tree, notifications, tuple(findings), place, lines, decided)


UNIT_CODES = (
    "unit-unknown",
    "unit-type-unknown",
    "unit-unknown-in-draft",
    "unit-type-unknown-in-draft",
    "selects-no-unit",
)


def _errors(findings: Iterable[Finding]) -> bool:
    return any(severity(finding) is Severity.ERROR for finding in findings)


def _references(obligation: Obligation, tree: UnitTree, *, approved: bool) -> list[Finding]:
    """Names that ``units.csv`` does not know; warnings in a draft, which may be reviewed before the unit is added."""
    if not len(tree):
        return []
    found = selector_faults(obligation.units, tree, obligation.source, draft=not approved)
    if approved and not found and not tree.select(obligation.units):
        found.append(at("selects-no-unit", obligation.source, obligation=obligation.id))
    return found


def selector_faults(selector: Selector, tree: UnitTree, source: SourceRef, *, draft: bool = False) -> list[Finding]:
    """Each identifier and type that a selector names and no unit has: one wrong among right ones would lose duties."""
    suffix = "-in-draft" if draft else ""
    source = selector.source or source
    types = sorted({unit.type for unit in tree})
    unknown = [name for name in (*selector.ids, *selector.under) if name not in tree]
    found = [at(f"unit-unknown{suffix}", source, field="units", unit=name) for name in unknown]
    for name in selector.types:
        if name not in types:
            near = ", ".join(get_close_matches(name, types, 3, 0.5) or types[:5])
            found.append(at(f"unit-type-unknown{suffix}", source, type=name, near=near))
    return found


def _notifications(
    settings: Settings, found: list[Directive], tree: UnitTree, findings: list[Finding]
) -> dict[tuple[str, str], date]:
    """Of each directive's units the day on which they were told: its own ``notified_on``, and by unit the file's."""
    general = {
        (directive.id, unit.id): directive.notified_on
        for directive in found
        if directive.notified_on is not None
        for unit in tree
    }
    path = settings.path("notifications")
    if not exists(path):
        return general
    known = {d.id: d.issued_on for d in found}
    notified: dict[tuple[str, str], date] = {}
    for line in tables.read(path, ("directive", "unit", "notified_on"), (), findings):
        key = (line.values["directive"], line.values["unit"])
        day = tables.day(line, "notified_on", findings)
        if key[0] not in known:
            findings.append(at("directive-unknown", line.source, id=key[0]))
        elif key[1] not in tree:
            findings.append(at("unit-unknown", line.source, field="unit", unit=key[1]))
        elif day is None:
            if not line.values["notified_on"]:
                findings.append(at("field-missing", line.source, field="notified_on"))
        elif key in notified:
            findings.append(at("notified-twice", line.source, directive=key[0], unit=key[1], first=notified[key]))
        else:
            notified[key] = day
            if day < known[key[0]]:
                days = {"day": day, "issued_on": known[key[0]]}
                findings.append(at("date-before-issue", line.source, field="notified_on", **days))
    return general | notified


def require_usable(register: Register) -> None:
    """Raise Refusal with the register's errors, if it has any."""
    faults = [finding for finding in register.findings if severity(finding) is Severity.ERROR]
    if faults:
        raise Refusal(*faults)
