"""'The following are forbidden to the board:' over a list: what its items name is forbidden. Pure."""

from __future__ import annotations

from tracker.orders.lexicon import Lexicon
from tracker.orders.speech import Setting, Trigger
from tracker.orders.tokens import Token

REACH = 12  # words of a lead
_OPENS = ("ما", "كل", "القيام", "اي")


def banning(text: str, tokens: list[Token], lex: Lexicon) -> tuple[bool, str | None]:
    """Whether a lead forbids what its list names, and to whom."""
    for k in range(min(len(tokens), REACH)):
        size = lex.must_not.at(tokens, k)
        if size and k + size < len(tokens):
            return _upon(text, tokens, k + size, lex)
    return False, None


def binding(text: str, tokens: list[Token], lex: Lexicon) -> str | None:
    """Whom a lead binds to what its list names, where it says no more: 'the clubs must do the following:'."""
    if len(tokens) < REACH and tokens and tokens[0].form in ("علي", "فعلي", "وعلي"):
        return _upon(text, tokens, 0, lex)[1]
    for k in range(min(len(tokens), REACH)):
        size = lex.must.at(tokens, k)
        if size and k + size < len(tokens) and (who := _upon(text, tokens, k + size, lex)[1]) is not None:
            return who
    asked = next((k for k, t in enumerate(tokens[:REACH]) if t.form.removeprefix("ال") == "مطلوب"), None)
    if asked is None or asked + 2 >= len(tokens) or tokens[asked + 1].form != "من":
        return None
    end = next((k for k in range(asked + 3, len(tokens)) if _act(tokens[k], lex) or _name_ends(tokens[k], lex)), 0)
    return text[tokens[asked + 2].start : tokens[end - 1].end] if end else None


def _act(token: Token, lex: Lexicon) -> bool:
    found = lex.masdar(token.form)
    return found is not None and found.known and token.form not in lex.bodies


def _upon(text: str, tokens: list[Token], on: int, lex: Lexicon) -> tuple[bool, str | None]:
    """Whether nothing but a name stands between a verb of duty and the colon, and the name."""
    end = next((j for j in range(on, len(tokens)) if _name_ends(tokens[j], lex)), len(tokens))
    rest = [t for t in tokens[end:] if t.word and t.form not in lex.list_words and t.form not in _OPENS]
    if rest:
        return False, None  # an act stands in the lead itself
    if tokens[on].form.lstrip("فو") == "علي" and on + 1 < end:
        return True, text[tokens[on + 1].start : tokens[end - 1].end]
    if tokens[on].form[:1] == "ل" and end > on:
        said = text[tokens[on].start : tokens[end - 1].end]
        return True, "ا" + said[1:] if said.startswith("لل") else said[1:]
    return end == on, None


def _name_ends(token: Token, lex: Lexicon) -> bool:
    return not token.word or token.form in _OPENS or token.form in lex.list_words


def banned(text: str, tokens: list[Token], setting: Setting, found: Trigger | None) -> Trigger | None:
    """An item of such a list: what orders in it is forbidden, and what nothing is known to order too."""
    if not setting.forbids or not tokens or not tokens[0].word:
        return found
    if found is not None:
        found.prohibition = True
        return found
    said = setting.verb or text[tokens[0].start : tokens[0].end]
    return Trigger(0, 0, "order", said, prohibition=True, addressee=setting.addressee, unknown=True)
