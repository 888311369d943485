"""Goes through a text once and takes the longest phrase at each place."""

from __future__ import annotations

from datetime import date

from tracker.calendars.expressions import engine, lexicon
from tracker.calendars.expressions.engine import Parse
from tracker.calendars.expressions.nodes import Cal, Node, Nth, Phrase
from tracker.calendars.expressions.output import expression
from tracker.calendars.expressions.records import Kind, TimeExpression
from tracker.calendars.expressions.resolve import Context
from tracker.calendars.expressions.terminals import CURRENCIES
from tracker.calendars.profiles import Policy

_PHRASE = "phrase"
_NUMERIC = "numeric"
_CORE_REACH = 8
_CORE = frozenset(
    (
        *("digits", "number_word", "weekday", "weekday_weak", "day_name", "day_name_def", "day_word", "day_word_def"),
        *("month_strong", "month_weak", "hmonth", "feast", "season", "season_def", "quarter_number", "half_number"),
        *(
            "unit",
            "unit_def",
            "unit_alone",
            "units",
            "units_def",
            "dual",
            "dual_def",
            "dual_of",
            "fortnight",
            "years_unit",
        ),
        *(
            "rel",
            "rel_bare",
            "now",
            "tonight",
            "own_day",
            "decade",
            "decade_def",
            "edge_short",
            "tail_date",
            "own_date",
            "hereof",
        ),
        *("immediately", "asap", "notice", "frequency", "frequency_def", "every", "once"),
        *("fiscal", "weekend_phrase", "weekend_of", "minutes_of", "years_unit_def", "decades_dual", "edge_caps"),
        *("weekday_plural", "times", "times_adverb", "ten_days"),
        *("issue", "issue_def", "issue_own", "receipt", "receipt_def", "receipt_own"),
        *("effective", "effective_def", "effective_own"),
    )
)
"""Categories without which no phrase exists: a particle with none of them near it is not tried."""


_DAY_NAMES = frozenset(("day_name", "day_name_def"))
_WEEKDAYS = frozenset(("weekday",))
_FREQUENCIES = frozenset(("frequency", "frequency_def"))
_OF_PLANS = frozenset(("FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=WEEKLY", "FREQ=DAILY"))
_PLANS = frozenset(("plan", "plan_def"))
_NAME_LENGTH = 4  # words of a day in a name
_MONTHS = frozenset(("month_strong", "month_weak", "hmonth"))
_TITLES = frozenset(("title", "title_def"))
_NAMES = frozenset(("month_strong", "hmonth", "weekday", "day_name", "day_name_def"))
_LABELS = frozenset(("label", "label_def", "doc", "doc_def"))


def find(text: str, lang: str, anchor: date | None, policy: Policy) -> tuple[TimeExpression, ...]:
    """Every expression of time in ``text``, in the order of the text, never overlapping.

    ``lang`` is a language tag (``ar``, ``en``; regions are ignored; another language finds nothing); ``anchor`` is the
    day on which the text speaks (None: only what needs no such day gets a value); ``policy`` gives the first day of
    the week, the weekend, the order of day and month in numeric dates and the announced Hijri months. Pure once the
    lexicons are loaded; time grows with the length of the text.
    """
    language = lang.lower()[:2]
    if language not in lexicon.LANGUAGES:
        return ()
    parse = engine.parse(engine.load(), lexicon.load(language), text)
    context = _context(parse, anchor, policy, language)
    first = parse.grammar.first[_PHRASE]
    near = _near_core(parse)
    found: list[TimeExpression] = []
    i = 0
    while i < len(parse.tokens):
        end = i + 1
        if near[i] and not first.isdisjoint(parse.lattice[i]) and not _no_time(parse, i):
            end, made = _longest(parse, i, context)
            if made is not None and not _part_of_more(parse, i, end):
                found.append(made)
        i = end
    return tuple(found)


