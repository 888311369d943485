"""Obligation x unit x occurrence -> the frame of duties (semantics §4), days as ordinals. Pure.

One line a duty; the columns are the facts that do not depend on reports. Dates that are the same for many units are
resolved once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tracker.assess import decided, occurrences
from tracker.assess.anchors import Anchors, Completions
from tracker.assess.basis import Grounds, effective_by, grounds
from tracker.assess.dues import UNRESOLVED, Due, card_of, counts_from_notification, looked_at, review_days
from tracker.assess.duty_table import Duties
from tracker.assess.occurrences import Laid, Tiling
from tracker.assess.verdicts import NEVER, NO_DAY
from tracker.calendars import counting
from tracker.calendars.counting import Calendar, Resolution, Stretch, resolve
from tracker.calendars.periods import Period
from tracker.config import Defaults
from tracker.findings import at
from tracker.model import Anchor, Deadline, DeadlineKind, Directive, Obligation, Pattern, Strength, Unit
from tracker.register import Register, determinations, events, history
from tracker.register import effective_on as ordered_on
from tracker.register.determinations import Determination
from tracker.register.events import Event
from tracker.register.history import Standing, Suspension, Version, standing


def build(
    register: Register,
    calendar: Calendar,
    defaults: Defaults,
    as_of: date,
    known_at: datetime,
    completions: Completions | None = None,
    told_by: date | None = None,
    settled: Collection[tuple[str, str]] = (),
) -> Duties:
    """Every duty that approved directives known at ``known_at`` make by ``as_of``. What cannot be judged is a finding.

    ``completions``: what is believed done of the obligations from whose completion others count, as far as judged.
    ``told_by``: see ``register.history.standing``. ``settled``: obligations and dissolved units that left nothing open,
    as far as judged.
    """
    duties = Duties([], list(register.units), listed=frozenset(line.obligation for line in register.events))
    made = _Maker(duties, register, calendar, defaults, as_of, known_at, completions or Completions(), told_by, settled)
    known_on = known_at.astimezone(ZoneInfo(calendar.policy.zone)).date()
    for directive in register.approved:
        assert directive.approved is not None
        if directive.approved.on > known_on:
            continue
        for obligation in directive.obligations:
            if obligation.strength is Strength.ORDER:
                made.of_obligation(directive, obligation)
    duties.findings += decided.about_nothing(made.decided, duties.decided.values(), as_of)
    return duties


@dataclass(slots=True)
class _Maker:
    duties: Duties
    register: Register
    calendar: Calendar
    defaults: Defaults
    as_of: date
    known_at: datetime
    completions: Completions
    told_by: date | None
    settled: Collection[tuple[str, str]]
    anchors: Anchors = field(init=False)
    listed: Mapping[tuple[str, str], list[Event]] = field(init=False)
    decided: tuple[Determination, ...] = field(init=False)
    places: Mapping[str, int] = field(init=False)
    _resolved: dict[tuple[Any, ...], Resolution] = field(default_factory=dict)
    tiled: dict[tuple[date, date | None], Laid] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {unit.id: i for i, unit in enumerate(self.duties.units)}
        zone = self.calendar.policy.zone
        stands = (self.as_of, self.known_at, zone, self.told_by)
        self.anchors = Anchors(self.register, lambda one: standing(one, *stands).versions[-1].deadline)
        self.duties.findings += self.anchors.findings
        self.duties.hopeless = self.anchors.hopeless
        self.decided = determinations.holding(self.register.determinations, self.as_of, self.known_at)
        self.listed = events.listed(self.register.events, self.known_at, zone, self.as_of)

    def of_obligation(self, directive: Directive, obligation: Obligation) -> None:
        now = standing(obligation, self.as_of, self.known_at, self.calendar.policy.zone, self.told_by)
        self.duties.obligations.append(obligation)
        self._resolved.clear()
        self.tiled.clear()
        if obligation.pattern is Pattern.PERIODIC and not any(v.deadline.rrule for v in now.versions):
            self.duties.findings.append(at("recurrence-missing", obligation.source, obligation=obligation.id))
            return
        made = {
            one.unit.id: _Owed(self, directive, obligation, now, one.owing, None, one.until)
            for one in self.register.members(obligation, self.as_of)
        }
        settled = {unit for name, unit in self.settled if name == obligation.id}
        heirs = self.register.heirs(obligation, self.as_of)
        for unit_id, heir in heirs.items():
            told = self.register.told(directive, unit_id, heirs, settled)
            unit = self.register.units[unit_id]
            made[unit_id] = _Owed(self, directive, obligation, now, unit, heir.since(settled), told=told)
            self.duties.inherited[obligation.id, unit_id] = heir.of
        for owed in made.values():
            owed.add()
        self._hand_on(obligation, made)
        self.duties.findings += [
            at("event-without-duty", event.source, event=event.shown, obligation=name, unit=unit)
            for (name, unit), listed in self.listed.items()
            for event in listed
            if name == obligation.id and (unit not in made or obligation.pattern is not Pattern.TRIGGERED)
        ]

    def _hand_on(self, obligation: Obligation, made: Mapping[str, _Owed]) -> None:
        """The events of a unit that is dissolved are its successor's from the next day on, and so on down the line."""
        waiting = [name for name in made if (obligation.id, name) in self.duties.numbers]
        for name in waiting:
            unit = self.register.units[name]
            heir = made.get(unit.successor or "")
            if unit.valid_to is None or heir is None:
                continue
            for number in list(self.duties.numbers[obligation.id, name].values()):
                if heir.take_over(number, unit.valid_to + timedelta(days=1)):
                    waiting.append(heir.unit.id)  # again, if it has handed others on already

    def resolve(
        self, deadline: Deadline, anchor_on: date | None, stops: tuple[Stretch, ...], hour: time | None
    ) -> Resolution:
        """``hour``: that of the anchor, where it is known."""
        key = (deadline, anchor_on, stops, hour)
        if key not in self._resolved:
            self._resolved[key] = resolve(deadline, anchor_on, self.calendar, clock_time=hour, suspended=stops)
        return self._resolved[key]

    def occurrence(self, deadline: Deadline, period: Period, grace: int, stops: tuple[Stretch, ...]) -> Resolution:
        key = (deadline, period)
        if key not in self._resolved:
            self._resolved[key] = counting.occurrence(deadline, period, grace, self.calendar, stops)
        return self._resolved[key]


