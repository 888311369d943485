"""What the invented offices report, week by week: an ordinary course of things, and the planted faults.

Everything here is invented. The ordinary course is derived from check sums, never from chance, so that the same
weeks come out again; each planted fault of EXPECTED.csv is one entry of ``FAULTS`` or ``EXTRA``.
"""

from __future__ import annotations

import csv
import zlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent
WEEKS = tuple(date(2020, 8, 30) + timedelta(days=7 * n) for n in range(6))
MOI = "MOI-2020-08-20"
PM = "PM-2020-08-22"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a sheet. ``state`` and ``completed`` may be raw text where an office wrote something unreadable."""

    unit: str
    obligation: str
    reported: date
    state: str
    percent: int | None = None
    completed: date | str | None = None
    evidence: tuple[int, date] | str | None = None
    incidents: int | None = None
    remedied: int | None = None
    exception: str | None = None
    note: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    ar: str
    en: str
    type: str
    parent: str
    valid_from: date | None
    valid_to: date | None

    def exists(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@cache
def units() -> dict[str, Unit]:
    """The units of units.csv, in its order."""
    with (DATA / "units.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: _unit(row) for row in csv.DictReader(lines)}


def _unit(row: dict[str, str]) -> Unit:
    first, last = (date.fromisoformat(row[key]) if row[key] else None for key in ("valid_from", "valid_to"))
    return Unit(row["id"], row["name_ar"], row["name_en"], row["type"], row["parent"], first, last)


def week_of(unit: str, week: int) -> list[Entry]:
    """What ``unit`` reports in the sheet of week 0 to 5: the ordinary rows with the planted faults, then extra rows."""
    rows = []
    for short in OWED.get(units()[unit].type, ()) + OWED.get(unit, ()):
        fault = FAULTS.get((unit, short), {})
        change = fault.get(week, fault.get("always", {}))
        if change is not None:
            rows.append(replace(_ordinary(unit, short, week), **change))
    return rows + [entry for when, entry in EXTRA if when == week and entry.unit == unit]


def identifier(short: str) -> str:
    return f"{PM}/01" if short == "pm" else f"{MOI}/{short}"


# Which unit reports on which clause, by type or by identifier.
OWED: dict[str, tuple[str, ...]] = {
    "police_station": ("01", "06", "07"),
    "district_command": ("02", "05", "08"),
    "traffic_directorate": ("01", "02"),
    "ministry": ("04",),
    "joc": ("03", "11"),
    "boc": ("09", "10", "11", "pm"),
    "bpc": ("09", "10", "pm"),
    "int": ("09", "10", "pm"),
}


def _sum(*parts: object) -> int:
    return zlib.crc32("|".join(map(str, parts)).encode())


def _ordinary(unit: str, short: str, week: int) -> Entry:
    # Joint Operations dates its letter on the Thursday before; everyone else on the Sunday.
    reported = WEEKS[week] - timedelta(days=3) if unit == "joc" else WEEKS[week]
    entry = Entry(unit, identifier(short), reported, "kept", note=_note(unit, short, week))
    if short == "01":
        nil = 0 if _sum(unit) % 2 else None
        return replace(entry, incidents=nil, remedied=nil)
    if short == "02":
        found = (4, 2, 5, 1, 3, 2)[(week + _sum(unit)) % 6]
        return replace(entry, incidents=found, remedied=found)
    if short in ("07", "08", "10"):
        return entry
    if short in DONE_ON or short == "06":
        return _achieved(entry, short, week)
    if (unit, short) in (("joc", "03"), ("joc", "11")):
        done = {"03": date(2020, 9, 16), "11": date(2020, 8, 26)}[short]
        return _done(entry, done) if done <= reported else replace(entry, state="in_progress", percent=30 + 15 * week)
    return replace(entry, state="in_progress", percent=20 + 10 * week + _sum(unit, short) % 10)


DONE_ON = {"09": date(2020, 8, 20), "04": date(2020, 9, 1)}


def _achieved(entry: Entry, short: str, week: int) -> Entry:
    opened = DONE_ON.get(short) or date(2020, 8, 23) + timedelta(days=_sum(entry.unit, short) % 20)
    if entry.reported < opened:
        if week == 0 and _sum(entry.unit) % 3 == 0:
            return replace(entry, state="not_started", percent=0)
        return replace(entry, state="in_progress", percent=25 + 20 * week + _sum(entry.unit) % 9)
    return _done(entry, opened)


def _done(entry: Entry, completed: date) -> Entry:
    letter = 1000 + _sum(entry.unit, entry.obligation) % 900
    return replace(entry, state="done", percent=100, completed=completed, evidence=(letter, completed))


NOTES = {
    "01": ("كثفت الدوريات على الطرق الفرعية", "لم ترصد حالات", "عمل مشترك مع دوريات المرور", "تم تبليغ أصحاب المركبات"),
    "02": ("نقلت المركبات إلى ساحة الحجز", "الساحة قاربت على الامتلاء", "سلمت الوصولات لأصحابها"),
    "03": ("عقد اجتماع مع الشيوخ", "بانتظار ملاحظات القيادات", "قدمت المسودة"),
    "04": ("سمي أعضاء اللجنة", "باشرت اللجنة أعمالها", "زارت اللجنة القواطع"),
    "05": ("نفذت أوامر جديدة خلال الأسبوع", "بعض العناوين قديمة", "أعيدت أوامر إلى المحكمة لاستكمالها"),
    "06": ("السجل لدى ضابط الخفر", "نقلت إليه القضايا السابقة", "دقق من ضابط التفتيش"),
    "07": ("وزعت البطاقات على المشتكين", "طلبت كمية إضافية من البطاقات", "علق إعلان في الاستعلامات"),
    "08": ("مفرزتان في كل تقاطع", "تبديل المفارز كل ثماني ساعات", "حضر القاضي الخفر"),
    "09": ("صدر أمر التأليف", "نسب الضباط", "خصص مقر"),
    "10": ("رفع التقرير الأسبوعي", "ربط مع غرفة العمليات", "معلومات جديدة قيد التدقيق"),
    "11": ("نشرت قطعات إضافية", "خطة انتشار معدلة", "كاميرات جديدة في المركز"),
    "pm": ("التحقيق مستمر", "ضبطت مواد جرمية", "أحيلت أوراق إلى القضاء"),
}
ENGLISH = {
    "كثفت الدوريات على الطرق الفرعية": "More patrols on the side roads",
    "لم ترصد حالات": "Nothing seen",
    "عمل مشترك مع دوريات المرور": "Joint work with traffic patrols",
    "تم تبليغ أصحاب المركبات": "Owners informed",
    "نقلت المركبات إلى ساحة الحجز": "Vehicles moved to the pound",
    "الساحة قاربت على الامتلاء": "The pound is nearly full",
    "سلمت الوصولات لأصحابها": "Receipts handed to owners",
    "نفذت أوامر جديدة خلال الأسبوع": "More warrants executed this week",
    "بعض العناوين قديمة": "Some addresses are out of date",
    "أعيدت أوامر إلى المحكمة لاستكمالها": "Some warrants went back to court",
    "السجل لدى ضابط الخفر": "Register kept by the duty officer",
    "نقلت إليه القضايا السابقة": "Earlier cases copied in",
    "دقق من ضابط التفتيش": "Checked by our own auditor",
    "وزعت البطاقات على المشتكين": "Cards handed out",
    "طلبت كمية إضافية من البطاقات": "More cards ordered",
    "علق إعلان في الاستعلامات": "Notice put up at the desk",
    "مفرزتان في كل تقاطع": "Two detachments at each junction",
    "تبديل المفارز كل ثماني ساعات": "Shifts of eight hours",
    "حضر القاضي الخفر": "Duty judge present",
    "صدر أمر التأليف": "Order issued",
    "نسب الضباط": "Officers seconded",
    "خصص مقر": "Office assigned",
    "رفع التقرير الأسبوعي": "Weekly report sent up",
    "ربط مع غرفة العمليات": "Linked to the operations room",
    "معلومات جديدة قيد التدقيق": "New information being checked",
    "نشرت قطعات إضافية": "More units deployed",
    "خطة انتشار معدلة": "Deployment plan revised",
    "كاميرات جديدة في المركز": "New cameras in the centre",
    "التحقيق مستمر": "Investigation goes on",
    "ضبطت مواد جرمية": "Items seized",
    "أحيلت أوراق إلى القضاء": "Papers sent to court",
}


def _note(unit: str, short: str, week: int) -> str | None:
    """A note in about two weeks of three, never the same in two weeks running (that would look copied)."""
    pool = NOTES[short]
    if (_sum(unit, short) + week) % 3 == 0:
        return None
    return pool[(_sum(short, unit) + week) % len(pool)]


Change = dict[str, Any] | None
_SILENT: Change = None
_COPIED = {"note": "العمل جارٍ حسب التوجيه ولا توجد معوقات"}
_RUNNING = {"state": "in_progress", "percent": 60, "completed": None, "evidence": None}
_BACK = {"state": "in_progress", "percent": 70, "completed": None, "evidence": None}


def _finished(opened: date, letter: int) -> dict[str, Any]:
    return {"state": "done", "percent": 100, "completed": opened, "evidence": (letter, opened)}


def _from(week: int, change: Change, before: dict[Any, Change] | None = None) -> dict[Any, Change]:
    return {**(before or {}), **dict.fromkeys(range(week, 6), change)}


_DUE, _ALTERED = {"due": date(2020, 8, 27)}, {"due": date(2020, 9, 3)}
_CELL = {"due": date(2020, 8, 20)}
_S2 = _finished(date(2020, 9, 3), 318)
_AHEAD = {**_finished(date(2020, 10, 15), 611), "evidence": (611, date(2020, 9, 27))}

FAULTS: dict[tuple[str, str], dict[Any, Change]] = {
    ("moi", "04"): {0: _DUE, "always": {**_ALTERED, "evidence": (1187, date(2020, 9, 1))}},
    ("int", "09"): _from(2, _CELL | _BACK, {"always": _CELL}),
    ("int", "10"): _from(2, {"state": "not_kept"}),
    ("ps-n1", "01"): {2: {"exception": "السائق يحمل تخويلاً"}},
    ("ps-n2", "01"): {1: {"exception": "تخويل قيادة العمليات المشتركة 2231 في 3/9/2020"}},
    ("ps-n3", "01"): {3: {"incidents": 2, "remedied": 0}},
    ("ps-n4", "01"): {2: {"incidents": 3, "remedied": 1}, 3: {"incidents": 0, "remedied": 2}},
    ("ps-n5", "01"): {4: {"incidents": 2, "remedied": 2}},
    ("ps-n1", "06"): _from(1, _finished(date(2020, 9, 2), 0) | {"evidence": None}, {0: _RUNNING}),
    ("ps-n2", "06"): {"always": _finished(date(2020, 8, 27), 0) | {"evidence": "نعم"}},
    ("ps-n3", "06"): {"always": _finished(date(2020, 8, 15), 977)},
    ("ps-n6", "07"): {"always": _SILENT},
    ("ps-s1", "07"): _from(3, _SILENT),
    ("ps-s2", "06"): _from(3, _BACK, {0: _RUNNING, 1: _S2, 2: _S2}),
    ("ps-s3", "06"): {"always": _finished(date(2020, 8, 29), 402) | {"percent": 80}},
    ("ps-s4", "06"): {
        "always": _RUNNING,
        4: _finished(date(2020, 10, 15), 611) | {"evidence": (611, date(2020, 9, 27))},
    },
    ("ps-s5", "07"): {2: {"state": "not_kept"}},
    ("ps-s6", "07"): {1: {"state": "not_kept"}},
    ("ps-c1", "06"): {"always": _RUNNING, 5: _finished(date(2020, 9, 30), 745) | {"completed": "31/9/2020"}},
    ("ps-c2", "06"): {
        "always": _finished(date(2020, 8, 23), 530),
        0: _RUNNING,
        1: _RUNNING,
        2: _finished(date(2020, 8, 23), 530) | {"completed": "32/8/2020"},
    },
    ("ps-c3", "07"): _from(4, {"state": "على أحسن ما يرام"}),
    ("ps-c4", "07"): _from(3, {"obligation": f"{MOI}/70"}),
    ("ps-c5", "07"): {1: _SILENT},
    ("ps-c6", "01"): {
        1: {"exception": "بموجب تخويل"},
        3: {"exception": "تخويل قيادة العمليات المشتركة 2418 في 14/9/2020"},
    },
    ("ps-e1", "07"): _from(3, _COPIED),
    ("ps-e2", "06"): _from(1, _finished(date(2020, 9, 5), 689) | {"completed": None}, {0: _RUNNING}),
    ("ps-e3", "06"): {"always": _RUNNING, 5: _RUNNING | {"percent": 100}},
    ("ps-e4", "07"): _from(2, _SILENT, {1: {"state": "not_kept"}}),
    ("ps-e5", "07"): {5: {"state": "not_applicable"}},
    ("ps-e6", "06"): {"always": _SILENT},
    ("ps-w1", "06"): _from(2, _SILENT, {"always": _RUNNING}),
    ("ps-w2", "07"): {5: {"state": "in_progress"}},
    ("ps-w4", "06"): {"always": _finished(date(2020, 8, 28), 266)},
    ("ps-w6", "06"): {"always": _finished(date(2020, 8, 30), 804)},
    ("ps-w6", "07"): {2: {"state": "not_kept"}},
    # No fault: a station opened on 10 September does not owe what had to be done once by those of August.
    ("ps-c7", "06"): {"always": _SILENT},
    ("sec-n", "02"): {4: {"incidents": 4, "remedied": 2}, 5: {"incidents": 3, "remedied": 3}},
    ("sec-s", "02"): {1: {"incidents": 5, "remedied": 3}, 2: {"incidents": 4, "remedied": 6}},
    ("sec-e", "08"): {"always": _SILENT},
    ("sec-w", "08"): _from(2, _SILENT),
    ("sec-c", "08"): {5: {"state": "not_kept", "note": "لم يحضر قاضٍ في التقاطعات"}},
    ("bpc", "pm"): {"always": _SILENT},
}

# Rows of an earlier report date that stand in a later sheet.
EXTRA: tuple[tuple[int, Entry], ...] = (
    (3, Entry("ps-s6", f"{MOI}/07", WEEKS[1], "kept", note="كثفت الدوريات على الطرق الفرعية")),
    (
        3,
        Entry("ps-c2", f"{MOI}/06", WEEKS[2], "done", 100, date(2020, 8, 23), (530, date(2020, 8, 23)), note="تصحيح"),
    ),
    (3, Entry("ps-c5", f"{MOI}/07", WEEKS[1], "kept", note="لم يصل موقف الأسبوع الثاني")),
)

# The inspection of 30 September: another sender, of a higher rank.
INSPECTION_ON = date(2020, 9, 30)
INSPECTION = (
    Entry("ps-w3", f"{MOI}/01", INSPECTION_ON, "not_kept", note="شوهدت مركبات بلا لوحات أمام المركز"),
    Entry("ps-w4", f"{MOI}/06", INSPECTION_ON, "not_started", note="لا وجود للسجل في المركز عند الزيارة"),
    Entry("ps-w5", f"{MOI}/07", INSPECTION_ON, "kept", note="عينة من عشر بطاقات"),
)
