"""A second, slow and obvious judge of one duty, written from semantics §4 and §5 and from docs/house.md alone.

It shares no code, no constant and no data with ``tracker``: the states, verdicts and flags are plain words here, every
duty is judged by itself, and time is walked day by day where that is the obvious way to say it. Its use is to disagree
with the engine (``tests/property/test_oracle.py``). Where the specification could be read in two ways, the reading is
in ``README.md`` beside this file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

BAD, UNDER_WAY, GOOD = 0, 1, 2
LEVELS = {
    "not_kept": BAD,
    "not_started": BAD,
    "not_applicable": BAD,
    "in_progress": UNDER_WAY,
    "kept": GOOD,
    "done": GOOD,
}

MARKS = ("rewritten", "corrected_on_request", "backdated", "loaded_in_bulk", "due_date_altered")


@dataclass(frozen=True)
class Report:
    """One version of one row, as the ledger keeps it. ``exception``: 0 none, 1 with reference, 2 without."""

    row: int
    known_at: int
    obligation: str
    unit: str
    office: str
    reported_on: date
    state: str
    rank: int = 1
    event: str = ""
    period_from: date | None = None
    period_to: date | None = None
    percent: float | None = None
    incidents: int | None = None
    remedied: int | None = None
    exception: int = 0
    completed_on: date | None = None
    evidence_ok: bool = False
    note_key: str = ""
    accepted: bool = True
    future: bool = False
    overruled: bool = False
    report_date_assumed: bool = False
    marks: frozenset[str] = frozenset()
    inferred: bool = False
    """Nobody wrote the state; it was taken from the figures."""

    @property
    def level(self) -> int:
        return LEVELS[self.state]


@dataclass(frozen=True)
class Version:
    """A deadline as it held from ``since`` on (None: from the beginning)."""

    since: date | None
    due: date | None
    due_state: str
    due_is_a_date: bool
    deadline_assumed: bool
    review_after: int


@dataclass(frozen=True)
class Duty:
    """One obligation on one unit, or one of its periods. ``due`` is that of the version in force on A, taken as given;
    ``due_state``: absent | resolved | unresolved.

    ``withdrawn`` is the first day on which the duty is revoked, waived or its unit gone, with the cause.
    ``event``: the number of the listed event that it is about, as it is compared; ``disputed``: its lines differ.
    ``numbers``: of a standing duty, the listed events that have duties of their own; ``listed_from``: the day of the
    first.
    ``ruled``: what officials decided of a report; ``gone_on``: when the order or the unit went, decisions aside.
    ``line``: the dissolved units from which it came, the last first.
    ``not_owed``: the periods that a suspension swallowed.
    ``suspensions`` run from their first day to the day before resumption (None: not resumed).
    """

    obligation: str
    unit: str
    pattern: str
    issued_on: date
    modality: str = "obligation"
    obligation_effective_on: date | None = None
    directive_effective_on: date | None = None
    unit_valid_from: date | None = None
    notified_on: date | None = None
    line: tuple[str, ...] = ()
    clock_on: date | None = None
    """The day of notification from which a deadline counts: its own, else that of the unit from which the duty came."""
    counts_from_notification: bool = False
    begins_on: date | None = None
    due: date | None = None
    due_state: str = "absent"
    due_is_a_date: bool = False
    deadline_assumed: bool = False
    evidence_required: bool = False
    warning: int = 3
    report_every: int = 7
    grace: int = 3
    review_after: int = 30
    ends_on: date | None = None
    withdrawn: tuple[date, str] | None = None
    suspensions: tuple[tuple[date, date | None], ...] = ()
    claims_count: bool = True
    week_starts: int = 6
    copied_after: int = 3
    versions: tuple[Version, ...] = ()
    original_due: date | None = None
    occurrence: tuple[date, date] | None = None
    extended: tuple[date, date] | None = None
    event: str = ""
    disputed: bool = False
    numbers: frozenset[str] = frozenset()
    listed_from: date | None = None
    gone_on: date | None = None
    not_owed: frozenset[tuple[date, date]] = frozenset()
    ruled: Callable[[Report], Report] | None = field(default=None, compare=False, repr=False)
    lies_on: Callable[[Report], Sequence[tuple[date, date]]] | None = field(default=None, compare=False, repr=False)
    the_day_before: Callable[[], Duty | None] | None = field(default=None, compare=False, repr=False)

    def under(self, version: Version) -> Duty:
        """The same duty with another version of its deadline."""
        return replace(
            self,
            due=version.due,
            due_state=version.due_state,
            due_is_a_date=version.due_is_a_date,
            deadline_assumed=version.deadline_assumed,
            review_after=version.review_after,
        )


@dataclass(frozen=True)
class Judgement:
    verdict: str
    rule: int
    flags: frozenset[str]
    days: int | None
    completed_on: date | None
    last_reported_on: date | None
    count: int | None
    effective_on: date
    report_inside: bool = False
    due_on: date | None = None
    original_due_on: date | None = None
    done_run: tuple[int, ...] = field(default=(), compare=False)


def standing(duty: Duty) -> bool:
    """Judged as a state to be kept: maintenance, every prohibition, and triggered by its two figures."""
    if duty.event:
        return False
    return duty.pattern in ("maintenance", "triggered") or duty.modality == "prohibition"


def plain_number(number: str) -> str:
    """The number of an event as it is compared: without spaces, case and kind of digits."""
    western = number.translate({0x0660 + n: str(n) for n in range(10)})
    return "".join(western.casefold().split())


def effective(duty: Duty) -> date:
    """E, the first day on which the duty binds this unit (semantics §4)."""
    order = duty.obligation_effective_on or duty.directive_effective_on or duty.issued_on
    candidates = [order]
    if duty.unit_valid_from is not None:
        candidates.append(duty.unit_valid_from)
    if duty.counts_from_notification and duty.notified_on is not None:
        candidates.append(duty.notified_on)
    if duty.begins_on is not None:
        candidates.append(duty.begins_on)
    return max(candidates)


def reports_of(duty: Duty, rows: list[Report], as_of: date, known_at: int) -> list[Report]:
    """K, then the latest version of each key, then A; what was retracted is gone.

    What a standing duty was like before it bound anybody is no report on it.
    """
    told = [r for r in newest_of(duty, rows, as_of, known_at) if r.state != "retracted"]
    if standing(duty):  # the figures of a suspended period count for nothing, nor does a state taken from them
        told = [
            replace(r, accepted=r.accepted and not wholly_suspended(duty, *period_of(r, duty.week_starts)))
            if r.inferred
            else r
            for r in told
        ]
    return [duty.ruled(r) for r in told] if duty.ruled is not None else told


def newest_of(duty: Duty, rows: list[Report], as_of: date, known_at: int) -> list[Report]:
    """The same before decisions, with the rows that take something back."""
    known = [r for r in rows if r.known_at <= known_at and (r.obligation, r.unit) == (duty.obligation, duty.unit)]
    if duty.pattern == "triggered" and duty.event:
        known = [r for r in known if plain_number(r.event) == duty.event]
    elif duty.pattern == "triggered":
        known = [r for r in known if plain_number(r.event) not in duty.numbers]
    if duty.occurrence is not None and duty.lies_on is not None:
        known = [r for r in known if duty.occurrence in duty.lies_on(r)]
    latest: dict[tuple[object, ...], Report] = {}
    for report in sorted(known, key=lambda r: r.row):
        latest[key_of(report, duty)] = report
    told = [r for r in latest.values() if r.reported_on <= as_of]
    return [r for r in told if r.reported_on >= effective(duty)] if standing(duty) else told


def key_of(report: Report, duty: Duty) -> tuple[object, ...]:
    """Office, duty and day. Of a standing duty every period has its report, of a triggered one every event; two rows on
    one occurrence that state different periods are two reports."""
    period = period_of(report, duty.week_starts)[0] if standing(duty) else report.period_from or report.period_to
    event = report.event if duty.pattern == "triggered" and not duty.event else None
    return report.office, report.reported_on, period, event


def is_suspended(duty: Duty, day: date) -> bool:
    return any(start <= day and (resumed is None or day < resumed) for start, resumed in duty.suspensions)


def window_end(duty: Duty, since: date) -> date:
    """The last day of the window that opens with ``since``; suspended days are no days of it. Of a period it is as long
    as the time from the first day to D."""
    left = duty.report_every + duty.grace
    if duty.occurrence is not None and duty.original_due is not None:
        left = (duty.original_due - duty.occurrence[0]).days + 1
    if duty.occurrence is not None and duty.extended is not None:
        decided_on, until = duty.extended
        day, left = duty.occurrence[0], 0
        while day <= until:  # what was suspended before the decision had been thought of in it
            left += day >= decided_on or not is_suspended(duty, day)
            day += ONE_DAY
        left = max(left, 1)
    day = since
    while left:
        day += ONE_DAY
        if any(start <= day and resumed is None for start, resumed in duty.suspensions):
            return date.max
        left -= not is_suspended(duty, day)
    return day


def window_passed(duty: Duty, since: date, as_of: date) -> bool:
    return as_of > window_end(duty, since)


def last_observation(accepted: list[Report]) -> Report | None:
    """The latest report of the highest rank; of equal ones the worse, of those the one known last."""
    last: Report | None = None
    for report in accepted:
        if last is None or (report.rank, report.reported_on, -report.level, report.row) > (
            last.rank,
            last.reported_on,
            -last.level,
            last.row,
        ):
            last = report
    return last


def last_heard(accepted: list[Report], last: Report | None) -> date | None:
    """The latest report that says what the last observation says; one that contradicts it does not carry it on."""
    return max((r.reported_on for r in accepted if last is not None and r.level == last.level), default=None)


def done_run(accepted: list[Report], last: Report | None) -> list[Report]:
    """The reports of done that end at the last observation, unbroken by a report of its rank."""
    if last is None or last.level != GOOD:
        return []
    broken = [r.reported_on for r in accepted if r.rank == last.rank and r.level != GOOD]
    return [
        r
        for r in accepted
        if r.level == GOOD and r.reported_on <= last.reported_on and (not broken or r.reported_on > max(broken))
    ]


def completion(run: list[Report]) -> date | None:
    stating = [r for r in run if r.completed_on is not None]
    highest = max((r.rank for r in stating), default=0)
    stated = [r.completed_on for r in stating if r.rank == highest and r.completed_on is not None]
    if stated:
        return max(stated)
    return min((r.reported_on for r in run), default=None)


def week_of(day: date, week_starts: int) -> date:
    """The first day of the week of ``day``; Monday is 0."""
    while day.weekday() != week_starts:
        day -= ONE_DAY
    return day


def period_of(report: Report, week_starts: int) -> tuple[date, date]:
    first = report.period_from or week_of(report.period_to or report.reported_on, week_starts)
    return first, report.period_to or first + 6 * ONE_DAY


@dataclass(frozen=True)
class Incidents:
    """What the figures and the claims of a standing duty come to."""

    periods: int
    reported: int
    open_by_figures: int
    open_before_last_period: bool
    claims: int
    open_claims: int
    left_open: frozenset[int] = frozenset()
    """The rows that count, of the periods before the last one at whose end incidents were open."""

    @property
    def open(self) -> int:
        return self.open_by_figures + self.open_claims


def incidents_of(duty: Duty, accepted: list[Report]) -> Incidents:
    """Figures period by period, the highest rank's latest report of each period and event; claims one by one.

    A period is known by its first day: a figure 'from the 1st to the 12th' replaces one 'from the 1st to the 5th'.
    """
    starts = effective(duty)
    by_period: dict[date, dict[str, list[Report]]] = {}
    for report in accepted:
        first, final = period_of(report, duty.week_starts)
        if report.incidents is None and report.remedied is None:
            continue
        if final < starts or wholly_suspended(duty, first, final):
            continue
        event = report.event if duty.pattern == "triggered" else ""
        by_period.setdefault(first, {}).setdefault(event, []).append(report)
    total = 0
    still_open = 0
    after_each: list[tuple[int, set[int]]] = []
    for period in sorted(by_period):
        counted = [max(rows, key=lambda r: (r.rank, r.reported_on, r.row)) for rows in by_period[period].values()]
        found = sum(
            figure.incidents or 0
            for figure in counted
            if duty.listed_from is None or period_of(figure, duty.week_starts)[1] < duty.listed_from
        )
        total += found
        still_open = max(0, still_open + found - sum(figure.remedied or 0 for figure in counted))
        after_each.append((still_open, {figure.row for figure in counted}))
    claims = [
        r
        for r in accepted
        if duty.claims_count and r.exception == 2 and r.reported_on >= starts and not is_suspended(duty, r.reported_on)
    ]
    settled = [r.reported_on for r in accepted if r.exception == 1]
    unsettled = [claim for claim in claims if not any(day > claim.reported_on for day in settled)]
    left = frozenset(row for count, rows in after_each[:-1] if count > 0 for row in rows)
    return Incidents(len(by_period), total, still_open, bool(left), len(claims), len(unsettled), left)


def wholly_suspended(duty: Duty, first: date, final: date) -> bool:
    day = first
    while day <= final:
        if not is_suspended(duty, day):
            return False
        day += ONE_DAY
    return True


def judge(duty: Duty, rows: list[Report], as_of: date, known_at: int) -> Judgement:
    """Verdict, rule, flags and facts of one duty as of a day, from what was known at a moment (seconds)."""
    reports = reports_of(duty, rows, as_of, known_at)
    accepted = [r for r in reports if r.accepted]
    last = last_observation(accepted)
    heard = last_heard(accepted, last)
    starts = effective(duty)
    run = [] if standing(duty) else done_run(accepted, last)
    completed = completion(run)
    if completed is not None:
        duty = in_force_on(duty, completed)
    counted = incidents_of(duty, accepted) if standing(duty) else Incidents(0, 0, 0, False, 0, 0)
    verdict, rule, days = verdict_of(duty, as_of, starts, last, heard, run, completed, counted.open)
    flags = flags_of(duty, as_of, starts, reports, accepted, last, heard, run, completed, counted, verdict)
    if verdict == "waived" and duty.withdrawn is not None:
        alive = duty.the_day_before() if duty.the_day_before else replace(duty, withdrawn=None)
        day = duty.withdrawn[0] - ONE_DAY
        if alive is not None and judge(alive, rows, day, known_at).verdict in ("overdue", "breached"):
            flags.add("ended_unmet")
    return Judgement(
        verdict,
        rule,
        frozenset(flags),
        days,
        completed,
        heard,
        counted.open if verdict == "breached" and (counted.periods or counted.claims) else None,
        starts,
        any(not window_passed(duty, r.reported_on, as_of) for r in accepted),
        duty.due,
        duty.original_due,
        tuple(sorted(r.row for r in run)),
    )


def in_force_on(duty: Duty, day: date) -> Duty:
    """The duty with the deadline that was in force on a day; a later change alters no completion."""
    held = [version for version in duty.versions if version.since is None or version.since <= day]
    return duty.under(held[-1]) if held else duty


def believed(duty: Duty, starts: date, run: list[Report], completed: date | None) -> bool:
    """Accepted as done: a done run, completed in force, with evidence where that is required."""
    if completed is None or completed < starts:
        return False
    return not duty.evidence_required or any(r.evidence_ok for r in run)


def verdict_of(
    duty: Duty,
    as_of: date,
    starts: date,
    last: Report | None,
    heard: date | None,
    run: list[Report],
    completed: date | None,
    open_incidents: int,
) -> tuple[str, int, int | None]:
    """The table of semantics §5, read from the top."""
    accepted_as_done = believed(duty, starts, run, completed)

    if as_of < starts:
        return "not_in_force", 1, None
    if duty.withdrawn is not None and duty.withdrawn[0] <= as_of:
        done_before = accepted_as_done and completed is not None and completed < duty.withdrawn[0]
        if not done_before:
            return "waived", 2, None
    if is_suspended(duty, as_of) and not accepted_as_done:
        return "suspended", 3, None
    ends = duty.ends_on is not None and as_of > duty.ends_on
    if ends and (standing(duty) or (duty.pattern == "periodic" and not accepted_as_done)):
        return "ended", 4, None
    if standing(duty):
        return verdict_of_state(duty, as_of, starts, last, heard, open_incidents)

    if completed is not None:
        if not accepted_as_done:
            return "claimed", 5, None
        if duty.due is None or completed <= duty.due:
            return "met", 6, None
        return "met_late", 7, (completed - duty.due).days
    return verdict_of_open(duty, as_of, starts, heard)


def verdict_of_open(duty: Duty, as_of: date, starts: date, heard: date | None) -> tuple[str, int, int | None]:
    """Rows 8 to 11: something to be done once, and not done."""
    if duty.due is not None:
        days = (as_of - duty.due).days
        if as_of > duty.due:
            return "overdue", 8, days
        if -days <= duty.warning:
            return "due_soon", 9, days
        return "pending", 11, days
    review_passed = as_of > starts + duty.review_after * ONE_DAY
    silent_since = heard if heard is not None else asked_on(duty, starts)
    silent = window_passed(duty, silent_since, as_of)
    if review_passed or (duty.due_state == "absent" and silent):
        return "review_due", 10, None
    return "pending", 11, None


def asked_on(duty: Duty, starts: date) -> date:
    """The day after which the first report is waited for; of a period so that its window ends on D."""
    if duty.occurrence is not None:
        return starts - ONE_DAY
    return max(starts, duty.notified_on) if duty.notified_on is not None else starts


def verdict_of_state(
    duty: Duty, as_of: date, starts: date, last: Report | None, heard: date | None, open_incidents: int
) -> tuple[str, int, int | None]:
    """Rows 12 to 16: something to be kept."""
    if open_incidents > 0 or (last is not None and last.level != GOOD):
        return "breached", 12, None
    if heard is None:
        if window_passed(duty, asked_on(duty, starts), as_of):
            return "unreported", 13, None
        return "pending", 16, None
    if window_passed(duty, heard, as_of):
        return "lapsed", 14, None
    return "compliant", 15, None


def flags_of(
    duty: Duty,
    as_of: date,
    starts: date,
    reports: list[Report],
    accepted: list[Report],
    last: Report | None,
    heard: date | None,
    run: list[Report],
    completed: date | None,
    counted: Incidents,
    verdict: str,
) -> set[str]:
    """Every flag by the table of docs/house.md, but ``ended_unmet``, which needs a second judgement."""
    flags = {mark for report in reports for mark in report.marks if mark in MARKS}
    if duty.lies_on is not None and any(len(set(duty.lies_on(r)) - duty.not_owed) > 1 for r in reports):
        flags.add("covers_several")
    if any(r.future for r in reports):
        flags.add("completed_in_future")
    if not reports and window_passed(duty, asked_on(duty, starts), as_of):
        flags.add("never_reported")
    if run and all(r.completed_on is None for r in run):
        flags.add("completion_assumed")
    if completed is not None and completed < starts:
        flags.add("completed_before_order")
    if duty.due_is_a_date and duty.due and duty.notified_on and duty.notified_on > duty.due:
        flags.add("notified_after_due")
    if duty.due_state == "unresolved":
        flags.add("due_unresolved")
    if duty.deadline_assumed:
        flags.add("assumed_deadline")
    if duty.disputed or any(r.overruled for r in reports):
        flags.add("conflicting")
    if standing(duty) and counted.reported > 0 and counted.open == 0:
        flags.add("remedied")
        if counted.open_before_last_period:
            flags.add("remedied_late")
    if same_note(duty, accepted):
        flags.add("copied")
    if last is None or heard is None:
        return flags

    in_force = verdict not in ("not_in_force", "waived", "suspended", "ended")
    if in_force and not believed(duty, starts, run, completed) and window_passed(duty, heard, as_of):
        flags.add("stale")
    if last.report_date_assumed:
        flags.add("report_date_assumed")
    if percent_does_not_fit(duty, last):
        flags.add("percent_mismatch")
    of_same_rank = [r for r in accepted if r.rank == last.rank]
    before = [r for r in of_same_rank if r.reported_on < last.reported_on]
    if not standing(duty) and last.level != GOOD and any(r.level == GOOD for r in before):
        flags.add("reopened")
    if standing(duty) and last.level == GOOD and any(r.level != GOOD for r in before):
        flags.add("recovered")
    if verdict == "compliant" and (
        any(r.level != GOOD for r in of_same_rank) or counted.open_before_last_period or counted.claims
    ):
        flags.add("was_breached")
    for other in accepted:
        equal = other.rank == last.rank and other.reported_on == last.reported_on
        lower_and_later = other.rank < last.rank and other.reported_on >= last.reported_on
        if (equal or lower_and_later) and other.level != last.level:
            flags.add("conflicting")
    return flags


def same_note(duty: Duty, accepted: list[Report]) -> bool:
    ordered = sorted(accepted, key=lambda r: (r.reported_on, r.row))
    tail = ordered[-duty.copied_after :]
    return len(tail) == duty.copied_after and tail[0].note_key != "" and len({r.note_key for r in tail}) == 1


def percent_does_not_fit(duty: Duty, last: Report) -> bool:
    """By the state as it is written; only kept on something to be done once is read as done."""
    if last.percent is None:
        return False
    if last.state == "not_started":
        return last.percent > 0
    if last.state == "in_progress":
        return last.percent >= 100
    return last.percent < 100 and (last.state == "done" or (last.state == "kept" and not standing(duty)))
