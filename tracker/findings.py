"""Every code that a user can meet: severity, text and remedy in Arabic and English.

A check is ``(records, context) -> findings``; findings are collected, never only the first. The texts are filled
with a finding's ``values``; a value that is a map by language is taken in the language of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Finding, SourceRef, Text


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. ``text`` says what is wrong, ``remedy`` what to do."""

    severity: Severity
    ar: str
    en: str
    remedy_ar: str = ""
    remedy_en: str = ""


class Refusal(Exception):
    """The command line or the project is unusable, or nothing could be taken (exit 2). Carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


E_, W_, Q_, N_ = Severity.ERROR, Severity.WARNING, Severity.QUESTION, Severity.NOTE

CODES: dict[str, Code] = {
    # --- the project -------------------------------------------------------------------------------------------
    "project-missing": Code(
        E_,
        "لا يوجد ملف tracker.toml في {dir}.",
        "There is no tracker.toml in {dir}.",
        "أعط مجلد المشروع بالخيار ‎--project‎ أو أنشئ مشروعاً بالأمر ‎tracker init {dir}‎.",
        "Name the project's directory with --project, or make one with: tracker init {dir}",
    ),
    "file-missing": Code(
        E_,
        "الملف غير موجود: {file}",
        "The file does not exist: {file}",
        "تأكد من المسار والاسم.",
        "Check the path and the name.",
    ),
    "file-unreadable": Code(
        E_,
        "تعذرت قراءة الملف {file}: {why}",
        "The file {file} cannot be read: {why}",
        "تأكد من صلاحية القراءة ومن سلامة الملف.",
        "Check that you may read it and that it is whole.",
    ),
    "file-unwritable": Code(
        E_,
        "تعذرت كتابة الملف {file}: {why}",
        "The file {file} cannot be written: {why}",
        "تأكد من صلاحية الكتابة ومن المساحة المتاحة؛ بقي الملف السابق كما هو.",
        "Check the rights and the free space; what stood there before is unchanged.",
    ),
    "toml-invalid": Code(
        E_,
        "الملف {file} ليس TOML صحيحاً: {why}",
        "{file} is no valid TOML: {why}",
        "صحح السطر المذكور.",
        "Correct the line named.",
    ),
    "setting-unknown": Code(
        E_,
        "إعداد غير معروف في {file}: {key}",
        "Unknown setting in {file}: {key}",
        "الإعدادات المقبولة هنا: {known}",
        "Settings known here: {known}",
    ),
    "setting-invalid": Code(
        E_,
        "قيمة غير مقبولة للإعداد {key} في {file}: {value}",
        "The setting {key} in {file} cannot be {value}",
        "المطلوب: {expected}",
        "Expected: {expected}",
    ),
    # --- alerts and runs (lock, alerts, run) -------------------------------------------------------------------
    "locked": Code(
        E_,
        "عملية تشغيل أخرى جارية الآن (رقم العملية والجهاز: {holder})؛ لم يُغيَّر شيء.",
        "Another run is under way (process and host: {holder}); nothing was changed.",
        "انتظر حتى تنتهي ثم أعد الأمر؛ يُرفع القفل تلقائياً عند انتهاء العملية أو توقفها.",
        "Wait until it ends and repeat the command; the lock is released by itself when the process ends.",
    ),
}


def describe(finding: Finding) -> Text:
    """The text of a finding in every language, remedy included. An unknown code is our bug and raises KeyError."""
    code = CODES[finding.code]
    return {
        tag: _fill(f"{text} {remedy}".strip(), finding.values, tag)
        for tag, text, remedy in (("ar", code.ar, code.remedy_ar), ("en", code.en, code.remedy_en))
    }


def severity(finding: Finding) -> Severity:
    return CODES[finding.code].severity


def at(code: str, source: SourceRef | None = None, /, **values: object) -> Finding:
    """Short for ``Finding(code, source, values)``, with the source's file at hand as ``{file}``."""
    if source is not None:
        values.setdefault("file", source.file)
    return Finding(code, source, values)


def _fill(template: str, values: Mapping[str, object], tag: str) -> str:
    def pick(value: object) -> object:
        if isinstance(value, Mapping):
            return value.get(tag) or next(iter(value.values()), "")
        return value

    return template.format_map({key: pick(value) for key, value in values.items()})
