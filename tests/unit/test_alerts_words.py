"""An alert says what the verdict of the moment says, to the unit and to those above it, and whether the unit knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from alerts_samples import BAN, PLAN, REPAIR, Book, by_due, day, incident, judged, moment, result, settings

from tracker.alerts import ladder, mail
from tracker.alerts.records import Alert, History, Reason
from tracker.alerts.wording import step_asked, step_title
from tracker.model import Assessment, CitedSource, Flag, Verdict

AS_OF = day(28)
SAYS = {
    "reminder": ("يستحق بعد", "due in"),
    "overdue": ("متأخر", "overdue"),
    "claimed": ("أنه أُنجز", "as done"),
    "silent": ("لم يرد عنه", "report"),
    "breached": ("لم تُعالَج", "breached"),
    "review": ("مراجعته", "review"),
}
"""A word of each kind of alert that no other kind has, but for the English 'report' (see ``OWN``)."""
OWN = {"silent": "no accepted report since"}


@dataclass(frozen=True)
class Told:
    """What one verdict makes: how it is said, the unit's series, and whether it is escalated."""

    assessment: Assessment
    says: str | None = None
    series: str | None = None
    escalated: bool = False


def once(verdict: Verdict, **more: Any) -> Assessment:
    return judged(REPAIR, "north", verdict, **more)


def standing(verdict: Verdict, **more: Any) -> Assessment:
    return judged(BAN, "north", verdict, **more)


LAST = CitedSource("w.xlsx", "0" * 64, "1", "F4", day(11), moment(day(11)), "last", "north", "م. علي")
SILENT: dict[str, Any] = {"last_reported_on": day(2), "window_ends_on": day(12)}
CLAIM: dict[str, Any] = {"completed_on": day(9), "last_reported_on": day(11), "sources": (LAST,)}
TABLE: dict[Verdict, list[Told]] = {
    Verdict.PENDING: [
        Told(once(Verdict.PENDING, due_on=day(33)), "reminder", "due"),
        Told(once(Verdict.PENDING, due_on=day(60))),
        Told(once(Verdict.PENDING)),
        Told(standing(Verdict.PENDING)),
    ],
    Verdict.DUE_SOON: [Told(once(Verdict.DUE_SOON, due_on=day(30)), "reminder", "due")],
    Verdict.OVERDUE: [Told(once(Verdict.OVERDUE, due_on=day(20), days=8), "overdue", "overdue", escalated=True)],
    Verdict.CLAIMED: [
        Told(once(Verdict.CLAIMED, due_on=day(40), **CLAIM), "claimed", "evidence"),
        Told(once(Verdict.CLAIMED, due_on=day(20), **CLAIM), "claimed", "evidence", escalated=True),
        Told(judged(PLAN, "north", Verdict.CLAIMED, **CLAIM), "claimed", "evidence"),
    ],
    Verdict.REVIEW_DUE: [Told(judged(PLAN, "north", Verdict.REVIEW_DUE, review_on=day(8)), "review", "review")],
    Verdict.UNREPORTED: [
        Told(standing(Verdict.UNREPORTED, window_ends_on=day(11)), "silent", "no-report", escalated=True)
    ],
    Verdict.LAPSED: [Told(standing(Verdict.LAPSED, **SILENT), "silent", "no-report", escalated=True)],
    Verdict.BREACHED: [
        Told(
            standing(Verdict.BREACHED, count=2, last_reported_on=day(10), sources=(incident(day(10)),)),
            "breached",
            "breach",
            escalated=True,
        )
    ],
    Verdict.MET: [Told(once(Verdict.MET, due_on=day(20)))],
    Verdict.MET_LATE: [Told(once(Verdict.MET_LATE, due_on=day(20), days=3))],
    Verdict.COMPLIANT: [Told(standing(Verdict.COMPLIANT, last_reported_on=day(25)))],
    Verdict.SUSPENDED: [Told(once(Verdict.SUSPENDED, due_on=day(20)))],
    Verdict.WAIVED: [Told(once(Verdict.WAIVED, due_on=day(20)))],
    Verdict.ENDED: [Told(standing(Verdict.ENDED))],
    Verdict.NOT_IN_FORCE: [Told(standing(Verdict.NOT_IN_FORCE))],
}
CASES = [pytest.param(told, id=f"{verdict}-{n}") for verdict, all_ in TABLE.items() for n, told in enumerate(all_)]


