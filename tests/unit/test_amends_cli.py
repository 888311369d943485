"""A later order that changes an earlier one: proposed when it is added, recorded in the earlier one at its approval."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import tracker

FIRST = """وزارة الداخلية
مكتب الوزير
العدد: 310
التاريخ: 20/8/2020

الى/ قيادة شرطة البصرة
م/ توجيهات

تقرر ما يأتي:
1. تقدم قيادة شرطة البصرة تقريراً عن أوامر القبض خلال (20) يوماً.
2. تشكل قيادة شرطة البصرة لجنة لمتابعة أوامر القبض خلال سبعة أيام.
3. ترسل قيادة شرطة البصرة موقفاً أسبوعياً.
"""
SECOND = """وزارة الداخلية
مكتب الوزير
العدد: 412
التاريخ: 15/9/2020

الى/ قيادة شرطة البصرة
م/ تعديل

إلحاقاً بأمرنا المرقم (310) في 20/8/2020، تقرر ما يأتي:
1. تمدد المهلة المحددة في الفقرة (1) من أمرنا أعلاه عشرة أيام أخرى.
2. يلغى البند (3) من الأمر المذكور اعتباراً من 20/9/2020.
{more}
الوزير
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = world.begun(tmp_path / "p")
    monkeypatch.setenv("TRACKER_NOW", "2020-08-21T09:00:00+03:00")
    add(project, "O310", FIRST)
    approve(project, "O310")
    monkeypatch.setenv("TRACKER_NOW", "2020-09-16T09:00:00+03:00")
    return project


def add(project: Path, name: str, text: str) -> str:
    path = project.parent / f"{name}.txt"
    path.write_text(text, "utf-8")
    run = tracker("register", "add", path, "--id", name, "--units", "id=office", "--project", project, "--lang", "en")
    assert run.code == 0, run.err
    return run.out


def approve(project: Path, name: str, code: int = 0) -> str:
    run = tracker("register", "approve", name, "--by", "المدير", "--project", project, "--lang", "en")
    assert run.code == code, run.err
    return run.out + run.err


def due(project: Path, *more: str) -> dict[str, tuple[str, str | None]]:
    run = tracker("check", "--project", project, "--format", "json", *more)
    assert run.code == 0, run.err
    return {a["obligation"]: (a["verdict"], a["due_on"]) for a in json.loads(run.out)["assessments"]}


def test_the_approval_of_the_later_order_changes_the_earlier_one(root: Path) -> None:
    told = add(root, "O412", SECOND.format(more="3. تقدم قيادة شرطة البصرة كشفاً بالآليات خلال شهر."))
    assert "Changes to earlier orders: 2, of which the target is known: 2" in told
    assert due(root)["O310/01"] == ("overdue", "2020-09-09"), "a draft changes nothing"
    told = approve(root, "O412")
    assert "O310/01, O310/03" in told
    assert "9 Sep 2020 → 20 Sep" in told
    assert due(root)["O310/01"] == ("pending", "2020-09-20"), "30 days end on Saturday 19 September"
    assert due(root, "--as-of", "2020-09-21")["O310/03"][0] == "waived"
    assert due(root, "--known-at", "2020-09-16T08:00:00+03:00")["O310/01"] == ("overdue", "2020-09-09")
    why = tracker("explain", "O310/01", "--project", root, "--lang", "en").out
    assert "O412" in why


NESTED = """وزارة الداخلية
مكتب الوزير
العدد: 310
التاريخ: 20/8/2020

الى/ قيادة شرطة البصرة
م/ توجيهات

أولاً: تتولى قيادة شرطة البصرة ما يأتي:
1- تقديم تقرير عن أوامر القبض خلال (20) يوماً.
2- تشكيل لجنة لمتابعة أوامر القبض خلال سبعة أيام.
ثانياً: تقدم قيادة شرطة البصرة كشفاً بالآليات خلال (20) يوماً وتلتزم بالدوام الرسمي.
"""


