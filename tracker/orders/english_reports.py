"""English reports: who speaks on which day, and 'The minister ordered the police to …'. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tracker.calendars.expressions import Kind, Role
from tracker.calendars.profiles import Policy
from tracker.model import Modality, Pattern, Strength
from tracker.orders import lexicon, timing
from tracker.orders.ask import ask
from tracker.orders.english_acts import by_verb
from tracker.orders.english_layout import Unit
from tracker.orders.english_phrases import make_clause
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Metadata, Passage, Span

_QUIET = (Role.WITHIN, Role.BEFORE, Role.UNTIL, Role.BY, Role.FROM, Role.FOR)


@dataclass(slots=True)
class _Person:
    title: str
    name: str = ""

    @property
    def label(self) -> str:
        return f"{self.title} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class _Day:
    number: int
    day: date
    span: Span
    present: bool


@cache
def _titles() -> re.Pattern[str]:
    titles = sorted(lexicon.english()["titles"]["titles"], key=len, reverse=True)
    cased = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else re.escape(c) for c in t) for t in titles)
    return re.compile(
        rf"\b(?P<title>(?:[A-Z][a-z]+\s+(?=Minister))?(?:{cased}))\b(?P<of>\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)?(?P<name>(?:\s+[A-Z][\w’'-]+){{1,3}}|,(?:\s+[A-Z][\w’'-]+){{2,3}}(?=,))?"
    )


class Speakers:
    """Everyone who speaks in one report, the day of each sentence, and whose it is."""

    def __init__(self, text: str, parts: Sequence[Unit], head: Metadata, asked: date | None, policy: Policy) -> None:
        self.head = head
        self.people: list[_Person] = []
        self.of_unit: dict[int, _Person | None] = {}
        self.days: dict[int, list[_Day]] = {}
        self.today: dict[int, Span] = {}
        present: date | None = None
        first: date | None = None
        current: _Person | None = None
        for unit in parts:
            named = self._mentions(text, unit)
            if named and self._subject(text, unit, named[0][0]):
                current = named[0][1]
            self.of_unit[unit.number] = None if _stranger(text, unit, [at for at, _ in named]) else current
            said = re.search(r"\btoday\b", text[unit.start : unit.end])
            if said is not None:
                self.today[unit.number] = (unit.start + said.start(), unit.start + said.end())
            for day in _days(text, unit, policy):
                first = first or day.day
                present = present or (day.day if day.present else None)
                before = [p for at, p in named if at <= day.span[0]]
                owner = before[-1] if before else named[0][1] if named else None
                if owner is not None:
                    self.days.setdefault(id(owner), []).append(day)
        self.day = asked or head.issued_on or present or first
        for number, place in self.today.items():
            person = self.of_unit[number]
            if person is not None and self.day is not None and id(person) not in self.days:
                self.days[id(person)] = [_Day(number, self.day, place, True)]

    def passage(self, unit: Unit) -> Passage:
        """Speaker and day of a sentence: the speaker's own latest day before it, else the next, else the document's."""
        person = self.of_unit.get(unit.number)
        span = (unit.start, unit.end)
        if person is None:
            return Passage(span, self.head.issuer, self.day, None)
        own = self.days.get(id(person), [])
        before = [d for d in own if d.number <= unit.number]
        chosen = before[-1] if before else own[0] if own else None
        if chosen is None:
            return Passage(span, person.label, self.day, None, day_assumed=bool(self.days))
        return Passage(span, person.label, chosen.day, chosen.span)

    def _mentions(self, text: str, unit: Unit) -> list[tuple[int, _Person]]:
        out: list[tuple[int, _Person]] = []
        for m in _titles().finditer(text, unit.start, unit.end):
            title = re.sub(r"\s+", " ", m.group("title") + (m.group("of") or "")).strip()
            out.append((m.start(), self._person(title, (m.group("name") or "").strip(" ,"))))
        for person in self.people:
            surname = person.name.split()[-1] if person.name else ""
            if surname:
                out += [
                    (m.start(), person) for m in re.finditer(rf"\b{re.escape(surname)}\b", text[unit.start : unit.end])
                ]
        return sorted(((at if at >= unit.start else at + unit.start, p) for at, p in out), key=lambda x: x[0])

    def _person(self, title: str, name: str) -> _Person:
        for person in reversed(self.people):
            same_name = name and person.name and name.split()[-1] == person.name.split()[-1]
            last = title.split()[-1].casefold()
            same_title = person.title.casefold() == title.casefold() or (
                " " not in title and person.title.casefold().split()[-1] == last
            )
            if same_name or (same_title and not (name and person.name)):
                person.name = person.name or name
                return person
        self.people.append(_Person(title, name))
        return self.people[-1]

    @staticmethod
    def _subject(text: str, unit: Unit, at: int) -> bool:
        """Near the beginning, and not after a preposition."""
        lead = text[unit.start : at]
        return not re.search(
            r"\b(?:with|to|by|of|from|for|told|asked|ordered|directed|instructed|after|against)\s+(?:the\s+)?$", lead
        )


def _days(text: str, unit: Unit, policy: Policy) -> list[_Day]:
    out = []
    for t in timing.find(text, unit.start, unit.end, "en", None, policy):
        if t.kind is not Kind.DATE or t.role in _QUIET or t.value is None or len(t.value) != 10 or t.assumed:
            continue
        if not re.search(r"\d{4}", t.text):
            continue
        near = text[max(unit.start, t.span[0] - 30) : t.span[1]].casefold()
        out.append(_Day(unit.number, date.fromisoformat(t.value), t.span, "today" in near))
    return out


@cache
def _ordering() -> re.Pattern[str]:
    words = lexicon.english()["reports"]
    verbs = sorted((*words["order"], *words["call"]), key=len, reverse=True)
    return re.compile(rf"(?<!had )\b(?P<verb>{'|'.join(re.escape(v) for v in verbs)})\b", re.I)


@cache
def _banning() -> re.Pattern[str]:
    """'The governor banned the use of …'."""
    return re.compile(rf"(?<!had )(?<!was )(?<!were )\b(?P<verb>{_any('banning')})\s+(?=[a-z])", re.I)


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
            {re.escape(v) for v in (*words["boundary"], *words["imperative"], *words["staying"])},
            key=len,
            reverse=True,
        )
    )


def _any(entry: str) -> str:
    return "|".join(re.escape(v) for v in sorted(lexicon.english()["reports"][entry], key=len, reverse=True))


def _may_tell(who: str) -> bool:
    """A pronoun, or an office whose words count as an order's."""
    pattern = "|".join(map(re.escape, lexicon.english()["reports"]["offices"]))
    return re.search(rf"\b(?:he|she|they|it|{pattern})\b", who, re.I) is not None


