"""``tracker schema NAME``: every document that goes out, and every input, has a schema that real ones meet."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli import tracker
from tracker import config
from tracker.calendars import holidays
from tracker.findings import Refusal
from tracker.model import State
from tracker.register import determinations, events, schema, units_file

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


def faults(document: Any, name: str) -> list[str]:
    """What the schema that the command prints has against a document."""
    printed = tracker("schema", name)
    assert (printed.code, printed.err) == (0, "")
    validator = Draft202012Validator(json.loads(printed.out), format_checker=FormatChecker(["date"]))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The smallest project, with a run behind it and a draft beside its approved order."""
    place = tmp_path / "office"
    assert tracker("init", place).code == 0
    order = DATA / "orders/circular-archive.ar.txt"
    assert tracker("register", "add", order, "--id", "DRAFT", "--units", "id=office", "--project", place).code == 0
    assert tracker("run", "--project", place).code in (0, 1)
    return place


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("register", ("register", "list")),
        ("units", ("units", "list")),
        ("run-history", ("run", "--history")),
        ("open", ("ingest", "--open")),
    ],
)
def test_what_is_listed_has_a_schema(project: Path, name: str, command: tuple[str, ...]) -> None:
    run = tracker(*command, "--project", project, "--format", "json")
    document = json.loads(run.out)
    assert document["schema"] == f"tracker/{name}/1"
    assert faults(document, name) == []
    (_, *lists) = document.values()
    assert name == "open" or lists[0], "an empty list would show nothing"


@pytest.mark.parametrize(("name", "command"), [("register", ("register", "list")), ("units", ("units", "list"))])
def test_the_example_is_listed_by_them_too(tmp_path: Path, name: str, command: tuple[str, ...]) -> None:
    place = tmp_path / "data"
    shutil.copytree(DATA, place, ignore=shutil.ignore_patterns("store", "status"))
    assert faults(json.loads(tracker(*command, "--project", place, "--format", "json").out), name) == []


def test_every_document_that_is_printed_has_a_schema() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tracker").rglob("*.py"))
    named = set(re.findall(r"[\"']tracker/([a-z-]+)/1[\"']", sources))
    assert len(named) >= 13
    assert named <= set(schema.names())


@pytest.mark.parametrize("name", ["units.csv", "holidays.csv", "notifications.csv"])
def test_the_examples_tables_meet_their_schemas(name: str) -> None:
    assert faults(rows(DATA / name), name) == []


def test_settings_meet_their_schema(project: Path) -> None:
    for path in (DATA / "tracker.toml", project / "tracker.toml"):
        assert faults(tomllib.loads(path.read_text("utf-8-sig")), "tracker.toml") == []
    assert faults(rows(project / "units.csv"), "units.csv") == []


def test_the_schema_knows_the_settings_that_the_program_knows() -> None:
    """By name and, where the program has one, by default."""
    known = schema.schema("tracker.toml")["properties"]
    alerts = known["alerts"]["properties"]
    for record, part in (
        (config.Defaults(), known["defaults"]["properties"]),
        (config.Paths(), known["paths"]["properties"]),
        (config.AlertSettings(), alerts),
        (config.Smtp("host"), alerts["smtp"]["properties"]),
    ):
        assert {entry.name for entry in fields(record)} == set(part)  # type: ignore[arg-type]
        for name, entry in part.items():
            if "default" in entry:
                value = getattr(record, name)
                assert entry["default"] == (list(value) if isinstance(value, tuple) else value), name


def test_the_schema_knows_the_columns_that_the_program_reads() -> None:
    read = schema.schema("units.csv")["items"]
    assert set(read["required"]) == set(units_file.REQUIRED)
    assert set(read["properties"]) == {*units_file.REQUIRED, *units_file.OPTIONAL}
    assert set(schema.schema("holidays.csv")["items"]["properties"]) == set(holidays.COLUMNS)
    for name, room in (("events.csv", events), ("determinations.csv", determinations)):
        entries = schema.schema(name)["items"]
        assert set(entries["required"]) == set(room.REQUIRED)
        assert set(entries["properties"]) == {*room.REQUIRED, *room.OPTIONAL}


