"""``calendar holidays add``: a holiday decided late moves open deadlines, and a wrong estimate moves them back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import Run, tracker


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both centres owe ORD-2020-01/01 by Tuesday 1 September 2020."""
    monkeypatch.setenv("TRACKER_NOW", "2020-08-31T09:00:00+03:00")
    return world.project(tmp_path / "p")


def add(root: Path, *arguments: str) -> Run:
    return tracker("calendar", "holidays", "add", *arguments, "--project", root, "--lang", "en")


def test_a_cabinet_holiday_moves_what_ends_on_it_and_is_told(root: Path) -> None:
    run = add(root, "2020-09-01", "--name", "عطلة بقرار مجلس الوزراء", "--source", "قرار 12 في 30/8/2020")
    assert run.code == 0, run.err
    assert "Open duties that changed: 2" in run.out
    assert "1 Sep 2020 → 2 Sep 2020" in run.out
    assert (root / "holidays.csv").read_text("utf-8").splitlines() == [
        "date,name,status,source",
        "2020-09-01,عطلة بقرار مجلس الوزراء,official,قرار 12 في 30/8/2020",
    ]
    told = tracker("explain", "ORD-2020-01/01", "--unit", "c-n", "--project", root, "--lang", "en")
    assert "قرار 12 في 30/8/2020" in told.out


