"""Other words for an item of an earlier order: what is replaced falls away and the new words oblige; what is amended
to read otherwise keeps its duty with the time that the new words set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_amends_cli import add, approve, due, root  # noqa: F401
from tests.unit.test_orders_changes import ARABIC, one, read
from tests.unit.test_orders_several_items import LETTER, OURS
from tracker.model import DeadlineKind

DUTY = "تقدم دوائر الصحة الخطة خلال ثلاثين يوماً"


@pytest.mark.parametrize(
    "item",
    [
        f"يستعاض عن الفقرة 2 من {OURS} بما يأتي: {DUTY}",
        f"تستبدل الفقرة 2 من {OURS} بالنص الآتي: «{DUTY}»",
        f"يستبدل البند (ثانياً) من {OURS} بالآتي: تقديم الخطة خلال ثلاثين يوماً",
        f"استبدال الفقرة 2 من {OURS} بما يلي: على دوائر الصحة تقديم الخطة خلال ثلاثين يوماً",
        f'يستعاض عن الفقرة 2 من {OURS} بما يأتي:\n"{DUTY}"',
        f"يستعاض عن الفقرة 2 من {OURS} بما يأتي:\n2- {DUTY}",
    ],
)
def test_new_words_in_the_place_of_an_item_oblige(tmp_path: Path, item: str) -> None:
    found = read(tmp_path, ARABIC, item)
    (change,) = found.changes
    assert (change.kind, change.number, change.items, change.deadline) == ("supersede", "8", ("2",), None)
    (duty,) = found.obligations
    assert (duty.deadline.kind, duty.deadline.count) == (DeadlineKind.WITHIN, 30)


@pytest.mark.parametrize(
    "item",
    [
        f"تعدل الفقرة 2 من {OURS} لتصبح: تقديم الخطة خلال ثلاثين يوماً",
        f"تعدل الفقرة 2 من {OURS} وتقرأ كالآتي: {DUTY}",
        f"تعدل الفقرة 2 من {OURS} على النحو الآتي: {DUTY}",
        f"تستبدل المهلة الواردة في الفقرة 2 من {OURS} بما يأتي: ثلاثون يوماً",
    ],
)
def test_what_is_amended_to_read_otherwise_has_the_time_of_the_new_words(tmp_path: Path, item: str) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.items) == ("amend", ("2",))
    assert found.deadline is not None
    assert (found.deadline.kind, found.deadline.count) == (DeadlineKind.WITHIN, 30)


def test_things_that_are_replaced_are_a_duty(tmp_path: Path) -> None:
    found = read(tmp_path, ARABIC, "تستبدل السيارات القديمة بما يأتي: سيارات حديثة خلال شهر")
    assert not found.changes
    assert found.obligations


def test_the_old_item_falls_away_and_the_new_one_is_owed(root: Path) -> None:  # noqa: F811
    words = "يستعاض عن الفقرة 1 من أمرنا المرقم (310) في 20/8/2020 بما يأتي: تقدم قيادة شرطة البصرة تقريراً خلال شهر"
    add(root, "O412", LETTER + f"1. {words}.\n")
    approve(root, "O412")
    verdicts = {name: verdict for name, (verdict, _) in due(root, "--as-of", "2020-09-12").items()}
    assert verdicts["O310/01"] == "waived"
    assert verdicts["O412/01"] == "pending"
