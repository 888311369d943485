"""Built-in symbols of the grammar: numbers in their uses, numeric dates, the ends of clauses, free words."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.calendars.expressions import numeric
from tracker.calendars.expressions.engine import Builtin, Ends, Parse
from tracker.calendars.expressions.numbers import SUFFIXES, Number

_CLAUSE_MARKS = '.,;:()[]!?«»"“”…؟|/\n'
_FREE_WORDS = 14
CURRENCIES = ("$", "€", "£", "#")
_NUMBER = frozenset(("digits", "number_word", "open"))


def _numbers(parse: Parse, i: int) -> Iterator[Number]:
    money = i > 0 and parse.tokens[i - 1].key in CURRENCIES and not parse.tokens[i].spaced
    if i < len(parse.tokens) and not money and not _NUMBER.isdisjoint(parse.lattice[i]):
        yield from parse.numbers.at(i)


def _count(parse: Parse, i: int) -> Ends:
    """A cardinal of something."""
    return tuple((n.end, n) for n in _numbers(parse, i) if not n.pair and (not n.ordinal or n.definite))


def _day(parse: Parse, i: int) -> Ends:
    """A day of the month: 1 to 31, as cardinal or ordinal; no brackets."""
    return tuple(
        (n.end, n.whole)
        for n in _numbers(parse, i)
        if n.whole is not None and 1 <= n.whole <= 31 and n.width <= 2 and "open" not in parse.lattice[i]
        if not parse.glued(n.end, ("/", "."), digits=True)
    )


def _ordinal(parse: Parse, i: int) -> Ends:
    return tuple((n.end, n.whole) for n in _numbers(parse, i) if n.ordinal and n.whole is not None and n.whole <= 366)


def _small(parse: Parse, i: int) -> Ends:
    """1 to 12: a month by its number."""
    return tuple((n.end, n.whole) for n in _numbers(parse, i) if n.whole is not None and 1 <= n.whole <= 12)


def _week_number(parse: Parse, i: int) -> Ends:
    return tuple((n.end, n.whole) for n in _numbers(parse, i) if n.whole is not None and 1 <= n.whole <= 53)


def _year(parse: Parse, i: int) -> Ends:
    """Four digits or words, 1000 to 2999."""
    return tuple(
        (n.end, n.whole)
        for n in _numbers(parse, i)
        if n.whole is not None
        and 1000 <= n.whole <= 2999
        and n.width in (0, 4)
        and not n.ordinal
        and (n.width == 0 or n.end == i + 1)
        and not parse.glued(n.end, ("-", "/", "."), digits=True)
    )


def _short_year(parse: Parse, i: int) -> Ends:
    """Two digits, but not the hour of '10:36'."""
    return tuple(
        (n.end, n.whole)
        for n in _numbers(parse, i)
        if n.width == 2 and n.end == i + 1 and not n.ordinal and not parse.glued(n.end, (":",), digits=True)
    )


def _military(parse: Parse, i: int) -> Ends:
    """'0600', '1430': an hour in four figures, as armies write it."""
    return tuple(
        (n.end, n.whole)
        for n in _numbers(parse, i)
        if n.width == 4 and n.end == i + 1 and n.whole is not None and n.whole < 2400 and n.whole % 100 < 60
    )


def _group_day(parse: Parse, i: int) -> Ends:
    """'051400' before a month: the day of a date-time group, its hour and minute behind it."""
    return tuple(
        (n.end, n.whole // 10000)
        for n in _numbers(parse, i)
        if n.width == 6 and n.end == i + 1 and n.whole is not None
        if 1 <= n.whole // 10000 <= 31 and n.whole // 100 % 100 < 24 and n.whole % 100 < 60
    )


def _glued(parse: Parse, i: int) -> Ends:
    """No white space before the next token."""
    return ((i, True),) if i < len(parse.tokens) and not parse.tokens[i].spaced else ()


def _text_start(_: Parse, i: int) -> Ends:
    return ((i, True),) if i == 0 else ()


def _text_end(parse: Parse, i: int) -> Ends:
    """Nothing but closing marks follows."""
    rest = parse.tokens[i:] if len(parse.tokens) - i <= 4 else None
    return ((i, True),) if rest is not None and all(token.key in _CLAUSE_MARKS for token in rest) else ()


def _clause_end(parse: Parse, i: int) -> Ends:
    """The text ends here, or a mark or a particle follows: no noun that a number or name before it could count."""
    if i >= len(parse.tokens):
        return ((i, True),)
    token = parse.tokens[i]
    if token.kind == "clitic" or (token.kind == "mark" and token.key in _CLAUSE_MARKS):
        return ((i, True),)
    return ((i, True),) if not _PARTICLES.isdisjoint(parse.lattice[i]) else ()


def _sentence_end(parse: Parse, i: int) -> Ends:
    """The end of the text or sentence; after 'the 15th' a comma will do ('by the first, second and third')."""
    if i >= len(parse.tokens):
        return ((i, True),)
    ends = ".;!?؟\n:)" + ("," if parse.tokens[i - 1].key in SUFFIXES else "")
    broken = "\n" in parse.text[parse.tokens[i - 1].end : parse.tokens[i].start]
    return ((i, True),) if broken or parse.tokens[i].key in ends else ()


_PARTICLES = frozenset(("and", "or", "to", "prep", "on", "stop", "rel"))


def _free(parse: Parse, i: int) -> Ends:
    """The words of an event: up to a mark, a verb of the clause (``stop``), or a new expression of time."""
    k = i
    while k < len(parse.tokens) and k - i < _FREE_WORDS:
        token = parse.tokens[k]
        if token.kind == "mark" and token.key in _CLAUSE_MARKS and not _inner_bracket(parse, k):
            break
        if k > i and not _STOPS.isdisjoint(parse.lattice[k]):
            break
        if "\n" in parse.text[parse.tokens[k - 1].end : token.start] and k > i:
            break
        k += 1
    while k > i and not _DANGLING.isdisjoint(parse.lattice[k - 1]):
        k -= 1
    words = parse.tokens[i:k]
    if not any(token.kind == "word" for token in words):
        return ()
    named = parse.text[words[0].start : words[-1].end]
    article = words[0].bare is not None and words[0].key.startswith("ال") and named.startswith("ل")
    return ((k, f"ا{named}" if article else named),)  # 'للاجتماع' without its 'to'


def _free_to(parse: Parse, i: int) -> Ends:
    """The words of an event behind the joined 'to' of its first one ('للاجتماع', 'لورود الطلب'), without it."""
    first = parse.tokens[i] if i < len(parse.tokens) else None
    if first is None or first.kind != "word" or len(first.key) < _SHORTEST or first.key[0] != "ل":
        return ()
    article = "ا" if first.key[1] == "ل" else ""
    return tuple((end, article + words[1:]) for end, words in _free(parse, i) if words.startswith("ل"))


_SHORTEST = 4  # letters of a word with a joined preposition
_DANGLING = frozenset(("and", "or", "the", "of", "in", "to", "on", "for", "one"))
_STOPS = frozenset(("stop", "agent", "frequency", "every", "within", "by", "immediately", "asap"))


def _inner_bracket(parse: Parse, k: int) -> bool:
    """'section 3(b)': brackets glued to the word before them, and the one that closes them."""
    token = parse.tokens[k]
    if token.key == "(":
        return not token.spaced
    return token.key == ")" and k >= 2 and parse.tokens[k - 2].key == "(" and not parse.tokens[k - 2].spaced


def _numeric(parse: Parse, i: int) -> Ends:
    return numeric.at(parse, i)


def _short_numeric(parse: Parse, i: int) -> Ends:
    """'4.22', '4-22' after a preposition."""
    return tuple(numeric.short(parse, i)) if i < len(parse.tokens) and parse.tokens[i].kind == "digits" else ()


def _day_digits(parse: Parse, i: int) -> Ends:
    """A day of the month in digits, but not the first number of a date that is none ('on 31/2')."""
    return tuple(
        (n.end, n.whole)
        for n in _numbers(parse, i)
        if n.whole is not None and n.whole <= 31 and 1 <= n.width <= 2 and not _goes_on(parse, n.end)
    )


def _goes_on(parse: Parse, end: int) -> bool:
    """Whether a slash and another number are glued to it."""
    after = parse.tokens[end : end + 2]
    glued = len(after) == 2 and not any(token.spaced for token in after)
    return glued and after[0].key == "/" and after[1].kind == "digits"


def _day_definite(parse: Parse, i: int) -> Ends:
    """A day of the month as a definite ordinal in words: الحادي والعشرين."""
    return tuple(
        (n.end, n.whole)
        for n in _numbers(parse, i)
        if n.ordinal and n.definite and n.whole is not None and 11 <= n.whole <= 31
    )


def _capitals(parse: Parse, i: int) -> Ends:
    """'BOY', not 'boy'."""
    token = parse.tokens[i] if i < len(parse.tokens) else None
    return ((i, True),) if token is not None and parse.text[token.start : token.end].isupper() else ()


def _year_pair(parse: Parse, i: int) -> Ends:
    return tuple(numeric.year_pair(parse, i)) if i < len(parse.tokens) and parse.tokens[i].kind == "digits" else ()


def _english(parse: Parse, i: int) -> Ends:
    return ((i, True),) if parse.lexicon.lang == "en" else ()


BUILTINS: dict[str, Builtin] = {
    "count": _count,
    "day": _day,
    "ordinal": _ordinal,
    "small": _small,
    "week_count": _week_number,
    "year": _year,
    "short_year": _short_year,
    "military": _military,
    "group_day": _group_day,
    "numeric": _numeric,
    "free": _free,
    "free_to": _free_to,
    "short_numeric": _short_numeric,
    "day_digits": _day_digits,
    "day_definite": _day_definite,
    "english": _english,
    "capitals": _capitals,
    "year_pair": _year_pair,
    "glued": _glued,
    "text_start": _text_start,
    "text_end": _text_end,
    "clause_end": _clause_end,
    "sentence_end": _sentence_end,
}

BEGINNINGS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("count", "day", "day_digits", "ordinal", "small", "year", "short_year", "military", "group_day", "week_count"),
        _NUMBER,
    ),
    **dict.fromkeys(("short_numeric", "year_pair"), frozenset(("digits",))),
    "day_definite": frozenset(("number_word",)),
    "numeric": frozenset(("digits", "month_strong", "month_weak", "hmonth")),
    "free": frozenset(("*",)),
    "free_to": frozenset(("*",)),
    **dict.fromkeys(
        ("glued", "text_start", "text_end", "clause_end", "sentence_end", "english", "capitals"), frozenset[str]()
    ),
}
"""The categories with which a built-in symbol begins; none: it has no width."""
