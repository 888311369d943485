"""A correction answers the questions that it settles, and no others; the history keeps what was asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import review_world as world
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.review import answered
from tracker.review import ask as review_ask

NOBODY, ANCHOR = ask("addressee-unknown"), ask("anchor-assumed")
VAGUE = ask("vague-time", words="قبل الامتحان")
DRAFT = world.DRAFT.replace(
    """      - ar: "هل الشهر ميلادي؟"
        en: "A Gregorian month?"
""",
    "".join(
        f'      - ar: "{question.text["ar"]}"\n        en: "{question.text["en"]}"\n' for question in (NOBODY, ANCHOR)
    )
    + '      - ar: "هل الشهر ميلادي؟"\n        en: "A Gregorian month?"\n',
)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", world.NOW)


def obligation(place: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(world.draft(place), yaml.BaseLoader)
    first: dict[str, Any] = loaded["obligations"][0]
    return first


@pytest.mark.parametrize(
    ("correction", "stay"),
    [
        ({"addressee": "مركز القنوات الشمالي"}, [ANCHOR.text["en"], "A Gregorian month?"]),
        ({"deadline": "15/10/2020"}, [NOBODY.text["en"], "A Gregorian month?"]),
        ({"evidence_required": "نعم"}, [NOBODY.text["en"], ANCHOR.text["en"], "A Gregorian month?"]),
    ],
)
def test_a_correction_answers_what_it_settles(tmp_path: Path, correction: dict[str, Any], stay: list[str]) -> None:
    place = world.project(tmp_path / "project", DRAFT)
    path = world.exported(place)
    path = world.fill(path, {1: {"decision": "تصحيح", **correction}})
    run = world.imported(place, path)
    assert run.code in (0, 1), run.err
    assert [question["en"] for question in obligation(place).get("questions", [])] == stay
    again = world.imported(place, path)
    assert again.code in (0, 1), again.err
    assert [question["en"] for question in obligation(place).get("questions", [])] == stay


def test_the_history_keeps_what_was_asked(tmp_path: Path) -> None:
    place = world.project(tmp_path / "project", DRAFT)
    path = world.exported(place)
    path = world.fill(path, {1: {"decision": "تصحيح", "addressee": "مركز القنوات الشمالي"}})
    world.imported(place, path)
    decision = yaml.load(world.draft(place), yaml.BaseLoader)["reviews"][0]["decisions"][0]
    assert NOBODY.text["en"] in [question["en"] for question in decision["before"]["questions"]]


def test_a_question_with_words_filled_in_is_known_again() -> None:
    assert answered.left([dict(VAGUE.text)], {"deadline": {"kind": "none"}}) == []
    assert answered.left([dict(VAGUE.text)], {"addressee": "x"}) is None


def test_every_code_named_is_one_of_a_question() -> None:
    known = {*lexicon.questions(), *review_ask.texts()}
    assert {code for codes in answered._codes().values() for code in codes} <= known
