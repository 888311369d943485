"""The project, its settings and its files."""

from tracker.findings.records import E_, W_, Code

CODES = {
    "project-missing": Code(
        E_,
        "لا يوجد ملف tracker.toml في {dir}.",
        "There is no tracker.toml in {dir}.",
        "أعط مجلد المشروع بالخيار ‎--project‎ أو أنشئ مشروعاً بالأمر ‎tracker init {dir}‎.",
        "Name the project's directory with --project, or make one with: tracker init {dir}",
    ),
    "file-missing": Code(
        E_,
        "الملف غير موجود: {file}",
        "The file does not exist: {file}",
        "تأكد من المسار والاسم.",
        "Check the path and the name.",
    ),
    "file-unreadable": Code(
        E_,
        "تعذرت قراءة الملف {file}: {why}",
        "The file {file} cannot be read: {why}",
        "تأكد من صلاحية القراءة ومن سلامة الملف.",
        "Check that you may read it and that it is whole.",
    ),
    "file-unwritable": Code(
        E_,
        "تعذرت كتابة الملف {file}: {why}",
        "The file {file} cannot be written: {why}",
        "تأكد من صلاحية الكتابة ومن المساحة المتاحة؛ بقي الملف السابق كما هو.",
        "Check the rights and the free space; what stood there before is unchanged.",
    ),
    "toml-invalid": Code(
        E_,
        "الملف {file} ليس TOML صحيحاً: {why}",
        "{file} is no valid TOML: {why}",
        "صحح السطر المذكور.",
        "Correct the line named.",
    ),
    "setting-unknown": Code(
        E_,
        "إعداد غير معروف في {file}: {key}",
        "Unknown setting in {file}: {key}",
        "المقبول هنا أو أقربه: {known}",
        "Known here, or nearest: {known}",
    ),
    "setting-invalid": Code(
        E_,
        "قيمة غير مقبولة للإعداد {key} في {file}: {value}",
        "The setting {key} in {file} cannot be {value}",
        "المطلوب: {expected}",
        "Expected: {expected}",
    ),
    "directory-not-empty": Code(
        E_,
        "المجلد {file} ليس فارغاً؛ لم يُكتب فيه شيء.",
        "The directory {file} is not empty; nothing was written.",
        "اختر مجلداً جديداً.",
        "Name a new directory.",
    ),
    "schema-unknown": Code(
        E_, "لا يوجد وصف باسم {name}.", "There is no schema named {name}.", "الموجود: {known}", "There are: {known}"
    ),
    "path-is-file": Code(
        E_,
        "{file} ملف وليس مجلداً؛ لم يُكتب شيء.",
        "{file} is a file, not a directory; nothing was written.",
        "اختر اسماً آخر.",
        "Choose another name.",
    ),
    "path-named-missing": Code(
        E_,
        "لا يوجد الملف {file} المذكور في tracker.toml ‏({key}).",
        "The file {file}, named in tracker.toml ({key}), does not exist.",
        "صحح المسار في القسم ‎[paths]‎ أو ضع الملف في مكانه.",
        "Correct the path in section [paths], or put the file there.",
    ),
    "status-missing": Code(
        W_,
        "لا يوجد مجلد الموقف {file}؛ لن تُستلم ملفات.",
        "There is no status directory {file}; no sheets are taken in.",
        "أنشئه أو صحح ‎paths.status‎ في tracker.toml.",
        "Make it, or correct paths.status in tracker.toml.",
    ),
    "holidays-missing": Code(
        W_,
        "لا يوجد ملف العطل {file}؛ تُحسب الأيام بالعطل المنشورة والمقدَّرة فقط.",
        "There is no file of holidays {file}; days are counted by published and estimated holidays only.",
        "اكتب فيه العطل الرسمية بالأعمدة date,name,status,source.",
        "Put the official ones into it: date,name,status,source.",
    ),
    "nothing-approved": Code(
        W_,
        "لا أمر مصادقاً عليه في {file}؛ لا شيء يُحكم عليه.",
        "There is no approved directive in {file}; nothing is judged.",
        "صادق على أمر: ‎tracker register approve‎. لا يُقرأ إلا ما ينتهي اسمه بـ‎.yaml‎.",
        "Approve one: tracker register approve. Only names that end in .yaml are read.",
    ),
    "clock-invalid": Code(
        E_,
        "متغير البيئة TRACKER_NOW ليس لحظة صحيحة مع فرق التوقيت: {value}",
        "The environment variable TRACKER_NOW is no moment with its offset: {value}",
        "اكتبه مثل 2020-08-30T09:00:00+03:00 أو احذفه ليُؤخذ وقت الجهاز.",
        "Write it as 2020-08-30T09:00:00+03:00, or unset it to take the machine's clock.",
    ),
}
