"""The day on which the words of an English report were said: 'on Monday ordered', 'in a memo dated July 1'. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tracker.calendars.expressions import Kind, find
from tracker.calendars.profiles import profile
from tracker.orders import lexicon
from tracker.orders.english_layout import Unit
from tracker.orders.english_words import any_of, listed
from tracker.orders.records import Span

_WORDS = lexicon.english()["spoken"]
_WEEKDAY = "|".join(_WORDS["weekdays"])
_MONTH = rf"(?:{'|'.join(_WORDS['months'])})\b\.?"
_COUNT = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _WORDS["counts"])
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?(?![\d/:.]\d)"
_DATE = rf"(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}\s+(?:of\s+)?{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_DAY = re.compile(
    rf"\b(?P<mark>(?:[Ee]arlier|[Ll]ate|[Ee]arly)\s+(?:on\s+)?|[Oo]n\s+|[Ll]ast\s+|[Tt]his\s+past\s+|dated\s+|of\s+)?"
    rf"(?:(?P<week>{_WEEKDAY})\b(?!,?\s+(?:{_MONTH}\s+\d|\d))|(?:(?:{_WEEKDAY})\b,?\s+(?:the\s+)?)?(?P<date>{_DATE})"
    rf"|(?P<before>[Yy]esterday|[Ll]ast\s+night)\b|(?P<today>[Tt]his\s+(?:morning|afternoon|evening))\b"
    rf"|(?P<ago>\d{{1,2}}|{_COUNT})\s+days?\s+ago\b"
    rf"|(?P<vague>(?:[Ll]ast|[Tt]his)\s+(?:week|month))\b){_PART}"
)
_PLACE = r"[A-Z][\w.’'-]*(?:,?\s+(?!(?:" + _MONTH + r"))[A-Z][\w.’'-]*){0,4}"
# 'MANILA, 3 July 2024 — ', 'ACCRA, Oct. 9 (GNA) - ', 'KAMPALA (Reuters) - '
_DATELINE = re.compile(
    rf"(?:{_PLACE},?\s+)?(?:(?:(?:{_WEEKDAY}),?\s+)?(?:{_DATE.replace('(?P<year>', '(?:')})(?:\s*\([^()]{{2,30}}\))?"
    r"|\([^()]{2,30}\))\s*[-–—:]+\s+(?=[\w“\"])"
)
_MODAL = re.compile(r"\b(?:must|shall|should|will|would|may|cannot|not|(?:is|are|has|have|had|was|were)\s+to)\b", re.I)
_TOLD = re.compile(r"\b(?:\w+ed|said|told|met|gave|held|made|spoke|went|sent|chaired|wrote|set|put|took)\b")
_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|that|because|since|when|while|where|as|until|by|from|before|next)\b", re.I
)
FARTHEST = 183  # days: a day of a month said without its year is the last such, and no day to come
REACH = 14  # words between a verb of ordering and the day on which it was done
ISO = 10  # letters of a whole date


@dataclass(frozen=True, slots=True)
class Spoken:
    """When something was said. ``day``: None where only the week is told."""

    day: date | None
    span: Span


def spoken(text: str, unit: Unit, today: date) -> Spoken | None:
    """The day of the words of a sentence of a report, as they stand by the verb, before it or on an occasion.
    ``today``: of the report. A day of what is ordered is none."""
    start = body(text, unit)
    for found in _DAY.finditer(text, start, unit.end):
        if found["mark"] is None and (found["week"] or found["date"]) and not _between(text, start, found):
            continue
        if not _of_words(text, start, unit.end, found):
            continue
        day = _resolved(found, today)
        if day is not None or found["vague"]:
            return Spoken(day, found.span())
    return None


def body(text: str, unit: Unit) -> int:
    """Where a sentence begins behind its dateline."""
    line = _DATELINE.match(text, unit.start, unit.end)
    return line.end() if line is not None else unit.start


@cache
def _between_commas() -> re.Pattern[str]:
    """'The works office, the governor said on Tuesday, must …'; also between the halves of a quotation."""
    said, modal = listed("reports", "attributing"), any_of(lexicon.english()["reports"]["modals"])
    return re.compile(
        rf",[”\"]?\s+[^,;“”\"]{{2,80}}?\s+(?:{said})(?:\s+[^,;“”\"]{{2,40}})?,\s+[“\"]?(?=(?:{modal}|should|will)\b)"
    )


def without_credits(text: str, unit: Unit, said: Spoken | None) -> str:
    """The text with what a sentence says between its commas of whose words it gives, and of their day, blanked."""
    found = _between_commas().search(text, unit.start, unit.end)
    places = ([found.span()] if found is not None else []) + ([said.span] if said is not None else [])
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def without_day(who: str) -> str:
    """A name without the day that stands behind it: 'police last Monday'."""
    for found in _DAY.finditer(who):
        if found.end() == len(who.rstrip(" ,")) and found.start() and found["mark"] != "of ":
            return who[: found.start()].rstrip(" ,")
    return who


def _between(text: str, start: int, found: re.Match[str]) -> bool:
    """'The governor Monday ordered', 'said Monday': a bare day stands only beside the verb."""
    before, after = text[start : found.start()], text[found.end() :]
    said = re.search(rf"\b(?:{_verbs()})\s+$", before) is not None
    return said or re.match(rf"\s+(?:{_verbs()})\b", after) is not None


def _of_words(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    before, after = text[start : found.start()], text[found.end() : end]
    if _credited(before):
        return True
    if found["mark"] in ("of ", "dated "):
        nouns = f"{listed('reports', 'gatherings')}|{listed('reports', 'writings')}"
        return _occasion(before) and (found["mark"] != "of " or re.search(rf"\b(?:{nouns})s?\s*$", before) is not None)
    if re.search(r"[“”\"]", before) is not None:
        return False
    if not before.strip():
        return _opening(after)
    return _occasion(before) or _beside_verb(before, after) or _after_verb(before, after)


def _credited(before: str) -> bool:
    """'"…," the minister said on March 10'."""
    said = listed("reports", "attributing")
    return re.search(rf"[,”\"]\s+[^,;”\"]{{2,80}}\b(?:{said})\s*(?:[^,;.”\"]*\s)?$", before) is not None and (
        _MODAL.search(before[: before.rfind(",")]) is not None or re.search(r"[”\"]", before) is not None
    )


def _opening(after: str) -> bool:
    """'On July 1, the governor directed …', but no 'On July 10, the office must …'."""
    modal, told = _MODAL.search(after), _TOLD.search(after)
    return told is not None and (modal is None or told.start() < modal.start())


def _occasion(before: str) -> bool:
    """'In a memorandum', 'at a separate meeting', 'speaking in Accra': where or in what it was said."""
    part = before[max(before.rfind(","), before.rfind("—")) + 1 :].strip()
    if _ASIDE.search(part) is not None:
        return False
    if re.match(rf"(?:{listed('reports', 'speaking')})\b", part, re.I) is not None:
        return True
    met, paper = listed("reports", "gatherings"), listed("reports", "writings")
    place = re.match(
        rf"(?:(?:in|at|during|on|after|following)\s+[^,;]*?\b(?:{met})|(?:in\s+(?!(?:{_to_others()})\b)|according\s+to\s+an?\s)[^,;]*?\b(?:{paper}))\b"
        r"(?:\s+[\w’'-]+){0,8}?$",
        part,
        re.I,
    )
    return place is not None


def _to_others() -> str:
    """'In accordance with the circular of': what is another's paper."""
    return listed("reports", "referring")