def test_an_item_is_the_outermost_of_its_number_and_what_has_a_deadline_in_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "directives/O310.yaml").unlink()
    (root / "orders/O310.txt").unlink()
    monkeypatch.setenv("TRACKER_NOW", "2020-08-21T09:00:00+03:00")
    add(root, "O310", NESTED)
    approve(root, "O310")
    monkeypatch.setenv("TRACKER_NOW", "2020-09-16T09:00:00+03:00")
    add(root, "O412", SECOND.replace("الفقرة (1)", "الفقرة (2)").replace("2. يلغى", "").format(more=""))
    draft = (root / "directives/O412.yaml").read_text("utf-8")
    assert '"O310/03"' in draft
    assert '"O310/02"' not in draft
    assert '"O310/04"' not in draft


def test_an_order_that_only_changes_another_is_an_order(root: Path) -> None:
    add(root, "O412", SECOND.format(more=""))
    assert "O310/03" in approve(root, "O412")
    assert tracker("register", "validate", "--project", root).code == 0


def test_an_approval_that_was_interrupted_is_repeated_without_a_second_change(root: Path) -> None:
    add(root, "O412", SECOND.format(more=""))
    draft = (root / "directives/O412.yaml").read_bytes()
    approve(root, "O412")
    once = (root / "directives/O310.yaml").read_bytes()
    (root / "directives/O412.yaml").write_bytes(draft)
    approve(root, "O412")
    assert (root / "directives/O310.yaml").read_bytes() == once


def test_an_order_that_nobody_registered_is_a_question_and_changes_nothing(root: Path) -> None:
    before = (root / "directives/O310.yaml").read_bytes()
    told = add(root, "O412", SECOND.replace("310", "555").format(more=""))
    assert "of which the target is known: 0" in told
    draft = (root / "directives/O412.yaml").read_text("utf-8")
    assert "No order of the register matches" in draft
    assert "amends-without-target" in approve(root, "O412")
    assert (root / "directives/O310.yaml").read_bytes() == before


def test_a_target_that_is_not_there_refuses_the_approval_whole(root: Path) -> None:
    add(root, "O412", SECOND.format(more=""))
    path = root / "directives/O412.yaml"
    path.write_text(path.read_text("utf-8").replace('"O310/03"', '"O310/33"'), "utf-8")
    before = {p.name: p.read_bytes() for p in (root / "directives").iterdir()}
    told = approve(root, "O412", code=2)
    assert "O310/33" in told
    assert {p.name: p.read_bytes() for p in (root / "directives").iterdir()} == before


def test_an_order_that_cannot_be_approved_changes_nothing(root: Path) -> None:
    add(root, "O412", SECOND.format(more="3. تقدم قيادة شرطة البصرة كشفاً بالآليات خلال شهر."))
    path = root / "directives/O412.yaml"
    lines = path.read_text("utf-8").replace('    units:\n      id:\n        - "office"\n', "")
    path.write_text(lines, "utf-8")
    before = (root / "directives/O310.yaml").read_bytes()
    assert "selects-no-unit" in approve(root, "O412", code=2)
    assert (root / "directives/O310.yaml").read_bytes() == before


def test_an_item_of_a_text_that_is_gone_is_a_question(root: Path) -> None:
    (root / "orders/O310.txt").unlink()
    told = add(root, "O412", SECOND.format(more=""))
    assert "of which the target is known: 0" in told
    assert "is not kept as it was" in (root / "directives/O412.yaml").read_text("utf-8")


def test_a_review_in_excel_keeps_the_changes(root: Path, tmp_path: Path) -> None:
    add(root, "O412", SECOND.format(more="3. تقدم قيادة شرطة البصرة كشفاً بالآليات خلال شهر."))
    sheet = tmp_path / "review.xlsx"
    assert tracker("register", "export", "O412", "-o", sheet, "--project", root).code == 0
    assert tracker("register", "import", sheet, "--project", root).code in (0, 1)
    assert "O310/01, O310/03" in approve(root, "O412")


