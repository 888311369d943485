"""The records that pass from room to room. All are frozen; all know where they came from.

The words are those of the domain (Hashmi, Governatori and Wynn on normative requirements; OASIS LegalRuleML 1.0):
a directive holds obligations, an obligation falls on units as duties, an observation reports on a duty,
an assessment judges it.
"""

from __future__ import annotations

from tracker.model.orders import (
    Amendment,
    Approval,
    Change,
    Deadline,
    Directive,
    Obligation,
    OrderException,
    Question,
    Selector,
    Unit,
)
from tracker.model.reports import (
    STATED_DUE,
    Assessment,
    CitedSource,
    Finding,
    Observation,
    Untaken,
)
from tracker.model.words import (
    Anchor,
    ChangeKind,
    DeadlineKind,
    Flag,
    Modality,
    Pattern,
    Rank,
    SourceRef,
    State,
    Strength,
    Text,
    TimeUnit,
    Verdict,
)

__all__ = [
    "STATED_DUE",
    "Amendment",
    "Anchor",
    "Approval",
    "Assessment",
    "Change",
    "ChangeKind",
    "CitedSource",
    "Deadline",
    "DeadlineKind",
    "Directive",
    "Finding",
    "Flag",
    "Modality",
    "Obligation",
    "Observation",
    "OrderException",
    "Pattern",
    "Question",
    "Rank",
    "Selector",
    "SourceRef",
    "State",
    "Strength",
    "Text",
    "TimeUnit",
    "Unit",
    "Untaken",
    "Verdict",
]
