"""The same rules over data frames: reports are reduced to facts per duty, and the table is applied to the facts.

Written with Narwhals over integer days and codes, so that one text runs on pandas and on larger engines
(docs/decisions/0010-engine.md). Every fact is a number or a truth value; nothing is null after a join.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any

import narwhals as nw

from tracker.assess import incidents, stops
from tracker.assess.verdicts import NEVER, NO_DAY, TABLE, Row, applies
from tracker.model import State, Verdict

STATES = list(State)
VERDICTS = list(Verdict)
OF_DUTY = ("duty", "as_of", "once", "by_event", "effective", "claims_count", "listed_from")
"""What of a duty decides which of its reports count."""

Frame = nw.DataFrame[Any]
Stops = Sequence[tuple[str, str]]
"""The pairs of columns that say when a duty is suspended."""


def of_duty(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns that the reports of a duty are read against."""
    return (*OF_DUTY, *(name for pair in stops.names(columns) for name in pair))


def judge(duties: Frame, reports: Frame, *, week_starts: int, copied: int, table: tuple[Row, ...] = TABLE) -> Frame:
    """Facts, rule and verdict of every duty.

    ``duties``: the columns of ``duties.COLUMNS``, those of ``stops.columns`` and ``versions``, and ``as_of`` (each duty
    may be judged as of its own day).
    ``reports``: ``duty`` and the numeric columns of the table of observations, known by K, every version.
    ``week_starts``: Monday = 0. ``copied``: how many equal notes in a row make a copy.
    """
    counted = latest(duties, reports, week_starts)
    accepted = counted.filter(nw.col("accepted"))
    stopped = stops.names(duties.columns)
    last = _last(accepted)
    facts = duties
    for part in (
        _marks(counted),
        last,
        _done_run(accepted, last),
        incidents.open_now(accepted, stopped),
        incidents.claimed(accepted, stopped),
        _heard(accepted, last),
        _conflicts(accepted, last),
        _copies(accepted, copied),
    ):
        facts = facts.join(part, on="duty", how="left")
    return _apply(_derive(_fill(facts), copied, stopped), table)


def figures_of(duties: Frame, reports: Frame, *, week_starts: int) -> Frame:
    """The figures that count, period by period (``figures``), of duties and reports as ``judge`` takes them."""
    accepted = latest(duties, reports, week_starts).filter(nw.col("accepted"))
    return incidents.figures(accepted, stops.names(duties.columns))


def latest(duties: Frame, reports: Frame, week_starts: int) -> Frame:
    """What counts as reported: the newest versions without what was retracted.

    A state that was only taken from figures falls with them where they count for nothing: of a period that was wholly
    suspended (docs/decisions/0018).
    """
    found = newest(duties, reports, week_starts)
    idle = stops.inside(stops.names(found.columns), nw.col("period"), incidents.period_end())
    return found.filter(nw.col("state") != STATES.index(State.RETRACTED)).with_columns(
        level=_level(), accepted=nw.col("accepted") & ~(nw.col("inferred") & ~nw.col("once") & idle)
    )


def newest(duties: Frame, reports: Frame, week_starts: int) -> Frame:
    """The latest version of each row key, then those reported by A; retractions are among them.

    Event and period are in the key only where they tell reports apart (docs/decisions/0015): of what is owed once, an
    occurrence for one, the period as it was stated. What a standing duty was like before it bound anybody is no report
    on it (docs/decisions/0014).
    """
    stated = nw.when(nw.col("period_from") > NO_DAY).then(nw.col("period_from")).otherwise(nw.col("period_to"))
    key = ["office", "duty", "event", "period", "reported_on"]
    return (
        reports.join(duties.select(*of_duty(duties.columns)), on="duty", how="inner")
        .with_columns(
            event=nw.when(nw.col("by_event")).then(nw.col("event")).otherwise(0),
            period=nw.when(nw.col("once")).then(stated).otherwise(incidents.period_start(week_starts)),
        )
        .with_columns(newest=nw.col("row").max().over(*key))
        .filter(nw.col("row") == nw.col("newest"))
        .filter(nw.col("reported_on") <= nw.col("as_of"))
        .filter(nw.col("once") | (nw.col("reported_on") >= nw.col("effective")))
    )