@pytest.mark.parametrize(
    "text",
    [
        "[defaults]\nwarning = -1",
        "[defaults]\nwarning = true",
        "[defaults]\ngrcae = 3",
        "[defaults]\ncopied = 99999999",
        'calendar = " "',
        'languages = ["fr"]',
        "languages = []",
        "version = 2",
        '[ranks]\nwho = "minister"',
        '[paths]\nstore = ""',
        "[alerts]\nreminders = [3, -1]",
        "[alerts.smtp]\nport = 25",
        '[alerts.smtp]\nhost = "h"\ntls = "ssl"',
        '[alerts.smtp]\nhost = "h"\nport = 70000',
        '[lexicon.states]\ndone = "منجز"',
    ],
)
def test_what_the_settings_schema_refuses_the_program_refuses(tmp_path: Path, text: str) -> None:
    (tmp_path / "tracker.toml").write_text(text, "utf-8")
    assert faults(tomllib.loads(text), "tracker.toml")
    with pytest.raises(Refusal):
        config.load(tmp_path)


def test_a_wrong_setting_is_named_with_its_line_and_the_nearest_right_one(tmp_path: Path) -> None:
    lines = [
        'calendar = "iq"',
        "",
        "[defaults]",
        "# days",
        "grcae = 3",
        "warning = -1",
        "",
        "[alerts]",
        "smtp = {port = 25}",
    ]
    (tmp_path / "tracker.toml").write_text("\n".join(lines), "utf-8")
    with pytest.raises(Refusal) as refused:
        config.load(tmp_path)
    found = {f.values["key"]: f for f in refused.value.findings}
    assert {key: f.source.line for key, f in found.items() if f.source} == {
        "defaults.grcae": 5,
        "defaults.warning": 6,
        "alerts.smtp": 9,
    }
    assert found["defaults.grcae"].values["known"] == "grace"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("units.csv", {"id": "", "name_ar": "مركز", "type": "station"}),
        ("units.csv", {"id": "a", "name_ar": "مركز", "type": "station", "valid_from": "2020-02-31"}),
        ("units.csv", {"id": "a", "name_ar": "مركز", "type": "station", "parnet": "b"}),
        ("notifications.csv", {"directive": "A", "unit": "a", "notified_on": ""}),
        ("holidays.csv", {"date": "30/08/2020", "name": "", "status": "", "source": ""}),
        ("sheet", {"obligation": "A/01", "state": "finished"}),
        ("sheet", {"obligation": "A/01", "state": "done", "percent": "most"}),
    ],
)
def test_a_wrong_line_meets_no_schema(name: str, line: dict[str, str]) -> None:
    assert faults([line], name)


CANONICAL = {
    "unit": "",
    "period_from": "",
    "period_to": "",
    "event": "",
    "percent": "",
    "incidents": "",
    "remedied": "",
    "exception_ref": "",
    "completed_on": "",
    "reported_on": "",
    "evidence": "كتاب 12",
    "note": "",
    "reporter": "مدير المكتب",
    "approver": "",
}


def test_a_sheet_in_the_canonical_form_is_taken_in_whole(project: Path) -> None:
    """Every state by its canonical name, every canonical column under its own."""
    listed = json.loads(tracker("register", "list", "--project", project, "--format", "json").out)["directives"]
    first = next(o["id"] for directive in listed for o in directive["obligations"] if o["id"])
    known = schema.schema("sheet")["items"]["properties"]
    assert set(known) == {"obligation", "state", *CANONICAL}
    assert {*known["state"]["enum"]} - {""} == {state.value for state in State}
    for n, state in enumerate(State, 1):
        day = f"2026-01-{n:02d}"
        line = CANONICAL | {
            "obligation": first,
            "unit": "office",
            "state": state.value,
            "reported_on": day,
            "note": day,
        }
        assert faults([line], "sheet") == []
        sheet = project / f"{state.value}.csv"
        with sheet.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, line)
            writer.writeheader()
            writer.writerow(line)
        run = tracker("ingest", sheet, "--explain", "--project", project, "--format", "json")
        (file,) = json.loads(run.out)["files"]
        assert (file["rows"]["read"], file["rows"]["rejected"]) == (1, 0), (state, run.err)
