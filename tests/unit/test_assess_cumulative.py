"""Figures that never fall are asked about: they may be totals since the beginning (semantics §4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.duties_world import judged, register
from tracker.model import Finding

KEPT = "pattern: maintenance\nmodality: prohibition"


def weeks(*figures: int, **more: Any) -> list[dict[str, Any]]:
    """A report every Saturday on the week that ends with it, from 29 August 2020 on."""
    out = []
    for number, figure in enumerate(figures):
        last = date(2020, 8, 29) + timedelta(weeks=number)
        first = last - timedelta(days=6)
        days = {"on": last.isoformat(), "period_from": first.isoformat(), "period_to": last.isoformat()}
        out.append({**days, "state": "kept", "incidents": figure, "remedied": figure, **more})
    return out


def asked(*reports: dict[str, Any]) -> list[Finding]:
    result = judged(register(KEPT), "2020-11-30", *reports)
    return [found for found in result.findings if found.code == "figures-cumulative"]


def test_figures_that_keep_rising_are_asked_about_at_the_last_cell() -> None:
    reports = weeks(2, 3, 3, 7)
    reports[-1]["cells"] = '{"state": "C9", "incidents": "F9"}'
    (found,) = asked(*reports)
    assert found.values["figures"] == "2, 3, 3, 7"
    assert found.source is not None
    assert found.source.cell == "F9"


@pytest.mark.parametrize(
    "figures",
    [(2, 3, 7), (2, 3, 1, 7), (3, 3, 3, 3), (3, 3, 3, 4), (0, 1, 2, 3)],
    ids=["too few", "one falls", "all equal", "one rise", "from nothing"],
)
def test_others_are_not(figures: tuple[int, ...]) -> None:
    assert not asked(*weeks(*figures))


def test_a_corrected_figure_counts_in_place_of_the_first() -> None:
    reports = weeks(2, 3, 5, 7)
    corrected = {**reports[1], "on": "2020-10-10", "incidents": 1}
    assert asked(*reports)
    assert not asked(*reports, corrected)


def test_a_report_taken_back_is_no_figure() -> None:
    reports = weeks(2, 3, 5, 7)
    back = {**reports[0], "state": "retracted", "incidents": -1, "remedied": -1}
    assert not asked(*reports, back), "three are too few"


def test_asking_changes_no_verdict() -> None:
    plain = judged(register(KEPT), "2020-09-20", *weeks(2, 3, 5, 7))
    assert [a.verdict for a in plain.assessments if a.unit == "a"] == ["compliant"]
