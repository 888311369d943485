"""What holds for every text: offsets, order, no fault, time that grows with the length; dates and numbers come back."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.calendars.expressions import find
from tracker.calendars.profiles import profile

ANCHOR = date(2020, 8, 20)
LITERAL = profile("literal")
LANGUAGES = st.sampled_from(["ar", "en"])
DAYS = st.dates(date(1925, 1, 1), date(2049, 12, 31))
CONTROLS = ["\u200e", "\u200f", "\u200c", "\u202b", "\u202c", "\u2067", "\u2069", "\u200b", "\ufeff"]

MONTHS_AR = [
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
    "تشرين الثاني", "كانون الأول",
]  # fmt: skip
MONTHS_EGYPT = [
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
]  # fmt: skip
MONTHS_EN = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
WEEKDAYS_AR = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
WEEKDAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

FORMS = {
    "ar": [
        lambda d: f"{d.day} {MONTHS_AR[d.month - 1]} {d.year}",
        lambda d: f"{d.day} {MONTHS_EGYPT[d.month - 1]} {d.year}".translate(INDIC),
        lambda d: f"{d.day}/{d.month}/{d.year}",
        lambda d: f"{d.day} / {d.month} / {d.year}".translate(INDIC),
        lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
        lambda d: f"يوم {WEEKDAYS_AR[d.weekday()]} ({d.day} {MONTHS_AR[d.month - 1]} {d.year})",
        lambda d: f"{WEEKDAYS_AR[d.weekday()]} الموافق {d.day}/{d.month}/{d.year}",
        lambda d: f"{d.day} من شهر {MONTHS_AR[d.month - 1]} عام {d.year}",
    ],
    "en": [
        lambda d: f"{MONTHS_EN[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{d.day} {MONTHS_EN[d.month - 1]} {d.year}",
        lambda d: f"{d.day:02}-{MONTHS_EN[d.month - 1][:3]}-{d.year}",
        lambda d: f"{WEEKDAYS_EN[d.weekday()]}, {d.day} {MONTHS_EN[d.month - 1]} {d.year}",
        lambda d: f"{d.isoformat()}",
        lambda d: f"{d.year}/{d.month}/{d.day}",
    ],
}


@given(LANGUAGES, DAYS, st.data())
@settings(max_examples=200)
def test_a_full_date_in_any_form_comes_back(lang, day, data):
    text = data.draw(st.sampled_from(FORMS[lang]))(day)
    (found,) = find(text, lang, ANCHOR, LITERAL)
    assert (found.value, found.alternatives, found.text) == (day.isoformat(), (), text)


UNITS_EN = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FEMININE = ["ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]  # before a masculine noun
TEENS = ["أحد", "اثنا", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS_AR = ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
HUNDREDS = ["مائة", "مائتين", "ثلاثمائة", "أربعمائة", "خمسمائة", "ستمائة", "سبعمائة", "ثمانمائة", "تسعمائة"]


def english(n: int) -> str:
    if n >= 100:
        rest = f" and {english(n % 100)}" if n % 100 else ""
        return f"{UNITS_EN[n // 100 - 1]} hundred{rest}"
    if n >= 20:
        return TENS_EN[n // 10 - 2] + (f"-{UNITS_EN[n % 10 - 1]}" if n % 10 else "")
    return UNITS_EN[n - 1]


def arabic(n: int) -> str:
    """The number before يوم (masculine), in the accusative or genitive."""
    if n >= 100:
        return HUNDREDS[n // 100 - 1] + (f" و{arabic(n % 100)}" if n % 100 else "")
    if n >= 20:
        return ((["واحد", "اثنين", *FEMININE][n % 10 - 1] + " و") if n % 10 else "") + TENS_AR[n // 10 - 2]
    if n >= 11:
        return TEENS[n - 11] + " عشر"
    return ["واحد", "اثنين", *FEMININE][n - 1]


def noun(n: int) -> str:
    return "أيام" if 3 <= n % 100 <= 10 else "يوم" if n % 100 == 0 else "يوماً"


@given(st.integers(3, 999))
@settings(max_examples=200)
def test_numbers_in_words_with_their_grammar(n):
    due = (ANCHOR + timedelta(days=n)).isoformat()
    for lang, text in (
        ("ar", f"خلال {arabic(n)} {noun(n)}"),
        ("ar", f"خلال ({n}) {arabic(n)} {noun(n)}".translate(INDIC)),
        ("en", f"within {english(n)} days"),
        ("en", f"within {english(n)} ({n}) days"),
    ):
        (found,) = find(text, lang, ANCHOR, LITERAL)
        assert (found.count, found.value, found.text) == (n, f"{ANCHOR}/{due}", text)


PIECES = [
    *("خلال", "سبعة", "أيام", "يوماً", "من", "تاريخ", "هذا", "الكتاب", "آب", "تشرين الثاني", "2020", "٢٠", "(7)", "/"),
    *("within", "7", "days", "of", "the", "May", "second", "Friday", "next", "week", "to", "from", "20/8/2020", "هـ"),
    *("every", "half", "and", "1.5", "الأول", "بعد", "غد", "كل", "شهر", "\n", "(", ")", "31", "Feb", "ago", "\u0301"),
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from([*PIECES, *CONTROLS]), max_size=25).map("".join),
    st.text(max_size=80),
)


@given(TEXTS, LANGUAGES, st.none() | st.dates())
@settings(max_examples=200)
def test_offsets_order_and_no_fault_on_any_text(text, lang, anchor):
    end = 0
    for found in find(text, lang, anchor, LITERAL):
        assert end <= found.span[0] < found.span[1] <= len(text)
        assert text[found.span[0] : found.span[1]] == found.text
        assert len(found.alternatives) <= 3
        assert found.value not in found.alternatives
        end = found.span[1]


@given(LANGUAGES, DAYS, st.lists(st.tuples(st.integers(0, 40), st.sampled_from(CONTROLS)), max_size=8), st.data())
@settings(max_examples=150)
def test_invisible_controls_change_no_value(lang, day, controls, data):
    text = data.draw(st.sampled_from(FORMS[lang]))(day)
    for place, control in controls:
        text = text[: place % len(text)] + control + text[place % len(text) :]
    (found,) = find(text, lang, ANCHOR, LITERAL)
    assert found.value == day.isoformat()
    assert text[found.span[0] : found.span[1]] == found.text


@given(DAYS, DAYS)
@settings(max_examples=100)
def test_a_range_runs_from_the_first_to_the_last(one, other):
    first, last = sorted((one, other))
    for lang, text in (
        ("ar", f"من {first.day}/{first.month}/{first.year} لغاية {last.day}/{last.month}/{last.year}"),
        ("en", f"from {FORMS['en'][0](first)} to {FORMS['en'][0](last)}"),
    ):
        (found,) = find(text, lang, ANCHOR, LITERAL)
        assert found.value in (f"{first}/{last}", f"{first}")
        assert (found.value == f"{first}") == (first == last)


HARD = {
    "en": [
        "within 1 ",
        "1-1-",
        "the of the ",
        "(",
        "twenty ",
        "2 days 3 ",
        "next next ",
        "from to ",
        "May 1 to ",
        "a",
        "1/",
    ],
    "ar": ["خلال 1 ", "وو", "من من ", "(", "عشرين و", "يومين و", "شهر ", "من 1 إلى ", "كل ", "ا", "١/"],
}


@pytest.mark.parametrize(("lang", "piece"), [(lang, piece) for lang, pieces in HARD.items() for piece in pieces])
def test_time_grows_with_the_length_and_not_faster(lang, piece):
    """Ten times the text takes at most some thirty times as long, whatever is repeated."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        begin = time.process_time()
        find(text, lang, ANCHOR, LITERAL)
        return time.process_time() - begin

    short = max(seconds(800), 0.02)
    assert seconds(8_000) < 30 * short
