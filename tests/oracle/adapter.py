"""The one place where the oracle's plain histories meet the program: records in, assessments out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
from oracle.history import Body, Change, Clause, Decision, Due, Happening, History, Term
from oracle.oracle import MARKS, Report, plain_number

from tracker import assess, model
from tracker.calendars import counting
from tracker.calendars.holidays import Calendar, Holiday, HolidayStatus
from tracker.calendars.profiles import profile
from tracker.config import Settings
from tracker.model import (
    Anchor,
    Approval,
    Assessment,
    ChangeKind,
    Deadline,
    DeadlineKind,
    Directive,
    Modality,
    Obligation,
    OrderException,
    Pattern,
    Selector,
    SourceRef,
    State,
    Strength,
    TimeUnit,
    Unit,
)
from tracker.register import Register, determinations, events
from tracker.register.units import UnitTree

HERE = SourceRef("history")
STATES = {state.value: number for number, state in enumerate(State)}
MARK_COLUMNS = {
    "rewritten": "rewritten",
    "corrected_on_request": "corrected",
    "backdated": "backdated",
    "loaded_in_bulk": "bulk",
    "due_date_altered": "due_altered",
}
DATES = ("reported_on", "completed_on", "period_from", "period_to")
WORDS = ("obligation", "unit", "office", "event", "note_key", "file", "sha256", "sheet", "cells", "exception_ref")
WORDS += ("evidence", "note", "reporter", "approver")
NUMBERS = ("row", "batch", "known_at", *DATES, "state", "rank", "incidents", "remedied", "exception")
TRUTHS = ("evidence_ok", "accepted", "report_date_assumed", "future", *MARK_COLUMNS.values())


def calendar(history: History) -> Calendar:
    days = {day: Holiday(day, {"en": "test"}, HolidayStatus.OFFICIAL, "test") for day in history.holidays}
    return Calendar(profile(history.policy), days, "test")


def due_by_counting(on: Calendar) -> Due:
    """The due date of a deadline never suspended, as the proven room of counting gives it."""

    def due(term: Term, anchor: date | None) -> tuple[str, date | None]:
        found = counting.resolve(deadline(term), anchor, on)
        return found.state, found.due_on

    return due


def deadline(term: Term) -> Deadline:
    return Deadline(
        kind=DeadlineKind(term.kind),
        due_on=term.due_on,
        count=term.count,
        unit=TimeUnit(term.unit) if term.unit else None,
        anchor=Anchor(term.anchor),
        anchor_ref=term.ref,
        rrule=term.rrule,
        assumed=term.assumed,
    )


def change(one: Change) -> model.Change:
    """The moment of recording in one of two zones, which must not matter."""
    zone = UTC if one.retroactive else timezone(timedelta(hours=3))
    return model.Change(
        kind=ChangeKind(one.kind),
        on=one.on,
        source=HERE,
        deadline=deadline(one.term) if one.term else None,
        until=one.until,
        retroactive=one.retroactive,
        reference="order 11",
        recorded_at=None if one.recorded_at is None else datetime.fromtimestamp(one.recorded_at, zone),
    )


def obligation(clause: Clause, directive: str) -> Obligation:
    return Obligation(
        id=clause.id,
        directive=directive,
        text={"en": clause.id, "ar": clause.id},
        source=HERE,
        modality=Modality(clause.modality),
        strength=Strength.EXHORTATION if clause.exhortation else Strength.ORDER,
        pattern=Pattern(clause.pattern),
        units=Selector(clause.ids, clause.types, clause.under),
        deadline=deadline(clause.term),
        changes=tuple(change(one) for one in clause.changes),
        evidence_required=clause.evidence_required,
        effective_on=clause.effective_on,
        ends_on=clause.ends_on,
        report_every=clause.report_every,
        grace=clause.grace,
        warning=clause.warning,
        review_after=clause.review_after,
        any_later=clause.any_later,
        exceptions=()
        if clause.reference_required is None
        else (OrderException({"en": "but by permit", "ar": "إلا بترخيص"}, clause.reference_required),),
    )


def directive(history: History, number: int) -> Directive:
    name = f"D{number:04}"
    return Directive(
        id=name,
        issuer={"en": "issuer", "ar": "الجهة الآمرة"},
        issued_on=history.issued_on,
        source=HERE,
        obligations=tuple(obligation(clause, name) for clause in history.clauses),
        approved=None if history.draft else Approval("tester", history.approved_on or history.issued_on),
        effective_on=history.effective_on,
        issued_at=None if history.issued_at is None else time(history.issued_at),
    )


def unit(body: Body) -> Unit:
    return Unit(
        id=body.id,
        name={"en": body.id, "ar": body.id},
        type=body.moves[-1].type if body.moves else body.type,
        parent=body.moves[-1].parent if body.moves else body.parent,
        source=HERE,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        successor=body.successor,
    )


def phases(body: Body) -> list[Unit]:
    """The lines that a unit has in ``units.csv``, one for each time in which it stands somewhere."""
    starts = [body.valid_from, *(move.on for move in body.moves)]
    ends = [*(move.on - timedelta(days=1) for move in body.moves), body.valid_to]
    places = [(body.type, body.parent), *((move.type, move.parent) for move in body.moves)]
    return [
        replace(unit(body), type=of_type, parent=parent, valid_from=begins, valid_to=ends_on)
        for (of_type, parent), begins, ends_on in zip(places, starts, ends, strict=True)
    ]


def happening(line: Happening) -> events.Line:
    moment = None if line.recorded_at is None else datetime.fromtimestamp(line.recorded_at, UTC)
    number = events.key_of(line.number)
    told = (line.on, line.told_on, line.retracted, HERE, moment)
    return events.Line(line.clause, number, line.unit, *told, written=line.number)


def decision(one: Decision) -> determinations.Determination:
    return determinations.Determination(
        one.clause,
        determinations.Kind(one.kind),
        one.on,
        "official",
        "letter 5",
        "reason",
        datetime.fromtimestamp(one.recorded_at, UTC),
        HERE,
        one.unit,
        one.occurrence,
        events.key_of(one.number) if one.number else None,
        one.until,
        model.Rank(one.rank),
    )


def register(histories: Sequence[History]) -> Register:
    directives: list[Directive] = []
    units: list[Unit] = []
    notified: dict[tuple[str, str], date] = {}
    for number, history in enumerate(histories):
        directives.append(directive(history, number))
        units += [unit(body) for body in history.bodies]
        notified |= {(directives[-1].id, name): day for name, day in history.notified.items()}
    return Register(
        tuple(directives),
        UnitTree(units, {body.id: phases(body) for history in histories for body in history.bodies if body.moves}),
        notified,
        events=tuple(happening(line) for history in histories for line in history.happenings),
        determinations=tuple(decision(one) for history in histories for one in history.decisions),
    )


def line(report: Report, row: int) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(WORDS, "")
    values |= {name: getattr(report, name) for name in ("obligation", "unit", "office", "event", "note_key")}
    values |= {name: _ordinal(getattr(report, name)) for name in DATES}
    values |= {name: getattr(report, name) for name in ("known_at", "rank", "exception", "evidence_ok", "accepted")}
    values |= {column: mark in report.marks for mark, column in MARK_COLUMNS.items()}
    values |= {
        "row": row,
        "batch": report.known_at // 3600,
        "state": STATES[report.state],
        "percent": float("nan") if report.percent is None else report.percent,
        "incidents": -1 if report.incidents is None else report.incidents,
        "remedied": -1 if report.remedied is None else report.remedied,
        "report_date_assumed": report.report_date_assumed,
        "future": report.future,
        "file": "history.xlsx",
        "sha256": "0" * 64,
        "sheet": "1",
        "cells": f'{{"{"incidents" if report.inferred else "state"}": "C{report.row}"}}',
        "exception_ref": "order 7" if report.exception == 1 else "",
        "evidence": "order 9" if report.evidence_ok else "",
        "note": report.note_key,
    }
    return values


def observations(rows: Iterable[Report]) -> pd.DataFrame:
    """The table of observations of docs/house.md; rows are numbered anew in the order in which they became known."""
    ordered = sorted(rows, key=lambda r: (r.known_at, r.row))
    return frame([line(report, number) for number, report in enumerate(ordered, 1)])


def frame(lines: list[dict[str, Any]]) -> pd.DataFrame:
    columns = {name: [entry[name] for entry in lines] for name in (*NUMBERS, *WORDS, *TRUTHS, "percent")}
    types = dict.fromkeys(NUMBERS, "int64") | dict.fromkeys(WORDS, "str") | dict.fromkeys(TRUTHS, "bool")
    return pd.DataFrame(columns).astype({**types, "percent": "float64"})


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day is not None else 0


def settings(history: History) -> Settings:
    return Settings(root=Path("/"), calendar=history.policy)


Key = tuple[str, str, str | None, str | None]


def run(
    histories: list[History], table: pd.DataFrame | None = None, rules: Any = None
) -> tuple[Mapping[Key, Assessment], Any]:
    """The program's assessments by (obligation, unit, occurrence, event), and the whole result. All histories share A,
    K and calendar.

    ``table``: observations other than those of the histories' own rows; ``rules``: another verdict table.
    """
    first = histories[0]
    if table is None:
        table = observations(report for history in histories for report in history.rows)
    extra = {} if rules is None else {"table": rules}
    known_at = datetime.fromtimestamp(first.known_at, UTC)
    result = assess.assess(register(histories), table, calendar(first), settings(first), first.as_of, known_at, **extra)
    found = {
        (a.obligation, a.unit, a.occurrence, plain_number(a.event) if a.event else None): a for a in result.assessments
    }
    if len(found) != len(result.assessments):
        raise AssertionError("one duty was assessed twice")
    return found, result


assert set(MARK_COLUMNS) == set(MARKS)
