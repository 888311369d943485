"""Arabic clauses: what each ordering place governs, cut into one clause for one governing noun or verb. Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.model import Modality, Pattern, Question, Strength
from tracker.orders import lexicon
from tracker.orders.arabic_cases import each_case
from tracker.orders.ask import ask
from tracker.orders.conjuncts import Piece, pieces_of
from tracker.orders.details import (
    agent,
    at_once,
    body_formed,
    clipped,
    has_purpose,
    haste,
    inner_doer,
    is_change,
    its_paper,
    kept_up,
    last,
    lists_follow,
    only_complies,
    own_object,
    public,
    stops,
    that_doer,
    verb_doer,
)
from tracker.orders.doers import accusative, passive
from tracker.orders.duties import states
from tracker.orders.heads import shared_head, verb_head_of
from tracker.orders.lexicon import Lexicon
from tracker.orders.limits import conditions, exceptions
from tracker.orders.openings import delays
from tracker.orders.parts import Head, case_of, counted_from, event_at, names_self, read_head
from tracker.orders.records import Clause, Span
from tracker.orders.shapes import same_root
from tracker.orders.siblings import follow_up, in_case, same_case, shared
from tracker.orders.speech import Setting, Trigger
from tracker.orders.threats import threats
from tracker.orders.tokens import Token, fold
from tracker.orders.triggers import find_triggers
from tracker.orders.wordlists import words

LEAD_REACH = 16


def clauses(text: str, tokens: list[Token], setting: Setting) -> list[Clause]:
    """The clauses of one sentence, orders and exhortations, in the order of the text."""
    lex = lexicon.arabic()
    found: list[Clause] = []
    for trigger in find_triggers(text, tokens, setting, lex):
        found += _of_trigger(text, tokens, trigger, found[-1].span[1] if found else 0, lex)
    found += threats(text, tokens, found, lex)
    return in_case(follow_up(sorted(found, key=lambda c: c.span)), setting.case)


def _of_trigger(text: str, tokens: list[Token], trigger: Trigger, after: int, lex: Lexicon) -> list[Clause]:
    """The clauses that one ordering place governs; ``after``: where the clause before it ends."""
    pieces = pieces_of(text, tokens, trigger, lex)
    out: list[Clause] = []
    heads: list[str] = []
    charged: str | None = None
    for n, piece in enumerate(pieces):
        if piece.kind == "on_that":
            if out and _complete_before(text, tokens, piece, out, heads, lex):
                continue
            clause = _on_that_clause(text, tokens, piece, trigger, lex)
            if clause is not None and out and out[-1].forming and clause.addressee in (None, trigger.addressee):
                made = body_formed(text, tokens, pieces[n - 1].start - 1, piece.start, lex)
                by_it = tokens[piece.start + piece.skip].form not in lex.passive_tam | lex.being
                clause = replace(clause, addressee=made if made is not None and by_it else clause.addressee)
            same = clause is not None and (clause.refers_back or charged is not None)
            if clause is not None and out and same and clause.addressee == trigger.addressee:
                clause = replace(clause, addressee=out[-1].addressee)
            stem = tokens[piece.start + piece.skip].form if piece.start + piece.skip < piece.end else ""
        else:
            clause, stem = _clause(text, tokens, trigger, piece, n == 0, after, lex)
        if clause is not None:
            apart = n > 0 and not tokens[piece.start - 1].word and tokens[piece.start].form[:2] != "وب"
            hands_on = piece.kind == "verb" and clause.reports and clause.addressee is None
            apart = apart and not (clause.refers_back and clause.reports)  # '…, and raising it to the council'
            # 'The doing by the authority of …, and the paying in of …': the second after a sign is the authority's too
            first_word = lex.masdar(tokens[pieces[0].start].form)
            binds = first_word is not None and first_word.stem in lex.binding and not clause.forming
            both = not apart or binds or tokens[pieces[0].start].form in lex.own_doing
            goes_on = (piece.kind == "act" and both and clause.addressee == trigger.addressee) or hands_on
            if apart and charged is not None and charged == clause.addressee and clause.forming:
                clause = replace(clause, addressee=None)  # 'obliging the ministries to …, and forming a committee'
            if charged is not None and goes_on:
                clause = replace(clause, addressee=charged)
            if n and piece.kind == "act" and out and out[-1].forming and clause.addressee == trigger.addressee:
                made = body_formed(text, tokens, pieces[n - 1].start + pieces[n - 1].skip, piece.start, lex)
                own = clause.reports and its_paper(tokens, piece.start + piece.skip + 1, lex)
                clause = replace(clause, addressee=made if made is not None and own else clause.addressee)
            charged = inner_doer(text, tokens, piece.start + piece.skip, piece.end, lex) or charged
            if piece.kind == "act" and clause.modality is Modality.OBLIGATION:
                charged = agent(text, tokens, piece.start + piece.skip, piece.end, lex) or charged
            charged = clause.addressee if piece.formed is not None else charged
            out.append(clause)
            heads.append(stem)
    return shared(same_case(out, tokens[trigger.at].start))


def _clause(
    text: str, tokens: list[Token], trigger: Trigger, piece: Piece, first: bool, after: int, lex: Lexicon
) -> tuple[Clause | None, str]:
    begin = piece.start + piece.skip
    verb_head = piece.kind == "verb"
    refused = verb_head and tokens[begin].form in ("لا", "ولا") and begin + 1 < piece.end
    if piece.shares is not None:
        head = shared_head(tokens, piece.shares, begin, lex)
    elif verb_head:
        head = verb_head_of(tokens, begin + refused, piece.end, lex)
    else:
        head = read_head(tokens, begin, piece.end, lex)
    if first and trigger.formula:
        return None, ""
    if head is None and not trigger.prohibition:
        if (trigger.opener == "ان" or trigger.unknown or piece.kind == "that") and begin < piece.end:
            known = lex.verb(tokens[begin].form) is not None and (trigger.opener == "ان" or piece.kind == "that")
            head = verb_head_of(tokens, begin, piece.end, lex) if known else None
            head = head or Head(begin, tokens[begin].form, "once")
        else:
            return None, ""
    if head is None:
        head = Head(begin, tokens[begin].form, "standing")
    joined = lex.verb(tokens[begin].form) if verb_head and not first else None
    if joined is not None and states(text, tokens, begin, joined[0], lex):
        return None, ""  # '…, and the offender is deemed to have failed'
    empty = verb_head and lex.empty_content.at(tokens, begin + 1 if begin + 1 < piece.end else begin)
    if empty and not any(lex.plain(t.form, lex.time_marks) for t in tokens[begin : piece.end]):
        return None, ""
    said = [t.form for t in tokens[begin + 1 : piece.end] if t.word]
    bare = head.suffix == "نا" and all(form in lex.courtesy for form in said)  # a letter's 'and tell us, with respect'
    leave = trigger.leave and first
    if bare or leave or head.empty or is_change(tokens, begin, piece.end, lex):
        return None, ""
    contrary = verb_head and lex.plain(tokens[begin].form, frozenset(lex.change_verbs)) is not None
    contrary = contrary and any(t.form in lex.contrary for t in tokens[begin : piece.end])
    if contrary or only_complies(tokens, begin, piece.end, lex):
        return None, ""
    if not head.forming and lists_follow(tokens, begin, piece.end, lex):
        return None, ""  # of what is formed the list names the members; any other list orders itself
    start = _start(tokens, trigger, piece, first)
    place = clipped(text, start, tokens[last(tokens, piece.start, piece.end, lex) - 1].end)
    if place is None:
        return None, ""
    span = place
    apart = not first and not tokens[piece.start - 1].word  # a sign between: what was forbidden before is not meant
    prohibition = head.prohibition or (trigger.prohibition and (first or not (verb_head or apart))) or piece.negated
    prohibition = prohibition or _is_forbidden(tokens, begin, piece.end)
    figure = any(t.form in lex.figures or t.form[1:] in lex.figures for t in tokens[begin : piece.end])
    attitude = head.group == "vague" and not figure
    pattern = Pattern.MAINTENANCE if prohibition or head.group == "standing" or attitude else Pattern.ACHIEVEMENT
    ceases = head.stem in lex.ceasing and stops(tokens, head.at, piece.end, lex)
    standing = trigger.standing and head.stem not in lex.ends_itself
    if standing or ceases or kept_up(tokens, head.at, begin, piece.end, lex):
        pattern = Pattern.MAINTENANCE
    event = event_at(tokens, piece.start, piece.end, lex)
    if event is None and first and trigger.at == 0 and case_of(tokens, lex):
        event = 0
    elif event is None and first and trigger.at > 0:
        since = next((k + 1 for k in range(trigger.at - 1, -1, -1) if not tokens[k].word), 0)
        if since == trigger.at and since > 1:  # 'in case of …, the payment is stopped'
            since = next((k + 1 for k in range(trigger.at - 2, -1, -1) if not tokens[k].word), 0)
            since = since if lex.event_marks.at(tokens, since) else trigger.at
        event = 0 if case_of(tokens, lex) else event_at(tokens, since, trigger.at, lex)
        if event is None and not since:
            event = event_at(tokens, 0, trigger.at, lex)
        if event is not None and tokens[event].start >= after:
            span = (tokens[event].start + (tokens[event].form[:1] == "و"), span[1])
    if event is None:
        event = counted_from(tokens, begin, piece.end, lex)
    cases = head.enforcing or head.reporting
    until = piece.end if cases else min(piece.end, head.at + 3)  # of any act: 'the treatment of every complaint'
    by_case = each_case(tokens, head.at if not cases else begin, until, head, lex)
    asked: tuple[Question, ...] = ()
    if (event is not None or by_case is not None) and not prohibition:
        pattern = Pattern.TRIGGERED
        asked = (ask("each-case"),) if event is None and by_case == "offender" else ()
    if head.suffix in ("ها", "هم", "هما", "ه") and not first and not verb_head:
        asked = (*asked, ask("named-before"))
    other = piece.named
    who = trigger.addressee
    if verb_head and not first:
        # 'The committee meets weekly, and submits …': a second active verb goes on with the subject of the first.
        second = lex.verb(tokens[begin].form) is None or accusative(text, tokens, begin + 1)
        second = second and not passive(text, tokens[begin])
        told = trigger.kind in ("verb", "task") or (fold(trigger.verb) == "علي" and trigger.opener == "ان")
        goes_on = told and (head.reporting or (second and not head.enforcing))
        who = verb_doer(text, tokens, begin, piece.end, lex) or (trigger.addressee if goes_on else None)
    by = agent(text, tokens, begin, piece.end, lex)
    inner = next((d for k in range(begin, head.at + 1) if (d := inner_doer(text, tokens, k, piece.end, lex))), None)
    if by is not None and has_purpose(tokens, begin, piece.end, lex):
        asked = (*asked, ask("agent-scope"))
    upon = (
        trigger.addressee is not None and fold(trigger.verb) == "علي"
    )  # 'on every chief, that he receive the citizens'
    that = (
        that_doer(text, tokens, begin, piece.end, lex)
        if not upon and (trigger.opener in ("ان", "علي") or trigger.kind == "stress" or not first)
        else None
    )
    formed = body_formed(text, tokens, piece.formed, begin, lex) if piece.formed is not None else None
    excepted = exceptions(text, tokens, begin, piece.end, lex, forbids=prohibition or head.enforcing)
    vague = head.vague and not (prohibition and head.stem in lex.forbidden_acts)  # 'no standing before the offices'
    weak = trigger.weak or trigger.kind in ("wish", "urge") or (head.group == "vague" and not prohibition) or vague
    clause = Clause(
        span=span,
        content=(tokens[begin].start + _joined(tokens, begin, lex) + _to(tokens, begin, piece, trigger, lex), span[1]),
        verb=text[tokens[begin].start : tokens[begin].end].removeprefix("و")
        if verb_head and not first
        else trigger.verb,
        modality=Modality.PROHIBITION if prohibition else Modality.OBLIGATION,
        strength=Strength.EXHORTATION
        if trigger.weak or trigger.kind == "wish" or public(trigger.addressee, lex) or (vague and prohibition)
        else Strength.ORDER,
        pattern=pattern,
        addressee=_named(text, tokens, other, lex) if other else by or inner or that or formed or who,
        exceptions=excepted,
        conditions=tuple(
            c for c in conditions(text, tokens, begin, piece.end, lex) if not any(c in e for e in excepted)
        ),
        forming=head.forming,
        vague=weak and trigger.kind != "wish" and not trigger.weak,
        asap=haste(text, tokens, begin, piece.end, lex),
        at_once=at_once(text, tokens, head.at, event, piece.end, lex),
        reports=head.reporting,
        lead_in=first and trigger.kind != "verb",
        figure=figure,
        enforces=head.enforcing,
        refers_back=head.suffix not in ("", "نا", "كم", "ي"),
        follows=head.suffix != "" and head.enforcing,
        event=_event_words(text, tokens, event, trigger, piece, lex) if event is not None else None,
        questions=asked,
    )
    return clause, head.stem


def _named(text: str, tokens: list[Token], place: tuple[int, int], lex: Lexicon) -> str:
    """The words of a second name, without the 'and' joined to it."""
    first = tokens[place[0]]
    joined = first.form[:1] == "و" and not lex.starts_with_and(first.form)
    return text[first.start + joined : tokens[place[1] - 1].end]


def _joined(tokens: list[Token], k: int, lex: Lexicon) -> int:
    """1 where the word at ``k`` begins with a joined 'and'."""
    form = tokens[k].form
    found = lex.masdar(form)
    return int(
        form[:1] in ("و", "ف")
        and form not in lex.prepositions
        and not lex.starts_with_and(form)
        and (found is None or found.conj)
    )


def _to(tokens: list[Token], k: int, piece: Piece, trigger: Trigger, lex: Lexicon) -> int:
    """1 where the act that begins at ``k`` has the joined 'to' of the verb that governs it ('undertakes b-jard')."""
    form = tokens[k].form[1:] if tokens[k].form[:2] == "وب" else tokens[k].form
    if piece.kind != "act" or form[:1] not in ("ب", "ل") or len(form) < 4:
        return 0
    found = lex.masdar(tokens[k].form)
    if form[0] == "ل":
        return int(trigger.opener == "ل" and k == trigger.content and found is not None and found.prep == "ل")
    return int((found is not None and found.prep == "ب") or (trigger.unknown and k == trigger.content))


def _event_words(text: str, tokens: list[Token], event: int, trigger: Trigger, piece: Piece, lex: Lexicon) -> str:
    """The event as the text names it: up to what is ordered, or to the next sign."""
    stop = trigger.at if event < trigger.at else piece.end
    case = case_of(tokens, lex) if event == 0 else 0
    signs = (k for k in range(event + 1, stop) if not tokens[k].word)
    ends = (k for k in range(event + 2, stop) if k == case or _main_verb(tokens[k], lex))
    stop = min(stop, next(signs, stop))
    stop = case or next(ends, stop)
    return text[tokens[event].start + _joined(tokens, event, lex) : tokens[stop - 1].end]


def _main_verb(token: Token, lex: Lexicon) -> bool:
    return lex.verb(token.form) is not None and lex.masdar(token.form) is None and token.form[0] in "يت"


def _start(tokens: list[Token], trigger: Trigger, piece: Piece, first: bool) -> int:
    """A first clause begins at its governing verb where that stands near; another at its own act, without the 'and'."""
    if first and piece.start - trigger.at <= LEAD_REACH:
        verb = tokens[trigger.at]
        named = fold(trigger.verb).split()[0] == verb.form[1:]
        return verb.start + (verb.form[0] in "وف" and (named or _joined(tokens, trigger.at, lexicon.arabic()) == 1))
    token = tokens[piece.start if piece.negated else piece.start + piece.skip]
    joined = token.form.startswith("و") and (len(token.form) > 3 or token.form == "وان")
    return token.start + joined


def _complete_before(
    text: str, tokens: list[Token], piece: Piece, out: list[Clause], heads: list[str], lex: Lexicon
) -> bool:
    """'Provided that …' that dates or conditions a clause before it: True where it was added there."""
    begin = piece.start + piece.skip
    if begin >= piece.end:
        return True
    form = tokens[begin].form
    place = clipped(text, tokens[piece.start].start, tokens[piece.end - 1].end)
    if place is None:
        return True
    words = text[place[0] : place[1]]
    n = len(out) - 1
    if form in lex.being:
        out[n] = _extended(replace(out[n], conditions=(*out[n].conditions, words)), place, tokens, text)
        return True
    own_doer = verb_doer(text, tokens, begin, piece.end, lex) is not None and form in lex.tasks
    finishing = (form in lex.finishing and not own_doer) or (
        form in ("لا", "الا")
        and begin + 1 < piece.end
        and (tokens[begin + 1].form in lex.finishing or delays(tokens, begin + 1))
    )
    for m in range(n, -1, -1):
        if heads[m] and same_root(form, heads[m]):
            n, finishing = m, True
            break
    negative = form in ("لا", "الا")
    if not finishing or (
        not negative and n == len(out) - 1 and own_object(tokens, begin, piece.start, out[n].forming, heads, lex)
    ):
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


def _is_forbidden(tokens: list[Token], begin: int, end: int) -> bool:
    """'The entry of motorcycles is to be forbidden'."""
    said = words(lexicon.arabic().raw["modals"]["forbidden"])
    return tokens[begin].form in ("يكون", "تكون") and any(t.form in said for t in tokens[begin + 1 : end])


def _on_that_clause(text: str, tokens: list[Token], piece: Piece, trigger: Trigger, lex: Lexicon) -> Clause | None:
    begin = piece.start + piece.skip
    if begin >= piece.end:
        return None
    place = clipped(text, tokens[piece.start].start, tokens[piece.end - 1].end)
    if place is None:
        return None
    if tokens[begin].form in lex.force_verbs and any(names_self(t.form, lex) for t in tokens[begin + 1 : begin + 4]):
        return None  # 'provided that this circular is applied from …'
    head = verb_head_of(tokens, begin, piece.end, lex)
    negated = tokens[begin].form in ("لا", "الا")
    kept = tokens[begin].form in lex.task_standing or kept_up(tokens, begin, begin, piece.end, lex)
    standing = negated or kept or (head is not None and head.group == "standing")
    finished = head is not None and head.stem in lex.finishing
    # 'Provided that it is laid before the committee': what the act before it makes.
    handed = head is not None and head.reporting and begin + 1 < piece.end and tokens[begin + 1].form in ("علي", "الي")
    return Clause(
        span=place,
        content=(tokens[begin].start, place[1]),
        verb=text[tokens[begin].start : tokens[begin].end],
        modality=Modality.PROHIBITION if negated else Modality.OBLIGATION,
        pattern=Pattern.MAINTENANCE if standing else Pattern.ACHIEVEMENT,
        reports=(finished or handed) and not standing,
        refers_back=handed,
        addressee=agent(text, tokens, begin, piece.end, lex)
        or verb_doer(text, tokens, begin, piece.end, lex)
        or trigger.addressee,
        exceptions=exceptions(text, tokens, begin, piece.end, lex),
    )
