"""How each invented office lays its report out: rows of the story become grids of cells, each with its address.

The headers are those of ordinary office papers. No layout is the follow-up workbook of ``tracker template``: these
sheets come from offices that keep their own form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from example.story import ENGLISH, INSPECTION, MOI, WEEKS, Entry, units, week_of

BANNER = "بيانات افتراضية / invented data"
Value = str | int | float | date | None
MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول")
MONTHS += ("تشرين الأول", "تشرين الثاني", "كانون الأول")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

AR = {"kept": "ملتزم", "not_kept": "غير ملتزم", "not_applicable": "لا ينطبق", "not_started": "لم يبدأ"}
STATES = {
    "north": AR | {"done": "منجز", "in_progress": "قيد الإنجاز"},
    "south": {
        "done": "Completed",
        "in_progress": "In progress",
        "not_started": "Not started",
        "kept": "Complied",
        "not_kept": "Not complied",
        "not_applicable": "Not applicable",
    },
    "east": AR | {"done": "تم الإنجاز", "in_progress": "قيد التنفيذ", "not_started": "لم يباشر به"},
    "west": AR | {"done": "تم التنفيذ", "in_progress": "قيد التنفيذ", "not_started": "غير منفذ"},
    "centre": AR | {"done": "منفذ", "in_progress": "قيد التنفيذ", "kept": "ملتزم به"},
    "other": AR | {"done": "منجز", "in_progress": "قيد التنفيذ"},
}


@dataclass(slots=True)
class Sheet:
    """A grid. ``merges`` are ranges as Excel writes them; ``percent`` names the columns that show 0.4 as 40%."""

    name: str
    rows: list[list[Value]]
    merges: list[str] = field(default_factory=list)
    rtl: bool = True
    percent: tuple[str, ...] = ()


@dataclass(slots=True)
class Book:
    """One file. ``cells``: (unit, obligation, report date, field) -> (sheet, address)."""

    file: str
    sheets: list[Sheet]
    cells: dict[tuple[str, str, date, str], tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """How one office writes a date, a state, a letter and a number."""

    states: dict[str, str]
    day: Callable[[date], Value]
    letter: str = "كتابنا المرقم {number} في {day}"
    english: bool = False
    indic: bool = False
    whole: int = 100
    unit: Callable[[str], str] = lambda unit: units()[unit].ar

    def value(self, entry: Entry, name: str) -> Value:
        found: Value
        if name == "unit":
            found = self.unit(entry.unit)
        elif name == "text":
            found = TEXTS[entry.obligation]
        elif name == "station":
            found = units()[entry.unit].en
        elif name == "state":
            found = self.states.get(entry.state, entry.state)
        elif name == "evidence":
            found = self._evidence(entry)
        elif name == "percent":
            found = entry.percent if self.whole == 100 or entry.percent is None else entry.percent / 100
        elif name == "note":
            found = ENGLISH.get(entry.note or "", entry.note) if self.english else entry.note
        else:
            found = getattr(entry, name)
        if isinstance(found, date):
            found = self.day(found)
        if self.indic and found is not None and name != "obligation" and not isinstance(found, date):
            found = str(found).translate(_INDIC)
        return found

    def _evidence(self, entry: Entry) -> str | None:
        if isinstance(entry.evidence, tuple):
            number, day = entry.evidence
            written = self.day(day)
            shown = written.isoformat() if isinstance(written, date) else written
            return self.letter.format(number=number, day=shown)
        return entry.evidence


def slashed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def dashed(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def year_first(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"


def worded(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def as_typed(day: date) -> date:
    return day


def careless(unit: str) -> str:
    """A unit's name as it is often typed: no hamza on the alef, a plain ha at the end."""
    return units()[unit].ar.replace("ة", "ه").translate(str.maketrans("أإآ", "ااا"))


Columns = Sequence[tuple[str, str]]


