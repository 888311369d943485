"""Whole lists as offices keep them, and the drafts that they must give."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import followup_world, review_world
from tests.cli import tracker

LISTS = Path(__file__).parent / "lists"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2025-05-01T09:00:00+03:00")
    return followup_world.project(tmp_path / "project")


def take(place: Path, path: Path) -> dict[str, Any]:
    run = tracker("register", "import", path, "--project", place, "--format", "json")
    assert run.code == 0, run.err
    document: dict[str, Any] = json.loads(run.out)
    assert document["kind"] == "list"
    rows = document["rows"]
    assert rows["read"] == sum(number for name, number in rows.items() if name != "read")
    return document


def drafts(place: Path) -> dict[str, dict[str, Any]]:
    """The drafts by the number of their letter."""
    loaded = [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in (place / "directives").glob("LETTER*")]
    return {one["number"]: one for one in loaded}


def told(one: dict[str, Any]) -> tuple[Any, ...]:
    """Text, pattern, deadline without its words, units, and the number of questions."""
    deadline = {name: value for name, value in one["deadline"].items() if name not in ("phrase", "anchor", "assumed")}
    return one["text"]["ar"], one["pattern"], deadline, one.get("units", {}).get("id"), len(one.get("questions", ()))


def check_arabic(place: Path, document: dict[str, Any]) -> None:
    counts = {name: document["rows"][name] for name in ("taken", "known", "rejected", "other")}
    assert counts == {"taken": 7, "known": 0, "rejected": 2, "other": 3}
    found = drafts(place)
    assert {number: one["issued_on"] for number, one in found.items()} == {
        "م.و/٣٤١": "2025-03-02",
        "٣٤٢": "2025-03-02",
        "٩٩": "2025-04-15",
        "1207": "2025-04-16",
        "90": "2025-04-20",
        "92": "2025-04-22",
    }
    within = {"kind": "within", "count": "7", "unit": "day"}
    assert [told(one) for one in found["م.و/٣٤١"]["obligations"]] == [
        ("تطهير مبزل الغراف", "achievement", within, "hq", 2),
    ]
    first, second = found["٣٤٢"]["obligations"]
    assert told(first)[1:4] == ("achievement", {"kind": "within", "count": "2", "unit": "week"}, "c-n")
    assert told(second)[1:4] == ("achievement", {"kind": "immediately"}, "c-s")
    assert second["source"]["cells"]["subject"] == {"cell": "E7", "value": "تزويدنا بأسماء الملاك"}
    assert told(found["٩٩"]["obligations"][0])[1:4] == ("achievement", {"kind": "on", "due_on": "2025-04-30"}, "hq")
    assert told(found["1207"]["obligations"][0])[1:4] == ("maintenance", {"kind": "none"}, ["hq", "c-n"])
    assert told(found["90"]["obligations"][0])[3] is None, "a name that is nearly a unit's is asked about"
    assert "مركز القنوات الشمالي [c-n]" in found["90"]["obligations"][0]["questions"][0]["ar"]
    asked = " ".join(one["ar"] for one in found["92"]["obligations"][0]["questions"])
    assert all(cell in asked for cell in ("D15", "F15", "G15"))
    places = {(one["cell"], one["code"]) for one in document["findings"]}
    assert places >= {("C12", "date-invalid"), ("E14", "list-subject-missing"), ("H5", "status-not-taken")}
    sha = found["٩٩"]["source"]["sha256"]
    assert (place / f"sources/{sha}").with_suffix(Path(document["file"]).suffix).is_file()


def test_an_arabic_list_with_titles_merged_cells_and_blank_rows(place: Path) -> None:
    document = take(place, LISTS / "arabic.xlsx")
    assert document["rows"]["read"] == 15
    check_arabic(place, document)
    assert "questions" not in drafts(place)["٣٤٢"]["obligations"][1], "a merged cell is no guess"


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_the_same_list_saved_by_libreoffice(place: Path, suffix: str) -> None:
    shutil.copy(LISTS / "arabic.xlsx", place.parent / "arabic.xlsx")
    check_arabic(place, take(place, review_world.converted(place.parent / "arabic.xlsx", suffix)))


def test_an_english_list_with_number_and_date_in_one_cell(place: Path) -> None:
    document = take(place, LISTS / "english.csv")
    found = drafts(place)
    assert {number: (one["issued_on"], one["issuer"]["en"]) for number, one in found.items()} == {
        "MIN/12": ("2025-03-03", "Minister's Office"),
        "MIN/13": ("2025-03-13", "Minister's Office"),
        "AUD-7": ("2025-04-05", "Audit"),
    }
    deadline = found["MIN/12"]["obligations"][0]["deadline"]
    assert (deadline["count"], deadline["unit"], deadline["phrase"]) == ("10", "working_day", "within 10 working days")
    assert found["AUD-7"]["obligations"][0]["pattern"] == "periodic"
    assert [one["cell"] for one in document["findings"] if one["severity"] == "error"] == ["B7"]


@pytest.mark.parametrize("name", ["arabic.xlsx", "english.csv"])
def test_the_same_list_again_makes_nothing(place: Path, name: str) -> None:
    first = take(place, LISTS / name)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    again = take(place, LISTS / name)
    assert (again["rows"]["taken"], again["rows"]["known"]) == (0, first["rows"]["taken"])
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert tracker("register", "validate", "--project", place).code == 0
