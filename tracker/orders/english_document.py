"""An English order read as a whole: sections, leads and items, clauses, changes, force. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from tracker.calendars.expressions import Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.model import Anchor, TimeUnit
from tracker.orders import lexicon, timing
from tracker.orders.changes import behind
from tracker.orders.changes import english as altered
from tracker.orders.english import clauses
from tracker.orders.english_content import official, settled_by_content, to_many
from tracker.orders.english_copies import copies_at
from tracker.orders.english_courtesy import behind_saying, opens_saying
from tracker.orders.english_layout import LONGEST, Unit, units
from tracker.orders.english_leads import Lead
from tracker.orders.english_mandated import moved
from tracker.orders.english_minutes import clauses as minutes
from tracker.orders.english_minutes import is_heading, names_addressee, of_meeting, subjunctive_item, told_to
from tracker.orders.english_nominal import decides, with_relative
from tracker.orders.english_own import of_own_number
from tracker.orders.english_owners import owned, owner, term
from tracker.orders.english_phrases import first_word, make_clause
from tracker.orders.english_reports import clauses as report_clauses
from tracker.orders.english_speakers import Speakers
from tracker.orders.english_spoken import body, without_credits
from tracker.orders.english_statements import statement
from tracker.orders.english_times import anchored, belonging, given, settled, shared
from tracker.orders.english_words import listed, only_time
from tracker.orders.extract import Force, Reading
from tracker.orders.issue_day import day_in
from tracker.orders.issuers import sectioned
from tracker.orders.labels import in_due
from tracker.orders.records import Change, Clause, Metadata, Passage
from tracker.orders.tables import Row, rows

Read = tuple[Clause, Passage, tuple[TimeExpression, ...]]
OF_DAYS = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7}
_SECOND = re.compile(r";\s+[^;]*?\b(?:shall|must|should)\s")  # a second clause that the modals are asked for
REACH = 24  # letters behind a count in which it says from what it counts
_TOP = 1500  # letters in which a head says since when the order holds


def read(text: str, head: Metadata, asked: date | None, policy: Policy) -> Reading:
    """The clauses of an English order, memorandum or directive, or of a report in which somebody orders."""
    words = lexicon.english()
    copies = copies_at(text, head.head_end) if head.kind == "letter" else len(text)
    parts = [u for u in units(text, words) if head.head_end <= u.start < copies]
    prose = head.kind == "prose" and not of_meeting(text)
    voice = statement(text) if prose else None
    head = head if voice is None else replace(head, issuer=head.issuer or voice.issuer)
    heard = Speakers(text, parts, head, asked, policy) if prose else None
    speakers = heard if voice is None else None
    # Running text in which nobody is named tells of no orders: it gives them itself.
    report = speakers is not None and bool(speakers.people)
    ordered_sections, solemn = sectioned(text), official(text, head)
    letter = (not prose or voice is not None) and not ordered_sections
    day = heard.day if heard is not None else asked or head.issued_on
    said = speakers.spoken if speakers is not None else {}
    leads: dict[int, Lead | None] = {}
    found: list[Read] = []
    origin: list[Unit] = []
    listed = Listed({u.number: text[u.start : u.end] for u in parts if u.opens})
    changes: list[Change] = []
    force = _since(text, policy)
    before: str | None = None
    acting, minutes_of, table = False, of_meeting(text), rows(text, "en")
    letterhead, item_from = head, 0
    for unit in parts:
        begins = text.rfind("\n", 0, unit.start) + 1
        if (
            unit.item_start and not text[begins : unit.start].strip()
        ):  # 'Team leads' above bullets: they are whom those tell
            told = names_addressee(text, unit, parts, head.to)
            letterhead = replace(head, to=text[unit.start : unit.end].strip(" :")) if told else head
        unit = replace(unit, start=body(text, unit)) if report else unit
        passage = (
            speakers.passage(unit) if speakers is not None else Passage((unit.start, unit.end), head.issuer, day, None)
        )
        times = tuple(
            timing.find(text, unit.start, min(unit.end, unit.start + LONGEST), "en", passage.issued_on, policy)
        )
        times = speakers.to_come(unit, times) if speakers is not None else times
        times = anchored(text, unit.start, unit.end, belonging(text, unit.start, unit.end, times))
        times = tuple(of_own_number(text, t, head.number) for t in times)
        times = tuple(timing.of_meeting(t) for t in times) if minutes_of else times
        changes += altered(text, unit.start, unit.end, times)
        own = _force(text, unit, times, day)
        if own is not None:
            force = force.with_what(own)
            continue
        force = replace(force, called=force.called or _called(text, times))
        lead = leads.get(unit.lead) if unit.lead is not None else None
        if listed.ended(unit) and only_time(text, unit.start, unit.end, times):
            found = [_timed(read, listed.of_list(u), times) for read, u in zip(found, origin, strict=True)]
            continue
        leads[unit.number] = None
        if listed.recited(unit):
            continue
        changed = [c for c in changes if unit.start <= c.span[0] < unit.end]
        if unit.defining or any(c.kind == "amend" for c in changed):  # what is amended is quoted to its end
            continue
        if changed:  # what the same sentence orders besides
            unit = replace(unit, start=behind(text, changed[-1], unit.end))
        unit = replace(unit, start=unit.start + behind_saying(text[unit.start : unit.end]))
        acting = is_heading(text[unit.start : unit.end]) or (acting and unit.item) or (minutes_of and unit.item_start)
        if origin and origin[-1].number == unit.number - 1 and term(text, unit, times):
            found = owned(found, origin, origin[-1].number, None, times)
            continue
        below = owner(text, unit, times) if minutes_of else None
        if below is not None:
            found = owned(found, origin, item_from, below, times)
            continue
        item_from = unit.number if unit.item_start else item_from
        row = next((r for r in table if r.line[0] <= unit.start < r.line[1]), None)
        if row is not None:
            if not any(row.line[0] <= u.start < unit.start for u in origin[-1:]):
                span = row.span
                dated = tuple(map(timing.of_meeting, timing.find(text, *span, "en", passage.issued_on, policy)))
                dated = in_due(dated, row.due)
                found.append((_addressed(_of_row(text, row), letterhead), passage, dated))
                origin.append(unit)
            continue
        decided = not ordered_sections and listed.decided(unit)
        told = (minutes_of or (letter and unit.item)) and told_to(text, unit.start, unit.end)
        writes = opens_saying(text[unit.start : unit.end])
        minuted = (
            minutes(text, unit.start, unit.end, times, acting or decided or told)
            if (letter or decided) and not writes and not _SECOND.search(text, unit.start, unit.end)
            else []
        )
        minuted = minuted or (
            subjunctive_item(text, unit.start, unit.end, times)
            if listed.that(unit, text[unit.start : unit.end])
            else []
        )
        minuted = minuted or moved(text, unit.start, unit.end, times, lexicon.english())
        if minuted:
            minuted = [settled(text, c, times) for c in shared(text, minuted, times)]
            found += [(_addressed(c, letterhead), passage, times) for c in minuted]
            origin += [unit] * len(minuted)
            continue
        here, leads[unit.number] = clauses(
            without_credits(text, unit, said.get(unit.number)) if report else text,
            unit.start,
            unit.end,
            lead,
            times,
            before,
            report=report,
            letter=letter,
            item=unit.item,
            decided=decided,
        )
        if report:
            times = tuple(given(text, t) for t in times)
            ordered = report_clauses(text, unit, speakers.known[unit.number] if speakers is not None else (), times)
            free = [] if passage.issuer is None else [c for c in here if not _overlap(c, ordered)]
            here = sorted((*ordered, *free), key=lambda c: c.span)
        times = timing.ended(times, here)
        if unit.telling:
            here = [c for c in here if any(_dates(t) or _due(t) for t in timing.of_clause(times, c))]
        if not passage.commands:
            continue
        all_times = (*times, *(lead.times if lead is not None else ()))
        here = [part for clause in here for part in with_relative(text, clause, all_times)]
        here = [settled(text, c, all_times) for c in here if not _own_plan(c, head)]
        here = [settled(text, c, all_times) for c in shared(text, here, all_times)]
        owed = [c if solemn and c.thing is not None else _addressed(c, letterhead) for c in here]
        found += [(c, passage, all_times) for c in owed]
        origin += [unit] * len(here)
        listed.seen(unit)
        before = next((c.addressee for c in reversed(here) if c.addressee), _subject(text, unit) or before)
    found = _counted_from(text, settled_by_content(text, found, origin, parts, solemn))
    return Reading(day, tuple(found), tuple(changes), force, voice.issuer if voice is not None else None)


def _counted_from(text: str, found: list[Read]) -> list[Read]:
    """'Within 15 days of completion of the works' counts from another duty only where the order has such a one."""
    if not any(t.anchor is Anchor.OBLIGATION for _, _, times in found for t in times):
        return found
    said = [text[slice(*clause.span)].casefold() for clause, _, _ in found]
    places: dict[str, list[int]] = {}  # a pattern -> the clauses that it stands in, each looked through once
    out = []
    for number, (clause, passage, times) in enumerate(found):
        own = []
        for t in times:
            pattern = _counted_noun(t) if t.anchor is Anchor.OBLIGATION else None
            if pattern is not None and pattern not in places:
                places[pattern] = [n for n, each in enumerate(said) if re.search(pattern, each) is not None]
            alone = pattern is not None and not any(n != number for n in places[pattern])
            own.append(replace(t, anchor=Anchor.EVENT) if alone else t)
        out.append((clause, passage, tuple(own)))
    return out


def _counted_noun(t: TimeExpression) -> str | None:
    """The stem of the first noun of what a period counts from, as a pattern; None where there is none."""
    named = re.search(
        r"\bof\s+(?:the\s+|its\s+|their\s+|this\s+|that\s+|such\s+)?(?P<noun>[a-z]{4,})",
        (t.anchor_ref or t.text).casefold(),
    )
    bare = (t.anchor_ref or "").casefold().split()
    noun = named["noun"] if named is not None else bare[-1] if bare else ""
    return rf"\b{re.escape(re.sub(r'(?:ions?|ing|es|s|e|y)$', '', noun))}" if noun else None


def _of_row(text: str, row: Row) -> Clause:
    """The duty of a row in a table of actions."""
    act = text[row.action[0] : row.action[1]]
    who = text[row.owner[0] : row.owner[1]].strip() or None if row.owner is not None else None
    negative = re.match(r"(?:do not|not|never|no)\s", act, re.I) is not None
    clause = make_clause(text, row.action, row.action[0], first_word(act), who, negative)
    return replace(clause, span=row.span, content=row.action)


@cache
def _deciding() -> re.Pattern[str]:
    """'I hereby direct that:', 'Resolved:' at the end of a line."""
    stems = listed("minutes", "deciding")
    return re.compile(
        rf"\b(?:{stems})(?:s|e|d|ed|es)?(?:\s+(?:as\s+follows|the\s+following))?(?P<that>\s+that)?\s*[:—–][-–—\s]*$",
        re.I,
    )


@cache
def _reciting() -> re.Pattern[str]:
    """'Whereas:', 'Having regard to the following:'."""
    opens = listed("sections", "reciting")
    return re.compile(rf"\W*(?:and\s+)?(?:{opens})\b", re.I)


class Listed:
    """Which list a unit stands in, and whether the list orders. ``leads``: the lines that end with a colon."""

    def __init__(self, leads: Mapping[int, str]) -> None:
        self._leads = leads
        self._last: Unit | None = None

    def decided(self, unit: Unit) -> bool:
        """An item orders by being named where its lead decides."""
        lead = self._leads.get(unit.lead) if unit.item and unit.lead is not None else None
        return lead is not None and decides(lead)

    def that(self, unit: Unit, words: str) -> bool:
        """An item below 'I hereby direct that:', or 'that …' below 'Resolved:', says in the subjunctive what is to be.
        ``words``: of the item."""
        lead = self._leads.get(unit.lead) if unit.item and unit.lead is not None else None
        found = _deciding().search(lead) if lead is not None else None
        return found is not None and (found["that"] is not None or words.startswith("that "))

    def recited(self, unit: Unit) -> bool:
        """An item below 'Whereas:' gives reasons."""
        lead = self._leads.get(unit.lead) if unit.item and unit.lead is not None else None
        return lead is not None and _reciting().match(lead) is not None

    def seen(self, unit: Unit) -> None:
        """The last line that was read."""
        if unit.item_start:
            self._last = unit

    def ended(self, unit: Unit) -> bool:
        """Whether a line goes on with the sentence in which a list stands."""
        return unit.item_start and not unit.item and self._last is not None and self._last.item

    def of_list(self, unit: Unit) -> bool:
        """Whether a unit is the lead of the last list, or an item of it."""
        lead = self._last.lead if self._last is not None else None
        return lead is not None and lead in (unit.number, unit.lead)


def _timed(read: Read, belongs: bool, times: tuple[TimeExpression, ...]) -> Read:
    """A clause of the list with the time that stands below the list, unless it has one."""
    clause, passage, own = read
    if not belongs or any(t.count is not None or _dates(t) for t in timing.of_clause(own, clause)):
        return read
    return replace(clause, extra=(*clause.extra, *(t.span for t in times))), passage, (*own, *times)


def _overlap(clause: Clause, taken: Sequence[Clause]) -> bool:
    return any(clause.span[0] < c.span[1] and c.span[0] < clause.span[1] for c in taken)


def _subject(text: str, unit: Unit) -> str | None:
    """Who may or does something in a sentence that orders nothing: 'they' in the next one."""
    found = re.match(
        r"(?:The\s+)?(?P<who>[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,4}?)\s+(?:may|can|will|are\s+(?:also\s+)?(?:reminded|advised|informed))\b",
        text[unit.start : unit.end],
    )
    return found.group("who") if found is not None else None


def _own_plan(clause: Clause, head: Metadata) -> bool:
    """'The Ministry will provide …' in the Ministry's own letter: a promise, no order."""
    issuer = (head.issuer or "").casefold()
    return clause.verb.casefold() == "will" and bool(issuer) and issuer.startswith((clause.addressee or "?").casefold())


