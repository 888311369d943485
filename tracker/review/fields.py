"""One cell of a correction or of a form -> fields of an obligation, or the finding that says why not. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.calendars.profiles import Policy
from tracker.findings import at
from tracker.followup.dates import Fault, Order, read_date
from tracker.followup.folding import clean
from tracker.followup.lexicon import Lexicon
from tracker.followup.values import text_of
from tracker.model import Finding, SourceRef, Text
from tracker.review import deadlines
from tracker.review.records import Cell
from tracker.review.units import Units, Unknown, listed
from tracker.review.words import chosen, options, removes, texts

NEEDED = frozenset({"text", "modality", "strength", "pattern"})
"""Fields that cannot be taken away."""
DOUBTFUL = frozenset({"date-ambiguous", "deadline-partly", "deadline-several"})
"""Questions that a reviewer's own words must not leave open."""
_LINES = re.compile(r"[\n؛;]")

Changes = Mapping[str, Any]
"""Field -> its new value in the register's shape; None: the field goes."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What cells are read with. ``issued_on``: the day against which times are read."""

    issued_on: date
    policy: Policy
    lexicon: Lexicon
    units: Units
    language: str

    @property
    def order(self) -> Order:
        return Order.DAY_FIRST if self.policy.day_first else Order.MONTH_FIRST

    def read(self, name: str, cell: Cell, where: SourceRef, old: Mapping[str, Any]) -> Changes | Finding:
        """What a cell of a field changes in an obligation that says ``old``."""
        if cell.fault is not None:
            return at(cell.fault[0], where, value=cell.fault[1])
        value = cell.value
        if isinstance(value, str) and removes(value):
            return self._removed(name, where)
        readers: Mapping[str, Callable[[], Changes | Finding]] = {
            "text": lambda: self._text(value, old),
            "deadline": lambda: self._deadline(cell, where, old),
            "units": lambda: self._units(value, where),
            "addressee": lambda: {"addressee": text_of(value)},
        }
        if name in readers:
            return readers[name]()
        if name in ("exceptions", "conditions"):
            return {name: lines_of(value)}
        if name in ("effective_on", "ends_on"):
            day = self.day(value, where)
            return day if isinstance(day, Finding) else {name: day.isoformat()}
        return self._choice(name, value, where)

    def day(self, value: Any, where: SourceRef) -> date | Finding:
        found = read_date(value, self.lexicon, self.order)
        return at(found.code, where, **found.values) if isinstance(found, Fault) else found

    def _removed(self, name: str, where: SourceRef) -> Changes | Finding:
        if name in NEEDED:
            return at("review-field-needed", where, field=texts()["review"]["columns"][name])
        return {name: {"kind": "none"} if name == "deadline" else None}

    def _text(self, value: Any, old: Mapping[str, Any]) -> Changes:
        """A text that was corrected in one language leaves the others behind: what they say is no longer the order.
        They go out of the draft, and stay in its history."""
        text = text_of(value)
        tag = "ar" if any("\u0621" <= char <= "\u064a" for char in text) else "en"
        said = old.get("text") or {}
        return {"text": dict(said) if said.get(tag) == text else {tag: text}}

    def _choice(self, name: str, value: Any, where: SourceRef) -> Changes | Finding:
        answer = ("yes" if value else "no") if isinstance(value, bool) else text_of(value)
        picked = chosen(name, answer)
        if picked is None:
            return at("review-choice", where, value=text_of(value), options=choices(name))
        return {name: picked == "yes" if name == "evidence_required" else picked}

    def _units(self, value: Any, where: SourceRef) -> Changes | Finding:
        found = self.units.selector(value if isinstance(value, str) else text_of(value))
        if isinstance(found, Unknown):
            return at("review-unit", where, value=found.value, nearest=listed(found.nearest))
        return {"units": {key: names[0] if len(names) == 1 else names for key, names in found.items()} or None}

    def _deadline(self, cell: Cell, where: SourceRef, old: Mapping[str, Any]) -> Changes | Finding:
        place = deadlines.Place(cell.address, self.issued_on, self.policy, self.lexicon, self.order)
        reading = deadlines.read(cell.value, place)
        doubt = next((q for q in reading.questions if not reading.understood or q.code in DOUBTFUL), None)
        if doubt is not None:
            return at("review-deadline", where, value=text_of(cell.value), why=doubt.text)
        fields = dict(deadlines.as_map(reading))
        was_periodic = old.get("pattern") == "periodic"
        if fields["pattern"] == "achievement" and not was_periodic:
            del fields["pattern"]  # 'within 7 days' says nothing of whether it is done once or on each event
        return {name: day.isoformat() if isinstance(day, date) else day for name, day in plain(fields).items()}


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as the YAML of the register has them: ISO text."""
    return {
        name: plain(value) if isinstance(value, Mapping) else value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
    }


def lines_of(value: Any) -> list[str]:
    """One entry a line, or between semicolons."""
    said = value if isinstance(value, str) else text_of(value)
    return [clean(part) for part in _LINES.split(said) if clean(part)]


def choices(name: str) -> Text:
    """A field's options, for a message."""
    return {"ar": "، ".join(options(name, "ar")), "en": ", ".join(options(name, "en"))}
