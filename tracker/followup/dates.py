"""What a cell says about a day, in whatever form it was written. Pure.

Day-first and month-first are told apart by evidence from the same column; what stays open is a question, never a guess
(semantics §3). Serial numbers of Excel count from 30 December 1899 (ECMA-376 part 1, 18.17.4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from tracker.followup.folding import ascii_digits, clean, fold
from tracker.followup.lexicon import Lexicon

EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)
_EPOCH = date(1899, 12, 30)
_SERIALS = range((EARLIEST - _EPOCH).days, (LATEST - _EPOCH).days + 1)
_HIJRI_YEARS = range(1300, 1500)

_TIME = re.compile(
    r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?( *(am|pm|ص|م|صباحا|مساء))?$", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"^(\d{4}) ?[-/.\\ _] ?(\d{1,2}) ?[-/.\\ _] ?(\d{1,2})$")
_YEAR_LAST = re.compile(r"^(\d{1,2}) ?[-/.\\ _] ?(\d{1,2}) ?[-/.\\ _] ?(\d{4}|\d{2})$")
_COMPACT = re.compile(r"^(19|20)\d{6}$")
_NUMERIC = re.compile(r"\d{1,4} ?[-/.\\] ?\d{1,2} ?[-/.\\] ?\d{2,4}|\d{4} ?[-/.\\] ?\d{1,2} ?[-/.\\] ?\d")
_RANGE = re.compile(r"^(.+?)\s*(?:\.\.|–|—| - |/(?=\d{4}-))\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read: a code of ``findings`` and its values."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


class Order(StrEnum):
    """How 05/08/2020 is read in one column. MIXED: both orders are proven, so it stays open."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    MIXED = "mixed"


def order_of(values: Iterable[Any], default: Order = Order.DAY_FIRST) -> Order:
    """The order that a column's own dates prove, else the default."""
    return proven(values) or default


def proven(values: Iterable[Any]) -> Order | None:
    """The order that a column's own dates prove (a number above 12 can only be a day); None where none does."""
    day_first = month_first = False
    for value in values:
        found = _YEAR_LAST.match(_bare(value)) if isinstance(value, str) else None
        if found:
            first, second = int(found[1]), int(found[2])
            day_first |= 12 < first <= 31 and second <= 12
            month_first |= 12 < second <= 31 and first <= 12
    if day_first and month_first:
        return Order.MIXED
    return Order.DAY_FIRST if day_first else Order.MONTH_FIRST if month_first else None


def order_in_heading(title: str) -> Order | None:
    """The order that a heading says: 'Date (dd/mm/yyyy)', 'التاريخ (يوم/شهر/سنة)'."""
    said = title.casefold()
    if re.search(r"\bd{1,2}\s*[/.-]\s*m{1,3}\b|يوم\s*[/.-]\s*شهر", said):
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if re.search(r"\bm{1,3}\s*[/.-]\s*d{1,2}\b|شهر\s*[/.-]\s*يوم", said) else None


def other_reading(value: Any, order: Order) -> date | None:
    """The day that 05/08/2020 is in the other order; None of what can be read in one way only."""
    found = _YEAR_LAST.match(_TIME.sub("", _bare(value))) if isinstance(value, str) else None
    if found is None or not (int(found[1]) <= 12 and int(found[2]) <= 12) or int(found[1]) == int(found[2]):
        return None
    other = Order.MONTH_FIRST if order is Order.DAY_FIRST else Order.DAY_FIRST
    day = _year_last(int(found[1]), int(found[2]), _year(found[3]), other, value)
    return day if isinstance(day, date) else None


