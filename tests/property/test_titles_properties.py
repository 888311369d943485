"""Whatever the day and however written: after the words of a report it is the report's, after an order's never."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.followup_world import LEXICON
from tracker.followup.titles import Basis, name_day, title_days
from tracker.wording import MONTHS_AR, MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
letters = st.text(alphabet="ابتثجحخدرسشصطعفقكلمنهوي", min_size=3, max_size=8)


@st.composite
def written(draw: st.DrawFn, day: date, language: str) -> str:
    """A day as people write it."""
    months, weekdays = (MONTHS_AR, WEEKDAYS_AR) if language == "ar" else (MONTHS_EN, WEEKDAYS_EN)
    named = f"{day.day} {months[day.month - 1]} {day.year}"
    text = draw(
        st.sampled_from(
            (named, f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}")
        )
    )
    if draw(st.booleans()):
        text = f"{weekdays[day.weekday()]} {text}"
    return text.translate(ARABIC_DIGITS) if language == "ar" and draw(st.booleans()) else text


@given(st.data(), days, st.sampled_from(("لغاية", "حتى تاريخ", "ليوم", "للأسبوع المنتهي في", "كما في")))
def test_after_the_words_of_a_report_in_arabic(data: st.DataObject, day: date, words: str) -> None:
    text = data.draw(written(day, "ar"))
    head = data.draw(st.sampled_from(("موقف تنفيذ توجيهات الوزير", "الموقف الأسبوعي", "تقرير", "")))
    tail = data.draw(st.one_of(st.just(""), letters.map(lambda word: f"– {word}")))
    found = title_days(f"{head} {words} {text} {tail}".strip(), LEXICON)
    assert [one.on for one in found] == [day]
    assert found[0].basis is not Basis.BESIDE


@given(st.data(), days, st.sampled_from(("as of", "week ending", "up to", "until", "as at")))
def test_after_the_words_of_a_report_in_english(data: st.DataObject, day: date, words: str) -> None:
    text = data.draw(written(day, "en"))
    found = title_days(f"Status of the minister's orders {words} {text}", LEXICON)
    assert [one.on for one in found] == [day]


@given(st.data(), days, st.sampled_from(("توجيهات الوزير", "كتاب الوزارة", "الأمر الوزاري", "محضر الاجتماع")))
def test_after_an_orders_name_never(data: st.DataObject, day: date, order: str) -> None:
    words = data.draw(st.sampled_from(("بتاريخ", "في", "المؤرخ في", "الصادر في", "")))
    text = data.draw(written(day, "ar"))
    assert title_days(f"موقف تنفيذ {order} {words} {text}", LEXICON) == ()


@given(days, st.sampled_from(("{:%Y-%m-%d}", "موقف {:%d-%m-%Y}", "mawqif_{:%Y_%m_%d}", "{:%Y%m%d}", "{:%d.%m.%Y} v2")))
def test_a_file_name_holds_its_day(day: date, form: str) -> None:
    assert name_day(form.format(day), LEXICON) == day


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for found in title_days(text, LEXICON):
        assert found.on is None or isinstance(found.on, date)
    name_day(text, LEXICON)
