"""What a row is about: which obligation, of which unit, due when. Pure; the day of a report is in ``days``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.findings import at
from tracker.followup.columns import Head
from tracker.followup.dates import Fault, read_date
from tracker.followup.days import Source
from tracker.followup.entries import Cell, Reader, cell_error
from tracker.followup.matching import Match, Names, identifier_key
from tracker.followup.owed import Owed
from tracker.followup.records import Candidate, Notice
from tracker.followup.sheets import Sheet
from tracker.followup.values import text_of
from tracker.model import SourceRef
from tracker.register import tables

KEY_MARK = "tracker"
"""Begins the hidden cell of a row of our own workbook: ``tracker|obligation|unit|due date``, of a period or an event
with a fifth part (``START/END``, ``event:NUMBER``)."""
EVENT = "event:"

_PERIOD = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Subject:
    """``question`` says what stays open. ``named``: the row itself names an obligation or a unit. ``cell``: where the
    obligation stands; ``unit_cell``: where the row names its unit. ``kept_due``: what our workbook itself had shown;
    ``occasion``: the period or the event that its row is about."""

    obligation: str | None
    unit: str | None
    cell: str
    unit_cell: str | None = None
    named: bool = False
    question: Notice | None = None
    kept_due: str = ""
    occasion: str = ""

    @property
    def event(self) -> str | None:
        """The number of the event that the row of our workbook is about."""
        return self.occasion.removeprefix(EVENT) if self.occasion.startswith(EVENT) else None

    @property
    def period(self) -> tuple[date, date] | None:
        """The period that the row of our workbook is about."""
        first, slash, last = self.occasion.partition("/")
        if self.occasion.startswith(EVENT) or not slash:
            return None
        return date.fromisoformat(first), date.fromisoformat(last)


def row_key(obligation: str, unit: str, due_on: date | None, occasion: str = "") -> str:
    """The hidden cell of a row of the workbook that is sent out."""
    parts = (KEY_MARK, obligation, unit, due_on.isoformat() if due_on else "", occasion)
    return "|".join(parts if occasion else parts[:4])


def find_subject(cells: Mapping[str, Cell], head: Head, sheet: Sheet, owed: Owed, source: Source) -> Subject:
    """The obligation and the unit of a row, or the question that stays. An identifier decides; words only where they
    are clear; a unit that does not owe the obligation is a question, as is a key that was moved."""
    unit, unit_cell, unit_match = _unit(cells, head, sheet, owed, source)
    kept = _kept_key(cells, owed)
    if kept is not None:
        return _by_key(cells, kept, unit_match, unit_cell, owed, source, sheet)
    among = owed.by_unit(unit) if unit is not None else None
    obligation, cell, match = _obligation(cells, head, owed, among)
    named = bool(cell) or unit_cell is not None
    place = cell or unit_cell or _first_cell(cells)
    if obligation is None:
        asked = _obligation_question(cells, match, place, owed, source, sheet)
        return Subject(None, unit, place, unit_cell, named, asked)
    contradicted = _contradicted(cells, obligation, match, owed)
    if contradicted is not None:
        asked = _ask("identifier-contradicted", place, source, sheet, contradicted, value=_shown(cells))
        return Subject(obligation, unit, place, unit_cell, True, asked)
    if unit is None and unit_match is None and len(owed.owners[obligation]) == 1:
        unit = owed.owners[obligation][0]
    if unit is None:
        asked = _unit_question(cells, unit_match, place, owed, source, sheet)
        return Subject(obligation, None, place, unit_cell, True, asked)
    return _owing(obligation, unit, place, unit_cell, owed, source, sheet)


def due_of(cells: Mapping[str, Cell], subject: Subject, owed: Owed, reader: Reader) -> date | Fault | None:
    """The due date that the sheet states where it is not the register's; None where it agrees, is blank, or the
    register knows none. A date that our own workbook had shown is no alteration, whatever the register says since."""
    cell = cells.get("due_on")
    if cell is None or reader.blank(cell) or subject.obligation is None or subject.unit is None:
        return None
    known = known_due(subject, owed)
    if known is None:
        return None
    found = cell_error(cell) or read_date(cell.value, reader.lexicon, reader.order("due_on"))
    if isinstance(found, Fault):
        return found
    return None if found == known or found.isoformat() == subject.kept_due else found


def known_due(subject: Subject, owed: Owed) -> date | None:
    """The register's due date; of a period or an event, which has one of its own, the date that our workbook showed."""
    if subject.obligation is None or subject.unit is None:
        return None
    known = owed.due.get((subject.obligation, subject.unit))
    if known is None and subject.occasion and subject.kept_due:
        return tables.date_of(subject.kept_due)
    return known


