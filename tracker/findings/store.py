"""What the project keeps: received files, rows, manifest."""

from tracker.findings.records import E_, W_, Code

CODES = {
    "store-version": Code(
        E_,
        "السجل {file} كتبه إصدار أحدث من البرنامج ({found}؛ المعروف هنا {known}).",
        "The store {file} was written by a later version of tracker ({found}; this one knows {known}).",
        "حدّث البرنامج.",
        "Update tracker.",
    ),
    "store-busy": Code(
        E_,
        "السجل {file} مفتوح في برنامج آخر.",
        "The store {file} is open in another program.",
        "أغلقه هناك ثم أعد الأمر.",
        "Close it there and repeat the command.",
    ),
    "store-unreadable": Code(
        E_,
        "تعذر استعمال السجل {file}: {why}",
        "The store {file} cannot be used: {why}",
        "أعده من النسخة الاحتياطية؛ الملفات المستلمة محفوظة في received.",
        "Restore it from the backup; the received files are kept in received.",
    ),
    "ledger-altered": Code(
        E_,
        "تغيّر القيد {record} من سجل المستلمات بعد كتابته.",
        "Record {record} of the manifest was changed after it was written.",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
    "received-altered": Code(
        E_,
        "الملف المستلم {file} (القيد {record}) مفقود أو تغيّر.",
        "The received file {file} (record {record}) is missing or was changed.",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
    "received-stray": Code(
        W_,
        "الملف {file} محفوظ في received ولا قيد له: توقف استلامه قبل أن يكتمل، أو وُضع باليد.",
        "{file} is kept in received without a record: its ingest was cut short, or somebody put it there.",
        "أعد الأمر tracker ingest على الملف الأصلي؛ يُؤخذ مرة واحدة.",
        "Repeat tracker ingest on the original; it is taken once.",
    ),
    "rows-altered": Code(
        E_,
        "تغيّرت الصفوف المأخوذة من {name} (القيد {record}) بعد كتابتها.",
        "The rows taken from {name} (record {record}) were changed after they were written.",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
}
