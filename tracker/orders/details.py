"""What stands around an Arabic act: who does it, how long and how fast, and what makes it no act at all. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.layout import trim
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import group_end, name_end, np_end
from tracker.orders.parts import for_act, told_word
from tracker.orders.records import Span
from tracker.orders.shapes import same_root
from tracker.orders.tokens import Token, fold

HOLLOW = 4  # letters of a passive with alif in its middle
LEAD = 24  # words of a line that leads to a list
SIGNS = '،,.؛;:”“"»«)(-–—'


def clipped(text: str, start: int, end: int) -> Span | None:
    """The stretch without signs at its ends, but with the quotation mark or bracket that closes one inside."""
    place = trim(text, start, end, SIGNS)
    if place is None:
        return None
    s, e = place
    for opening, closing in ("“”", "«»", "()"):
        inside = text[s:e].count(opening) - text[s:e].count(closing)
        if inside == 1 and text[e : e + 1] == closing:
            e += 1
        elif inside == -1 and text[s - 1 : s] == opening and s > 0:
            s -= 1
    if text[s:e].count('"') % 2:
        if text[e : e + 1] == '"':
            e += 1
        elif s > 0 and text[s - 1] == '"':
            s -= 1
    return s, e


def last(tokens: list[Token], start: int, end: int, lex: Lexicon) -> int:
    """The end of a stretch without words that only lead over to the next ('as well as', 'and', 'also')."""
    while end - 1 > start:
        token = tokens[end - 1]
        if token.form in "%٪" or (token.word and token.form not in lex.leading_over):
            break
        end -= 1
    return end


def verb_doer(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> str | None:
    """The body or group named right after a verb that is no passive of making or seizing: it does the work."""
    verb = lex.verb(tokens[k].form)
    if verb is not None and (verb[0] in lex.appointing or hollow(verb[0])):
        return None
    noun = k + 2 if k + 1 < end and tokens[k + 1].form in lex.self_marks else k + 1
    if verb is None and lex.present(tokens[k].form) is not None and noun < end and tokens[noun].definite:
        verb = tokens[k].form, "once"  # 'that the team visit the camps': known by its verbal noun
    if verb is None or verb[0] in lex.act_forming or verb[0] in lex.act_enforcing:
        return None
    if noun >= end or tokens[noun].form not in lex.bodies:
        return None
    return handing_over(text, tokens, noun, end, verb[0], lex)


def joint_end(tokens: list[Token], stop: int, noun: int, end: int, lex: Lexicon) -> int:
    """'The municipality and the districts under it remove …': both act where both have the article."""
    joined = stop < end and tokens[stop].form.startswith("وال") and tokens[stop].form[1:] in lex.bodies
    if not joined or not tokens[noun].definite or stop + 1 >= end:
        return stop
    last = name_end(tokens, stop, end, lex)
    return last if last < end and tokens[last].form not in lex.bodies else stop


def hollow(verb: str) -> bool:
    """'Is brought back' (تعاد), 'is held' (يقام): passive by its letters."""
    return len(verb) == HOLLOW and verb[2] == "ا"


def handing_over(text: str, tokens: list[Token], noun: int, end: int, verb: str, lex: Lexicon) -> str | None:
    """The name that begins at ``noun``. After 'is provided with' it receives, unless another body follows."""
    feminine = tokens[noun].form.endswith("ه") and tokens[noun].form not in lexicon.entry("bodies", "men")
    if feminine and verb[:1] == "ي" and verb in lex.act_handing:
        return None  # 'and he tells the operations room': a verb of his cannot be hers
    stop = joint_end(
        tokens, name_end(tokens, noun, end, lex), noun, end, lex
    )  # 'the faculties appoint the observers': whoever follows is another
    if verb in lex.giving_to and not _object_follows(tokens, stop, end, lex):
        return None
    if verb in lex.act_handing and not _object_follows(tokens, stop, end, lex):
        return None
    return text[tokens[noun].start : tokens[stop - 1].end]


def _object_follows(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """Whether whoever is told or given a thing follows the name before it, which is then who tells or gives."""
    if any(t.form in lex.bodies for t in tokens[k : min(end, k + 2)]):
        return True
    beside = lex.prepositions | lex.adjuncts | lex.time_marks | lex.time_openers
    if k >= end or not tokens[k].word or tokens[k].form in beside:
        return False
    return tokens[k].form[0] not in "بلو" or tokens[k].form in lex.groups or lex.starts_with_and(tokens[k].form)


def that_doer(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> str | None:
    """'That the directorate finish …': the body right after the verb that follows 'that'."""
    that = next((j for j in range(max(k - 1, 0), min(end, k + 3)) if tokens[j].form in lex.that), None)
    if that is None or that + 2 >= end or tokens[that + 2].form not in lex.bodies:
        return None
    return text[tokens[that + 2].start : tokens[group_end(tokens, that + 2, end) - 1].end]


def haste(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> tuple[str, tuple[int, int]] | None:
    """The word that asks for haste: 'speeding up', or an adjective ('quick solutions') that is no part of a name."""
    for k in range(start, end):
        form = tokens[k].form
        found = lex.masdar(form) if k < start + 3 else None
        light = found is not None and found.stem in lex.light_asap
        if light or ((form in lex.urgent or form[1:] in lex.urgent) and not _of_name(tokens, k, lex)):
            begin = tokens[k].start + (form[:1] == "و")
            return text[begin : tokens[k].end], (begin, tokens[k].end)
    return None


def _of_name(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'The rapid response', 'the international fast road'."""
    near = tokens[k - 1].form in lex.urgent_names
    return near or (k > 1 and tokens[k - 1].definite and tokens[k - 2].form in lex.urgent_names)


