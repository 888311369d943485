"""What a review sheet decides about a draft: every row in exactly one of seven. Pure.

A decision holds for the obligation that the reviewer saw. One that was changed or removed since is asked about, never
overwritten; one that was decided in the same way before is known. A row with a bad cell is not applied at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.findings import at
from tracker.followup.folding import fold
from tracker.followup.values import text_of
from tracker.model import Finding, SourceRef
from tracker.review import answered, checking, history
from tracker.review.fields import Changes, Reader, choices
from tracker.review.records import Cell, Workbook
from tracker.review.sheet_in import ReviewSheet, Row
from tracker.review.sheet_out import Draft
from tracker.review.show import Shown, settled
from tracker.review.words import chosen, texts

OUTCOMES = ("accepted", "corrected", "rejected", "unanswered", "known", "question")
APART = frozenset({"text", "addressee", "units", "exceptions", "conditions", "evidence_required"})
"""Fields of which none bears on another: where only such a one is bad, the others are still checked together."""
DONE: Mapping[str, str] = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on the obligation at ``index`` of the draft. ``changes``: of a correction."""

    index: int
    decision: str
    by: str
    on: date
    key: str
    cell: str
    text: str
    remark: str = ""
    changes: Changes = field(default_factory=dict)


class Review:
    """The reading of one sheet against one draft. ``shown``: its grey cells by obligation, in each language in which
    the sheet can have gone out."""

    def __init__(
        self, workbook: Workbook, sheet: ReviewSheet, draft: Draft, reader: Reader, shown: Sequence[Sequence[Shown]]
    ) -> None:
        self.workbook, self.sheet, self.draft, self.reader = workbook, sheet, draft, reader
        self.shown = shown
        self.findings: list[Finding] = []
        self.decisions: list[Decision] = []
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self.obligations: Sequence[Mapping[str, Any]] = draft.raw["obligations"]
        self.places = {name: index for index, name in enumerate(history.keys(self.obligations))}
        self.before = history.decisions(draft.raw)

    def decide(self, today: date) -> None:
        """Fills ``decisions``, ``counts`` and ``findings``."""
        seen: set[str] = set()
        for row in self.sheet.rows:
            foreign = row.key is None or row.key in seen
            outcome = self._foreign(row) if foreign else self._row(row, today)
            seen.add(row.key or "")
            self.counts[outcome] += 1

    def _at(self, cell: str) -> SourceRef:
        return self.workbook.at(self.sheet.sheet, cell)

    def _say(self, code: str, cell: str, **values: object) -> str:
        self._tell(at(code, self._at(cell), **values))
        return "question"

    def _tell(self, finding: Finding) -> None:
        """Each once: a cell at the top of the sheet is read for every row."""
        if finding not in self.findings:
            self.findings.append(finding)

    def _foreign(self, row: Row) -> str:
        return self._say("review-row-foreign", row.decision_at) if row.entries else "unanswered"

    def _row(self, row: Row, today: date) -> str:
        assert row.key is not None
        index = self.places.get(row.key)
        if index is not None:
            self._grey(row, index)
        told = {name for name in row.entries if name not in ("reviewer", "reviewed_on")}
        if not told:
            if index is not None and not self._made(row.key):
                self._say("review-unanswered", row.decision_at)
            return "unanswered"
        decision = self._decision(row)
        signed = self._signed(row, today)
        made = self._made(row.key)
        if index is None:
            if decision is None or signed is None:
                return "question"
            return self._decided(row, decision, made[-1]) if made else self._say("review-row-changed", row.decision_at)
        old = self.obligations[index]
        changes = self._changes(row, old)  # read whatever was decided, so that every bad cell is named at once
        if decision is None or signed is None or changes is None:
            return "question"
        by, on = signed
        if made and decision == made[-1]["decision"] and (made[-1]["by"], made[-1]["on"]) == (by, on.isoformat()):
            return "known"
        remark = row.entries.get("remark")
        said = old.get("text") or {}
        text = said.get(self.reader.language) or next(iter(said.values()), old.get("quote", ""))
        remark_text = text_of(remark.value) if remark else ""
        gone = sorted((old.get("text") or {}).keys() - changes.get("text", old.get("text") or {}).keys())
        if gone:
            names = {
                tag: "، ".join(texts()["languages"].get(one, {}).get(tag, one) for one in gone) for tag in ("ar", "en")
            }
            self._say("review-text-language", row.corrections["text"].address, languages=names)
        made_now = Decision(index, decision, by, on, row.key, row.decision_at, text, remark_text, changes)
        self.decisions.append(made_now)
        return DONE[decision]

    def _made(self, key: str) -> list[Mapping[str, Any]]:
        return [decision for decision in self.before if decision["key"] == key]

    def _decided(self, row: Row, decision: str, made: Mapping[str, Any]) -> str:
        """A row whose obligation an earlier decision has changed or taken out: the same again, or another?"""
        if decision == made["decision"]:
            same = decision == "reject"
            if decision == "correct":
                same = self._changes(row, made.get("before", {}), checked=False) == made.get("after")
            if same:
                return "known"
        words = texts()["decisions"][made["decision"]]
        return self._say("review-decided", row.decision_at, by=made["by"], decision=words)

    def _grey(self, row: Row, index: int) -> None:
        """A grey cell that was written over is named: what stands there is not read."""
        for name in ("clause", "read_as", "questions"):
            cell = row.grey.get(name)
            stands = cell.value if cell and isinstance(cell.value, str) else text_of(cell.value) if cell else ""
            if fold(settled(stands)) not in {fold(settled(getattr(one, name))) for one in self.shown[index]}:
                self._say("review-grey-altered", cell.address if cell else row.decision_at)

    def _decision(self, row: Row) -> str | None:
        cell = row.entries.get("decision")
        if cell is None:
            self._say("review-decision-missing", row.decision_at, options=choices("decision"))
            return None
        if cell.fault is not None:
            self._say(cell.fault[0], cell.address, value=cell.fault[1])
            return None
        picked = chosen("decision", text_of(cell.value))
        if picked is None:
            self._say("review-choice", cell.address, value=text_of(cell.value), options=choices("decision"))
            return None
        words = texts()["decisions"]
        if picked != "correct" and row.corrections:
            self._say("review-contradiction", cell.address, value=words[picked], option=words["correct"])
            return None
        if picked == "correct" and not row.corrections:
            self._say("review-correction-missing", cell.address)
            return None
        return picked

    def _signed(self, row: Row, today: date) -> tuple[str, date] | None:
        """Who decided, and when: in the row, else at the top of the sheet."""
        who = self._entered(row, "reviewer", self.sheet.reviewer, "review-person-missing", self.sheet.reviewer_at)
        when = self._entered(
            row, "reviewed_on", self.sheet.reviewed_on, "review-day-missing", self.sheet.reviewed_on_at
        )
        day = None if when is None else self.reader.day(when.value, self._at(when.address))
        if isinstance(day, Finding):
            self._tell(day)
            return None
        if when is not None and day is not None and day > today:
            self._say("day-in-future", when.address, value=day.isoformat())
            return None
        return None if who is None or day is None else (text_of(who.value), day)

    def _entered(self, row: Row, name: str, top: Cell | None, missing: str, top_at: str) -> Cell | None:
        """What a row says of who or when, else what the top says. Where neither does, the top is named, unless the
        reviewers sign row by row."""
        cell = row.entries.get(name) or top
        if cell is None:
            by_row = any(name in one.entries for one in self.sheet.rows)
            self._say(missing, row.decision_at if by_row else top_at)
        elif cell.fault is not None:
            self._say(cell.fault[0], cell.address, value=cell.fault[1])
        else:
            return cell
        return None

    def _changes(self, row: Row, old: Mapping[str, Any], *, checked: bool = True) -> dict[str, Any] | None:
        """The corrected fields, or None where a cell of them is bad; every bad cell is named. What a cell says itself
        goes before what follows from another (a deadline 'every week' makes a duty periodic)."""
        changes: dict[str, Any] = {}
        bad: set[str] = set()
        for name, cell in row.corrections.items():
            found = self.reader.read(name, cell, self._at(cell.address), old)
            if isinstance(found, Finding):
                self._tell(found)
                bad.add(name)
                continue
            changes |= {key: value for key, value in found.items() if key == name or key not in row.corrections}
        changes = {name: value for name, value in changes.items() if value is not None or name in old}
        stay = answered.left(old.get("questions", ()), changes)
        if stay is not None:
            changes["questions"] = stay or None
        fits = not (checked and changes and bad <= APART) or self._fits(row, {**old, **changes})
        return changes if fits and not bad else None

    def _fits(self, row: Row, candidate: Mapping[str, Any]) -> bool:
        """Whether the corrected obligation is one that the register takes; faults are told at the cells."""
        obligation = {name: value for name, value in candidate.items() if value is not None}
        head = {name: value for name, value in self.draft.raw.items() if name != "reviews"}
        places: dict[tuple[str | int, ...], str] = {(): row.decision_at, ("obligations", 0): row.decision_at}
        places |= {("obligations", 0, name): cell.address for name, cell in row.corrections.items()}
        raw = {**head, "obligations": [obligation]}
        found = checking.check(raw, places, self.workbook, self.sheet.sheet, self.reader.units.tree)
        for finding in found:
            self._tell(finding)
        return not checking.errors(found)
