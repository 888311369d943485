"""Arabic times said otherwise than the calendars read them: before a day, from an hour, anchors by words. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from tracker.calendars import expressions
from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy, profile
from tracker.model import Anchor
from tracker.orders import lexicon
from tracker.orders.parts import received
from tracker.orders.tokens import Token, fold, tokenise

# An expression may take the 'and' before it along ('and annually thereafter').
_JOINED_AND = re.compile(
    r"(?<=\s)و(?=(?:كل|على الفور|في الحال|دون|من دون|بدون|بلا|بصورة|بشكل|بأسرع|باسرع|في (?:موعد|مدة|غضون|مهلة|أجل|اجل)"
    r"|في أقرب|في اقرب|حتى|خلال|لغاية|قبل|اعتبار|ابتداء|لمدة|بحد|[إا]لى (?:[إا]شعار|حين)|لحين)[\w\u064b]*(?:\W|$))"
)
_COMING = re.compile(
    r"(?<=قبل )(?:حلول|مطلع|بداية|بدء|دخول)\s(?=شهر|[12]\d{3}|عام|سنة|يوم|العام|السنة|الشهر)(?:يوم\s)?"
)
# 'Before the day 20/11', 'before the date 20/11' is 'before 20/11'.
_DAY_WORD = re.compile(r"(?<=قبل )(?:يوم|تاريخ|اليوم الموافق|يوم الموافق)\s(?=[0-9٠-٩۰-۹(])")
# 'From the morning of the day', 'from six o'clock of the day': the day on which it begins.
_PART = re.compile(r"(?<=من )(?:صباح|فجر|مساء|ظهر|عصر|ليلة|منتصف ليلة)\s(?=يوم|ال|غد|[0-9٠-٩۰-۹])")
_CLOCK = re.compile(r"(?<=من )(?:الساعة|س)\s(?:[^\s.،]+\s){1,4}?(?:من\s)?(?=يوم\s|غد|اليوم)")
# 'Yesterday Sunday', 'tomorrow Tuesday': the name only says again which day that was.
_YESTERDAY = re.compile(
    r"(?:(?<=[أا]مس )|(?<=غد )|(?<=غدا )|(?<=غداً )|(?<=غدًا ))(?:يوم\s)?"
    r"ال(?:[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت)(?!\w)"
)
# 'Ten o'clock of the morning of Sunday': that Sunday.
_HOUR_OF = re.compile(
    r"(?P<hour>(?<!من )الساعة\s(?:[^\s.،]+\s){1,3}?)(?P<part>من\s(?:صباح|مساء|ظهر|عصر|فجر|ضحى)\s)(?=يوم|ال)"
)
# 'Until six o'clock of 10 December' ends on that day.
_UNTIL_HOUR = re.compile(
    r"(?P<role>(?:لغاية|حتى|إلى|الى)\s)(?P<hour>الساعة\s(?:[^\s.،]+\s){1,3}?(?:من\s)?)(?=يوم\s|غد|اليوم)"
)
# Of a dateline, before the day of what is told.
_DASH = re.compile(
    r"(?<=\d{4}\s)[-–—](?=\s+(?:و?[أا]مس|البارحة|[أا]ول\s+(?:من\s+)?[أا]مس|اليوم|(?:مساء|صباح|ظهر)\s)(?!\w))"
)
_EARLIER = re.compile(r"(?<=سابق )من\s(?=يوم|[أا]مس|اليوم)")  # 'earlier on yesterday'
# 'Before the end of working hours on Thursday' is that Thursday.
_HOURS = re.compile(r"(?:قبل|مع|حتى|لغاية) (?:نهاية|انتهاء) (?:ال)?دوام(?: الرسمي)? (?:من |في |ل)?(?=يوم )")
_MONTH_END = re.compile(r"(?:(?P<role>قبل|حتى|لغاية|إلى غاية|الى غاية|إلى|الى|في|داخل)\s+)?متم\s+(?:شهر\s+)?$")
_MONTH_START = re.compile(r"(?:(?P<role>(?:\w*[\u064b-\u0652]*\w*\s+)?من|قبل|في)\s+)?فاتح\s+(?:شهر\s+)?$")
_ANCHOR = re.compile(
    r"^\s*(?:[،,]\s*)?(?:(?:ابتداء|اعتبار|بدء)\w*[\u064b-\u0652]*ا?\s+)?من\s+(?:(?:تاريخ|يوم|وقت|لحظة|ساعة)\s+)?"
    r"(?:اليوم\s+(?:التالي|الموالي|اللاحق)\s+(?:ل(?:تاريخ\s+)?|من\s+(?:تاريخ\s+)?))?"
)
_ROLES = {"قبل": Role.BY, "حتى": Role.UNTIL, "لغاية": Role.UNTIL, "إلى": Role.UNTIL, "الى": Role.UNTIL, "داخل": Role.BY}
# 'The new year' is the next.
_NEW_YEAR = re.compile(r"(?P<year>(?:العام|السنة|الموسم|الأسبوع|الشهر)\s)(?P<new>الجديدة?)(?!\w)")
# 'By digging' is written like a spoken 'tomorrow'.
_DIGGING = re.compile(r"(?<!\w)بكري(?!\w)")
# 'Every Sunday morning' is every Sunday.
_EACH_PART = re.compile(
    r"(?<=كل )(?:صباح|مساء|ظهر|عصر|فجر|ليلة)\s(?:يوم\s)?"
    r"(?=(?:ال)?(?:[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت)(?!\w))"
)
# The Maghreb says 'at the time' for 'at once'.
_AT_ONCE = re.compile(r"(?<=في )الحين(?!\w)")
# 'Round the clock', 'all week long': kept up, no stretch with an end.
_ALL_ALONG = re.compile(r"(?<=على مدار )(?:ال)?(?:[أا]سبوع|يوم|عام|سنة|شهر)(?!\w)")
# 'Two days in the week, until …': how much of each week, no stretch that begins with this one.
_OF_WEEK = re.compile(
    r"(?<=\s)(?P<share>(?:يوما?ً?|يومين|أيام|ساعات|ساعتين|مرة|مرتين|مرات)\s)(?P<of>(?:في|من|كل)\s(?:الأسبوع|أسبوع|الشهر|شهر))"
    r"(?=\s(?:إلى|الى|حتى|لغاية))"
)
# 'That are older than six months, before 30 June': how old, and then by when
_OLDER = re.compile(
    r"(?<=\s)(?:[أا]كثر\s+من|[أا]قل\s+من|ما\s+يزيد\s+(?:على|عن)|مدة\s+تزيد\s+(?:على|عن))\s+(?:[^\s.،]+\s+){1,3}?(?=قبل\s)"
)
_BESIDE = (
    *(_OLDER, _EACH_PART, _COMING, _DAY_WORD, _PART, _CLOCK),
    *(_YESTERDAY, _EARLIER, _HOURS, _ALL_ALONG, _DIGGING),
)
_AFTER = re.compile(r"بعد\s+(?:مرور\s+|مضي\s+)?(?=\w)")
_ENDS = frozenset(("نهايه", "انتهاء", "انقضاء", "ختام"))
REACH = 60
ISO = 10  # letters of a whole date


def ends_week(words: str) -> bool:
    """Whether a time is said as the end of a week."""
    said = {fold(word).removeprefix("ال") for word in words.split()}
    return bool(said & {"اسبوع"}) and bool(said & {"نهايه", "اخر", "ختام", "انتهاء"})


def plain(piece: str) -> str:
    """A text of the same length in which a time is said as the calendars read it."""
    piece = _NEW_YEAR.sub(lambda found: found["year"] + ("المقبلة" if found["new"].endswith("ة") else "المقبل"), piece)
    piece = _JOINED_AND.sub(" ", _AT_ONCE.sub("الحال", piece))
    piece = _UNTIL_HOUR.sub(lambda found: found["role"] + " " * len(found["hour"]), piece)
    piece = _HOUR_OF.sub(lambda found: found["hour"] + " " * len(found["part"]), piece)
    piece = _DASH.sub(".", piece)
    piece = _OF_WEEK.sub(lambda found: found["share"] + " " * len(found["of"]), piece)
    for words in (
        _OLDER,
        _EACH_PART,
        _COMING,
        _DAY_WORD,
        _PART,
        _CLOCK,
        _YESTERDAY,
        _EARLIER,
        _HOURS,
        _ALL_ALONG,
        _DIGGING,
    ):
        piece = words.sub(_blank, piece)
    return piece


@lru_cache(maxsize=128)
def expressions_in(piece: str, anchor: date | None, policy: Policy) -> tuple[TimeExpression, ...]:
    """The expressions of a sentence as ``plain`` leaves it; asked twice, for who spoke when and for what is due."""
    return expressions.find(piece, "ar", anchor, policy)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def completed(piece: str, found: TimeExpression) -> TimeExpression:
    """An expression of ``piece`` with what stands beside it: the end of a Maghrebi month, the words of its anchor."""
    if found.kind is Kind.RANGE and found.role is None and found.count is None:
        return _month_start(piece, found) or _month_end(piece, found)
    if found.count is not None and found.unit is not None and found.anchor in (None, Anchor.EVENT):
        return _anchored(piece, found)
    if found.kind is Kind.DATE and found.role in (None, Role.ON) and (period := as_period(found)) is not None:
        counted = _anchored(piece, period)
        return counted if counted.anchor is not None else found
    if found.anchor is Anchor.NOTIFICATION and (event := _of_thing(piece, found)) is not None:
        return event
    if found.anchor is Anchor.NOTIFICATION and fold(found.text).split()[-1] in ("ورودها", "وصولها", "تقديمها"):
        return replace(found, anchor=Anchor.EVENT, anchor_ref=found.text.split()[-1])  # of complaints, not of the order
    if found.anchor is Anchor.OBLIGATION and not _of_work(found.anchor_ref or ""):
        return replace(found, anchor=Anchor.EVENT)  # 'of the end of the season'
    return found


def as_period(found: TimeExpression) -> TimeExpression | None:
    """'After a month': as the period that it is from whatever it counts; None of any other expression."""
    said = _AFTER.match(found.text)
    if said is None:
        return None
    within = expressions.find("خلال " + found.text[said.end() :], "ar", None, profile("literal"))
    if len(within) != 1 or within[0].count is None or within[0].unit is None:
        return None
    return replace(found, role=Role.WITHIN, kind=Kind.DURATION, count=within[0].count, unit=within[0].unit, value=None)


def _month_start(piece: str, found: TimeExpression) -> TimeExpression | None:
    """'From the opening of December' is from its first day."""
    said = _MONTH_START.search(piece, 0, found.span[0])
    first = (found.value or "").partition("/")[0]
    if said is None or len(first) != ISO:
        return None
    before = said["role"] or ""
    opens = before.endswith("من")
    day = date.fromisoformat(first)
    if before == "قبل":
        day -= timedelta(days=1)
    opener = before.split()[0].removeprefix("و") if before else ""
    begins = said.start("role") + before.startswith("و")
    start = begins if before and (before == "قبل" or fold(opener) in lexicon.starts()) else None
    span = (said.end("role") - 2 if start is None and opens else start or said.start(), found.span[1])
    return replace(
        found,
        span=span,
        text=piece[span[0] : span[1]],
        kind=Kind.RANGE if opens else Kind.DATE,
        role=Role.FROM if opens else Role.BEFORE if before == "قبل" else Role.ON,
        value=f"{day}/.." if opens else str(day),
    )


def _month_end(piece: str, found: TimeExpression) -> TimeExpression:
    """'Before the last of December' is due on that day, as before the end of a month; 'until' ends on it."""
    said = _MONTH_END.search(piece, 0, found.span[0])
    last = (found.value or "").rpartition("/")[2]
    if said is None or len(last) != ISO:
        return found
    role = _ROLES.get((said["role"] or "").split(" ")[0], Role.ON)
    span = (said.start(), found.span[1])
    return replace(found, span=span, text=piece[span[0] : span[1]], kind=Kind.DATE, role=role, value=last)


def _anchored(piece: str, found: TimeExpression) -> TimeExpression:
    """'Of your being told', 'of its happening', 'of the date of this letter': the words decide from when it counts."""
    inside = re.search(r"\sمن\s", piece[found.span[0] : found.span[1]])
    start = found.span[0] + inside.start() if inside is not None else found.span[1]
    said = _ANCHOR.match(piece[start : start + REACH])
    if said is None:
        return found
    tokens = tokenise(piece, start + said.end(), min(len(piece), start + said.end() + REACH))
    anchor = _anchor(tokens)
    if anchor is None:
        return found
    last = 0
    if anchor is Anchor.EVENT and not _stems(tokens[0].form) & (_words()[1] | _words()[2] | _words()[0]):
        if found.anchor is Anchor.EVENT:
            return found
        last = next((k for k in range(1, len(tokens)) if not tokens[k].definite), len(tokens)) - 1
    end = max(found.span[1], tokens[last].end)
    return replace(
        found,
        anchor=anchor,
        anchor_ref=piece[tokens[0].start : tokens[last].end] if anchor is Anchor.EVENT else None,
        span=(found.span[0], end),
        text=piece[found.span[0] : end],
    )


def _of_thing(piece: str, found: TimeExpression) -> TimeExpression | None:
    """'Of his being told of the eviction', 'check the goods within a day of the receipt': an event, no notification of
    the order. None of what may be one."""
    said = found.text.split()[-1]
    after = tokenise(piece, found.span[1], min(len(piece), found.span[1] + REACH))
    if fold(said).endswith(("ه", "ها", "هم")) and after and _of_matter(after, 0):
        last = next((k for k in range(1, len(after)) if not after[k].definite), len(after)) - 1
        return replace(found, anchor=Anchor.EVENT, anchor_ref=said + piece[found.span[1] : after[max(0, last)].end])
    lex = lexicon.arabic()
    if fold(said).removeprefix("ال") not in lex.receipt or not said.startswith("ال"):
        return None
    before = tokenise(piece, 0, found.span[0])
    acts = lexicon.entry("anchors", "handling") | lex.receipt
    for act, thing in pairwise(before):
        stem = act.form.removeprefix("و")
        if stem in acts and thing.definite and not _stems(thing.form) & _words()[3]:
            return replace(found, anchor=Anchor.EVENT, anchor_ref=said)
    return None


def _of_matter(tokens: list[Token], k: int) -> bool:
    """'Of the eviction', 'of the assessment's decision' after a being told: not of this paper, nor of the order."""
    form = tokens[k].form
    itself = any(t.form.removeprefix("ب") in ("هذا", "هذه") for t in tokens[k : k + 3])
    if form[:1] != "ب" or len(form) < 4 or itself:
        return False
    of_paper = _stems(form[1:]) & _words()[3]
    named = k + 1 < len(tokens) and tokens[k + 1].definite and form[1:3] != "ال" and not form.endswith("نا")
    return named if of_paper else form.removeprefix("بال")[:1] not in ("", "ه")


