"""'I direct the Secretary to …', and a clause with several deadlines cut into one for each. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.english_agents import is_thing
from tracker.orders.english_phrases import read_clause, subject_of
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span
from tracker.orders.two_limits import together


@cache
def _direct() -> re.Pattern[str]:
    words = lexicon.english()["modals"]
    verbs = "|".join(re.escape(w) for w in sorted(words["direct"], key=len, reverse=True))
    # 'I am directed to refer to your letter of D and to request you to …'
    told = rf"(?:{listed('boilerplate', 'sayings')})\s+(?:[^;:]{{0,200}}?\band\s+(?:also\s+)?(?:to\s+)?)??"
    speaks = rf"(?:I|(?-i:We))\s+(?:(?:{'|'.join(words['adverbs'])})\s+)*"
    return re.compile(rf"\b(?:(?P<told>{told})|{speaks})(?P<verb>{verbs})\b(?:\s+that\b)?", re.I)


# 'I have instructed the Officer to cancel the permits, and he will report to me'
_THEN = re.compile(
    r"[,;]\s+(?:and\s+)?(?=(?P<who>he|she|it|they)\s+(?P<verb>will|shall|must|is\s+to|are\s+to)\s+(?P<not>not\s+)?)"
    r"(?:he|she|it|they)\s+(?:will|shall|must|is\s+to|are\s+to)\s+(?:not\s+)?"
)


def direct_clauses(
    text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> list[Clause]:
    """'I direct the Secretary, within 30 days, to …': one clause for each 'to' that the verb governs."""
    out: list[Clause] = []
    for found in _direct().finditer(text, start, end):
        if out and found.start() < out[-1].span[1]:
            continue
        rest = text[found.end() : end]
        to = re.search(r"\bto(?::|\s+(?=[a-z(]))", rest)
        if to is None or found.group().endswith(" that"):
            continue
        who = subject_of(rest[: to.start()], times, found.end())
        if who is None or is_thing(who):
            continue  # 'I have directed the establishment of a committee to advance …'
        # Who was told to request it passes an order on.
        weak = found.group("verb").casefold() in words["modals"]["urge"] and found.group("told") is None
        then = _THEN.search(text, found.end() + to.end(), end)
        place = trim(text, found.start(), then.start() if then is not None else end, ";,.:")
        if place is None:
            continue
        strength = Strength.EXHORTATION if weak else Strength.ORDER
        begin = found.start() if not _time_before(text, start, found.start(), times) else start
        if any(found.start() < t.span[0] < found.start("verb") for t in times):
            begin = found.start("verb")  # 'I am today directing': when it was said
        base = read_clause(
            text, (begin, place[1]), found.end() + to.start(), found.group("verb"), who, False, strength, words
        )
        if "today" in found.group("verb").casefold().split():
            base = replace(base, lead_in=True)  # 'I have today ordered': when it was said
        pieces = _split_to(text, base, found.end() + to.end())
        shared = tuple(t.span for t in times if begin <= t.span[0] < found.end() + to.start())
        for n, piece in enumerate(pieces):
            out += by_deadline(text, replace(piece, extra=shared if n else ()), times)
        last = trim(text, then.start("who"), end, ";,.:") if then is not None else None
        if then is not None and last is not None:
            verb, refused = then.group("verb"), then.group("not") is not None
            out += by_deadline(text, read_clause(text, last, then.end(), verb, who, refused, strength, words), times)
    return out


@cache
def _bans() -> re.Pattern[str]:
    """'I … do hereby prohibit the bursting of crackers', 'the Board hereby suspends all leave'."""
    words = lexicon.english()["modals"]
    verbs = "|".join(map(re.escape, words["banning"]))
    adverbs = "|".join(words["adverbs"])
    return re.compile(
        rf"\b(?:I|we|the\s+undersigned|do|does|hereby)\s*,?\s+(?:(?:do|does|{adverbs})\s+)*(?P<verb>(?:{verbs})(?:s|es)?)\s+"
        rf"(?=(?:the|all|any|every|an?|[a-z]+ing|[a-z-]+s)\s)",
        re.I,
    )


def banning_clauses(text: str, start: int, end: int, words: Mapping[str, Any]) -> list[Clause]:
    """What the issuer forbids, suspends or closes by saying so, without anybody whom it tells."""
    found = _bans().search(text, start, end)
    if found is None or re.search(r"\bhereby\b|\bI\b|\bundersigned\b", found.group()) is None:
        return []
    then = _and_direct().search(text, found.end(), end)
    place = trim(text, found.start("verb"), then.start() if then is not None else end, ";,.: ")
    if place is None:
        return []
    told = _FROM_DOING.match(text, found.end(), place[1])
    who, content = (told["who"], told.end()) if told is not None else (None, found.end())
    stem = re.sub(r"(?:es|s)$", "", found["verb"].casefold())
    negative = any(stem.startswith(verb.rstrip("e")) for verb in words["modals"]["forbidding"])
    clause = read_clause(text, place, content, found["verb"], who, negative, Strength.ORDER, words)
    out = [replace(clause, pattern=Pattern.MAINTENANCE)]
    rest = trim(text, then.start("verb"), end, ";,.: ") if then is not None else None
    if then is not None and rest is not None:
        who = re.sub(r"^(?:the|all the)\s+", "", then["who"])
        out.append(read_clause(text, rest, then.end(), then["verb"], who, False, Strength.ORDER, words))
    return out


@cache
def _and_direct() -> re.Pattern[str]:
    """'…, and direct the police to seize them'."""
    verbs = listed("modals", "direct")
    return re.compile(
        rf",?\s+and\s+(?:(?:do\s+)?hereby\s+)?(?P<verb>{verbs})s?\s+(?P<who>[^,;.]{{2,80}}?)\s+to\s+(?=[a-z])"
    )


_FROM_DOING = re.compile(r"(?:the\s+|all\s+the\s+)?(?P<who>[^,;]{2,80}?)\s+from\s+(?=\w+ing\b)")


def _time_before(text: str, start: int, at: int, times: Sequence[TimeExpression]) -> bool:  # noqa: ARG001
    return any(start <= t.span[0] and t.span[1] <= at for t in times)


def _split_to(text: str, clause: Clause, after: int) -> list[Clause]:
    """'… to issue guidance and to withdraw …': a clause for each."""
    cuts = [m.start() for m in re.finditer(r",?\s+and\s+to\s+(?=[a-z])", text[after : clause.span[1]])]
    out, begin = [], clause.span[0]
    for cut in cuts:
        out.append(replace(clause, span=(begin, after + cut), content=(max(begin, clause.content[0]), after + cut)))
        begin = after + cut + len(re.match(r",?\s+and\s+", text[after + cut :]).group())  # type: ignore[union-attr]
    out.append(replace(clause, span=(begin, clause.span[1]), content=(max(begin, clause.content[0]), clause.span[1])))
    return out


def _counted(t: TimeExpression) -> bool:
    return t.count is not None and t.role in (Role.WITHIN, Role.BY, Role.ON)


def _dated(t: TimeExpression) -> bool:
    return t.count is None and t.role in (Role.BY, Role.BEFORE)


def _own_verb(text: str, joined: str, t: TimeExpression, clause: Clause) -> bool:
    """'… and hold three meetings before …', '… and, by July 31, to report': a date with a verb of its own."""
    if "and" not in joined and ";" not in joined:
        return False
    # 'A plan to meet these directives and restore …' joins to 'meet'.
    first = text[max(clause.content[0], clause.span[0]) : t.span[0] - len(joined)]
    if re.search(
        r"\S+\s+\S+.*,?\s+to\s+(?!the\b|an?\b|me\b|us\b|all\b|each\b|its\b|their\b)[a-z]+\s+[a-z]", first, re.S
    ):
        return False
    verbs = lexicon.english()["verbs"]
    known = "|".join(
        re.escape(v) for v in (*verbs["boundary"], *verbs["imperative"], *verbs["plain"], *verbs["others"])
    )
    before = re.match(rf"\W*(?:and\s+)?,?\s*(?:(?:to|shall|must)\s+)?(?:{known})\s+\w", joined) is not None
    empty = not re.sub(r"\band\b|\W", "", joined)
    after = re.match(rf"\s*,?\s*(?:(?:to|shall|must)\s+)?(?:{known})\s+\w", text[t.span[1] : clause.span[1]])
    return before or (empty and after is not None)


def _only_when(text: str, after: TimeExpression, right: Span, limits: Sequence[TimeExpression]) -> bool:
    """Whether a part says nothing but when: '… within 7 days of a report and within 7 days of a notice to us'."""
    if after.span[0] > right[0] + 2 or any(t.span[0] > after.span[0] for t in limits):
        return False
    rest = text[after.span[1] : right[1]].strip(" ,")
    goes_on = (
        r"(?:provided|received|made|given|issued|sent|of|to\s+(?:the|an?|its|their|our|us|me)|from|by|in|on|under)\s"
    )
    return rest == "" or re.match(goes_on, rest) is not None


def _noun(text: str, right: Span, after: TimeExpression) -> bool:
    """Whether a part begins with a bare noun: '… knowledge, skills, and | implications of a model within 30 days'."""
    first = re.match(r"(?:\w+ly\s+)?([a-z]+)\s+(?:of|in|for)\s", text[right[0] : after.span[0]])
    return first is not None and first.group(1) not in _starters()


@cache
def _starters() -> frozenset[str]:
    verbs = lexicon.english()["verbs"]
    groups = ("boundary", "imperative", "plain", "acts", "standing", "determiners")
    return frozenset(word for group in groups for word in verbs[group])


# 'Open it to tribes within 7 months and | to the public by 1 December', '…, and | the whole of it by 1 October 2027'
_GAPPED = re.compile(
    r"(?:(?:to|for|in|at|from|on|into|with)\s+)?(?:the|all|an?|another|half|one|two|three|every|each|its|their|both)\b"
    r"(?:[-\s]+(?!(?:shall|must|will|to|is|are)\b)[\w’'-]+){0,6}\s+",
    re.I,
)


def by_deadline(text: str, clause: Clause, times: Sequence[TimeExpression]) -> list[Clause]:
    """A clause with several deadlines becomes one for each: cut before the conjunction that leads to the next."""
    limits = [
        t for t in times if clause.span[0] <= t.span[0] and t.span[1] <= clause.span[1] and (_counted(t) or _dated(t))
    ]
    out: list[Clause] = []
    rest = clause
    for before, after in pairwise(limits):
        stretch = text[before.span[1] : after.span[0]]
        cuts = list(re.finditer(r"[;,]\s*(?:and,?\s+|or\s+|but\s+)?|\s+and,?\s+", stretch))
        if not cuts or before.span[1] <= rest.span[0] or together(text, before, after):
            continue
        strong = [c for c in cuts if "and" in c.group() or ";" in c.group()] or cuts
        if after.span[0] - before.span[1] < 8 or stretch.count("(") > stretch.count(")"):
            continue  # '(or, for independent agencies, within 75 days)'
        cut = strong[-1]
        gapped = _GAPPED.fullmatch(stretch[cut.end() :]) is not None and "and" in cut.group()
        alike = gapped or (_counted(before) and _counted(after))
        if not alike and not _own_verb(text, stretch[cut.start() :], after, rest):
            continue
        left = trim(text, rest.span[0], before.span[1] + cut.start(), ";,")
        right = trim(text, before.span[1] + cut.end(), rest.span[1])
        if left is None or right is None or _only_when(text, after, right, limits) or _noun(text, right, after):
            continue
        out.append(replace(rest, span=left, content=(min(rest.content[0], left[1]), left[1])))
        if alike:
            rest = replace(rest, span=right, content=right)
            continue
        # A date with a verb of its own: the part is classed by that verb.
        negative = text.startswith(("not ", "do not ", "never "), right[0])
        words = lexicon.english()
        own = read_clause(text, right, right[0], rest.verb, rest.addressee, negative, rest.strength, words)
        rest = replace(own, extra=rest.extra)
    out.append(rest)
    return out
