"""What an assessment run hands on: judged duties, roll-ups and rates with their denominators (semantics §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.model import Assessment, Finding, Text, Untaken, Verdict


@dataclass(frozen=True, slots=True)
class Rate:
    """``value`` = numerator / of, None where ``of`` is 0."""

    numerator: int
    of: int

    @property
    def value(self) -> float | None:
        return self.numerator / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Rollup:
    """``by``: obligation | directive | unit | authority (the head of a unit's branch); ``key`` its identifier."""

    by: str
    key: str
    worst: Verdict
    duties: int
    verdicts: Mapping[Verdict, int]
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Summary:
    duties: int
    verdicts: Mapping[Verdict, int]
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Result:
    """``assessments`` are sorted by obligation, unit, occurrence, event. ``findings``: what could not be assessed.
    ``not_taken``: rows that came and were not taken and are still open, of whatever duty."""

    as_of: date
    known_at: datetime
    policy: str
    calendar_version: str
    assessments: tuple[Assessment, ...]
    rollups: tuple[Rollup, ...]
    summary: Summary
    findings: tuple[Finding, ...] = ()
    not_taken: tuple[Untaken, ...] = ()
    policy_title: Text = field(default_factory=dict)
