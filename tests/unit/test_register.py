"""What the register says of the files people write."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli import tracker
from tracker import config, register
from tracker.findings import Refusal, describe
from tracker.model import Modality
from tracker.register import directives

UNITS = """id,name_ar,name_en,type,parent,valid_from,valid_to,successor,email
moh,وزارة الصحة,Ministry,ministry,,,,,
east,دائرة الرصافة,East,department,moh,,,,
west,دائرة الكرخ,West,department,moh,2025-03-01,,,
old,دائرة قديمة,Old,department,moh,,2024-12-31,east,
"""
DIRECTIVE = """# كتاب الوزير — a comment that must survive
id: MOH-2025-02-03
issuer: {ar: وزير الصحة, en: Minister of Health}
issued_on: 2025-02-03
status: draft
obligations:
  - text: {ar: فحص أجهزة التبريد, en: inspect the coolers}   # first
    modality: obligation
    pattern: achievement
    units: {type: department}
    deadline: {kind: within, count: 7, unit: day, anchor: issue}
  - text: {ar: لا يصرف دواء منتهي الصلاحية, en: dispense nothing expired}
    modality: prohibition
    pattern: maintenance
    units: {type: department}
    deadline: {kind: on, due_on: 2025-03-01}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "directives").mkdir()
    (tmp_path / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    return tmp_path


def load(project: Path) -> register.Register:
    return register.load(config.load(project))


def codes(project: Path) -> list[tuple[str, int | None]]:
    return [(f.code, f.source.line if f.source else None) for f in load(project).findings]


def test_a_draft_is_read_and_makes_no_obligation(project: Path) -> None:
    found = load(project)
    assert found.findings == ()
    assert [d.id for d in found.drafts] == ["MOH-2025-02-03"]
    assert found.obligations == {}


def test_what_is_achieved_once_is_owed_by_the_members_on_the_issue_date(project: Path) -> None:
    found = load(project)
    achieved, standing = found.drafts[0].obligations
    assert [u.id for u in found.owners(achieved)] == ["east"]
    assert [u.id for u in found.owners(standing)] == ["east", "west"]


def test_approval_gives_identifiers_keeps_comments_and_counts_duties(project: Path) -> None:
    found = load(project)
    draft = found.drafts[0]
    counts = directives.approve(draft, "مدير المتابعة", date(2025, 2, 4), lambda o: len(found.owners(o)))
    assert counts == {"MOH-2025-02-03/01": 1, "MOH-2025-02-03/02": 2}
    text = (project / "directives/a.yaml").read_text("utf-8")
    assert "a comment that must survive" in text
    assert "# first" in text
    again = load(project)
    assert again.findings == ()
    assert list(again.obligations) == ["MOH-2025-02-03/01", "MOH-2025-02-03/02"]
    assert again.approved[0].approved is not None
    assert again.approved[0].approved.by == "مدير المتابعة"
    with pytest.raises(Refusal) as refusal:
        directives.approve(again.approved[0], "x", date(2025, 2, 5), lambda _: 1)
    assert [f.code for f in refusal.value.findings] == ["already-approved"]


def test_approval_is_refused_where_no_unit_is_selected_and_changes_nothing(project: Path) -> None:
    before = (project / "directives/a.yaml").read_bytes()
    with pytest.raises(Refusal) as refusal:
        directives.approve(load(project).drafts[0], "x", date(2025, 2, 5), lambda _: 0)
    assert [f.code for f in refusal.value.findings] == ["selects-no-unit", "selects-no-unit"]
    assert (project / "directives/a.yaml").read_bytes() == before


def test_identifiers_go_on_after_the_highest_ever_given(project: Path) -> None:
    path = project / "directives/a.yaml"
    path.write_text(DIRECTIVE.replace("  - text: {ar: لا", "  - id: MOH-2025-02-03/07\n    text: {ar: لا"), "utf-8")
    found = load(project)
    counts = directives.approve(found.drafts[0], "x", date(2025, 2, 4), lambda _: 1)
    assert list(counts) == ["MOH-2025-02-03/08", "MOH-2025-02-03/07"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("kind: within", "kind: withn", "field-value", 11),
        ("count: 7, ", "", "field-missing", 11),
        ("    modality: obligation", "    modalty: obligation", "field-unknown", 8),
        ("issued_on: 2025-02-03", "issued_on: 2025-02-31", "field-value", 4),
        ("status: draft", "status: approved", "field-missing", 2),
        ("issuer: {ar: وزير الصحة", "issuer: [ar: وزير الصحة", "yaml-invalid", 3),
        (
            "units: {type: department}\n    deadline: {kind: within",
            "units: {}\n    deadline: {kind: within",
            "field-value",
            10,
        ),
        ("count: 7", "count: many", "field-value", 11),
        ("status: draft", "status: draft\nstatus: approved", "yaml-duplicate-key", 6),
        ("    pattern: maintenance", "    pattern: achievement", "prohibition-not-standing", 14),
    ],
)
def test_a_slip_in_the_yaml_is_named_with_its_line(project: Path, old: str, new: str, code: str, line: int) -> None:
    assert old in DIRECTIVE
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace(old, new, 1), "utf-8")
    assert (code, line) in codes(project)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "exceptions: [{text: x, reference_require: true}]",
            "exceptions[1].reference_require — Did you mean: reference_required",
        ),
        (
            "exceptions: [{text: x, reference_required: yes}]",
            'exceptions[1].reference_required in {file} cannot be "yes" — Expected: true or false',
        ),
        ("exceptions: [{ar: x, arabic: y}]", "exceptions[1].arabic — Did you mean: ar, en"),
        ("exceptions: [{txt: x}]", "exceptions[1].ar is missing"),
        ("exceptions: [3]", "exceptions[1] in {file} cannot be 3 — Expected: a text or fields with names"),
        ("conditions: [{ar: 3}]", "conditions[1].ar in {file} cannot be 3 — Expected: a text"),
        ("span: [3]", "span in {file} cannot be [3] — Expected: a list with no fewer than 2 entries"),
    ],
)
def test_a_slip_where_several_forms_are_allowed_names_its_own_field(project: Path, written: str, said: str) -> None:
    path = project / "directives/a.yaml"
    path.write_text(DIRECTIVE.replace("    pattern: maintenance", f"    pattern: maintenance\n    {written}"), "utf-8")
    (finding,) = load(project).findings
    assert finding.source is not None
    assert finding.source.line == 15
    told = describe(finding)
    assert f"obligation 2: {said.format(file=path)}" in told["en"]
    assert "الالتزام 2: " in told["ar"]
    assert not {"minItems", "text_or_string", "object"} & set(told["ar"].replace(":", " ").split())


