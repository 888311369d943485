"""A form for a directive without a text: who filled it in, the image under its SHA-256, taken whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from openpyxl.utils import get_column_letter

from tests import followup_world
from tests.cli import Run, tracker
from tests.review_world import converted
from tests.unit.test_schemas import faults
from tracker.review import form_out

PNG = b"\x89PNG\r\n\x1a\n" + b"page one"
HEAD = {
    "issuer": "وزير الموارد المائية",
    "number": "م/17",
    "issued_on": date(2020, 9, 1),
    "title": "صيانة المبازل",
    "notified_on": "3/9/2020",
    "image": "letter.png",
    "by": "سعاد كريم",
    "on": date(2020, 9, 5),
}
ROWS: list[Mapping[str, Any]] = [
    {"subject": "تطهير المبازل الفرعية", "deadline": "خلال أسبوعين", "addressee": "مركز القنوات الشمالي"},
    {"subject": "لا يُحفر قرب القنوات", "modality": "منع", "addressee": "c-n؛ c-s", "ends_on": date(2021, 9, 1)},
    {"subject": "تقرير شهري", "deadline": "كل شهر", "addressee": "مديرية الري", "evidence_required": "نعم"},
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-07T09:00:00+03:00")
    return followup_world.project(tmp_path / "project")


def head_cell(name: str) -> str:
    row, side = next((n, pair.index(name)) for n, pair in enumerate(form_out.HEAD) if name in pair)
    return f"{get_column_letter(form_out.ENTRIES[side][0])}{form_out.HEAD_ROW + row}"


def row_cell(name: str, row: int) -> str:
    return f"{get_column_letter(form_out.COLUMNS.index(name) + 1)}{form_out.TITLE_ROW + row}"


def filled(place: Path, head: Mapping[str, Any] = HEAD, rows: list[Mapping[str, Any]] = ROWS) -> Path:
    path = place.parent / "form.xlsx"
    assert tracker("register", "export", "--form", "-o", path, "--project", place).code == 0
    (path.parent / "letter.png").write_bytes(PNG)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for name, value in head.items():
        sheet[head_cell(name)].value = value
    for number, entries in enumerate(rows, 1):
        for name, value in entries.items():
            sheet[row_cell(name, number)].value = value
    book.save(path)
    return path


def take(place: Path, path: Path) -> tuple[Run, dict[str, Any]]:
    run = tracker("register", "import", path, "--project", place, "--format", "json")
    document: dict[str, Any] = json.loads(run.out)
    assert faults(document, "import") == []
    rows = document["rows"]
    assert rows["read"] == sum(number for name, number in rows.items() if name != "read")
    return run, document


def found(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["cell"], one["code"]) for one in document["findings"]]


def check_draft(place: Path, path: Path) -> None:
    run, document = take(place, path)
    assert (run.code, document["kind"], document["rows"]["taken"]) == (0, "form", 3)
    (name,) = document["drafts"]
    draft = yaml.load((place / f"directives/{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert name == "LETTER-2020-09-01-17"
    assert (draft["number"], draft["title"]["ar"], draft["notified_on"]) == ("م/17", "صيانة المبازل", "2020-09-03")
    sha256 = hashlib.sha256(PNG).hexdigest()
    assert draft["document"] == {"file": f"sources/{sha256}.png", "sha256": sha256}
    assert (place / draft["document"]["file"]).read_bytes() == PNG
    assert (draft["source"]["by"], draft["source"]["on"]) == ("سعاد كريم", "2020-09-05")
    assert (place / draft["source"]["file"]).read_bytes() == path.read_bytes()
    first, ban, monthly = draft["obligations"]
    assert (first["deadline"]["count"], first["units"]) == ("2", {"id": "c-n"})
    assert first["source"]["cells"]["subject"]["cell"] == row_cell("subject", 1)
    assert (ban["modality"], ban["pattern"], ban["ends_on"]) == ("prohibition", "maintenance", "2021-09-01")
    assert ban["units"] == {"id": ["c-n", "c-s"]}
    assert (monthly["pattern"], monthly["evidence_required"]) == ("periodic", "true")
    approved = tracker("register", "approve", name, "--by", "المدير", "--project", place)
    assert approved.code == 0, approved.err
    assert "سعاد كريم" in (place / f"directives/{name}.yaml").read_text("utf-8")


def test_a_form_makes_a_draft_with_its_image_and_who_filled_it_in(place: Path) -> None:
    check_draft(place, filled(place))


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_it_survives_libreoffice(place: Path, suffix: str) -> None:
    path = converted(filled(place), suffix)
    (path.parent / "letter.png").write_bytes(PNG)
    check_draft(place, path)


def test_what_is_left_open_is_asked(place: Path) -> None:
    rows: list[Mapping[str, Any]] = [{"subject": "عمل ما", "addressee": "دائرة لا نعرفها"}]
    _, document = take(place, filled(place, {**HEAD, "number": "", "id": "SPOKEN-1"}, rows))
    assert document["drafts"] == ["SPOKEN-1"]
    draft = yaml.load((place / "directives/SPOKEN-1.yaml").read_text("utf-8"), yaml.BaseLoader)
    asked = " ".join(one["ar"] for one in draft["obligations"][0]["questions"])
    assert all(text in asked for text in (row_cell("deadline", 1), "دائرة لا نعرفها", "الكتاب بلا رقم"))
    assert "units" not in draft["obligations"][0]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("issuer", None, "form-field-missing"),
        ("by", None, "form-field-missing"),
        ("on", None, "form-field-missing"),
        ("issued_on", None, "form-field-missing"),
        ("issued_on", "31/2/2020", "date-invalid"),
        ("on", date(2020, 9, 9), "day-in-future"),
        ("id", "MOI 2020", "form-identifier"),
        ("id", "../../evil", "form-identifier"),
        ("id", "ORD-2020-01", "identifier-twice"),
        ("image", "missing.png", "image-missing"),
        ("image", "../secret.png", "image-elsewhere"),
        ("image", "/etc/hostname", "image-elsewhere"),
        ("image", "form.xlsx", "image-kind"),
    ],
)
def test_a_bad_cell_of_the_head_is_named_and_nothing_is_written(place: Path, name: str, value: Any, code: str) -> None:
    (place.parent.parent / "secret.png").write_bytes(PNG)
    before = {path for path in place.rglob("*") if path.is_file()}
    run, document = take(place, filled(place, {**HEAD, name: value}))
    assert run.code == 2
    assert (head_cell(name), code) in found(document)
    assert {path for path in place.rglob("*") if path.is_file() and path.name != "tracker.lock"} == before


@pytest.mark.parametrize(
    ("row", "name", "code"),
    [
        ({"subject": "x", "modality": "منع", "pattern": "إنجاز لمرة واحدة"}, "pattern", "prohibition-not-standing"),
        ({"subject": "x", "ends_on": date(2020, 8, 1)}, "ends_on", "ends-before-start"),
        ({"subject": "x", "pattern": "أحياناً"}, "pattern", "review-choice"),
        ({"deadline": "7 أيام"}, "subject", "list-subject-missing"),
    ],
)
def test_a_bad_row_is_named_and_the_form_is_not_taken_in_part(
    place: Path, row: Mapping[str, Any], name: str, code: str
) -> None:
    run, document = take(place, filled(place, rows=[*ROWS, row]))
    assert (run.code, document["rows"]["taken"], document["rows"]["rejected"]) == (2, 0, 4)
    assert (row_cell(name, 4), code) in found(document)
    assert not (place / "sources").exists()


def test_an_empty_form_is_nothing(place: Path) -> None:
    run, document = take(place, filled(place, rows=[]))
    assert (run.code, [code for _, code in found(document)]) == (2, ["form-empty"])


def test_the_same_form_again_makes_nothing_and_another_of_the_same_letter_is_refused(place: Path) -> None:
    path = filled(place)
    take(place, path)
    before = {one: one.read_bytes() for one in place.rglob("*") if one.is_file()}
    run, document = take(place, path)
    assert (run.code, document["rows"]["known"]) == (0, 3)
    run, document = take(place, filled(place, rows=ROWS[:1]))
    assert (run.code, (head_cell("number"), "form-letter-known") in found(document)) == (2, True)
    assert {one: one.read_bytes() for one in place.rglob("*") if one.is_file()} == before


def test_the_form_reads_from_the_right_and_is_checked_while_typing(place: Path) -> None:
    sheet = openpyxl.load_workbook(filled(place)).worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert sheet.protection.sheet
    assert not sheet[head_cell("issuer")].protection.locked
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", "date"}
    assert sheet.column_dimensions[get_column_letter(len(form_out.COLUMNS))].hidden


def test_a_bad_day_of_the_letter_hides_no_other_fault(place: Path) -> None:
    head = {**HEAD, "issued_on": "31/02/2020", "image": "other.png"}
    rows: list[Mapping[str, Any]] = [{**ROWS[0], "ends_on": "32/1/2021"}, {"modality": "نصيحة"}]
    run, document = take(place, filled(place, head, rows))
    assert run.code == 2
    assert sorted(found(document)) == sorted(
        [
            (head_cell("issued_on"), "date-invalid"),
            (head_cell("image"), "image-missing"),
            (row_cell("ends_on", 1), "date-invalid"),
            (row_cell("subject", 2), "list-subject-missing"),
            (row_cell("modality", 2), "review-choice"),
        ]
    )
