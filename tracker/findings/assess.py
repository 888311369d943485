"""Judging."""

from tracker.findings.records import E_, Q_, W_, Code

CODES = {
    "rows-not-taken": Code(
        W_,
        "صفوف وردت ولم تُقبل ولم يرد تصحيحها بعد، عددها {rows}.",
        "Rows that came, were not taken and have not been corrected yet: {rows}.",
        "اعرضها بالأمر: tracker ingest --open",
        "List them with: tracker ingest --open",
    ),
    "recurrence-missing": Code(
        W_,
        "الالتزام {obligation} دوري ولا قاعدة لتكراره (deadline: kind: every مع rrule)؛ لم يُقيَّم.",
        "{obligation} is periodic and has no rule of recurrence (deadline: kind: every with rrule). It was not judged.",
        "أضف القاعدة، مثل rrule: FREQ=WEEKLY.",
        "Add the rule, for example rrule: FREQ=WEEKLY.",
    ),
    "period-unknown": Code(
        W_,
        "صف عن {obligation} للجهة {unit} يخص يوم {day}، ولا مدة من مدد هذا الالتزام الدوري تشمله؛ لم يُحتسب.",
        "A row on {obligation} of {unit} is about {day}; no period of this periodic obligation holds that day. "
        "It does not count.",
        "صحّح المدة (من، إلى) في الجدول وأعد إدخاله.",
        "Correct the period (from, to) in the sheet and take it in again.",
    ),
    "figures-cumulative": Code(
        Q_,
        "أعداد المخالفات التي ترسلها {unit} عن {obligation} لا تنقص أبداً: {figures}. هل هي مجاميع منذ البداية؟",
        "The figures of incidents that {unit} sends on {obligation} never fall: {figures}. Are they totals since the "
        "beginning?",
        "إن كانت مجاميع فلتُصحَّح أسطر المدد السابقة، وليُكتب لكل مدة ما وقع فيها وحدها.",
        "If they are totals, have the rows of the earlier periods corrected, and give for each period what happened in "
        "it alone.",
    ),
    "decides-no-report": Code(
        E_,
        "لا إبلاغ عن {obligation} ({unit}) حتى يوم القرار {day}، فلا شيء يُقبل أو يُرفض.",
        "Nothing had been reported on {obligation} ({unit}) by the day of the decision, {day}: there is nothing to "
        "accept or to refuse.",
        "أدخل الجدول الذي ورد فيه الإبلاغ أولاً، أو صحح الوحدة أو يوم القرار.",
        "Take in the sheet with the report first, or correct the unit or the day of the decision.",
    ),
    "no-such-occurrence": Code(
        E_,
        "لا مدة ولا واقعة باسم {wanted} في الالتزام {obligation} المترتب على: {unit}.",
        "Of {obligation}, owed by {unit}, there is no period or event {wanted}.",
        "المعروف منها (الأحدث): {known}",
        "Known are (the latest): {known}",
    ),
    "decides-no-deadline": Code(
        E_,
        "{obligation} ({unit}) التزام قائم لا موعد استحقاق له يُمدَّد.",
        "{obligation} ({unit}) is a standing duty: it has no due date to extend.",
        "لإنهائه أو وقفه سجّل تغييراً على الأمر: tracker register extend|suspend|revoke.",
        "To end or suspend it, record a change of the order: tracker register extend|suspend|revoke.",
    ),
    "decides-fallen-away": Code(
        E_,
        "سقط {obligation} عن {unit} قبل يوم القرار {day}، فلا أثر للقرار.",
        "{obligation} had fallen away from {unit} before the day of the decision, {day}; the decision would change "
        "nothing.",
        "راجع سبب السقوط: tracker explain {obligation}.",
        "See why it fell away: tracker explain {obligation}.",
    ),
    "decides-no-duty": Code(
        E_,
        "لا واجب يخصه هذا القرار: {obligation}، الجهة {unit}.",
        "There is no duty that this decides about: {obligation}, unit {unit}.",
        "راجع الالتزام والجهة والمدة أو رقم الواقعة؛ يعرضها الأمر ‎tracker check‎.",
        "Check the obligation, the unit and the period or event; tracker check shows them.",
    ),
    "as-of-before-orders": Code(
        W_,
        "يوم الحكم {day} قبل صدور كل الأوامر (أولها {directive} في {issued})؛ فلا واجب سارياً فيه.",
        "The day of judgement, {day}, is before every order (the first, {directive}, is of {issued}): "
        "no duty was in force.",
        "صحّح ‎--as-of إن لم يكن مقصوداً.",
        "Correct --as-of if that is not what you meant.",
    ),
    "template-before-orders": Code(
        W_,
        "يوم الجدول {day} قبل صدور كل الأوامر (أولها {directive} في {issued})؛ فلا واجب سارياً من أسطره بعد.",
        "The workbook is made for {day}, before every order (the first, {directive}, is of {issued}): nothing in it is "
        "owed yet.",
        "صحّح ‎--as-of إن لم يكن مقصوداً.",
        "Correct --as-of if that is not what you meant.",
    ),
    "explains-directive": Code(
        E_,
        "{id} أمر كامل، ويُشرح كل التزام فيه وحده: {obligations}.",
        "{id} is a whole order; each of its obligations is explained by itself: {obligations}.",
        "مثلاً: tracker explain {first}؛ ولكلها: tracker check --directive {id}.",
        "As: tracker explain {first}; for all of them: tracker check --directive {id}.",
    ),
    "explains-draft": Code(
        E_,
        "{id} من مسودة لم يُصادَق عليها ({directive})، فلا حكم عليه بعد.",
        "{id} is of a draft that nobody approved ({directive}); it is not judged yet.",
        "المصادقة: tracker register approve {directive} --by …",
        "To approve it: tracker register approve {directive} --by …",
    ),
    "explains-exhortation": Code(
        E_,
        "{id} حثّ لا أمر: «{text}»؛ يبقى في السجل ولا يُحسب، لأنه لا يسمي ما يمكن التحقق منه.",
        "{id} is an exhortation and no order: “{text}”. It stays in the register and is never judged, since it names "
        "nothing that can be checked.",
        "ما يُحكم عليه من {directive}: {obligations}.",
        "What is judged of {directive}: {obligations}.",
    ),
    "occurrences-too-many": Code(
        W_,
        "مدد الالتزام الدوري {obligation} للجهة {unit} كثيرة جداً؛ لم يُحكم على أقدمها، وعددها {n}.",
        "The periodic obligation {obligation} has too many periods for {unit}; the oldest {n} were not judged.",
        "ضع له تاريخ نهاية (ends_on) أو قاعدة أقل تكراراً.",
        "Give it an end (ends_on) or a rule that recurs less often.",
    ),
    "anchor-cycle": Code(
        W_,
        "مواعيد هذه الالتزامات يُحسب بعضها من إنجاز بعض في حلقة: {circle}؛ لا يُعرف موعد أي منها.",
        "The deadlines of these obligations count from each other's completion, in a circle: {circle}. "
        "None of them is known.",
        "غيّر بداية العد (anchor) في أحدها.",
        "Change what one of them counts from (anchor).",
    ),
    "anchor-not-once": Code(
        W_,
        "موعد الالتزام {obligation} يُحسب من إنجاز {anchor}، وهذا لا يُنجز مرة واحدة؛ عُدّ الموعد غير معروف.",
        "The deadline of {obligation} counts from the completion of {anchor}, which is not done once. "
        "Its due date counts as unknown.",
        "اكتب الموعد تاريخاً (kind: on) أو غيّر بداية العد.",
        "Give the deadline as a date (kind: on), or change what it counts from.",
    ),
    "decision-about-nothing": Code(
        W_,
        "القرار {kind} على {obligation} ({about}) لا يخص أي واجب قائم؛ لم يُعمل به.",
        "The decision {kind} on {obligation} ({about}) concerns no duty that there is; it has no effect.",
        "صحّح الجهة أو الفترة أو رقم الواقعة في سطره. الفترات تتغير إذا عُدِّل الأمر أو صُحح يوم التبليغ.",
        "Correct the unit, the period or the event's number in its line. Periods change when an order is amended or a "
        "day of notification corrected.",
    ),
}
