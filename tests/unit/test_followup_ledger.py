"""The ledger: every version kept, a file twice changes nothing, marks as docs/house.md says them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker.files import sha256_of
from tracker.findings import Refusal
from tracker.followup.ledger import Ledger
from tracker.followup.records import Batch, Outcome, Reading, Received, SheetReading, Unread
from tracker.followup.table import COLUMNS
from tracker.model import Flag, Observation, SourceRef, State

WEEK = timedelta(days=7)
FIRST = date(2020, 9, 1)
MORNING = datetime(2020, 9, 1, 6, 0, tzinfo=UTC)


def reading(day: date, **values: Any) -> Reading:
    known = {"state": State.IN_PROGRESS, "unit": "u1", "obligation": "X/01", **values}
    exception, evidence_ok = known.pop("exception", 0), known.pop("evidence_ok", False)
    source = SourceRef("s.xlsx", "", sheet="S", cell="A5")
    seen = Observation(
        reported_on=day, source=source, known_at=MORNING, batch=0, cells={"obligation": "A5", "state": "C5"}, **known
    )
    return Reading(seen, exception, evidence_ok)


def received(*readings: Reading, unread: tuple[Unread, ...] = (), content: bytes = b"") -> Received:
    content = content or repr((readings, unread)).encode()
    sha = sha256_of(content)
    stamped = tuple(
        Reading(
            Observation(
                **{name: getattr(r.observation, name) for name in Observation.__dataclass_fields__ if name != "source"},
                source=SourceRef("s.xlsx", sha, sheet="S", cell="A5"),
            ),
            r.exception,
            r.evidence_ok,
        )
        for r in readings
    )
    outcomes = {index: Outcome.ACCEPTED for index, _ in enumerate(stamped)}
    sheet = SheetReading("S", outcomes, stamped, unread)
    return Received("in/s.xlsx", "s.xlsx", sha, ".xlsx", content, "read", sheets=(sheet,))


def take(ledger: Ledger, week: int, *files: Received) -> Batch:
    moment = MORNING + week * WEEK
    return ledger.take(files, moment, moment)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "store")


def test_before_the_first_ingest_the_table_is_empty_and_nothing_is_written(ledger: Ledger) -> None:
    table = ledger.observations()
    assert list(table.columns) == list(COLUMNS)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS
    assert len(table) == 0
    assert not ledger.path.exists()


def test_a_row_comes_back_as_the_house_says(ledger: Ledger) -> None:
    row = reading(FIRST, state=State.DONE, percent=75.0, completed_on=FIRST, evidence="order 12", evidence_ok=True)
    take(ledger, 0, received(row))
    table = ledger.observations()
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS
    line = table.iloc[0]
    assert (line["obligation"], line["unit"], line["office"], line["event"]) == ("X/01", "u1", "u1", "")
    assert line["reported_on"] == line["completed_on"] == FIRST.toordinal()
    assert line["state"] == list(State).index(State.DONE)
    assert (line["percent"], line["incidents"], line["period_from"]) == (75.0, -1, 0)
    assert line["known_at"] == int(MORNING.timestamp())
    assert line["evidence_ok"]
    assert line["accepted"]


def test_the_received_file_is_kept_unchanged_and_known_the_second_time(ledger: Ledger) -> None:
    file = received(reading(FIRST), content=b"as sent")
    take(ledger, 0, file)
    assert (ledger.path / "received" / f"{file.sha256}.xlsx").read_bytes() == b"as sent"
    assert ledger.knows(file.sha256)
    assert not ledger.knows(sha256_of(b"other"))


def test_a_repeated_row_adds_no_version(ledger: Ledger) -> None:
    take(ledger, 0, received(reading(FIRST)))
    batch = take(ledger, 1, received(reading(FIRST), reading(FIRST + WEEK)))
    assert batch.rows == 1
    assert ledger.observations()["reported_on"].tolist() == [FIRST.toordinal(), (FIRST + WEEK).toordinal()]


def test_other_content_under_the_same_key_is_rewritten_with_both_cells(ledger: Ledger) -> None:
    take(ledger, 0, received(reading(FIRST, state=State.NOT_STARTED)))
    batch = take(ledger, 1, received(reading(FIRST, state=State.DONE)))
    table = ledger.observations()
    assert table["rewritten"].tolist() == [False, True]
    (change,) = batch.changes
    assert (change.kind, change.field) == ("rewritten", "state")
    assert (change.before["value"], change.after["value"]) == ("not_started", "done")
    assert (change.before["cell"], change.after["cell"]) == ("C5", "C5")


def test_two_versions_in_one_batch_are_not_called_rewritten(ledger: Ledger) -> None:
    take(ledger, 0, received(reading(FIRST), content=b"a"), received(reading(FIRST, percent=5.0), content=b"b"))
    table = ledger.observations()
    assert len(table) == 2
    assert not table["rewritten"].any()


def test_what_was_asked_for_is_corrected_not_rewritten(ledger: Ledger) -> None:
    asked = Unread(Outcome.REJECTED, "X/01", "u1", FIRST, "S", 7, office="u1")
    take(ledger, 0, received(reading(FIRST, obligation="X/02"), unread=(asked,)))
    take(ledger, 1, received(reading(FIRST + WEEK)))
    take(ledger, 2, received(reading(FIRST)))
    last = ledger.observations().iloc[-1]
    assert last["corrected"]
    assert not last["backdated"]
    assert not last["rewritten"]


def test_a_change_after_the_correction_is_rewriting_again(ledger: Ledger) -> None:
    asked = Unread(Outcome.REJECTED, "X/01", "u1", FIRST, "S", 7, office="u1")
    take(ledger, 0, received(unread=(asked,)))
    take(ledger, 1, received(reading(FIRST)))
    take(ledger, 2, received(reading(FIRST, percent=10.0)))
    table = ledger.observations()
    assert table["corrected"].tolist() == [True, False]
    assert table["rewritten"].tolist() == [False, True]


def test_a_report_not_believed_may_be_corrected(ledger: Ledger) -> None:
    late = FIRST + WEEK
    take(ledger, 0, received(reading(FIRST, completed_on=late, accepted=False, marks=(Flag.COMPLETED_IN_FUTURE,))))
    take(ledger, 1, received(reading(FIRST, completed_on=FIRST)))
    table = ledger.observations()
    assert table["future"].tolist() == [True, False]
    assert table["accepted"].tolist() == [False, True]
    assert table["corrected"].tolist() == [False, True]


def test_a_new_row_dated_before_a_received_sheet_is_backdated(ledger: Ledger) -> None:
    take(ledger, 0, received(reading(FIRST + WEEK)))
    batch = take(ledger, 1, received(reading(FIRST), reading(FIRST, unit="u2")))
    table = ledger.observations()
    assert dict(zip(table["unit"][1:], table["backdated"][1:], strict=True)) == {"u1": True, "u2": False}
    assert [change.kind for change in batch.changes] == ["backdated"]


def test_the_first_load_of_old_weeks_bears_no_honesty_mark(ledger: Ledger) -> None:
    altered = (Flag.DUE_DATE_ALTERED,)
    take(ledger, 0, received(*(reading(FIRST + week * WEEK, marks=altered) for week in (2, 0, 1))))
    table = ledger.observations()
    assert table["bulk"].all()
    assert not table[["rewritten", "corrected", "backdated", "due_altered"]].any().any()
    take(ledger, 3, received(reading(FIRST + WEEK, percent=3.0, marks=altered)))
    last = ledger.observations().iloc[-1]
    assert last["rewritten"]
    assert last["due_altered"]
    assert not last["bulk"]


def test_what_an_office_sends_in_two_files_on_its_first_day_is_one_load(ledger: Ledger) -> None:
    moment = MORNING
    ledger.take((received(reading(FIRST + WEEK), reading(FIRST + 2 * WEEK)),), moment, moment)
    later = moment + timedelta(hours=2)
    batch = ledger.take(
        (received(reading(FIRST, obligation="X/02"), reading(FIRST + WEEK, percent=9.0)),), later, later
    )
    table = ledger.observations()
    assert not table["backdated"].any()
    assert table["bulk"].tolist() == [True, True, True, False]
    assert [change.kind for change in batch.changes] == ["rewritten"], "what says otherwise than before is told"
    take(ledger, 1, received(reading(FIRST, obligation="X/03")))
    assert ledger.observations()["backdated"].tolist()[-1], "a week later it is no first load any more"


def test_a_first_batch_of_one_date_is_no_bulk_load(ledger: Ledger) -> None:
    take(ledger, 0, received(reading(FIRST), reading(FIRST, obligation="X/02")))
    assert not ledger.observations()["bulk"].any()


def test_files_of_one_call_are_taken_in_the_order_of_their_dates(ledger: Ledger) -> None:
    take(ledger, 0, *(received(reading(FIRST + week * WEEK)) for week in (3, 1, 2)))
    assert ledger.observations()["reported_on"].is_monotonic_increasing


def test_a_fault_in_the_middle_leaves_the_old_state(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    take(ledger, 0, received(reading(FIRST)))
    before = ledger.observations()
    monkeypatch.setattr("tracker.followup.ledger._digest_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(ledger, 1, received(reading(FIRST + WEEK)))
    monkeypatch.undo()
    assert ledger.observations().equals(before)
    assert ledger.verify() == ()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("UPDATE manifest SET content = replace(content, 's.xlsx', 't.xlsx') WHERE seq = 1", "ledger-altered"),
        ("DELETE FROM manifest WHERE seq = 1", "ledger-altered"),
        ("UPDATE observations SET percent = 99", "rows-altered"),
        ("UPDATE unread SET outcome = 'question'", "rows-altered"),
    ],
)
def test_a_changed_store_is_noticed(ledger: Ledger, harm: str, code: str) -> None:
    asked = Unread(Outcome.REJECTED, "X/02", "u1", FIRST, "S", 7, office="u1")
    take(ledger, 0, received(reading(FIRST), unread=(asked,)))
    take(ledger, 1, received(reading(FIRST + WEEK)))
    assert ledger.verify() == ()
    base = sqlite3.connect(ledger.database)
    base.execute(harm)
    base.commit()
    base.close()
    assert code in {finding.code for finding in ledger.verify()}


def test_a_changed_received_file_is_noticed(ledger: Ledger) -> None:
    file = received(reading(FIRST))
    take(ledger, 0, file)
    (ledger.path / "received" / f"{file.sha256}.xlsx").write_bytes(b"changed")
    assert [finding.code for finding in ledger.verify()] == ["received-altered"]


def test_a_store_of_a_later_version_or_a_damaged_one_is_refused(ledger: Ledger) -> None:
    take(ledger, 0, received(reading(FIRST)))
    base = sqlite3.connect(ledger.database)
    base.execute("UPDATE meta SET value = '99'")
    base.commit()
    base.close()
    with pytest.raises(Refusal, match="store-version"):
        ledger.observations()
    ledger.database.write_bytes(b"no database at all" * 100)
    with pytest.raises(Refusal, match="store-unreadable"):
        ledger.observations()
