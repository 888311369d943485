"""What Arabic says of an earlier order with more than one word: 'is deemed revoked', 'the stop of the work is lifted',
'a further period is granted for paragraph 2', 'the work under it goes on until' (docs/decisions/0115). Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tracker.orders import lexicon
from tracker.orders.altered_items import Run
from tracker.orders.tokens import Token
from tracker.orders.wordlists import words

NEAR = 3
"""Within so many words after the verb the paper or its term is named."""
FAR = 7
"""The same where somebody stands between: 'the directorate is granted a further period'."""
CLAUSE = 30
Said = tuple[str, int] | None
"""What is done, and at which word it is named to what."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb in its sentence. ``listed``: the items that the sentence numbers; ``paper``: whether the word at a place
    names an order, a part of one or its term."""

    tokens: Sequence[Token]
    i: int
    verb: str
    listed: Sequence[Run]
    paper: Callable[[int], bool]


def said(tokens: Sequence[Token], i: int, listed: Sequence[Run], paper: Callable[[int], bool]) -> Said:
    """What is done by the words from ``i`` on, and where they name to what; None where they say nothing of the kind."""
    form = tokens[i].form
    verb = form if form in _every_verb() else form.removeprefix("و")
    if verb not in _every_verb():
        return None
    for read in (_of_a_stop, _ended, _deemed, _another_time, _granted, _added, _goes_on):
        found = read(Clause(tokens, i, verb, listed, paper))
        if found is not None:
            return None if _itself(tokens, found[1]) else found
    return None


def _of_a_stop(at: Clause) -> Said:
    """'The stop of the work under paragraph 3 is lifted', '… is prolonged until'."""
    lifted, prolonged = at.verb in _known("lifting"), at.verb in _known("prolonging")
    if not (lifted or prolonged) or not _is(at.tokens, at.i + 1, _known("stopping")):
        return None
    target = _paper(at, at.i + 2, NEAR + 2)
    return ("resume" if lifted else "suspend", target) if target is not None else None


def _ended(at: Clause) -> Said:
    """'The work under our letter ends on 20 October'."""
    if at.verb not in _known("ending") or not _is(at.tokens, at.i + 1, _known("force")):
        return None
    target = _paper(at, at.i + 2, NEAR)
    return ("revoke", target) if target is not None else None


def _deemed(at: Clause) -> Said:
    """'Paragraph 2 is deemed revoked'."""
    if at.verb not in _known("deeming"):
        return None
    target = _paper(at, at.i + 1, NEAR)
    for token in _clause(at.tokens, target + 1, at.listed) if target is not None else ():
        kind = _participles().get(token.form)
        if kind is not None and target is not None:
            return kind, target
    return None


def _another_time(at: Clause) -> Said:
    """'The period set in paragraph 2 is shortened to five days', '… becomes twenty days'."""
    if at.verb not in _known("retiming") | _known("becoming"):
        return None
    target = next(
        (k for k in range(at.i + 1, min(at.i + NEAR, len(at.tokens))) if _is(at.tokens, k, _known("terms"))), None
    )
    return ("amend", target) if target is not None and _refers(at.tokens, target + 1, at.listed) else None


def _granted(at: Clause) -> Said:
    """'A further period of a week is granted for the execution of paragraph 2'."""
    if at.verb not in _known("granting"):
        return None
    periods = _known("terms") | _known("periods")
    target = next((k for k in range(at.i + 1, min(at.i + FAR, len(at.tokens))) if _is(at.tokens, k, periods)), None)
    if target is None or not any(t.form in _known("additional") for t in at.tokens[target + 1 : target + 1 + NEAR + 2]):
        return None
    return ("extend", target) if _refers(at.tokens, target + 1, at.listed) else None


def _added(at: Clause) -> Said:
    """'Ten days are added to the period set in paragraph 2'."""
    if at.verb not in _known("adding"):
        return None
    near = range(at.i + 2, min(at.i + FAR, len(at.tokens)))
    upto = next((k for k in near if at.tokens[k].form in _known("onto")), None)
    if upto is None or not any(t.form in _known("units") for t in at.tokens[at.i + 1 : upto]):
        return None
    term = _is(at.tokens, upto + 1, _known("terms"))
    return ("extend", upto + 1) if term and _refers(at.tokens, upto, at.listed) else None


def _goes_on(at: Clause) -> Said:
    """'The work under our letter goes on until D', 'our letter stays in force until D'."""
    if at.verb not in _known("staying"):
        return None
    target = _paper(at, at.i + 1, NEAR)
    if target is None:
        return None
    clause = _clause(at.tokens, target + 1, at.listed)
    works = _is(at.tokens, at.i + 1, _known("force")) or any(t.form in _known("in_force") for t in clause)
    return ("extend", target) if works and any(t.form in _known("lasting") for t in clause) else None


def _paper(at: Clause, start: int, within: int) -> int | None:
    return next((k for k in range(start, min(start + within, len(at.tokens))) if at.paper(k)), None)


def _is(tokens: Sequence[Token], k: int, known: frozenset[str]) -> bool:
    """Whether a word is known, also with a joined preposition ('by the period')."""
    return k < len(tokens) and (tokens[k].form in known or tokens[k].form[1:] in known)


def _itself(tokens: Sequence[Token], target: int) -> bool:
    """'This order': what an order says of itself changes no earlier one."""
    pointing = _known("this")
    return any(t.form in pointing or t.form[1:] in pointing for t in tokens[max(0, target - 1) : target + 2])


def _clause(tokens: Sequence[Token], start: int, listed: Sequence[Run]) -> Sequence[Token]:
    """The words up to the stop of the clause; no comma between items stops it."""
    for k in range(start, min(start + CLAUSE, len(tokens))):
        inside = any(run.start <= tokens[k].start < run.end for run in listed)
        if tokens[k].form in ("،", "؛", ":", ".") and not inside:
            return tokens[start:k]
    return tokens[start : start + CLAUSE]


def _refers(tokens: Sequence[Token], start: int, listed: Sequence[Run]) -> bool:
    """Whether a clause names an item by its number, or an order by its number, its day or 'said', 'above'."""
    clause = _clause(tokens, start, listed)
    if any(run.start == t.start for run in listed for t in clause):
        return True
    naming = _known("numbers") | _known("dated") | _known("back")
    for k, token in enumerate(clause):
        if _is(clause, k, _known("papers")) and not _itself(clause, k):
            return token.form.endswith("نا") or any(t.form in naming for t in clause[k + 1 : k + 4])
    return False


@cache
def _known(name: str) -> frozenset[str]:
    raw: Any = lexicon.changes("ar")
    return words(raw["said"][name] if name in raw["said"] else raw[name])


@cache
def _every_verb() -> frozenset[str]:
    names = "lifting prolonging ending deeming retiming becoming granting adding staying"
    return frozenset().union(*map(_known, names.split()))


@cache
def _participles() -> dict[str, str]:
    deemed = lexicon.changes("ar")["said"]["deemed"]
    return {form: kind for kind, known in deemed.items() for form in words(known)}
