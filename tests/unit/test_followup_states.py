"""What denies, promises, doubts or does a part is never read as done or as kept; what says so plainly is understood.

The expected states were written down before the reader of states was changed. '-' is a state that cannot be read: the
row is rejected at its cell.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.followup_world import LEXICON, OBLIGATIONS, cells, outcomes, read
from tracker.followup.dates import Fault
from tracker.followup.folding import fold
from tracker.followup.states import read_state
from tracker.model import Modality, Pattern, State

ONCE, STANDING = OBLIGATIONS["ORD-2020-01/01"], OBLIGATIONS["ORD-2020-01/02"]

ON_A_DUTY_OWED_ONCE = """
done: منجز | منجزة | مُنجَز | أنجز | تم الإنجاز | تم الانجاز | تمّ التنفيذ | تم التنفيد | نفذ | منفذ
done: مكتمل | منجزاً
done: منجز بالكامل | منجز / done | تم التنفيذ بتاريخ 25/8/2020 | done | Done. | DONE! | completed
done: complted | implementd
done: exectued | finised | acheived | fully done | fulfiled | accomplishd | completed on 25/8/2020
done: done already
not_started: غير منجز | غيرمنجز | غير  منجز | غير مُنجَز | غير منجزين | لم ينجز | لمينجز | لم يُنجز بعد
not_started: لم يتم | لم يتم بعد
not_started: لم يتم الإنجاز | لم يتم الانجاز لحد الآن | بدون إنجاز | بلا إنجاز | دون إنجاز | من دون تنفيذ
not_started: عدم الإنجاز | عدم تنفيذ
not_started: ليس منجزاً | ليست منجزة | لا منجز | غير منفّذ | لم ينفذ بعد | لم تنفذ | غيرمنفذ | غيرمكتمل
not_started: لم يكتمل بعد | لم يستكمل
not_started: unexecuted | uncompleted | unimplemented | unachieved | unaccomplished | unfulfilled
not_started: unfinished | undone
not_started: un-done | incomplete | nonexecuted | non-executed | not done | not yet done
not_started: not executed yet | never done
not_started: not yet completed | has not been done | hasn't been completed | was not implemented
not_started: is not finished | notdone
not_started: لم يباشر | لم يبدأ | not started | no action
in_progress: قيد الإنجاز | قيد التنفيذ | قيد الانجاز | يتم الإنجاز | يتم التنفيذ | يتم إنجازه
in_progress: يجري التنفيذ | جارٍ الإنجاز
in_progress: جاري إنجازه | جارٍ التنفيذ | تحت الإنجاز | تحت التنفيذ | being done | is being implemented
in_progress: in progress
in_progress: in progess | underway | منجز جزئياً | نصف منجز | شبه منجز | منجز جزئي | نفذ جزئياً
in_progress: منجز تقريباً | نصف منفذ
in_progress: half done | partly done | partially implemented | almost done | nearly finished
in_progress: mostly completed | half-done
in_progress: تم البدء بالتنفيذ | not fully done | غير منجز بالكامل | غير مكتمل كلياً
-: سيتم الإنجاز | سيتم التنفيذ | سيتم | سينجز | سينفذ | سيكتمل | سوف ينجز | سوف يتم التنفيذ | سننجز
-: سيتم إنجازه قريباً
-: ستنجز | سينتهي | وسيتم التنفيذ | سيُنجز لاحقاً | ينجز | ينفذ | يكتمل | تنجز | ننجز | يجب إنجازه
-: مطلوب إنجازه
-: المطلوب إنجازه | المخطط إنجازه | من المؤمل الإنجاز | متوقع الإنجاز | بانتظار الإنجاز | موعد الإنجاز
-: ممكن الإنجاز | إنجاز
-: الإنجاز | التنفيذ | اكتمال | تنفيذ | ما تم | ما تم إنجازه | ما أنجز | هل تم | أنجز قريباً
-: منجز إن شاء الله | قد أنجز
-: ربما أنجز | يُفترض أنه منجز | منجز؟ | تم الإنجاز؟ | منجز ؟ | أنجز؟؟ | منجز (؟) | ☐ منجز | ❌ منجز
-: ✗ تم | منجز ✗
-: will be done | to be done | to be completed | will be completed soon | shall be executed
-: should be done | must be done
-: may be done | would be done | planned to be done | going to be done | expected done | expected | done?
-: completed? | done ?
-: (done?) | done soon | done tomorrow | done by 30/12/2030 | can be done | execute | implement | achieve
-: complaint
-: accomplish | deliver | be done | do | doing | completes | compete | competed | compiled
-: done except one | 90% done
-: done, not done | منجز وغير منجز | لا، منجز | منجز لا | no done | منجز/لم يتم | نعم منجز لكن
-: أنجز ما عدا واحد | غير قابل للإنجاز
-: تعذر التنفيذ | لا يمكن التنفيذ | فشل الإنجاز | منجز بنسبة 50% | أُلغي الإنجاز | ?????? | ???? ???
-: done/undone | منجز - قيد
-: ليس غير منجز | not undone | not unfinished | not only done | وعد بالإنجاز | لا شيء منجز سوى | unlikely
-: ready | ملزم
"""
ON_A_STANDING_DUTY = """
kept: ملتزم | ملتزمون | مُلتزم | ملتزمين | تم الالتزام | التزام تام | لا توجد مخالفات | لا يوجد مخالفات
kept: لاتوجد مخالفات | مطبق
kept: kept | compliant | complied | complient | fully compliant | no violations | in compliance
kept: observed | منجز | done
kept: بدون مخالفات | ملتزم بالكامل | respected
not_kept: غير ملتزم | غيرملتزم | غير ملتزمين | عدم الالتزام | عدم التزام | لا التزام | بدون التزام
not_kept: لم يلتزم | لم نلتزم | لم تلتزم
not_kept: لا يلتزم | لا يلتزمون | ليس ملتزماً | غير مطبق | لم يطبق | دون التزام | مخالف | خالف
not_kept: توجد مخالفات | يوجد مخالفات
not_kept: incompliant | uncompliant | noncompliant | non-compliant | not compliant | not kept | unkept
not_kept: not observed
not_kept: not respected | never complied | unobserved | not complied with | غير منجز | undone
not_kept: partly compliant | ملتزم جزئياً
-: سيتم الالتزام | سيلتزم | سنلتزم | سوف نلتزم | يتم الالتزام | يلتزم | نلتزم | سيطبق | سيلتزمون | ستلتزم
-: مُلزم | ملزمون
-: الالتزام | التزام | ملتزم؟ | ملتزمون؟ | ملتزم أحياناً | ملتزم تقريباً | نصف ملتزم | شبه ملتزم
-: نتعهد بالالتزام | وعد بالالتزام
-: ❌ ملتزم | ☐ ملتزم | will comply | to be kept | will be kept | shall comply | comply | should comply
-: kept? | mostly kept
-: sometimes kept | compliant? | complaint | keep | promised to comply | try to comply | kept except one
-: may comply | kept soon
-: لا، ملتزم | ملتزم وغير ملتزم | مخالفات | لا نعلم | ملتزم إن شاء الله | compliance expected
"""


def phrases(table: str) -> list[tuple[str, str]]:
    lines = [line.split(": ", 1) for line in table.strip().splitlines()]
    return [(state, phrase.strip()) for state, said in lines for phrase in said.split(" | ")]


@pytest.mark.parametrize(("state", "written"), phrases(ON_A_DUTY_OWED_ONCE))
def test_what_a_phrase_says_of_a_duty_owed_once(state: str, written: str) -> None:
    found = read_state(written, ONCE, LEXICON)
    assert ("-" if isinstance(found, Fault) else found.value) == state


@pytest.mark.parametrize(("state", "written"), phrases(ON_A_STANDING_DUTY))
def test_what_a_phrase_says_of_a_standing_duty(state: str, written: str) -> None:
    found = read_state(written, STANDING, LEXICON)
    told = "-" if isinstance(found, Fault) else found.value
    assert ("kept" if told == "done" else told) == state  # on a standing duty done reads as kept


EVENTS = replace(STANDING, pattern=Pattern.TRIGGERED, modality=Modality.OBLIGATION)
BAN = replace(STANDING, modality=Modality.PROHIBITION)


@pytest.mark.parametrize("written", ["لا يوجد", "لا شيء", "none", "Nil", "no events", "nothing to report"])
def test_none_answers_a_duty_to_report_events_and_another_only_beside_a_figure_of_none(written: str) -> None:
    assert read_state(written, EVENTS, LEXICON) is State.KEPT
    for other in (ONCE, STANDING, BAN):
        assert isinstance(read_state(written, other, LEXICON), Fault)
    assert read_state(written, BAN, LEXICON, incidents=0) is State.KEPT
    assert isinstance(read_state(written, BAN, LEXICON, incidents=2), Fault)
    assert isinstance(read_state(written, ONCE, LEXICON, incidents=0), Fault)


@pytest.mark.parametrize(
    "written", ["لا توجد حالات", "لم تسجل أي حالة", "لا حوادث", "no incidents", "No cases.", "none reported"]
)
def test_no_cases_answers_a_ban_as_well(written: str) -> None:
    assert read_state(written, EVENTS, LEXICON) is State.KEPT
    assert read_state(written, BAN, LEXICON) is State.KEPT
    assert isinstance(read_state(written, ONCE, LEXICON), Fault), "of a thing to be done it says nothing"


def test_a_promise_is_rejected_at_its_cell_and_the_rows_beside_it_are_taken() -> None:
    reading = read(
        ["المعرف", "الوحدة", "الحالة"],
        ["ORD-2020-01/01", "c-n", "سيتم الإنجاز"],
        ["ORD-2020-01/01", "c-s", "منجز"],
        ["ORD-2020-01/02", "c-n", "ملتزم؟"],
    )
    assert outcomes(reading) == ["rejected", "accepted", "rejected"]
    assert cells(reading.rejected) == [("C2", "state-unreadable"), ("C4", "state-unreadable")]
    assert [notice.value for notice in reading.rejected] == ["سيتم الإنجاز", "ملتزم؟"]


def test_a_slip_in_any_phrase_of_done_never_makes_it_of_what_denies_it() -> None:
    """Each phrase of done or of kept behind a prefix or a word that denies, written apart and together."""
    signs = (
        "un",
        "in",
        "non",
        "im",
        "dis",
        "not ",
        "never ",
        "غير",
        "غير ",
        "لم ",
        "لا ",
        "عدم ",
        "بلا ",
        "دون ",
        "ليس ",
    )
    ahead = ("سي", "سوف ", "س", "will be ", "to be ", "planned ", "هل ", "ربما ", "قد ", "shall be ", "maybe ")
    for phrase, state in LEXICON.states.items():
        if state not in ("done", "kept") or any(word in LEXICON.words["negation"] for word in phrase.split()):
            continue
        for sign in (*signs, *ahead):
            for duty in (ONCE, STANDING):
                found = read_state(sign + phrase, duty, LEXICON)
                assert not isinstance(found, Fault) or found.code == "state-unreadable"
                known = LEXICON.states.get(fold(sign + phrase))
                assert known == state or found not in (State.DONE, State.KEPT), (sign, phrase, found)
