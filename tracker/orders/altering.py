"""What a change says: which earlier order and which of its items it means, from when, until when, how much more time
(docs/decisions/0115). Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tracker.calendars import expressions
from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.model import Anchor, Deadline, DeadlineKind, TimeUnit
from tracker.orders import altered_items, altered_times, lexicon, replacing, stretching
from tracker.orders.records import Change
from tracker.orders.stretching import Length
from tracker.orders.timing import whole_day
from tracker.orders.tokens import Token, fold, tokenise, western
from tracker.orders.wordlists import words

NEAR = 45
"""Within so many characters after its number the day of an earlier order is looked for."""
DAY_WORDS = 6
GIVER = 6
"""So many words of a name may stand between an order and its number."""
MARKER = 24
"""Within so many characters of its line, behind the number of the item, an order in a list is named."""
_SIGN = r"[^\s()\[\]،,؛;:]"
# also 'ح/4/ 655', '4 / 2 / 657', as registries write it by hand
_NUMBER = re.compile(
    rf"\s*[(\[]?\s*((?:(?:[^\W\d_]{{1,3}}|\d{{1,6}})\s?/\s?)*{_SIGN}*\d{_SIGN}*(?:\s?/\s?(?:\d{{1,6}}|[^\W\d_])\b)*)\s*[)\]]?"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An earlier order as a text names it: by number, day, or year; ``span`` is the place of all that names it."""

    span: tuple[int, int]
    number: str | None
    dated: date | None
    year: int | None


def detailed(
    text: str, language: str, changes: Sequence[Change], issued_on: date | None, policy: Policy
) -> list[Change]:
    """The changes with what they say. One that names no order of its own means the one last named before it."""
    if not changes:
        return []
    named = references(text, language, issued_on, policy)
    out: list[Change] = []
    for change in changes:
        start, end = change.span
        since = start + (replacing.place(text[start:end]) or 0)
        own = [n for n in named if start <= n.span[0] < end and n.span[1] > since]
        own = [] if _in_its_place(change.target, language) else own
        below = _listed(text, end, named) if not own and _lists(change.target, language) else []
        if below:
            at = [replace(change, target=text[a:b], quote=text[a:b], span=(a, b)) for a, b, _ in below]
            out += [
                _detailed(text, language, c, one, [one], issued_on, policy)
                for c, (*_, one) in zip(at, below, strict=True)
            ]
            continue
        before = [n for n in named if n.span[0] < start]
        back = _points_back(change.target, language)
        meant = _joined(text, own) or (before[-1:] if back else []) or [None]
        out += [_detailed(text, language, change, one, own, issued_on, policy) for one in meant]
    return out


def _lists(target: str, language: str) -> bool:
    """'The following circulars': they stand in the list below."""
    marks = words(lexicon.changes(language)["listing"])
    return any(t.form in marks for t in tokenise(target))


def _in_its_place(target: str, language: str) -> bool:
    """'This order takes its place': the order meant is the one named before."""
    return fold(target) in words(lexicon.changes(language).get("in_its_place", ""))


def _listed(text: str, end: int, named: Sequence[Named]) -> list[tuple[int, int, Named]]:
    """The lines right below a colon that each open with the name of an order: where each stands, and the order."""
    colon = re.compile(r"[^\S\n]*:?[^\S\n]*\n").match(text, end)
    out: list[tuple[int, int, Named]] = []
    if colon is None:
        return out
    for line in re.compile(r"[^\n]*\S[^\n]*").finditer(text, colon.end()):
        one = next((n for n in named if line.start() <= n.span[0] < line.end()), None)
        if one is None or one.span[0] - line.start() > MARKER:
            break
        out.append((one.span[0], line.start() + len(line.group().rstrip(" ;.,،؛")), one))
    return out


def _joined(text: str, own: Sequence[Named]) -> list[Named | None]:
    """The first order named, and those joined to it by 'and' or a comma."""
    out: list[Named | None] = list(own[:1])
    for before, one in itertools.pairwise(own):
        between = re.sub(r"\([^()]*\)", "", text[before.span[1] : one.span[0]])
        if not _joint().fullmatch(between):
            break
        out.append(one)
    return out


def _detailed(
    text: str,
    language: str,
    change: Change,
    meant: Named | None,
    own: Sequence[Named],
    issued_on: date | None,
    policy: Policy,
) -> Change:
    start, end = change.span
    clause = text[start:end]
    bare = _without(clause, start, own)
    times = expressions.find(bare, language, issued_on, policy)
    if change.kind == "extend" and not any(t.count is not None for t in times):
        times = expressions.find(stretching.without_more(bare, language), language, issued_on, policy)
    ahead = altered_times.leading(text, start, language, issued_on, policy)
    holding = [*ahead, *(t for t in times if not _replaced(clause, t, language))]
    since = replacing.place(clause) or 0
    said = " " * since + bare[since:]
    items = altered_items.items(said, language, times)
    found = replace(
        change,
        number=meant.number if meant else None,
        dated=meant.dated if meant else altered_times.of_target(holding, issued_on),
        year=meant.year if meant else None,
        items=items,
        parts=not items and altered_items.unread(said[: own[0].span[0] - start] if own else change.target, language),
        starts=altered_times.starts(change.kind, holding, issued_on),
    )
    if change.kind in ("suspend", "resume", "revoke", "supersede"):
        if change.kind != "suspend":
            return found
        return replace(found, until=altered_times.lasts(bare, language, holding, found.starts or issued_on))
    if change.kind == "extend" and altered_times.in_force(clause, change.target, language):
        more = _more_time(found, clause, language, times)
        until = more.deadline.due_on if more.deadline is not None else None
        return replace(more, deadline=None, until=until, in_force=True)
    return _more_time(found, clause, language, times)


