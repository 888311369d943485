"""Profiles, holidays, counting, expressions of time."""

from tracker.findings.records import E_, Q_, W_, Code

CODES = {
    "calendar-unknown": Code(
        E_,
        "لا يوجد تقويم باسم {calendar}.",
        "There is no calendar named {calendar}.",
        "التقاويم المعروفة: {known}، ورمز أي دولة مثل EG أو SA، وما يُعرَّف في القسم [calendars] من tracker.toml.",
        "Known calendars: {known}, the code of any country such as EG or SA, and what [calendars] in tracker.toml "
        "defines.",
    ),
    "calendar-country-unknown": Code(
        E_,
        "التقويم {calendar} في tracker.toml يسمي دولة أو جزءاً منها لا يُعرف: holidays = «{value}».",
        "The calendar {calendar} of tracker.toml names a country, or a part of one, that is not known: holidays = "
        "“{value}”.",
        'اكتب رمز الدولة كما في ISO 3166، مثل ‎holidays = "EG"‎، أو ‎""‎ إن كانت العطل في holidays.csv وحده.',
        'Write its code as in ISO 3166, such as holidays = "EG", or "" where only holidays.csv counts.',
    ),
    "calendar-circle": Code(
        E_,
        "لا تُعرف طريقة العد: كل تقويم يحيل إلى الآخر ({calendars}).",
        "It cannot be known how to count: the calendars refer to each other ({calendars}).",
        "اكتب في like تقويماً معروفاً مثل iq أو رمز دولة مثل EG.",
        "Give under like a known calendar such as iq, or a country such as EG.",
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
        "إن لم تكن في {other} عطلة فأضف إلى ملف العطل سطراً حالته removed لهذا اليوم.",
        "If {other} is no holiday, add a line with the status removed for it to the file of holidays.",
    ),
    "holiday-outweighed": Code(
        W_,
        "السطر الخاص بيوم {day} ({status}) لا يُعتد به: لهذا اليوم مصدر أقوى، {name} ({stands}، المصدر: {source}).",
        "The line about {day} ({status}) does not count: a stronger source speaks of that day, {name} ({stands}; "
        "source: {source}).",
        "إن صدر قرار آخر فسجّله بحالة official أو removed أو working مع كتابه.",
        "If another decision was made, record it as official, removed or working, with its letter.",
    ),
    "holiday-weaker": Code(
        E_,
        "لا يُسجَّل {day} بحالة «{status}»: لهذا اليوم مصدر أقوى، {name} ({stands}، المصدر: {source}).",
        "{day} cannot be written as “{status}”: a stronger source speaks of that day, {name} ({stands}; "
        "source: {source}).",
        "إن صدر قرار آخر فسجّله بحالة official أو removed أو working مع كتابه.",
        "If another decision was made, record it as official, removed or working, with its letter.",
    ),
    "holiday-none-there": Code(
        E_,
        "{day} ليس عطلة في {calendar}، فلا عطلة تُلغى فيه.",
        "{day} is no holiday in the {calendar}: there is none to take back.",
        "لعرض أيام العطل وتواريخها: tracker calendar holidays --year ...",
        "See the holidays and their days: tracker calendar holidays --year …",
    ),
    "date-not-in-calendar": Code(
        W_,
        "لا يوجد تاريخ «{words}» في التقويم، فلم يُقرأ منه شيء.",
        "There is no such date as “{words}”; nothing was read from it.",
        "صحح اليوم أو الشهر.",
        "Correct the day or the month.",
    ),
    "recurrence-never-begins": Code(
        W_,
        "لا فترة للقاعدة {rrule} في الالتزام {obligation} من {start} فصاعداً، وهو يوم سريانها؛ فلا يحل له موعد.",
        "{rrule} of {obligation} has no period from {start} on, the day from which it holds: nothing ever comes due.",
        "راجع UNTIL: ينبغي أن يقع بعد ذلك اليوم.",
        "Look at its UNTIL, which must lie after that day.",
    ),
    "recurrence-week-of-days": Code(
        W_,
        "القاعدة {rrule} في الالتزام {obligation} تسمّي أيام الأسبوع كلها، فكل يوم منها فترة قائمة بذاتها.",
        "{rrule} of {obligation} names every day of a week, so that each of them is a period of its own.",
        "إن كان المقصود فترة واحدة فسمّ اليوم الذي تنتهي فيه: {suggested}",
        "If one period is meant, name the day on which it ends: {suggested}",
    ),
    "case-invalid": Code(
        W_,
        "السطر ليس حالة يمكن تفسيرها: {why}",
        "The line is no case to resolve: {why}",
        'اكتب في كل سطر كائن JSON مثل ‎{{"id": 1, "text": "خلال أسبوعين", "anchor": "2020-08-20", "lang": "ar"}}‎.',
        'Write one JSON object a line, such as {{"id": 1, "text": "within two weeks", '
        '"anchor": "2020-08-20", "lang": "en"}}.',
    ),
}