def _owing(
    obligation: str,
    unit: str,
    cell: str,
    unit_cell: str | None,
    owed: Owed,
    source: Source,
    sheet: Sheet,
    kept_due: str = "",
    occasion: str = "",
) -> Subject:
    asked = None
    if unit not in owed.owners[obligation]:
        near = tuple(Candidate(owner, 0) for owner in owed.owners[obligation][:3])
        asked = _ask("duty-unknown", cell, source, sheet, near, obligation=obligation, unit=unit)
    return Subject(obligation, unit, cell, unit_cell, True, asked, kept_due, occasion)


def _kept_key(cells: Mapping[str, Cell], owed: Owed) -> tuple[str, str, str, str] | None:
    """(obligation, unit, due date, period or event) of the hidden cell of our own workbook, where it names things of
    this register."""
    cell = cells.get("row_key")
    parts = text_of(cell.value).split("|", 4) if cell is not None else []
    if len(parts) < 4 or parts[0] != KEY_MARK or parts[1] not in owed.obligations or parts[2] not in owed.units:
        return None
    occasion = parts[4] if len(parts) == 5 else ""
    return (parts[1], parts[2], parts[3], occasion) if _is_occasion(occasion) else None


def _is_occasion(text: str) -> bool:
    return not text or text.startswith(EVENT) or _PERIOD.fullmatch(text) is not None


def _by_key(
    cells: Mapping[str, Cell],
    kept: tuple[str, str, str, str],
    unit_match: Match | None,
    unit_cell: str | None,
    owed: Owed,
    source: Source,
    sheet: Sheet,
) -> Subject:
    """A row of our own workbook: what is shown must be what is kept."""
    obligation, unit, due, occasion = kept
    shown = _shown(cells)
    place = cells["obligation"].address if "obligation" in cells else cells["row_key"].address
    moved = bool(shown) and owed.obligation_names.by_identifier(shown) != obligation
    written = owed.units[unit].name.values()
    names = {*map(text_of, written), text_of("\n".join(written)), unit}  # our form has them one above another
    elsewhere = (
        unit_match is not None
        and unit_cell is not None
        and unit_match.id != unit
        and text_of(cells["unit"].value) not in names
    )
    if moved or elsewhere:
        value = shown if moved else text_of(cells["unit"].value)
        near = (Candidate(obligation, 100),)
        cell = place if moved else cells["unit"].address
        asked = _ask("identifier-altered", cell, source, sheet, near, value=value, hidden=f"{obligation} · {unit}")
        return Subject(None, unit, place, unit_cell, True, asked)
    return _owing(obligation, unit, place, unit_cell, owed, source, sheet, due, occasion)


def _obligation(
    cells: Mapping[str, Cell], head: Head, owed: Owed, among: tuple[str, ...] | None
) -> tuple[str | None, str, Match | None]:
    """(the obligation, where it stands, how it was matched): from the identifier's column, the text's, or the head."""
    first: tuple[str, Match] | None = None
    for name in ("obligation", "obligation_text"):
        cell = cells.get(name)
        text = text_of(cell.value) if cell is not None else ""
        if cell is None or not text:
            continue
        match = _match(owed.obligation_names, text, among)
        if match.id is not None:
            return match.id, cell.address, match
        if first is None or (name == "obligation" and owed.obligation_names.looks_like_identifier(text)):
            first = (cell.address, match)
        if owed.obligation_names.looks_like_identifier(text):
            break
    if first is not None:
        return None, first[0], first[1]
    stated = head.labelled.get("obligation")
    if stated is not None:
        match = _match(owed.obligation_names, text_of(stated.value), among)
        return match.id, stated.cell, match
    return None, "", None