def _stranger(text: str, unit: Unit, known: Sequence[int]) -> bool:
    """'…, a spokesman for the union said': the sentence is told by one who cannot order. ``known``: where people of
    the report are named; who begins a sentence and says something without being one of them is a stranger too."""
    words = lexicon.english()["reports"]
    sentence = text[unit.start : unit.end]
    said = re.search(rf",[”\"]?\s+(?P<who>[^,;”\"]{{2,80}}?)\s+(?:{_any('attributing')})\W*$", sentence)
    first = re.match(rf"(?P<who>[^;”\"]{{2,60}}?)\s+(?:{_any('attributing')})\b", sentence)
    if first is not None and not _may_tell(first.group("who")):
        begin = unit.start + first.start("who")
        if not any(begin <= at < begin + len(first.group("who")) for at in known):
            return True
    return any(
        found is not None and re.search(rf"\b(?:{'|'.join(words['strangers'])})\b", found.group("who"), re.I)
        for found in (said, first)
    )


def clauses(text: str, unit: Unit) -> list[Clause]:
    """'… ordered the police to A, to B, and to C': a clause for each, with the addressee of all."""
    words = lexicon.english()["reports"]
    out: list[Clause] = []
    if re.search(r"\bhad (?:already |earlier |previously )?(?:\w+ed|told)\b", text[unit.start : unit.end]):
        return out
    places = list(_ordering().finditer(text, unit.start, unit.end))
    for number, found in enumerate(places):
        rest_end = _rest_end(text, found.end(), unit.end, places[number + 1 :])
        rest = text[found.end() : rest_end]
        opened = re.search(r"(?:\b(?P<not>not)\s+)?\bto\s+(?=[a-z])", rest)
        if opened is None:
            continue
        who = re.sub(r"\s+", " ", rest[: opened.start()]).strip(" ,")
        who = re.sub(r"^(?:the|all the)\s+", "", who.split(",")[0])
        if not who or re.search(r"\b(?:that|was|were)\b", who):
            continue
        weak = found.group("verb").casefold() in words["call"]
        public = who.casefold() in words["public"]
        begin = found.end() + opened.start()
        pieces = _pieces(text, begin, rest_end)
        for n, (s, e) in enumerate(pieces):
            place = trim(text, found.start() if n == 0 else s, e, ",.; ")
            if place is None:
                continue
            clause = make_clause(text, place, s, found.group("verb"), who, _forbids(text[s:e], words["forbidding"]))
            clause = replace(
                clause,
                strength=Strength.EXHORTATION if public or (weak and clause.vague) else clause.strength,
                lead_in=n == 0,
            )
            out += [_each(part, out, text) for part in by_verb(text, clause, ())]
    out += _banned(text, unit, out) + _demanded(text, unit, out) + _imposed(text, unit, out)
    return _shared_exceptions(sorted(out, key=lambda c: c.span))


