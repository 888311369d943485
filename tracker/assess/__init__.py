"""Judging duties: ``assess`` takes the register, a table of observations and a calendar; it gives verdicts and reasons.

Pure: ``as_of`` and ``known_at`` come in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tracker.assess import cumulative, engine, rollup
from tracker.assess.accounts import accounts, as_source, listed_twice, overruled
from tracker.assess.basis import Basis, changed
from tracker.assess.cited import cite, source
from tracker.assess.duty_table import Duties
from tracker.assess.facts import named
from tracker.assess.flags import FLAGS
from tracker.assess.judging import Judged, fulfilled_before
from tracker.assess.listings import with_listings
from tracker.assess.reasons import reason
from tracker.assess.result import Rate, Result, Rollup, Summary
from tracker.assess.undone import NOTHING, Undone, undone
from tracker.assess.verdicts import NO_DAY, TABLE, Row, expression
from tracker.assess.witnesses import Witness, witnesses
from tracker.calendars.counting import Calendar
from tracker.config import Settings
from tracker.findings import at
from tracker.model import Assessment, CitedSource, Finding, Flag, Text, Untaken, Verdict
from tracker.register import Register
from tracker.register.determinations import Determination
from tracker.register.events import Event
from tracker.register.starts import as_counted

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Rate", "Result", "Rollup", "Summary", "assess", "too_early"]

TAKEN_AS_NOT_DONE = "not-applicable"
"""A row with this question was taken: its duty counts as not done, and the reason says what it says."""


def assess(
    register: Register,
    observations: pd.DataFrame,
    calendar: Calendar,
    settings: Settings,
    as_of: date,
    known_at: datetime,
    *,
    not_taken: Sequence[Untaken] = (),
    table: tuple[Row, ...] = TABLE,
) -> Result:
    """Judge every duty as of a day, by what was known at a moment. ``not_taken``: rows that came and are still open;
    they alter no verdict, but no reason says of their duties that nothing came.

    ``observations``: every row version, columns as in docs/house.md ('The table of observations').
    """
    register = as_counted(register, settings.defaults)
    today = register.at(as_of)  # as units are called and grouped; who owes what is settled by the whole register
    known = observations[observations["known_at"] <= int(known_at.timestamp())]
    known = with_listings(known, register, known_at, calendar.policy.zone)
    run = Judged(register, known, calendar, settings, as_of, known_at, table)
    duties, facts = run.duties, run.facts
    import narwhals as nw

    flagged = nw.from_native(facts, eager_only=True).select(
        "duty", *(expression(condition).alias(flag.value) for flag, condition in FLAGS.items())
    )
    zone = ZoneInfo(calendar.policy.zone)
    sources = cite(facts, run.reports, known, calendar.policy.week_starts, zone)
    rows: list[dict[Any, Any]] = facts.to_dict("records")
    marks: list[dict[Any, Any]] = flagged.to_native().to_dict("records")
    found = witnesses(facts, marks, run.reports, known, calendar.policy.week_starts)
    gone = undone(facts, run.reports, known, duties, calendar.policy.week_starts)
    naming = _naming(today)
    settled = fulfilled_before(duties, facts)
    basis = Basis(settings.defaults)
    assessments = sorted(
        (
            _accounted(
                _assessment(duties, row, mark, _with_undone(sources, gone, row["duty"], zone), calendar, basis, gone),
                found.get(row["duty"], ()),
                naming,
                zone,
                duties.events[row["duty"]],
                duties.decided.get(row["duty"], ()),
            )
            for row, mark in zip(rows, marks, strict=True)
            if row["duty"] not in settled
        ),
        key=lambda a: (a.obligation, a.unit, a.occurrence or "", a.event or ""),
    )
    came = _by_duty(not_taken, duties)
    counted = engine.figures_of(
        nw.from_native(run.frame, eager_only=True),
        nw.from_native(run.reports, eager_only=True),
        week_starts=calendar.policy.week_starts,
    )
    asked = cumulative.queried(counted.to_native(), known, duties)
    assessments = [
        one if one.event is not None else _with_rows(one, came.get((one.obligation, one.unit, one.occurrence), ()))
        for one in assessments
    ]
    return Result(
        as_of=as_of,
        known_at=known_at,
        policy=calendar.policy.name,
        policy_title=calendar.policy.title,
        calendar_version=calendar.version,
        assessments=tuple(assessments),
        rollups=rollup.rollups(assessments, today.units),
        summary=rollup.summary(assessments),
        findings=(
            *register.warnings,
            *too_early(register, as_of),
            *duties.findings,
            *run.findings,
            *asked,
            *_open_rows(not_taken),
        ),
        not_taken=tuple(not_taken),
    )


def _naming(register: Register) -> Callable[[str], Text]:
    """Who reports, by name: a unit of the register, else as the sheets call it."""

    def name(office: str) -> Text:
        unit = register.units.get(office)
        return unit.name if unit is not None and unit.name else {"und": office}

    return name


def _accounted(
    assessment: Assessment,
    found: Sequence[Witness],
    naming: Callable[[str], Text],
    zone: ZoneInfo,
    event: Event | None,
    decided: Sequence[Determination],
) -> Assessment:
    """The same judgement with what its flags rest on: the rows, each once, and a sentence for each flag."""
    told = accounts(assessment.flags, assessment.facts, found, naming, zone)
    if event is not None and event.other is not None and Flag.CONFLICTING not in told:
        told[Flag.CONFLICTING] = listed_twice(event, naming)
    elif assessment.facts["overruled"] and Flag.CONFLICTING not in told:
        told[Flag.CONFLICTING] = overruled(decided)
    if not told:
        return assessment
    more = {(w.role, w.row["row"], w.column): as_source(w, zone) for w in found if w.role != "completion"}
    return replace(assessment, sources=(*assessment.sources, *more.values()), accounts=told)


SETTLED = frozenset((Verdict.MET, Verdict.MET_LATE, Verdict.COMPLIANT, Verdict.WAIVED, Verdict.ENDED))

Key = tuple[str, str, str | None]
"""Obligation, unit and occurrence."""


def _by_duty(rows: Sequence[Untaken], duties: Duties) -> dict[Key, tuple[Untaken, ...]]:
    """Of a periodic duty a row that was not taken concerns the period that it speaks of, else that of its report."""
    found: dict[Key, tuple[Untaken, ...]] = {}
    for row in rows:
        for pair in row.duties:
            tiling = duties.tilings.get(pair)
            day = (row.about or row.reported_on).toordinal()
            numbers = [None] if tiling is None else tiling.reported(NO_DAY, NO_DAY, NO_DAY, day).duties
            for number in numbers:
                key = (*pair, None if number is None else str(duties.periods[number]))
                found[key] = (*found.get(key, ()), row)
    return found


def _with_rows(assessment: Assessment, rows: tuple[Untaken, ...]) -> Assessment:
    """The same judgement, its reason naming the rows that came and were not taken. What only may concern it is not held
    beside a duty that is well reported."""
    if assessment.verdict in SETTLED:
        rows = tuple(row for row in rows if row.obligation is not None and row.unit is not None)
    if not rows:
        return assessment
    refused = [row for row in rows if row.finding.code != TAKEN_AS_NOT_DONE]
    return replace(assessment, reason=reason(assessment.verdict, assessment.facts, refused), not_taken=rows)


def too_early(register: Register, as_of: date, code: str = "as-of-before-orders") -> tuple[Finding, ...]:
    """A day of judgement before every order is most likely a slip of the pen: nothing was in force."""
    first = min(register.directives, key=lambda one: one.issued_on, default=None)
    if first is None or as_of >= first.issued_on:
        return ()
    return (at(code, first.source, directive=first.id, day=as_of, issued=first.issued_on),)


def _open_rows(rows: Sequence[Untaken]) -> list[Finding]:
    places = ((row.finding.source, row.row) for row in rows)
    number = len({(where and (where.file, where.sha256, where.sheet), row) for where, row in places})  # not its cells
    return [at("rows-not-taken", None, rows=number)] if number else []


def _with_undone(
    sources: Mapping[int, Sequence[CitedSource]], gone: Mapping[int, Undone], duty: int, zone: ZoneInfo
) -> tuple[CitedSource, ...]:
    """The rows that a duty rests on, and those that were refused or taken back."""
    more = gone[duty].rows if duty in gone else ()
    return (*sources.get(duty, ()), *(source(record, role, None, 0, zone) for role, record in more))


def _assessment(
    duties: Duties,
    row: Mapping[str, Any],
    marks: Mapping[str, Any],
    sources: Any,
    calendar: Calendar,
    basis: Basis,
    gone: Mapping[int, Undone],
) -> Assessment:
    number = int(row["duty"])
    obligation = duties.obligations[row["obligation"]]
    unit = duties.units[row["unit"]]
    verdict = engine.VERDICTS[row["verdict"]]
    facts = {**named(duties, row), **(gone[number].facts if number in gone else NOTHING)}
    card, on = duties.dues[number][facts["version"]].card, duties.grounds[number]
    flags = tuple(flag for flag in FLAGS if marks[flag.value])
    period, event = duties.periods[number], duties.events[number]
    original = duties.original[number]
    heir = unit.successor if verdict is Verdict.WAIVED and facts["cause"] == "unit_dissolved" else None
    effective = facts["effective"]
    counted = facts["periods_told"] or facts["claims_made"]
    assert isinstance(effective, date)
    return Assessment(
        obligation=obligation.id,
        directive=obligation.directive,
        unit=unit.id,
        occurrence=str(period) if period is not None else None,
        event=event.shown if event is not None else None,
        pattern=obligation.pattern,
        verdict=verdict,
        rule=int(row["rule"]),
        flags=flags,
        count=facts["open_incidents"] if verdict is Verdict.BREACHED and counted else None,
        effective_on=effective,
        due_on=facts["due"],
        original_due_on=date.fromordinal(original) if original > NO_DAY else None,
        review_on=facts["review"],
        window_ends_on=facts["window_end"],
        days=facts["days"],
        completed_on=facts["completion"],
        last_reported_on=facts["heard_on"],
        reason=reason(verdict, facts),
        facts=facts,
        basis=basis.lines(card, on, facts, verdict, flags),
        policy=calendar.policy.name,
        calendar_version=calendar.version,
        reference=heir if verdict is not Verdict.WAIVED or heir else facts["cause_reference"],
        sources=tuple(sources),
        changes=tuple(changed(one, facts["once"] and period is None) for one in on.changes),
        card=card if facts["once"] else None,
    )
