"""What comes again and again: events from which the periods of an English clause count. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Anchor, Modality, Pattern
from tracker.orders import lexicon
from tracker.orders.english_words import listed
from tracker.orders.records import Clause

# 'If necessary', 'where possible': no event, and nothing counts from them.
_NO_EVENT = (
    r"(?!(?:\w+ly\s+)?(?:necessary|needed|possible|appropriate|applicable|required|feasible|practicable|permissible|"
    r"permitted|authorized|authorised|allowed|lawful|consistent|available|so|not|any|relevant|funds?|resources|"
    r"circumstances|conditions)\b)"
)
_DEFINITE = r"(?:the|this|that|these|those|its|their|his|her|our|your|such)\b"


_any = partial(listed, "cases")


@cache
def _whenever() -> re.Pattern[str]:
    """'If the level falls', 'should a pump fail', 'in case of fire', 'when it exceeds …': a case."""
    return re.compile(
        rf"(?:^\W*|[,;]\s+(?:and\s+)?|\s)(?:{_any('whenever')}|if\s+{_NO_EVENT}(?=\S+\s+\S)"
        rf"|in\s+(?:the\s+)?case\s+(?:of\s+)?(?!of\b)"
        rf"|(?:when|where)\s+(?!{_DEFINITE}[^,;]*\b(?:has|have)\b){_NO_EVENT}(?=\S+\s+\S+)(?![a-z]+ing\b))\b"
        rf"|^\W*should\s+(?!(?:you|we|i|be)\b)(?=\S+\s+\S)",
        re.I,
    )


@cache
def _upon() -> re.Pattern[str]:
    """'Upon receipt of a complaint', 'on discovering a leak', 'after each flight': what follows tells which."""
    return re.compile(
        rf"(?P<open>^\W*|[,;]\s+(?:and\s+)?|\s)(?P<word>upon|on|after|following|once|as\s+soon\s+as|immediately\s+(?:after|upon))\s+"
        rf"(?:(?:the\s+)?(?P<noun>{_any('events')})(?:\s+of)?\b\s*|(?P<ing>[a-z]+ing)\s+)?(?P<rest>[^,;.]*)",
        re.I,
    )


@cache
def _after_any() -> re.Pattern[str]:
    """'After any lockdown', 'following an escape': an occasion that is not named; 'after an audit' is one."""
    return re.compile(
        rf"\W*(?:(?:immediately|directly|as\s+soon\s+as\s+possible)\s+)?(?:after|following|upon|on|in\s+the\s+wake\s+of)\s+"
        rf"(?:(?:any|each|every)\s+(?!(?:\w+\s+)?(?:days?|weeks?|months?|quarters?|years?|hours?|\w*days)\b)[a-z]"
        rf"|an?\s+(?:[a-z-]+\s+){{0,2}}?(?:{_any('mishaps')})\b)",
        re.I,
    )


@cache
def _on_each() -> re.Pattern[str]:
    """'On admission, every prisoner shall be searched'."""
    return re.compile(
        rf"\W*(?:on|upon|after)\s+(?:{_any('events')}|{_any('occasions')}),\s+(?:every|each|any|an?)\s", re.I
    )


@cache
def _state() -> re.Pattern[str]:
    """'Where the portal is out of service', 'if the siren sounds': what may be again and again, of a thing."""
    bodies = listed("subjects", "actors")
    return re.compile(
        rf"\W*(?:where|when|if)\s+(?:the|an?|any)\s+(?!(?:[\w-]+\s+){{0,3}}?(?:{bodies})s?\b)(?:[a-z-]+\s+){{1,3}}?"
        rf"(?:(?:is|are)\s+(?:found\s+|not\s+)?(?:{_any('out_of_order')})|(?:{_any('failing')}))\b",
    )


@cache
def _answers() -> re.Pattern[str]:
    """'Answer a request', 'decide on applications', 'examine new inmates': whose objects come one by one."""
    return re.compile(
        rf"(?:to\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:{_any('answering')})(?:s|ed)?\s+(?:(?:to|on|upon|with)\s+)?(?!{_DEFINITE}[^,;]*)"
        rf"(?:[\w’'-]+\s+){{0,3}}?(?:{_any('papers')})s?\b(?!\s+for\s+(?:proposals|quotations|tenders|bids|offers|comments)\b)",
        re.I,
    )


@cache
def _come_in() -> re.Pattern[str]:
    """'Requests from schools shall be answered': a subject without an article whose members come one by one."""
    return re.compile(
        rf"\W*(?:(?:any|each|every|an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{_any('papers')})s?\s"
        rf"|(?:all\s+)?(?!{_DEFINITE})(?:[\w-]+\s+){{0,2}}?(?:{_any('papers')})s?\s+(?!of\s+the\b))",
        re.I,
    )


@cache
def _told_of_each() -> re.Pattern[str]:
    """'Avalanches are to be reported', 'absences shall be notified': what happens, each time that it does."""
    outcomes = _any("outcomes")
    return re.compile(
        rf"\W*(?:(?:all|any)\s+)?(?!{_DEFINITE}|(?:[\w-]+\s+){{0,2}}?(?:{outcomes})\b)(?:[\w-]+\s+){{0,2}}?[a-z-]+s\s+"
        rf"(?:(?:of|in|at|on|to|from|by|with|within|among|between)\s+[^,;.]{{2,60}}?\s+)?"
        rf"(?:shall|must|should|will|are\s+(?:\w+\s+)?to)\s+be\s+(?:\w+ly\s+)?(?:{_any('reported')})\b",
        re.I,
    )


@cache
def _ahead_of_each() -> re.Pattern[str]:
    """'72 hours before the vessel's arrival', 'two days in advance': so long before each of them."""
    occasions = rf"(?:{_any('occasions')}|{_any('events')})"
    return re.compile(
        rf"\b(?:hours?|minutes?|days?|weeks?)(?:\s+or\s+more)?\s+(?:in\s+advance\b|ahead\s+of\s+time\b"
        rf"|(?:before|prior\s+to|ahead\s+of|in\s+advance\s+of)\s+(?:(?:the\s+[\w-]+[’']s?|each|every|any|an?|its|their|his|her)\s+)?"
        rf"(?!the\b)(?:[\w-]+\s+){{0,2}}?{occasions}\b|(?:before|prior\s+to)\s+(?:each|every|any)\s+[a-z])",
        re.I,
    )


