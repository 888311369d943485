"""'The following paragraph takes the place of paragraph 2': what is replaced is changed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_changes import ARABIC, one, read
from tracker.model import TimeUnit


@pytest.mark.parametrize(
    ("item", "kind", "number", "items"),
    [
        ("تحل الفقرة الآتية محل الفقرة (2) من كتابنا أعلاه", "amend", "71", ("2",)),
        ("يحل النص الجديد محل نص البند 4 من التعميم المرقم 33 في 7/3/2022", "amend", "33", ("4",)),
        ("إحلال الجدول المرفق محل الفقرة 3 من أمرنا المرقم 40 في 2/4/2022", "amend", "40", ("3",)),
        (
            "تحل الفقرة 1 من كتابنا المرقم 80 في 1/6/2022 محل الفقرة 2 من أمرنا المرقم 40 في 2/4/2022",
            "amend",
            "40",
            ("2",),
        ),
        ("يحل هذا الكتاب محل كتابنا المرقم 71 في 2/5/2022", "supersede", "71", ()),
        ("تحل هذه الضوابط محل تعليماتنا المرقمة 9 في 3/1/2021", "supersede", "9", ()),
        ("ستحل خطة جديدة محل القرار رقم 4 لسنة 2021", "supersede", "4", ()),
    ],
)
def test_what_is_replaced_is_changed(tmp_path: Path, item: str, kind: str, number: str, items: tuple[str, ...]) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.number, found.items) == (kind, number, items)
    assert found.target == item.split(" محل ")[1], "what takes the place is no part of what is changed"


@pytest.mark.parametrize(
    ("item", "count", "unit"),
    [
        ("تحل مدة (30) يوماً محل مدة (10) أيام الواردة في الفقرة 2 من كتابنا أعلاه", 30, TimeUnit.DAY),
        ("تحل عبارة «ثلاثة أسابيع» محل عبارة «أسبوع واحد» في البند 3 من كتابنا أعلاه", 3, TimeUnit.WEEK),
        ("تحل المهلة البالغة شهراً واحداً محل المهلة المحددة في الفقرة 4 من كتابنا أعلاه", 1, TimeUnit.MONTH),
    ],
)
def test_the_time_that_takes_the_place_is_the_new_one(tmp_path: Path, item: str, count: int, unit: TimeUnit) -> None:
    found = one(tmp_path, ARABIC, item)
    assert found.deadline is not None
    assert (found.deadline.count, found.deadline.unit) == (count, unit)


@pytest.mark.parametrize(
    "item",
    [
        "يحل معاون المدير محل المدير عند غيابه",
        "تحل المديرية محل القسم في متابعة المشاريع",
        "إحلال الأجهزة الحديثة محل الأجهزة القديمة خلال شهرين",
    ],
)
def test_persons_and_things_that_are_replaced_change_no_order(tmp_path: Path, item: str) -> None:
    assert not read(tmp_path, ARABIC, item).changes