def _of_work(words: str) -> bool:
    """Whether what ends is work that somebody does ('the end of the works of the survey'), no season or feast."""
    lex = lexicon.arabic()
    ended = [token.form for token in tokenise(words) if token.word][1:2]
    return any(form.removeprefix("ال") in lex.own_work or lex.masdar(form) is not None for form in ended)


def _anchor(tokens: list[Token]) -> Anchor | None:
    """The anchor that the words after 'from (the date of)' name, None where they name none."""
    if not tokens or not tokens[0].word:
        return None
    told, again, once, papers = _words()
    first = tokens[0].form
    if first == "ذلك":
        return Anchor.EVENT
    second = tokens[1].form if len(tokens) > 1 else ""
    if first in _ENDS and len(tokens) > 1 and tokens[1].word:
        return Anchor.EVENT  # 'of the end of the term'
    stems = _stems(first)
    reached = first in ("ورود", "وصول") and second in papers | {f"{paper}نا" for paper in papers}
    of_case = bool(stems & told) and second[:1] == "ب" and not stems_of_paper(second, papers)
    if (of_case and not tokens[0].definite) or received(first, second, lexicon.arabic()):
        return Anchor.EVENT  # 'of its being told of the end of the works'
    whose = tokens[2].form if len(tokens) > 2 else ""  # 'of the receipt by the office of this letter'
    by_whom = whose in ("لهذا", "لهذه") or (whose.startswith("لل") and bool(_stems("ال" + whose[2:]) & papers))
    thing = second.startswith("ال") and not by_whom and not {second.removeprefix("ال")} & (papers | told)
    if first in lexicon.arabic().receipt and thing:
        return Anchor.EVENT  # 'of the receipt of the result'
    if first in lexicon.arabic().receipt and len(tokens) > 2 and tokens[1].word and tokens[2].definite:
        whole = (
            second not in told
            and not _stems(tokens[2].form) & papers
            and not _stems(second) & papers
            and second not in ("هذا", "هذه")
        )
        if whole and not tokens[1].definite and second not in lexicon.arabic().bodies:
            return Anchor.EVENT  # 'of the receipt of the sums of the grant'
    if _other_told(tokens, told):
        return Anchor.EVENT
    if stems & told or reached:  # 'the arrival of our letter'
        return Anchor.NOTIFICATION
    if stems & papers and (first.endswith("نا") or tokens[0].definite or second in ("هذا", "هذه")):
        return Anchor.ISSUE
    if first in ("هذا", "هذه") and (
        not second.isalnum() or second.removeprefix("ال") in papers | lexicon.entry("anchors", "this_paper")
    ):
        return Anchor.ISSUE
    return Anchor.EVENT if stems & (again | once) or begins_act(tokens) else None