def _beside_verb(before: str, after: str) -> bool:
    """'X on July 1 directed', 'X, on July 1, directed'."""
    if re.match(rf",?\s+(?:also\s+|again\s+|formally\s+|[a-z]+ly\s+)?(?:{_verbs()})\b", after) is None:
        return False
    part = before.rstrip(" ,")
    part = part[part.rfind(",") + 1 :]
    happened = re.search(r"\b(?:[a-z]+ed|born|sworn\s+in|held|taken|hit|struck)\s*$", part) is not None
    return not happened and _ASIDE.search(part) is None and re.search(rf"\b(?:{_verbs()})\b", part) is None


def _after_verb(before: str, after: str) -> bool:
    """'Directed police last Monday to', 'told reporters on July 1 that', 'ordered an inquiry on Monday'."""
    verb = next(reversed(list(re.finditer(rf"\b(?:{_verbs()})\b", before))), None)
    follows = r"\s*(?:,?\s*(?:not\s+)?to\s+[a-z]|,?\s*that\b|[.,;:]|$|\s(?:in|at|during)\s+an?\b)"
    if verb is None:
        return False
    rest = before[verb.end() :]
    if not rest.strip() and _MODAL.search(after) is not None:
        return True  # 'said on Monday all schools must …'
    if (
        re.match(follows, after) is None
        or _MODAL.search(rest) is not None
        or _ASIDE.search(rest) is not None
        or re.search(r"\bto\s+[a-z]", rest)
    ):
        return False
    return len(rest.split()) <= REACH and re.search(r"\b\w+ed\s*$", rest) is None


def _resolved(found: re.Match[str], today: date) -> date | None:
    """The last such day, no later than the report's; of a day of a month without its year none long ago."""
    said = found.group().removeprefix(found["mark"] or "") if found["date"] else found.group()
    days = [
        date.fromisoformat(value)
        for t in find(said, "en", today, profile("literal"))
        if t.kind is Kind.DATE
        for value in (t.value, *t.alternatives)
        if value is not None and len(value) == ISO
    ]
    near = today - timedelta(days=FARTHEST) if found["date"] and not found["year"] else date.min
    return max((day for day in days if near <= day <= today), default=None)


@cache
def _verbs() -> str:
    """The verbs of a report by which somebody speaks, orders or forbids."""
    words = lexicon.english()["reports"]
    lists = (
        "order",
        "call",
        "telling",
        "attributing",
        "banning",
        "imposing",
        "demanding",
        "charging",
        "giving",
        "acting",
    )
    return any_of(verb for name in lists for verb in words[name])
