"""A change of several items of an earlier order means all of them, however they are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_amends_cli import add, approve, due, root  # noqa: F401
from tests.unit.test_orders_changes import ARABIC, ENGLISH, one, read

OURS = "قرارنا المرقم 8 في 1/3/2022"
THEIRS = "Circular No. 8 of 1 March 2022"
LETTER = "وزارة الداخلية\nالعدد: 412\nالتاريخ: 28/8/2020\nالى/ قيادة شرطة البصرة\nم/ تعديل\n\n"


@pytest.mark.parametrize(
    ("named", "items"),
    [
        ("تلغى الفقرات 1 و2 و4", ("1", "2", "4")),
        ("تلغى الفقرتان (1) و(3)", ("1", "3")),
        ("يلغى العمل بالفقرتين 1 و 3", ("1", "3")),
        ("تلغى الفقرات من 2 إلى 4", ("2", "3", "4")),
        ("تلغى الفقرات (2-4)", ("2", "3", "4")),
        ("تلغى الفقرات (1، 2، 5)", ("1", "2", "5")),
        ("تلغى البنود 1، 2 و5", ("1", "2", "5")),
        ("يوقف العمل بالبندين (أولاً) و(ثالثاً)", ("1", "3")),
        ("تلغى المادتان الثانية والثالثة", ("2", "3")),
        ("يعلق العمل بالمواد ٢ و٣ و٧", ("2", "3", "7")),
        ("تلغى الفقرات من (أ) إلى (ج)", ("أ", "ب", "ج")),
        ("تلغى الفقرة (2) والفقرة (3/ب)", ("2", "3(ب)")),
    ],
)
def test_arabic_lists_of_items(tmp_path: Path, named: str, items: tuple[str, ...]) -> None:
    assert one(tmp_path, ARABIC, f"{named} من {OURS}").items == items


@pytest.mark.parametrize(
    ("named", "items"),
    [
        ("Items 1 and 2", ("1", "2")),
        ("Paragraphs 1, 2 and 5", ("1", "2", "5")),
        ("Items 2 to 4", ("2", "3", "4")),
        ("Paragraphs (2) through (4)", ("2", "3", "4")),
        ("Paragraphs 2(a) and (c)", ("2(a)", "2(c)")),
        ("Items (a) to (c)", ("a", "b", "c")),
        ("The first and third paragraphs", ("1", "3")),
        ("Items Nos. 1, 3-5", ("1", "3", "4", "5")),
    ],
)
def test_english_lists_of_items(tmp_path: Path, named: str, items: tuple[str, ...]) -> None:
    assert one(tmp_path, ENGLISH, f"{named} of {THEIRS} are revoked").items == items


@pytest.mark.parametrize(
    ("head", "item"),
    [
        (ENGLISH, f"The deadlines in items 1 and 2 of {THEIRS} are extended to 30 June 2022"),
        (ENGLISH, "The deadlines of paragraphs 1 and 2 to 30 June 2022 are extended by ten days"),
        (ARABIC, "تمدد المدد الواردة في الفقرتين 1 و2 إلى 30/6/2022"),
    ],
)
def test_a_day_behind_the_items_is_none_of_them(tmp_path: Path, head: str, item: str) -> None:
    assert read(tmp_path, head, item).changes[0].items == ("1", "2")


def test_what_is_stopped_in_a_sentence_about_materials_is_no_change(tmp_path: Path) -> None:
    assert not read(tmp_path, ARABIC, "يوقف استيراد المواد الغذائية").changes


def test_every_item_is_revoked_and_the_others_stay(root: Path) -> None:  # noqa: F811
    add(root, "O412", LETTER + "1. تلغى الفقرتان 1 و3 من أمرنا المرقم (310) في 20/8/2020 اعتباراً من 1/9/2020.\n")
    draft = (root / "directives/O412.yaml").read_text("utf-8")
    assert "questions" not in draft.split("amends:")[1]
    approve(root, "O412")
    verdicts = {name: verdict for name, (verdict, _) in due(root, "--as-of", "2020-09-02").items()}
    assert verdicts["O310/01"] == verdicts["O310/03"] == "waived"
    assert verdicts["O310/02"] == "overdue"


def test_an_item_that_is_not_there_is_asked_about_beside_the_one_that_is(root: Path) -> None:  # noqa: F811
    add(root, "O412", LETTER + "1. تلغى الفقرتان 1 و9 من أمرنا المرقم (310) في 20/8/2020.\n")
    draft = (root / "directives/O412.yaml").read_text("utf-8")
    assert '"O310/01"' in draft
    assert "No obligation of item 9" in draft


@pytest.mark.parametrize("named", ["تلغى الفقرتان الأخيرتان", "تلغى الفقرة الخاصة بالموقف"])
def test_items_without_a_number_are_asked_about(root: Path, named: str) -> None:  # noqa: F811
    add(root, "O412", LETTER + f"1. {named} من أمرنا المرقم (310) في 20/8/2020.\n")
    draft = (root / "directives/O412.yaml").read_text("utf-8").split("amends:")[1]
    assert "O310/0" not in draft
    assert "not certain" in draft