@dataclass(slots=True)
class _Owed:
    """One obligation on one unit. ``since``: from when it owes it as the heir of a dissolved unit; ``until``: the last
    day on which the order means it, although it lives on; ``told``: when it was notified, or who left it the duty."""

    maker: _Maker
    directive: Directive
    obligation: Obligation
    now: Standing
    unit: Unit
    since: date | None
    until: date | None = None
    told: date | None = None
    stops: tuple[Suspension, ...] = field(init=False)
    notified: date | None = field(init=False)
    effective: date = field(init=False)
    by: str = field(init=False)

    def __post_init__(self) -> None:
        self.stops = self.now.suspensions
        self.notified = self.maker.register.notifications.get((self.directive.id, self.unit.id))
        self.told = self.told or self.notified
        told = self.notified if counts_from_notification(self.now.versions[0].deadline) else None
        self.effective, self.by = effective_by(self.obligation, self.directive, self.unit, self.since, told)
        if self.by == "unit" and self.effective != self.maker.register.units[self.unit.id].valid_from:
            self.by = "member"  # it lived before, elsewhere or of another type

    def add(self) -> None:
        if self.obligation.pattern is not Pattern.PERIODIC:
            once = self.obligation.pattern is Pattern.ACHIEVEMENT
            moving = [history.moving(self.now, version, self.maker.as_of) for version in self.now.versions]
            dues = tuple(self._due(*one, once=once) for one in zip(self.now.versions, moving, strict=True))
            first = self._due(Version(date.min, self.obligation.deadline), (), once=once)
            self._append(dues, first.due)
            place = len(self.maker.duties) - 1
            listed = self.maker.listed.get((self.obligation.id, self.unit.id), ())
            opened = [event.occurred_on for event in listed if self._event(event)]
            if opened:
                self.maker.duties.columns["listed_from"][place] = min(opened).toordinal()
            return
        if counts_from_notification(self.now.versions[0].deadline) and self.told is None:
            assumed = self.now.versions[-1].deadline.assumed
            waiting = replace(self._due(self.now.versions[0], (), once=True), assumed=assumed)
            self._append((waiting,), waiting.due)
            return
        self._periods()

    def _periods(self) -> None:
        duties = self.maker.duties
        open_since = next((s.first for s in self.stops if s.last is None), None)
        gone = self._withdrawn()
        ends = ((s.first, s.last or s.at_least) for s in self.stops)
        closed = tuple((first, last) for first, last in ends if last is not None)
        tiled = self.maker.tiled
        if (self.effective, gone) not in tiled:
            tiled[self.effective, gone] = occurrences.tile(
                self.now.versions,
                self.effective,
                self.maker.as_of,
                ends_on=self.now.ends_on,
                gone_on=gone,
                suspended=closed,
                open_since=open_since,
                week_starts=self.maker.calendar.policy.week_starts,
            )
        laid = tiled[self.effective, gone]
        if laid.left_out:
            where = self.obligation.source
            duties.findings.append(
                at("occurrences-too-many", where, obligation=self.obligation.id, unit=self.unit.id, n=laid.left_out)
            )
        duties.tilings[self.obligation.id, self.unit.id] = Tiling(len(duties), laid)
        grace = self.maker.defaults.grace if self.obligation.grace is None else self.obligation.grace
        stops = history.moving(self.now, self.now.versions[0], self.maker.as_of)
        for period in laid.owed:
            version = [v for v in self.now.versions if v.since <= period.start or v is self.now.versions[0]][-1]
            found = self.maker.occurrence(version.deadline, period, grace, stops)
            assert found.due_on is not None
            due = Due(NO_DAY, found.due_on.toordinal(), found.card, fixed=False, assumed=version.deadline.assumed)
            self._append((due,), period.end.toordinal() + grace, period=period)

    def _event(self, event: Event) -> bool:
        """The duty that a listed event opens (docs/decisions/0110); False where it opens none."""
        if self.obligation.pattern is not Pattern.TRIGGERED:
            return False
        said = {"event": event.shown, "obligation": self.obligation.id, "day": event.occurred_on}
        if event.occurred_on < self.effective:
            self.maker.duties.findings.append(at("event-before-order", event.source, effective=self.effective, **said))
            return False
        ended = self.now.ends_on + timedelta(days=1) if self.now.ends_on is not None else None
        gone = min((day for day in (self._withdrawn(), ended) if day is not None), default=None)
        if gone is not None and gone <= event.occurred_on:
            said |= {"unit": self.unit.id, "gone": gone, "heir": self.unit.successor or "—"}
            self.maker.duties.findings.append(at("event-after-end", event.source, **said))
            return False
        self._open(event, event.occurred_on)
        return True

    def take_over(self, number: int, since: date) -> bool:
        """The event of a dissolved unit, owed here from a day on, unless it fell away there or is listed here too."""
        duties = self.maker.duties
        event, gone = duties.events[number], self._withdrawn()
        assert event is not None
        known = duties.numbers.get((self.obligation.id, self.unit.id), {})
        fell = event.retracted or (gone is not None and gone <= since)
        if fell or event.number in known or event.occurred_on >= since:
            return False
        duties.handed[len(duties)] = number
        self._open(event, since)
        return True

    def _open(self, event: Event, begins: date) -> None:
        moving = [history.moving(self.now, version, self.maker.as_of) for version in self.now.versions]
        pairs = zip(self.now.versions, moving, strict=True)
        dues = tuple(self._due(*one, once=True, occurred=event.occurred_on) for one in pairs)
        first = self._due(Version(date.min, self.obligation.deadline), (), once=True, occurred=event.occurred_on)
        mine = self.maker.duties.numbers.setdefault((self.obligation.id, self.unit.id), {})
        mine[event.number] = len(self.maker.duties)
        self._append(dues, first.due, event=event, begins=begins)

    def _due(self, version: Version, stops: tuple[Stretch, ...], *, once: bool, occurred: date | None = None) -> Due:
        deadline = version.deadline
        if occurred is not None and deadline.anchor not in (Anchor.NOTIFICATION, Anchor.OBLIGATION, Anchor.EVENT):
            deadline = replace(deadline, anchor=Anchor.EVENT)  # from that it counts, whatever the register says
        anchor_on = self._anchor(deadline, occurred) if once else None
        from_issue = deadline.anchor is Anchor.ISSUE and occurred is None
        found = self.maker.resolve(deadline, anchor_on, stops, self.directive.issued_at if from_issue else None)
        due = NO_DAY
        if once:
            unresolved = found.state == "unresolved"
            due = UNRESOLVED if unresolved else found.due_on.toordinal() if found.due_on is not None else NO_DAY
        since = NO_DAY if version.since == date.min else version.since.toordinal()
        return Due(since, due, card_of(found, version), once and deadline.kind is DeadlineKind.ON, deadline.assumed)

    def _anchor(self, deadline: Deadline, occurred: date | None = None) -> date | None:
        """The day a deadline counts from; None while it has not happened or is not recorded. ``occurred``: the day of
        the event that opened the duty, from which the deadline then counts."""
        if occurred is not None and deadline.anchor not in (Anchor.NOTIFICATION, Anchor.OBLIGATION):
            return occurred
        if deadline.anchor is Anchor.ISSUE:
            return self.directive.issued_on
        if deadline.anchor is Anchor.EFFECTIVE:
            return ordered_on(self.obligation, self.directive)
        if deadline.anchor is Anchor.NOTIFICATION:
            return self.told
        ref = deadline.anchor_ref
        if deadline.anchor is Anchor.OBLIGATION and ref and not self.maker.anchors.broken(self.obligation.id, ref):
            return self.maker.completions.of(ref, self.unit.id)
        return None

    def _withdrawn(self) -> date | None:
        """The first day on which it is owed no more: it was revoked, or its unit is gone or meant no more."""
        lasts = (day + timedelta(days=1) for day in (self.unit.valid_to, self.until) if day is not None)
        revoked = self.now.withdrawn.on if self.now.withdrawn is not None else None
        return min((*lasts, *((revoked,) if revoked is not None else ())), default=None)

    def _append(
        self,
        dues: tuple[Due, ...],
        original: int,
        *,
        period: Period | None = None,
        event: Event | None = None,
        begins: date | None = None,
    ) -> None:
        duties, obligation, number = self.maker.duties, self.obligation, len(self.maker.duties)
        once = event is not None or obligation.pattern in (Pattern.ACHIEVEMENT, Pattern.PERIODIC)
        began = period.start if period is not None else begins or self.effective
        effective = max(self.effective, began)
        about = (str(period) if period is not None else None, event.number if event is not None else None)
        mine = tuple(one for one in self.maker.decided if one.concerns(obligation.id, self.unit.id, *about))
        if once and period is None:
            line = duties.line_before(obligation.id, self.unit.id, self.maker.settled)
            mine = decided.with_handed_on(mine, self.maker.decided, obligation.id, line, about[1])
        if mine:
            duties.decided[number] = mine
        if once:
            extended = ((one, history.moving(self.now, one, self.maker.as_of)) for one in decided.extensions(mine))
            later = (self._due(*one, once=True) for one in extended)
            dues = tuple(sorted((*dues, *later), key=lambda due: due.since))
        on = self._grounds(dues[-1], self._began_by(began, period, event), mine, once=once)
        start, window = effective, on.report_every + on.grace
        if period is not None:
            # Nobody is silent about a period before its due date (docs/decisions/0017).
            start = period.start - timedelta(days=1)
            window = (period.end - start).days + on.grace
            longer = [one for one in mine if one.kind is determinations.Kind.EXTEND]
            window = decided.window(start, longer[-1], self.now, self.maker.as_of) if longer else window
        elif self.notified is not None:
            start = max(effective, self.notified)
        withdrawn, waived = self._withdrawn(), decided.waiver(mine)
        if event is not None and event.retracted:
            withdrawn = effective
            duties.causes[number] = ("event_retracted", event.taken_back.named if event.taken_back else None)
        elif waived is not None and (withdrawn is None or waived[0] < withdrawn):
            withdrawn = waived[0]
            duties.causes[number] = waived[1:]
        elif withdrawn is not None:
            duties.causes[number] = self._cause(withdrawn)
        ends = self.now.ends_on if not once or obligation.pattern is Pattern.PERIODIC else None
        if ends is not None and period is not None and period.end <= ends:
            ends = None  # it was owed in full
        values = {
            "duty": number,
            "obligation": len(duties.obligations) - 1,
            "unit": self.maker.places[self.unit.id],
            "once": once,
            "by_event": obligation.pattern is Pattern.TRIGGERED and not once,
            "effective": effective.toordinal(),
            "window_start": start.toordinal(),
            "window": window,
            "notified": self.notified.toordinal() if self.notified is not None else NO_DAY,
            "warning": on.warning,
            "review": looked_at(effective, dues[-1].due, on.review_after) if once else NO_DAY,
            "ends": ends.toordinal() if ends is not None else NEVER,
            "evidence_required": obligation.evidence_required,
            "withdrawn": withdrawn.toordinal() if withdrawn is not None else NEVER,
            # An exception that needs no reference can be claimed freely; where none is named, none may be claimed.
            "claims_count": not obligation.exceptions or any(e.reference_required for e in obligation.exceptions),
            "listed_from": NEVER,
            "listed_twice": event is not None and event.other is not None,
        }
        for name, value in values.items():
            duties.columns[name].append(value)
        duties.dues.append(dues)
        duties.stops.append(self.stops)
        duties.grounds.append(on)
        duties.periods.append(period)
        duties.events.append(event)
        duties.original.append(original)

    def _began_by(self, began: date, period: Period | None, event: Event | None) -> str:
        """What made the first day of a duty that day; of a period or an event its own beginning, where later."""
        if event is not None and began >= self.effective:
            return "event" if began == event.occurred_on else "heir"
        return "period" if period is not None and began > self.effective else self.by

    def _cause(self, withdrawn: date) -> tuple[str, str | None]:
        change = self.now.withdrawn
        if change is not None and change.on == withdrawn:
            return change.cause, change.change.directive or change.change.reference
        left = self.until is not None and withdrawn == self.until + timedelta(days=1)
        return "membership_ended" if left else "unit_dissolved", None

    def _grounds(self, due: Due, by: str, mine: tuple[Determination, ...], *, once: bool) -> Grounds:
        after = review_days(self.obligation, due, self.maker.defaults) if once else None
        units = self.maker.register.units
        of = self.maker.duties.inherited.get((self.obligation.id, self.unit.id), ())
        left = [name for name in of if (self.obligation.id, name) not in self.maker.settled]
        from_whom = units[left[0]].name if self.since is not None and left else None
        return grounds(self.obligation, self.maker.defaults, by, after, from_whom, self.now.applied, mine)
