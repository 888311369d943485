"""The figures: they add up, the worst comes first, and nothing of the machine or of a hostile field gets into them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.unit import report_samples as samples
from tracker.assess.result import Summary
from tracker.model import Finding, SourceRef, Verdict
from tracker.register import UnitTree
from tracker.report import figures
from tracker.report.charts import stacked, timeline
from tracker.report.headline import headline
from tracker.report.html_words import Words
from tracker.report.records import Figures
from tracker.report.text import latin_runs


def built(*judged: object, **more: object) -> Figures:
    result = samples.result(judged or None)  # type: ignore[arg-type]
    return figures.build(result, samples.register(), samples.settings(**more))


def test_every_grouping_adds_up_to_the_summary() -> None:
    made, summary = built(), samples.result().summary
    assert made.total.duties == summary.duties == len(made.lines)
    for groups in (made.orders, made.authorities, [u for a in made.authorities for u in a.units]):
        assert sum(group.tally.duties for group in groups) == summary.duties
        for verdict, n in summary.verdicts.items():
            assert sum(group.tally.verdicts.get(verdict, 0) for group in groups) == n
    assert sum(n for row in made.matrix.rows for _, n in row.cells.values()) == summary.duties


def test_figures_that_do_not_add_up_are_refused_as_our_own_fault() -> None:
    result = replace(samples.result(), summary=Summary(99, {Verdict.MET: 99}, {}))
    with pytest.raises(RuntimeError, match="do not add up"):
        figures.build(result, samples.register(), samples.settings())


def test_what_needs_action_comes_worst_first_and_the_longest_delay_before_the_shorter() -> None:
    action = built().action
    assert [line.verdict for line in action] == [
        Verdict.BREACHED,
        Verdict.OVERDUE,
        Verdict.OVERDUE,
        Verdict.LAPSED,
        Verdict.UNREPORTED,
        Verdict.CLAIMED,
        Verdict.REVIEW_DUE,
    ]
    assert [line.days for line in action if line.verdict is Verdict.OVERDUE] == [39, 11]


def test_a_fulfilled_duty_with_a_doubtful_mark_raises_a_question_and_no_action() -> None:
    made = built()
    assert {(line.unit, line.verdict) for line in made.questions} == {
        ("st-a1", Verdict.MET_LATE),
        ("st-a0", Verdict.COMPLIANT),
    }
    assert not {line.number for line in made.questions} & {line.number for line in made.action}


def test_the_headline_says_what_is_wrong_of_how_many_and_where() -> None:
    assert built().headline == {
        "ar": "حتى 5 تشرين الأول 2020، من أصل 17 واجباً: المخالَف 1، والمتأخر 2، وما لا إبلاغ حديثاً عنه 2، "
        "وما ينتظر الإثبات أو التصحيح أو المراجعة 2، والمنفَّذ أو الملتزَم به 4، وما لم يحن وقته 3، "
        "والموقوف أو المعفى منه أو المنتهي 3؛ وأكثر ما يستوجب الإجراء لدى قاطع الأنهار: 5 من أصل 8 واجبات.",
        "en": "As of 5 Oct 2020, of 17 duties: 1 breached, 2 overdue, 2 without a recent report, 2 awaiting proof, "
        "correction or review, 4 carried out or kept, 3 not yet due, 3 suspended, waived or ended; "
        "most of what needs action lies with Rivers Sector: 5 of 8 duties.",
    }


@pytest.mark.parametrize(
    ("duties", "counts", "ar", "en"),
    [
        (0, {}, "لا واجبات", "no duties"),
        (1, {Verdict.PENDING: 1}, "من أصل واجب واحد: ما لم يحن وقته 1", "of 1 duty: 1 not yet due"),
        (2, {Verdict.MET: 2}, "من أصل واجبين: المنفَّذ أو الملتزَم به 2", "of 2 duties: 2 carried out or kept"),
        (103, {Verdict.OVERDUE: 103}, "من أصل 103 واجبات: المتأخر 103", "of 103 duties: 103 overdue"),
    ],
)
def test_numbers_agree_with_their_nouns(duties: int, counts: dict[Verdict, int], ar: str, en: str) -> None:
    said = headline(duties, counts, date(2020, 10, 5), None)
    assert ar in said["ar"]
    assert en in said["en"]


@pytest.mark.parametrize("verdict", Verdict)
def test_no_verdict_is_left_out_of_the_headline(verdict: Verdict) -> None:
    """Whoever adds its numbers up gets the number of duties."""
    said = headline(3, {verdict: 3}, date(2020, 10, 5), None)
    parts = said["en"].partition("of 3 duties:")[2]
    assert [int(n) for n in re.findall(r"\d+", parts)] == [3]


def test_the_tiles_below_what_needs_action_add_up_to_it() -> None:
    tiles = {tile.key: tile.numerator for tile in built().tiles}
    parts = ("tile_breached", "tile_overdue", "tile_silent", "tile_doubt")
    assert tiles["tile_action"] == sum(tiles[key] for key in parts) == 7


def test_a_tile_that_counts_nothing_raises_no_alarm() -> None:
    one = figures.build(
        samples.result([samples.assessment("MIN-2020-08-20/02", "st-a0", Verdict.MET)]),
        samples.register(),
        samples.settings(),
    )
    tones = {tile.key: tile.tone for tile in one.tiles if not tile.share}
    assert tones.pop("tile_fulfilled") == "good"
    assert set(tones.values()) == {"rest"}


def authorities(tree: UnitTree) -> dict[str, str]:
    return {unit.id: tree.authority(unit.id) for unit in tree}


def test_an_authority_is_the_head_of_the_first_level_that_branches() -> None:
    heads = authorities(samples.tree())
    assert heads["min"] == "min"
    assert heads["cmd"] == "cmd"
    assert heads["dir"] == "dir"
    assert heads["st-a3"] == "sec-a"
    assert heads["sec-b"] == "sec-b"


def test_two_ministries_with_directorates_give_the_directorates() -> None:
    parents = {"m1": None, "d1": "m1", "d2": "m1", "u1": "d1", "m2": None, "d3": "m2", "d4": "m2", "u4": "d4"}
    tree = UnitTree([samples.unit(id_, id_, id_, "unit", parent) for id_, parent in parents.items()])
    assert authorities(tree) == {
        "m1": "m1",
        "d1": "d1",
        "d2": "d2",
        "u1": "d1",
        "m2": "m2",
        "d3": "d3",
        "d4": "d4",
        "u4": "d4",
    }


def test_an_exhortation_is_shown_and_not_counted() -> None:
    order = next(order for order in built().orders if order.id == "CAB-2020-08-22")
    assert [(clause.id[-2:], clause.counted, clause.tally.duties) for clause in order.clauses] == [
        ("01", True, 1),
        ("02", False, 0),
    ]


def test_controls_that_turn_text_round_or_break_a_file_are_gone() -> None:
    hostile = samples.assessment(
        "MIN-2020-08-20/02",
        "min",
        Verdict.MET,
        reason={"ar": "سبب\u202e مقلوب\x00\u2066", "en": "\ud800 end"},
        reference="\u202dref",
    )
    line = built(hostile).lines[0]
    assert line.reason == {"ar": "سبب مقلوب\ufffd", "en": "\ufffd end"}
    assert line.reference == "ref"


def test_no_directory_of_this_machine_is_told() -> None:
    finding = Finding("file-missing", SourceRef("/elsewhere/secret/x.xlsx"), {"file": "/project/status/x.xlsx"})
    result = samples.result(findings=(finding,))
    made = figures.build(result, samples.register(), samples.settings())
    assert "/project" not in repr(made)
    assert "/elsewhere" not in repr(made)
    assert "status/x.xlsx" in made.findings[0].text["ar"]


def test_a_rate_without_anything_to_count_is_no_zero_percent() -> None:
    tile = next(tile for tile in built().tiles if tile.key == "rate_verified")
    assert Words("en").tile(tile) == ("–", "nothing to count yet")


def test_of_too_many_units_the_coverage_shows_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MATRIX_UNITS", 3)
    matrix = built().matrix
    assert matrix.by == "authority"
    assert sum(n for row in matrix.rows for _, n in row.cells.values()) == 17
    assert next(row for row in matrix.rows if row.id == "sec-a").cells["MIN-2020-08-20/02"] == (Verdict.OVERDUE, 5)


@pytest.mark.parametrize("rtl", [True, False])
def test_a_stacked_bar_is_filled_to_its_ends_from_the_side_where_reading_begins(rtl: bool) -> None:
    pieces = stacked(built().total, rtl)
    assert sum(piece.width for piece in pieces) == pytest.approx(100, abs=0.01)
    assert pieces[0].verdict is Verdict.BREACHED
    assert pieces[0].x == pytest.approx(100 - pieces[0].width if rtl else 0, abs=0.01)


def test_the_line_of_time_runs_the_way_of_reading() -> None:
    made = built()
    for rtl, sooner_first in ((False, True), (True, False)):
        drawn = timeline(made.orders[0], made.as_of, rtl)
        assert drawn is not None
        days = [day for _, day in drawn.ticks]
        assert days == sorted(days)
        assert (drawn.ticks[0][0] < drawn.ticks[-1][0]) is sooner_first
        assert all(0 <= x <= drawn.width for x, _ in drawn.ticks)
        assert 0 <= drawn.today <= drawn.width


def test_identifiers_dates_and_cells_are_kept_whole_in_arabic() -> None:
    pieces = latin_runs("أُنجز MIN-2020-08-20/04 في 2020-08-27 بعد 5 أيام (D14)")
    assert [run for run, alone in pieces if alone] == ["MIN-2020-08-20/04", "2020-08-27", "D14"]
    assert "".join(run for run, _ in pieces) == "أُنجز MIN-2020-08-20/04 في 2020-08-27 بعد 5 أيام (D14)"


def test_a_completion_is_drawn_only_where_it_was_believed() -> None:
    claim = samples.assessment("MIN-2020-08-20/03", "min", Verdict.CLAIMED, completed_on=date(2020, 8, 1))
    clause = next(c for c in built(claim).orders[0].clauses if c.id.endswith("/03"))
    assert clause.completed == {}