def at_once(
    text: str, tokens: list[Token], head: int, event: int | None, end: int, lex: Lexicon
) -> tuple[str, tuple[int, int]] | None:
    """'As soon as it is seized', 'the immediate report of': the words that make the event, or the day of issue, the day
    on which the duty is due."""
    for k in range(head + 1, end):
        if tokens[k].form in (lex.immediate if k < head + 3 else lex.immediately):
            return text[tokens[k].start : tokens[k].end], (tokens[k].start, tokens[k].end)
    for k in range(head + 1, end - 1):
        soon = event is None and tokens[k].form.lstrip("و") in ("فور", "حال")
        if soon and told_word(tokens[k + 1].form, lex):
            return text[tokens[k].start : tokens[k + 1].end], (tokens[k].start, tokens[k + 1].end)
    for k in range(head + 2, end):
        if size := lex.in_its_time.at(tokens, k):
            return text[tokens[k].start : tokens[k + size - 1].end], (tokens[k].start, tokens[k + size - 1].end)
    size = lex.at_once.at(tokens, event) if event is not None else 0
    if not size or event is None or event + size >= end:
        return None
    at = event + size
    while at + 1 < min(end, event + size + 3) and tokens[at + 1].word and not _complete(tokens[at]):
        if tokens[at + 1].form in lex.prepositions:
            break
        at += 1
    place = (tokens[event].start, tokens[at].end)
    return text[place[0] : place[1]], place


def _complete(token: Token) -> bool:
    """A noun after which no other need follow: with the article or a possessive."""
    return token.definite or (len(token.form) > 4 and token.form.endswith(("ها", "هم")))


