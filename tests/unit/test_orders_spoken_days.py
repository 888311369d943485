"""On which day the words of a report were said, and what follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal


def read(text: str, language: str = "en") -> tuple[Proposal, ...]:
    return propose(Document("a.txt", text, language, ""), None, None, load(profile("literal"))).obligations


@pytest.mark.parametrize(
    ("words", "on", "due"),
    [
        ("Yesterday, Interior Secretary Ben Abaya directed police to clear the roads by tomorrow.", 2, 3),
        ("On July 1, Interior Secretary Ben Abaya directed police to clear the roads by tomorrow.", 1, 2),
        ("Interior Secretary Ben Abaya on July 1 directed police to clear the roads by tomorrow.", 1, 2),
        ("Mayor Ana Reyes, on 1 July, instructed the works office to mend the bridge within 5 days.", 1, 6),
        ("Mayor Ana Reyes told reporters on July 1 that the works office shall mend the bridge by tomorrow.", 1, 2),
        ("In a memorandum dated July 1, Mayor Ana Reyes directed the works office to mend it within 5 days.", 1, 6),
        ("In a circular issued on 1 July, Mayor Ana Reyes told all schools to report within 5 days.", 1, 6),
        ("Mayor Ana Reyes directed police last Monday to clear the roads within 3 days.", 1, 4),
        ("Mayor Ana Reyes instructed all schools on Monday, July 1, to report within 3 days.", 1, 4),
        ("Earlier on Monday, Mayor Ana Reyes ordered the fire bureau to inspect all theatres within 5 days.", 1, 6),
        ("Two days ago, Mayor Ana Reyes ordered the fire bureau to inspect all theatres within 5 days.", 1, 6),
        ("Mayor Ana Reyes late Monday ordered the fire bureau to inspect all theatres within 5 days.", 1, 6),
        ("Mayor Ana Reyes on Monday, 1 July, ordered the fire bureau to inspect them within 5 days.", 1, 6),
        ("At a separate meeting on July 1, Mayor Ana Reyes ordered the clerk to release the funds by tomorrow.", 1, 2),
        ('"The works office must mend the bridge within 5 days," Mayor Ana Reyes said on July 1.', 1, 6),
        ('"The works office must mend the bridge by tomorrow," Mayor Ana Reyes said yesterday.', 2, 3),
        # days of other things, and of what is ordered
        ("Mayor Ana Reyes ordered the clerk to mend the bridge damaged yesterday within 5 days.", 3, 8),
        ("After a fire on July 1 killed three, Mayor Ana Reyes ordered the clerk to mend it by tomorrow.", 3, 4),
        ("In line with the circular of July 1, Mayor Ana Reyes ordered the clerk to mend it within 5 days.", 3, 8),
        ("Mayor Ana Reyes ordered the clerk to reopen the library on July 10.", 3, 10),
        ("Mayor Ana Reyes, elected on July 1, ordered the clerk to mend it within 5 days.", 3, 8),
        ("Speaking after the prayers of Monday, Mayor Ana Reyes told the clerk to mend it within 5 days.", 3, 8),
        ("Mayor Ana Reyes, who took office on July 1, ordered the clerk to mend it within 5 days.", 3, 8),
    ],
)
def test_the_day_of_the_words_of_a_report(words: str, on: int, due: int) -> None:
    (found,) = read(f"MANILA, 3 July 2024 — The city council met.\n\n{words}\n")
    assert (found.issued_on, found.due_on) == (date(2024, 7, on), date(2024, 7, due))
    assert found.addressee is not None
    assert "onday" not in found.addressee


def test_the_day_right_behind_a_dateline() -> None:
    for day, on in (("Yesterday", 2), ("On July 1", 1), ("Last Friday", -2)):
        (found,) = read(f"MANILA, 3 July 2024 — {day}, Mayor Ana Reyes ordered the clerk to mend it within 5 days.\n")
        assert found.issued_on == (date(2024, 7, on) if on > 0 else date(2024, 6, 30 + on))


def test_last_week_is_no_day_and_no_part_of_who_is_ordered() -> None:
    (found,) = read("MANILA, 3 July 2024 — Mayor Ana Reyes ordered the clerk last week to mend it within 5 days.\n")
    assert found.addressee == "clerk"
    assert any("no day of their own" in q.text["en"] for q in found.questions)


@pytest.mark.parametrize(
    ("words", "who", "on"),
    [
        ('"على مديريات المرور فتح الطرق خلال خمسة أيام"، قال وزير الداخلية أمس.', "وزير الداخلية", 9),
        ("يجب على المستشفيات فتح الطوارئ، هذا ما قاله وزير الصحة أمس.", "وزير الصحة", 9),
        ("على مديريات المرور فتح الطرق، هذا ما أكده وزير الداخلية الاثنين الماضي.", "وزير الداخلية", 8),
        ("«لا يجوز لأي دائرة صرف السلف»، هذا ما أعلنه محافظ البصرة أول أمس.", "محافظ البصرة", 8),
        ('"يمنع دخول الشاحنات إلى المدينة"، بحسب ما صرح به محافظ بغداد الاثنين الماضي.', "محافظ بغداد", 8),
        ("على الشركات تسليم السجلات، حسبما ذكر وزير النقل في 7 تموز.", "وزير النقل", 7),
        ('"على الشركات تسليم السجلات"، أضاف وزير النقل.', "وزير النقل", 10),
    ],
)
def test_whose_words_they_were_is_told_behind_them(words: str, who: str, on: int) -> None:
    (found,) = read(f"بغداد، 10 تموز 2024 – اجتمع المجلس صباح اليوم.\n\n{words}\n", "ar")
    assert (found.issuer, found.issued_on) == (who, date(2024, 7, on))
    assert who not in found.quote, "who said it is no part of what was said"


def test_yesterday_right_behind_an_arabic_dateline() -> None:
    (found,) = read("بغداد، 10 تموز 2024 – أمس، وجه وزير الداخلية الشرطة بفتح الطرق.\n", "ar")
    assert found.issued_on == date(2024, 7, 9)


@pytest.mark.parametrize(
    "words",
    [
        "وسبق لوزير الداخلية أن أمر مديرية المرور بفتح الطرق خلال ثلاثة أيام.",
        "وسبق أن وجه محافظ البصرة دائرة الماء بصيانة الشبكة خلال شهر.",
        "وقد سبق للمجلس أن ألزم الشركات بتقديم الكشوفات خلال شهر.",
        "سبق لهيئة النقل وأن طلبت من الشركات تقديم الكشوفات خلال شهر.",
    ],
)
def test_what_was_ordered_before_now_is_told(words: str) -> None:
    assert read(f"بغداد، 10 تموز 2024 – اجتمع المجلس صباح اليوم.\n\n{words}\n", "ar") == ()


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("أكد وزير الصحة أنه يجب على المستشفيات فتح الطوارئ خلال أسبوع.", "المستشفيات"),
        ("أكدت وزيرة الصحة أنه يجب على المستشفيات فتح الطوارئ من اليوم.", "المستشفيات"),
        ("أوضح وزير النقل أنه يتعين على الشركات تسليم السجلات خلال أسبوع.", "الشركات"),
        ("أكدت وزيرة التربية بأنه ينبغي على المدارس إعادة المبالغ خلال أسبوع.", "المدارس"),
        ("أوضح وزير النقل أنه يجب على الشركات أن تسلم السجلات خلال أسبوع.", "الشركات"),
    ],
)
def test_that_it_must_be_done_is_an_order_whoever_affirmed_it(words: str, who: str) -> None:
    found = read(f"بغداد، 10 تموز 2024 – {words}\n", "ar")
    assert {p.addressee for p in found} == {who}


def test_that_it_has_been_done_is_none() -> None:
    assert read("بغداد، 10 تموز 2024 – أكدت وزيرة الصحة أنه تم فتح الطوارئ خلال أسبوع.\n", "ar") == ()


@pytest.mark.parametrize(
    ("words", "on", "who"),
    [
        ("The works office, the governor said on Tuesday night, must mend the quay within 5 days.", 2, "works office"),
        ("The works office, Mayor Ana Reyes said, must mend the quay within 5 days.", 3, "works office"),
        ('"The works office," Mayor Ana Reyes said yesterday, "must mend the quay within 5 days."', 2, "works office"),
        ("Mayor Ana Reyes said on Monday all schools must close within 5 days.", 1, "all schools"),
        (
            "According to a circular issued on July 1 by the mayor, all schools must close within 5 days.",
            1,
            "all schools",
        ),
        ("According to the mayor, all schools must close within 5 days.", 3, "all schools"),
    ],
)
def test_who_said_it_stands_inside_the_sentence(words: str, on: int, who: str) -> None:
    (found,) = read(f"MANILA, 3 July 2024 — The city council met.\n\n{words}\n")
    assert (found.issued_on, found.addressee) == (date(2024, 7, on), who)


@pytest.mark.parametrize("place", ["MANILA, 3 July 2024 — ", "MANILA, 3 July 2024 (PNA) - ", "Manila, July 3, 2024: "])
def test_a_dateline_is_no_part_of_what_is_ordered(place: str) -> None:
    (found,) = read(f'{place}"All schools must close by Friday," Mayor Ana Reyes said.\n')
    assert (found.addressee, found.due_on) == ("All schools", date(2024, 7, 5))


def test_what_analysts_say_is_no_order() -> None:
    words = "Mayor Ana Reyes met the council. According to analysts, all schools must close within 5 days."
    assert read(f"MANILA, 3 July 2024 — {words}\n") == ()


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("في بيان صدر أمس، أمر وزير الداخلية مديرية المرور بفتح الطرق غداً.", 9),
        ("طلب وزير الداخلية من مديرية المرور، في الثامن من تموز، فتح الطرق غداً.", 8),
        ("في الثامن من تموز، أمر وزير الداخلية مديرية المرور بفتح الطرق غداً.", 8),
        ("وجه وزير الداخلية مديرية المرور أمس بفتح الطرق غداً.", 9),
        ("صرح وزير الداخلية للصحفيين في 8 تموز بأن على مديرية المرور فتح الطرق غداً.", 8),
        ("وفي وقت سابق من يوم الاثنين، وجه وزير الداخلية مديرية المرور بفتح الطرق غداً.", 8),
        # days of what happened
        ("بعد الحريق الذي وقع في 8 تموز، وجه وزير الداخلية مديرية المرور بفتح الطرق غداً.", 10),
        ("في ضوء الأضرار التي خلفتها عاصفة 8 تموز، وجه وزير الداخلية مديرية المرور بفتح الطرق غداً.", 10),
    ],
)
def test_the_day_of_the_words_of_an_arabic_report(words: str, on: int) -> None:
    (found,) = read(f"بغداد، 10 تموز 2024 – اجتمع المجلس.\n\n{words}\n", "ar")
    assert (found.issuer, found.addressee) == ("وزير الداخلية", "مديرية المرور")
    assert (found.issued_on, found.due_on) == (date(2024, 7, on), date(2024, 7, on + 1))