def test_an_obligation_with_an_identifier_is_named_by_it(project: Path) -> None:
    text = DIRECTIVE.replace("    pattern: maintenance", "    id: MOH-2025-02-03/07\n    pattern: maintenence")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    (finding,) = load(project).findings
    assert "MOH-2025-02-03/07: pattern" in describe(finding)["en"]


@pytest.mark.parametrize(
    ("old", "new", "line", "ar"),
    [
        ("{kind: within, count: 7, unit: day", "{kind: within, count: 36600, unit: day", 11, "يكون من 0 إلى 36525"),
        ("{kind: within, count: 7, unit: day", "{kind: every, rrule: FREQ=SOMETIMES", 11, "يكون FREQ واحداً من"),
    ],
)
def test_why_a_deadline_cannot_be_counted_is_said_in_arabic_too(
    project: Path, old: str, new: str, line: int, ar: str
) -> None:
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace(old, new, 1), "utf-8")
    (finding,) = load(project).findings
    assert (finding.code, finding.source.line if finding.source else None) == ("deadline-unusable", line)
    assert ar in describe(finding)["ar"]


@pytest.mark.parametrize(
    ("old", "new", "line"), [("count: 7", "count: \x017", 11), ("{type: dep", "&a {x: *a, type: dep", 10)]
)
def test_what_is_no_yaml_is_named_with_its_line(project: Path, old: str, new: str, line: int) -> None:
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace(old, new, 1), "utf-8")
    assert codes(project) == [("yaml-invalid", line)]


def test_a_misspelt_field_gets_a_suggestion_in_both_languages(project: Path) -> None:
    text = DIRECTIVE.replace("    modality: obligation", "    modalty: obligation")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    (finding,) = [f for f in load(project).findings if f.code == "field-unknown"]
    said = describe(finding)
    assert "modality" in said["en"]
    assert "modality" in said["ar"]
    assert "لعل المقصود" in said["ar"]


