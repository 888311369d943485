"""Letters of a list -> drafts in the register's YAML, each with its cells as source. Pure.

The list says what a clerk noted of a letter; what is not clear in it becomes a question in the draft. What its status
column says is kept as the clerk's word and never believed: no observation comes from a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from itertools import count
from typing import Any

from tracker.followup.dates import other_reading
from tracker.followup.folding import ascii_digits, clean, fold
from tracker.followup.values import text_of
from tracker.model import Question
from tracker.review import deadlines
from tracker.review.ask import ask
from tracker.review.letters import Letter, Line
from tracker.review.records import Cell, Office, Workbook
from tracker.review.units import Units, Unknown, listed
from tracker.review.words import word_lists

PREFIX = "LETTER"
_NO_SIGN = re.compile(r"[^A-Za-z0-9]+")
LONGEST = 60
"""Characters of an identifier."""


def identifier(letter: Letter, taken: Set[str]) -> str:
    """'LETTER-2025-03-15-1234': the letter's day, the figures of its number, one more number where that is taken.
    Arabic letters are left out: among figures and dashes they would be shown in another order than they are typed."""
    number = _NO_SIGN.sub("-", ascii_digits(clean(letter.number or ""))).strip("-")[:LONGEST]
    name = "-".join(part for part in (PREFIX, letter.dated.isoformat(), number) if part)
    numbered = (f"{name}-{k}" for k in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def source_map(workbook: Workbook, sheet: str, cells: Mapping[str, Cell]) -> dict[str, Any]:
    """A draft's ``source``: the kept file and by column the cell, with what stands there."""
    said = {name: {"cell": cell.address, "value": text_of(cell.value)} for name, cell in cells.items()}
    return {"file": workbook.kept, "sha256": workbook.sha256, "name": workbook.name, "sheet": sheet, "cells": said}


def directive(
    letter: Letter, name: str, workbook: Workbook, office: Office, units: Units, columns: Set[str]
) -> dict[str, Any]:
    """A draft's fields. ``columns``: those that the list has."""
    sheet = letter.lines[0].sheet.name
    issuer = letter.issuer or "؟"
    raw: dict[str, Any] = {
        "id": name,
        "issuer": {language_of(issuer): issuer},
        "issued_on": letter.dated,
        "status": "draft",
    }
    if letter.number:
        raw["number"] = letter.number
    raw["source"] = source_map(workbook, sheet, letter.cells)
    about = tuple(_about(letter, office))
    raw["obligations"] = [
        _obligation(line, letter, workbook, office, units, columns, about if n == 0 else ())
        for n, line in enumerate(letter.lines)
    ]
    return raw


def language_of(text: str) -> str:
    return "en" if re.search("[A-Za-z]", text) and not re.search("[\u0621-\u064a]", text) else "ar"


def _about(letter: Letter, office: Office) -> Iterable[Question]:
    """Questions about the letter itself; they stand at its first obligation."""
    line = letter.lines[0]
    first = line.cells["subject"].address
    dated = letter.cells.get("dated") or letter.cells.get("number_and_date")
    if letter.number is None:
        yield ask("number-missing", cell=line.places.get("number") or line.places.get("number_and_date", first))
    if letter.issuer is None:
        yield ask("issuer-missing", cell=line.places.get("issuer", first))
    if letter.beside:
        days = " / ".join(day.isoformat() for day in sorted(letter.beside))
        value = text_of(dated.value) if dated else ""
        written = dated.value if dated else None
        swapped = line.orders["dated"] if "dated" in line.unsure else None
        yield ask(
            "date-order" if swapped and other_reading(_ending(written), swapped) else "date-converted",
            cell=dated.address if dated else first,
            value=value,
            day=letter.dated.isoformat(),
            beside=days,
        )
    if letter.dated > office.today:
        yield ask("date-future", cell=dated.address if dated else first, value=letter.dated.isoformat())


def _ending(value: Any) -> Any:
    """The date of '1234 on 5/3/2025', or the value itself."""
    return value.rpartition(" ")[2] if isinstance(value, str) else value


def _obligation(
    line: Line,
    letter: Letter,
    workbook: Workbook,
    office: Office,
    units: Units,
    columns: Set[str],
    about: tuple[Question, ...],
) -> dict[str, Any]:
    subject = line.cells["subject"]
    text = text_of(subject.value)
    questions = list(about)
    if line.continued:
        questions.append(ask("continued", cell=subject.address))
    raw: dict[str, Any] = {
        "text": {language_of(text): text},
        "modality": "obligation",
        "strength": "order",
        "pattern": "achievement",
    }
    if _forbids(text) and "modality" not in line.cells:
        questions.append(ask("forbidding", cell=subject.address))
    addressee = _addressee(line, units, columns, questions)
    raw |= {name: value for name, value in addressee.items() if name == "addressee"}
    raw |= _deadline(line, letter, office, columns, questions)
    raw |= {name: value for name, value in addressee.items() if name == "units"}
    status = line.cells.get("status")
    if status is not None:
        questions.append(ask("status-not-taken", cell=status.address, value=text_of(status.value)))
    if questions:
        raw["questions"] = [dict(question.text) for question in questions]
    raw["source"] = source_map(workbook, line.sheet.name, line.cells)
    return raw


def _forbids(text: str) -> bool:
    said = f"{fold(text)} "
    return any(said.startswith(f"{word} ") for word in word_lists("subject")["forbidding"])


def _addressee(line: Line, units: Units, columns: Set[str], questions: list[Question]) -> dict[str, Any]:
    cell = line.cells.get("addressee")
    if cell is None:
        missing = "addressee-empty" if "addressee" in columns else "addressee-column-missing"
        questions.append(ask(missing, cell=line.places.get("addressee", "")))
        return {}
    text = cell.fault[1] if cell.fault else text_of(cell.value)
    found = units.find(text)
    if not isinstance(found, Unknown):
        return {"addressee": text, "units": {"id": found[0] if len(found) == 1 else list(found)}}
    code = "unit-several" if found.several else "unit-unknown"
    near = listed(found.nearest)
    texts = {tag: ask(code, value=found.value, cell=cell.address, nearest=near[tag]).text[tag] for tag in ("ar", "en")}
    questions.append(Question(code, texts))
    return {"addressee": text}


def _deadline(
    line: Line, letter: Letter, office: Office, columns: Set[str], questions: list[Question]
) -> Mapping[str, Any]:
    cell = line.cells.get("deadline")
    if cell is None and "deadline" not in columns:
        questions.append(ask("deadline-column-missing"))
        return {"deadline": {"kind": "none"}}
    order, title = line.orders["deadline"], line.titles.get("deadline", "")
    place = deadlines.Place(
        cell.address if cell else line.places.get("deadline", ""),
        letter.dated,
        office.calendar.policy,
        office.lexicon,
        order,
        title,
    )
    value = None if cell is None else cell.fault[1] if cell.fault else cell.value
    reading = deadlines.read(value, place)
    questions += reading.questions
    other = other_reading(value, order) if "deadline" in line.unsure else None
    if other is not None and reading.deadline.due_on is not None:
        day = reading.deadline.due_on.isoformat()
        questions.append(ask("date-order", cell=place.cell, value=text_of(value), day=day, beside=other.isoformat()))
    return deadlines.as_map(reading)
