"""An obligation of a draft in words, for the person who reviews it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.calendars import counting
from tracker.calendars.card_lines import date_text, rule_text
from tracker.calendars.holidays import Calendar
from tracker.model import Anchor, Obligation, Selector, Text
from tracker.register.members import members
from tracker.register.units import UnitTree
from tracker.review.words import said, texts
from tracker.wording import MODALITIES, PATTERNS, STRENGTHS, counted

SEPARATOR = "؛ "
NAMED = 5
"""Units that a selector by type or by branch means, named one by one; of more, their number is given besides."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The grey cells of one row."""

    clause: str
    read_as: str
    questions: str


def shown(obligation: Obligation, issued_on: date, calendar: Calendar, units: UnitTree, language: str) -> Shown:
    """What a draft's obligation says, in one language; its own words stay as they are."""
    text = said(obligation.text, language)
    labels = texts()["review"]["labels"]
    parts = [text]
    if obligation.quote and obligation.quote.strip() != text.strip():
        parts.append(f"{said(labels['quote'], language)}: «{obligation.quote}»")
    lines = (
        f"{said(labels[name], language)}: {value}"
        for name, value in _lines(obligation, issued_on, calendar, units, language)
    )
    questions = [said(question.text, language) for question in obligation.questions]
    numbered = questions if len(questions) < 2 else [f"• {text}" for text in questions]
    return Shown("\n".join(parts), "\n".join(lines), "\n".join(numbered))


def _lines(
    obligation: Obligation, issued_on: date, calendar: Calendar, units: UnitTree, language: str
) -> Iterator[tuple[str, str]]:
    labels = texts()["review"]["labels"]
    missing = said(labels["none"], language)
    kinds = (MODALITIES[obligation.modality], STRENGTHS[obligation.strength], PATTERNS[obligation.pattern])
    yield "kind", " · ".join(said(kind, language) for kind in kinds)
    rule = said(rule_text(obligation.deadline), language)
    assumed = f" ({said(labels['assumed'], language)})" if obligation.deadline.assumed else ""
    yield "deadline", rule + assumed
    if obligation.deadline.phrase:
        yield "phrase", f"«{obligation.deadline.phrase}»"
    due = due_on(obligation, issued_on, calendar)
    if due is not None:
        yield "due", said(date_text(due), language)
    yield "addressee", obligation.addressee or missing
    yield "units", selector_text(obligation.units, units, language) or missing
    if obligation.units.types or obligation.units.under:
        yield "members", members_text(obligation, issued_on, units, language)
    join = SEPARATOR if language == "ar" else "; "
    if obligation.exceptions:
        yield "exceptions", join.join(said(one.text, language) for one in obligation.exceptions)
    if obligation.conditions:
        yield "conditions", join.join(said(one, language) for one in obligation.conditions)
    for name in ("effective_on", "ends_on"):
        day: date | None = getattr(obligation, name)
        if day is not None:
            yield name, said(date_text(day), language)
    if obligation.evidence_required:
        yield "evidence_required", said(texts()["answers"]["yes"], language)
    if obligation.origin is not None:
        place = [part for part in (obligation.origin.sheet, obligation.origin.cell) if part]
        yield "source", " – ".join(place)


def due_on(obligation: Obligation, issued_on: date, calendar: Calendar) -> date | None:
    """The day on which it is due, where that follows from the draft alone."""
    deadline = obligation.deadline
    if counting.fault(deadline) is not None:
        return None
    start = {Anchor.ISSUE: issued_on, Anchor.EFFECTIVE: obligation.effective_on or issued_on}.get(deadline.anchor)
    return counting.resolve(deadline, start, calendar).due_on


def selector_text(selector: Selector, units: UnitTree, language: str) -> str:
    """A selector as it can be written back: names of units with their identifiers, ``type=…``, ``under=…``."""
    named = [f"{said(units[name].name, language)} [{name}]" if name in units else f"id={name}" for name in selector.ids]
    named += [f"type={name}" for name in selector.types]
    named += [f"under={name}" for name in selector.under]
    return (SEPARATOR if language == "ar" else "; ").join(named)


def members_text(obligation: Obligation, issued_on: date, units: UnitTree, language: str) -> str:
    """Who owes it as the register stands: '12 جهة: شركة النسيج، شركة الزيوت، …'."""
    owing = members(units, obligation, issued_on, obligation.effective_on or issued_on)
    if not owing:
        return said(texts()["review"]["labels"]["nobody"], language)
    names = [said(unit.name, language) for unit in (one.unit for one in owing[:NAMED])] + ["…"] * (len(owing) > NAMED)
    count = counted(len(owing), "unit", language, nominative=True)
    return f"{count}: {('، ' if language == 'ar' else ', ').join(names)}"


def settled(text: str) -> str:
    """What was shown, without what follows from the units as they stood on that day: a unit that came since is no
    change of the draft, and nobody's alteration of the sheet."""
    labels = tuple(f"{label}:" for label in texts()["review"]["labels"]["members"].values())
    return "\n".join(line for line in text.split("\n") if not line.strip().startswith(labels))


def listed(texts_: Sequence[Text], language: str) -> str:
    return "\n".join(said(text, language) for text in texts_)


def head_text(directive: Mapping[str, Any], day: date, language: str) -> str:
    """'MOI-2020-08-20 – وزير الداخلية – صدر يوم …', from the draft's own fields."""
    words = texts()["review"]
    number = directive.get("number")
    return str(
        said(words["subtitle"], language).format(
            id=directive["id"],
            issuer=said(directive["issuer"], language),
            day=said(date_text(day), language),
            number=said(words["number"], language).format(number=number) if number else "",
        )
    )