def of_some(
    counting: Callable[[Frame, Frame, int], Frame], wanted: Set[int], facts: Any, reports: Any, week_starts: int
) -> Frame:
    """The rows of some duties that count (``latest`` or ``newest``), of frames as pandas holds them."""
    some = facts[facts["duty"].isin(wanted)]
    return counting(
        nw.from_native(some[list(of_duty(some.columns))], eager_only=True),
        nw.from_native(reports[reports["duty"].isin(wanted)], eager_only=True),
        week_starts,
    )


def _level() -> nw.Expr:
    """How states compare: not done or not kept (0) < under way (1) < done or kept (2)."""
    found = nw.when(nw.col("state") == STATES.index(State.IN_PROGRESS)).then(1).otherwise(0)
    done = (nw.col("state") == STATES.index(State.DONE)) | (nw.col("state") == STATES.index(State.KEPT))
    return nw.when(done).then(2).otherwise(found)


def _marks(counted: Frame) -> Frame:
    names = ("rewritten", "corrected", "backdated", "bulk", "due_altered", "future", "several", "overruled")
    return counted.group_by("duty").agg(nw.len().alias("rows"), *(nw.col(name).max() for name in names))


def _last(accepted: Frame) -> Frame:
    """The last observation: the latest day of the highest rank; of equal ones the worse level, then the latest row."""
    top = accepted.with_columns(top_rank=nw.col("rank").max().over("duty")).filter(nw.col("rank") == nw.col("top_rank"))
    on_last = top.with_columns(last_on=nw.col("reported_on").max().over("duty")).filter(
        nw.col("reported_on") == nw.col("last_on")
    )
    worst = on_last.with_columns(last_level=nw.col("level").min().over("duty")).filter(
        nw.col("level") == nw.col("last_level")
    )
    chosen = worst.with_columns(last_row=nw.col("row").max().over("duty")).filter(nw.col("row") == nw.col("last_row"))
    before = top.with_columns(last_on=nw.col("reported_on").max().over("duty")).filter(
        nw.col("reported_on") < nw.col("last_on")
    )
    earlier = before.group_by("duty").agg(
        nw.col("level").max().alias("best_level"), nw.col("level").min().alias("worst_level")
    )
    breaks = top.filter(nw.col("level") < 2).group_by("duty").agg(nw.col("reported_on").max().alias("break_on"))
    return (
        chosen.select(
            "duty",
            "top_rank",
            "last_on",
            "last_level",
            "last_row",
            nw.col("state").alias("last_state"),
            nw.col("percent").alias("last_percent"),
            nw.col("report_date_assumed").alias("last_date_assumed"),
        )
        .join(earlier, on="duty", how="left")
        .join(breaks, on="duty", how="left")
        .with_columns(nw.col("break_on").fill_null(NO_DAY))
    )


def _done_run(accepted: Frame, last: Frame) -> Frame:
    """The unbroken reports of done that end at the last observation: completion, evidence, and their rows.

    Of the days of completion stated in it those of the highest rank count, and of them the latest: a unit's word does
    not move what an inspection found (docs/decisions/0016).
    """
    run = (
        accepted.join(last.select("duty", "last_on", "last_level", "break_on"), on="duty", how="inner")
        .filter(nw.col("last_level") == 2)
        .filter(nw.col("level") == 2)
        .filter((nw.col("reported_on") > nw.col("break_on")) & (nw.col("reported_on") <= nw.col("last_on")))
    )
    stating_rank = nw.when(nw.col("completed_on") > NO_DAY).then(nw.col("rank")).otherwise(-1)
    run = run.with_columns(stating_rank=stating_rank)
    trusted = nw.col("stating_rank") == nw.col("stating_rank").max().over("duty")
    run = run.with_columns(stated=nw.when(trusted).then(nw.col("completed_on")).otherwise(NO_DAY))
    summary = run.group_by("duty").agg(
        nw.col("stated").max(),
        nw.col("reported_on").min().alias("first_done"),
        nw.col("evidence_ok").max(),
    )
    evidence = run.filter(nw.col("evidence_ok")).group_by("duty").agg(nw.col("row").max().alias("evidence_row"))
    named = run.with_columns(latest=nw.col("stated").max().over("duty"))
    stating = (
        nw.when(nw.col("latest") > NO_DAY)
        .then(nw.col("stated") == nw.col("latest"))
        .otherwise(nw.col("reported_on") == nw.col("reported_on").min().over("duty"))
    )
    completion = named.filter(stating).group_by("duty").agg(nw.col("row").max().alias("completion_row"))
    return summary.join(evidence, on="duty", how="left").join(completion, on="duty", how="left")


