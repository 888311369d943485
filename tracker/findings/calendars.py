"""Profiles, holidays, counting, expressions of time."""

from tracker.findings.records import E_, Q_, W_, Code

CODES = {
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
    "case-invalid": Code(
        W_,
        "السطر ليس حالة يمكن تفسيرها: {why}",
        "The line is no case to resolve: {why}",
        'اكتب في كل سطر كائن JSON مثل ‎{{"id": 1, "text": "خلال أسبوعين", "anchor": "2020-08-20", "lang": "ar"}}‎.',
        'Write one JSON object a line, such as {{"id": 1, "text": "within two weeks", '
        '"anchor": "2020-08-20", "lang": "en"}}.',
    ),
}
