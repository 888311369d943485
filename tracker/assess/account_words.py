"""The words in which it is told what a flag rests on (``accounts.py``). To change one, change this file only.

{place}: file, sheet and cell. {office}: who reported, by name. Days are in words.
"""

from __future__ import annotations

from tracker.model import Text

SENTENCES: dict[str, Text] = {
    "rewritten": {
        "ar": "عُدِّل الإبلاغ المؤرخ {day} الوارد من {office}، ووصل التعديل في {known}: {changes}.",
        "en": "The report of {day} by {office} was rewritten; the new version came on {known}: {changes}.",
    },
    "change": {
        "ar": "{column}: من {before} ({before_place}) إلى {after} ({after_place})",
        "en": "{column}: from {before} ({before_place}) to {after} ({after_place})",
    },
    "corrected_on_request": {
        "ar": "صُحِّح الإبلاغ المؤرخ {day} بعد أن رُفض أو سُئل عنه: {changes}.",
        "en": "The report of {day} was corrected after it had been refused or queried: {changes}.",
    },
    "corrected_from_refused": {
        "ar": "صُحِّح الإبلاغ المؤرخ {day} بعد أن رُفض أو سُئل عنه ({place}).",
        "en": "The report of {day} was corrected after it had been refused or queried ({place}).",
    },
    "conflicting": {
        "ar": "يقول إبلاغ {office} ({rank}) المؤرخ {day}: {state} ({place}). ويُعتمد إبلاغ {last_office} "
        "({last_rank}) المؤرخ {last_day}: {last_state} ({last_place})؛ {why}.",
        "en": "The report of {office} ({rank}) of {day} says: {state} ({place}). What counts is the report "
        "of {last_office} ({last_rank}) of {last_day}: {last_state} ({last_place}); {why}.",
    },
    "listed_twice": {
        "ar": "وردت الواقعة مرتين: من {unit} بتاريخ {day} ({place})، ومن {other_unit} بتاريخ {other_day} "
        "({other_place})؛ ويُعتمد السطر الأول.",
        "en": "The event is listed twice: of {unit} on {day} ({place}), of {other_unit} on {other_day} "
        "({other_place}); the first line counts.",
    },
    "overruled": {
        "ar": "اختلف قراران من رتبتين: {decisions}؛ {why}.",
        "en": "Decisions of different ranks contradict each other: {decisions}; {why}.",
    },
    "listing": {"ar": "، و", "en": ", "},
    "decision": {
        "ar": "{by} ({rank}) في {day}: {kind} ({place})",
        "en": "{by} ({rank}) on {day}: {kind} ({place})",
    },
    "decision_accept": {"ar": "قبول الإثبات", "en": "evidence accepted"},
    "decision_refuse": {"ar": "رفض الإثبات", "en": "evidence refused"},
    "decision_refuse-claim": {"ar": "رفض الادعاء", "en": "claim refused"},
    "higher_rank": {
        "ar": "فالأعلى رتبة هو المعتمد، ولو كان الأدنى أحدث",
        "en": "the higher rank outweighs the lower, even a later one",
    },
    "worse_wins": {
        "ar": "فالإبلاغان من رتبة واحدة ويوم واحد، ويُعتمد الأسوأ",
        "en": "both are of one rank and day, and the worse one counts",
    },
    "copied": {
        "ar": "النص نفسه {note} في آخر {number}: {reports}.",
        "en": "The same words {note} in the last {number}: {reports}.",
    },
    "dated_place": {
        "ar": "{day} ({place})",
        "en": "{day} ({place})",
    },
    "backdated": {
        "ar": "وصل في {known} إبلاغ جديد مؤرخ {day} ({place})، وكان قد وصل قبله من {office} إبلاغ مؤرخ "
        "{newer} ({newer_place}).",
        "en": "A new report dated {day} ({place}) came on {known}, after one by {office} dated {newer} "
        "({newer_place}) had come.",
    },
    "backdated_alone": {
        "ar": "وصل في {known} إبلاغ جديد مؤرخ {day} ({place})، وكان قد وصل قبله إبلاغ أحدث منه.",
        "en": "A new report dated {day} ({place}) came on {known}, after a later one had come.",
    },
    "no_date": {"ar": "بلا تاريخ", "en": "no date for it"},
    "due_date_altered": {
        "ar": "كُتب في الجدول أن الموعد {stated} ({place})، وهو في السجل {due}؛ والمعتمد ما في السجل.",
        "en": "The sheet gives {stated} as the due date ({place}); the register has {due}, and that counts.",
    },
    "due_date_altered_unread": {
        "ar": "كُتب في الجدول موعد آخر ({place})، وهو في السجل {due}؛ والمعتمد ما في السجل.",
        "en": "The sheet gives another due date ({place}); the register has {due}, and that counts.",
    },
    "percent_mismatch": {
        "ar": "كُتبت في إبلاغ {day} نسبة {percent} مع الحالة «{state}» ({place})؛ والحالة هي التي تحسم.",
        "en": "The report of {day} gives {percent} with the state “{state}” ({place}); the state decides.",
    },
    "reopened": {
        "ar": "أُبلغ بإنجازه في {day} ({place})، ثم قال إبلاغ {last_day}: {last_state} ({last_place}).",
        "en": "It was reported as done on {day} ({place}); then the report of {last_day} said: {last_state} "
        "({last_place}).",
    },
    "recovered": {
        "ar": "قال إبلاغ {day}: {state} ({place})، ثم قال إبلاغ {last_day}: {last_state} ({last_place}).",
        "en": "The report of {day} said: {state} ({place}); then the report of {last_day} said: "
        "{last_state} ({last_place}).",
    },
    "was_breached_incidents": {
        "ar": "بقيت بعد إبلاغ {day} حالات لم تُعالَج في مدتها ({place}).",
        "en": "After the report of {day} incidents were left open at the end of their period ({place}).",
    },
    "was_breached_exception_ref": {
        "ar": "استند إبلاغ {day} إلى الاستثناء بلا مرجع ({place}).",
        "en": "The report of {day} claimed the exception without a reference ({place}).",
    },
    "completed_in_future": {
        "ar": "ذكر إبلاغ {day} أن الإنجاز في {completed}، وهو يوم لم يكن قد أتى ({place})؛ فلم يُعتدّ به.",
        "en": "The report of {day} gives {completed} as the day of completion, which had not come yet "
        "({place}); it is not believed.",
    },
    "completed_before_order": {
        "ar": "ذكر إبلاغ {day} أن الإنجاز في {completed} ({place})، والأمر لم يسرِ إلا في {effective}.",
        "en": "The report of {day} gives {completed} as the day of completion ({place}); the order took "
        "effect only on {effective}.",
    },
    "completed_before_own_day": {
        "ar": "ذكر إبلاغ {day} أن الإنجاز في {completed} ({place})، وأول ما يُحسب له هذا الواجب {effective}.",
        "en": "The report of {day} gives {completed} as the day of completion ({place}); the first day of this duty "
        "is {effective}.",
    },
    "covers_several": {
        "ar": "إبلاغ واحد عن الفترة من {first} إلى {last} ({place})، وفيها أكثر من فترة.",
        "en": "One report for the time from {first} to {last} ({place}), which holds more than one period.",
    },
    "notified_after_due": {
        "ar": "بُلِّغت الجهة بالأمر في {notified}، بعد موعده {due}.",
        "en": "The unit was notified of the order on {notified}, after its due date {due}.",
    },
    "ended_unmet": {
        "ar": "كان في اليوم السابق لسقوطه في {withdrawn}: {before}.",
        "en": "On the day before it fell away on {withdrawn} it was: {before}.",
    },
    "loaded_in_bulk": {
        "ar": "جاءت إبلاغاته السابقة مع أول ما أُدخل من الجهة دفعة واحدة، فلا يُعرف متى قُدِّم كل منها.",
        "en": "Its earlier reports came together with the first that was taken in from the office, so it is "
        "not known when each was made.",
    },
    "and_more": {
        "ar": "وغيرها ({n})",
        "en": "and others ({n})",
    },
    "blank": {
        "ar": "خلية فارغة",
        "en": "an empty cell",
    },
    "quoted": {
        "ar": "«{value}»",
        "en": "“{value}”",
    },
}

COLUMNS: dict[str, Text] = {
    "state": {
        "ar": "الحالة",
        "en": "state",
    },
    "percent": {
        "ar": "نسبة الإنجاز",
        "en": "progress",
    },
    "incidents": {
        "ar": "عدد المخالفات",
        "en": "incidents",
    },
    "remedied": {
        "ar": "ما عولج منها",
        "en": "remedied",
    },
    "exception_ref": {
        "ar": "سند الاستثناء",
        "en": "exception reference",
    },
    "completed_on": {
        "ar": "تاريخ الإنجاز",
        "en": "completed on",
    },
    "evidence": {
        "ar": "الإثبات",
        "en": "evidence",
    },
    "note": {
        "ar": "الملاحظات",
        "en": "note",
    },
}

RANKS: dict[str, Text] = {
    "1": {
        "ar": "جهة منفّذة",
        "en": "unit",
    },
    "2": {
        "ar": "مكتب متابعة",
        "en": "follow-up office",
    },
    "3": {
        "ar": "تفتيش",
        "en": "inspection",
    },
}