def _addressed(clause: Clause, head: Metadata) -> Clause:
    """In a letter 'you', and whoever is to act where nobody is named, is the one it is sent to."""
    named = (clause.addressee or "").casefold()
    if not named and to_many(head):
        return clause
    you = named in lexicon.english()["modals"]["you"] or (
        named.startswith("your ") and named.split()[-1] in lexicon.english()["head"]["offices"]
    )
    return replace(clause, addressee=head.to) if not named or you else clause


def _dates(t: TimeExpression) -> bool:
    """A deadline counted from the order itself: it makes an order even of a sentence among principles."""
    return t.count is not None and t.role in (Role.WITHIN, Role.BY) and t.anchor in (Anchor.ISSUE, Anchor.NOTIFICATION)


def _due(t: TimeExpression) -> bool:
    """'Not later than 16 March': a day by which something is done makes an order of a mission's statement."""
    return t.value is not None and t.text.casefold().startswith(("nlt", "no later", "not later"))


def _force(text: str, unit: Unit, times: tuple[TimeExpression, ...], day: date | None) -> Force | None:
    """'This order takes effect on …', 'remains in force until …'. ``day``: of the order, for 'takes effect at once'."""
    sentence = text[unit.start : unit.end].casefold()
    words = lexicon.english()["self"]
    if _of_itself().match(sentence) is None or not any(mark in sentence for mark in words["effect"]):
        return None
    ending = re.search(rf"\b(?:{'|'.join(words['ending'])})\b", sentence)
    last = unit.start + ending.start() if ending is not None else unit.end
    start = next(
        (t.value for t in times if t.role in (Role.FROM, Role.ON, None) and t.value and t.span[0] < last), None
    )
    end = next((t.value for t in times if t.value and (t.role in (Role.UNTIL, Role.BY) or t.span[0] > last)), None)
    at_once = day if start is None and any(t.role is Role.IMMEDIATELY for t in times) else None
    begins = (timing.whole_day(start.partition("/")[0]) if start else at_once) or _counted(text, times, day)
    published = re.search(rf"\b(?:{listed('self', 'publishing')})\b", sentence) if begins is None else None
    return Force(
        begins,
        timing.whole_day(end.rpartition("/")[2]) if end else None,
        by_event=published.group() if published is not None else None,
    )


