"""Minutes: 'Action: Finance to circulate the budget by 3 May', 'It was agreed that …'. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from tracker.calendars.expressions import TimeExpression
from tracker.model import Strength
from tracker.orders import lexicon
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_layout import Unit
from tracker.orders.english_modals import modals
from tracker.orders.english_phrases import adjunct, make_clause
from tracker.orders.english_series import by_verb
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_ROLE = 7  # words of a line that names an office
_WHO = r"(?P<who>[A-Z][\w.’'&/-]*(?:,?\s+[\w.’'&/-]+){0,7}?)"


_any = partial(listed, "minutes")


@cache
def _action() -> re.Pattern[str]:
    """'Action: X to …', 'ACTION 3 – X will …'; without the label where a heading has named the list."""
    determiners = listed("verbs", "determiners")
    return re.compile(
        rf"\s*(?P<label>(?i:{_any('actions')})s?\s*(?:(?:no\.?\s*)?\d+(?:\.\d+)*)?\s*[:–—-]\s*)?(?:[Tt]he\s+)?"
        rf"(?!(?:I|We)\s){_WHO}(?<![a-z]ed)\s+(?P<not>not\s+)?(?P<to>to|will|shall|must)\s+"
        rf"(?!(?:{determiners})\b)(?=[a-z])"
    )


_THAT = r"(?:\s+unanimously|,?\s+nem\.?\s+con\.?)?\s*:?\s+that:?\s+"


def _decider() -> str:
    """'The board', or nobody: 'RESOLVED that …'."""
    return rf"(?:(?:{_any('bodies')})\s+)?(?:also\s+|further\s+|unanimously\s+|hereby\s+)?"


@cache
def _agreed() -> re.Pattern[str]:
    return re.compile(
        rf"\s*{_decider()}(?P<verb>{_any('agreed')}){_THAT}(?:the\s+)?"
        r"(?P<who>[^,;.]{2,90}?)\s+(?P<modal>would|will|should|shall|must|is\s+to|are\s+to)\s+(?P<not>not\s+|no\s+longer\s+)?",
        re.I,
    )


def of_meeting(text: str) -> bool:
    """Whether a text says in its first lines that it is the minutes of a meeting."""
    return (
        re.search(r"\b(?:minutes|action log|record of (?:the )?(?:meeting|decisions))\b", text[:300], re.I) is not None
    )


@cache
def _asked() -> re.Pattern[str]:
    """'It was decided to install …', 'the chair asked the Head of Security to …'."""
    return re.compile(
        rf"\s*(?:{_any('bodies')})\s+(?:has\s+|have\s+|was\s+|were\s+)?(?:also\s+|further\s+|unanimously\s+|then\s+)?"
        rf"(?:(?P<verb>{_any('agreed')})|(?P<asking>{_any('asked')})\s+(?:the\s+)?(?P<who>[^,;.]{{2,80}}?))"
        rf"\s+(?P<not>not\s+)?to\s+(?=[a-z])",
        re.I,
    )


@cache
def _requested() -> re.Pattern[str]:
    """'All departments were requested to nominate …': whom the meeting asked, in the passive."""
    return re.compile(
        rf"\s*(?:[Tt]he\s+)?(?P<who>[A-Z][^,;.]{{1,80}}?)\s+(?P<verb>(?:was|were|is|are)\s+(?:also\s+|further\s+|accordingly\s+)?"
        rf"(?i:{_any('asked')}))\s+(?P<not>not\s+)?to\s+(?=[a-z])"
    )


@cache
def _promised() -> re.Pattern[str]:
    """'The Risk Manager undertook to circulate the register': who took something on at the meeting."""
    return re.compile(
        rf"\s*(?:[Tt]he\s+)?(?P<who>(?!The\s)[A-Za-z][^,;.]{{1,60}}?)\s+(?:also\s+|further\s+)?(?P<verb>{_any('promised')})\s+to\s+(?=[a-z])"
    )


@cache
def _resolves() -> re.Pattern[str]:
    """'Requests the Secretary-General to report', below 'That Council:' or as a paragraph of a resolution."""
    words = lexicon.english()["minutes"]
    told = "|".join(map(re.escape, (*words["resolving"], *words["appealing"])))
    return re.compile(
        rf"\s*(?:(?:also|further|hereby)\s+)?(?P<verb>{told})\s+(?:the\s+)?(?P<who>[A-Za-z][^,;.:]{{1,80}}?)\s+"
        rf"(?P<not>not\s+)?to\s+(?=[a-z])",
        re.I,
    )


def is_heading(line: str) -> bool:
    """'Action points' on a line of its own: the lines below it are actions."""
    return line.strip(" :.#*").casefold() in lexicon.english()["minutes"]["headings"]


def names_addressee(text: str, unit: Unit, parts: Sequence[Unit], to: str | None) -> bool:
    """Whether a line alone names whom the items right below it tell: 'Team leads' above bullets. ``to``: whom the
    head names."""
    line = text[unit.start : unit.end].strip()
    below = next((u for u in parts[unit.number - parts[0].number + 1 :]), None)
    if below is None or not below.item or text.rfind("\n", unit.end, below.start) < 0:
        return False
    name = line.rstrip(" :").casefold()
    if line.endswith((".", ";", ",", "?", "!")) or not 0 < len(name.split()) <= _ROLE or not line[:1].isupper():
        return False
    if ":" in name or name.startswith("that ") or adjunct().match(name) is not None:
        return False  # 'In the chair: Commissioner'

    return name in (to or "").casefold() or _ends_actor().search(name) is not None


def clauses(text: str, start: int, end: int, times: Sequence[TimeExpression], listed: bool) -> list[Clause]:
    """What a sentence of minutes hands out. ``listed``: it stands below a heading of actions."""
    place = trim(text, start, end, ";,.: ")
    if place is None:
        return []
    polite = tuple(lexicon.english()["boilerplate"]["starts"])
    if text[place[0] : place[1]].casefold().startswith(polite):
        return []
    if text[start:end].rstrip().endswith(":"):
        return []  # 'It has been decided to observe the following:' only opens its list.
    found = _action().match(text, *place)
    asks = _asked().match(text, *place) or _resolves().match(text, *place)
    if found is not None and not found.group("label") and asks is not None:
        found = None  # 'The Committee requested the auditor to …'
    if found is not None and (found.group("label") or (listed and _hands_out(text, place, found, times))):
        label = (found.group("label") or "").strip(" :–—-")
        span = (found.start("who"), place[1])
        verb = label or found.group("to")
        undergone = re.match(r"be\s+\w", text[found.end() : place[1]]) is not None
        who = None if undergone else re.sub(r"\s+(?:undertook|volunteered|offered)$", "", found.group("who"))
        clause = make_clause(text, span, found.end(), verb, who, bool(found.group("not")))
        return _parts(text, clause, times)
    banned = _labelled_ban().match(text, *place)
    if banned is not None:
        span = (banned.start("no"), place[1])
        return _parts(text, make_clause(text, span, span[0], banned.group("label").strip(" :–—-"), None, True), times)
    charged = _charged().match(text, *place)
    if charged is not None:
        span = (charged.start("who"), place[1])
        label = charged.group("label").strip(" :–—-")
        return _parts(text, make_clause(text, span, charged.end(), label, charged.group("who"), False), times)
    requested = _requested().match(text, *place)
    undone = re.search(rf"\b(?:{_any('undone')})\b", text[place[0] : place[1]], re.I) is not None
    if requested is not None and not undone:
        who = requested.group("who")
        who = None if who.casefold() == "it" else who  # 'It is requested to furnish the list'
        clause = make_clause(text, place, requested.end(), requested.group("verb"), who, bool(requested.group("not")))
        return _parts(text, clause, times)
    resolved = _resolves().match(text, *place)
    if resolved is not None:
        verb = resolved.group("verb")
        clause = make_clause(text, place, resolved.end(), verb, resolved.group("who"), bool(resolved.group("not")))
        mild = verb.casefold() in lexicon.english()["minutes"]["appealing"]
        return _parts(
            text, replace(clause, lead_in=True, strength=Strength.EXHORTATION if mild else clause.strength), times
        )
    promised = _promised().match(text, *place) if of_meeting(text) else None
    if promised is not None:
        clause = make_clause(text, place, promised.end(), promised.group("verb"), promised.group("who"), False)
        return _parts(text, clause, times)
    agreed = _agreed().match(text, *place)
    asked = _asked().match(text, *place) if agreed is None else None
    if asked is not None:
        verb = asked.group("verb") or asked.group("asking")
        clause = make_clause(text, place, asked.end(), verb, asked.group("who"), bool(asked.group("not")))
        return _parts(text, replace(clause, lead_in=True), times)
    if agreed is None:
        return _needed_that(text, place, times)
    who = agreed.group("who")
    negative = bool(agreed.group("not")) or who.casefold().startswith("no ")
    undergoes = re.match(r"be\s+\w+", text[agreed.end() : place[1]]) is not None
    clause = make_clause(
        text, place, agreed.end(), agreed.group("verb"), None if undergoes or who.startswith("no ") else who, negative
    )
    return _parts(text, clause, times)


@cache
def _needed() -> re.Pattern[str]:
    """'It is required that each hall have two exits': what must be, in the subjunctive."""
    words = lexicon.english()
    needs = "|".join(map(re.escape, (*words["impersonal"]["needed"], *words["impersonal"]["called"])))
    return re.compile(
        rf"\s*(?:(?:It\s+is|(?:{_any('bodies')})(?:\s+(?:has|have|was|were))?)\s+(?:\w+ly\s+|hereby\s+|also\s+|further\s+)?"
        rf"(?P<verb>{needs}|{_any('agreed')}|{_any('asked')}){_THAT}|(?:further\s+|unanimously\s+)?"
        rf"(?P<alone>{_any('agreed')}){_THAT})(?:the\s+)?{_SUBJUNCTIVE}(?P<act>{_passive_or_base()})\b",
        re.I,
    )


_SUBJUNCTIVE = r"(?P<who>[^,;.]{2,80}?)\s+(?:should\s+|must\s+)?(?P<not>not\s+)?"


def _passive_or_base() -> str:
    """'Be locked', 'report': a word that may be a noun ('the gates of the park be locked') is none before 'be'."""
    undergone = r"(?:not\s+)?be\s+\w+(?:ed|en|pt|ld|ut|de|nt)\b"
    return rf"be\s+\w+|(?:re-?)?(?:{_bases()})\b(?!\s+(?:not\s+)?be\s|[^,;.]{{1,60}}?\s{undergone})"


def _needed_that(text: str, place: Span, times: Sequence[TimeExpression]) -> list[Clause]:
    found = _needed().match(text, *place)
    if found is None:
        return []
    acts = text[found.start("act") : place[1]].casefold()
    if re.match(rf"(?:be\s+)?(?:\w+ly\s+)?(?:{_any('performed')})\b", acts) is not None:
        return []  # 'Resolved that the accounts be approved' is done by being resolved
    verb = found.group("verb") or found.group("alone")
    # 'Directed that A be searched and that B stay shut'
    joined = _AND_THAT.search(text, found.end(), place[1])
    if joined is not None:
        second = _act().match(text, joined.end(), place[1])
        if second is not None:
            rest = _subjunctive(text, (joined.end(), place[1]), second, verb, times)
            return [*_subjunctive(text, (place[0], joined.start()), found, verb, times), *rest]
    return _subjunctive(text, place, found, verb, times)


_AND_THAT = re.compile(r",?\s+and\s+that\s+")


def subjunctive_item(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> list[Clause]:
    """'All offices submit their payrolls by 20 August' below 'I direct that:'."""
    place = trim(text, start, end, ";,.: ")
    if place is None:
        return []
    if (told := _WOULD.match(text, *place)) is not None:
        return _would(text, place, told, times)
    if modals().search(text, *place) is not None:
        return []
    that = re.compile(r"that\s+").match(text, *place)
    place = (that.end(), place[1]) if that is not None else place
    tail = re.search(r"[;,]?\s+and$", text[place[0] : place[1]])
    place = (place[0], place[0] + tail.start()) if tail is not None else place
    found = _act().match(text, *place)
    said = text[place[0] : place[1]].casefold()
    if any(mark in said for mark in lexicon.english()["boilerplate"]["marks"]):
        return []  # 'The parties have liberty to apply'
    if found is None or _TELLS.search(found["who"]) is not None:
        return []
    return _subjunctive(text, place, found, "direct that", times)


# 'The manager would have all cranes inspected', below 'It was agreed that:'
_WOULD = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?P<who>[^,;.:]{2,90}?)\s+would\s+(?P<not>not\s+|no\s+longer\s+)?(?=[a-z])", re.I
)


def _would(text: str, place: Span, found: re.Match[str], times: Sequence[TimeExpression]) -> list[Clause]:
    """What was agreed, told in the past."""
    none = re.match(r"(?:no|none|neither|nobody)\b", found["who"], re.I) is not None
    undergoes = re.match(r"be\s", text[found.end() :]) is not None
    who = None if none or undergoes else found["who"]
    return _parts(text, make_clause(text, place, found.end(), "agreed", who, none or found["not"] is not None), times)


# 'Dr Amin is appointed as monitor', 'should the Defendant fail': no subject of a subjunctive
_TELLS = re.compile(r"\b(?:is|are|was|were|has|had)\b|^(?:should|if|where|when|unless|until)\b", re.I)


@cache
def _act() -> re.Pattern[str]:
    """'All vehicles be searched', 'no convoy leave': a subject with its verb in the subjunctive."""
    return re.compile(
        rf"(?:the\s+)?{_SUBJUNCTIVE}(?P<act>(?-i:(?=[a-z]))(?:{_passive_or_base()}))\b",
        re.I,
    )


def _bases() -> str:
    verbs = lexicon.english()["verbs"]
    groups = ("boundary", "imperative", "standing", "staying", "enforcing", "forming", "others")
    known = {v for group in groups for v in verbs[group]} | set(lexicon.english()["nominal"]["gerunds"])
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))


def _subjunctive(
    text: str, place: Span, found: re.Match[str], verb: str, times: Sequence[TimeExpression]
) -> list[Clause]:
    who: str | None = re.sub(r"\s+do(?:\s+\w+ly|\s+forthwith)?$", "", found.group("who"))
    negative = bool(found.group("not")) or found.group("who").casefold().startswith("no ")
    if (negative and not found.group("not")) or found.group("act").casefold().startswith("be "):
        who = None
    return _parts(text, make_clause(text, place, found.start("act"), verb, who, negative), times)


@cache
def _labelled_ban() -> re.Pattern[str]:
    """'Agreed: no overtime to be paid without approval'."""
    return re.compile(
        rf"\s*(?P<label>(?i:{_any('actions')})s?\s*(?:\d+\s*)?[:–—-]\s*)(?P<no>[Nn]o\s)[^,;.]{{2,80}}?\s(?:to\s+|shall\s+|may\s+)?be\s+\w"
    )


@cache
def _charged() -> re.Pattern[str]:
    """'Action: Lt. Hadi – collect the keys', 'TASK 2: Stores: count the tents'."""
    return re.compile(
        rf"\s*(?P<label>(?i:{_any('actions')})s?\s*(?:(?:no\.?\s*)?\d+(?:\.\d+)*)?\s*[:–—-]\s*)(?:[Tt]he\s+)?"
        rf"{_WHO}\s*(?:\s[–—-]|:)\s+(?=[A-Za-z])"
    )


def _hands_out(text: str, place: Span, found: re.Match[str], times: Sequence[TimeExpression]) -> bool:
    """'Networks to repair …' and, with a time, 'Lt. Hadi will circulate …': not 'Stock to be counted'."""
    passive = re.match(r"be\s+\w", text[found.end() : place[1]]) is not None
    if passive or not _body(found.group("who")):
        return False
    if found.group("to") == "to" and _NOUN_THEN_VERB.match(text, found.end(), place[1]) is not None:
        return False  # 'Keys to restrictors are not to be left in the locks'
    timed = any(found.end() <= t.span[0] < place[1] for t in times)
    timed = timed and re.search(r"\b(?:will|shall|must)\s", text[found.end() : place[1]]) is None
    return found.group("to") == "to" or (found.group("to") == "will" and timed)


def told_to(text: str, start: int, end: int) -> bool:
    """'Divisional Commanders to submit …', 'OC Stores to issue …': an item that opens with who is to do what."""
    found = _action().match(text, start, end)
    if found is None or found.group("to") != "to":
        return False
    who = re.split(r"\s+(?:of|for|in)\s", found.group("who"))[0]
    if re.search(r"\b[a-z]+(?<!s)s\s+(?:the|an?|any|all|its|their)\s", found.group("who")) is not None:
        return False  # 'Section 232 authorizes the President to take action'
    named = re.match(r"[A-Z]{2,}\b", who) is not None or _ends_actor().search(who.casefold()) is not None
    return named and _told_act().match(text, found.end(), end) is not None


@cache
def _told_act() -> re.Pattern[str]:
    """What may stand behind 'X to': a verb, whether it is a noun elsewhere or not."""
    verbs = lexicon.english()["verbs"]
    return re.compile(rf"(?:(?:re-?)?(?:{_bases()})|{'|'.join(map(re.escape, verbs['both']))})\b")


@cache
def _ends_actor() -> re.Pattern[str]:
    words = lexicon.english()
    known = (*words["subjects"]["actors"], *words["head"]["offices"], *words["verbs"]["troops"], "section", "desk")
    actors = "|".join(map(re.escape, known))
    return re.compile(rf"\b(?:{actors})s?$")


_NOUN_THEN_VERB = re.compile(r"(?:[\w-]+\s+){1,3}?(?:is|are|was|were|must|shall|will|may|should|has|have)\s")


def _body(who: str) -> bool:
    """Whether the words before 'to' can be somebody: no sentence, and no verb with its object."""
    verbs = lexicon.english()["verbs"]
    first = who.split()[0].casefold()
    known = any(first in verbs[group] for group in ("boundary", "imperative", "standing", "others"))
    return not known and _SENTENCE.search(who) is None


_SENTENCE = re.compile(
    r"^(?:To|Not|No|If|Should|Unless|Until|When|Where|In|On|By|With|For|Any|It|There)\b|\b(?:is|are|was|were|be|may|can|has|have|must|shall|will|"
    r"should|respect|order|relation|regard|addition|subject|due|according|\w+ing)\b(?!\s+(?:Section|Unit|Department|Office))"
)


def _parts(text: str, clause: Clause, times: Sequence[TimeExpression]) -> list[Clause]:
    return [
        replace(part, addressee=clause.addressee)
        for piece in by_deadline(text, clause, times)
        for part in by_verb(text, piece, times)
    ]
