"""'The minister ordered the police to …': what an English report tells of orders. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from tracker.calendars.expressions import TimeExpression
from tracker.model import Modality, Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.english_acts import doer_of_passive
from tracker.orders.english_charges import charged, charging, refused_in_quotes, shared_exceptions
from tracker.orders.english_layout import Unit
from tracker.orders.english_nominal import verb_of_gerund
from tracker.orders.english_phrases import make_clause
from tracker.orders.english_series import by_verb
from tracker.orders.english_speakers import may_tell
from tracker.orders.english_spoken import without_day
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_any = partial(listed, "reports")


@cache
def _ordering() -> re.Pattern[str]:
    words = lexicon.english()["reports"]
    verbs = sorted((*words["order"], *words["call"]), key=len, reverse=True)
    return re.compile(rf"(?:(?<!had )\b|\b{_had_said()})(?P<verb>{'|'.join(re.escape(v) for v in verbs)})\b", re.I)


def _had_said() -> str:
    """'Said she had directed …': ordered before it was told, and told as an order."""
    who = r"(?:he|she|they|it|his\s+\w+|her\s+\w+|the\s+\w+)"
    return rf"(?:{_any('telling')})\s+(?:that\s+)?{who}\s+had\s+(?:also\s+|already\s+)?"


@cache
def _banning() -> re.Pattern[str]:
    """'The governor banned the use of …'."""
    return re.compile(
        rf"(?<!had )(?<!was )(?<!were )(?<!be )(?<!been )(?<!is )(?<!are )\b(?P<verb>{_any('banning')})\s+(?=[a-z])",
        re.I,
    )


@cache
def _demanding() -> re.Pattern[str]:
    """'Demanded that the pharmacy be restocked', 'insisted that the board publish …'."""
    return re.compile(
        rf"\b(?P<verb>{_any('demanding')})(?:\s+(?:the\s+)?[a-z]+(?:\s+[a-z]+){{0,4}})?\s+that\s+"
        rf"(?P<who>[^,;.]{{3,80}}?)\s+(?P<not>not\s+)?(?P<act>be\s+\w+|{_bases()})\b",
        re.I,
    )


def _bases() -> str:
    words = lexicon.english()["verbs"]
    return "|".join(
        sorted(
            {re.escape(v) for v in (*words["boundary"], *words["imperative"], *words["staying"], *words["others"])},
            key=len,
            reverse=True,
        )
    )


def clauses(text: str, unit: Unit, known: Sequence[int] = (), times: Sequence[TimeExpression] = ()) -> list[Clause]:
    """'… ordered the police to A, to B, and to C': a clause for each, with the addressee of all.

    ``known``: where the report names people; what somebody else asks orders nothing."""
    words = lexicon.english()["reports"]
    out: list[Clause] = []
    if re.search(rf"\b(?:{listed('minutes', 'undone')})\b", text[unit.start : unit.end]):
        return out  # 'The master was required to report, but failed to do so'
    told = re.sub(rf"\b{_had_said()}", "", text[unit.start : unit.end], flags=re.I)
    if re.search(r"\bhad (?:already |earlier |previously )?(?:\w+ed|told)\b", told):
        return out
    places = _commanding(text, unit, known)
    for found in places:
        rest_end = _rest_end(text, found.end(), unit.end, places)
        rest = text[found.end() : rest_end]
        opened = re.search(r"(?:\b(?P<not>not)\s+)?\bto\s+(?=[a-z])", rest)
        kind = found.re
        if opened is None or kind not in (_ordering(), _told(), _giving()):
            continue
        who = re.sub(r"\s+", " ", rest[: opened.start()]).strip(" ,") if kind is _ordering() else found.group("who")
        who = re.sub(r"^(?:the|all the|and|and the)\s+", "", without_day(who).split(",")[0], flags=re.I)
        if not who or re.search(r"\b(?:that|was|were)\b|\band\s+\w+ed\b", who):
            continue
        verb = found.group("verb")
        weak = verb.casefold() in words["call"]
        public = _public(who)
        begin = found.end() + opened.start()
        pieces = _pieces(text, begin, rest_end)
        allowed = tuple((t.span[0], t.span[1]) for t in times if found.start() <= t.span[0] and t.span[1] <= begin)
        for n, (s, e) in enumerate(pieces):
            place = trim(text, found.start() if n == 0 else s, e, ",.; ")
            if place is None:
                continue
            clause = make_clause(text, place, s, verb, who, _forbids(text[s:e], words["forbidding"]))
            mild = verb.casefold() in words["mild"]
            clause = replace(
                clause,
                vague=clause.vague or mild,
                strength=Strength.EXHORTATION if public or (weak and clause.vague) else clause.strength,
                lead_in=n == 0,
                extra=allowed if kind is _giving() and n else (),
            )
            out += [_each(part, out, text) for part in by_verb(text, clause, times)]
        out += _and_that(text, found, rest_end, unit.end, places)
    tasks = [m for m in places if m.re is charging()]
    out += charged(text, tasks, [_rest_end(text, m.end(), unit.end, places) for m in tasks])
    out += _banned(text, unit, out, places) + _demanded(text, unit, out, places) + _imposed(text, unit, out, places)
    out += _acted(text, unit, out, places)
    out += [c for c in refused_in_quotes(text, unit.start, unit.end) if _free(c.span, out)]
    return shared_exceptions(sorted(out, key=lambda c: c.span))


def _and_that(text: str, found: re.Match[str], start: int, end: int, places: Sequence[re.Match[str]]) -> list[Clause]:
    """'Directed the office to appoint a team, and that the firm not be paid': what follows the infinitives."""
    joined = _AND_THAT.match(text, start)
    place = trim(text, joined.end(), _rest_end(text, joined.end(), end, places), ",.; ") if joined is not None else None
    act = _act().match(text, *place) if place is not None else None
    if act is None or place is None:
        return []
    undergoes = act["act"].casefold().startswith("be ")
    negative = act["not"] is not None or re.match(r"no\s", act["who"], re.I) is not None
    who = None if undergoes or negative else re.sub(r"^(?:the|all the)\s+", "", act["who"])
    return [make_clause(text, place, act.start("act"), found.group("verb"), who, negative)]


def _public(who: str) -> bool:
    """'Citizens', 'citizens and residents', 'all the people of Basra': nobody in particular."""
    known = lexicon.english()["reports"]["public"]
    names = re.split(r"\s+(?:of|in|living|along)\s+", who.casefold())[0].split(" and ")
    return all(re.sub(r"^(?:all\s+(?:the\s+)?|the\s+|local\s+)+", "", name) in known for name in names)


@cache
def _told() -> re.Pattern[str]:
    """'The ministry was told to open the gates'."""
    verbs = lexicon.english()["reports"]["told"]
    return re.compile(
        rf"(?P<who>\b(?!(?:He|She|It|They|I|We)\b)[A-Za-z][^,;.“”\"]{{2,80}}?)\s+"
        rf"(?:was|were|has been|have been)\s+(?:also\s+)?(?P<verb>{'|'.join(verbs)})(?=\s+(?:not\s+)?to\s)"
    )


@cache
def _giving() -> re.Pattern[str]:
    """'Gave the operator 30 days to submit a plan', 'gave owners until 5 May to …'."""
    return re.compile(
        rf"(?<!had )\b(?P<verb>{_any('giving')})\s+(?:the\s+)?(?P<who>[\w’'-]+(?:\s+[\w’'-]+){{0,7}}?)\s+"
        rf"(?=(?:until|up to)\s|(?:just\s+|only\s+)?(?:an?|{_any('numbers')}|\d+)\s+(?:working\s+|calendar\s+|more\s+)?"
        rf"(?:hours?|days?|weeks?|months?|years?)\b)",
        re.I,
    )


def _commanding(text: str, unit: Unit, known: Sequence[int]) -> list[re.Match[str]]:
    """The verbs of a sentence by which somebody who may order does so, in their order.

    The first needs a subject that is known or an office; one joined to it by 'and' has the same."""
    found: list[re.Match[str]] = []
    for pattern in (
        _ordering(),
        _told(),
        _giving(),
        _banning(),
        _imposing(),
        _naming(),
        _acting(),
        _demanding(),
        charging(),
    ):
        found += pattern.finditer(text, unit.start, unit.end)
    found.sort(key=lambda m: (_verb_at(m), -m.end()))
    out: list[re.Match[str]] = []
    position, accepted = unit.start, False
    for match in found:
        at = _verb_at(match)
        if out and out[-1].re is not _ordering() and at < _verb_at(out[-1]) + 1:
            continue
        begin = match.start() if match.re is _told() else at
        head = text[position:at]
        cuts = [m.end() for m in re.finditer(r"[;“”\"]|,\s+(?:and|but)\s|\s(?:and|but)\s|,\s+(?=\w+\s*$)", head)]
        own = head[cuts[-1] :] if cuts else head
        named = any(position + (cuts[-1] if cuts else 0) <= k < at for k in known) or (
            not out and any(position <= k < at for k in known)
        )
        if match.re is _told():
            accepted = not re.search(_past(), text[position:begin], re.I) and _past_free(text, match.start("who"), at)
        elif not out or named or len(own.split()) > 1 or may_tell(own):
            accepted = (named or not own.strip() or may_tell(own, wide=True)) and _past_free(text, position, at)
        if accepted:
            out.append(match)
        position = match.end("charged" if match.groupdict().get("charged") else "verb")
    return out


def _verb_at(found: re.Match[str]) -> int:
    """Where the verb of ordering begins."""
    return found.start() if found.re is charging() else found.start("verb")


def _past() -> str:
    numbers = "".join(rf"(?<!\b{n}\s)" for n in ("one", "two", "three", "four", "five", "six", "seven", r"\d"))
    return (
        rf"\b(?:last\s+(?:week|month|year|spring|summer|autumn|winter)|{numbers}days\s+ago|(?:weeks|months|years)\s+ago|"
        r"a\s+(?:week|month|year)\s+ago|previously|earlier(?!\s+(?:(?:on\s+)?[A-Z]|today|yesterday|in\s+the\s+day))|in\s+(?:19|20)\d\d|predecessor|former)\b"
    )


def _past_free(text: str, start: int, end: int) -> bool:
    """Whether nothing before the verb says that it was ordered at another time ('Last week the minister ordered')."""
    return re.search(_past(), text[start:end], re.I) is None


def _rest_end(text: str, start: int, end: int, later: Sequence[re.Match[str]]) -> int:
    """What one verb of ordering governs ends at ';', at the quotation's end, or before 'and' with the next one."""
    for found in later:
        if found.start() <= start:
            continue
        joined = re.search(r"(?:,\s*|\s+)(?:and|but|then)\s+(?:\w+\s+){0,2}$|,\s+$", text[start : found.start()])
        if joined is not None:
            end = min(end, start + joined.start())
            break
    # What is added after it ('…, stressing that no patient may …') is an order of its own.
    stop = re.search(
        rf";|[”\"]|,?\s+(?:and\s+)?(?:(?:{_any('adding')})\s+)?that\s+(?:no|nobody|none|neither)\b"
        rf"|,\s+and\s+that\s+(?:the|all|each|every|any)\s(?=[^,;.]{{2,60}}?\s(?:not\s+)?be\s)"
        rf"|,\s+(?:and\s+)?(?:{_any('adding')})\s+that\b|,?\s+and\s+(?:also\s+)?(?:{_any('telling')})\s+that\b",
        text[start:end],
    )
    return start + stop.start() if stop is not None else end


