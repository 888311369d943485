"""What the project keeps: received files, rows, manifest."""

from tracker.findings.records import E_, N_, W_, Code

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
    "sighting-altered": Code(
        E_,
        "تغيّر القيد {record} من سجل ملفات المشروع بعد كتابته.",
        "Record {record} of how the project's files stood was changed after it was written.",
        "قارن {file} بالنسخة الاحتياطية.",
        "Compare {file} with the backup.",
    ),
    "input-altered": Code(
        E_,
        "نسخة محفوظة من أحد ملفات المشروع مفقودة من {file} أو تغيّرت ({sha256}).",
        "A version of one of the project's files is missing from {file} or was changed ({sha256}).",
        "قارن بالنسخة الاحتياطية.",
        "Compare with the backup.",
    ),
    "inputs-not-recorded": Code(
        W_,
        "لم تُحفظ ملفات المشروع كما هي الآن، فإن تغيّرت فلن يُعاد هذا الجواب كما هو. {why}",
        "The project's files were not recorded as they stand now: should they change, this answer cannot be given "
        "again. {why}",
    ),
    "inputs-first-seen": Code(
        N_,
        "لا يُعرف كيف كانت ملفات المشروع ({asked})، فقد سُجلت أول مرة بعد ذلك ({since})؛ أُخذت كما كانت عندئذ.",
        "How the project's files stood ({asked}) is not known, for they were first recorded later ({since}); they are "
        "taken as they stood then.",
    ),
    "program-not-as-then": Code(
        N_,
        "كان الحكم عندئذ ({asked}) بإصدار آخر من البرنامج: {then}، وهو الآن {now}؛ قد يختلف الجواب عما قيل عندئذ.",
        "At that moment ({asked}) another version of the program judged: {then}, now it is {now}; the answer may "
        "differ from the one given then.",
    ),
    "calendar-not-as-then": Code(
        W_,
        "تقويم العطل المنشورة غير ما كان عندئذ ({asked}): إصداره {now} وكان {then}؛ قد تختلف المواعيد عما قيل عندئذ.",
        "The published holidays are not those of that moment ({asked}): the calendar is {now} and was {then}; due "
        "dates may differ from those given then.",
        "اكتب العطل الرسمية في ملف العطل.",
        "Put the official holidays into the file of holidays.",
    ),
    "inputs-then-refused": Code(
        E_,
        "ملفات المشروع المحفوظة ({since}) قبلها إصدار البرنامج {then} ولا يقبلها هذا الإصدار؛ ما يلي عن تلك النسخ.",
        "The project's files as recorded ({since}) were accepted by the program {then} and are not by this one; what "
        "follows is about those versions.",
        "اسأل بذلك الإصدار.",
        "Ask with that version.",
    ),
}
