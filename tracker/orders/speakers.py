"""The people and bodies who speak in running Arabic text: titles, names, and who is the same as whom. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon
from tracker.orders.openings import opens_act
from tracker.orders.subjects import can_be_subject, named_after_verb, tells
from tracker.orders.tokens import Token, fold

NAME_WORDS = 4


@dataclass(slots=True)
class Speaker:
    """One who speaks. ``title`` and ``name`` as written in full; ``head``: the folded title noun without article."""

    head: str
    title: str
    full: str
    name: str = ""
    surname: str = ""

    @property
    def label(self) -> str:
        return f"{self.title} {self.name}".strip()


@dataclass(slots=True)
class Mention:
    """A title or name in a sentence. Places are code points; ``subject``: it can be a verb's subject; ``told_of``:
    another tells that this one orders ('the ministry announced that the minister directed')."""

    start: int
    end: int
    head: str
    bare: bool
    title: str
    full: str
    name: str
    surname: str
    subject: bool
    speaker: Speaker | None = field(default=None, repr=False)
    told_of: bool = False


def mentions(text: str, tokens: list[Token]) -> list[Mention]:
    """Every title with its complement and name, in order, not overlapping."""
    lex = lexicon.arabic()
    out = []
    i = 0
    while i < len(tokens):
        head, prep = _title(tokens[i].form, lex)
        if head is None or not tokens[i].word or tokens[i].form in lex.adjuncts:
            i += 1
            continue
        mention, i = _read(text, tokens, i, head, prep, lex)
        if mention is not None:
            out.append(mention)
    return out


def _title(form: str, lex: Lexicon) -> tuple[str | None, str]:
    """The title noun in a word with joined particles, and the preposition joined to it."""
    for conj in ("", form[:1] if form[:1] in ("و", "ف") else None):
        if conj is None:
            continue
        rest = form[len(conj) :]
        for prep in ("", rest[:1] if rest[:1] in ("ب", "ل") else None):
            if prep is None:
                continue
            stem = rest[len(prep) :]
            if prep == "ل" and stem.startswith("ل"):
                stem = "ا" + stem
            if stem in lex.person_titles or stem in lex.body_titles:
                return stem, prep
    return None, ""


def _read(text: str, tokens: list[Token], i: int, head: str, prep: str, lex: Lexicon) -> tuple[Mention | None, int]:
    definite = head.startswith("ال")
    j = i + 1
    if not definite:
        j = _complement(text, tokens, j, lex)
        if j == i + 1:
            return None, j
    elif head in lex.person_titles:
        while j < len(tokens) and tokens[j].form in ("العام", "العامه"):
            j += 1
            while j < len(tokens) and tokens[j].definite and tokens[j].form not in lex.bodies:
                j += 1
        j = _in_the_name_of(tokens, j, lex)
        if j > i + 1 and j < len(tokens) and _of_body(tokens[j].form, lex):
            j = _complement(text, tokens, j, lex)  # 'the director general of (li-) the company'
    elif head in lex.body_titles:
        while j < len(tokens) and tokens[j].definite and tokens[j].form.endswith(("ي", "يه", "عليا")):
            if tokens[j].form in lex.bodies or _stops(tokens[j].form, lex):
                break
            j += 1
    title_end = tokens[j - 1].end
    bare = definite and all(t.form in ("العام", "العامه") for t in tokens[i + 1 : j])
    if j < len(tokens) and tokens[j].form in lex.acting:
        j += 1
    name, j = _name(text, tokens, j, lex, definite) if head in lex.person_titles else ("", j)
    first = i
    if not name and head in lex.person_titles:
        name, first = _name_before(text, tokens, i, lex)
    start = tokens[i].end - len(head) if not prep else tokens[i].start
    begin = max(tokens[i].start, start)
    title = text[begin:title_end]
    title = _without_particles(title, head)
    told_of = (
        first > 0 and tokens[first - 1].form in lex.that and j < len(tokens) and lex.frame(tokens[j].form) is not None
    )
    mention = Mention(
        start=tokens[first].start,
        end=tokens[j - 1].end,
        head=head.removeprefix("ال"),
        bare=bare,
        title=title,
        full=fold(title),
        name=name,
        surname=fold(name.split()[-1]) if name else "",
        subject=not prep and (told_of or can_be_subject(tokens, first, lex)),
        told_of=told_of and not prep,
    )
    return mention, j


def _in_the_name_of(tokens: list[Token], j: int, lex: Lexicon) -> int:
    """'The (official) spokesman of the ministry': where the name of whom he speaks for ends, else ``j``."""
    at = j + 1 if j < len(tokens) and tokens[j].definite else j
    if at + 1 >= len(tokens) or tokens[at].form not in ("باسم", "بلسان"):
        return j
    end = at + 2
    while end < len(tokens) and tokens[end].word and tokens[end].definite and not _stops(tokens[end].form, lex):
        end += 1
    return end


def _without_particles(title: str, head: str) -> str:
    """The title without a joined 'and' or preposition: the folded head says where it begins."""
    for skip in range(3):
        if fold(title[skip:]).startswith(head):
            return title[skip:]
    return title


def _complement(text: str, tokens: list[Token], j: int, lex: Lexicon) -> int:
    """Where the words end that say of what someone is minister, head or commander."""
    first = True
    while j < len(tokens) and tokens[j].word:
        form = tokens[j].form
        if _stops(form, lex) or (not first and opens_act(tokens, j, len(tokens), lex) is not None):
            break
        definite = tokens[j].definite or (text[tokens[j].start :].startswith("وال") and not first)
        if first:
            if form not in lex.bodies and _of_body(form, lex):
                form, definite = form.removeprefix("ل"), form.startswith("لل")
            j += 1
            if form in ("ذي", "صلاح", "ابو", "ابي", "ام", "بني") and j < len(tokens) and tokens[j].word:
                j += 1
            nested = form in lex.bodies or form in lex.person_titles or form in lex.body_titles or form in lex.nested
            first = nested and not definite
            # 'The directorate of the health of Karkh': one more noun in construct before a definite one.
            chained = not definite and not nested and j - 2 > 0 and tokens[j - 2].form in lex.bodies | {"عام", "عامه"}
            if chained and j < len(tokens) and tokens[j].definite and tokens[j].form not in lex.bodies:
                continue
            if not definite and not nested:
                break
            continue
        told = form.startswith("لل") and form.endswith(("ين", "ون"))
        if not definite or form in lex.bodies or told:
            break  # 'the minister (told) the journalists'
        j += 1
    if j < len(tokens) and tokens[j].form in ("المقدسه", "المكرمه", "المنوره", "الشريف"):
        j += 1  # 'the holy' belongs to the name of a city
    return j


def _stops(form: str, lex: Lexicon) -> bool:
    """A word that cannot belong to a title or a name."""
    return (
        form in lex.prepositions
        or form in lex.ranks
        or form == lex.today
        or form in lex.spoken_days
        or (form in lex.sessions and form.endswith(("ه", "ولي")))
        or form.removeprefix("و") in lex.subject_verbs  # without 'f', with which names begin (فراس)
        or lex.frame(form) is not None
        or form in lex.relative
        or form.removeprefix("ال") in lex.granting
        or form
        in (
            "ان",
            "انه",
            "انها",
            "انهم",
            "بانه",
            "قد",
            "فقد",
            "وقد",
            "لا",
            "لم",
            "لن",
            "يوم",
            "هذا",
            "هذه",
            "كل",
            "جميع",
            "كافه",
            "اي",
            "علي",
            "ما",
            "عن",
        )
        or form[0].isdigit()
    )


def _name(text: str, tokens: list[Token], j: int, lex: Lexicon, definite: bool) -> tuple[str, int]:
    """A personal name after a title: up to four words that end with a family name in ال, or follow a rank."""
    start = j
    while j < len(tokens) and (tokens[j].form in lex.ranks or tokens[j].form in lex.honorifics):
        j += 1
    ranked = j > start
    k = j
    while k < len(tokens) and k - j < NAME_WORDS and tokens[k].word:
        form = tokens[k].form
        if _named_ali(text, tokens, k, j, lex):
            k += 1
            continue
        if (
            _stops(form, lex)
            or form in lex.bodies | lex.no_names | lex.called
            or form in lex.stress_must | lex.stress_weak
        ):
            break
        if _verb_like(form, lex):
            break
        masdar = lex.masdar(form)
        if masdar is not None and (masdar.known or masdar.prep) and not tokens[k].definite:
            break
        noun = form[:-1] if form.endswith("ا") and len(form) > 4 else ""
        if noun in lex.groups or noun in lex.occasions or noun in lex.not_masdar:
            break  # 'held a meeting': the object, without its vowel sign
        if tokens[k].definite and text[tokens[k].start : tokens[k].end].endswith("ة"):
            break  # 'the consent', 'the public': no family name
        if form.startswith(("لل", "بال", "وال")) or text[tokens[k].start : tokens[k].end].endswith(("اً", "ًا", "ةً")):
            break
        if definite and k == j and len(form) >= 8 and form.endswith(("ين", "ون", "ات")):
            break  # 'The minister told those present': a group, no family name
        k += 1
        if k > 1 and tokens[k - 2].form in ("عبد", "ابو", "بن", "ال"):
            continue  # the second half of one name
        if tokens[k - 1].definite and (k - j > 1 or definite):
            return text[tokens[j].start : tokens[k - 1].end], k
    if ranked and k - j >= 2:
        return text[tokens[j].start : tokens[j + 1].end], j + 2
    # After a noun with the article an adjective would have it too: two bare words up to a break can only be a name.
    bare = all(not t.definite and not text[t.start : t.end].endswith("ة") for t in tokens[j:k])
    ends = k < len(tokens) and (not tokens[k].word or tokens[k].form in lex.prepositions or tokens[k].form in lex.that)
    if k - j in (2, 3) and bare and (tokens[j - 1].definite or ends):
        return text[tokens[j].start : tokens[k - 1].end], k
    return "", start if not ranked else j


def _named_ali(text: str, tokens: list[Token], k: int, first: int, lex: Lexicon) -> bool:
    """The name Ali, which folding makes the same word as 'on'."""
    if text[tokens[k].start : tokens[k].end] != "علي" or k + 1 >= len(tokens):
        return False
    after = tokens[k + 1]
    act = lex.masdar(after.form)
    governed = after.form in lex.bodies | lex.stress_must | lex.stress_weak or (act is not None and act.known)
    return not governed and after.word and (k > first or not after.definite)


def _of_body(form: str, lex: Lexicon) -> bool:
    """'Of the company' (للشركة), 'of a company' (لشركة)."""
    return form[:1] == "ل" and ("ا" + form[1:] in lex.bodies or form[1:] in lex.bodies)


def _name_before(text: str, tokens: list[Token], i: int, lex: Lexicon) -> tuple[str, int]:
    """'Dr. Muhammad Abd al-Latif, minister of …': the name between a rank and the title, and where the rank stands."""
    last = i - 1 if i and tokens[i - 1].word else i - 2  # a comma may stand before the title
    k = last
    while k >= 0 and last - k < NAME_WORDS + 1 and tokens[k].word and tokens[k].form not in lex.ranks:
        form = tokens[k].form
        if _stops(form, lex) or form in lex.bodies or form in lex.honorifics or tells(form, lex) or lex.frame(form):
            return "", i
        k -= 1
    if k < 0 or not 2 <= last - k <= NAME_WORDS + 1 or tokens[k].form not in lex.ranks:
        return "", i
    first = k
    while first and tokens[first - 1].form in lex.ranks | lex.honorifics:
        first -= 1
    return text[tokens[k + 1].start : tokens[last].end], first


def _verb_like(form: str, lex: Lexicon) -> bool:
    """A present verb by its shape ('tours', 'receives'), but for the few first names that look like one."""
    if form in lex.names_like_verbs:
        return False
    return lex.verb(form) is not None or (form[0] == "ي" and len(form) > 3) or form.startswith("ست")


def token_span(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The numbers of the tokens (from, to) that a stretch of the text takes."""
    first = next(i for i, t in enumerate(tokens) if t.end > start)
    last = next((i for i, t in enumerate(tokens) if t.start >= end), len(tokens))
    return first, last


