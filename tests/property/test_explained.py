"""What ``tracker explain`` prints is true, sentence by sentence, of the rows, the order and the decisions.

The reader (``tests/oracle/explained``) knows nothing of ``tracker``: it takes the text and the document that a user
gets, in both languages, and holds every sentence, day and number against the rows that stand behind the cited cells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from oracle import adapter, generate
from oracle.compare import key_of
from oracle.explained.check import complaints, said_of
from oracle.explained.own import Own, owns
from oracle.explained.text import DAY, day_of, taken_apart
from oracle.known import without_known

from tracker.assess.verdicts import TABLE, Row
from tracker.cli.check import assessment_document
from tracker.cli.check_text import explain_text
from tracker.cli.common import json_text
from tracker.model import Verdict

LANGUAGES = ("en", "ar")
Told = tuple[str, dict[str, Any], Own]
"""The printed text, the document, and what the reader knows of the duty."""


def told(policy: str, seed: int, size: int, table: tuple[Row, ...] = TABLE) -> Iterator[Told]:
    """Every duty of a bank of histories as it is explained. No two rows of the bank stand in one cell."""
    bank = [without_known(history) for history in generate.bank(seed, size, policy)]
    bank = [
        replace(one, rows=tuple(replace(row, row=row.row + 1000 * number) for row in one.rows))
        for number, one in enumerate(bank)
    ]
    found, _ = adapter.run(bank, rules=table)
    project: Any = SimpleNamespace(register=adapter.register(bank))
    due = adapter.due_by_counting(adapter.calendar(bank[0]))
    for history in bank:
        for own in owns(history, due):
            assessment = found[key_of(own.duty)]
            document = assessment_document(assessment, full=True, languages=LANGUAGES)
            yield explain_text(assessment, project, LANGUAGES), json.loads(json_text(document)), own


@cache
def sample() -> tuple[Told, ...]:
    return tuple(told("iq", 12, 150))


@pytest.mark.parametrize(("policy", "seed"), [("iq", 7), ("literal", 8)])
def test_every_sentence_of_every_explanation_is_true(policy: str, seed: int) -> None:
    seen: set[str] = set()
    for text, document, own in told(policy, seed, 300):
        seen.add(document["verdict"])
        wrong = complaints(text, document, own)
        assert not wrong, "\n".join([*wrong, "", text])
    assert seen == {verdict.value for verdict in Verdict}


NUMBER = re.compile(r"(?<![\w.-])\d+(?![\w.-]|:\d)")
UNCHECKED = re.compile(
    r"and others \(|C\d|Rule: (?:every|again)|Counted by|history|order 11|letter 5|^(?:flags|source)"
)
"""Lines in which a day or a number is not checked one by one: how many more there are, places, and recurrence rules."""


def spoiled(text: str) -> Iterator[tuple[str, str]]:
    """The English text with one day, one count or one word made false, each in turn, and what was done."""
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("verdict: "))
    end = next(n for n, line in enumerate(lines) if n > at and not line)
    for n in range(at, end):
        line = lines[n]
        others: list[str] = []
        if not UNCHECKED.search(line):
            days = {found.group(): day_of(found, "en") for found in DAY["en"].finditer(line)}
            for words, day in days.items():
                others.append(_a_day_later(line, words, day))
            bare = DAY["en"].sub(lambda found: "~" * len(found.group()), line)
            others += [
                line[: found.start()] + str(int(found.group()) + 1) + line[found.end() :]
                for found in NUMBER.finditer(bare)
            ]
        for other in others:
            yield "\n".join([*lines[:n], other, *lines[n + 1 :]]), f"{line}  ->  {other}"


def _a_day_later(line: str, words: str, day: date) -> str:
    """Every mention of a day moved by one, with its weekday."""
    later = day + timedelta(days=1)
    month = f"{later:%b}" if len(words.split()[1]) == 3 and day.month != 5 else f"{later:%B}"
    line = re.sub(rf"(?<!\d){words}", f"{later.day} {month} {later.year}", line)
    for form in ("%A", "%a"):
        line = line.replace(f"{day:{form}} {later.day} {month}", f"{later:{form}} {later.day} {month}")
    return line


def test_no_day_and_no_count_could_be_another() -> None:
    """Each is moved by one in turn, in text and document alike; the reader sees it."""
    tried, missed = 0, []
    for text, document, own in sample():
        for other, what in spoiled(text):
            said = taken_apart(other, "en")
            spoilt = {**document, "reason": {**document["reason"], "en": said.reason}, "basis": said.card}
            tried += 1
            if not said_of(said, spoilt, own):
                missed.append(f"{own.duty.obligation} {own.duty.unit}: {what}")
    assert tried > 5_000
    assert not missed, f"{len(missed)} of {tried}\n" + "\n".join(missed[:30])
