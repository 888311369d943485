"""Where the names of people and bodies begin and end in Arabic sentences. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.head_words import head_words
from tracker.orders.lexicon import Lexicon
from tracker.orders.shapes import noun_shape
from tracker.orders.tokens import Token

UNIT_NUMBER = 3  # figures of a unit's number


def addressee(tokens: list[Token], start: int, end: int, lex: Lexicon) -> tuple[int, int] | None:
    """The tokens (from, to) that name who is addressed: from the first noun of a body or group on."""
    for k in range(start, end):
        form = tokens[k].form
        if not tokens[k].word:
            continue
        bare = form if lex.body(form) else None
        if bare is None and form.startswith("لل") and "ا" + form[1:] in lex.bodies:
            bare = form
        if bare is None and form[:1] in ("ل", "ب", "و") and len(form) > 4 and form[1:] in lex.bodies and k == start:
            bare = form
        if bare is not None:
            return k, np_end(tokens, k, end, lex)
    return None


def np_end(tokens: list[Token], k: int, end: int, lex: Lexicon) -> int:
    """Where a name that begins at ``k`` ends: at a sign, a preposition other than 'in' and 'of', or an act."""
    j = k + 1
    while j < end and tokens[j].word:
        form = tokens[j].form
        if form in lex.prepositions and form not in ("في", "من", "بين"):
            break
        if form in lex.that or (
            lex.verb(form) is not None and j > k + 1 and form[0] in "يت" and not form.startswith("ت")
        ):
            break
        if form == "كل" and j + 1 < end and _stretch(tokens[j + 1].form, lex):
            break  # 'by a recognised body | every six months'
        if form == "في" and j + 1 < end and tokens[j + 1].form in lex.occasions:
            break  # 'charged the ministry, in its meeting of Monday, with …'
        if form in lex.time_marks or (form in ("في", "من") and j + 1 < end and tokens[j + 1].form in lex.periods):
            break
        if (
            form[:1] == "ي"
            and _closed(tokens[j - 1], lex)
            and present(tokens[j], lex)
            and form not in lex.names_like_verbs
        ):
            break
        if (
            (form in lex.adjuncts and form not in lex.towns)
            or lex.on_that.at(tokens, j)
            or (j > k + 1 and lex.plain(form, lex.relative))
        ):
            break
        j += 1
    while j - 1 > k and tokens[j - 1].form in ("في", "من", "علي"):
        j -= 1
    return j


def _stretch(form: str, lex: Lexicon) -> bool:
    return form in lex.stretches | lex.figures | lex.spans or form.removeprefix("ال") in lex.spoken_days


def _closed(token: Token, lex: Lexicon) -> bool:
    """A word after which a name needs no further one."""
    return token.definite or token.form in lex.all_of


def _one_or_thing(form: str) -> bool:
    """One person or body, or a broken plural that is never said of people (مفاعل: 'the stations', 'the posts')."""
    bare = form.removeprefix("ال")
    many = len(bare) == 5 and bare[0] == "م" and bare[2] == "ا"
    feminine = form.endswith("ه") and form not in lexicon.entry("bodies", "men")
    return many or feminine or form in lexicon.entry("bodies", "masculine")


def group_end(tokens: list[Token], k: int, end: int) -> int:
    """Where the name of a group ends when only definite words can continue it ('the security agencies')."""
    j = k + 1
    if j + 1 < end and tokens[j].form == "عن" and tokens[k].form in lexicon.entry("bodies", "standing_for"):
        return group_end(tokens, j + 1, end)  # 'a representative of the electricity office'
    if not tokens[k].definite and j < end and tokens[j].word and not _apart(tokens[j].form):
        j += 1
        if tokens[j - 1].form in ("كل", "جميع") and j < end and tokens[j].word:
            j += 1  # 'the head of every centre'
        if tokens[j - 1].form.isdigit() and len(tokens[j - 1].form) <= UNIT_NUMBER:
            return j  # 'brigade 75': its number ends its name
        while j < end and _place_follows(tokens, j):
            j += 1  # 'the representative of the governorate of Baghdad'
        j = _chained(tokens, j, end)
    while j < end and tokens[j].word and (tokens[j].definite or tokens[j].form in ("كافه", "جميعا", "جميعها")):
        if tokens[j].form.startswith("لل") and tokens[j - 1].form in lexicon.entry("bodies", "of_rank"):
            break
        j += 1
    if j < end and named_by_two(tokens, k, j):
        return j + 1  # 'the directorate of agriculture and irrigation'
    if j < end and tokens[j - 1].form in lexicon.entry("bodies", "of_rank") and (own := _for_whom(tokens, k, j)):
        return group_end(tokens, j, end) if own == "body" else _purpose_end(tokens, j, end)
    if j < end and tokens[j].form.isdigit() and tokens[j - 1].definite and len(tokens[j].form) <= UNIT_NUMBER:
        j += 1  # 'the 20th division' as 'the division 20'
    return j


def _chained(tokens: list[Token], j: int, end: int) -> int:
    """'The office for the combating of the washing of money': behind a verbal noun a name goes on to what closes it."""
    lex, before = lexicon.arabic(), tokens[j - 1]
    act = lex.masdar(before.form)
    if before.definite or act is None or not act.known or act.prep or act.conj or act.suffix:
        return j
    for k in range(j, min(end, j + 3)):
        strange = not tokens[k].word or tokens[k].form[0] in "بلوي" or tokens[k].form in lex.prepositions | lex.adjuncts
        if tokens[k].definite or strange or tokens[k].form.endswith("ا") or lex.verb(tokens[k].form) is not None:
            return k if tokens[k].definite and k > j else j
    return j


def _apart(form: str) -> bool:
    """A word behind a common noun that begins no name: 'a committee | of', '… | under the presidency of'."""
    return form in ("من", "في", "الي") or form in lexicon.arabic().adjuncts - lexicon.arabic().towns


def _place_follows(tokens: list[Token], j: int) -> bool:
    """Whether the word at ``j`` can only be the place of the body named before it, itself the second of a name."""
    lex, token = lexicon.arabic(), tokens[j]
    body = tokens[j - 1].form in lex.bodies | lex.nested and not tokens[j - 1].definite
    if not body or not token.word or token.definite or token.form[0].isdigit() or len(token.form) < 3:
        return False
    strange = lex.prepositions | lex.adjuncts | lex.time_marks | lex.time_openers | lex.each | lex.all_of
    joined = token.form[0] in "بلو" and token.form not in head_words().places
    tanween = token.form.endswith("ا") and token.form not in head_words().places
    known = token.form in lex.bodies or lex.masdar(token.form) is not None or lex.verb(token.form) is not None
    return not (joined or tanween or known or token.form in strange - lex.towns)


def name_end(tokens: list[Token], k: int, end: int, lex: Lexicon) -> int:
    """Where the name of a doer ends: before a definite noun that is what he acts on ('the laboratory | the bags')."""
    stop = group_end(tokens, k, end)
    places = head_words().places  # a name of a place is definite by itself
    return next(
        (
            j
            for j in range(k + 1, stop)
            if (tokens[j - 1].definite or (j > k + 1 and tokens[j - 1].form in places))
            and another_noun(tokens, k, j, lex)
        ),
        stop,
    )


def another_noun(tokens: list[Token], noun: int, k: int, lex: Lexicon) -> bool:
    """Whether the definite word at ``k``, behind one that closes the name from ``noun`` on, is a noun of its own: a
    body, a noun by its shape, or a word that agrees with no noun of the name. An adjective goes on with the name."""
    form, bare = tokens[k].form, tokens[k].form.removeprefix("ال")
    if form in lex.bodies and (form not in lexicon.entry("bodies", "adjectives_too") or not _unit(tokens, noun)):
        return True
    if form.startswith("ال") and tokens[noun].form.endswith("ون") and tokens[noun].definite:
        return not bare.endswith("ون") and bare not in lexicon.entry("bodies", "of_people")
    if bare.endswith("ون") and tokens[noun].form in lexicon.entry("bodies", "men"):
        return False  # 'the hawkers who walk about'
    places = head_words().places
    if not form.startswith("ال") or bare in lex.sessions or bare[-1] in "يا" or form in places:
        return False
    if form in lexicon.entry("bodies", "things") or _places(bare):
        return True
    if noun_shape(bare) and not (bare.endswith("ات") and tokens[noun].form in lexicon.entry("bodies", "women")):
        return True
    act = lex.masdar(form)
    if bare in lex.reports_made - lexicon.entry("bodies", "also_adjectives") or (
        act is not None and act.known and not act.prep and bare[0] != "م"
    ):
        return True
    named = [t.form for t in tokens[noun:k] if t.form not in lex.adjuncts and t.form not in places]
    if bare.endswith("ه"):
        return len(named) == 1 and named[0] in lexicon.entry("bodies", "masculine")
    if bare.endswith(("ين", "ون")):  # people, whom no body by itself, no office and no place is
        return len(named) == 1 and _one_or_thing(named[0])
    return all(word.endswith(("ه", "ات")) and word not in lexicon.entry("bodies", "men") for word in named)


def _unit(tokens: list[Token], noun: int) -> bool:
    """Whether the name from ``noun`` on is that of a body, no person's: 'the technical (الفني) support company'."""
    return tokens[noun].form.removeprefix("ال") not in lexicon.arabic().person_titles


