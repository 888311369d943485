"""Whose words an Arabic sentence of a report was, where that is said behind them: '"…", said the minister'. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon
from tracker.orders.speakers import Mention
from tracker.orders.tokens import Token

_CLOSING = frozenset("\"”»'’")
LONGEST = 18  # words of such an end of a sentence
SHORTEST = 3  # words that stand before it


def credit(tokens: list[Token], lex: Lexicon) -> int | None:
    """Where the words end and it is told whose they were, None where nothing is: the token that begins the end of the
    sentence, with the comma before it."""
    for k in range(max(SHORTEST, len(tokens) - LONGEST), len(tokens) - 1):
        if tokens[k - 1].word or not tokens[k].word:
            continue
        if _told(tokens, k, lex) and _ends(tokens, k, lex):
            while tokens[k - 1].form in ("،", ","):
                k -= 1
            return k
    return None


def _told(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'This is what the minister said', 'as the minister said', 'the minister said' after a quotation."""
    opened = lex.credits.at(tokens, k)
    if opened:
        return k + opened < len(tokens) and _says(tokens[k + opened].form, lex)
    quoted = any(t.form in _CLOSING for t in tokens[max(0, k - 2) : k])
    return quoted and _says(tokens[k].form, lex)


def _says(form: str, lex: Lexicon) -> bool:
    """A verb of saying, also with the thing said as a pronoun ('what he said of it')."""
    bare = next((form.removesuffix(s) for s in ("ه", "ها") if form.endswith(s)), form)
    return any(lex.plain(f, lex.crediting) is not None for f in (form, bare))


def _ends(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """Whether nothing more is said in what follows: no 'that', no colon, no other quotation."""
    return not any(t.form in lex.that or t.form in (":", "«", "“", "انه", "انها", "بانه") for t in tokens[k + 1 :])


def credited(tokens: list[Token], found: list[Mention]) -> Mention | None:
    """The one whose words a sentence gives, by what stands behind them."""
    at = credit(tokens, lexicon.arabic())
    if at is None:
        return None
    return next((m for m in found if m.start >= tokens[at].start), None)