def test_words_that_other_yaml_readers_take_for_truth_values_stay_words(project: Path) -> None:
    text = DIRECTIVE.replace("status: draft", "status: approved\napproved: {by: no, on: 2025-02-04}")
    text = text.replace("  - text: {ar: فحص", "  - id: MOH-2025-02-03/01\n    text: {ar: فحص")
    text = text.replace("  - text: {ar: لا", "  - id: MOH-2025-02-03/02\n    text: {ar: لا")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    found = load(project)
    assert found.findings == ()
    assert found.approved[0].approved == register.directives_files.Approval("no", date(2025, 2, 4))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("x,س,X,department,nowhere,,,,", "unit-unknown"),
        ("east,س,X,department,moh,,,,", "identifier-twice"),
        ("x,س,X,department,moh,2025-13-01,,,", "field-value"),
        ("x,س,X,department,moh,2025-02-01,2025-01-01,,", "unit-ends-before-start"),
        ("x,,X,department,moh,,,,", "field-missing"),
        ("x,س,X,department,x,,,,", "unit-cycle"),
        ("x,س,X,department,moh,,,,,,", "row-too-long"),
    ],
)
def test_a_faulty_unit_is_named_with_its_line(project: Path, line: str, code: str) -> None:
    (project / "units.csv").write_text(f"{UNITS}{line}\n", "utf-8")
    assert (code, 6) in codes(project)


def test_two_directives_cannot_share_an_identifier(project: Path) -> None:
    (project / "directives/b.yaml").write_text(DIRECTIVE, "utf-8")
    assert [code for code, _ in codes(project)] == ["identifier-twice"]


def test_notifications_name_known_directives_and_units_once(project: Path) -> None:
    (project / "notifications.csv").write_text(
        "directive,unit,notified_on\n"
        "MOH-2025-02-03,east,2025-02-05\n"
        "MOH-2025-02-03,nowhere,2025-02-05\n"
        "MOH-2025-02-04,east,2025-02-05\n"
        "MOH-2025-02-03,east,2025-02-06\n",
        "utf-8",
    )
    assert codes(project) == [("unit-unknown", 3), ("directive-unknown", 4), ("notified-twice", 5)]
    assert load(project).notifications == {("MOH-2025-02-03", "east"): date(2025, 2, 5)}


def test_a_wrong_name_among_right_ones_is_a_warning_in_a_draft_and_stops_its_approval(project: Path) -> None:
    """It would lose duties in silence: the other names still select units."""
    file = project / "directives/a.yaml"
    file.write_text(DIRECTIVE.replace("units: {type: department}", "units: {type: [department, sectr]}", 1), "utf-8")
    assert codes(project) == [("unit-type-unknown-in-draft", 10)]
    refused = tracker("register", "approve", "MOH-2025-02-03", "--by", "مدير", "--project", project)
    assert refused.code == 2
    assert "sectr" in refused.err
    assert "status: draft" in file.read_text("utf-8")
    approved = file.read_text("utf-8").replace("status: draft", "status: approved\napproved: {by: م, on: 2025-02-04}")
    for number in (1, 2):
        approved = approved.replace("  - text:", f"  - id: MOH-2025-02-03/0{number}\n    text:", 1)
    file.write_text(approved, "utf-8")
    assert [code for code, _ in codes(project)] == ["unit-type-unknown"]


def test_approving_a_faulty_file_names_the_fault_not_a_missing_directive(project: Path) -> None:
    file = project / "directives/a.yaml"
    file.write_text(DIRECTIVE.replace("modality: prohibition", "modality: prohibitin"), "utf-8")
    refused = tracker("register", "approve", "MOH-2025-02-03", "--by", "مدير", "--project", project)
    assert refused.code == 2
    assert "a.yaml:13" in refused.err
    assert "prohibitin" in refused.err


ORDER = """\
العدد: 9
التاريخ: 4 تشرين الأول 2026
إلى: دائرة الرصافة
1. يمنع صرف أي دواء من دون وصفة.
2. تقدم دائرة الكرخ تقريراً خلال أسبوعين من تاريخ التبليغ.
"""


def added(project: Path, *options: str) -> register.Register:
    (project / "order.txt").write_text(ORDER, "utf-8")
    done = tracker("register", "add", project / "order.txt", "--id", "MOH-9", "--project", project, *options)
    assert done.code == 0, done.err
    return load(project)


def test_a_prohibition_keeps_its_negation_in_the_register(project: Path) -> None:
    ban = added(project).directive("MOH-9").obligations[0]  # type: ignore[union-attr]
    assert ban.modality is Modality.PROHIBITION
    assert ban.text["ar"] == "يمنع صرف أي دواء من دون وصفة"


