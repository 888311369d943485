"""What a change to an order may say: from what a new period counts, what an extension never does, which dates cannot
be, and what a correction does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import tracker

UNITS = "id,name_ar,name_en,type,valid_from\nu1,شعبة المخازن,Stores Section,section,2020-01-01\n"
ORDER = """id: A
issuer: {ar: الوزير, en: Minister}
issued_on: 2020-10-04
status: approved
approved: {by: x, on: 2020-10-04}
obligations:
"""
OBLIGATION = """  - id: {id}
    text: {{ar: نص, en: text}}
    modality: obligation
    strength: order
    pattern: {pattern}
    units: {{id: u1}}
    deadline: {{{deadline}}}
"""
COUNTED = "kind: within, count: 10, unit: day, anchor: "
DEADLINES = {
    "A/01": ("achievement", COUNTED + "issue"),
    "A/02": ("achievement", COUNTED + "issue, assumed: true"),
    "A/03": ("achievement", COUNTED + "notification"),
    "A/04": ("achievement", "kind: on, due_on: 2020-10-14"),
    "A/05": ("achievement", COUNTED + "effective"),
    "A/06": ("periodic", 'kind: every, rrule: "FREQ=WEEKLY"'),
    "A/08": ("maintenance", "kind: none"),
    "A/09": ("achievement", COUNTED + "obligation, anchor_ref: A/01"),
    "A/10": ("maintenance", "kind: none"),
}
NOW = "2020-10-08T09:00:00+03:00"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An order of 4 October, of which its unit was notified on the 7th; today is the 8th."""
    monkeypatch.setenv("TRACKER_NOW", NOW)
    (tmp_path / "directives").mkdir()
    text = ORDER
    for name, (pattern, deadline) in DEADLINES.items():
        text += OBLIGATION.format(id=name, pattern=pattern, deadline=deadline)
        text += {"A/05": "    effective_on: 2020-10-11\n", "A/08": "    ends_on: 2020-12-31\n"}.get(name, "")
    (tmp_path / "directives/a.yaml").write_text(text, "utf-8")
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "notifications.csv").write_text("directive,unit,notified_on\nA,u1,2020-10-07\n", "utf-8")
    (tmp_path / "tracker.toml").write_text('version = 1\ncalendar = "literal"\n', "utf-8")
    return tmp_path


def change(root: Path, kind: str, target: str, *more: str, code: int = 0) -> str:
    run = tracker("register", kind, target, *more, "--by", "x", "--reference", "r", "--project", root, "--lang", "en")
    assert run.code == code, run.err
    return run.out + run.err


def judged(root: Path, name: str, *more: str) -> dict[str, str | list[str] | None]:
    run = tracker("check", "--project", root, "--format", "json", *more)
    assert run.code == 0, run.err
    return next(a for a in json.loads(run.out)["assessments"] if a["obligation"] == name)


def due(root: Path, name: str, *more: str) -> object:
    return judged(root, name, *more)["due_on"]


@pytest.mark.parametrize(
    ("name", "day"), [("A/01", "2020-10-24"), ("A/03", "2020-10-27"), ("A/05", "2020-10-31"), ("A/09", None)]
)
@pytest.mark.parametrize("kind", ["extend", "amend", "correct"])
def test_a_new_period_counts_from_what_the_order_counts_from(root: Path, kind: str, name: str, day: str) -> None:
    change(root, kind, name, "--deadline", "خلال 20 يوماً")
    found = judged(root, name)
    assert found["due_on"] == day
    assert "assumed_deadline" not in (found["flags"] or ())


def test_what_the_words_of_the_change_say_goes_before_what_the_order_says(root: Path) -> None:
    change(root, "extend", "A/01", "--deadline", "20 days from notification")
    assert due(root, "A/01") == "2020-10-27"
    change(root, "amend", "A/03", "--deadline", "خلال عشرين يوماً من تاريخ صدور الأمر")
    assert due(root, "A/03") == "2020-10-24"


def test_a_period_that_follows_a_date_set_meanwhile_counts_as_the_first_one_did(root: Path) -> None:
    change(root, "extend", "A/03", "--until", "2020-10-20", "--from", "2020-10-07")
    change(root, "extend", "A/03", "--deadline", "20 days")
    assert due(root, "A/03") == "2020-10-27"


def test_a_whole_order_gets_a_period_each_of_its_parts_by_its_own_start(root: Path) -> None:
    told = change(root, "extend", "A", "--deadline", "20 days")
    assert [due(root, name) for name in ("A/01", "A/03", "A/05")] == ["2020-10-24", "2020-10-27", "2020-10-31"]
    assert "note [change-not-of-all] The change is not recorded for A/06, A/08, A/10" in told


def test_where_the_office_counts_from_notification_only_what_was_assumed_does(root: Path) -> None:
    with (root / "tracker.toml").open("a") as settings:
        settings.write('[defaults]\ncount_from = "notification"\n')
    for name in ("A/01", "A/02"):
        change(root, "extend", name, "--deadline", "20 days")
    assert (due(root, "A/01"), due(root, "A/02")) == ("2020-10-24", "2020-10-27")