def _counted(text: str, times: Sequence[TimeExpression], day: date | None) -> date | None:
    """'Takes effect 10 days after its date': counted from the order's own day."""
    own = re.compile(rf"(?:after|from|of)\s+(?:{listed('self', 'own_day')})\b", re.I)
    for t in times:
        days = t.count * OF_DAYS[t.unit] if t.count is not None and t.unit in OF_DAYS else None
        if days is not None and day is not None and own.search(text, t.span[0], t.span[1] + REACH) is not None:
            return day + timedelta(days=days)
    return None


@cache
def _of_itself() -> re.Pattern[str]:
    """'This practice direction …', 'the provisions of these rules …'."""
    kinds = "|".join(map(re.escape, (*lexicon.english()["head"]["kinds"], *lexicon.english()["self"]["force"])))
    return re.compile(
        rf"(?:the\s+(?:provisions|requirements|terms)\s+of\s+)?(?:this|these|the\s+present)\s+(?:[\w-]+\s+){{0,2}}?(?:{kinds})s?\b"
    )


def _since(text: str, policy: Policy) -> Force:
    """'Coming into force: 1 April 2026' on a line of its own, among the first: since when all of it holds."""
    known = "|".join(map(re.escape, sorted(lexicon.english()["self"]["since"], key=len, reverse=True)))
    line = re.compile(rf"^[ \t]*(?:{known})\s*[:–—-]\s*(?P<day>[^\n]{{6,40}})$", re.I | re.M)
    found = line.search(text, 0, _TOP)
    day = day_in(found["day"], "en", None, policy) if found is not None else None
    return Force(effective_on=day)


def _called(text: str, times: Sequence[TimeExpression]) -> date | None:
    """'On or after October 15, 2025 (effective date)': the day from which its periods count."""
    mark = re.compile(r"\s*\((?:the\s+)?[“\"]?effective\s+date[,.]?[”\"]?\)", re.I)
    named = (t.value for t in times if t.value and mark.match(text, t.span[1]))
    return next((day for value in named if (day := timing.whole_day(value.rpartition("/")[2])) is not None), None)
