"""The words of the domain, and the places that things come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from pathlib import PurePath

Text = Mapping[str, str]
"""A text for people, by language tag: ``{"ar": "…", "en": "…"}``."""


class Modality(StrEnum):
    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"


class Strength(StrEnum):
    ORDER = "order"
    EXHORTATION = "exhortation"


class Pattern(StrEnum):
    ACHIEVEMENT = "achievement"
    MAINTENANCE = "maintenance"
    PERIODIC = "periodic"
    TRIGGERED = "triggered"


class State(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    NOT_APPLICABLE = "not_applicable"
    RETRACTED = "retracted"


class Rank(IntEnum):
    """Weight of a source: a lower rank never overrides a higher one."""

    UNIT = 1
    OFFICE = 2
    INSPECTION = 3


class Verdict(StrEnum):
    NOT_IN_FORCE = "not_in_force"
    WAIVED = "waived"
    SUSPENDED = "suspended"
    ENDED = "ended"
    CLAIMED = "claimed"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    REVIEW_DUE = "review_due"
    PENDING = "pending"
    BREACHED = "breached"
    UNREPORTED = "unreported"
    LAPSED = "lapsed"
    COMPLIANT = "compliant"


class Flag(StrEnum):
    NEVER_REPORTED = "never_reported"
    STALE = "stale"
    COMPLETION_ASSUMED = "completion_assumed"
    REPORT_DATE_ASSUMED = "report_date_assumed"
    COMPLETED_IN_FUTURE = "completed_in_future"
    COMPLETED_BEFORE_ORDER = "completed_before_order"
    PERCENT_MISMATCH = "percent_mismatch"
    REOPENED = "reopened"
    RECOVERED = "recovered"
    WAS_BREACHED = "was_breached"
    REMEDIED = "remedied"
    REMEDIED_LATE = "remedied_late"
    ENDED_UNMET = "ended_unmet"
    REWRITTEN = "rewritten"
    CORRECTED_ON_REQUEST = "corrected_on_request"
    BACKDATED = "backdated"
    LOADED_IN_BULK = "loaded_in_bulk"
    CONFLICTING = "conflicting"
    COPIED = "copied"
    COVERS_SEVERAL = "covers_several"
    DUE_DATE_ALTERED = "due_date_altered"
    NOTIFIED_AFTER_DUE = "notified_after_due"
    DUE_UNRESOLVED = "due_unresolved"
    ASSUMED_DEADLINE = "assumed_deadline"


class DeadlineKind(StrEnum):
    ON = "on"
    WITHIN = "within"
    IMMEDIATELY = "immediately"
    ASAP = "asap"
    EVERY = "every"
    NONE = "none"


class TimeUnit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HIJRI_MONTH = "hijri_month"
    HIJRI_YEAR = "hijri_year"

    @property
    def hijri_months(self) -> int | None:
        """How many Hijri months it has; None of a unit of the other calendar, or of none."""
        return {"hijri_month": 1, "hijri_year": 12}.get(self.value)


class Anchor(StrEnum):
    ISSUE = "issue"
    NOTIFICATION = "notification"
    EFFECTIVE = "effective"
    EVENT = "event"
    OBLIGATION = "obligation"


class ChangeKind(StrEnum):
    """What a later order does to an obligation (semantics §8). ``CORRECT`` mends a slip of the pen."""

    AMEND = "amend"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    SUPERSEDE = "supersede"
    REVOKE = "revoke"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a record came from.

    ``span`` is in Unicode code points of the document's text; ``line`` and ``column`` count from 1;
    ``cell`` is the address that Excel shows (``D14``).
    """

    file: str
    sha256: str | None = None
    page: int | None = None
    span: tuple[int, int] | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def named(self) -> str:
        """The place by the name of its file alone: what is said of a duty is the same wherever the project lies."""
        return str(replace(self, file=PurePath(self.file).name))

    def __str__(self) -> str:
        place = self.file
        if self.sheet is not None:
            place += f" [{self.sheet}]"
        if self.cell is not None:
            place += f" {self.cell}"
        if self.line is not None:
            place += f":{self.line}"
        return place
