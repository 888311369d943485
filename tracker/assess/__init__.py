"""Judging duties: ``assess`` takes the register, a table of observations and a calendar; it gives verdicts and reasons.

Pure: ``as_of`` and ``known_at`` come in as arguments.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tracker.assess import duties as duties_of
from tracker.assess import engine, rollup
from tracker.assess.basis import Basis
from tracker.assess.cited import cite
from tracker.assess.duties import BOOLEAN, COLUMNS, Duties
from tracker.assess.flags import FLAGS
from tracker.assess.reasons import reason
from tracker.assess.result import Rate, Result, Rollup, Summary
from tracker.assess.verdicts import NEVER, NO_DAY, PAST_DUE, REPORT_INSIDE, TABLE, WINDOW_PASSED, Row, expression, holds
from tracker.calendars.counting import Calendar
from tracker.config import Settings
from tracker.findings import at
from tracker.model import Assessment, Finding, Untaken, Verdict
from tracker.register import Register

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Rate", "Result", "Rollup", "Summary", "assess"]

TAKEN_AS_NOT_DONE = "not-applicable"
"""A row with this question was taken: its duty counts as not done, and the reason says what it says."""

REPORT_NUMBERS = (
    "row",
    "reported_on",
    "completed_on",
    "period_from",
    "period_to",
    "state",
    "rank",
    "incidents",
    "remedied",
    "exception",
)
REPORT_TRUTHS = (
    "evidence_ok",
    "accepted",
    "report_date_assumed",
    "rewritten",
    "corrected",
    "backdated",
    "bulk",
    "due_altered",
    "future",
)
DAYS = (
    "as_of",
    "effective",
    "notified",
    "due",
    "review",
    "ends",
    "withdrawn",
    "window_start",
    "window_end",
    "last_on",
    "heard_on",
    "latest_on",
)
DONE_DAYS = ("completion", "first_done", "stated")
TRUTHS = (
    "once",
    "reported",
    "done",
    "kept",
    "believed",
    "evidence_required",
    "evidence_ok",
    "due_known",
    "due_unresolved",
    "due_fixed",
    "assumed",
    "suspended",
    "done_before_withdrawal",
    "last_date_assumed",
    "same_note",
    *("future", "rewritten", "corrected", "backdated", "bulk", "due_altered"),
)
NUMBERS = (
    "warning",
    "window",
    "rows",
    "last_level",
    "best_level",
    "worst_level",
    "open_incidents",
    "open_before",
    "claims_open",
    "claims_made",
    "incidents_found",
    "periods_told",
    "conflicts",
)


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
    import narwhals as nw

    duties = duties_of.build(register, calendar, settings.defaults, known_at)
    seconds = int(known_at.timestamp())
    known = observations[observations["known_at"] <= seconds]
    numbers = {(duties.obligations[o].id, duties.units[u].id): n for n, (o, u) in enumerate(_pairs(duties))}
    reports = _reports(known, numbers)
    frame = _frame(duties, as_of)

    def judged(columns: pd.DataFrame) -> pd.DataFrame:
        found = engine.judge(
            nw.from_native(columns, eager_only=True),
            reports,
            week_starts=calendar.policy.week_starts,
            copied=settings.defaults.copied,
            table=table,
        )
        native: pd.DataFrame = found.to_native()
        return native.sort_values("duty", ignore_index=True)

    facts = judged(frame)
    facts["before"] = _before(facts, frame, judged)
    flagged = nw.from_native(facts, eager_only=True).select(
        "duty", *(expression(condition).alias(flag.value) for flag, condition in FLAGS.items())
    )
    flags = flagged.to_native()
    zone = ZoneInfo(calendar.policy.zone)
    sources = cite(facts, reports.to_native(), known, calendar.policy.week_starts, zone)
    rows: list[dict[Any, Any]] = facts.to_dict("records")
    marks: list[dict[Any, Any]] = flags.to_dict("records")
    done = {
        (duties.obligations[row["obligation"]].id, duties.units[row["unit"]].id)
        for row in rows
        if row["done_before_withdrawal"]
    }
    basis = Basis(settings.defaults)
    assessments = sorted(
        (
            _assessment(duties, row, mark, sources.get(row["duty"], ()), calendar, basis)
            for row, mark in zip(rows, marks, strict=True)
            if not _fulfilled_before(duties, row, done)
        ),
        key=lambda a: (a.obligation, a.unit, a.occurrence or "", a.event or ""),
    )
    came = _by_duty(not_taken)
    assessments = [_with_rows(one, came.get((one.obligation, one.unit), ())) for one in assessments]
    return Result(
        as_of=as_of,
        known_at=known_at,
        policy=calendar.policy.name,
        calendar_version=calendar.version,
        assessments=tuple(assessments),
        rollups=rollup.rollups(assessments, register.units.authority),
        summary=rollup.summary(assessments),
        findings=(*register.warnings, *duties.findings, *_open_rows(not_taken)),
        not_taken=tuple(not_taken),
    )


SETTLED = frozenset((Verdict.MET, Verdict.MET_LATE, Verdict.COMPLIANT, Verdict.WAIVED, Verdict.ENDED))


def _by_duty(rows: Sequence[Untaken]) -> dict[tuple[str, str], tuple[Untaken, ...]]:
    found: dict[tuple[str, str], tuple[Untaken, ...]] = {}
    for row in rows:
        for duty in row.duties:
            found[duty] = (*found.get(duty, ()), row)
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


def _open_rows(rows: Sequence[Untaken]) -> list[Finding]:
    places = ((row.finding.source, row.row) for row in rows)
    number = len({(where and (where.file, where.sha256, where.sheet), row) for where, row in places})  # not its cells
    return [at("rows-not-taken", None, rows=number)] if number else []


def _pairs(duties: Duties) -> list[tuple[int, int]]:
    return list(zip(duties.columns["obligation"], duties.columns["unit"], strict=True))


def _frame(duties: Duties, as_of: date) -> pd.DataFrame:
    import pandas as pd

    columns = {name: pd.Series(duties.columns[name], dtype="bool" if name in BOOLEAN else "int64") for name in COLUMNS}
    frame = pd.DataFrame(columns)
    frame["as_of"] = as_of.toordinal()
    return frame.astype({"as_of": "int64"})


def _reports(known: pd.DataFrame, numbers: Mapping[tuple[str, str], int]) -> Any:
    """The rows that report on a duty, as numbers alone. A row of an obligation or unit without a duty stays out."""
    import narwhals as nw
    import pandas as pd

    duty = [numbers.get(pair, -1) for pair in zip(known["obligation"].tolist(), known["unit"].tolist(), strict=True)]
    frame = pd.DataFrame({name: known[name].astype("int64").to_numpy() for name in REPORT_NUMBERS})
    for name in REPORT_TRUTHS:
        frame[name] = known[name].astype("bool").to_numpy()
    frame["percent"] = known["percent"].astype("float64").to_numpy()
    frame["duty"] = pd.Series(duty, dtype="int64")
    frame["office"] = pd.factorize(known["office"].to_numpy(dtype=object))[0].astype("int64")
    frame["event"] = _codes(known["event"])
    frame["note"] = _codes(known["note_key"])
    return nw.from_native(frame[frame["duty"] >= 0].reset_index(drop=True), eager_only=True)


def _codes(texts: pd.Series[Any]) -> Any:
    """A number for each different text, 0 for none."""
    import pandas as pd

    values = texts.to_numpy(dtype=object)
    codes, _ = pd.factorize(values)
    return ((codes + 1) * (values != "")).astype("int64")


def _before(facts: pd.DataFrame, frame: pd.DataFrame, judged: Any) -> list[int]:
    """The verdict of the day before a duty fell away, or of its last day; -1 for a duty that is in force."""
    codes = {Verdict.WAIVED: "withdrawn", Verdict.ENDED: "ends"}
    before = [-1] * len(facts)
    for verdict, column in codes.items():
        gone = facts.index[facts["verdict"] == engine.VERDICTS.index(verdict)]
        if not len(gone):
            continue
        earlier = frame.loc[gone].copy()
        earlier["as_of"] = earlier[column] - (1 if verdict is Verdict.WAIVED else 0)
        for number, code in zip(gone, judged(earlier.reset_index(drop=True))["verdict"], strict=True):
            before[number] = int(code)
    return before


def _day(ordinal: int) -> date | None:
    return None if ordinal in (NO_DAY, NEVER) else date.fromordinal(int(ordinal))


def _fulfilled_before(duties: Duties, row: Mapping[str, Any], done: Collection[tuple[str, str]]) -> bool:
    """Whether a duty that came with a dissolved unit had been fulfilled by it, or by one before it in the line."""
    obligation = duties.obligations[row["obligation"]].id
    unit = duties.inherited.get((obligation, duties.units[row["unit"]].id))
    while unit is not None:
        if (obligation, unit) in done:
            return True
        unit = duties.inherited.get((obligation, unit))
    return False


def _named(duties: Duties, row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as people and programs read them: dates or None, names instead of codes.

    They hold everything that the conditions of the table and of the flags read, so that both can be recomputed.
    """
    names: dict[str, Any] = {name: _day(row[name]) for name in DAYS}
    names |= {name: _day(row[name]) if row["done"] else None for name in DONE_DAYS}
    names |= {name: bool(row[name]) for name in TRUTHS}
    names |= {name: int(row[name]) for name in NUMBERS}
    percent = row["last_percent"]
    names["last_percent"] = None if percent != percent else float(percent)
    names["days"] = int(row["days"]) if row["has_days"] else None
    names["state"] = engine.STATES[row["last_state"]].value if row["last_state"] >= 0 else None
    names["before"] = engine.VERDICTS[row["before"]].value if row["before"] >= 0 else None
    names["cause"] = duties.causes.get(int(row["duty"]))
    names["past_due"] = bool(holds(PAST_DUE, row))
    names["window_passed"] = bool(holds(WINDOW_PASSED, row))
    names["report_inside"] = bool(holds(REPORT_INSIDE, row))
    return names


