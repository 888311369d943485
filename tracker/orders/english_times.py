"""Which times belong to an English clause, and what they make of it before it is dated. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.model import Anchor, Modality, Pattern
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.english_cases import arriving, befalls, counts_from_event, opening, triggered
from tracker.orders.english_own import of_object
from tracker.orders.english_words import listed
from tracker.orders.records import Clause
from tracker.orders.rhythms import between

_MORE_THAN = re.compile(r"(?:for\s+)?(?:more|less|fewer|longer|older|earlier|later|greater)\s+than\b", re.I)
# 'Shall purchase only …', 'pay wages only through banks': how a thing is always done
_ONLY = re.compile(
    r"(?:to\s+)?\w+\s+(?:only\s|(?:[\w-]+\s+){1,4}only\s+(?:through|by|in|at|from|to|with|on|between|during|after|"
    r"when|if|for|via|upon|against|under|before)\b)"
)
_MODAL = re.compile(r"\b(?:shall|must|will|may|should|(?:is|are)\s+(?:hereby\s+)?(?:\w+\s+)?to)\b")
# 'A closure that remains in force …': a relative clause, whose 'that' no article follows.
_NO_RELATIVE = r"(?!\s+(?:the|an?|each|every|all|no|any|its|their|this|these|it|they|he|she)\b)"
_RELATIVE = rf"\b(?:which|who|whom|whose|where|that{_NO_RELATIVE})\s"
_IN_SUBJECT = re.compile(rf"{_RELATIVE}[^,;:]*\S\s+$")
# 'Vehicles that were not registered', 'under which agents were to register': what has been.
_IN_PAST = re.compile(
    rf"{_RELATIVE}(?:[\w’'-]+\s+){{0,4}}?(?:was|were|had|did"
    r"|(?<!are )(?<!is )(?<!be )(?:failed|asked|required|directed|ordered|called)"
    r"|(?:has|have)\s+(?:not\s+|already\s+)?\w+(?:ed|en))\b(?P<rest>[^,;:.]*)$"
)
# 'Contracts that will expire within six months'
_IN_FUTURE = re.compile(
    rf"{_RELATIVE}(?:(?:will|would|may|might|can|could|is|are)\s+(?:not\s+)?(?:expected\s+to\s+|likely\s+to\s+|due\s+to\s+)?)"
    r"(?:expire|end|lapse|terminate|retire|mature|fall\s+due|become|reach|occur|happen|arrive|leave|depart)\w*\s+$",
    re.I,
)
_CASE = re.compile(
    r"(?:if\s+|when\s+|where\s+)?(?:an?|any|each|every)\s+(?!(?:committee|team|panel|board)\b)"
    r"(?:[\w-]+\s+){1,4}?(?:(?:who|whose)\b|(?<!report )(?<!list )(?<!plan )(?:that|which)\b"
    r"|(?:that|which)\s+(?:is|was|has\s+been)\s+\w+(?:ed|en|nd|st|id)\b|(?:found|caught|seen|refused|returned|rejected|lost|damaged)\b)",
    re.I,
)
_EACH = re.compile(r"\W*(?:every|each|any|all|an?)\s+(?!of\b)\w+", re.I)
_ISSUING = re.compile(
    r"\b(?:issuing|issuance|issue|signing|signature|publishing|dating)\s+(?:of\s+)?(?:this|the\s+present|our)\s+[a-z]+$",
    re.I,
)
# 'Within 30 days of the commencement of this Notice'
_COMMENCING = re.compile(
    r"[^,;.]*?\b(?:commencement|coming\s+into\s+(?:force|effect|operation)|entry\s+into\s+force)\s+of\s+"
    r"(?:this\s|the\s+(?:[A-Z][\w’'-]*\s+){2,12}(?:\d{4}\b))"
)
# 'Within ten days of receiving our letter'
_RECEIVING = re.compile(
    r"\b(?:receiving|getting|receipt\s+of|(?:you|they)\s+(?:have\s+)?receiv\w+)\s+(?:of\s+)?(?:this|our|the\s+present)\s+"
    r"(?:letter|circular|memo|memorandum|notice|order|directive|instructions?|communication|note)$",
    re.I,
)
# 'Beginning 30 days after …', 'no earlier than 1 April': from when on.
_BEGINS = re.compile(
    r"\b(?:beginning|effective|starting|commencing|as\s+of|not?\s+(?:earlier|sooner)\s+than|not\s+before|not\s+until)\s+"
    r"(?:on\s+|as\s+of\s+)?(?:the\s+date\s+that\s+is\s+)?$",
    re.I,
)
# 'Those recurring annually', 'include quarterly goals', 'its first annual report'
_NOT_HOW_OFTEN = "recurring|occurring|held|published|issued|conducted|include|including|first|initial|next|last|latest"
# 'If it cannot be finished immediately, …': what is said of the case
_CASE_FIRST = re.compile(r"\W*(?:if|unless|where|in\s+the\s+event\s+that)\b[^,;:]*,", re.I)
_FINITE = re.compile(r"\s(?:is|are|was|were|has|have|does|do|cannot|can|will|may|not|\w+s)\s")
# 'Open on Sundays till 30 September': the weekday says which days, the rest until when
_ON_DAYS = re.compile(r"(?:on\s+)?(?:\w+days?(?:,?\s+(?:and\s+)?)?)+(?:until|till|up\s+to|through)\b", re.I)
# 'Shall have 30 days to reply'
_GIVES = re.compile(r"\b(?:have|has|(?:be|is|are)\s+(?:given|allowed|granted))\s+(?:a\s+period\s+of\s+)?$", re.I)
_RATE = re.compile(r"an?\s+day\s+from\b", re.I)
# 'Within 60 days after this order | comes into force'
_IN_FORCE = re.compile(
    r"\s+(?:has\s+|shall\s+have\s+)?(?:(?:com|ent)\w+|came)\s+into\s+(?:force|operation|effect)\b"
    r"|\s+(?:has\s+)?(?:takes?|took|taken)\s+effect\b|\s+becomes?\s+effective\b"
)
_EXCEPTED = re.compile(r"\b(?:other\s+than|except|save|not)\s+for\s", re.I)
_OWN_EVENT = re.compile(r"\b(?:its|their|his|her)\s+(?:own\s+)?\w+$", re.I)


def belonging(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The times of a sentence without those that say something else than when to act."""
    case = _CASE_FIRST.match(text, start, end)
    inside = case.end() if case is not None and _FINITE.search(case.group()) is not None else start
    own = (t for t in times if t.anchor is not None or not start + 8 < t.span[0] < inside)
    return tuple(t for t in own if not (_refers(text, t) or _aside(text, start, end, t) or _described(text, t)))