def test_an_addressee_that_is_a_unit_s_name_word_for_word_selects_it(project: Path) -> None:
    ban, report = added(project, "--units", "type=department").directive("MOH-9").obligations  # type: ignore[union-attr]
    assert report.units.ids == ("west",)
    assert ban.units.ids == ("east",)


def test_the_day_of_notification_given_with_an_order_counts_for_its_units(project: Path) -> None:
    found = added(project, "--notified-on", "2026-10-06")
    assert found.notifications == {("MOH-9", unit): date(2026, 10, 6) for unit in ("moh", "east", "west", "old")}
    (project / "notifications.csv").write_text("directive,unit,notified_on\nMOH-9,west,2026-10-08\n", "utf-8")
    assert load(project).notifications["MOH-9", "west"] == date(2026, 10, 8)
    assert load(project).notifications["MOH-9", "east"] == date(2026, 10, 6)


@pytest.mark.parametrize(("text", "code"), [(ORDER, "order-known"), (ORDER + "ولكم الشكر.\n", "letter-added")])
def test_the_same_letter_under_another_identifier_is_refused_unless_again(project: Path, text: str, code: str) -> None:
    added(project)
    (project / "again.txt").write_text(text, "utf-8")
    order = ("register", "add", project / "again.txt", "--id", "MOH-10", "--project", project)
    refused = tracker(*order)
    assert refused.code == 2
    assert code in refused.err
    assert "MOH-9" in refused.err
    assert load(project).directive("MOH-10") is None
    assert not (project / "orders/again.txt").exists()
    told = tracker(*order, "--again")
    assert (told.code, told.err.count("order-again")) == (0, 1)
    assert load(project).directive("MOH-10") is not None


def test_another_number_or_day_is_another_letter(project: Path) -> None:
    added(project)
    for name, (old, new) in {"day": ("4 تشرين", "5 تشرين"), "number": ("العدد: ", "العدد: 1")}.items():
        assert old in ORDER
        (project / f"{name}.txt").write_text(ORDER.replace(old, new), "utf-8")
        run = tracker("register", "add", project / f"{name}.txt", "--id", name, "--project", project)
        assert run.code == 0, run.err


def test_a_broken_list_of_units_is_listed_with_exit_2(project: Path) -> None:
    with (project / "units.csv").open("a", encoding="utf-8") as out:
        out.write("x,جهة,Body,department,nowhere,,,,\n")
    for form in ("table", "json"):
        run = tracker("units", "list", "--format", form, "--project", project)
        assert run.code == 2
        assert "unit-unknown" in run.err
        assert "east" in run.out


def test_units_that_do_not_exist_cannot_be_given_to_an_order(project: Path) -> None:
    (project / "order.txt").write_text(ORDER, "utf-8")
    refused = tracker("register", "add", project / "order.txt", "--units", "under=dho", "--project", project)
    assert refused.code == 2
    assert "dho" in refused.err
    assert sorted(path.name for path in (project / "directives").iterdir()) == ["a.yaml"]
    assert not (project / "orders").exists()


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("due_on: 2025-03-01", "due_on: 2002-03-01", "date-before-issue", 16),
        ("due_on: 2025-03-01", "due_on: 20250-03-01", "field-value", 16),
        ("count: 7", "count: 1:30", "field-value", 11),
        ("count: 7", "count: !!int abc", "yaml-invalid", 11),
        ("issued_on: 2025-02-03", "issued_on: 2025-02-03\nnotified_on: 2024-02-05", "date-before-issue", 5),
    ],
)
def test_numbers_and_dates_that_cannot_be_meant(project: Path, old: str, new: str, code: str, line: int) -> None:
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace(old, new), "utf-8")
    assert (code, line) in codes(project)


def test_a_number_with_a_leading_zero_is_read_as_people_read_it(project: Path) -> None:
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace("count: 7", "count: 010"), "utf-8")
    assert load(project).directives[0].obligations[0].deadline.count == 10


def test_units_under_each_other_are_a_finding_and_not_an_endless_walk(project: Path) -> None:
    (project / "units.csv").write_text(UNITS.replace("Ministry,ministry,,", "Ministry,ministry,east,"), "utf-8")
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace("{type: department}", "{under: moh}"), "utf-8")
    assert {code for code, _ in codes(project)} == {"unit-cycle"}


