"""The rules of the house that a syntax tree can prove: deciding is pure, and heavy libraries wait."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "tracker"
PURE = sorted(
    path
    for pattern in (
        "calendars/counting.py",
        "calendars/periods.py",
        "calendars/cards.py",
        "orders/passages.py",
        "orders/extract.py",
        "followup/rows.py",
        "assess/*.py",
        "alerts/ladder.py",
    )
    for path in ROOT.glob(pattern)
)
FORBIDDEN_MODULES = {"os", "io", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess", "tempfile", "time"}
FORBIDDEN_CALLS = {"open", "input", "print", "today", "now", "utcnow", "read_text", "write_text", "getenv", "uuid4"}


def impurities(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [(node.module or "").split(".")[0]]
            names += ["clock"] if any(alias.name == "clock" for alias in node.names) else []
        else:
            names = []
        found += [f"{node.lineno}: imports {n}" for n in names if n in FORBIDDEN_MODULES or n == "clock"]
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in FORBIDDEN_CALLS:
                found.append(f"{node.lineno}: calls {called}")
    return found


def test_the_pure_rooms_exist() -> None:
    names = {path.name for path in PURE}
    assert {"counting.py", "passages.py", "extract.py", "rows.py", "verdicts.py", "engine.py", "ladder.py"} <= names


@pytest.mark.parametrize("path", PURE, ids=lambda p: str(p.relative_to(ROOT)))
def test_deciding_reads_no_file_clock_environment_or_chance(path: Path) -> None:
    assert impurities(path) == []


def test_the_check_itself_notices_a_clock(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from datetime import date\nimport os\nx = date.today()\n", "utf-8")
    assert impurities(bad) == ["2: imports os", "3: calls today"]


def test_starting_up_pulls_in_no_data_frames() -> None:
    heavy = ["pandas", "numpy", "narwhals", "openpyxl", "xlsxwriter", "jinja2", "holidays", "jsonschema", "rapidfuzz"]
    code = "import sys, tracker, tracker.cli.main; print(*[m for m in sys.argv[1:] if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_no_code_of_a_finding_is_written_twice_and_both_languages_name_the_same_values() -> None:
    from string import Formatter

    from tracker.findings import CODES

    rooms = sorted((ROOT / "findings").glob("*.py"))
    keys = [
        key.value
        for path in rooms
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert sorted(keys) == sorted(set(keys))
    assert len(keys) == len(CODES)

    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for code, entry in CODES.items():
        assert names(entry.ar + entry.remedy_ar) == names(entry.en + entry.remedy_en), code
        assert entry.ar, code
        assert entry.en, code