def _assessment(
    duties: Duties,
    row: Mapping[str, Any],
    marks: Mapping[str, Any],
    sources: Any,
    calendar: Calendar,
    basis: Basis,
) -> Assessment:
    obligation = duties.obligations[row["obligation"]]
    unit = duties.units[row["unit"]]
    verdict = engine.VERDICTS[row["verdict"]]
    facts = _named(duties, row)
    card, on = duties.cards[row["duty"]], duties.grounds[row["duty"]]
    flags = tuple(flag for flag in FLAGS if marks[flag.value])
    facts |= {"effective_by": on.effective_by, "report_every": on.report_every, "grace": on.grace}
    facts |= {"review_after": on.review_after, "own": list(on.own)}
    heir = unit.successor if verdict is Verdict.WAIVED else None
    effective = facts["effective"]
    counted = facts["periods_told"] or facts["claims_made"]
    assert isinstance(effective, date)
    return Assessment(
        obligation=obligation.id,
        directive=obligation.directive,
        unit=unit.id,
        occurrence=None,
        event=None,
        pattern=obligation.pattern,
        verdict=verdict,
        rule=int(row["rule"]),
        flags=flags,
        count=facts["open_incidents"] if verdict is Verdict.BREACHED and counted else None,
        effective_on=effective,
        due_on=facts["due"],
        original_due_on=facts["due"],
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
        reference=heir,
        sources=tuple(sources),
    )
