"""Reading the texts of orders."""

from tracker.findings.records import E_, W_, Code

CODES = {
    "document-missing": Code(
        E_,
        "لا يوجد ملف بهذا الاسم: {file}",
        "There is no such file: {file}",
        "راجع الاسم والمسار.",
        "Check name and path.",
    ),
    "document-is-directory": Code(
        E_,
        "{file} مجلد وليس ملفاً.",
        "{file} is a directory, not a file.",
        "اكتب أسماء الملفات التي فيه.",
        "Name the files in it.",
    ),
    "document-empty": Code(
        E_,
        "لا يوجد نص في الملف {file}.",
        "There is no text in {file}.",
        "تأكد من أنه الملف الصحيح وأنه حُفظ كاملاً.",
        "Check that it is the right file and was saved whole.",
    ),
    "document-not-text": Code(
        E_,
        "الملف {file} ليس نصاً مقروءاً.",
        "{file} is no readable text.",
        "تُقرأ الملفات من الأنواع: {readable}؛ بترميز UTF-8 أو UTF-16 أو Windows-1256.",
        "What can be read: {readable}, in UTF-8, UTF-16 or Windows-1256.",
    ),
    "document-kind-unsupported": Code(
        E_,
        "الملف {file} من نوع {kind} ولا يُقرأ بعد.",
        "{file} is of the kind {kind}, which cannot be read yet.",
        "احفظه نصاً؛ تُقرأ الأنواع: {readable}",
        "Save it as text; what can be read: {readable}",
    ),
    "order-day-unknown": Code(
        W_,
        "لا يظهر في {file} تاريخ صدوره، فلا تُحسب المواعيد.",
        "{file} does not give its day of issue: no period can be counted.",
        "أضف ‎--issued-on YYYY-MM-DD‎.",
        "Add --issued-on YYYY-MM-DD.",
    ),
}
