"""The example, end to end: every planted fault shows, and no other flag (data/EXPECTED.csv came before the code)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli import tracker
from tests.golden import example_compared as compared
from tests.golden.example_expected import DATA, judged
from tests.unit import report_reading


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
    env["PYTHONPATH"] = str(DATA.parent)  # the tree that is tested, whichever one is installed
    run = subprocess.run(
        ["bash", str(project / "rehearse")], capture_output=True, text=True, env=env, cwd=folder, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    asked = ["--project", str(project), "--as-of", "2020-10-05", "--full", "--format", "json"]
    check = subprocess.run(
        [sys.executable, "-m", "tracker", "check", *asked], capture_output=True, text=True, env=env, check=True
    )
    return Rehearsal(project, folder / "reports", json.loads(check.stdout), run.stdout)


@pytest.fixture(scope="session")
def written(rehearsal: Rehearsal) -> bytes:
    return (rehearsal.reports / "report.xlsx").read_bytes()


@pytest.fixture(scope="session")
def page(rehearsal: Rehearsal) -> bytes:
    return (rehearsal.reports / "report.html").read_bytes()


@pytest.fixture(scope="session")
def in_libreoffice(rehearsal: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook as LibreOffice has it once it is opened and saved."""
    home = tmp_path_factory.mktemp("office")
    command = ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(home), str(rehearsal.reports / "report.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (home / "report.xlsx").read_bytes()


def test_every_duty_is_judged_as_expected_and_bears_no_other_flag(rehearsal: Rehearsal) -> None:
    found = [
        (a["unit"], a["obligation"], a["verdict"], frozenset(a["flags"])) for a in rehearsal.checked["assessments"]
    ]
    assert len(found) == 122
    assert compared.lists_differ("check", found, judged()) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_shows_every_planted_fault_and_no_other_flag(page: bytes, language: str) -> None:
    view = report_reading.page(page).one(id=f"view-{language}")
    assert compared.page_differs(view) == []


def test_the_workbook_shows_every_planted_fault_and_no_other_flag(written: bytes) -> None:
    """On the register, among the exceptions, on the sheet of each authority, in every count."""
    assert compared.workbook_differs(report_reading.workbook(written)) == []


@pytest.mark.office
@pytest.mark.slow
def test_the_workbook_shows_the_same_in_libreoffice(in_libreoffice: bytes) -> None:
    book = report_reading.workbook(in_libreoffice)
    assert compared.workbook_differs(book) == []
    assert compared.sources_differ(book) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_names_the_cell_in_which_the_fault_stands(page: bytes, language: str) -> None:
    view = report_reading.page(page).one(id=f"view-{language}")
    assert compared.places_differ(view) == []


def test_the_workbook_names_the_cell_by_which_a_verdict_stands(written: bytes) -> None:
    assert compared.sources_differ(report_reading.workbook(written)) == []


# --- that all this can fail: faults put into the rendered report, each of which must be seen --------------------------

REGISTER, NORTH = "السجل", "قيادة قاطع الشمال"


def _line(sheet: Any, unit: str, obligation: str) -> tuple[int, dict[str, int]]:
    """The row of a duty and the column of each heading."""
    top = next(row for row in sheet.iter_rows() if any(cell.value == "رمز الالتزام" for cell in row))
    places = {cell.value: cell.column for cell in top}
    numbers = range(top[0].row + 1, sheet.max_row + 1)
    wanted = {"رمز الجهة": unit, "رمز الالتزام": obligation}
    found = [n for n in numbers if all(sheet.cell(n, places[name]).value == v for name, v in wanted.items())]
    return found[0], places


def _put(sheet: str, heading: str, words: str | int | None, duty: tuple[str, str]) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        row, places = _line(book[sheet], *duty)
        assert book[sheet].cell(row, places[heading]).value != words
        book[sheet].cell(row, places[heading]).value = words

    return change


def _twice(sheet: str, duty: tuple[str, str]) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        row, _ = _line(book[sheet], *duty)
        book[sheet].append([cell.value for cell in book[sheet][row]])

    return change


def _gone(sheet: str, duty: tuple[str, str]) -> Callable[[Any], None]:
    return lambda book: book[sheet].delete_rows(_line(book[sheet], *duty)[0])


def _count(sheet: str, label: str, column: int) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        (row,) = (row for row in book[sheet].iter_rows() if row[0].value == label)
        row[column].value += 1

    return change


def _rename(book: Any) -> None:
    book[NORTH].title = "ورقة أخرى"


PLAIN, FAULTY = ("ps-n6", "MOI-2020-08-20/01"), ("ps-n3", "MOI-2020-08-20/06")
CLAIMS = ("ps-n1", "MOI-2020-08-20/01")
FAULTS: dict[str, Callable[[Any], None]] = {
    "a duty twice in the register": _twice(REGISTER, PLAIN),
    "a duty missing from the register": _gone(REGISTER, PLAIN),
    "another verdict": _put(REGISTER, "الحكم", "متأخر", PLAIN),
    "another verdict in English": _put(REGISTER, "Verdict", "overdue", PLAIN),
    "a flag too many": _put(REGISTER, "العلامات", "إبلاغات متعارضة", PLAIN),
    "a flag too few": _put(REGISTER, "العلامات", None, FAULTY),
    "a flag too few in English": _put(REGISTER, "Flags", None, FAULTY),
    "another unit's identifier": _put(REGISTER, "رمز الجهة", "ps-n5", PLAIN),
    "an exception twice": _twice(compared.EXCEPTIONS, FAULTY),
    "an exception missing": _gone(compared.EXCEPTIONS, FAULTY),
    "another verdict among the exceptions": _put(compared.EXCEPTIONS, "الحكم", "متأخر", FAULTY),
    "a duty twice on an authority's sheet": _twice(NORTH, PLAIN),
    "a duty missing from an authority's sheet": _gone(NORTH, PLAIN),
    "another flag on an authority's sheet": _put(NORTH, "العلامات", "إبلاغات متعارضة", PLAIN),
    "an authority's sheet under another name": _rename,
    "another count by verdict": _count("نظرة عامة", "مُخالَف", 2),
    "another total": _count("نظرة عامة", "المجموع", 2),
    "another count of an authority": _count("نظرة عامة", NORTH, 3),
    "another count of a unit": _count("الجهات", "مركز شرطة النخيل", 4),
    "another word in the coverage": lambda book: setattr(book["التغطية"].cell(7, 2), "value", "متأخر"),
    "another cell": _put(REGISTER, "الخلية", "E10", CLAIMS),
    "another file": _put(REGISTER, "الملف", "status/2020-10-04/north-sector.xlsx", CLAIMS),
    "another sheet among the exceptions": _put(compared.EXCEPTIONS, "الورقة", "ورقة أخرى", CLAIMS),
    "a source of a silent duty": _put(NORTH, "الملف", "units.csv", ("ps-n6", "MOI-2020-08-20/07")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_put_into_the_workbook_is_seen(written: bytes, fault: str) -> None:
    book = report_reading.workbook(written)
    FAULTS[fault](book)
    assert compared.workbook_differs(book) or compared.sources_differ(book)


def _duty(words: str, unit: str, obligation: str) -> str:
    """The Arabic markup of one duty in the page's register."""
    view = words[words.index('id="view-ar"') : words.index('id="view-en"')]
    parts = re.findall(r'<tbody class="duty".*?</tbody>', view, re.DOTALL)
    (found,) = (part for part in parts if f"<bdi>{obligation}</bdi>" in part and f"<td>{unit}</td>" in part)
    return str(found)


NAKHEEL, KUROOM = ("مركز شرطة النخيل", "MOI-2020-08-20/01"), ("مركز شرطة الكروم", "MOI-2020-08-20/01")
PAGE_FAULTS: dict[str, tuple[tuple[str, str], Callable[[str], str]]] = {
    "a duty twice": (KUROOM, lambda part: part + part),
    "a duty missing": (KUROOM, lambda _: ""),
    "another verdict": (KUROOM, lambda part: part.replace("</span> ملتزَم به", "</span> متأخر", 1)),
    "a flag too many": (
        KUROOM,
        lambda part: part.replace(
            '<td class="day"', '<td><span class="flag">إبلاغات متعارضة</span></td><td class="day"', 1
        ),
    ),
    "another cell": (NAKHEEL, lambda part: part.replace("<bdi>J10</bdi>", "<bdi>J11</bdi>")),
    "another file": (NAKHEEL, lambda part: part.replace("status/2020-09-13/", "status/2020-09-20/")),
    "another day": (NAKHEEL, lambda part: part.replace("13 أيلول 2020", "20 أيلول 2020")),
    "another sheet": (NAKHEEL, lambda part: part.replace("الموقف الأسبوعي", "الموقف")),
}


@pytest.mark.parametrize("fault", PAGE_FAULTS)
def test_a_fault_put_into_the_page_is_seen(page: bytes, fault: str) -> None:
    duty, change = PAGE_FAULTS[fault]
    words = page.decode("utf-8")
    part = _duty(words, *duty)
    assert change(part) != part
    view = report_reading.page(words.replace(part, change(part)).encode("utf-8")).one(id="view-ar")
    assert compared.page_differs(view) or compared.places_differ(view)


@pytest.mark.parametrize("part", ["action", "questions"])
def test_a_line_missing_from_the_lists_on_top_of_the_page_is_seen(page: bytes, part: str) -> None:
    words = page.decode("utf-8")
    start = words.index("<tbody>", words.index(f'data-part="ar-{part}"')) + len("<tbody>")
    end = words.index("</tr>", start) + len("</tr>")
    for changed in (words[:start] + words[end:], words[:end] + words[start:]):
        view = report_reading.page(changed.encode("utf-8")).one(id="view-ar")
        assert compared.page_differs(view)


def test_every_output_is_marked_as_invented(written: bytes, page: bytes) -> None:
    for sheet in report_reading.workbook(written):
        words = " ".join(str(c.value) for row in sheet.iter_rows(max_row=6) for c in row if c.value)
        assert "بيانات افتراضية" in words, sheet.title
    assert page.decode("utf-8").count("بيانات افتراضية") >= 1
    assert "invented data" in page.decode("utf-8")


def test_the_draft_from_the_text_holds_every_order_of_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the example shows first: nothing that was approved is missing from what the program reads by itself."""
    monkeypatch.setenv("COLUMNS", "160")
    texts = sorted((DATA / "orders").glob("basra-*.txt"))
    shown = tracker("extract", *texts, "--beside", DATA, "--lang", "en")
    assert shown.code == 0, shown.err
    counts = re.findall(r"in both: (\d+) · in the draft alone: (\d+) · in the register alone: (\d+)", shown.out)
    assert [(both, alone) for both, _, alone in counts] == [("12", "0"), ("2", "0")]
    assert "2020-08-27" in shown.out