def _longest(parse: Parse, i: int, context: Context) -> tuple[int, TimeExpression | None]:
    """The longest phrase at a place that means something there; at equal length the earlier rule's. Of a day that the
    calendar does not have ('29 February 2017') no part is taken either. With it the token after what was read."""
    for end, phrase in sorted(parse.at(_PHRASE, i), key=lambda entry: -entry[0]):
        if end <= i:
            continue
        span = (parse.tokens[i].start, parse.tokens[end - 1].end)
        made = expression(phrase, span, parse.text[span[0] : span[1]], context)
        if made is not None:
            return end, made
        if _dated(phrase.node) and (context.anchor is not None or _impossible(parse, i, end, phrase)):
            none = TimeExpression(
                span, parse.text[span[0] : span[1]], Kind.DATE, None, role=phrase.role, impossible=True
            )
            return end, none if _impossible(parse, i, end, phrase) else None
    return i + 1, None


def _impossible(parse: Parse, start: int, end: int, phrase: Phrase) -> bool:
    """Whether it was meant as a date that no calendar has: with its year, or with a word such as 'by' before it and the
    day before the month ('in February 31 officers' is no date)."""
    node = phrase.node
    if not isinstance(node, Cal) or node.month is None or node.day is None:
        return False
    if node.year is not None:
        return True
    first = next(
        k for k in range(start, end) if parse.tokens[k].kind == "digits" or not _MONTHS.isdisjoint(parse.lattice[k])
    )
    return node.impossible and phrase.role is not None and parse.tokens[first].kind == "digits"


def _dated(node: Node | None) -> bool:
    whole = isinstance(node, Cal) and node.month is not None and node.day is not None
    whole = whole and isinstance(node, Cal) and (node.year is not None or node.impossible)
    return whole or (isinstance(node, Nth) and node.what == "day")


def _no_time(parse: Parse, i: int) -> bool:
    return _labelled(parse, i) or _orphan(parse, i) or _titled(parse, i) or _kind_of_thing(parse, i)


def _part_of_more(parse: Parse, start: int, end: int) -> bool:
    """Whether what was read is only a piece of something that is no time."""
    return (
        _before_no_day(parse, end)
        or _inside_word(parse, start, end)
        or _of_age(parse, end)
        or _compound(parse, end)
        or _name(parse, start, end)
    )


def _of_age(parse: Parse, end: int) -> bool:
    """'a 5-day-old baby', 'six months old'."""
    at = end + 1 if end < len(parse.tokens) and parse.tokens[end].key == "-" else end
    return at < len(parse.tokens) and parse.tokens[at].key == "old"


def _compound(parse: Parse, end: int) -> bool:
    """في الأحد عشر مركزاً: eleven, no Sunday."""
    teen = end < len(parse.tokens) and parse.tokens[end].key in ("عشر", "عشره")
    return teen and not _DAY_NAMES.isdisjoint(parse.lattice[end - 1])


def _name(parse: Parse, start: int, end: int) -> bool:
    """'the Monday Club', 'the 14 July Bridge': a name with a day in it."""
    if end >= len(parse.tokens) or "named_after_day" not in parse.lattice[end]:
        return False
    token = parse.tokens[end]
    dated = _WEEKDAYS | _MONTHS | {"digits"}
    named = not dated.isdisjoint(parse.lattice[end - 1]) and "digits" not in parse.lattice[end - 1]
    lead = any(k >= 0 and "the" in parse.lattice[k] for k in (start, start - 1))
    return named and lead and parse.text[token.start].isupper() and end - start <= _NAME_LENGTH


def _kind_of_thing(parse: Parse, i: int) -> bool:
    """'the annual budget', وفق الخطة السنوية: which plan, not how often something is done."""
    if i + 1 < len(parse.tokens) and "frequency" in parse.lattice[i] and "plan" in parse.lattice[i + 1]:
        handed = i + 2 < len(parse.tokens) and "handing" in parse.lattice[i + 2]  # 'its annual budget submission'
        return parse.lexicon.lang == "en" and not handed
    if i == 0 or _FREQUENCIES.isdisjoint(parse.lattice[i]) or parse.lexicon.lang != "ar":
        return False
    if not _PLANS.isdisjoint(parse.lattice[i - 1]):
        named = [value for key in _FREQUENCIES & parse.lattice[i].keys() for _, value in parse.lattice[i][key]]
        return all(value in _OF_PLANS for value in named)  # a quarterly budget comes every quarter
    return any("according" in parse.lattice[k] for k in range(max(0, i - 3), i - 1))


