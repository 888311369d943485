"""``tracker extract --beside PROJECT``: what each clause of a draft became in the approved register."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import tracker

TEXT = """\
كتاب
العدد: 5
التاريخ: 3 آذار 2026
إلى: دائرة المتابعة
1. على دائرة المتابعة جرد المخازن خلال أسبوعين.
2. تقدم دائرة المتابعة تقريراً بالنتائج في موعد أقصاه 1 نيسان 2026.
"""
DIRECTIVE = """\
id: LETTER-5
issuer: {ar: مدير عام}
issued_on: 2026-03-03
status: STATUS
approved: {by: مدير, on: 2026-03-04}
obligations:
  - {id: LETTER-5/01, text: {ar: جرد كل المخازن}, modality: obligation, pattern: achievement, units: {id: office},
     deadline: {kind: within, count: 2, unit: week}}
  - {id: LETTER-5/02, text: {ar: تنظيم دورة تدريبية للموظفين}, modality: obligation, pattern: achievement,
     units: {id: office}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TRACKER_NOW", "2026-03-10T09:00:00+03:00")
    (tmp_path / "letter.txt").write_text(TEXT, "utf-8")
    assert tracker("init", tmp_path / "office").code == 0
    (tmp_path / "office/directives/letter.yaml").write_text(DIRECTIVE.replace("STATUS", "approved"), "utf-8")
    return tmp_path / "office"


def lines(text: str) -> list[str]:
    """The rows of the printed table, each joined to one line."""
    rows = text.split("├")
    return [" ".join(row.split()) for row in rows]


def test_each_clause_beside_what_it_became_and_what_stands_alone(project: Path) -> None:
    shown = tracker("extract", project.parent / "letter.txt", "--beside", project, "--lang", "en")
    assert shown.code == 0, shown.err
    first, second, third = lines(shown.out)
    assert "جرد المخازن" in first
    assert "LETTER-5/01" in first
    assert "2026-03-17" in first
    assert "تقدم دائرة المتابعة" in second
    assert "LETTER-5" not in second
    assert "LETTER-5/02" in third
    assert "in both: 1 · in the draft alone: 1 · in the register alone: 1" in shown.out


def test_a_draft_in_the_register_is_not_what_was_approved(project: Path) -> None:
    draft = DIRECTIVE.replace("STATUS", "draft").replace("approved: {by: مدير, on: 2026-03-04}\n", "")
    (project / "directives/letter.yaml").write_text(draft, "utf-8")
    shown = tracker("extract", project.parent / "letter.txt", "--beside", project, "--lang", "en")
    assert "in both: 0 · in the draft alone: 2 · in the register alone: 0" in shown.out


def test_a_fault_of_the_register_is_named_not_passed_over(project: Path) -> None:
    (project / "directives/letter.yaml").write_text(DIRECTIVE.replace("STATUS", "approvd"), "utf-8")
    shown = tracker("extract", project.parent / "letter.txt", "--beside", project, "--lang", "en")
    assert "letter.yaml:4" in shown.err


def test_other_forms_have_no_place_for_it(project: Path) -> None:
    refused = tracker("extract", project.parent / "letter.txt", "--beside", project, "--format", "json")
    assert refused.code == 2
    assert "--beside" in refused.err
