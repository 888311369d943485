"""The command line itself: options, arguments and their values."""

from tracker.findings.records import E_, Code

CODES = {
    "command-unknown": Code(
        E_,
        "لا يوجد أمر باسم {name}.",
        "There is no command {name}.",
        "لعل المقصود: {near}. الأوامر كلها: ‎{command} --help‎",
        "Did you mean: {near}. All commands: {command} --help",
    ),
    "option-unknown": Code(
        E_,
        "لا يوجد خيار باسم ‎{name}‎ للأمر ‎{command}‎.",
        "{command} has no option {name}.",
        "لعل المقصود: ‎{near}‎. الخيارات كلها: ‎{command} --help‎",
        "Did you mean: {near}. All options: {command} --help",
    ),
    "value-missing": Code(
        E_,
        "الخيار ‎{name}‎ بلا قيمة.",
        "The option {name} has no value.",
        "اكتب القيمة بعده. الخيارات كلها: ‎{command} --help‎",
        "Write the value after it. All options: {command} --help",
    ),
    "parameter-missing": Code(
        E_,
        "ينقص الأمرَ ‎{command}‎: ‎{name}‎.",
        "{command} needs {name}.",
        "أضفه. الشرح: ‎{command} --help‎",
        "Add it. How it is used: {command} --help",
    ),
    "argument-extra": Code(
        E_,
        "لا مكان لـ«{name}» في الأمر ‎{command}‎.",
        "{command} has no place for “{name}”.",
        "ضع ما فيه مسافات بين علامتي اقتباس. الشرح: ‎{command} --help‎",
        "Put what holds spaces between quotes. How it is used: {command} --help",
    ),
    "value-invalid": Code(
        E_,
        "قيمة غير مقبولة لـ‎{name}‎: {why}",
        "This cannot be the value of {name}: {why}",
        "الشرح: ‎{command} --help‎",
        "How it is used: {command} --help",
    ),
    "usage-wrong": Code(
        E_,
        "سطر الأمر غير مفهوم: {why}",
        "The command line is not understood: {why}",
        "الشرح: ‎{command} --help‎",
        "How it is used: {command} --help",
    ),
    "output-unwritable": Code(
        E_,
        "تعذرت كتابة الناتج إلى حيث وُجّه: {why}.",
        "What the command prints cannot be written where it was sent: {why}.",
        "وجّهه إلى مكان فيه متسع.",
        "Send it to where there is room.",
    ),
}