def _points_back(target: str, language: str) -> bool:
    """'The said circular', 'paragraph 4', 'the deadline': it means an order named before."""
    if altered_items.items(target, language):
        return True
    raw = lexicon.changes(language)
    marks = words(raw["back"]) | words(raw["terms"])
    return any(t.form in marks or t.form[1:] in marks for t in tokenise(target))


def _without(clause: str, start: int, named: Sequence[Named]) -> str:
    """The clause with the names of earlier orders blanked out, so that their days are no times of the change."""
    for one in named:
        a, b = one.span[0] - start, one.span[1] - start
        clause = clause[:a] + " " * (min(b, len(clause)) - a) + clause[b:]
    return clause


def _replaced(clause: str, t: TimeExpression, language: str) -> bool:
    """'Instead of 3 September': the day that stood before."""
    marks = "|".join(map(re.escape, lexicon.changes(language)["rather"]))
    return re.search(rf"(?:{marks})\s+$", clause[: t.span[0]], re.I) is not None


def _more_time(change: Change, clause: str, language: str, times: Sequence[TimeExpression]) -> Change:
    """Another deadline ('to 30 June', 'to read "within 20 days"'), or so much more ('by two weeks')."""
    at, swapped = _instead(clause, language)
    if at is not None:
        times = [t for t in times if (t.span[0] < at) == swapped]
    elif change.kind in ("amend", "correct") and not _names_term(change.target, language):
        return change
    by_so_much = [t for t in times if change.kind == "amend" and altered_times.by_so_much(clause, t, language)]
    times = [t for t in times if t.role is not Role.FROM and t not in by_so_much and not _now(t, language)]
    for t in times:
        if t.kind is Kind.DATE and t.role in (Role.UNTIL, Role.BY, Role.ON, None):
            return replace(change, deadline=Deadline(DeadlineKind.ON, due_on=whole_day(t.value), phrase=t.text))
        both = altered_times.stretch(t)
        if both is not None and change.kind == "extend":
            return replace(change, deadline=Deadline(DeadlineKind.ON, due_on=both[1], phrase=t.text))
    said = stretching.chosen(clause, times, language)
    if said is None:
        more = _one_more(clause, language) if change.kind == "extend" else None
        return replace(change, added=more) if more is not None else change
    t, length = said
    assert t.count is not None
    assert t.unit is not None
    if change.kind in ("amend", "correct") or at is not None or length is Length.WHOLE:
        own = t.anchor if t.anchor in (Anchor.ISSUE, Anchor.NOTIFICATION, Anchor.EFFECTIVE) else None
        new = Deadline(DeadlineKind.WITHIN, count=t.count, unit=t.unit, phrase=t.text, assumed=own is None)
        return replace(change, deadline=replace(new, anchor=own) if own is not None else new)
    return replace(change, added=(t.count, t.unit), unclear=length is Length.UNCLEAR)


def _now(t: TimeExpression, language: str) -> bool:
    """'The period is now twenty days': no day of its own."""
    return fold(t.text) in words(lexicon.changes(language)["now"])


def _one_more(clause: str, language: str) -> tuple[int, TimeUnit] | None:
    """'A further week': one, though no number stands there."""
    raw = lexicon.changes(language)
    for name, known in raw["unit_names"].items():
        before, behind = ("|".join(map(re.escape, raw[key])) for key in ("one_more", "one_more_behind"))
        unit = "|".join(map(re.escape, known))
        if re.search(rf"(?<!\w)(?:{before})\s+(?:{unit})(?!\w)|(?<!\w)(?:{unit})\s+(?:{behind})(?!\w)", clause, re.I):
            return 1, TimeUnit(name)
    return None


def _names_term(target: str, language: str) -> bool:
    terms = words(lexicon.changes(language)["terms"])
    return any(t.form in terms for t in tokenise(target))


def _instead(clause: str, language: str) -> tuple[int | None, bool]:
    """Where the words that say what stands from now on begin; True where the new ones stand before instead."""
    raw = lexicon.changes(language)
    if (place := replacing.place(clause)) is not None:
        return place, True
    for mark, swapped in [(m, False) for m in raw["instead"]] + [(m, True) for m in raw["rather"]]:
        found = re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", clause, re.I)
        if found is not None:
            return found.start(), swapped
    return None, False


