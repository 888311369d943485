"""The list that an office keeps becomes drafts: read at its cells, not believed of what was done, never made twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import followup_world
from tests.cli import tracker
from tests.followup_world import LEXICON, workbook
from tests.unit.test_schemas import faults
from tracker.calendars import profiles
from tracker.model import DeadlineKind, Pattern, TimeUnit
from tracker.review import deadlines

HEAD = ("رقم الكتاب", "تاريخه", "من", "الموضوع", "الجهة المنفذة", "الموعد", "الحالة")
LETTER = ("55", "2/3/2025", "الوزير", "تنظيف القنوات", "مديرية الري", "7 أيام", "")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2025-05-01T09:00:00+03:00")
    return followup_world.project(tmp_path / "project")


def take(place: Path, *rows: Sequence[Any], head: Sequence[str] = HEAD, code: int = 0) -> dict[str, Any]:
    path = place.parent / "list.xlsx"
    path.write_bytes(workbook([head, *rows]))
    run = tracker("register", "import", path, "--project", place, "--format", "json")
    assert run.code == code, run.err
    document: dict[str, Any] = json.loads(run.out)
    assert faults(document, "import") == []
    rows_ = document["rows"]
    assert rows_["read"] == sum(number for name, number in rows_.items() if name != "read") == len(rows)
    return document


def found(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["cell"], one["code"]) for one in document["findings"]]


def drafts(place: Path) -> list[dict[str, Any]]:
    paths = sorted((place / "directives").glob("LETTER*"))
    assert tracker("register", "validate", "--project", place).code == 0
    return [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in paths]


def place_of(header: str = "") -> deadlines.Place:
    return deadlines.Place("F5", date(2025, 3, 2), profiles.profile("iq"), LEXICON, header=header)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7 أيام", (DeadlineKind.WITHIN, 7, TimeUnit.DAY, None)),
        ("خلال أسبوعين", (DeadlineKind.WITHIN, 2, TimeUnit.WEEK, None)),
        ("أسبوع", (DeadlineKind.WITHIN, 1, TimeUnit.WEEK, None)),
        ("(7) سبعة أيام", (DeadlineKind.WITHIN, 7, TimeUnit.DAY, None)),
        ("اسبوعين من تاريخ الكتاب", (DeadlineKind.WITHIN, 2, TimeUnit.WEEK, None)),
        ("within 10 working days", (DeadlineKind.WITHIN, 10, TimeUnit.WORKING_DAY, None)),
        ("72 ساعة", (DeadlineKind.WITHIN, 72, TimeUnit.HOUR, None)),
        ("15/3/2025", (DeadlineKind.ON, None, None, date(2025, 3, 15))),
        ("١٥ آذار ٢٠٢٥", (DeadlineKind.ON, None, None, date(2025, 3, 15))),
        ("نهاية الشهر", (DeadlineKind.ON, None, None, date(2025, 3, 31))),
        (datetime(2025, 3, 20, tzinfo=UTC), (DeadlineKind.ON, None, None, date(2025, 3, 20))),
        (45731, (DeadlineKind.ON, None, None, date(2025, 3, 15))),
        ("فوري", (DeadlineKind.IMMEDIATELY, None, None, None)),
        ("عاجل جداً", (DeadlineKind.ASAP, None, None, None)),
        ("بلا موعد", (DeadlineKind.NONE, None, None, None)),
        ("كل أسبوع", (DeadlineKind.EVERY, None, None, None)),
    ],
)
def test_a_deadline_is_read_against_the_day_of_the_letter(value: Any, expected: tuple[Any, ...]) -> None:
    reading = deadlines.read(value, place_of())
    one = reading.deadline
    assert reading.understood
    assert (one.kind, one.count, one.unit, one.due_on) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "deadline-empty"),
        ("-", "deadline-empty"),
        ("حسب الكتاب", "deadline-unread"),
        ("31/2/2025", "deadline-unread"),
        ("7 أيام أو 15/3/2025", "deadline-several"),
        (7, "deadline-number"),
        ("٧", "deadline-number"),
        (True, "deadline-unread"),
        (float("nan"), "deadline-number"),
        ("كلام " * 100, "deadline-unread"),
    ],
)
def test_what_is_not_understood_is_asked_and_not_guessed(value: Any, code: str) -> None:
    reading = deadlines.read(value, place_of())
    assert reading.deadline.kind is DeadlineKind.NONE
    assert [question.code for question in reading.questions] == [code]
    assert "F5" in reading.questions[0].text["ar"]


def test_what_stands_beside_a_time_is_asked_about() -> None:
    reading = deadlines.read("خلال 7 أيام بعد موافقة الوزير", place_of())
    assert "deadline-partly" in [question.code for question in reading.questions]
    assert [q.code for q in deadlines.read("1/2/2025", place_of()).questions] == ["past-date"]
    assert deadlines.read("مستمر", place_of()).pattern is Pattern.MAINTENANCE


def test_a_bare_number_under_a_heading_of_days_is_so_many_days() -> None:
    one = deadlines.read(10, place_of("المدة (يوم)")).deadline
    assert (one.kind, one.count, one.unit) == (DeadlineKind.WITHIN, 10, TimeUnit.DAY)


def test_every_draft_says_from_which_cells_it_is(place: Path) -> None:
    take(place, LETTER)
    (draft,) = drafts(place)
    (one,) = draft["obligations"]
    cells = {name: entry["cell"] for name, entry in {**draft["source"]["cells"], **one["source"]["cells"]}.items()}
    assert cells == {
        "number": "A2",
        "dated": "B2",
        "issuer": "C2",
        "subject": "D2",
        "addressee": "E2",
        "deadline": "F2",
    }
    assert one["source"]["sheet"] == "Sheet1"
    assert (place / one["source"]["file"]).read_bytes() == (place.parent / "list.xlsx").read_bytes()
    assert (draft["status"], one["units"], one["deadline"]["phrase"]) == ("draft", {"id": "hq"}, "7 أيام")


def test_the_cells_stay_through_review_and_approval(place: Path) -> None:
    take(place, LETTER)
    (draft,) = drafts(place)
    run = tracker("register", "approve", draft["id"], "--by", "المدير", "--project", place)
    assert run.code == 0, run.err
    (approved,) = drafts(place)
    assert approved["obligations"][0]["source"] == draft["obligations"][0]["source"]
    assert approved["status"] == "approved"


@pytest.mark.parametrize(
    "head",
    [
        ("No.", "Date", "From", "Subject", "To", "Deadline", "Status"),
        ("العدد", "تاريخ الكتاب", "جهة الاصدار", "مضمون الكتاب", "الجهه المعنيه", "السقف الزمني", "الموقف"),
        (
            "رقم الخطاب / Ref",
            "التاريخ / Date",
            "المرسل",
            "المطلوب تنفيذه",
            "المكلّف بالتنفيذ",
            "المهلة",
            "الإجراءات المتخذة",
        ),
        ("Letter number", "Letter date", "Issued by", "Action required", "Action by", "Due date", "Progress"),
        ("رقم الكتب", "تأريخ الكتاب", "الجهة المرسلة", "الموضوع", "الجهة", "المدة المحدده", "حالة التنفيذ"),
    ],
)
def test_columns_are_known_by_many_names_in_any_order(place: Path, head: tuple[str, ...]) -> None:
    turned = head[::-1]
    take(place, LETTER[::-1], head=turned)
    (draft,) = drafts(place)
    assert (draft["number"], draft["issued_on"], draft["issuer"]) == ("55", "2025-03-02", {"ar": "الوزير"})
    assert draft["obligations"][0]["units"] == {"id": "hq"}
    assert draft["obligations"][0]["deadline"]["count"] == "7"


def test_an_office_adds_its_own_words(place: Path) -> None:
    settings = place / "tracker.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[lexicon.list]\ndeadline = ["ينتهي العمل"]\n', "utf-8")
    take(place, LETTER, head=(*HEAD[:5], "ينتهي العمل", "الحالة"))
    assert drafts(place)[0]["obligations"][0]["deadline"]["count"] == "7"


def test_rows_of_one_letter_are_obligations_of_one_directive(place: Path) -> None:
    take(
        place,
        LETTER,
        ("55", date(2025, 3, 2), "الوزير", "تسليم الجرد", "مركز القنوات الشمالي", "شهر", ""),
        ("55", "2/3/2025", "المفتش العام", "غير الكتاب الأول", "مديرية الري", "شهر", ""),
    )
    first, other = drafts(place)
    assert sorted(len(one["obligations"]) for one in (first, other)) == [1, 2]
    assert {first["id"], other["id"]} == {"LETTER-2025-03-02-55", "LETTER-2025-03-02-55-2"}


def test_a_row_without_number_and_date_belongs_to_the_letter_above_and_is_asked_about(place: Path) -> None:
    take(place, LETTER, ("", "", "", "تسليم الجرد", "مديرية الري", "شهر", ""))
    (draft,) = drafts(place)
    questions = [one["ar"] for one in draft["obligations"][1]["questions"]]
    assert any("الكتاب الذي فوقه" in text for text in questions)
    document = take(place, ("", "", "", "بلا كتاب", "مديرية الري", "شهر", ""), code=2)
    assert ("D2", "list-date-missing") in found(document)


@pytest.mark.parametrize(
    "between", [("56", "31/02/2025", *LETTER[2:]), ("كتب نيسان", "", "", "", "", "", ""), ("", "", "", "", "", "", "")]
)
def test_it_falls_to_no_letter_further_up(place: Path, between: Sequence[Any]) -> None:
    document = take(place, LETTER, between, ("", "", "", "تسليم الجرد", "مديرية الري", "شهر", ""))
    assert ("D4", "list-date-missing") in found(document)
    assert [len(one["obligations"]) for one in drafts(place)] == [1]


def test_a_text_alone_is_a_heading_unless_it_may_be_more_of_the_letter_above(place: Path) -> None:
    alone = ("", "", "", "وموافاتنا بالنتائج", "", "", "")
    heading = ("كتب نيسان", "", "", "", "", "", "")
    document = take(place, heading, LETTER, alone, ("",) * 7, ("", "", "", "مدير القسم", "", "", ""))
    assert {name: document["rows"][name] for name in ("taken", "rejected", "empty", "other")} == {
        **{"taken": 1, "rejected": 1},
        **{"empty": 1, "other": 2},
    }
    assert ("D4", "list-row-incomplete") in found(document)


def test_what_the_status_says_is_asked_and_becomes_no_report(place: Path) -> None:
    document = take(place, (*LETTER[:6], "منجز 100%"))
    (draft,) = drafts(place)
    assert any("منجز 100%" in one["ar"] and "G2" in one["ar"] for one in draft["obligations"][0]["questions"])
    assert ("G2", "status-not-taken") in found(document)
    assert "state" not in draft["obligations"][0]
    checked = json.loads(tracker("check", "--project", place, "--format", "json").out)
    assert all(one["directive"] != draft["id"] for one in checked["assessments"])


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        (("55", "31/02/2025", *LETTER[2:]), "B2", "date-invalid"),
        (("55", "", *LETTER[2:]), "A2", "list-date-missing"),
        (("55", "15 رمضان 1446 هـ تقريباً", *LETTER[2:]), "B2", "date-hijri"),
        (("55", "31 رمضان 1446 هـ", *LETTER[2:]), "B2", "date-hijri"),
        ((date(2025, 3, 12), *LETTER[1:]), "A2", "list-number-is-date"),
        (("55", "2/3/2025", "الوزير", "", "مديرية الري", "7 أيام", ""), "D2", "list-subject-missing"),
    ],
)
def test_a_bad_cell_is_named_and_the_other_rows_are_taken(place: Path, row: Any, cell: str, code: str) -> None:
    document = take(place, row, ("56", *LETTER[1:]))
    assert (cell, code) in found(document)
    assert [one["number"] for one in drafts(place)] == ["56"]
    assert (document["rows"]["taken"], document["rows"]["rejected"]) == (1, 1)


def test_nothing_taken_is_exit_2_and_writes_nothing(place: Path) -> None:
    take(place, ("55", "31/02/2025", *LETTER[2:]), code=2)
    assert not (place / "sources").exists()
    assert drafts(place) == []


def test_rows_added_since_are_told_apart_also_after_review(place: Path) -> None:
    take(place, LETTER)
    path = place / "directives/LETTER-2025-03-02-55.yaml"
    path.write_text(path.read_text("utf-8").replace('ar: "تنظيف القنوات"', 'ar: "تنظيف كل القنوات"'), "utf-8")
    before = path.read_bytes()
    added = ("55", "2/3/2025", "الوزير", "صف جديد", "مديرية الري", "شهر", "")
    document = take(place, (*LETTER[:6], "منجز"), added, ("57", *LETTER[1:]))
    counts = {name: document["rows"][name] for name in ("taken", "known", "rejected")}
    assert counts == {"taken": 1, "known": 1, "rejected": 1}
    assert ("D3", "letter-row-added") in found(document)
    assert ("D2", "letter-known") in found(document)
    assert path.read_bytes() == before


def test_a_letter_that_is_in_the_register_from_its_text_is_not_made_again(place: Path) -> None:
    path = place / "directives/ord.yaml"
    path.write_text(path.read_text("utf-8").replace("status: approved", 'number: "12/أ"\nstatus: approved'), "utf-8")
    document = take(place, ("12/ا", "25/8/2020", "وزير الموارد المائية", "أي شيء", "مديرية الري", "", ""))
    assert document["rows"]["known"] == 1
    assert drafts(place) == []


def test_the_same_row_twice_is_taken_once(place: Path) -> None:
    document = take(place, LETTER, LETTER)
    assert ("D3", "list-row-twice") in found(document)
    assert len(drafts(place)[0]["obligations"]) == 1


def test_days_are_read_in_the_order_that_the_column_proves(place: Path) -> None:
    take(place, ("55", "03/04/2025", *LETTER[2:]), ("56", "03/25/2025", *LETTER[2:]))
    assert {one["number"]: one["issued_on"] for one in drafts(place)} == {"55": "2025-03-04", "56": "2025-03-25"}


def test_a_workbook_that_is_none_of_the_three_is_refused(place: Path) -> None:
    path = place.parent / "other.xlsx"
    path.write_bytes(workbook([("الاسم", "الراتب"), ("علي", 5)]))
    run = tracker("register", "import", path, "--project", place, "--lang", "en")
    assert (run.code, "workbook-unknown" in run.err) == (2, True)
    assert tracker("register", "import", place / "tracker.toml", "--project", place).code == 2


def test_every_fault_of_a_row_is_named_in_one_pass(place: Path) -> None:
    rows = ("#REF!", "31/02/2025", "الوزير", "", "مديرية الري", "7 أيام", ""), LETTER
    document = take(place, *rows)
    assert [one for one in found(document) if one[0].endswith("2")] == [
        ("A2", "cell-error"),
        ("D2", "list-subject-missing"),
        ("B2", "date-invalid"),
    ]
    assert document["rows"]["rejected"] == 1


@pytest.mark.parametrize("value", ["15 رمضان 1446 هـ", "١٥ رمضان ١٤٤٦", "1446/9/15", "15/9/1446هـ"])
def test_the_day_of_a_hijri_date_is_reckoned_and_asked_about(place: Path, value: str) -> None:
    """Semantics, part 3: converted, with the days beside it as alternatives."""
    take(place, ("55", value, *LETTER[2:]))
    (draft,) = drafts(place)
    assert draft["issued_on"] == "2025-03-15"
    assert draft["source"]["cells"]["dated"]["value"] == value
    (question,) = [one for one in draft["obligations"][0]["questions"] if "Hijri" in one["en"]]
    assert "(B2)" in question["en"]
    assert "2025-03-14 / 2025-03-16" in question["en"]


def test_a_hijri_date_with_its_gregorian_one_beside_it_is_not_asked_about(place: Path) -> None:
    take(place, ("55", "15 رمضان 1446 هـ الموافق 15/3/2025", *LETTER[2:]))
    (draft,) = drafts(place)
    assert draft["issued_on"] == "2025-03-15"
    assert not any("Hijri" in one["en"] for one in draft["obligations"][0]["questions"])


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("رقم الكتاب وتاريخه", "55/م في 15 رمضان 1446 هـ"),
        ("Letter No. & Date", "55/م dated 15/3/2025"),
        ("Date", "55/م - 15/3/2025"),
    ],
)
def test_number_and_date_in_one_cell_are_told_apart(place: Path, title: str, value: str) -> None:
    take(place, (value, *LETTER[2:]), head=(title, *HEAD[2:]))
    (draft,) = drafts(place)
    assert (draft["number"], draft["issued_on"]) == ("55/م", "2025-03-15")


def test_columns_that_nobody_knows_are_named_and_not_passed_over(place: Path) -> None:
    document = take(place, (*LETTER, "سري", ""), head=(*HEAD, "درجة الكتمان", "فارغ"))
    (one,) = [one for one in document["findings"] if one["code"] == "list-columns-not-read"]
    assert one["cell"] == "H1"
    assert "«درجة الكتمان» H1" in one["messages"]["ar"]
    assert "فارغ" not in one["messages"]["ar"]


def test_a_list_whose_subject_is_called_otherwise_says_which_headings_it_has(place: Path) -> None:
    path = place.parent / "list.xlsx"
    path.write_bytes(workbook([[*HEAD[:3], "لبّ الأمر", *HEAD[4:]], LETTER]))
    run = tracker("register", "import", path, "--project", place)
    assert run.code == 2
    assert "list-subject-column-missing" in run.err
    assert "«لبّ الأمر» D1" in run.err
    with (place / "tracker.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[lexicon.list]\nsubject = ["لبّ الأمر"]\n')
    assert tracker("register", "import", path, "--project", place).code == 0


ENGLISH = ("Letter no.", "Date", "From", "Subject", "Addressee", "Deadline")


@pytest.mark.parametrize("heading", ["Date", "Letter date"])
def test_dates_that_nothing_shows_the_order_of_are_asked_about(place: Path, heading: str) -> None:
    head = (ENGLISH[0], heading, *ENGLISH[2:])
    take(place, ("71", "05/08/2020", "Ministry", "Repair the pump", "c-n", "09/10/2020"), head=head, code=0)
    (draft,) = drafts(place)
    (one,) = draft["obligations"]
    asked = [question["en"] for question in one["questions"] if "two ways" in question["en"]]
    assert len(asked) == 2
    assert all(day in asked[0] for day in ("2020-08-05", "2020-05-08"))
    assert all(day in asked[1] for day in ("2020-10-09", "2020-09-10"))


@pytest.mark.parametrize(
    ("heading", "other", "day"),
    [
        ("Date", "25/08/2020", "2020-08-05"),
        ("Date", "08/25/2020", "2020-05-08"),
        ("Date (mm/dd/yyyy)", "06/08/2020", "2020-05-08"),
        ("Date (dd/mm/yyyy)", "06/08/2020", "2020-08-05"),
    ],
)
def test_another_date_or_the_heading_shows_the_order(place: Path, heading: str, other: str, day: str) -> None:
    rows = [
        ("71", "05/08/2020", "Ministry", "Repair the pump", "c-n", ""),
        ("72", other, "Ministry", "Paint the pump", "c-n", ""),
    ]
    take(place, *rows, head=(ENGLISH[0], heading, *ENGLISH[2:]), code=0)
    made = next(draft for draft in drafts(place) if draft["number"] == "71")
    assert str(made["issued_on"]) == day
    assert not [q for q in made["obligations"][0].get("questions", ()) if "two ways" in q["en"]]


def test_an_arabic_list_is_read_day_first_and_says_so_once(place: Path) -> None:
    document = take(place, ("71", "05/08/2020", "الوزارة", "إصلاح المضخة", "c-n", "09/10/2020"), code=0)
    assert [code for _, code in found(document)].count("list-date-order") == 1
    (draft,) = drafts(place)
    assert str(draft["issued_on"]) == "2020-08-05"
