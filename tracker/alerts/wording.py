"""What alerts say to people, in each language. To change a word, or to add a language, change this file only."""

from __future__ import annotations

from datetime import date

from tracker.alerts.records import Reach, Reason
from tracker.model import Assessment, Flag, State, Text
from tracker.register import UnitTree
from tracker.wording import STATES as REPORTED
from tracker.wording import counted, date_text

LANGUAGES = ("ar", "en")

STEPS: dict[str, Text] = {
    "escalate-2": {"ar": "رفع إلى مكتب الجهة الآمرة", "en": "Escalation to the issuer's office"},
    "escalate-1": {"ar": "رفع إلى الجهة الأعلى", "en": "Escalation to the unit above"},
    "breach": {"ar": "مخالفة", "en": "Breach"},
    "overdue": {"ar": "تأخر", "en": "Overdue"},
    "no-report": {"ar": "إبلاغ ناقص", "en": "Missing report"},
    "evidence": {"ar": "إثبات مطلوب", "en": "Evidence wanted"},
    "evidence/order": {"ar": "إنجاز سابق للسريان", "en": "Done before it took effect"},
    "evidence/both": {
        "ar": "إنجاز سابق للسريان وبلا إثبات",
        "en": "Done before it took effect, and without evidence",
    },
    "review": {"ar": "مراجعة", "en": "Review"},
    "due": {"ar": "تذكير", "en": "Reminder"},
}
"""By series, in the order in which a mail lists them; of a claim also by what is wrong with it."""