@cache
def _of_any() -> re.Pattern[str]:
    """'Tell us about any near miss', 'notify the Registry of every change': each time that there is one."""
    return re.compile(
        rf"(?:to\s+)?(?:\w+ly\s+)?(?:{_any('informing')})\s+(?:[\w’'-]+\s+){{1,5}}?(?:of|about|when|whenever)\s+"
        rf"(?:any|each|every|all)\s+(?!(?:the|these|those|this)\b)",
        re.I,
    )


@cache
def _found_there() -> re.Pattern[str]:
    """'Premises where larvae are found', 'if drugs are detected': what comes to light, in whatever place."""
    return re.compile(
        rf"\b(?:where|wherever|when|if)\s+(?!{_DEFINITE})(?:[\w-]+\s+){{1,4}}?(?:is|are)\s+(?:again\s+)?(?:{_any('found')})\b",
        re.I,
    )


@cache
def _tells_of_each() -> re.Pattern[str]:
    """'Report sightings of drones': the same, said of whoever tells."""
    outcomes = _any("outcomes")
    return re.compile(
        rf"(?:to\s+)?(?:\w+ly\s+)?(?:{_any('telling')})\s+(?:(?:all|any)\s+)?"
        rf"(?!{_DEFINITE}|(?:[\w-]+\s+){{0,2}}?(?:{outcomes})\b)(?:[\w-]+\s+){{0,2}}?(?:{_any('mishaps')}|{_any('seen')})(?:s|es)\b",
        re.I,
    )


@cache
def _newcomers() -> re.Pattern[str]:
    """'Examine new inmates', 'vaccinate newborns': the object right after the verb, many and none in particular."""
    return re.compile(
        rf"(?:to\s+)?(?!be\b)(?:\w+ly\s+)?[a-z]+\s+(?:(?:or|and)\s+[a-z]+\s+)?(?:(?:all|any|each|every|an?)\s+)?(?!{_DEFINITE})"
        rf"(?:(?:{_any('incoming')}|\w+(?:ed|ing))\s+[\w-]+|[a-z-]+(?<!s)s)\b",
        re.I,
    )


