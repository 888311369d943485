"""The README's six commands, run by a shell exactly as they are printed there, on the order that they name."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
FILL_AFTER = 4  # the office fills in the workbook between the fourth and the fifth command


def printed(heading: str) -> list[str]:
    """The command lines of the first block under ``heading``."""
    block = re.search(rf"^## {re.escape(heading)}$.*?^```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert block, f"the README has no block of commands under {heading!r}"
    return block[1].splitlines()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """What the commands find beside them in a clone: the data."""
    shutil.copytree(ROOT / "data" / "orders", tmp_path / "data" / "orders")
    return tmp_path


def shell(line: str, directory: Path) -> str:
    # As after `source .venv/bin/activate`; the clock stands a month after the order, as the walk would in an office.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "TRACKER_NOW": "2026-12-03T09:00:00+03:00", "PYTHONUTF8": "1"}
    done = subprocess.run(line, shell=True, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def fill_in(workbook: Path) -> None:
    """Reported on 3 December: the first item done on 12 November with a letter, nobody took a file out; no more."""
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[0]
    heads = {str(cell.value).split("\n")[0]: cell.column for cell in sheet[9]}
    rows = {str(sheet.cell(row, heads["رمز الالتزام"]).value): row for row in range(10, sheet.max_row + 1)}
    for label, value in (("تاريخ التقرير", date(2026, 12, 3)), ("اسم المنظم", "موظف المتابعة")):
        (cell,) = (c for line in sheet.iter_rows(max_row=8) for c in line if str(c.value or "").startswith(label))
        unlocked = next(c for c in sheet[cell.row][cell.column :] if not c.protection.locked)
        unlocked.value = value
    done = rows["ARCHIVE/01"]
    sheet.cell(done, heads["الحالة"]).value = "منجز"
    sheet.cell(done, heads["تاريخ الإنجاز"]).value = date(2026, 11, 12)
    sheet.cell(done, heads["الإثبات: رقم الكتاب وتاريخه"]).value = "كتاب 77 في 12/11/2026"
    kept = rows["ARCHIVE/03"]
    sheet.cell(kept, heads["الحالة"]).value = "ملتزم"
    sheet.cell(kept, heads["عدد المخالفات"]).value = 0
    book.save(workbook)


def test_own_order_to_report_in_six_commands(elsewhere: Path) -> None:
    commands = printed("Your own order in six commands")
    assert len(commands) == 6
    said = [shell(line, elsewhere) for line in commands[:FILL_AFTER]]
    fill_in(elsewhere / "office" / "week1.xlsx")
    said += [shell(line, elsewhere) for line in commands[FILL_AFTER:]]

    assert "4" in said[1], "the draft has the circular's four items"
    checked = json.loads(shell("tracker check --project office --format json", elsewhere))
    judged = checked["assessments"]
    verdicts = {duty["obligation"]: duty["verdict"] for duty in judged if duty["obligation"].startswith("ARCHIVE/")}
    assert verdicts == {
        "ARCHIVE/01": "met",  # due on 15 November, done on the 12th
        "ARCHIVE/02": "overdue",  # 30 days: due on 1 December, no word
        "ARCHIVE/03": "compliant",
        "ARCHIVE/04": "pending",  # due on 15 December
    }
    page = (elsewhere / "office" / "reports" / "report.html").read_text("utf-8")
    assert all(identifier in page for identifier in verdicts)
    register = openpyxl.load_workbook(elsewhere / "office" / "reports" / "report.xlsx")
    cells = {str(cell.value) for sheet in register for row in sheet.iter_rows() for cell in row}
    assert verdicts.keys() <= cells


def test_the_two_lines_are_commands_that_exist() -> None:
    lines = re.findall(r"^```\n(\./dev \w+)\n```$", README, re.MULTILINE)
    assert lines == ["./dev example", "./dev test"]
    for line in lines:
        assert f"\n  {line.split()[1]}) " in (ROOT / "dev").read_text("utf-8")