def _match(names: Names, text: str, among: tuple[str, ...] | None) -> Match:
    """By identifier; by words among what the unit owes. What is shaped like an identifier is never matched by words."""
    if names.looks_like_identifier(text):
        known = names.by_identifier(text)
        return Match(known, "id" if known else "none", 100 if known else 0, () if known else names.nearest(text))
    found = names.find(text, among)
    return (
        found
        if found.id is not None or among is None
        else Match(None, "none", found.score, names.find(text).candidates)
    )


def _contradicted(
    cells: Mapping[str, Cell], obligation: str, match: Match | None, owed: Owed
) -> tuple[Candidate, ...] | None:
    """The other obligation, where the identifier names one and the text beside it is another's own."""
    cell = cells.get("obligation_text")
    if match is None or match.how != "id" or cell is None:
        return None
    other = owed.obligation_names.find(text_of(cell.value))
    if other.id is None or other.id == obligation or other.how != "exact":
        return None
    return (Candidate(obligation, 100), Candidate(other.id, other.score))


def _unit(
    cells: Mapping[str, Cell], head: Head, sheet: Sheet, owed: Owed, source: Source
) -> tuple[str | None, str | None, Match | None]:
    """(the unit, the row's own cell for it, how it was matched). A named unit that is not known stays a question."""
    cell = cells.get("unit")
    if cell is not None and text_of(cell.value):
        match = owed.unit_names.find(text_of(cell.value))
        return match.id, cell.address, match
    stated = head.labelled.get("unit")
    if stated is not None:
        match = owed.unit_names.find(text_of(stated.value))
        return match.id, None, match
    for text in (sheet.name, *(text_of(place.value) for place in head.texts)):
        match = owed.unit_names.find(text)
        if match.how in ("id", "exact"):
            return match.id, None, match
    return source.unit, None, None


def _shown(cells: Mapping[str, Cell]) -> str:
    cell = cells.get("obligation")
    return text_of(cell.value) if cell is not None else ""


def _first_cell(cells: Mapping[str, Cell]) -> str:
    for name in ("obligation", "obligation_text", "unit", "state"):
        if name in cells:
            return cells[name].address
    return next(iter(cells.values())).address


def _obligation_question(
    cells: Mapping[str, Cell], match: Match | None, place: str, owed: Owed, source: Source, sheet: Sheet
) -> Notice:
    if match is None:
        return _ask("obligation-missing", place, source, sheet, ())
    text = _shown(cells) or text_of(cells["obligation_text"].value) if "obligation_text" in cells else _shown(cells)
    near = match.candidates or owed.obligation_names.nearest(text)
    return _ask("obligation-unmatched", place, source, sheet, near, value=text, nearest=owed.listed(near))


def _unit_question(
    cells: Mapping[str, Cell], match: Match | None, place: str, owed: Owed, source: Source, sheet: Sheet
) -> Notice:
    if match is None:
        return _ask("unit-missing", place, source, sheet, ())
    cell = cells.get("unit")
    text = text_of(cell.value) if cell is not None else ""
    near = match.candidates or owed.unit_names.nearest(text)
    where = cell.address if cell is not None and text else place
    return _ask("unit-unmatched", where, source, sheet, near, value=text, nearest=owed.listed(near))


def _ask(
    code: str, cell: str, source: Source, sheet: Sheet, candidates: tuple[Candidate, ...], **values: object
) -> Notice:
    where = SourceRef(source.file, source.sha256, sheet=sheet.name, cell=cell)
    return Notice(at(code, where, **values), 0, str(values.get("value", "")), candidates)


__all__ = ["Source", "Subject", "due_of", "find_subject", "identifier_key", "row_key"]
