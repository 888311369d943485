"""The hour of issue makes an instant of a deadline in hours; without it hours count as days (semantics §3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from tests.duties_world import judged, of, register

WITHIN = "deadline: {kind: within, count: 30, unit: hour, anchor: issue}"


@pytest.mark.parametrize(
    ("hour", "due"), [(None, date(2020, 8, 22)), (time(8), date(2020, 8, 21)), (time(20), date(2020, 8, 22))]
)
def test_hours_from_a_stated_hour_end_on_the_day_of_the_instant(hour: time | None, due: date) -> None:
    order = register(WITHIN)
    order = replace(order, directives=(replace(order.directives[0], issued_at=hour),))
    assert of(judged(order, "08-20", policy="literal"))[0].due_on == due


def test_the_hour_is_read_from_the_order() -> None:
    from tests.duties_world import HEAD, obligation
    from tracker.model import SourceRef
    from tracker.register.directives import read_text

    text = HEAD.replace("issued_on: 2020-08-20", "issued_on: 2020-08-20\nissued_at: '14:30'") + obligation(1, WITHIN)
    directive, findings = read_text(text, SourceRef("o.yaml"))
    assert directive is not None, findings
    assert directive.issued_at == time(14, 30)
    _, findings = read_text(text.replace("14:30", "25:00"), SourceRef("o.yaml"))
    assert [one.source.line for one in findings if one.source is not None] == [5]
