"""Goes through a printed explanation and its JSON document; ``complaints`` says in words what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from oracle.explained import accounts, card, facts
from oracle.explained.grammar import read
from oracle.explained.own import Own
from oracle.explained.reason import REASON, SAID_OF
from oracle.explained.text import DAY, STATES, VERDICTS, Printed, days_in, named, numbers_in, taken_apart
from oracle.oracle import plain_number

CLAIMED = {
    "claimed without evidence": (False, True),
    "claimed: done before it took effect": (True, False),
    "claimed: done before it took effect, without evidence": (True, True),
}
ROWS = {
    "not_in_force": 1, "waived": 2, "suspended": 3, "ended": 4, "claimed": 5, "met": 6, "met_late": 7, "overdue": 8,
    "due_soon": 9, "review_due": 10, "breached": 12, "unreported": 13, "lapsed": 14, "compliant": 15,
}  # fmt: skip
"""The row of semantics §5 by verdict; pending is 11 for what is done once, 16 for what is kept."""


WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
WEEKDAY = {
    tag: re.compile(rf"({'|'.join((*names, *(n[:3] for n in names if tag == 'en')))}) ({DAY[tag].pattern})")
    for tag, names in WEEKDAYS.items()
}


def complaints(text: str, document: Mapping[str, Any], own: Own) -> list[str]:
    """``text``: what ``explain`` prints in English and Arabic; ``document``: what it gives as JSON."""
    english, arabic = taken_apart(text, "en"), taken_apart(text, "ar")
    return [
        *said_of(english, document, own),
        *_languages(english, arabic),
        *_document(english, document, own),
        *(line for tag in WEEKDAYS for line in _weekdays(text, tag)),
    ]


def said_of(english: Printed, document: Mapping[str, Any], own: Own) -> list[str]:
    """The English text alone, beside the rows."""
    return [
        *_verdict(english, document, own),
        *_reason(english, own),
        *facts.complaints(english.facts, own),
        *card.complaints(english.card, own),
        *accounts.complaints(english.accounts, own),
        *_sources(english, document, own),
        *(f"no reading of “{line}”" for line in english.others),
    ]


def _verdict(said: Printed, document: Mapping[str, Any], own: Own) -> Iterator[str]:
    name = named(said.verdict, VERDICTS)
    if said.verdict in CLAIMED and own.completed is not None:
        name = "claimed"
        missing = own.duty.evidence_required and not own.proven
        if CLAIMED[said.verdict] != (own.completed < own.starts, missing):
            yield f"“{said.verdict}” is not so"
    if name != own.verdict or document["verdict"] != own.verdict:
        yield f"the verdict is {said.verdict}, {document['verdict']}; it should be {own.verdict}"
    row = ROWS.get(own.verdict, 11 if own.once else 16)
    if document["rule"] != row or not said.row.startswith(f"{row} ("):
        yield f"row {said.row}, {document['rule']}; it is {row}"


def _reason(said: Printed, own: Own) -> Iterator[str]:
    seen: list[str] = []
    yield from read(said.reason, REASON, own, seen)
    if not set(seen) & set(SAID_OF[own.verdict]):
        yield f"the reason of {own.verdict} does not say it: “{said.reason}”"


def _sources(said: Printed, document: Mapping[str, Any], own: Own) -> Iterator[str]:
    """Every cited row is there, is of that day, and has the role that it is given."""
    printed = [(days_in(line)[0].isoformat(), line.split(", ", 1)[1]) for _, line in said.sources]
    given = [(str(s["reported_on"]), _place(s)) for s in document["sources"]]
    if printed != given:
        yield f"sources {printed}; in the document {given}"
    for source in document["sources"]:
        if source["file"] != "history.xlsx":
            continue
        row = own.row(int(source["cell"][1:]))
        role, day = source["role"], date.fromisoformat(str(source["reported_on"]))
        if row is None:
            if role != "newer":  # that may be what the same office wrote about another order
                yield f"no row is cited as {role}"
            continue
        if day != row.reported_on:
            yield f"{role} of {day}: the row is of {row.reported_on}"
        held = {
            "last": row is own.last or (own.last is not None and row.row == own.last.row),
            "completion": any(r.row == row.row and (r.completed_on or r.reported_on) == own.completed for r in own.run),
            "evidence": any(r.row == row.row and r.evidence_ok for r in own.run),
            "incident": any(r.row == row.row for r in own.accepted),
            "refused": row.state in ("done", "kept"),
            "retraction": row.state == "retracted" and row.reported_on in own.retracted,
        }.get(role, True)
        if not held:
            yield f"row {row.row} is cited as {role}, and is not"
    cited = {source["role"] for source in document["sources"]}
    wanted = {"last"} if own.last is not None else set()
    wanted |= {"completion"} if own.completed is not None else set()
    wanted |= {"evidence"} if own.proven else set()
    if missing := wanted - cited:
        yield f"no row is cited as {sorted(missing)}"


def _weekdays(text: str, tag: str) -> Iterator[str]:
    """A day that is named with its weekday falls on it."""
    for found in WEEKDAY[tag].finditer(text):
        day = days_in(found[2], tag)[0]
        if not WEEKDAYS[tag][day.weekday()].startswith(found[1]):
            yield f"{found.group()} is a {day:%A}"


def _place(source: Mapping[str, Any]) -> str:
    sheet = f"[{source['sheet']}]" if source["sheet"] else ""
    return " ".join(part for part in (source["file"], sheet, source["cell"]) if part)


def _languages(english: Printed, arabic: Printed) -> Iterator[str]:
    """Line by line the same days, the same counts, the same states and verdicts in both languages."""
    for name in ("reason", "accounts", "facts", "card"):
        one, two = getattr(english, name), getattr(arabic, name)
        pairs = [(one, two)] if name == "reason" else list(zip(one, two, strict=False))
        if name != "reason" and len(one) != len(two):
            yield f"{name}: {len(one)} lines in English, {len(two)} in Arabic"
        for en, ar in pairs:
            if sorted(days_in(en)) != sorted(days_in(ar, "ar")):
                yield f"other days: “{en}” and “{ar}”"
            if name != "accounts" and numbers_in(en, "en") != numbers_in(ar, "ar"):
                yield f"other numbers: “{en}” {numbers_in(en, 'en')} and “{ar}” {numbers_in(ar, 'ar')}"
            for words in (STATES, VERDICTS) if name == "facts" else ():
                said = [n for n, (w, _) in words.items() if en.endswith((f": {w}", f": {w}, ")) or f": {w}, " in en]
                if said and not any(words[n][1] in ar for n in said):
                    yield f"other words: “{en}” and “{ar}”"
    if [line for _, line in english.sources] and len(english.sources) != len(arabic.sources):
        yield "other sources"


def _document(said: Printed, document: Mapping[str, Any], own: Own) -> Iterator[str]:
    expected = {
        "effective_on": own.starts,
        "due_on": own.judged.due,
        "completed_on": own.completed,
        "last_reported_on": own.heard,
        "days": own.days,
        "policy": own.history.policy,
        "occurrence": f"{own.duty.occurrence[0]}/{own.duty.occurrence[1]}" if own.duty.occurrence else None,
        "event": own.duty.event or None,
        "pattern": own.clause.pattern,
    }
    for name, value in expected.items():
        given = plain_number(document[name]) if name == "event" and document[name] else document[name]
        if str(given) != str(value):
            yield f"{name} {document[name]}: expected {value}"
    if document["reason"]["en"] != said.reason or document["basis"] != said.card:
        yield "the document gives another reason or card than the text"
