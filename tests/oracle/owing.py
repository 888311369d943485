"""Which duties a history makes as of a day, each with its deadline as it then stood (semantics §1, §4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from oracle.history import WEEK_STARTS, Body, Clause, Decision, Due, Happening, History, Term
from oracle.membership import Membership, membership, order_effective
from oracle.oracle import (
    GOOD,
    Duty,
    Judgement,
    Report,
    Version,
    believed,
    completion,
    done_run,
    effective,
    judge,
    last_observation,
    plain_number,
    reports_of,
    standing,
)
from oracle.stood import BAGHDAD, Stood, Written, due_with_stops, hours_later, later, stood
from oracle.tiles import Piece, Tile, reported_by, tiles

ONE_DAY = timedelta(days=1)
REVIEW_AFTER = {"asap": 7, "none": 30}


def duties(history: History, due: Due, as_of: date | None = None) -> list[Duty]:
    """Every duty of an order approved by K. Drafts and exhortations make none."""
    return World(history, due, as_of or history.as_of, as_of or history.as_of).duties()


def judge_all(history: History, due: Due) -> list[tuple[Duty, Judgement]]:
    return [(duty, judge(duty, told(history), history.as_of, history.known_at)) for duty in duties(history, due)]


@dataclass(frozen=True)
class Event:
    """What is known of a listed event; ``number`` as it is compared."""

    number: str
    unit: str
    on: date
    retracted: bool
    disputed: bool


def listed(history: History, clause: Clause, as_of: date) -> list[Event]:
    """The events of a clause known by K that had happened by a day: of whom and when says the first line that nobody
    of its own unit took back since; one of which no such line is left was taken back."""

    def since(line: Happening) -> float:
        day = line.told_on or line.on
        midnight = datetime(day.year, day.month, day.day, tzinfo=BAGHDAD).timestamp()
        return midnight if line.recorded_at is None else line.recorded_at

    about: dict[str, list[Happening]] = {}
    for line in sorted(history.happenings, key=since):
        if line.clause == clause.id and line.on <= as_of and since(line) <= history.known_at:
            about.setdefault(plain_number(line.number), []).append(line)
    found = []
    for number, lines in about.items():
        left: list[Happening] = []
        for line in lines:
            left = [one for one in left if one.unit != line.unit] if line.retracted else [*left, line]
        counted = left or [one for one in lines if not one.retracted] or lines
        disputed = len({(one.unit, one.on) for one in counted}) > 1
        found.append(Event(number, counted[0].unit, counted[0].on, not left, disputed))
    return found


def told(history: History) -> list[Report]:
    """The rows of the sheets, and of each line about an event that its unit reports events: kept, on the day on which
    the line was told, else on the event's own."""
    triggered = {c.id for c in history.clauses if c.pattern == "triggered" and c.modality != "prohibition"}
    found = list(history.rows)
    for number, line in enumerate(history.happenings):
        day = line.told_on or line.on
        midnight = datetime(day.year, day.month, day.day, tzinfo=BAGHDAD).timestamp()
        moment = midnight if line.recorded_at is None else line.recorded_at
        if line.clause in triggered and moment <= history.known_at:
            found.append(Report(10**9 + number, int(moment), line.clause, line.unit, "", day, "kept"))
    return found


def decided(history: History, clause: Clause, duty: Duty, as_of: date) -> list[Decision]:
    """What was decided about a duty, known by K and holding on a day; as decided, of equal ones as written."""
    occurrence = f"{duty.occurrence[0]}/{duty.occurrence[1]}" if duty.occurrence else None

    def concerns(one: Decision) -> bool:
        if one.clause != clause.id or one.recorded_at > history.known_at or one.on > as_of:
            return False
        number = plain_number(one.number) if one.number else None
        pairs = ((one.unit, duty.unit), (one.occurrence, occurrence), (number, duty.event or None))
        return all(mine is None or mine == given for mine, given in pairs)

    return sorted((one for one in history.decisions if concerns(one)), key=lambda one: one.on)


def given(value: int | None, default: int) -> int:
    return default if value is None else value