def test_the_last_day_of_the_calendar_means_no_end(project: Path) -> None:
    (project / "units.csv").write_text(UNITS.replace("2024-12-31,east", "9999-12-31,"), "utf-8")
    found = load(project)
    assert found.findings == ()
    assert found.units["old"].valid_to is None


def test_a_file_that_cannot_be_read_makes_no_false_faults_in_others(project: Path) -> None:
    (project / "notifications.csv").write_text("directive,unit,notified_on\nMOH-2025-02-03,east,2025-02-04\n", "utf-8")
    (project / "directives/a.yaml").write_text(DIRECTIVE.replace("pattern:", "patern:"), "utf-8")
    assert {code for code, _ in codes(project)} == {"field-unknown"}
    (project / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    (project / "units.csv").write_text(UNITS.replace("east,دائرة الرصافة", ",دائرة الرصافة"), "utf-8")
    assert "unit-unknown" not in {code for code, _ in codes(project)}


def approved(text: str) -> str:
    text = text.replace("status: draft", "status: approved\napproved: {by: م, on: 2025-02-04}")
    for number in (1, 2):
        text = text.replace("  - text:", f"  - id: MOH-2025-02-03/0{number}\n    text:", 1)
    return text


def test_what_was_replaced_cannot_go_on_beside_what_replaced_it(project: Path) -> None:
    text = approved(DIRECTIVE).replace(
        "modality: prohibition", "modality: prohibition\n    replaces: [MOH-2025-02-03/01]"
    )
    (project / "directives/a.yaml").write_text(text, "utf-8")
    assert [code for code, _ in codes(project)] == ["identifier-replaced"]


def test_a_deadline_that_counts_from_an_unknown_obligation_is_named_and_the_rest_is_judged(project: Path) -> None:
    text = approved(DIRECTIVE).replace("anchor: issue", "anchor: obligation, anchor_ref: MOH-2025-02-03/99")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    on = ("--project", project, "--lang", "en")
    named = "a.yaml:8: warning [anchor-unknown] The deadline of MOH-2025-02-03/01 counts from the completion of"
    checked = tracker("check", "--as-of", "2025-02-20", "--format", "json", *on)
    assert checked.code == 0, checked.err
    for told in (checked.err, tracker("register", "validate", *on).err):
        assert named in told
    assert {a["due_on"] for a in json.loads(checked.out)["assessments"]} == {None}
    assert {a["obligation"] for a in json.loads(checked.out)["assessments"]} > {"MOH-2025-02-03/02"}
    told = tracker("explain", "MOH-2025-02-03/01", "--as-of", "2025-02-20", *on).out
    assert "“MOH-2025-02-03/99”, which is not the identifier of an approved obligation" in told
    (project / "directives/a.yaml").write_text(text.replace("/99", "/02"), "utf-8")
    checked = tracker("check", "--as-of", "2025-02-20", "--project", project, "--lang", "en")
    assert checked.code == 0
    assert "which is not done once" in checked.err


def test_a_deadline_from_what_is_only_told_in_words_is_not_approved(project: Path) -> None:
    path, on = project / "directives/a.yaml", ("--project", project, "--lang", "en")
    words = DIRECTIVE.replace("anchor: issue", "anchor: obligation, anchor_ref: إنجاز جرد الأدوية")
    third = "  - text: {ar: جرد الأدوية, en: count the medicines}\n    units: {type: department}\n"
    path.write_text(words + third, "utf-8")
    approve = ("register", "approve", "MOH-2025-02-03", "--by", "م", "--on", "2025-02-04", *on)
    refused = tracker(*approve)
    assert refused.code == 2
    assert (
        "a.yaml:7: error [anchor-in-words] The deadline of MOH-2025-02-03/01 counts from the completion" in refused.err
    )
    assert "the nearest: MOH-2025-02-03/03" in refused.err
    assert path.read_text("utf-8") == words + third
    path.write_text((words + third).replace("إنجاز جرد الأدوية", "MOH-2025-02-03/01"), "utf-8")
    assert "[anchor-in-words]" in tracker(*approve).err, "not its own completion either"
    path.write_text((words + third).replace("إنجاز جرد الأدوية", "MOH-2025-02-03/03"), "utf-8")
    assert tracker(*approve).code == 0
    assert "anchor" not in tracker("register", "validate", *on).err


def test_an_approval_before_the_order_was_issued_is_refused(project: Path) -> None:
    refused = tracker("register", "approve", "MOH-2025-02-03", "--by", "م", "--on", "2019-01-01", "--project", project)
    assert refused.code == 2
    assert load(project).drafts