def _heard(accepted: Frame, last: Frame) -> Frame:
    """The latest report, of any rank, that says what the last observation says (it keeps the window open), and the
    latest of all, whatever it says (it is a report, docs/decisions/0014)."""
    told = accepted.join(last.select("duty", "last_level"), on="duty", how="inner")
    agrees = nw.col("level") == nw.col("last_level")
    told = told.with_columns(agreed_on=nw.when(agrees).then(nw.col("reported_on")).otherwise(NO_DAY))
    return told.group_by("duty").agg(
        nw.col("agreed_on").max().alias("heard_on"), nw.col("reported_on").max().alias("latest_on")
    )


def _conflicts(accepted: Frame, last: Frame) -> Frame:
    """Another report with the last one's day and rank, or a lower one not before it, that says another state."""
    other = accepted.join(last.select("duty", "top_rank", "last_on", "last_level"), on="duty", how="inner").filter(
        nw.col("level") != nw.col("last_level")
    )
    same = (nw.col("rank") == nw.col("top_rank")) & (nw.col("reported_on") == nw.col("last_on"))
    lower = (nw.col("rank") < nw.col("top_rank")) & (nw.col("reported_on") >= nw.col("last_on"))
    return other.filter(same | lower).group_by("duty").agg(nw.len().alias("conflicts"))


def _copies(accepted: Frame, copied: int) -> Frame:
    """Whether the last ``copied`` accepted reports all bear the same note."""
    placed = accepted.with_columns(place=nw.col("reported_on") * incidents.ROW_SPAN + nw.col("row"))
    recent = placed.with_columns(nth=nw.col("place").rank(method="ordinal", descending=True).over("duty")).filter(
        nw.col("nth") <= copied
    )
    return recent.group_by("duty").agg(
        nw.len().alias("recent"), nw.col("note").min().alias("note_low"), nw.col("note").max().alias("note_high")
    )


_DEFAULTS: dict[str, int] = {
    "rows": 0,
    "last_on": NO_DAY,
    "heard_on": NO_DAY,
    "latest_on": NO_DAY,
    "last_level": 0,
    "last_row": -1,
    "last_state": -1,
    "best_level": 0,
    "worst_level": 2,
    "stated": NO_DAY,
    "first_done": NO_DAY,
    "evidence_row": -1,
    "completion_row": -1,
    "periods_told": 0,
    "incidents_found": 0,
    "open_last": 0,
    "open_before": 0,
    "claims_made": 0,
    "claims_open": 0,
    "conflicts": 0,
    "recent": 0,
    "note_low": 0,
    "note_high": 0,
}
_MARKS = (
    *("rewritten", "corrected", "backdated", "bulk", "due_altered", "future", "several", "overruled"),
    *("last_date_assumed", "evidence_ok"),
)


def _fill(facts: Frame) -> Frame:
    """No nulls after the joins: a duty without reports has the numbers of silence."""
    return facts.with_columns(
        *(nw.col(name).fill_null(value).cast(nw.Int64) for name, value in _DEFAULTS.items()),
        *(nw.col(name).fill_null(0).cast(nw.Int64) > 0 for name in _MARKS),
    )


