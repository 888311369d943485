"""What alerts say to people, in each language. To change a word, or to add a language, change this file only."""

from __future__ import annotations

from datetime import date

from tracker.alerts.records import Reason
from tracker.model import Assessment, Text, Verdict
from tracker.wording import counted, date_text

LANGUAGES = ("ar", "en")

STEPS: dict[str, Text] = {
    "escalate-2": {"ar": "رفع إلى مكتب الجهة الآمرة", "en": "Escalation to the issuer's office"},
    "escalate-1": {"ar": "رفع إلى الجهة الأعلى", "en": "Escalation to the unit above"},
    "breach": {"ar": "مخالفة", "en": "Breach"},
    "overdue": {"ar": "تأخر", "en": "Overdue"},
    "no-report": {"ar": "إبلاغ ناقص", "en": "Missing report"},
    "evidence": {"ar": "إثبات مطلوب", "en": "Evidence wanted"},
    "review": {"ar": "مراجعة", "en": "Review"},
    "due": {"ar": "تذكير", "en": "Reminder"},
}
"""By series, in the order in which a mail lists them."""

ASKED: dict[str, Text] = {
    "escalate-2": {
        "ar": "توجيه الجهات المذكورة إلى التنفيذ أو الإبلاغ.",
        "en": "direct these units to carry it out or to report.",
    },
    "escalate-1": {
        "ar": "توجيه الجهات التابعة لكم إلى التنفيذ أو الإبلاغ.",
        "en": "direct these units, which stand below yours, to carry it out or to report.",
    },
    "breach": {
        "ar": "معالجة المخالفة، ثم إرسال إبلاغ بمعالجتها.",
        "en": "remedy the breach, then report it remedied.",
    },
    "overdue": {
        "ar": "الإنجاز وإرسال الإبلاغ مع رقم الإثبات وتاريخه، أو طلب تمديد بسند.",
        "en": "carry it out and report it with the number and date of its evidence, or ask for an extension "
        "with a reference.",
    },
    "no-report": {"ar": "إرسال الإبلاغ الذي لم يرد.", "en": "send the report that is missing."},
    "evidence": {
        "ar": "إرسال رقم الإثبات أو تاريخه.",
        "en": "send the number or the date of the evidence.",
    },
    "review": {
        "ar": "الإبلاغ بما تحقق؛ وإن كان قد أُنجز فمع رقم الإثبات وتاريخه.",
        "en": "report what was achieved; if it is done, with the number and date of its evidence.",
    },
    "due": {
        "ar": "الإنجاز قبل الموعد، وإرسال الإبلاغ مع رقم الإثبات وتاريخه.",
        "en": "carry it out by the due date and report it with the number and date of its evidence.",
    },
}
"""What a mail asks of who reads it, by series: who is told of another's delay is not asked for his own report."""

REASONS: dict[Reason, Text] = {
    Reason.ALREADY_TOLD: {"ar": "أُرسل من قبل ({date})", "en": "already sent ({date})"},
    Reason.NO_ADDRESS: {
        "ar": "لا بريد إلكتروني مسجلاً لدى «{to}»",
        "en": "no mail address is recorded for {to}",
    },
    Reason.ADDRESS_INVALID: {
        "ar": "البريد المسجل لدى «{to}» ليس عنواناً صحيحاً",
        "en": "what is recorded for {to} is no valid mail address",
    },
    Reason.NO_UNIT_ABOVE: {
        "ar": "لا جهة أعلى من «{to}» في شجرة الجهات",
        "en": "there is no unit above {to} in the tree of units",
    },
    Reason.NO_CHANNEL: {
        "ar": "لا قناة إرسال في الإعدادات (‏alerts.files‏ أو ‏alerts.smtp‏)",
        "en": "no channel is configured (alerts.files or alerts.smtp)",
    },
    Reason.NO_LONGER_TRUE: {
        "ar": "لم يعد قائماً قبل أن يُسلَّم",
        "en": "no longer true before it could be delivered",
    },
}

ISSUER: Text = {"ar": "مكتب الجهة الآمرة", "en": "the issuer's office"}


def step_title(series: str) -> Text:
    return STEPS[series]


def step_asked(series: str) -> Text:
    return ASKED[series]


def _both(ar: str, en: str) -> Text:
    return {"ar": ar, "en": en}


def _day(day: date) -> Text:
    """A day as it stands after a verb or a preposition: 'يوم الخميس 27 آب 2020', 'Thu 27 Aug 2020'."""
    return _both(f"يوم {date_text(day, 'ar', weekday=True)}", date_text(day, "en", weekday=True))


def reminder(assessment: Assessment, left: int) -> Text:
    """``left``: calendar days to D, 0 on the day itself."""
    assert assessment.due_on is not None
    day = _day(assessment.due_on)
    if left == 0:
        text = _both(f"آخر موعد له اليوم، وهو {day['ar']}", f"due today, {day['en']}")
    else:
        text = _both(
            f"يستحق بعد {counted(left, 'day', 'ar')}، {day['ar']}",
            f"due in {counted(left, 'day', 'en')}, on {day['en']}",
        )
    return _unproven(assessment, text)


