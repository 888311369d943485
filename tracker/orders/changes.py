"""Clauses that change an earlier order, in both languages: what is done to which paper (docs/decisions/0115). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from tracker.calendars.expressions import TimeExpression
from tracker.orders import lexicon, replacing
from tracker.orders.altered_items import Run, runs
from tracker.orders.changes_english import said as told
from tracker.orders.changes_said import said
from tracker.orders.english_joints import joint
from tracker.orders.english_modals import modals
from tracker.orders.layout import trim
from tracker.orders.lexicon import Lexicon
from tracker.orders.records import Change, Span
from tracker.orders.tokens import Token, tokenise
from tracker.orders.wordlists import words

REACH = 4
"""How many words after an Arabic verb of changing the paper is named: 'the work under our letter is stopped'."""
HEAD = 60
"""Within so many characters the paper or its term is named, where anything can be so treated ('leave is suspended')."""
_STOPS = ("،", "؛", ".", ":")
_COLON = re.compile(r"""\s*:[\s"'«“”(\[]*(?:[0-9٠-٩]{1,2}\s*[-.):]\s*)?""")
_CLITICS = ("وب", "ول", "ب", "ل", "و")


def arabic(text: str, tokens: list[Token], lex: Lexicon) -> list[Change]:
    """The changes of one sentence or item. A noun of changing counts only where it opens the item or was decided;
    what a committee is to study changes nothing."""
    out: list[Change] = []
    done = 0
    listed = _lists(text, tokens)
    for i in range(len(tokens)):
        if i < done or (named_at := _named(tokens, i, listed, lex)) is None:
            continue
        kind, target = named_at
        if _noun(tokens[i].form) and not _decided(tokens, i):
            continue
        end = _end(text, tokens, target, listed, lex)
        instead = next(
            (k for k in range(i, end) if tokens[k].form in words(lexicon.changes("ar")["in_its_place"])), None
        )
        if kind == "supersede" and instead is not None:
            done = end
            if out:  # 'X is revoked, and this order takes its place'
                continue
            target, end = instead, instead + 1
        kind, end = _reworded(tokens, i, target, end, kind)
        quote = trim(text, tokens[i].start, tokens[end - 1].end)
        named = trim(text, tokens[target].start, tokens[end - 1].end)
        if quote and named and not general(text[named[0] : named[1]], "ar"):
            out.append(Change(kind, text[named[0] : named[1]], text[quote[0] : quote[1]], quote))
            done = end
    return out


def _reworded(tokens: list[Token], i: int, target: int, end: int, kind: str) -> tuple[str, int]:
    """Other words behind a colon. 'Is replaced by the following:' puts a new duty in the place of an item; 'is amended
    to read:' and a term that is replaced go on to the end of the sentence."""
    raw = lexicon.changes("ar")
    if kind != "amend" or end >= len(tokens) or tokens[end].form != ":":
        return kind, end
    verb = tokens[i].form.removeprefix("و")
    before = {t.form for t in tokens[target:end]}
    if (
        verb in words(raw["swapping"])
        and before & words(raw["listing"])
        and tokens[target].form not in words(raw["terms"])
    ):
        return "supersede", end
    last = next((k for k in range(len(tokens), end, -1) if tokens[k - 1].word), end)
    return kind, last if before & words(raw["reading"]) else end


def replaced(text: str, changes: Sequence[Change], start: int, end: int) -> int:
    """Where in a sentence the words begin that stand in the place of an item from now on, behind a colon and a sign of
    quoting; its start where none do."""
    for change in changes:
        colon = _COLON.match(text, change.span[1]) if change.kind == "supersede" else None
        if colon is not None and colon.start() < end and start <= colon.end():
            return colon.end()
    return start


def _named(tokens: list[Token], i: int, listed: list[Run], lex: Lexicon) -> tuple[str, int] | None:
    """What the word at a place does to which paper."""

    def paper(k: int) -> bool:
        return is_paper(tokens[k].form, lex) or any(tokens[k].start == run.start for run in listed)

    found = replacing.replaced(tokens, i) or said(tokens, i, listed, paper)
    kind = kind_at(tokens, i, lex)
    if found is not None or kind is None:
        return found
    near = range(i + 1, min(len(tokens), i + reach(tokens, i, kind)))
    target = next((k for k in near if paper(k)), None)
    return (kind, target) if target is not None else None


