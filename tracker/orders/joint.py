"""What a time at the end of an Arabic sentence is a time of: of both joined acts, or of the state that an act makes.

A deadline at the end of two joined acts is the deadline of both, unless the first has its own. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.model import Anchor, Modality, Pattern, Strength
from tracker.orders import lexicon, timing
from tracker.orders.ask import ask
from tracker.orders.lexicon import Lexicon
from tracker.orders.records import Clause
from tracker.orders.rhythms import between
from tracker.orders.shapes import same_root
from tracker.orders.tokens import Token, fold, tokenise

OPENING = 90  # letters that hold the first words of a clause
LIMITS = (Role.WITHIN, Role.BY, Role.BEFORE, Role.UNTIL)


def with_joint_deadlines(
    text: str, clauses: list[Clause], times: Sequence[TimeExpression], lex: Lexicon
) -> list[Clause]:
    """The clauses of one sentence; 'the listing of X and the repair of Y within a week' is a week for each."""
    out = _again(text, list(clauses), times, lex)
    for n in range(len(out) - 2, -1, -1):
        here, after = out[n], out[n + 1]
        begins = tuple(t.span for t in timing.of_clause(times, after) if t.role is Role.FROM)
        bare = not timing.of_clause(times, here) and text[here.span[1] : after.span[0]].strip() in ("", "و")
        if begins and bare and _ordered(here) and not once(here) and _ordered(after):
            asked = (*here.questions, ask("deadline-shared"))
            out[n] = replace(here, extra=(*here.extra, *begins), questions=asked)
            continue
        if _handed_over(text, here, after):
            here = replace(here, pattern=Pattern.ACHIEVEMENT)
        if not ((once(here) or _bound_once(text, here, lex)) and _ordered(after)) or here.addressee not in (
            None,
            after.addressee,
        ):
            continue
        if (
            here.asap is not None
            or here.at_once is not None
            or own_times(times, here)
            or not (_joined(text, here, after, lex) or _listed(text, here, after, times, lex))
        ):
            continue
        said = timing.of_clause(times, after)
        # 'The testing of the generators and their repair every month'; what is handed over monthly is made once.
        again = not here.forming and not after.reports and _refers(text, after, lex)
        said = [t for t in said if once(after) or t.role is not Role.UNTIL]  # that ends what is kept up
        if counted_from_it(text, here, after):
            continue
        shared = tuple(t.span for t in said if _limits(t) or (again and t.role is Role.EVERY))
        if shared:
            asked = (*here.questions, ask("deadline-shared"))
            out[n] = replace(here, extra=(*here.extra, *shared), questions=asked)
    return out


def counted_from_it(text: str, here: Clause, after: Clause) -> bool:
    """'The taking of samples and their sending within 72 hours of their taking': counted from the act before, so no
    time of that act."""
    first, counted = _opening(text, here), fold(after.event or "").split()
    acts = [found.stem for t in first[:3] if (found := lexicon.arabic().masdar(t.form)) is not None]
    return bool(counted) and any(same_root(counted[0].removesuffix("ها"), act) for act in acts)


def _again(text: str, out: list[Clause], times: Sequence[TimeExpression], lex: Lexicon) -> list[Clause]:
    """'The daily round of the wards and its entry in the book': what is said of it is done as often."""
    for n in range(1, len(out)):
        here, after = out[n - 1], out[n]
        every = tuple(t.span for t in timing.of_clause(times, here) if t.role is Role.EVERY)
        if not every or not _ordered(here) or not once(after) or after.forming:
            continue
        said = timing.of_clause(times, after)
        own = next((t for t in said if t.anchor is Anchor.EVENT and (t.anchor_ref or "").endswith(("ه", "ها"))), None)
        if own is not None:  # 'a monthly meeting, and the sending of its minutes within three days of its being held'
            out[n] = replace(after, pattern=Pattern.TRIGGERED, event=after.event or own.anchor_ref)
        if said:
            continue
        between = text[here.span[1] : after.span[0]].strip()
        if between in ("", "و") or (between in ("،", "، و", "،و") and after.reports):
            if not _about_it(text, after, lex):
                continue
            out[n] = replace(after, extra=(*after.extra, *every), questions=(*after.questions, ask("deadline-shared")))
    return out


def _about_it(text: str, clause: Clause, lex: Lexicon) -> bool:
    """Whether a clause speaks of the act before it: 'the entry of that', 'sending us its results'."""
    first = [t.form for t in _opening(text, clause)[:4]]
    results = any(
        (form[:1] == "ب" or clause.reports) and form.endswith(("ها", "هم")) and len(form) > 5 for form in first[1:3]
    )
    return "ذلك" in first or results or _refers(text, clause, lex)


def _opening(text: str, clause: Clause) -> list[Token]:
    """The first words of a clause."""
    start, end = clause.content
    return tokenise(text, start, min(end, start + OPENING))


def own_times(times: Sequence[TimeExpression], clause: Clause) -> bool:
    """Whether a clause says a time of its own; a length that only measures ('five years of service') is none."""
    found = timing.of_clause(times, clause)
    return any(t.role is not None or (t.count is None and t.kind is not Kind.RANGE) for t in found)


def _handed_over(text: str, here: Clause, after: Clause) -> bool:
    """'Adopt the lists and send them in': what is sent is made once, though the first verb alone could be kept up."""
    close = text[here.span[1] : after.span[0]].strip() in ("", "و")
    return close and _ordered(here) and after.reports and after.refers_back and once(after)


def once(clause: Clause) -> bool:
    """Something ordered that is done once; an attitude, a ban and what is kept up take no deadline from beside them."""
    return _ordered(clause) and clause.pattern is Pattern.ACHIEVEMENT


def _bound_once(text: str, clause: Clause, lex: Lexicon) -> bool:
    """'The holder keeps to removing … and levelling … within five days': acts that are done once, though the verb
    before them alone is one of what is kept up."""
    if not _ordered(clause) or clause.pattern is not Pattern.MAINTENANCE or fold(clause.verb) not in lex.task_standing:
        return False
    first = _opening(text, clause)[:1]
    act = lex.masdar(first[0].form) if first else None
    return act is not None and act.known and act.group == "achievement" and act.stem not in lex.states


def _ordered(clause: Clause) -> bool:
    ordered = clause.strength is Strength.ORDER and not clause.vague
    return ordered and clause.modality is Modality.OBLIGATION


def _limits(t: TimeExpression) -> bool:
    return t.role in LIMITS or (t.role is Role.ON and t.count is not None)


def _joined(text: str, here: Clause, after: Clause, lex: Lexicon) -> bool:
    """Nothing between but 'and': two verbal nouns, or a second verb about the first's object. After a comma only what
    reports of it."""
    between = text[here.span[1] : after.span[0]].strip()
    if between in ("،", "، و", "،و"):
        return after.reports and _refers(text, after, lex)
    if between not in ("", "و") or "\n" in text[here.span[1] : after.span[0]]:
        return False
    first = _opening(text, after)[:1]
    noun = bool(first) and lex.masdar(first[0].form) is not None and lex.verb(first[0].form) is None
    handed = after.reports and after.addressee == here.addressee  # 'finishes its work and submits its minutes by …'
    return noun or handed or _refers(text, after, lex)


def _listed(text: str, here: Clause, after: Clause, times: Sequence[TimeExpression], lex: Lexicon) -> bool:
    """'The survey of X, the fixing of Y, and the sending of Z, within fifteen days': a time behind a comma is that of
    the whole list, and so is one that the last two share already."""
    if text[here.span[1] : after.span[0]].strip() not in ("،", "، و", "،و") or here.verb != after.verb:
        return False
    first = _opening(text, after)[:1]
    if not first or lex.masdar(first[0].form) is None:
        return False
    said = [t for t in timing.of_clause(times, after) if _limits(t)]
    behind = [t for t in said if text[: t.span[0]].rstrip().removesuffix("وذلك").rstrip().endswith("،")]
    handed_on = [t for t in said if t.span in after.extra]
    return bool(behind or handed_on)


def _refers(text: str, clause: Clause, lex: Lexicon) -> bool:
    """Whether a clause speaks of the object of the one before by a pronoun."""
    return clause.refers_back or any(t.form in lex.back for t in _opening(text, clause)[1:6])


def settled(text: str, clause: Clause, times: Sequence[TimeExpression], lex: Lexicon) -> Clause:
    """A clause whose pattern its times decide: kept up from a day on, or done once though it names offenders."""
    found = timing.of_clause(times, clause)
    guessed = [q for q in clause.questions if q.code == "each-case"]
    if guessed and any((_limits(t) and t.anchor is not Anchor.EVENT) or t.role is Role.IMMEDIATELY for t in found):
        # 'A list of the offending sites by 30 November', 'stop the unlicensed works at once': those that there are.
        asked = tuple(q for q in clause.questions if q not in guessed)
        return replace(clause, pattern=Pattern.ACHIEVEMENT, questions=asked)
    if clause.pattern is Pattern.ACHIEVEMENT and not any(t.value or t.count or t.role for t in found):
        first = _opening(text, clause)[:1]
        noun = lex.masdar(first[0].form) if first else None
        opens = bool(first) and (first[0].form in lex.hours or (noun is not None and noun.stem in lex.hours))
        hours = {lex.hour} | lexicon.entry("time", "dayparts")
        if opens and any(t.form in hours for t in tokenise(text, *clause.content)):
            return replace(clause, pattern=Pattern.MAINTENANCE)  # 'the shops close at ten': every day
    return _kept_for(text, clause, found, lex)


def _kept_for(text: str, clause: Clause, found: Sequence[TimeExpression], lex: Lexicon) -> Clause:
    """'Is seconded for three months', 'fees are paid from 1 November': the act makes a state that lasts so long."""
    if clause.modality is not Modality.OBLIGATION or clause.pattern is not Pattern.ACHIEVEMENT:
        return clause
    roles = {t.role for t in found}
    stretch = any(between(t) for t in found)
    if roles & {*LIMITS[:3], Role.EVERY, Role.IMMEDIATELY} or not (
        stretch or roles & {Role.FOR, Role.FROM, Role.UNTIL}
    ):
        return clause
    first = _opening(text, clause)[:1]
    noun = lex.masdar(first[0].form) if first else None
    said = {first[0].form, noun.stem if noun is not None else ""} if first else set()
    if noun is not None and noun.stem in lex.light:  # 'work on the pumping of …'
        said |= {act.stem for t in _opening(text, clause)[1:4] if (act := lex.masdar(t.form)) is not None}
    lasts = Role.FROM in roles and not clause.forming and not clause.reports and not said & lex.begins_once
    supplied = (stretch or Role.UNTIL in roles) and not said.isdisjoint(lexicon.entry("continuous", "supplying"))
    state = bool(said & lex.states) or (bool(said) and lasts) or supplied
    return replace(clause, pattern=Pattern.MAINTENANCE) if state else clause