@cache
def _kept_for() -> re.Pattern[str]:
    """'Shall retain all invoices | for three years', 'the report must be kept | for six years'."""
    keeping, papers = listed("time", "keeping"), listed("time", "kept_papers")
    return re.compile(
        rf"\b(?:shall|must|will|should|to|be|and|are|is)\s+(?:\w+ly\s+)?(?:{keeping})\b"
        rf"(?:\s+$|[^.;:]*?\b(?:{papers}|it|them|{keeping})\b[^.;:]*$)",
        re.I,
    )


def _described(text: str, t: TimeExpression) -> bool:
    """'Those recurring annually' say how often something else comes; 'until 7 days after providing it' ends with an
    event."""
    before, after = text[max(0, t.span[0] - 14) : t.span[0]], text[t.span[1] : t.span[1] + 40]
    if t.text.casefold() == "now":  # 'now due 28 November', 'offices now in use'
        return re.match(rf"\s+(?:{listed('time', 'after_now')})\b", after) is not None
    if t.role is Role.EVERY:
        done = r"(?<!\bbe )(?<!\bis )(?<!\bare )"  # 'is to be held every six months'
        return re.search(rf"{done}\b(?:{_NOT_HOW_OFTEN})\s+$", before) is not None
    if t.role is Role.FOR and _EXCEPTED.search(before + t.text):
        return True  # 'other than for up to five days': how long the exception lasts
    if t.role is Role.FOR and re.search(
        r"\b(?:minimum|at\s+least|(?:not|no)\s+(?:less|fewer))\b", before + t.text, re.I
    ):
        return True  # 'kept for a minimum of two years': the shortest, no end
    if t.role is Role.FOR and _kept_for().search(text[max(0, t.span[0] - 160) : t.span[0]]):
        return True  # 'kept for six years': each record from its own day
    return t.role is Role.UNTIL and t.count is not None and re.match(r"\s+after\s+\w+ing\b", after) is not None


