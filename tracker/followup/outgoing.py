"""What goes out to be reported on: one line a duty, one a period that is still open, one an open event. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.followup.owed import Owed
from tracker.followup.subjects import EVENT
from tracker.model import Assessment, Obligation, Pattern, Text, Unit, Verdict
from tracker.register.events import key_of
from tracker.wording import date_text, period_text

PAST = 6
"""Periods gone by without an accepted report that are asked about again, the latest ones; older ones are counted."""
OPEN = frozenset(
    (Verdict.OVERDUE, Verdict.CLAIMED, Verdict.DUE_SOON, Verdict.REVIEW_DUE, Verdict.PENDING, Verdict.SUSPENDED)
)
"""What is still to be reported of something done once."""


@dataclass(frozen=True, slots=True)
class Last:
    """What was last reported of a duty, by the highest rank."""

    state: str
    reported_on: date
    figures: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the workbook. ``occasion``: the period (``START/END``) or the event (``event:NUMBER``) that it is
    about, '' of neither; ``about``: the same in words."""

    obligation: Obligation
    unit: Unit
    due_on: date | None
    last: Last | None
    occasion: str = ""
    about: Text | None = None

    @property
    def once(self) -> bool:
        """Whether it is done once: each period and each event is."""
        return self.obligation.pattern is Pattern.ACHIEVEMENT or bool(self.occasion)


def lines(
    duties: Owed,
    units: Iterable[Unit],
    assessments: Sequence[Assessment],
    last: Mapping[tuple[str, str], Last],
    told: Mapping[int, Last],
) -> list[Line]:
    """The lines of some units, in their order. ``last``: by (obligation, unit); ``told``: what was last reported of an
    assessment with a period or an event, by its place."""
    open_ones: dict[tuple[str, str], list[tuple[int, Assessment]]] = {}
    for place, one in enumerate(assessments):
        if (one.occurrence or one.event) and one.verdict in OPEN:
            open_ones.setdefault((one.obligation, one.unit), []).append((place, one))
    found: list[Line] = []
    for unit in units:
        for name in duties.by_unit(unit.id):
            obligation = duties.obligations[name]
            mine = open_ones.get((name, unit.id), [])
            periods = [pair for pair in mine if pair[1].occurrence]
            if obligation.pattern is not Pattern.PERIODIC or not periods:
                due = duties.due.get((name, unit.id))
                found.append(Line(obligation, unit, due, last.get((name, unit.id))))
            past = [pair for pair in periods if pair[1].verdict in (Verdict.OVERDUE, Verdict.CLAIMED)]
            hidden = max(0, len(past) - PAST)
            skipped = {place for place, _ in past[:hidden]}
            shown = [pair for pair in periods if pair[0] not in skipped]
            for number, (place, one) in enumerate(shown):
                older = hidden if number == 0 else 0
                found.append(
                    Line(obligation, unit, one.due_on, told.get(place), one.occurrence or "", _period(one, older))
                )
            found += [
                Line(obligation, unit, one.due_on, told.get(place), f"{EVENT}{key_of(one.event)}", _event(one))
                for place, one in mine
                if one.event
            ]
    return found


def _period(one: Assessment, older: int) -> Text:
    told = {tag: period_text(one.occurrence or "", tag) for tag in ("ar", "en")}
    if not older:
        return told
    return {
        "ar": f"{told['ar']} (ومدد أقدم لم يُبلَّغ عنها، عددها {older}، غير معروضة)",
        "en": f"{told['en']} ({older} older periods without a report are not shown)",
    }


def _event(one: Assessment) -> Text:
    return {
        "ar": f"الواقعة {one.event} بتاريخ {date_text(one.effective_on, 'ar')}",
        "en": f"event {one.event} of {date_text(one.effective_on, 'en')}",
    }
