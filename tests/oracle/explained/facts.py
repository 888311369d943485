"""The lines of facts, label by label, and what each must say."""

from __future__ import annotations

from collections.abc import Iterator

from oracle.explained.own import Own
from oracle.explained.reason import cause
from oracle.explained.text import VERDICTS, days_in, named

Line = tuple[str, list[object]]


def complaints(lines: list[str], own: Own) -> Iterator[str]:
    expected = dict(_expected(own))
    said = {}
    for line in lines:
        label, _, value = line.partition(": ")
        said[label] = value
        if label not in expected:
            yield f"“{line}”: nothing of the kind is so"
        elif not _agrees(label, value, expected[label]):
            yield f"“{line}”: expected {expected[label]}"
    yield from (f"no line “{label}”: expected {value}" for label, value in expected.items() if label not in said)


def _agrees(label: str, value: str, expected: object) -> bool:
    if label == "verdict before that":
        return named(value, VERDICTS) == expected
    if isinstance(expected, tuple):  # a day and words
        day, words = expected
        may = words if isinstance(words, set) else {words}
        return days_in(value) == [day] and any(
            value.endswith(f"{mark}{word}") for word in may for mark in (": ", ", ", " ")
        )
    if isinstance(expected, str):
        return value == expected
    return days_in(value) == [expected]


def _expected(own: Own) -> Iterator[tuple[str, object]]:
    duty = own.judged
    yield "judged as of", own.history.as_of
    yield "in force for the unit from", own.starts
    if duty.notified_on is not None:
        yield "the unit was notified on", duty.notified_on
    if own.once:
        yield "due", {"resolved": duty.due, "unresolved": "not known yet"}.get(duty.due_state, "it has no due date")
        if not own.run and duty.due is None:
            yield "assumed review", own.review
    yield "last report that counts", _last(own)
    yield "reports received", _received(own)
    if own.once:
        if own.completed is not None:
            words = "as reported" if own.stated else "the day of the first report of it (assumed)"
            yield "completed", (own.completed, words)
        elif own.last is not None:
            yield "completed", "not done, by the last report"
        given = "and some that is accepted was given" if own.proven else "and none that is accepted was given"
        if duty.evidence_required:
            yield "evidence", f"required, {given}"
        else:
            yield "evidence", f"not required, {given}" if own.proven else "not required"
    else:
        if own.counted.reported:
            yield "incidents reported in all", _number(own.counted.reported, "case")
        yield "open incidents", _number(own.counted.open, "case")
        if own.counted.open_claims:
            claims = "of these, claims of the exception without reference"
            yield claims, _number(own.counted.open_claims, "case")
    if own.window.year < 9000:
        yield "the window for a report ends", own.window
    if not own.once and duty.ends_on is not None:
        yield "it ends", duty.ends_on
    if own.verdict == "waived" and own.gone is not None:
        yield "it fell away", (own.gone[0], cause(own))
    if own.verdict in ("waived", "ended") and own.before is not None:
        yield "verdict before that", own.before


def _last(own: Own) -> object:
    if own.last is None:
        return "no report counts"
    state = own.last.state.replace("_", " ")
    return own.last.reported_on, state if own.last.percent is None else f"{state}, {own.last.percent:g}%"


def _received(own: Own) -> object:
    if not own.reports and own.retracted:
        return max(own.retracted), "was taken back"
    return _number(len(own.reports), "report")


def _number(number: int, noun: str) -> str:
    return "none" if not number else f"{number} {noun}{'s' * (number != 1)}"
