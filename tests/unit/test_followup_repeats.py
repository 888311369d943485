"""A sheet without a date that comes twice is one report; the same figures a whole report later are another week's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import followup_world as world
from tracker.followup.intake import Intake, take_in
from tracker.model import Assessment, Flag, Verdict
from tracker.project import open_project

HEADER = ["المعرف", "الوحدة", "الحالة", "عدد المخالفات", "ما عولج منها", "الاستثناء"]
OPEN = ["ORD-2020-01/02", "c-n", "غير ملتزم", 3, 1]
CLAIM = ["ORD-2020-01/02", "c-n", "ملتزم", "", "", "مستثنى"]
OTHER = ["ORD-2020-01/01", "c-n", "قيد التنفيذ"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return world.project(tmp_path / "p")


def send(root: Path, day: int, *rows: list[Any], month: int = 9) -> Intake:
    """A sheet of these rows, received on a day of September 2020."""
    opened = open_project(root)
    path = root / "status" / f"sheet{len(list((root / 'status').iterdir()))}.xlsx"
    path.write_bytes(world.workbook(rows))
    moment = datetime(2020, month, day, 9, tzinfo=UTC)
    return take_in(opened.settings, opened.register, opened.calendar, [path], known_at=moment)


def ban(root: Path, day: int, month: int = 9) -> Assessment:
    opened = open_project(root)
    result = opened.judged(date(2020, month, day))
    (found,) = (one for one in result.assessments if (one.obligation, one.unit) == ("ORD-2020-01/02", "c-n"))
    return found


def kinds(intake: Intake) -> list[str]:
    return [change.kind for change in intake.batch.changes]


def test_a_corrected_sheet_without_a_date_counts_the_unchanged_incidents_once(root: Path) -> None:
    send(root, 3, HEADER, OPEN)
    again = send(root, 7, HEADER, OPEN, OTHER)
    assert kinds(again) == ["sent_again"]
    (change,) = again.batch.changes
    assert (change.before["file"], change.before["cell"], change.after["cell"]) == ("status/sheet0.xlsx", "D2", "D2")
    found = ban(root, 8)
    assert (found.verdict, found.count, found.last_reported_on) == (Verdict.BREACHED, 2, date(2020, 9, 7))
    assert Flag.REPORT_DATE_ASSUMED in found.flags
    send(root, 9, HEADER, ["ORD-2020-01/02", "c-n", "ملتزم", 0, 2])
    assert ban(root, 9).verdict is Verdict.COMPLIANT, "both open ones dealt with"


def test_the_same_figures_a_whole_week_later_are_another_weeks(root: Path) -> None:
    send(root, 3, HEADER, OPEN)
    assert kinds(send(root, 10, HEADER, OPEN, OTHER)) == ["same_again"]
    assert ban(root, 11).count == 4


def test_a_sheet_sent_every_few_days_does_not_hide_a_later_week(root: Path) -> None:
    send(root, 3, HEADER, OPEN)
    rows: tuple[list[Any], ...] = (["تعميم"], ["نسخة"], ["ختم"])
    assert [kinds(send(root, day, mark, HEADER, OPEN)) for day, mark in zip((6, 9, 12), rows, strict=True)] == [
        ["sent_again"],
        ["sent_again"],
        ["same_again"],
    ]
    assert ban(root, 12).count == 4


def test_with_dates_of_their_own_two_weeks_are_two_weeks(root: Path) -> None:
    for day in (3, 7):
        assert kinds(send(root, day, [f"تاريخ التقرير: {day}/9/2020"], HEADER, OPEN)) == []
    found = ban(root, 8)
    assert (found.count, Flag.REPORT_DATE_ASSUMED in found.flags) == (4, False)


def test_other_figures_are_another_report(root: Path) -> None:
    send(root, 3, HEADER, OPEN)
    assert kinds(send(root, 7, HEADER, ["ORD-2020-01/02", "c-n", "غير ملتزم", 2, 0])) == []
    assert ban(root, 8).count == 4


def test_a_claim_of_the_exception_sent_again_is_one_claim(root: Path) -> None:
    send(root, 3, HEADER, CLAIM)
    before = ban(root, 4).count
    assert kinds(send(root, 7, HEADER, CLAIM, OTHER)) == ["sent_again"]
    assert (before, ban(root, 8).count) == (1, 1)


def test_the_date_that_was_asked_for_puts_the_report_where_it_belongs(root: Path) -> None:
    """The undated report is taken back, nobody is accused of dating back, and the incidents stand once."""
    send(root, 7, HEADER, OPEN)
    dated = send(root, 8, ["تاريخ التقرير: 3/9/2020"], HEADER, OPEN)
    assert kinds(dated) == ["corrected_on_request"]
    found = ban(root, 9)
    assert (found.count, found.last_reported_on) == (2, date(2020, 9, 3))
    assert set(found.flags) & {Flag.REPORT_DATE_ASSUMED, Flag.BACKDATED, Flag.REWRITTEN} == set()
    assert Flag.CORRECTED_ON_REQUEST in found.flags


def test_a_change_on_the_day_of_the_repetition_rewrites_it(root: Path) -> None:
    send(root, 3, HEADER, OPEN)
    send(root, 7, HEADER, OPEN, OTHER)
    assert set(kinds(send(root, 7, HEADER, ["ORD-2020-01/02", "c-n", "ملتزم", 3, 3]))) == {"rewritten"}
    assert ban(root, 8).verdict is Verdict.COMPLIANT


def test_reading_the_files_anew_changes_nothing(root: Path) -> None:
    send(root, 3, HEADER, OPEN)
    send(root, 7, HEADER, OPEN, OTHER)
    opened = open_project(root)
    rows = len(opened.ledger.observations())
    moment = datetime(2020, 9, 8, 9, tzinfo=UTC)
    received = datetime(2020, 9, 7, 9, tzinfo=UTC)
    take_in(
        opened.settings,
        opened.register,
        opened.calendar,
        [root / "status" / "sheet1.xlsx"],
        known_at=moment,
        received_at=received,
        again=True,
    )
    assert len(opened.ledger.observations()) == rows
    assert opened.ledger.verify() == ()
