"""The example project is what it says it is: the workbooks hold the story, the expectations point at real cells.

Nothing here runs the program over the example: tests/golden does.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tracker import config, register
from tracker.model import Flag, Pattern, Strength, Verdict

DATA = Path(__file__).resolve().parents[2] / "data"
SEED = DATA.parent.parent / "shared" / "seed" / "000_603b05c08e5a1920.txt"
sys.path.insert(0, str(DATA))

from example import sheets, story  # noqa: E402 - the example's own scripts, which are no package of ours

A = date(2020, 10, 5)
BANNER = "بيانات افتراضية / invented data"
EXPECTED = list(csv.DictReader((DATA / "EXPECTED.csv").read_text("utf-8").splitlines()))
FAULTS = [line for line in EXPECTED if line["planted_fault"] != "register" and not line["note"].startswith("no fault")]
README = (DATA / "README.md").read_text("utf-8")
FILES = sorted(sheets.books())


@cache
def grid(path: str) -> dict[str, list[list[object]]]:
    """The committed file as it stands: sheet -> rows, whole numbers as int, blank as None, a csv under ''."""
    if path.endswith(".csv"):
        rows = csv.reader((DATA / path).read_text("cp1256").splitlines())
        return {"": [[value or None for value in row] for row in rows]}
    book = CalamineWorkbook.from_path(str(DATA / path))
    return {
        name: [[plain(value) for value in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def cell(path: str, place: str) -> object:
    name, _, address = place.rpartition("!")
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return grid(path)[name][int(digits) - 1][column - 1]


@pytest.mark.parametrize("path", FILES)
def test_a_committed_workbook_holds_the_cells_of_the_story(path: str) -> None:
    found = grid(path)
    book = sheets.books()[path]
    assert list(found) == [sheet.name for sheet in book.sheets]
    for sheet in book.sheets:
        rows = [[plain(value) for value in row] for row in sheet.rows]
        if path.endswith(".csv"):
            rows = [[None if value is None else str(value) for value in row] for row in rows]
        assert [trimmed(row) for row in found[sheet.name]] == [trimmed(row) for row in rows]


def trimmed(row: list[object]) -> list[object]:
    while row and row[-1] is None:
        row = row[:-1]
    return row


def test_no_file_lies_in_the_weeks_that_the_story_does_not_know() -> None:
    there = sorted(
        str(path.relative_to(DATA)) for folder in ("status", "inspection") for path in (DATA / folder).rglob("*.*")
    )
    assert there == FILES
    assert sum((DATA / path).stat().st_size for path in FILES) < 3_000_000
    assert {Path(path).suffix for path in FILES} == {".xlsx", ".xls", ".ods", ".csv"}


@pytest.mark.parametrize("path", FILES)
def test_every_sheet_says_that_it_is_invented(path: str) -> None:
    for name, rows in grid(path).items():
        assert rows[0][0] == BANNER, name


def test_there_are_six_consecutive_weeks_of_eleven_layouts() -> None:
    weeks = sorted({path.split("/")[1] for path in FILES if path.startswith("status/")})
    assert [date.fromisoformat(week) for week in weeks] == [date(2020, 8, 30) + timedelta(7 * n) for n in range(6)]
    headers = set()
    for path in FILES:
        if path.startswith("status/2020-09-06/"):
            rows = max(grid(path).values(), key=len)
            headers.add(tuple(next(row for row in rows if sum(value is not None for value in row) >= 3)))
    assert len(headers) == 11


def test_the_register_and_the_units_load_without_a_finding() -> None:
    found = register.load(config.load(DATA))
    assert [finding.code for finding in found.findings] == []
    assert len([unit for unit in found.units if unit.id not in ("moi", "joc")]) == 40
    assert {unit.parent for unit in found.units if unit.type == "police_station"} == {f"sec-{s}" for s in "nsewc"}
    for unit in found.units:
        assert unit.email is not None
        assert unit.email.endswith(".example.invalid")
    heads = {found.units.authority(unit.id) for unit in found.units}
    assert heads == {"moi", "joc", "boc", "bpc", "sec-n", "sec-s", "sec-e", "sec-w", "sec-c"}


def test_the_committee_is_due_within_seven_days_of_the_issue_and_says_that_this_is_assumed() -> None:
    obligations = register.load(config.load(DATA)).obligations
    committee = obligations["MOI-2020-08-20/04"].deadline
    assert (committee.kind, committee.count, committee.unit, committee.anchor) == ("within", 7, "day", "issue")
    assert {o.id for o in obligations.values() if o.deadline.assumed} == {"MOI-2020-08-20/04", "MOI-2020-08-20/09"}
    assert {o.id for o in obligations.values() if o.evidence_required} == {"MOI-2020-08-20/04", "MOI-2020-08-20/06"}


def test_two_calls_that_name_nothing_checkable_stay_in_the_register_and_make_no_duty() -> None:
    found = register.load(config.load(DATA))
    calls = {o.id for d in found.directives for o in d.obligations if o.strength is Strength.EXHORTATION}
    assert calls == {"MOI-2020-08-20/12", "PM-2020-08-22/02"}
    assert not calls & set(found.obligations)


def test_readme_counts_the_duties_as_the_register_makes_them() -> None:
    found = register.load(config.load(DATA))
    made = Counter(
        obligation.id
        for obligation in found.obligations.values()
        if obligation.strength is Strength.ORDER
        for _ in found.owners(obligation)
    )
    stated = {
        f"{directive}/{number}": int(count)
        for directive, number, count in re.findall(
            r"^\| (\S+-2020-\S+)/(\d\d) [^|]*\|[^|]*\| (\d+) \|", README, re.MULTILINE
        )
    }
    assert stated == dict(made)
    assert f"{sum(made.values())} duties in all" in README


def test_at_least_twenty_five_faults_of_fifteen_kinds_are_planted() -> None:
    assert ",".join(EXPECTED[0]) == "unit,obligation,week,file,cell,planted_fault,verdict,flags,note"
    assert len(FAULTS) >= 25
    assert len({line["planted_fault"] for line in FAULTS}) >= 15


def test_verdicts_and_flags_are_words_of_the_specification_and_agree_for_one_duty() -> None:
    found = register.load(config.load(DATA))
    by_duty = defaultdict(set)
    for line in EXPECTED:
        obligation = found.obligations[line["obligation"]]
        assert line["unit"] in {unit.id for unit in found.owners(obligation)}
        assert line["verdict"] in set(Verdict)
        flags = line["flags"].split()
        assert flags == sorted(flags)
        assert set(flags) <= set(Flag)
        by_duty[line["unit"], line["obligation"]].add((line["verdict"], line["flags"]))
        assert ("assumed_deadline" in flags) == obligation.deadline.assumed
    assert {duty for duty, answers in by_duty.items() if len(answers) > 1} == set()


def test_every_duty_has_a_line_or_one_baseline() -> None:
    found = register.load(config.load(DATA))
    planted = {(line["obligation"], line["unit"]) for line in EXPECTED}
    baseline = list(csv.DictReader((DATA / "EXPECTED-baseline.csv").read_text("utf-8").splitlines()))
    table = {row[0]: row[1] for row in re.findall(r"^\| (\S+-2020-\S+/\d\d) (.*)$", README, re.MULTILINE)}
    for obligation in found.obligations.values():
        for unit in found.owners(obligation):
            if (obligation.id, unit.id) in planted:
                continue
            fits = [x for x in baseline if x["obligation"] == obligation.id and x["unit"] in ("*", unit.id)]
            assert len(fits) == 1, (obligation.id, unit.id)
            assert fits[0]["verdict"] in table[obligation.id]


@pytest.mark.parametrize("line", [line for line in EXPECTED if line["cell"]], ids=lambda x: f"{x['unit']}-{x['cell']}")
def test_the_faulty_cell_holds_what_was_planted(line: dict[str, str]) -> None:
    quoted = re.search(r"«(.+?)»", line["note"])
    value = cell(line["file"], line["cell"])
    shown = value.isoformat() if isinstance(value, date) else value if value is None else str(value)
    assert shown == (quoted[1] if quoted else None)


def test_every_named_file_exists() -> None:
    for line in EXPECTED:
        assert not line["file"] or (DATA / line["file"]).is_file()
        assert line["planted_fault"] == "register" or line["file"]


def test_who_is_said_to_be_silent_has_no_row_and_everyone_else_reports_every_week() -> None:
    found = register.load(config.load(DATA))
    silent = {(x["unit"], x["obligation"]): x["week"] for x in EXPECTED if "silent" in x["planted_fault"]}
    silent["ps-e4", "MOI-2020-08-20/07"] = "2020-09-13"  # not kept on 6 Sep, nothing after
    elsewhere = {("ps-c4", "MOI-2020-08-20/07"), ("ps-c5", "MOI-2020-08-20/07")}  # wrong number; a late row
    for obligation in found.obligations.values():
        for unit in found.owners(obligation) if obligation.strength is Strength.ORDER else ():
            duty = unit.id, obligation.id
            for week, sunday in enumerate(story.WEEKS):
                reported = any(row.obligation == obligation.id for row in story.week_of(unit.id, week))
                exists = (unit.valid_from or sunday) <= sunday <= (unit.valid_to or sunday)
                if not exists or duty in elsewhere:
                    continue
                assert reported == (sunday.isoformat() < silent.get(duty, "9999")), (duty, sunday)


def test_only_the_planted_note_stands_three_weeks_running() -> None:
    notes: dict[tuple[str, str], dict[date, str | None]] = defaultdict(dict)
    for week in range(6):
        for unit in story.units():
            for row in story.week_of(unit, week):
                notes[row.unit, row.obligation][row.reported] = row.note
    copied = set()
    for duty, by_day in notes.items():
        texts = [by_day[day] for day in sorted(by_day)]
        for start in range(len(texts) - 2):
            if texts[start] and len(set(texts[start : start + 3])) == 1:
                copied.add(duty)
    assert copied == {("ps-e1", "MOI-2020-08-20/07")}


def test_nobody_completes_after_his_report_but_where_it_is_planted() -> None:
    ahead = {
        (row.unit, row.obligation)
        for week in range(6)
        for unit in story.units()
        for row in story.week_of(unit, week)
        if isinstance(row.completed, date) and row.completed > row.reported
    }
    assert ahead == {("ps-s4", "MOI-2020-08-20/06")}


def test_once_duties_and_standing_ones_are_both_there() -> None:
    patterns = Counter(o.pattern for o in register.load(config.load(DATA)).obligations.values())
    assert {Pattern.ACHIEVEMENT, Pattern.MAINTENANCE, Pattern.TRIGGERED} <= set(patterns)


def test_no_run_of_words_is_taken_from_the_article() -> None:
    if not SEED.is_file():
        pytest.skip(f"the article is not here ({SEED.name}): that no sentence of it was copied is not checked")
    taken = runs(SEED.read_text("utf-8"))
    told = [*(DATA / "directives").glob("*.yaml"), *(DATA / "orders").iterdir()]
    for path in [*told, DATA / "EXPECTED.csv", DATA / "README.md"]:
        assert runs(path.read_text("utf-8")) & taken == set(), path.name


def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"[ء-ي]+", text)
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
