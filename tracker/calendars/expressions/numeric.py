"""Dates in digits, with or without the name of the month: 20/8/2020, 2020-08-20, 05-Aug-2016, 20200820, 22/04, 2014-10.

Both separators are the same; nothing of a longer row of numbers is read as a date (a telephone number is none).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.calendars.expressions import arithmetic
from tracker.calendars.expressions.engine import Ends, Parse
from tracker.calendars.expressions.nodes import Cal, Span

_SEPARATORS = ("/", "-", ".")
_HIJRI_YEARS = range(1300, 1501)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class _Part:
    """``value`` in digits, or ``month`` by name; ``hijri``: of that calendar."""

    end: int
    width: int = 0
    value: int = 0
    month: int | None = None
    hijri: bool = False


def at(parse: Parse, i: int) -> Ends:
    """Every numeric date that begins at token ``i``."""
    if not _free_before(parse, i):
        return ()
    found = [(end, cal) for end, cal in _read(parse, i) if _free_after(parse, end)]
    return tuple(found)


def _free_before(parse: Parse, i: int) -> bool:
    """No digit stands glued before it, but a whole date with a hyphen may ('10-1-2018-10-7-2018')."""
    if i == 0 or parse.tokens[i].spaced:
        return not (i >= 2 and _is_number(parse, i - 2) and parse.tokens[i - 1].key in "/.")
    before = parse.tokens[i - 1].key
    if before in ("-", "."):
        return i < 2 or parse.tokens[i - 1].spaced or not _is_number(parse, i - 2) or _date_ends_at(parse, i - 1)
    if before == "/":
        return i >= 6 and any(end == i - 1 for end, _ in _three(parse, i - 6))
    if parse.tokens[i - 1].kind == "word" and i + 1 < len(parse.tokens) and parse.tokens[i + 1].key == ".":
        return False  # 'v1.12.2016'
    return before != "+" and not before.isdigit()


def _date_ends_at(parse: Parse, i: int) -> bool:
    return any(i >= size and any(end == i for end, _ in _read(parse, i - size)) for size in (3, 5))


def _is_number(parse: Parse, i: int) -> bool:
    return parse.tokens[i].kind == "digits"


def _free_after(parse: Parse, end: int) -> bool:
    """No further number is glued to it, except the beginning of another date after a hyphen."""
    if end >= len(parse.tokens) or parse.tokens[end].spaced:
        return True
    if parse.tokens[end].kind == "digits":
        return False
    if parse.tokens[end].key not in (*_SEPARATORS, ":"):
        return True
    if end + 1 < len(parse.tokens) and not parse.tokens[end + 1].spaced and _is_number(parse, end + 1):
        if parse.tokens[end].key == "/":  # 2016-12-01/2016-12-15
            return any(parse.tokens[end + 2].key == "-" for _ in _three(parse, end + 1))
        return parse.tokens[end].key == "-" and any(True for _ in (*_three(parse, end + 1), *_two(parse, end + 1)))
    return True


def _part(parse: Parse, i: int) -> Iterator[_Part]:
    if i >= len(parse.tokens):
        return
    token = parse.tokens[i]
    if token.kind == "digits":
        yield _Part(i + 1, len(token.key), int(token.key[:9]))
        return
    for category in ("month_strong", "month_weak", "hmonth"):
        for end, month in parse.lattice[i].get(category, ()):
            yield _Part(end, month=int(month), hijri=category == "hmonth")


def _read(parse: Parse, i: int) -> Iterator[tuple[int, Cal]]:
    yield from _three(parse, i)
    yield from _two(parse, i)
    token = parse.tokens[i]
    if token.kind == "digits" and len(token.key) == 8:
        cal = _ymd(int(token.key[:4]), int(token.key[4:6]), int(token.key[6:]))
        if cal is not None and 1900 <= (cal.year or 0) <= 2199:
            yield i + 1, cal


def _joined(parse: Parse, i: int) -> Iterator[tuple[str, list[_Part]]]:
    """Two or three parts with the same separator; white space on both its sides or on neither ('15 / 6 / 2025'), but
    between the slashes of a whole date with its year it may stand anywhere, as in letters ('15/ 6 /2025')."""
    for first in _part(parse, i):
        if first.end >= len(parse.tokens) or parse.tokens[first.end].key not in _SEPARATORS:
            continue
        separator = parse.tokens[first.end]
        for second in _part(parse, first.end + 1):
            even = _evenly(parse, first.end)
            if even:
                yield separator.key, [first, second]
            if second.end < len(parse.tokens) and parse.tokens[second.end].key == separator.key:
                for third in _part(parse, second.end + 1):
                    alike = _evenly(parse, second.end) and parse.tokens[second.end].spaced == separator.spaced
                    whole = separator.key == "/" and (first.width == 4) != (third.width == 4)
                    if (even and alike) or whole:
                        yield separator.key, [first, second, third]


def _evenly(parse: Parse, i: int) -> bool:
    separator, after = parse.tokens[i], parse.tokens[i + 1]
    return separator.spaced == after.spaced and (not separator.spaced or separator.key == "/")


def _three(parse: Parse, i: int) -> Iterator[tuple[int, Cal]]:
    for _, parts in _joined(parse, i):
        if len(parts) == 3:
            cal = _named(parts) if any(p.month for p in parts) else _numbers(parts) or _impossible(parts)
            if cal is not None:
                yield parts[2].end, cal


def _named(parts: list[_Part]) -> Cal | None:
    """One name of a month, one year, one day, in any order."""
    months = [p.month for p in parts if p.month]
    years = [p.value for p in parts if not p.month and p.width == 4]
    others = [p.value for p in parts if not p.month and p.width <= 2]
    if len(months) != 1:
        return None
    if len(years) == 1 and len(others) == 1:
        if any(p.hijri for p in parts) != (years[0] in _HIJRI_YEARS):
            return None
        return _ymd(years[0], months[0] or 0, others[0])
    if any(p.hijri for p in parts):
        return None
    if len(others) == 2 and not years and parts[1].month:
        return _ymd(full_year(others[1]), months[0] or 0, others[0])
    return None


def _numbers(parts: list[_Part]) -> Cal | None:
    a, b, c = parts
    if max(p.width for p in parts) > 4 or min(p.width for p in parts) == 0:
        return None
    if a.width == 4 and b.width <= 2 and c.width <= 2:
        return _ymd(a.value, b.value, c.value)
    if a.width <= 2 and b.width <= 2 and c.width in (2, 4):
        year = c.value if c.width == 4 else full_year(c.value)
        return _either_order(a.value, b.value, year)
    return None


def _impossible(parts: list[_Part]) -> Cal | None:
    """31/2/2020: three numbers that have the form of a date, of a day that its month does not have."""
    a, b, c = (p.value for p in parts)
    widths = tuple(p.width for p in parts)
    if max(widths[0], widths[2]) != 4 or widths[1] > 2 or min(widths) == 0 or min(widths[0], widths[2]) > 2:
        return None
    year, month, day = (c, b, a) if widths[2] == 4 else (a, b, c)
    if widths[2] == 4 and month > 12:
        month, day = day, month
    plausible = _FIRST_YEAR <= year <= _LAST_YEAR or year in _HIJRI_YEARS
    if not plausible or not 1 <= month <= 12 or not 29 <= day <= 31:
        return None
    return Cal(year, month, day, hijri=year in _HIJRI_YEARS, impossible=True)


def _two(parse: Parse, i: int) -> Iterator[tuple[int, Cal]]:
    for separator, (a, b, *more) in _joined(parse, i):
        if more:
            continue
        if a.month or b.month:
            if a.hijri or b.hijri:
                continue
            day, month = (b, a.month) if a.month else (a, b.month)
            if not day.month and 1 <= day.width <= 2 and 1 <= day.value <= 31:
                yield b.end, Cal(month=month, day=day.value)
            elif not day.month and day.width == 4 and 1000 <= day.value <= 2999:
                yield b.end, Cal(year=day.value, month=month)
        elif a.width == 4 and b.width <= 2 and separator in "/-" and 1000 <= a.value <= 2999 and 1 <= b.value <= 12:
            yield b.end, Cal(year=a.value, month=b.value, hijri=a.value in _HIJRI_YEARS)
        elif a.width <= 2 and b.width == 4 and separator in "/" and 1000 <= b.value <= 2999 and 1 <= a.value <= 12:
            yield b.end, Cal(year=b.value, month=a.value, hijri=b.value in _HIJRI_YEARS)
        elif a.width <= 2 and b.width <= 2 and separator == "/":
            cal = _either_order(a.value, b.value, None)
            if cal is not None and not _counts(parse, b.end):
                yield b.end, cal


def _counts(parse: Parse, end: int) -> bool:
    """'1/2 of the units', '3/4 cup', '2/3 majority': a fraction."""
    return end < len(parse.tokens) and not _FRACTION_OF.isdisjoint(parse.lattice[end])


_FRACTION_OF = frozenset(("of", "measure", "measure_def"))


def year_pair(parse: Parse, i: int) -> Iterator[tuple[int, Span]]:
    """'2014-2016': two years of four digits, the later second."""
    if not _free_before(parse, i):
        return
    for separator, (a, b, *more) in _joined(parse, i):
        years = not more and separator == "-" and a.width == b.width == 4
        if years and _FIRST_YEAR <= a.value < b.value <= _LAST_YEAR and _free_after(parse, b.end):
            yield b.end, Span(Cal(year=a.value), Cal(year=b.value))


def short(parse: Parse, i: int) -> Iterator[tuple[int, Cal]]:
    """'4.22', '4-22': a day and a month that only a preposition before them shows to be a date."""
    for separator, (a, b, *more) in _joined(parse, i):
        if not more and separator in ".-" and 1 <= a.width <= 2 and 1 <= b.width <= 2 and _free_after(parse, b.end):
            cal = _either_order(a.value, b.value, None)
            if cal is not None:
                yield b.end, cal


def full_year(value: int) -> int:
    """Two digits: 1951 to 2050."""
    return 2000 + value if value <= 50 else 1900 + value


def _ymd(year: int, month: int, day: int) -> Cal | None:
    if year in _HIJRI_YEARS:
        return Cal(year, month, day, hijri=True) if 1 <= month <= 12 and 1 <= day <= 30 else None
    return Cal(year, month, day) if year >= 1000 and arithmetic.made(year, month, day) is not None else None


def _either_order(a: int, b: int, year: int | None) -> Cal | None:
    """Day and month as the numbers allow; both orders where they allow both."""
    probe = 2000 if year is None else year
    day_first, month_first = (_ymd(probe, *pair) for pair in ((b, a), (a, b)))
    if day_first is None and month_first is None:
        return None
    hijri = probe in _HIJRI_YEARS
    if day_first is not None and month_first is not None and a != b and not hijri:
        return Cal(year, b, a, swapped=(a, b))
    if day_first is not None:
        return Cal(year, b, a, hijri=hijri, order="day" if a > 12 and not hijri else None)
    return Cal(year, a, b, hijri=hijri, order="month" if not hijri else None)
