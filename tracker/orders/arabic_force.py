"""When an Arabic order says that it takes effect, and until when it holds. Pure."""

from __future__ import annotations

from datetime import date

from tracker.calendars.expressions import Role
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon, timing
from tracker.orders.extract import Force
from tracker.orders.layout import Segment
from tracker.orders.lexicon import Lexicon
from tracker.orders.parts import names_self
from tracker.orders.records import Passage, Span
from tracker.orders.tokens import Token

FORCE = 12  # words of a sentence that only says from when an order holds


def own_force(
    text: str, span: Span, tokens: list[Token], passage: Passage, policy: Policy, lex: Lexicon
) -> Force | None:
    """'This order takes effect from …', 'it is in force from …': the day, or the end; None for any other sentence."""
    if not tokens:
        return None
    first = tokens[0].form.removeprefix("و")
    ending = first in _words("force_ending") and _ends_itself(tokens, lex)
    begins_work = first in _words("force_beginning") and len(tokens) > 1 and tokens[1].form in _words("force_held")
    known = lex.plain(tokens[0].form, lex.force_verbs) is not None or first in _words("in_force")
    if not (known or ending or begins_work):
        return None
    own = first in _words("in_force") and any(t.form in lex.own_issue for t in tokens[1:FORCE])
    if not own and not any(names_self(t.form, lex) for t in tokens[1:4]) and not _by_it(tokens, 0, lex):
        return None
    times = timing.find(text, *span, "ar", passage.issued_on, policy)
    published = next((t for t in tokens[1:FORCE] if t.form in _words("publishing")), None)
    dated = any(t.role in (Role.FROM, Role.ON) and any(map(str.isdigit, t.text)) for t in times)
    if published is not None and not dated:
        return Force(by_event=text[published.start : published.end])
    begins: tuple[Role, ...] = (Role.FROM, Role.ON)
    ends: tuple[Role | None, ...] = (Role.UNTIL, Role.BY, Role.BEFORE)
    if ending:  # 'its force ends on 31 December'
        begins, ends = (), (*ends, Role.ON, None)
    start = next((t.value for t in times if t.role in begins and t.value), None)
    end = next((t.value for t in times if t.role in ends and t.value), None)
    return Force(
        timing.whole_day(start.partition("/")[0]) if start else None,
        timing.whole_day(end.rpartition("/")[2]) if end else None,
    )


def _ends_itself(tokens: list[Token], lex: Lexicon) -> bool:
    """'The force of this decision ends': no 'this section ends its work'."""
    held = len(tokens) > 3 and tokens[1].form in _words("force_held")
    named = tokens[2 if held else 1 : 4 if held else 3]
    return any(t.form.removeprefix("ب") in lex.self_nouns or (held and names_self(t.form, lex)) for t in named)


def force_tail(tokens: list[Token], lex: Lexicon) -> int | None:
    """Where '…, and it is in force from …' begins in a sentence that orders something else."""
    for k in range(1, len(tokens)):
        if tokens[k].form[:1] == "و" and tokens[k].form[1:] in _words("in_force"):
            itself = k + 1 < len(tokens) and names_self(tokens[k + 1].form, lex)
            if itself or _by_it(tokens, k, lex):
                return k
    return None


def _by_it(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'… by it, from': the pronoun is the order's."""
    after = [t.form for t in tokens[k + 1 : k + 4]]
    return (
        len(after) > 1
        and after[0] in _words("by_it")
        and (after[1] in _words("force_since") or after[1] in lex.own_issue)
    )


def holds_from(text: str, part: Segment, passage: Passage, policy: Policy) -> date | None:
    """'What follows is adopted from 15/7/2025:': the day from which all of it holds."""
    times = timing.find(text, part.start, part.end, "ar", passage.issued_on, policy)
    start = next((t.value for t in times if t.role is Role.FROM and t.value), None)
    return timing.whole_day(start.partition("/")[0]) if start else None


def _words(name: str) -> frozenset[str]:
    return lexicon.entry("decree", name)
