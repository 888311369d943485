"""Whether a name can be the subject of the verb before it: who speaks or orders, or whom a verb binds. Pure."""

from __future__ import annotations

from tracker.orders.lexicon import Lexicon
from tracker.orders.parts import had_said
from tracker.orders.tokens import Token

THAT_HE = ("انه", "انها", "بانه", "بانها", "لانه", "لانها")


def can_be_subject(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """At the beginning of a sentence, or right after a verb of speaking, ordering or meeting."""
    k = i - 1
    while k >= 0 and (tokens[k].form in lex.honorifics or tokens[k].form in lex.ranks or tokens[k].form in lex.styles):
        k -= 1
    if k < 0 or all(not t.word or lex.plain(t.form, lex.subject_openers) for t in tokens[: k + 1]):
        return True
    before = tokens[k].form
    if had_said(tokens, k, lex):
        return True
    if k and tokens[k - 1].form.lstrip("و") in THAT_HE:
        return False  # 'that he directed the ruler of the district to …': the pronoun is the subject
    frame = lex.frame(before)
    if (
        frame is not None
        and k
        and tokens[k].form[:1] == "و"
        and "object" in frame[1].to
        and _told_by(tokens, k, i, lex)
    ):
        return False
    also = tokens[0].form == "كما" and k == 1 and not tokens[i].definite
    if frame is not None and also and "object" in frame[1].to and _only_name(tokens, i, lex):
        return False  # 'he also directed the under-secretary of … to': who spoke before goes on
    if frame is not None and "object" in frame[1].to and not _agrees(frame[0], frame[1].to, tokens[i].form, lex):
        return False
    if frame is not None and _only_object(tokens, k, i, frame[1].to, lex):
        return False
    return frame is not None or tells(before, lex)


def _told_by(tokens: list[Token], k: int, i: int, lex: Lexicon) -> bool:
    """'The minister listened to …, and directed the manager to sell …': of a second verb joined to one whose subject
    was named, the one name before what is ordered is whoever is ordered."""
    named = any(tokens[j].form in lex.person_titles and tells(tokens[j - 1].form, lex) for j in range(1, k))
    return named and _only_name(tokens, i, lex)


def _only_name(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """Whether what is ordered follows the name at ``i`` without another body between."""
    for j in range(i + 1, min(len(tokens), i + 8)):
        found = lex.masdar(tokens[j].form)
        if found is not None and found.prep == "ب":
            return True
        again = tokens[j].form in lex.bodies and (tokens[j - 1].definite or j > i + 1)
        if not tokens[j].word or again:
            return False
    return False


def tells(form: str, lex: Lexicon) -> bool:
    """A verb of speaking, ordering or meeting, also with the feminine ending."""
    return any(lex.plain(f, lex.subject_verbs) is not None for f in (form, form.removesuffix("ت")))


def named_after_verb(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """A family name right after such a verb is its subject, whatever its gender."""
    return i > 0 and (lex.frame(tokens[i - 1].form) is not None or tells(tokens[i - 1].form, lex))


def _agrees(verb: str, to: frozenset[str], noun: str, lex: Lexicon) -> bool:
    """Whether a noun right after a verb that also takes an object can be its subject: gender agrees, and where the
    verb always names its object ('charged', 'obliged') a body right after it is that object unless definite."""
    feminine = noun.endswith("ه")
    if feminine != verb.endswith("ت"):
        return not feminine and not verb.endswith("ت")
    return "must_object" not in to or noun.startswith("ال") or noun in lex.person_titles


def _only_object(tokens: list[Token], k: int, i: int, to: frozenset[str], lex: Lexicon) -> bool:
    """'He also charged the ruler of the district of X with …': of a verb that names whom it binds, the one name before
    what is ordered is whom it binds, where the sentence begins with the verb and a speaker went before."""
    binds = tokens[k].form.lstrip("و") in ("كلف", "كلفت", "الزم", "الزمت")  # never without whom it binds
    first = tokens[k].form == tokens[0].form and not binds
    if "must_object" not in to or first or (k > 1 and not binds) or tokens[i].form in ("رييس", "وزير"):
        return False
    return _only_name(tokens, i, lex)
