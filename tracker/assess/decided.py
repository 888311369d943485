"""What officials decided, applied to duties and to the reports on them (docs/decisions/0111). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.assess.engine import STATES
from tracker.findings import at
from tracker.model import Assessment, Deadline, DeadlineKind, Finding, State, Unit, Verdict
from tracker.register.determinations import Determination, Kind
from tracker.register.history import Standing, Version

if TYPE_CHECKING:
    import pandas as pd

CLAIMS = tuple(STATES.index(state) for state in (State.DONE, State.KEPT))
"""The states that claim something; only these can be refused, and only their evidence accepted."""


def waiver(decided: Sequence[Determination]) -> tuple[date, str, str] | None:
    """The day from which a duty is waived, the cause and the reference; None where it is not."""
    first = next((one for one in decided if one.kind is Kind.WAIVE), None)
    return (first.decided_on, "waived", first.reference) if first is not None else None


def extensions(decided: Sequence[Determination]) -> list[Version]:
    """The versions of its deadline that were decided for one duty alone."""
    return [
        Version(one.decided_on, Deadline(DeadlineKind.ON, due_on=one.until))
        for one in decided
        if one.kind is Kind.EXTEND
    ]


def about_nothing(
    lines: Sequence[Determination], used: Iterable[Sequence[Determination]], as_of: date
) -> list[Finding]:
    """Decisions that concern no duty that there is: a period that an amendment laid otherwise, a number nobody lists. A
    period still to come is not there yet."""
    known = {one for those in used for one in those}
    return [
        at("decision-about-nothing", one.source, kind=one.kind, obligation=one.obligation, about=_about(one))
        for one in lines
        if one not in known and not (one.occurrence and one.occurrence.partition("/")[0] > as_of.isoformat())
    ]


def _about(one: Determination) -> str:
    return " · ".join(filter(None, (one.unit, one.occurrence, one.event))) or "—"


def with_handed_on(
    mine: Sequence[Determination],
    lines: Sequence[Determination],
    obligation: str,
    before: Sequence[Unit],
    event: str | None,
) -> tuple[Determination, ...]:
    """The decisions about a duty with the extensions of the dissolved units from which it came, decided while they were
    there: an old deadline does not come back because the unit went (semantics §8, docs/decisions/0113)."""
    handed = (
        one
        for unit in before
        for one in lines
        if one.kind is Kind.EXTEND and one.unit == unit.id and one.concerns(obligation, unit.id, None, event)
        if unit.valid_to is None or one.decided_on <= unit.valid_to
    )
    return tuple(sorted((*handed, *mine), key=lambda one: one.decided_on))


def window(before: date, extension: Determination, now: Standing, as_of: date) -> int:
    """How many days the window of an occurrence has that ends on the day to which it was extended. Suspended days are
    no days of it; those that come after the decision move its end, as they move the date (``history.moving``)."""
    assert extension.until is not None
    first, last = before + timedelta(days=1), min(extension.until, extension.decided_on - timedelta(days=1))
    lost = (one.counted(as_of) for one in now.suspensions)
    stopped = sum(max(0, (min(end, last) - max(begin, first)).days + 1) for begin, end in lost)
    return max(1, (extension.until - before).days - stopped)


def without_effect(kind: Kind, about: Sequence[Assessment]) -> str | None:
    """The code of what keeps a decision from having any effect on all of the duties that it is about; else None.

    ``about``: the duties as they stood on the day of the decision."""
    if not about:  # none had come yet
        return "decides-no-report" if kind in JUDGING else None
    if kind is not Kind.WAIVE and all(one.verdict is Verdict.WAIVED for one in about):
        return "decides-fallen-away"
    if kind is Kind.EXTEND:
        return "decides-no-deadline" if all(not one.facts["once"] for one in about) else None
    if kind in JUDGING and all(not one.facts["rows"] for one in about):
        return "decides-no-report"
    return None


JUDGING = (Kind.ACCEPT, Kind.REFUSE, Kind.REFUSE_CLAIM)


def apply(reports: pd.DataFrame, decided: Mapping[int, Sequence[Determination]], required: Sequence[bool]) -> None:
    """Change what the reports of decided duties count for, in place. ``required``: by duty, whether evidence is.

    Of the decisions on one report that of the highest rank holds, of one rank the later; ``overruled`` marks the
    reports on which a lower rank decided otherwise (semantics §1), ``ruling`` is the place of the one that holds among
    the duty's decisions, -1 for none.
    """
    reports["overruled"] = False
    reports["ruling"] = -1
    for number, every in decided.items():
        judging = [one for one in every if one.kind in JUDGING]
        about = (reports["duty"] == number) & reports["state"].isin(CLAIMS)
        if not judging:
            continue
        told = reports.loc[about, ["reported_on", "rank"]]
        for place, day, rank in zip(told.index, told["reported_on"].tolist(), told["rank"].tolist(), strict=True):
            mine = [one for one in judging if one.decided_on.toordinal() >= day and int(one.rank) >= rank]
            if not mine:
                continue
            highest = max(int(one.rank) for one in mine)
            holding = [one for one in mine if int(one.rank) == highest][-1]
            said = effect(holding, evidence=required[number])
            reports.at[place, "ruling"] = every.index(holding)
            lower = [effect(one, evidence=required[number]) for one in mine if int(one.rank) < highest]
            reports.at[place, "overruled"] = any(other != said for other in lower)
            if said is Kind.REFUSE_CLAIM:
                reports.at[place, "accepted"] = False
            else:
                reports.at[place, "evidence_ok"] = said is Kind.ACCEPT


def effect(one: Determination, *, evidence: bool) -> Kind:
    """What a decision comes to: where no evidence is required, to refuse it refuses the claim."""
    return Kind.REFUSE_CLAIM if one.kind is Kind.REFUSE and not evidence else one.kind
