"""Arabic clauses: what each ordering place governs, cut into one clause for one governing noun or verb. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.model import Modality, Pattern, Question, Strength
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.details import (
    SIGNS,
    agent,
    conditions,
    exceptions,
    has_purpose,
    inner_doer,
    is_change,
    last,
    lists_follow,
    public,
    verb_doer,
)
from tracker.orders.layout import trim
from tracker.orders.lexicon import Lexicon
from tracker.orders.parts import (
    Head,
    each_case,
    event_at,
    opens_act,
    read_head,
    same_root,
)
from tracker.orders.records import Clause, Span
from tracker.orders.speech import Setting, Trigger
from tracker.orders.tokens import Token, fold
from tracker.orders.triggers import find_triggers

LEAD_REACH = 16


@dataclass(slots=True)
class _Piece:
    """One conjunct: tokens from ``start`` to ``end``; ``kind``: act | verb | on_that."""

    start: int
    end: int
    kind: str
    skip: int = 0


def clauses(text: str, tokens: list[Token], setting: Setting) -> list[Clause]:
    """The clauses of one sentence, orders and exhortations, in the order of the text."""
    lex = lexicon.arabic()
    found: list[Clause] = []
    for trigger in find_triggers(text, tokens, setting, lex):
        found += _of_trigger(text, tokens, trigger, lex)
    found += _threats(text, tokens, found, lex)
    return _follow_up(sorted(found, key=lambda c: c.span))


def _of_trigger(text: str, tokens: list[Token], trigger: Trigger, lex: Lexicon) -> list[Clause]:
    pieces = _pieces(tokens, trigger, lex)
    out: list[Clause] = []
    heads: list[str] = []
    for n, piece in enumerate(pieces):
        if piece.kind == "on_that":
            if out and _complete_before(text, tokens, piece, out, heads, lex):
                continue
            clause = _on_that_clause(text, tokens, piece, trigger, lex)
            stem = tokens[piece.start + piece.skip].form if piece.start + piece.skip < piece.end else ""
        else:
            clause, stem = _clause(text, tokens, trigger, piece, n == 0, lex)
        if clause is not None:
            out.append(clause)
            heads.append(stem)
    return _shared(out)


def _pieces(tokens: list[Token], trigger: Trigger, lex: Lexicon) -> list[_Piece]:
    """Cut what a trigger governs at each conjunct that begins an act of its own."""
    pieces = [_Piece(trigger.content, trigger.end, "verb" if trigger.kind == "verb" else "act")]
    purpose = False
    for k in range(trigger.content + 1, trigger.end):
        if not tokens[k].word:
            purpose = purpose and tokens[k].form not in ("،", ",", "؛")
            continue
        cut = _cut(tokens, k, trigger, purpose, lex)
        if cut is not None:
            pieces[-1].end = k
            pieces.append(cut)
            purpose = False
            continue
        found = lex.masdar(tokens[k].form)
        purpose = (
            purpose or (found is not None and found.prep == "ل" and not found.definite) or lex.purpose.at(tokens, k) > 0
        )
    return pieces


def _cut(tokens: list[Token], k: int, trigger: Trigger, purpose: bool, lex: Lexicon) -> _Piece | None:
    """The conjunct that begins at ``k``, if one does."""
    end = trigger.end
    size = lex.on_that.at(tokens, k)
    if size:
        return _Piece(k, end, "on_that", size)
    size = lex.adding.at(tokens, k)
    if size and k + size < end:
        found = opens_act(tokens, k + size, end, lex) or opens_act(tokens, k + size, end, lex, "ب")
        if found is not None and (found.known or size > 1):
            return _Piece(k, end, "act", size)
    form = tokens[k].form
    if form in ("وعلي", "والي") and k + 1 < end and trigger.opener == form[1:]:
        nxt = lex.masdar(tokens[k + 1].form)
        if nxt is not None and not nxt.prep:
            return _Piece(k, end, "act", 1)
    if not form.startswith("و") or len(form) < 4:
        return None
    verb = lex.verb(form)
    if verb is not None and not (lex.masdar(form) is not None and lex.masdar(form[1:]) is not None):
        return _Piece(k, end, "verb")
    for prep in ("", "ب"):
        found = opens_act(tokens, k, end, lex, prep)
        if found is None or not found.conj:
            continue
        if prep == "ب" and trigger.opener == "ب":
            return _Piece(k, end, "act")
        if prep == "" and _own_act(tokens, k, end, purpose, found.stem, found.known or found.definite, lex):
            return _Piece(k, end, "act")
    return None


def _own_act(tokens: list[Token], k: int, end: int, purpose: bool, stem: str, known: bool, lex: Lexicon) -> bool:
    """Whether 'and <act>' is a clause of its own: it has its own object and is no purpose of the one before."""
    before = lex.masdar(tokens[k - 1].form) if tokens[k - 1].word else None
    if before is not None and not before.definite and not before.suffix and tokens[k - 1].form not in lex.bodies:
        return False
    if purpose and stem not in lex.reporting:
        return False
    own = lex.masdar(tokens[k].form)
    has_object = (k + 1 < end and tokens[k + 1].word) or (own is not None and own.suffix != "")
    return bool(has_object) and (known or own is not None)


def _clause(
    text: str, tokens: list[Token], trigger: Trigger, piece: _Piece, first: bool, lex: Lexicon
) -> tuple[Clause | None, str]:
    begin = piece.start + piece.skip
    verb_head = piece.kind == "verb"
    head = _verb_head(tokens, begin, piece.end, lex) if verb_head else read_head(tokens, begin, piece.end, lex)
    if first and trigger.formula:
        return None, ""
    if head is None and not trigger.prohibition:
        if trigger.opener == "ان" and begin < piece.end:
            head = Head(begin, tokens[begin].form, "once")
        else:
            return None, ""
    if head is None:
        head = Head(begin, tokens[begin].form, "standing")
    if head.empty or is_change(tokens, begin, piece.end, lex) or lists_follow(tokens, begin, piece.end, lex):
        return None, ""
    start = _start(tokens, trigger, piece, first)
    place = trim(text, start, tokens[last(tokens, piece.start, piece.end, lex) - 1].end, SIGNS)
    if place is None:
        return None, ""
    span = place
    prohibition = head.prohibition or (trigger.prohibition and (first or not verb_head))
    pattern = Pattern.MAINTENANCE if prohibition or head.group == "standing" else Pattern.ACHIEVEMENT
    if trigger.standing or any(lex.continuous.at(tokens, k) for k in range(begin, piece.end)):
        pattern = Pattern.MAINTENANCE
    event = event_at(tokens, piece.start, piece.end, lex)
    if event is None and first and trigger.at > 0:
        event = event_at(tokens, 0, trigger.at, lex)
        if event is not None:
            span = (tokens[event].start, span[1])
    by_case = (head.enforcing or head.reporting) and each_case(tokens, begin, piece.end, lex)
    if (event is not None or by_case) and not prohibition:
        pattern = Pattern.TRIGGERED
    who = trigger.addressee if not (verb_head and not first) else verb_doer(text, tokens, begin, piece.end, lex)
    by = agent(text, tokens, begin, piece.end, lex)
    inner = inner_doer(text, tokens, begin, piece.end, lex)
    asked: tuple[Question, ...] = ()
    if by is not None and has_purpose(tokens, begin, piece.end, lex):
        asked = (ask("agent-scope"),)
    weak = trigger.weak or trigger.kind == "wish" or (head.group == "vague" and not prohibition) or head.vague
    clause = Clause(
        span=span,
        content=(tokens[begin].start, span[1]),
        verb=text[tokens[begin].start : tokens[begin].end].removeprefix("و")
        if verb_head and not first
        else trigger.verb,
        modality=Modality.PROHIBITION if prohibition else Modality.OBLIGATION,
        strength=Strength.EXHORTATION
        if trigger.weak or trigger.kind == "wish" or public(trigger.addressee, lex) or (head.vague and prohibition)
        else Strength.ORDER,
        pattern=pattern,
        addressee=by or inner or who,
        exceptions=exceptions(text, tokens, begin, piece.end, lex),
        conditions=conditions(text, tokens, begin, piece.end, lex),
        forming=head.forming,
        vague=weak and trigger.kind != "wish" and not trigger.weak,
        asap=head.asap or any(t.form in lex.urgent or t.form[1:] in lex.urgent for t in tokens[begin : piece.end]),
        reports=head.reporting,
        lead_in=first and trigger.kind != "verb",
        figure=any(t.form in lex.figures or t.form[1:] in lex.figures for t in tokens[begin : piece.end]),
        enforces=head.enforcing,
        refers_back=head.suffix != "",
        follows=head.suffix != "" and head.enforcing,
        event=text[tokens[event].start : span[1]] if event is not None else None,
        questions=asked,
    )
    return clause, head.stem


def _start(tokens: list[Token], trigger: Trigger, piece: _Piece, first: bool) -> int:
    """A first clause begins at its governing verb where that stands near; another at its own act, without the 'and'."""
    if first and piece.start - trigger.at <= LEAD_REACH:
        verb = tokens[trigger.at]
        return verb.start + (verb.form.startswith("و") and fold(trigger.verb) == verb.form[1:])
    token = tokens[piece.start + piece.skip]
    return token.start + 1 if token.form.startswith("و") and len(token.form) > 3 else token.start


def _verb_head(tokens: list[Token], k: int, end: int, lex: Lexicon) -> Head | None:
    known = lex.verb(tokens[k].form)
    if known is None:
        return Head(k, tokens[k].form, "once")
    verb, group = known
    if verb in lex.passive_tam or group == "task":
        for j in range(k + 1, min(end, k + 8)):
            if opens_act(tokens, j, end, lex) is not None or opens_act(tokens, j, end, lex, "ب") is not None:
                return read_head(tokens, j, end, lex)
        if verb in lex.passive_tam:
            return None
    return Head(
        k,
        verb,
        "standing" if group == "standing" or verb in lex.task_standing else "once",
        forming=verb in lex.act_forming,
        enforcing=verb in lex.act_enforcing,
        reporting=verb in lex.act_reporting,
    )


def _complete_before(
    text: str, tokens: list[Token], piece: _Piece, out: list[Clause], heads: list[str], lex: Lexicon
) -> bool:
    """'Provided that …' that dates or conditions a clause before it: True where it was added there."""
    begin = piece.start + piece.skip
    if begin >= piece.end:
        return True
    form = tokens[begin].form
    place = trim(text, tokens[piece.start].start, tokens[piece.end - 1].end, SIGNS)
    if place is None:
        return True
    words = text[place[0] : place[1]]
    n = len(out) - 1
    if form in lex.being:
        out[n] = _extended(replace(out[n], conditions=(*out[n].conditions, words)), place, tokens, text)
        return True
    finishing = form in lex.finishing or (
        form in ("لا", "الا") and begin + 1 < piece.end and tokens[begin + 1].form in lex.finishing
    )
    for m in range(n, -1, -1):
        if heads[m] and same_root(form, heads[m]):
            n, finishing = m, True
            break
    if not finishing:
        return False
    by = agent(text, tokens, begin, piece.end, lex)
    clause = replace(out[n], addressee=by or out[n].addressee)
    out[n] = (
        _extended(clause, place, tokens, text) if n == len(out) - 1 else replace(clause, extra=(*clause.extra, place))
    )
    return True


def _extended(clause: Clause, place: Span, tokens: list[Token], text: str) -> Clause:  # noqa: ARG001
    """The clause with what follows it directly taken into its quote."""
    return replace(clause, span=(clause.span[0], place[1]), content=(clause.content[0], place[1]))


def _on_that_clause(text: str, tokens: list[Token], piece: _Piece, trigger: Trigger, lex: Lexicon) -> Clause | None:
    begin = piece.start + piece.skip
    if begin >= piece.end:
        return None
    place = trim(text, tokens[piece.start].start, tokens[piece.end - 1].end, SIGNS)
    if place is None:
        return None
    head = _verb_head(tokens, begin, piece.end, lex)
    negated = tokens[begin].form in ("لا", "الا")
    standing = negated or (head is not None and head.group == "standing")
    return Clause(
        span=place,
        content=(tokens[begin].start, place[1]),
        verb=text[tokens[begin].start : tokens[begin].end],
        modality=Modality.PROHIBITION if negated else Modality.OBLIGATION,
        pattern=Pattern.MAINTENANCE if standing else Pattern.ACHIEVEMENT,
        addressee=agent(text, tokens, begin, piece.end, lex)
        or verb_doer(text, tokens, begin, piece.end, lex)
        or trigger.addressee,
        exceptions=exceptions(text, tokens, begin, piece.end, lex),
    )


def _follow_up(found: list[Clause]) -> list[Clause]:
    """Seizing 'them' after a prohibition, and what is done next in each case: each case triggers it."""
    out: list[Clause] = []
    for clause in found:
        if out and clause.modality is Modality.OBLIGATION and clause.pattern is Pattern.ACHIEVEMENT:
            after_ban = clause.follows and out[-1].modality is Modality.PROHIBITION
            with_case = clause.enforces and out[-1].pattern is Pattern.TRIGGERED
            if after_ban or with_case:
                clause = replace(clause, pattern=Pattern.TRIGGERED)
        out.append(clause)
    return out


def _shared(out: list[Clause]) -> list[Clause]:
    """An exception after the second of two clauses about one thing covers the first as well, with a question."""
    for n in range(len(out) - 1, 0, -1):
        before, last = out[n - 1], out[n]
        if last.exceptions and before.modality is Modality.PROHIBITION and not before.exceptions and last.follows:
            asked = ask("exception-scope")
            out[n - 1] = replace(before, exceptions=last.exceptions, questions=(*before.questions, asked))
            out[n] = replace(last, questions=(*last.questions, asked))
    return out


def _threats(text: str, tokens: list[Token], taken: list[Clause], lex: Lexicon) -> list[Clause]:
    """'No room for …', 'all are responsible', 'will be held to account': kept as exhortations."""
    out: list[Clause] = []
    for k in range(len(tokens)):
        if not tokens[k].word:
            continue
        size = lex.threat.at(tokens, k)
        together = (
            lex.plain(tokens[k].form, lex.all_are) and k + 1 < len(tokens) and tokens[k + 1].form in lex.responsible
        )
        if not size and not together:
            continue
        if any(c.span[0] <= tokens[k].start < c.span[1] for c in (*taken, *out)):
            continue
        limit = min((c.span[0] for c in taken if c.span[0] > tokens[k].start), default=tokens[-1].end)
        end = next((j for j in range(k + 1, len(tokens)) if tokens[j].start >= limit), len(tokens))
        end = next((j for j in range(k + 1, end) if not tokens[j].word and tokens[j].form in "،,.؛"), end)
        place = trim(text, tokens[k].start, tokens[end - 1].end, SIGNS)
        if place is not None:
            words = text[tokens[k].start : tokens[k + max(size, 1) - 1].end].removeprefix("و")
            out.append(Clause(place, place, words, strength=Strength.EXHORTATION, pattern=Pattern.MAINTENANCE))
    return out


def excepts(text: str, tokens: list[Token]) -> str | None:
    """A sentence that only excepts something from the order before it: its words."""
    lex = lexicon.arabic()
    if tokens and lex.plain(tokens[0].form, lex.except_sentence):
        place = trim(text, tokens[0].start, tokens[-1].end, SIGNS)
        return text[place[0] : place[1]] if place else None
    return None
