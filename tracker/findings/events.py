"""Events of triggered obligations: in the sheets that list them, in the list itself, against the duties they open."""

from tracker.findings.records import E_, Q_, W_, Code

CODES = {
    "event-line-left-out": Code(
        W_,
        "سطر من قائمة الوقائع لم يُحتسب: {why}",
        "A line of the list of events does not count: {why}",
        "صحّحه؛ وتُحتسب الأسطر الأخرى كما هي.",
        "Correct it; the other lines count as they stand.",
    ),
    "event-unknown": Code(
        W_,
        "صف عن {obligation} للجهة {unit} يذكر الواقعة {event}، وليست في قائمة الوقائع؛ لم يُغلق بها واجب.",
        "A row on {obligation} of {unit} names the event {event}, which no list knows; it closes no duty.",
        "صحّح رقم الواقعة أو أضفها إلى events.csv.",
        "Correct the event's number, or add it to events.csv.",
    ),
    "event-of-another": Code(
        W_,
        "صف عن {obligation} للجهة {unit} يذكر الواقعة {event}، وهي مدرجة باسم {owner}؛ لم يُحسب على أي منهما.",
        "A row on {obligation} of {unit} names the event {event}, listed as of {owner}; it counts for neither.",
        "إن كانت الواقعة لهذه الجهة فاسحبها من {owner} وأدرجها باسمها، وإلا فأرسل الصف باسم {owner}.",
        "If the event is of this unit, take it back from {owner} and list it anew; else send the row as of {owner}.",
    ),
    "event-retracted-early": Code(
        W_,
        "سُحبت الواقعة {event} من {obligation} في {day}، قبل أن تُذكر أول مرة في {first}.",
        "The event {event} of {obligation} is taken back on {day}, before it was first reported, on {first}.",
        "صحح أحد اليومين في reported_on.",
        "Correct one of the two days under reported_on.",
    ),
    "event-before-order": Code(
        W_,
        "الواقعة {event} ({obligation}) حدثت في {day}، قبل سريان الالتزام في {effective}؛ لا يترتب عليها واجب.",
        "The event {event} ({obligation}) happened on {day}, before the obligation took effect on {effective}; "
        "it opens no duty.",
        "",
        "",
    ),
    "event-after-end": Code(
        W_,
        "الواقعة {event} ({obligation}) حدثت في {day}، ولم يعد الالتزام واقعاً على الجهة {unit} منذ {gone}؛ "
        "لا يترتب عليها واجب.",
        "The event {event} ({obligation}) happened on {day}, when {unit} owed it no more (since {gone}); "
        "it opens no duty.",
        "إن كان على جهة غيرها فاكتبها في السطر؛ خلَفُ الجهة: {heir}.",
        "If another unit owed it then, name that in the line; the successor of {unit}: {heir}.",
    ),
    "event-without-duty": Code(
        W_,
        "الواقعة {event}: الجهة {unit} لا يقع عليها الالتزام {obligation}، أو ليس مما تُنشئه الوقائع.",
        "The event {event}: {unit} does not owe {obligation}, or that is not one that events trigger.",
        "صحّح السطر في events.csv.",
        "Correct the line in events.csv.",
    ),
    "event-not-triggered": Code(
        Q_,
        "في هذا السطر تاريخ واقعة ({value})، والالتزام {obligation} لا ينشأ عن وقائع.",
        "This row gives the day of an event ({value}), and {obligation} is not triggered by events.",
        "صحح رمز الالتزام أو احذف تاريخ الواقعة.",
        "Correct the obligation, or remove the day of the event.",
    ),
    "event-number-missing": Code(
        E_,
        "واقعة بتاريخ {value} بلا رقم.",
        "An event of {value} without a number.",
        "اكتب رقم الواقعة؛ به وحده تُغلق.",
        "Write the event's number; only by it can the event be closed.",
    ),
    "event-in-future": Code(
        E_,
        "تاريخ الواقعة {value} يقع بعد تسلم الجدول ({received}).",
        "The day of the event, {value}, lies after the sheet was received ({received}).",
        "صحح تاريخ الواقعة.",
        "Correct the day of the event.",
    ),
    "event-day-missing": Code(
        E_,
        "الواقعة {value} بلا يوم.",
        "The event {value} without a day.",
        "اكتب اليوم الذي وقعت فيه؛ منه يُحسب أجلها.",
        "Write the day on which it happened; its deadline counts from that.",
    ),
}
