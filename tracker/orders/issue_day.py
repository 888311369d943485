"""The day on which an order was issued: in its head, or at its foot. Never a day that its body names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tracker.calendars import expressions
from tracker.calendars.expressions import Kind, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon
from tracker.orders.head_words import head_words
from tracker.orders.tokens import Token, tokenise

FOOT_LINES = 12
_FOOT, _HEAD = 3000, 25  # letters at the end, lines at the beginning
_LONGEST = 400  # letters of a formula at the end ('In witness whereof …')
_ISO = 10
_DATED_LINE = 12  # words of a line with a day and a place
_SENTENCE = 5  # words of a line that can be a sentence
_RUNNING = 16  # words of a line that is running text
_PLACE = 3  # words of a place beside a day
_DATELINE = 8  # words of a place and a news agency beside one
_SPACED = re.compile(r"(?<=[0-9٠-٩۰-۹])\s*([/-])\s*(?=[0-9٠-٩۰-۹])")  # '6 /11/ 2025' on a form that was filled in
# What opens a numbered clause: no head reaches beyond it.
# 'F. No. 12', 'D.O. No. 7', 'L. Dis.' are initials.
_ITEM = re.compile(
    r"\s*(?:\(?(?:[0-9٠-٩۰-۹]{1,2}|[A-Za-z](?!\.\s?(?:[A-Z][A-Za-z]{0,3}[.(]|No\b))|[أ-ي])\s*[-–.)ـ]+\s*[^\d\s]|[-•*–]\s)"
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-]|\.\d)")
_IN = re.compile(r"(?<=\sفي)\s*:\s*$")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day as written. ``others``: what else the words allow ('05/08/2023', a Hijri day that was converted);
    ``formula``: said as the day of issue ('given on', 'صدر في'), which only an order does; ``end``: of its line."""

    day: date
    others: tuple[date, ...] = ()
    formula: bool = False
    end: int = 0


def day_in(text: str, language: str, anchor: date | None, policy: Policy) -> date | None:
    """The first whole date that a piece of text names."""
    found = _whole(text, language, anchor, policy)
    return date.fromisoformat(found.value) if found is not None and found.value is not None else None


def said(words: str, text: str, language: str, policy: Policy) -> Dated | None:
    """The first whole date of ``words``. Where its digits allow two orders, the other numeric dates of ``text`` decide
    by a day over 12; if none does, the profile's order with the other as a doubt (semantics §3)."""
    found = _whole(words, language, None, policy)
    if found is None or found.value is None:
        return None
    days = [date.fromisoformat(v) for v in (found.value, *found.alternatives) if len(v) == _ISO]
    order = _order(text) if len(days) == 2 and days[0].day == days[1].month else None
    if order is not None and (_day_first(found.text) == days[0].day) != (order == "day"):
        days.reverse()
    return Dated(days[0], tuple(days[1:]) if order is None else ())


def _day_first(words: str) -> int:
    return int(re.findall(r"\d+", words)[0])


def _order(text: str) -> str | None:
    """Whether the numeric dates of a text put the day or the month first; None where none shows it, or both occur."""
    shown = {
        "day" if int(m[1]) > 12 else "month"
        for m in _NUMERIC.finditer(text)
        if (int(m[1]) > 12) != (int(m[3]) > 12) and max(int(m[1]), int(m[3])) <= 31
    }
    return shown.pop() if len(shown) == 1 else None


def _whole(text: str, language: str, anchor: date | None, policy: Policy) -> TimeExpression | None:
    for found in expressions.find(_SPACED.sub(r"\1", text), language, anchor, policy):
        if found.kind is Kind.DATE and found.value is not None and len(found.value) == _ISO:
            return found
    return None


def by_place(text: str, lines: Sequence[tuple[int, str]], language: str, policy: Policy) -> Dated | None:
    """A line of the head that is a day of issue and nothing else: 'New Delhi, the 20th August, 2022', 'بغداد / 20 آب
    2022', 'issued on …'. ``lines``: (place, line) of the head."""
    head = list(_before_items(lines[:_HEAD]))
    for n, (position, line) in enumerate(head):
        found = _of_line(line, text, language, policy, _towns(head, n) if language == "ar" else frozenset())
        if found is not None:
            return Dated(found.day, found.others, found.formula, position + len(line))
    return None


def _towns(head: Sequence[tuple[int, str]], n: int) -> frozenset[str]:
    """Words that are a town in line ``n``, though no list has them: the head named it before ('the province of …'), or
    it stands alone before the line that says from whom or to whom."""
    lex = lexicon.arabic()
    before = {t.form for _, line in head[:n] for t in tokenise(line)}
    after = tokenise(head[n + 1][1]) if n + 1 < len(head) else []
    words = tokenise(head[n][1])
    alone = len(words) > 1 and words[1].form == "في" and bool(after)
    if alone and after[0].form in lex.head_to | lex.head_from | lex.head_subject:
        before.add(words[0].form)
    return frozenset(before)