def _lists(text: str, tokens: list[Token]) -> list[Run]:
    """The items that one sentence numbers, at their places in the text."""
    if not tokens:
        return []
    start = tokens[0].start
    found = runs(text[start : tokens[-1].end], "ar")
    return [replace(run, start=run.start + start, end=run.end + start) for run in found]


def _end(text: str, tokens: list[Token], target: int, listed: list[Run], lex: Lexicon) -> int:
    """The token before which a clause ends; no comma between the numbers of its items ends it."""
    inside = [k for k in range(target, len(tokens)) if any(r.start <= tokens[k].start < r.end for r in listed)]
    known = (k for k in range(target, len(tokens)) if k not in inside and _ends(text, tokens, k, lex))
    return next(known, len(tokens))


def reach(tokens: Sequence[Token], i: int, kind: str) -> int:
    """How near the paper is named; farther in 'the works of paragraph 6', 'the work by what stands in paragraph 5'."""
    standing = words(lexicon.changes("ar")["standing"])
    return REACH + max(kind in ("correct", "resume"), 2 * any(t.form in standing for t in tokens[i + 1 : i + REACH]))


def kind_at(tokens: list[Token], i: int, lex: Lexicon) -> str | None:
    """What a word does to an order ('revoke', 'extend', …), None for any other word."""
    form = tokens[i].form
    if form in words(lex.raw["head"]["changes_again"]):
        following = [t.form for t in tokens[i + 1 : i + 3]]
        return "resume" if following[:1] == ["العمل"] or following == ["الي", "العمل"] else None
    return lex.change_verbs.get(form) or lex.change_verbs.get(form[1:] if form[:1] in ("و", "ب") else "")


def is_paper(form: str, lex: Lexicon) -> bool:
    """Whether a word names an order, a part of one or its term, whatever is written together with it."""
    bare = next((form.removeprefix(c) for c in _CLITICS if form.startswith(c) and len(form) > 4), form)
    return form in lex.change_targets or bare in lex.change_targets or "ا" + bare in lex.change_targets


def names_order(tokens: Sequence[Token]) -> bool:
    """'Our circular numbered 771 of 5/5': an item of a list of orders, though 'circularising' is the same word."""
    raw = lexicon.changes("ar")
    mine = words(raw["papers"])
    return len(tokens) > 1 and tokens[0].form in mine and tokens[1].form in words(raw["numbers"])


def _noun(form: str) -> bool:
    return not form.removeprefix("و").startswith(("ي", "ت")) or form.startswith(
        ("تعديل", "تعليق", "تمديد", "تصحيح", "تقليص", "تخفيض", "تقصير", "تقريب", "تقديم")
    )


def _decided(tokens: list[Token], i: int) -> bool:
    """It opens the item, or stands right after 'it was decided' or a colon."""
    if i == 0:
        return True
    before = tokens[i - 1].form
    if i > 1 and before == "علي" and tokens[i - 2].form in words(lexicon.changes("ar")["approving"]):
        return _decided(tokens, i - 2)
    return before == ":" or before in words(lexicon.changes("ar")["deciding"])


