"""What people get wrong, one slip at a time: code and place, exit status, the way out in both languages, no traceback,
nothing half-written, and the good part still taken."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli import Run, tracker
from tracker import run as runs
from tracker.files import store_fault
from tracker.findings import Refusal, at
from tracker.followup.ledger import Ledger
from tracker.model import SourceRef

NOW = "2031-03-30T09:00:00+03:00"
DIRECTIVE = """\
id: MOE-1
issuer: {ar: وزير الكهرباء, en: Minister of Electricity}
issued_on: 2031-03-02
status: approved
approved: {by: مدير المتابعة, on: 2031-03-03}
obligations:
  - id: MOE-1/01
    text: {ar: جرد المحولات العاطلة, en: list the broken transformers}
    modality: obligation
    pattern: achievement
    units: {type: branch}
    deadline: {kind: within, count: 10, unit: day, anchor: issue}
  - id: MOE-1/02
    text: {ar: لا تُربط محطة بلا موافقة, en: connect no station without a permit}
    modality: prohibition
    pattern: maintenance
    units: {type: branch}
    deadline: {kind: none}
"""
UNITS = """\
id,name_ar,name_en,type,parent,valid_from,valid_to
moe,الوزارة,Ministry,ministry,,,
north,فرع الشمال,North,branch,moe,,
south,فرع الجنوب,South,branch,moe,,
"""
HOLIDAYS = "date,name,status,source\n2031-03-21,نوروز,official,قرار\n"
HEAD = ["الالتزام", "الجهة", "الحالة", "تاريخ الإنجاز", "تاريخ التقرير"]
GOOD = ["MOE-1/01", "north", "منجز", "10/3/2031", "28/3/2031"]
ORDER = "directives/order.yaml"

Breaking = Callable[[Path], object]


@pytest.fixture(autouse=True)
def at_a_fixed_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", NOW)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "مشروع المتابعة"
    (root / "directives").mkdir(parents=True)
    (root / "status").mkdir()
    (root / "tracker.toml").write_text('languages = ["ar", "en"]\n', "utf-8")
    (root / ORDER).write_text(DIRECTIVE, "utf-8")
    (root / "units.csv").write_text(UNITS, "utf-8")
    (root / "holidays.csv").write_text(HOLIDAYS, "utf-8")
    return root


def everything(root: Path) -> dict[str, bytes | None]:
    """Every path under a directory with its bytes; the lock says only who held it."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in root.rglob("*")
        if path.name != "tracker.lock" and path.relative_to(root) != Path("store")
    }


def refused(run: Run, code: str, place: str = "") -> None:
    assert run.code == 2, run.err
    lines = [line for line in run.err.splitlines() if f"error [{code}]" in line]
    assert lines, run.err
    assert any(place in line for line in lines), run.err
    assert "Traceback" not in run.err
    assert run.out == "" or "{" not in run.out


def put(name: str, content: str | bytes) -> Breaking:
    return lambda root: (root / name).write_bytes(content.encode() if isinstance(content, str) else content)


