"""A form that was filled in for a directive without a text -> a draft, with who filled it in and the page image.

One form is one directive: it is taken whole, or not at all with every bad cell named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.findings import at
from tracker.followup.dates import Order
from tracker.followup.folding import clean
from tracker.followup.lexicon import Lexicon
from tracker.followup.sheets import Sheet, address
from tracker.followup.values import is_blank, text_of
from tracker.model import Finding, SourceRef
from tracker.review import checking, drafting, images, lists
from tracker.review.fields import Reader, plain
from tracker.review.form_out import COLUMNS, DAYS, ENTRIES, HEAD, HEAD_ROW, MARK, NEEDED, TITLE_ROW, WIDTHS
from tracker.review.letters import Letter, Line
from tracker.review.records import Cell, Imported, Office, Workbook
from tracker.review.sheet_in import marked
from tracker.review.units import Units
from tracker.review.words import texts

CHOSEN = ("modality", "pattern", "exceptions", "conditions", "ends_on", "evidence_required")
"""Fields of an obligation that the form states itself, beside what a list has too."""
_NAME = re.compile(r"\w[^\s/\\\x00-\x1f\x7f]{0,99}")


@dataclass(slots=True)
class Form:
    """A form as it stands. ``head``: field -> its cell; ``places``: every cell of the head; ``rows``: the rows filled
    in, with their number; ``read``: how many rows there are."""

    sheet: Sheet
    head: dict[str, Cell] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, dict[str, Cell], dict[str, str]]] = field(default_factory=list)
    read: int = 0


def read(sheets: tuple[Sheet, ...], lexicon: Lexicon) -> Form | None:
    """The form of a workbook, or None where it holds none."""
    found = marked(sheets, MARK)
    if found is None:
        return None
    sheet, title, key_column, _ = found
    left, up = key_column - (len(COLUMNS) - 1), title - (TITLE_ROW - 1)
    form = Form(sheet)

    def cell(row: int, column: int) -> Cell | None:
        value, fault = sheet.at(row, column), sheet.faults.get((row, column))
        blank = is_blank(value, lexicon) and fault is None
        return None if blank else Cell(value, address(row, column), fault)

    for offset, pair in enumerate(HEAD):
        for name, (first, _last) in zip(pair, ENTRIES, strict=True):
            row, column = up + HEAD_ROW - 1 + offset, left + first - 1
            form.places[name] = address(row, column)
            one = cell(row, column)
            if one is not None:
                form.head[name] = one
    for row in range(title + 1, len(sheet.rows)):
        named = {name: left + COLUMNS.index(name) for name in WIDTHS if name != "number"}
        cells = {name: one for name, column in named.items() if (one := cell(row, column)) is not None}
        if cells or str(sheet.at(row, key_column) or "").startswith("row "):
            form.read += 1
        if cells:
            form.rows.append((row, cells, {name: address(row, column) for name, column in named.items()}))
    return form


def formed(workbook: Workbook, form: Form, office: Office) -> Imported:
    """What a form makes of the register."""
    return _Taking(workbook, form, office).take()


class _Taking:
    def __init__(self, workbook: Workbook, form: Form, office: Office) -> None:
        self.workbook, self.form, self.office = workbook, form, office
        self.findings: list[Finding] = []
        self.units = Units(office.register.units)
        self.order = Order.DAY_FIRST if office.calendar.policy.day_first else Order.MONTH_FIRST

    def take(self) -> Imported:
        reader = self._reader(self.office.today)
        days = {name: self._day(name, reader) for name in DAYS if name in self.form.head}
        for name in NEEDED:
            if name not in self.form.head:
                self._say("form-field-missing", self.form.places[name], field=texts()["form"]["head"][name])
        for name, cell in self.form.head.items():
            if cell.fault is not None and name not in DAYS:
                self._say(cell.fault[0], cell.address, value=cell.fault[1])
        issued, on = days.get("issued_on"), days.get("on")
        for name, day in (("issued_on", issued), ("on", on)):
            if day is not None and day > self.office.today:
                self._say("day-in-future", self.form.places[name], value=day.isoformat())
        if not self.form.rows:
            self._say("form-empty", self.form.places["issuer"])
        if not self.form.rows:
            return self._made({}, {})
        if issued is None:  # what is wrong in the rows whatever the day is named now, not after the next import
            self._rows_read()
            return self._made({}, {})
        known = self._known(issued)
        if known is not None:
            return known
        image = self._image()
        raw = self._raw(issued, days, image)
        name = raw["id"]
        if self.findings and checking.errors(self.findings):
            return self._made({}, {})
        kept = {} if image is None else {self.office.settings.root / image.kept: image.content}
        return self._made({name: raw}, kept)

    def _say(self, code: str, cell: str, **values: object) -> None:
        self.findings.append(at(code, self.workbook.at(self.form.sheet, cell), **values))

    def _reader(self, issued: date) -> Reader:
        language = self.office.settings.languages[0]
        return Reader(issued, self.office.calendar.policy, self.office.lexicon, self.units, language)

    def _day(self, name: str, reader: Reader) -> date | None:
        cell = self.form.head[name]
        where = self.workbook.at(self.form.sheet, cell.address)
        found = at(cell.fault[0], where, value=cell.fault[1]) if cell.fault else reader.day(cell.value, where)
        if isinstance(found, Finding):
            self.findings.append(found)
            return None
        return found

    def _text(self, name: str) -> str | None:
        cell = self.form.head.get(name)
        return None if cell is None or cell.fault is not None else text_of(cell.value) or None

    def _known(self, issued: date) -> Imported | None:
        """The same letter is in the register: from this very form, or from elsewhere."""
        there = lists.same_letter(self._text("number"), issued, self._text("issuer"), self.office)
        if there is None:
            return None
        same = there.origin is not None and there.origin.sha256 == self.workbook.sha256
        if same:
            where = self.workbook.at(self.form.sheet)
            counts = self._counts(known=len(self.form.rows))
            return Imported("form", counts, (at("import-known", where, id=there.id),))
        place = self.form.places["number"]
        self._say("form-letter-known", place, id=there.id)
        return self._made({}, {})

    def _image(self) -> images.Image | None:
        cell = self.form.head.get("image")
        if cell is None or cell.fault is not None:
            return None
        where = self.workbook.at(self.form.sheet, cell.address)
        found = images.beside(self.workbook.folder, text_of(cell.value), where)
        if isinstance(found, Finding):
            self.findings.append(found)
            return None
        return found

    def _raw(self, issued: date, days: Mapping[str, date | None], image: images.Image | None) -> dict[str, Any]:
        """The draft's fields; what is wrong in them is found at its cell."""
        head = {name: cell for name, cell in self.form.head.items() if name in ("number", "issued_on", "issuer")}
        letter = Letter(self._text("number"), issued, self._text("issuer"), head)
        for row, cells, places in self.form.rows:
            letter.lines.append(self._line(row, cells, places))
        name = self._name(letter)
        columns = frozenset(WIDTHS)
        raw = drafting.directive(letter, name, self.workbook, self.office, self.units, columns)
        source, obligations = raw.pop("source"), raw.pop("obligations")
        title = self._text("title")
        if title:
            raw["title"] = {drafting.language_of(title): title}
        raw |= {key: days[key] for key in ("notified_on", "effective_on") if days.get(key) is not None}
        if image is not None:
            raw["document"] = {"file": image.kept, "sha256": image.sha256}
        cells_said = source.pop("cells")
        by, on = self._text("by"), days.get("on")
        raw["source"] = {**source, **({"by": by} if by else {}), **({"on": on} if on else {}), "cells": cells_said}
        raw["obligations"] = self._overlaid_all(obligations, issued)
        self._check(raw)
        return raw

    def _name(self, letter: Letter) -> str:
        cell, taken = self.form.head.get("id"), lists.names(self.office)
        if cell is None or cell.fault is not None:
            return drafting.identifier(letter, taken)
        name = clean(text_of(cell.value))
        if not _NAME.fullmatch(name):
            self._say("form-identifier", cell.address, value=name)
        elif name in taken:
            self._say("identifier-twice", cell.address, id=name, first=f"{name}.yaml")
        return name

    def _line(self, row: int, cells: dict[str, Cell], places: dict[str, str]) -> Line:
        """A row as one of a list; one that does not say what is ordered is named, and stands with a dash till then."""
        subject = cells.get("subject")
        if subject is None or subject.fault is not None:
            if subject is not None and subject.fault is not None:
                self._say(subject.fault[0], subject.address, value=subject.fault[1])
            else:
                self._say("list-subject-missing", places["subject"])
            cells = {**cells, "subject": Cell("—", places["subject"])}
        return Line(self.form.sheet, row, cells, places, {}, {"deadline": self.order})

    def _rows_read(self) -> None:
        """The faults of the rows' cells in a form whose day cannot be read."""
        for row, cells, places in self.form.rows:
            self._line(row, cells, places)
        self._overlaid_all([{} for _ in self.form.rows], self.office.today)
        self._image()

    def _overlaid_all(self, obligations: Sequence[dict[str, Any]], issued: date) -> list[dict[str, Any]]:
        reader = self._reader(issued)
        rows = zip(obligations, self.form.rows, strict=True)
        return [self._overlaid(one, cells, reader) for one, (_, cells, _) in rows]

    def _overlaid(self, one: dict[str, Any], cells: Mapping[str, Cell], reader: Reader) -> dict[str, Any]:
        """An obligation with what the form itself says of it."""
        said: dict[str, Any] = {}
        for name in CHOSEN:
            if name not in cells:
                continue
            where = self.workbook.at(self.form.sheet, cells[name].address)
            found = reader.read(name, cells[name], where, one)
            if isinstance(found, Finding):
                self.findings.append(found)
            else:
                said |= {key: value for key, value in found.items() if value is not None}
        if said.get("modality") == "prohibition":
            said.setdefault("pattern", "maintenance")  # every prohibition is one (semantics §1)
        tail: dict[str, Any] = {key: one.pop(key) for key in ("questions", "source") if key in one}
        return {**one, **said, **tail}

    def _check(self, raw: Mapping[str, Any]) -> None:
        places: dict[tuple[str | int, ...], str] = {(): self.form.places["issuer"]}
        for name in ("issuer", "issued_on", "notified_on", "effective_on", "number", "title", "id"):
            places[(name,)] = self.form.places[name]
        for index, (_, cells, rows) in enumerate(self.form.rows):
            places["obligations", index] = rows["subject"]
            for name, cell in cells.items():
                places["obligations", index, {"addressee": "units", "subject": "text"}.get(name, name)] = cell.address
        values = plain(raw) | {"obligations": [plain(one) for one in raw["obligations"]]}
        found = checking.check(values, places, self.workbook, self.form.sheet, self.office.register.units)
        known = {(one.code, _cell_of(one.source)) for one in self.findings}
        self.findings += [one for one in found if (one.code, _cell_of(one.source)) not in known]

    def _counts(self, taken: int = 0, known: int = 0, rejected: int = 0) -> dict[str, int]:
        empty = self.form.read - len(self.form.rows)
        other = len(self.form.rows) - taken - known - rejected
        found = {"taken": taken, "known": known, "rejected": rejected, "empty": empty, "other": other}
        return {"read": self.form.read, **found}

    def _made(self, drafts: Mapping[str, Mapping[str, Any]], kept: Mapping[Path, bytes]) -> Imported:
        taken = len(self.form.rows) if drafts else 0
        counts = self._counts(taken, rejected=len(self.form.rows) - taken)
        made = lists.made("form", self.workbook, self.office, drafts, counts, self.findings)
        return Imported("form", made.counts, made.findings, {**kept, **made.files}, made.drafts, made.questions)


def _cell_of(source: SourceRef | None) -> str | None:
    return source.cell if source is not None else None