@cache
def _session() -> re.Pattern[str]:
    known = head_words()
    met, done = ("|".join(map(re.escape, words)) for words in (known.sessions_in_english, known.deciding))
    return re.compile(
        rf"\W*(?:at|in|during)\s+(?:its|the|their|our|a)\s+(?:[\w-]+[\s,]+){{0,6}}?(?:{met})\b(?P<when>[^:;]{{4,70}}?\d{{4}})"
        rf"[^:;]*\b(?:{done})\b",
        re.I,
    )


def by_session(lines: Sequence[tuple[int, str]], text: str, policy: Policy) -> Dated | None:
    """'At its tenth session, held on 12 March 2024, the Council decided the following:' is of that day."""
    for _, line in lines[:_HEAD]:
        met = _session().match(line)
        if met is not None:
            return said(met["when"], text, "en", policy)
    return None


def at_foot(text: str, language: str, policy: Policy) -> Dated | None:
    """The day in the last lines: of a formula ('given under my hand …'), else the one that stands alone there."""
    lines = [line.strip() for line in text[-_FOOT:].split("\n") if line.strip()][-FOOT_LINES:]
    if language == "ar":
        copies = lexicon.arabic().copies
        openings = [tokenise(line[:60]) for line in lines]
        lines = lines[: next((n for n, tokens in enumerate(openings) if n and tokens and copies.at(tokens, 0)), None)]
    bare: Dated | None = None
    for n, line in reversed(list(enumerate(lines))):
        found = _of_line(line, text, language, policy)
        if found is not None and found.others and (same := beside(list(enumerate(lines[n:])), policy)) is not None:
            found = Dated(same, formula=found.formula)
        if found is not None and found.formula:
            return found
        bare = bare or found
    return bare


