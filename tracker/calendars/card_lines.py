"""The words of a date card, from ``words.toml``: numbers agree with what they count, in Arabic and in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from tracker.calendars.cards import DateCard, Step, StepKind
from tracker.calendars.hijri import HijriDate, HijriPeriod
from tracker.calendars.holidays import Calendar, Holiday, HolidayStatus
from tracker.calendars.recurrence import FREQUENCIES, SECONDS, TIMES, recurrence_parts
from tracker.calendars.words import words
from tracker.model import Anchor, Deadline, DeadlineKind, Text, TimeUnit

LANGUAGES = ("ar", "en")
MANY_WEEKEND_DAYS = 4
"""Up to so many weekend days of a count are named one by one; more are one line with their number."""

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFF = (StepKind.WEEKEND, StepKind.HOLIDAY)


def plural_form(number: int, tag: str) -> str:
    """The plural category of Unicode CLDR (cardinal): ar one two few many other, en one other."""
    if tag != "ar":
        return "one" if number == 1 else "other"
    if number in (1, 2):
        return ("one", "two")[number - 1]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def amount(number: int, unit: TimeUnit) -> Text:
    """So many units, in the genitive: '7 أيام', '11 يوماً', '100 يوم'."""
    forms = words()["units"][unit.value]
    return {tag: forms[tag][plural_form(number, tag)].format(n=number) for tag in LANGUAGES}


def date_text(day: date) -> Text:
    """A day with the name of its weekday, as people write it: 'الخميس 27 آب 2020'."""
    lexicon = words()
    return _line(
        "date",
        weekday={tag: lexicon["weekdays"][tag][day.weekday()] for tag in LANGUAGES},
        day=day.day,
        month={tag: lexicon["months"][tag][day.month - 1] for tag in LANGUAGES},
        year=day.year,
    )


def rule_text(deadline: Deadline, by_instant: bool = False) -> Text:
    """A deadline in words. ``by_instant``: its hours are counted from a stated hour, not as days."""
    anchor = _anchor(deadline.anchor, deadline.anchor_ref, by_hour=by_instant)
    if deadline.kind is DeadlineKind.EVERY:
        return _recurrence_text(deadline.rrule or "", anchor)
    if deadline.kind is not DeadlineKind.WITHIN or deadline.unit is None:
        return fill(words()["rules"][deadline.kind.value], anchor=anchor)
    count = deadline.count or 0
    if count == 0:
        return fill(words()["rules"]["zero_hours" if by_instant else "zero"], anchor=anchor)
    period = amount(count, deadline.unit)
    if deadline.unit is TimeUnit.HOUR and not by_instant:
        days = amount(-(-count // 24), TimeUnit.DAY)
        return fill(words()["rules"]["hours_as_days"], period=period, anchor=anchor, days=days)
    return fill(words()["rules"]["within"], period=period, anchor=anchor)


def lines(card: DateCard) -> tuple[Text, ...]:
    """See ``DateCard.lines``."""
    return (*counting_lines(card), policy_line(card))


def counting_lines(card: DateCard) -> tuple[Text, ...]:
    """The card without its last line, for those who have more to say before it."""
    return tuple(_lines(card))


def policy_line(card: DateCard) -> Text:
    """By which policy and which calendar it was counted."""
    return _line("policy", title=card.title, name=card.policy, version=card.version)


def holiday_table(
    calendar: Calendar, year: int, listed: Iterable[Holiday], tag: str
) -> tuple[str, Sequence[str], list[tuple[str, ...]], str]:
    """Title, header, rows and remark of the list of holidays of a year, in one language."""
    lexicon = words()["table"]
    remarks = [fill(lexicon["version"], version=calendar.version)]
    if not calendar.policy.keeps_holidays:
        remarks.append(lexicon["no_holidays"])
    elif not calendar.knows(date(year, 1, 1)):
        remarks.append(lexicon["unknown"])
    rows: list[tuple[str, ...]] = [
        (
            h.day.isoformat(),
            _weekday(h.day.weekday())[tag],
            str(_in(h.name, tag)),
            words()["statuses"][h.status][tag],
            h.source,
        )
        for h in listed
    ]
    title = fill(lexicon["title"], year=year, title=calendar.policy.title)[tag]
    return title, lexicon["header"][tag], rows, " ".join(remark[tag] for remark in remarks)


def _lines(card: DateCard) -> Iterator[Text]:
    anchor = _anchor(card.anchor, card.deadline.anchor_ref, by_hour=card.started_at is not None)
    yield _line("rule", rule=card.rule)
    if card.assumed:
        yield _line("assumed")
    if card.started_at is not None:
        yield _line("start_hour", date=date_text(card.started_at), time=_clock(card.started_at), anchor=anchor)
    last = _last_of_count(card.steps)
    yield from _count_lines(card, card.steps[: last + 1], anchor)
    yield from _end_lines(card.steps[last + 1 :])
    for holiday in card.near_estimates:
        yield _line("near_estimate", name=holiday.name, date=date_text(holiday.day))
    if card.unknown_years:
        yield _line("unknown_years", years=_joined({"ar": str(y), "en": str(y)} for y in card.unknown_years))
    if card.due_at is not None:
        yield _line("due_at", date=date_text(card.due_at), time=_clock(card.due_at), zone=card.zone)
    elif card.due_on is not None:
        yield _line("due", date=date_text(card.due_on), zone=card.zone)
    elif card.deadline.kind in (DeadlineKind.ASAP, DeadlineKind.NONE):
        yield _line("absent")
    elif card.trigger is not None:
        yield _line("no_period", date=date_text(card.trigger))
    else:
        yield _line("unresolved", anchor=anchor)


def _last_of_count(steps: Sequence[Step]) -> int:
    """The index of the last step of the count itself; what follows says why the end is another day, or is not."""
    after = (*OFF, StepKind.SUSPENDED, StepKind.ROLLED)
    inside = [i for i, step in enumerate(steps) if step.kind not in after]
    return inside[-1] if inside else -1


def _count_lines(card: DateCard, steps: Sequence[Step], anchor: Text) -> Iterator[Text]:
    weekend_days = sum(step.kind is StepKind.WEEKEND for step in steps)
    condensed = weekend_days > MANY_WEEKEND_DAYS

    def line_of(step: Step) -> str:
        if step.kind is StepKind.COUNTED and step.holiday is None:
            return "run"
        if step.kind is StepKind.WEEKEND:
            return "run" if condensed else "weekend"
        return "suspended" if step.kind is StepKind.SUSPENDED else step.day.isoformat()

    for name, group in groupby(steps, key=line_of):
        days = list(group)
        if name == "run":
            yield from _run_lines(days)
        elif name == "weekend":
            yield _line("weekend", dates=_joined(date_text(step.day) for step in days))
        elif name == "suspended":
            yield _suspended_line(days)
        else:
            yield from (line for step in days for line in _single_lines(card, step, anchor))


def _suspended_line(days: Sequence[Step]) -> Text:
    """Suspended days in a row."""
    first, last = date_text(days[0].day), date_text(days[-1].day)
    number = amount(len(days), TimeUnit.DAY)
    return (
        _line("suspended_one", date=first) if len(days) == 1 else _line("suspended", first=first, last=last, n=number)
    )


def _run_lines(days: Sequence[Step]) -> Iterator[Text]:
    """Counted days in a row, and the weekends among them, in two lines."""
    counted = [step for step in days if step.kind is StepKind.COUNTED]
    if len(counted) == 1:
        yield _line("counted_one", date=date_text(counted[0].day), n=counted[0].number)
    elif counted:
        first, last = counted[0], counted[-1]
        ends = {"first": date_text(first.day), "last": date_text(last.day)}
        yield _line("counted_run", n=first.number, m=last.number, **ends)
    off = [step.day for step in days if step.kind is StepKind.WEEKEND]
    if 0 < len(off) <= MANY_WEEKEND_DAYS:
        yield _line("weekend", dates=_joined(map(date_text, off)))
    elif off:
        yield _line(
            "weekends",
            weekdays=_joined((_weekday(number) for number in sorted({day.weekday() for day in off})), "and"),
            first=date_text(off[0]),
            last=date_text(off[-1]),
            days=amount(len(off), TimeUnit.DAY),
        )


def _single_lines(card: DateCard, step: Step, anchor: Text) -> Iterator[Text]:
    day, deadline = date_text(step.day), card.deadline
    if step.kind is StepKind.PERIOD_START:
        return
    if step.kind is StepKind.PERIOD_END:
        first = card.steps[0].day
        one = first == step.day
        key = ("period" if card.occurrence else "first_period") + ("_one" if one else "")
        yield _line(key, date=day) if one else _line(key, first=date_text(first), last=day)
        return
    if step.kind in (StepKind.MOVED, StepKind.GRACE) and step.number is not None:
        yield _line(step.kind.value, date=day, days=amount(step.number, TimeUnit.DAY))
        return
    if card.hijri is not None and step.kind is StepKind.FIXED:
        yield _line("fixed_hijri", date=day, hijri=hijri_text(card.hijri.first))
        yield _certainty(card.hijri)
        return
    if card.hijri is not None and step.kind in (StepKind.CORRESPONDING, StepKind.CLAMPED):
        yield from _hijri_lines(card, card.hijri)
        return
    if step.kind is StepKind.CLAMPED and card.trigger is not None:
        yield _line("clamped", day=card.trigger.day, date=day)
        return
    if step.kind is StepKind.HOLIDAY and step.holiday is not None:
        yield _line("holiday", date=day, **_cited(step.holiday))
        return
    if step.kind is StepKind.COUNTED and step.holiday is not None:
        yield _line(f"counted_{_decided(step.holiday)}", date=day, n=step.number, **_cited(step.holiday))
        return
    values: dict[str, object] = {"date": day, "anchor": anchor}
    if deadline.unit is not None and deadline.count is not None:
        values["period"] = amount(deadline.count, deadline.unit)
    if card.due_at is not None:
        values |= {"time": _clock(card.due_at), "zone": card.zone}
    yield _line(step.kind.value, **values)


def _hijri_lines(card: DateCard, period: HijriPeriod) -> Iterator[Text]:
    """The corresponding day by the Hijri calendar, and which days it may be where no month was announced."""
    deadline, end = card.deadline, period.end
    assert deadline.unit is not None
    yield _line(
        "hijri_corresponding" if period.first.day == period.last.day else "hijri_clamped",
        first=hijri_text(period.first),
        last=hijri_text(period.last),
        period=amount(deadline.count or 0, deadline.unit),
        day=period.first.day,
        date=date_text(end.day),
    )
    yield _certainty(period)


def _certainty(period: HijriPeriod) -> Text:
    """Whether a Hijri day is certain, and which days it may be where it is not."""
    if period.end.estimated:
        return _line("hijri_estimated", days=or_text(map(date_text, period.end.alternatives)))
    return _line("hijri_announced", source=period.end.source)


def hijri_text(day: HijriDate) -> Text:
    """A Hijri date as people write it: '15 صفر 1442'."""
    names = words()["hijri_months"]
    return _line("hijri_date", day=day.day, month={tag: names[tag][day.month - 1] for tag in LANGUAGES}, year=day.year)


def _end_lines(steps: Sequence[Step]) -> Iterator[Text]:
    """Why the period does not end on its last day, or why a day that is no working day stands all the same."""
    prefix = "off" if any(step.kind is StepKind.ROLLED for step in steps) else "stays"
    for step in steps:
        day = date_text(step.day)
        if step.kind is StepKind.SUSPENDED:
            yield _line("suspended_one", date=day)
        elif step.kind is StepKind.WEEKEND:
            yield _line(f"{prefix}_weekend", date=day)
        elif step.kind is StepKind.HOLIDAY and step.holiday is not None:
            yield _line(f"{prefix}_holiday", date=day, **_cited(step.holiday))
        elif step.holiday is not None:
            yield _line(f"rolled_{_decided(step.holiday)}", date=day, **_cited(step.holiday))
        else:
            yield _line("rolled", date=day)


def _recurrence_text(rule: str, anchor: Text) -> Text:
    parts = recurrence_parts(rule)
    rules = words()["rules"]
    unit = FREQUENCIES.get(parts.get("FREQ", ""))
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    plain = set(parts) <= {"FREQ", "INTERVAL", "BYDAY", "WKST"} and all(day in BYDAY for day in days)
    fine = parts.get("FREQ") in SECONDS or not TIMES.keys().isdisjoint(parts)
    if unit is None or not plain or (fine and days):
        return fill(rules["every_rule_hours" if fine else "every_rule"], anchor=anchor, rrule=rule)
    interval = int(parts.get("INTERVAL", "1"))
    each = words()["each"][unit.value] if interval == 1 else amount(interval, unit)
    if not days:
        return fill(rules["every_hours" if fine else "every"], anchor=anchor, each=each)
    named = _joined((_weekday(BYDAY.index(day)) for day in days), "and")
    return fill(rules["every_on"], anchor=anchor, each=each, days=named)


def _anchor(anchor: Anchor, reference: str | None, *, by_hour: bool = False) -> Text:
    table = words()["anchor_hours" if by_hour else "anchors"]
    with_reference = table.get(f"{anchor.value}_ref")
    if reference and with_reference:
        return fill(with_reference, ref=reference)
    return {tag: str(table[anchor.value][tag]) for tag in LANGUAGES}


def _cited(holiday: Holiday) -> dict[str, object]:
    status, kind = (words()[table][holiday.status.value] for table in ("statuses", "kinds"))
    return {"name": holiday.name, "status": status, "kind": kind, "source": holiday.source}


def _decided(holiday: Holiday) -> str:
    return "removed" if holiday.status is HolidayStatus.REMOVED else "decision"


def _weekday(number: int) -> Text:
    return {tag: words()["weekdays"][tag][number] for tag in LANGUAGES}


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _joined(texts: Iterable[Text], by: str = "join") -> Text:
    listed = list(texts)
    joiner = words()["lines"][by]
    return {tag: joiner[tag].join(text[tag] for text in listed) for tag in LANGUAGES}


def or_text(texts: Iterable[Text]) -> Text:
    """One of several: 'Friday … or Saturday …'."""
    return _joined(texts, "or")


def _line(key: str, /, **values: object) -> Text:
    return fill(words()["lines"][key], **values)


def fill(template: Text, /, **values: object) -> Text:
    """A sentence in each language; a value that is a text itself is taken in the same one."""
    return {tag: template[tag].format_map({key: _in(value, tag) for key, value in values.items()}) for tag in LANGUAGES}


def _in(value: object, tag: str) -> object:
    """A text in one language, or in the one it has; anything else as it is."""
    if isinstance(value, dict):
        return value.get(tag) or next(iter(value.values()), "")
    return value
