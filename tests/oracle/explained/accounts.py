"""What the flags rest on: each sentence beside the rows at the places that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from oracle.explained.grammar import DATE
from oracle.explained.own import Own
from oracle.explained.text import STATES, VERDICTS, days_in, named
from oracle.oracle import GOOD, Report

PLACE = r"history\.xlsx \[1\] C(\d+)|history"
RANKS = {"unit": 1, "follow-up office": 2, "inspection": 3}
STATE = "|".join(english for english, _ in STATES.values())
D, P, S = f"({DATE})", f"(?:{PLACE})", f"({STATE})"
R = rf"({'|'.join(RANKS)})"

FORMS: dict[str, str] = {
    "percentage does not fit the state": rf"The report of {D} gives ([\d.]+)% with the state “{S}” \({P}\); "
    r"the state decides\.",
    "reports conflict": rf"The report of (.+?) \({R}\) of {D} says: {S} \({P}\)\. What counts is the report of (.+?) "
    rf"\({R}\) of {D}: {S} \({P}\); (.+?)\.",
    "reopened after done": rf"It was reported as done on {D} \({P}\); then the report of {D} said: {S} \({P}\)\.",
    "kept again after a lapse": rf"The report of {D} said: {S} \({P}\); then the report of {D} said: {S} \({P}\)\.",
    "was breached before": rf"After the report of {D} incidents were left open at the end of their period \({P}\)\."
    rf"|The report of {D} claimed the exception without a reference \({P}\)\.",
    "completed after its own report": rf"The report of {D} gives {D} as the day of completion, which had not come yet "
    rf"\({P}\); it is not believed\.",
    "completed before it took effect": rf"The report of {D} gives {D} as the day of completion \({P}\); "
    rf"(?:the order took effect only on|the first day of this duty is) {D}\.",
    "notified after the due date": rf"The unit was notified of the order on {D}, after its due date {D}\.",
    "ended unmet": rf"On the day before it fell away on {D} it was: (.+?)\.",
}
"""Of the flags whose sentence needs nothing but rows, order and decisions, the whole of it."""


def complaints(lines: list[str], own: Own) -> Iterator[str]:
    """Every account: the rows at its places bear the days that it gives, and its sentence is so."""
    for line in lines:
        flag, _, rest = line.partition(": ")
        for found in re.finditer(rf"{D} \(history\.xlsx \[1\] C(\d+)\)", rest):
            row = own.row(int(found[2]))
            if row is None and flag != "backdated report":  # that may name what the office wrote of another order
                yield f"“{found.group()}”: no such row"
            elif row is not None and days_in(found[1])[0] not in (
                row.reported_on,
                *((row.completed_on, row.period_to) if flag not in FORMS else ()),
            ):
                yield f"“{found.group()}”: the row is of {row.reported_on}"
        form = FORMS.get(flag)
        if form is None:
            continue
        left = rest
        while left and not left.startswith("and others"):
            match = re.match(form, left)
            if match is None:
                if not left.startswith(("The event is listed twice", "Decisions of different ranks")):
                    yield f"no reading of “{left}”"
                break
            said = [text for text in match.groups() if text is not None]
            if not TRUE[flag](own, [_value(text) for text in said]):
                yield f"“{match.group()}” is not so"
            left = left[match.end() :].strip()


def _value(text: str) -> Any:
    days = days_in(text)
    if days and re.fullmatch(DATE, text):
        return days[0]
    return int(text) if text.isdigit() else named(named(text, STATES), VERDICTS)


def _row(own: Own, number: int, day: date, state: str | None = None) -> Report | None:
    row = own.row(number)
    return row if row is not None and row.reported_on == day and state in (None, row.state) else None


def _percent(own: Own, said: list[Any]) -> bool:
    day, percent, state, number = said
    row = _row(own, number, day, state)
    return row is not None and own.last is not None and row.row == own.last.row and row.percent == float(percent)


def _conflict(own: Own, said: list[Any]) -> bool:
    office, rank, day, state, *rest = said
    place, rest = (rest[0], rest[1:]) if isinstance(rest[0], int) else (None, rest)
    by, top, on, counts, *more = rest
    last, why = own.last, more[-1]
    other = next(
        (
            r
            for r in own.accepted
            if (r.rank, r.reported_on, r.state) == (RANKS[rank], day, state) and place in (None, r.row)
        ),
        None,
    )
    if last is None or other is None or other.level == last.level:
        return False
    if (last.rank, last.reported_on, last.state) != (RANKS[top], on, counts) or (other.office or office) != office:
        return False
    if (last.office or by) != by or last.row not in (more[0], last.row if len(more) < 2 else more[0]):
        return False
    if why.startswith("the higher rank"):
        return last.rank > other.rank and other.reported_on >= last.reported_on
    return (last.rank, last.reported_on) == (other.rank, other.reported_on) and last.level < other.level


def _then(good: bool) -> Callable[[Own, list[Any]], bool]:
    """An earlier report of done (or otherwise), and the last that says otherwise (or kept)."""

    def true(own: Own, said: list[Any]) -> bool:
        days = [value for value in said if isinstance(value, date)]
        states = [value for value in said if isinstance(value, str)]
        last = own.last
        if last is None or (last.reported_on, last.state) != (days[1], states[-1]) or (last.level == GOOD) == good:
            return False
        before = [r for r in own.accepted if r.reported_on == days[0] < last.reported_on and r.rank == last.rank]
        return any((r.level == GOOD) == good and (len(states) == 1 or r.state == states[0]) for r in before)

    return true


def _breached(own: Own, said: list[Any]) -> bool:
    row = _row(own, said[1], said[0])
    return row is not None and row.accepted and (row.row in own.counted.left_open or row.exception == 2)


def _future(own: Own, said: list[Any]) -> bool:
    day, completed, number = said
    row = _row(own, number, day)
    return row is not None and row.completed_on == completed and (completed > day or completed > own.history.as_of)


def _before(own: Own, said: list[Any]) -> bool:
    day, completed, number, starts = said
    row = _row(own, number, day)
    if row is None or row.row not in {r.row for r in own.run} or starts != own.starts:
        return False
    return completed == (row.completed_on or row.reported_on) == own.completed and completed < starts


TRUE: dict[str, Callable[[Own, list[Any]], bool]] = {
    "percentage does not fit the state": _percent,
    "reports conflict": _conflict,
    "reopened after done": _then(good=True),
    "kept again after a lapse": _then(good=False),
    "was breached before": _breached,
    "completed after its own report": _future,
    "completed before it took effect": _before,
    "notified after the due date": lambda o, said: said == [o.duty.notified_on, o.judged.due] and said[0] > said[1],
    "ended unmet": lambda o, said: o.gone is not None and said == [o.gone[0], o.before],
}
