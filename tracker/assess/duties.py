"""Obligation x unit -> the frame of duties (semantics §4), days as ordinals. Pure.

One line a duty; the columns are the facts that do not depend on reports. Dates that are the same for many units are
resolved once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tracker.assess.basis import Grounds, effective_by, grounds
from tracker.assess.verdicts import NEVER, NO_DAY
from tracker.calendars.counting import Calendar, DateCard, Resolution, resolve, review_after
from tracker.config import Defaults
from tracker.findings import at
from tracker.model import Anchor, Deadline, DeadlineKind, Directive, Finding, Obligation, Pattern, Strength, Unit
from tracker.register import Register
from tracker.register import effective_on as ordered_on

COLUMNS = (
    "duty",
    "obligation",
    "unit",
    "once",
    "by_event",
    "effective",
    "window_start",
    "window",
    "due",
    "due_known",
    "due_unresolved",
    "due_fixed",
    "notified",
    "assumed",
    "warning",
    "review",
    "ends",
    "evidence_required",
    "withdrawn",
    "suspended",
    "claims_count",
)
BOOLEAN = frozenset(
    (
        "once",
        "by_event",
        "due_known",
        "due_unresolved",
        "due_fixed",
        "assumed",
        "evidence_required",
        "suspended",
        "claims_count",
    )
)


@dataclass(slots=True)
class Duties:
    """``columns``: equal-length lists by name, ``obligation`` and ``unit`` being places in the lists of that name.
    ``cards`` and ``grounds``: by duty, where its dates come from. ``inherited``: for each duty (obligation, unit) that
    came with a dissolved unit, that unit."""

    obligations: list[Obligation]
    units: list[Unit]
    columns: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    cards: list[DateCard] = field(default_factory=list)
    grounds: list[Grounds] = field(default_factory=list)
    causes: dict[int, str] = field(default_factory=dict)
    inherited: dict[tuple[str, str], str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.cards)


def build(register: Register, calendar: Calendar, defaults: Defaults, known_at: datetime) -> Duties:
    """Every duty that approved directives known at ``known_at`` make. What cannot be assessed yet is a finding."""
    units = list(register.units)
    places = {unit.id: i for i, unit in enumerate(units)}
    duties = Duties([], units)
    known_on = known_at.astimezone(ZoneInfo(calendar.policy.zone)).date()
    for directive in register.approved:
        assert directive.approved is not None
        if directive.approved.on > known_on:
            continue
        for obligation in directive.obligations:
            if obligation.strength is Strength.ORDER:
                _of_obligation(duties, register, directive, obligation, calendar, defaults, places)
    return duties


def _of_obligation(
    duties: Duties,
    register: Register,
    directive: Directive,
    obligation: Obligation,
    calendar: Calendar,
    defaults: Defaults,
    places: Mapping[str, int],
) -> None:
    if obligation.pattern is Pattern.PERIODIC:
        duties.findings.append(at("pattern-not-assessed", obligation.source, obligation=obligation.id))
        return
    if obligation.changes:
        duties.findings.append(at("changes-not-applied", obligation.source, obligation=obligation.id))
    if obligation.pattern is Pattern.ACHIEVEMENT and obligation.deadline.anchor is Anchor.OBLIGATION:
        anchor = obligation.deadline.anchor_ref or "—"
        duties.findings.append(at("anchor-not-followed", obligation.source, obligation=obligation.id, anchor=anchor))
    duties.obligations.append(obligation)
    effective_on = ordered_on(obligation, directive)
    resolved: dict[date | None, Resolution] = {}
    owners: dict[str, date | None] = {unit.id: None for unit in register.owners(obligation)}
    for unit_id, heir in register.heirs(obligation).items():
        owners[unit_id] = heir.since
        duties.inherited[obligation.id, unit_id] = heir.of
    for unit_id, gone in owners.items():
        unit = register.units[unit_id]
        notified = register.notifications.get((directive.id, unit_id))
        told = notified if _counts_from_notification(obligation.deadline) else None
        effective, by = effective_by(obligation, directive, unit, gone, told)
        anchor_on = _anchor(obligation.deadline, directive, effective_on, notified)
        if anchor_on not in resolved:
            resolved[anchor_on] = resolve(obligation.deadline, anchor_on, calendar)
        resolution = resolved[anchor_on]
        after = _review_after(obligation, resolution, defaults)
        from_whom = register.units[duties.inherited[obligation.id, unit_id]].name if gone is not None else None
        on = grounds(obligation, defaults, by, after, from_whom)
        _append(duties, obligation, unit, places[unit_id], effective, notified, resolution, on)


def _counts_from_notification(deadline: Deadline) -> bool:
    fixed = deadline.kind in (DeadlineKind.ON, DeadlineKind.NONE)
    return deadline.anchor is Anchor.NOTIFICATION and not fixed


def _anchor(deadline: Deadline, directive: Directive, effective_on: date, notified: date | None) -> date | None:
    """The day a deadline counts from; None while it has not happened or is not recorded."""
    if deadline.anchor is Anchor.ISSUE:
        return directive.issued_on
    if deadline.anchor is Anchor.EFFECTIVE:
        return effective_on
    if deadline.anchor is Anchor.NOTIFICATION:
        return notified
    return None


def _append(
    duties: Duties,
    obligation: Obligation,
    unit: Unit,
    place: int,
    effective: date,
    notified: date | None,
    resolution: Resolution,
    on: Grounds,
) -> None:
    once = obligation.pattern is Pattern.ACHIEVEMENT
    deadline = obligation.deadline
    due = resolution.due_on if once else None
    unresolved = once and resolution.state == "unresolved"
    start = max(effective, notified) if notified is not None else effective
    number = len(duties)
    if unit.valid_to is not None:
        duties.causes[number] = "unit_dissolved"
    values = {
        "duty": number,
        "obligation": len(duties.obligations) - 1,
        "unit": place,
        "once": once,
        "by_event": obligation.pattern is Pattern.TRIGGERED,
        "effective": effective.toordinal(),
        "window_start": start.toordinal(),
        "window": on.report_every + on.grace,
        "due": due.toordinal() if due is not None else NO_DAY,
        "due_known": due is not None,
        "due_unresolved": unresolved,
        "due_fixed": once and deadline.kind is DeadlineKind.ON,
        "notified": notified.toordinal() if notified is not None else NO_DAY,
        "assumed": deadline.assumed,
        "warning": on.warning,
        "review": _review(effective, due, on.review_after) if once else NO_DAY,
        "ends": obligation.ends_on.toordinal() if obligation.ends_on is not None and not once else NEVER,
        "evidence_required": obligation.evidence_required,
        "withdrawn": unit.valid_to.toordinal() + 1 if unit.valid_to is not None else NEVER,
        "suspended": False,
        # An exception that needs no reference can be claimed freely; where none is named, none may be claimed.
        "claims_count": not obligation.exceptions or any(e.reference_required for e in obligation.exceptions),
    }
    for name, value in values.items():
        duties.columns[name].append(value)
    duties.cards.append(resolution.card)
    duties.grounds.append(on)


def _review_after(obligation: Obligation, resolution: Resolution, defaults: Defaults) -> int | None:
    """How many days after E an achievement without a known due date wants a look; None for every other."""
    if obligation.pattern is not Pattern.ACHIEVEMENT or resolution.due_on is not None:
        return None
    if obligation.review_after is not None:
        return obligation.review_after
    unresolved = resolution.state == "unresolved"
    return review_after(obligation.deadline, defaults.review_asap, defaults.review_none, unresolved=unresolved)


def _review(effective: date, due: date | None, after: int | None) -> int:
    """The day after which an undated duty wants a look; NEVER for a dated one."""
    return NEVER if due is not None or after is None else effective.toordinal() + after
