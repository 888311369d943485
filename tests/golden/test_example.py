"""The example, end to end: every planted fault shows, and no other flag (data/EXPECTED.csv came before the code)."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
BASELINE = {
    "MOI-2020-08-20/01": "compliant",
    "MOI-2020-08-20/03": "met",
    "MOI-2020-08-20/05": "review_due",
    "MOI-2020-08-20/06": "met",
    "MOI-2020-08-20/07": "compliant",
    "MOI-2020-08-20/08": "compliant",
    "MOI-2020-08-20/10": "compliant",
    "PM-2020-08-22/01": "review_due",
}
"""The verdict of a duty that has no line in EXPECTED.csv (data/README.md)."""
BY_UNIT = {("joc", "MOI-2020-08-20/11"): "met", ("boc", "MOI-2020-08-20/11"): "review_due"}


@dataclass(frozen=True)
class Rehearsal:
    project: Path
    reports: Path
    checked: dict[str, Any]
    output: str


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    folder = tmp_path_factory.mktemp("example")
    project = folder / "data"
    shutil.copytree(DATA, project, ignore=shutil.ignore_patterns("store"))
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    run = subprocess.run(
        ["bash", str(project / "rehearse")], capture_output=True, text=True, env=env, cwd=folder, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    check = subprocess.run(
        [sys.executable, "-m", "tracker", "check", "--project", str(project), "--as-of", "2020-10-05", "--full"]
        + ["--format", "json"],
        capture_output=True,
        text=True,
        env=env,
        check=True,
    )
    return Rehearsal(project, folder / "reports", json.loads(check.stdout), run.stdout)


def expected() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    with (DATA / "EXPECTED.csv").open(encoding="utf-8") as lines:
        return {
            (line["unit"], line["obligation"]): (line["verdict"], frozenset(line["flags"].split()))
            for line in csv.DictReader(lines)
            if line["verdict"]
        }


def wanted(unit: str, obligation: str) -> tuple[str, frozenset[str]]:
    planted = expected()
    if (unit, obligation) in planted:
        return planted[unit, obligation]
    return BY_UNIT.get((unit, obligation)) or BASELINE[obligation], frozenset()


def test_every_duty_is_judged_as_expected_and_bears_no_other_flag(rehearsal: Rehearsal) -> None:
    found = {
        (a["unit"], a["obligation"]): (a["verdict"], frozenset(a["flags"])) for a in rehearsal.checked["assessments"]
    }
    assert len(found) == 122
    differing = {key: (value, wanted(*key)) for key, value in found.items() if value != wanted(*key)}
    assert differing == {}
    assert set(expected()) <= set(found)
