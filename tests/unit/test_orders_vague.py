"""Words of time that name no day become a question, never a date."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import DeadlineKind
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

HEADS = {
    "en": "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n1. ",
    "ar": "وزارة النقل\nالعدد: 12\nالتاريخ: 20/1/2026\nإلى/ مديرية الأرصفة\nم/ أعمال\n\nتقرر ما يأتي:\n1- ",
}


def read(text: str, lang: str) -> Proposal:
    head = HEADS[lang]
    document = Document("a.txt", f"{head}{text}.\n", lang, "")
    (found,) = propose(document, date(2026, 1, 20), None, load(profile("iq"))).obligations
    return found


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The Directorate shall dredge the basin before the sowing season", "before the sowing season"),
        ("en", "The Directorate shall send its plan in due course", "in due course"),
        (
            "en",
            "The Directorate shall mend all cranes by the end of the academic year",
            "by the end of the academic year",
        ),
        (
            "en",
            "The Directorate shall notify all crews three days before the exercise",
            "three days before the exercise",
        ),
        ("ar", "توجيه الدعوات قبل ثلاثة أيام من موعده", "قبل ثلاثة أيام من موعده"),
        ("ar", "توجيه الدعوات قبل موعد الاجتماع بثلاثة أيام", "قبل موعد الاجتماع بثلاثة أيام"),
        ("ar", "صيانة الرافعات قبل بدء موسم الأمطار", "قبل بدء موسم"),
        ("ar", "تزويدنا بالخطة خلال الأيام القليلة المقبلة", "خلال الأيام القليلة المقبلة"),
        ("ar", "إكمال الجرد قبل نهاية السنة الدراسية", "قبل نهاية السنة الدراسية"),
    ],
)
def test_a_limit_without_a_day_is_asked_about_in_its_own_words(lang: str, text: str, words: str) -> None:
    found = read(text, lang)
    assert (found.deadline.kind, found.due_on) == (DeadlineKind.NONE, None)
    (asked,) = [q for q in found.questions if q.code == "vague-time"]
    assert all(words in asked.text[tag] for tag in ("ar", "en"))
    assert found.review_on is not None
    assert "review-assumed" not in [q.code for q in found.questions], "said once, in the words of the order"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Night work is prohibited until the end of the school holidays", "until the end of the school holidays"),
        ("ar", "يمنع العمل ليلاً حتى انتهاء الفصل الدراسي", "حتى انتهاء الفصل الدراسي"),
    ],
)
def test_an_end_without_a_day_is_asked_about(lang: str, text: str, words: str) -> None:
    found = read(text, lang)
    assert found.ends_on is None
    assert words in next(q for q in found.questions if q.code == "vague-end").text["en"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Directorate shall publish the calendar of the school holidays by 3 March 2026"),
        ("en", "The Directorate shall describe the fishing season to its crews"),
        ("ar", "إعداد تقويم العام الدراسي خلال عشرة أيام"),
        ("ar", "تنظيم معرض الموسم"),
    ],
)
def test_a_season_that_limits_nothing_is_none(lang: str, text: str) -> None:
    assert not [q for q in read(text, lang).questions if q.code.startswith("vague")]
