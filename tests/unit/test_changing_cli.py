"""``tracker register extend`` and its kin: what they write, what they print, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import tracker


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-03T09:00:00+03:00")
    return world.project(tmp_path / "p")


def due(root: Path, *more: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    run = tracker("check", "--project", root, "--format", "json", *more)
    assert run.code == 0, run.err
    found = json.loads(run.out)["assessments"]
    return {(a["obligation"], a["unit"]): (a["verdict"], a["due_on"]) for a in found}


def test_an_extension_is_written_with_its_reference_and_moves_the_open_duties(root: Path) -> None:
    path = root / "directives/ord.yaml"
    path.write_text(path.read_text("utf-8").replace("strength: order", "strength: order  # كما ورد", 1), "utf-8")
    run = tracker(
        *("register", "extend", "ORD-2020-01/01", "--deadline", "خلال 16 يوماً", "--by", "المدير", "--reference", "ق/7"),
        *("--project", root, "--lang", "en"),
    )
    assert run.code == 0, run.err
    assert "Open duties that changed: 2" in run.out
    assert "1 Sep 2020 → 10 Sep" in run.out
    assert "# كما ورد" in path.read_text("utf-8"), "comments of the file stay"
    assert due(root)["ORD-2020-01/01", "c-n"] == ("pending", "2020-09-10")
    assert due(root, "--as-of", "2020-09-02")["ORD-2020-01/01", "c-n"] == ("overdue", "2020-09-01")
    before = due(root, "--known-at", "2020-09-03T08:00:00+03:00")
    assert before["ORD-2020-01/01", "c-n"] == ("overdue", "2020-09-01"), "nobody knew of it an hour earlier"


def test_a_whole_directive_is_suspended_and_resumed(root: Path) -> None:
    stop = tracker("register", "suspend", "ORD-2020-01", "--from", "2020-08-30", "--by", "المدير", "--project", root)
    assert stop.code == 0, stop.err
    assert {verdict for verdict, _ in due(root).values()} == {"suspended"}
    go = tracker("register", "resume", "ORD-2020-01", "--from", "2020-09-02", "--by", "المدير", "--project", root)
    assert go.code == 0, go.err
    assert due(root)["ORD-2020-01/01", "c-n"] == ("due_soon", "2020-09-06"), "three days, and over the weekend"


def test_a_revoked_order_keeps_its_cause(root: Path) -> None:
    run = tracker(
        "register", "revoke", "ORD-2020-01/02", "--directive", "ORD-2021-05", "--by", "المدير", "--project", root
    )
    assert run.code == 0, run.err
    told = tracker("explain", "ORD-2020-01/02", "--unit", "c-n", "--project", root, "--lang", "en")
    assert "the order was revoked. Reference: ORD-2021-05." in told.out
    assert "change-by-unknown" in run.err, "no such order is in the register"


def test_an_end_without_reference_is_recorded_and_asked_about(root: Path) -> None:
    plain = ("--by", "المدير", "--project", root, "--lang", "en")
    run = tracker("register", "revoke", "ORD-2020-01/02", *plain)
    assert run.code == 0, run.err
    assert "[change-unreferenced]" in run.err
    assert "names no reference" in run.err
    assert "[change-unreferenced]" in tracker("register", "validate", "--project", root).err
    sure = tracker("register", "revoke", "ORD-2020-01/01", "--reference", "ق/9", *plain)
    assert "ORD-2020-01/01" not in sure.err


def test_an_earlier_end_is_recorded_before_what_was_said_to_come_later(root: Path) -> None:
    plain = ("--by", "المدير", "--reference", "ق/9", "--project", root, "--lang", "en")
    for change in (("suspend", "--from", "2020-08-25"), ("resume", "--from", "2020-09-10")):
        assert tracker("register", change[0], "ORD-2020-01/01", *change[1:], *plain).code == 0
    run = tracker("register", "revoke", "ORD-2020-01/01", "--from", "2020-09-01", *plain)
    assert run.code == 0, run.err
    assert "[change-outlived] The change resume of ORD-2020-01/01 from 10 Sep 2020" in run.err
    assert due(root)["ORD-2020-01/01", "c-n"][0] == "waived"
    again = tracker("register", "resume", "ORD-2020-01/01", "--from", "2020-09-12", *plain)
    assert again.code == 2, "what was revoked is not resumed"
    assert "change-useless" in again.err


def test_a_circle_that_stands_hinders_no_other_change(root: Path) -> None:
    path = root / "directives/ord.yaml"
    text = path.read_text("utf-8")
    assert "  - id: ORD-2020-01/02\n" in text
    circle = "    changes:\n      - {kind: amend, from: 2020-09-01, directive: ORD-2020-01, deadline: {kind: none}}\n"
    path.write_text(text.replace("  - id: ORD-2020-01/02\n", f"  - id: ORD-2020-01/02\n{circle}", 1), "utf-8")
    assert "change-cycle" in tracker("register", "validate", "--project", root).err
    run = tracker("register", "extend", "ORD-2020-01/01", "--until", "2020-09-20", "--by", "م", "--project", root)
    assert run.code == 0, run.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("resume", "ORD-2020-01/01", "--by", "x"), "change-useless"),
        (("extend", "ORD-2020-01/01", "--by", "x"), "change-useless"),
        (("amend", "ORD-2020-01/02", "--until", "2020-01-01", "--by", "x"), "change-useless"),
        (("extend", "ORD-2020-01/01", "--deadline", "قريباً", "--by", "x"), "value-invalid"),
        (("revoke", "ORD-2020-1/1", "--by", "x"), "obligation-not-known"),
        (("revoke", "ORD-2020-01/01", "--directive", "ORD-2020-01", "--by", "x"), "change-in-circle"),
        (("revoke", "ORD-2020-01/01", "--by", " "), "value-invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    root: Path, arguments: tuple[str, ...], code: str
) -> None:
    before = (root / "directives/ord.yaml").read_bytes()
    run = tracker("register", *arguments, "--project", root)
    assert run.code == 2
    assert code in run.err
    assert (root / "directives/ord.yaml").read_bytes() == before


def test_odd_changes_written_by_hand_are_named_at_their_line_and_judged_all_the_same(root: Path) -> None:
    path = root / "directives/ord.yaml"
    path.write_text(
        path.read_text("utf-8").rstrip()
        + "\n    changes:\n      - {kind: resume, from: 2020-08-01}\n"
        + "      - {kind: suspend, from: 2020-08-26, directive: ORD-2020-01}\n",
        "utf-8",
    )
    run = tracker("register", "validate", "--project", root, "--lang", "en")
    assert run.code == 0
    for code, line in (("change-without-effect", 23), ("date-before-issue", 23), ("change-cycle", 24)):
        assert any(f":{line}:" in told and code in told for told in run.err.splitlines()), (code, run.err)


def test_an_order_is_shown_as_it_stood_on_any_day(root: Path) -> None:
    on = ("--project", root, "--lang", "en")
    more = ("--by", "x", "--reference", "r", *on)
    assert (
        tracker("register", "extend", "ORD-2020-01/01", "--until", "2020-09-20", "--from", "2020-09-01", *more).code
        == 0
    )
    assert tracker("register", "suspend", "ORD-2020-01/01", "--from", "2020-09-03", *more).code == 0
    assert tracker("register", "revoke", "ORD-2020-01/01", "--from", "2020-09-10", *more).code == 0

    def shown(day: str) -> list[str]:
        run = tracker("register", "show", "ORD-2020-01", "--on", day, *on)
        assert run.code == 0, run.err
        lines = run.out.splitlines()
        first = next(n for n, line in enumerate(lines) if line.startswith("ORD-2020-01/01"))
        after = next((n for n, line in enumerate(lines) if n > first and line.startswith("ORD")), len(lines))
        return [line.strip(" -") for line in lines[first + 1 : after]]

    assert "20 Sep 2020" not in " ".join(shown("2020-08-31"))
    assert "20 Sep 2020" in shown("2020-09-02")[0]
    assert "suspended on that day" not in shown("2020-09-02")
    assert "suspended on that day" in shown("2020-09-05")
    assert "withdrawn from 10 Sep 2020 on" in shown("2020-09-12")


def test_an_extension_that_brings_a_date_forward_is_refused_and_nothing_is_written(root: Path) -> None:
    path = root / "directives/ord.yaml"
    before = path.read_text("utf-8")
    plain = ("--by", "المدير", "--reference", "ق/7", "--project", root, "--lang", "en")
    run = tracker("register", "extend", "ORD-2020-01/01", "--deadline", "5 days", *plain)
    assert run.code == 2
    assert "ORD-2020-01/01 for c-n forward, from 1 Sep 2020 to 31 Aug 2020" in run.err
    assert "register amend" in run.err
    standing = tracker("register", "extend", "ORD-2020-01/02", "--deadline", "10 days", *plain)
    assert standing.code == 2
    assert "its pattern is maintenance, and nothing would change" in standing.err
    assert path.read_text("utf-8") == before


def test_what_is_asked_of_another_period_or_event_is_not_called_owed_by_nobody(root: Path) -> None:
    asked = ("explain", "ORD-2020-01/01", "--unit", "c-n", "--event", "nope", "--project", root, "--lang", "en")
    run = tracker(*asked)
    assert run.code == 2
    assert "Of ORD-2020-01/01, owed by c-n, there is no period or event nope." in run.err


@pytest.mark.parametrize(
    "change",
    [
        ("revoke", "--reference", "ق/9"),
        ("suspend", "--until", "2020-09-20"),
        ("extend", "--deadline", "2020-09-20", "--reference", "ق/9"),
    ],
)
def test_a_change_to_a_whole_order_leaves_out_and_names_what_was_revoked(root: Path, change: tuple[str, ...]) -> None:
    by = ("--by", "المدير", "--project", root, "--lang", "en")
    assert tracker("register", "revoke", "ORD-2020-01/02", "--reference", "ق/8", *by).code == 0
    run = tracker("register", change[0], "ORD-2020-01", *change[1:], *by)
    assert run.code == 0, run.err
    assert "Recorded for ORD-2020-01/01, from" in run.out
    assert "[change-not-of-all]" in run.err
    assert "ORD-2020-01/02" in run.err
    alone = tracker("register", "revoke", "ORD-2020-01/02", "--reference", "ق/9", *by)
    assert (alone.code, "[change-useless]" in alone.err) == (2, True)
