"""Of which day a title speaks: 'موقف تنفيذ … لغاية 22 تشرين الأول 2026', 'Status report for the week ending …'. Pure.

A title often names two days: the report's and that of the order it reports on. The word before a date decides: 'up to'
and 'as of' speak of the report; 'of', 'dated' or nothing at all belong to the nearest noun before them, which is a
report's ('موقف', 'status') or an order's ('توجيهات', 'letter'). All of these words stand in words.toml; the rule is
argued in docs/decisions/0055.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tracker.followup.dates import Fault, Order, mentions_date, read_date
from tracker.followup.folding import ascii_digits, clean, fold
from tracker.followup.lexicon import Lexicon, stem

LONGEST = 300
"""Characters; a longer text above a table is a letter, not a title."""
_WIDEST = 12
"""Words of the longest date: weekday, day, month of two words, year and sign of the era, in two calendars."""

_GLUED = re.compile(r"([^\W\d_])[-_.]*(?=\d)|(?<=\d)[-_]+(?=[^\W\d_])")
_MARKS = re.compile(r"([()\[\]|,،;؛:–—])")
_DAYS = re.compile(r"(?<![-/.\d])(\d{1,2})[-–](\d{1,2})(?= +[^\W\d])")
_NUMERIC = re.compile(r"^(\d{4}|\d{1,2})[-/.\\]\d{1,2}[-/.\\](\d{4}|\d{1,2})$")
_COMPACT = re.compile(r"^(19|20)\d{6}$")
_SHORT = re.compile(r"^(\d{1,2})(?:[-/.](\d{1,2}))?$")
_OPENING, _BREAKS = frozenset("([:"), frozenset("()[]|,،;؛:–—-/")
_DASHES = frozenset("–—-")
_PREFIXES = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ب", "ل")


class Basis(StrEnum):
    """How surely a title's date is the report's. OWN: nothing else has such words before it; UP_TO: the end of what is
    told, or a date beside the word 'report'; BESIDE: a date that stands apart in a title which also names an order."""

    OWN = "own"
    UP_TO = "up_to"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class TitleDay:
    """``on`` is None where the date named does not exist; ``shown`` is what stands there. ``begins``: the first day of
    the period whose end it is. ``titled``: a report's name stands before it, or nothing but what introduces it."""

    on: date | None
    basis: Basis
    shown: str
    begins: date | None = None
    titled: bool = True


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int
    on: date | None


@lru_cache(maxsize=20_000)
def title_days(text: str, lexicon: Lexicon, order: Order = Order.DAY_FIRST) -> tuple[TitleDay, ...]:
    """Every day in a text that may be the day of a report, in its order; () where there is none."""
    if len(text) > LONGEST or not any(char.isdigit() for char in text):
        return ()
    return tuple(_Title(_words_of(clean(text)), lexicon, order).days())


@lru_cache(maxsize=2_000)
def name_day(name: str, lexicon: Lexicon, order: Order = Order.DAY_FIRST) -> date | None:
    """The one day that a file's name holds ('2026-10-22', 'موقف 22-10-2026'); None where it is an order's, or where
    there are several."""
    plain = re.sub(r"(?<=\d)_(?=\d)", "-", clean(name)).replace("_", " ")
    title = _Title(_words_of(plain), lexicon, order, named=True)
    told = {found.on for found in title.days() if found.on is not None}
    found = told or {span.on for span in title.spans if span.on is not None and not title.of_an_order(span.first)}
    return found.pop() if len(found) == 1 else None


def _words_of(text: str) -> list[str]:
    """A text's words; marks that part them are words of their own."""
    plain = _DAYS.sub(r"\1 - \2", ascii_digits(text))
    return _MARKS.sub(r" \1 ", _GLUED.sub(lambda found: f"{found[1] or ''} ", plain)).split()


