"""``tracker extract`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli.main import cli
from tracker.findings import Refusal
from tracker.register import directives

ROOT = Path(__file__).resolve().parents[2]
ORDERS = sorted((ROOT / "data" / "orders").glob("visit-of-the-port-city.*.txt"))


def run(*arguments: str) -> tuple[str, str]:
    result = CliRunner().invoke(cli, ["extract", *arguments], catch_exceptions=False, standalone_mode=False)
    if isinstance(result.exception, Refusal):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_json_has_the_shape_of_the_contract() -> None:
    out, _ = run(*map(str, ORDERS), "--format", "json")
    answer = json.loads(out)
    assert answer["schema"] == "tracker/extract/1"
    assert [d["language"] for d in answer["documents"]] == ["ar", "en"]
    for document in answer["documents"]:
        assert len(document["sha256"]) == 64
        text = Path(document["file"]).read_text("utf-8")
        assert document["text_length"] == len(text)
        for o in document["obligations"]:
            assert text[o["span"][0] : o["span"][1]] == o["quote"]
            assert set(o["deadline"]) == {
                "kind", "phrase", "span", "count", "unit", "anchor", "anchor_ref", "rrule", "due_on", "review_on",
                "basis", "assumed",
            }  # fmt: skip
            assert all(isinstance(line, str) and line for line in o["deadline"]["basis"])


def test_drafts_load_in_the_register_and_are_never_approved(tmp_path: Path) -> None:
    _, err = run(*map(str, ORDERS), "--format", "yaml", "-o", str(tmp_path / "draft.yaml"))
    written = sorted(tmp_path.glob("*.yaml"))
    assert sorted(err.split()) == [str(path) for path in written]
    assert len(written) == 4
    for path in written:
        directive, findings = directives.load(path)
        assert findings == []
        assert directive is not None
        assert directive.approved is None
        assert all(o.id == "" for o in directive.obligations)
        assert all(o.quote and o.span for o in directive.obligations)
    assert {str(d.issued_on) for p in written if (d := directives.load(p)[0])} == {"2025-05-12", "2025-05-14"}


def test_the_page_is_self_contained_and_marks_each_clause() -> None:
    out, _ = run(str(ORDERS[0]), "--format", "html", "--lang", "ar")
    assert out.startswith("<!DOCTYPE html>")
    assert 'dir="rtl"' in out
    assert "<mark" in out
    assert "http:" not in out
    assert "https:" not in out
    assert "default-src 'none'" in out
    assert "بيانات افتراضية / invented data" in out


def test_the_table_names_due_dates_and_questions(tmp_path: Path) -> None:
    target = tmp_path / "table.txt"
    run(str(ORDERS[1]), "--lang", "en", "-o", str(target))
    table = target.read_text("utf-8")
    assert "2025-05-18" in table
    assert "? The exception stands after the last duty" in " ".join(table.replace("│", " ").split())


def test_one_bad_file_among_good_ones_is_a_finding(tmp_path: Path) -> None:
    out, err = run(str(ORDERS[0]), str(tmp_path / "missing.txt"), "--format", "json", "--lang", "en")
    assert len(json.loads(out)["documents"]) == 1
    assert "[document-missing]" in err
    assert "missing.txt" in err


def test_nothing_readable_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    with pytest.raises(Refusal) as refused:
        run(str(empty), str(tmp_path / "missing.txt"))
    assert [f.code for f in refused.value.findings] == ["document-empty", "document-missing"]


def test_an_order_without_a_day_says_so_and_counts_nothing(tmp_path: Path) -> None:
    order = tmp_path / "order.txt"
    order.write_text("على دوائر الماء كافة إصلاح المضخات خلال أسبوع.\n", "utf-8")
    out, err = run(str(order), "--format", "json", "--lang", "en")
    (found,) = json.loads(out)["documents"][0]["obligations"]
    assert found["deadline"]["due_on"] is None
    assert "[order-day-unknown]" in err
    dated, _ = run(str(order), "--format", "json", "--issued-on", "2025-05-11")
    (found,) = json.loads(dated)["documents"][0]["obligations"]
    assert (found["issued_on"], found["deadline"]["due_on"]) == ("2025-05-11", "2025-05-18")
    with pytest.raises(Refusal):
        run(str(order), "--format", "yaml")


def test_the_calendar_moves_a_period_that_ends_on_a_free_day(tmp_path: Path) -> None:
    order = tmp_path / "order.txt"
    order.write_text("على دوائر الماء كافة إصلاح المضخات خلال خمسة أيام من تاريخ التبليغ.\n", "utf-8")
    due = {}
    for name in ("iq", "literal"):
        out, _ = run(
            str(order),
            "--issued-on",
            "2025-05-11",
            "--notified-on",
            "2025-05-12",
            "--calendar",
            name,
            "--format",
            "json",
        )
        due[name] = json.loads(out)["documents"][0]["obligations"][0]["deadline"]["due_on"]
    assert due == {"iq": "2025-05-18", "literal": "2025-05-17"}


@pytest.mark.parametrize("columns", [80, 130])
def test_the_quote_has_the_most_room_and_what_all_share_is_said_once(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out, _ = run(str(ROOT / "data/orders/basra-2020-08-20.ar.txt"), "--lang", "ar")
    assert out.count("وزير الداخلية") == 1, "the issuer of all stands once, above the table"
    assert out.splitlines()[1] == "الآمر: وزير الداخلية · التاريخ: 2020-08-20"
    head = next(line for line in out.splitlines() if line.startswith("┏"))
    widths = [len(column) for column in head.strip("┏┓").split("┳")]
    assert len(head) == columns
    assert max(widths) == widths[-1] > 1.4 * max(widths[:-1])


def test_in_a_project_days_are_counted_as_it_counts(tmp_path: Path) -> None:
    """4 June 2026 is a Thursday: the weekend that follows is Friday and Saturday, or Saturday and Sunday."""
    order = tmp_path / "order.en.txt"
    order.write_text(
        "Order No. 5\n4 June 2026\n\nThe Office shall submit its report within one working day.\n", "utf-8"
    )
    due = {}
    for name in ("iq", "GB"):
        (tmp_path / "tracker.toml").write_text(f'version = 1\ncalendar = "{name}"\n', "utf-8")
        out, _ = run(str(order), "--project", str(tmp_path), "--format", "json")
        due[name] = json.loads(out)["documents"][0]["obligations"][0]["deadline"]["due_on"]
    assert due == {"iq": "2026-06-07", "GB": "2026-06-05"}
