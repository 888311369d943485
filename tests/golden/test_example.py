"""The example, end to end: every planted fault shows, and no other flag (data/EXPECTED.csv came before the code)."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli import tracker
from tests.unit import report_reading

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


@dataclass(frozen=True)
class Rehearsal:
    project: Path
    reports: Path
    checked: dict[str, Any]
    output: str


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    folder = tmp_path_factory.mktemp("example")
    project = folder / "data"
    shutil.copytree(DATA, project, ignore=shutil.ignore_patterns("store"))
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    run = subprocess.run(
        ["bash", str(project / "rehearse")], capture_output=True, text=True, env=env, cwd=folder, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    asked = ["--project", str(project), "--as-of", "2020-10-05", "--full", "--format", "json"]
    check = subprocess.run(
        [sys.executable, "-m", "tracker", "check", *asked], capture_output=True, text=True, env=env, check=True
    )
    return Rehearsal(project, folder / "reports", json.loads(check.stdout), run.stdout)


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def planted() -> list[dict[str, str]]:
    """The lines of EXPECTED.csv: one a planted fault, with what must come of its duty."""
    return [line for line in _table("EXPECTED.csv") if line["verdict"]]


def expected() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    return {
        (line["unit"], line["obligation"]): (line["verdict"], frozenset(line["flags"].split())) for line in planted()
    }


def wanted(unit: str, obligation: str) -> tuple[str, frozenset[str]]:
    """What a duty must come to; without a line of its own the verdict of the baseline, and no flag."""
    named = expected().get((unit, obligation))
    if named is not None:
        return named
    baseline = {(line["unit"], line["obligation"]): line["verdict"] for line in _table("EXPECTED-baseline.csv")}
    return baseline.get((unit, obligation)) or baseline["*", obligation], frozenset()


def test_every_duty_is_judged_as_expected_and_bears_no_other_flag(rehearsal: Rehearsal) -> None:
    found = {
        (a["unit"], a["obligation"]): (a["verdict"], frozenset(a["flags"])) for a in rehearsal.checked["assessments"]
    }
    assert len(found) == 122
    differing = {key: (value, wanted(*key)) for key, value in found.items() if value != wanted(*key)}
    assert differing == {}
    assert set(expected()) <= set(found)


def unit_names(language: str) -> dict[str, str]:
    return {line["id"]: line[f"name_{language}"] for line in _table("units.csv")}


def rendered(shown: list[report_reading.Shown], language: str) -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    by_name = {name: unit for unit, name in unit_names(language).items()}
    assert len(by_name) == len(_table("units.csv"))
    return {(by_name[s.unit], s.obligation): (s.verdict.value, frozenset(f.value for f in s.flags)) for s in shown}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_shows_every_planted_fault_and_no_other_flag(rehearsal: Rehearsal, language: str) -> None:
    tree = report_reading.page((rehearsal.reports / "report.html").read_bytes())
    found = rendered(report_reading.shown_in_page(tree.one(id=f"view-{language}")), language)
    assert len(found) == 122
    assert {key: (value, wanted(*key)) for key, value in found.items() if value != wanted(*key)} == {}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_workbook_shows_every_planted_fault_and_no_other_flag(rehearsal: Rehearsal, language: str) -> None:
    book = report_reading.workbook((rehearsal.reports / "report.xlsx").read_bytes())
    found = rendered(report_reading.shown_in_sheet(book["السجل"], language), language)
    assert len(found) == 122
    assert {key: (value, wanted(*key)) for key, value in found.items() if value != wanted(*key)} == {}


def test_every_output_is_marked_as_invented(rehearsal: Rehearsal) -> None:
    book = report_reading.workbook((rehearsal.reports / "report.xlsx").read_bytes())
    for sheet in book:
        words = " ".join(str(c.value) for row in sheet.iter_rows(max_row=6) for c in row if c.value)
        assert "بيانات افتراضية" in words, sheet.title
    page = (rehearsal.reports / "report.html").read_text("utf-8")
    assert page.count("بيانات افتراضية") >= 1
    assert "invented data" in page


def test_a_verdict_names_the_cell_in_which_the_fault_stands(rehearsal: Rehearsal) -> None:
    """Of the faults that a last report states, the cited cell is the planted one, or of its row."""
    by_duty = {(a["unit"], a["obligation"]): a for a in rehearsal.checked["assessments"]}
    kinds = {"incidents_not_dealt_with", "exception_without_reference", "inspection_contradicts", "late"}
    checked = 0
    for line in planted():
        if line["planted_fault"] not in kinds:
            continue
        sheet, _, cell = line["cell"].rpartition("!")
        row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        sources = by_duty[line["unit"], line["obligation"]]["sources"]
        cited = {
            (s["file"].rsplit("/", 1)[-1], s["sheet"], s["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for s in sources
        }
        assert (line["file"].rsplit("/", 1)[-1], sheet, row) in cited, line
        checked += 1
    assert checked >= 5


def test_the_draft_from_the_text_holds_every_order_of_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the example shows first: nothing that was approved is missing from what the program reads by itself."""
    monkeypatch.setenv("COLUMNS", "160")
    texts = sorted((DATA / "orders").glob("basra-*.txt"))
    shown = tracker("extract", *texts, "--beside", DATA, "--lang", "en")
    assert shown.code == 0, shown.err
    counts = re.findall(r"in both: (\d+) · in the draft alone: (\d+) · in the register alone: (\d+)", shown.out)
    assert [(both, alone) for both, _, alone in counts] == [("12", "0"), ("2", "0")]
    assert "2020-08-27" in shown.out