def table(book: Book, sheet: Sheet, form: Form, columns: Columns, rows: Sequence[Entry], header: bool = True) -> None:
    """Appends a header and one row an entry. A column is (header, field); the field ``#`` is a running number."""
    if header:
        sheet.rows.append([title for title, _ in columns])
    for number, entry in enumerate(rows, 1):
        row: list[Value] = []
        for place, (_, name) in enumerate(columns):
            row.append(number if name == "#" else form.value(entry, name))
            address = f"{chr(65 + place)}{len(sheet.rows) + 1}"
            book.cells[entry.unit, entry.obligation, entry.reported, name] = (sheet.name, address)
        sheet.rows.append(row)


TEXTS = {
    f"{MOI}/01": "منع سير المركبات بلا لوحات",
    f"{MOI}/02": "حجز المركبات بلا لوحات",
    f"{MOI}/05": "تنفيذ أوامر القبض",
    f"{MOI}/06": "سجل الأساس",
    f"{MOI}/07": "بطاقات الشكوى",
    f"{MOI}/08": "مسك التقاطعات",
}


def sector(which: str, week: int) -> list[Entry]:
    """The rows of a sector command's workbook: its own, then its stations'."""
    members = [u.id for u in units().values() if u.parent == which and u.exists(WEEKS[week])]
    return [entry for unit in (which, *members) for entry in week_of(unit, week)]


def north(week: int) -> Book:
    """Title rows, the date in the head, units by name; from the fourth week a running number and another order."""
    form = Form(STATES["north"], slashed)
    columns: Columns = [
        ("اسم المركز", "unit"),
        ("رقم التوجيه", "obligation"),
        ("موضوع التوجيه", "text"),
        ("الموقف", "state"),
        ("نسبة الإنجاز %", "percent"),
        ("تاريخ الإنجاز", "completed"),
        ("رقم الكتاب وتاريخه", "evidence"),
        ("عدد المخالفات", "incidents"),
        ("المعالج منها", "remedied"),
        ("رقم التخويل وتاريخه", "exception"),
        ("الملاحظات", "note"),
    ]
    if week >= 3:
        who, number, subject, state, *work = columns
        columns = [("ت", "#"), number, subject, who, state, *work[3:6], *work[:3], work[6]]
    sheet = Sheet("الموقف الأسبوعي", [[BANNER], ["قيادة قاطع الشمال"]], ["A1:K1", "A2:K2", "A3:K3", "A4:K4"])
    sheet.rows += [["الموقف الأسبوعي لتنفيذ التوجيهات الوزارية"], [f"تاريخ الموقف: {slashed(WEEKS[week])}"], []]
    book = Book("north-sector.xlsx", [sheet])
    table(book, sheet, form, columns, sector("sec-n", week))
    sheet.rows += [[], ["توقيع آمر القاطع"]]
    return book


def south(week: int) -> Book:
    """English, real dates, a report date in every row, station codes; re-saved by LibreOffice."""
    form = Form(STATES["south"], as_typed, "Letter No. {number} dated {day}", english=True, unit=lambda unit: unit)
    columns = (
        ("Report date", "reported"),
        ("Station code", "unit"),
        ("Station", "station"),
        ("Directive item", "obligation"),
        ("Status", "state"),
        ("% complete", "percent"),
        ("Date completed", "completed"),
        ("Supporting letter", "evidence"),
        ("Cases found", "incidents"),
        ("Cases dealt with", "remedied"),
        ("Authorisation no.", "exception"),
        ("Remarks", "note"),
    )
    sheet = Sheet("Weekly return", [[BANNER], ["South Sector Command - weekly return"], []], rtl=False)
    book = Book("south-sector.xlsx", [sheet])
    table(book, sheet, form, columns, sector("sec-s", week))
    words = (
        BANNER,
        "How to fill in",
        "One line for each station and directive item.",
        "Do not leave the status blank.",
    )
    book.sheets.append(Sheet("Instructions", [[line] for line in words], rtl=False))
    return book