def _derive(facts: Frame, copied: int, stopped: Stops) -> Frame:
    """The facts that the table speaks of, by its names."""
    reported = nw.col("last_on") > NO_DAY
    facts = facts.with_columns(
        reported=reported,
        done=reported & nw.col("once") & (nw.col("last_level") == 2),
        kept=reported & ~nw.col("once") & (nw.col("last_level") == 2),
        completion=nw.when(nw.col("stated") > NO_DAY).then(nw.col("stated")).otherwise(nw.col("first_done")),
        open_incidents=nw.col("open_last") + nw.col("claims_open"),
        suspended=stops.inside(stopped, nw.col("as_of")),
        first_end=stops.after(stopped, nw.col("window_start"), nw.col("window")),
        latest_end=stops.after(stopped, nw.col("latest_on"), nw.col("window")),
        window_from=nw.when(reported).then(nw.col("heard_on")).otherwise(nw.col("window_start")),
    )
    facts = _deadline(facts.with_columns(window_end=stops.after(stopped, nw.col("window_from"), nw.col("window"))))
    proven = nw.col("evidence_ok") | ~nw.col("evidence_required")
    facts = facts.with_columns(
        believed=nw.col("done") & proven & (nw.col("completion") >= nw.col("effective")),
    )
    same = (nw.col("note_low") > 0) & (nw.col("note_low") == nw.col("note_high"))
    return facts.with_columns(
        same_note=(nw.col("recent") >= copied) & same,
        done_before_withdrawal=nw.col("believed") & (nw.col("completion") < nw.col("withdrawn")),
    )


def versions(dues: Sequence[Sequence[tuple[int, int, bool, bool]]]) -> dict[str, list[Any]]:
    """The versions of each duty's deadline as columns: (since, due, a fixed date, assumed), the first ``0``; one that a
    duty has not holds from no day. A due date below 0 is unresolved."""
    found: dict[str, list[Any]] = {}
    for place in range(max(map(len, dues), default=1)):
        mine = [row[place] if place < len(row) else (NEVER + 1, NO_DAY, False, False) for row in dues]
        for number, name in enumerate(("since", "due", "fixed", "assumed")):
            found[f"{name}_{place}"] = [one[number] for one in mine]
    return found


def _deadline(facts: Frame) -> Frame:
    """The version of the deadline that judges: of what is done, the one in force on its day of completion; else the one
    in force now (docs/decisions/0018)."""
    day = nw.when(nw.col("done")).then(nw.col("completion")).otherwise(nw.col("as_of"))
    places = range(sum(name.startswith("since_") for name in facts.columns))
    chosen = {name: nw.col(f"{name}_0") for name in ("due", "fixed", "assumed")}
    version: nw.Expr = nw.lit(0)
    for place in places[1:]:
        holds = nw.col(f"since_{place}") <= day
        version = nw.when(holds).then(place).otherwise(version)
        for name, before in chosen.items():
            chosen[name] = nw.when(holds).then(nw.col(f"{name}_{place}")).otherwise(before)
    facts = facts.with_columns(
        version=version, stated_due=chosen["due"], due_fixed=chosen["fixed"], assumed=chosen["assumed"]
    )
    return facts.with_columns(
        due=nw.when(nw.col("stated_due") > NO_DAY).then(nw.col("stated_due")).otherwise(NO_DAY),
        due_known=nw.col("stated_due") > NO_DAY,
        due_unresolved=nw.col("stated_due") < NO_DAY,
    )


def _apply(facts: Frame, table: tuple[Row, ...]) -> Frame:
    """``rule`` and ``verdict`` (its place in ``VERDICTS``) of every duty; rule 0 would mean a hole in the table."""
    rule: nw.Expr = nw.lit(0)
    verdict: nw.Expr = nw.lit(-1)
    for row in reversed(table):
        here = applies(row)
        rule = nw.when(here).then(row.number).otherwise(rule)
        verdict = nw.when(here).then(VERDICTS.index(row.verdict)).otherwise(verdict)
    facts = facts.with_columns(rule=rule, verdict=verdict)
    late = nw.col("completion") - nw.col("due")
    over = nw.col("as_of") - nw.col("due")
    is_late = _is(Verdict.MET_LATE)
    runs = _is(Verdict.OVERDUE) | _is(Verdict.DUE_SOON) | (_is(Verdict.PENDING) & nw.col("due_known"))
    return facts.with_columns(
        has_days=is_late | runs,
        days=nw.when(is_late).then(late).otherwise(over),
    )


def _is(verdict: Verdict) -> nw.Expr:
    return nw.col("verdict") == VERDICTS.index(verdict)
