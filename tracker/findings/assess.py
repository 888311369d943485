"""Judging."""

from tracker.findings.records import W_, Code

CODES = {
    "pattern-not-assessed": Code(
        W_,
        "الالتزام {obligation} دوري، والحكم على الالتزامات الدورية غير متوفر في هذا الإصدار؛ لم يُقيَّم.",
        "{obligation} is periodic; this version does not judge periodic obligations. It was not assessed.",
        "",
        "",
    ),
    "changes-not-applied": Code(
        W_,
        "على الالتزام {obligation} تعديلات لا يطبقها هذا الإصدار؛ قُيِّم بنصه الأصلي.",
        "{obligation} has changes that this version does not apply; it was assessed as first ordered.",
        "",
        "",
    ),
}