def test_a_period_from_another_duty_needs_its_identifier(root: Path) -> None:
    told = change(root, "amend", "A/02", "--deadline", "10 days from the completion of the inventory", code=2)
    assert "[anchor-only-words]" in told
    change(root, "amend", "A/02", "--deadline", "خلال 10 أيام من إنجاز A/01")
    assert "anchor_ref: A/01" in (root / "directives/a.yaml").read_text("utf-8").split("changes:")[1]


@pytest.mark.parametrize("deadline", ["20 days", "فوراً", "2020-11-01"])
@pytest.mark.parametrize("name", ["A/06", "A/10"])
def test_what_is_due_every_week_or_always_gets_no_due_date(root: Path, name: str, deadline: str) -> None:
    before = (root / "directives/a.yaml").read_bytes()
    for kind in ("extend", "amend"):
        assert f"[change-unfitting] This deadline cannot be given to {name}" in change(
            root, kind, name, "--deadline", deadline, code=2
        )
    assert (root / "directives/a.yaml").read_bytes() == before


def test_the_rhythm_of_a_periodic_duty_is_changed(root: Path) -> None:
    change(root, "amend", "A/06", "--deadline", "every month", "--from", "2020-10-18")
    occurrences = {
        a["occurrence"]
        for a in json.loads(tracker("check", "--project", root, "--format", "json", "--as-of", "2020-10-30").out)[
            "assessments"
        ]
        if a["obligation"] == "A/06"
    }
    assert "2020-10-18/2020-10-31" in occurrences or "2020-10-18/2020-11-17" in occurrences


def test_a_deadline_of_the_wrong_kind_written_by_hand_is_named_and_changes_nothing(root: Path) -> None:
    path = root / "directives/a.yaml"
    text = path.read_text("utf-8")
    rhythm = '    deadline: {kind: every, rrule: "FREQ=WEEKLY"}\n'
    wrong = "    changes:\n      - {kind: extend, from: 2020-10-08, deadline: {kind: within, count: 20, unit: day}}\n"
    path.write_text(text.replace(rhythm, rhythm + wrong), "utf-8")
    run = tracker("check", "--project", root, "--lang", "en")
    assert run.code == 0
    assert "warning [change-without-effect-of-pattern] The change extend of A/06" in run.err
    assert due(root, "A/06") == "2020-10-13"


@pytest.mark.parametrize(
    ("name", "option", "day", "code"),
    [
        ("A/04", "--deadline", "2020-10-06", "extends-to-earlier"),
        ("A/04", "--until", "2020-10-13", "extends-to-earlier"),
        ("A/08", "--until", "2020-11-30", "extends-end-earlier"),
        ("A/10", "--until", "2020-11-30", "extends-no-end"),
    ],
)
def test_an_extension_shortens_nothing(root: Path, name: str, option: str, day: str, code: str) -> None:
    before = (root / "directives/a.yaml").read_bytes()
    assert f"error [{code}]" in change(root, "extend", name, option, day, code=2)
    assert f"error [{code}]" in change(root, "extend", name, option, day, "--from", "2020-10-09", code=2)
    assert (root / "directives/a.yaml").read_bytes() == before
    change(root, "amend", name, option, day)


def test_an_end_is_extended_and_an_official_extends_only_to_a_later_day(root: Path) -> None:
    change(root, "extend", "A/08", "--until", "2021-01-31")
    told = ("--by", "x", "--reference", "r", "--reason", "t", "--project", root, "--lang", "en")
    run = tracker("decide", "A/03", "extend", "--until", "2020-10-09", *told)
    assert (run.code, "[extends-to-earlier]" in run.err) == (2, True)
    assert not (root / "determinations.csv").exists()
    assert tracker("decide", "A/03", "extend", "--until", "2020-10-20", *told).code == 0
    assert due(root, "A/03") == "2020-10-20"


@pytest.mark.parametrize(
    ("kind", "option", "day"),
    [
        ("amend", "--deadline", "2020-09-01"),
        ("correct", "--until", "2020-09-01"),
        ("revoke", "--from", "2020-10-01"),
        ("suspend", "--from", "2020-10-01"),
    ],
)
def test_nothing_happens_before_the_order_was_issued(root: Path, kind: str, option: str, day: str) -> None:
    before = (root / "directives/a.yaml").read_bytes()
    told = change(root, kind, "A/01", option, day, code=2)
    assert "error [change-before-issue] " in told
    assert "lies before A was issued, on 4 Oct 2020" in told
    assert "warning" not in told
    assert (root / "directives/a.yaml").read_bytes() == before


def test_a_suspension_that_ends_before_it_begins_is_said_to_do_so(root: Path) -> None:
    told = change(root, "suspend", "A/01", "--from", "2020-10-20", "--until", "2020-10-10", code=2)
    assert "the last day, 2020-10-10, lies before the first, 2020-10-20" in told


def test_a_slip_is_corrected_from_the_first_day_of_the_order(root: Path) -> None:
    change(root, "correct", "A/01", "--deadline", "3 days")
    assert due(root, "A/01") == "2020-10-07"
    assert due(root, "A/01", "--as-of", "2020-10-08") == "2020-10-07"
    assert judged(root, "A/01")["original_due_on"] == "2020-10-14"
    assert "kind: correct" in (root / "directives/a.yaml").read_text("utf-8")
    told = tracker("register", "correct", "--help").out
    assert "slip" in told
    assert "--retroactive" not in told
