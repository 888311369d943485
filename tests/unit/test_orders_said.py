"""What an order says of an earlier one in more than a verb and its object, in many wordings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.test_amends_cli import add, approve, due, root  # noqa: F401
from tests.unit.test_orders_changes import ARABIC, one, read
from tests.unit.test_orders_several_items import LETTER, OURS
from tracker.model import DeadlineKind, TimeUnit


@pytest.mark.parametrize(
    ("item", "kind", "items"),
    [
        (f"تعتبر الفقرة 2 من {OURS} ملغاة", "revoke", ("2",)),
        (f"تعد الفقرتان 1 و2 من {OURS} ملغاتين اعتباراً من 15/6/2022", "revoke", ("1", "2")),
        (f"اعتبار {OURS} لاغياً", "revoke", ()),
        (f"تصبح المادة الثالثة من {OURS} باطلة", "revoke", ("3",)),
        (f"يعتبر {OURS} موقوفاً لغاية 30/6/2022", "suspend", ()),
        (f"ينتهي العمل بالفقرتين 1 و2 من {OURS} في 30/6/2022", "revoke", ("1", "2")),
        (f"إنهاء العمل ب{OURS}", "revoke", ()),
        (f"يبطل العمل بالبند (4) من {OURS}", "revoke", ("4",)),
        (f"يرفع الإيقاف عن الفقرة 3 من {OURS} اعتباراً من 20/6/2022", "resume", ("3",)),
        (f"يلغى إيقاف العمل بالفقرة 3 من {OURS}", "resume", ("3",)),
        (f"رفع التعليق عن {OURS}", "resume", ()),
        (f"إنهاء تجميد العمل بالفقرتين 1 و3 من {OURS}", "resume", ("1", "3")),
        (f"يمدد إيقاف العمل بالفقرة 3 من {OURS} لغاية 30/6/2022", "suspend", ("3",)),
    ],
)
def test_arabic_says_what_becomes_of_an_order(tmp_path: Path, item: str, kind: str, items: tuple[str, ...]) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.number, found.items) == (kind, "8", items)


@pytest.mark.parametrize(
    ("item", "count", "unit"),
    [
        (f"تقلص المدة الواردة في الفقرة 2 من {OURS} إلى خمسة أيام", 5, TimeUnit.DAY),
        (f"تخفض المهلة المحددة في الفقرة 2 من {OURS} إلى (5) أيام", 5, TimeUnit.DAY),
        (f"تختصر مدة تقديم الخطة الواردة في الفقرة 2 من {OURS} إلى أسبوع واحد", 1, TimeUnit.WEEK),
        (f"تقليص المدة الواردة في الفقرة 2 من {OURS} لتكون خمسة أيام", 5, TimeUnit.DAY),
        (f"تكون المدة الواردة في الفقرة 2 من {OURS} عشرين يوماً بدلاً من عشرة أيام", 20, TimeUnit.DAY),
        (f"تصبح المهلة المحددة في الفقرة 2 من {OURS} عشرين يوماً", 20, TimeUnit.DAY),
    ],
)
def test_arabic_sets_another_period(tmp_path: Path, item: str, count: int, unit: TimeUnit) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.items) == ("amend", ("2",))
    assert found.deadline is not None
    assert (found.deadline.kind, found.deadline.count, found.deadline.unit) == (DeadlineKind.WITHIN, count, unit)


@pytest.mark.parametrize(
    ("item", "added"),
    [
        (f"تمنح مهلة إضافية أمدها أسبوع واحد لتنفيذ الفقرة 2 من {OURS}", (1, TimeUnit.WEEK)),
        (f"تعطى مدة إضافية قدرها خمسة أيام لإنجاز ما ورد في الفقرة 2 من {OURS}", (5, TimeUnit.DAY)),
        (f"منح دوائر الصحة فترة أخرى مدتها عشرة أيام لتنفيذ الفقرة 2 من {OURS}", (10, TimeUnit.DAY)),
        (f"تضاف عشرة أيام إلى المدة الواردة في الفقرة 2 من {OURS}", (10, TimeUnit.DAY)),
    ],
)
def test_arabic_gives_more_time(tmp_path: Path, item: str, added: tuple[int, TimeUnit]) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.items, found.added) == ("extend", ("2",), added)


@pytest.mark.parametrize(
    ("head", "item"),
    [
        (ARABIC, f"يستمر العمل ب{OURS} لغاية 30/9/2022"),
        (ARABIC, f"استمرار العمل بالفقرة 3 من {OURS} حتى 30/9/2022"),
        (ARABIC, f"يبقى {OURS} نافذاً لغاية 30/9/2022"),
        (ARABIC, f"يمدد العمل ب{OURS} لغاية 30/9/2022"),
    ],
)
def test_what_stays_in_force_longer_has_another_last_day_and_no_deadline(tmp_path: Path, head: str, item: str) -> None:
    found = one(tmp_path, head, item)
    assert (found.kind, found.until, found.deadline) == ("extend", date(2022, 9, 30), None)


@pytest.mark.parametrize(
    "item",
    [
        f"يلغى {OURS} ويحل هذا الأمر محله",
        f"يلغى {OURS} ويحل محله هذا الأمر",
        f"تلغى الفقرة 2 من {OURS} وتحل الفقرة أدناه محلها",
    ],
)
def test_what_takes_its_place_is_no_second_change(tmp_path: Path, item: str) -> None:
    found = read(tmp_path, ARABIC, item)
    assert [c.kind for c in found.changes] == ["revoke"]
    assert not found.obligations


@pytest.mark.parametrize(
    "item",
    [
        "تعد المديرية كتاباً بأسماء الموظفين خلال أسبوع",
        "تكون مدة الدورة عشرة أيام",
        "تقليص مدة انتظار المراجعين إلى ساعة واحدة",
        "يستمر العمل في المشروع لغاية 30/9/2022",
        "تمنح الشركة مدة إضافية لإكمال المشروع لغاية 30/9/2022",
        "ترفع التوصيات الواردة في الفقرة 2 من كتابنا أعلاه خلال أسبوع",
    ],
)
def test_the_same_verbs_of_other_things_order_something(tmp_path: Path, item: str) -> None:
    found = read(tmp_path, ARABIC, item)
    assert not found.changes
    assert found.obligations


@pytest.mark.parametrize("item", ["يعتبر هذا الأمر ملغى في 31/12/2022", "يستمر العمل بهذا الأمر لغاية 31/12/2022"])
def test_what_an_order_says_of_itself_changes_no_other(tmp_path: Path, item: str) -> None:
    assert not read(tmp_path, ARABIC, item).changes


def test_a_period_shortened_by_some_days_is_asked_about(root: Path) -> None:  # noqa: F811
    said = "تقلص المدة الواردة في الفقرة 1 من أمرنا المرقم (310) في 20/8/2020 بمقدار ثلاثة أيام"
    add(root, "O412", LETTER + f"1. {said}.\n")
    draft = (root / "directives/O412.yaml").read_text("utf-8").split("amends:")[1]
    assert "within" not in draft
    assert "new deadline" in draft


def test_a_stop_that_is_lifted_lets_the_duty_run(root: Path) -> None:  # noqa: F811
    order = "أمرنا المرقم (310) في 20/8/2020"
    add(root, "O412", LETTER + f"1. يوقف العمل بالفقرة 1 من {order} اعتباراً من 1/9/2020.\n")
    approve(root, "O412")
    later = LETTER.replace("412", "413").replace("28/8/2020", "5/9/2020")
    add(root, "O413", later + f"1. يرفع الإيقاف عن الفقرة 1 من {order} اعتباراً من 10/9/2020.\n")
    approve(root, "O413")
    assert due(root, "--as-of", "2020-09-08")["O310/01"][0] == "suspended"
    assert due(root, "--as-of", "2020-09-16")["O310/01"][0] == "pending"


def test_an_order_that_goes_on_has_another_end(root: Path) -> None:  # noqa: F811
    path = root / "directives/O310.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("- id: O310/03\n", "- id: O310/03\n    ends_on: 2020-09-30\n"), "utf-8")
    add(root, "O412", LETTER + "1. يستمر العمل بأمرنا المرقم (310) في 20/8/2020 لغاية 31/12/2020.\n")
    draft = (root / "directives/O412.yaml").read_text("utf-8").split("amends:")[1]
    assert "O310/03" in draft
    assert "O310/01" not in draft, "what is done once has a deadline, of which nothing is said"
    assert "2020-12-31" in approve(root, "O412") + path.read_text("utf-8")


def test_an_order_without_an_end_that_goes_on_is_asked_about(root: Path) -> None:  # noqa: F811
    add(root, "O412", LETTER + "1. يستمر العمل بأمرنا المرقم (310) في 20/8/2020 لغاية 31/12/2020.\n")
    draft = (root / "directives/O412.yaml").read_text("utf-8").split("amends:")[1]
    assert "no obligation meant has an end" in draft
    assert "O310/0" not in draft
