"""Where the marks of a chart stand. Pure: figures become coordinates; the template draws them as inline SVG.

No chart library: see docs/decisions/0081. Every chart stands beside a table that says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.model import Verdict
from tracker.report.records import Order, Tally

BAR = 100.0
WIDTH, MARGIN, LABEL, ROW, HEAD = 980.0, 44.0, 44.0, 30.0, 26.0
APART = 7.0
"""Due dates stand so far above the middle of a row and completions below it: neither covers the other."""
_STEPS = (1, 2, 7, 14, 30, 61, 122, 365, 730, 3650)
_TICKS = 9


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a stacked bar that is 100 wide."""

    x: float
    width: float
    verdict: Verdict
    n: int


@dataclass(frozen=True, slots=True)
class Mark:
    """``size``: half the height of a mark, in the units of the drawing."""

    x: float
    y: float
    day: date
    n: int
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    obligation: str
    short: str
    y: float
    due: tuple[Mark, ...]
    completed: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One order on a line of time; in a right-to-left view the first day is on the right."""

    width: float
    height: float
    label_x: float
    ticks: tuple[tuple[float, date], ...]
    today: float
    today_anchor: str
    """``start`` or ``end``: the side of the day of the report on which its date has room."""
    rows: tuple[Row, ...]


def stacked(tally: Tally, rtl: bool) -> tuple[Piece, ...]:
    """The counts of a tally as parts of one bar, worst first, from the side where reading begins."""
    pieces = []
    position = 0.0
    for verdict, n in tally.verdicts.items():
        width = BAR * n / tally.duties
        x = BAR - position - width if rtl else position
        pieces.append(Piece(round(x, 3), round(width, 3), verdict, n))
        position += width
    return tuple(pieces)


def timeline(order: Order, as_of: date, rtl: bool) -> Timeline | None:
    """Due dates and completions of an order's clauses; None where it has neither."""
    clauses = [clause for clause in order.clauses if clause.due or clause.completed]
    if not clauses:
        return None
    days = [order.issued_on, as_of, *(day for c in clauses for day in (*c.due, *c.completed))]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        along = LABEL + MARGIN + (WIDTH - LABEL - 2 * MARGIN) * (day - first).days / span
        return round(WIDTH - along if rtl else along, 2)

    def marks(found: Sequence[tuple[date, int]], y: float) -> tuple[Mark, ...]:
        most = max((n for _, n in found), default=1)
        return tuple(Mark(x(day), y, day, n, round(3.5 + 3.5 * (n / most) ** 0.5, 2)) for day, n in found)

    rows = []
    for place, clause in enumerate(clauses):
        y = HEAD + ROW * (place + 0.5)
        due = marks([(day, 1) for day in clause.due], y - APART)
        done = marks(list(clause.completed.items()), y + APART)
        rows.append(Row(clause.id, clause.id.rpartition("/")[2] or clause.id, y, due, done))
    return Timeline(
        width=WIDTH,
        height=HEAD + ROW * len(rows) + HEAD,
        label_x=round(WIDTH - LABEL / 2 if rtl else LABEL / 2, 2),
        ticks=tuple((x(day), day) for day in _ticks(first, last)),
        today=x(as_of),
        today_anchor="start" if (as_of - first).days < span / 4 else "end",
        rows=tuple(rows),
    )


def _ticks(first: date, last: date) -> list[date]:
    """Days at even steps from the first on, at most nine."""
    span = (last - first).days
    step = next((step for step in _STEPS if span // step < _TICKS), span // _TICKS + 1)
    return [first + timedelta(days=days) for days in range(0, span + 1, step)]