def inner_doer(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> str | None:
    """'The undertaking by the ministry of …': the body named right after a light noun does the work."""
    found = lex.masdar(tokens[k].form)
    if found is not None and found.stem in lex.attending and k + 1 < end and tokens[k + 1].form in lex.bodies:
        stop = group_end(tokens, k + 1, end)
        stop = next((j for j in range(k + 2, stop) if tokens[j].form.removeprefix("ال") in lex.occasions), stop)
        return text[tokens[k + 1].start : tokens[stop - 1].end]
    if found is None or found.stem not in lex.doers:
        return None
    first = k + 1
    while first < end and (tokens[first].form in lex.honorifics or tokens[first].form in lex.all_of):
        first += 1
    person = tokens[first - 1].form in lex.honorifics or (
        k + 1 < end and tokens[k + 1].form in lex.ranks | lex.courtesies
    )
    whom = (
        found.stem in lexicon.entry("masdars", "binding_whom") and lex.masdar(tokens[min(first, end - 1)].form) is None
    )
    if first >= end or not (person or whom or tokens[first].form in lex.bodies or _people(tokens, first, end, lex)):
        return None
    for j in range(first + 1, min(end, first + 12)):
        inner = lex.masdar(tokens[j].form)
        with_b = tokens[j].form[0] == "ب" and tokens[j - 1].definite and tokens[j].form not in lex.bodies
        with_b = with_b and tokens[j].form[1:] not in lex.bodies
        if person and (tokens[j].form == "." or (j == first + 1 and tokens[j].form not in lex.bodies)):
            continue
        with_b = with_b or (person and tokens[j].form[:1] == "ب" and tokens[j].form[1:] in lex.work_nouns)
        if not tokens[j].word and not person:
            if found.stem in lex.telling:
                return None  # 'the appointment of a supervisor in each centre': whom, and nothing that he is to do
            return text[tokens[first].start : tokens[min(j, np_end(tokens, first, j, lex)) - 1].end]
        if (inner is not None and inner.prep == "ب") or with_b or for_act(tokens[j], lex) or not tokens[j].word:
            named = k + 1 if tokens[k + 1].form in lex.all_of else first
            return text[tokens[named].start : tokens[j - 1].end]
    return None


def kept_up(tokens: list[Token], at: int, begin: int, end: int, lex: Lexicon) -> bool:
    """'Round the clock', 'until the work ends', 'secure the protection of': kept up whatever the noun alone asks."""
    if at + 1 < end and any(
        (stem, tokens[at + 1].form) in lex.kept_phrases for stem in (tokens[at].form, tokens[at].form[1:])
    ):
        return True
    for k in range(begin, end):
        if lex.continuous.at(tokens, k):
            return True
        until = tokens[k].form in lex.until and k + 1 < end
        if until and tokens[k + 1].form.removeprefix("ال") in lex.until_event:
            return True
    return False


def _people(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """A sound plural of people, whether or not the lexicon knows it: with the article, or in construct before it."""
    form = tokens[k].form
    if form in lex.prepositions or lex.masdar(form) is not None or len(form) < 5:
        return False
    if tokens[k].definite:
        return form.endswith(("ين", "ون"))
    return form.endswith(("ي", "و")) and k + 1 < end and tokens[k + 1].definite


def agent(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> str | None:
    """'By the ministry': the doer of a passive or a verbal noun."""
    for k in range(start, end):
        size = lex.agent.at(tokens, k)
        if lex.except_marks.at(tokens, k):
            return None  # 'except by way of the centre'
        if size and k > start and tokens[k - 1].form.removeprefix("ال") in lex.made_by:
            continue  # 'a supplier approved by the office'
        strange = bool(size) and k + size < end and not lex.body(tokens[k + size].form)
        means = strange and (tokens[k].form == "عن" or (tokens[k].form == "بواسطه" and _tool(tokens[k + size].form)))
        if size and k + size < end and not means:
            stop = np_end(tokens, k + size, end, lex)
            return text[tokens[k + size].start : tokens[stop - 1].end]
    return None


def _tool(form: str) -> bool:
    """'By means of the cranes', 'by post': a thing, nobody who does it."""
    return form.endswith("ات") or form.removeprefix("ال") in lexicon.entry("grammar", "tools")


def its_paper(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'(The handing in of) its report', 'its findings': of whoever was named before."""
    form = tokens[k].form if k < len(tokens) else ""
    bare = next((form.removesuffix(s) for s in ("ها", "هم", "ه") if form.endswith(s)), "")
    return bare in lex.reports_made or (bare.endswith("ات") and bare not in lex.bodies and len(bare) > 4)


def has_purpose(tokens: list[Token], start: int, end: int, lex: Lexicon) -> bool:
    for k in range(start + 1, end):
        found = lex.masdar(tokens[k].form)
        if found is not None and found.prep == "ل" and not found.definite:
            return True
    return False


def public(who: str | None, lex: Lexicon) -> bool:
    if who is None:
        return False
    return fold(who.split()[0]) in lex.public


def is_change(tokens: list[Token], begin: int, end: int, lex: Lexicon) -> bool:
    """'Annul the decision number …' changes an order; it is listed among the changes."""
    from tracker.orders.changes import is_paper, kind_at, reach

    kind = kind_at(tokens, begin, lex)
    if kind is None:
        return False
    return any(is_paper(tokens[k].form, lex) for k in range(begin + 1, min(end, begin + reach(tokens, begin, kind))))


def only_complies(tokens: list[Token], begin: int, end: int, lex: Lexicon) -> bool:
    """'Observe the execution of this circular', 'act by what stands in this order': a closing line, no duty."""
    found = lex.masdar(tokens[begin].form)
    if found is None or found.stem not in lex.complying:
        return False
    for k in range(begin + 1, min(end, begin + 8)):
        form = tokens[k].form
        if form in ("بما", "ما") and k + 1 < end and tokens[k + 1].form in lex.stands:
            near = [t.form.lstrip("ب").removeprefix("ال") for t in tokens[k + 2 : k + 5]]
            return not {"فقره", "ماده", "بند", "فقرات", "بنود"} & set(near)  # of one article it is a duty
        bare = form[1:] if form[:1] in ("ب", "ل") else form
        if bare in ("هذا", "هذه") and k + 1 < end:
            return tokens[k + 1].form.removeprefix("ال") in lex.papers
        ours = bare.endswith("نا") and tokens[k - 1].form.lstrip("ب") in lex.compliance
        if bare.removesuffix("نا") in lex.papers and (ours or (k + 1 < end and tokens[k + 1].form in ("هذا", "هذه"))):
            return True
        if bare not in lex.compliance and lex.plain(bare, lex.complying) is None:
            return False
    return False


def stops(tokens: list[Token], at: int, end: int, lex: Lexicon) -> bool:
    """'Suspend the granting of …': an activity that is stopped stays so; a thing is stopped once."""
    if at + 1 >= end:
        return False
    form = tokens[at + 1].form
    return form in lex.activities or (lex.masdar(form) is not None and form not in lex.bodies)


def body_formed(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> str | None:
    """'Form a central committee to …, which raises': what is formed, for it does what follows."""
    named = (k for k in range(start + 1, min(end, start + 8)) if tokens[k].form in lex.bodies)
    k = next((k for k in named if not _of_each(tokens[k - 1].form, lex)), None)  # 'in each section a room is formed'
    if k is None:
        return None
    stop = k + 1
    while stop < end and stop < k + 3 and tokens[stop].word and not tokens[stop].definite:
        found, form = lex.masdar(tokens[stop].form), tokens[stop].form
        if form in lex.prepositions or form in lex.adjuncts or lex.verb(form) or form[:1] == "و":
            break
        if form in lex.charged_with:
            break
        if found is not None and found.prep:
            break
        stop += 1
    return text[tokens[k].start : tokens[stop - 1].end]


def _of_each(form: str, lex: Lexicon) -> bool:
    return form in lex.each or (form[:1] in "بل" and form[1:] in lex.each)


def own_object(tokens: list[Token], begin: int, start: int, forming: bool, heads: list[str], lex: Lexicon) -> bool:
    """'Provided that it completes its deployment by …': a verb of finishing with an object that was not named before
    orders something new; with 'this' or what was named it dates the act before."""
    k = begin + 1
    if k < len(tokens) and tokens[k].form == "من":
        k += 1
    if k >= len(tokens) or not tokens[k].word or tokens[k].form[0].isdigit():
        return False
    form = tokens[k].form
    if form in lex.generic_work or form in lex.prepositions or form in lex.time_marks or form in lex.starters:
        return False
    found = lex.masdar(form)
    if tokens[begin].form in lex.passive_tam and found is not None and found.stem in lex.ending_acts:
        near = {t.form for t in tokens[k + 1 : k + 3]}
        return not near & (lex.generic_work | {"منها", "منه", "منهم"})
    if tokens[begin].form in lex.passive_tam:
        return found is not None and not any(same_root(found.stem, head) for head in heads if head)
    bare = _bare(form)
    if bare in lex.own_work:
        return forming
    if found is not None and any(same_root(found.stem, head) for head in heads if head):
        return False
    return not any(_bare(t.form) == bare for t in tokens[:start])


def _bare(form: str) -> str:
    """A noun without article, possessive and the alif of the indefinite accusative ('an index', 'the index')."""
    form = form.removeprefix("ال")
    if form.endswith("ا") and len(form) > 3:
        return form[:-1]
    return next((form.removesuffix(s) for s in ("هما", "ها", "هم", "ه") if form.endswith(s) and len(form) > 4), form)


def says_list(form: str, lex: Lexicon) -> bool:
    """'The following', also with a joined preposition ('according to the following')."""
    joined = form[:1] in "بكل" and (form[1:] in lex.list_words or "ا" + form[1:] in lex.list_words)
    return form in lex.list_words or joined


def comes_after(tokens: list[Token], token: Token, lex: Lexicon) -> bool:
    """'Within a week that follows (يلي) the signing', 'on the day that follows': no 'what follows' (ما يلي)."""
    k = tokens.index(token)
    if k and tokens[k - 1].form.removeprefix("ال") in lex.stretches | lex.periods:
        return True
    return token.form in ("يلي", "تلي") and not (k and tokens[k - 1].form.endswith("ما"))


def lists_follow(tokens: list[Token], begin: int, end: int, lex: Lexicon) -> bool:
    """The content is only 'the following': the items order, the lead does not."""
    if len(tokens) > 2 and tokens[-1].form == ":" and tokens[-2].form in lex.prepositions and end >= len(tokens) - 1:
        return True  # 'I call on you to watch over:'
    first = [t.form for t in tokens[begin + 1 : begin + 3]]
    if (
        len(first) > 1
        and first[0] == "ما"
        and first[1] in lex.list_words
        and tokens[-1].form == ":"
        and end >= len(tokens) - 1
    ):
        return True  # 'what follows is adopted from 15/7/2025:'
    named = any(says_list(t.form, lex) for t in tokens[begin:])
    if tokens[-1].form == ":" and end >= len(tokens) - 1 and named and len(tokens) - begin < LEAD:
        return True  # 'work by the following rules when renewing the cards:'
    tail = [t for t in tokens[begin:] if t.word][-3:]
    if len(tail) > 1 and tail[-2].form.removeprefix("ال") in lex.stretches | lex.periods:
        return False  # 'on the following day'
    following = any(says_list(t.form, lex) and not comes_after(tokens, t, lex) for t in tail)
    announces = lex.plain(tokens[begin].form, lexicon.entry("lists", "announcing")) is not None
    return end >= len(tokens) - 1 and following and (announces or len(tokens) - begin < 12)
