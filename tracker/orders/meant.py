"""Which times of an Arabic sentence are times of what it orders: none of the past, of a thing, of other papers."""

from __future__ import annotations

from dataclasses import replace

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.model import Anchor
from tracker.orders import lexicon, rhythms
from tracker.orders.lexicon import Lexicon
from tracker.orders.tokens import Token, fold

ISO = 10  # letters of a whole date


def meant(times: list[TimeExpression], tokens: list[Token], lex: Lexicon) -> list[TimeExpression]:
    """Without what speaks of the past ('the last ten days') or dates another paper."""
    out = []
    for t in times:
        t = _same_day(t, times, tokens)
        inside = [token for token in tokens if t.span[0] <= token.start < t.span[1] + 12]
        before = [token for token in tokens if token.end <= t.span[0]][-4:]
        within = (
            len(before) > 1 and before[-2].form in ("خلال", "في") and before[-1].form in ("المده", "الفتره", "المهله")
        )
        t = _from_on(t)
        within = within or fold(t.text).startswith(("خلال ال", "في الفتره", "في المده"))
        if within and t.role is None and t.kind is Kind.RANGE:
            t = replace(t, role=Role.WITHIN)  # 'within the period from 1 February to 31 March'
        earlier = [token for token in tokens if token.end <= t.span[0]][-6:]
        after = [token.form for token in tokens if token.start >= t.span[1]][:2]
        if after[1:] == ["من"] and after[0] in lex.sessions and not any(c.isdigit() for c in t.text):
            continue  # 'the end of the second week of the term': no week of the calendar
        opened = fold(t.text).startswith("قبل ") or "قبل" in [token.form for token in before[-2:]]
        act = lex.masdar(after[0]) if after else None
        if act is not None and act.prep == "ل" and fold(t.text).startswith(("في اليوم التالي", "اليوم التالي")):
            continue  # 'on the day after the closing of …'
        turn = fold(t.text.split()[0]) in lex.sessions and "من" in t.text.split()
        held = before[-1].form if before else ""
        if turn and held.removeprefix("ال") in lex.occasions and not any(c.isdigit() for c in t.text):
            continue  # 'in its first session of June': no first of June
        same = {"نفسه", "ذاته", "نفسها", "ذاتها"} & {*after[:1], *(fold(word) for word in t.text.split())}
        named = any(e.span[1] <= t.span[0] and e.kind is Kind.DATE for e in times)
        if same and not named and t.role is not Role.EVERY:
            continue  # 'on the same day', and none was named
        if t.count is not None and t.anchor is Anchor.EVENT and opened:
            continue  # '24 hours before the day of the vote': no time within which
        bare = t.role is Role.WITHIN and fold(t.text).startswith("مده ") and _for_all_of(before, lex)
        if bare:
            t = replace(t, role=Role.FOR)  # 'is shut for a period of not more than two weeks'
        put_off = any((m := lex.masdar(x.form)) is not None and m.stem in lex.putting_off for x in earlier)
        if t.role in (Role.UNTIL, Role.FROM) and put_off and not any(c.isdigit() for c in t.text):
            continue  # 'the carrying over of leave to the next year'
        fined = bool(before) and before[-1].form == "عن" and any(x.form in lex.costs for x in before)
        if t.role is Role.EVERY and (fined or (after[:1] and after[0] in lexicon.entry("time", "measured"))):
            continue  # 'a fine for each day of delay'
        if t.role is Role.EVERY and t.text.startswith("ال") and _of_thing(before, lex):
            continue  # 'a book of the daily absences'
        if (
            t.role is Role.EVERY
            and t.text.startswith("ال")
            and (_reshaped(before, lex) or _dated(t, times, tokens, lex))
        ):
            continue  # 'put off the monthly tests', 'send the yearly list by 5/12': which tests, which list
        foretold = [k for k, token in enumerate(tokens) if token.form in lex.forecast and token.end <= t.span[0]]
        if t.role in (None, Role.ON) and foretold and all(x.word for x in tokens[foretold[-1] :] if x.end <= t.span[0]):
            continue  # 'for the storm that is expected to reach us tomorrow'
        if any(token.form in lex.past_marks for token in inside):
            continue
        if t.role in (Role.FOR, Role.WITHIN) and any(x.form in ("تقل", "يقل") for x in (*inside, *before[-2:])):
            continue  # 'kept for a period of not less than 120 days': the shortest, no end
        if t.role is None and any(token.form in lex.reference_marks for token in before):
            continue
        if t.role is Role.ON and any(token.form in lex.reference_marks for token in before):
            continue
        given = (
            t.count is not None
            and t.role in (None, Role.FOR)
            and any(lex.plain(token.form, lex.time_giving) for token in tokens if token.end <= t.span[0])
        )
        if given and any(token.form[:1] == "ل" and t.span[1] <= token.start <= t.span[1] + 2 for token in tokens):
            t = replace(t, role=Role.WITHIN)  # 'gave them two weeks to …'
        if t.role is Role.FROM and _of_hour(before, lex):
            # 'Before twelve o'clock of Thursday': the day of an hour, no beginning.
            t = replace(t, role=Role.ON, kind=Kind.DATE, value=(t.value or "").partition("/")[0])
        out.append(t)
    return out


