"""The words for people: verdicts, flags, states, patterns, and how numbers agree with what they count.

Texts are maps by language tag. To change a word, or to add a language, change this file only.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tracker.findings import CODES
from tracker.model import Finding, Flag, Modality, Pattern, State, Strength, Text, Verdict


def _pair(ar: str, en: str) -> Text:
    return {"ar": ar, "en": en}


VERDICTS: dict[Verdict, Text] = {
    Verdict.BREACHED: _pair("مُخالَف", "breached"),
    Verdict.OVERDUE: _pair("متأخر", "overdue"),
    Verdict.LAPSED: _pair("انقطع الإبلاغ عنه", "lapsed"),
    Verdict.UNREPORTED: _pair("لم يُبلَّغ عنه", "unreported"),
    Verdict.CLAIMED: _pair("مُدَّعى لم يُعتمد", "claimed, not accepted"),
    Verdict.REVIEW_DUE: _pair("حان وقت مراجعته", "review due"),
    Verdict.DUE_SOON: _pair("قريب الاستحقاق", "due soon"),
    Verdict.PENDING: _pair("قيد الانتظار", "pending"),
    Verdict.MET_LATE: _pair("نُفِّذ متأخراً", "met late"),
    Verdict.MET: _pair("نُفِّذ", "met"),
    Verdict.COMPLIANT: _pair("ملتزَم به", "compliant"),
    Verdict.SUSPENDED: _pair("موقوف", "suspended"),
    Verdict.WAIVED: _pair("معفى منه", "waived"),
    Verdict.ENDED: _pair("انتهى العمل به", "ended"),
    Verdict.NOT_IN_FORCE: _pair("لم يسرِ بعد", "not in force"),
}
"""In the order of semantics §6: worst first."""

CLAIMS: dict[str, Text] = {
    "evidence": _pair("مُدَّعى بلا إثبات", "claimed without evidence"),
    "order": _pair("مُدَّعى: إنجاز سابق للسريان", "claimed: done before it took effect"),
    "both": _pair("مُدَّعى: إنجاز سابق للسريان وبلا إثبات", "claimed: done before it took effect, without evidence"),
}
"""What ``claimed`` is called where it is known why the claim is not accepted (``Assessment.claim``)."""


def verdict_text(verdict: Verdict, claim: str | None = None) -> Text:
    """The verdict on one duty; of a claim, why it is not accepted."""
    return VERDICTS[verdict] if claim is None else CLAIMS[claim]


_EQUAL = {Verdict.COMPLIANT: Verdict.MET}


def verdict_order(verdict: Verdict) -> int:
    """0 is the worst; met and compliant weigh the same."""
    return list(VERDICTS).index(_EQUAL.get(verdict, verdict))


FLAGS: dict[Flag, Text] = {
    Flag.NEVER_REPORTED: _pair("لا إبلاغ مقبولاً عنه", "no report accepted"),
    Flag.STALE: _pair("آخر إبلاغ قديم", "last report is old"),
    Flag.COMPLETION_ASSUMED: _pair("تاريخ الإنجاز مفترض", "completion date assumed"),
    Flag.REPORT_DATE_ASSUMED: _pair("تاريخ الإبلاغ مفترض", "report date assumed"),
    Flag.COMPLETED_IN_FUTURE: _pair("إنجاز بتاريخ لم يأتِ عند الإبلاغ", "completed after its own report"),
    Flag.COMPLETED_BEFORE_ORDER: _pair("إنجاز سابق للسريان", "completed before it took effect"),
    Flag.PERCENT_MISMATCH: _pair("النسبة لا توافق الحالة", "percentage does not fit the state"),
    Flag.REOPENED: _pair("أُعيد فتحه بعد الإنجاز", "reopened after done"),
    Flag.RECOVERED: _pair("عاد إلى الالتزام", "kept again after a lapse"),
    Flag.WAS_BREACHED: _pair("خولف سابقاً", "was breached before"),
    Flag.REMEDIED: _pair("عولجت مخالفاته", "incidents remedied"),
    Flag.REMEDIED_LATE: _pair("عولجت مخالفاته متأخراً", "incidents remedied late"),
    Flag.ENDED_UNMET: _pair("انتهى ولم يُنفَّذ", "ended unmet"),
    Flag.REWRITTEN: _pair("عُدِّل إبلاغ سابق", "an earlier report was rewritten"),
    Flag.CORRECTED_ON_REQUEST: _pair("صُحِّح بناءً على طلب", "corrected on request"),
    Flag.BACKDATED: _pair("إبلاغ بتاريخ راجع", "backdated report"),
    Flag.LOADED_IN_BULK: _pair("أُدخل دفعة واحدة", "loaded in bulk"),
    Flag.CONFLICTING: _pair("إبلاغات متعارضة", "reports conflict"),
    Flag.COPIED: _pair("النص مكرر في الإبلاغات", "same text in several reports"),
    Flag.COVERS_SEVERAL: _pair("إبلاغ يشمل عدة فترات", "one report covers several periods"),
    Flag.DUE_DATE_ALTERED: _pair("موعد الاستحقاق غُيِّر في الجدول", "due date altered in the sheet"),
    Flag.NOTIFIED_AFTER_DUE: _pair("بُلِّغ بعد الموعد", "notified after the due date"),
    Flag.DUE_UNRESOLVED: _pair("موعد الاستحقاق غير محدد بعد", "due date not yet known"),
    Flag.ASSUMED_DEADLINE: _pair("الموعد مفترض", "deadline assumed"),
}

STATES: dict[State, Text] = {
    State.NOT_STARTED: _pair("لم يبدأ", "not started"),
    State.IN_PROGRESS: _pair("قيد التنفيذ", "in progress"),
    State.DONE: _pair("أُنجز", "done"),
    State.KEPT: _pair("ملتزم", "kept"),
    State.NOT_KEPT: _pair("غير ملتزم", "not kept"),
    State.NOT_APPLICABLE: _pair("لا ينطبق", "not applicable"),
    State.RETRACTED: _pair("سُحب الإبلاغ", "retracted"),
}

PATTERNS: dict[Pattern, Text] = {
    Pattern.ACHIEVEMENT: _pair("إنجاز لمرة واحدة", "achievement"),
    Pattern.MAINTENANCE: _pair("التزام مستمر", "maintenance"),
    Pattern.PERIODIC: _pair("دوري", "periodic"),
    Pattern.TRIGGERED: _pair("عند كل واقعة", "triggered"),
}

MODALITIES: dict[Modality, Text] = {
    Modality.OBLIGATION: _pair("أمر", "obligation"),
    Modality.PROHIBITION: _pair("منع", "prohibition"),
}

STRENGTHS: dict[Strength, Text] = {
    Strength.ORDER: _pair("ملزم", "order"),
    Strength.EXHORTATION: _pair("دعوة لا تُحتسب", "exhortation"),
}

ROLES: dict[str, Text] = {
    "last": _pair("آخر إبلاغ", "last report"),
    "completion": _pair("الإنجاز", "completion"),
    "evidence": _pair("الإثبات", "evidence"),
    "incident": _pair("مخالفة", "incident"),
    "before": _pair("الإبلاغ قبل تعديله", "before it was changed"),
    "rewritten": _pair("الإبلاغ بعد تعديله", "after it was rewritten"),
    "corrected": _pair("الإبلاغ بعد تصحيحه", "after it was corrected"),
    "contradicting": _pair("إبلاغ مخالف", "report that contradicts"),
    "equal": _pair("إبلاغ بالنص نفسه", "report with the same words"),
    "backdated": _pair("إبلاغ بتاريخ راجع", "backdated report"),
    "newer": _pair("إبلاغ أحدث سبقه في الوصول", "later report that had come before"),
    "due_stated": _pair("الموعد كما في الجدول", "due date in the sheet"),
    "percent": _pair("النسبة", "percentage"),
    "earlier": _pair("إبلاغ سابق", "earlier report"),
    "future": _pair("إنجاز بتاريخ لم يأتِ", "completion that had not come"),
    "several": _pair("إبلاغ عن عدة فترات", "report for several periods"),
    "refused": _pair("إبلاغ رُفض بقرار", "report that was refused by decision"),
    "taken_back": _pair("إبلاغ سُحب", "report that was taken back"),
    "retraction": _pair("سحب الإبلاغ", "the row that takes it back"),
}
"""What a cited cell shows."""

BESIDE: dict[str, Text] = {
    "draft": _pair("المسودة كما قُرئت من النص", "the draft, as read from the text"),
    "register": _pair("السجل المصادق عليه", "the approved register"),
    "read_as": _pair("قُرئ على أنه", "read as"),
    "approved_as": _pair("صودق عليه على أنه", "approved as"),
    "in_both": _pair("في كليهما", "in both"),
    "only_draft": _pair("في المسودة وحدها", "in the draft alone"),
    "only_register": _pair("في السجل وحده", "in the register alone"),
}
"""Headings of the draft beside the register (``tracker extract --beside``)."""

MONTHS_AR = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Forms by the plural categories of Unicode CLDR: (one, two, few 3-10, many 11-99, other 100, 101, …).
# ``{n}`` is the number in digits; the forms after it are oblique, as after a preposition or in a count. Only the dual
# has another form in the nominative, after a colon or as the subject: ``counted`` makes it.
NOUNS_AR: dict[str, tuple[str, str, str, str, str]] = {
    "day": ("يوم واحد", "يومين", "{n} أيام", "{n} يوماً", "{n} يوم"),
    "hour": ("ساعة واحدة", "ساعتين", "{n} ساعات", "{n} ساعة", "{n} ساعة"),
    "working_day": ("يوم عمل واحد", "يومي عمل", "{n} أيام عمل", "{n} يوم عمل", "{n} يوم عمل"),
    "week": ("أسبوع واحد", "أسبوعين", "{n} أسابيع", "{n} أسبوعاً", "{n} أسبوع"),
    "month": ("شهر واحد", "شهرين", "{n} أشهر", "{n} شهراً", "{n} شهر"),
    "year": ("سنة واحدة", "سنتين", "{n} سنوات", "{n} سنة", "{n} سنة"),
    "hijri_month": ("شهر هجري واحد", "شهرين هجريين", "{n} أشهر هجرية", "{n} شهراً هجرياً", "{n} شهر هجري"),
    "hijri_year": ("سنة هجرية واحدة", "سنتين هجريتين", "{n} سنوات هجرية", "{n} سنة هجرية", "{n} سنة هجرية"),
    "duty": ("واجب واحد", "واجبين", "{n} واجبات", "{n} واجباً", "{n} واجب"),
    "obligation": ("التزام واحد", "التزامين", "{n} التزامات", "{n} التزاماً", "{n} التزام"),
    "unit": ("جهة واحدة", "جهتين", "{n} جهات", "{n} جهة", "{n} جهة"),
    "case": ("حالة واحدة", "حالتين", "{n} حالات", "{n} حالة", "{n} حالة"),
    "row": ("سطر واحد", "سطرين", "{n} أسطر", "{n} سطراً", "{n} سطر"),
    "report": ("إبلاغ واحد", "إبلاغين", "{n} إبلاغات", "{n} إبلاغاً", "{n} إبلاغ"),
    "file": ("ملف واحد", "ملفين", "{n} ملفات", "{n} ملفاً", "{n} ملف"),
    "order": ("أمر واحد", "أمرين", "{n} أوامر", "{n} أمراً", "{n} أمر"),
    "alert": ("تنبيه واحد", "تنبيهين", "{n} تنبيهات", "{n} تنبيهاً", "{n} تنبيه"),
    "period": ("فترة واحدة", "فترتين", "{n} فترات", "{n} فترة", "{n} فترة"),
    "test": ("اختبار واحد", "اختبارين", "{n} اختبارات", "{n} اختباراً", "{n} اختبار"),
}
NOUNS_EN: dict[str, tuple[str, str]] = {
    "working_day": ("working day", "working days"),
    "hijri_month": ("Hijri month", "Hijri months"),
    "hijri_year": ("Hijri year", "Hijri years"),
    "duty": ("duty", "duties"),
}


def plural_ar(n: int) -> int:
    """The place of ``n`` in a row of NOUNS_AR (Unicode CLDR plural rules for Arabic; zero goes with 'other')."""
    if n in (1, 2):
        return n - 1
    tail = n % 100
    if 3 <= tail <= 10:
        return 2
    return 3 if 11 <= tail <= 99 else 4


def counted(n: int, noun: str, language: str, *, nominative: bool = False) -> str:
    """``counted(7, "day", "ar")`` is '7 أيام'. ``n`` is taken without its sign. KeyError for an unknown Arabic noun.

    ``nominative``: after a colon, or as the subject: 'لم تُعالَج: حالتان', where a preposition takes 'من حالتين'.
    """
    n = abs(n)
    if language == "ar":
        form = NOUNS_AR[noun][plural_ar(n)].format(n=n)
        return _nominative_dual(form) if nominative and n == 2 else form
    one, many = NOUNS_EN.get(noun, (noun, f"{noun}s"))
    return f"{n} {one if n == 1 else many}"


def _nominative_dual(form: str) -> str:
    """'يومين' becomes 'يومان'; before another noun, 'يومي عمل' becomes 'يوما عمل'."""
    head, space, rest = form.partition(" ")
    ending = "ان" if head.endswith("ين") else "ا"
    return f"{head.removesuffix('ين').removesuffix('ي')}{ending}{space}{rest}"


def counted_text(n: int, noun: str) -> Text:
    return _pair(counted(n, noun, "ar"), counted(n, noun, "en"))


def date_text(day: date, language: str, *, weekday: bool = False) -> str:
    """'الخميس 27 آب 2020', 'Thu 27 Aug 2020' with ``weekday``, else without the name of the day."""
    if language == "ar":
        text = f"{day.day} {MONTHS_AR[day.month - 1]} {day.year}"
        return f"{WEEKDAYS_AR[day.weekday()]} {text}" if weekday else text
    text = f"{day.day} {MONTHS_EN[day.month - 1][:3]} {day.year}"
    return f"{WEEKDAYS_EN[day.weekday()][:3]} {text}" if weekday else text


def period_text(occurrence: str, language: str) -> str:
    """A period in words: 'الأسبوع من 20 إلى 26 آب 2020', 'week of 20–26 Aug 2020'. ``occurrence``: START/END in ISO
    dates; anything else is given back as it is."""
    try:
        first, last = (date.fromisoformat(part) for part in occurrence.split("/"))
    except ValueError:
        return occurrence
    if first == last:
        return date_text(first, language, weekday=True)
    name = _period_name(first, last)
    if name == "whole_month":
        months = MONTHS_AR if language == "ar" else MONTHS_EN
        return f"{'شهر ' if language == 'ar' else ''}{months[first.month - 1]} {first.year}"
    if name == "whole_year":
        return f"سنة {first.year}" if language == "ar" else str(first.year)
    start = date_text(first, language)
    if first.year == last.year:
        start = str(first.day) if first.month == last.month else start.rsplit(" ", 1)[0]
    return PERIODS[name][language].format(first=start, last=date_text(last, language))


def _period_name(first: date, last: date) -> str:
    after = last + timedelta(days=1)
    if (last - first).days == 6:
        return "week"
    months = 12 * (after.year - first.year) + after.month - first.month
    if after.day == first.day and months in (1, 12):
        whole = first.day == 1 and (months == 1 or first.month == 1)
        return f"{'whole_' if whole else ''}{'month' if months == 1 else 'year'}"
    return "other"


PERIODS: dict[str, Text] = {
    "week": _pair("الأسبوع من {first} إلى {last}", "week of {first} – {last}"),
    "month": _pair("الشهر من {first} إلى {last}", "month of {first} – {last}"),
    "year": _pair("السنة من {first} إلى {last}", "year of {first} – {last}"),
    "other": _pair("الفترة من {first} إلى {last}", "{first} – {last}"),
}
"""How a period is called by its length."""


def dated(finding: Finding) -> Finding:
    """The same finding with the days among its values in words of each language: a sentence for people has no
    '2026-12-19' in it. What its text puts in «» is quoted as somebody wrote it and stays."""
    text = CODES[finding.code].ar
    told = {name: _day_text(value) for name, value in finding.values.items() if f"«{{{name}}}»" not in text}
    return replace(finding, values={**finding.values, **told})


def _day_text(value: object) -> object:
    if isinstance(value, str) and len(value) == len("2020-08-27"):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    if type(value) is not date:
        return value
    return {language: date_text(value, language) for language in ("ar", "en")}