def swap(name: str, old: str, new: str) -> Breaking:
    def breaking(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return breaking


def gone(name: str) -> Breaking:
    return lambda root: shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()


def directory(name: str) -> Breaking:
    return lambda root: (gone(name)(root), (root / name).mkdir())


def link(name: str, target: str) -> Breaking:
    return lambda root: (gone(name)(root), (root / name).symlink_to(target))


def pipe(name: str) -> Breaking:
    return lambda root: (gone(name)(root), os.mkfifo(root / name))


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
PROJECTS: dict[str, tuple[Breaking, str, str]] = {
    "no tracker.toml": (gone("tracker.toml"), "project-missing", "مشروع المتابعة"),
    "tracker.toml is a directory": (directory("tracker.toml"), "file-unreadable", "tracker.toml"),
    "tracker.toml is no TOML": (put("tracker.toml", "languages = \n"), "toml-invalid", "tracker.toml:1"),
    "tracker.toml in cp1256": (put("tracker.toml", "# متابعة".encode("cp1256")), "file-not-utf8", "tracker.toml"),
    "unknown setting": (put("tracker.toml", "calender = 'iq'\n"), "setting-unknown", "calender"),
    "setting of a wrong type": (put("tracker.toml", "[defaults]\ngrace = 'three'\n"), "setting-invalid", "grace"),
    "setting beyond every period": (
        put("tracker.toml", "[defaults]\nreport_every = 99999999999999999999\n"),
        "setting-invalid",
        "report_every",
    ),
    "mistyped encryption": (
        put("tracker.toml", "[alerts.smtp]\nhost = 'mail'\ntls = 'ssl'\n"),
        "setting-invalid",
        '"none" | "starttls" | "tls"',
    ),
    "unprintable path": (put("tracker.toml", '[paths]\nstore = "a\\u0000b"\n'), "setting-invalid", "paths.store"),
    "unknown calendar": (put("tracker.toml", "calendar = 'iraq'\n"), "calendar-unknown", "tracker.toml"),
    "mistyped holidays path": (
        put("tracker.toml", "[paths]\nholidays = 'holydays.csv'\n"),
        "path-named-missing",
        "holydays",
    ),
    "mistyped notifications path": (
        put("tracker.toml", "[paths]\nnotifications = 'nix.csv'\n"),
        "path-named-missing",
        "paths.notifications",
    ),
    "holidays a directory": (directory("holidays.csv"), "file-unreadable", "holidays.csv"),
    "holidays a dead link": (link("holidays.csv", "nowhere"), "path-named-missing", "holidays.csv"),
    "holidays in cp1256": (put("holidays.csv", HOLIDAYS.encode("cp1256")), "file-not-utf8", "holidays.csv"),
    "holiday that does not exist": (swap("holidays.csv", "03-21", "02-30"), "holiday-invalid", "holidays.csv:2"),
    "no units.csv": (gone("units.csv"), "file-missing", "units.csv"),
    "units.csv a directory": (directory("units.csv"), "file-unreadable", "units.csv"),
    "units.csv a pipe": (pipe("units.csv"), "file-unreadable", "units.csv"),
    "units.csv with semicolons": (put("units.csv", UNITS.replace(",", ";")), "column-missing", "units.csv:1"),
    "a column twice": (swap("units.csv", "name_en", "name_ar"), "column-twice", "name_ar"),
    "missing parent": (swap("units.csv", "branch,moe", "branch,moi"), "unit-unknown", "units.csv:3"),
    "circular units": (swap("units.csv", "ministry,", "ministry,south"), "unit-cycle", "moe > south > moe"),
    "unit twice": (swap("units.csv", "south", "north"), "identifier-twice", "units.csv:4"),
    "unit valid from no day": (swap("units.csv", "branch,moe,", "branch,moe,2031-02-30"), "field-value", "units.csv:3"),
    "no directives": (gone("directives"), "directives-missing", "directives"),
    "order a dead link": (link(ORDER, "nowhere"), "file-unreadable", "order.yaml"),
    "order a pipe": (pipe(ORDER), "file-unreadable", "order.yaml"),
    "order empty": (put(ORDER, ""), "yaml-empty", "order.yaml"),
    "order in cp1256": (put(ORDER, DIRECTIVE.encode("cp1256")), "file-not-utf8", "order.yaml"),
    "tab in the indentation": (swap(ORDER, "    text:", "\ttext:"), "yaml-invalid", "order.yaml:8"),
    "missing colon": (swap(ORDER, "modality: obligation", "modality obligation"), "yaml-invalid", "order.yaml:10"),
    "open brace": (swap(ORDER, "{kind: none}", "{kind: none"), "yaml-invalid", "order.yaml"),
    "aliases of aliases": (put(ORDER, LAUGHS), "yaml-invalid", "order.yaml"),
    "unknown field": (swap(ORDER, "pattern: ach", "patern: ach"), "field-unknown", "order.yaml:10"),
    "field twice": (
        swap(ORDER, "    units: {type", "    pattern: periodic\n    units: {type"),
        "yaml-duplicate-key",
        "order.yaml:11",
    ),
    "wrong type": (swap(ORDER, "{type: branch}", "branch"), "field-value", "order.yaml:11"),
    "date that does not exist": (swap(ORDER, "2031-03-02", "31/02/2031"), "field-value", "order.yaml:3"),
    "year of five digits": (swap(ORDER, "2031-03-02", "20310-03-02"), "field-value", "order.yaml:3"),
    "obligation twice": (swap(ORDER, "MOE-1/02", "MOE-1/01"), "identifier-twice", "order.yaml:13"),
    "unknown unit": (swap(ORDER, "{type: branch}", "{id: west}"), "unit-unknown", "order.yaml:11"),
    "python in YAML": (
        swap(ORDER, "{kind: none}", "!!python/object/apply:os.system [x]"),
        "field-value",
        "order.yaml:18",
    ),
}


@pytest.mark.parametrize("slip", PROJECTS)
def test_a_project_that_is_wrong_is_refused_at_its_place_and_left_alone(project: Path, slip: str) -> None:
    breaking, code, place = PROJECTS[slip]
    breaking(project)
    before = everything(project)
    for command in (["check"], ["report"], ["ingest", "status"], ["template", "-o", str(project / "new.xlsx")]):
        refused(tracker(*command, "--project", project), code, place)
    assert everything(project) == before


@pytest.mark.parametrize("slip", ["tab in the indentation", "circular units", "mistyped holidays path"])
def test_the_way_out_is_said_in_the_language_asked_for(
    project: Path, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking, code, _ = PROJECTS[slip]
    breaking(project)
    arabic = tracker("check", "--project", project)
    english = tracker("check", "--project", project, "--lang", "en")
    monkeypatch.setenv("TRACKER_LANG", "en")
    assert tracker("check", "--project", project).err == english.err
    for run in (arabic, english):
        refused(run, code)
    said = {"ar": arabic.err.split("] ", 1)[1], "en": english.err.split("] ", 1)[1]}
    assert any("\u0600" <= char <= "\u06ff" for char in said["ar"])
    assert not any(
        "\u0600" <= char <= "\u06ff" for char in said["en"].replace(str(project), "").replace("مشروع المتابعة", "")
    )


@pytest.mark.parametrize(
    ("locale", "word"), [("", "لا يوجد"), ("C", "لا يوجد"), ("ar_IQ.UTF-8", "لا يوجد"), ("en_GB.UTF-8", "There is no")]
)
def test_without_a_project_arabic_is_spoken_unless_the_locale_is_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str, word: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "TRACKER_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    run = tracker("check", "--project", tmp_path)
    refused(run, "project-missing", str(tmp_path))
    assert word in run.err


LINES: dict[str, tuple[list[str], str, str]] = {
    "date that does not exist": (["check", "--as-of", "31/02/2031"], "value-invalid", "--as-of"),
    "month 13": (["report", "--as-of", "2031-13-01"], "value-invalid", "2031-08-27".replace("2031", "2020")),
    "year of five digits": (["run", "--as-of", "20310-01-01"], "value-invalid", "--as-of"),
    "moment that does not exist": (["check", "--known-at", "yesterday"], "value-invalid", "--known-at"),
    "moment that overflows": (
        ["ingest", "status", "--received-at", "9999-12-31T23:59:59-10:00"],
        "value-invalid",
        "--received-at",
    ),
    "unknown format": (["check", "--format", "xml"], "value-invalid", "json"),
    "unknown language": (["check", "--lang", "fr"], "value-invalid", "--lang"),
    "unknown option": (["check", "--as-off", "2031-03-30"], "option-unknown", "--as-of"),
    "option without value": (["check", "--as-of"], "value-missing", "--as-of"),
    "unknown word of --fail-on": (["run", "--fail-on", "overdew"], "value-invalid", "overdue"),
    "unknown unit": (["check", "--unit", "nroth"], "unit-not-known", "north"),
    "unknown directive": (["check", "--directive", "MOE-2"], "directive-not-found", "MOE-1"),
    "unknown obligation": (["explain", "MOE-1/03"], "obligation-unknown", "MOE-1/02"),
    "argument missing": (["explain"], "parameter-missing", "OBLIGATION"),
    "argument too many": (["check", "MOE-1"], "argument-extra", "MOE-1"),
    "workbook of another kind": (["template", "-o", "new.pdf"], "value-invalid", ".xlsx"),
    "hour that does not exist": (["schedule", "show", "--at", "25:00"], "value-invalid", "06:00"),
    "sheet that is not there": (["ingest", "week1.xlsx"], "file-missing", "week1.xlsx"),
    "sheets in a directory without any": (["ingest", "directives"], "nothing-to-take", "directives"),
    "order that is not there": (["register", "add", "order.txt"], "document-missing", "order.txt"),
    "identifier that leads elsewhere": (["register", "add", "order.txt", "--id", "../../x"], "value-invalid", "--id"),
    "identifier with a space": (["register", "add", "order.txt", "--id", "MOE 3"], "value-invalid", "--id"),
    "identifier longer than a name": (["register", "add", "order.txt", "--id", "x" * 300], "value-invalid", "--id"),
    "approval of what is approved": (["register", "approve", "MOE-1", "--by", "س"], "already-approved", "order.yaml"),
}


@pytest.mark.parametrize("slip", LINES)
def test_a_wrong_command_line_says_what_is_expected(project: Path, slip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, code, hint = LINES[slip]
    monkeypatch.chdir(project)
    before = everything(project)
    run = tracker(*arguments)
    refused(run, code, hint)
    assert everything(project) == before


def test_an_unknown_command_names_the_nearest() -> None:
    refused(tracker("chekc"), "command-unknown", "check")


@pytest.mark.parametrize("moment", ["now", "2031-03-30T09:00:00", "9999-12-31T23:59:00-12:00", "31/02/2031"])
@pytest.mark.parametrize("command", [["check"], ["run"], ["ingest", "status"], ["init", "new"]])
def test_a_clock_set_wrongly_is_the_users_to_mend(
    project: Path, monkeypatch: pytest.MonkeyPatch, moment: str, command: list[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv("TRACKER_NOW", moment)
    before = everything(project)
    refused(tracker(*command), "clock-invalid", moment)
    assert everything(project) == before


# --- sheets ------------------------------------------------------------------------------------------------------


def workbook(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(sign: str = ",") -> str:
    return "\n".join(sign.join(row) for row in (HEAD, GOOD)) + "\n"


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


BOOK = workbook(HEAD, GOOD)
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
SHEETS: dict[str, tuple[str, bytes, str]] = {
    "empty": ("week.xlsx", b"", "sheet-empty"),
    "cut short": ("week.xlsx", BOOK[: len(BOOK) // 2], "sheet-unreadable"),
    "with a password": ("week.xlsx", ENCRYPTED, "sheet-encrypted"),
    "a docx renamed": ("week.xlsx", package(word__document="<w/>"), "sheet-format"),
    "a page renamed": ("week.xls", b"<html><table><tr><td>x</td></tr></table></html>", "sheet-format"),
    "a workbook renamed": ("week.csv", BOOK, "sheet-renamed"),
    "without any row": ("week.xlsx", workbook(), "sheet-empty"),
    "without a header": ("week.xlsx", workbook(GOOD), "header-missing"),
    "only zero bytes": ("week.csv", bytes(500), "sheet-format"),
    "a zero byte inside": ("week.csv", csv_text().encode().replace(b"north", b"no\x00rth"), "sheet-format"),
}


@pytest.mark.parametrize("slip", SHEETS)
def test_a_sheet_that_cannot_be_read_is_refused_and_the_others_are_taken(project: Path, slip: str) -> None:
    name, content, code = SHEETS[slip]
    bad = project / name
    bad.write_bytes(content)
    before = everything(project)
    refused(tracker("ingest", bad, "--project", project), code, name)
    assert everything(project) == before
    good = project / "status/good.xlsx"
    good.write_bytes(workbook(HEAD, GOOD, ["MOE-1/02", *GOOD[1:]]))
    both = tracker("ingest", bad, good, "--project", project)
    assert both.code == 0
    assert f"error [{code}]" in both.err
    assert len(Ledger(project / "store").observations()) == 2
    assert tracker("ingest", bad, good, "--project", project, "--fail-on", "refused").code == 1


def test_the_same_workbook_under_a_wrong_name_and_its_right_one_is_taken_once(project: Path) -> None:
    for name in ("a.csv", "b.xlsx", "c.xlsx"):
        (project / "status" / name).write_bytes(BOOK)
    run = tracker("ingest", project / "status", "--project", project, "--format", "json")
    assert [file["status"] for file in json.loads(run.out)["files"]] == ["refused", "read", "known"]
    assert len(Ledger(project / "store").observations()) == 1
    assert tracker("doctor", "--verify", "--project", project).code == 0


@pytest.mark.parametrize(
    "content",
    [
        csv_text().encode("cp1256"),
        csv_text().encode("utf-16"),
        csv_text().encode("utf-16-le"),
        csv_text(";").encode(),
        csv_text("\t").encode("utf-8-sig"),
        csv_text().replace("\n", "\r").encode(),
    ],
    ids=["cp1256", "utf-16", "utf-16 without a mark", "semicolons", "tabs", "line ends of old"],
)
def test_a_table_of_text_is_taken_however_it_was_saved(project: Path, content: bytes) -> None:
    (project / "status/week.csv").write_bytes(content)
    run = tracker("ingest", project / "status", "--project", project)
    assert (run.code, run.err) == (0, "")
    assert Ledger(project / "store").observations()["unit"].tolist() == ["north"]


def test_each_bad_cell_is_named_and_the_good_rows_count(project: Path) -> None:
    rows = [
        ["MOE-1/01", "south", "منجز", "31/02/2031", "28/3/2031"],
        ["MOE-9/09", "south", "منجز", "10/3/2031", "28/3/2031"],
        ["MOE-1/02", "west", "ملتزم", "", "28/3/2031"],
        GOOD,
        GOOD,
    ]
    (project / "week.xlsx").write_bytes(workbook(HEAD, *rows))
    run = tracker("ingest", project / "week.xlsx", "--project", project)
    assert run.code == 0
    assert re.findall(r"\[Sheet\] ([A-Z]+[0-9]+): ", run.err) == ["D2", "A3", "B4", "A6"]
    assert Ledger(project / "store").observations()["obligation"].tolist() == ["MOE-1/01"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.symlink_to("nowhere"), "file-missing"),
        (lambda path: path.symlink_to(path.name), "file-unreadable"),
        (os.mkfifo, "file-unreadable"),
    ],
    ids=["dead link", "link to itself", "pipe"],
)
def test_what_is_no_file_in_the_status_directory_is_named_and_waits_for_nobody(
    project: Path, make: Callable[[Path], object], code: str
) -> None:
    make(project / "status/week1.xlsx")
    (project / "status/week2.xlsx").write_bytes(BOOK)
    run = tracker("ingest", project / "status", "--project", project)
    assert run.code == 0
    assert f"error [{code}]" in run.err
    assert "week1.xlsx" in run.err
    assert len(Ledger(project / "store").observations()) == 1


def test_a_file_name_of_another_system_is_shown_and_kept(project: Path) -> None:
    name = os.path.join(os.fsencode(project / "status"), "أسبوع.csv".encode("cp1256"))  # noqa: PTH118 - bytes
    with open(name, "wb") as file:  # noqa: PTH123 - bytes
        file.write(csv_text().encode())
    assert tracker("ingest", project / "status", "--project", project).code == 0
    assert Ledger(project / "store").observations()["file"].tolist() == [r"status/\xc3\xd3\xc8\xe6\xda.csv"]
    assert tracker("report", "--project", project).code == 0


def test_a_due_date_changed_in_the_sheet_is_set_against_the_registers(project: Path) -> None:
    week = ["MOE-1/01", "north", "قيد التنفيذ", "", "21/3/2031"]
    (project / "week1.xlsx").write_bytes(workbook(HEAD, week))
    assert tracker("ingest", project / "week1.xlsx", "--project", project).code == 0
    (project / "week2.xlsx").write_bytes(workbook([*HEAD, "تاريخ الاستحقاق"], [*week[:4], "28/3/2031", "2031-04-30"]))
    run = tracker("ingest", project / "week2.xlsx", "--project", project)
    assert "كان 12 آذار 2031 (السجل)، وصار 30 نيسان 2031 (week2.xlsx [Sheet] F2)" in run.err
    assert "None" not in run.err


# --- where things are written -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["check"], ["ingest", "status", "--format", "json"]])
@pytest.mark.parametrize("output", ["reports", "units.csv/check.json", "/proc/check.json"])
def test_an_output_that_cannot_be_written_is_refused_before_anything_changes(
    project: Path, command: list[str], output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "reports").mkdir()
    (project / "status/week.xlsx").write_bytes(BOOK)
    before = everything(project)
    run = tracker(*command, "-o", output)
    assert run.code == 2
    assert "[file-unwritable]" in run.err or "[value-invalid]" in run.err
    assert everything(project) == before


def test_a_device_is_written_into_and_never_replaced(project: Path) -> None:
    device = project / "pipe"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    try:
        run = tracker("check", "--project", project, "--format", "csv", "-o", device)
        assert run.code == 0, run.err
        assert os.read(reader, 10_000).startswith(b"obligation,")
    finally:
        os.close(reader)
    assert device.is_fifo()


def test_a_link_stays_a_link_and_its_target_is_replaced(project: Path) -> None:
    target = project / "elsewhere.csv"
    target.write_text("old")
    (project / "out.csv").symlink_to(target.name)
    assert tracker("check", "--project", project, "--format", "csv", "-o", project / "out.csv").code == 0
    assert (project / "out.csv").is_symlink()
    assert target.read_text("utf-8").startswith("obligation,")


@pytest.mark.parametrize("name", ["report.xlsx", "report.html"])
def test_either_report_is_replaced_or_neither(project: Path, name: str) -> None:
    reports = project / "reports"
    assert tracker("report", "--project", project, "--as-of", "2031-03-05").code == 0
    before = everything(project)
    (reports / name).unlink()
    (reports / name).mkdir()
    refused(tracker("report", "--project", project), "file-unwritable", name)
    (reports / name).rmdir()
    assert everything(project) == {path: content for path, content in before.items() if not path.endswith(name)}


def test_what_a_killed_process_left_is_swept_and_what_another_is_writing_is_not(project: Path) -> None:
    reports = project / "reports"
    reports.mkdir()
    left, fresh = reports / ".report.xlsx.abcd1234.xlsx", reports / ".report.xlsx.efgh5678.xlsx"
    for path in (left, fresh):
        path.write_bytes(b"half")
    os.utime(left, (1_000_000_000, 1_000_000_000))
    assert tracker("report", "--project", project).code == 0
    assert sorted(path.name for path in reports.iterdir()) == [fresh.name, "report.html", "report.xlsx"]


@pytest.mark.parametrize("stage", ["tracker.starter.write", "tracker.followup.template.write_for"])
@pytest.mark.parametrize("there", [False, True], ids=["new", "empty directory"])
def test_init_lays_down_a_whole_project_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, there: bool
) -> None:
    directory = tmp_path / "مكتب"
    if there:
        directory.mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(stage, full)
        refused(tracker("init", directory), "file-unwritable", f"{directory}: error")
    assert list(tmp_path.rglob("*")) == ([directory] if there else [])
    assert tracker("init", directory).code == 0
    assert tracker("check", "--project", directory).code == 0
    refused(tracker("init", directory), "directory-not-empty", "مكتب")
    refused(tracker("init", directory / "units.csv"), "path-is-file", "units.csv")


# --- the store ---------------------------------------------------------------------------------------------------

DATABASE = "store/tracker.sqlite"


def statement(sql: str) -> Breaking:
    def breaking(root: Path) -> None:
        with sqlite3.connect(root / DATABASE) as base:
            base.execute(sql)
        base.close()

    return breaking


STORES: dict[str, tuple[Breaking, str]] = {
    "random bytes": (put(DATABASE, bytes(range(7, 250)) * 40), "store-unreadable"),
    "cut short": (lambda root: os.truncate(root / DATABASE, 9000), "store-unreadable"),
    "a directory": (directory(DATABASE), "store-unreadable"),
    "a dead link": (link(DATABASE, "nowhere"), "store-unreadable"),
    "a pipe": (pipe(DATABASE), "store-unreadable"),
    "of a later version": (statement("UPDATE meta SET value = '99'"), "store-version"),
    "of no version": (statement("UPDATE meta SET value = '?'"), "store-unreadable"),
    "without its table of versions": (statement("DROP TABLE meta"), "store-unreadable"),
    "with a word for a day": (statement("UPDATE observations SET reported_on = 'x'"), "store-unreadable"),
}


@pytest.mark.parametrize("damage", STORES)
def test_a_damaged_store_never_passes_for_an_empty_one(project: Path, damage: str) -> None:
    breaking, code = STORES[damage]
    (project / "status/week.xlsx").write_bytes(BOOK)
    assert tracker("ingest", project / "status", "--project", project).code == 0
    breaking(project)
    before = everything(project)
    for command in (["check"], ["report"], ["template", "-o", str(project / "new.xlsx")]):
        refused(tracker(*command, "--project", project), code, "tracker.sqlite")
    assert everything(project) == before


def test_a_store_that_is_a_file_is_said_so(project: Path) -> None:
    (project / "store").write_text("x")
    refused(tracker("check", "--project", project), "store-unreadable", "tracker.sqlite")
    refused(tracker("run", "--project", project), "file-unwritable", "tracker.lock")


def test_a_full_disk_is_no_damage_to_a_store(tmp_path: Path) -> None:
    database = tmp_path / "s.sqlite"
    base = sqlite3.connect(database)
    base.execute("CREATE TABLE t (x)")
    base.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        base.execute("INSERT INTO t VALUES (zeroblob(50000))")
    base.close()
    found = store_fault(full.value, database)
    assert found.code == "file-unwritable"
    assert found.values["why"] == {"ar": "امتلأ القرص", "en": "the disk is full"}


def test_a_store_held_by_another_program_is_said_so(tmp_path: Path) -> None:
    database = tmp_path / "s.sqlite"
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("CREATE TABLE t (x)")
    holder.execute("BEGIN EXCLUSIVE")
    other = sqlite3.connect(database, timeout=0)
    with pytest.raises(sqlite3.OperationalError) as busy:
        other.execute("SELECT * FROM t")
    assert store_fault(busy.value, database).code == "store-busy"
    other.close()
    holder.close()


def test_a_run_whose_end_cannot_be_recorded_still_tells_what_it_did(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: runs.History, *_: object) -> None:
        raise Refusal(at("file-unwritable", SourceRef(str(self.database)), why="full"))

    monkeypatch.setattr(runs.History, "end", full)
    run = tracker("run", "--project", project, "--format", "json")
    assert run.code == 2
    assert [stage["status"] for stage in json.loads(run.out)["stages"]] == ["ok"] * 4
    assert "error [file-unwritable]" in run.err
    assert (project / "reports/report.html").is_file()


def test_doctor_names_received_files_that_are_lost_and_those_without_a_record(project: Path) -> None:
    (project / "status/week.xlsx").write_bytes(BOOK)
    assert tracker("ingest", project / "status", "--project", project).code == 0
    assert tracker("doctor", "--verify", "--project", project).code == 0
    (kept,) = (project / "store/received").iterdir()
    kept.rename(kept.with_name("0" * 64 + ".xlsx"))
    run = tracker("doctor", "--verify", "--project", project)
    refused(run, "received-altered", kept.name)
    assert "warning [received-stray]" in run.err


def test_doctor_warns_of_what_is_seldom_meant(project: Path) -> None:
    gone("holidays.csv")(project)
    gone("status")(project)
    swap(ORDER, "status: approved", "status: draft")(project)
    run = tracker("doctor", "--project", project)
    assert run.code == 0
    for code in ("holidays-missing", "status-missing", "nothing-approved"):
        assert f"warning [{code}]" in run.err
    put("tracker.toml", '[lexicon.states]\ndonne = ["خلص"]\n')(project)
    refused(tracker("doctor", "--project", project), "setting-unknown", "donne")
