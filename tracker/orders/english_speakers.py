"""Who speaks in an English report, and on which day. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon, timing
from tracker.orders.english_layout import Unit
from tracker.orders.english_spoken import Spoken, body, spoken
from tracker.orders.english_words import listed
from tracker.orders.records import Metadata, Passage, Span

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
    # 'The Minister of Ports, Dr. Salwan Al-Ribat, …'
    honour = rf"\s+(?:{listed('titles', 'honours')})\.?(?=\s)"
    return re.compile(
        rf"(?<![\w-])(?P<title>(?:(?!(?i:{listed('titles', 'no_titles')})\b)[A-Z][a-z]+\s+){{0,2}}"
        rf"(?:{cased}|[Hh]ead(?=\s+of\s+(?:the\s+)?[A-Z])))\b"
        r"(?P<of>\s+of\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:(?:and|of|for)\s+(?:the\s+)?)?[A-Z][\w’'-]+)*)?"
        rf"(?P<name>(?:{honour})?(?:\s+(?!(?:of|for)\b)[A-Z][\w’'-]+){{1,3}}"
        rf"|,(?:{honour})?(?:\s+[A-Z][\w’'-]+){{2,3}}(?=,))?"
    )


@cache
def _apposed() -> re.Pattern[str]:
    """'Anna Reyes, the state governor, …': the title after the name."""
    titles = _any_of(lexicon.english()["titles"]["titles"])
    return re.compile(
        rf"\b(?P<name>(?!(?:On|Late|Early|In|At|By|And|But)\s)[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){{1,3}}),\s+(?:the\s+|an?\s+)?"
        rf"(?P<title>(?:[\w’'-]+\s+){{0,4}}?(?:{titles})\b(?:\s+(?:of|for)\s+[^,;.]{{3,60}})?)(?=,)",
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else re.escape(c) for c in w) for w in words)


def _outside_quotes(text: str, unit: Unit, named: Sequence[tuple[int, _Person]]) -> list[tuple[int, _Person]]:
    """The people whom the report itself names, not those of whom a quotation speaks."""
    quotes = [m.span() for m in re.finditer(r"[“\"][^“”\"]*(?:[”\"]|$)", text[unit.start : unit.end])]
    return [(at, p) for at, p in named if not any(s <= at - unit.start < e for s, e in quotes)]


def _credited(text: str, unit: Unit, named: Sequence[tuple[int, _Person]]) -> _Person | None:
    """'"…," Reyes said': whose words the sentence before the attribution is."""
    said = _any("attributing")
    found = re.search(
        rf"[,”\"]\s+(?:(?P<who>[^,;”\"]{{2,80}}?)\s+(?:{said})|(?:{said})\s+(?P<after>[^;”\"]{{2,80}}))\b[^”\"]*$",
        text[unit.start : unit.end],
    )
    if found is None:
        told = re.match(r"According\s+to\s+(?P<who>[^,;”\"]{2,100}),", text[body(text, unit) : unit.end])
        last = body(text, unit) + told.end() if told is not None else unit.start
        return next((p for at, p in named if at < last), None)
    start, end = found.span("who") if found.group("who") else found.span("after")
    return next((p for at, p in named if start <= at - unit.start < end), None)


_ORDERED = re.compile(
    r"\b(?:must|shall|should|will|may|has to|have to|had to|is to|are to|not to|required to|ordered to)\s"
    r"|\b(?:begins?|starts?|by)\s",
    re.I,
)


class Speakers:
    """Everyone who speaks in one report, the day of each sentence, and whose it is."""

    def __init__(self, text: str, parts: Sequence[Unit], head: Metadata, asked: date | None, policy: Policy) -> None:
        self.head = head
        self.people: list[_Person] = []
        self.of_unit: dict[int, _Person | None] = {}
        self.days: dict[int, list[_Day]] = {}
        self.today: dict[int, Span] = {}
        self.known: dict[int, list[int]] = {}
        self.spoken: dict[int, Spoken] = {}
        present: date | None = None
        first: date | None = None
        current: _Person | None = None
        for unit in parts:
            named = self._mentions(text, unit)
            outside = _outside_quotes(text, unit, named)
            credited = _credited(text, unit, outside)
            if credited is not None:
                current = credited
            elif outside and self._subject(text, unit, outside[0][0]):
                current = outside[0][1]
            self.known[unit.number] = [at for at, _ in outside]
            self.of_unit[unit.number] = None if _stranger(text, unit, [at for at, _ in named]) else current
            said = re.search(r"\btoday\b", text[unit.start : unit.end])
            if said is not None:
                self.today[unit.number] = (unit.start + said.start(), unit.start + said.end())
            for day in _days(text, unit, policy):
                first = first or (day.day if _of_words(text, unit, day.span) else None)
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
        self._told_when(text, parts)

    def _told_when(self, text: str, parts: Sequence[Unit]) -> None:
        """Give each speaker the days on which the report says that the words were said."""
        for unit in parts if self.day is not None else ():
            said = spoken(text, unit, self.day) if self.day is not None else None
            if said is None:
                continue
            self.spoken[unit.number] = said
            person = self.of_unit[unit.number]
            if person is None or said.day is None or not self._speaks(text, unit):
                continue
            # The day of the dateline is the day of the paper, not of the speech.
            own = self.days.setdefault(id(person), [])
            own[:] = [d for d in own if d.number != unit.number]
            own.append(_Day(unit.number, said.day, said.span, False))
            own.sort(key=lambda d: d.number)

    def _speaks(self, text: str, unit: Unit) -> bool:
        """Whether a sentence names who speaks, or takes up the last by a pronoun."""
        return (
            bool(self.known[unit.number])
            or re.search(r"\b(?:he|she|they)\b", text[unit.start : unit.end], re.I) is not None
        )

    def passage(self, unit: Unit) -> Passage:
        """Speaker and day of a sentence: the speaker's own latest day before it, else the next, else the document's."""
        person = self.of_unit.get(unit.number)
        span = (unit.start, unit.end)
        said = self.spoken.get(unit.number)
        if person is None:
            own_day = (said.day, said.span) if said is not None and said.day is not None else (self.day, None)
            return Passage(span, self.head.issuer, *own_day)
        if said is not None and said.day is None:
            return Passage(span, person.label, self.day, None, day_assumed=True)
        own = self.days.get(id(person), [])
        before = [d for d in own if d.number <= unit.number]
        chosen = before[-1] if before else own[0] if own else None
        if chosen is None:
            return Passage(span, person.label, self.day, None, day_assumed=bool(self.days))
        return Passage(span, person.label, chosen.day, chosen.span)

    def to_come(self, unit: Unit, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
        """The times of a sentence without the day on which it was said."""
        said = self.spoken.get(unit.number)
        return tuple(t for t in times if said is None or t.span[1] <= said.span[0] or said.span[1] <= t.span[0])

    def _mentions(self, text: str, unit: Unit) -> list[tuple[int, _Person]]:
        out: list[tuple[int, _Person]] = []
        for m in _apposed().finditer(text, unit.start, unit.end):
            out.append((m.start(), self._person(re.sub(r"\s+", " ", m.group("title")), m.group("name"))))
        for m in _titles().finditer(text, unit.start, unit.end):
            if re.search(r"\b(?:its|their)\s+$", text[unit.start : m.start()], re.I) is not None:
                continue  # 'Its chairman said': whose, is said of another body
            if any(at <= m.start() < at + 120 and p.name and p.title in m.group() for at, p in out):
                continue
            title = re.sub(r"\s+", " ", m.group("title") + (m.group("of") or "")).strip()
            out.append((m.start(), self._person(title, (m.group("name") or "").strip(" ,"))))
        for person in self.people:
            for name in {person.name.split()[0], person.name.split()[-1]} if person.name else ():
                whole = re.compile(rf"\b{re.escape(name)}\b(?![’']s\b)")
                out += [(m.start(), person) for m in whole.finditer(text, unit.start, unit.end)]
        return sorted(out, key=lambda x: x[0])

    def _person(self, title: str, name: str) -> _Person:
        for person in reversed(self.people):
            same_name = name and person.name and name.split()[-1] == person.name.split()[-1]
            last = title.split()[-1].casefold()
            known = person.title.casefold()
            same_title = (
                known == title.casefold()
                or (" " not in title and known.split()[-1] == last)
                # 'The Minister' after 'the Minister of Ports'
                or known.startswith((f"{title.casefold()} of ", f"{title.casefold()} for "))
            )
            if same_name or (same_title and not (name and person.name)):
                if name and not person.name:
                    person.title, person.name = title, name
                return person
        self.people.append(_Person(title, name))
        return self.people[-1]

    @staticmethod
    def _subject(text: str, unit: Unit, at: int) -> bool:
        """Near the beginning, and not after a preposition."""
        lead = text[unit.start : at]
        return not re.search(
            r"\b(?:with|to|by|of|from|for|told|asked|asking|ordered|ordering|directed|directing|instructed|instructing|urged|tasked|tasking|charged|charging|entrusted|mandated|commissioned|assigned|informed|thanked|met|received|called\s+(?:on|upon)|and|appointed|visited|after|against)\s+(?:the\s+)?$",
            lead,
        )


def _days(text: str, unit: Unit, policy: Policy) -> list[_Day]:
    out = []
    begins = body(text, unit)
    places = ((unit.start, begins), (begins, unit.end))
    for t in (t for place in places for t in timing.find(text, *place, "en", None, policy)):
        if t.kind is not Kind.DATE or t.role in _QUIET or t.value is None or len(t.value) != 10 or t.assumed:
            continue
        if not re.search(r"\d{4}", t.text):
            continue
        near = text[max(unit.start, t.span[0] - 30) : t.span[1]].casefold()
        out.append(_Day(unit.number, date.fromisoformat(t.value), t.span, "today" in near))
    return out


def _of_words(text: str, unit: Unit, place: Span) -> bool:
    """Whether a day stands before what is ordered, and outside numbered items: no day of what is to be done."""
    return not unit.item and not _ORDERED.search(text[unit.start : place[0]])


_any = partial(listed, "reports")


def may_tell(who: str, *, wide: bool = False) -> bool:
    """A pronoun, or an office whose words count as an order's. ``wide``: any body or officer that can act at all."""
    words = lexicon.english()
    if wide and re.search(rf"\b(?:{'|'.join(words['reports']['strangers'])})\b", who, re.I):
        return False
    offices = [*words["reports"]["offices"], *(words["titles"]["titles"] if wide else ())]
    return (
        re.search(
            rf"\b(?:he|she|they|it|{'|'.join(map(re.escape, offices))}{'|I|we|who' if wide else ''})\b", who, re.I
        )
        is not None
    )


def _stranger(text: str, unit: Unit, known: Sequence[int]) -> bool:
    """'…, a spokesman for the union said': the sentence is told by one who cannot order. ``known``: where people of
    the report are named; who begins a sentence and says something without being one of them is a stranger too."""
    words = lexicon.english()["reports"]
    sentence = text[unit.start : unit.end]
    said = re.search(rf",[”\"]?\s+(?P<who>[^,;”\"]{{2,80}}?)\s+(?:{_any('attributing')})\W*$", sentence)
    first = re.match(rf"(?P<who>[^;”\"]{{2,60}}?)\s+(?:{_any('attributing')})\b", sentence)
    after = re.match(r"According\s+to\s+(?P<who>[^,;”\"]{2,100}),", text[body(text, unit) : unit.end])
    if first is not None and not may_tell(first.group("who")):
        begin = unit.start + first.start("who")
        if not any(begin <= at < begin + len(first.group("who")) for at in known):
            return True
    return any(
        found is not None and re.search(rf"\b(?:{'|'.join(words['strangers'])})\b", found.group("who"), re.I)
        for found in (said, first, after)
    )