def _free(place: Span | None, taken: Sequence[Clause]) -> bool:
    return place is not None and not any(c.span[0] <= place[0] < c.span[1] for c in taken)


def _banned(text: str, unit: Unit, taken: Sequence[Clause], places: Sequence[re.Match[str]]) -> list[Clause]:
    out = []
    for found in (m for m in places if m.re is _banning()):
        end = _rest_end(text, found.end(), unit.end, places)
        place = trim(text, found.start(), end, ",.; ")
        if place is None or not _free(place, taken):
            continue
        told = re.compile(r"(?:the\s+|all\s+the\s+)?(?P<who>[^,;]{2,80}?)\s+from\s+(?=\w+ing\b)").match(
            text, found.end(), end
        )
        who, content = (told.group("who"), told.end()) if told is not None else (None, found.end())
        out.append(make_clause(text, place, content, found.group("verb"), who, True))
    return out


@cache
def _naming() -> re.Pattern[str]:
    """'Ordered the formation of a committee', 'directed the immediate closure of the market'."""
    nouns = [noun for group in lexicon.english()["nominal"]["nouns"].values() for noun in group]
    known = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    day = r"(?:on\s+[A-Z][a-z]+day\s+)?"
    return re.compile(
        rf"(?<!had )\b(?P<verb>{_any('imposing')}|directed|has directed)\s+{day}(?P<noun>an?\s+|the\s+|(?=[a-z]))"
        rf"(?:(?!to\b)[a-z]+\s+){{0,2}}?(?:{known})\s+(?:of|for|into)\s",
        re.I,
    )