ASKED: dict[str, Text] = {
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
        "ar": "إرسال الإثبات برقمه أو تاريخه، أو إبلاغ يصحح ما ورد.",
        "en": "send the evidence with its number or date, or a report that corrects what was said.",
    },
    "evidence/order": {
        "ar": "الإبلاغ بما أُنجز بعد سريان الأمر وتاريخ إنجازه، أو إبلاغ يصحح التاريخ.",
        "en": "report what was done after the order took effect, and when, or correct the date.",
    },
    "evidence/both": {
        "ar": "الإبلاغ بما أُنجز بعد سريان الأمر وتاريخ إنجازه، مع رقم الإثبات أو تاريخه، أو إبلاغ يصحح ما ورد.",
        "en": "report what was done after the order took effect, and when, with the number or date of its evidence, "
        "or correct what was said.",
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
"""What a mail asks of the unit, by series."""

DIRECT: dict[str, Text] = {
    "escalate-2": {"ar": "توجيه الجهات المذكورة إلى {what}.", "en": "direct these units to {what}."},
    "escalate-1": {
        "ar": "توجيه الجهات التابعة لكم إلى {what}.",
        "en": "direct these units, which stand below yours, to {what}.",
    },
}
"""What it asks of those above, by kind: who is told of another's delay is not asked for his own report."""

WHAT: dict[str, Text] = {
    "overdue": {"ar": "التنفيذ أو الإبلاغ", "en": "carry it out or to report"},
    "no-report": {"ar": "الإبلاغ", "en": "report"},
    "breach": {
        "ar": "معالجة المخالفة والإبلاغ بمعالجتها",
        "en": "remedy the breach and to report it remedied",
    },
    "evidence": {
        "ar": "إثبات ما أُبلغ بإنجازه أو تصحيح الإبلاغ",
        "en": "prove what was reported as done, or to correct the report",
    },
    "evidence/order": {
        "ar": "تنفيذ الأمر بعد سريانه والإبلاغ بتاريخ إنجازه، أو تصحيح الإبلاغ",
        "en": "carry the order out now that it is in force and to report when that was done, or to correct the report",
    },
    "evidence/both": {
        "ar": "تنفيذ الأمر بعد سريانه والإبلاغ بتاريخ إنجازه وبإثباته، أو تصحيح الإبلاغ",
        "en": "carry the order out now that it is in force and to report when that was done, with evidence, "
        "or to correct the report",
    },
}
"""What those above are to direct the unit to, by the series that is escalated."""

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


def step_title(series: str, claim: str | None = None) -> Text:
    """The heading of a series. ``claim``: of a claim, why it is not accepted (``Assessment.claim``)."""
    kind, about = _about(series, claim)
    if not about:
        return STEPS[kind]
    return {tag: f"{STEPS[kind][tag]}: {STEPS[about][tag]}" for tag in LANGUAGES}


def step_asked(series: str, claim: str | None = None) -> Text:
    """What is asked under that heading."""
    kind, about = _about(series, claim)
    if not about:
        return ASKED[kind]
    return {tag: DIRECT[kind][tag].format(what=WHAT[about][tag]) for tag in LANGUAGES}


def _about(series: str, claim: str | None) -> tuple[str, str]:
    """The step and, of an escalation, what is escalated, by the keys of the texts above."""
    kind, _, about = series.partition("/")
    named = {"evidence": f"evidence/{claim}"} if claim in ("order", "both") else {}
    return named.get(kind, kind), named.get(about, about)


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
        return _both(f"آخر موعد له اليوم، وهو {day['ar']}", f"due today, {day['en']}")
    return _both(
        f"يستحق بعد {counted(left, 'day', 'ar')}، {day['ar']}",
        f"due in {counted(left, 'day', 'en')}, on {day['en']}",
    )


def overdue(assessment: Assessment, late: int) -> Text:
    """``late``: calendar days after D, at least 1."""
    assert assessment.due_on is not None
    day = _day(assessment.due_on)
    return _both(
        f"متأخر منذ {counted(late, 'day', 'ar')}؛ كان آخر موعد له {day['ar']}",
        f"overdue for {counted(late, 'day', 'en')}; it was due on {day['en']}",
    )


def claimed(assessment: Assessment, units: UnitTree) -> Text:
    """What was reported as done, when, by whom, and why it is not accepted as proven."""
    told, by = assessment.last_reported_on, _reporter(assessment, units)
    head = _both("ورد في إبلاغ", "reported")
    if told is not None:
        day = _day(told)
        head = _both(f"{head['ar']} {day['ar']}", f"{head['en']} on {day['en']}")
    if by is not None:
        head = _both(f"{head['ar']} من {by['ar']}", f"{head['en']} by {by['en']}")
    done, claim = assessment.completed_on, assessment.claim
    stated = done is not None and Flag.COMPLETION_ASSUMED not in assessment.flags
    done_on = _day(done) if done is not None and stated else None
    head = (
        _both(f"{head['ar']} أنه أُنجز", f"{head['en']} as done")
        if done_on is None
        else _both(f"{head['ar']} أنه أُنجز {done_on['ar']}", f"{head['en']} as done on {done_on['en']}")
    )
    if claim in ("order", "both"):
        start = _day(assessment.effective_on)
        early = _both("أي قبل", "before") if stated else _both("وذلك قبل", "before")
        head = _both(
            f"{head['ar']}، {early['ar']} سريان الأمر {start['ar']}، فلا يُعد إنجازاً له",
            f"{head['en']}, {early['en']} the order took effect on {start['en']}: it does not count as done",
        )
    if claim == "order":
        return head
    return _both(f"{head['ar']}، ولم يُقدَّم إثبات مقبول", f"{head['en']}, without accepted evidence")


def _reporter(assessment: Assessment, units: UnitTree) -> Text | None:
    """Who reported last: the person, and the office where it is not the unit itself. None where nothing is known."""
    source = next((s for s in assessment.sources if s.role == "last"), None)
    if source is None or source.office is None:
        return None
    if source.office == assessment.unit:
        office = _both("الجهة نفسها", "the unit itself")
    else:
        unit = units.get(source.office)
        name = unit.name if unit is not None else {}
        office = {tag: name.get(tag) or next(iter(name.values()), source.office) for tag in LANGUAGES}
    if source.reporter is None:
        return office
    return {tag: f"\u2068{source.reporter}\u2069 ({office[tag]})" for tag in LANGUAGES}


def no_report(assessment: Assessment) -> Text:
    """'Accepted', because a row may have come that was refused, or waits for an answer."""
    if assessment.last_reported_on is None:
        day = _day(assessment.effective_on)
        return _both(
            f"لم يرد عنه إبلاغ مقبول منذ سريانه {day['ar']}",
            f"no accepted report since it took effect on {day['en']}",
        )
    day = _day(assessment.last_reported_on)
    return _both(f"لم يرد عنه إبلاغ مقبول منذ {day['ar']}", f"no accepted report since {day['en']}")


def breach(assessment: Assessment) -> Text:
    """With the number of open incidents where there are some."""
    if assessment.count:
        return _both(
            f"مُخالَف؛ عدد الحالات التي لم تُعالَج: {assessment.count}",
            f"breached; incidents not remedied: {assessment.count}",
        )
    if assessment.last_reported_on is None:
        return _both("مُخالَف", "breached")
    day, state = _day(assessment.last_reported_on), assessment.facts.get("state")
    if state is not None and state != State.NOT_KEPT:
        words = REPORTED[State(str(state))]
        return _both(
            f"ورد في إبلاغ {day['ar']} أنه «{words['ar']}»، ويُعد غير ملتزم به",
            f"reported on {day['en']} as “{words['en']}”, which counts as not kept",
        )
    return _both(f"ورد في إبلاغ {day['ar']} أنه غير ملتزم به", f"reported on {day['en']} as not kept")


def review(assessment: Assessment, as_of: date) -> Text:
    if assessment.review_on is not None and assessment.review_on < as_of:
        day = _day(assessment.review_on)
        return _both(
            f"حان وقت مراجعته {day['ar']} (موعد مراجعة مفترض، لعدم تحديد موعد استحقاق له)",
            f"its review was due on {day['en']} (an assumed date: no due date is known)",
        )
    return _both(
        "انقضت مدة الإبلاغ كاملة ولم يرد عنه إبلاغ مقبول",
        "a whole reporting window has passed without an accepted report",
    )


def escalated(text: Text, reach: Reach) -> Text:
    """What those above are told: what the unit is told, and whether the unit has been told it."""
    told = _both("اليوم", "today") if reach.told_on is None else _day(reach.told_on)
    english = told["en"] if reach.told_on is None else f"on {told['en']}"
    if reach.by_hand:
        how = _both(
            f"كُتب للجهة {told['ar']} تنبيه يُسلَّم باليد (لا بريد لها)، ورُفع إليكم",
            f"a notice to the unit was written {english}, to be handed over (it has no mail address); escalated to you",
        )
    elif reach.told_on is not None:
        how = _both(
            f"نُبِّهت الجهة {told['ar']} وما زال قائماً، فرُفع إليكم",
            f"the unit was told {english} and it still stands: escalated to you",
        )
    elif reach.missing is not None:
        cause = suppressed(reach.missing, reach.name)
        how = _both(
            f"لم تُنبَّه الجهة: {cause['ar']}؛ ورُفع إليكم",
            f"the unit has not been told: {cause['en']}; escalated to you",
        )
    elif reach.failed:
        how = _both(
            "تعذر إيصال التنبيه إلى الجهة حتى الآن، ورُفع إليكم",
            "so far the notice to the unit could not be delivered; escalated to you",
        )
    else:
        how = _both(
            "تُنبَّه الجهة اليوم أيضاً، ورُفع إليكم لأن مهلة الرفع انقضت",
            "the unit is told today as well; escalated to you because the time set for that has passed",
        )
    return _both(f"{text['ar']}؛ {how['ar']}", f"{text['en']}; {how['en']}")


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

WRITTEN: Text = {"ar": "كُتب في ملف", "en": "written"}
"""The state of a message that is a file: it still has to be sent or handed over."""

TABLE: dict[str, Text] = {
    "recipient": {"ar": "إلى", "en": "to"},
    "channel": {"ar": "القناة", "en": "channel"},
    "alerts": {"ar": "التنبيهات", "en": "alerts"},
    "state": {"ar": "الحالة", "en": "state"},
    "place": {"ar": "الملف أو سبب التعذر", "en": "file, or why it failed"},
    "directory": {"ar": "الملفات في المجلد", "en": "The files are in"},
    "held": {"ar": "بقي بلا إرسال", "en": "Could not be sent"},
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
