"""A workbook that comes in: which of three kinds it is, and what it makes of the register. Writes all or nothing."""

from __future__ import annotations

from pathlib import Path

from tracker import files
from tracker.findings import Refusal, at
from tracker.followup import sheets as spreadsheets
from tracker.model import Finding, SourceRef
from tracker.register import directives
from tracker.review import amend, form_in, history, kinds, sheet_in
from tracker.review.decide import Review
from tracker.review.fields import Reader
from tracker.review.lists import listed
from tracker.review.records import Imported, Office, Workbook
from tracker.review.sheet_in import ReviewSheet
from tracker.review.sheet_out import Draft
from tracker.review.show import shown
from tracker.review.units import Units

LANGUAGES = ("ar", "en")
"""A review sheet goes out in either, whatever the project's first."""


def received(path: Path) -> Workbook:
    """A file as it lies there. Raises Refusal where it cannot be read as a spreadsheet."""
    name = files.shown(Path(path.name))
    try:
        size = path.stat().st_size
        content = files.read(path) if size <= spreadsheets.MAX_BYTES else b""
    except OSError as error:
        raise Refusal(at("file-unreadable", SourceRef(files.shown(path)), why=files.why(error))) from error
    if size > spreadsheets.MAX_BYTES:
        limit = {"size": f"{size:,} B", "limit": f"{spreadsheets.MAX_BYTES:,} B"}
        raise Refusal(at("sheet-too-large", SourceRef(files.shown(path)), **limit))
    suffix = path.suffix.lower()
    found = spreadsheets.read(content, suffix, name)
    if isinstance(found, Finding):
        raise Refusal(found)
    return Workbook(name, path.parent, suffix, content, files.sha256_of(content), found)


def take_in(path: Path, office: Office) -> Imported:
    """Reads a workbook, tells its kind by what is in it, and writes what it makes. See the modules of each kind.

    Raises Refusal where it is none of them, a follow-up form, or of a draft that is not there; then nothing was
    changed.
    """
    workbook = received(path)
    review = sheet_in.read(workbook.sheets, office.lexicon)
    form = form_in.read(workbook.sheets, office.lexicon)
    if review is None and form is None:
        other = kinds.follow_up(workbook.sheets, office.lexicon, kinds.identifiers(office.register))
        if other is not None:
            raise Refusal(at("workbook-follow-up", workbook.at(*other)))
    if review is not None:
        imported: Imported | None = reviewed(workbook, review, office)
    else:
        imported = form_in.formed(workbook, form, office) if form is not None else listed(workbook, office)
    if imported is None:
        raise Refusal(at("workbook-unknown", SourceRef(workbook.name)))
    if imported.files:
        with files.replacing_all(list(imported.files)) as places:
            for place, content in zip(places, imported.files.values(), strict=True):
                place.write_bytes(content)
    return imported


def draft_of(office: Office, name: str) -> Draft:
    """A draft with its values as they stand in its file. Raises Refusal: it is not there, or faulty."""
    directive = office.register.directive(name)
    if directive is None:
        known = ", ".join(one.id for one in office.register.drafts) or "—"
        faults = [
            finding for finding in office.register.findings if finding.source and name in Path(finding.source.file).stem
        ]
        raise Refusal(at("directive-not-found", id=name, near=known), *faults)
    return Draft(directive, directives.raw(directive), directive.source.sha256 or "")


def reviewed(workbook: Workbook, sheet: ReviewSheet, office: Office) -> Imported:
    """A review sheet that comes back: what was decided enters the draft, with its history."""
    draft = draft_of(office, sheet.directive)
    directive = draft.directive
    where = SourceRef(directive.source.file)
    if directive.approved is not None:
        raise Refusal(at("already-approved", where, id=directive.id, by=directive.approved.by))
    language = office.settings.languages[0]
    units = Units(office.register.units)
    reader = Reader(directive.issued_on, office.calendar.policy, office.lexicon, units, language)
    grey = [
        [shown(one, directive.issued_on, office.calendar, office.register.units, tag) for tag in LANGUAGES]
        for one in directive.obligations
    ]
    review = Review(workbook, sheet, draft, reader, grey)
    review.decide(office.today)
    first = [at("review-draft-changed", workbook.at(sheet.sheet), id=directive.id)] if _changed(draft, sheet) else []
    counts = {"read": len(sheet.rows), **review.counts}
    written: dict[Path, bytes] = {}
    if review.decisions:
        kept = {"file": workbook.kept, "sha256": workbook.sha256, "name": workbook.name, "sheet": sheet.sheet.name}
        path = Path(directive.source.file)
        text = files.read(path).decode("utf-8-sig")
        changed = amend.amended(text, draft.raw["obligations"], review.decisions, kept, office.today)
        written = {office.settings.root / workbook.kept: workbook.content, path: changed.encode("utf-8")}
    return Imported("review", counts, (*first, *review.findings), written, (directive.id,))


def _changed(draft: Draft, sheet: ReviewSheet) -> bool:
    """Whether someone else changed the draft: what an import of review sheets made of it is no such change, as far as
    every row is known to it."""
    if draft.sha256 == sheet.sha256:
        return False
    known = {*history.keys(draft.raw["obligations"]), *(one["key"] for one in history.decisions(draft.raw))}
    return any(row.key is not None and row.key not in known for row in sheet.rows)