def east(week: int) -> Book:
    """Two header rows with merged groups, Arabic-Indic digits, months in words; ods by LibreOffice."""
    form = Form(STATES["east"], worded, "كتابنا المرقم {number} في {day}", indic=True)
    columns = (
        ("ت", "#"),
        ("الجهة", "unit"),
        ("رقم التوجيه", "obligation"),
        ("الحالة", "state"),
        ("النسبة المئوية", "percent"),
        ("التاريخ", "completed"),
        ("السند", "evidence"),
        ("المرصودة", "incidents"),
        ("المعالجة", "remedied"),
        ("رقم التخويل", "exception"),
        ("الملاحظات", "note"),
    )
    date_line = f"تاريخ التقرير: {worded(WEEKS[week])}".translate(_INDIC)
    sheet = Sheet("قاطع الشرق", [[BANNER], ["قيادة قاطع الشرق / موقف تنفيذ التوجيهات"], [date_line]])
    titles: list[Value] = [title for title, _ in columns]
    groups: list[Value] = ["موقف التنفيذ", None, "الإنجاز", None, "الحالات", None]
    sheet.rows.append([*titles[:3], *groups, *titles[9:]])
    sheet.rows.append([None, None, None, *titles[3:9], None, None])
    sheet.merges += ["A1:K1", "A2:K2", "A3:K3", "D4:E4", "F4:G4", "H4:I4", *(f"{c}4:{c}5" for c in "ABCJK")]
    book = Book("east-sector.ods", [sheet])
    table(book, sheet, form, columns, sector("sec-e", week), header=False)
    return book


def west(week: int) -> Book:
    """One sheet a directive, its number and the date in the head; xls by LibreOffice."""
    form = Form(STATES["west"], year_first)
    figures = (("عدد المخالفات", "incidents"), ("تمت معالجتها", "remedied"))
    work = (("نسبة الإنجاز", "percent"), ("تاريخ الإنجاز", "completed"), ("الكتاب الرسمي", "evidence"))
    own: dict[str, Columns] = {
        "01": (*figures, ("التخويل", "exception")),
        "02": (("عدد المركبات المضبوطة", "incidents"), ("عدد المحجوز منها", "remedied")),
        "05": work,
        "06": work,
        "07": (),
        "08": (),
    }
    book = Book("west-sector.xls", [])
    rows = sector("sec-w", week)
    for short, special in own.items():
        entries = [entry for entry in rows if entry.obligation.endswith(f"/{short}")]
        if not entries:
            continue
        sheet = Sheet(TEXTS[f"{MOI}/{short}"][:31], [[BANNER], ["قيادة قاطع الغرب"]])
        sheet.rows += [["رقم التوجيه:", f"{MOI}/{short}"], ["تاريخ الموقف:", WEEKS[week]], []]
        who = "المركز" if short in ("01", "06", "07") else "القاطع"
        table(book, sheet, form, ((who, "unit"), ("موقف التنفيذ", "state"), *special, ("ملاحظات", "note")), entries)
        book.sheets.append(sheet)
    return book


def centre(week: int) -> Book:
    """A csv in the old Windows code page, a report date in every row, names typed carelessly."""
    form = Form(STATES["centre"], slashed, "كتابنا {number} في {day}", unit=careless)
    columns = (
        ("تاريخ التقرير", "reported"),
        ("رمز التوجيه", "obligation"),
        ("المركز / القاطع", "unit"),
        ("الموقف", "state"),
        ("نسبة الانجاز", "percent"),
        ("تاريخ الانجاز", "completed"),
        ("المستند", "evidence"),
        ("عدد الحالات", "incidents"),
        ("الحالات المعالجة", "remedied"),
        ("رقم التخويل", "exception"),
        ("ملاحظات", "note"),
    )
    sheet = Sheet("", [[BANNER], ["موقف قاطع المركز"]])
    book = Book("centre-sector.csv", [sheet])
    table(book, sheet, form, columns, sector("sec-c", week))
    return book


SMALL: Columns = (
    ("رقم التوجيه / Directive", "obligation"),
    ("الجهة / Unit", "unit"),
    ("الحالة / Status", "state"),
    ("نسبة الإنجاز / Progress", "percent"),
    ("تاريخ الإنجاز / Completed on", "completed"),
    ("السند / Reference", "evidence"),
    ("الملاحظات / Notes", "note"),
)
DUE = ("تاريخ الاستحقاق / Due date", "due")


