"""Coordinated verbs of one English modal: 'shall inspect the pumps, repair them and send me the results'. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tracker.calendars.expressions import TimeExpression
from tracker.model import Modality
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.english_phrases import adjunct, blanked, insert, read_clause
from tracker.orders.english_words import any_of
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whether|where|how)\b"
    r"|(?<!pursuant )(?<!subject )(?<!relating )(?<!related )(?<!respect )(?<!according )(?<!addition )(?<!access )"
    r"\bto(?::|,?\s+)"
    r"(?!(?:me|us|him|her|them|it|the|an?|this|that|these|his|its|their|your|my|our|all|each|every|sections?|subsections?|"
    r"paragraphs?|agencies|departments|offices|officials|states|tribes|employees|applicants|owners|parties)\b)[a-z]+\b"
)


@cache
def _coordinated() -> re.Pattern[str]:
    """', review the …', ' and send me …', '; respect and elevate …': a verb joined to another, with an object."""
    words = lexicon.english()["verbs"]
    verbs, acts = any_of((*words["boundary"], *words["imperative"])), any_of((*words["acts"], *words["others"]))
    grammar = (
        rf"(?!(?:{any_of(lexicon.english()['grammar']['adjuncts'])}|that|which|who|and|or|but|nor|not|so|only|even|both|"
        rf"between|upon|about|against|near|over|across|than|into|other|any|all|each|no|whether|how|the|an?)\b)"
        rf"(?![a-z]+(?:ing|ed|ly|(?<!s)s)\s)"
    )
    others = any_of((*words["standing"], *words["enforcing"], *words["acts"]))
    particle = r"(?:\s+(?:up|out|down|off|in|over))?"
    return re.compile(
        rf"(?:(?P<semi>;)\s+(?:and\s+|then\s+|and\s+then\s+)?|(?P<comma>,)\s+(?P<last>and\s+then\s+|and\s+)?(?:then\s+)?"
        rf"|\s+and\s+(?:then\s+)?)"
        rf"(?=(?:not\s+)?(?:\w+ly\s+)?(?:(?:{verbs}){particle}\s+(?:{any_of(words['determiners'])})\b"
        rf"|(?:{any_of(words['plain'])})\s+[a-z]"
        rf"|(?:{acts})\s+(?!(?:of|and|or|in|by|is|are|that|for|with|as|from)\b)[a-zA-Z]"
        rf"|(?:{acts})(?:,\s+(?:{acts}))*,?\s+(?:and|or)\s+(?:{acts})\s"
        rf"|(?:report|respond|reply)\s+(?:back\s+)?(?:to|on)\s|(?![a-z]+ing\b)[a-z]+\s+(?:it|them)\b"
        rf"|{grammar}[a-z]{{3,}}\s+(?:the|all|each|every|any|its|their|his|her|your)\s)|(?:do not|never)\s+[a-z])"
        rf"|,?\s+and\s+(?P<same>that)\s+(?=(?:no|nobody|none)\b|[^,;:.]{{3,80}}?\s(?:is|are|be|has|have)\s)"
        rf"|\s+and\s+(?P<done>)(?=(?:\w+ly\s+)?(?!need\b)[a-z]+(?:ed|ept|ent|ade|old|awn|iven)\s+(?:to|within|on|at|before|in|every|each|no)\b)|;\s+(?:and\s+)?(?P<wide>)(?=(?:{verbs})\s)|,?\s+and\s+to\s+(?=(?:{verbs})\s)"
        rf"|;\s+(?:and\s+)?(?P<open>)(?=(?:{others})\s+[a-zA-Z]|[a-z]+\s+and\s+(?:{acts})\s+[a-zA-Z])"
        rf"|,?\s+and,?\s+(?=(?:{any_of(lexicon.english()['grammar']['adjuncts'])})\b[^,;]{{2,120}},\s+(?:{verbs}|{acts})\s)"
        rf"|\s+and\s+(?=(?:{verbs}|{any_of(words['both'])})\s+[a-z]+\s+(?:along|around|beside|near|outside|across|behind)\s)"
        rf"|,\s+and\s+(?P<serial>)(?=(?:{verbs})\s+(?!(?:of|and|or|in|by|is|are|that|for|with|as|from)\b)[a-z])"
    )


@cache
def _verb() -> re.Pattern[str]:
    """A verb at the beginning of what follows a time."""
    words = lexicon.english()["verbs"]
    groups = ("boundary", "imperative", "standing", "enforcing", "vague", "others")
    verbs = any_of([verb for group in groups for verb in words[group]])
    return re.compile(rf"\s*(?:(?:also|promptly)\s+)?(?:{verbs})\b(?!\s+(?:of|is|are|was|were|has|have)\b)", re.I)


def by_verb(text: str, clause: Clause, times: Sequence[TimeExpression], *, thing: bool = False) -> list[Clause]:
    """'… shall inspect the pumps and send me the results': a clause for each verb that has an object of its own.

    Not cut: after a relative pronoun, after another 'to', whose verb the next one may be joined to, and before the
    object that two verbs share. ``thing``: the subject is a thing; only what is denied beside it is a clause.
    """
    out: list[Clause] = []
    rest = clause
    first = clause.content[0]
    cuts: list[tuple[int, int, bool, re.Match[str] | None]] = [
        (m.start(), m.end(), False, m) for m in _coordinated().finditer(text, first + 1, clause.span[1])
    ]
    cuts += [(*cut, True, None) for cut in _timed_cuts(text, clause, times)]
    for at, after, timed, found in sorted(cuts, key=lambda c: c[:2]):
        no_one = found is not None and found.group("same") is not None
        denied = re.match(r"(?:no|nobody|none)\b", text[after:]) is not None
        if no_one and not (denied or (_ensures(text, clause) and _own_time(text, after, clause.span[1], times))):
            continue
        done = found is not None and found.group("done") is not None
        if done and not (_kept_so(text[first:at]) and _own_time(text, after, clause.span[1], times)):
            continue
        if thing and not (no_one or done):
            continue
        if found is not None and found.group("serial") is not None and not out:
            continue  # only the last of a series needs no article
        listed = found is not None and (found.group("open") is not None or found.group("wide") is not None)
        if listed and _listing(text[clause.content[0] : at]):
            continue
        own = _without_inserts(re.sub(r"^[\s,]*(?:also\s+)?(?:to\s+)?", "", blanked(text[first:at], first, times)))
        raw = re.sub(r"^[\s,]*(?:also\s+)?(?:to\s+)?", "", text[first:at])
        inserted = adjunct().match(raw) is not None and "," not in raw
        # The last of '…, review the …, and send the …' is joined to the first.
        series = text.startswith("ensure that ", after) and re.match(r",\s+and\s", text[at:after]) is not None
        series = (
            series or _closed(own, text[at:after]) or (bool(out) and re.match(r",\s+and\s", text[at:after]) is not None)
        )
        if not no_one and (
            len(re.sub(r"^(?:\w+ly\s+|also\s+)+", "", own).split()) < 2
            or not _acts(own)
            or inserted
            or adjunct().match(own)
            or _wants_object(own, raw)
            or re.match(r"[\s,]*to\s+the\s", text[first:at]) is not None
            or re.search(r"\bto:", own) is not None
            or (_SUBORDINATE.search(own) and not timed and text[at] != ";" and not series)
            or _compound(text[first:at], text[at : clause.span[1]])
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


def _ensures(text: str, clause: Clause) -> bool:
    """'Ensure that the entries are made and that the log is sent': each of what is ensured."""
    return (
        re.match(r"\W*(?:to\s+)?(?:ensure|see(?:\s+to\s+it)?|make\s+sure)\s+that\s", text[clause.content[0] :])
        is not None
    )


def _kept_so(words: str) -> bool:
    """'Be kept for six years', before 'and produced on request': a participle with words of its own."""
    return re.match(r"\s*be\s+\w+", words) is not None and len(words.split()) > 3


def _own_time(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> bool:
    timed = any(start <= t.span[0] < end and t.role is not None for t in times)
    return timed or re.search(r"\bon\s+(?:request|demand)\b", text[start:end]) is not None


def _listing(words: str) -> bool:
    """Whether what stands before a semicolon has opened a list of things."""
    opened = r"\b(?:including|such as|namely|following|because|of|that|which|on|whether|how)\b[^;]*$"
    return ":" in words or re.search(opened, words) is not None


def _closed(own: str, joined: str) -> bool:
    """Whether the relative clause before a comma is whole and cannot go on with a bare verb: 'projects that can be
    approved, and take all steps'."""
    if not joined.startswith(",") or re.search(r"\bto\s+[a-z]+", re.split(r"\b(?:that|which|who)\b", own)[0]):
        return False
    last = re.search(r"\b(?:that|which|who)\b(?P<rest>[^,]*)$", own)
    return last is not None and re.search(r"\b(?:is|are|was|were|has|have|can\s+be)\s", last.group("rest")) is not None