@cache
def _acting() -> re.Pattern[str]:
    """'Directed intensifying inspections, and taking legal action': the act as a gerund right after the verb."""
    return re.compile(
        rf"(?<!had )\b(?P<verb>{_any('acting')})\s+(?P<noun>(?P<ing>[a-z]+ing)\s+(?!(?:of|in|on|for|to|at)\b)[a-z])"
    )


_NEXT_ACT = re.compile(
    r",?\s+and\s+(?=(?P<ing>[a-z]+ing)\s+(?:the|an?|all|any|its|their|legal|strict|[a-z]+s)\b)|,\s+(?=(?P<more>[a-z]+ing)\s+the\b)"
)


def _acted(text: str, unit: Unit, taken: Sequence[Clause], places: Sequence[re.Match[str]]) -> list[Clause]:
    out: list[Clause] = []
    for found in (m for m in places if m.re is _acting() and verb_of_gerund(m["ing"]) is not None):
        end = _rest_end(text, found.end(), unit.end, places)
        cuts = [m for m in _NEXT_ACT.finditer(text, found.end(), end) if verb_of_gerund(m["ing"] or m["more"])]
        first = found.start()
        for stop, after in [*((m.start(), m.end()) for m in cuts), (end, end)]:
            place = trim(text, first, stop, ",.; ")
            content = found.start("noun") if not out or first == found.start() else first
            first = after
            if place is not None and _free(place, taken):
                out.append(
                    replace(
                        make_clause(text, place, content, found["verb"], None, False), lead_in=place[0] == found.start()
                    )
                )
    return out