def _small(file: str, unit: str, week: int, form: Form, columns: Columns, head: Sequence[Sequence[Value]]) -> Book:
    sheet = Sheet("الموقف", [[BANNER], [units()[unit].ar], *map(list, head)])
    book = Book(file, [sheet])
    table(book, sheet, form, columns, week_of(unit, week))
    return book


def ministry(week: int) -> Book:
    """Two languages in every header, and the due date as the office sees it."""
    columns = (*SMALL[:2], DUE, *SMALL[2:])
    letter = "الأمر الوزاري المرقم {number} في {day}"
    head = (("تاريخ الموقف / Report date", slashed(WEEKS[week])),)
    return _small("ministry.xlsx", "moi", week, Form(STATES["other"], slashed, letter), columns, head)


def joint(week: int) -> Book:
    """Dated on the Thursday before, in words."""
    columns = [(title.split(" / ")[0], name) for title, name in SMALL]
    reported = week_of("joc", week)[0].reported
    head = ((f"التاريخ: {worded(reported)}",), ())
    return _small("joint-operations.xlsx", "joc", week, Form(STATES["other"], worded), columns, head)


def operations(week: int) -> Book:
    """English headers over Arabic words; progress as a spreadsheet percentage (0.4 shown as 40%)."""
    columns = [(title.split(" / ")[1], name) for title, name in SMALL]
    form = Form(STATES["other"], as_typed, "كتاب قيادة عمليات البصرة {number} في {day}", whole=1)
    book = _small("basra-operations.xlsx", "boc", week, form, columns, (("Date", WEEKS[week]),))
    book.sheets[0].percent = ("D",)
    return book


def police(week: int) -> Book:
    """Arabic, dates with dashes; xls by LibreOffice."""
    columns = [(title.split(" / ")[0], name) for title, name in SMALL[1:]]
    columns.insert(0, ("التوجيه", "obligation"))
    head = ((f"الموقف ليوم الأحد {dashed(WEEKS[week])}",),)
    return _small("police-command.xls", "bpc", week, Form(STATES["other"], dashed), columns, head)


def intelligence(week: int) -> Book:
    """Real dates, the due date beside them; ods by LibreOffice."""
    columns = (*SMALL[:3], DUE, *SMALL[3:])
    head = (("تاريخ الموقف / Report date", WEEKS[week]),)
    return _small("intelligence.ods", "int", week, Form(STATES["other"], as_typed), columns, head)


def traffic(week: int) -> Book:
    """Plain Arabic; in the last week somebody forgot the date."""
    columns = (
        ("رقم التوجيه", "obligation"),
        ("الدائرة", "unit"),
        ("الحالة", "state"),
        ("عدد المركبات المخالفة", "incidents"),
        ("عدد ما عولج", "remedied"),
        ("الملاحظات", "note"),
    )
    head = () if week == 5 else ((f"التاريخ: {slashed(WEEKS[week])}",),)
    return _small("traffic.xlsx", "trf", week, Form(STATES["other"], slashed), columns, head)


def inspection() -> Book:
    """The inspectorate's visit: its own form, its own sender."""
    columns = (
        ("المركز", "unit"),
        ("رقم التوجيه", "obligation"),
        ("ما وجد عند الزيارة", "state"),
        ("تاريخ الزيارة", "reported"),
        ("ملاحظات المفتش", "note"),
    )
    sheet = Sheet("زيارة", [[BANNER], ["محضر زيارة تفتيشية"], []])
    book = Book("inspection-visit.xlsx", [sheet])
    table(book, sheet, Form(STATES["other"], slashed), columns, INSPECTION)
    return book


OFFICES = (north, south, east, west, centre, ministry, joint, operations, police, intelligence, traffic)


def books() -> dict[str, Book]:
    """Every file of the example by its path below data/."""
    found = {f"status/{WEEKS[week]}/{book.file}": book for week in range(6) for book in (o(week) for o in OFFICES)}
    found["inspection/2020-10-01/inspection-visit.xlsx"] = inspection()
    return found
