"""What an Arabic text announces or appeals for without ordering: threats, 'all are responsible'. Pure."""

from __future__ import annotations

from tracker.model import Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.details import clipped
from tracker.orders.lexicon import Lexicon
from tracker.orders.records import Clause
from tracker.orders.shapes import same_root
from tracker.orders.tokens import Token, fold


def threats(text: str, tokens: list[Token], taken: list[Clause], lex: Lexicon) -> list[Clause]:
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
        first = _subject(tokens, k, lex)
        limit = min((c.span[0] for c in taken if c.span[0] > tokens[k].start), default=tokens[-1].end)
        end = next((j for j in range(k + 1, len(tokens)) if tokens[j].end > limit), len(tokens))
        end = next((j for j in range(k + 1, end) if not tokens[j].word and tokens[j].form in "،,.؛"), end)
        joined = tokens[first].form[:1] == "و"
        place = clipped(text, tokens[first].start + joined, tokens[end - 1].end)
        if place is not None:
            words = text[tokens[k].start : tokens[k + max(size, 1) - 1].end].removeprefix("و")
            out.append(Clause(place, place, words, strength=Strength.EXHORTATION, pattern=Pattern.MAINTENANCE))
    return out


def _subject(tokens: list[Token], k: int, lex: Lexicon) -> int:
    """Where the threat begins: at the one word before it that is its subject ('that the negligent will …')."""
    if k < 2 or not tokens[k - 1].definite or tokens[k].form[:1] != "س":
        return k
    return k - 1 if tokens[k - 2].form in lex.that else k


def _of_before(form: str, before: str, lex: Lexicon) -> bool:
    """Whether what is excepted from is the order before: 'from this', 'from the ban', or a word of its own."""
    bare = form.removeprefix("ال").removesuffix("نا")
    named = form in lex.self_marks or form in ("ذلك", "ما", "احكام", "المنع", "الحظر", "الشرط") or bare in lex.papers
    said = [word for word in fold(before).split() if len(word) > 3]
    return named or any(same_root(bare, word) for word in said)


def excepts(text: str, tokens: list[Token], before: str) -> str | None:
    """A sentence that only excepts something from the order ``before`` it: its words, none where it is another's."""
    lex = lexicon.arabic()
    if tokens and lex.plain(tokens[0].form, lex.except_sentence):
        of = next((k for k in range(1, min(3, len(tokens) - 1)) if tokens[k].form == "من"), None)
        article = of is not None and of + 2 < len(tokens) and tokens[of + 1].form == "احكام"
        if article and of is not None and tokens[of + 2].form.removeprefix("ال") in ("ماده", "فقره", "بند"):
            return ""
        if of is not None and not _of_before(tokens[of + 1].form, before, lex):
            return ""  # 'the disabled are excepted from coming in person': not from what stands before
        place = clipped(text, tokens[0].start, tokens[-1].end)
        return text[place[0] : place[1]] if place else None
    return None