class _Title:
    """One title: its words, folded beside as written, and the dates in it."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon, order: Order, *, named: bool = False) -> None:
        self.words, self.lexicon, self.order, self.named = list(words), lexicon, order, named
        self.folded = [fold(word) for word in self.words]
        self.spans = list(self._spans())

    def days(self) -> Iterator[TitleDay]:
        index = 0
        while index < len(self.spans):
            span = self.spans[index]
            period = self._period(span, self.spans[index + 1 : index + 2])
            basis = self._basis(span) if period is None else None
            if period is not None:
                index += period.on != span.on
                yield period
            elif basis is not None and (span.on is not None or basis is not Basis.BESIDE):
                yield TitleDay(span.on, basis, self._shown(span), None, self._titled(span.first))
            index += 1

    def _titled(self, at: int) -> bool:
        words = self.lexicon.words
        known = words["day_of_report"] | words["report_up_to"] | words["date_fillers"] | words["weekdays"]
        said = " ".join(word for word in self.folded[:at] if word)
        return said in known or at <= 2 or any(self._is(word, "report_nouns") for word in self.folded[:at])

    def of_an_order(self, at: int) -> bool:
        """Whether the nearest noun before a place is an order's or a plan's."""
        return self._nearest(at) in ("order", "plan")

    # Where dates stand

    def _spans(self) -> Iterator[_Span]:
        at = 0
        while at < len(self.words):
            found = self._span_at(at) if self._may_begin(at) else None
            if found is None:
                at += 1
            else:
                yield found
                at = found.last + 1

    def _may_begin(self, at: int) -> bool:
        word = self.folded[at]
        return self.words[at][:1].isdigit() or self._month(at) > 0 or word in self.lexicon.words["weekdays"]

    def _month(self, at: int) -> int:
        """How many words the month's name that begins here has; 0 where none does."""
        months = self.lexicon.months
        two = " ".join(self.folded[at : at + 2])
        return 2 if two in months and " " in two else 1 if self.folded[at] in months else 0

    def _span_at(self, at: int) -> _Span | None:
        """The longest date that begins at a word; a date that does not exist is a span without a day."""
        for end in range(min(len(self.words), at + _WIDEST), at, -1):
            words = self.words[at:end]
            if words[-1] in _BREAKS or self.folded[end - 1] in self.lexicon.words["range_to"]:
                continue
            text = " ".join(words)
            if self._spans_days(at, end):
                continue
            if not mentions_date(text, self.lexicon) and not (self.named and _COMPACT.match(text)):
                continue
            found = read_date(text, self.lexicon, self.order)
            if isinstance(found, date):
                return _Span(at, end - 1, found)
        if _NUMERIC.match(self.words[at]):
            return _Span(at, at, None)
        used = self._month(at + 1) if at + 1 < len(self.words) else 0
        year = at + 1 + used
        if used and year < len(self.words) and re.match(r"^\d{4}", self.words[year]) and self.words[at].isdigit():
            return _Span(at, year, None)
        return None

    def _spans_days(self, at: int, end: int) -> bool:
        """Whether words name two days of one month ('18 - 22 October'), which is no day and a year of two digits."""
        parted = any(
            self.words[dash] in _DASHES and self.words[dash - 1].isdigit() and self.words[dash + 1].isdigit()
            for dash in range(at + 1, end - 1)
        )
        return parted and any(self._month(word) for word in range(at, end))

    def _shown(self, span: _Span) -> str:
        return " ".join(self.words[span.first : span.last + 1])

    # Whose date it is

    def _basis(self, span: _Span) -> Basis | None:
        words = self.lexicon.words
        for before in self._places_before(span.first):
            for length in range(min(5, before), 0, -1):
                said = " ".join(self.folded[before - length : before])
                start = before - length
                if said in words["day_of_report"]:
                    return None if self._earlier(start) else Basis.OWN
                if start == 0 and self.lexicon.columns.get(stem(said)) == "reported_on":
                    return Basis.OWN
                if said in words["report_up_to"]:
                    return None if self._bounds_something_else(start) else Basis.UP_TO
        nearest = self._nearest(span.first)
        if nearest == "report":
            return None if self._earlier(span.first) else Basis.UP_TO
        apart = span.first > 0 and self.words[span.first - 1] in _BREAKS - {":"}
        report = any(self._is(word, "report_nouns") for word in self.folded[: span.first])
        return Basis.BESIDE if nearest == "order" and apart and report else None

    def _places_before(self, first: int) -> Iterator[int]:
        """The places where the words that introduce a date may end: before it, before its weekday, before a colon."""
        yield first
        at = first
        while at > 0 and (
            self.folded[at - 1] in self.lexicon.words["date_fillers"]
            or self.folded[at - 1] in self.lexicon.words["weekdays"]
            or self.words[at - 1] in _OPENING
        ):
            at -= 1
            yield at

    def _earlier(self, at: int) -> bool:
        """Whether an earlier report is spoken of ('الموقف السابق ليوم …')."""
        return any(self._is(word, "earlier_reports") for word in self.folded[max(0, at - 3) : at])

    def _bounds_something_else(self, at: int) -> bool:
        """Whether 'up to' ends the issuing of orders, their validity or the time for them, and not what is told."""
        said = [word for word in self.folded[:at] if word]
        issued = bool(said) and self._is(said[-1], "issued")
        nearest = next(
            (
                kind
                for word in reversed(said)
                for kind in ("plan_words", "earlier_reports", "report_nouns")
                if self._is(word, kind)
            ),
            "report_nouns",
        )
        return issued or nearest != "report_nouns"

    def _nearest(self, at: int) -> str | None:
        """'report', 'order' or 'plan': the nearest noun before a place that says whose date follows."""
        kinds = {"report_nouns": "report", "order_nouns": "order", "issued": "order", "plan_words": "plan"}
        for word in reversed(self.folded[:at]):
            for kind, meaning in kinds.items():
                if self._is(word, kind):
                    return meaning
        return None

    def _is(self, word: str, kind: str) -> bool:
        known = self.lexicon.words[kind]
        return word in known or any(
            word.startswith(prefix) and word[len(prefix) :] in known for prefix in _PREFIXES if len(word) > 3
        )

    # Periods

    def _period(self, span: _Span, following: Sequence[_Span]) -> TitleDay | None:
        """A period of a report that begins here, its last day being the report's: 'from 18/10/2026 to 22/10/2026', or
        with its beginning in short, 'من 18 إلى 22/10/2026', '18-22 October 2026'."""
        for last in following:
            joined = self._joins(self.words[span.last + 1 : last.first])
            if joined and span.on and last.on and span.on <= last.on and self._opens_period(span.first):
                return TitleDay(last.on, Basis.UP_TO, self._shown(last), span.on)
        short = self._short_beginning(span)
        if short is not None and span.on and self._opens_period(short[0]):
            return TitleDay(span.on, Basis.UP_TO, self._shown(span), short[1])
        return None

    def _joins(self, between: Sequence[str]) -> bool:
        """Whether words part two dates as 'to' does."""
        words = self.lexicon.words
        fillers = words["date_fillers"] | words["weekdays"]
        said = [word for word in between if fold(word) not in fillers]
        return len(said) == 1 and (said[0] in _DASHES or fold(said[0]) in words["range_to"])

    def _short_beginning(self, span: _Span) -> tuple[int, date | None] | None:
        """Where a day without its year, parted by 'to' from the date given, stands, and which day it is."""
        for at in self._places_before(span.first):
            if at < 2 or span.on is None or not self._joins([self.words[at - 1]]):
                continue
            for start in range(max(0, at - 4), at - 1):
                text = " ".join(self.words[start : at - 1])
                short = _SHORT.match(text)
                if short:
                    text = f"{short[1]}/{short[2] or span.on.month}"
                elif not (self.words[start].isdigit() and self._month(start + 1) == at - 2 - start):
                    continue
                begins = read_date(f"{text}{'/' if short else ' '}{span.on.year}", self.lexicon, Order.DAY_FIRST)
                return start, begins if isinstance(begins, date) and begins <= span.on else None
        return None

    def _opens_period(self, at: int) -> bool:
        """Whether what stands before a period makes it a report's: 'for the period', or a report's name."""
        words = self.lexicon.words
        start = list(self._places_before(at))[-1]
        openers = words["period_words"] | words["period_nouns"] | words["range_from"] | {""}
        while start > 0 and self.folded[start - 1] in openers:
            start -= 1
        said = [word for word in self.folded[:start] if word]
        nearest = self._nearest(at)
        if (said and self._is(said[-1], "issued")) or nearest == "plan":
            return False
        opening = self.folded[start:at]
        if any(word in words["period_words"] for word in opening) or nearest == "report":
            return True
        return nearest is None and any(word in words["period_nouns"] for word in opening)


def fault_of(found: TitleDay, lexicon: Lexicon, order: Order) -> Fault | None:
    """Why the date that a title names cannot be read."""
    read = read_date(found.shown, lexicon, order) if found.on is None else None
    return read if isinstance(read, Fault) else None
