"""The records a report is printed from: one duty a Line, groups of them with their tallies. Nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.assess.result import Rate
from tracker.model import CitedSource, Flag, Modality, Pattern, Text, Verdict

ACTION = (
    Verdict.BREACHED,
    Verdict.OVERDUE,
    Verdict.LAPSED,
    Verdict.UNREPORTED,
    Verdict.CLAIMED,
    Verdict.REVIEW_DUE,
)
"""Verdicts that ask somebody to act today, worst first."""

FULFILLED = (Verdict.MET, Verdict.MET_LATE, Verdict.COMPLIANT)
RESTING = (Verdict.SUSPENDED, Verdict.WAIVED, Verdict.ENDED, Verdict.NOT_IN_FORCE)

QUESTIONABLE = frozenset(
    {
        Flag.COMPLETED_IN_FUTURE,
        Flag.COMPLETED_BEFORE_ORDER,
        Flag.PERCENT_MISMATCH,
        Flag.REOPENED,
        Flag.REWRITTEN,
        Flag.BACKDATED,
        Flag.CONFLICTING,
        Flag.COPIED,
        Flag.DUE_DATE_ALTERED,
        Flag.ENDED_UNMET,
        Flag.NOTIFIED_AFTER_DUE,
    }
)
"""Flags on which an inspector asks the office a question, whatever the verdict."""

RATES = ("on_time", "kept", "reporting", "verified")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group of duties. ``verdicts`` holds only what occurs, worst first."""

    duties: int
    verdicts: Mapping[Verdict, int]
    rates: Mapping[str, Rate] = field(default_factory=dict)

    @property
    def worst(self) -> Verdict | None:
        return next(iter(self.verdicts), None)

    def of(self, verdicts: Iterable[Verdict]) -> int:
        return sum(self.verdicts.get(verdict, 0) for verdict in verdicts)

    @property
    def action(self) -> int:
        return self.of(ACTION)

    @property
    def fulfilled(self) -> int:
        return self.of(FULFILLED)


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as the reports show it. ``number`` counts from 1 in the register; ``days``: late > 0, left < 0.

    ``claim``, ``accounts`` and ``changes`` as of an Assessment: why a claim is not accepted, what flags rest on, and
    what later orders changed.
    """

    number: int
    obligation: str
    directive: str
    unit: str
    unit_name: Text
    authority: str
    authority_name: Text
    occurrence: str | None
    event: str | None
    text: Text
    pattern: Pattern
    modality: Modality
    verdict: Verdict
    rule: int
    flags: tuple[Flag, ...]
    days: int | None
    count: int | None
    effective_on: date
    due_on: date | None
    original_due_on: date | None
    review_on: date | None
    window_ends_on: date | None
    completed_on: date | None
    last_reported_on: date | None
    reason: Text
    basis: tuple[Text, ...]
    policy: str
    calendar_version: str
    reference: str | None
    sources: tuple[CitedSource, ...]
    claim: str | None = None
    accounts: Mapping[Flag, Text] = field(default_factory=dict)
    changes: tuple[Text, ...] = ()

    @property
    def source(self) -> CitedSource | None:
        """The observation that decided: of cases still open the latest report of one (the last report may say that all
        is kept), else the last report, else any that is cited."""
        if self.verdict is Verdict.BREACHED and self.count:
            cases = [s for s in self.sources if s.role == "incident"]
            if cases:
                return max(cases, key=lambda s: s.reported_on)
        return next((s for s in self.sources if s.role == "last"), self.sources[0] if self.sources else None)

    @property
    def needs_action(self) -> bool:
        return self.verdict in ACTION

    @property
    def questionable_flags(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag in QUESTIONABLE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One obligation of a directive with what became of its duties. Not counted (an exhortation): no duties.

    ``judged`` False: this version made no duties of it, which is no zero. ``due_as``: what stands for a due date where
    ``due`` is empty, a key of strings.toml: ``no_due``, ``due_recurs`` or ``due_unknown``.
    """

    id: str
    text: Text
    quote: str | None
    modality: Modality
    pattern: Pattern
    counted: bool
    tally: Tally
    due: tuple[date, ...]
    completed: Mapping[date, int]
    judged: bool = True
    due_as: str = "no_due"
    changes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One directive with its clauses. ``approved`` False: a draft, never assessed."""

    id: str
    issuer: Text
    title: Text
    issued_on: date
    number: str | None
    approved: bool
    source: str
    tally: Tally
    clauses: tuple[Clause, ...]

    @property
    def unjudged(self) -> bool:
        """No duty, because this version judges none of what it orders: a nought would be a lie."""
        return not self.tally.duties and any(clause.counted and not clause.judged for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Branch:
    """An authority, or one of its units (then ``units`` is empty)."""

    id: str
    name: Text
    tally: Tally
    lines: tuple[Line, ...]
    units: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """``cells``: by obligation the worst verdict and the number of duties; an obligation that is not owed is absent."""

    id: str
    name: Text
    authority: str
    cells: Mapping[str, tuple[Verdict, int]]


@dataclass(frozen=True, slots=True)
class Matrix:
    by: str
    obligations: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its denominator. ``key`` names its sentence in strings.toml; ``of`` 0 = nothing to count."""

    key: str
    numerator: int
    of: int
    tone: str
    share: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """A file that something here rests on; ``cited`` is the number of duties that cite it."""

    file: str
    sha256: str
    kind: str
    cited: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding on the input in words: where, how grave (a Severity), what and what to do."""

    place: str
    severity: str
    text: Text


@dataclass(frozen=True, slots=True)
class Limit:
    """An obligation that this version does not judge (``judged`` False), or not in full, and why."""

    obligation: str
    text: Text
    judged: bool
    why: Text


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A cell that came and was not taken, and has not been answered. ``obligations`` and ``units``: what its row is
    about, several where ``doubt`` names the one of the two that it may be about; () where nobody can say."""

    source: CitedSource
    value: str
    severity: str
    text: Text
    obligations: tuple[str, ...]
    units: tuple[Text, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring obligation for one unit. ``named``: the periods not carried out, or late, in their order."""

    obligation: str
    text: Text
    unit_name: Text
    tally: Tally
    named: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def begun(self) -> int:
        """Periods that are in force or over."""
        return self.tally.duties - self.tally.of((Verdict.NOT_IN_FORCE,))


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a report prints. ``languages``: the project's, the first one leads."""

    project: Text
    banner: Text
    languages: tuple[str, ...]
    as_of: date
    known_at: datetime
    policy: str
    calendar_version: str
    headline: Text
    total: Tally
    tiles: tuple[Tile, ...]
    lines: tuple[Line, ...]
    action: tuple[Line, ...]
    questions: tuple[Line, ...]
    coming: tuple[Line, ...]
    orders: tuple[Order, ...]
    authorities: tuple[Branch, ...]
    matrix: Matrix
    inputs: tuple[Input, ...]
    findings: tuple[Notice, ...]
    not_taken: tuple[OpenRow, ...] = ()
    limits: tuple[Limit, ...] = ()
    series: tuple[Series, ...] = ()
    program: str = ""
    policy_title: Text = field(default_factory=dict)

    @property
    def exceptions(self) -> tuple[Line, ...]:
        """What needs action, worst first, then what only raises a question."""
        return self.action + self.questions
