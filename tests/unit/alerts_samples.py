"""A small world for the tests of alerts: units with and without addresses, four duties, and verdicts made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tracker.alerts import ladder
from tracker.alerts.records import Alert, History, Seen, Told
from tracker.alerts.watch import changes, joined
from tracker.assess.result import Result, Summary
from tracker.config import AlertSettings, Settings
from tracker.model import (
    Approval,
    Assessment,
    CitedSource,
    Directive,
    Modality,
    Obligation,
    Pattern,
    SourceRef,
    Unit,
    Verdict,
)
from tracker.register import Register, UnitTree

ZONE = timezone(timedelta(hours=3))
ISSUED = date(2031, 3, 1)
DUE = date(2031, 3, 20)
PLACE = SourceRef("made by hand")
REPAIR, BAN, PLAN = "WTR-2031-03-01/01", "WTR-2031-03-01/02", "WTR-2031-03-01/03"


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=ZONE)


def day(number: int) -> date:
    """A day of March 2031 (32 is 1 April)."""
    return date(2031, 3, 1) + timedelta(number - 1)


def unit(id_: str, ar: str, en: str, parent: str | None, email: str | None) -> Unit:
    return Unit(id_, {"ar": ar, "en": en}, "office", parent, PLACE, email=email)


def units() -> UnitTree:
    return UnitTree(
        [
            unit("head", "دائرة الماء", "Water Department", None, "head@water.example"),
            unit("north", "فرع الشمال", "North Branch", "head", "north@water.example"),
            unit("south", "فرع الجنوب", "South Branch", "head", "south@water.example"),
            unit("mute", "فرع الصحراء", "Desert Branch", "north", None),
            unit("below", "محطة الوادي", "Valley Station", "mute", "below@water.example"),
            unit("garbled", "فرع البحيرة", "Lake Branch", "head", "lake@water.example\r\nBcc: all@water.example"),
        ]
    )


def obligation(id_: str, ar: str, en: str, **more: Any) -> Obligation:
    return Obligation(id_, id_.partition("/")[0], {"ar": ar, "en": en}, PLACE, **more)


def register() -> Register:
    orders = (
        obligation(REPAIR, "إصلاح أنابيب التوزيع", "Repair the distribution pipes"),
        obligation(
            BAN,
            "منع الحفر بلا إجازة",
            "No digging without a permit",
            modality=Modality.PROHIBITION,
            pattern=Pattern.MAINTENANCE,
        ),
        obligation(PLAN, "إعداد خطة للطوارئ", "Prepare an emergency plan"),
    )
    directive = Directive(
        "WTR-2031-03-01", {"ar": "مدير الماء", "en": "Director"}, ISSUED, PLACE, orders, Approval("ن. كاتب", ISSUED)
    )
    return Register((directive,), units(), {})


def settings(root: Path = Path("/nowhere"), **alerts: Any) -> Settings:
    given = {"issuer_email": "office@ministry.example", "sender": "tracker@ministry.example", **alerts}
    return Settings(
        root=root,
        name={"ar": "متابعة الماء", "en": "Water follow-up"},
        banner={"ar": "بيانات افتراضية", "en": "invented data"},
        alerts=AlertSettings(**given),
    )


def judged(
    obligation_id: str = REPAIR, unit_id: str = "north", verdict: Verdict = Verdict.PENDING, **more: Any
) -> Assessment:
    made = Assessment(
        obligation=obligation_id,
        directive=obligation_id.partition("/")[0],
        unit=unit_id,
        occurrence=None,
        event=None,
        pattern=Pattern.ACHIEVEMENT,
        verdict=verdict,
        rule=0,
        flags=(),
        count=None,
        effective_on=ISSUED,
        due_on=None,
        original_due_on=None,
        review_on=None,
        window_ends_on=None,
        days=None,
        completed_on=None,
        last_reported_on=None,
        reason={"ar": "سبب", "en": "reason"},
        facts={},
        basis=(),
        policy="iq",
        calendar_version="0",
        reference=None,
        sources=(),
    )
    return replace(made, **more)


def by_due(as_of: date, due_on: date = DUE, unit_id: str = "north") -> Assessment:
    """A duty that is never done: pending, due soon, overdue."""
    left = (due_on - as_of).days
    verdict = Verdict.OVERDUE if left < 0 else Verdict.DUE_SOON if left <= 3 else Verdict.PENDING
    return judged(REPAIR, unit_id, verdict, due_on=due_on, days=-left)


def incident(reported_on: date, period: date | None = None, number: int = 2) -> CitedSource:
    """A cited figure: of the period that began on a day, by default that of the report."""
    place = ("week.xlsx", "0" * 64, "1", "F4", reported_on, moment(reported_on), "incident")
    return CitedSource(*place, period=period or reported_on, incidents=number)


def not_kept(reported_on: date, period: date) -> dict[str, Any]:
    """What a breach rests on that was reported by its state alone."""
    place = ("week.xlsx", "0" * 64, "1", "E4", reported_on, moment(reported_on), "last")
    return {"sources": (CitedSource(*place, period=period),), "facts": {"kept": False, "state": "not_kept"}}


def result(as_of: date, assessments: Iterable[Assessment]) -> Result:
    found = tuple(assessments)
    return Result(as_of, moment(as_of), "iq", "0", found, (), Summary(len(found), {}, {}))


class Book:
    """The history of runs, kept in memory: what the outbox keeps in the store."""

    def __init__(self, given: Settings | None = None, orders: Register | None = None) -> None:
        self.settings = given or settings()
        self.register = orders or register()
        self.seen: dict[str, tuple[Seen, ...]] = {}
        self.told: dict[str, tuple[Told, ...]] = {}

    def look(self, as_of: date, *assessments: Assessment) -> list[Alert]:
        return ladder.due(result(as_of, assessments), self.register, self.settings, History(self.seen, self.told))

    def run(self, as_of: date, *assessments: Assessment) -> list[Alert]:
        """The alerts that go out, all of which arrive."""
        going = [alert for alert in self.look(as_of, *assessments) if alert.suppressed is None]
        for duty, seen in changes(result(as_of, assessments), self.seen).items():
            self.seen[duty] = joined(self.seen.get(duty, ()), seen)
        for alert in going:
            told = Told(alert.series, alert.rung, alert.anchor, alert.episode, as_of)
            self.told[alert.duty] = (*self.told.get(alert.duty, ()), told)
        return going


def steps(alerts: Iterable[Alert]) -> list[str]:
    return [alert.step for alert in alerts]
