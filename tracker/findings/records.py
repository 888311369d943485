"""What a code of a finding is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"
    NOTE = "note"


E_, W_, Q_, N_ = Severity.ERROR, Severity.WARNING, Severity.QUESTION, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. ``text`` says what is wrong, ``remedy`` what to do."""

    severity: Severity
    ar: str
    en: str
    remedy_ar: str = ""
    remedy_en: str = ""
