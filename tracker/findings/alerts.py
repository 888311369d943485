"""The lock, alerts and their delivery, the stages of a run."""

from tracker.findings.records import E_, N_, W_, Code

CODES = {
    "locked": Code(
        E_,
        "عملية تشغيل أخرى جارية الآن (رقم العملية والجهاز: {holder})؛ لم يُغيَّر شيء.",
        "Another run is under way (process and host: {holder}); nothing was changed.",
        "انتظر حتى تنتهي ثم أعد الأمر؛ يُرفع القفل تلقائياً عند انتهاء العملية أو توقفها.",
        "Wait until it ends and repeat the command; the lock is released by itself when the process ends.",
    ),
    "alert-sender-missing": Code(
        E_,
        "البريد مهيأ للإرسال في {file} من غير عنوان مرسِل صحيح: ‏alerts.sender = {value}‏",
        "Mail is configured in {file} without a valid sender: alerts.sender = {value}",
        'اكتب عنواناً واحداً، مثل ‎sender = "followup@example.org"‎ في القسم ‎[alerts]‎.',
        'Write one address, such as sender = "followup@example.org" in section [alerts].',
    ),
    "secret-missing": Code(
        E_,
        "متغير البيئة {name} المذكور في {file} غير موجود أو فارغ.",
        "The environment variable {name}, named in {file}, is not set or empty.",
        "عيّنه في بيئة التشغيل (وفي ‎crontab‎ أيضاً)؛ لا تكتب كلمة السر في الملف.",
        "Set it where the command runs (in the crontab too); never write the password into the file.",
    ),
    "smtp-in-clear": Code(
        E_,
        "في {file} اسم مستخدم لخادم البريد {host} من غير تشفير؛ لن تُرسل كلمة السر مكشوفة.",
        "{file} names a user for the mail server {host} without encryption; no password is sent in the clear.",
        'اكتب ‎tls = "starttls"‎ أو ‎tls = "tls"‎ في القسم ‎[alerts.smtp]‎.',
        'Write tls = "starttls" or tls = "tls" in section [alerts.smtp].',
    ),
    "path-unschedulable": Code(
        E_,
        "مسار المشروع {file} لا يصلح لسطر في crontab: فيه رمز غير مطبوع أو يتجاوز السطر {limit} بايت.",
        "The project's path {file} cannot stand in a crontab: it holds a line break or the line exceeds {limit} bytes.",
        "انقل المشروع إلى مسار أقصر من غير رموز خاصة.",
        "Move the project to a shorter path without control characters.",
    ),
    "run-ingested": Code(
        N_,
        "الملفات الجديدة {read}، المعروفة من قبل {known}، المرفوضة {refused}؛ "
        "الأسطر المقبولة {accepted}، المرفوضة {rejected}، المطروحة أسئلةً {question}.",
        "New files {read}, known before {known}, refused {refused}; "
        "rows accepted {accepted}, rejected {rejected}, with a question {question}.",
    ),
    "run-nothing-received": Code(
        N_,
        "لا ملفات في مجلد الموقف {file}.",
        "There are no files in the status directory {file}.",
    ),
    "run-checked": Code(
        N_,
        "حُكم على {duties} حتى {day}.",
        "{duties} judged as of {day}.",
    ),
    "run-reported": Code(
        N_,
        "كُتب {file}",
        "Written: {file}",
    ),
    "run-alerted": Code(
        N_,
        "الرسائل المسلَّمة {sent}، المتعذرة {failed}؛ "
        "التنبيهات الجديدة {alerts}، المحجوبة لسبب {suppressed}، المرسلة من قبل {told}.",
        "Messages delivered {sent}, failed {failed}; "
        "new alerts {alerts}, withheld for a reason {suppressed}, told before {told}.",
    ),
    "run-alerted-as-recorded": Code(
        W_,
        "تعذر الحكم في هذا التشغيل؛ سُلِّم ما كان مسجلاً من قبل كما هو.",
        "Nothing could be judged in this run; what was recorded before was delivered as it was.",
    ),
    "alert-withheld": Code(
        W_,
        "بقي بلا إرسال: {alerts} ({reason}).",
        "Could not be sent: {alerts} ({reason}).",
        "صحح البريد أو قناة الإرسال في units.csv أو في القسم ‎[alerts]‎؛ يُرسل ما بقي قائماً في التشغيل القادم.",
        "Correct the address or the channel in units.csv or in section [alerts]; what is still true goes out with the "
        "next run.",
    ),
    "alert-nobody-above": Code(
        N_,
        "لم يُرفع لعدم وجود جهة أعلى في شجرة الجهات: {alerts}.",
        "Not escalated, because no unit stands above in the tree of units: {alerts}.",
    ),
    "run-alert-files": Code(
        N_,
        "كُتبت الرسائل في المجلد {file}، وعدد ملفاتها الجديدة {files}.",
        "Messages were written into {file}; new files: {files}.",
    ),
    "delivery-failed": Code(
        W_,
        "تعذر التسليم إلى {recipient} عبر {channel}: {why}",
        "Could not deliver to {recipient} over {channel}: {why}",
        "يُعاد في التشغيل القادم.",
        "It is tried again in the next run.",
    ),
    "delivery-dead": Code(
        E_,
        "تُركت رسالة إلى {recipient} عبر {channel} بعد محاولات بلا جواب: {why}",
        "A message to {recipient} over {channel} was given up after attempts without an answer: {why}",
        "تأكد من خادم البريد ومن وصول الرسالة {id}.",
        "Check the mail server, and whether message {id} has arrived.",
    ),
    "stage-skipped": Code(
        W_,
        "لم تُنفذ هذه المرحلة لأن مرحلة {stage} قبلها تعذرت.",
        "This stage was left out because {stage} before it failed.",
        "عالج ما ذُكر في المرحلة السابقة ثم أعد التشغيل.",
        "Mend what the earlier stage names and run again.",
    ),
    "stage-fault": Code(
        E_,
        "عطل في البرنامج لا في بياناتك ({error})؛ التفاصيل في {file}.",
        "A fault of tracker, not of your data ({error}); the details are in {file}.",
        "أرسل السجل إلى القائم على البرنامج.",
        "Send the log to the maintainer of the program.",
    ),
}
