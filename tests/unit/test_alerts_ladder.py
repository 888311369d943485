"""The ladder: what is due on a day, and what a missed run, a moved date or a clock set back do to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from alerts_samples import (
    BAN,
    DUE,
    ISSUED,
    PLAN,
    Book,
    by_due,
    day,
    incident,
    judged,
    not_kept,
    result,
    settings,
    steps,
)
from hypothesis import given
from hypothesis import settings as fuzz
from hypothesis import strategies as st

from tracker.alerts.ladder import last_rung
from tracker.alerts.records import Alert, Reason, Seen, Situation, Told
from tracker.alerts.watch import changes, joined
from tracker.model import Assessment, CitedSource, Verdict


def test_a_duty_never_done_climbs_the_whole_ladder_day_by_day() -> None:
    book = Book()
    told = []
    for number in range(1, 51):
        told += [(number, a.step, a.to) for a in book.run(day(number), by_due(day(number)))]
    late = [(20 + n, "overdue", "north") for n in (1, 2, 3, 4, 5, 6, 7, 14, 21, 28)]
    reminders = [(13, "due-7", "north"), (17, "due-3", "north"), (19, "due-1", "north"), (20, "due-0", "north")]
    escalations = [(23, "escalate-1", "head"), (27, "escalate-2", "issuer")]
    assert sorted(told) == sorted(reminders + late + escalations)


def test_the_reminder_of_a_missed_run_comes_with_the_next_and_says_the_days_that_are_left() -> None:
    book = Book()
    assert book.run(day(12), by_due(day(12))) == []
    (alert,) = book.run(day(15), by_due(day(15)))
    assert alert.step == "due-7"
    assert alert.why["en"] == "due in 5 days, on Thu 20 Mar 2031"
    assert alert.why["ar"] == "يستحق بعد 5 أيام، يوم الخميس 20 آذار 2031"


def test_of_several_reminders_passed_only_the_nearest_goes_out() -> None:
    book = Book()
    assert steps(book.run(day(19), by_due(day(19)))) == ["due-1"]
    assert book.run(day(19), by_due(day(19))) == []


def test_after_a_month_without_runs_what_is_still_true_is_sent_once() -> None:
    book = Book()
    book.run(day(13), by_due(day(13)))
    assert steps(book.run(day(50), by_due(day(50)))) == ["overdue", "escalate-1", "escalate-2"]
    assert book.run(day(50), by_due(day(50))) == []
    assert steps(book.run(day(55), by_due(day(55)))) == ["overdue"]  # the next weekly one, 35 days after D


@given(st.sets(st.integers(1, 70), min_size=1, max_size=25))
@fuzz(max_examples=150, deadline=None)
def test_whatever_days_are_skipped_nothing_is_lost_and_nothing_told_twice(days: set[int]) -> None:
    book = Book()
    keys: list[str] = []
    for number in sorted(days):
        alerts = book.run(day(number), by_due(day(number)))
        assert len(steps(alerts)) == len(set(steps(alerts)))
        keys += [alert.key for alert in alerts]
    assert len(keys) == len(set(keys))
    assert {key.split(":")[4].removesuffix("/overdue") for key in keys} == expected_marks(days)


def expected_marks(days: set[int]) -> set[str]:
    """The same ladder, said slowly: on each day of a run, the nearest threshold passed."""
    marks = set()
    for number in days:
        late = number - 20
        if late <= 0:
            near = [f"due-{n}" for n in (0, 1, 3, 7) if -late <= n]
            marks |= set(near[:1])
            continue
        rungs = [n for n in range(1, late + 1) if n <= 7 or n % 7 == 0]
        marks.add(f"overdue+{rungs[-1]}")
        marks |= {name for name, after in (("escalate-1", 3), ("escalate-2", 7)) if late >= after}
    return marks


def test_a_claim_without_evidence_is_asked_for_it_and_never_told_as_late() -> None:
    book = Book()
    claim = judged(verdict=Verdict.CLAIMED, due_on=DUE, completed_on=day(14), last_reported_on=day(15))
    told = [(n, a.series, a.to) for n in range(15, 40) for a in book.run(day(n), claim)]
    asked = [(n, "evidence", "north") for n in (15, 22, 29, 36)]
    escalated = [(23, "escalate-1/evidence", "head"), (27, "escalate-2/evidence", "issuer")]
    assert sorted(told) == sorted(asked + escalated)


def test_a_claim_that_comes_late_has_the_same_days_to_be_proven_and_ends_the_chase_for_the_work() -> None:
    book = Book()
    for number in range(20, 31):
        book.run(day(number), by_due(day(number)))
    late = judged(verdict=Verdict.CLAIMED, due_on=DUE, completed_on=day(30), last_reported_on=day(31))
    told = [(n, a.series) for n in range(31, 42) for a in book.run(day(n), late)]
    assert told == [
        (31, "evidence"),
        (34, "escalate-1/evidence"),
        (38, "evidence"),
        (38, "escalate-2/evidence"),
    ]
    assert steps(book.run(day(42), by_due(day(42)))) == ["overdue", "escalate-1", "escalate-2"]  # the claim was refused


def test_an_unproven_claim_without_due_date_is_asked_weekly_and_not_escalated() -> None:
    book = Book()
    claim = judged(PLAN, verdict=Verdict.CLAIMED, completed_on=day(2), last_reported_on=day(3))
    assert [(n, s) for n in range(3, 20) for s in steps(book.run(day(n), claim))] == [
        (3, "evidence"),
        (10, "evidence"),
        (17, "evidence"),
    ]


def test_what_is_done_and_then_not_done_is_chased_anew() -> None:
    book = Book()
    assert steps(book.run(day(17), by_due(day(17)))) == ["due-3"]
    assert book.run(day(18), judged(verdict=Verdict.MET, due_on=DUE)) == []
    (again,) = book.run(day(18), by_due(day(18)))
    assert (again.step, again.episode) == ("due-3", 2)


def test_a_moved_due_date_reopens_only_the_steps_that_are_not_yet_due_under_it() -> None:
    book = Book()
    first = date(2031, 3, 20)
    moved = date(2031, 3, 24)
    told = []
    for number in range(10, 18):  # due-7 on the 13th, due-3 on the 17th
        told += steps(book.run(day(number), by_due(day(number), first)))
    assert told == ["due-7", "due-3"]
    # known on the 18th: seven days before the new date have passed already, three have not
    assert book.run(day(18), by_due(day(18), moved)) == []
    told = [(n, s) for n in range(19, 26) for s in steps(book.run(day(n), by_due(day(n), moved)))]
    assert told == [(21, "due-3"), (23, "due-1"), (24, "due-0"), (25, "overdue")]


def test_a_duty_done_and_reopened_under_another_due_date_is_reminded_although_it_was_before() -> None:
    book = Book()
    assert steps(book.run(day(13), by_due(day(13)))) == ["due-7"]
    assert book.run(day(15), judged(verdict=Verdict.MET, due_on=DUE)) == []
    assert steps(book.run(day(18), by_due(day(18), day(22)))) == ["due-7"]


def test_a_due_date_brought_forward_is_told_at_once() -> None:
    book = Book()
    assert book.run(day(5), by_due(day(5))) == []
    assert steps(book.run(day(6), by_due(day(6), day(8)))) == ["due-3"]


def test_a_missing_report_is_told_once_a_window_and_escalated_once() -> None:
    book = Book()
    last, closes = day(2), day(12)
    told = []
    for number in range(10, 45):
        now = day(number)
        verdict = Verdict.LAPSED if now > closes else Verdict.COMPLIANT
        silent = judged(BAN, "north", verdict, last_reported_on=last, window_ends_on=closes)
        told += [(number, s) for s in steps(book.run(now, silent))]
    assert [n for n, s in told if s == "no-report"] == [13, 23, 33, 43]
    assert [(n, s) for n, s in told if s != "no-report"] == [(15, "escalate-1"), (19, "escalate-2")]


def test_a_report_and_another_silence_are_told_anew() -> None:
    book = Book()
    first = judged(BAN, "north", Verdict.UNREPORTED, window_ends_on=day(11))
    second = judged(BAN, "north", Verdict.LAPSED, last_reported_on=day(14), window_ends_on=day(24))
    assert steps(book.run(day(12), first)) == ["no-report"]
    assert book.run(day(14), judged(BAN, "north", Verdict.COMPLIANT, last_reported_on=day(14))) == []
    (alert,) = book.run(day(25), second)
    assert (alert.step, alert.episode, alert.anchor) == ("no-report", 2, "2031-03-14")


def test_a_breach_is_told_at_once_again_for_new_incidents_and_weekly_while_it_lasts() -> None:
    book = Book()

    def breached(*reported: date) -> list[str]:
        now = day(number)
        a = judged(
            BAN, "south", Verdict.BREACHED, count=2, sources=tuple(map(incident, reported)), last_reported_on=day(10)
        )
        return [f"{alert.step}@{number}" for alert in book.run(now, a)]

    told: list[str] = []
    for number in range(10, 29):
        told += breached(day(10)) if number < 16 else breached(day(10), day(16))
    assert [t for t in told if t.startswith("breach")] == ["breach@10", "breach@16", "breach@23"]
    assert [t for t in told if t.startswith("escalate")] == ["escalate-1@13", "escalate-2@17"]


def breach(*figures: CitedSource) -> Assessment:
    return judged(BAN, "south", Verdict.BREACHED, count=1, last_reported_on=day(9), sources=figures)


def keys(alerts: list[Alert]) -> list[str]:
    """What was told of a breach, without the duty and the escalations."""
    return [alert.key.split(":", 4)[4] for alert in alerts if alert.kind == "breach"]


def test_the_same_figures_of_a_period_reported_again_are_not_told_again() -> None:
    book = Book()
    assert keys(book.run(day(8), breach(incident(day(8), day(2))))) == ["breach:2031-03-02=2:1"]
    assert keys(book.run(day(10), breach(incident(day(10), day(2))))) == []
    assert keys(book.run(day(15), breach(incident(day(14), day(2))))) == ["breach+7:2031-03-02=2:1"]


def test_figures_of_another_period_are_told_at_once_whatever_the_day_of_their_report() -> None:
    book = Book()
    late = incident(day(12), day(2), 5)
    assert keys(book.run(day(12), breach(incident(day(12), day(9), 3)))) == ["breach:2031-03-09=3:1"]
    assert keys(book.run(day(13), breach(late, incident(day(12), day(9), 3)))) == ["breach:2031-03-02=5:1"]
    assert keys(book.run(day(14), breach(late, incident(day(12), day(9), 30)))) == ["breach:2031-03-09=30:1"]
    assert keys(book.run(day(15), breach(late, incident(day(12), day(9), 29)))) == []  # it fell: nothing new


def test_several_periods_with_news_are_told_once_under_the_latest_of_them() -> None:
    book = Book()
    both = breach(incident(day(9), day(2)), incident(day(16), day(9), 4))
    assert keys(book.run(day(17), both)) == ["breach:2031-03-09=4:1"]
    assert keys(book.run(day(18), both)) == []


def test_a_figure_that_falls_and_comes_back_is_no_news_and_hides_none() -> None:
    book = Book()
    assert keys(book.run(day(10), breach(incident(day(9), day(2), 5)))) == ["breach:2031-03-02=5:1"]
    lowered = breach(incident(day(11), day(2), 3), incident(day(11), day(9), 2))
    book.seen |= {d: joined(book.seen[d], s) for d, s in changes(result(day(11), [lowered]), book.seen).items()}
    raised = breach(
        incident(day(12), day(2), 5), incident(day(11), day(9), 2)
    )  # what was new on the 11th never went out
    assert keys(book.run(day(12), raised)) == ["breach:2031-03-09=2:1"]
    assert keys(book.run(day(13), lowered)) + keys(book.run(day(14), raised)) == []


def test_a_breach_by_its_state_alone_is_told_once_a_period() -> None:
    book = Book()

    def reported(on: date, period: date) -> Assessment:
        return judged(BAN, "south", Verdict.BREACHED, last_reported_on=on, **not_kept(on, period))

    assert keys(book.run(day(3), reported(day(3), day(2)))) == ["breach:2031-03-02=not_kept:1"]
    assert keys(book.run(day(5), reported(day(5), day(2)))) == []
    assert keys(book.run(day(9), reported(day(9), day(9)))) == ["breach:2031-03-09=not_kept:1"]
    assert keys(book.run(day(16), reported(day(9), day(9)))) == ["breach+7:2031-03-09=not_kept:1"]


def test_what_an_earlier_version_told_of_a_breach_goes_on_under_its_key_until_there_is_something_new() -> None:
    book = Book()
    figure = incident(day(9), day(2), 3)
    duty = f"{BAN}:south:-:-"
    book.seen[duty] = (Seen(day(9), Situation.BREACHED, None),)
    book.told[duty] = (Told("breach", 0, "2031-03-09", 1, day(9)),)
    assert keys(book.run(day(11), breach(figure))) == []
    assert keys(book.run(day(12), breach(incident(day(12), day(2), 3)))) == []  # the same, reported again
    assert keys(book.run(day(16), breach(figure))) == ["breach+7:2031-03-09:1"]
    other = incident(day(9), day(-5), 1)
    assert keys(book.run(day(17), breach(figure, other))) == ["breach:2031-02-23=1:1"]


def test_what_came_between_the_last_run_of_an_earlier_version_and_the_first_of_this_one_is_told() -> None:
    book = Book()
    duty = f"{BAN}:south:-:-"
    book.seen[duty] = (Seen(day(9), Situation.BREACHED, None),)
    book.told[duty] = (Told("breach", 0, "2031-03-09", 1, day(9)),)
    assert keys(book.run(day(12), breach(incident(day(9), day(2)), incident(day(12), day(9))))) == [
        "breach:2031-03-12:1"
    ]


def test_a_breach_remedied_and_committed_again_is_another_episode() -> None:
    book = Book()
    broken = judged(BAN, "south", Verdict.BREACHED, last_reported_on=day(3))
    again_broken = judged(BAN, "south", Verdict.BREACHED, last_reported_on=day(6))
    kept = judged(BAN, "south", Verdict.COMPLIANT, last_reported_on=day(4))
    assert steps(book.run(day(3), broken)) == ["breach"]
    assert book.run(day(4), broken) == []
    assert book.run(day(5), kept) == []
    (again,) = book.run(day(6), again_broken)
    assert (again.step, again.episode) == ("breach", 2)


def test_a_duty_without_due_date_is_reviewed_weekly() -> None:
    book = Book()
    told = []
    for number in range(5, 30):
        verdict = Verdict.REVIEW_DUE if number > 8 else Verdict.PENDING
        told += [(number, s) for s in steps(book.run(day(number), judged(PLAN, verdict=verdict, review_on=day(8))))]
    assert told == [(9, "review"), (15, "review"), (22, "review"), (29, "review")]


def test_a_suspension_is_silent_and_starts_nothing_anew() -> None:
    book = Book()
    assert steps(book.run(day(17), by_due(day(17)))) == ["due-3"]
    assert book.run(day(18), judged(verdict=Verdict.SUSPENDED, due_on=DUE)) == []
    assert book.run(day(18), by_due(day(18))) == []
    assert steps(book.run(day(19), by_due(day(19)))) == ["due-1"]


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.MET_LATE, Verdict.COMPLIANT, Verdict.WAIVED, Verdict.ENDED])
def test_what_needs_nothing_is_told_nothing(verdict: Verdict) -> None:
    assert Book().look(day(40), judged(verdict=verdict, due_on=DUE)) == []


def test_an_alert_that_nobody_can_receive_is_shown_with_its_reason_and_goes_out_once_there_is_an_address() -> None:
    book = Book()
    (shown,) = book.look(day(19), by_due(day(19), unit_id="mute"))
    assert (shown.suppressed, shown.recipient) == (Reason.NO_ADDRESS, None)
    assert "فرع الصحراء" in shown.why["ar"]
    assert "Desert Branch" in shown.why["en"]
    assert book.run(day(19), by_due(day(19), unit_id="mute")) == []
    found = {a.step: a for a in book.look(day(28), by_due(day(28), unit_id="below"))}
    assert found["escalate-1"].suppressed is Reason.NO_ADDRESS  # the unit above has none
    assert found["overdue"].suppressed is None
    found = {a.step: a for a in book.look(day(28), by_due(day(28), unit_id="head"))}
    assert found["escalate-1"].suppressed is Reason.NO_UNIT_ABOVE
    (bad,) = book.look(day(19), by_due(day(19), unit_id="garbled"))
    assert (bad.suppressed, bad.recipient) == (Reason.ADDRESS_INVALID, None)
    without = Book(settings(issuer_email=None))
    found = {a.step: a for a in without.look(day(28), by_due(day(28)))}
    assert found["escalate-2"].suppressed is Reason.NO_ADDRESS


def test_what_was_told_is_shown_with_the_day_on_which_it_was() -> None:
    book = Book()
    book.run(day(17), by_due(day(17)))
    (shown,) = book.look(day(18), by_due(day(18)))
    assert shown.suppressed is Reason.ALREADY_TOLD
    assert "17 Mar 2031" in shown.why["en"]
    assert "17 آذار 2031" in shown.why["ar"]


def test_a_clock_set_back_and_put_right_repeats_nothing_and_loses_nothing() -> None:
    book = Book()
    assert steps(book.run(day(30), by_due(day(30)))) == ["overdue", "escalate-1", "escalate-2"]
    assert steps(book.run(day(14), by_due(day(14)))) == ["due-7"]
    assert book.run(day(14), by_due(day(14))) == []
    assert book.run(day(30), by_due(day(30))) == []
    assert steps(book.run(day(34), by_due(day(34)))) == ["overdue"]


def test_a_clock_that_was_years_ahead_does_not_swallow_the_alerts_of_today() -> None:
    book = Book()
    ahead = day(1) + timedelta(days=20_000)
    assert "overdue" in steps(book.run(ahead, by_due(ahead)))
    assert steps(book.run(day(17), by_due(day(17)))) == ["due-3"]
    assert steps(book.run(day(28), by_due(day(28)))) == ["overdue"]  # the two escalations went out under the wrong date
    assert book.run(day(28), by_due(day(28))) == []


def test_occurrences_of_one_obligation_are_chased_apart() -> None:
    book = Book()
    one = judged(verdict=Verdict.OVERDUE, due_on=day(8), occurrence="2031-03-01/2031-03-08")
    two = judged(verdict=Verdict.PENDING, due_on=day(16), occurrence="2031-03-09/2031-03-16")
    alerts = book.run(day(9), one, two)
    assert sorted(steps(alerts)) == ["due-7", "overdue"]
    assert len({a.duty for a in alerts}) == 2


def test_a_key_survives_identifiers_with_colons_and_blanks() -> None:
    book = Book()
    odd = judged("A:1", "u 1", Verdict.OVERDUE, due_on=ISSUED)
    keys = {a.key for a in book.look(day(2), odd)}
    assert keys == {"A%3A1:u%201:-:-:overdue+1:2031-03-01:1"}


@pytest.mark.parametrize(
    ("daily", "rungs"), [(7, [1, 2, 3, 4, 5, 6, 7, 14, 21]), (0, [1, 8, 15, 22]), (2, [1, 2, 9, 16, 23])]
)
def test_overdue_comes_daily_and_then_weekly(daily: int, rungs: list[int]) -> None:
    assert sorted({last_rung(late, daily) for late in range(1, 24)}) == rungs


def test_the_escalation_of_a_breach_does_not_swallow_that_of_a_silence_which_began_on_the_same_day() -> None:
    book = Book()
    broken = judged(BAN, "north", Verdict.BREACHED, last_reported_on=day(3))
    told = [s for n in range(3, 8) for s in steps(book.run(day(n), broken))]
    assert told == ["breach", "escalate-1"]
    corrected = judged(BAN, "north", Verdict.COMPLIANT, last_reported_on=day(3), window_ends_on=day(13))
    assert book.run(day(8), corrected) == []
    silent = judged(BAN, "north", Verdict.LAPSED, last_reported_on=day(3), window_ends_on=day(13))
    assert [s for n in range(14, 18) for s in steps(book.run(day(n), silent))] == ["no-report", "escalate-1"]
