"""Rechecks an assessment from what it cites, as a commander who disagrees would: rows behind its cells, its dates, its
decisions (semantics §5 and §7).

Nothing of ``tracker`` is imported. The rows are those of the history, found again by the cell that is cited; what the
engine made of them (its sums, its done run, its truth values) is not looked at, but the dates and settings that the
assessment states are. ``complaints`` says what does not follow, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from oracle.oracle import GOOD, Report

ONE_DAY = timedelta(days=1)
MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "ar": [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ],
}
STATES = {
    "not_started": "not started",
    "in_progress": "in progress",
    "done": "done",
    "kept": "kept",
    "not_kept": "not kept",
    "not_applicable": "not applicable",
}
SILENCE = ("Nothing was ever reported", "No report since", "No report yet")
ACCEPTED = ("met", "met_late")


def dates_in(text: str, tag: str) -> list[date]:
    """The days that a sentence names, in order."""
    months = "|".join(map(re.escape, MONTHS[tag]))
    found = re.finditer(rf"(\d{{1,2}}) ({months})\w* (\d{{4}})", text)
    return [date(int(m[3]), MONTHS[tag].index(m[2]) + 1, int(m[1])) for m in found]


@dataclass(frozen=True)
class Cited:
    """A source as it is cited, and the row that stands at its cell."""

    role: str
    reported_on: date
    incidents: int
    row: Report


@dataclass(frozen=True)
class Case:
    """An assessment with the rows that it cites, and all rows that came about its duty by A and K."""

    told: Any
    cited: tuple[Cited, ...]
    came: tuple[Report, ...]
    week_starts: int

    def rows(self, role: str) -> list[Report]:
        return [one.row for one in self.cited if one.role == role]

    @property
    def last(self) -> Report | None:
        return next(iter(self.rows("last")), None)

    @property
    def completed(self) -> date | None:
        """The day of completion by the rows cited for it: as stated, else the day of the report."""
        rows = self.rows("completion")
        stated = [row.completed_on for row in rows if row.completed_on is not None]
        return max(stated) if stated else min((row.reported_on for row in rows), default=None)


def complaints(case: Case) -> list[str]:
    """What is said and does not follow from what is cited."""
    return [*_verdict(case), *_numbers(case), *_sentences(case), *_languages(case), *_card(case)]


def _verdict(case: Case) -> Iterator[str]:
    expected = _again(case)
    if case.told.verdict.value != expected:
        yield f"the verdict is {case.told.verdict.value}; from what is cited it is {expected}"


def _again(case: Case) -> str:
    """The table of semantics §5 over the cited rows and the stated dates."""
    told, facts = case.told, case.told.facts
    as_of, starts = facts["as_of"], told.effective_on
    once, last, completed = facts["once"], case.last, case.completed
    if as_of < starts:
        return "not_in_force"
    done = once and last is not None and last.level == GOOD
    proven = not facts["evidence_required"] or bool(case.rows("evidence"))
    believed = done and proven and completed is not None and completed >= starts
    gone = facts["withdrawn"]
    if gone is not None and gone <= as_of and not (believed and completed is not None and completed < gone):
        return "waived"
    if facts["suspended_from"] is not None and not believed:
        return "suspended"
    if facts["ends"] is not None and as_of > facts["ends"] and not believed:
        return "ended"
    if not once:
        return _standing(case, last, as_of)
    if done and completed is not None:
        if not believed:
            return "claimed"
        return "met" if told.due_on is None or completed <= told.due_on else "met_late"
    return _open(case, as_of)


def _open(case: Case, as_of: date) -> str:
    told, facts = case.told, case.told.facts
    if told.due_on is not None:
        if as_of > told.due_on:
            return "overdue"
        return "due_soon" if (told.due_on - as_of).days <= facts["warning"] else "pending"
    looked_at = told.review_on is not None and as_of > told.review_on
    silent = as_of > told.window_ends_on and "due_unresolved" not in {flag.value for flag in told.flags}
    return "review_due" if looked_at or silent else "pending"


def _standing(case: Case, last: Report | None, as_of: date) -> str:
    if _still_open(case) > 0 or (last is not None and last.level != GOOD):
        return "breached"
    past = as_of > case.told.window_ends_on
    if last is None:
        return "unreported" if past else "pending"
    return "lapsed" if past else "compliant"


def _still_open(case: Case) -> int:
    """Cases found less those dealt with, period by period and never below nothing; and claims without reference.

    Of a row that claims an exception one of the cases cited is the claim. A figure of which none is cited does not
    count (its period lay before E, was suspended, or lies after the first listed event: then what was dealt with does).
    """
    listed_from = case.told.facts["listed_from"]
    periods: dict[date, list[tuple[int, int]]] = {}
    claims = 0
    for one in (one for one in case.cited if one.role == "incident"):
        row = one.row
        first = row.period_from or _week(row.period_to or row.reported_on, case.week_starts)
        final = row.period_to or first + 6 * ONE_DAY
        claimed = int(row.exception == 2 and one.incidents > 0 and claims < case.told.facts["claims_open"])
        claims += claimed
        found = one.incidents - claimed
        listed = listed_from is not None and final >= listed_from
        if found or listed or not row.incidents:
            periods.setdefault(first, []).append((found, row.remedied or 0))
    left = 0
    for period in sorted(periods):
        left = max(0, left + sum(found - dealt for found, dealt in periods[period]))
    return left + claims


def _week(day: date, week_starts: int) -> date:
    while day.weekday() != week_starts:
        day -= ONE_DAY
    return day


def _numbers(case: Case) -> Iterator[str]:
    told = case.told
    verdict, as_of = told.verdict.value, told.facts["as_of"]
    if verdict in ACCEPTED and told.completed_on != case.completed:
        yield f"completed on {told.completed_on}; the rows cited say {case.completed}"
    days = None
    if verdict == "met_late" and case.completed is not None and told.due_on is not None:
        days = (case.completed - told.due_on).days
    elif verdict in ("overdue", "due_soon", "pending") and told.due_on is not None:
        days = (as_of - told.due_on).days
    if told.days != days:
        yield f"days {told.days}; counted again {days}"
    if verdict == "breached" and told.count is not None and told.count != _still_open(case):
        yield f"{told.count} incidents open; the rows cited leave {_still_open(case)}"
    for one in case.cited:
        if one.reported_on != one.row.reported_on:
            yield f"a row of {one.row.reported_on} is cited as of {one.reported_on}"


def _sentences(case: Case) -> Iterator[str]:
    """The English reason, sentence by sentence."""
    told, text = case.told, case.told.reason["en"]
    last, completed = case.last, case.completed
    dated = {
        r"Done on (D), by the due date (D)\.": [completed, told.due_on],
        r"Done on (D); it has no due date\.": [completed],
        r"Done on (D), \d+ days? after the due date (D)\.": [completed, told.due_on],
        r"Not done, \d+ days? past the due date (D)\.": [told.due_on],
        r"Not done yet; \d+ days? left until (D)\.": [told.due_on],
        r"Not done yet, and due today, (D)\.": [told.due_on],
        r"It takes effect on (D)\.": [told.effective_on],
        r"Last report on (D): ": [last.reported_on if last else None],
        r"The last report \((D)\) says: ": [last.reported_on if last else None],
        r"the window for the next closed on (D)\.": [told.window_ends_on],
        r"the next report is due by (D)\.": [told.window_ends_on],
    }
    for pattern, expected in dated.items():
        found = re.search(pattern.replace("(D)", r"(\d{1,2} \w{3} \d{4})"), text)
        if found is not None and dates_in(" ".join(found.groups()), "en") != expected:
            yield f"“{found.group()}”: expected {expected}"
    counted = re.search(r"(\d+) days? (?:past|after|left)", text)
    if counted is not None and int(counted[1]) != abs(told.days or 0):
        yield f"“{counted.group()}” beside {told.days} days"
    said = re.search(r"(?:Last report on [^:]*|The last report \([^)]*\) says): ([a-z ]+)", text)
    if said is not None and (last is None or said[1].strip() != STATES[last.state]):
        yield f"“{said.group()}”: the row cited says {last.state if last else 'nothing'}"
    silent = next((words for words in SILENCE if words in text), None)
    if silent is not None and case.came:
        yield f"“{silent}”, and {len(case.came)} rows came"
    if silent is not None and case.last is not None:
        yield f"“{silent}” beside a last report"
    yield from _undone(case, text)


def _undone(case: Case, text: str) -> Iterator[str]:
    refused = re.search(r"It was reported on (\d{1,2} \w{3} \d{4}): ([a-z ]+); that was refused by decision of", text)
    if refused is not None:
        (day,) = dates_in(refused[1], "en")
        if not any(r.reported_on == day and STATES[r.state] == refused[2] for r in case.rows("refused")):
            yield f"“{refused.group()}”: no such row is cited"
    back = re.search(r"reported on it on (\d{1,2} \w{3} \d{4}) was taken back", text)
    if back is not None:
        (day,) = dates_in(back[1], "en")
        if not any(r.state == "retracted" and r.reported_on == day for r in case.rows("retraction")):
            yield f"“{back.group()}”: no retraction of that day is cited"


def _languages(case: Case) -> Iterator[str]:
    """Both languages name the same days."""
    named = {tag: sorted(dates_in(case.told.reason[tag], tag)) for tag in ("ar", "en")}
    if named["ar"] != named["en"]:
        yield f"the Arabic reason names {named['ar']}, the English one {named['en']}"


def _card(case: Case) -> Iterator[str]:
    """The date card: its last line of 'Due' is the due date, and its days are numbered without a gap."""
    lines: Sequence[Mapping[str, str]] = case.told.basis
    due = [day for line in lines if line["en"].startswith("Due: ") for day in dates_in(_short(line["en"]), "en")]
    if due and case.told.due_on is not None and case.told.due_on not in due:
        yield f"the card ends on {due}, the due date is {case.told.due_on}"
    left_out = {day for line in lines if line["en"].startswith("Not counted: ") for day in _left_out(line["en"])}
    number = 0
    for line in lines:
        text = line["en"]
        if text.startswith("Counted: "):
            first, last = (dates_in(_short(text), "en") * 2)[:2]
            begins, ends = ([int(n) for n in re.findall(r"\(day (\d+)\)", text)] * 2)[:2]
            days = sum(first <= day <= last for day in _range(first, last) if day not in left_out)
            if begins != number + 1 or days != ends - begins + 1:
                yield f"“{text}” after {number} days; counted again {days}"
            number = ends


def _left_out(text: str) -> Iterator[date]:
    """The days that a line leaves out: 'every Friday and Saturday from D to D', 'D to D', 'D, D'."""
    days = dates_in(_short(text), "en")
    if " to " not in text:
        yield from days
        return
    named = set(re.findall(r"\b(\w+day)\b(?= and|,? from| from)", text.split(" from ")[0] + " from"))
    for day in _range(days[0], days[1]):
        if "every " not in text or f"{day:%A}" in named:
            yield day


def _range(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _short(text: str) -> str:
    """Months as three letters: the card writes them out."""
    return re.sub(r"(\d{1,2} \w{3})\w* (\d{4})", r"\1 \2", text)
