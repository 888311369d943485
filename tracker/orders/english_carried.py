"""What an English sentence says once for all its verbs: the times before them, the case that opens it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.calendars.expressions import Role, TimeExpression
from tracker.orders.english_modals import Modal, Taken
from tracker.orders.english_phrases import blanked, insert
from tracker.orders.records import Clause, Span


def with_case(clause: Clause, case: str | None, first: int) -> Clause:
    """A later verb with what its sentence opens with: 'Until the audit is done, X shall A and shall B'."""
    if case is None or clause.span[0] <= first + len(case):
        return clause
    return replace(clause, conditions=(case, *clause.conditions))


def with_times(clause: Clause, shared: tuple[Span, ...], times: Sequence[TimeExpression], thing: str | None) -> Clause:
    """A clause with the times before its verb, unless it has one of its own behind it."""
    own = any(
        clause.span[0] <= t.span[0] and t.span[1] <= clause.span[1] and t.span not in shared and _limits(t)
        for t in times
    )
    away = () if own else tuple(s for s in shared if not clause.span[0] <= s[0] < clause.span[1])
    return replace(clause, extra=(*clause.extra, *away), thing=thing)


def _limits(t: TimeExpression) -> bool:
    limits = (Role.BY, Role.BEFORE, Role.UNTIL, Role.EVERY, Role.WITHIN)
    return t.role in limits or (t.count is not None and t.role is not None)


def holds_for_all(
    text: str,
    t: TimeExpression,
    first: int,
    modal: Modal,
    taken: Sequence[Taken],
    times: Sequence[TimeExpression],
) -> bool:
    """Whether a time stands before the verb of a clause, and so holds for all that its subject is told: before the
    first modal of the subject, or right after its own ('shall, within 60 days, review … and report …')."""
    opening = next(each for each in taken if each.cut >= first or each.first == first).modal
    if first <= t.span[0] < opening.start:
        return True
    if not modal.end <= t.span[0]:
        return False
    between = blanked(text[modal.end : t.span[0]], modal.end, times)
    return not between.strip(" ,") or (
        all(insert().match(chunk.strip()) or not chunk.strip() for chunk in between.split(",")[1:] or ["x"])
        and not between.split(",")[0].strip()
    )
