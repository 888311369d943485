"""``calendar holidays add``: a holiday decided late moves open deadlines, and a wrong estimate moves them back."""

from __future__ import annotations

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
