"""Compares a rendered report of the example with what must come of it. Each function gives what differs, in words.

Read are the cells of the workbook and the words of the page, nothing of the program. A list is compared as a list: a
duty that stands there twice differs as much as one that is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.example_expected import (
    QUESTIONS,
    SILENT,
    Judged,
    Key,
    acts,
    asks,
    head,
    judged,
    planted,
    rests,
    units,
)
from tests.unit import report_reading as reading
from tracker.wording import VERDICTS, date_text

HEADS = {
    "ar": ("رمز الالتزام", "الجهة", "الحكم", "العلامات", "، "),
    "en": ("رمز الالتزام", "Unit", "Verdict", "Flags", ", "),
}
EXCEPTIONS = "ما يستوجب إجراءً أو سؤالاً"
Place = tuple[str, str, str]
"""file, sheet, cell"""


def lists_differ(where: str, found: Sequence[Judged], expected: Iterable[Judged]) -> list[str]:
    shown, due = Counter(found), Counter(expected)
    more = [f"{where}: shows {one} and should not" for one in (shown - due).elements()]
    return more + [f"{where}: does not show {one}" for one in (due - shown).elements()]


def by_name(language: str) -> dict[str, str]:
    names = {line[f"name_{language}"]: unit for unit, line in units().items()}
    assert len(names) == len(units())
    return names


# --- the workbook ---------------------------------------------------------------------------------------------------


def rows(sheet: Worksheet, heading: str, first: int = 0) -> list[dict[str, Any]]:
    """The lines below the row that bears ``heading``, by the words of that row, up to the first empty line."""
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()][first:]
    top = next(i for i, line in enumerate(lines) if heading in line)
    found = []
    for line in lines[top + 1 :]:
        if all(value is None for value in line):
            break
        found.append({name: value for name, value in zip(lines[top], line, strict=True) if name is not None})
    return found


def duties(sheet: Worksheet, language: str) -> list[Judged]:
    """The duties of a sheet, each unit by its name and, beside it, by its identifier."""
    obligation, unit, verdict, flags, joint = HEADS[language]
    found = []
    for row in rows(sheet, obligation):
        id_ = by_name(language)[row[unit]]
        marks = [reading.flag_of(words, language).value for words in (row[flags] or "").split(joint) if words]
        if row["رمز الجهة"] != id_ or len(marks) != len(set(marks)):
            marks.append("another identifier beside the name, or a flag twice")
        judgement = reading.verdict_of(row[verdict], language).value
        found.append((id_, row[obligation], judgement, frozenset(marks)))
    return found


TOGETHER = "سائر الجهات العليا"
LARGE = 8
"""So many duties give an authority a sheet of its own; the others share one."""


def own_sheets() -> list[str]:
    """The names of the authorities with a sheet of their own."""
    owed = Counter(head(unit) for unit, *_ in judged())
    return [units()[one]["name_ar"] for one, number in owed.items() if number >= LARGE]


def workbook_differs(book: Any) -> list[str]:
    """Register, exceptions and the sheets of the authorities, in both languages; then every count."""
    found = []
    expected = judged()
    names = {units()[head(unit)]["name_ar"]: head(unit) for unit, *_ in expected}
    listed = book.sheetnames[book.sheetnames.index("التغطية") + 1 : book.sheetnames.index("دليل المصطلحات")]
    if sorted(listed) != sorted([*own_sheets(), TOGETHER]):
        found.append(f"sheets of authorities: {listed}, expected {sorted(own_sheets())} and {TOGETHER}")
    for language in ("ar", "en"):
        found += lists_differ("register", duties(book["السجل"], language), expected)
        urgent = duties(book[EXCEPTIONS], language)
        first = sum(map(acts, expected))
        found += lists_differ("what needs action", urgent[:first], filter(acts, expected))
        found += lists_differ("what raises a question", urgent[first:], filter(asks, expected))
        rest = [one for one in expected if head(one[0]) not in {names[name] for name in own_sheets()}]
        if TOGETHER in listed:
            found += lists_differ(f"sheet {TOGETHER}", duties(book[TOGETHER], language), rest)
        for name in set(own_sheets()) & set(listed):
            own = [one for one in expected if head(one[0]) == names[name]]
            found += lists_differ(f"sheet {name}", duties(book[name], language), own)
    return found + overview_differs(book) + coverage_differs(book)


def overview_differs(book: Any) -> list[str]:
    """The counts of the overview and of the sheet of units against the lines of the register as rendered."""
    found = []
    register = duties(book["السجل"], "ar")
    sheet = book["نظرة عامة"]
    lines = rows(sheet, "الحكم")
    shown = {row["الحكم"]: row["الواجبات"] for row in lines}
    counts = Counter(VERDICTS[reading.verdict_of(_word(one[2]), "ar")]["ar"] for one in register)
    if shown != dict(counts) | {"المجموع": len(register)} or len(lines) != len(shown):
        found.append(f"overview: {shown}, the register has {counts}")
    of = {row["من أصل"] for row in lines if row["الحكم"] != "المجموع"}
    if of != {len(register)}:
        found.append(f"overview: of {of}, the register has {len(register)}")
    groups = {
        "الأمر": (sheet, Counter(), lambda one: one[1].partition("/")[0]),
        "الجهة العليا": (sheet, Counter(), lambda one: head(one[0])),
        "الجهة": (book["الجهات"], Counter(), lambda one: one[0]),
    }
    for heading, (where, _, group) in groups.items():
        told = rows(where, heading)
        if Counter(row["الرمز"] for row in told) != Counter({group(one) for one in register}):
            found.append(f"groups by {heading}: {[row['الرمز'] for row in told]}")
        for row in told:
            own = [one for one in register if group(one) == row["الرمز"]]
            counted = {name: sum(_word(one[2]) == name for one in own) for name in counts}
            counted |= {"الواجبات": len(own), "يستوجب إجراءً": sum(map(acts, own))}
            if wrong := {name: (row[name], n) for name, n in counted.items() if row[name] != n}:
                found.append(f"group {row['الرمز']}: {wrong}")
    return found


def coverage_differs(book: Any) -> list[str]:
    expected = {(unit, obligation): verdict for unit, obligation, verdict, _ in judged()}
    lines = rows(book["التغطية"], "الجهة")
    found: list[Judged] = []
    for row in lines:
        unit = by_name("ar")[row["الجهة"]]
        cells = ((name, words) for name, words in row.items() if name != "الجهة" and words)
        found += [(unit, name, reading.verdict_of(words, "ar").value, frozenset()) for name, words in cells]
    return lists_differ("coverage", found, [(*key, verdict, frozenset()) for key, verdict in expected.items()])


def _word(verdict: str) -> str:
    return next(text["ar"] for one, text in VERDICTS.items() if one.value == verdict)


def sources_differ(book: Any) -> list[str]:
    """File, sheet and cell of the register, the exceptions and the authorities' sheets against the planted places."""
    found = []
    for sheet in (book["السجل"], book[EXCEPTIONS], *(book[name] for name in (*own_sheets(), TOGETHER))):
        cited = {
            (row["رمز الجهة"], row["رمز الالتزام"]): (row["الملف"], row["الورقة"], row["الخلية"])
            for row in rows(sheet, "رمز الالتزام")
        }
        for line in planted():
            key = line["unit"], line["obligation"]
            how = rests(line)
            if key not in cited:
                continue
            if line["planted_fault"] == "silent_from_the_start":
                if cited[key] != (None, None, None):
                    found.append(f"{sheet.title}: {key} is silent and cites {cited[key]}")
            elif how and how.decides and not _fits(line, cited[key], how.where, how.again or how.latest):
                found.append(f"{sheet.title}: {key} cites {cited[key]}, planted {line['file']} {line['cell']}")
    return found


