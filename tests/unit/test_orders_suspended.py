"""A suspension between two days: both are read, in every wording, and the duty counts again behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.test_amends_cli import add, approve, due, root  # noqa: F401
from tests.unit.test_orders_changes import ARABIC, ENGLISH, read
from tracker.model import DeadlineKind

FIRST, LAST = date(2022, 6, 15), date(2022, 6, 25)


@pytest.mark.parametrize(
    "item",
    [
        "يوقف تنفيذ كتابنا أعلاه اعتباراً من 15/6/2022 ولغاية 25/6/2022",
        "يعلق العمل بالفقرة (3) من كتابنا أعلاه للمدة من 15/6/2022 إلى 25/6/2022",
        "إيقاف العمل بقرارنا المرقم 8 في 1/3/2022 من 15/6/2022 لغاية 25/6/2022",
        "يجمد العمل بتعميمنا المرقم 8 في 1/3/2022 خلال الفترة من 15 إلى 25 حزيران 2022",
        "يوقف العمل بكتابنا أعلاه بين 15/6/2022 و25/6/2022",
        "يعلق تنفيذ كتابنا أعلاه اعتباراً من يوم الأربعاء الموافق 15/6/2022 وحتى يوم السبت الموافق 25/6/2022",
        "يوقف العمل بكتابنا أعلاه حتى 25/6/2022 ابتداءً من 15/6/2022",
        "اعتباراً من 15/6/2022 ولغاية 25/6/2022 يوقف العمل بالفقرة (3) من كتابنا أعلاه",
        "خلال المدة من 15/6/2022 إلى 25/6/2022 يعلق العمل بكتابنا أعلاه",
    ],
)
def test_both_days_of_an_arabic_suspension(tmp_path: Path, item: str) -> None:
    (found,) = read(tmp_path, ARABIC, item).changes
    assert (found.kind, found.starts, found.until) == ("suspend", FIRST, LAST)


@pytest.mark.parametrize(
    "item",
    [
        "Circular No. 8 of 1 March 2022 is suspended from 15 June 2022 until 25 June 2022",
        "Paragraph 3 of Circular No. 8 of 1 March 2022 is suspended with effect from 15 June 2022 to 25 June 2022",
        "Circular No. 8 of 1 March 2022 shall be suspended between 15 June 2022 and 25 June 2022",
        "This circular suspends Circular No. 8 of 1 March 2022 for the period from 15 to 25 June 2022",
        "Circular No. 8 of 1 March 2022 is suspended as of 15 June 2022, up to and including 25 June 2022",
        "From 15 June 2022 until 25 June 2022, Circular No. 8 of 1 March 2022 is suspended",
        "During the period from 15 June 2022 to 25 June 2022 the application of paragraph 4 of Circular No. 8 of "
        "1 March 2022 is suspended",
    ],
)
def test_both_days_of_an_english_suspension(tmp_path: Path, item: str) -> None:
    (found,) = read(tmp_path, ENGLISH, item).changes
    assert (found.kind, found.starts, found.until) == ("suspend", FIRST, LAST)


@pytest.mark.parametrize(
    ("head", "item"),
    [
        (ARABIC, "ابتداءً من 15/6/2022 يلغى قرارنا المرقم 8 في 1/3/2022"),
        (ENGLISH, "With effect from 15 June 2022, Circular No. 8 of 1 March 2022 is revoked"),
    ],
)
def test_the_day_of_a_revocation_may_stand_before_it(tmp_path: Path, head: str, item: str) -> None:
    (found,) = read(tmp_path, head, item).changes
    assert (found.kind, found.starts) == ("revoke", FIRST)


@pytest.mark.parametrize(
    ("head", "item"),
    [
        (ARABIC, "تمدد المهلة المحددة في الفقرة (2) من كتابنا أعلاه للمدة من 15/6/2022 ولغاية 25/6/2022"),
        (ENGLISH, "The deadline in Circular No. 8 of 1 March 2022 is extended from 15 June 2022 to 25 June 2022"),
    ],
)
def test_an_extension_from_one_day_to_another_ends_on_the_other(tmp_path: Path, head: str, item: str) -> None:
    (found,) = read(tmp_path, head, item).changes
    assert found.deadline is not None
    assert (found.deadline.kind, found.deadline.due_on, found.starts) == (DeadlineKind.ON, LAST, None)


def test_what_was_due_before_a_suspension_is_overdue_and_its_duties_return(root: Path) -> None:  # noqa: F811
    add(
        root,
        "O412",
        "وزارة الداخلية\nالعدد: 412\nالتاريخ: 28/8/2020\nالى/ قيادة شرطة البصرة\nم/ إيقاف\n\n"
        "1. يوقف العمل بأمرنا المرقم (310) في 20/8/2020 اعتباراً من 1/9/2020 ولغاية 12/9/2020.\n",
    )
    approve(root, "O412")
    assert due(root, "--as-of", "2020-08-31")["O310/02"][0] == "overdue"
    assert due(root, "--as-of", "2020-09-05")["O310/01"][0] == "suspended"
    after = due(root, "--as-of", "2020-09-14")
    assert "suspended" not in {verdict for verdict, _ in after.values()}
