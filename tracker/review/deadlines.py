"""A deadline as a clerk writes it in a cell: '7 أيام', '15/3/2025', 'فوري', 'within 10 working days', a date of Excel.

Read with the grammar of time against the day of the letter. What is not understood becomes a question, never a guess;
the words stay in the deadline's ``phrase``. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from tracker.calendars.expressions import Kind, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.followup.dates import Fault, Order, read_date
from tracker.followup.folding import clean, fold
from tracker.followup.lexicon import Lexicon
from tracker.followup.values import is_blank, shown, text_of
from tracker.model import Anchor, Deadline, DeadlineKind, Pattern, Question, TimeUnit
from tracker.orders import timing
from tracker.orders.ask import ask as ask_of_order
from tracker.orders.records import Clause
from tracker.review.ask import ask
from tracker.review.words import word_lists

LONGEST = 200
"""Characters; a longer cell is a note, not a deadline."""
_WITHIN = {"ar": "خلال ", "en": "within "}
_COUNTED = (TimeUnit.WORKING_DAY, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. ``understood``: False where the deadline is none for want of understanding."""

    deadline: Deadline
    pattern: Pattern = Pattern.ACHIEVEMENT
    effective_on: date | None = None
    ends_on: date | None = None
    questions: tuple[Question, ...] = ()
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a cell is read: its address, its column's heading, the letter's day, how days are written."""

    cell: str
    issued_on: date
    policy: Policy
    lexicon: Lexicon
    order: Order = Order.DAY_FIRST
    header: str = ""


def read(value: Any, place: Place) -> Reading:
    """The deadline that a cell states. A blank one is a question too: the letter may set what the list leaves out."""
    if is_blank(value, place.lexicon):
        return Reading(Deadline(), questions=(ask("deadline-empty", cell=place.cell),), understood=False)
    text = text_of(value)
    if isinstance(value, date):
        found = read_date(value, place.lexicon)
        return _on(found, shown(value), place) if isinstance(found, date) else _unread(text, place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, text, place)
    if not isinstance(value, str) or len(text) > LONGEST:
        return _unread(text, place)
    return _words(text, place) or _day(text, place) or _grammar(text, place)


def read_text(text: str, day: date, policy: Policy, lexicon: Lexicon) -> Deadline | None:
    """A deadline written on the command line, as in a cell; None where it is not understood as one."""
    found = read(text, Place("", day, policy, lexicon))
    return found.deadline if found.understood and found.deadline.kind is not DeadlineKind.NONE else None


def _on(day: date, phrase: str, place: Place) -> Reading:
    questions = (ask_of_order("past-date"),) if day < place.issued_on else ()
    return Reading(Deadline(DeadlineKind.ON, due_on=day, phrase=phrase), questions=questions)


def _unread(text: str, place: Place, code: str = "deadline-unread") -> Reading:
    question = ask(code, cell=place.cell, value=_short(text))
    return Reading(Deadline(phrase=_short(text)), questions=(question,), understood=False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _number(value: float, text: str, place: Place) -> Reading:
    found = read_date(value, place.lexicon)
    if isinstance(found, date):
        return _on(found, text, place)
    unit = _unit_of(place.header)
    whole = value == value and abs(value) < 10_000 and value == int(value) and value >= 0
    if unit is None or not whole:
        return _unread(text, place, "deadline-number")
    deadline = Deadline(DeadlineKind.WITHIN, count=int(value), unit=unit, phrase=text, assumed=True)
    return Reading(deadline, questions=(ask_of_order("anchor-assumed"),))


def _unit_of(header: str) -> TimeUnit | None:
    """The unit that a heading names: 'المدة (يوم)', 'days'."""
    said = f" {fold(header)} "
    for unit in _COUNTED:
        if any(f" {word} " in said for word in word_lists("deadline")[unit.value]):
            return unit
    return None


def _words(text: str, place: Place) -> Reading | None:
    said = fold(text)
    lists = word_lists("deadline")
    if said in lists["none"]:
        return Reading(Deadline(phrase=text))
    if said in lists["standing"]:
        return Reading(Deadline(phrase=text), Pattern.MAINTENANCE)
    if said in lists["asap"]:
        return Reading(Deadline(DeadlineKind.ASAP, phrase=text))
    if said.isdigit() and len(said) < 5:
        return _number(int(said), text, place)
    return None


def _day(text: str, place: Place) -> Reading | None:
    """A date alone, in the order of its column; what is no date is left to the grammar."""
    found = read_date(text, place.lexicon, place.order)
    if isinstance(found, date):
        return _on(found, text, place)
    assert isinstance(found, Fault)
    return _unread(text, place) if found.code in ("date-ambiguous", "date-out-of-range") else None


def _grammar(text: str, place: Place) -> Reading:
    language = "ar" if any("\u0621" <= char <= "\u064a" for char in text) else "en"
    said, times = text, _times(text, language, place)
    if len(times) == 1 and times[0].role is None and (times[0].count is not None or times[0].kind is Kind.RANGE):
        # A period alone in a deadline's cell is the time allowed: 'أسبوع' is 'within a week'.
        longer = _WITHIN[language] + text
        counted = _times(longer, language, place)
        if len(counted) == 1 and counted[0].count is not None:
            said, times = longer, counted
    if not times:
        return _unread(text, place)
    if len(times) > 1:
        return _unread(text, place, "deadline-several")
    timed = timing.read(times, Clause((0, len(said)), (0, len(said)), ""), place.issued_on)
    deadline = replace(timed.deadline, span=None, phrase=text)
    if deadline.anchor is Anchor.EVENT and set(fold(deadline.anchor_ref or "").split()) <= _around():
        # 'From the date of the letter', of the letter that the row is about: no event, its issue.
        deadline = replace(deadline, anchor=Anchor.ISSUE, anchor_ref=None)
    standing = timed.pattern is Pattern.MAINTENANCE and timed.ends_on is not None
    if deadline.kind is DeadlineKind.NONE and not standing:
        return _unread(text, place)
    questions = timed.questions
    if deadline.due_on is not None and deadline.due_on < place.issued_on:
        questions += (ask_of_order("past-date"),)
    if _left_over(said, times[0], _WITHIN[language] if said != text else ""):
        questions += (ask("deadline-partly", cell=place.cell, value=text),)
    effective = timed.effective_on if timed.effective_on != place.issued_on else None
    return Reading(deadline, timed.pattern, effective, timed.ends_on, questions)


def _times(text: str, language: str, place: Place) -> list[TimeExpression]:
    return timing.find(text, 0, len(text), language, place.issued_on, place.policy)


def _left_over(text: str, time: TimeExpression, added: str) -> bool:
    """Whether words stand beside the time that may change it."""
    rest = f"{text[len(added) : time.span[0]]} {text[time.span[1] :]}"
    return bool(set(fold(clean(rest)).split()) - _around())


@cache
def _around() -> frozenset[str]:
    return frozenset(word for words in word_lists("deadline")["around"] for word in words.split())


def as_map(reading: Reading) -> Mapping[str, Any]:
    """The fields of an obligation that a reading sets, in the register's shape."""
    from tracker.orders.draft import deadline_map

    fields: dict[str, Any] = {"pattern": reading.pattern.value, "deadline": deadline_map(reading.deadline)}
    for name in ("effective_on", "ends_on"):
        day: date | None = getattr(reading, name)
        if day is not None:
            fields[name] = day
    return fields