# --- the page ---------------------------------------------------------------------------------------------------


def page_differs(view: reading.Node) -> list[str]:
    """Register, both lists on top, counts and coverage of one language's view."""
    language = view.attributes["lang"] or ""
    names, expected = by_name(language), judged()
    shown = reading.shown_in_page(view)
    register = [(names[s.unit], s.obligation, s.verdict.value, frozenset(f.value for f in s.flags)) for s in shown]
    found = lists_differ("register", register, expected)
    marks = [[flag.text() for flag in duty.all(class_="flag")] for duty in view.all("tbody", class_="duty")]
    found += [f"a flag twice: {one}" for one in marks if len(one) != len(set(one))]
    for part, belongs in (("action", acts), ("questions", asks)):
        lines = []
        for row in view.one("section", data_part=f"{language}-{part}").one("tbody").all("tr"):
            chip = row.one(class_="chip")
            verdict = reading.verdict_of(reading.words_of_chip(chip), language).value
            flags = frozenset(reading.flag_of(flag.text(), language).value for flag in row.all(class_="flag"))
            lines.append((names[row.all("td")[0].text()], row.one("th").text(), verdict, flags))
        due = [(*one[:3], one[3] & QUESTIONS) for one in expected if belongs(one)]
        found += lists_differ(part, lines, due)
    return found + _counts_differ(view, language, register)


