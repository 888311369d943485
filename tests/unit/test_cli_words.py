"""What the command line says of a day it cannot take, and of a file it cannot read: the true reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import followup_world
from tests.cli import tracker
from tracker.findings.causes import cause


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-07T09:00:00+03:00")
    return followup_world.project(tmp_path / "project")


@pytest.mark.parametrize(
    ("value", "ar", "en"),
    [
        ("9999-12-31", "خارج المدى", "outside the range"),
        ("26/11/2026", "ليس بصيغة التاريخ", "not how a date is written"),
        ("2026-11-31", "ليس تاريخاً موجوداً", "no date that exists"),
        ("غداً", "ليس بصيغة التاريخ", "not how a date is written"),
    ],
)
def test_a_day_that_is_not_taken_is_told_why(place: Path, value: str, ar: str, en: str) -> None:
    for language, words in (("ar", ar), ("en", en)):
        run = tracker("check", "--as-of", value, "--project", place, "--lang", language)
        assert run.code == 2
        assert words in run.err


def test_a_moment_beyond_the_range_is_told_so(place: Path) -> None:
    run = tracker("check", "--known-at", "9998-01-01T00:00:00+00:00", "--project", place, "--lang", "en")
    assert "outside the range" in run.err


@pytest.mark.parametrize("value", ["٢٠٢٠-٠٩-٠٧", "۲۰۲۰-۰۹-۰۷", "20200907", " 2020-09-07"])
def test_arabic_figures_are_taken_in_iso_form(place: Path, value: str) -> None:
    usual = tracker("check", "--as-of", "2020-09-07", "--project", place, "--format", "json")
    run = tracker("check", "--as-of", value, "--project", place, "--format", "json")
    assert (run.code, run.out) == (0, usual.out)


def test_arabic_messages_of_broken_files_have_no_english_words(place: Path) -> None:
    path = place.parent / "w.xlsx"
    assert tracker("template", "-o", path, "--project", place).code == 0
    whole = path.read_bytes()
    (place.parent / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    (place.parent / "text.xlsx").write_bytes(b"id,state\n1,done\n")
    said = {name: tracker("ingest", place.parent / name, "--project", place).err for name in ("cut.xlsx", "text.xlsx")}
    assert "انقطع قبل نهايته" in said["cut.xlsx"]
    assert "نص مجرد" in said["text.xlsx"]
    (place / "tracker.toml").write_text("calendar = abc\n", "utf-8")
    said["toml"] = tracker("check", "--project", place).err
    assert "قيمة غير صحيحة" in said["toml"]
    for text in said.values():
        words = re.sub(r"\S*[/.]\S*|\[[\w-]+\]|error|xlsx|csv|TOML|\(.*?\)|or|ods", "", text)
        assert re.findall("[A-Za-z]{3,}", words) == []


def test_what_is_not_known_is_quoted_as_the_library_s() -> None:
    assert cause("Gremlins in the tape")["ar"] == "بعبارة البرنامج القارئ: «Gremlins in the tape»"
    assert cause("Bad CRC-32 for file 'x'")["en"].startswith("a part of its content")


def test_the_form_s_english_title_does_not_say_the_project_s_name_twice(tmp_path: Path) -> None:
    import openpyxl

    assert tracker("init", tmp_path / "office").code == 0
    title = openpyxl.load_workbook(tmp_path / "office/status-blank.xlsx").worksheets[0]["A2"].value
    assert str(title).count("Follow-up of orders") == 1


def test_the_starter_order_is_of_the_day_before_the_zone_s_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2026-11-25T21:48:00+00:00")  # 00:48 of the 26th in Baghdad
    assert tracker("init", tmp_path / "office").code == 0
    assert [path.name for path in (tmp_path / "office/directives").iterdir()] == ["order-2026-11-25.yaml"]
