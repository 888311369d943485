"""tracker calendar resolve: what other programs read."""

import json

import pytest
from click.testing import CliRunner

from tracker.cli.main import cli
from tracker.findings import Refusal


def run(*arguments, **kwargs):
    return CliRunner().invoke(cli, ["calendar", "resolve", *map(str, arguments)], catch_exceptions=False, **kwargs)


def document(*arguments):
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_the_example_of_the_contract(tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": 1, "text": "خلال أسبوعين", "anchor": "2013-02-12T00:00:00", "lang": "ar"}\n', "utf-8")
    assert document("--input", cases) == {
        "schema": "tracker/resolve/1",
        "results": [
            {
                "id": 1,
                "expressions": [
                    {
                        "span": [0, 12],
                        "text": "خلال أسبوعين",
                        "kind": "range",
                        "value": "2013-02-12/2013-02-26",
                        "alternatives": [],
                    }
                ],
            }
        ],
    }


def test_one_element_per_input_in_order_and_nothing_found_is_empty(tmp_path):
    cases = tmp_path / "cases.jsonl"
    lines = [{"id": "b", "text": "no time here"}, {"id": "a", "text": "tomorrow", "lang": "en-US"}]
    cases.write_text("\n".join(map(json.dumps, lines)) + "\n\n", "utf-8")
    found = document("--input", cases, "--anchor", "2020-08-20")["results"]
    assert [r["id"] for r in found] == ["b", "a"]
    assert found[0]["expressions"] == []
    assert found[1]["expressions"][0]["value"] == "2020-08-21"


def test_texts_on_the_command_line_in_the_language_of_their_letters():
    found = document("within 7 days", "خلال شهر", "--anchor", "2020-08-20")["results"]
    assert [r["expressions"][0]["value"] for r in found] == ["2020-08-20/2020-08-27", "2020-08-20/2020-09-20"]


def test_the_calendar_decides_the_week():
    weeks = [
        document("this week", "--anchor", "2013-02-12", "--calendar", name)["results"][0]["expressions"][0]["value"]
        for name in ("literal", "iq")
    ]
    assert weeks == ["2013-02-11/2013-02-17", "2013-02-10/2013-02-16"]


def test_today_is_the_clock_of_the_profile(monkeypatch):
    monkeypatch.setenv("TRACKER_NOW", "2020-08-20T23:30:00+00:00")  # already the 21st in Baghdad
    assert document("tomorrow")["results"][0]["expressions"][0]["value"] == "2020-08-22"


def test_the_table_is_for_people():
    result = run("by 5 May 2021", "--lang", "en", "--anchor", "2020-08-20")
    assert "by 5 May 2021" in result.stdout
    assert "2021-05-05" in result.stdout


def test_a_bad_line_is_named_and_the_others_count(tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": 1, "text": "tomorrow", "anchor": "2020-08-20"}\n{"id": 2\n{"id": 3, "text": 5}\n', "utf-8")
    result = run("--input", cases, "--format", "json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["results"]) == 1
    assert f"{cases}:2" in result.stderr
    assert f"{cases}:3" in result.stderr


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"not json\n"])
def test_a_file_that_cannot_be_taken_is_refused(tmp_path, content):
    cases = tmp_path / "cases.jsonl"
    if content is not None:
        cases.write_bytes(content)
    with pytest.raises(Refusal):
        run("--input", cases)


def test_an_unknown_calendar_is_refused():
    with pytest.raises(Refusal):
        run("tomorrow", "--calendar", "mars")