def _titled(parse: Parse, i: int) -> bool:
    """'Mrs. May', 'السيد رمضان', 'شركة نيسان': a name."""
    if i == 0 or _NAMES.isdisjoint(parse.lattice[i]):
        return False
    if "named" in parse.lattice[i - 1] and not _DAY_NAMES.isdisjoint(parse.lattice[i]):
        following = parse.lattice[i + 1] if i + 1 < len(parse.tokens) else {}
        return "shift_post_def" not in following  # لجنة الخميس; not 'to a committee next Thursday'
    before = i - 2 if i > 1 and parse.tokens[i - 1].key == "." else i - 1
    return not _TITLES.isdisjoint(parse.lattice[before])


def _inside_word(parse: Parse, start: int, end: int) -> bool:
    """'H1N1' is no half-year."""
    if end >= len(parse.tokens) or parse.tokens[end].spaced or parse.tokens[end].kind != "word":
        return False
    return end - start == 2 and parse.tokens[end - 1].kind == "digits" and parse.tokens[start].kind == "word"


def _before_no_day(parse: Parse, end: int) -> bool:
    """'February 30': a month and a number that is no day of it are no month either."""
    if end >= len(parse.tokens) or _MONTHS.isdisjoint(parse.lattice[end - 1]):
        return False
    after = parse.tokens[end]
    return after.kind == "digits" and len(after.key) == 2 and after.key in ("30", "31")


def _near_core(parse: Parse) -> list[bool]:
    near = [False] * len(parse.tokens)
    reach = -1
    for i in range(len(parse.tokens) - 1, -1, -1):
        if not _CORE.isdisjoint(parse.lattice[i]):
            reach = i
        near[i] = reach >= 0 and reach - i <= _CORE_REACH
    return near


def _labelled(parse: Parse, i: int) -> bool:
    """'Section 12', 'Memorandum 2 of 4 February', 'رقم (12) لسنة 2020': a number of something, the year of a law."""
    if i == 0:
        return False
    categories = parse.lattice[i]
    before = parse.lattice[i - 1]
    if "law_year" in categories and any("label" in parse.lattice[k] for k in range(max(0, i - 6), i)):
        return True
    if "digits" not in categories:
        return False
    if not _LABELS.isdisjoint(before) or _named_by_date(parse, i):
        return True
    return i >= 2 and "open" in before and not _LABELS.isdisjoint(parse.lattice[i - 2])


def _named_by_date(parse: Parse, i: int) -> bool:
    """مستشفى 17 نيسان: a name, unless a year makes it a day."""
    if "named" not in parse.lattice[i - 1] or i + 1 >= len(parse.tokens) or _MONTHS.isdisjoint(parse.lattice[i + 1]):
        return False
    return i + 2 >= len(parse.tokens) or parse.tokens[i + 2].kind != "digits"


def _orphan(parse: Parse, i: int) -> bool:
    """A month right after a number that is no day of it: of '30 February 2020' nothing is taken, not even the month."""
    if i == 0 or _MONTHS.isdisjoint(parse.lattice[i]):
        return False
    before = parse.tokens[i - 1]
    money = i > 1 and parse.tokens[i - 2].key in CURRENCIES
    return before.kind == "digits" and len(before.key) <= 2 and not money


def _context(parse: Parse, anchor: date | None, policy: Policy, lang: str) -> Context:
    """05/08/2020 is read as the text's other numeric dates are, where one of them has a day over 12."""
    orders = {
        cal.order
        for i, categories in enumerate(parse.lattice)
        if "digits" in categories
        for _, cal in parse.at(_NUMERIC, i)
        if cal.order is not None and cal.year is not None
    }
    if len(orders) == 1:
        return Context(anchor, policy, orders == {"day"}, certain=True)
    if lang == "ar":  # the profiles read numeric dates of Arabic text day first (semantics §3)
        return Context(anchor, policy, certain=True)
    return Context(anchor, policy, policy.day_first)