@cache
def _imposing() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!had )\b(?P<verb>{_any('imposing')})\s+(?:an?|the)\s+(?:(?!to\b)[\w-]+\s+){{0,3}}?"
        rf"(?:(?P<lasts>{_any('measures')})|{_any('inquiries')})\b",
        re.I,
    )


def _imposed(text: str, unit: Unit, taken: Sequence[Clause], places: Sequence[re.Match[str]]) -> list[Clause]:
    """'Imposed a night curfew in …': what is ordered is named, and kept up."""
    out = []
    for found in (m for m in places if m.re in (_imposing(), _naming())):
        place = trim(text, found.start(), _rest_end(text, found.end(), unit.end, places), ",.; ")
        if place is not None and _free(place, taken):
            content = found.start("noun") if found.re is _naming() else found.end("verb") + 1
            clause = make_clause(text, place, content, found.group("verb"), None, False)
            out.append(
                replace(clause, pattern=Pattern.MAINTENANCE)
                if found.re is _imposing() and found["lasts"]
                else replace(clause, lead_in=True)
            )
    return out


_AND_THAT = re.compile(r",?\s+and\s+that\s+")


def _demanded(text: str, unit: Unit, taken: Sequence[Clause], places: Sequence[re.Match[str]]) -> list[Clause]:
    """'Directed that X be done and that Y be done': a clause for each 'that'."""
    out = []
    for found in (m for m in places if m.re is _demanding()):
        end = _rest_end(text, found.end(), unit.end, places)
        cuts = list(_AND_THAT.finditer(text, found.end(), end))
        first = found.start()
        for n, stop in enumerate([*(c.start() for c in cuts), end]):
            place = trim(text, first, stop, ",.; ")
            act = found if n == 0 else _act().match(text, first, stop)
            first = cuts[n].end() if n < len(cuts) else end
            if act is None or place is None or not _free(place, taken):
                continue
            undergoes = act.group("act").startswith("be ")
            who = doer_of_passive(text, act.end(), place[1], lexicon.english()) if undergoes else None
            who = who if undergoes else re.sub(r"^(?:the|all the)\s+", "", act.group("who"))
            negative = act.group("not") is not None or act.group("who").lower().startswith("no ")
            out.append(make_clause(text, place, act.start("act"), found.group("verb"), who, negative))
        denied = _AND_THAT.match(text, end)
        if denied is not None:  # '… and that no truck pass'
            place = trim(text, denied.end(), _rest_end(text, denied.end(), unit.end, places), ",.; ")
            act = _act().match(text, *place) if place is not None else None
            if act is not None and place is not None and _free(place, taken):
                out.append(make_clause(text, place, act.start("act"), found.group("verb"), None, True))
    return out


@cache
def _act() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>[^,;.]{{3,80}}?)\s+(?P<not>not\s+)?(?P<act>be\s+\w+|{_bases()})\b", re.I)


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """The infinitives that one verb of ordering governs."""
    cuts = list(
        re.finditer(r",\s+(?:and\s+)?(?=(?:not\s+)?to\s+[a-z])|\s+and\s+(?=(?:not\s+)?to\s+[a-z])", text[start:end])
    )
    out, begin = [], start
    for cut in cuts:
        out.append((begin, start + cut.start()))
        begin = start + cut.end()
    out.append((begin, end))
    return out


def _forbids(words: str, marks: Sequence[str]) -> bool:
    plain = re.sub(r"^to\s+", "", words.casefold().strip())
    return plain.startswith(tuple(marks)) or words.casefold().strip().startswith("not to")


def _each(clause: Clause, before: list[Clause], text: str) -> Clause:  # noqa: ARG001
    """Seizing what was just forbidden: each case triggers it."""
    after_ban = before and before[-1].modality is Modality.PROHIBITION and clause.enforces
    return (
        replace(clause, pattern=Pattern.TRIGGERED) if after_ban and clause.modality is Modality.OBLIGATION else clause
    )
