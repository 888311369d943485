"""Lists of letters, entry forms and review sheets."""

from tracker.findings.records import E_, N_, Q_, W_, Code

CODES = {
    "nothing-to-approve": Code(
        E_,
        "لا التزام في المسودة {id}.",
        "The draft {id} has no obligations.",
        "أضف إليها التزاماً أو احذف ملفها.",
        "Add one, or delete its file.",
    ),
    "review-open": Code(
        W_,
        "صودق على الالتزام {number} من {id} وليس في المراجعة قرار فيه على صورته الحالية.",
        "Obligation {number} of {id} was approved and the review has no decision on it as it stands.",
    ),
    "review-unanswered": Code(
        N_,
        "لا قرار في هذا الصف؛ يبقى الالتزام مسودة.",
        "There is no decision in this row; the obligation stays a draft.",
    ),
    "review-draft-changed": Code(
        W_,
        "تغيرت المسودة {id} بعد إخراج هذا الملف؛ لا يُؤخذ إلا بقرارات الالتزامات التي لم تتغير.",
        "The draft {id} has changed since this sheet was written; only decisions on unchanged obligations are taken.",
    ),
    "review-row-changed": Code(
        Q_,
        "تغير هذا الالتزام في المسودة بعد إخراج الملف، أو حُذف؛ لم يُؤخذ بالقرار.",
        "This obligation was changed or removed in the draft since the sheet was written; the decision was not taken.",
        "أخرج ملفاً جديداً واكتب القرار فيه: tracker register export",
        "Export the sheet anew and decide there: tracker register export",
    ),
    "review-decided": Code(
        Q_,
        "قرر {by} من قبل في هذا الالتزام: {decision}. القرار الجديد لا يوافقه ولم يُؤخذ به.",
        "{by} has decided on this obligation before: {decision}. The new decision differs and was not taken.",
        "أخرج ملفاً جديداً وصحح فيه: tracker register export",
        "Export the sheet anew and correct it there: tracker register export",
    ),
    "review-decision-missing": Code(
        Q_,
        "في الصف تصحيح أو ملاحظة ولا قرار فيه؛ لم يُؤخذ به.",
        "The row holds corrections or a remark and no decision; it was not taken.",
        "اختر القرار: {options}",
        "Choose the decision: {options}",
    ),
    "review-contradiction": Code(
        Q_,
        "القرار «{value}» ومعه خلايا تصحيح مملوءة؛ لم يُؤخذ به.",
        "The decision is “{value}” and cells of the correction are filled in; it was not taken.",
        "اختر «{option}» أو امحُ خلايا التصحيح.",
        "Choose “{option}”, or clear the cells of the correction.",
    ),
    "review-correction-missing": Code(
        Q_,
        "القرار تصحيح ولا خلية تصحيح مملوءة؛ لم يُؤخذ به.",
        "The decision is to correct, and no cell of the correction is filled in; it was not taken.",
        "املأ ما يتغير، أو اختر القبول.",
        "Fill in what changes, or choose to accept.",
    ),
    "review-choice": Code(
        E_,
        "«{value}» ليس من خيارات هذا العمود.",
        "“{value}” is none of this column's options.",
        "المقبول: {options}",
        "It can be: {options}",
    ),
    "review-person-missing": Code(
        E_,
        "لا اسم لمن راجع هذا الصف.",
        "Nobody is named who reviewed this row.",
        "اكتب اسم المراجع في الصف أو في أعلى الورقة.",
        "Write the reviewer in the row or at the top of the sheet.",
    ),
    "review-day-missing": Code(
        E_,
        "لا تاريخ لمراجعة هذا الصف.",
        "The review of this row has no date.",
        "اكتب التاريخ في الصف أو في أعلى الورقة.",
        "Write the date in the row or at the top of the sheet.",
    ),
    "day-in-future": Code(
        E_,
        "التاريخ {value} لم يأتِ بعد.",
        "The date {value} is yet to come.",
        "صحح التاريخ.",
        "Correct the date.",
    ),
    "review-deadline": Code(
        E_,
        "لم يُفهم الموعد «{value}»: {why}",
        "The deadline “{value}” was not understood: {why}",
        "اكتبه مثل: خلال 7 أيام، 15/3/2025، فوراً، كل أسبوع، بلا موعد.",
        "Write it as: within 7 days, 15/3/2025, immediately, every week, no deadline.",
    ),
    "review-unit": Code(
        E_,
        "لا جهة بالاسم أو المعرّف «{value}».",
        "No unit has the name or identifier “{value}”.",
        "الأقرب: {nearest}",
        "Nearest: {nearest}",
    ),
    "review-field-needed": Code(
        E_,
        "هذا الحقل لا يُمحى: {field}",
        "This field cannot be taken away: {field}",
        "اكتب القيمة الصحيحة بدل كلمة الحذف.",
        "Write the right value in place of the word for removing.",
    ),
    "review-grey-altered": Code(
        W_,
        "الخلية الرمادية لا تطابق المسودة؛ ما كُتب فيها لا يُقرأ.",
        "The grey cell is not as the draft has it; what was written there is not read.",
        "اكتب التغيير في خلايا التصحيح.",
        "Write the change in the cells of the correction.",
    ),
    "review-row-foreign": Code(
        Q_,
        "صف لم يخرج مع الملف أو تكرر فيه؛ لم يُؤخذ به.",
        "A row that did not go out with the sheet, or stands in it twice; it was not taken.",
        "للالتزام الجديد استعمل الاستمارة: tracker register export --form",
        "For a new obligation use the form: tracker register export --form",
    ),
    "workbook-unknown": Code(
        E_,
        "الملف {file} ليس ملف مراجعة ولا استمارة، ولا قائمة كتب تُعرف أعمدتها.",
        "{file} is no review sheet, no form, and no list of letters whose columns are known.",
        "القائمة لها صف عناوين فيه تاريخ الكتاب وموضوعه على الأقل، ومعهما رقمه أو الجهة أو الموعد.",
        "A list has a row of headings with the letter's date and subject, and its number, addressee or deadline.",
    ),
    "import-known": Code(
        N_,
        "سبق أخذ هذا الملف بمحتواه نفسه ({id}).",
        "This very file was taken before ({id}).",
    ),
}
"""``import-known`` has no remedy: there is nothing to do."""