def read_date(value: Any, lexicon: Lexicon, order: Order = Order.DAY_FIRST) -> date | Fault:
    """A day, or why there is none. Takes what a spreadsheet holds: dates, moments, serial numbers, text."""
    if isinstance(value, datetime):
        return _in_range(value.date(), value)
    if isinstance(value, date):
        return _in_range(value, value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Fault("date-invalid", {"value": str(value)})
    if isinstance(value, int | float):
        return _from_number(float(value))
    return _from_text(value, lexicon, order)


def read_period(value: Any, lexicon: Lexicon, order: Order = Order.DAY_FIRST) -> tuple[date, date] | Fault:
    """Both ends of a period, inclusive: 2020-08-23/2020-08-29, 'من … إلى …', 'from … to …'; one date is that day."""
    if not isinstance(value, str):
        day = read_date(value, lexicon, order)
        return day if isinstance(day, Fault) else (day, day)
    wrong = Fault("period-invalid", {"value": clean(value)})
    for first, last in _splits(_bare(value), lexicon):
        begin, end = read_date(first, lexicon, order), read_date(last, lexicon, order)
        if isinstance(begin, date) and isinstance(end, date):
            return (begin, end) if begin <= end else wrong
    day = read_date(value, lexicon, order)
    return wrong if isinstance(day, Fault) else (day, day)


def mentions_date(text: str, lexicon: Lexicon) -> bool:
    """Whether a text holds a date in figures or a day with a month's name."""
    plain = ascii_digits(clean(text))
    if _NUMERIC.search(plain):
        return True
    words = fold(text).split()
    return any(word.isdigit() for word in words) and any(_month_at(words, at, lexicon) for at in range(len(words)))


def _splits(text: str, lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    found = _RANGE.match(text)
    if found:
        yield found[1], found[2]
    words = text.split()
    for index, word in enumerate(words):
        if fold(word) in lexicon.words["range_to"]:
            head = words[:index]
            while head and fold(head[0]) not in ("",) and not any(char.isdigit() for char in head[0]):
                if fold(head[0]) in lexicon.months:
                    break
                head = head[1:]
            yield " ".join(head), " ".join(words[index + 1 :])


def _bare(value: Any) -> str:
    return ascii_digits(clean(str(value))).replace("،", " ").replace(",", " ").strip(" .")


def _in_range(day: date, shown: object) -> date | Fault:
    if EARLIEST <= day <= LATEST:
        return day
    values = {"value": str(shown), "first": EARLIEST.isoformat(), "last": LATEST.isoformat()}
    return Fault("date-out-of-range", values)


def _from_number(number: float) -> date | Fault:
    whole = int(number) if number == number and abs(number) < 1e9 else 0
    if whole in _SERIALS:
        return _EPOCH + timedelta(days=whole)
    if number == whole and _COMPACT.match(str(whole)):
        return _from_text(str(whole), None, Order.DAY_FIRST)
    return Fault("date-invalid", {"value": f"{number:g}"})


def _from_text(text: str, lexicon: Lexicon | None, order: Order) -> date | Fault:
    shown = clean(text)
    bare = _TIME.sub("", _bare(text))
    if lexicon is not None:
        halves = _two_calendars(bare, lexicon)
        if halves is not None:
            return read_date(halves, lexicon, order)
        hijri = _is_hijri(bare, lexicon)
        bare = _without_small_words(bare, lexicon)
        if hijri:
            return Fault("date-hijri", {"value": shown})
    if _COMPACT.match(bare):
        return _build(int(bare[:4]), int(bare[4:6]), int(bare[6:]), shown)
    found = _YEAR_FIRST.match(bare)
    if found:
        return _build(int(found[1]), int(found[2]), int(found[3]), shown)
    found = _YEAR_LAST.match(bare)
    if found:
        return _year_last(int(found[1]), int(found[2]), _year(found[3]), order, shown)
    if bare.isdigit() and int(bare) in _SERIALS:
        return _EPOCH + timedelta(days=int(bare))
    return _with_month_name(bare, lexicon, shown) if lexicon is not None else Fault("date-invalid", {"value": shown})


def _year_last(first: int, second: int, year: int, order: Order, shown: str) -> date | Fault:
    """dd/mm/yyyy or mm/dd/yyyy; where only one of the two exists, that one."""
    by_day, by_month = _build(year, second, first, shown), _build(year, first, second, shown)
    if second > 12 >= first:
        return by_month
    if first > 12 or first == second or order is Order.DAY_FIRST:
        return by_day
    return by_month if order is Order.MONTH_FIRST else Fault("date-ambiguous", {"value": shown})


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _build(year: int, month: int, day: int, shown: str) -> date | Fault:
    if year in _HIJRI_YEARS:
        return Fault("date-hijri", {"value": shown})
    try:
        return _in_range(date(year, month, day), shown)
    except ValueError:
        return Fault("date-invalid", {"value": shown})


def _is_hijri(text: str, lexicon: Lexicon) -> bool:
    words = fold(re.sub(r"(\d)(?=[^\d\W])", r"\1 ", text)).split()
    joined = f" {' '.join(words)} "
    return any(word in lexicon.words["hijri"] for word in words) or any(
        f" {month} " in joined for month in lexicon.words["hijri_months"]
    )


def _two_calendars(text: str, lexicon: Lexicon) -> str | None:
    """Of a Hijri date beside a Gregorian one, the Gregorian (semantics §3)."""
    words = text.split()
    for index, word in enumerate(words):
        if fold(word) in ("الموافق", "المصادف", "corresponding") and 0 < index < len(words) - 1:
            first, last = " ".join(words[:index]), " ".join(words[index + 1 :])
            hijri_first = _is_hijri(first, lexicon) or bool(re.search(r"\b1[34]\d\d\b", first))
            if any(char.isdigit() for char in first) and any(char.isdigit() for char in last):
                return last if hijri_first else first
    return None


def _without_small_words(text: str, lexicon: Lexicon) -> str:
    """Without weekdays, 'on', 'the', the sign of the era and the tail of ordinals (27th)."""
    drop = lexicon.words["weekdays"] | lexicon.words["before_date"] | lexicon.words["gregorian"]
    spaced = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text, flags=re.IGNORECASE)
    spaced = re.sub(r"(\d)م\b", r"\1", spaced)
    return " ".join(word for word in spaced.split() if fold(word) not in drop or word.isdigit())


def _with_month_name(text: str, lexicon: Lexicon, shown: str) -> date | Fault:
    """'20 آب 2020', 'August 20, 2020', '20-Aug-20', '20 / آب / 2020'."""
    parts = re.sub(r"(\d)([^\d\W])|([^\d\W])(\d{4}|\d{2})\b", _spaced, text)
    words = fold(re.sub(r"[-/.\\]", " ", parts)).split()
    for at in range(len(words)):
        found = _month_at(words, at, lexicon)
        if found:
            month, used = found
            rest = words[:at] + words[at + used :]
            if len(rest) == 2 and all(word.isdigit() for word in rest):
                day, year = (rest[1], rest[0]) if len(rest[0]) == 4 else (rest[0], rest[1])
                if len(day) <= 2 and len(year) in (2, 4):
                    return _build(_year(year), month, int(day), shown)
    return Fault("date-invalid", {"value": shown})


def _spaced(found: re.Match[str]) -> str:
    return " ".join(part for part in found.groups() if part)


def _month_at(words: list[str], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The month that begins at a word, and how many words its name has (two before one)."""
    for used in (2, 1):
        month = lexicon.months.get(" ".join(words[at : at + used]))
        if month is not None and len(words) - at >= used:
            return month, used
    return None
