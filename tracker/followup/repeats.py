"""A row without a date of its own that equals one received before: the same report again, or the next week's? Pure.

Its report date is only the day of its receipt, so the same sheet sent twice would be two reports, and its incidents
would be counted in two periods. What decides is the time in which one report is owed (docs/decisions/0056).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.followup.table import CONTENT, STATES
from tracker.model import State

Row = dict[str, Any]
Line = tuple[Any, ...]

SENT_AGAIN, SAME_AGAIN = "sent_again", "same_again"
_PERIOD_CELLS = ("period", "period_from", "period_to")
_RETRACTED = STATES.index(State.RETRACTED)
_CLAIMED = 2
DATED = "أُعيد إرساله بتاريخه / sent again with its date"
"""The note of the row that takes an undated report back when the same one comes with its date."""


class Repeats:
    """The reports that stand, by office and duty."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._lines: dict[Line, dict[tuple[int, int], Row]] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """The latest version of a report; one that is taken back stands no longer."""
        reports = self._lines.setdefault(_line(row), {})
        place = (row["reported_on"], row["period_from"])
        if row["state"] == _RETRACTED:
            reports.pop(place, None)
        else:
            reports[place] = row

    def settle(self, row: Row, every: int) -> tuple[str, Row] | None:
        """Gives a row without date and period of its own the period that it belongs to. What it repeats, if anything of
        it would be counted twice: SENT_AGAIN within ``every`` days, the row then counting nothing anew; SAME_AGAIN
        after them, counted as another period's."""
        if not row["report_date_assumed"] or not row["period_from"] or _states_period(row):
            return None
        reports = self._lines.get(_line(row), {}).values()
        same_day = [one for one in reports if one["reported_on"] == row["reported_on"] and one["report_date_assumed"]]
        if len(same_day) == 1:
            row["period_from"], row["period_to"] = same_day[0]["period_from"], same_day[0]["period_to"]
            return None
        before = [one for one in reports if one["reported_on"] < row["reported_on"]]
        last = max(before, key=lambda one: (one["reported_on"], one["period_from"]), default=None)
        if last is None or not _same(last, row):
            return None
        counts = row["incidents"] > 0 or row["remedied"] > 0 or row["exception"] == _CLAIMED
        first = min(
            one["reported_on"] for one in before if one["period_from"] == last["period_from"] and _same(one, row)
        )
        if row["reported_on"] - first >= every:
            return (SAME_AGAIN, last) if counts else None
        if not counts:
            return None
        row["period_from"], row["period_to"] = last["period_from"], last["period_to"]
        row["exception"] = 0 if row["exception"] == _CLAIMED else row["exception"]
        return SENT_AGAIN, last

    def undated(self, row: Row, received_on: int, every: int) -> Row | None:
        """The report that came without a date, within ``every`` days before, and now comes with an earlier one."""
        if row["report_date_assumed"]:
            return None
        found = [
            one
            for one in self._lines.get(_line(row), {}).values()
            if one["report_date_assumed"]
            and row["reported_on"] < one["reported_on"]
            and 0 <= received_on - one["reported_on"] < every
            and _same(one, row)
        ]
        return found[0] if len(found) == 1 else None


def taken_back(undated: Row, dated: Row) -> Row:
    """The version that takes an undated report back, from the cells of the dated one."""
    where = {name: dated[name] for name in ("file", "sha256", "sheet", "cells", "batch", "reporter", "approver")}
    marks = dict.fromkeys(("rewritten", "corrected", "backdated", "bulk", "due_altered", "queried"), False)
    return {**undated, **where, **marks, "state": _RETRACTED, "note": DATED}


def _line(row: Mapping[str, Any]) -> Line:
    return row["office"], row["obligation"], row["unit"], row["event"]


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[name] == other[name] for name in CONTENT)


def _states_period(row: Mapping[str, Any]) -> bool:
    cells = json.loads(row["cells"])
    return any(name in cells for name in _PERIOD_CELLS)