def references(text: str, language: str, anchor: date | None, policy: Policy) -> list[Named]:
    """Every earlier order that a text names with a number or a day, in the order of the text."""
    raw = lexicon.changes(language)
    papers, marks, kinds = (words(raw[key]) for key in ("papers", "numbers", "kinds"))
    dated = words(raw["dated"])
    tokens = tokenise(text)
    out: list[Named] = []
    for i, token in enumerate(tokens):
        if not (token.form in papers or token.form[1:] in papers or "ا" + token.form[1:] in papers):
            continue
        k = i + 1
        while k < len(tokens) and k < i + 4 and tokens[k].form in kinds:
            k += 1
        # 'the decision of the Council of Ministers number 112': who gave it stands between
        near = range(k, min(len(tokens) - 1, k + GIVER))
        giver = next((j for j in near if tokens[j].form in marks or _bracketed(tokens, j)), None)
        if giver is not None and all(t.word and not t.form[0].isdigit() for t in tokens[k:giver]):
            k = giver
        last = k + 3
        while k < len(tokens) and k < last and (tokens[k].form in marks or tokens[k].form in (".", "(")):
            k += 1
        if k < len(tokens) and re.search(r"[.;:؛]\s*\n", text[tokens[i].end : tokens[k].start]):
            continue  # 'this decision.' and the number of the next item
        found = _read(text, tokens, i, k, dated, language, anchor, policy)
        if found is not None and (not out or found.span[0] >= out[-1].span[1]):
            out.append(found)
    return out


def _bracketed(tokens: Sequence[Token], j: int) -> bool:
    """A number in brackets of its own: '(23)'."""
    return tokens[j].form == "(" and j + 2 < len(tokens) and tokens[j + 1].form.isdigit() and tokens[j + 2].form == ")"


def _counts_time(text: str, end: int, language: str) -> bool:
    """Whether a unit of time stands behind a number."""
    units = words(lexicon.changes(language)["units"])
    following = tokenise(text, end, min(len(text), end + 24))[:2]
    return any(t.form in units for t in following[:1]) or (
        len(following) > 1
        and following[1].form in units
        and following[0].word
        and "\n" not in text[end : following[1].start]
    )


def parted(number: str) -> tuple[str, int | None]:
    """A number of an order and the year that is written behind it ('14 of 2024'), as they are compared."""
    plain = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", western(fold(number)))).strip()
    found = re.fullmatch(rf"(.*?){_year().pattern}", plain, re.I)
    return (found[1].strip(), int(found[2])) if found is not None else (plain, None)


def _read(
    text: str,
    tokens: Sequence[Token],
    i: int,
    k: int,
    dated: frozenset[str],
    language: str,
    anchor: date | None,
    policy: Policy,
) -> Named | None:
    if k >= len(tokens):
        return None
    number, end = None, tokens[k].start
    opening = end - 1 if text[end - 1 : end] in "([" else end
    found = _NUMBER.match(text, opening) if tokens[k].form not in dated else None
    if found is not None and _counts_time(text, found.end(), language):
        found = None  # 'to be (12) days': a period, and no order's number
    if found is not None and found.start(1) <= tokens[k].start + 1:
        number, end = re.sub(r"\s*/\s*", "/", western(found[1])).rstrip(".").strip("/-"), found.end()
    year = _year().match(text, end)
    if number is not None and year is not None:
        return Named((tokens[i].start, year.end()), number, None, int(western(year[1])))
    following = text[end : end + NEAR]
    first = re.match(r"\s*(\w+)", following)
    if first is None or fold(first[1]) not in dated:
        return Named((tokens[i].start, end), number, None, None) if number else None
    day, upto = _day(following, first.end(), language, anchor, policy)
    if day is None and number is None:
        return None
    return Named((tokens[i].start, end + upto), number, day, None)


def _day(text: str, start: int, language: str, anchor: date | None, policy: Policy) -> tuple[date | None, int]:
    """The day at the beginning of a text and where it ends: word by word, since with what follows it may read as a
    range ('of 20/8 until 30/9')."""
    day, upto = None, 0
    for word in [m for m in re.finditer(r"\S+", text) if m.end() > start][:DAY_WORDS]:
        end = word.start() + len(word.group().rstrip("،,؛;.):"))
        found = expressions.find(text[:end], language, anchor, policy)
        if found and found[0].kind is Kind.DATE and found[0].span[0] <= start + 1 and found[0].span[1] == end:
            day, upto = whole_day(found[0].value), end
    return day, upto


@cache
def _year() -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in lexicon.changes("both")["year"])
    return re.compile(rf"\s*(?:{marks})\s*([0-9٠-٩]{{4}})(?![0-9٠-٩])", re.I)


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between two orders that are named together."""
    raw = lexicon.changes("both")
    between = "|".join(map(re.escape, (*raw["joining"], *raw["between"])))
    return re.compile(rf"(?:[\s,،؛;]|(?:{between})(?![^\W\d_]))*", re.I)
