"""The days of a date card laid out as months, so that a count can be followed with a finger. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.calendars.cards import DateCard, Step, StepKind

LONGEST = 400
"""Days that are laid out; a longer count is told by its lines alone."""
TONES: Mapping[StepKind, str] = {
    StepKind.ANCHOR: "open",
    StepKind.COUNTED: "good",
    StepKind.WEEKEND: "rest",
    StepKind.HOLIDAY: "doubt",
    StepKind.SUSPENDED: "silent",
    StepKind.GRACE: "soon",
}
"""The colour of a day by what it did; the day that is due has that of ``DUE``. Every day says it in words too."""
DUE = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: ``number`` in the count, ``kind`` None outside it, ``due``: the count ends here."""

    day: date
    kind: StepKind | None = None
    number: int | None = None
    holiday: Mapping[str, str] | None = None
    due: bool = False

    @property
    def tone(self) -> str | None:
        return DUE if self.due else TONES.get(self.kind, "rest") if self.kind is not None else None


@dataclass(frozen=True, slots=True)
class Month:
    """One month in weeks of seven; None where a week belongs to the month before or after."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


def months(card: DateCard, week_starts: int) -> tuple[Month, ...]:
    """The months from the first to the last day of a card. Empty where it has no days or too many.

    ``week_starts``: the first day of the week, Monday = 0.
    """
    steps: dict[date, list[Step]] = {}
    for step in card.steps:
        steps.setdefault(step.day, []).append(step)
    days = sorted({*steps, *((card.due_on,) if card.due_on is not None else ())})
    if not steps or (days[-1] - days[0]).days > LONGEST:
        return ()
    out = []
    first = days[0].replace(day=1)
    while first <= days[-1]:
        following = (first + timedelta(days=32)).replace(day=1)
        out.append(Month(first, _weeks(first, following, steps, card, week_starts)))
        first = following
    return tuple(out)


def _weeks(
    first: date, following: date, steps: Mapping[date, Sequence[Step]], card: DateCard, week_starts: int
) -> tuple[tuple[Cell | None, ...], ...]:
    row: list[Cell | None] = [None] * ((first.weekday() - week_starts) % 7)
    row += [_cell(first + timedelta(days=n), steps, card) for n in range((following - first).days)]
    row += [None] * (-len(row) % 7)
    return tuple(tuple(row[n : n + 7]) for n in range(0, len(row), 7))


def _cell(day: date, steps: Mapping[date, Sequence[Step]], card: DateCard) -> Cell:
    """A day that is counted and on which the period may not end is both: the last of seven, and a Friday."""
    done = steps.get(day, ())
    due = day == card.due_on
    if not done:
        return Cell(day, due=due)
    number = next((step.number for step in done if step.kind is StepKind.COUNTED), None)
    step = done[-1]
    holiday = step.holiday.name if step.holiday is not None else None
    return Cell(day, step.kind, number, holiday, due)
