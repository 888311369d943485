"""Makes the lists beside this file, with the habits of real offices; run from the project's directory.

Invented letters throughout. ``arabic.xlsx``: titles and a banner above a bilingual header of the office's own words,
merged number, date and issuer over two rows, Arabic-Indic digits, dates of Excel beside dates as text, blank rows,
a heading of a month, a total, a signature. ``english.csv`` is converted to ods by the test where LibreOffice is.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font

HERE = Path(__file__).parent
HEAD = [
    "ت",
    "العـدد",
    "تاريخ الكتاب",
    "الجهة المرسِلة",
    "الموضوع",
    "الجهة المنفذة",
    "المدة المحددة",
    "الموقف",
    "الملاحظات",
]
ROWS: list[list[object]] = [
    [1, "م.و/٣٤١", date(2025, 3, 2), "مكتب الوزير", "تطهير مبزل الغراف", "مديرية الري", "٧ أيام", "منجز", None],
    [
        2,
        "٣٤٢",
        "٢/٣/٢٠٢٥",
        "مكتب الوزير",
        "رفع كشف بالمضخات العاطلة",
        "مركز القنوات الشمالي",
        "خلال أسبوعين",
        "قيد التنفيذ",
        "تأكيد",
    ],
    [None, None, None, None, "تزويدنا بأسماء الملاك", "مركز القنوات الجنوبي", "فوري", None, None],
    ["كتب شهر نيسان"],
    [3, "٩٩", "15/4/2025", "الدائرة الإدارية", "جرد الأثاث", "مديريه الري", date(2025, 4, 30), "لم ينجز", None],
    [],
    [
        4,
        1207,
        "١٦/٤/٢٠٢٥",
        "قسم التدقيق",
        "منع صرف الوقود خارج الضوابط",
        "مديرية الري؛ مركز القنوات الشمالي",
        "مستمر",
        None,
        None,
    ],
    [5, "88", "31/2/2025", "قسم التدقيق", "تدقيق السجلات", "مديرية الري", "10 أيام عمل", None, None],
    [6, "90", "20/4/2025", "قسم التدقيق", "تدقيق المخازن", "مركز القناة الشمالي", "بأقرب فرصة إن شاء الله", None, None],
    [7, "91", "21/4/2025", "قسم التدقيق", None, "مديرية الري", "10 أيام", None, None],
    [8, "92", "22/4/2025", None, "متابعة العدادات", None, None, None, None],
    [9],
    [None, "المجموع", None, None, 8],
    [],
    [None, None, None, None, None, None, None, "مدير قسم المتابعة"],
]


def arabic() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "سجل الكتب"
    sheet.sheet_view.rightToLeft = True
    sheet.append(["وزارة الموارد المائية (بيانات افتراضية)"])
    sheet.append(["سجل كتب الوزارة الواردة ومتابعة تنفيذها لغاية ٣٠ / ٤ / ٢٠٢٥"])
    sheet.append([])
    sheet.append(HEAD)
    for row in ROWS:
        sheet.append(row)
    for place in ("A1:I1", "A2:I2", "A8:I8", "B6:B7", "C6:C7", "D6:D7"):
        sheet.merge_cells(place)
    for cell in (sheet["A1"], sheet["A2"], *sheet[4]):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
    notes = book.create_sheet("ملاحظات")
    notes.append(["يُحدَّث كل خميس"])
    book.save(HERE / "arabic.xlsx")


ENGLISH = """\
Register of incoming letters,,,,,,
,,,,,,
S/N,Letter no. and date,From,Action required,Action by,Due,Status
1,"MIN/12 dated 3 March 2025",Minister's Office,Clean the main canals,Irrigation Directorate,within 10 working days,Done
2,"MIN/13 of 13/03/2025",Minister's Office,Report on broken pumps,Northern Canal Centre,31 March 2025,
3,"AUD-7, 05/04/2025",Audit,Weekly fuel return,Irrigation Directorate,every week,ongoing
4,no number,Audit,Check the stores,Irrigation Directorate,7 days,
"""


def english() -> None:
    (HERE / "english.csv").write_text(ENGLISH, "utf-8")


if __name__ == "__main__":
    arabic()
    english()
