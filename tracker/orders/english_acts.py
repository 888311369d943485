"""English acts: coordinated verbs of one modal, imperatives, passives, threats. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.model import Modality, Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_phrases import adjunct, blanked, insert, read_clause
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whether|where|how)\b"
    r"|\bto\s+(?!(?:me|us|him|her|them|it|the|an?|this|that|these|his|its|their|your|my|our|all|each|every)\b)[a-z]+\b"
)
_FIRST = re.compile(r"\s*(?:Before|After|When|If|Upon|Once|During|Within|By|On|In)\b[^,;.]{2,80},\s+")
QUOTED = ';,.:”“" '
_ENDINGS = "(?:ed|en|un|de|nt|ld|pt|ught|aid|ut|wn|rn|it|et)"


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


@cache
def _coordinated() -> re.Pattern[str]:
    """', review the …', ' and send me …': a verb joined to the one before, with an object of its own."""
    words = lexicon.english()["verbs"]
    verbs = _any((*words["boundary"], *words["imperative"]))
    return re.compile(
        rf"(?:[,;]\s+(?:and\s+|then\s+|and\s+then\s+)?|\s+and\s+(?:then\s+)?)"
        rf"(?=(?:not\s+)?(?:\w+ly\s+)?(?:(?:{verbs})(?:\s+(?:up|out|down|off|in|over))?\s+"
        rf"(?:{_any(words['determiners'])})\b|(?:{_any(words['plain'])})\s+[a-z]|(?:{_any(words['acts'])})\s+(?!(?:of|and|or|in|by|is|are|that|for|with|as|from)\b)[a-zA-Z]"
        rf"|(?:report|respond|reply)\s+(?:back\s+)?(?:to|on)\s|[a-z]+\s+(?:it|them)\b"
        rf"|(?!(?:{_any(lexicon.english()['grammar']['adjuncts'])}|that|which|who|and|or|but|nor|not|so|only|even|both|between|"
        rf"upon|about|against|near|over|across|than|into)\b)(?![a-z]+(?:ing|ed|ly|(?<!s)s)\s)[a-z]{{3,}}\s+"
        rf"(?:the|all|each|every|any|its|their|his|her|your)\s)|(?:do not|never)\s+[a-z])"
        rf"|,?\s+and\s+that\s+(?=(?:no|nobody|none)\b)|;\s+(?=(?:{verbs})\s)|,?\s+and\s+to\s+(?=(?:{verbs})\s)"
    )


@cache
def _imperative() -> re.Pattern[str]:
    words = lexicon.english()["verbs"]
    verbs = _any((*words["boundary"], *words["imperative"], *words["standing"], *words["enforcing"], *words["vague"]))
    return re.compile(
        rf"\s*(?P<please>(?:please|kindly)\s+)?(?:(?:also|immediately|at once|promptly)\s+)?"
        rf"(?P<not>(?:do not|don[’']t|never|no longer)\s+)?(?P<verb>{verbs})\b(?!\s+(?:of|is|are|was|were|has|have)\b)",
        re.I,
    )


@cache
def passive() -> re.Pattern[str]:
    """What stands after a modal where the subject undergoes the act: 'be reported', 'be promptly closed'."""
    keeps = _any(lexicon.english()["modals"]["passive_keeps"])
    return re.compile(
        rf"\s*(?:\w+ly\s+|also\s+|then\s+|not\s+|to\s+)*be\s+(?:\w+ly\s+)?(?!{keeps})\w+{_ENDINGS}\b", re.I
    )


_BY = re.compile(
    r"\bby\s+(?:the\s+|(?=[A-Z]|(?:its|their|his|her|each|every|all)\b))(?P<who>[A-Z]?[\w’'-]+(?:\s+[\w’'-]+){0,5})"
)


@cache
def _actors() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(lexicon.english()['subjects']['actors'])})\b", re.I)


def doer_of_passive(text: str, start: int, end: int, words: Mapping[str, Any]) -> str | None:
    """'By the Chief Engineer', where it names somebody who can act."""
    actors = _actors()
    lowered = text[start:end].casefold()
    end = min((start + at for m in words["exceptions"]["marks"] if (at := lowered.find(m)) >= 0), default=end)
    for found in _BY.finditer(text, start, end):
        name = re.split(r"\s+(?:by|within|before|on|in|no later|and|who|which|until|at)\b", found.group("who"))[0]
        if actors.search(name):
            return name
    return None


def by_verb(text: str, clause: Clause, times: Sequence[TimeExpression]) -> list[Clause]:
    """'… shall inspect the pumps and send me the results': a clause for each verb that has an object of its own.

    Not cut: after a relative pronoun, or after another 'to', whose verb the next one may be joined to."""
    out: list[Clause] = []
    rest = clause
    first = clause.content[0]
    cuts = [(m.start(), m.end(), False) for m in _coordinated().finditer(text, first + 1, clause.span[1])]
    cuts += [(*cut, True) for cut in _timed_cuts(text, clause, times)]
    for at, after, timed in sorted(cuts):
        own = re.sub(r"^[\s,]*(?:to\s+)?", "", blanked(text[first:at], first, times))
        raw = re.sub(r"^[\s,]*(?:to\s+)?", "", text[first:at])
        no_one = re.search(r"\bthat\s*$", text[at:after]) is not None
        inserted = adjunct().match(raw) is not None and "," not in raw
        if not no_one and (
            len(own.split()) < 3
            or not _acts(own)
            or inserted
            or adjunct().match(own)
            or (_SUBORDINATE.search(own) and not timed and text[at] != ";")
        ):
            continue
        left = trim(text, rest.span[0], at, ";, ")
        right = trim(text, after, clause.span[1])
        if left is None or right is None:
            continue
        out.append(_again(text, rest, left, max(rest.content[0], left[0]), rest.modality is Modality.PROHIBITION))
        refused = text.startswith(("not ", "do not ", "never ", "no ", "nobody ", "none "), right[0])
        rest = _again(text, clause, right, right[0], refused)
        rest = _handed_over(rest, out[-1], times)
        first = after
    return [*out, rest]


def _acts(words: str) -> bool:
    """Whether anything but adverbs and insertions stands there: 'periodically, but not less than …' is no act."""
    return any(
        not re.fullmatch(r"(?:\s|\b(?:also|then|further|hereby|each|jointly|\w+ly)\b)*", chunk)
        and insert().match(chunk.strip()) is None
        and re.match(r"\s*(?:but|and|or)\s+(?:not?|in\s+no)\b", chunk) is None
        for chunk in words.split(",")
    )


def _timed_cuts(text: str, clause: Clause, times: Sequence[TimeExpression]) -> list[Span]:
    """'…, and, within 90 days, submit …': a time between 'and' and the next verb."""
    out = []
    for t in times:
        if clause.content[0] < t.span[0] < clause.span[1]:
            before = re.search(r",?\s+and,?\s+$", text[clause.content[0] : t.span[0]])
            if before is not None and _imperative().match(text[t.span[1] :].lstrip(", ")):
                out.append((clause.content[0] + before.start(), t.span[0]))
    return out


def _handed_over(part: Clause, before: Clause, times: Sequence[TimeExpression]) -> Clause:
    """'Complete the list by Monday and send it to us': what is handed over is due when it is done."""
    if not (part.reports and part.refers_back) or any(_within(t, part.span) for t in times):
        return part
    spans = tuple(t.span for t in times if _within(t, before.span))
    return (
        replace(part, extra=(*part.extra, *spans), questions=(*part.questions, ask("deadline-shared")))
        if spans
        else part
    )


def _within(t: TimeExpression, span: Span) -> bool:
    return span[0] <= t.span[0] and t.span[1] <= span[1]


def _again(text: str, clause: Clause, span: Span, content: int, negative: bool) -> Clause:
    """A part of a clause, classed by its own verb: 'not' before the first verb does not reach over 'and'."""
    words = lexicon.english()
    part = read_clause(text, span, content, clause.verb, clause.addressee, negative, clause.strength, words)
    return replace(part, lead_in=clause.lead_in and span[0] == clause.span[0], extra=clause.extra)


def imperative(
    text: str, start: int, end: int, times: Sequence[TimeExpression], item: bool, words: Mapping[str, Any]
) -> list[Clause]:
    """'Remove all drums …', 'Do not admit …', 'Please send …': an item, or a sentence that asks politely."""
    label = (
        re.compile(r"(?P<who>(?:[A-Z]|\d+(?:st|nd|rd|th)\s)[\w’'&-]*(?:,?\s+[\w’'&-]+){0,5})\s*:\s+").match(
            text, start, end
        )
        if item
        else None
    )
    start = label.end() if label is not None else start
    begin = start
    if item and (opening := _FIRST.match(text, start, end)) is not None:
        start = opening.end()
    found = _imperative().match(text, start, end) or _asked(text, start, end, words)
    if found is None and item:
        found = _before_object(text, start, end, words)
    if found is None or not (item or found.group("please") or found.group("not")):
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
    known = _any(words["verbs"]["determiners"])
    grammar = _any((*words["grammar"]["adjuncts"], *words["verbs"]["determiners"], "both", "some", "most"))
    return re.compile(
        rf"\s*(?P<please>)(?P<not>(?:do not|never)\s+)?(?P<verb>(?!(?:{grammar}|[a-z]+ing)\b)[a-z]+)\s+(?:{known})\b",
        re.I,
    ).match(text, start, end)


def threats(text: str, start: int, end: int) -> list[Clause]:
    """'We will not tolerate …', 'all are responsible': kept as exhortations."""
    lowered = text[start:end].casefold()
    for mark in lexicon.english()["threats"]["marks"]:
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
