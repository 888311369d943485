"""Every assessment follows from what it cites: an independent reader goes through its rows, dates and sentences
(``tests/oracle/recheck.py``); and that reader sees what is made false on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from oracle import adapter, compare, generate
from oracle.history import History
from oracle.oracle import Report, reports_of
from oracle.owing import told as told_rows
from oracle.recheck import Case, Cited, complaints

from tracker.assess import reasons
from tracker.assess.verdicts import TABLE, Row
from tracker.model import Assessment, CitedSource, Verdict

SIZE = 250
ROLES = ("last", "completion", "evidence", "incident", "refused", "taken_back", "retraction")
"""What a verdict and its reason rest on; a flag may cite what the same office wrote about other orders."""
LISTED = 10**9
"""Rows that stand for lines about events (``oracle.owing.told``)."""
WEEK_STARTS = {"iq": 6, "literal": 0}


def cases(policy: str, seed: int = 7, size: int = SIZE, table: Sequence[Row] = TABLE) -> Iterator[Case]:
    """The assessments of a bank of histories, each with the rows behind its cells."""
    histories = generate.bank(seed, size, policy)
    found, _ = adapter.run(histories, rules=tuple(table))
    due = adapter.due_by_counting(adapter.calendar(histories[0]))
    for history in histories:
        rows = told_rows(history)
        for key, (duty, _) in compare.judged(history, due).items():
            if key not in found:
                continue
            told = found[key]
            came = tuple(reports_of(duty, rows, history.as_of, history.known_at))
            cited = tuple(_cited(told, source, history, rows) for source in told.sources if source.role in ROLES)
            yield Case(told, cited, came, WEEK_STARTS[policy])


def _cited(told: Assessment, source: CitedSource, history: History, rows: Sequence[Report]) -> Cited:
    """The row at a cited cell, found by nothing but file and cell; a line about an event by its day."""
    if source.cell is None:
        found = [r for r in rows if r.row >= LISTED and (r.obligation, r.unit) == (told.obligation, told.unit)]
    else:
        found = [r for r in history.rows if r.row == int(source.cell[1:])]
    dated = [r for r in found if r.reported_on == source.reported_on]
    return Cited(source.role, source.reported_on, source.incidents, (dated or found)[0])


@pytest.mark.parametrize("policy", ["iq", "literal"])
def test_every_assessment_follows_from_what_it_cites(policy: str) -> None:
    seen: set[Verdict] = set()
    for case in cases(policy):
        seen.add(case.told.verdict)
        assert not complaints(case), (case.told.obligation, case.told.unit, complaints(case), case.told.reason["en"])
    assert len(seen) >= 14, "a bank that holds few verdicts proves little"


def spoiled(change: Callable[[Case], Assessment | None]) -> int:
    """How many assessments the reader doubts, of those that a change makes false."""
    doubted = tried = 0
    for case in cases("iq", seed=8, size=80):
        told = change(case)
        if told is not None:
            tried += 1
            doubted += bool(complaints(replace(case, told=told)))
    assert tried, "the change met nothing"
    return tried - doubted


def _other_words(case: Case) -> Assessment | None:
    text = case.told.reason["en"]
    for old, new in (
        ("Nothing was ever reported", "Last report on 1 Jan 2019: done"),
        ("Last report on", "Nothing was ever reported on it. Last report on"),
        (": not started", ": in progress"),
        (" says: kept", " says: in progress"),
    ):
        if old in text:
            return replace(case.told, reason={**case.told.reason, "en": text.replace(old, new)})
    return None


def _other_days(case: Case) -> Assessment | None:
    text = case.told.reason["en"]
    found = re.search(r"(\d+) days? past", text)
    if found is None:
        return None
    return replace(case.told, reason={**case.told.reason, "en": text.replace(found[1], str(int(found[1]) + 1), 1)})


def _later(case: Case) -> Assessment | None:
    told: Any = case.told
    return replace(told, due_on=told.due_on + timedelta(days=400)) if told.verdict is Verdict.OVERDUE else None


def _uncited(case: Case) -> Assessment | None:
    told: Any = case.told
    return replace(told, days=None) if told.days else None


@pytest.mark.parametrize("change", [_other_words, _other_days, _later, _uncited])
def test_the_reader_sees_what_is_made_false(change: Callable[[Case], Assessment | None]) -> None:
    assert spoiled(change) == 0


def test_the_reader_sees_that_a_row_is_not_cited() -> None:
    missed = [
        case.told.reason["en"]
        for case in cases("iq", seed=8, size=80)
        if case.rows("last") and case.told.verdict in (Verdict.BREACHED, Verdict.COMPLIANT, Verdict.MET, Verdict.LAPSED)
        if not complaints(replace(case, cited=()))
    ]
    assert missed == []


@pytest.mark.parametrize("number", [row.number for row in TABLE if row.number not in (4, 10, 11, 16)])
def test_the_reader_sees_a_row_of_the_table_that_is_left_out(number: int) -> None:
    without = [row for row in TABLE if row.number != number]
    assert any(complaints(case) for case in cases("iq", seed=12, size=300, table=without))


def test_the_reader_sees_a_false_sentence_of_the_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reasons.WHEN_ROWS_CAME, "no_report", "no_report")
    assert any("rows came" in line for case in cases("iq", size=120) for line in complaints(case))
