"""Workbooks that every program opens and whose cells are odd: values nobody means, too many rows, columns or sheets."""

from __future__ import annotations

import io
from datetime import date, time, timedelta
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.faults.fuzz.records import Dice, Mutant, Mutation, Sample

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 0.1, 1e300, -1e300, 10**15, 2**53, 100.5, 1e-300, 45_000, 2_958_466, -40_000),
    *(date(1900, 1, 1), date(9999, 12, 31), date(2020, 9, 6), time(23, 59), timedelta(days=-3)),
    *(
        "",
        " ",
        "\n",
        "\t",
        "0",
        "-",
        "؟",
        "???",
        "NaN",
        "inf",
        "1e999",
        "1E5",
        "٣٠",
        "۳۰",
        "50%",
        "150%",
        "%",
        "½",
        "²",
    ),
    *(
        "31/02/2020",
        "6/9/20",
        "6/9/20200",
        "2020-13-45",
        "٦/٩/٢٠٢٠",
        "1442/1/1",
        "أمس",
        "next week",
        "0000-00-00",
        "1/1/1",
    ),
    *(
        "=1/0",
        "=A1",
        "+1",
        "@x",
        "#REF!",
        "#N/A",
        "ORD-2020-01/01",
        "ORD-2020-01/99",
        "ord-2020-01/01 ",
        "c-n",
        "c-n؛ c-s",
    ),
    *(
        "\u202eABC",
        "\u200f",
        "\ufeff",
        "\u0640" * 40,
        "a" * 32_767,
        "ا" * 5_000,
        "x\ny\r\nz",
        "<b>",
        "{0}",
        "%s",
        "\\",
        "'",
    ),
    *(
        "منجز",
        "قيد التنفيذ",
        "منجز غير منجز",
        "لم يبدأ بعد؟",
        "done",
        "done?",
        "قبول",
        "رفض",
        "نعم",
        "خلال 9999999 يوم",
        "كل",
    ),
    *(
        "7 أيام",
        "within -3 days",
        "كل 0 يوم",
        "every 999999999999 days",
        "1" * 400,
        "9" * 25,
        "0." + "1" * 300,
        "🇮🇶",
        "e\u0301" * 9,
    ),
)
HEADS = (
    "الالتزام",
    "الجهة",
    "الحالة",
    "تاريخ",
    "Status",
    "Unit",
    "Date",
    "الملاحظات",
    "نسبة الإنجاز",
    "رقم الكتاب",
    "الموضوع",
)


def _opened(sample: Sample) -> tuple[Any, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(sample.content))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    return book, page


def _saved(book: Any) -> Mutant:
    out = io.BytesIO()
    book.save(out)
    return Mutant(out.getvalue())


def _put(page: Worksheet, row: int, column: int, value: Any) -> None:
    cell = page.cell(row, column)
    if type(cell).__name__ != "MergedCell":
        cell.value = value


def odd_cells(dice: Dice, sample: Sample) -> Mutant:
    if not sample.name.endswith(".xlsx"):
        return odd_text(dice, sample)
    book, page = _opened(sample)
    for _ in range(dice.choice((1, 3, 25))):
        row, column = dice.randint(1, page.max_row + 2), dice.randint(1, page.max_column + 1)
        _put(page, row, column, dice.choice(VALUES))
    return _saved(book)


def odd_text(dice: Dice, sample: Sample) -> Mutant:
    """A table of text: signs between cells, quotation marks, cells that never end."""
    new = dice.choice(
        (b'"', b",", b";", b"\t", b'""', b'"\n', b"\r", b"|" * 50, b"," * 30_000, b"a" * 200_000, b"\n" * 50_000)
    )
    place = dice.randrange(len(sample.content) + 1)
    return Mutant(sample.content[:place] + new * dice.choice((1, 1, 7)) + sample.content[place:])


def rows(dice: Dice, sample: Sample) -> Mutant:
    """Rows many times, moved, or with others between them."""
    if not sample.name.endswith(".xlsx"):
        return Mutant(sample.content + sample.content[-400:] * dice.choice((3, 2_000)))
    book, page = _opened(sample)
    times = dice.choice((2, 40, 4_000))
    source = dice.randint(1, page.max_row)
    line = [cell.value for cell in page[source]]
    for _ in range(times):
        page.append([value if dice.random() < 0.97 else dice.choice(VALUES) for value in line])
    return _saved(book)


def columns(dice: Dice, sample: Sample) -> Mutant:
    """A heading in many columns, columns put in, columns away."""
    if not sample.name.endswith(".xlsx"):
        return odd_text(dice, sample)
    book, page = _opened(sample)
    way = dice.randrange(3)
    if way == 0:
        row = dice.randint(1, min(page.max_row, 12))
        for column in range(1, dice.choice((30, 3_000))):
            _put(page, row, column, dice.choice(HEADS))
    elif way == 1:
        page.insert_cols(dice.randint(1, page.max_column), dice.choice((1, 40)))
    else:
        page.delete_cols(dice.randint(1, page.max_column))
    return _saved(book)


def merged(dice: Dice, sample: Sample) -> Mutant:
    if not sample.name.endswith(".xlsx"):
        return odd_text(dice, sample)
    book, page = _opened(sample)
    for _ in range(dice.choice((1, 4, 60))):
        row, column = dice.randint(1, page.max_row + 1), dice.randint(1, page.max_column + 1)
        down, across = dice.choice((0, 1, 5, 60_000)), dice.choice((0, 1, 5, 300))
        page.merged_cells.add(
            f"{page.cell(row, column).coordinate}:{openpyxl.utils.get_column_letter(column + across)}{row + down}"
        )
    return _saved(book)


def sheets(dice: Dice, sample: Sample) -> Mutant:
    """Many sheets, hidden ones, none with a table."""
    if not sample.name.endswith(".xlsx"):
        return odd_text(dice, sample)
    book, page = _opened(sample)
    for number in range(dice.choice((1, 3, 120))):
        copy = book.copy_worksheet(page)
        copy.title = dice.choice((f"Sheet {number}", f"تعليمات {number}", f"a'b{number}", f"\u202e{number}"))
        copy.sheet_state = dice.choice(("visible", "hidden", "veryHidden"))
    if dice.random() < 0.2:
        page.sheet_state = "hidden"
    if all(each.sheet_state != "visible" for each in book.worksheets):
        book.worksheets[-1].sheet_state = "visible"  # no program saves it otherwise
    return _saved(book)


def far(dice: Dice, sample: Sample) -> Mutant:
    """A cell at the far end of the sheet."""
    if not sample.name.endswith(".xlsx"):
        return odd_text(dice, sample)
    book, page = _opened(sample)
    _put(page, dice.choice((9_000, 1_048_576)), dice.choice((1, 30, 16_384)), dice.choice(VALUES[15:]))
    return _saved(book)


MUTATIONS: tuple[Mutation, ...] = (odd_cells, odd_cells, odd_cells, odd_text, rows, columns, merged, sheets, far)
