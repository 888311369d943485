"""What the words of semantics §3 mean, beyond the dated truths of tests/golden/dates."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import islice

import pytest

from tracker.calendars.card_lines import amount, plural_form
from tracker.calendars.counting import (
    Calendar,
    StepKind,
    add_months,
    end_of,
    fault,
    periods,
    resolve,
    review_on,
)
from tracker.calendars.hijri import to_gregorian
from tracker.calendars.holidays import Holiday, HolidayStatus, build
from tracker.calendars.periods import week_of
from tracker.calendars.profiles import names, profile
from tracker.calendars.recurrence import recurrence_fault
from tracker.findings import Refusal, describe
from tracker.model import Anchor, Deadline, DeadlineKind, TimeUnit

THURSDAY = date(2020, 8, 20)
ASHURA = Holiday(date(2020, 8, 30), {"ar": "عاشوراء"}, HolidayStatus.OFFICIAL, "circular 5")


def bare(name: str, *holidays: Holiday) -> Calendar:
    """A profile with the given holidays and no others."""
    return build(profile(name), holidays, years=range(0))


def within(count: int, unit: TimeUnit = TimeUnit.DAY) -> Deadline:
    return Deadline(DeadlineKind.WITHIN, count=count, unit=unit)


def test_a_deadline_without_date_is_absent_and_gets_a_review_date() -> None:
    for kind, days in ((DeadlineKind.ASAP, 7), (DeadlineKind.NONE, 30)):
        found = resolve(Deadline(kind), THURSDAY, bare("iq"))
        assert (found.state, found.due_on, found.card.due_on) == ("absent", None, None)
        assert review_on(Deadline(kind), THURSDAY) == THURSDAY + timedelta(days=days)
    assert review_on(Deadline(DeadlineKind.ASAP), THURSDAY, asap_days=2) == date(2020, 8, 22)
    assert review_on(within(7), THURSDAY) is None
    assert review_on(within(7), THURSDAY, none_days=10, unresolved=True) == date(2020, 8, 30)


def test_an_anchor_without_date_is_unresolved_not_absent() -> None:
    deadline = Deadline(DeadlineKind.WITHIN, count=7, unit=TimeUnit.DAY, anchor=Anchor.NOTIFICATION)
    found = resolve(deadline, None, bare("iq"))
    assert (found.state, found.due_on, found.card.trigger) == ("unresolved", None, None)
    assert any("التبليغ" in line["ar"] and "غير محسوم" in line["ar"] for line in found.card.lines())
    assert resolve(Deadline(DeadlineKind.IMMEDIATELY), None, bare("iq")).state == "unresolved"
    every = Deadline(DeadlineKind.EVERY, rrule="FREQ=WEEKLY")
    assert resolve(every, None, bare("iq")).state == "unresolved"


def test_a_stated_date_needs_no_anchor_and_never_moves() -> None:
    for day in (date(2020, 8, 28), ASHURA.day):
        found = resolve(Deadline(DeadlineKind.ON, due_on=day), None, bare("iq", ASHURA))
        assert (found.state, found.due_on) == ("resolved", day)


def test_immediately_is_the_anchor_day_even_on_a_weekend() -> None:
    friday = date(2020, 8, 21)
    assert resolve(Deadline(DeadlineKind.IMMEDIATELY), friday, bare("iq")).due_on == friday


def test_an_hour_counts_only_where_the_period_is_in_hours() -> None:
    assert resolve(within(7), THURSDAY, bare("iq"), clock_time=time(14, 30)).due_at is None
    found = resolve(within(30, TimeUnit.HOUR), THURSDAY, bare("iq"), clock_time=time(14, 30))
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2020-08-21T20:30:00+03:00"
    assert found.due_on == date(2020, 8, 21), "a Friday: an exact instant never moves"


def test_a_profile_with_weekend_and_no_roll_says_so_and_stays() -> None:
    still = profile("iq")
    still = type(still)(**{f: getattr(still, f) for f in still.__slots__} | {"roll": profile("literal").roll})
    found = resolve(within(1), THURSDAY, build(still, (), years=range(0)))
    assert found.due_on == date(2020, 8, 21)
    assert [step.kind for step in found.card.steps] == [StepKind.ANCHOR, StepKind.COUNTED, StepKind.WEEKEND]


def test_every_takes_the_end_of_the_first_period() -> None:
    found = resolve(Deadline(DeadlineKind.EVERY, rrule="FREQ=MONTHLY"), date(2020, 8, 31), bare("iq"))
    assert found.due_on == date(2020, 9, 29), "monthly from the 31st: the next one begins on 30 September"


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY", "2020-08-20", ["2020-08-20/2020-08-20", "2020-08-21/2020-08-21"]),
        ("FREQ=WEEKLY", "2020-08-20", ["2020-08-20/2020-08-26", "2020-08-27/2020-09-02"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2", "2020-08-20", ["2020-08-20/2020-09-02", "2020-09-03/2020-09-16"]),
        (
            "FREQ=MONTHLY",
            "2021-01-31",
            ["2021-01-31/2021-02-27", "2021-02-28/2021-03-30", "2021-03-31/2021-04-29", "2021-04-30/2021-05-30"],
        ),
        ("FREQ=YEARLY", "2020-02-29", ["2020-02-29/2021-02-27", "2021-02-28/2022-02-27"]),
        ("FREQ=WEEKLY;BYDAY=TH", "2020-08-21", ["2020-08-21/2020-08-27", "2020-08-28/2020-09-03"]),
        ("FREQ=WEEKLY;BYDAY=TH", "2020-08-20", ["2020-08-20/2020-08-20", "2020-08-21/2020-08-27"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2021-01-15", ["2021-01-15/2021-01-31", "2021-02-01/2021-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2021-01-15", ["2021-01-15/2021-01-31", "2021-02-01/2021-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "2021-02-15", ["2021-02-15/2021-02-28", "2021-03-01/2021-03-30"]),
        ("FREQ=WEEKLY;COUNT=1", "2020-08-20", ["2020-08-20/2020-08-26"]),
        ("FREQ=WEEKLY;UNTIL=20200827", "2020-08-20", ["2020-08-20/2020-08-26", "2020-08-27/2020-09-02"]),
        ("FREQ=WEEKLY;UNTIL=20200826T210000Z", "2020-08-20", ["2020-08-20/2020-08-26"]),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20200827", "2020-08-21", ["2020-08-21/2020-08-27"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2020-08-20", ["2020-08-20/2021-05-17", "2021-05-18/2022-05-16"]),
        ("FREQ=YEARLY;BYYEARDAY=1,-1", "2020-08-20", ["2020-08-20/2020-12-31", "2021-01-01/2021-01-01"]),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=31", "2020-08-20", ["2020-08-20/2020-12-31", "2021-01-01/2021-06-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "2021-02-01", ["2021-02-01/2021-02-15", "2021-02-16/2021-02-28"]),
        (
            "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1",
            "2021-02-01",
            ["2021-02-01/2021-02-28", "2021-03-01/2021-03-31"],
        ),
        ("FREQ=DAILY;BYMONTH=9", "2020-08-20", ["2020-08-20/2020-09-01", "2020-09-02/2020-09-02"]),
        ("FREQ=HOURLY", "2020-08-20", ["2020-08-20/2020-08-20", "2020-08-21/2020-08-21"]),
        ("FREQ=HOURLY;INTERVAL=12;COUNT=3", "2020-08-20", ["2020-08-20/2020-08-20", "2020-08-21/2020-08-21"]),
        (
            "FREQ=HOURLY;INTERVAL=36",
            "2020-08-20",
            ["2020-08-20/2020-08-21", "2020-08-22/2020-08-22", "2020-08-23/2020-08-24"],
        ),
        ("FREQ=HOURLY;INTERVAL=72", "2020-08-20", ["2020-08-20/2020-08-22", "2020-08-23/2020-08-25"]),
        ("FREQ=MINUTELY;INTERVAL=90;UNTIL=20200821", "2020-08-20", ["2020-08-20/2020-08-20", "2020-08-21/2020-08-21"]),
        ("FREQ=DAILY;BYHOUR=8,20;COUNT=3", "2020-08-20", ["2020-08-20/2020-08-20", "2020-08-21/2020-08-21"]),
        ("FREQ=HOURLY;BYDAY=SU;BYHOUR=9", "2020-08-20", ["2020-08-20/2020-08-23", "2020-08-24/2020-08-30"]),
        ("FREQ=HOURLY;INTERVAL=36;BYHOUR=12", "2020-08-20", ["2020-08-20/2020-08-21", "2020-08-22/2020-08-24"]),
    ],
)
def test_periods_tile_from_the_start(rule: str, start: str, expected: list[str]) -> None:
    found = [str(period) for period in islice(periods(rule, date.fromisoformat(start)), len(expected) + 1)]
    assert found[: len(expected)] == expected
    if "COUNT" in rule or "UNTIL" in rule:
        assert len(found) == len(expected), "the row must end here"


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "weekly",
        "FREQ=X",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYYEARDAY=5",
        "FREQ=MONTHLY;BYWEEKNO=20",
        "FREQ=WEEKLY;BYMONTHDAY=5",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=0",
        "FREQ=YEARLY;BYEASTER=0",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=WEEKLY;WKST=XX",
        "FREQ=SECONDLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYDAY=MO;BYSETPOS=5",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2",
        "FREQ=WEEKLY;COUNT=x",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20210101",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;COLOUR=RED",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=6",
    ],
)
def test_a_recurrence_that_cannot_be_used_is_named_as_such(rule: str) -> None:
    assert recurrence_fault(rule) is not None
    with pytest.raises(ValueError, match=r"."):
        next(periods(rule, THURSDAY))


def test_a_suspension_takes_its_days_out_of_hours_from_a_stated_hour_too() -> None:
    stops = [(date(2020, 8, 20), date(2020, 8, 22))]
    found = resolve(within(30, TimeUnit.HOUR), THURSDAY, bare("iq"), suspended=stops, clock_time=time(14, 30))
    assert found.due_at is not None
    assert found.due_at.isoformat() == "2020-08-23T20:30:00+03:00", "Friday and Saturday did not run"
    assert any(
        "2 days during which the order was suspended: Sunday 23 August 2020" in one["en"] for one in found.card.lines()
    )
    whole = resolve(within(30, TimeUnit.HOUR), THURSDAY, bare("iq"), suspended=[(date(2020, 8, 22), date(2020, 8, 25))])
    assert whole.due_on == date(2020, 8, 26), "the second of two days is the first one not suspended"


def test_a_recurrence_that_never_occurs_from_its_start_on_has_no_period() -> None:
    tuesday = date(2020, 8, 25)
    assert recurrence_fault("FREQ=DAILY;INTERVAL=7;BYDAY=MO") is None, "from a Monday on it occurs"
    assert next(periods("FREQ=DAILY;INTERVAL=7;BYDAY=MO", tuesday), None) is None
    assert next(periods("FREQ=HOURLY;INTERVAL=24;BYHOUR=9", tuesday), None) is None, "a midnight is never nine o'clock"


def test_a_recurrence_that_ended_before_the_anchor_has_no_due_date() -> None:
    for rule in ("FREQ=WEEKLY;UNTIL=20200801", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20200801"):
        found = resolve(Deadline(DeadlineKind.EVERY, rrule=rule), THURSDAY, bare("iq"))
        assert (found.state, found.due_on) == ("absent", None)
        assert any("20 August 2020" in line["en"] and "ended" in line["en"] for line in found.card.lines())


def test_this_week_ends_on_its_last_working_day_this_month_on_its_last_day() -> None:
    iq, wednesday = bare("iq", ASHURA), date(2020, 8, 26)
    assert end_of(TimeUnit.WEEK, wednesday, iq) == date(2020, 8, 27), "Thursday"
    assert end_of(TimeUnit.WEEK, date(2020, 8, 27), iq) == date(2020, 8, 27), "said on the last working day: that day"
    assert end_of(TimeUnit.WEEK, date(2020, 8, 28), iq) == date(2020, 8, 29), "no working day left: the week's last day"
    assert end_of(TimeUnit.WEEK, wednesday, bare("literal")) == date(2020, 8, 30), "ISO weeks end on Sunday"
    thursday_off = Holiday(date(2020, 8, 27), {"en": "x"}, HolidayStatus.OFFICIAL, "y")
    assert end_of(TimeUnit.WEEK, date(2020, 8, 24), bare("iq", thursday_off)) == wednesday
    assert end_of(TimeUnit.MONTH, date(2020, 2, 3), iq) == date(2020, 2, 29), "a Saturday: the end of a month stays"
    assert end_of(TimeUnit.YEAR, date(2020, 2, 3), iq) == date(2020, 12, 31)
    with pytest.raises(ValueError, match="no named period"):
        end_of(TimeUnit.HOUR, wednesday, iq)


def test_a_card_names_the_estimated_feast_that_could_change_it() -> None:
    """The first day of the feast of 2026 is expected on a Friday: on a Thursday it would cost a working day."""
    feast = Holiday(date(2026, 3, 20), {"ar": "عيد الفطر", "en": "Eid al-Fitr"}, HolidayStatus.ESTIMATED, "reckoned")
    tuesday = date(2026, 3, 17)
    card = resolve(within(4, TimeUnit.WORKING_DAY), tuesday, bare("iq", feast)).card
    assert card.near_estimates == (feast,)
    assert any("Eid al-Fitr" in line["en"] and "estimated" in line["en"] for line in card.lines())
    assert resolve(within(1), tuesday, bare("iq", feast)).card.near_estimates == ()
    assert resolve(within(2), tuesday, bare("iq", feast)).card.near_estimates == (feast,), "due the day before"
    sure = Holiday(feast.day, feast.name, HolidayStatus.OFFICIAL, "circular 5")
    assert resolve(within(4, TimeUnit.WORKING_DAY), tuesday, bare("iq", sure)).card.near_estimates == ()


def test_weeks_begin_as_the_profile_says() -> None:
    assert str(week_of(THURSDAY, profile("iq"))) == "2020-08-16/2020-08-22"
    assert str(week_of(date(2020, 8, 23), profile("iq"))) == "2020-08-23/2020-08-29"
    assert str(week_of(date(2020, 8, 23), profile("literal"))) == "2020-08-17/2020-08-23"


def test_months_clamp_and_end_with_the_calendar() -> None:
    assert add_months(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert add_months(date(2020, 1, 31), 13) == date(2021, 2, 28)
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    "deadline",
    [
        Deadline(DeadlineKind.ON),
        Deadline(DeadlineKind.EVERY),
        Deadline(DeadlineKind.EVERY, rrule="weekly"),
        Deadline(DeadlineKind.WITHIN, count=7),
        Deadline(DeadlineKind.WITHIN, unit=TimeUnit.DAY),
        Deadline(DeadlineKind.WITHIN, count=-1, unit=TimeUnit.DAY),
        Deadline(DeadlineKind.WITHIN, count=101, unit=TimeUnit.YEAR),
    ],
)
def test_a_deadline_that_cannot_be_counted_has_a_fault(deadline: Deadline) -> None:
    assert fault(deadline) is not None
    with pytest.raises(ValueError, match=r"needs|count|FREQ"):
        resolve(deadline, THURSDAY, bare("iq"))


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal) as refused:
        profile("mars")
    for text in describe(refused.value.findings[0]).values():
        assert "mars" in text
        assert all(name in text for name in names())


def test_the_week_of_a_profile_leaves_a_day_to_work() -> None:
    policy = profile("iq")
    with pytest.raises(ValueError, match="working day"):
        type(policy)(**{f: getattr(policy, f) for f in policy.__slots__} | {"weekend": frozenset(range(7))})


@pytest.mark.parametrize(
    ("number", "unit", "arabic", "english"),
    [
        (1, TimeUnit.DAY, "يوم واحد", "1 day"),
        (2, TimeUnit.DAY, "يومين", "2 days"),
        (3, TimeUnit.DAY, "3 أيام", "3 days"),
        (10, TimeUnit.DAY, "10 أيام", "10 days"),
        (11, TimeUnit.DAY, "11 يوماً", "11 days"),
        (99, TimeUnit.DAY, "99 يوماً", "99 days"),
        (100, TimeUnit.DAY, "100 يوم", "100 days"),
        (102, TimeUnit.DAY, "102 يوم", "102 days"),
        (103, TimeUnit.DAY, "103 أيام", "103 days"),
        (111, TimeUnit.DAY, "111 يوماً", "111 days"),
        (2, TimeUnit.WORKING_DAY, "يومي عمل", "2 working days"),
        (5, TimeUnit.WORKING_DAY, "5 أيام عمل", "5 working days"),
        (72, TimeUnit.HOUR, "72 ساعة", "72 hours"),
        (2, TimeUnit.WEEK, "أسبوعين", "2 weeks"),
        (12, TimeUnit.MONTH, "12 شهراً", "12 months"),
        (3, TimeUnit.YEAR, "3 سنوات", "3 years"),
    ],
)
def test_numbers_agree_with_what_they_count(number: int, unit: TimeUnit, arabic: str, english: str) -> None:
    assert amount(number, unit) == {"ar": arabic, "en": english}


def test_zero_is_other_as_in_cldr_without_a_form_of_its_own() -> None:
    assert (plural_form(0, "ar"), plural_form(0, "en")) == ("other", "other")


def test_a_hijri_day_is_announced_or_estimated_with_its_neighbours() -> None:
    announced = to_gregorian(1442, 1, 10, profile("iq"))
    assert announced is not None
    assert (announced.day, announced.estimated, announced.alternatives) == (date(2020, 8, 30), False, ())
    reckoned = to_gregorian(1441, 9, 1, profile("iq"))
    assert reckoned is not None
    assert (reckoned.day, reckoned.estimated) == (date(2020, 4, 24), True), "the first of Ramadan 1441"
    assert reckoned.alternatives == (date(2020, 4, 23), date(2020, 4, 25))
    for year, month, day in ((1300, 1, 1), (1501, 1, 1), (1442, 13, 1), (1442, 1, 31), (1442, 0, 1)):
        assert to_gregorian(year, month, day, profile("iq")) is None
