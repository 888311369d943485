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
    """The command line or the project is unusable, or nothing could be taken (exit 2). The findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


E_, W_, Q_, N_ = Severity.ERROR, Severity.WARNING, Severity.QUESTION, Severity.NOTE

CODES: dict[str, Code] = {
    # --- register ----------------------------------------------------------------------------------------------
    "file-not-utf8": Code(
        E_,
        "الملف {file} ليس بترميز UTF-8.",
        "{file} is not encoded in UTF-8.",
        "احفظه من جديد بترميز UTF-8.",
        "Save it again as UTF-8.",
    ),
    "yaml-invalid": Code(
        E_,
        "خطأ في كتابة YAML في السطر {line} من {file}: {why}",
        "No valid YAML at line {line} of {file}: {why}",
        "راجع الإزاحة والنقطتين وعلامات الاقتباس في هذا السطر والذي قبله.",
        "Check indentation, colons and quotes on that line and the one before.",
    ),
    "yaml-empty": Code(
        E_, "الملف {file} فارغ.", "{file} is empty.", "احذفه أو اكتب فيه الأمر.", "Delete it or write the directive."
    ),
    "yaml-duplicate-key": Code(
        E_,
        "الحقل {key} مكرر في السطر {line} من {file}.",
        "The key {key} stands twice, again at line {line} of {file}.",
        "أبقِ واحداً منهما.",
        "Keep one of the two.",
    ),
    "field-missing": Code(
        E_, "الحقل {field} ناقص في {file}.", "The field {field} is missing in {file}.", "أضفه.", "Add it."
    ),
    "field-unknown": Code(
        E_,
        "حقل غير معروف في {file}: {field}",
        "Unknown field in {file}: {field}",
        "لعل المقصود: {near}",
        "Did you mean: {near}",
    ),
    "field-value": Code(
        E_,
        "قيمة غير مقبولة للحقل {field} في {file}: {value}",
        "The field {field} in {file} cannot be {value}",
        "المطلوب: {expected}",
        "Expected: {expected}",
    ),
    "directives-missing": Code(
        E_,
        "لا يوجد مجلد الأوامر {file}.",
        "There is no directory of directives: {file}",
        "أنشئه وضع فيه ملف YAML لكل أمر.",
        "Make it and put one YAML file for each directive into it.",
    ),
    "directive-unknown": Code(
        E_,
        "لا يوجد أمر بالمعرّف {id} ({file}).",
        "No directive has the identifier {id} ({file}).",
        "راجع المعرّف؛ يعرضها الأمر ‎tracker register list‎.",
        "Check it; tracker register list shows them all.",
    ),
    "obligation-unknown": Code(
        E_,
        "لا يوجد التزام بالمعرّف {id}.",
        "No approved obligation has the identifier {id}.",
        "لعل المقصود: {near}",
        "Did you mean: {near}",
    ),
    "order-without-obligations": Code(
        E_,
        "لم يُعثر في {file} على أمر.",
        "No order was found in {file}.",
        "إن كان فيه أمر فاكتبه في ملف YAML بيدك.",
        "If it holds one, write it as YAML by hand.",
    ),
    "order-name-taken": Code(
        E_,
        "في المشروع نص آخر بالاسم نفسه: {kept}",
        "The project holds another text of that name: {kept}",
        "أعد تسمية الملف {file}.",
        "Rename {file}.",
    ),
    "deadline-unusable": Code(
        E_,
        "موعد الالتزام {obligation} لا يمكن حسابه: {why}",
        "The deadline of {obligation} cannot be counted: {why}",
        "صحح الحقل deadline.",
        "Correct its field deadline.",
    ),
    "unit-not-known": Code(
        E_,
        "لا توجد جهة بالمعرّف {unit}.",
        "No unit has the identifier {unit}.",
        "لعل المقصود: {near}",
        "Did you mean: {near}",
    ),
    "directive-not-found": Code(
        E_,
        "لا يوجد أمر بالمعرّف {id}.",
        "No directive has the identifier {id}.",
        "لعل المقصود: {near}",
        "Did you mean: {near}",
    ),
    "no-such-duty": Code(
        E_,
        "لا واجب على الجهة {unit} من الالتزام {obligation}.",
        "{unit} has no such duty of the obligation {obligation}.",
        "اعرض الجهات المكلفة بالأمر ‎tracker explain {obligation}‎.",
        "tracker explain {obligation} shows who owes it.",
    ),
    "prohibition-not-standing": Code(
        E_,
        "الالتزام {obligation} منعٌ ونمطه {pattern}؛ والمنع التزام مستمر دائماً.",
        "{obligation} is a prohibition with the pattern {pattern}; every prohibition is a standing duty.",
        "اكتب pattern: maintenance.",
        "Write pattern: maintenance.",
    ),
    "ends-before-start": Code(
        E_,
        "الالتزام {obligation} ينتهي في {ends_on} قبل سريانه في {start}.",
        "{obligation} ends on {ends_on}, before it takes effect on {start}.",
        "صحح أحد التاريخين.",
        "Correct one of the two dates.",
    ),
    "identifier-foreign": Code(
        E_,
        "المعرّف {obligation} لا يبدأ بمعرّف أمره {directive}.",
        "The identifier {obligation} does not begin with that of its directive, {directive}.",
        "اكتبه بالصيغة {directive}/01.",
        "Write it as {directive}/01.",
    ),
    "identifier-twice": Code(
        E_,
        "المعرّف {id} مستعمل من قبل في {first}.",
        "The identifier {id} is used already, in {first}.",
        "المعرّف لا يُعاد استعماله؛ أعط رقماً جديداً.",
        "An identifier is never used again; give a new number.",
    ),
    "already-approved": Code(
        E_,
        "الأمر {id} صادق عليه {by} من قبل.",
        "The directive {id} was approved already, by {by}.",
        "لا حاجة إلى مصادقة ثانية.",
        "There is nothing to approve.",
    ),
    "selects-no-unit": Code(
        E_,
        "الالتزام {obligation} لا يقع على أي جهة.",
        "No unit owes the obligation {obligation}.",
        "صحح الحقل units (id أو type أو under) أو أضف الجهة إلى units.csv.",
        "Correct its field units (id, type, under), or add the unit to units.csv.",
    ),
    "column-missing": Code(
        E_,
        "أعمدة ناقصة في {file}: {columns} (الموجود: {found})",
        "Columns are missing in {file}: {columns} (found: {found})",
        "أضفها إلى سطر العناوين.",
        "Add them to the header line.",
    ),
    "column-unknown": Code(
        W_,
        "عمود غير معروف في {file}: {column}",
        "Unknown column in {file}: {column}",
        "لا يُقرأ. الأعمدة المعروفة: {known}",
        "It is not read. Known columns: {known}",
    ),
    "row-too-long": Code(
        E_,
        "السطر {line} من {file} فيه {cells} خلايا والعناوين {columns}.",
        "Line {line} of {file} has {cells} cells under {columns} headings.",
        "ضع ما فيه فاصلة بين علامتي اقتباس.",
        "Put what holds a comma between quotes.",
    ),
    "unit-unknown": Code(
        E_,
        "لا توجد جهة بالمعرّف {unit} (الحقل {field}، {file}).",
        "No unit has the identifier {unit} (field {field}, {file}).",
        "راجع المعرّف في units.csv.",
        "Check the identifier in units.csv.",
    ),
    "unit-ends-before-start": Code(
        E_,
        "الجهة {unit} تنتهي في {end} قبل بدايتها في {start}.",
        "The unit {unit} ends on {end}, before it starts on {start}.",
        "صحح valid_from أو valid_to.",
        "Correct valid_from or valid_to.",
    ),
    "unit-cycle": Code(
        E_,
        "دورة في الحقل {field}: {units}",
        "A cycle in the field {field}: {units}",
        "صحح الحقل في إحدى هذه الجهات.",
        "Correct the field in one of these units.",
    ),
    "units-empty": Code(
        E_,
        "لا توجد جهات في {file}.",
        "There are no units in {file}.",
        "أضف جهة واحدة على الأقل.",
        "Add at least one unit.",
    ),
    "notified-twice": Code(
        E_,
        "تبليغ {unit} بالأمر {directive} مذكور من قبل بتاريخ {first}.",
        "The notification of {unit} of {directive} is given already, as {first}.",
        "أبقِ سطراً واحداً.",
        "Keep one line.",
    ),
    # --- assess ------------------------------------------------------------------------------------------------
    "pattern-not-assessed": Code(
        W_,
        "الالتزام {obligation} دوري، والحكم على الالتزامات الدورية غير متوفر في هذا الإصدار؛ لم يُقيَّم.",
        "{obligation} is periodic; this version does not judge periodic obligations. It was not assessed.",
        "",
        "",
    ),
    "changes-not-applied": Code(
        W_,
        "على الالتزام {obligation} تعديلات لا يطبقها هذا الإصدار؛ قُيِّم بنصه الأصلي.",
        "{obligation} has changes that this version does not apply; it was assessed as first ordered.",
        "",
        "",
    ),
    # --- starting ----------------------------------------------------------------------------------------------
    "directory-not-empty": Code(
        E_,
        "المجلد {file} ليس فارغاً؛ لم يُكتب فيه شيء.",
        "The directory {file} is not empty; nothing was written.",
        "اختر مجلداً جديداً.",
        "Name a new directory.",
    ),
    "schema-unknown": Code(
        E_, "لا يوجد وصف باسم {name}.", "There is no schema named {name}.", "الموجود: {known}", "There are: {known}"
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
    "holiday-beside": Code(
        Q_,
        "عطلة {name} رسمية في {day}، وما زالت محسوبة في {other} أيضاً ({status}).",
        "{name} is official on {day} and still counts on {other} too ({status}).",
        "إن كان {other} يوم دوام فأضف إلى ملف العطل سطراً حالته working لهذا اليوم.",
        "If {other} is a working day, add a line with the status working for it to the file of holidays.",
    ),
    # --- alerts and runs (lock, alerts, run) -------------------------------------------------------------------
    "locked": Code(
        E_,
        "عملية تشغيل أخرى جارية الآن (رقم العملية والجهاز: {holder})؛ لم يُغيَّر شيء.",
        "Another run is under way (process and host: {holder}); nothing was changed.",
        "انتظر حتى تنتهي ثم أعد الأمر؛ يُرفع القفل تلقائياً عند انتهاء العملية أو توقفها.",
        "Wait until it ends and repeat the command; the lock is released by itself when the process ends.",
    ),
    "alert-sender-missing": Code(
        E_,
        "البريد مهيأ للإرسال في {file} من غير عنوان مرسِل صحيح: ‏alerts.sender = {value}‏",
        "Mail is configured in {file} without a valid sender: alerts.sender = {value}",
        'اكتب عنواناً واحداً، مثل ‎sender = "followup@example.org"‎ في القسم ‎[alerts]‎.',
        'Write one address, such as sender = "followup@example.org" in section [alerts].',
    ),
    "secret-missing": Code(
        E_,
        "متغير البيئة {name} المذكور في {file} غير موجود أو فارغ.",
        "The environment variable {name}, named in {file}, is not set or empty.",
        "عيّنه في بيئة التشغيل (وفي ‎crontab‎ أيضاً)؛ لا تكتب كلمة السر في الملف.",
        "Set it where the command runs (in the crontab too); never write the password into the file.",
    ),
    "smtp-in-clear": Code(
        E_,
        "في {file} اسم مستخدم لخادم البريد {host} من غير تشفير؛ لن تُرسل كلمة السر مكشوفة.",
        "{file} names a user for the mail server {host} without encryption; no password is sent in the clear.",
        'اكتب ‎tls = "starttls"‎ أو ‎tls = "tls"‎ في القسم ‎[alerts.smtp]‎.',
        'Write tls = "starttls" or tls = "tls" in section [alerts.smtp].',
    ),
    "path-unschedulable": Code(
        E_,
        "مسار المشروع {file} لا يصلح لسطر في crontab: فيه رمز غير مطبوع أو يتجاوز السطر {limit} بايت.",
        "The project's path {file} cannot stand in a crontab: it holds a line break or the line exceeds {limit} bytes.",
        "انقل المشروع إلى مسار أقصر من غير رموز خاصة.",
        "Move the project to a shorter path without control characters.",
    ),
    "run-ingested": Code(
        N_,
        "الملفات الجديدة {read}، المعروفة من قبل {known}، المرفوضة {refused}؛ "
        "الأسطر المقبولة {accepted}، المرفوضة {rejected}، المطروحة أسئلةً {question}.",
        "New files {read}, known before {known}, refused {refused}; "
        "rows accepted {accepted}, rejected {rejected}, with a question {question}.",
    ),
    "run-nothing-received": Code(
        N_,
        "لا ملفات في مجلد الموقف {file}.",
        "There are no files in the status directory {file}.",
    ),
    "run-checked": Code(
        N_,
        "حُكم على {duties} حتى {day}.",
        "{duties} judged as of {day}.",
    ),
    "run-reported": Code(
        N_,
        "كُتب {file}",
        "Written: {file}",
    ),
    "run-alerted": Code(
        N_,
        "الرسائل المسلَّمة {sent}، المتعذرة {failed}؛ "
        "التنبيهات الجديدة {alerts}، المحجوبة لسبب {suppressed}، المرسلة من قبل {told}.",
        "Messages delivered {sent}, failed {failed}; "
        "new alerts {alerts}, withheld for a reason {suppressed}, told before {told}.",
    ),
    "run-alerted-as-recorded": Code(
        W_,
        "تعذر الحكم في هذا التشغيل؛ سُلِّم ما كان مسجلاً من قبل كما هو.",
        "Nothing could be judged in this run; what was recorded before was delivered as it was.",
    ),
    "alert-withheld": Code(
        W_,
        "{alerts} لم تُرسل: {reason}",
        "{alerts} not sent: {reason}",
        "صحح البريد في units.csv أو في القسم ‎[alerts]‎؛ يُرسل ما بقي قائماً في التشغيل القادم.",
        "Correct the addresses in units.csv or in section [alerts]; what is still true goes out with the next run.",
    ),
    "delivery-failed": Code(
        W_,
        "تعذر التسليم إلى {recipient} عبر {channel}: {why}",
        "Could not deliver to {recipient} over {channel}: {why}",
        "يُعاد في التشغيل القادم.",
        "It is tried again in the next run.",
    ),
    "delivery-dead": Code(
        E_,
        "تُركت رسالة إلى {recipient} عبر {channel} بعد محاولات بلا جواب: {why}",
        "A message to {recipient} over {channel} was given up after attempts without an answer: {why}",
        "تأكد من خادم البريد ومن وصول الرسالة {id}.",
        "Check the mail server, and whether message {id} has arrived.",
    ),
    "stage-skipped": Code(
        W_,
        "لم تُنفذ هذه المرحلة لأن مرحلة {stage} قبلها تعذرت.",
        "This stage was left out because {stage} before it failed.",
        "عالج ما ذُكر في المرحلة السابقة ثم أعد التشغيل.",
        "Mend what the earlier stage names and run again.",
    ),
    "stage-fault": Code(
        E_,
        "عطل في البرنامج لا في بياناتك ({error})؛ التفاصيل في {file}.",
        "A fault of tracker, not of your data ({error}); the details are in {file}.",
        "أرسل السجل إلى القائم على البرنامج.",
        "Send the log to the maintainer of the program.",
    ),
    # --- followup (sheets, columns, values, matching, ledger) ----------------------------------------------------
    "sheet-encrypted": Code(
        E_,
        "الملف {file} محمي بكلمة مرور فتعذرت قراءته.",
        "{file} is protected by a password and cannot be read.",
        "احفظه من غير كلمة مرور ثم أعد إرساله.",
        "Save it without a password and send it again.",
    ),
    "sheet-unreadable": Code(
        E_,
        "الملف {file} تالف أو ناقص: {why}",
        "{file} is damaged or incomplete: {why}",
        "افتحه في برنامج الجداول واحفظه من جديد، أو اطلب إعادة إرساله.",
        "Open it in a spreadsheet program and save it anew, or have it sent again.",
    ),
    "sheet-format": Code(
        E_,
        "محتوى الملف {file} ليس جدولاً من الأنواع المعروفة ({known}).",
        "The content of {file} is no spreadsheet of a known kind ({known}).",
        "احفظه بصيغة xlsx أو ods أو csv.",
        "Save it as xlsx, ods or csv.",
    ),
    "sheet-too-large": Code(
        E_,
        "الملف {file} أكبر مما يُقبل: {size}، والحد {limit}.",
        "{file} is larger than is accepted: {size}, the limit is {limit}.",
        "احذف الصفوف والأعمدة الفارغة المنسقة أو قسّم الملف.",
        "Delete formatted but empty rows and columns, or split the file.",
    ),
    "sheet-empty": Code(
        E_,
        "لا بيانات في الملف {file}.",
        "There is nothing in {file}.",
        "تأكد من أنك أرسلت الملف المقصود.",
        "Check that this is the file you meant to send.",
    ),
    "header-missing": Code(
        E_,
        "لم يُعثر في {file} على صف عناوين يضم الالتزام أو الجهة مع الحالة أو الأرقام.",
        "No header row was found in {file}: it must name the obligation or the unit, and the state or the figures.",
        "استعمل نموذج المتابعة (tracker template) أو أضف أسماء أعمدتكم في tracker.toml تحت [lexicon.columns].",
        "Use the workbook of: tracker template; or add your column names to tracker.toml under [lexicon.columns].",
    ),
    "sheet-skipped": Code(
        N_,
        "لم تُقرأ الورقة «{sheet}» لأنها بلا صف عناوين معروف.",
        "The sheet “{sheet}” was not read: it has no header row that is known.",
    ),
    "sheet-hidden": Code(
        W_,
        "الورقة «{sheet}» مخفية وقد قُرئت.",
        "The sheet “{sheet}” is hidden; it was read.",
        "أظهرها أو احذفها قبل الإرسال.",
        "Show it or delete it before sending.",
    ),
    "date-invalid": Code(
        E_,
        "«{value}» ليس تاريخاً موجوداً.",
        "“{value}” is no date that exists.",
        "اكتب اليوم والشهر والسنة، مثل 27/8/2020.",
        "Write day, month and year, as in 27/8/2020.",
    ),
    "date-out-of-range": Code(
        E_,
        "التاريخ «{value}» خارج المدى المقبول ({first} – {last}).",
        "The date “{value}” is outside the range that is accepted ({first} – {last}).",
        "صحح السنة.",
        "Correct the year.",
    ),
    "date-hijri": Code(
        E_,
        "التاريخ «{value}» يبدو هجرياً.",
        "The date “{value}” looks like a Hijri date.",
        "اكتب التاريخ الميلادي المقابل.",
        "Write the Gregorian date.",
    ),
    "date-ambiguous": Code(
        Q_,
        "«{value}» يحتمل تاريخين، وفي العمود نفسه ما يدل على الترتيبين.",
        "“{value}” can be two dates, and the same column shows both orders of day and month.",
        "اكتب التاريخ بالصيغة 2020-08-27.",
        "Write the date as 2020-08-27.",
    ),
    "percent-invalid": Code(
        E_,
        "«{value}» ليست نسبة بين 0 و100.",
        "“{value}” is no percentage between 0 and 100.",
        "اكتب رقماً مثل 75 أو 75%.",
        "Write a number such as 75 or 75%.",
    ),
    "number-invalid": Code(
        E_,
        "«{value}» ليس عدداً صحيحاً غير سالب.",
        "“{value}” is no whole number from 0 up.",
        "اكتب عدداً مثل 0 أو 3.",
        "Write a number such as 0 or 3.",
    ),
    "state-unreadable": Code(
        E_,
        "لم تُفهم الحالة «{value}».",
        "The state “{value}” is not understood.",
        "اختر إحدى الحالات: {known}؛ أو أضف عبارتكم في tracker.toml تحت [lexicon.states].",
        "Choose one of: {known}; or add your wording to tracker.toml under [lexicon.states].",
    ),
    "state-missing": Code(
        E_,
        "في الصف بيانات بلا حالة.",
        "The row has entries but no state.",
        "اكتب الحالة: {known}.",
        "Enter the state: {known}.",
    ),
    "cell-error": Code(
        E_,
        "في الخلية خطأ حسابي: {value}",
        "The cell shows an error value: {value}",
        "اكتب القيمة نفسها بدل المعادلة.",
        "Write the value itself in place of the formula.",
    ),
    "formula-without-value": Code(
        E_,
        "في الخلية معادلة لم تُحفظ نتيجتها: {value}",
        "The cell holds a formula without a saved result: {value}",
        "افتح الملف في برنامج الجداول واحفظه، أو اكتب القيمة نفسها.",
        "Open the file in a spreadsheet program and save it, or write the value itself.",
    ),
    "retraction-without-note": Code(
        E_,
        "سحب التقرير يحتاج إلى ملاحظة تبين السبب.",
        "Withdrawing a report needs a note that says why.",
        "اكتب سبب السحب في عمود الملاحظات.",
        "Write the reason in the column for notes.",
    ),
    "completed-in-future": Code(
        E_,
        "تاريخ الإنجاز {value} يقع بعد تاريخ التقرير {reported_on}؛ حُفظ الصف ولم يُعتدّ به.",
        "The completion date {value} lies after the report's own date {reported_on}; the row is kept, not believed.",
        "صحح أحد التاريخين.",
        "Correct one of the two dates.",
    ),
    "period-invalid": Code(
        E_,
        "الفترة «{value}» غير مفهومة أو أن نهايتها قبل بدايتها.",
        "The period “{value}” is not understood, or ends before it begins.",
        "اكتبها مثل 2020-08-23/2020-08-29.",
        "Write it as 2020-08-23/2020-08-29.",
    ),
    "obligation-unmatched": Code(
        Q_,
        "لا يطابق «{value}» التزاماً واحداً بعينه في السجل.",
        "“{value}” does not match one obligation of the register.",
        "اكتب معرّف الالتزام كما ورد في نموذج المتابعة. أقرب ما في السجل: {nearest}",
        "Write the obligation's identifier as in the follow-up workbook. Nearest in the register: {nearest}",
    ),
    "obligation-missing": Code(
        Q_,
        "لا يُعرف أي التزام يعنيه هذا الصف.",
        "It is not said which obligation this row is about.",
        "اكتب معرّف الالتزام أو نصه.",
        "Write the obligation's identifier or its text.",
    ),
    "unit-unmatched": Code(
        Q_,
        "لا تطابق «{value}» وحدة واحدة بعينها.",
        "“{value}” does not match one unit.",
        "اكتب معرّف الوحدة أو اسمها كما في units.csv. الأقرب: {nearest}",
        "Write the unit's identifier or its name as in units.csv. Nearest: {nearest}",
    ),
    "unit-missing": Code(
        Q_,
        "لا يُعرف أي وحدة يعنيها هذا الصف.",
        "It is not said which unit this row is about.",
        "اكتب الوحدة في عمود أو في رأس الورقة.",
        "Write the unit in a column or at the head of the sheet.",
    ),
    "duty-unknown": Code(
        Q_,
        "الالتزام {obligation} لا يقع على الوحدة {unit}.",
        "The obligation {obligation} is not owed by the unit {unit}.",
        "تأكد من المعرّف والوحدة.",
        "Check the identifier and the unit.",
    ),
    "identifier-altered": Code(
        Q_,
        "المعرّف الظاهر «{value}» غير المعرّف المحفوظ في الصف «{hidden}».",
        "The identifier shown, “{value}”, is not the one kept in the row, “{hidden}”.",
        "لا تنقل الخلايا بين الصفوف؛ أعد المعرّف الأصلي.",
        "Do not move cells between rows; restore the original identifier.",
    ),
    "identifier-contradicted": Code(
        Q_,
        "المعرّف «{value}» ونص الصف يدلان على التزامين مختلفين.",
        "The identifier “{value}” and the text of the row name two different obligations.",
        "صحح أحدهما.",
        "Correct one of the two.",
    ),
    "row-repeated": Code(
        N_,
        "الصف مكرر حرفياً للصف {first}.",
        "The row repeats row {first} word for word.",
    ),
    "row-contradicts": Code(
        Q_,
        "في الملف صفان مختلفان للواجب نفسه وللتاريخ نفسه: {first} و{second}.",
        "The file has two different rows for one duty and one date: {first} and {second}.",
        "أبقِ الصحيح منهما، أو اذكر فترة كل صف.",
        "Keep the right one, or state the period of each.",
    ),
    "not-applicable": Code(
        Q_,
        "قيل إن الالتزام لا ينطبق، ولا إعفاء من دون قرار؛ يُعد غير منجز إلى حين صدوره.",
        "Said not to apply. Without a waiver this counts as not done.",
        "أصدر قراراً بالإعفاء (tracker decide … waive) أو اطلب تقريراً.",
        "Decide a waiver (tracker decide … waive) or ask for a report.",
    ),
    "tick-unclear": Code(
        Q_,
        "لم تُفهم إشارة «لا يوجد ما يُبلَّغ عنه»: «{value}».",
        "The tick for a nil return is not understood: “{value}”.",
        "ضع ✓ أو اترك الخلية فارغة.",
        "Enter ✓ or leave the cell empty.",
    ),
    "state-from-figures": Code(
        N_,
        "لا حالة في الصف؛ استُنتجت من عدد المخالفات.",
        "The row states no state; it was taken from its figures.",
    ),
    "due-unreadable": Code(
        W_,
        "موعد الاستحقاق المكتوب في الورقة غير مقروء «{value}»؛ يُعتمد ما في السجل.",
        "The due date in the sheet cannot be read: “{value}”; the register's counts.",
    ),
    "due-altered": Code(
        W_,
        "موعد الاستحقاق في الورقة {value} غير الموعد في السجل {register}؛ يُعتمد ما في السجل.",
        "The due date in the sheet, {value}, is not the register's, {register}; the register's counts.",
    ),
    "reported-after-receipt": Code(
        W_,
        "تاريخ التقرير {value} يقع بعد يوم استلامه {received}.",
        "The report is dated {value}, after the day on which it was received, {received}.",
    ),
    "store-version": Code(
        E_,
        "السجل {file} كتبه إصدار أحدث من البرنامج ({found}؛ المعروف هنا {known}).",
        "The store {file} was written by a later version of tracker ({found}; this one knows {known}).",
        "حدّث البرنامج.",
        "Update tracker.",
    ),
    "store-unreadable": Code(
        E_,
        "تعذر استعمال السجل {file}: {why}",
        "The store {file} cannot be used: {why}",
        "أعده من النسخة الاحتياطية؛ الملفات المستلمة محفوظة في received.",
        "Restore it from the backup; the received files are kept in received.",
    ),
    "ledger-altered": Code(
        E_,
        "تغيّر القيد {record} من سجل المستلمات بعد كتابته.",
        "Record {record} of the manifest was changed after it was written.",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
    "received-altered": Code(
        E_,
        "الملف المستلم {file} (القيد {record}) مفقود أو تغيّر.",
        "The received file {file} (record {record}) is missing or was changed.",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
    "rows-altered": Code(
        E_,
        "تغيّرت الصفوف المأخوذة من {name} (القيد {record}) بعد كتابتها.",
        "The rows taken from {name} (record {record}) were changed after they were written.",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
    "nothing-to-take": Code(
        E_,
        "لا ملف جداول في {file}.",
        "There is no spreadsheet in {file}.",
        "الأنواع المقروءة: {known}",
        "Kinds that are read: {known}",
    ),
    "unit-not-found": Code(
        E_,
        "لا وحدة بالمعرّف أو الاسم «{value}».",
        "There is no unit of the identifier or name “{value}”.",
        "اعرض الوحدات بالأمر ‎tracker units list‎. الأقرب: {nearest}",
        "List them with: tracker units list. Nearest: {nearest}",
    ),
    "no-duties": Code(
        E_,
        "لا التزام معتمد على الوحدة المطلوبة.",
        "No approved obligation is owed by the unit asked for.",
        "اعتمد الأوامر أولاً: tracker register approve",
        "Approve the directives first: tracker register approve",
    ),
    "sheet-renamed": Code(
        E_,
        "اسم الملف {file} ينتهي بـ‎{suffix}‎ ومحتواه من نوع آخر: {kind}.",
        "The name of {file} ends in {suffix}, its content is of another kind: {kind}.",
        "احفظه من جديد بالنوع الصحيح من برنامج الجداول، ولا تغيّر لاحقة الاسم باليد.",
        "Save it anew from the spreadsheet program in the right kind; do not rename its ending by hand.",
    ),
    # --- expressions of time (calendars/expressions, calendar resolve) -------------------------------------------
    "case-invalid": Code(
        W_,
        "السطر ليس حالة يمكن تفسيرها: {why}",
        "The line is no case to resolve: {why}",
        'اكتب في كل سطر كائن JSON مثل ‎{{"id": 1, "text": "خلال أسبوعين", "anchor": "2020-08-20", "lang": "ar"}}‎.',
        'Write one JSON object a line, such as {{"id": 1, "text": "within two weeks", '
        '"anchor": "2020-08-20", "lang": "en"}}.',
    ),
    # --- orders ------------------------------------------------------------------------------------------------
    "document-missing": Code(
        E_,
        "لا يوجد ملف بهذا الاسم: {file}",
        "There is no such file: {file}",
        "راجع الاسم والمسار.",
        "Check name and path.",
    ),
    "document-is-directory": Code(
        E_,
        "{file} مجلد وليس ملفاً.",
        "{file} is a directory, not a file.",
        "اكتب أسماء الملفات التي فيه.",
        "Name the files in it.",
    ),
    "document-empty": Code(
        E_,
        "لا يوجد نص في الملف {file}.",
        "There is no text in {file}.",
        "تأكد من أنه الملف الصحيح وأنه حُفظ كاملاً.",
        "Check that it is the right file and was saved whole.",
    ),
    "document-not-text": Code(
        E_,
        "الملف {file} ليس نصاً مقروءاً.",
        "{file} is no readable text.",
        "تُقرأ الملفات من الأنواع: {readable}؛ بترميز UTF-8 أو UTF-16 أو Windows-1256.",
        "What can be read: {readable}, in UTF-8, UTF-16 or Windows-1256.",
    ),
    "document-kind-unsupported": Code(
        E_,
        "الملف {file} من نوع {kind} ولا يُقرأ بعد.",
        "{file} is of the kind {kind}, which cannot be read yet.",
        "احفظه نصاً؛ تُقرأ الأنواع: {readable}",
        "Save it as text; what can be read: {readable}",
    ),
    "order-day-unknown": Code(
        W_,
        "لا يظهر في {file} تاريخ صدوره، فلا تُحسب المواعيد.",
        "{file} does not give its day of issue: no period can be counted.",
        "أضف ‎--issued-on YYYY-MM-DD‎.",
        "Add --issued-on YYYY-MM-DD.",
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
