"""A list of letters comes in: new letters become drafts, known ones are told apart from rows added since. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from tracker.findings import Refusal, at
from tracker.followup.folding import fold
from tracker.model import Directive, Finding
from tracker.orders.draft import as_yaml
from tracker.register import directives
from tracker.review import letters
from tracker.review.drafting import directive as draft_of
from tracker.review.drafting import identifier
from tracker.review.letters import Letter, Reading
from tracker.review.records import Imported, Office, Workbook
from tracker.review.units import Units
from tracker.review.words import texts

OUTCOMES = ("taken", "known", "rejected", "empty", "other")


def listed(workbook: Workbook, office: Office) -> Imported | None:
    """What a list makes of a register; None where the workbook holds none. Raises Refusal: no column of dates, or none
    that says what is ordered."""
    words = letters.lexicon_of(office.lexicon, office.settings.lexicon.get("list", {}))
    reading = letters.read(workbook, words, office.calendar.policy)
    if reading is None:
        nearly = letters.nearly(workbook, words)
        if nearly is not None:
            raise Refusal(nearly)
        return None
    unread = [
        directive for directive in office.register.findings if directive.source and directive.code.startswith("yaml-")
    ]
    if unread:  # what cannot be read may hold the same letters
        raise Refusal(*unread)
    findings = [*reading.findings]
    new = [letter for letter in reading.letters if not _known(letter, office, workbook, reading, findings)]
    if reading.statuses:
        sheet, cell = reading.statuses[0]
        findings.append(at("status-not-taken", workbook.at(sheet, cell), count=len(reading.statuses)))
    units = Units(office.register.units)
    taken = names(office)
    drafts: dict[str, dict[str, Any]] = {}
    for letter in new:
        name = identifier(letter, taken | drafts.keys())
        drafts[name] = draft_of(letter, name, workbook, office, units, reading.columns)
    return made("list", workbook, office, drafts, counts(reading), findings)


def made(
    kind: str,
    workbook: Workbook,
    office: Office,
    drafts: Mapping[str, Mapping[str, Any]],
    counted: Mapping[str, int],
    findings: list[Finding],
) -> Imported:
    """The drafts as files, with the workbook that they are from; nothing where there is none."""
    folder = office.settings.path("directives")
    written = {folder / f"{name}.yaml": _text(raw, kind) for name, raw in drafts.items()}
    questions = sum(len(one.get("questions", ())) for raw in drafts.values() for one in raw["obligations"])
    if written:
        written = {office.settings.root / workbook.kept: workbook.content, **written}
    return Imported(kind, counted, tuple(findings), written, tuple(drafts), questions)


def _text(raw: Mapping[str, Any], kind: str) -> bytes:
    language = next(iter(raw["issuer"]))
    note = texts()["notes"][kind][language].strip()
    return ("".join(f"# {line}\n" for line in note.splitlines()) + as_yaml(raw)).encode("utf-8")


def counts(reading: Reading) -> dict[str, int]:
    """``read`` is the sum of the others, always."""
    found = {name: sum(one == name for one in reading.outcomes.values()) for name in OUTCOMES}
    return {"read": len(reading.outcomes), **found}


def names(office: Office) -> Set[str]:
    """Identifiers that are taken, and files that are there."""
    folder = office.settings.path("directives")
    files = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
    return {one.id for one in office.register.directives} | files


def same_letter(number: str | None, dated: date, issuer: str | None, office: Office) -> Directive | None:
    """The directive of the register that is the same letter: its number, its day, its issuer. An issuer that one of
    the two does not name tells nothing apart where there is a number."""
    for one in office.register.directives:
        theirs = {fold(text) for text in one.issuer.values()} - {""}
        same_issuer = fold(issuer or "") in theirs or (bool(number) and (not issuer or not theirs))
        if one.issued_on == dated and fold(one.number or "") == fold(number or "") and same_issuer:
            return one
    return None


def _known(letter: Letter, office: Office, workbook: Workbook, reading: Reading, findings: list[Finding]) -> bool:
    """Whether the register has a letter; its rows are then known, but for those that were added to the list since."""
    there = same_letter(letter.number, letter.dated, letter.issuer, office)
    if there is None:
        return False
    rows = taken_rows(there)
    first = letters.where(letter.lines[0], workbook)
    number = letter.number or "—"
    findings.append(at("letter-known", first, number=number, day=letter.dated.isoformat(), id=there.id))
    for line in letter.lines:
        outcome = "known"
        if rows and letters.said_in(line) not in rows:
            outcome = "rejected"
            place = letters.where(line, workbook)
            findings.append(at("letter-row-added", place, number=number, day=letter.dated.isoformat(), id=there.id))
        reading.outcomes[line.sheet.name, line.row + 1] = outcome
    reading.statuses[:] = [one for one in reading.statuses if one[1] not in _statuses(letter, one[0].name)]
    return True


def _statuses(letter: Letter, sheet: str) -> set[str]:
    lines = (line for line in letter.lines if line.sheet.name == sheet and "status" in line.cells)
    return {line.cells["status"].address for line in lines}


def taken_rows(there: Directive) -> set[tuple[str, ...]]:
    """What the rows said from which a directive was made, those rejected in review included; empty where it was not
    made from a list."""
    raw = directives.raw(there)
    before = [decision.get("before", {}) for review in raw.get("reviews", ()) for decision in review["decisions"]]
    return {
        letters.said({name: cell.get("value", "") for name, cell in one["source"]["cells"].items()})
        for one in (*raw["obligations"], *before)
        if "cells" in one.get("source", {})
    }
