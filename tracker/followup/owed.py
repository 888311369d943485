"""Who owes what, until when: the part of the register that a sheet is read against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.calendars.counting import resolve
from tracker.calendars.holidays import Calendar
from tracker.followup.matching import Names, obligation_names, unit_names
from tracker.followup.records import Candidate
from tracker.model import Anchor, Obligation, Text, Unit
from tracker.register import Register
from tracker.register.history import moving, standing

_SHOWN = 60
"""Characters of a text that is only to be recognised."""


@dataclass(frozen=True, slots=True)
class Owed:
    """``owners``: obligation -> the units that owe it, then successors of dissolved ones;
    ``due``: (obligation, unit) -> due date, where there is one;
    ``week_starts``: Monday = 0; ``issued``: the days on which the orders were given;
    ``former``: what units were called before."""

    obligations: Mapping[str, Obligation]
    units: Mapping[str, Unit]
    owners: Mapping[str, tuple[str, ...]]
    due: Mapping[tuple[str, str], date]
    week_starts: int = 6
    issued: frozenset[date] = frozenset()
    former: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    obligation_names: Names = field(init=False)
    unit_names: Names = field(init=False)
    _by_unit: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "obligation_names", obligation_names(self.obligations.values()))
        object.__setattr__(self, "unit_names", unit_names(self.units.values(), self.former))
        by_unit: dict[str, list[str]] = {}
        for name, units in self.owners.items():
            for unit in units:
                by_unit.setdefault(unit, []).append(name)
        object.__setattr__(self, "_by_unit", {unit: tuple(names) for unit, names in by_unit.items()})

    def by_unit(self, unit: str) -> tuple[str, ...]:
        """The obligations that a unit owes, in the register's order."""
        return self._by_unit.get(unit, ())

    def listed(self, candidates: Iterable[Candidate]) -> Text:
        """Things as people know them, each with its identifier: 'مركز القنوات الشمالي (c-n)'."""
        joiners = {"ar": "، ", "en": ", "}
        found = tuple(candidates)
        return {tag: joiner.join(self._called(one.id, tag) for one in found) or "—" for tag, joiner in joiners.items()}

    def _called(self, name: str, tag: str) -> str:
        texts = self.units[name].name if name in self.units else self.obligations[name].text
        text = texts.get(tag) or next(iter(texts.values()), "")
        short = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
        return f"{short} ({name})" if short else name


def owed(register: Register, calendar: Calendar, now: datetime) -> Owed:
    """Everything approved, its owners, and the due dates that can be counted now, by the changes known. Pure after the
    register is loaded."""
    obligations = register.obligations
    owners = {
        name: (*(unit.id for unit in register.owners(one)), *register.heirs(one)) for name, one in obligations.items()
    }
    due: dict[tuple[str, str], date] = {}
    for name, units in owners.items():
        for unit in units:
            day = _due(register, obligations[name], unit, calendar, now)
            if day is not None:
                due[name, unit] = day
    tree = register.units.at(now.date())
    known = {unit.id: unit for unit in tree}
    former = {name: register.units.names(name) for name in register.units.phases}
    issued = frozenset(directive.issued_on for directive in register.approved)
    return Owed(obligations, known, owners, due, calendar.policy.week_starts, issued, former)


def _due(register: Register, obligation: Obligation, unit: str, calendar: Calendar, now: datetime) -> date | None:
    """The due date of a duty to be carried out once; None for what depends on an event or on another obligation."""
    day = now.date()
    stands = standing(obligation, day, now, calendar.policy.zone)
    deadline = stands.versions[-1].deadline
    stops = moving(stands, stands.versions[-1], day)
    directive = register.directive(obligation.directive)
    assert directive is not None
    anchors = {
        Anchor.ISSUE: directive.issued_on,
        Anchor.EFFECTIVE: register.effective_on(obligation),
        Anchor.NOTIFICATION: register.notifications.get((directive.id, unit)),
    }
    if deadline.rrule is not None:
        return None
    hour = directive.issued_at if deadline.anchor is Anchor.ISSUE else None
    return resolve(deadline, anchors.get(deadline.anchor), calendar, clock_time=hour, suspended=stops).due_on
