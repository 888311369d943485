"""What officials decided, applied to duties and to the reports on them (docs/decisions/0111). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.assess.engine import STATES
from tracker.model import Deadline, DeadlineKind, State
from tracker.register.determinations import Determination, Kind
from tracker.register.history import Version

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


def apply(reports: pd.DataFrame, decided: Mapping[int, Sequence[Determination]], required: Sequence[bool]) -> None:
    """Change what the reports of decided duties count for, in place. ``required``: by duty, whether evidence is.

    In the order in which they were decided: the later word on a report is the one that holds.
    """
    if not decided:
        return
    kept, evidence = reports["accepted"].copy(), reports["evidence_ok"].copy()
    judging = (Kind.ACCEPT, Kind.REFUSE, Kind.REFUSE_CLAIM)
    for number, every in decided.items():
        determinations = [one for one in every if one.kind in judging]
        about = (reports["duty"] == number) & reports["state"].isin(CLAIMS)
        for one in determinations:
            rows = about & (reports["reported_on"] <= one.decided_on.toordinal()) & (reports["rank"] <= int(one.rank))
            reports.loc[rows, "accepted"], reports.loc[rows, "evidence_ok"] = kept[rows], evidence[rows]
            if one.kind is Kind.ACCEPT:
                reports.loc[rows, "evidence_ok"] = True
            elif one.kind is Kind.REFUSE and required[number]:
                reports.loc[rows, "evidence_ok"] = False
            else:
                reports.loc[rows, "accepted"] = False
