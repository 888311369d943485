"""What an English order says of an earlier one in more than a verb and its object, in many wordings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.test_orders_changes import ENGLISH, one, read
from tests.unit.test_orders_several_items import THEIRS
from tracker.model import DeadlineKind, TimeUnit


@pytest.mark.parametrize(
    ("item", "kind", "items"),
    [
        (f"Items 1 to 3 of {THEIRS} cease to have effect on 30 June 2022", "revoke", ("1", "2", "3")),
        (f"Paragraph 2 of {THEIRS} shall cease to apply from 30 June 2022", "revoke", ("2",)),
        (f"{THEIRS} is no longer in force", "revoke", ()),
        (f"Paragraph 4 of {THEIRS} is hereby declared null and void", "revoke", ("4",)),
        (f"Paragraphs 2 and 3 of {THEIRS} are deleted", "revoke", ("2", "3")),
        (f"{THEIRS} shall lapse on 30 June 2022", "revoke", ()),
        (f"The suspension of item 3 of {THEIRS} is lifted with effect from 20 June 2022", "resume", ("3",)),
        (f"The suspension of items 1 and 2 of {THEIRS} is hereby cancelled", "resume", ("1", "2")),
        (f"The suspension of {THEIRS} ends on 20 June 2022", "resume", ()),
        (f"This circular lifts the suspension of paragraph 3 of {THEIRS}", "resume", ("3",)),
        (f"The suspension of item 3 of {THEIRS} is prolonged until 30 June 2022", "suspend", ("3",)),
        (f"{THEIRS} is replaced by this Circular with effect from 20 June 2022", "supersede", ()),
    ],
)
def test_english_says_what_becomes_of_an_order(tmp_path: Path, item: str, kind: str, items: tuple[str, ...]) -> None:
    found = one(tmp_path, ENGLISH, item)
    assert (found.kind, found.number, found.items) == (kind, "8", items)


@pytest.mark.parametrize(
    ("item", "count"),
    [
        (f"The time limit in item 2 of {THEIRS} is reduced to five days", 5),
        (f"The period allowed by paragraph 2 of {THEIRS} is hereby shortened to five days", 5),
        (f"The period in item 2 of {THEIRS} shall be twenty days", 20),
        (f"The time limit stated in item 2 of {THEIRS} is now twenty days", 20),
        (f"The period for the plan in item 2 of {THEIRS} becomes twenty days instead of ten days", 20),
        (f"Item 2 of {THEIRS} shall read as follows: Submit the plan within twenty days", 20),
    ],
)
def test_english_sets_another_period(tmp_path: Path, item: str, count: int) -> None:
    found = one(tmp_path, ENGLISH, item)
    assert (found.kind, found.items) == ("amend", ("2",))
    assert found.deadline is not None
    assert (found.deadline.kind, found.deadline.count) == (DeadlineKind.WITHIN, count)


@pytest.mark.parametrize(
    "item",
    [
        f"The deadline in item 2 of {THEIRS} is brought forward to 12 June 2022",
        f"The deadline for the plan in item 2 of {THEIRS} will be 12 June 2022 instead of 14 June 2022",
        f"The deadline in item 2 of {THEIRS} is replaced by the following: 12 June 2022",
    ],
)
def test_english_sets_another_day(tmp_path: Path, item: str) -> None:
    found = one(tmp_path, ENGLISH, item)
    assert (found.kind, found.items) == ("amend", ("2",))
    assert found.deadline is not None
    assert found.deadline.due_on == date(2022, 6, 12)


@pytest.mark.parametrize(
    ("item", "added"),
    [
        (
            f"An additional period of ten days is granted for the implementation of item 2 of {THEIRS}",
            (10, TimeUnit.DAY),
        ),
        (f"A further week is granted for item 2 of {THEIRS}", (1, TimeUnit.WEEK)),
        (f"The Ministry grants a further ten days for the implementation of item 2 of {THEIRS}", (10, TimeUnit.DAY)),
        (f"Two weeks are added to the period in item 2 of {THEIRS}", (2, TimeUnit.WEEK)),
    ],
)
def test_english_gives_more_time(tmp_path: Path, item: str, added: tuple[int, TimeUnit]) -> None:
    found = one(tmp_path, ENGLISH, item)
    assert (found.kind, found.items, found.added) == ("extend", ("2",), added)


@pytest.mark.parametrize(
    "item",
    [
        f"{THEIRS} shall remain in force until 30 September 2022",
        f"{THEIRS} continues to apply until 30 September 2022",
        f"The operation of item 3 of {THEIRS} is extended until 30 September 2022",
    ],
)
def test_what_stays_in_force_longer_has_another_last_day_and_no_deadline(tmp_path: Path, item: str) -> None:
    found = one(tmp_path, ENGLISH, item)
    assert (found.kind, found.until, found.deadline) == ("extend", date(2022, 9, 30), None)


@pytest.mark.parametrize(
    "item",
    [
        f"Item 2 of {THEIRS} is replaced by the following: Submit the plan within thirty days",
        f"For item 2 of {THEIRS} the following is substituted: The directors shall submit the plan within thirty days",
        f"Item 2 of {THEIRS} shall be substituted with the following text: All must submit the plan within thirty days",
        f"The following is substituted for item 2 of {THEIRS}: “Submit the plan within thirty days”",
    ],
)
def test_what_stands_in_the_place_of_an_item_is_a_new_duty(tmp_path: Path, item: str) -> None:
    found = read(tmp_path, ENGLISH, item)
    (change,) = found.changes
    assert (change.kind, change.items, change.deadline) == ("supersede", ("2",), None)
    (duty,) = found.obligations
    assert (duty.deadline.kind, duty.deadline.count) == (DeadlineKind.WITHIN, 30)
    assert "ubmit the plan" in duty.quote


@pytest.mark.parametrize(
    "item",
    [
        "The insurance policy expires on 30 June 2022",
        "The suspension of leave is lifted",
        "The deadline for applications shall be 30 June 2022",
        "Guards shall be replaced by the following shift",
        "Contractors shall be granted a further week for the delivery of the goods",
        f"Permits issued under item 2 of {THEIRS} cease to have effect on 30 June 2022",
        f"The directors shall send the list when the suspension of item 3 of {THEIRS} is lifted",
        f"Unless the period in item 2 of {THEIRS} is reduced to five days, the directors shall report weekly",
        "This Circular shall remain in force until 31 December 2022",
    ],
)
def test_the_same_words_of_other_things_are_no_change(tmp_path: Path, item: str) -> None:
    assert not read(tmp_path, ENGLISH, item).changes


def test_a_period_reduced_by_some_days_has_no_new_length(tmp_path: Path) -> None:
    found = one(tmp_path, ENGLISH, f"The time limit in item 2 of {THEIRS} is reduced by three days")
    assert (found.kind, found.deadline, found.added) == ("amend", None, None)
