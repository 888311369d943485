"""Counting against numpy's business days, and every card against its own steps."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile

import numpy as np
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.calendars.card_lines import date_text
from tracker.calendars.counting import Calendar, Resolution, StepKind, add_months, periods, resolve
from tracker.calendars.holidays import Holiday, HolidayStatus, build
from tracker.calendars.profiles import Policy, Roll
from tracker.calendars.recurrence import recurrence_fault
from tracker.model import Deadline, DeadlineKind, TimeUnit

DAYS = st.dates(date(1995, 1, 1), date(2055, 12, 31))
COUNTS = st.integers(1, 120)
OFF = (StepKind.WEEKEND, StepKind.HOLIDAY)
ONE = timedelta(days=1)


@st.composite
def calendars(draw: st.DrawFn, roll: Roll = Roll.FOLLOWING) -> Calendar:
    """Any weekend of up to three days, some twenty holidays in a year of the count, one worked weekend day or two."""
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=3))
    policy = Policy("p", {"ar": "x", "en": "x"}, weekend, roll, "Asia/Baghdad", 6, True, "test")
    start = draw(DAYS)
    offsets = draw(st.lists(st.integers(-20, 200), max_size=20, unique=True))
    entries = []
    for position, offset in enumerate(offsets):
        day = start + timedelta(days=offset)
        statuses = [HolidayStatus.OFFICIAL, HolidayStatus.PUBLISHED, HolidayStatus.ESTIMATED]
        status = HolidayStatus.WORKING if position < 2 else draw(st.sampled_from(statuses))
        entries.append(Holiday(day, {"ar": f"ع{offset}", "en": f"H{offset}"}, status, f"source {offset}"))
    return build(policy, entries, years=range(0))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Calendar, date]:
    calendar = draw(calendars())
    known = [*calendar.holidays, *calendar.working]
    near = draw(st.sampled_from(known)) if known else draw(DAYS)
    return calendar, near - timedelta(days=draw(st.integers(0, 40)))


def within(count: int, unit: TimeUnit) -> Deadline:
    return Deadline(DeadlineKind.WITHIN, count=count, unit=unit)


def numpy_calendar(calendar: Calendar) -> np.busdaycalendar:
    weekmask = [int(day not in calendar.policy.weekend) for day in range(7)]
    return np.busdaycalendar(weekmask=weekmask, holidays=[np.datetime64(day) for day in calendar.holidays])


def without_decisions(calendar: Calendar) -> Calendar:
    """numpy knows no worked weekend days."""
    return Calendar(calendar.policy, calendar.holidays, calendar.version)


@given(cases(), COUNTS)
def test_working_days_agree_with_numpy(case: tuple[Calendar, date], count: int) -> None:
    calendar, anchor = without_decisions(case[0]), case[1]
    expected = np.busday_offset(np.datetime64(anchor), count, roll="backward", busdaycal=numpy_calendar(calendar))
    assert resolve(within(count, TimeUnit.WORKING_DAY), anchor, calendar).due_on == expected.item()


@given(cases(), COUNTS, st.sampled_from([TimeUnit.HOUR, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR]))
def test_rolled_periods_agree_with_numpy(case: tuple[Calendar, date], count: int, unit: TimeUnit) -> None:
    calendar, anchor = without_decisions(case[0]), case[1]
    count = min(count, 30) if unit is TimeUnit.YEAR else count
    last = np.datetime64(anchor)
    if unit in (TimeUnit.MONTH, TimeUnit.YEAR):
        month = last.astype("datetime64[M]") + (count if unit is TimeUnit.MONTH else 12 * count)
        last = min(month.astype("datetime64[D]") + (anchor.day - 1), (month + 1).astype("datetime64[D]") - 1)
    else:
        last = last + {TimeUnit.HOUR: (count + 23) // 24, TimeUnit.DAY: count, TimeUnit.WEEK: 7 * count}[unit]
    expected = np.busday_offset(last, 0, roll="forward", busdaycal=numpy_calendar(calendar))
    assert resolve(within(count, unit), anchor, calendar).due_on == expected.item()


@given(cases(), COUNTS, st.sampled_from(TimeUnit))
def test_a_later_anchor_or_a_longer_count_never_ends_earlier(
    case: tuple[Calendar, date], count: int, unit: TimeUnit
) -> None:
    calendar, anchor = case
    count = min(count, 30) if unit in (TimeUnit.YEAR, TimeUnit.HIJRI_YEAR) else count

    def due(anchor_on: date, number: int) -> date:
        found = resolve(within(number, unit), anchor_on, calendar).due_on
        assert found is not None
        return found

    here = due(anchor, count)
    assert here <= due(anchor + ONE, count)
    assert here <= due(anchor, count + 1)
    assert here > anchor


@given(cases(), COUNTS, st.sampled_from([TimeUnit.DAY, TimeUnit.WORKING_DAY, TimeUnit.WEEK, TimeUnit.HOUR]))
def test_the_steps_of_a_card_recompute_its_date(case: tuple[Calendar, date], count: int, unit: TimeUnit) -> None:
    calendar, anchor = case
    card = resolve(within(count, unit), anchor, calendar).card
    first, *rest = card.steps
    assert (first.day, first.kind) == (anchor, StepKind.ANCHOR)
    counted = [step for step in rest if step.counted]
    expected = {TimeUnit.WEEK: 7 * count, TimeUnit.HOUR: (count + 23) // 24}.get(unit, count)
    assert [step.number for step in counted] == list(range(1, expected + 1))
    days = sorted({step.day for step in card.steps})
    assert days == [anchor + timedelta(days=i) for i in range(len(days))], "no day between is left out"
    for step in rest:
        if step.kind in OFF:
            assert not calendar.is_working(step.day), "nothing is passed over without a reason"
            assert step.holiday == (None if step.kind is StepKind.WEEKEND else calendar.holidays[step.day])
        elif unit is TimeUnit.WORKING_DAY:
            assert calendar.is_working(step.day)
    last = rest[-1]
    assert card.due_on == last.day
    assert calendar.is_working(last.day)


@given(cases(), COUNTS, st.sampled_from([TimeUnit.DAY, TimeUnit.WORKING_DAY, TimeUnit.MONTH]))
def test_the_printed_card_hides_no_holiday(case: tuple[Calendar, date], count: int, unit: TimeUnit) -> None:
    calendar, anchor = case
    card = resolve(within(count, unit), anchor, calendar).card
    for tag in ("ar", "en"):
        printed = [line[tag] for line in card.lines()]
        for step in card.steps:
            if step.holiday is not None:
                cited = [line for line in printed if date_text(step.day)[tag] in line and step.holiday.source in line]
                assert cited, f"{step} is on no line"
        assert card.due_on is not None
        assert date_text(card.due_on)[tag] in printed[-2]
        off = [step.day for step in card.steps if step.kind is StepKind.WEEKEND]
        assert not off or any(date_text(off[-1])[tag] in line for line in printed)


@given(DAYS, st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 14), st.booleans())
def test_periods_tile_without_gap_or_overlap(start: date, frequency: str, interval: int, named: bool) -> None:
    rule = f"FREQ={frequency};INTERVAL={interval}" + (";BYDAY=SU,TH" if named and frequency == "WEEKLY" else "")
    row = list(islice(periods(rule, start), 30))
    assert row[0].start == start
    assert all(period.start <= period.end for period in row)
    assert all(after.start == before.end + ONE for before, after in pairwise(row))


@given(DAYS, st.integers(0, 600), st.integers(0, 600))
def test_months_never_overflow_into_the_next_month(day: date, months: int, more: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + ONE).day == 1)
    assert add_months(day, months) <= add_months(day, months + more)


@given(cases(), COUNTS)
def test_nothing_rolls_where_the_policy_says_none(case: tuple[Calendar, date], count: int) -> None:
    calendar, anchor = case
    policy = calendar.policy
    still = Policy("p", policy.title, policy.weekend, Roll.NONE, policy.zone, 6, True, "test")
    found: Resolution = resolve(within(count, TimeUnit.DAY), anchor, Calendar(still, calendar.holidays, "v"))
    assert found.due_on == anchor + timedelta(days=count)


NAMED = ("FREQ=WEEKLY;BYDAY=SU", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=DAILY;BYDAY=SU,MO,TU,WE,TH")
NAMED += ("FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYDAY=2SU", "FREQ=MONTHLY;BYDAY=-1TH")
NAMED += ("FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA")
NAMED += ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=10", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5")
PLAIN = ("FREQ=DAILY", "FREQ=DAILY;INTERVAL=5", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY")


def expansion(rule: str, start: date, week_starts: int, number: int) -> list[date]:
    """RFC 5545 as dateutil expands it, weeks beginning as in the profile."""
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[week_starts]
    found = rrulestr(f"RRULE:{rule};WKST={weekday}", dtstart=datetime.combine(start, time.min))
    return [moment.date() for moment in islice(found, number)]


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.sampled_from(NAMED), st.sampled_from([0, 6]))
def test_named_days_are_those_of_rfc_5545(start: date, rule: str, week_starts: int) -> None:
    ends = [period.end for period in islice(periods(rule, start, week_starts), 12)]
    assert ends == expansion(rule, start, week_starts, 12)


@st.composite
def any_rules(draw: st.DrawFn) -> str:
    """A rule of RFC 5545 as its grammar has it, with parts that may stand together."""
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]))
    fine = frequency in ("MINUTELY", "SECONDLY")
    intervals = [601, 5000, 9000] if fine else [1, 1, 1, 2, 3, 5, 36]
    parts = {"FREQ": frequency, "INTERVAL": str(draw(st.sampled_from(intervals)))}
    numbers = {
        "BYMONTH": st.integers(1, 12),
        "BYMONTHDAY": st.integers(1, 28) | st.integers(-28, -1),
        "BYYEARDAY": st.integers(1, 366) | st.integers(-366, -1),
        "BYWEEKNO": st.integers(1, 53) | st.integers(-53, -1),
        "BYHOUR": st.integers(0, 23),
        "BYMINUTE": st.integers(0, 59),
    }
    never = {"WEEKLY": {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}, "YEARLY": set()}.get(
        frequency, {"BYYEARDAY", "BYWEEKNO"}
    )
    for key in draw(st.sets(st.sampled_from(sorted(numbers.keys() - never)), max_size=3)):
        parts[key] = ",".join(map(str, draw(st.lists(numbers[key], min_size=1, max_size=3, unique=True))))
    if draw(st.booleans()):
        of = ["", "1", "-1", "3"] if frequency in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts else [""]
        days = st.tuples(st.sampled_from(of), st.sampled_from(["SU", "MO", "TH", "FR"])).map("".join)
        parts["BYDAY"] = ",".join(draw(st.lists(days, min_size=1, max_size=3, unique=True)))
    if any(key.startswith("BY") for key in parts):
        if draw(st.integers(0, 3)) == 0:
            parts["BYSETPOS"] = draw(st.sampled_from(["1", "-1", "2", "1,-1"]))
    else:
        parts["BYMONTH"] = "2,6"
    if draw(st.integers(0, 3)) == 0:
        parts["COUNT"] = str(draw(st.integers(1, 8)))
    return ";".join(f"{key}={value}" for key, value in parts.items())


@settings(max_examples=150, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), any_rules())
def test_any_rule_ends_its_periods_on_the_days_of_rfc_5545(start: date, rule: str) -> None:
    """Up to the eighth: dateutil follows a rule that occurs no more to the year 9999, second by second if it must."""
    if recurrence_fault(rule) is not None:
        return
    ends = [period.end for period in islice(periods(rule, start), 8)]
    assume(ends)
    until = datetime.combine(ends[-1], time.max)
    found = takewhile(lambda moment: moment <= until, rrulestr(f"RRULE:{rule};WKST=MO", dtstart=_midnight(start)))
    assert ends == list(dict.fromkeys(moment.date() for moment in found))


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), any_rules())
def test_a_rule_without_a_period_occurs_on_no_day(start: date, rule: str) -> None:
    assume(rule.split(";")[0] in ("FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=WEEKLY"))
    found = next(iter(rrulestr(f"RRULE:{rule};WKST=MO", dtstart=_midnight(start))), None)
    if recurrence_fault(rule) is not None or next(periods(rule, start), None) is None:
        assert found is None or found.year > start.year + 100


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


@given(
    st.dates(date(2015, 1, 1), date(2035, 12, 31)).filter(lambda day: day.day <= 28),
    st.sampled_from(PLAIN),
    st.sampled_from([0, 6]),
)
def test_periods_without_named_days_begin_as_in_rfc_5545(start: date, rule: str, week_starts: int) -> None:
    starts = [period.start for period in islice(periods(rule, start, week_starts), 12)]
    assert starts == expansion(rule, start, week_starts, 12)
