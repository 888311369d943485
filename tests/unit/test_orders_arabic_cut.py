"""Arabic orders that break off in the middle of a word's company: read as far as they go, and never a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, NEWS, item, orders

CUT = [
    "يلتزم",
    "على",
    "على المدير",
    "يجب على",
    "يتعين على",
    "يعتمد ما",
    "يعتمد ما يلي:",
    "نشر ذلك وذلك",
    "إزالة الأنقاض خلال أسبوع من اكتشاف",
    "تقديم أي طلب خلال يوم من رصد",
    "في حال",
    "تشكيل لجنة على أن",
    "للتفضل بالإيعاز",
    "اللواء 14:",
    "قبل انتهائها",
    "تسلم شعبة",
    "يبلغ المصاب مسؤول",
    "تكون مهمته",
    "لا يجوز لأي",
    "إلزام وسائل",
    "تلتزم الشركة العامة لتسويق",
    "فحص الرافعات من قبل جهة كل",
    "وإلا",
]


@pytest.mark.parametrize("words", CUT)
def test_an_item_cut_short(tmp_path: Path, words: str) -> None:
    for said in (words, f"{words}.", f"{words}،"):
        assert all(p.quote in f"1- {said}" for p in item(tmp_path, said))


@pytest.mark.parametrize("words", CUT)
def test_a_sentence_cut_short(tmp_path: Path, words: str) -> None:
    for before in (HEAD, NEWS, ""):
        assert all(p.quote in words for p in orders(tmp_path, f"{before}{words}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "المادة (2)\nعلى المديرية صيانة الطريق.\n",
        "السيد\n",
        "أصحاب\n",
        "الفاضل/\n",
        "إلى السادة\n",
        "تعميم إلى\n",
        "قرر ما يأتي: 1- 2- نشر القوائم",
    ],
)
def test_heads_and_lists_of_nothing(tmp_path: Path, text: str) -> None:
    assert len(orders(tmp_path, text)) <= 1
