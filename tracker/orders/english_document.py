"""An English order read as a whole: sections, leads and items, clauses, changes, force. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tracker.calendars.expressions import Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.model import Anchor
from tracker.orders import lexicon, timing
from tracker.orders.english import Lead, clauses
from tracker.orders.english_layout import LONGEST, Unit, units
from tracker.orders.english_minutes import clauses as minutes
from tracker.orders.english_minutes import is_heading
from tracker.orders.english_reports import clauses as report_clauses
from tracker.orders.english_speakers import Speakers
from tracker.orders.extract import Force, Reading
from tracker.orders.head import day_in, sectioned
from tracker.orders.layout import trim
from tracker.orders.records import Change, Clause, Metadata, Passage

Read = tuple[Clause, Passage, tuple[TimeExpression, ...]]


def read(text: str, head: Metadata, asked: date | None, policy: Policy) -> Reading:
    """The clauses of an English order, memorandum or directive, or of a report in which somebody orders."""
    words = lexicon.english()
    parts = [u for u in units(text, words) if u.start >= head.head_end]
    speakers = Speakers(text, parts, head, asked, policy) if head.kind == "prose" else None
    # Running text in which nobody is named tells of no orders: it gives them itself.
    report = speakers is not None and bool(speakers.people)
    letter = head.kind != "prose" and not sectioned(text)
    day = speakers.day if speakers is not None else asked or head.issued_on or _first_day(text, policy)
    leads: dict[int, Lead | None] = {}
    found: list[Read] = []
    changes: list[Change] = []
    force = Force()
    before: str | None = None
    acting = False
    for unit in parts:
        passage = (
            speakers.passage(unit) if speakers is not None else Passage((unit.start, unit.end), head.issuer, day, None)
        )
        times = tuple(
            timing.find(text, unit.start, min(unit.end, unit.start + LONGEST), "en", passage.issued_on, policy)
        )
        times = tuple(t for t in times if not _refers(text, t))
        changes += _changes(text, unit)
        own = _force(text, unit, times)
        if own is not None:
            force = Force(own.effective_on or force.effective_on, own.ends_on or force.ends_on)
            continue
        lead = leads.get(unit.lead) if unit.lead is not None else None
        leads[unit.number] = None
        if unit.defining:
            continue
        acting = is_heading(text[unit.start : unit.end]) or (acting and unit.item)
        minuted = minutes(text, unit.start, unit.end, times, acting) if letter else []
        if minuted:
            found += [(_addressed(clause, head), passage, times) for clause in minuted]
            continue
        here, leads[unit.number] = clauses(
            text, unit.start, unit.end, lead, times, before, report=report, letter=letter, item=unit.item
        )
        if report:
            times = tuple(_given(text, t) for t in times)
            ordered = report_clauses(text, unit, speakers.known[unit.number] if speakers is not None else (), times)
            here = ordered or ([] if passage.issuer is None else here)
        if unit.telling:
            here = [clause for clause in here if any(_dates(t) for t in timing.of_clause(times, clause))]
        if not passage.commands:
            continue
        all_times = (*times, *(lead.times if lead is not None else ()))
        found += [(_addressed(clause, head), passage, all_times) for clause in here if not _own_plan(clause, head)]
        before = next((c.addressee for c in reversed(here) if c.addressee), _subject(text, unit) or before)
    return Reading(day, tuple(found), tuple(changes), force)


def _refers(text: str, t: TimeExpression) -> bool:
    """'The meeting of 5 January', 'the letter dated …': a date that names something else."""
    papers = "|".join(lexicon.english()["references"]["papers"])
    before = text[max(0, t.span[0] - 40) : t.span[0]]
    return (
        t.role in (None, Role.ON)
        and t.count is None
        and re.search(rf"(?:\bdated|\b(?:{papers})s?\s+(?:of|held\s+on|held))\s+$", before, re.I) is not None
    )


def _given(text: str, t: TimeExpression) -> TimeExpression:
    """'Gave the operator 30 days to …': a bare stretch of time before 'to' is what is allowed for it."""
    allowed = t.role is None and t.count is not None and re.match(r"\s+(?:in which\s+)?to\s+[a-z]", text[t.span[1] :])
    return replace(t, role=Role.WITHIN) if allowed else t


def _subject(text: str, unit: Unit) -> str | None:
    """Who may or does something in a sentence that orders nothing: 'they' in the next one."""
    found = re.match(
        r"(?:The\s+)?(?P<who>[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,4}?)\s+(?:may|can|will)\b", text[unit.start : unit.end]
    )
    return found.group("who") if found is not None else None


def _own_plan(clause: Clause, head: Metadata) -> bool:
    """'The Ministry will provide …' in the Ministry's own letter: a promise, no order."""
    issuer = (head.issuer or "").casefold()
    return clause.verb.casefold() == "will" and bool(issuer) and issuer.startswith((clause.addressee or "?").casefold())


def _addressed(clause: Clause, head: Metadata) -> Clause:
    """In a letter 'you', and whoever is to act where nobody is named, is the one it is sent to."""
    named = (clause.addressee or "").casefold()
    return replace(clause, addressee=head.to) if not named or named in lexicon.english()["modals"]["you"] else clause


def _dates(t: TimeExpression) -> bool:
    """A deadline counted from the order itself: it makes an order even of a sentence among principles."""
    return t.count is not None and t.role in (Role.WITHIN, Role.BY) and t.anchor in (Anchor.ISSUE, Anchor.NOTIFICATION)


def _first_day(text: str, policy: Policy) -> date | None:
    """A whole date on a line of its own near the beginning."""
    for line in text[:1500].split("\n")[:8]:
        if 6 < len(line.strip()) < 60:
            day = day_in(line, "en", None, policy)
            if day is not None:
                return day
    return None


def _force(text: str, unit: Unit, times: tuple[TimeExpression, ...]) -> Force | None:
    """'This order takes effect on …', 'remains in force until …'."""
    sentence = text[unit.start : unit.end].casefold()
    words = lexicon.english()["self"]
    if not sentence.startswith(tuple(words["force"])) or not any(mark in sentence for mark in words["effect"]):
        return None
    ending = re.search(rf"\b(?:{'|'.join(words['ending'])})\b", sentence)
    last = unit.start + ending.start() if ending is not None else unit.end
    start = next(
        (t.value for t in times if t.role in (Role.FROM, Role.ON, None) and t.value and t.span[0] < last), None
    )
    end = next((t.value for t in times if t.value and (t.role in (Role.UNTIL, Role.BY) or t.span[0] > last)), None)
    return Force(_iso(start.partition("/")[0]) if start else None, _iso(end.rpartition("/")[2]) if end else None)


def _iso(value: str) -> date | None:
    return date.fromisoformat(value) if len(value) == 10 else None


def _changes(text: str, unit: Unit) -> list[Change]:
    out = []
    sentence = text[unit.start : unit.end]
    lowered = sentence.casefold()
    for kind, marks in lexicon.english()["changes"].items():
        for mark in marks:
            at = lowered.find(mark)
            if at > 0:
                place = trim(text, unit.start, unit.end, ";,.")
                target = re.sub(r"\s+", " ", sentence[:at]).strip(" ,;")
                if place is not None and target:
                    out.append(Change(kind, target[-300:], text[place[0] : place[1]], place))
                break
    return out
