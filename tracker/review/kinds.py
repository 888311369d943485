"""Which of the project's kinds of workbook a file is, told by what is in it. Pure.

The report that the project writes itself bears the names of its sheets, or a sheet of it the headings of a verdict and
of its rule. A review sheet and an entry form bear a hidden mark. A follow-up form bears the hidden keys of its rows, or
names obligations of the register by their identifiers: what looks like a list of letters besides is none. So neither of
the two commands that take workbooks in makes of one kind what is another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from tracker.config import Settings
from tracker.followup import headers as headings
from tracker.followup import lexicon as lexicons
from tracker.followup.folding import fold
from tracker.followup.intake import Other
from tracker.followup.lexicon import Lexicon
from tracker.followup.sheets import Sheet, address
from tracker.followup.values import text_of
from tracker.register import Register
from tracker.report.strings import phrase, strings
from tracker.review import form_out, letters, sheet_out
from tracker.review.sheet_in import marked

_OF_A_REPORT = ("cover", "overview", "exceptions", "register", "units", "matrix", "dictionary", "inputs")
_NAMES_ENOUGH = 5
_ROWS_OF_A_HEAD = 30
MARKS: Mapping[str, str] = {"sheet-is-review": sheet_out.MARK, "sheet-is-form": form_out.MARK}


def identifiers(register: Register) -> frozenset[str]:
    """The folded identifiers of the register's obligations; those of drafts have none."""
    names = (fold(one.id) for directive in register.directives for one in directive.obligations if one.id)
    return frozenset(names) - {""}


def follow_up(sheets: Sequence[Sheet], lexicon: Lexicon, named: Set[str]) -> tuple[Sheet, str] | None:
    """The sheet of a follow-up form and a cell that shows it to be one; None where there is none. ``named``: of
    ``identifiers``. A column whose cells are mostly identifiers counts, whatever it is headed."""
    for sheet in sheets:
        header = headings.find_header(sheet, lexicon)
        if header is None:
            continue
        if "row_key" in header.columns:
            return sheet, address(header.last, header.columns["row_key"])
        filled, told = Counter[int](), Counter[int]()
        first: dict[int, str] = {}
        for row, values in enumerate(sheet.rows[header.last + 1 :], header.last + 1):
            for column, value in enumerate(values):
                filled[column] += value is not None
                if isinstance(value, str) and fold(text_of(value)) in named:
                    told[column] += 1
                    first.setdefault(column, address(row, column))
        mostly = next((column for column, count in told.items() if 2 * count >= filled[column]), None)
        if mostly is not None:
            return sheet, first[mostly]
    return None


def own_report(sheets: Sequence[Sheet]) -> bool:
    """Whether sheets are those of a report of this program, or one of them is its register of duties."""
    names = {fold(sheet.name) for sheet in sheets}
    for language in strings()["sheet_cover"]:
        said = {fold(phrase(f"sheet_{key}", language)) for key in _OF_A_REPORT}
        if len(names & said) >= _NAMES_ENOUGH:
            return True
        heads = {fold(phrase(key, language)) for key in ("col_verdict", "col_rule")}
        if any(
            heads <= {fold(value) for value in row if isinstance(value, str)}
            for sheet in sheets
            for row in sheet.rows[:_ROWS_OF_A_HEAD]
        ):
            return True
    return False


def others(settings: Settings, register: Register) -> Other:
    """What ``ingest`` asks of a workbook: the code of the other kind that it is, or None. ``taken``: a row of it could
    be taken; then it is no list of letters."""
    lexicon = lexicons.load(settings.lexicon)
    words = letters.lexicon_of(lexicon, settings.lexicon.get("list", {}))
    named = identifiers(register)

    def kind(sheets: Sequence[Sheet], taken: bool) -> str | None:
        for code, mark in MARKS.items():
            if marked(sheets, mark) is not None:
                return code
        if own_report(sheets):
            return "sheet-is-report"
        if taken:
            return None
        listed = any(headings.find_header(sheet, words, enough=letters.dated) is not None for sheet in sheets)
        return "sheet-is-list" if listed and follow_up(sheets, lexicon, named) is None else None

    return kind