def _places(bare: str) -> bool:
    """A plural of the shape mafāʿil ('the sites', 'the warehouses'), which few adjectives share ('the deputy')."""
    shape = len(bare) == 5 and bare[0] == "م" and bare[2] == "ا" and bare[-1] not in "هيا"
    return shape and bare not in lexicon.entry("bodies", "participles")


def named_by_two(tokens: list[Token], k: int, j: int) -> bool:
    """Whether 'and the …' at ``j`` goes on with the name of the body at ``k``, and names no other body."""
    form = tokens[j].form
    if not (j == k + 2 and form.startswith("وال") and tokens[j - 1].definite) or tokens[k].definite:
        return False
    lex = lexicon.arabic()
    of_two = tokens[k].form in lexicon.entry("bodies", "of_two")
    return of_two and not lex.body(form[1:]) and not lex.body(tokens[j - 1].form)


def _purpose_end(tokens: list[Token], j: int, end: int) -> int:
    """'… for the marketing of medicines', '… for the control of establishments': where what a body is for ends."""
    lex, first = lexicon.arabic(), j
    j += 1
    if j < end and not tokens[first].form.startswith("لل") and tokens[j].definite:
        j += 1
    elif j + 1 < end and tokens[j].form == "علي" and tokens[j + 1].definite:
        j += 2
    while (
        j < end
        and tokens[j].definite
        and tokens[j].form.endswith(("يه", "ي"))
        and not another_noun(tokens, first, j, lex)
    ):
        j += 1  # '… for the trade in foodstuffs', '… for transport by land'
    both = j < end and tokens[j].form.startswith("وال") and not lex.body(tokens[j].form[1:])
    return j + both  # '… for roads and bridges'


def _for_whom(tokens: list[Token], k: int, j: int) -> str:
    """'The General Secretariat for the council of ministers', 'the Higher Authority for coordination': what follows
    'for' belongs to the name: a 'body' or a 'thing', else nothing."""
    form = tokens[j].form
    if form[:1] == "ل" and lexicon.arabic().body(form[1:]) and len(form) > 3:
        return "body"
    if tokens[k].form not in lexicon.entry("bodies", "houses"):
        return ""
    what = lexicon.arabic().masdar(form[1:]) is not None and j + 1 < len(tokens) and tokens[j + 1].definite
    known = form[:1] == "ل" and form[1:] in lexicon.entry("bodies", "purposes")
    return "thing" if form.startswith("لل") or (form[:1] == "ل" and what) or known else ""


def present(token: Token, lex: Lexicon) -> bool:
    """A present verb, as far as its shape says."""
    if not token.word or token.form[0] not in "يت" or len(token.form) < 3:
        return False
    return lex.verb(token.form) is not None or (token.form[0] == "ي" and lex.masdar(token.form) is None)