@dataclass
class World:
    """One history as of one day."""

    history: History
    due: Due
    as_of: date
    told_by: date
    made: dict[tuple[str, bool], list[Duty]] = field(default_factory=dict)
    lines: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def duties(self) -> list[Duty]:
        if self.history.draft or not self.history.known():
            return []
        return [duty for clause in self.history.clauses for duty in self.of(clause)]

    def of(self, clause: Clause, *, bare: bool = False) -> list[Duty]:
        """``bare``: without deadlines, which is enough to know what is done and cannot go in a circle."""
        if clause.exhortation:
            return []
        if (clause.id, bare) not in self.made:
            self.made[clause.id, bare] = self._of(clause, bare)
        return self.made[clause.id, bare]

    def _of(self, clause: Clause, bare: bool) -> list[Duty]:
        bodies = {body.id: body for body in self.history.bodies}
        times = {b.id: membership(self.history, clause, b, self.as_of) for b in self.history.bodies}
        since: dict[str, date | None] = {name: None for name, time in times.items() if time is not None}
        owners = set(since)
        made: dict[str, list[Duty]] = {}
        came: dict[str, set[str]] = {}
        waiting = sorted(since)
        while waiting:
            name = waiting.pop(0)
            time = times[name] if name in owners else None
            made[name] = self.of_unit(clause, bodies[name], since[name], bare, time or Membership())
            heir, final = bodies[name].successor, bodies[name].valid_to
            if time is not None and time.until is not None:
                continue  # what has left the selection hands nothing on
            if heir is None or final is None or heir in owners or self.fulfilled(clause, made[name], final):
                continue
            came.setdefault(heir, set()).add(name)
            if heir in since and (since[heir] or date.min) <= final + ONE_DAY:
                continue
            since[heir] = final + ONE_DAY
            waiting.append(heir)
        for name in came:  # so does what was decided about its deadline
            line: list[str] = []
            while len(of := sorted(came.get(line[-1] if line else name, ()))) == 1 and of[0] not in line:
                line.append(of[0])
            if name in made and line:
                self.lines[clause.id, name] = tuple(line)
        for name in came:  # a clock that runs goes on with the duty (decision 0113)
            clock = self.clock(name, came)
            told = clock is not None and clock != self.history.notified.get(name)
            if name in made and (told or (clause.id, name) in self.lines):
                made[name] = self.of_unit(clause, bodies[name], since[name], bare, Membership(), clock)
        owed = [duty for name in made for duty in made[name]]
        if clause.pattern != "triggered" or clause.modality == "prohibition" or bare:
            return owed
        settled: set[tuple[str, str]] = set()
        events = self.opened(clause, bodies, {duty.unit: duty for duty in owed}, settled)
        about = settled | {(one.unit, one.event) for one in events}
        mine = {name: frozenset(number for unit, number in about if unit == name) for name in made}
        own = {(event.unit, event.number): event.on for event in listed(self.history, clause, self.as_of)}
        first = {
            name: min((own[key] for key in own if key[0] == name and key[1] in numbers), default=None)
            for name, numbers in mine.items()
        }
        # A row about an event of another unit reports nothing of this one.
        every = frozenset(number for _, number in about)
        return [replace(d, numbers=every, listed_from=first[d.unit]) for d in owed] + events

    def clock(self, name: str, came: dict[str, set[str]]) -> date | None:
        """When a unit was notified; else when the first of those was that left it the duty, while they were there."""
        if name in self.history.notified:
            return self.history.notified[name]
        lives = {body.id: body.valid_to for body in self.history.bodies}
        days = [(self.clock(before, came), lives[before]) for before in came.get(name, ())]
        return min((day for day, last in days if day is not None and last is not None and day <= last), default=None)

    # --- events (decision 0110) ---

    def opened(
        self, clause: Clause, bodies: dict[str, Body], owed: dict[str, Duty], settled: set[tuple[str, str]]
    ) -> list[Duty]:
        """The duty of each listed event, on the unit first listed and, where that was dissolved with the event open, on
        its successor. ``settled`` takes the numbers that a successor need not deal with any more, by unit."""
        now = stood(self.history, clause, self.as_of, self.told_by)
        found: list[Duty] = []
        for event in listed(self.history, clause, self.as_of):
            name, since, before, path = event.unit, event.on, None, list[str]()
            while name in owed:
                duty = self.of_event(clause, replace(owed[name], line=tuple(path)), event, since, now)
                if duty is None or any((d.unit, d.event) == (name, event.number) for d in found):
                    break
                if before is not None and event.retracted:
                    break
                if before is not None and self.fulfilled(clause, [before], since - ONE_DAY):
                    settled.add((name, event.number))  # a row about it speaks of what another unit did
                    break
                found.append(duty)
                body = bodies[name]
                if body.valid_to is None or body.successor is None:
                    break
                path.insert(0, name)
                before, name, since = duty, body.successor, body.valid_to + ONE_DAY
        return found

    def of_event(self, clause: Clause, base: Duty, event: Event, since: date, now: Stood) -> Duty | None:
        """None where the event opens nothing: before the duty bound the unit, or after it ended or fell away."""
        plain = replace(base, the_day_before=None)
        if since == event.on and event.on < effective(plain):
            return None
        if plain.ends_on is not None and event.on > plain.ends_on:
            return None
        if base.gone_on is not None and base.gone_on <= since:
            return None
        duty = replace(
            plain,
            event=event.number,
            disputed=event.disputed,
            begins_on=max(since, plain.begins_on or since),
            ends_on=None,
            withdrawn=(base.gone_on, "gone") if base.gone_on else None,
        )
        if event.retracted:
            duty = replace(duty, withdrawn=(effective(duty), "event_retracted"))
        duty = (
            replace(self.ruled(clause, duty), withdrawn=duty.withdrawn) if event.retracted else self.ruled(clause, duty)
        )
        return self.with_yesterday(clause, self.with_deadline(clause, duty, now, event.on))

    # --- decisions (decision 0111) ---

    def ruled(self, clause: Clause, duty: Duty) -> Duty:
        """The duty with what officials decided about it: which reports count, and whether it was waived."""
        mine = decided(self.history, clause, duty, self.as_of)
        if not mine:
            return duty

        def rule(report: Report) -> Report:
            about = [d for d in mine if d.kind in ("accept", "refuse", "refuse-claim")]
            about = [d for d in about if report.reported_on <= d.on and report.rank <= d.rank]
            if report.level != GOOD or not about:
                return report
            top = max(d.rank for d in about)
            word = [d for d in about if d.rank == top][-1]
            came = replace(report, overruled=any(outcome(d) != outcome(word) for d in about if d.rank < top))
            if outcome(word) == "refuse-claim":
                return replace(came, accepted=False)
            return replace(came, evidence_ok=outcome(word) == "accept")

        def outcome(decision: Decision) -> str:
            without = decision.kind == "refuse" and not duty.evidence_required
            return "refuse-claim" if without else decision.kind

        waived = [(d.on, "waived") for d in mine if d.kind == "waive"]
        gone = [*([duty.withdrawn] if duty.withdrawn else []), *waived[:1]]
        return replace(duty, ruled=rule, withdrawn=min(gone, key=lambda g: g[0]) if gone else None)

    def extensions(self, clause: Clause, duty: Duty) -> list[Written]:
        lives = {body.id: body.valid_to for body in self.history.bodies}
        handed = [
            d
            for name in (duty.line if duty.occurrence is None else ())  # periods are owed by whoever is there
            for d in decided(self.history, clause, replace(duty, unit=name), self.as_of)
            if d.unit == name and (lives[name] is None or d.on <= lives[name])  # type: ignore[operator]
        ]
        return [
            Written(d.on, Term("on", d.until), d.on)
            for d in sorted((*handed, *decided(self.history, clause, duty, self.as_of)), key=lambda d: d.on)
            if d.kind == "extend"
        ]

    def fulfilled(self, clause: Clause, owed: list[Duty], final: date) -> bool:
        """What a dissolved unit had fulfilled is not owed again (decision 0014), nor what had fallen away there."""
        if clause.pattern == "periodic":
            return False
        gone, over = owed[0].withdrawn, owed[0].ends_on
        kept = standing(owed[0]) and clause.pattern != "triggered"  # its open events outlive the end
        if (gone is not None and gone[0] <= final) or (over is not None and over <= final and kept):
            return True
        if standing(owed[0]):
            return False
        done = self.done_on(owed[0])
        return done is not None and done <= final

    def done_on(self, duty: Duty) -> date | None:
        """The completion that is believed, None where there is none."""
        rows = reports_of(duty, told(self.history), self.as_of, self.history.known_at)
        accepted = [r for r in rows if r.accepted]
        run = done_run(accepted, last_observation(accepted))
        done = completion(run)
        return done if believed(duty, effective(duty), run, done) else None

    def of_unit(
        self,
        clause: Clause,
        body: Body,
        since: date | None,
        bare: bool,
        time: Membership,
        clock: date | None = None,
    ) -> list[Duty]:
        now = stood(self.history, clause, self.as_of, self.told_by)
        gone = [now.withdrawn] if now.withdrawn else []
        if body.valid_to is not None:
            gone.append((body.valid_to + ONE_DAY, "unit_dissolved"))
        if time.until is not None:
            gone.append((time.until + ONE_DAY, "membership_ended"))
        duty = Duty(
            obligation=clause.id,
            unit=body.id,
            pattern=clause.pattern,
            modality=clause.modality,
            issued_on=self.history.issued_on,
            obligation_effective_on=clause.effective_on,
            directive_effective_on=self.history.effective_on,
            line=self.lines.get((clause.id, body.id), ()),
            unit_valid_from=max(filter(None, (body.valid_from, time.since)), default=None),
            notified_on=self.history.notified.get(body.id),
            clock_on=clock or self.history.notified.get(body.id),
            counts_from_notification=now.versions[0].term.anchor == "notification",
            begins_on=since,
            evidence_required=clause.evidence_required,
            warning=given(clause.warning, 3),
            report_every=given(clause.report_every, 7),
            grace=given(clause.grace, 3),
            ends_on=now.ends_on,
            withdrawn=min(gone, key=lambda g: g[0]) if gone else None,
            suspensions=(*now.stops, *([(now.open_since, None)] if now.open_since else [])),
            claims_count=clause.reference_required is not False,
            week_starts=WEEK_STARTS[self.history.policy],
        )
        if clause.pattern == "periodic" and clause.modality != "prohibition":
            found = self.occurrences(clause, duty, now)
        else:
            duty = self.ruled(clause, replace(duty, gone_on=duty.withdrawn[0] if duty.withdrawn else None))
            found = [duty if bare else self.with_deadline(clause, duty, now)]
        return [self.with_yesterday(clause, one) for one in found]

    def with_yesterday(self, clause: Clause, duty: Duty) -> Duty:
        """The same duty as it stood the day before it fell away, for ``ended_unmet``."""
        if duty.withdrawn is None or duty.withdrawn[0] > self.as_of:
            return duty
        if duty.withdrawn[1] == "event_retracted":  # it never was
            return replace(duty, the_day_before=lambda: None)

        def before() -> Duty | None:
            assert duty.withdrawn is not None
            world = World(self.history, self.due, duty.withdrawn[0] - ONE_DAY, self.told_by)
            wanted = (duty.unit, duty.occurrence, duty.event)
            keys = [one for one in world.of(clause) if (one.unit, one.occurrence, one.event) == wanted]
            return keys[0] if keys else None

        return replace(duty, the_day_before=before)

    # --- deadlines ---

    def with_deadline(self, clause: Clause, duty: Duty, now: Stood, event_on: date | None = None) -> Duty:
        more = [] if standing(duty) else self.extensions(clause, duty)
        every = sorted([*now.versions, *more], key=lambda w: w.since or date.min)
        versions = tuple(self.version(clause, duty, written, now, event_on) for written in every)
        first = self.version(clause, duty, Written(None, clause.term), Stood([], None), event_on)
        return replace(duty, versions=versions, original_due=first.due).under(versions[-1])

    def version(
        self, clause: Clause, duty: Duty, written: Written, now: Stood, event_on: date | None = None
    ) -> Version:
        term = written.term
        state: str
        due: date | None
        if standing(duty):
            state, due = "absent", None
        else:
            anchor = self.anchor(clause, duty, written)
            if event_on is not None and written.term.anchor not in ("notification", "obligation"):
                anchor = event_on
            by_hour = term.unit == "hour" and term.anchor == "issue" and event_on is None
            hour = self.history.issued_at if by_hour else None
            if hour is not None and anchor is not None:
                state, due = "resolved", hours_later(anchor, hour, term.count or 0, now)
            elif now.stops:
                state, due = due_with_stops(self.history, written, anchor, now)
            else:
                state, due = self.due(term, anchor)
        return Version(
            since=written.since,
            due=due,
            due_state=state,
            due_is_a_date=term.kind == "on" and due is not None,
            deadline_assumed=term.assumed,
            review_after=given(clause.review_after, REVIEW_AFTER.get(term.kind, 30)),
        )

    def anchor(self, clause: Clause, duty: Duty, written: Written) -> date | None:
        where = written.term.anchor
        if where == "obligation":
            return self.completion_of(clause, written.term.ref, duty.unit)
        days = {
            "issue": self.history.issued_on,
            "effective": order_effective(self.history, clause),
            "notification": duty.clock_on,
        }
        return days.get(where)

    def completion_of(self, clause: Clause, ref: str | None, unit: str) -> date | None:
        """Decision 0019: the unit's own completion, else the latest of all who owe it, once all have done it."""
        clauses = {c.id: c for c in self.history.clauses}
        if (
            ref not in clauses
            or clauses[ref].pattern != "achievement"
            or clauses[ref].standing
            or self.circle(clause, ref)
        ):
            return None
        owed = self.of(clauses[ref], bare=True)
        own = [duty for duty in owed if duty.unit == unit]
        if own:
            return self.done_on(own[0])
        bound = [duty for duty in owed if self.as_of >= effective(duty) and not self.waived(duty)]
        done = [self.done_on(duty) for duty in bound]
        days = [day for day in done if day is not None]
        return max(days) if days and len(days) == len(done) else None

    def waived(self, duty: Duty) -> bool:
        if duty.withdrawn is None or duty.withdrawn[0] > self.as_of or self.as_of < effective(duty):
            return False
        done = self.done_on(duty)
        return done is None or done >= duty.withdrawn[0]

    def circle(self, clause: Clause, ref: str | None) -> bool:
        """Whether the anchor hangs, by the deadlines now in force, on the clause itself."""
        clauses = {c.id: c for c in self.history.clauses}
        for _ in clauses:
            if ref == clause.id or ref not in clauses:
                break
            term = stood(self.history, clauses[ref], self.as_of, self.told_by).versions[-1].term
            ref = term.ref if term.anchor == "obligation" else None
        return ref == clause.id

    # --- periods ---

    def occurrences(self, clause: Clause, duty: Duty, now: Stood) -> list[Duty]:
        if duty.counts_from_notification and duty.clock_on is None:
            waiting = Version(
                None, None, "unresolved", False, now.versions[-1].term.assumed, given(clause.review_after, 30)
            )
            duty = self.ruled(clause, duty)
            more = [self.version(clause, duty, w, now) for w in self.extensions(clause, duty)]
            duty = replace(duty, versions=(waiting, *more))
            return [duty.under(duty.versions[-1])]
        every = self.tiles_of(duty, now)
        found = []
        following = next((tile for tile in every if tile[0] > self.as_of), None)
        swallowed = frozenset(
            tile
            for tile in every
            if (tile[0] <= self.as_of or tile == following)
            and all(now.stopped(day) for day in days_of(tile))
            and not (tile[0] <= self.as_of <= tile[1] and now.stopped(self.as_of))
        )
        for tile in every:
            if tile[0] > self.as_of and tile != following:
                break
            if tile in swallowed:
                continue
            last = tile[1] + duty.grace * ONE_DAY
            assumed = [w.term.assumed for w in now.versions if w.since is None or w.since <= tile[0]][-1]
            version = Version(None, later(last, tile[0], now.stopped), "resolved", False, assumed, 30)
            cut = duty.ends_on is not None and tile[0] <= duty.ends_on < tile[1]
            one = replace(
                duty,
                occurrence=tile,
                lies_on=lambda report: reported_by(report, every),
                begins_on=tile[0],
                ends_on=duty.ends_on if cut else None,
                original_due=last,
                not_owed=swallowed,
            )
            one = self.ruled(clause, one)
            longer = sorted(self.extensions(clause, one), key=lambda w: w.since or date.min)
            if longer and longer[-1].since is not None and longer[-1].term.due_on is not None:
                one = replace(one, extended=(longer[-1].since, longer[-1].term.due_on))
            more = [self.version(clause, one, w, now) for w in longer]
            one = replace(one, versions=(version, *more))
            found.append(one.under(one.versions[-1]))
        return found

    def tiles_of(self, duty: Duty, now: Stood) -> list[Tile]:
        """A rule tiles from E, a later one from the day from which it holds; the period that runs then is cut."""
        first = effective(duty)
        pieces: list[Piece] = []
        for written in now.versions:
            begins = max(first, written.since or first)
            pieces = [piece for piece in pieces if piece.first < begins]
            pieces.append(Piece(begins, written.term.rrule or ""))
        mentioned = [
            d for r in self.history.rows for d in (r.reported_on, r.period_to, r.completed_on) if d is not None
        ]
        longest = 800 if any("YEARLY" in piece.rule for piece in pieces) else 70  # days until the next one begins
        horizon = max([self.as_of, first, *mentioned]) + longest * ONE_DAY
        gone_on = duty.withdrawn[0] if duty.withdrawn else None
        return tiles(pieces, horizon, duty.week_starts, duty.ends_on, gone_on)


def days_of(tile: Tile) -> list[date]:
    return [tile[0] + n * ONE_DAY for n in range((tile[1] - tile[0]).days + 1)]