def _compound(before: str, joined: str) -> bool:
    """'Automation of application and review processes': two nouns before a third, no verb."""
    nouns = re.match(
        r"\s+and\s+(?:review|update|issue|process|report|design|support|test|research|transfer)\s+[a-z]+s\b", joined
    )
    return nouns is not None and re.search(r"\bof\s+[a-z]+$", before) is not None


_DANGLING = re.compile(r"\b(?:for|to|of|in|with|on|from|by|the|an?|and|or)\s*$")
_TO_WHOM = re.compile(
    r"(?:\w+ly\s+)?(?P<verb>[a-z]+)\s+(?:to|for|with|through)\s+(?P<whom>.*)$",
    re.S,
)
_OBJECT = re.compile(
    r"\s(?:an?|any|all|its|their|such|these|those|this|no|one|recommendations?|reports?|findings|information|proposals?|plans?|"
    r"guidance|updates?|assessments?|evidence|copies)\s"
)


def _wants_object(own: str, raw: str) -> bool:
    """Whether the object of a verb has not come yet: 'evaluate the need for | and approve changes', 'submit to the
    President, through the Director, | and provide to others … one assessment'."""
    if re.fullmatch(
        r"(?:\w+ly\s+)?(?:put|set|bring|carry|take|keep)\s+(?:in\s+place|up|out|about|down|over|on)", own.strip()
    ):
        return True
    if _DANGLING.search(raw) or re.fullmatch(r"[a-z]+(?:\s*,\s*(?:and\s+|or\s+)?[a-z]+)*", own.strip()):
        return True
    chunks = [chunk.strip() for chunk in own.split(",") if chunk.strip()]
    found = _TO_WHOM.match(chunks[0]) if chunks else None
    if (
        found is None
        or found.group("verb") not in lexicon.english()["verbs"]["reporting"]
        or found.group("verb") == "report"
    ):
        return False
    return _OBJECT.search(f" {found.group('whom')} ") is None and all(
        adjunct().match(chunk) or insert().match(chunk) for chunk in chunks[1:]
    )


def _without_inserts(words: str) -> str:
    """The words from the verb on: 'on a regular basis, but at least yearly, review the list' -> 'review the list'."""
    chunks = words.split(",")
    chunks[0] = re.sub(r"^(?:\s*\w+ly\s+)+", "", chunks[0])
    while len(chunks) > 1 and (adjunct().match(chunks[0].strip()) or not _acts(chunks[0])):
        chunks.pop(0)
    rest = ",".join(chunks).strip()
    away = len(chunks) < len(words.split(","))
    noun = re.match(r"(?:the|an?|each|other|any|all)\s|[A-Z\d]|[a-z]+(?:ed|ing)\s", rest) is not None
    return "" if away and noun else rest


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
            if before is not None and _verb().match(text[t.span[1] :].lstrip(", ")):
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
