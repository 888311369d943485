"""Judging."""

from tracker.findings.records import W_, Code

CODES = {
    "rows-not-taken": Code(
        W_,
        "صفوف وردت ولم تُقبل ولم يرد تصحيحها بعد، عددها {rows}.",
        "Rows that came, were not taken and have not been corrected yet: {rows}.",
        "اعرضها بالأمر: tracker ingest --open",
        "List them with: tracker ingest --open",
    ),
    "pattern-not-assessed": Code(
        W_,
        "الالتزام {obligation} دوري، والحكم على الالتزامات الدورية غير متوفر في هذا الإصدار؛ لم يُقيَّم.",
        "{obligation} is periodic; this version does not judge periodic obligations. It was not assessed.",
        "",
        "",
    ),
    "anchor-not-followed": Code(
        W_,
        "موعد الالتزام {obligation} يُحسب من إنجاز الالتزام {anchor}، وهذا الإصدار لا يتابع ذلك؛ عُدّ موعده غير معروف.",
        "The deadline of {obligation} counts from the completion of {anchor}; this version does not follow that. "
        "Its due date counts as unknown.",
        "بعد الإنجاز اكتب الموعد تاريخاً (kind: on).",
        "Once that is done, give the deadline as a date (kind: on).",
    ),
    "changes-not-applied": Code(
        W_,
        "على الالتزام {obligation} تعديلات لا يطبقها هذا الإصدار؛ قُيِّم بنصه الأصلي.",
        "{obligation} has changes that this version does not apply; it was assessed as first ordered.",
        "",
        "",
    ),
}
