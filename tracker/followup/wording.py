"""The words in which an ingest tells what it changed and how it understood a sheet. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.followup.records import Change, ColumnReading
from tracker.model import Flag, State, Text
from tracker.wording import FLAGS, STATES, date_text


def _pair(ar: str, en: str) -> Text:
    return {"ar": ar, "en": en}


CHANGES: Mapping[str, Text] = {
    "rewritten": FLAGS[Flag.REWRITTEN],
    "backdated": FLAGS[Flag.BACKDATED],
    "corrected_on_request": FLAGS[Flag.CORRECTED_ON_REQUEST],
    "due_date_altered": FLAGS[Flag.DUE_DATE_ALTERED],
    "replaced": _pair("حلّ محل إبلاغ من الدفعة نفسها", "replaced a report of the same batch"),
    "retracts_nothing": _pair(
        "سحبٌ لإبلاغ لم يرد بهذا التاريخ، فلم يُسحب شيء",
        "withdraws a report that never came with this date: nothing was withdrawn",
    ),
    "sent_again": _pair(
        "بلا تاريخ ويطابق ما ورد قبله، فعُدّ إعادة إرسال ولم تُحتسب أرقامه مرتين",
        "without a date and equal to the one before: taken as sent again, its figures counted once",
    ),
    "same_again": _pair(
        "بلا تاريخ ويطابق ما ورد قبله، واحتُسبت أرقامه لفترة أخرى",
        "without a date and equal to the one before: its figures counted as another period's",
    ),
}
REMEDIES: Mapping[str, Text] = {
    "retracts_nothing": _pair(
        "اكتب في أعلى الورقة تاريخ التقرير المسحوب نفسه وأعد إرسالها.",
        "Write the date of the report that is withdrawn at the top and send it again.",
    ),
    "sent_again": _pair(
        "إن كان عن فترة أخرى فاكتب تاريخ التقرير فوق الجدول وأعد إرساله.",
        "If it tells of another period, write the report date above the table and send it again.",
    ),
    "same_again": _pair(
        "إن كان إعادة للإبلاغ نفسه فاكتب تاريخ التقرير فوق الجدول وأعد إرساله.",
        "If it is the same report again, write the report date above the table and send it again.",
    ),
}
COLUMNS: Mapping[str, Text] = {
    "obligation": _pair("رمز الالتزام", "obligation"),
    "obligation_text": _pair("نص الالتزام", "text of the obligation"),
    "unit": _pair("الجهة", "unit"),
    "state": _pair("الحالة", "state"),
    "percent": _pair("نسبة الإنجاز", "progress"),
    "incidents": _pair("عدد المخالفات", "incidents"),
    "remedied": _pair("ما عولج منها", "remedied"),
    "exception_ref": _pair("سند الاستثناء", "exception reference"),
    "completed_on": _pair("تاريخ الإنجاز", "completed on"),
    "occurred_on": _pair("تاريخ الواقعة", "event date"),
    "reported_on": _pair("تاريخ التقرير", "report date"),
    "due_on": _pair("موعد الاستحقاق", "due date"),
    "evidence": _pair("الإثبات", "evidence"),
    "note": _pair("الملاحظات", "note"),
    "reporter": _pair("اسم المنظم", "reporter"),
    "approver": _pair("اسم المصادق", "approver"),
    "period": _pair("الفترة", "period"),
    "period_from": _pair("بداية الفترة", "first day of the period"),
    "period_to": _pair("نهاية الفترة", "last day of the period"),
    "event": _pair("الواقعة", "event"),
    "nil_return": _pair("لا يوجد ما يُبلَّغ عنه", "nothing to report"),
    "row_key": _pair("مفتاح الصف", "row key"),
}
HOW: Mapping[str, Text] = {
    "exact": _pair("مطابق", "exact"),
    "part": _pair("مطابق في إحدى لغتيه", "exact in one of its languages"),
    "content": _pair("من محتوى خلاياه", "by what its cells hold"),
    "near": _pair("مشابه بدرجة {score} من 100", "alike, {score} of 100"),
    "ignored": _pair("متجاوَز", "passed over"),
    "twice": _pair("متجاوَز: عنوان آخر أدل منه", "passed over: another heading names it better"),
    "unknown": _pair("غير معروف", "not known"),
}
READ_AS = _pair(
    "[{sheet}] {cell}: «{header}» يُقرأ: {column} ({how})", "[{sheet}] {cell}: “{header}” is read as {column} ({how})"
)
NOT_READ = _pair("[{sheet}] {cell}: «{header}» لا يُقرأ ({how})", "[{sheet}] {cell}: “{header}” is not read ({how})")
CHANGED = _pair(
    "{kind}: {obligation} · {unit} · {column}: كان {before}، وصار {after}",
    "{kind}: {obligation} · {unit} · {column}: was {before}, is {after}",
)
NOT_TAKEN = _pair("صفاً لم يُقبل", "a row that was not taken")
NOTHING = _pair("فارغاً", "blank")
OF_REGISTER = _pair("{value} (السجل)", "{value} (the register)")


def column_line(column: ColumnReading, language: str) -> str:
    """How one heading was understood."""
    how = HOW[column.how][language].format(score=column.score)
    named = COLUMNS[column.column][language] if column.column else ""
    sentence = (READ_AS if column.column else NOT_READ)[language]
    return sentence.format(sheet=column.sheet, cell=column.cell, header=column.header, column=named, how=how)


def change_line(change: Change, unit: Text, language: str) -> str:
    """What was said before and what is said now, with both cells."""
    line = CHANGED[language].format(
        kind=CHANGES[change.kind][language],
        obligation=change.obligation,
        unit=unit.get(language) or change.unit,
        column=COLUMNS[change.field][language],
        before=_side(change.field, change.before, language),
        after=_side(change.field, change.after, language),
    )
    remedy = REMEDIES.get(change.kind)
    return f"{line}. {remedy[language]}" if remedy else line


def _side(column: str, side: Mapping[str, Any], language: str) -> str:
    """A value and its cell. A due date of the register stands in no cell; a row not taken had no value."""
    value = side["value"]
    if side["file"] is None:
        return (
            OF_REGISTER[language].format(value=_value(column, value, language))
            if value is not None
            else NOT_TAKEN[language]
        )
    return f"{_value(column, value, language)} ({side['file']} [{side['sheet']}] {side['cell']})"


def _value(column: str, value: Any, language: str) -> str:
    if value is None:
        return NOTHING[language]
    if column == "state":
        return STATES[State(value)][language]
    if column in ("completed_on", "reported_on", "due_on", "period_from", "period_to"):
        return date_text(date.fromisoformat(value), language)
    return f"{value:g}%" if column == "percent" else str(value)
