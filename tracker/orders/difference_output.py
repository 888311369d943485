"""What an order changes, as the JSON of ``tracker/extract-diff/1`` and as the lines of the table for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.calendars.card_lines import rule_text
from tracker.model import Deadline
from tracker.orders import lexicon
from tracker.orders.difference import Difference, Entry, Field, Status
from tracker.orders.draft import deadline_map
from tracker.orders.records import ExtractedDocument
from tracker.orders.sides import Compared, Registered, Value
from tracker.wording import date_text

SCHEMA = "tracker/extract-diff/1"


def as_json(compared: Sequence[tuple[ExtractedDocument, Difference]]) -> dict[str, Any]:
    return {"schema": SCHEMA, "documents": [_document(read, difference) for read, difference in compared]}


def _document(read: ExtractedDocument, difference: Difference) -> dict[str, Any]:
    original = difference.original
    return {
        "file": read.file,
        "sha256": read.sha256,
        "directives": [directive.id for directive in difference.directives],
        "compared": "original" if original is not None else "register",
        "original": {"file": original.file, "sha256": original.sha256} if original is not None else None,
        "head": [_field(field) for field in difference.head],
        "summary": {status.value: n for status, n in difference.counts.items()},
        "obligations": [_entry(entry) for entry in difference.entries],
        "by_hand": [
            {"register": _registered(one.registered), "text": one.words, "stands": one.stands}
            for one in difference.by_hand
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    before, after = entry.before, entry.after
    return {
        "status": entry.status.value,
        "number": entry.number,
        "register": _registered(entry.registered),
        "compared": entry.compared.value if entry.compared is not None else None,
        "quote": after.quote if after is not None else None,
        "span": list(after.span) if after is not None else None,
        "before": {"text": before.words, "span": list(before.span) if before.span else None} if before else None,
        "fields": [_field(field) for field in entry.fields],
        "item": {"before": entry.item.before, "after": entry.item.after} if entry.item is not None else None,
    }


def _registered(registered: Registered | None) -> dict[str, Any] | None:
    if registered is None:
        return None
    return {"directive": registered.directive, "id": registered.id, "number": registered.number}


def _field(field: Field) -> dict[str, Any]:
    return {"field": field.name, "before": _plain(field.before), "after": _plain(field.after)}


def _plain(value: Value) -> Any:
    if isinstance(value, Deadline):
        return deadline_map(value)
    return list(value) if isinstance(value, tuple) else value


def phrase(key: str, language: str, **values: object) -> str:
    return str(lexicon.words_of("view")[key][language]).format_map(values)


def said(value: Value, language: str) -> str:
    """A value of a field in words."""
    if value is None or value == ():
        return "—"
    if isinstance(value, Deadline):
        return rule_text(value)[language]
    if isinstance(value, date):
        return date_text(value, language, weekday=True)
    if isinstance(value, tuple):
        return ("؛ " if language == "ar" else "; ").join(value)
    if value == "order":
        return phrase("order", language)
    named = lexicon.words_of("table")[language].get(value) if value.isascii() else None
    return named if isinstance(named, str) else value


def name_of(registered: Registered | None, language: str) -> str:
    """How an obligation is called: by its identifier, in a draft by its place."""
    if registered is None:
        return phrase("diff_not_registered", language)
    return registered.id or f"{registered.directive} [{registered.number}]"


def told(difference: Difference, language: str) -> list[str]:
    """The sentences above the table: with what the order was compared, and what of its head changed."""
    original = difference.original
    names = ("، " if language == "ar" else ", ").join(directive.id for directive in difference.directives)
    key = "diff_quotes" if original is None else "diff_original"
    out = [phrase(key, language, directives=names, file=original.file if original is not None else "")]
    return out + [change(field, language) for field in difference.head]


def change(field: Field, language: str) -> str:
    """'day of issue: 1 Nov 2026 → 3 Nov 2026', in Arabic with words: an arrow points another way there."""
    name = phrase(f"field_{field.name}", language)
    before, after = said(field.before, language), said(field.after, language)
    return f"{name}: {phrase('diff_was', language)} «{before}» {phrase('diff_becomes', language)} «{after}»"


def rows(difference: Difference, language: str) -> list[tuple[str, ...]]:
    """The lines of the table, of what did not stay as it was: status, name in the register, what changed, clause."""
    out: list[tuple[str, ...]] = []
    for entry in difference.entries:
        if entry.status is Status.UNCHANGED:
            continue
        what = [change(field, language) for field in (*entry.fields, *([entry.item] if entry.item else []))]
        if entry.compared is Compared.TEXT:
            what.append(phrase("diff_text_only", language))
        before = entry.before.words if entry.before is not None else ""
        after = f"{entry.number}. {entry.after.quote}" if entry.after is not None else ""
        same = entry.before is not None and entry.after is not None and entry.before.words == entry.after.quote
        was = f"{phrase('diff_was', language)}: {before}" if before and not same else ""
        name = name_of(entry.registered, language) if entry.status is not Status.ADDED else "—"
        out.append(
            (phrase(f"status_{entry.status}", language), name, "\n".join(what), "\n".join(filter(None, (after, was))))
        )
    for one in difference.by_hand:
        stands = "diff_unknown" if one.stands is None else "diff_stands" if one.stands else "diff_gone"
        name = name_of(one.registered, language)
        out.append((phrase("diff_by_hand_one", language), name, phrase(stands, language), one.words))
    return out


def renumbered(difference: Difference, language: str) -> str:
    """Which clauses that did not change stand under another number now; '' where none does."""
    found = [entry for entry in difference.entries if entry.item is not None and entry.status is Status.UNCHANGED]
    told = [f"{name_of(entry.registered, language)} ({change(entry.item, language)})" for entry in found if entry.item]
    return phrase("diff_renumbered", language, items=("؛ " if language == "ar" else "; ").join(told)) if told else ""


def summary(difference: Difference, language: str) -> str:
    """How many clauses stayed, were reworded, changed, came and went."""
    counts = [(status, n) for status, n in difference.counts.items() if n]
    parts = [phrase("count", language, name=phrase(f"status_{status}", language), n=n) for status, n in counts]
    still = not difference.head and all(status is Status.UNCHANGED for status, _ in counts)
    return " · ".join([*([phrase("diff_nothing", language)] if still else []), *parts])
