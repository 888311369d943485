"""What a commander says in a speech: 'you have a month to', 'from this moment', 'on each chief that he …'."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import item, orders
from tracker.orders.records import Proposal

SPEECH = "كلمة السيد وزير الداخلية في مؤتمر قادة الشرطة\n12 نيسان 2026\nأيها الإخوة القادة والضباط،\n"


def said(tmp_path: Path, sentence: str) -> tuple[Proposal, ...]:
    return orders(tmp_path, f"{SPEECH}{sentence}\n")


def test_a_time_that_somebody_has_for_an_act(tmp_path: Path) -> None:
    (found,) = said(tmp_path, "أمامكم شهر واحد لإنجاز أوامر القبض، وسأطلب من كل قائد كشفاً بما نُفذ.")
    assert (str(found.due_on), found.quote) == ("2026-05-12", "أمامكم شهر واحد لإنجاز أوامر القبض")


def test_from_this_moment(tmp_path: Path) -> None:
    first, second = said(tmp_path, "من هذه اللحظة تُلغى السيطرات داخل المدن، وتُعاد القوات إلى مقارها.")
    assert [first.addressee, second.addressee] == [None, None]  # what is done to them is nobody's named task
    assert str(first.effective_on) == "2026-04-12"


def test_on_whom_it_is_keeps_the_duty_though_others_are_named_behind_the_verb(tmp_path: Path) -> None:
    first, second = said(
        tmp_path, "على كل مدير مركز أن يستقبل المواطنين يوماً في الأسبوع، وأن يعلن عن ذلك اليوم في لوحة المركز."
    )
    assert (first.addressee, first.deadline.rrule) == ("كل مدير مركز", "FREQ=WEEKLY")
    assert (second.addressee, second.due_on) == ("كل مدير مركز", None)  # 'that day' is not today


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("جاهزية سيارات الإسعاف في النقاط المثبتة.", ["جاهزية سيارات الإسعاف في النقاط المثبتة"]),
        ("وجود مطفأة حريق في كل قاعة.", ["وجود مطفأة حريق في كل قاعة"]),
    ],
)
def test_what_is_to_be_ready_is_kept_so(tmp_path: Path, sentence: str, quotes: list[str]) -> None:
    found = item(tmp_path, sentence)
    assert [(p.quote, p.pattern.value) for p in found] == [(quote, "maintenance") for quote in quotes]