@cache
def _moments() -> re.Pattern[str]:
    """'At each handover', 'before any closure', 'with every delivery'."""
    return re.compile(
        rf"\b(?:at|on|upon|before|after|with|during|for|prior\s+to|following)\s+(?:the\s+(?:start|end|beginning|close)\s+of\s+)?"
        rf"(?:each|every|any)\s+(?:[\w-]+\s+){{0,2}}?(?:{_any('occasions')})\b|(?<=\w)\s+(?:each|every)\s+(?:{_any('turns')})\b"
        r"|\b(?:as\s+soon\s+as|once|when|whenever)\s+(?:each|every|any)\s+[a-z]",
        re.I,
    )


@cache
def _own_event() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\s)(?:of|after|from|following)\s+(?:(?:(?:its|their|his|her)\s+)?(?:{_any('events')})"
        rf"|(?:{_any('happening')})(?:\s+(?:the|it|them|such|its|their|his|her)\b(?:\s+[\w-]+){{0,2}})?)$",
        re.I,
    )


def counts_from_event(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """'Once the list is ready, the office shall, within three days, …': a bare period counts from what opens the
    sentence, not from the day of the order."""
    if not any(_bare(t) or _told_of_case(t) for t in times) or opening(text[start:end]) is None:
        return tuple(times)
    first = re.search(r",", text[start:end])
    head = start + first.start() if first is not None else end
    return tuple(
        replace(t, anchor=Anchor.EVENT) if _told_of_case(t) or (_bare(t) and t.span[0] > head) else t for t in times
    )


def _told_of_case(t: TimeExpression) -> bool:
    """'Where a building exceeds its allocation, … within five days of being notified': of that, not of the order."""
    notified = t.count is not None and t.anchor is Anchor.NOTIFICATION
    return notified and re.search(r"\b(?:this|the\s+present|our)\b", t.text, re.I) is None


def arriving(sentence: str, period: str) -> bool:
    """'A request … within 20 days of its receipt': of the request's, not of the order's."""
    own = re.search(r"\b(?:its|their|such)\s+(?:receipt|arrival|delivery|submission)$", period, re.I) is not None
    return own and _come_in().match(sentence) is not None


def opening(sentence: str) -> str | None:
    """The event that opens a sentence, up to its comma."""
    opened = re.match(r"\W*[^,;]{3,160}(?=,)", sentence)
    if opened is None:
        return None
    head = opened.group()
    begun = _whenever().match(head) or re.match(r"\W*when\s+the\b", head, re.I) or _after_any().match(head)
    if begun is not None:
        return head
    upon = _upon().match(head)
    return head if upon is not None and (upon.group("noun") or _once(head)) else None


def _once(head: str) -> bool:
    """'Once X has …', 'as soon as X is …': always an event; 'on' and 'after' only with its name."""
    return re.match(r"\W*(?:once|as\s+soon\s+as)\s+(?!a\s+(?:day|week|month|quarter|year)\b)", head, re.I) is not None


def _bare(t: TimeExpression) -> bool:
    return t.count is not None and t.anchor is None and t.role in (Role.WITHIN, Role.BY)


def triggered(text: str, clause: Clause, own: Sequence[TimeExpression]) -> bool:
    """Whether a clause asks for something each time that something happens. ``own``: its times."""
    if clause.pattern is not Pattern.ACHIEVEMENT or clause.modality is not Modality.OBLIGATION:
        return False
    if any(t.count is not None and t.anchor in (Anchor.ISSUE, Anchor.NOTIFICATION, Anchor.EFFECTIVE) for t in own):
        return False
    if any(t.count is None and t.role not in (Role.IMMEDIATELY, Role.ASAP, Role.FROM) for t in own):
        return False
    # 'Requests the Registrar to …': whoever asks is no paper that comes in
    whole = text[clause.content[0] if clause.lead_in else clause.span[0] : clause.span[1]]
    led = _led().match(whole)
    whole = whole[led.end() :] if led is not None else whole
    whole = f"{case}, {whole}" if (case := _opened_with(text, clause)) is not None else whole
    acts = text[clause.content[0] : clause.content[1]].strip()
    if _moments().search(whole) is not None:
        return True
    if _state().match(whole[:1].lower() + whole[1:]) is not None or _after_any().match(whole) is not None:
        return True
    if (
        re.match(r"\W*Should\s", whole) is not None
        and clause.verb.casefold() != "should"
        and opening(whole) is not None
    ):
        return True
    if _on_each().match(whole) is not None or _told_of_each().match(whole) is not None:
        return True
    if _found_there().search(whole) is not None:
        return True
    if _ahead_of_each().search(whole) is not None or _of_any().match(acts) is not None:
        return True
    if _tells_of_each().match(acts) is not None and not any(t.count is not None for t in own):
        return True
    if not any(t.count is not None or t.role in (Role.IMMEDIATELY, Role.ASAP) for t in own):
        return re.search(rf"(?:^|[\s,;])(?:{_any('whenever')})\b", whole, re.I) is not None or _each_of(whole)
    if any(t.anchor is Anchor.EVENT and _own_event().search(t.text) and not _of_one(t.text) for t in own):
        return _newcomers().match(acts) is not None or _come_in().match(whole) is not None
    if not any(t.anchor is None or (t.anchor is Anchor.EVENT and not t.anchor_ref) for t in own):
        return any(t.anchor is Anchor.EVENT for t in own) and _of_no_one(whole)
    if _whenever().search(whole) is not None or _each_of(whole):
        return True
    return _answers().match(acts) is not None or (
        clause.content[0] > clause.span[0] and _come_in().match(whole) is not None
    )


def _opened_with(text: str, clause: Clause) -> str | None:
    """The case that opens the sentence of a later verb: 'In the case of fire, X shall A and shall B'."""
    case = clause.conditions[0] if clause.conditions else None
    inside = case is None or case in " ".join(text[clause.span[0] : clause.span[1]].split())
    return None if inside or _case().match(case or "") is None else case


@cache
def _case() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:if\s+{_NO_EVENT}|should\s|whenever\s|in\s+(?:the\s+)?(?:case|event)\s+(?:of|that)\s)", re.I
    )