class Cast:
    """Everyone who speaks in one document, and which mentions are the same person."""

    def __init__(self) -> None:
        self.speakers: list[Speaker] = []
        self.aliases = lexicon.arabic().aliases

    def take(self, found: list[Mention]) -> None:
        """Give each mention its speaker; new people join the cast."""
        for mention in found:
            mention.speaker = self._same(mention)
            if mention.speaker is None:
                mention.speaker = Speaker(mention.head, mention.title, mention.full)
                self.speakers.append(mention.speaker)
            speaker = mention.speaker
            if mention.name and not speaker.name:
                speaker.name, speaker.surname = mention.name, mention.surname
            if not mention.bare and len(mention.title) > len(speaker.title) and speaker.head == mention.head:
                speaker.title, speaker.full = mention.title, mention.full

    def _same(self, mention: Mention) -> Speaker | None:
        full = fold(self.aliases.get(mention.full, mention.full))
        for speaker in reversed(self.speakers):
            if mention.surname and mention.surname == speaker.surname:
                return speaker
            if mention.surname and speaker.surname:
                continue
            if speaker.full == full or (not mention.bare and _begins(speaker.full, full)):
                return speaker
            if mention.bare and speaker.head == mention.head:
                return speaker
            if speaker.full == "ال" + mention.head and not mention.bare:
                return speaker
        return None

    def of(self, mention: Mention) -> Speaker | None:
        return mention.speaker

    def with_surnames(self, text: str, tokens: list[Token], found: list[Mention]) -> list[Mention]:
        """The mentions of a sentence with those by family name alone added."""
        lex = lexicon.arabic()
        known = {s.surname: s for s in self.speakers if s.surname}
        taken = [(m.start, m.end) for m in found]
        out = list(found)
        for i, token in enumerate(tokens):
            form = token.form
            plain = form if form in known else form[1:] if form[:1] == "و" and form[1:] in known else None
            if plain is None or any(s <= token.start < e for s, e in taken):
                continue
            speaker = known[plain]
            out.append(
                Mention(
                    token.start,
                    token.end,
                    speaker.head,
                    False,
                    speaker.title,
                    speaker.full,
                    text[token.start : token.end],
                    plain,
                    can_be_subject(tokens, i, lex) or named_after_verb(tokens, i, lex),
                    speaker,
                )
            )
        return sorted(out, key=lambda m: m.start)


def _begins(one: str, other: str) -> bool:
    """Whether one title is the other with words added ('prime minister', 'the Iraqi prime minister')."""
    a, b = one.split(), other.split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return len(short) >= 2 and long[: len(short)] == short