def _counts_differ(view: reading.Node, language: str, register: Sequence[Judged]) -> list[str]:
    def told(node: reading.Node) -> dict[str, int]:
        chips = node.all("ul", class_="counts")[0].all("li")
        pairs = [(reading.words_of_chip(one.one(class_="chip")), int(one.one("b").text())) for one in chips]
        assert len(pairs) == len(dict(pairs))
        return {reading.verdict_of(words, language).value: n for words, n in pairs}

    found = []
    total = told(view.one(id=f"{language}-total"))
    if total != Counter(one[2] for one in register):
        found.append(f"counts on top: {total}")
    branches = view.all("details", class_="authority")
    heads = {by_name(language)[branch.all("h3")[0].text()]: branch for branch in branches}
    if len(heads) != len(branches) or set(heads) != {head(one[0]) for one in register}:
        found.append(f"authorities: {sorted(heads)}")
    for id_, branch in heads.items():
        if told(branch) != Counter(one[2] for one in register if head(one[0]) == id_):
            found.append(f"counts of {id_}: {told(branch)}")
    return found


def places_differ(view: reading.Node) -> list[str]:
    """What the page says a verdict rests on, against the file, the cell and the week of every planted fault.

    A place is cited under the duty, with the day of its report; or in the reason, where a row was not taken.
    """
    language = view.attributes["lang"] or ""
    told = dict(_duties(view, language))
    found = []
    for line in planted():
        if (line["unit"], line["obligation"]) not in told:
            continue  # page_differs says so
        duty, how = told[line["unit"], line["obligation"]], rests(line)
        cited = [_cited(entry.text(), language) for part in duty.all(class_="evidence") for entry in part.all("li")]
        listed = [one for one in cited if one is not None]
        reason = duty.one("summary").text()
        if line["planted_fault"] in SILENT:
            if any(day >= date.fromisoformat(line["week"]) for _, day in listed):
                found.append(f"{line['unit']} is silent since {line['week']} and cites {listed}")
        elif how and not any(
            _fits(line, place, how.where, how.again) and (how.again or day.isoformat() == line["week"])
            for place, day in listed
        ):
            name = line["cell"].rpartition("!")[2]
            if how.where != "cell" or not re.search(rf"{re.escape(line['file'])} \[[^\]]+\] {name}\b", reason):
                found.append(f"{line['unit']} {line['obligation']}: {listed}, planted {line['file']} {line['cell']}")
    return found


def _duties(view: reading.Node, language: str) -> Iterable[tuple[Key, reading.Node]]:
    for duty in view.all("tbody", class_="duty"):
        unit = by_name(language)[duty.all("td")[0].text()]
        yield (unit, duty.all("th")[0].all("bdi")[0].text()), duty


PLACES = {
    "ar": r"[^:]+: (?P<file>.+?)، الورقة (?P<sheet>.+)، الخلية (?P<cell>\w+) · أُبلِغ في (?P<day>.+)",
    "en": r"[^:]+: (?P<file>.+?), sheet (?P<sheet>.+), cell (?P<cell>\w+) · reported (?P<day>.+)",
}


def _cited(entry: str, language: str) -> tuple[Place, date] | None:
    """Place and report day of an entry of 'what the verdict rests on'; None for an entry of the date card."""
    match = re.fullmatch(PLACES[language], entry)
    if match is None:
        return None
    days = (date.fromordinal(n) for n in range(date(2020, 8, 1).toordinal(), date(2020, 11, 1).toordinal()))
    day = next(one for one in days if date_text(one, language) == match["day"])
    return (match["file"], match["sheet"], match["cell"]), day


def _fits(line: dict[str, str], place: tuple[Any, Any, Any], where: str, again: bool) -> bool:
    """Whether a cited place is the planted one: its file (or the same office's later one), sheet, row or cell."""
    file, sheet, cell = place
    folder, _, name = line["file"].rpartition("/")
    if file is None or file.rpartition("/")[2] != name:
        return False
    if file != line["file"] and not (again and file.rpartition("/")[0] > folder):
        return False
    if where == "file":
        return True
    planted_sheet, _, planted_cell = line["cell"].rpartition("!")
    if planted_sheet and sheet != planted_sheet:
        return False
    return cell == planted_cell if where == "cell" else _row(cell) == _row(planted_cell)


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
