"""Drafts of directives for review: the register's YAML shape, without identifiers of obligations (semantics §1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.findings import Refusal, at
from tracker.model import Deadline, DeadlineKind, Modality, SourceRef, Strength, Unit
from tracker.orders.records import ExtractedDocument, Proposal
from tracker.orders.tokens import fold


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft: a suggested identifier of the directive (to be renamed) and the YAML text."""

    id: str
    text: str


def unit_names(units: Iterable[Unit]) -> dict[str, str]:
    """Folded name -> identifier, of the names that only one unit bears."""
    found: dict[str, list[str]] = {}
    for unit in units:
        for name in {fold(text) for text in unit.name.values()}:
            found.setdefault(name, []).append(unit.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def drafts(
    document: ExtractedDocument,
    *,
    id: str | None = None,
    units: Mapping[str, Sequence[str]] | None = None,
    names: Mapping[str, str] | None = None,
    notified_on: date | None = None,
    amends: Sequence[Mapping[str, Any]] = (),
) -> list[Draft]:
    """One draft for each issuer and day, in the order of the text. Refusal (``draft-day-unknown``) without a day.

    ``id``: what the first is called, the others after it with a number; by default DRAFT and the day. ``units``: a
    selector that every obligation gets whose addressee is not named in ``names`` (``unit_names``) word for word, for
    the reviewer to narrow. ``notified_on``: the day on which the units were told. ``amends``: what the document
    changes of earlier orders, in the register's shape; the first draft bears it.
    """
    groups: dict[tuple[str | None, date], list[Proposal]] = {}
    for proposal in document.obligations:
        day = proposal.issued_on or document.metadata.issued_on
        if day is None:
            raise Refusal(at("draft-day-unknown", SourceRef(document.file), file=document.file))
        groups.setdefault((proposal.issuer, day), []).append(proposal)
    if not groups and amends and document.metadata.issued_on is not None:
        groups[(document.metadata.issuer, document.metadata.issued_on)] = []
    out: list[Draft] = []
    for (issuer, day), proposals in groups.items():
        if len(groups) > 1 and all(p.strength is Strength.EXHORTATION for p in proposals):
            continue
        name = id or f"DRAFT-{day.isoformat()}"
        taken = {draft.id for draft in out}
        suggested = next(n for n in (name, *(f"{name}-{k}" for k in range(2, 1000))) if n not in taken)
        raw = _directive(document, suggested, issuer, day, proposals)
        if notified_on is not None:
            raw["notified_on"] = notified_on
        if amends and not out:
            raw["amends"] = [dict(each) for each in amends]
        for obligation in raw["obligations"]:
            named = (names or {}).get(fold(obligation.get("addressee", "")))
            if named is not None:
                obligation["units"] = {"id": named}
            elif units:
                obligation["units"] = {key: list(values) for key, values in units.items()}
        out.append(Draft(suggested, _yaml(raw, document.language)))
    return out


def _directive(
    document: ExtractedDocument, name: str, issuer: str | None, day: date, proposals: Iterable[Proposal]
) -> dict[str, Any]:
    language = document.language
    raw: dict[str, Any] = {
        "id": name,
        "issuer": {language: issuer or "؟"},
        "issued_on": day,
        "status": "draft",
    }
    if document.metadata.number:
        raw["number"] = document.metadata.number
    if document.metadata.subject:
        raw["title"] = {language: document.metadata.subject}
    raw["document"] = {"file": document.file, "sha256": document.sha256}
    raw["obligations"] = [_obligation(p, language, day) for p in proposals]
    return raw


def _obligation(proposal: Proposal, language: str, day: date) -> dict[str, Any]:
    # What is forbidden must not read as what is ordered: of a prohibition the clause stands whole.
    text = proposal.action if proposal.modality is Modality.OBLIGATION else None
    raw: dict[str, Any] = {
        "text": {language: text or proposal.quote},
        "quote": proposal.quote,
        "span": list(proposal.span),
        "verb": proposal.verb,
        "modality": proposal.modality.value,
        "strength": proposal.strength.value,
        "pattern": proposal.pattern.value,
    }
    if proposal.addressee:
        raw["addressee"] = proposal.addressee
    raw["deadline"] = deadline_map(proposal.deadline)
    if proposal.effective_on is not None and proposal.effective_on != day:
        raw["effective_on"] = proposal.effective_on
    if proposal.ends_on is not None:
        raw["ends_on"] = proposal.ends_on
    if proposal.exceptions:
        raw["exceptions"] = list(proposal.exceptions)
    if proposal.conditions:
        raw["conditions"] = list(proposal.conditions)
    if proposal.questions:
        raw["questions"] = [dict(q.text) for q in proposal.questions]
    return raw


def deadline_map(deadline: Deadline) -> dict[str, Any]:
    """A deadline in the register's shape: only what it says."""
    raw: dict[str, Any] = {"kind": deadline.kind.value}
    if deadline.kind is DeadlineKind.ON:
        raw["due_on"] = deadline.due_on
    if deadline.count is not None and deadline.unit is not None:
        raw |= {"count": deadline.count, "unit": deadline.unit.value}
    if deadline.kind in (DeadlineKind.WITHIN, DeadlineKind.IMMEDIATELY):
        raw["anchor"] = deadline.anchor.value
    for key, value in (
        ("anchor_ref", deadline.anchor_ref),
        ("rrule", deadline.rrule),
        ("phrase", deadline.phrase),
        ("hijri", deadline.hijri),
    ):
        if value:
            raw[key] = value
    if deadline.span is not None:
        raw["span"] = list(deadline.span)
    if deadline.assumed:
        raw["assumed"] = True
    return raw


def _yaml(raw: Mapping[str, Any], language: str) -> str:
    """YAML in the order of the keys. Strings are written as JSON does, which YAML reads back unchanged."""
    note = {
        "ar": "# مسودة من نص الأمر للمراجعة قبل المصادقة (‎tracker register approve‎).\n"
        "# units: من يقع عليه الواجب: id (معرّف جهة) أو type (نوع الجهات) أو under (جهة وما تحتها)، كما في units.csv.\n"
        "# evidence_required: true إذا كان الإنجاز لا يُقبل إلا بكتاب أو دليل.",
        "en": "# A draft from the order's text, to be reviewed before it is approved (tracker register approve).\n"
        "# units: who owes it: id (a unit), type (a kind of units), under (a unit and its branch), as in units.csv.\n"
        "# evidence_required: true where done is believed only with a letter or other evidence.",
    }[language]
    return note + "\n" + as_yaml(raw)


def as_yaml(raw: Mapping[str, Any]) -> str:
    """Fields in the YAML of the register, in their order."""
    return "".join(_block(raw, 0))


def _block(value: Any, depth: int) -> Iterable[str]:
    pad = "  " * depth
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Mapping) or (isinstance(item, list) and item and not isinstance(item[0], int)):
                yield f"{pad}{key}:\n"
                yield from _block(item, depth + 1)
            else:
                yield f"{pad}{key}: {_scalar(item)}\n"
        return
    for item in value:
        if isinstance(item, Mapping):
            lines = list(_block(item, depth + 1))
            yield f"{pad}- {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield f"{pad}- {_scalar(item)}\n"


def _scalar(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
