"""What one ordering place governs, cut at each conjunct that begins an act of its own. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.orders.gaps import gapped
from tracker.orders.imperatives import follows_on
from tracker.orders.lexicon import Lexicon
from tracker.orders.limits import negated_that
from tracker.orders.names import named_by_two
from tracker.orders.openings import opens_act
from tracker.orders.parts import read_head
from tracker.orders.speech import Trigger
from tracker.orders.tokens import Token, fold


@dataclass(slots=True)
class Piece:
    """One conjunct: tokens from ``start`` to ``end``; ``kind``: act | verb | on_that | that. ``formed``: where the
    forming of the body that does it begins; ``shares``: where the act begins whose verb it shares."""

    start: int
    end: int
    kind: str
    skip: int = 0
    negated: bool = False
    named: tuple[int, int] | None = None
    formed: int | None = None
    shares: int | None = None


def pieces_of(text: str, tokens: list[Token], trigger: Trigger, lex: Lexicon) -> list[Piece]:
    """Cut what a trigger governs at each conjunct that begins an act of its own."""
    pieces = [Piece(trigger.content, trigger.end, "verb" if trigger.kind == "verb" else "act")]
    purpose = False
    for k in range(trigger.content + 1, trigger.end):
        if not tokens[k].word:
            purpose = purpose and tokens[k].form not in ("،", ",", "؛")
            continue
        cut = _that(text, tokens, k, trigger, lex) or _cut(tokens, k, trigger, purpose, pieces[-1], lex)
        if cut is None and lex.plain(tokens[k].form, lex.own_duty) and k + 1 < trigger.end and tokens[k + 1].word:
            act = lex.masdar(tokens[k + 1].form)
            if act is not None and act.known and not act.prep:
                cut = Piece(k, trigger.end, "act", 1, formed=pieces[-1].start)  # 'whose task is to receive …'
        if cut is None and gapped(tokens, k, pieces[-1].start + pieces[-1].skip, trigger.end, lex):
            first = pieces[-1].shares
            cut = Piece(k, trigger.end, "act", shares=pieces[-1].start + pieces[-1].skip if first is None else first)
        if (cut is None or (cut.kind == "verb" and tokens[k].form[1:] in lex.charged_with)) and _formed_does(
            tokens, k, pieces[-1], lex
        ):
            cut = Piece(k, trigger.end, "verb", formed=pieces[-1].start)
        if cut is not None:
            pieces[-1].end = k - (cut.formed is not None and tokens[k - 1].form in lex.being)
            pieces.append(cut)
            purpose = False
            continue
        found = lex.masdar(tokens[k].form)
        purpose = (
            purpose or (found is not None and found.prep == "ل" and not found.definite) or lex.purpose.at(tokens, k) > 0
        )
    return pieces


def _that(text: str, tokens: list[Token], k: int, trigger: Trigger, lex: Lexicon) -> Piece | None:
    """'… and that …', '… and that … not' after a 'that'; 'provided that … not'."""
    form = tokens[k].form
    if form == "علي" and k + 2 < trigger.end and tokens[k + 1].form == "الا" and negated_that(text, tokens[k + 1]):
        return Piece(k, trigger.end, "on_that", 1)
    governs = trigger.opener in ("علي", "الي", "ب") or (fold(trigger.verb) == "علي" and not tokens[k - 1].word)
    if k + 2 < trigger.end and governs:
        # 'Directed X to run …, and that no station be moved': a ban beside a duty
        size = 1 if form == "والا" and negated_that(text, tokens[k]) else 2
        refused = size == 1 or (form in ("وان", "وبان") and tokens[k + 1].form == "لا")
        if refused and k + size < trigger.end and tokens[k + size].form[0] in "يتن":
            return Piece(k, trigger.end, "that", size, negated=True)
    if form in ("وان", "وبان") and k + 2 < trigger.end and governs:
        # 'Urged to adopt …, and that the investors be obliged …'
        done = tokens[k + 1].form in lex.passive_tam
        if done or (lex.verb(tokens[k + 1].form) is not None and tokens[k + 1].form[0] in "يت"):
            return Piece(k, trigger.end, "that", 1 + done)
    if k + 2 >= trigger.end or not any(
        t.form in lex.that
        for t in (*tokens[max(0, trigger.at - 1) : trigger.at], *tokens[trigger.content - 1 : trigger.content + 2])
    ):
        return None
    if form == "والا" and negated_that(text, tokens[k]):
        return Piece(k, trigger.end, "that", 1, negated=True)
    if form in ("وان", "وبان"):
        negated = tokens[k + 1].form == "لا"
        return Piece(k, trigger.end, "that", 1 + negated, negated=negated) if tokens[k + 1].form[0] in "يتل" else None
    return None


def _formed_does(tokens: list[Token], k: int, piece: Piece, lex: Lexicon) -> bool:
    """'A committee is formed …, (which) raises its findings': a duty of what is formed, after a comma."""
    form = tokens[k].form
    if form[:1] == "و" and form[1:] in lex.charged_with and form[1:] not in lex.permitting:
        form = form[1:]  # 'a committee is formed …, and submits its report'
    known = form in lex.charged_with or lex.verb(form) is not None or lex.present(form) is not None
    if (
        form.lstrip("و") in lex.permitting
        or form[0] not in "يت"
        or not known
        or (tokens[k - 1].word and form not in lex.charged_with)
    ):
        return False
    if piece.kind == "verb":
        verb = lex.verb(tokens[piece.start].form)
        return verb is not None and verb[0] in lex.act_forming
    head = read_head(tokens, piece.start + piece.skip, k, lex) if piece.kind == "act" else None
    return head is not None and head.forming


def _cut(tokens: list[Token], k: int, trigger: Trigger, purpose: bool, piece: Piece, lex: Lexicon) -> Piece | None:
    """The conjunct that begins at ``k``, if one does."""
    end = trigger.end
    size = lex.on_that.at(tokens, k)
    if size:
        return Piece(k, end, "on_that", size)
    size = lex.adding.at(tokens, k)
    with_body = tokens[k].form == "مع" and k + size < end and lex.body(tokens[k + size].form)
    if size and k + size < end and not with_body:
        found = opens_act(tokens, k + size, end, lex) or opens_act(tokens, k + size, end, lex, "ب")
        if found is not None and (found.known or size > 1):
            return Piece(k, end, "act", size)
    form = tokens[k].form
    if form == "والي" and trigger.opener == "ب":
        return _to_another(tokens, k, end, lex)
    if form in ("وعلي", "والي") and k + 1 < end and trigger.opener == form[1:]:
        nxt = lex.masdar(tokens[k + 1].form)
        if nxt is not None and not nxt.prep:
            return Piece(k, end, "act", 1)
    if not form.startswith("و") or len(form) < 4 or (k > 1 and named_by_two(tokens, k - 2, k)):
        return None
    gapped = _gapped(tokens, k, trigger, piece, lex)
    if gapped is not None:
        return gapped
    if follows_on(tokens, k, trigger, lex):
        return Piece(k, end, "verb")
    verb = lex.verb(form)
    if verb is not None and not (lex.masdar(form) is not None and lex.masdar(form[1:]) is not None):
        return Piece(k, end, "verb")
    if trigger.kind in ("task", "verb") and not tokens[k - 1].word and _second_verb(tokens, k, end, piece, lex):
        return Piece(k, end, "verb")
    for prep in ("", "ب"):
        found = opens_act(tokens, k, end, lex, prep)
        if found is None or not found.conj:
            continue
        tasked = trigger.kind == "task" and tokens[trigger.content].form[:1] == "ب"
        if prep == "ب" and (trigger.opener == "ب" or tasked):
            return Piece(k, end, "act")
        if prep == "" and _own_act(tokens, k, end, purpose, found.stem, found.known or found.definite, lex):
            return Piece(k, end, "act")
    return None


def _second_verb(tokens: list[Token], k: int, end: int, piece: Piece, lex: Lexicon) -> bool:
    """'The offices inspect …, and draw up the reports': a present verb known by its verbal noun, after a sign and out
    of a relative clause."""
    form = tokens[k].form
    if form[1:] in lex.permitting | lex.deeming | lex.no_ban:
        return False
    if form[1] not in "يت" or k + 1 >= end or lex.present(form) is None or lex.masdar(form[1:]) is not None:
        return False
    return not any(lex.plain(t.form, lex.relative) for t in tokens[max(piece.start, k - 7) : k])


def _to_another(tokens: list[Token], k: int, end: int, lex: Lexicon) -> Piece | None:
    """'Told the roads office to …, and the health office to …': the act begins after the second name."""
    if k + 2 >= end or tokens[k + 1].form not in lex.bodies:
        return None
    act = next((j for j in range(k + 2, min(end, k + 8)) if opens_act(tokens, j, end, lex, "ب") is not None), None)
    return Piece(k, end, "act", act - k, named=(k + 1, act)) if act is not None else None


def _gapped(tokens: list[Token], k: int, trigger: Trigger, piece: Piece, lex: Lexicon) -> Piece | None:
    """'Ordered the roads office to …, and the police command to …': a second name and act under the same verb."""
    if trigger.opener != "ب" or trigger.kind not in ("order", "call") or lex.starts_with_and(tokens[k].form):
        return None
    if tokens[k].form[1:] not in lex.bodies:
        return None
    head = read_head(tokens, piece.start + piece.skip, k, lex)
    told = head is not None and head.reporting and any(lex.body(t.form) for t in tokens[head.at + 1 : head.at + 3])
    if head is None or head.stem in lex.doers or told:
        return None  # 'tell the office and the branches to …' has its own 'to'
    for j in range(k + 1, min(trigger.end, k + 8)):
        if not tokens[j].word or tokens[j].form in lex.prepositions:
            return None
        if opens_act(tokens, j, trigger.end, lex, "ب") is not None:
            return Piece(k, trigger.end, "act", j - k, named=(k, j))
    return None


def _own_act(tokens: list[Token], k: int, end: int, purpose: bool, stem: str, known: bool, lex: Lexicon) -> bool:
    """Whether 'and <act>' is a clause of its own: it has its own object and is no purpose of the one before."""
    before = lex.masdar(tokens[k - 1].form) if tokens[k - 1].word else None
    own = lex.masdar(tokens[k].form)
    shares = own is None or not own.suffix  # 'organising and training the teams': one object for both
    if (
        shares
        and before is not None
        and not before.definite
        and not before.suffix
        and tokens[k - 1].form not in lex.bodies
    ):
        return False
    if purpose and stem not in lex.reporting:
        return False
    counted = tokens[k - 1].form.removeprefix("ب").removeprefix("ال")
    if {tokens[k - 1].form, counted} & lex.amounts and stem in lex.amounts:
        return False  # 'the shortage and surplus of teachers': one thing counted
    has_object = (k + 1 < end and tokens[k + 1].word) or (own is not None and own.suffix != "")
    return bool(has_object) and (known or own is not None)