def _reshaped(before: list[Token], lex: Lexicon) -> bool:
    """Whether what comes back is ended, moved or changed in size."""
    known = lexicon.entry("time", "reshaping")
    return any((act := lex.masdar(token.form)) is not None and act.stem in known for token in before)


def _dated(t: TimeExpression, times: list[TimeExpression], tokens: list[Token], lex: Lexicon) -> bool:
    """Whether a day by which it is due stands further on in the same clause."""
    limits = (e for e in times if e.kind is Kind.DATE and e.role in (Role.BY, Role.BEFORE, Role.ON, Role.WITHIN))
    for e in limits:
        between = [token for token in tokens if t.span[1] <= token.start and token.end <= e.span[0]]
        if rhythms.of_next_period(e):
            continue  # 'the monthly list by the fifth of the following month'
        joined = any(not x.word or ((act := lex.masdar(x.form)) is not None and act.conj) for x in between)
        if t.span[1] <= e.span[0] and not joined:
            return True
    return False


def _of_thing(before: list[Token], lex: Lexicon) -> bool:
    """Whether a recurrence with the article describes a thing after a preposition that is no report or meeting."""
    if len(before) < 2:
        return False
    form, governor = before[-1].form, before[-2].form
    act = lex.masdar(governor)
    kept = act is not None and act.group == "maintenance" and form[:2] == "ال"  # 'watch over the daily attendance'
    joined = (
        kept or form[:3] in ("بال", "كال") or form[:2] == "لل" or (governor in ("عن", "من", "الي") and form[:2] == "ال")
    )
    bare = form[2:] if form[:2] == "لل" else form.removeprefix("ب").removeprefix("ك").removeprefix("ال")
    told = bare in lex.reports_made or bare in lex.occasions
    return joined and not told and (kept or bare not in lex.groups)


def _from_on(t: TimeExpression) -> TimeExpression:
    """'For the period from 1/12 to 31/12' is 'from 1/12 to 31/12'."""
    if t.kind is not Kind.RANGE or not fold(t.text).startswith(("للفتره ", "للمده ")) or " من " not in t.text:
        return t
    at = t.text.index(" من ") + 1
    return replace(t, span=(t.span[0] + at, t.span[1]), text=t.text[at:])


def _for_all_of(before: list[Token], lex: Lexicon) -> bool:
    """Whether no preposition opens the period: it is how long, not within what time."""
    return not before or (before[-1].word and before[-1].form not in lex.prepositions | lex.time_marks)


def _same_day(t: TimeExpression, times: list[TimeExpression], tokens: list[Token]) -> TimeExpression:
    """'Before six o'clock of the same day': the day that the sentence named before."""
    after = [token.form for token in tokens if token.end >= t.span[1]][:2]
    named = [e for e in times if e.span[1] <= t.span[0] and e.kind is Kind.DATE and len(e.value or "") == ISO]
    if not {"نفسه", "ذاته", "عينه"} & set(after) or not named:
        return t
    return replace(t, kind=Kind.DATE, role=Role.ON, value=named[-1].value, alternatives=())


def _of_hour(before: list[Token], lex: Lexicon) -> bool:
    """An hour before 'of the day'; 'round the clock from Friday' is none."""
    return any(token.form == lex.hour and not (k and before[k - 1].form == "مدار") for k, token in enumerate(before))