def test_what_an_order_approved_by_hand_changes_is_not_lost_in_silence(root: Path) -> None:
    order = root / "directives/O310.yaml"
    text = order.read_text("utf-8")
    (root / "directives/hand.yaml").write_text(
        "id: O500\nissuer: {ar: الوزير, en: Minister}\nissued_on: 2020-09-10\nstatus: approved\n"
        "approved: {by: المدير, on: 2020-09-10}\nobligations: []\namends:\n"
        "  - {kind: revoke, targets: [O310/01, O310/99], from: 2020-09-11}\n",
        "utf-8",
    )
    told = tracker("register", "validate", "--project", root, "--lang", "en")
    assert told.code == 0
    assert "hand.yaml:8: warning [amends-unrecorded] O500 says that it changes O310/01 (revoke from 11 Sep" in told.err
    assert "[amends-nothing] O500 says that it changes O310/99" in told.err
    assert "amends-unrecorded" in tracker("check", "--project", root).err
    hand = root / "directives/hand.yaml"
    hand.write_text(hand.read_text("utf-8").replace(", O310/99", ""), "utf-8")
    remedy = ("register", "revoke", "O310/01", "--from", "2020-09-11", "--directive", "O500", "--by", "المدير")
    assert " ".join(remedy[:-1]) in told.err, "the remedy can be typed as it stands"
    assert tracker(*remedy, "--project", root).code == 0
    assert due(root)["O310/01"][0] == "waived"
    assert order.read_text("utf-8") != text
    assert "amends" not in tracker("register", "validate", "--project", root).err


def test_an_extension_to_a_period_sets_that_period_and_shortens_nothing(root: Path) -> None:
    before = (root / "directives/O310.yaml").read_bytes()
    add(root, "O411", SECOND.format(more="").replace("عشرة أيام أخرى", "إلى خمسة أيام"))
    assert "[extends-to-earlier]" in approve(root, "O411", code=2)
    assert (root / "directives/O310.yaml").read_bytes() == before
    (root / "directives/O411.yaml").unlink()
    add(root, "O412", SECOND.format(more="").replace("عشرة أيام أخرى", "إلى خمسة وعشرين يوماً"))
    approve(root, "O412")
    assert due(root)["O310/01"] == ("overdue", "2020-09-14"), "20 August and 25 days"


def test_an_extension_that_can_be_understood_in_two_ways_is_asked_about_and_moves_nothing(root: Path) -> None:
    add(root, "O412", SECOND.format(more="").replace("عشرة أيام أخرى", "لمدة عشرة أيام"))
    draft = (root / "directives/O412.yaml").read_text("utf-8")
    assert "Is 10 days the whole new period of O310/01, or so much more than before?" in draft
    assert "in all: 30 days" in draft
    assert "amends-without-target" in approve(root, "O412")
    assert due(root)["O310/01"] == ("overdue", "2020-09-09")


def test_a_standing_duty_that_is_extended_gets_another_end(root: Path) -> None:
    path = root / "directives/O310.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('    pattern: "periodic"', '    ends_on: 2020-09-30\n    pattern: "periodic"'), "utf-8"
    )
    assert "ends_on" in path.read_text("utf-8")
    add(
        root,
        "O412",
        SECOND.format(more="")
        .replace("الفقرة (1)", "الفقرة (3)")
        .replace("عشرة أيام أخرى", "لغاية 31/12/2020")
        .replace("2. يلغى البند (3)", "2. يلغى البند (2)"),
    )
    draft = root / "directives/O412.yaml"
    right = draft.read_text("utf-8")
    draft.write_text(right.replace("2020-12-31", "2020-09-20"), "utf-8")
    assert "[extends-end-earlier]" in approve(root, "O412", code=2)
    draft.write_text(right, "utf-8")
    approve(root, "O412")
    assert "until: '2020-12-31'" in path.read_text("utf-8")
    assert "[change-without-effect" not in tracker("register", "validate", "--project", root).err


def test_a_standing_duty_without_an_end_is_not_ended_by_an_extension(root: Path) -> None:
    before = (root / "directives/O310.yaml").read_bytes()
    text = SECOND.format(more="").replace("الفقرة (1)", "الفقرة (3)").replace("2. يلغى البند (3)", "2. يلغى البند (2)")
    add(root, "O412", text.replace("عشرة أيام أخرى", "لغاية 31/12/2020"))
    assert "The new deadline of O310/03 was not found" in (root / "directives/O412.yaml").read_text("utf-8")
    assert "amends-without-target" in approve(root, "O412")
    assert (root / "directives/O310.yaml").read_bytes() != before
    assert "2020-12-31" not in (root / "directives/O310.yaml").read_text("utf-8")
