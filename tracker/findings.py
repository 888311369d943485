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
    # --- register ----------------------------------------------------------------------------------------------
    "file-not-utf8": Code(
        E_, "الملف {file} ليس بترميز UTF-8.", "{file} is not encoded in UTF-8.",
        "احفظه من جديد بترميز UTF-8.", "Save it again as UTF-8.",
    ),
    "yaml-invalid": Code(
        E_, "خطأ في كتابة YAML في السطر {line} من {file}: {why}", "No valid YAML at line {line} of {file}: {why}",
        "راجع الإزاحة والنقطتين وعلامات الاقتباس في هذا السطر والذي قبله.",
        "Check indentation, colons and quotes on that line and the one before.",
    ),
    "yaml-empty": Code(
        E_, "الملف {file} فارغ.", "{file} is empty.", "احذفه أو اكتب فيه الأمر.", "Delete it or write the directive."
    ),
    "yaml-duplicate-key": Code(
        E_, "الحقل {key} مكرر في السطر {line} من {file}.", "The key {key} stands twice, again at line {line} of {file}.",
        "أبقِ واحداً منهما.", "Keep one of the two.",
    ),
    "field-missing": Code(
        E_, "الحقل {field} ناقص في {file}.", "The field {field} is missing in {file}.", "أضفه.", "Add it."
    ),
    "field-unknown": Code(
        E_, "حقل غير معروف في {file}: {field}", "Unknown field in {file}: {field}",
        "لعل المقصود: {near}", "Did you mean: {near}",
    ),
    "field-value": Code(
        E_, "قيمة غير مقبولة للحقل {field} في {file}: {value}", "The field {field} in {file} cannot be {value}",
        "المطلوب: {expected}", "Expected: {expected}",
    ),
    "directives-missing": Code(
        E_, "لا يوجد مجلد الأوامر {file}.", "There is no directory of directives: {file}",
        "أنشئه وضع فيه ملف YAML لكل أمر.", "Make it and put one YAML file for each directive into it.",
    ),
    "directive-unknown": Code(
        E_, "لا يوجد أمر بالمعرّف {id} ({file}).", "No directive has the identifier {id} ({file}).",
        "راجع المعرّف؛ يعرضها الأمر ‎tracker register list‎.", "Check it; tracker register list shows them all.",
    ),
    "obligation-unknown": Code(
        E_, "لا يوجد التزام بالمعرّف {id}.", "No approved obligation has the identifier {id}.",
        "لعل المقصود: {near}", "Did you mean: {near}",
    ),
    "prohibition-not-standing": Code(
        E_, "الالتزام {obligation} منعٌ ونمطه {pattern}؛ والمنع التزام مستمر دائماً.",
        "{obligation} is a prohibition with the pattern {pattern}; every prohibition is a standing duty.",
        "اكتب pattern: maintenance.", "Write pattern: maintenance.",
    ),
    "ends-before-start": Code(
        E_, "الالتزام {obligation} ينتهي في {ends_on} قبل سريانه في {start}.",
        "{obligation} ends on {ends_on}, before it takes effect on {start}.",
        "صحح أحد التاريخين.", "Correct one of the two dates.",
    ),
    "identifier-foreign": Code(
        E_, "المعرّف {obligation} لا يبدأ بمعرّف أمره {directive}.",
        "The identifier {obligation} does not begin with that of its directive, {directive}.",
        "اكتبه بالصيغة {directive}/01.", "Write it as {directive}/01.",
    ),
    "identifier-twice": Code(
        E_, "المعرّف {id} مستعمل من قبل في {first}.", "The identifier {id} is used already, in {first}.",
        "المعرّف لا يُعاد استعماله؛ أعط رقماً جديداً.", "An identifier is never used again; give a new number.",
    ),
    "already-approved": Code(
        E_, "الأمر {id} صادق عليه {by} من قبل.", "The directive {id} was approved already, by {by}.",
        "لا حاجة إلى مصادقة ثانية.", "There is nothing to approve.",
    ),
    "selects-no-unit": Code(
        E_, "الالتزام {obligation} لا يقع على أي جهة.", "No unit owes the obligation {obligation}.",
        "صحح الحقل units (id أو type أو under) أو أضف الجهة إلى units.csv.",
        "Correct its field units (id, type, under), or add the unit to units.csv.",
    ),
    "column-missing": Code(
        E_, "أعمدة ناقصة في {file}: {columns} (الموجود: {found})", "Columns are missing in {file}: {columns} (found: {found})",
        "أضفها إلى سطر العناوين.", "Add them to the header line.",
    ),
    "column-unknown": Code(
        W_, "عمود غير معروف في {file}: {column}", "Unknown column in {file}: {column}",
        "لا يُقرأ. الأعمدة المعروفة: {known}", "It is not read. Known columns: {known}",
    ),
    "row-too-long": Code(
        E_, "السطر {line} من {file} فيه {cells} خلايا والعناوين {columns}.",
        "Line {line} of {file} has {cells} cells under {columns} headings.",
        "ضع ما فيه فاصلة بين علامتي اقتباس.", "Put what holds a comma between quotes.",
    ),
    "unit-unknown": Code(
        E_, "لا توجد جهة بالمعرّف {unit} (الحقل {field}، {file}).", "No unit has the identifier {unit} (field {field}, {file}).",
        "راجع المعرّف في units.csv.", "Check the identifier in units.csv.",
    ),
    "unit-ends-before-start": Code(
        E_, "الجهة {unit} تنتهي في {end} قبل بدايتها في {start}.", "The unit {unit} ends on {end}, before it starts on {start}.",
        "صحح valid_from أو valid_to.", "Correct valid_from or valid_to.",
    ),
    "unit-cycle": Code(
        E_, "دورة في الحقل {field}: {units}", "A cycle in the field {field}: {units}",
        "صحح الحقل في إحدى هذه الجهات.", "Correct the field in one of these units.",
    ),
    "units-empty": Code(
        E_, "لا توجد جهات في {file}.", "There are no units in {file}.", "أضف جهة واحدة على الأقل.", "Add at least one unit."
    ),
    "notified-twice": Code(
        E_, "تبليغ {unit} بالأمر {directive} مذكور من قبل بتاريخ {first}.",
        "The notification of {unit} of {directive} is given already, as {first}.",
        "أبقِ سطراً واحداً.", "Keep one line.",
    ),
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
    # --- calendars (profiles, holidays, counting) ----------------------------------------------------------------
    "calendar-unknown": Code(
        E_,
        "لا يوجد تقويم باسم {calendar}.",
        "There is no calendar named {calendar}.",
        "التقاويم المعروفة: {known}",
        "Known calendars: {known}",
    ),
    "holidays-header": Code(
        E_,
        "ينقص ملف العطل {file} العمود {field}.",
        "The file of holidays {file} lacks the column {field}.",
        "يجب أن يكون السطر الأول: {expected}",
        "Its first line must be: {expected}",
    ),
    "holiday-invalid": Code(
        E_,
        "قيمة غير مقبولة في الحقل {field} من ملف العطل: {value}",
        "The field {field} of this line of the holidays cannot be {value}",
        "المطلوب: {expected}",
        "Expected: {expected}",
    ),
    "holiday-twice": Code(
        E_,
        "اليوم {day} مذكور مرتين بحالتين مختلفتين في ملف العطل (السطر {first} أيضاً).",
        "{day} stands twice in the file of holidays with different statuses (line {first} too).",
        "أبق سطراً واحداً لهذا اليوم.",
        "Keep one line for this day.",
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
