"""Which duties a history makes as of a day, each with its deadline as it then stood (semantics §1, §4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from oracle.history import WEEK_STARTS, Body, Clause, Due, History
from oracle.oracle import (
    Duty,
    Judgement,
    Version,
    believed,
    completion,
    done_run,
    effective,
    judge,
    last_observation,
    reports_of,
)
from oracle.stood import Stood, Written, due_with_stops, later, stood
from oracle.tiles import Piece, Tile, reported_by, tiles

ONE_DAY = timedelta(days=1)
REVIEW_AFTER = {"asap": 7, "none": 30}


def duties(history: History, due: Due, as_of: date | None = None) -> list[Duty]:
    """Every duty of an order approved by K. Drafts and exhortations make none."""
    return World(history, due, as_of or history.as_of, as_of or history.as_of).duties()


def judge_all(history: History, due: Due) -> list[tuple[Duty, Judgement]]:
    return [(duty, judge(duty, list(history.rows), history.as_of, history.known_at)) for duty in duties(history, due)]


def selected(history: History, clause: Clause, body: Body) -> bool:
    """Every given condition must hold; ``under`` includes the unit itself."""
    if clause.ids and body.id not in clause.ids:
        return False
    if clause.types and body.type not in clause.types:
        return False
    if clause.under:
        parents = {b.id: b.parent for b in history.bodies}
        line: str | None = body.id
        while line is not None and line not in clause.under:
            line = parents[line]
        return line is not None
    return bool(clause.ids or clause.types)


def owes(history: History, clause: Clause, body: Body) -> bool:
    """Achievements fall on the members of the issue date, or on later ones too where the order says so; what is to be
    kept or done every period falls on whoever is a member while the order is in force."""
    first = body.valid_from or date.min
    final = body.valid_to or date.max
    if clause.pattern == "achievement" and clause.modality != "prohibition":
        new = clause.any_later and first > history.issued_on and final >= order_effective(history, clause)
        return new or first <= history.issued_on <= final
    return final >= order_effective(history, clause)


def order_effective(history: History, clause: Clause) -> date:
    return clause.effective_on or history.effective_on or history.issued_on


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
        since: dict[str, date | None] = {
            b.id: None
            for b in self.history.bodies
            if selected(self.history, clause, b) and owes(self.history, clause, b)
        }
        owners = set(since)
        made: dict[str, list[Duty]] = {}
        waiting = sorted(since)
        while waiting:
            name = waiting.pop(0)
            made[name] = self.of_unit(clause, bodies[name], since[name], bare)
            heir, final = bodies[name].successor, bodies[name].valid_to
            if heir is None or final is None or heir in owners or self.fulfilled(clause, made[name], final):
                continue
            if heir in since and (since[heir] or date.min) <= final + ONE_DAY:
                continue
            since[heir] = final + ONE_DAY
            waiting.append(heir)
        return [duty for name in made for duty in made[name]]

    def fulfilled(self, clause: Clause, owed: list[Duty], final: date) -> bool:
        """What a dissolved unit had fulfilled is not owed again (decision 0014)."""
        if clause.standing or clause.pattern == "periodic":
            return False
        done = self.done_on(owed[0])
        return done is not None and done <= final

    def done_on(self, duty: Duty) -> date | None:
        """The completion that is believed, None where there is none."""
        rows = reports_of(duty, list(self.history.rows), self.as_of, self.history.known_at)
        accepted = [r for r in rows if r.accepted]
        run = done_run(accepted, last_observation(accepted))
        done = completion(run)
        return done if believed(duty, effective(duty), run, done) else None

    def of_unit(self, clause: Clause, body: Body, since: date | None, bare: bool) -> list[Duty]:
        now = stood(self.history, clause, self.as_of, self.told_by)
        gone = [now.withdrawn] if now.withdrawn else []
        if body.valid_to is not None:
            gone.append((body.valid_to + ONE_DAY, "unit_dissolved"))
        duty = Duty(
            obligation=clause.id,
            unit=body.id,
            pattern=clause.pattern,
            modality=clause.modality,
            issued_on=self.history.issued_on,
            obligation_effective_on=clause.effective_on,
            directive_effective_on=self.history.effective_on,
            unit_valid_from=body.valid_from,
            notified_on=self.history.notified.get(body.id),
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
            found = [duty if bare else self.with_deadline(clause, duty, now)]
        return [self.with_yesterday(clause, one) for one in found]

    def with_yesterday(self, clause: Clause, duty: Duty) -> Duty:
        """The same duty as it stood the day before it fell away, for ``ended_unmet``."""
        if duty.withdrawn is None or duty.withdrawn[0] > self.as_of:
            return duty

        def before() -> Duty | None:
            assert duty.withdrawn is not None
            world = World(self.history, self.due, duty.withdrawn[0] - ONE_DAY, self.told_by)
            keys = [one for one in world.of(clause) if (one.unit, one.occurrence) == (duty.unit, duty.occurrence)]
            return keys[0] if keys else None

        return replace(duty, the_day_before=before)

    # --- deadlines ---

    def with_deadline(self, clause: Clause, duty: Duty, now: Stood) -> Duty:
        versions = tuple(self.version(clause, duty, written, now) for written in now.versions)
        first = self.version(clause, duty, Written(None, clause.term), Stood([], None))
        return replace(duty, versions=versions, original_due=first.due).under(versions[-1])

    def version(self, clause: Clause, duty: Duty, written: Written, now: Stood) -> Version:
        term = written.term
        state: str
        due: date | None
        if clause.standing:
            state, due = "absent", None
        else:
            anchor = self.anchor(clause, duty, written)
            if now.stops:
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
            "notification": duty.notified_on,
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
        done = [self.done_on(duty) for duty in owed if not self.waived(duty)]
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
        if duty.counts_from_notification and duty.notified_on is None:
            waiting = Version(
                None, None, "unresolved", False, now.versions[-1].term.assumed, given(clause.review_after, 30)
            )
            return [replace(duty, versions=(waiting,)).under(waiting)]
        every = self.tiles_of(duty, now)
        found = []
        following = next((tile for tile in every if tile[0] > self.as_of), None)
        for tile in every:
            if tile[0] > self.as_of and tile != following:
                break
            holds_today = tile[0] <= self.as_of <= tile[1]
            if all(now.stopped(day) for day in days_of(tile)) and not (holds_today and now.stopped(self.as_of)):
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
                versions=(version,),
                original_due=last,
            )
            found.append(one.under(version))
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
        horizon = max([self.as_of, first, *mentioned]) + 70 * ONE_DAY
        gone_on = duty.withdrawn[0] if duty.withdrawn else None
        return tiles(pieces, horizon, duty.week_starts, duty.ends_on, gone_on)


def days_of(tile: Tile) -> list[date]:
    return [tile[0] + n * ONE_DAY for n in range((tile[1] - tile[0]).days + 1)]
