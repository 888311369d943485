"""What a cell says: numbers, percentages, references (states: ``states``). Pure; what cannot be read gives a Fault."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import pairwise
from typing import Any

from tracker.followup.dates import Fault
from tracker.followup.folding import ascii_digits, clean, fold
from tracker.followup.lexicon import Lexicon
from tracker.model import Modality, Obligation, Pattern

_ERROR = re.compile(r"^(#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3})$", re.IGNORECASE)
_PERCENT = re.compile(r"^([+-]?\d+(?:[.,]\d+)?)\s*(%?)$|^(%)\s*(\d+(?:[.,]\d+)?)$")
_WHOLE = re.compile(r"^(\d+)(?:[.,]0+)?$")
_WITH_NOUN = re.compile(r"^(\d+)\s+(\D+)$")
_LONGEST_NUMBER = 9
_SMALLEST_ALONE, _SMALLEST_BESIDE = 2, 100


def is_standing(obligation: Obligation) -> bool:
    """Judged as standing by the sheets' two figures: maintenance, prohibitions, and what each event triggers."""
    return obligation.modality is Modality.PROHIBITION or obligation.pattern in (Pattern.MAINTENANCE, Pattern.TRIGGERED)


def shown(value: Any) -> str:
    """A cell as people would write it: whole numbers without a fraction, days in ISO form, text as it stands."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == clock() else value.isoformat(" ")
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    if isinstance(value, date | clock | timedelta):
        return str(value)
    return str(value)


def text_of(value: Any) -> str:
    """A cell as kept text: as written, without control marks and doubled spaces."""
    return clean(shown(value))


def is_blank(value: Any, lexicon: Lexicon) -> bool:
    return value is None or (isinstance(value, str) and lexicon.is_blank(value))


def error_of(value: Any) -> str | None:
    """The error value that a cell shows (#N/A …), or None."""
    return value.strip() if isinstance(value, str) and _ERROR.match(value.strip()) else None


def in_hundreds(values: Iterable[Any]) -> bool:
    """Whether a column of bare numbers counts to 100: then a 1 in it is one per cent, else it is the whole."""
    return any(isinstance(v, int | float) and not isinstance(v, bool) and v > 1 for v in values)


def read_percent(value: Any, lexicon: Lexicon, hundreds: bool) -> float | Fault:
    """0 to 100. 0.75, 75, '75%', '٧٥٪' and '75 بالمئة' are all seventy-five."""
    wrong = Fault("percent-invalid", {"value": text_of(value)})
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return wrong
    if isinstance(value, int | float):
        number, signed = float(value), False
    else:
        words = [word for word in ascii_digits(clean(value)).split(" ") if word]
        signed = any(fold(" ".join(words[at:])) in lexicon.words["percent"] for at in range(1, len(words)))
        while signed and len(words) > 1:
            words.pop()
        found = _PERCENT.match(" ".join(words))
        if not found:
            return wrong
        signed = signed or bool(found[2] or found[3])
        number = float((found[1] or found[4]).replace(",", "."))
    if not signed and (0 < number < 1 or (number == 1 and not hundreds)):
        number *= 100
    return round(number, 6) if math.isfinite(number) and 0 <= number <= 100 else wrong


def read_count(value: Any, lexicon: Lexicon) -> int | Fault:
    """A whole number from 0 up; 'لا يوجد' and 'none' are 0; a noun may follow ('٣ مركبات'), a second number not."""
    wrong = Fault("number-invalid", {"value": text_of(value)})
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return wrong
    if isinstance(value, int | float):
        fits = math.isfinite(value) and 0 <= value < 10**_LONGEST_NUMBER and value == int(value)
        return int(value) if fits else wrong
    text = ascii_digits(clean(value))
    if any(mark in text for mark in lexicon.doubts):
        return wrong
    if fold(text) in lexicon.words["nil"]:
        return 0
    found = _WHOLE.match(text)
    if found is None:
        found = _WITH_NOUN.match(text)
        words = fold(found[2]).split() if found else []
        known = lexicon.words["percent"] | lexicon.words["negation"]
        if not words or len(words) > 2 or "%" in text or any(word in known for word in words):
            return wrong
    assert found is not None
    return int(found[1]) if len(found[1]) <= _LONGEST_NUMBER else wrong


def is_total(values: Sequence[Any], lexicon: Lexicon) -> bool:
    """Whether a row adds others up: its first words are 'total' or begin with it."""
    text = next((fold(value) for value in values if isinstance(value, str) and fold(value)), "")
    words, known = text.split(), lexicon.words["total"]
    return text in known or (1 < len(words) <= 5 and (words[0] in known or " ".join(words[:2]) in known))


def is_reference(value: Any, lexicon: Lexicon) -> bool:
    """A reference has a number or a date (semantics §1): 'yes', '-', 'attached', '100%', '3 photos' have not; nor has
    what says that it is yet to come ('سيصدر كتاب في 2/9/2020') or that there is none."""
    if isinstance(value, date):
        return True
    if isinstance(value, bool) or value is None:
        return False
    text = ascii_digits(text_of(value))
    without_shares = re.sub(r"\d+([.,]\d+)?\s*%|%\s*\d+([.,]\d+)?", " ", text)
    numbers = re.findall(r"\d+", without_shares)
    if not numbers or fold(text) in lexicon.words["yes"] | lexicon.words["no"] | lexicon.words["no_reference"]:
        return False
    folded = fold(without_shares).split()
    if folded[0] in lexicon.words["no_evidence_yet"] or " ".join(folded[:2]) in lexicon.words["no_evidence_yet"]:
        return False
    if any(word in lexicon.words["number_marks"] and after.isdigit() for word, after in pairwise(folded)):
        return True
    words = [word for word in folded if not word.isdigit()]
    if not all(word in lexicon.words["no_reference"] for word in words):
        return True
    return any(int(number) >= (_SMALLEST_ALONE if not words else _SMALLEST_BESIDE) for number in numbers)


def exception_of(value: Any, lexicon: Lexicon) -> int:
    """0 none claimed, 1 claimed with a reference, 2 claimed without one."""
    if is_blank(value, lexicon) or value is False:
        return 0
    if is_reference(value, lexicon):
        return 1
    text = fold(text_of(value))
    return 0 if text in lexicon.words["nil"] | lexicon.words["no"] else 2
