"""The workbook that goes out: unchanged it says nothing, filled in what was filled, whatever program saved it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests import followup_world as world
from tests.cli import tracker
from tracker import project as projects
from tracker.findings import Refusal
from tracker.followup import template
from tracker.followup.intake import Intake, take_in
from tracker.followup.records import Received

DAY = date(2020, 9, 6)
NOW = datetime(2020, 9, 7, 6, tzinfo=UTC)
FIRST = template.TITLE_ROW + 1


@pytest.fixture
def opened(tmp_path: Path) -> projects.Project:
    return projects.open_project(world.project(tmp_path / "project"))


def made(opened: projects.Project, unit: str | None = "hq") -> Path:
    path = opened.settings.root / "status" / "form.xlsx"
    template.write_for(opened, path, DAY, unit)
    return path


def page(path: Path) -> Worksheet:
    found = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def column(name: str) -> int:
    return template.COLUMNS.index(name) + 1


def fill(path: Path, change: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])  # type: ignore[arg-type]
    book.save(path)
    return path


def ingest(opened: projects.Project, *paths: Path, now: datetime = NOW) -> Intake:
    return take_in(opened.settings, opened.register, opened.calendar, paths, known_at=now)


def one(intake: Intake) -> Received:
    (file,) = intake.files
    assert file.status == "read", file.refusal
    return file


def converted(path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    folder = path.parent / f"office-{suffix}"
    home = f"-env:UserInstallation={(path.parent.parent / 'office-home').as_uri()}"
    subprocess.run(
        [program, home, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return folder / f"{path.stem}.{suffix}"


def filled(sheet: Worksheet) -> None:
    """What a clerk enters: a date and names once, one row done, one row with figures, the others left blank."""
    head = column("obligation_text")
    sheet.cell(template.HEAD_ROW, head).value = DAY
    sheet.cell(template.HEAD_ROW + 1, head).value = "علي حسن"
    sheet.cell(template.HEAD_ROW + 1, column("state")).value = "العميد سالم"
    entries: dict[int, dict[str, Any]] = {
        FIRST: {
            "state": "منجز / done",
            "percent": 1,
            "completed_on": date(2020, 9, 3),
            "evidence": "كتاب 5512 في 3/9/2020",
            "note": "اكتمل العمل",
        },
        FIRST + 1: {"state": "غير ملتزم / not kept", "incidents": 3, "remedied": 1, "exception_ref": "تخويل 12"},
    }
    for row, values in entries.items():
        for name, value in values.items():
            sheet.cell(row, column(name)).value = value


def test_one_row_a_duty_with_its_identifier_due_date_and_text(opened: projects.Project) -> None:
    sheet = page(made(opened))
    rows = [[sheet.cell(row, at + 1).value for at in range(len(template.COLUMNS))] for row in range(FIRST, FIRST + 4)]
    said = [dict(zip(template.COLUMNS, row, strict=True)) for row in rows]
    assert [(line["obligation"], line["row_key"]) for line in said] == [
        ("ORD-2020-01/01", "tracker|ORD-2020-01/01|c-n|2020-09-01"),
        ("ORD-2020-01/02", "tracker|ORD-2020-01/02|c-n|"),
        ("ORD-2020-01/01", "tracker|ORD-2020-01/01|c-s|2020-09-01"),
        ("ORD-2020-01/02", "tracker|ORD-2020-01/02|c-s|"),
    ]
    assert said[0]["due_on"] == datetime(2020, 9, 1)  # noqa: DTZ001 (what openpyxl gives)
    assert said[0]["obligation_text"] == "تنظيف القنوات الرئيسة\nClean the main canals"
    assert all(line[name] is None for line in said for name in template.ENTRY)
    assert sheet.cell(FIRST + 4, 1).value is None


def test_it_reads_from_the_right_is_protected_checked_while_typing_and_bears_the_banner(
    opened: projects.Project,
) -> None:
    path = made(opened)
    book = openpyxl.load_workbook(path)
    sheet = page(path)
    assert all(one.sheet_view.rightToLeft for one in book.worksheets)
    assert all("بيانات افتراضية" in str(one["A1"].value) for one in book.worksheets)
    assert all(one.protection.sheet for one in book.worksheets)
    assert sheet.column_dimensions["P"].hidden
    assert sheet.cell(FIRST, column("obligation")).protection.locked
    assert not sheet.cell(FIRST, column("state")).protection.locked
    assert sheet.cell(FIRST, column("incidents")).protection.locked  # a duty to be carried out once has no incidents
    assert not sheet.cell(FIRST + 1, column("incidents")).protection.locked
    rules = {rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"list", "date", "decimal", "whole"}
    lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert all(len(text) <= 257 for text in lists)  # Excel refuses a longer list
    assert sheet.print_title_rows is not None
    assert sheet.page_setup.orientation == "landscape"


def test_sent_back_unchanged_it_is_no_report(opened: projects.Project) -> None:
    file = one(ingest(opened, made(opened)))
    assert file.counts() == {"read": 4, "accepted": 0, "rejected": 0, "question": 0, "empty": 4, "other": 0}
    assert not any(sheet.rejected or sheet.questions or sheet.notes for sheet in file.sheets)
    assert opened.ledger.observations().empty


def check_filled(opened: projects.Project, path: Path) -> None:
    file = one(ingest(opened, path))
    assert file.counts() == {"read": 4, "accepted": 2, "rejected": 0, "question": 0, "empty": 2, "other": 0}
    done, breach = opened.ledger.observations().to_dict("records")
    assert (done["obligation"], done["unit"], done["office"]) == ("ORD-2020-01/01", "c-n", "c-n")
    assert (done["state"], done["percent"], done["completed_on"]) == (2, 100, date(2020, 9, 3).toordinal())
    assert (done["evidence"], done["evidence_ok"], done["note"]) == ("كتاب 5512 في 3/9/2020", True, "اكتمل العمل")
    assert (done["reporter"], done["approver"]) == ("علي حسن", "العميد سالم")
    assert (done["reported_on"], done["report_date_assumed"]) == (DAY.toordinal(), False)
    assert not done["due_altered"]
    assert (breach["state"], breach["incidents"], breach["remedied"]) == (4, 3, 1)
    assert (breach["exception"], breach["exception_ref"]) == (1, "تخويل 12")


def test_filled_in_it_gives_exactly_what_was_filled(opened: projects.Project) -> None:
    check_filled(opened, fill(made(opened), filled))


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_unchanged_it_is_no_report_after_libreoffice_saved_it(opened: projects.Project, suffix: str) -> None:
    file = one(ingest(opened, converted(made(opened), suffix)))
    assert file.counts()["empty"] == file.counts()["read"] == 4
    assert opened.ledger.observations().empty


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_filled_in_it_survives_libreoffice(opened: projects.Project, suffix: str) -> None:
    check_filled(opened, converted(fill(made(opened), filled), suffix))


def test_the_tick_is_a_nil_return_for_standing_duties_alone(opened: projects.Project) -> None:
    def tick(sheet: Worksheet) -> None:
        sheet.cell(template.HEAD_ROW + 2, column("obligation_text")).value = "✓"

    file = one(ingest(opened, fill(made(opened, "c-s"), tick)))
    assert file.counts()["accepted"] == 1
    (line,) = opened.ledger.observations().to_dict("records")
    assert (line["obligation"], line["unit"], line["state"], line["incidents"]) == ("ORD-2020-01/02", "c-s", 3, 0)


def test_what_was_last_reported_stands_beside_the_empty_cells(opened: projects.Project) -> None:
    ingest(opened, fill(made(opened), filled))
    visit = opened.settings.root / "visit.xlsx"
    visit.write_bytes(world.workbook([["id", "unit", "state"], ["ORD-2020-01/02", "c-s", "kept"]]))
    take_in(
        *(opened.settings, opened.register, opened.calendar, [visit]),
        known_at=NOW,
        sender="inspectorate",
    )
    later = opened.settings.root / "later.xlsx"
    template.write_for(opened, later, DAY + timedelta(days=7))
    sheet = page(later)
    last = {
        sheet.cell(row, column("row_key")).value: [sheet.cell(row, column(name)).value for name in template.LAST]
        for row in range(FIRST, FIRST + 4)
    }
    assert last["tracker|ORD-2020-01/01|c-n|2020-09-01"][0] == "أُنجز\ndone"
    assert last["tracker|ORD-2020-01/02|c-n|"][2] == "مخالفات 3، عولج 1\nincidents 3, remedied 1"
    assert last["tracker|ORD-2020-01/02|c-s|"][0] == "ملتزم\nkept"
    assert last["tracker|ORD-2020-01/01|c-s|2020-09-01"] == [None, None, None]
    counts = one(ingest(opened, later, now=NOW + timedelta(days=7))).counts()
    assert counts["empty"] == counts["read"] == 4


def test_a_due_date_that_moved_after_the_workbook_went_out_is_no_alteration(opened: projects.Project) -> None:
    path = fill(made(opened), filled)
    order = opened.settings.root / "directives" / "ord.yaml"
    order.write_text(order.read_text("utf-8").replace("count: 7", "count: 10"), "utf-8")
    check_filled(projects.open_project(opened.settings.root), path)

    def altered(sheet: Worksheet) -> None:
        sheet.cell(FIRST, column("due_on")).value = date(2020, 9, 30)
        sheet.cell(template.HEAD_ROW, column("obligation_text")).value = DAY + timedelta(days=1)

    ingest(projects.open_project(opened.settings.root), fill(path, altered))
    assert opened.ledger.observations()["due_altered"].tolist() == [False, False, True, False]


def test_the_same_register_and_day_give_the_same_bytes(opened: projects.Project) -> None:
    first = made(opened).read_bytes()
    assert made(opened).read_bytes() == first


def test_text_that_begins_like_a_formula_stays_text(opened: projects.Project) -> None:
    order = opened.settings.root / "directives" / "ord.yaml"
    order.write_text(order.read_text("utf-8").replace("Clean the main canals", "=1+1"), "utf-8")
    text = order.read_text("utf-8").replace("ar: تنظيف القنوات الرئيسة", "ar: '=cmd|calc'")
    order.write_text(text, "utf-8")
    sheet = page(made(projects.open_project(opened.settings.root)))
    cell = sheet.cell(FIRST, column("obligation_text"))
    assert (cell.value, cell.data_type) == ("=cmd|calc\n=1+1", "s")


def test_a_stop_ends_its_sentence_in_the_direction_of_its_language(opened: projects.Project) -> None:
    """A mark of direction holds an English stop at its end; after an Arabic sentence it would pull it to the front."""
    book = openpyxl.load_workbook(io.BytesIO(made(opened).read_bytes()))
    form, instructions = book.worksheets
    hint = form.cell(template.GROUP_ROW - 1, 1).value
    assert hint.endswith("incidents.\u200e")
    last = [row for row in instructions.iter_rows(values_only=True) if row[1]][-1]
    assert last[1].endswith("xlsx أو ods.")
    assert last[2].endswith("ods.\u200e")


def test_the_foot_of_a_printed_form_bears_the_banner_and_has_room(opened: projects.Project) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(opened).read_bytes()))
    for sheet in book.worksheets:
        assert "افتراضية" in sheet.oddFooter.right.text
        assert sheet.page_margins.footer + 0.25 <= sheet.page_margins.bottom


def test_dates_in_the_title_cannot_be_read_month_first(opened: projects.Project) -> None:
    subtitle = page(made(opened)).cell(3, 1).value
    assert re.search(r"حتى \d{1,2} [^\d]+ \d{4}", subtitle)
    assert re.search(r"up to \d{1,2} [A-Z][a-z]{2} \d{4}", subtitle)


def test_an_unknown_unit_is_refused_with_the_nearest(opened: projects.Project) -> None:
    with pytest.raises(Refusal) as refusal:
        made(opened, "c-x")
    (finding,) = refusal.value.findings
    assert finding.code == "unit-not-found"
    assert "c-n" in str(finding.values["nearest"])


def test_the_command_writes_it_and_says_how_many_rows(opened: projects.Project) -> None:
    path = opened.settings.root / "form.xlsx"
    run = tracker(
        "template", "--project", opened.settings.root, "--unit", "مركز القنوات الشمالي", "-o", path, "--lang", "en"
    )
    assert (run.code, run.out) == (0, "")
    assert "rows: 2" in run.err
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert book.worksheets[0].column_dimensions["B"].hidden  # one unit: named once in the head


def test_numbered_units_get_their_own_form_back(tmp_path: Path) -> None:
    root = world.project(tmp_path / "project")
    units = (root / "units.csv").read_text("utf-8")
    for number in (1, 2, 3):
        units += f"ps{number},مركز شرطة {number},Police Station {number},centre,hq,,,,\n"
    (root / "units.csv").write_text(units, "utf-8")
    opened = projects.open_project(root)
    path = made(opened, "ps1")

    def tick(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(max_row=template.TITLE_ROW):
            for cell in row:
                label = str(cell.value or "")
                if label.startswith("لا يوجد ما يُبلَّغ عنه") or label.startswith("تاريخ التقرير"):
                    value: object = "✓" if label.startswith("لا") else DAY
                    next(c for c in sheet[cell.row][cell.column :] if not c.protection.locked).value = value

    intake = ingest(opened, fill(path, tick))
    (file,) = intake.files
    assert file.counts()["question"] == 0
    assert [(r.observation.unit, r.observation.incidents) for r in file.readings] == [("ps1", 0)]