def test_every_verdict_has_its_line() -> None:
    assert set(TABLE) == set(Verdict)


@pytest.mark.parametrize("told", CASES)
def test_what_is_told_is_what_the_verdict_says(told: Told) -> None:
    alerts = climb(told.assessment)
    assert {a.series for a in alerts if a.to == "north"} == ({told.series} if told.series else set())
    above = {a.series: a.to for a in alerts if a.to != "north"}
    expected = {f"escalate-1/{told.series}": "head", f"escalate-2/{told.series}": "issuer"}
    assert above == (expected if told.escalated else {})
    for alert in alerts:
        arabic = {name for name, (ar, _) in SAYS.items() if ar in alert.why["ar"]}
        english = {name for name, (_, en) in SAYS.items() if OWN.get(name, en) in alert.why["en"]}
        assert arabic == {told.says}
        assert english <= {told.says}
        assert SAYS[str(told.says)][1] in alert.why["en"]


def climb(assessment: Assessment) -> list[Alert]:
    """Everything told of a duty that is seen for the first time."""
    return Book().run(AS_OF, assessment)


@pytest.mark.parametrize("series", ["overdue", "no-report", "breach", "evidence"])
@pytest.mark.parametrize("kind", ["escalate-1", "escalate-2"])
def test_an_escalation_names_what_is_escalated_and_asks_for_that(kind: str, series: str) -> None:
    escalation = f"{kind}/{series}"
    for tag in ("ar", "en"):
        assert step_title(escalation)[tag] == f"{step_title(kind)[tag]}: {step_title(series)[tag]}"
    others = {step_asked(f"{kind}/{other}")["ar"] for other in ("overdue", "no-report", "breach", "evidence")}
    assert len(others) == 4


def test_a_claim_names_who_reported_what_and_when() -> None:
    (alert,) = climb(once(Verdict.CLAIMED, due_on=day(40), **CLAIM))
    assert alert.why["ar"] == (
        "ورد في إبلاغ يوم الثلاثاء 11 آذار 2031 من \u2068م. علي\u2069 (الجهة نفسها) "
        "أنه أُنجز يوم الأحد 9 آذار 2031، ولم يُقدَّم إثبات مقبول"
    )
    assert alert.why["en"] == (
        "reported on Tue 11 Mar 2031 by \u2068م. علي\u2069 (the unit itself) as done on Sun 9 Mar 2031, "
        "without accepted evidence"
    )


def reported_by(office: str | None) -> tuple[CitedSource, ...]:
    return (CitedSource("w.xlsx", "0" * 64, "1", "F4", day(11), moment(day(11)), "last", office),)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"sources": reported_by("north")}, "by the unit itself as done on"),
        ({"sources": reported_by("head")}, "by Water Department as done on"),
        ({"sources": reported_by("inspectorate")}, "by inspectorate as done on"),
        ({"sources": reported_by(None)}, "reported on Tue 11 Mar 2031 as done on"),
        ({"flags": (Flag.COMPLETION_ASSUMED,)}, "as done, without accepted evidence"),
        ({"completed_on": day(-3)}, "before the order took effect on Sat 1 Mar 2031: it does not count"),
    ],
)
def test_a_claim_says_only_what_is_known_of_it(more: dict[str, Any], says: str) -> None:
    (alert,) = climb(once(Verdict.CLAIMED, due_on=day(40), **{**CLAIM, **more}))
    assert says in alert.why["en"]


EARLY = {**CLAIM, "completed_on": day(-3)}
BARE = {"evidence_required": True, "evidence_ok": False}
PROVED = {"evidence_required": True, "evidence_ok": True}