def _ends(text: str, tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """A stop ends the clause, and a second verb does; a comma before the day from which it holds does not."""
    form = tokens[k].form
    following = tokens[k + 1].form if k + 1 < len(tokens) else ""
    if form in ("،", ":") and following in words(lexicon.changes("ar")["since"]):
        return False
    if form in _STOPS:
        return not (form == "." and k + 1 < len(tokens) and text[tokens[k].end : tokens[k].end + 1].isdigit())
    if not form.startswith("و"):
        return False
    changing = kind_at(tokens, k, lex) is not None and form[1:2] in ("ي", "ت")
    return changing or lex.verb(form[1:]) is not None


def general(named: str, language: str) -> bool:
    """'Any provision that is inconsistent with this order': a repeal that means no order."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", named) for word in lexicon.changes(language)["general"])


def english(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> list[Change]:
    """The changes of one sentence: passive ('X is hereby revoked'), active ('this circular supersedes X'), 'X shall
    resume', 'has approved an extension of X'. Whatever is stopped, taken back or extended that is no paper and no term
    of one is an order of its own. ``times``: those of the sentence."""
    place = trim(text, start, end, ";,.")
    if place is None:
        return []
    sentence = text[place[0] : place[1]]
    if general(sentence, "en"):
        return []
    begins = _behind_times(text, place[0], times) - place[0]
    other = told(sentence, place[0], times, begins)
    if other is not None and not _subordinate(sentence[begins:][: other.after]):
        upto = place[0] + other.end if other.end is not None else None
        return [_change(text, place, place[0] + other.after, other.kind, other.named[:300], times, upto)]
    raw, (passive, active, alone, granted) = lexicon.changes("en"), _patterns()
    for pattern, groups in ((passive, raw["passive"]), (alone, raw["intransitive"])):
        found = pattern.search(sentence)
        if found is not None:
            kind = _kind(groups, found["verb"])
            named = _tidy(sentence[begins : found.start()])
            if named and not _subordinate(named) and (kind == "amend" or _names_paper(named[:HEAD])):
                return [_change(text, place, place[0] + found.end(), kind, named[-300:], times)]
    for pattern, groups in ((active, raw["active"]), (granted, raw["nouns"])):
        found = pattern.search(sentence)
        if found is None:
            continue
        named = _tidy(re.split(r"[;,]\s|(?<!\b[Nn]o)\.\s", sentence[found.end() :])[0])
        if _names_paper(named[:HEAD]):
            kind = _kind(groups, found["verb"])
            return [_change(text, place, place[0] + found.end(), kind, named[:300], times)]
    return []


def _change(
    text: str,
    place: Span,
    after: int,
    kind: str,
    named: str,
    times: Sequence[TimeExpression],
    upto: int | None = None,
) -> Change:
    """A change up to the joint that opens a later clause of its sentence. What is amended is quoted to its end."""
    end = upto or place[1]
    for modal in modals().finditer(text, after, end) if kind != "amend" else ():
        opened = joint(text, after, modal.start(), times)
        if opened is not None:
            end = opened.start
            break
    span = trim(text, place[0], end, ";,.") or place
    quote = re.sub(r"[\s,;]+(?:and|but)$", "", text[span[0] : span[1]])
    return Change(kind, named, quote, (span[0], span[0] + len(quote)))


def behind(text: str, change: Change, end: int) -> int:
    """Where what a sentence says besides a change begins: behind its joint."""
    joined = re.compile(r"[\s,;.:“”\"]*(?:(?:and|but)\b[\s,]*)?")
    found = joined.match(text, change.span[1], end)
    return found.end() if found is not None else change.span[1]


def _behind_times(text: str, start: int, times: Sequence[TimeExpression]) -> int:
    """Where the paper is named behind a time that opens its sentence: 'between D and E the order is suspended'."""
    opening = words(lexicon.changes("en")["opening"])
    for t in times:
        if t.span[0] >= start and all(w.form in opening for w in tokenise(text, start, t.span[0]) if w.word):
            start = t.span[1]
    return start


def _subordinate(named: str) -> bool:
    """'Unless such date is extended': what stands after the last comma only names a case."""
    last = re.split(r"[;,:]\s*", named)[-1].casefold()
    return any(re.match(rf"{re.escape(word)}\b", last) for word in lexicon.changes("en")["subordinate"])


def _tidy(named: str) -> str:
    return re.sub(r"\s+", " ", named).strip(" ,;")


def _kind(groups: Mapping[str, list[str]], verb: str) -> str:
    return next(kind for kind, verbs in groups.items() if verb.casefold() in verbs)


def _names_paper(named: str) -> bool:
    return _papers().search(named) is not None


@cache
def _papers() -> re.Pattern[str]:
    raw = lexicon.changes("en")
    known = (*raw["papers"], *raw["items"], *raw["times"])
    return re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b", re.I)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = lexicon.changes("en")
    adverbs = "|".join(raw["adverbs"])

    def verbs(groups: Mapping[str, list[str]]) -> str:
        return "(?P<verb>" + "|".join(re.escape(v) for group in groups.values() for v in group) + r")\b"

    passive = rf"\b(?:{'|'.join(raw['auxiliaries'])})\s+(?:(?:{adverbs})\s+)*" + verbs(raw["passive"])
    active = rf"\b(?:{'|'.join(raw['selves'])})\s+(?:(?:{adverbs})\s+)*" + verbs(raw["active"])
    alone = r"\b(?:shall|will)\s+" + verbs(raw["intransitive"])
    # 'has approved an extension of the said deadline to …'
    granted = rf"\b(?:{'|'.join(raw['granting'])})\s+(?:an?|the)\s+(?:further\s+)?" + verbs(raw["nouns"]) + r"\s+of\s"
    return re.compile(passive, re.I), re.compile(active, re.I), re.compile(alone, re.I), re.compile(granted, re.I)
