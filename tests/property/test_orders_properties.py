"""Whatever the text: no crash, every quote is the text at its span, no double, time that grows with the length only."""

from __future__ import annotations

import time
from datetime import date
from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.calendars.counting import Calendar
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders import lexicon
from tracker.orders.documents import Document, language_of
from tracker.orders.extract import propose


@cache
def calendar() -> Calendar:
    return load(profile("iq"))


def vocabulary() -> list[str]:
    raw = lexicon.arabic().raw
    words = [w.replace("_", " ") for entry in raw["speech"] for w in entry["verbs"].split()]
    for section in ("masdars", "modals", "decree", "grammar", "bodies", "titles", "report", "lists", "head"):
        for entry in raw[section].values():
            words += [w.replace("_", " ") for w in (entry.split() if isinstance(entry, str) else entry)]
    return [
        *words,
        "خلال",
        "سبعة أيام",
        "1/3/2025",
        "(20 آب 2020)",
        "،",
        ".",
        ":",
        "\n",
        "\n1- ",
        "\nأولاً: ",
        "إلى /",
        "و",
        "“",
        "”",
    ]


def english_vocabulary() -> list[str]:
    raw = lexicon.english()
    words: list[str] = []
    for section in ("modals", "subjects", "verbs", "boilerplate", "grammar", "reports", "titles"):
        for entry in raw[section].values():
            words += entry if isinstance(entry, list) else []
    signs = [",", ".", ":", ";", "\n", "\n(a) ", "\n(i) ", "("]
    phrases = [
        "the Secretary",
        "within 30 days of the date of this order",
        "Sec. 2. Policy.",
        "I direct",
        "to",
        "and",
        "2025",
    ]
    return [*words, *signs, *phrases]


def check(text: str) -> None:
    document = Document("x", text, language_of(text), "0" * 64)
    found = propose(document, date(2025, 3, 3), None, calendar())
    keys = [(p.span, p.modality, p.pattern) for p in found.obligations]
    assert len(keys) == len(set(keys))
    for p in found.obligations:
        assert 0 <= p.span[0] < p.span[1] <= len(text)
        assert text[p.span[0] : p.span[1]] == p.quote
        assert len(p.quote) <= 1500
        if p.deadline.span is not None:
            assert text[p.deadline.span[0] : p.deadline.span[1]] == p.deadline.phrase


@given(st.text(max_size=300))
@example("¸æ\ufdce|")  # a place among the presentation forms that no letter has
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(vocabulary()), max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_jumble_of_the_words_of_orders_is_read_without_a_crash(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(english_vocabulary()), max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_jumble_of_english_words_of_orders_is_read_without_a_crash(text: str) -> None:
    check(text)


def seconds(text: str) -> float:
    start = time.process_time()
    propose(Document("x", text, language_of(text), "0" * 64), date(2025, 3, 3), None, calendar())
    return time.process_time() - start


def test_time_grows_with_the_length_only() -> None:
    arabic = "ووجّه المحافظ مديرية الماء بإصلاح المحطة وتجهيز المضخات خلال أسبوعين، على أن تقدم كشفاً بالكلف.\n"
    unbroken = arabic.replace("\n", " ").replace(".", "،")
    for piece in (arabic, unbroken, "a " * 50, "(" * 100, "، و" * 40):
        small, large = seconds(piece * 40), seconds(piece * 320)
        assert large < 1.0 + 24 * small, piece[:30]