def _other_told(tokens: list[Token], told: frozenset[str]) -> bool:
    """'Of the contractor's being told of the decision', 'of notice to the bank of that': somebody else's being told."""
    if tokens[0].form not in told or len(tokens) < 3 or not tokens[1].definite:
        return False
    if tokens[1].form in lexicon.entry("anchors", "concerned"):
        return False
    for k in range(2, min(5, len(tokens))):
        form = tokens[k].form
        if form == "بذلك" or _of_matter(tokens, k):
            return True
        if form[:1] == "ب" and form[1:3] == "ال" and not (k + 1 < len(tokens) and tokens[k + 1].form in ("هذا", "هذه")):
            return True
        if not tokens[k].definite:
            return False
    return False


def of_this_paper(event: str | None) -> bool:
    """'Of their receipt of this letter': a pronoun, and behind it the paper itself."""
    words = fold(event or "").split()
    return "هذا" in words or "هذه" in words or any(_stems(word) & _words()[3] for word in words[1:])


def begins_act(tokens: list[Token]) -> bool:
    """'(Of) the putting up of the notice': any act, that the lexicon has neither as coming again nor as done once."""
    act = lexicon.arabic().masdar(tokens[0].form)
    following = len(tokens) > 1 and tokens[1].word
    return following and act is not None and act.known and not (act.prep or act.conj)


def stems_of_paper(word: str, papers: frozenset[str]) -> bool:
    """'Of this letter', 'of our circular' after a joined preposition."""
    return word[1:] in ("هذا", "هذه") or bool(_stems(word[1:]) & papers)


def _stems(form: str) -> frozenset[str]:
    """A folded noun without the article or a pronoun, whichever it has."""
    return frozenset((form, form.removeprefix("ال"), *(form.removesuffix(s) for s in ("كم", "هم", "ها", "ه", "نا"))))


def comes_again(words: str) -> bool:
    """Whether the words of a period name an event that comes again: 'of its happening', 'of the request'."""
    again = _words()[1]
    return any(_stems(fold(word)) & again for word in words.split())


def told(words: str) -> bool:
    """Whether words name the being told of those who owe ('as soon as it is told')."""
    return any(_stems(fold(word)) & _words()[0] for word in words.split())


@cache
def _words() -> tuple[frozenset[str], ...]:
    """The nouns of being told, of what happens again or once, and of the papers that order; folded."""
    raw = lexicon.arabic().raw["anchors"]
    return tuple(frozenset(map(fold, raw[name].split())) for name in ("told", "again", "once", "papers"))