def _before_items(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines before the first that opens a numbered clause, or leads to one."""
    for position, line in lines:
        if _ITEM.match(line) or line.rstrip().endswith(":") or _opens_clause(line):
            return
        if len(line.split()) > _RUNNING and not _met(line):
            return
        if _sentence(line):
            return  # a short order, dated at its foot
        yield position, line


def _sentence(line: str) -> bool:
    """A line that ends as a sentence does, and is no formula with its day ('Given at Lagos this 12th day of …')."""
    whole = line.rstrip().endswith((".", "؟", "؛")) and len(line.split()) >= _SENTENCE
    return whole and not any(_formula(line, language) for language in ("ar", "en"))


def _opens_clause(line: str) -> bool:
    tokens = tokenise(line[:40])
    marks = head_words().clause_marks
    return bool(tokens) and (tokens[0].form in marks or tokens[0].form.removeprefix("ال") in marks)


def stands_alone(line: str, text: str, policy: Policy) -> bool:
    """Whether an English line, or a column of one, is a day of issue and nothing else."""
    return _of_line(line, text, "en", policy) is not None


def _of_line(line: str, text: str, language: str, policy: Policy, towns: frozenset[str] = frozenset()) -> Dated | None:
    line = _HIDDEN.sub("", line).strip(" \t*_#|")
    if len(line) > _LONGEST or (not any(c.isdigit() for c in line) and not _formula(line, language)):
        return None
    if _ITEM.match(line):
        return None
    formula = _formula(line, language)
    if not formula and (
        (not _met(line) and (len(line) > 80 or len(line.split()) > _DATED_LINE))
        or (not _met(line) and not _alone(line, language, policy, towns))
    ):
        return None
    found = said(line, text, language, policy)
    return Dated(found.day, found.others, formula) if found is not None else None


def _formula(line: str, language: str) -> bool:
    """Whether a line says that the order was issued then and there."""
    if language != "ar":
        return _english_formula().match(line) is not None
    tokens, lex, known = tokenise(line), lexicon.arabic(), head_words()
    if not 2 < len(tokens) <= 24:
        return False
    first, second = tokens[0].form.removeprefix("و"), tokens[1].form
    if (first in known.taken or first in known.sessions) and line.rstrip()[-1:] not in (".", ":", "؛"):
        met = next((k for k, t in enumerate(tokens) if t.form in known.held), None)  # 'taken in the session held on …'
        if met is not None and any(t.form[:1].isdigit() for t in tokens[met:]):
            return True
    if tokens[0].form not in known.issued and first not in known.issued:
        return False
    after = tokens[2].form if len(tokens) > 2 else ""
    own = second in ("هذا", "هذه") and after.removeprefix("ال") in lex.kinds  # 'this order was issued in …'
    return (
        own or second in known.issued_where or (second[:1] == "ب" and len(second) > 3) or tokens[1].form[:1].isdigit()
    )


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, head_words().met))})\b.*[^.:;]$", re.I)


def _met(line: str) -> bool:
    """'Minutes of the meeting held on 14 October': the day of what was decided there."""
    return _meeting().match(line) is not None


@cache
def _english_formula() -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(head_words().issued_in_english, key=len, reverse=True)))
    # 'Issued by the Director General on 3 June 2025', but not 'issued by the printers …'
    by = r"(?:issued|signed|made|given|approved|promulgated)\s+by\s+.{3,80}\s+on\s+(?:the\s+)?[\w ,]*\d"
    return re.compile(rf"{by}|(?:{known})\b(?!\s+by\b)", re.I)


def _alone(line: str, language: str, policy: Policy, towns: frozenset[str]) -> bool:
    """A day, beside it at most the name of a place; 'the examinations on 1 October' is none."""
    plain = _SPACED.sub(r"\1", line)
    found = _whole(plain, language, None, policy)
    if found is None:
        return False
    before, after = plain[: found.span[0]], plain[found.span[1] :].strip(" .)]")
    if language != "ar":
        # 'New Delhi, dated the 9th June, 2025'
        before = re.sub(r"(?<=[,/|–—-])\s*dated(?:\s+the)?\s*$|(?<=[,/|–—-])\s*the\s*$", " ", before, flags=re.I)
        place = before.strip().rstrip(",/-–—|").rstrip()
        words = place.split()
        parted = before.rstrip()[-1:] in tuple(",/-–—|") or found.text.casefold().startswith("on ")
        named = all(w[:1].isupper() for w in words) and not re.search(r"[:;!?]", place)
        plain_words = {w.strip(",").casefold() for w in words}
        named = named and plain_words.isdisjoint(head_words().occasions)
        parted = parted or (len(words) == 1 and not plain_words.isdisjoint(head_words().towns))
        return not after and len(words) <= _PLACE + 1 and (not words or (parted and named))
    lex = lexicon.arabic()
    before = _IN.sub(" ", before)  # 'الرباط في: 17 نونبر 2025'
    tokens = [t for t in tokenise(before) if t.word and t.form not in lex.head_date]
    rest = [t for t in tokenise(after) if t.word and t.form not in ("م", "ه", "هجري", "ميلادي")]
    if tokens and (tokens[0].form in lex.preamble or tokens[0].form.removeprefix("و") == "علي"):
        return False  # 'and on the minutes of the office of 3/8/2025': what the order rests on
    if not rest and {t.form.removeprefix("ال") for t in tokens} & head_words().agencies:
        # 'بغداد / وكالة … - 22 تشرين الأول 2025': the line of a news agency.
        return len(tokens) <= _DATELINE and not any(lex.verb(t.form) for t in tokens)
    if len(tokens) + len(rest) > _PLACE or ":" in before:
        return False
    if len(tokens) == 1 and not rest and before.rstrip()[-1:] in tuple("-–—/،") and _names_town(tokens[0], lex):
        return True  # 'الغيضة – 11 نوفمبر 2025'
    return all(t.form in towns or may_be_place(t, lex) for t in (*tokens, *rest)) and not (tokens and rest)


def _names_town(token: Token, lex: lexicon.Lexicon) -> bool:
    """A word with the article that is nothing the lexicon knows: beside a day and a dash it is a town."""
    bare = token.form.removeprefix("ال")
    known = lex.bodies | lex.kinds | lex.occasions | lex.head_subject | lex.head_date | lex.head_number
    unknown = not {token.form, bare} & known and lex.masdar(token.form) is None
    return token.definite and unknown and lex.verb(bare) is None


def may_be_place(token: Token, lex: lexicon.Lexicon) -> bool:
    """A word that can be the name of a town: a known one, or a name without the article that is no act."""
    form = token.form.removeprefix("و")
    known = (
        form in head_words().places
        or (form[:1] in "بل" and form[1:] in head_words().places)
        or form in head_words().same_day
    )
    strange = token.definite or lex.verb(form) or lex.frame(form) or form in lex.groups or form.endswith("ات")
    return known or not (strange or form in lex.bodies or form in lex.reference_marks or form[:1].isdigit())


def beside(lines: Sequence[tuple[int, str]], policy: Policy) -> date | None:
    """The Gregorian day that a line 'الموافق …' of the head gives beside a Hijri one."""
    for _, line in lines[:_HEAD]:
        tokens = tokenise(line)
        if tokens and tokens[0].form in head_words().same_day and len(tokens) <= 12:
            found = said(line, line, "ar", policy)
            if found is not None and not found.others:
                return found.day
    return None


def dated_or_bare(kind: re.Match[str], policy: Policy) -> bool:
    """Whether what follows the number of an order is nothing, or its day; 'Order 5 requires …' is a sentence."""
    rest = kind.group("rest")
    return not any(c.isalnum() for c in rest) or (len(rest) < 60 and day_in(rest, "en", None, policy) is not None)
