"""English acts: coordinated verbs of one modal, imperatives, passives, threats. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.english_agents import is_body
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_phrases import read_clause
from tracker.orders.english_series import by_verb
from tracker.orders.english_words import any_of, listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause

_FIRST = re.compile(r"\s*(?:Before|After|When|If|Upon|Once|During|Within|By|On|In)\b[^,;.]{2,80},\s+")
QUOTED = ';,.:”“" '
_ENDINGS = "(?:ft|lt|ound|ung|ed|en|un|de|nt|ld|pt|ught|aid|ut|wn|rn|it|et)"


@cache
def _imperative() -> re.Pattern[str]:
    words = lexicon.english()["verbs"]
    groups = ("boundary", "imperative", "standing", "enforcing", "vague", "others")
    verbs = any_of([verb for group in groups for verb in words[group]])
    return re.compile(
        rf"\s*(?P<please>(?:please|kindly)\s+)?(?:(?:also|immediately|at once|promptly)\s+)?"
        rf"(?P<not>(?:do not|don[’']t|never|no longer)\s+)?(?P<verb>{verbs})\b(?!\s+(?:of|is|are|was|were|has|have)\b)",
        re.I,
    )


@cache
def passive() -> re.Pattern[str]:
    """What stands after a modal where the subject undergoes the act: 'be reported', 'be promptly closed'."""
    keeps = any_of(lexicon.english()["modals"]["passive_keeps"])
    return re.compile(
        rf"\s*(?:\w+ly\s+|also\s+|then\s+|not\s+|to\s+)*be\s+(?:\w+ly\s+)?(?!(?:{keeps})\b)(?:\w+-)?\w+{_ENDINGS}\b",
        re.I,
    )


@cache
def _by() -> re.Pattern[str]:
    """'By the finance unit', 'by two directors', 'by staff of the depot'."""
    opens = any_of(lexicon.english()["grammar"]["before_doer"])
    return re.compile(
        rf"\bby\s+(?:the\s+|(?=[A-Z]|(?:{opens})\b))(?P<who>(?:(?:{opens})\s+)?[\w’'-]+(?:\s+[\w’'-]+){{0,5}})"
    )


_NAME_ENDS = re.compile(
    r"\s+(?:by|within|before|on|in|no later|not later|and|who|which|until|at|through|under|pursuant|via|during|after"
    r"|upon|without|when|if|as)\b"
)


@cache
def _actors() -> re.Pattern[str]:
    words = lexicon.english()
    return re.compile(rf"\b(?:{any_of((*words['subjects']['actors'], *words['titles']['titles']))})\b", re.I)


def doer_of_passive(
    text: str, start: int, end: int, words: Mapping[str, Any], times: Sequence[TimeExpression] = ()
) -> str | None:
    """'By the Chief Engineer', where it names somebody who can act: 'by the fifth of each month' says when."""
    actors = _actors()
    lowered = text[start:end].casefold()
    end = min((start + at for m in words["exceptions"]["marks"] if (at := lowered.find(m)) >= 0), default=end)
    act = re.match(r"\W*(?:\w+ly\s+|also\s+|not\s+|to\s+)*be\s+(?:\w+ly\s+)?[\w-]+", text[start:end])
    for found in _by().finditer(text, start, end):
        # 'Be based on practices determined by the Board': by whom something else was done
        between = text[start + act.end() if act is not None else start : found.start()]
        if re.search(r"\w+(?:ed|en|wn|ld)\s+$|\b(?:after|before|upon|until|unless|pending|subject\s+to)\s", between):
            continue
        name = _NAME_ENDS.split(found.group("who"))[0]
        if any(t.span[0] < found.start("who") + len(name) and found.start() < t.span[1] for t in times):
            continue
        if actors.search(name) or is_body(name):
            return name
    return None


def imperative(
    text: str, start: int, end: int, times: Sequence[TimeExpression], item: bool, words: Mapping[str, Any]
) -> list[Clause]:
    """'Remove all drums …', 'Do not admit …', 'Please send …': an item, or a sentence that asks politely."""
    label = (
        re.compile(r"(?P<who>(?:[A-Z]|\d+(?:st|nd|rd|th)?\s)[\w’'&/-]*(?:,?\s+[\w’'&/-]+){0,5})\s*:\s+").match(
            text, start, end
        )
        if item
        else None
    )
    dashed = _dashed().match(text, start, end) if item and label is None else None
    label = dashed if dashed is not None and _names_unit(dashed["who"]) else label
    if label is not None and (banned := _bare_ban(text, label, end, words)) is not None:
        return [banned]
    if item and label is None and (refused := _unlabelled_ban(text, start, end, times, words)) is not None:
        return [refused]
    start = label.end() if label is not None else start
    begin = start
    if item and (opening := _FIRST.match(text, start, end)) is not None:
        start = opening.end()
    found = _imperative().match(text, start, end) or _asked(text, start, end, words)
    if found is None and label is not None and _names_unit(label["who"]):
        found = _told_act(words).match(text, start, end)
    if found is None and item:
        found = _before_object(text, start, end, words) or _sentence(text, start, end, words)
    if found is None or not (item or found.group("please") or found.group("not")):
        return []
    if text[found.start("verb") : end].casefold().startswith(tuple(words["subjects"]["enclosing"])):
        return []
    place = trim(text, begin, end, ";,.: ")
    if place is None:
        return []
    tail = re.search(r"[;,]?\s+(?:and|or)$", text[place[0] : place[1]])
    place = (place[0], place[0] + tail.start()) if tail else place
    verb = found.group("verb")
    who = label.group("who") if label is not None else None
    clause = read_clause(text, place, found.start("verb"), verb, who, bool(found.group("not")), Strength.ORDER, words)
    return [part for piece in by_deadline(text, clause, times) for part in by_verb(text, piece, times)]


@cache
def _dashed() -> re.Pattern[str]:
    """'Director of Works - clear the culvert': whom an item tells, before a dash."""
    return re.compile(r"(?P<who>[A-Z][\w’'&/-]*(?:,?\s+[\w’'&/-]+){0,6}?)\s+[-–—]\s+(?=[a-z])")


def _bare_ban(text: str, label: re.Match[str], end: int, words: Mapping[str, Any]) -> Clause | None:
    """'All units: no movement at night.', 'Signals: radio silence from 2200': whom, and what is not to be or what is to
    hold, without a verb."""
    place = trim(text, label.end(), end, ";,.: ")
    if place is None or _units().search(label["who"]) is None or _finite().search(text, *place) is not None:
        return None
    held = re.compile(rf"(?:(?:full|strict|total|complete|an?)\s+)*(?:{any_of(words['verbs']['held'])})\b", re.I)
    refused = re.compile(r"(?:no|nil)\s+(?!(?:later|change|casualt|report|comment|objection|action)\w*\b)[a-z]", re.I)
    negative = refused.match(text, *place) is not None
    if not negative and held.match(text, *place) is None:
        return None
    first = text[place[0] : place[1]].split()[0]
    who = label["who"]
    clause = read_clause(text, (label.start(), place[1]), place[0], first, who, negative, Strength.ORDER, words)
    return replace(clause, pattern=Pattern.MAINTENANCE)


def _told_act(words: Mapping[str, Any]) -> re.Pattern[str]:
    """'Nurse managers: audit hand hygiene': behind whom it tells, a word that may be a noun is a verb."""
    verbs = any_of((*words["verbs"]["both"], *words["verbs"]["bare_acts"], *words["verbs"]["plain"]))
    return re.compile(
        rf"(?P<please>)(?P<not>(?:do not|never)\s+)?(?P<verb>{verbs})\s+(?!(?:of|for|by|on|at|is|are)\b)[a-z\d]"
    )


def _unlabelled_ban(
    text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> Clause | None:
    """'No parking in front of the gate', 'No overtime without approval': an item that names what is not to be."""
    place = trim(text, start, end, ";,.: ")
    if place is None or _finite().search(text, *place) is not None:
        return None
    none = any_of(words["impersonal"]["no_ban"])
    named = re.compile(rf"No\s+(?!(?:{none})\b)(?P<what>[a-z-]+)\b(?P<rest>.*)", re.S).match(text, *place)
    if named is None or re.match(rf"\s*(?:{any_of(words['impersonal']['told_of'])})?\s*$", named["rest"]) is not None:
        return None
    held = (Role.UNTIL, Role.UNTIL_FURTHER_NOTICE, Role.BEFORE, Role.FROM)
    lasts = any(t.role in held and place[0] <= t.span[0] < place[1] for t in times)
    excepted = re.search(r"\b(?:without|unless|except|save|before|after)\s", named["rest"]) is not None
    if not (named["what"].endswith("ing") or lasts or excepted):
        return None
    return read_clause(text, place, named.start("what"), "no", None, True, Strength.ORDER, words)


def _names_unit(who: str) -> bool:
    """'Nurse managers', 'Director of Works': a title, an office or a unit by its first part or as a whole."""
    first = re.split(r"\s+(?:of|for|in)\s", who)[0]
    return _units().search(who) is not None or _units().search(first) is not None


@cache
def _units() -> re.Pattern[str]:
    """Who can be told something: a title, an office, a unit of troops."""
    words = lexicon.english()
    return re.compile(rf"\b(?:{any_of((*words['subjects']['actors'], *words['verbs']['troops']))})s?(?:\s+\w)?$", re.I)


def by_name(text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]) -> list[Clause]:
    """'Units report daily by 1800', 'A Company secures the bridge by 5 March': an item in which those who are to act
    stand before a bare verb, with a time. Without one it may tell what is."""
    place = trim(text, start, end, ";,.: ")
    if place is None or _finite().search(text, *place) is not None or _PAST.search(text, *place) is not None:
        return []
    found = _named_act().match(text, *place)
    if found is None or _units().search(found["who"]) is None:
        return []
    if found["who"].endswith("s") == bool(found["s"]):
        return []
    limits = (Role.EVERY, Role.BY, Role.BEFORE, Role.WITHIN, Role.UNTIL, Role.IMMEDIATELY)
    if not any(t.role in limits and found.end("verb") <= t.span[0] < place[1] for t in times):
        return []
    who = re.sub(r"^(?:The|the)\s+", "", found["who"])
    clause = read_clause(text, place, found.start("verb"), found["verb"], who, False, Strength.ORDER, words)
    return [part for piece in by_deadline(text, clause, times) for part in by_verb(text, piece, times)]


@cache
def _named_act() -> re.Pattern[str]:
    verbs = lexicon.english()["verbs"]
    known = any_of([v for group in ("boundary", "imperative", "others", "plain", "bare_acts") for v in verbs[group]])
    return re.compile(
        rf"(?P<who>(?:(?:The|All|Each|Every)\s+)?(?:[A-Z]|\d)[\w/&’'-]*(?:\s+[\w/&’'-]+){{0,4}}?|All\s+[a-z-]+s)\s+"
        rf"(?:also\s+|then\s+)?(?P<verb>{known})(?P<s>e?s)?\s+\S"
    )


# 'Companies submit returns weekly, as they did': what tells how things are or were
_PAST = re.compile(
    r"\b(?:did|does|do|used\s+to|since|usually|normally|traditionally|currently|already|\w+ed\s+(?:the|that|by))\b",
    re.I,
)


def _asked(text: str, start: int, end: int, words: Mapping[str, Any]) -> re.Match[str] | None:
    """After 'please' or 'do not' any verb orders, but those of courtesy."""
    found = re.compile(
        r"\s*(?P<please>(?:please|kindly)\s+)?(?P<not>(?:do not|don[’']t|never)\s+)?(?P<verb>[a-z]+)\b", re.I
    ).match(text, start, end)
    if found is None or not (found.group("please") or found.group("not")):
        return None
    verb = found.group("verb").casefold()
    courtesies = words["subjects"]["polite_not" if found.group("not") else "polite"]
    return None if verb in courtesies else found


def _before_object(text: str, start: int, end: int, words: Mapping[str, Any]) -> re.Match[str] | None:
    """An item that begins '<word> the …', '<word> all …': only a verb stands there."""
    known = any_of(words["verbs"]["determiners"])
    grammar = any_of((*words["grammar"]["adjuncts"], *words["verbs"]["determiners"], "both", "some", "most"))
    verb = rf"(?!(?:{grammar}|i|we|it|they|he|she|you|there|[a-z]+ing|(?!focus\b)[a-z]+[^s]s)\b)(?:re-)?[a-z]+"
    return re.compile(
        rf"\s*(?P<please>)(?P<not>(?:do not|never)\s+)?(?P<verb>{verb})\s+(?:{known})\b(?!\.|\s*\d)", re.I
    ).match(text, start, end)


def _sentence(text: str, start: int, end: int, words: Mapping[str, Any]) -> re.Match[str] | None:
    """'Mount foot patrols in the market.': a word that may be a noun opens an item that ends as a sentence does and
    has no verb of its own."""
    plain = text[start:end].rstrip()
    if not plain.endswith((".", ";")) or _finite().search(plain) is not None:
        return None
    known = any_of(words["verbs"]["both"])
    return re.compile(
        rf"\s*(?P<please>)(?P<not>(?:do not|never)\s+)?(?P<verb>{known})\s+"
        r"(?!(?:of|for|to|in|by|on|at|from|and|or|is|are|with|as)\b)"
        r"[a-z\d]",
        re.I,
    ).match(text, start, end)


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed('grammar', 'finite')}|to\s+be|be)\b")


@cache
def _loses() -> re.Pattern[str]:
    """'Vendors who default shall have their contracts terminated': what happens to whoever breaks the rule."""
    lost = any_of(lexicon.english()["threats"]["losing"])
    return re.compile(rf"\b(?:shall|will)\s+have\s+(?:his|her|its|their)\s+[\w\s-]{{2,40}}?\s+(?:{lost})\b")


def threats(text: str, start: int, end: int) -> list[Clause]:
    """'We will not tolerate …', 'all are responsible': kept as exhortations."""
    lowered = text[start:end].casefold()
    loses = _loses().search(lowered)
    for mark in (*lexicon.english()["threats"]["marks"], *([loses.group()] if loses is not None else [])):
        at = lowered.find(mark)
        if at >= 0:
            left = max(text.rfind(sign, start, start + at) for sign in ("“", '"', ";", ","))
            right = min((p for sign in ("”", '"') if (p := text.find(sign, start + at)) >= 0), default=end)
            place = trim(text, max(start, left), min(end, right), QUOTED)
            if place is not None:
                return [
                    Clause(
                        place,
                        place,
                        text[start + at : start + at + len(mark)],
                        strength=Strength.EXHORTATION,
                        pattern=Pattern.MAINTENANCE,
                    )
                ]
    return []


def only_warns(text: str, clause: Clause, warned: Clause) -> bool:
    """Whether a clause holds nothing but the threat: 'whoever does so shall be liable to …'."""
    liable = warned.verb.casefold().startswith(("shall ", "will ", "is ", "are "))
    liable = liable and clause.verb.casefold() in ("shall", "will")
    threat = liable and warned.span[0] <= clause.span[0] and clause.span[1] <= warned.span[1]
    at = text.find(warned.verb, *clause.span)
    # 'In case of any lapse, the officer concerned shall be held responsible'
    threat = threat or (liable and at >= 0 and clause.content[0] == at + len(clause.verb))
    return threat or clause.verb.casefold().endswith("responsible for")
