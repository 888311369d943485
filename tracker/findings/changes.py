"""Changes to orders: what cannot be recorded, what has no effect, and what an order says that it changes."""

from tracker.findings.records import E_, N_, W_, Code

CODES = {
    "change-without-effect": Code(
        W_,
        "التغيير {kind} على {obligation} بتاريخ {day} لا أثر له.",
        "The change {kind} of {obligation} from {day} on changes nothing.",
        "لا يُستأنف ما لم يُوقف، ولا يُعدَّل ما أُلغي، والتمديد يحتاج إلى موعد (deadline) أو نهاية (until).",
        "What was not suspended cannot be resumed, what was revoked cannot be amended, and an extension needs a "
        "deadline or an end (until).",
    ),
    "change-useless": Code(
        E_,
        "التغيير {kind} على {obligation} بتاريخ {day} لا أثر له.",
        "The change {kind} of {obligation} from {day} on changes nothing.",
        "لا يُستأنف ما لم يُوقف، ولا يُعدَّل ما أُلغي، والتمديد يحتاج إلى موعد (deadline) أو نهاية (until).",
        "What was not suspended cannot be resumed, what was revoked cannot be amended, and an extension needs a "
        "deadline or an end (until).",
    ),
    "change-outlived": Code(
        W_,
        "التغيير {kind} المسجل من قبل على {obligation} بتاريخ {day} لم يعد له أثر.",
        "The change {kind} of {obligation} from {day}, recorded before, has no effect any more.",
        "يبقى في السجل كما هو، والحكم للتغيير الجديد.",
        "It stays in the register as it is; the new change holds.",
    ),
    "change-by-unknown": Code(
        W_,
        "التغيير على {obligation} منسوب إلى الأمر {id}، ولا أمر بهذا المعرف في السجل.",
        "The change of {obligation} is said to be made by {id}, and no directive in the register has that identifier.",
        "صحح الحقل directive، أو اذكر رقم الكتاب في الحقل reference بدلاً منه.",
        "Correct the field directive, or give the letter's number as reference instead.",
    ),
    "change-unreferenced": Code(
        W_,
        "التغيير {kind} على {obligation} يُسقطه بلا مرجع.",
        "The change {kind} of {obligation} ends it and names no reference.",
        "أضف الحقل reference (رقم الكتاب وتاريخه) أو directive (معرف الأمر اللاحق).",
        "Add reference (the letter's number and date) or directive (the identifier of the later order).",
    ),
    "amends-nothing": Code(
        W_,
        "الأمر {id} يذكر أنه يغيّر {target} ({kind} من {day})، ولا التزام بهذا المعرف.",
        "{id} says that it changes {target} ({kind} from {day}), and no obligation has that identifier.",
        "صحح targets في amends، أو اتركها فارغة: [].",
        "Correct targets under amends, or leave them empty: [].",
    ),
    "amends-unrecorded": Code(
        W_,
        "الأمر {id} يذكر أنه يغيّر {target} ({kind} من {day})، ولم يُسجَّل ذلك على {target}، فلا أثر له.",
        "{id} says that it changes {target} ({kind} from {day}); that is not recorded for {target} and has no effect.",
        "سجّله: tracker register {kind} {target} {start} --directive {id} --by …",
        "Record it: tracker register {kind} {target} {start} --directive {id} --by …",
    ),
    "change-cycle": Code(
        W_,
        "هذه الأوامر يغيّر بعضها بعضاً في حلقة: {circle}.",
        "These orders change each other, in a circle: {circle}.",
        "تأكد من الحقل directive في كل تغيير: هو الأمر اللاحق الذي أحدث التغيير.",
        "Check the field directive of each change: it is the later order that makes it.",
    ),
    "change-in-circle": Code(
        E_,
        "هذه الأوامر يغيّر بعضها بعضاً في حلقة: {circle}.",
        "These orders change each other, in a circle: {circle}.",
        "الأمر الذي يُحدث التغيير (--directive) لا بد أن يكون لاحقاً.",
        "The order that makes the change (--directive) must be a later one.",
    ),
    "change-of-draft": Code(
        E_,
        "{id} مسودة لم يُصادَق عليها، فلا تُسجَّل عليها تغييرات.",
        "{id} is a draft that nobody approved; changes are not recorded for it.",
        "صحّح المسودة نفسها.",
        "Correct the draft itself.",
    ),
    "amends-unknown": Code(
        E_,
        "{id} يغيّر {target}، ولا التزام بهذا الرمز في أوامر أخرى.",
        "{id} changes {target}, and no other order has an obligation of that identifier.",
        "صحّح targets في amends، أو اتركها فارغة: [].",
        "Correct targets under amends, or leave them empty: [].",
    ),
    "amends-without-target": Code(
        W_,
        "{id} يغيّر أمراً سابقاً («{named}») ولم يُسجَّل التغيير على أي التزام.",
        "{id} changes an earlier order (“{named}”), and the change is recorded for no obligation.",
        "إن كان الأمر في السجل فسجّل التغيير: tracker register amend|extend|suspend|resume|revoke … --directive {id}",
        "If that order is in the register, record it: "
        "tracker register amend|extend|suspend|resume|revoke … --directive {id}",
    ),
    "extends-to-earlier": Code(
        E_,
        "التمديد يقدّم موعد {obligation} على الجهة {unit} من {before} إلى {after}.",
        "This extension brings the due date of {obligation} for {unit} forward, from {before} to {after}.",
        "اكتب الموعد الجديد تاريخاً أو مع ‎--until‎؛ ولتقصير المدة: tracker register amend.",
        "Write the new date, or give it with --until; to shorten the time: tracker register amend.",
    ),
    "change-without-effect-of-pattern": Code(
        W_,
        "التغيير {kind} على {obligation} بتاريخ {day} لا أثر له: لا يصلح موعده لالتزام نمطه {pattern}.",
        "The change {kind} of {obligation} from {day} on changes nothing: its deadline does not suit a duty of the "
        "pattern {pattern}.",
        "الدوري (periodic) تُغيَّر وتيرته وحدها (كل أسبوع)، والقائم (maintenance) نهايته (until)، وما سواهما له مدة أو "
        "تاريخ لا وتيرة.",
        "Of a periodic duty only the rhythm is changed (every week), of a standing one the end (until); any other "
        "has a period or a date and no rhythm.",
    ),
    "change-unfitting": Code(
        E_,
        "لا يُغيَّر {obligation} بهذا الموعد، فنمطه {pattern}، ولن يكون له أثر.",
        "This deadline cannot be given to {obligation}: its pattern is {pattern}, and nothing would change.",
        "الدوري (periodic) تُغيَّر وتيرته: ‎--deadline 'كل أسبوعين'‎؛ وآخر يوم للدوري أو القائم (maintenance): ‎--until‎؛ "
        "ولتمديد مهلة مدة واحدة: tracker decide … extend --occurrence.",
        "Of a periodic duty the rhythm can be changed, --deadline 'every two weeks'; of a periodic or standing one the "
        "last day, --until; for more time in one period: tracker decide … extend --occurrence.",
    ),
    "change-before-issue": Code(
        E_,
        "التاريخ {day} ({field}) يسبق صدور {id} في {issued_on}، فلا يُسجَّل.",
        "{day} ({field}) lies before {id} was issued, on {issued_on}; that is not recorded.",
        "تأكد من التاريخين، ومن أن الأمر هو المقصود.",
        "Check both dates, and that this is the order meant.",
    ),
    "extends-end-earlier": Code(
        E_,
        "التمديد يقدّم نهاية {obligation} من {before} إلى {after}.",
        "This extension brings the end of {obligation} forward, from {before} to {after}.",
        "لتقصير المدة: tracker register amend.",
        "To shorten the time: tracker register amend.",
    ),
    "extends-no-end": Code(
        E_,
        "لا نهاية لـ{obligation} تُمدَّد؛ سينهيه هذا التاريخ ({after}) ولا يمدّده.",
        "{obligation} has no end that could be extended; the day {after} would end it.",
        "لتعيين نهاية له: tracker register amend --until.",
        "To set an end: tracker register amend --until.",
    ),
    "anchor-only-words": Code(
        E_,
        "المدة من «{words}» لا تُحسب: العبارة ليست معرّف التزام مصادق عليه.",
        "A period from “{words}” cannot be counted: that is not the identifier of an approved obligation.",
        "اكتب معرّفه في ‎--deadline‎، مثل «خلال 10 أيام من إنجاز {near}».",
        "Write its identifier in --deadline, as '10 days from the completion of {near}'.",
    ),
    "change-not-of-all": Code(
        N_,
        "لم يُسجَّل التغيير على {obligations}: لا موعد لها أو نهاية من هذا النوع، أو لا أثر له عليها.",
        "The change is not recorded for {obligations}: they have no deadline or end of this kind, or it has no effect.",
    ),
}