def _rest_end(text: str, start: int, end: int, later: Sequence[re.Match[str]]) -> int:
    """What one verb of ordering governs ends at ';', at the quotation's end, or before 'and' with the next one."""
    for found in later:
        joined = re.search(r"(?:,\s*|\s+)(?:and|but|then)\s+(?:\w+\s+){0,2}$|,\s+$", text[start : found.start()])
        if joined is not None:
            end = min(end, start + joined.start())
            break
    stop = re.search(r";|[”\"]", text[start:end])
    return start + stop.start() if stop is not None else end


def _banned(text: str, unit: Unit, taken: Sequence[Clause]) -> list[Clause]:
    out = []
    for found in _banning().finditer(text, unit.start, unit.end):
        place = trim(text, found.start(), _rest_end(text, found.end(), unit.end, ()), ",.; ")
        if place is not None and not any(c.span[0] <= found.start() < c.span[1] for c in taken):
            out.append(make_clause(text, place, found.end(), found.group("verb"), None, True))
    return out


def _imposed(text: str, unit: Unit, taken: Sequence[Clause]) -> list[Clause]:
    """'Imposed a night curfew in …': what is ordered is named, and kept up."""
    out = []
    pattern = rf"(?<!had )\b(?P<verb>{_any('imposing')})\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?:{_any('measures')})\b"
    for found in re.finditer(pattern, text[unit.start : unit.end], re.I):
        start = unit.start + found.start()
        place = trim(text, start, _rest_end(text, unit.start + found.end(), unit.end, ()), ",.; ")
        if place is not None and not any(c.span[0] <= start < c.span[1] for c in taken):
            content = start + len(found.group("verb")) + 1
            clause = make_clause(text, place, content, found.group("verb"), None, False)
            out.append(replace(clause, pattern=Pattern.MAINTENANCE))
    return out


def _demanded(text: str, unit: Unit, taken: Sequence[Clause]) -> list[Clause]:
    out = []
    for found in _demanding().finditer(text, unit.start, unit.end):
        place = trim(text, found.start(), _rest_end(text, found.end(), unit.end, ()), ",.; ")
        if place is None or any(c.span[0] <= found.start() < c.span[1] for c in taken):
            continue
        passive = found.group("act").startswith("be ")
        who = None if passive else re.sub(r"^(?:the|all the)\s+", "", found.group("who"))
        negative = found.group("not") is not None or found.group("who").lower().startswith("no ")
        out.append(make_clause(text, place, found.start("act"), found.group("verb"), who, negative))
    return out


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


def _shared_exceptions(found: list[Clause]) -> list[Clause]:
    """An exception after the last of two clauses about the same thing may cover the one before, with a question."""
    for n in range(len(found) - 1, 0, -1):
        before, last = found[n - 1], found[n]
        if (
            last.exceptions
            and not before.exceptions
            and before.modality is Modality.PROHIBITION
            and last.pattern is Pattern.TRIGGERED
        ):
            asked = ask("exception-scope")
            found[n - 1] = replace(before, exceptions=last.exceptions, questions=(*before.questions, asked))
            found[n] = replace(last, questions=(*last.questions, asked))
    return found
