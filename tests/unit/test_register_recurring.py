"""Recurrences that stop nothing and are odd: one that is over before it begins, one that cuts a week into days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import tracker

DIRECTIVE = """\
id: R-1
issuer: {{ar: مدير, en: Director}}
issued_on: 2020-08-20
{more}status: approved
approved: {{by: x, on: 2020-08-20}}
obligations:
  - id: R-1/01
    text: {{ar: رفع تقرير, en: Report}}
    modality: obligation
    strength: order
    pattern: periodic
    units: {{id: office}}
    deadline: {{kind: every, rrule: "{rule}"}}
"""


def validated(tmp_path: Path, rule: str, more: str = "") -> str:
    root = tmp_path / "p"
    assert tracker("init", root).code == 0
    for path in (root / "directives").glob("*.yaml"):
        path.unlink()
    (root / "directives/r.yaml").write_text(DIRECTIVE.format(rule=rule, more=more), "utf-8")
    run = tracker("register", "validate", "--project", root, "--lang", "en")
    assert run.code in (0, 1), run.err
    return run.out + run.err


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("FREQ=WEEKLY;UNTIL=20200801", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20200825", ""),
        ("FREQ=DAILY;UNTIL=20200831", "effective_on: 2020-09-01\n"),
    ],
)
def test_a_recurrence_that_is_over_before_it_begins_is_told(tmp_path: Path, rule: str, more: str) -> None:
    told = validated(tmp_path, rule, more)
    assert "recurrence-never-begins" in told
    assert "UNTIL" in told


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=1,27", "RRULE:FREQ=YEARLY;BYWEEKNO=-1"]
)
def test_a_week_without_its_day_is_told_with_a_hint(tmp_path: Path, rule: str) -> None:
    told = validated(tmp_path, rule)
    assert "recurrence-week-of-days" in told
    assert "BYDAY=TH" in told


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY;UNTIL=20200901", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TH", "FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=15"],
)
def test_a_plain_recurrence_raises_nothing(tmp_path: Path, rule: str) -> None:
    assert "recurrence-" not in validated(tmp_path, rule)