@pytest.mark.parametrize(
    ("more", "title", "asks", "never"),
    [
        ({**CLAIM, "facts": BARE}, "Evidence wanted", "send the evidence", "before the order"),
        ({**EARLY, "facts": PROVED}, "Done before it took effect", "done after the order took effect", "evidence"),
        (
            {**EARLY, "facts": BARE},
            "Done before it took effect, and without evidence",
            "its evidence",
            "send the evidence",
        ),
    ],
)
def test_a_mail_about_a_claim_asks_for_what_is_wanting(more: dict[str, Any], title: str, asks: str, never: str) -> None:
    book = Book()
    assessment = once(Verdict.CLAIMED, due_on=day(20), **more)
    mine, above = [], []
    for alert in book.run(AS_OF, assessment):
        assert "evidence" in alert.series, "the series and so the key are those of every claim"
        (mine if alert.to == "north" else above).append(alert)
    told = mail.digest(
        "files",
        "north@water.example",
        mine,
        book.register,
        replace(book.settings, languages=("en",)),
        AS_OF,
        moment(AS_OF),
    )
    text = message_from_bytes(told.message, policy=default).get_body(("plain",)).get_content()
    assert f"== {title} ==" in text
    assert asks in text
    assert never not in text
    assert {step_title(a.series, a.assessment.claim)["en"].partition(": ")[2] for a in above} == {title}


def test_a_breach_says_what_was_reported() -> None:
    (alert, *_) = climb(standing(Verdict.BREACHED, last_reported_on=day(10), facts={"state": "in_progress"}))
    assert alert.why["ar"] == "ورد في إبلاغ يوم الاثنين 10 آذار 2031 أنه «قيد التنفيذ»، ويُعد غير ملتزم به"
    (alert, *_) = climb(standing(Verdict.BREACHED, last_reported_on=day(10), facts={"state": "not_kept"}))
    assert alert.why["ar"] == "ورد في إبلاغ يوم الاثنين 10 آذار 2031 أنه غير ملتزم به"


def above(alerts: list[Alert]) -> str:
    (found,) = (alert for alert in alerts if alert.step == "escalate-1")
    return found.why["en"]


def test_an_escalation_says_whether_the_unit_has_been_told() -> None:
    book = Book()
    assert "the unit is told today as well" in above(book.look(AS_OF, by_due(AS_OF)))
    book.run(day(21), by_due(day(21)))
    assert "the unit was told on Fri 21 Mar 2031 and it still stands" in above(book.look(AS_OF, by_due(AS_OF)))
    unheard = Book(settings(issuer_email=None))
    told = above(unheard.look(AS_OF, by_due(AS_OF, unit_id="garbled")))
    assert "the unit has not been told: what is recorded for Lake Branch is no valid mail address" in told


def test_a_reminder_before_the_due_date_is_no_notice_of_the_delay() -> None:
    book = Book()
    book.run(day(17), by_due(day(17)))
    assert "the unit is told today as well" in above(book.look(AS_OF, by_due(AS_OF)))


def test_files_need_no_address_and_say_that_they_are_handed_over() -> None:
    book = Book()
    alerts = ladder.due(
        result(AS_OF, [by_due(AS_OF, unit_id="mute")]), book.register, book.settings, History(), addressed=False
    )
    assert [(a.to, a.recipient, a.by_hand, a.suppressed) for a in alerts] == [
        ("mute", "mute", True, None),
        ("north", "north@water.example", False, None),
        ("issuer", "office@ministry.example", False, None),
    ]
    assert "a notice to the unit was written today, to be handed over (it has no mail address)" in above(alerts)
    top = ladder.due(
        result(AS_OF, [by_due(AS_OF, unit_id="head")]), book.register, book.settings, History(), addressed=False
    )
    assert {a.step: a.suppressed for a in top}["escalate-1"] is Reason.NO_UNIT_ABOVE
