"""Lists whose lead forbids or binds somebody, headings over them, and what is said of cases, states and pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, item, orders

LED = f"{HEAD}تقرر ما يأتي:\n"


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("أولاً: يحظر على مجلس إدارة النادي ما يلي:", "مجلس إدارة النادي"),
        ("أولاً: يمنع على اللاعبين:", "اللاعبين"),
        ("أولاً: لا يجوز للمدرب الآتي:", "المدرب"),
    ],
)
def test_what_a_list_of_bans_names_is_forbidden_to_whom_its_lead_names(tmp_path: Path, lead: str, who: str) -> None:
    found = orders(tmp_path, f"{LED}{lead}\nأ- قبول الهدايا من الموردين.\nب- التعاقد المباشر إلا بموافقة الوزير.\n")
    assert [(p.modality.value, p.addressee) for p in found] == [("prohibition", who)] * 2
    assert found[1].exceptions == ("إلا بموافقة الوزير",)


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("أولاً: على النوادي الرياضية ما يأتي:", "النوادي الرياضية"),
        ("أولاً: يتعين على رؤساء الاتحادات ما يلي:", "رؤساء الاتحادات"),
        ("أولاً: المطلوب من كافة الأندية التقيد بما يلي:", "كافة الأندية"),
        ("أولاً: التزامات المقاول الرئيسي", "المقاول الرئيسي"),
        ("أولاً: واجبات المهندس المقيم", "المهندس المقيم"),
    ],
)
def test_whom_the_lead_of_a_list_binds(tmp_path: Path, lead: str, who: str) -> None:
    (found,) = orders(tmp_path, f"{LED}{lead}\n1- مسك سجل للأعضاء.\nثانياً: يمنع دخول السيارات.\n")[:1]
    assert (found.quote, found.addressee) == ("مسك سجل للأعضاء", who)


def test_roman_headings_go_on_with_the_lead_above_them(tmp_path: Path) -> None:
    text = f"{HEAD}فإن المطلوب من كافة الهياكل العمومية التقيد بما يلي:\n\nI- التنظيم\n- تعيين مسؤول عن الطاقة.\n"
    found = orders(tmp_path, f"{text}\nII- على مستوى الاستعمال\n- ضبط أجهزة التدفئة.\n")
    assert [p.addressee for p in found] == ["كافة الهياكل العمومية"] * 2


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("فتح الطرق الزراعية بعد كل منخفض جوي.", "triggered"),
        ("إبقاء غرف الطوارئ في حالة انعقاد دائم.", "maintenance"),
        ("سحب المواشي من الشوارع في أجل لا يتعدى ثمانية أيام من تاريخ هذا البلاغ.", "achievement"),
    ],
)
def test_cases_and_states(tmp_path: Path, sentence: str, pattern: str) -> None:
    assert [p.pattern.value for p in item(tmp_path, sentence)] == [pattern]


def test_in_a_case_both_acts_are_owed(tmp_path: Path) -> None:
    found = item(tmp_path, "متى ما ظهرت حالة اشتباه، تُعزل الحالة في المركز وتؤخذ منها عينة للمعمل.")
    assert [p.pattern.value for p in found] == ["triggered", "triggered"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("تزيل الأمانة والبلديات التابعة لها الحواجز من مجاري السيول.", "الأمانة والبلديات"),
        ("يخلي الباعة المتجولون وأصحاب البسطات محيط المستشفى خلال يومين.", "الباعة المتجولون"),
        ("يرفع ضابط الصحة تقريراً أسبوعياً عن سير الحملة.", "ضابط الصحة"),
        ("ويناط برئيس المكتب تتبع تنفيذ هذه التدابير.", "رئيس المكتب"),
    ],
)
def test_who_acts(tmp_path: Path, sentence: str, who: str) -> None:
    (found,) = item(tmp_path, sentence)
    assert (found.addressee or "").startswith(who)


def test_what_offenders_suffer_is_a_threat(tmp_path: Path) -> None:
    found = item(tmp_path, "تُفرض على المخالفين الغرامات المنصوص عليها في القانون.")
    assert [p.strength.value for p in found] in ([], ["exhortation"])


@pytest.mark.parametrize(
    ("thing", "rule"),
    [("ميزانية ربع سنوية", "FREQ=MONTHLY;INTERVAL=3"), ("كشف ثلاثي", "FREQ=MONTHLY;INTERVAL=3")],
)
def test_quarterly_papers(tmp_path: Path, thing: str, rule: str) -> None:
    assert [p.deadline.rrule for p in item(tmp_path, f"تقديم {thing} إلى الوزارة.")] == [rule]
