"""A draft goes out as a review sheet and comes back: untouched it changes nothing, filled in what was decided."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tests import review_world as world
from tests.cli import tracker
from tests.unit.test_schemas import faults
from tracker.review import sheet_out


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", world.NOW)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return world.project(tmp_path / "project")


FILLED: dict[int, dict[str, Any]] = {
    1: {"decision": "قبول"},
    2: {
        "decision": "تصحيح",
        "text": "منع الحفر على مسافة تقل عن 50 متراً",
        "units": "مديرية الري؛ c-n",
        "exceptions": "ما يأذن به المدير\nالطوارئ",
        "ends_on": date(2021, 3, 1),
        "evidence_required": "نعم",
    },
    3: {"decision": "رفض", "remark": "شكر لا أمر", "reviewer": "سعاد كريم", "reviewed_on": date(2020, 9, 5)},
}


def read(run: Any) -> dict[str, Any]:
    assert run.code in (0, 1), run.err
    document: dict[str, Any] = json.loads(run.out)
    assert faults(document, "import") == []
    return document


def found(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["cell"], one["code"]) for one in document["findings"]]


def values(place: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(world.draft(place), yaml.BaseLoader)
    return loaded


def test_untouched_it_changes_nothing_byte_for_byte(place: Path) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    document = read(world.imported(place, world.exported(place)))
    assert document["rows"] == {
        **dict.fromkeys(("accepted", "corrected", "rejected", "known", "question"), 0),
        "read": 4,
        "unanswered": 4,
    }
    after = {path: path.read_bytes() for path in place.rglob("*") if path.is_file() and path.name != "tracker.lock"}
    assert after == before


def test_equal_drafts_give_equal_bytes(place: Path) -> None:
    assert world.exported(place).read_bytes() == world.exported(place).read_bytes()


def test_one_row_an_obligation_with_all_that_is_proposed_and_asked(place: Path) -> None:
    sheet = world.page(world.exported(place))
    assert sheet.sheet_view.rightToLeft
    assert sheet.protection.sheet
    said = "\n".join(str(sheet[world.cell(name, 1)].value) for name in sheet_out.PROPOSED)
    for text in ("تطهير المبازل خلال شهر", "على مركز القنوات الشمالي", "إنجاز لمرة واحدة", "خلال شهر واحد من يوم صدور"):
        assert text in said
    assert "الخميس 1 تشرين الأول 2020" in said, "the day on which it is due"
    assert "مركز القنوات الشمالي [c-n]" in said
    assert "هل الشهر ميلادي؟" in said
    assert "صدر يوم الثلاثاء 1 أيلول 2020" in str(sheet["A3"].value)
    assert sheet[world.cell("read_as", 1)].protection.locked
    assert not sheet[world.cell("decision", 1)].protection.locked
    lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"قبول,تصحيح,رفض"' in lists
    assert sheet.column_dimensions["U"].hidden


def test_the_drop_down_speaks_the_projects_language(place: Path) -> None:
    settings = place / "tracker.toml"
    settings.write_text('languages = ["en"]\n' + settings.read_text("utf-8"), "utf-8")
    sheet = world.page(world.exported(place))
    lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"accept,correct,reject"' in lists


def test_the_units_that_a_selector_means_are_named_beside_it(place: Path) -> None:
    said = str(world.page(world.exported(place))[world.cell("read_as", 2)].value)
    assert "type=centre\nمن تشملهم: جهتان: مركز القنوات الشمالي، مركز القنوات الجنوبي" in said


def test_many_units_are_counted_and_the_first_few_named(place: Path) -> None:
    path = world.exported(place)
    units = "".join(f"c-{n},مركز {n},Centre {n},centre,hq,,,,\n" for n in range(12))
    with (place / "units.csv").open("a", encoding="utf-8") as out:
        out.write(units)
    said = str(world.page(world.exported(place))[world.cell("read_as", 2)].value)
    assert "14 جهة: " in said
    assert said.endswith("مركز 2، …")
    document = read(world.imported(place, world.fill(path, {2: {"decision": "قبول"}})))
    assert "review-grey-altered" not in [code for _, code in found(document)], "a unit that came is no altered cell"


def test_lang_turns_the_sheet_and_what_comes_back_is_read_in_either(place: Path) -> None:
    path = place.parent / "en.xlsx"
    run = tracker("register", "export", "DIKE-1", "-o", path, "--project", place, "--lang", "en")
    assert run.code == 0
    sheet = world.page(path)
    assert not sheet.sheet_view.rightToLeft
    assert "Due: Thursday 1 October 2020" in str(sheet[world.cell("read_as", 1)].value)
    assert str(sheet["B7"].value).startswith("Text")
    assert sheet["C5"].alignment.horizontal != "right"
    lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"accept,correct,reject"' in lists
    entries: dict[int, dict[str, Any]] = {
        1: {"decision": "accept"},
        2: {"decision": "تصحيح", "evidence_required": "yes"},
        3: {"decision": "reject"},
    }
    document = read(world.imported(place, world.fill(path, entries)))
    counts = {name: document["rows"][name] for name in ("accepted", "corrected", "rejected")}
    assert counts == dict.fromkeys(counts, 1)
    assert [code for _, code in found(document)] == ["review-unanswered"]


def test_the_form_follows_lang_too(place: Path) -> None:
    path = place.parent / "form.xlsx"
    assert tracker("register", "export", "--form", "-o", path, "--project", place, "--lang", "en").code == 0
    sheet = world.page(path)
    assert not sheet.sheet_view.rightToLeft
    lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"yes,no"' in lists


def check_taken(place: Path, path: Path) -> None:
    document = read(world.imported(place, path))
    assert document["rows"] == {
        **{"read": 4, "accepted": 1, "corrected": 1, "rejected": 1},
        **{"unanswered": 1, "known": 0, "question": 0},
    }
    directive = values(place)
    assert [one["text"]["ar"] for one in directive["obligations"]] == [
        "تطهير المبازل خلال شهر",
        "منع الحفر على مسافة تقل عن 50 متراً",
        "رفع تقرير",
    ]
    second = directive["obligations"][1]
    assert second["units"] == {"id": ["hq", "c-n"]}
    assert second["exceptions"] == ["ما يأذن به المدير", "الطوارئ"]
    assert (second["ends_on"], second["evidence_required"]) == ("2021-03-01", "true")
    (review,) = directive["reviews"]
    kept = place / review["sheet"]["file"]
    assert kept.read_bytes() == path.read_bytes()
    assert review["sheet"]["sha256"] == kept.stem
    first, corrected, rejected = review["decisions"]
    assert (first["decision"], first["by"], first["on"]) == ("accept", "علي حسن", "2020-09-06")
    assert corrected["before"]["text"]["ar"] == "منع الحفر قرب القنوات"
    assert corrected["after"]["text"]["ar"] == second["text"]["ar"]
    assert (rejected["by"], rejected["on"], rejected["remark"]) == ("سعاد كريم", "2020-09-05", "شكر لا أمر")
    assert rejected["before"]["quote"] == "نشكر العاملين"


def test_accepted_stays_corrected_changes_rejected_leaves_and_stays_in_the_history(place: Path) -> None:
    check_taken(place, world.fill(world.exported(place), FILLED))


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_it_survives_libreoffice(place: Path, suffix: str) -> None:
    check_taken(place, world.converted(world.fill(world.exported(place), FILLED), suffix))


def test_comments_quotes_and_the_order_of_keys_stay(place: Path) -> None:
    world.imported(place, world.fill(world.exported(place), FILLED))
    kept = [line for line in world.draft(place).splitlines() if "#" in line]
    assert kept == [line for line in world.DRAFT.splitlines() if "#" in line]
    text = world.draft(place)
    assert text.startswith(world.DRAFT[: world.DRAFT.index("  # الثاني")])
    assert '\n  # الثالث\n  # الرابع\n  - text:\n      ar: "رفع تقرير"\n' in text


def test_the_same_sheet_again_changes_nothing(place: Path) -> None:
    path = world.fill(world.exported(place), FILLED)
    world.imported(place, path)
    before = world.draft(place)
    document = read(world.imported(place, path))
    assert (document["rows"]["known"], document["rows"]["unanswered"]) == (3, 1)
    assert world.draft(place) == before


def test_the_rest_can_be_decided_later_in_the_same_sheet(place: Path) -> None:
    sheet = world.exported(place)
    world.imported(place, world.fill(sheet, FILLED))
    document = read(world.imported(place, world.fill(sheet, {**FILLED, 4: {"decision": "accept"}}, to="later.xlsx")))
    assert (document["rows"]["accepted"], document["rows"]["known"]) == (1, 3)
    assert len(values(place)["reviews"]) == 2
    assert found(document) == []


def test_another_decision_on_what_was_decided_is_asked_about(place: Path) -> None:
    sheet = world.exported(place)
    world.imported(place, world.fill(sheet, FILLED))
    before = world.draft(place)
    other = {2: {"decision": "رفض"}, 3: {"decision": "قبول"}}
    run = world.imported(place, world.fill(sheet, other, to="other.xlsx"))
    document = json.loads(run.out)
    assert (run.code, document["rows"]["question"]) == (2, 2)
    assert [code for _, code in found(document) if code != "review-unanswered"] == ["review-decided"] * 2
    assert world.draft(place) == before


def test_a_draft_that_changed_since_is_never_overwritten(place: Path) -> None:
    sheet = world.exported(place)
    path = place / "directives/dike.yaml"
    path.write_text(world.DRAFT.replace('منع الحفر قرب القنوات"\n    quote', 'منع الحفر ليلاً"\n    quote'), "utf-8")
    document = read(world.imported(place, world.fill(sheet, FILLED)))
    assert document["rows"]["question"] == 1
    assert (world.cell("decision", 2), "review-row-changed") in found(document)
    assert "review-draft-changed" in [code for _, code in found(document)]
    assert [one["text"]["ar"] for one in values(place)["obligations"]] == [
        "تطهير المبازل خلال شهر",
        "منع الحفر ليلاً",
        "رفع تقرير",
    ]


@pytest.mark.parametrize(
    ("entries", "column", "code"),
    [
        ({"decision": "تصحيح", "deadline": "قريباً إن شاء الله"}, "deadline", "review-deadline"),
        ({"decision": "تصحيح", "deadline": "15/3"}, "deadline", "review-deadline"),
        ({"decision": "تصحيح", "pattern": "إنجاز لمرة واحدة"}, "pattern", "prohibition-not-standing"),
        ({"decision": "تصحيح", "units": "مديرية الغابات"}, "units", "review-unit"),
        ({"decision": "تصحيح", "units": "type=palace"}, "units", "review-unit"),
        ({"decision": "تصحيح", "ends_on": "31/02/2021"}, "ends_on", "date-invalid"),
        ({"decision": "تصحيح", "ends_on": date(2020, 8, 1)}, "ends_on", "ends-before-start"),
        ({"decision": "تصحيح", "modality": "نصيحة"}, "modality", "review-choice"),
        ({"decision": "تصحيح", "text": "حذف"}, "text", "review-field-needed"),
        ({"decision": "موافق جداً"}, "decision", "review-choice"),
        ({"decision": "تصحيح"}, "decision", "review-correction-missing"),
        ({"decision": "قبول", "text": "غيره"}, "decision", "review-contradiction"),
        ({"text": "غيره"}, "decision", "review-decision-missing"),
        ({"decision": "قبول", "reviewed_on": date(2020, 9, 8)}, "reviewed_on", "day-in-future"),
    ],
)
def test_a_bad_cell_is_named_at_its_address_and_the_others_are_taken(
    place: Path, entries: dict[str, Any], column: str, code: str
) -> None:
    document = read(world.imported(place, world.fill(world.exported(place), {1: {"decision": "قبول"}, 2: entries})))
    assert (world.cell(column, 2), code) in found(document)
    assert (document["rows"]["accepted"], document["rows"]["question"]) == (1, 1)
    directive = values(place)
    assert directive["obligations"][1] == yaml.load(world.DRAFT, yaml.BaseLoader)["obligations"][1]
    assert [one["decision"] for one in directive["reviews"][0]["decisions"]] == ["accept"]


def test_who_and_when_are_needed(place: Path) -> None:
    path = world.fill(world.exported(place), {1: {"decision": "قبول"}}, head=False)
    run = world.imported(place, path)
    assert (run.code, found(json.loads(run.out))[:2]) == (
        2,
        [("C4", "review-person-missing"), ("E4", "review-day-missing")],
    )
    assert world.draft(place) == world.DRAFT


def test_every_bad_cell_is_named_in_one_pass_and_each_once(place: Path) -> None:
    entries = {
        1: {"decision": "تصحيح", "deadline": "بعد شوية", "ends_on": "31/02/2021"},
        2: {"decision": "قبول", "units": "مديرية الغابات"},
        3: {"decision": "موافق جداً", "modality": "نصيحة"},
        4: {"decision": "تصحيح", "units": "لا أحد", "ends_on": date(2020, 8, 1)},
    }
    path = world.fill(world.exported(place), entries)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["E4"].value = "31/02/2020"
    book.save(path)
    run = world.imported(place, path)
    assert run.code == 2
    named = found(json.loads(run.out))
    assert sorted(named) == sorted(
        [
            ("E4", "date-invalid"),
            (world.cell("deadline", 1), "review-deadline"),
            (world.cell("ends_on", 1), "date-invalid"),
            (world.cell("decision", 2), "review-contradiction"),
            (world.cell("units", 2), "review-unit"),
            (world.cell("decision", 3), "review-choice"),
            (world.cell("modality", 3), "review-choice"),
            (world.cell("units", 4), "review-unit"),
            (world.cell("ends_on", 4), "ends-before-start"),
        ]
    )
    assert world.draft(place) == world.DRAFT


def test_who_signs_row_by_row_is_asked_at_the_row(place: Path) -> None:
    signed = {"reviewer": "علي", "reviewed_on": date(2020, 9, 5)}
    entries: dict[int, dict[str, Any]] = {1: {"decision": "قبول", **signed}, 2: {"decision": "قبول"}}
    document = read(world.imported(place, world.fill(world.exported(place), entries, head=False)))
    assert (world.cell("decision", 2), "review-person-missing") in found(document)
    assert (document["rows"]["accepted"], document["rows"]["question"]) == (1, 1)


def test_a_deadline_every_week_makes_the_duty_periodic_and_removing_leaves_none(place: Path) -> None:
    entries = {
        4: {"decision": "correct", "deadline": "كل أسبوع"},
        1: {"decision": "correct", "deadline": "حذف", "units": "type=centre؛ under=hq"},
    }
    read(world.imported(place, world.fill(world.exported(place), entries)))
    first, *_, last = values(place)["obligations"]
    assert (last["pattern"], last["deadline"]["rrule"]) == ("periodic", "FREQ=WEEKLY")
    assert first["deadline"] == {"kind": "none"}
    assert first["units"] == {"type": "centre", "under": "hq"}


def test_a_text_corrected_in_one_language_leaves_no_stale_other(place: Path) -> None:
    both = world.DRAFT.replace('      ar: "رفع تقرير"\n', '      ar: "رفع تقرير"\n      en: "Submit a report"\n')
    (place / "directives/dike.yaml").write_text(both, "utf-8")
    entries = {4: {"decision": "تصحيح", "text": "رفع تقرير شهري"}}
    path = world.fill(world.exported(place), entries)
    document = read(world.imported(place, path))
    assert (world.cell("text", 4), "review-text-language") in found(document)
    directive = values(place)
    assert directive["obligations"][3]["text"] == {"ar": "رفع تقرير شهري"}
    assert directive["reviews"][0]["decisions"][0]["before"]["text"]["en"] == "Submit a report"
    assert read(world.imported(place, path))["rows"]["known"] == 1


def test_a_text_written_again_as_it_stands_keeps_the_other(place: Path) -> None:
    both = world.DRAFT.replace('      ar: "رفع تقرير"\n', '      ar: "رفع تقرير"\n      en: "Submit a report"\n')
    (place / "directives/dike.yaml").write_text(both, "utf-8")
    entries = {4: {"decision": "تصحيح", "text": "رفع تقرير", "evidence_required": "نعم"}}
    document = read(world.imported(place, world.fill(world.exported(place), entries)))
    assert "review-text-language" not in [code for _, code in found(document)]
    assert values(place)["obligations"][3]["text"]["en"] == "Submit a report"


def test_all_rejected_leaves_an_empty_draft_that_nobody_can_approve(place: Path) -> None:
    entries = {row: {"decision": "رفض"} for row in range(1, 5)}
    read(world.imported(place, world.fill(world.exported(place), entries)))
    assert values(place)["obligations"] == []
    assert tracker("register", "validate", "--project", place).code == 0
    run = tracker("register", "approve", "DIKE-1", "--by", "المدير", "--project", place)
    assert (run.code, "nothing-to-approve" in run.err) == (2, True)


def test_a_grey_cell_that_was_written_over_is_named_and_not_read(place: Path) -> None:
    path = world.fill(world.exported(place), {1: {"decision": "قبول", "clause": "نص آخر"}})
    document = read(world.imported(place, path))
    assert (world.cell("clause", 1), "review-grey-altered") in found(document)
    assert values(place)["obligations"][0]["text"]["ar"] == "تطهير المبازل خلال شهر"


def test_rows_may_be_sorted_and_one_that_was_added_is_not_taken(place: Path) -> None:
    path = world.exported(place)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first, last = sheet_out.TITLE_ROW + 1, sheet_out.TITLE_ROW + 4
    for column in range(1, len(sheet_out.COLUMNS) + 1):
        one, other = sheet.cell(first, column), sheet.cell(last, column)
        one.value, other.value = other.value, one.value
    book.save(path)
    document = read(world.imported(place, world.fill(path, {1: {"decision": "رفض"}, 5: {"decision": "قبول"}})))
    assert (document["rows"]["rejected"], document["rows"]["question"]) == (1, 1)
    assert (world.cell("decision", 5), "review-row-foreign") in found(document)
    assert "رفع تقرير" not in [one["text"]["ar"] for one in values(place)["obligations"]]


def test_an_approved_directive_is_neither_exported_nor_changed(place: Path) -> None:
    sheet = world.fill(world.exported(place), FILLED)
    assert tracker("register", "approve", "DIKE-1", "--by", "المدير", "--project", place).code == 0
    before = world.draft(place)
    assert world.imported(place, sheet).code == 2
    assert tracker("register", "export", "DIKE-1", "-o", sheet, "--project", place).code == 2
    assert world.draft(place) == before


def test_from_the_text_of_an_order_to_its_duties(place: Path, tmp_path: Path) -> None:
    """add -> export -> fill in -> import -> approve -> check."""
    order = tmp_path / "order.txt"
    order.write_text(
        "وزارة الموارد المائية\nالعدد: 91\nالتاريخ: 1/9/2020\nإلى: مديرية الري\nالموضوع: الصيانة\n"
        "1- على مديرية الري جرد المضخات خلال خمسة أيام من تاريخ هذا الكتاب.\n"
        "2- على مديرية الري تقديم تقرير خلال شهر من تاريخ هذا الكتاب.\n",
        "utf-8",
    )
    at_place = ("--project", place)
    assert tracker("register", "add", order, "--id", "PUMPS", *at_place).code == 0
    sheet = world.exported(place, "PUMPS")
    entries = {1: {"decision": "قبول"}, 2: {"decision": "تصحيح", "deadline": "خلال أسبوعين"}}
    read(world.imported(place, world.fill(sheet, entries)))
    run = tracker("register", "approve", "PUMPS", "--by", "المدير", *at_place)
    assert (run.code, run.err) == (0, "")
    assert "reviews:" in (place / "directives/PUMPS.yaml").read_text("utf-8")
    judged = json.loads(tracker("check", "--as-of", "2020-09-07", "--format", "json", *at_place).out)
    pumps = {one["obligation"]: one for one in judged["assessments"] if one["directive"] == "PUMPS"}
    assert {name: (one["verdict"], one["due_on"]) for name, one in pumps.items()} == {
        "PUMPS/01": ("overdue", "2020-09-06"),
        "PUMPS/02": ("pending", "2020-09-15"),
    }


def test_what_nobody_decided_on_is_said_at_approval(place: Path) -> None:
    world.imported(place, world.fill(world.exported(place), FILLED))
    run = tracker("register", "approve", "DIKE-1", "--by", "المدير", "--project", place)
    assert run.code == 0
    assert run.err.count("review-open") == 1