def overdue(assessment: Assessment, late: int) -> Text:
    """``late``: calendar days after D, at least 1."""
    assert assessment.due_on is not None
    day = _day(assessment.due_on)
    text = _both(
        f"متأخر منذ {counted(late, 'day', 'ar')}؛ كان آخر موعد له {day['ar']}",
        f"overdue for {counted(late, 'day', 'en')}; it was due on {day['en']}",
    )
    return _unproven(assessment, text)


def _unproven(assessment: Assessment, text: Text) -> Text:
    if assessment.verdict is not Verdict.CLAIMED:
        return text
    claim = evidence()
    return {tag: f"{claim[tag]}؛ {text[tag]}" if tag == "ar" else f"{claim[tag]}; {text[tag]}" for tag in LANGUAGES}


def evidence() -> Text:
    return _both("أُبلغ بإنجازه ولم يُقدَّم إثبات مقبول", "reported as done, without accepted evidence")


def no_report(assessment: Assessment) -> Text:
    if assessment.last_reported_on is None:
        day = _day(assessment.effective_on)
        return _both(
            f"لم يرد عنه أي إبلاغ منذ سريانه {day['ar']}", f"never reported since it took effect on {day['en']}"
        )
    day = _day(assessment.last_reported_on)
    return _both(f"لم يرد عنه إبلاغ منذ {day['ar']}", f"no report since {day['en']}")


def breach(assessment: Assessment) -> Text:
    """With the number of open incidents where there are some."""
    if assessment.count:
        return _both(
            f"مُخالَف؛ عدد الحالات التي لم تُعالَج: {assessment.count}",
            f"breached; incidents not remedied: {assessment.count}",
        )
    if assessment.last_reported_on is None:
        return _both("مُخالَف", "breached")
    day = _day(assessment.last_reported_on)
    return _both(f"ورد في إبلاغ {day['ar']} أنه غير ملتزم به", f"reported on {day['en']} as not kept")


def review(assessment: Assessment, as_of: date) -> Text:
    if assessment.review_on is not None and assessment.review_on < as_of:
        day = _day(assessment.review_on)
        return _both(
            f"حان وقت مراجعته {day['ar']} (موعد مراجعة مفترض، لعدم تحديد موعد استحقاق له)",
            f"its review was due on {day['en']} (an assumed date: no due date is known)",
        )
    return _both("انقضت مدة الإبلاغ كاملة ولم يرد عنه إبلاغ", "a whole reporting window has passed without a report")


def escalated(text: Text) -> Text:
    return _both(f"{text['ar']}؛ رُفع إليكم لعدم معالجته", f"{text['en']}; escalated to you, still unresolved")


def suppressed(reason: Reason, to: Text, told_on: date | None = None) -> Text:
    return {
        tag: template.format(
            to=to.get(tag) or next(iter(to.values()), ""), date=date_text(told_on, tag) if told_on else ""
        )
        for tag, template in REASONS[reason].items()
    }


def subject(name: str, count: str, day: str) -> Text:
    """``count``: how many alerts, in words that agree; ``name``: the project's."""
    head = f"{name}: " if name else ""
    return _both(
        f"{head}{count} في متابعة الأوامر حتى {day}",
        f"{head}{count} on the orders followed up, as of {day}",
    )


STATES: dict[str, Text] = {
    "queued": {"ar": "للإرسال", "en": "to go"},
    "sent": {"ar": "أُرسل", "en": "sent"},
    "failed": {"ar": "تعذر إرساله ويُعاد في التشغيل القادم", "en": "failed, kept for the next run"},
    "dead": {"ar": "تُرك بعد محاولات بلا جواب", "en": "given up after attempts without an answer"},
    "suppressed": {"ar": "لا يُرسل", "en": "not sent"},
}

TABLE: dict[str, Text] = {
    "recipient": {"ar": "إلى", "en": "to"},
    "channel": {"ar": "القناة", "en": "channel"},
    "alerts": {"ar": "التنبيهات", "en": "alerts"},
    "state": {"ar": "الحالة", "en": "state"},
    "error": {"ar": "سبب التعذر", "en": "error"},
    "step": {"ar": "الخطوة", "en": "step"},
    "obligation": {"ar": "الالتزام", "en": "obligation"},
    "unit": {"ar": "الجهة", "en": "unit"},
    "why": {"ar": "السبب", "en": "why"},
    "nothing": {"ar": "لا شيء للإرسال.", "en": "Nothing to send."},
    "told": {"ar": "ما أُرسل من قبل وما زال قائماً", "en": "Told before and still true"},
}

KINDS: dict[Reason, Text] = {
    Reason.ALREADY_TOLD: {"ar": "أُرسلت من قبل", "en": "already sent"},
    Reason.NO_ADDRESS: {"ar": "لا بريد مسجلاً للمخاطَب", "en": "no mail address recorded"},
    Reason.ADDRESS_INVALID: {"ar": "البريد المسجل غير صحيح", "en": "the address recorded is not valid"},
    Reason.NO_UNIT_ABOVE: {"ar": "لا جهة أعلى في الشجرة", "en": "no unit above in the tree"},
    Reason.NO_CHANNEL: {"ar": "لا قناة إرسال في الإعدادات", "en": "no channel configured"},
    Reason.NO_LONGER_TRUE: {"ar": "لم تعد قائمة", "en": "no longer true"},
}
"""The reasons without names, for summaries."""
