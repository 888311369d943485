"""A small world of the report's own: two orders, a tree of units, and one judged duty of every kind. All invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from tracker.assess.result import Rate, Result, Summary
from tracker.calendars.profiles import profile
from tracker.config import Settings
from tracker.findings import CODES
from tracker.model import (
    Approval,
    Assessment,
    CitedSource,
    Directive,
    Finding,
    Flag,
    Modality,
    Obligation,
    Pattern,
    SourceRef,
    Strength,
    Unit,
    Verdict,
)
from tracker.register import Register, UnitTree

AS_OF = date(2020, 10, 5)
KNOWN_AT = datetime(2020, 10, 5, 9, 0, tzinfo=timezone(timedelta(hours=3)))
SHA = "9f2c" * 16
ROOT = Path("/project")

STATIONS = ("الزيتون", "البرتقال", "السنديان", "الغدير", "النورس")


def unit(id_: str, ar: str, en: str, type_: str, parent: str | None = None) -> Unit:
    return Unit(id_, {"ar": ar, "en": en}, type_, parent, SourceRef("/project/units.csv", line=2))


def tree() -> UnitTree:
    """A ministry by itself; a command over a directorate over two sectors with stations."""
    units = [
        unit("min", "الوزارة", "The Ministry", "ministry"),
        unit("cmd", "القيادة المشتركة", "Joint Command", "command"),
        unit("dir", "مديرية شرطة المحافظة", "Province Police Directorate", "directorate", "cmd"),
        unit("sec-a", "قاطع الأنهار", "Rivers Sector", "sector", "dir"),
        unit("sec-b", "قاطع التلال", "Hills Sector", "sector", "dir"),
    ]
    units += [
        unit(f"st-a{i}", f"مركز شرطة {name}", f"Station A{i}", "station", "sec-a") for i, name in enumerate(STATIONS)
    ]
    units += [
        unit(f"st-b{i}", f"مركز شرطة {name} الثاني", f"Station B{i}", "station", "sec-b")
        for i, name in enumerate(STATIONS)
    ]
    return UnitTree(units)


def obligation(directive: str, number: int, ar: str, en: str, pattern: Pattern, **more: object) -> Obligation:
    id_ = f"{directive}/{number:02}"
    return Obligation(
        id_,
        directive,
        {"ar": ar, "en": en},
        SourceRef(f"/project/directives/{directive}.yaml", line=9),
        pattern=pattern,
        **more,
    )  # type: ignore[arg-type]


def directives() -> tuple[Directive, ...]:
    first = "MIN-2020-08-20"
    second = "CAB-2020-08-22"
    place = SourceRef(f"/project/directives/{first}.yaml", sha256=SHA)
    return (
        Directive(
            first,
            {"ar": "وزير في حكومة افتراضية", "en": "Minister of an invented government"},
            date(2020, 8, 20),
            place,
            (
                obligation(
                    first,
                    1,
                    "منع سير المركبات بلا لوحات",
                    "No vehicle without plates may circulate",
                    Pattern.MAINTENANCE,
                    modality=Modality.PROHIBITION,
                ),
                obligation(
                    first,
                    2,
                    "فتح سجل أساس في كل مركز",
                    "Open a base register in every station",
                    Pattern.ACHIEVEMENT,
                    quote="ويُفتح في كل مركز سجل أساس.",
                ),
                obligation(
                    first, 3, "إرسال لجنة خلال سبعة أيام", "Send a committee within seven days", Pattern.ACHIEVEMENT
                ),
            ),
            Approval("رئيس الشعبة", date(2020, 8, 23)),
            {"ar": "أوامر الزيارة", "en": "Orders of the visit"},
            "1187",
        ),
        Directive(
            second,
            {"ar": "رئيس حكومة افتراضية", "en": "Head of an invented government"},
            date(2020, 8, 22),
            SourceRef(f"/project/directives/{second}.yaml", sha256=SHA),
            (
                obligation(
                    second, 1, "كشف الجناة بأسرع وقت", "Uncover the culprits as fast as possible", Pattern.ACHIEVEMENT
                ),
                obligation(
                    second,
                    2,
                    "لا تهاون مع المقصرين",
                    "No leniency with those who fail",
                    Pattern.MAINTENANCE,
                    strength=Strength.EXHORTATION,
                ),
            ),
            Approval("رئيس الشعبة", date(2020, 8, 23)),
        ),
    )


def cited(
    cell: str = "D14", role: str = "last", file: str = "/project/status/2020-09-27/قاطع الأنهار.xlsx"
) -> CitedSource:
    return CitedSource(
        file, SHA, "الأسبوع السادس", cell, date(2020, 9, 27), datetime(2020, 9, 28, 6, 0, tzinfo=UTC), role
    )


def assessment(obligation_id: str, unit_id: str, verdict: Verdict, **more: object) -> Assessment:
    """One judged duty with plausible values; ``more`` replaces any of them."""
    made = Assessment(
        obligation=obligation_id,
        directive=obligation_id.partition("/")[0],
        unit=unit_id,
        occurrence=None,
        event=None,
        pattern=Pattern.ACHIEVEMENT,
        verdict=verdict,
        rule=6,
        flags=(),
        count=None,
        effective_on=date(2020, 8, 20),
        due_on=date(2020, 8, 27),
        original_due_on=date(2020, 8, 27),
        review_on=None,
        window_ends_on=None,
        days=None,
        completed_on=None,
        last_reported_on=date(2020, 9, 27),
        reason={"ar": f"سبب الحكم على {obligation_id} في 27 أيلول 2020.", "en": f"Why {obligation_id} was judged so."},
        facts={},
        basis=(
            {"ar": "يبدأ العد من الخميس 20 آب 2020 ولا يُحسب", "en": "Counted from Thu 20 Aug 2020, itself not counted"},
            {"ar": "الاستحقاق: الخميس 27 آب 2020", "en": "Due: Thu 27 Aug 2020"},
        ),
        policy="iq",
        calendar_version="iq-2020.1",
        reference=None,
        sources=(cited(),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def assessments() -> tuple[Assessment, ...]:
    ban, book, committee, culprits = "MIN-2020-08-20/01", "MIN-2020-08-20/02", "MIN-2020-08-20/03", "CAB-2020-08-22/01"
    standing = {"pattern": Pattern.MAINTENANCE, "due_on": None, "original_due_on": None, "basis": ()}
    none = {"sources": (), "last_reported_on": None}
    made = [
        assessment(
            culprits, "dir", Verdict.REVIEW_DUE, due_on=None, original_due_on=None, review_on=date(2020, 8, 29), rule=10
        ),
        assessment(ban, "sec-a", Verdict.BREACHED, count=3, rule=12, **standing),
        assessment(ban, "st-a0", Verdict.COMPLIANT, rule=15, flags=(Flag.WAS_BREACHED, Flag.COPIED), **standing),
        assessment(ban, "st-a1", Verdict.LAPSED, rule=14, flags=(Flag.STALE,), **standing),
        assessment(ban, "st-b0", Verdict.UNREPORTED, rule=13, flags=(Flag.NEVER_REPORTED,), **{**standing, **none}),
        assessment(ban, "st-b1", Verdict.PENDING, rule=16, **{**standing, **none}),
        assessment(
            book,
            "st-a0",
            Verdict.MET,
            completed_on=date(2020, 8, 25),
            sources=(cited(), cited("F14", "evidence"), cited("E14", "completion")),
        ),
        assessment(
            book,
            "st-a1",
            Verdict.MET_LATE,
            completed_on=date(2020, 9, 1),
            days=5,
            rule=7,
            flags=(Flag.DUE_DATE_ALTERED,),
        ),
        assessment(book, "st-a2", Verdict.OVERDUE, days=39, rule=8, flags=(Flag.REOPENED, Flag.REWRITTEN)),
        assessment(book, "st-a3", Verdict.OVERDUE, days=11, rule=8, due_on=date(2020, 9, 24)),
        assessment(book, "st-a4", Verdict.CLAIMED, rule=5, flags=(Flag.COMPLETED_BEFORE_ORDER,)),
        assessment(book, "st-b0", Verdict.DUE_SOON, rule=9, days=-2, due_on=date(2020, 10, 7)),
        assessment(book, "st-b1", Verdict.WAIVED, rule=2, reference="كتاب 77 في 2020-09-19"),
        assessment(book, "st-b2", Verdict.SUSPENDED, rule=3),
        assessment(book, "st-b3", Verdict.ENDED, rule=4),
        assessment(book, "st-b4", Verdict.NOT_IN_FORCE, rule=1, **none),
        assessment(
            committee,
            "min",
            Verdict.MET_LATE,
            completed_on=date(2020, 9, 1),
            days=5,
            rule=7,
            flags=(Flag.ASSUMED_DEADLINE,),
        ),
    ]
    return tuple(sorted(made, key=lambda a: (a.obligation, a.unit)))


def result(judged: Sequence[Assessment] | None = None, findings: tuple[Finding, ...] | None = None) -> Result:
    judged = tuple(assessments() if judged is None else judged)
    counts = Counter(a.verdict for a in judged)
    rates = {"on_time": Rate(1, 6), "kept": Rate(1, 4), "reporting": Rate(5, 9), "verified": Rate(0, 0)}
    if findings is None:
        findings = (Finding("file-missing", SourceRef("/project/status/x.xlsx"), {"file": "/project/status/x.xlsx"}),)
    assert all(f.code in CODES for f in findings)
    total, title = Summary(len(judged), counts, rates), profile("iq").title
    return Result(AS_OF, KNOWN_AT, "iq", "iq-2020.1", judged, (), total, findings, policy_title=title)


def register(units: UnitTree | None = None, orders: tuple[Directive, ...] | None = None) -> Register:
    return Register(directives() if orders is None else orders, tree() if units is None else units, {})


def settings(**more: object) -> Settings:
    made = Settings(
        root=ROOT,
        name={"ar": "مشروع تجريبي", "en": "A project for tests"},
        banner={"ar": "بيانات افتراضية", "en": "invented data"},
    )
    return replace(made, **more)  # type: ignore[arg-type]