# 'Directive 21 (PPD-21) of …', 'circular No. 4/2025 of …'
_OF_NUMBER = r"(?:[Nn]o\.?\s*)?[A-Z/.-]*\d[\w/.-]*(?:\s+\([^()]{1,20}\))?"


def _refers(text: str, t: TimeExpression) -> bool:
    """'The meeting of 5 January', 'the letter dated …': a date that names something else."""
    papers = listed("references", "papers")
    before = text[max(0, t.span[0] - 60) : t.span[0]]
    return (
        t.role in (None, Role.ON)
        and t.count is None
        and re.search(
            rf"(?:\bdated|\b(?:{papers})s?(?:\s+{_OF_NUMBER})?,?\s+(?:of|(?:which\s+was\s+)?(?:held|convened)(?:\s+on)?))\s+$",
            before,
            re.I,
        )
        is not None
    )


def _aside(text: str, start: int, end: int, t: TimeExpression) -> bool:
    """A time inside a relative clause of the subject or about the past: 'owners who registered before 1 May …'."""
    if t.count is None and t.role in (Role.EVERY, Role.FROM):
        return False
    before, after = text[start : t.span[0]], text[t.span[1] : end]
    if _IN_FUTURE.search(before) is not None:
        return True
    past = _IN_PAST.search(before)
    if past is not None and _MODAL.search(past.group("rest")) is None:
        return True
    later = _MODAL.search(re.split(r"[,;:]", after)[0]) is not None
    within = _IN_SUBJECT.search(before)
    # 'An applicant who must travel within 14 days': its own modal counts only where the order is not what counts.
    own = before if t.anchor is not None else before[: within.start()] if within is not None else ""
    if later and within is not None and _MODAL.search(own) is None:
        return True
    return _MORE_THAN.match(t.text) is not None and later


def given(text: str, t: TimeExpression) -> TimeExpression:
    """'Gave the operator 30 days to …': a bare stretch of time before 'to' is what is allowed for it."""
    allowed = t.role is None and t.count is not None and re.match(r"\s+(?:in which\s+)?to\s+[a-z]", text[t.span[1] :])
    return replace(t, role=Role.WITHIN) if allowed else t


