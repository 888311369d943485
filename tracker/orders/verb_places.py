"""Where an Arabic verb may stand and order though no sign stands before it. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.doers import passive
from tracker.orders.lexicon import Lexicon
from tracker.orders.openings import opens_time
from tracker.orders.tokens import Token


def from_now(text: str, tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'From this moment the checkpoints are withdrawn': whoever commands brings it about by saying so, even in a
    speech; only a verb written as a passive can be nothing else."""
    opens = i > 1 and tokens[0].form in lexicon.starts() and tokens[i - 1].form in lexicon.entry("time", "now")
    return (
        opens and all(t.word for t in tokens[:i]) and lex.verb(tokens[i].form) is not None and passive(text, tokens[i])
    )


def after_preamble(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'In view of the interest of the service a committee is formed …': no sign stands before the verb."""
    if i < 3 or tokens[0].form not in lex.preamble or not (tokens[i - 1].definite or tokens[i - 1].form[0].isdigit()):
        return False
    known = lex.verb(tokens[i].form)
    return known is not None and known[0] in lex.act_forming | lex.appointing | lex.moving


def after_time(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'Within a month of the issue of this decision the offices finish …': no sign stands before the first verb."""
    if i < 2 or not opens_time(tokens, 0, lex) or tokens[i].form[0] not in "يت" or not all(t.word for t in tokens[:i]):
        return False
    shut = tokens[i - 1].definite or tokens[i - 1].form[0].isdigit() or tokens[i - 1].form in lex.spans
    return shut and lex.verb(tokens[i].form) is not None and not any(lex.verb(t.form) for t in tokens[1:i])