def _of_no_one(whole: str) -> bool:
    """'If the wait at an agency exceeds …, within 15 days of the second return': a case that may come anywhere."""
    head = opening(whole)
    return (
        head is not None
        and _case().match(head) is not None
        and re.search(r"\b(?:an?|any|each|every)\s", head) is not None
    )


def befalls(text: str, clause: Clause, own: Sequence[TimeExpression]) -> bool:
    """'In the case of an accident, the driver shall remain at the scene': kept up each time that it happens."""
    if clause.modality is not Modality.OBLIGATION or any(t.role not in (Role.IMMEDIATELY, Role.ASAP) for t in own):
        return False
    head = _opened_with(text, clause) or opening(text[clause.span[0] : clause.content[0]])
    return head is not None and _case().match(head) is not None


@cache
def _led() -> re.Pattern[str]:
    """'Until 30 June 2026 every breach …': since and until when, before who or what."""
    opens = "|".join(map(re.escape, (*lexicon.english()["time"]["starts"], *lexicon.english()["time"]["leading"])))
    return re.compile(rf"\W*(?:{opens})\s[^,;]{{3,60}}?\d{{4}},?\s+(?=[a-z])", re.I)


def _of_one(period: str) -> bool:
    """'Within 30 days of receiving the inventory': it comes once; 'the complaint' stands for each of them."""
    named = re.search(r"\b(?:the|this|that)\s+(?:[\w-]+\s+)?(?P<noun>[\w-]+)$", period, re.I)
    return named is not None and re.fullmatch(rf"(?:{_any('papers')})s?", named["noun"], re.I) is None


def _each_of(whole: str) -> bool:
    """'Upon receipt of a complaint', 'on finding weapons': the event of one that is not named."""
    for found in _upon().finditer(whole):
        # 'Based on leading practices' tells of no event.
        begins = bool(found.group("open").strip()) or not found.start() or found.group("word").casefold() == "upon"
        rest = found.group("rest").strip()
        named = re.match(rf"(?:{_DEFINITE}|it\b|them\b|which\b|[A-Z0-9])", rest) is not None
        event = bool(found.group("noun") or (found.group("ing") and begins)) and not named
        if event and re.match(r"(?:an?|any|each|every)\s|[a-z-]+s\b|[a-z-]+ing\b", rest, re.I):
            return True
    return False
