"""Incidents and claims of exceptions of a standing duty, counted over data frames (semantics §4). As the engine does.

Every fact is a number or a truth value; nothing is null after a join.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from tracker.assess import stops
from tracker.assess.verdicts import NO_DAY

ROW_SPAN = 10**10
"""More row versions than a ledger will hold; orders (day, row) in one integer."""

Frame = nw.DataFrame[Any]
Stops = Sequence[tuple[str, str]]
"""The pairs of columns that say when a duty is suspended."""


def period_start(week_starts: int) -> nw.Expr:
    """The first day of a row's period: stated, else of the week of its end or of its report. Ordinal 1 was a Monday."""
    day = nw.when(nw.col("period_to") > NO_DAY).then(nw.col("period_to")).otherwise(nw.col("reported_on"))
    into_week = (day - 1 - week_starts) % 7
    return nw.when(nw.col("period_from") > NO_DAY).then(nw.col("period_from")).otherwise(day - into_week)


def period_end() -> nw.Expr:
    """The last day of a row's period, of which ``period`` is the first."""
    return nw.when(nw.col("period_to") > NO_DAY).then(nw.col("period_to")).otherwise(nw.col("period") + 6)


def figures(accepted: Frame, stopped: Stops) -> Frame:
    """One row per duty, period and event: the figures that count for it (highest rank, latest report, latest row).

    What happened while the order was suspended the whole period is none (docs/decisions/0018).
    """
    told = accepted.filter((nw.col("incidents") >= 0) | (nw.col("remedied") >= 0))
    told = told.with_columns(period_end=period_end()).filter(nw.col("period_end") >= nw.col("effective"))
    told = told.filter(~stops.inside(stopped, nw.col("period"), nw.col("period_end")))
    of_period = ("duty", "period", "event")
    told = told.filter(nw.col("rank") == nw.col("rank").max().over(*of_period))
    told = told.with_columns(place=nw.col("reported_on") * ROW_SPAN + nw.col("row"))
    told = told.filter(nw.col("place") == nw.col("place").max().over(*of_period))
    # Cases that are listed one by one are duties of their own (docs/decisions/0110).
    counted = (nw.col("incidents") > 0) & (nw.col("period_end") < nw.col("listed_from"))
    found = nw.when(counted).then(nw.col("incidents")).otherwise(0)
    dealt = nw.when(nw.col("remedied") > 0).then(nw.col("remedied")).otherwise(0)
    return told.with_columns(found=found, change=found - dealt)


def _running(told: Frame) -> Frame:
    """By duty and period how many were ``still_open`` at its end: the running sum of incidents - remedied that never
    falls below 0; ``is_last``: it is the last period told.

    With S the plain running sum that is S - min(0, lowest S so far), which needs no loop.
    """
    told = told.group_by("duty", "period").agg(nw.col("found").sum(), nw.col("change").sum())
    told = told.with_columns(running=nw.col("change").cum_sum().over("duty", order_by="period"))
    told = told.with_columns(lowest=nw.col("running").cum_min().over("duty", order_by="period"))
    floor = nw.when(nw.col("lowest") < 0).then(nw.col("lowest")).otherwise(0)
    return told.with_columns(
        still_open=nw.col("running") - floor, is_last=nw.col("period") == nw.col("period").max().over("duty")
    )


def open_now(accepted: Frame, stopped: Stops) -> Frame:
    """Open incidents, now and at most at the end of a period before the last one."""
    return (
        _running(figures(accepted, stopped))
        .with_columns(
            open_last=nw.when(nw.col("is_last")).then(nw.col("still_open")).otherwise(0),
            open_before=nw.when(nw.col("is_last")).then(0).otherwise(nw.col("still_open")),
        )
        .group_by("duty")
        .agg(
            nw.len().alias("periods_told"),
            nw.col("found").sum().alias("incidents_found"),
            nw.col("open_last").max(),
            nw.col("open_before").max(),
        )
    )


def left_open(accepted: Frame, stopped: Stops) -> Frame:
    """``duty`` and ``row`` of the figures that count, of the periods before the last one at whose end any were open."""
    told = figures(accepted, stopped)
    ends = _running(told).filter(~nw.col("is_last") & (nw.col("still_open") > 0)).select("duty", "period")
    return told.join(ends, on=["duty", "period"], how="inner").select("duty", "row")


def claims(accepted: Frame, stopped: Stops) -> Frame:
    """Every claim of an exception without reference, not of a suspended day; ``still`` is 1 where no later
    reference has cleared it."""
    cleared = (
        accepted.filter(nw.col("exception") == 1).group_by("duty").agg(nw.col("reported_on").max().alias("cleared_on"))
    )
    made = (
        accepted.filter(nw.col("claims_count"))
        .filter((nw.col("exception") == 2) & (nw.col("reported_on") >= nw.col("effective")))
        .filter(~stops.inside(stopped, nw.col("reported_on")))
        .join(cleared, on="duty", how="left")
        .with_columns(nw.col("cleared_on").fill_null(NO_DAY))
    )
    still = nw.when(nw.col("reported_on") >= nw.col("cleared_on")).then(1).otherwise(0)
    return made.with_columns(still=still)


def claimed(accepted: Frame, stopped: Stops) -> Frame:
    """How many claims were made, and how many are still open."""
    return (
        claims(accepted, stopped)
        .group_by("duty")
        .agg(nw.len().alias("claims_made"), nw.col("still").sum().alias("claims_open"))
    )