def test_a_wrong_day_corrected_moves_them_back(root: Path) -> None:
    add(root, "2020-09-01", "--to", "2020-09-02", "--name", "Feast", "--source", "estimate", "--status", "estimated")
    run = add(
        root,
        "2020-09-03",
        "--name",
        "Feast",
        "--source",
        "decree 3",
        "--instead-of",
        "2020-09-01",
        "--instead-of",
        "2020-09-02",
    )
    assert run.code == 0, run.err
    assert "3 Sep 2020 → 1 Sep 2020" in run.out
    lines = (root / "holidays.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["2020-09-03", "2020-09-01", "2020-09-02"]


def test_lines_already_there_stay_as_they_are_written(root: Path) -> None:
    path = root / "holidays.csv"
    path.write_text("source;date;status;name\nكتاب 5;2020-10-03;رسمية;العيد الوطني\n", "utf-8")
    run = add(root, "2020-12-25", "--name", "Feast", "--source", "decree 3")
    assert run.code == 0, run.err
    assert "No open duty moved." in run.out
    assert path.read_text("utf-8").splitlines()[1:] == [
        "كتاب 5;2020-10-03;رسمية;العيد الوطني",
        "decree 3;2020-12-25;official;Feast",
    ]


@pytest.mark.parametrize("arguments", [("2020-09-01", "--to", "2020-08-01"), ("2020-09-01", "--to", "2021-09-01")])
def test_a_stretch_that_cannot_be_is_refused(root: Path, arguments: tuple[str, ...]) -> None:
    run = add(root, *arguments, "--name", "x", "--source", "y")
    assert run.code == 2
    assert "--to" in run.err
    assert not (root / "holidays.csv").exists()


FEAST = "2026-03-13"
"""Seven days from it end on Friday 20 March 2026, where the package has the estimated feast; so does 22 March."""


@pytest.fixture
def spring(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two centres' order issued on 13 March 2026, seven days: 23 March by the estimate."""
    monkeypatch.setenv("TRACKER_NOW", "2026-03-14T09:00:00+03:00")
    return root


def last_day(root: Path, count: int = 7, unit: str = "day", name: str = "iq") -> str:
    run = tracker(
        "calendar", "count", "--from", FEAST, "--count", count, "--unit", unit, "--calendar", name,
        "--project", root, "--format", "json",
    )  # fmt: skip
    assert run.code == 0, run.err
    return str(json.loads(run.out)["due_on"])


@pytest.mark.parametrize("taken_back", ["2026-03-20", "2026-03-21"])
def test_an_estimate_taken_back_on_a_weekend_day_leaves_the_weekend(spring: Path, taken_back: str) -> None:
    assert last_day(spring) == "2026-03-23"
    run = add(spring, "2026-03-23", "--instead-of", taken_back, "--name", "Eid al-Fitr", "--source", "decree 9")
    assert run.code == 0, run.err
    assert last_day(spring) == "2026-03-24", "the feast moved later, and the period with it"
    assert last_day(spring, 5, "working_day") == "2026-03-24"
    listed = tracker("calendar", "holidays", "--year", "2026", "--project", spring, "--format", "json").out
    assert {"date": taken_back, "status": "removed"}.items() <= next(
        day for day in json.loads(listed)["holidays"] if day["date"] == taken_back
    ).items()


def test_a_weekend_day_is_worked_where_a_decision_says_so(spring: Path) -> None:
    run = add(spring, "2026-03-20", "--name", "make-up day", "--source", "decree 9", "--status", "working")
    assert run.code == 0, run.err
    assert last_day(spring) == "2026-03-20"


@pytest.mark.parametrize("word", ["none", "لا عطلة", "cancelled"])
def test_a_line_that_says_no_holiday_says_nothing_of_the_weekend(spring: Path, word: str) -> None:
    (spring / "holidays.csv").write_text(f"date,name,status,source\n2026-03-20,x,{word},letter 4\n", "utf-8")
    assert last_day(spring) == "2026-03-23"


@pytest.mark.parametrize("day", ["2026-03-18", "2026-03-27"])
def test_what_is_no_holiday_cannot_be_taken_back(spring: Path, day: str) -> None:
    run = add(spring, "2026-03-23", "--instead-of", day, "--name", "Feast", "--source", "decree 9")
    assert run.code == 2
    assert "no holiday" in run.err
    assert day[-2:] in run.err
    assert not (spring / "holidays.csv").exists()


def test_a_day_is_not_added_and_taken_back_at_once(spring: Path) -> None:
    run = add(spring, "2026-03-20", "--instead-of", "2026-03-20", "--name", "Feast", "--source", "decree 9")
    assert run.code == 2
    assert "--instead-of" in run.err


@pytest.mark.parametrize("option", ["--name", "--source"])
def test_a_holiday_without_a_name_or_a_source_is_refused(spring: Path, option: str) -> None:
    given = {"--name": "Feast", "--source": "decree 9"} | {option: " "}
    run = add(spring, "2026-03-23", *(word for pair in given.items() for word in pair))
    assert run.code == 2
    assert option in run.err


@pytest.mark.parametrize("first", ["official", "working", "removed", "published"])
def test_an_estimate_does_not_displace_what_was_decided(spring: Path, first: str) -> None:
    """22 March is estimated by the package, so that all of these can be written over it, and none by an estimate."""
    assert add(spring, "2026-03-22", "--name", "Feast", "--source", "decree 1", "--status", first).code == 0
    before = (spring / "holidays.csv").read_text("utf-8")
    run = add(spring, "2026-03-22", "--name", "Feast", "--source", "decree 2", "--status", "estimated")
    assert run.code == 2
    assert "stronger source" in run.err
    assert "decree 1" in run.err
    assert (spring / "holidays.csv").read_text("utf-8") == before


def test_an_estimate_does_not_displace_a_published_day(spring: Path) -> None:
    assert add(spring, "2026-01-06", "--name", "x", "--source", "y", "--status", "estimated").code == 2
    (spring / "holidays.csv").write_text("date,name,status,source\n2026-01-06,عيد الجيش,estimated,ق 3\n", "utf-8")
    run = tracker("calendar", "holidays", "--year", "2026", "--project", spring, "--format", "json", "--lang", "en")
    (army,) = (day for day in json.loads(run.out)["holidays"] if day["date"] == "2026-01-06")
    assert army["status"] == "published"
    assert "does not count" in run.err