def anchored(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """'Every contract … within three days of its signing' counts from the contract's signing, not from the order's;
    'from the date of issuing this letter' from the order."""
    each = _EACH.match(text, start, end) is not None
    out = []
    for n, t in enumerate(times):
        if n + 1 < len(times) and _hour_of(text, t, times[n + 1]):
            continue
        if t.anchor is Anchor.EVENT and n + 1 < len(times) and _end_of_period(text, t, times[n + 1]):
            continue
        if _GIVES.search(text, start, t.span[0]):
            t = given(text, t)
            if t.role is Role.UNTIL and re.match(r"\s+(?:in\s+which\s+)?to\s+[a-z]", text[t.span[1] :]):
                t = replace(t, role=Role.BY)  # 'have until 30 June to comply'
        if t.value is not None and t.role in (None, Role.ON) and _BEGINS.search(text[start : t.span[0]]):
            t = replace(t, role=Role.FROM)
        if t.value is not None and len(t.value) == 10 and _RATE.match(t.text) and text[start : t.span[0]].strip():
            # 'Three million cubic feet a day from 15 August'
            t = replace(t, role=Role.FROM, value=str(date.fromisoformat(t.value) - timedelta(days=1)))
        if t.role in (None, Role.ON) and "/" in (t.value or "") and _ON_DAYS.match(t.text):
            t = replace(t, role=Role.UNTIL, kind=Kind.DATE, value=(t.value or "").rpartition("/")[2])
        own = t.count is not None and t.anchor is Anchor.ISSUE and _OWN_EVENT.search(t.text) is not None
        if own and (each or of_object(text[start : t.span[0]])):
            t = replace(t, anchor=Anchor.EVENT)
        elif t.count is not None and t.anchor is Anchor.ISSUE and _IN_FORCE.match(text, t.span[1], end):
            t = replace(t, anchor=Anchor.EFFECTIVE)
        elif t.count is not None and t.anchor is Anchor.EVENT and _COMMENCING.search(text[t.span[0] : end]):
            t = replace(t, anchor=Anchor.EFFECTIVE, anchor_ref=None)
        elif t.count is not None and t.anchor is Anchor.NOTIFICATION and arriving(text[start:end], t.text):
            t = replace(t, anchor=Anchor.EVENT, anchor_ref="receipt")
        elif t.count is not None and t.anchor is Anchor.EVENT and _ISSUING.search(t.text):
            t = replace(t, anchor=Anchor.ISSUE, anchor_ref=None)
        elif t.count is not None and t.anchor is Anchor.EVENT and _RECEIVING.search(t.text):
            t = replace(t, anchor=Anchor.NOTIFICATION, anchor_ref=None)
        out.append(t)
    return counts_from_event(text, start, end, out)


_HOUR = re.compile(r"(?:by|before|at|until)\s+(?:the\s+)?(?:close|end|start|noon|midday|midnight|\d{1,2}\b)", re.I)


def _hour_of(text: str, t: TimeExpression, after: TimeExpression) -> bool:
    """'By close of business each Thursday': an hour of every such day, no day of its own."""
    near = not text[t.span[1] : after.span[0]].strip(" ,") or text[t.span[1] : after.span[0]].strip() in ("on", "of")
    named = re.search(r"\d{4}|[A-Z][a-z]{2,8}\s+\d|\d\s+[A-Z]", t.text) is not None
    return after.role is Role.EVERY and near and not named and _HOUR.match(t.text) is not None


def _end_of_period(text: str, t: TimeExpression, after: TimeExpression) -> bool:
    """'Within 10 days after the end of each quarter': due again with every quarter."""
    between = text[t.span[1] : after.span[0]].strip()
    return after.role is Role.EVERY and between in ("", "of") and re.search(r"\b(?:end|close)$", t.text) is not None


def settled(text: str, clause: Clause, times: Sequence[TimeExpression]) -> Clause:
    """A clause whose times change its class: 'cease within 60 days' is to be done; 'a plan that is returned …' comes
    again with each one."""
    own = [t for t in times if any(s <= t.span[0] and t.span[1] <= e for s, e in (clause.span, *clause.extra))]
    words = text[clause.content[0] : clause.content[1]].casefold().lstrip()
    ceases = re.match(rf"(?:to\s+)?(?:{listed('verbs', 'ceasing')})\b", words) is not None
    ceases = ceases or clause.verb.casefold().endswith("cease to")
    if ceases and clause.modality is Modality.PROHIBITION:
        stopped = replace(clause, modality=Modality.OBLIGATION, pattern=Pattern.MAINTENANCE)
        if befalls(text, stopped, own):
            return replace(stopped, pattern=Pattern.TRIGGERED)  # 'if a gas alarm sounds, crews must stop all work'
    if ceases and clause.modality is Modality.PROHIBITION and any(_ends(t) or t.role is Role.IMMEDIATELY for t in own):
        return replace(clause, modality=Modality.OBLIGATION, pattern=Pattern.ACHIEVEMENT)
    ordered = any(t.count is not None and t.anchor in (Anchor.ISSUE, Anchor.NOTIFICATION) for t in own)
    fixed = any(t.count is None and t.role in (Role.BY, Role.ON, Role.BEFORE, Role.UNTIL, Role.EVERY) for t in own)
    limited = [t for t in own if t.role is not Role.UNTIL or t.count is not None]
    if len(limited) < len(own) and triggered(text, clause, limited):
        return replace(clause, pattern=Pattern.TRIGGERED)  # 'report each breach at once until 30 June'
    lasting = any(t.role in (Role.UNTIL, Role.FOR) or between(t) for t in own) and _lasts().match(words) is not None
    until = any(t.role is Role.UNTIL and t.span[0] >= clause.content[0] for t in own)  # not 'gave him until 29 May to'
    lasting = lasting or (until and _goes_on(words))
    if lasting and clause.pattern is Pattern.ACHIEVEMENT:
        return replace(clause, pattern=Pattern.MAINTENANCE)
    if clause.pattern is Pattern.ACHIEVEMENT and not own and _ONLY.match(words):
        return replace(clause, pattern=Pattern.MAINTENANCE)  # 'shall purchase only …'
    if clause.pattern is Pattern.TRIGGERED and ask("each-case") in clause.questions and any(_ends(t) for t in own):
        # 'Remove unlicensed stalls within 72 hours': those there are, once.
        asked = tuple(q for q in clause.questions if q != ask("each-case"))
        return replace(clause, pattern=Pattern.ACHIEVEMENT, questions=asked)
    if clause.pattern is Pattern.TRIGGERED and any(_from_order(t) for t in own):
        # 'Within 90 days of this order, terminate every lease': a period from the order runs once.
        return replace(clause, pattern=Pattern.ACHIEVEMENT)
    case = _CASE.match(text[clause.span[0] : clause.content[0]].lstrip('“"‘( ')) is not None
    comes = triggered(text, clause, own)
    comes = comes or (clause.pattern is Pattern.MAINTENANCE and befalls(text, clause, own))
    if comes or (case and clause.pattern is Pattern.ACHIEVEMENT and not ordered and not fixed):
        return replace(clause, pattern=Pattern.TRIGGERED)
    return clause


def _from_order(t: TimeExpression) -> bool:
    counted = t.count is not None and t.anchor in (Anchor.ISSUE, Anchor.NOTIFICATION, Anchor.EFFECTIVE)
    return counted and t.role in (Role.WITHIN, Role.BY, Role.BEFORE)


@cache
def _lasts() -> re.Pattern[str]:
    """'Be closed', 'observe', 'shall be escorted': what lasts until a day, and is not done by it."""
    verbs = lexicon.english()["verbs"]
    stems = "|".join(f"{re.escape(v[:-1] if v[-1] in 'ey' else v)}{v[-1]}?" for v in verbs["lasting"])
    kept = "|".join(map(re.escape, verbs["lasted"]))
    return re.compile(rf"(?:to\s+)?(?:also\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:(?:{stems})(?:e|y|ed|d|ied)?|{kept})\b")


def _goes_on(words: str) -> bool:
    """'Mount night patrols until 15 March': what 'until' ends, unless its verb says that something is finished."""
    done = lexicon.english()["verbs"]["until_done"]
    first = re.match(r"(?:to\s+|be\s+|also\s+|\w+ly\s+)*(?P<verb>[a-z]+)", words)
    return first is not None and first.group("verb") not in done and not words.startswith(("be ", "to be "))


def _ends(t: TimeExpression) -> bool:
    counted = t.count is not None and t.anchor is not None and t.role is not Role.FROM
    return t.role in (Role.WITHIN, Role.BY, Role.BEFORE) or counted


def shared(text: str, clauses: Sequence[Clause], times: Sequence[TimeExpression]) -> list[Clause]:
    """'… to check the licences and to confiscate forged ones, within 21 days': after a comma at the end the time is
    that of all that one verb governs; without one, of two verbs that nothing but 'and' stands between."""
    out = list(clauses)
    for n in range(1, len(out)):
        if _result_of(text, out[n - 1], out[n]):
            out[n] = replace(out[n], pattern=Pattern.ACHIEVEMENT)
        if _same_event(text, out[n - 1], out[n], times):
            out[n] = replace(out[n], pattern=Pattern.TRIGGERED)
        every = _of_following(text, out[n - 1], out[n], times)
        out[n] = replace(out[n], extra=(*out[n].extra, every.span)) if every is not None else out[n]
    for n in range(len(out) - 1, 0, -1):
        last, before = out[n], out[n - 1]
        joined = text[before.span[1] : last.span[0]]
        if len(joined) > 8 or "\n" in joined or last.modality is not before.modality:
            continue
        if _ends_otherwise(text, before):
            continue
        if last.verb != before.verb or last.addressee != before.addressee or before.pattern is not Pattern.ACHIEVEMENT:
            continue
        close = re.fullmatch(r"\s+(?:and|or)\s+(?:then\s+)?(?:to\s+)?", joined) is not None
        trailing = [t for t in times if _trails(text, t, last, close)]
        if not trailing or any(before.span[0] <= t.span[0] and t.span[1] <= before.span[1] for t in times):
            continue
        if not before.extra:
            spans = tuple(t.span for t in trailing)
            out[n - 1] = replace(before, extra=spans, questions=(*before.questions, ask("deadline-shared")))
    return out


def _ends_otherwise(text: str, clause: Clause) -> bool:
    """'Suspend dredging until the survey is complete': what ends so is not done by a day said of the next act."""
    return re.search(r"\b(?:until|till|pending|as\s+long\s+as)\s", text[slice(*clause.span)], re.I) is not None


def _of_following(text: str, before: Clause, clause: Clause, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """'Shall check the books monthly and shall send a summary by the fifth of the following month': as often as the
    verb before."""
    if before.addressee != clause.addressee or "\n" in text[before.span[1] : clause.span[0]]:
        return None
    own = [t for t in times if clause.span[0] <= t.span[0] and t.span[1] <= clause.span[1]]
    periods = lexicon.english()["time"]["next_period"]
    if len(own) != 1 or own[0].role is Role.EVERY or set(own[0].text.casefold().split()).isdisjoint(periods):
        return None
    every = [t for t in times if t.role is Role.EVERY and before.span[0] <= t.span[0] and t.span[1] <= before.span[1]]
    return every[0] if len(every) == 1 and clause.span[0] - before.span[1] < 8 else None


def _result_of(text: str, before: Clause, clause: Clause) -> bool:
    """'Test the hydrants and report any defects within 15 days': what one inspection brings to light comes once."""
    if clause.pattern is not Pattern.TRIGGERED or before.pattern is not Pattern.ACHIEVEMENT:
        return False
    if before.verb != clause.verb or before.addressee != clause.addressee:
        return False
    joined = text[before.span[1] : clause.span[0]]
    if len(joined) > 10 or "\n" in joined or "." in joined:
        return False
    words = re.sub(r"^(?:to\s+|\w+ly\s+)+", "", text[clause.content[0] : clause.content[1]].strip().casefold())
    first = re.sub(r"^(?:to\s+|\w+ly\s+)+", "", text[before.content[0] : before.content[1]].strip().casefold())
    looked = first.startswith(tuple(f"{verb} " for verb in lexicon.english()["verbs"]["looking"]))
    return looked and re.match(r"[a-z]+\s+(?:any|all|every)\s", words) is not None


def _same_event(text: str, before: Clause, clause: Clause, times: Sequence[TimeExpression]) -> bool:
    """'If a list is lost, the coordinator must report it and prepare a new one': both with the event."""
    opened = text[before.span[0] : before.content[0]].casefold().lstrip('“"‘( ')
    begun = opened.startswith(tuple(lexicon.english()["events"]["starts"])) or _CASE.match(opened) is not None
    carried = before.pattern is Pattern.TRIGGERED and (begun or (Pattern.TRIGGERED is before.pattern and not opened))
    case = before.pattern is Pattern.TRIGGERED and opening(text[before.span[0] : before.content[0]]) is not None
    carried = carried or case
    # 'Upon the loss of a key, the holder shall report it, and the lock shall be changed': the case of both
    alone = clause.pattern is Pattern.ACHIEVEMENT and (case or clause.addressee == before.addressee)
    # 'Shall count the weapons at each handover and enter the figure in the register'
    carried = carried or (
        (before.pattern is Pattern.TRIGGERED or any(_of_each(t, before) for t in times))
        and before.verb == clause.verb
        and text[before.span[1] : clause.span[0]].strip(" ,") == "and"
    )
    near = clause.span[0] - before.span[1] < 8 and "\n" not in text[before.span[1] : clause.span[0]]
    own = [t for t in times if clause.span[0] <= t.span[0] and t.span[1] <= clause.span[1]]
    return carried and alone and near and not any(t.anchor is Anchor.ISSUE or t.count is None for t in own)


def _of_each(t: TimeExpression, clause: Clause) -> bool:
    """'Within 24 hours of any report': each time, whatever the clause says."""
    inside = clause.span[0] <= t.span[0] and t.span[1] <= clause.span[1]
    counted = t.anchor is Anchor.EVENT and t.count is not None
    return inside and counted and re.search(r"\b(?:each|every|any)\b", t.text, re.I) is not None


def _trails(text: str, t: TimeExpression, clause: Clause, close: bool) -> bool:
    """Whether a time closes a clause, after a comma unless the clause is ``close`` to the one before, or was handed to
    it from the clause after."""
    if t.span in clause.extra:
        return t.role in (Role.WITHIN, Role.BY, Role.BEFORE) and t.span[0] > clause.span[1]
    inside = clause.span[0] < t.span[0] and t.span[1] <= clause.span[1]
    ends = t.role in (Role.WITHIN, Role.BY, Role.BEFORE)
    return (
        inside
        and ends
        and not text[t.span[1] : clause.span[1]].strip(" .,;")
        and (close or text[: t.span[0]].rstrip().endswith(","))
    )
