"""Who speaks, and on which day: a passage belongs to its own speaker, not to the nearest date (semantics §3). Pure.

A day belongs to the speaker whom its sentence names beside it; a sentence that names nobody who speaks gives its day to
nobody. A speaker keeps the latest day given before in the text, else the first given after, else the document's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon
from tracker.orders.arabic_credits import credit, credited
from tracker.orders.arabic_times import expressions_in, plain
from tracker.orders.head_words import head_words
from tracker.orders.issue_day import may_be_place
from tracker.orders.layout import Segment
from tracker.orders.parts import had, had_said
from tracker.orders.records import Metadata, Passage, Span
from tracker.orders.speakers import Cast, Mention, Speaker, mentions, token_span
from tracker.orders.speech import Setting
from tracker.orders.tokens import Token, fold
from tracker.orders.triggers import find_triggers

_QUIET = (Role.WITHIN, Role.BEFORE, Role.UNTIL, Role.BY, Role.FROM, Role.FOR)
TITLE = 8  # sentences among which the title of a document stands
DATELINE_SENTENCES, DATELINE_WORDS = 6, 5
EARLIER = 31  # days: what was ordered before that is history
OCCASION = 7  # words
FEBRUARY = 2
YEAR = 4  # figures


@dataclass(frozen=True, slots=True)
class Evidence:
    """A day named in a sentence. ``present``: said as today's; ``whole``: with its year; ``beside``: it stands with the
    verb of speaking or the occasion ('in a statement of Sunday'), not in what is said; ``past``: it dates what had been
    said before, and is no day of what follows."""

    day: date
    span: Span
    present: bool
    whole: bool
    beside: bool = False
    past: bool = False


@dataclass(slots=True)
class _Sentence:
    segment: Segment
    tokens: list[Token]
    mentions: list[Mention]
    evidence: list[Evidence]
    speaker: Speaker | None = None
    commands: bool = True


def of_meeting(words: list[list[Token]]) -> bool:
    """Whether a text is the minutes of a meeting: its title says so, under the name of the house at times."""
    return any(lexicon.arabic().minutes.at(line, 0) > 0 for line in words[:TITLE] if line)


def document_day(
    text: str, parts: list[Segment], words: list[list[Token]], head: Metadata, policy: Policy, asked: date | None
) -> date | None:
    """The day of the document: as asked, else the head's, else the first day said as today's, else the dateline's, else
    the latest on which something was said. What a letter or an item orders gives it no day of issue."""
    if asked is not None or head.issued_on is not None:
        return asked or head.issued_on
    first: date | None = None
    days: list[date] = []
    minutes = of_meeting(words)
    letter = head.kind == "letter" and not minutes
    for n, (segment, tokens) in enumerate(zip(parts, words, strict=True)):
        for found in _evidence(text, segment, tokens, None, policy):
            if not found.whole or (letter and not _own_session(segment, tokens, found.span)):
                continue
            if found.present or minutes:
                return found.day  # of minutes the first is the day on which was met
            if not found.beside:
                continue  # in what is said or ordered, not the words
            if first is None and n < DATELINE_SENTENCES and segment.end - segment.start < 80:
                first = found.day
            days.append(found.day)
            if letter:
                break
    return first if first is not None else max(days, default=None)


def _own_session(segment: Segment, tokens: list[Token], place: Span) -> bool:
    """'The council, in its session of 6/8/2024, decided': the day of a decision whose head gives none."""
    before = {t.form for t in tokens if t.end <= place[0]}
    return not segment.item and not before.isdisjoint(head_words().sessions)


def passages(
    text: str, parts: list[Segment], words: list[list[Token]], head: Metadata, day: date | None, policy: Policy
) -> list[Passage]:
    """One passage a segment, in order."""
    if head.kind == "letter":
        return [Passage((s.start, s.end), head.issuer, day, None) for s in parts]
    cast = Cast()
    sentences = []
    for segment, tokens in zip(parts, words, strict=True):
        sentences.append(
            _Sentence(segment, tokens, mentions(text, tokens), _evidence(text, segment, tokens, day, policy))
        )
    for sentence in sentences:
        cast.take(sentence.mentions)
    for sentence in sentences:
        sentence.mentions = cast.with_surnames(text, sentence.tokens, sentence.mentions)
    _who(sentences, cast, head)
    given = _days(sentences, day is not None)
    first = {id(s.speaker): s.segment.number for s in reversed(sentences) if s.speaker is not None}
    return [_passage(sentence, head, day, given, first) for sentence in sentences]


def _who(sentences: list[_Sentence], cast: Cast, head: Metadata) -> None:
    """The speaker of each sentence: its subject, else whoever spoke before; a stranger speaks for himself."""
    lex = lexicon.arabic()
    current: Speaker | None = None
    commands = True
    for sentence in sentences:
        doers = [m for m in sentence.mentions if m.subject]
        subject = next((m for m in doers if m.told_of), doers[0] if doers else None)
        subject = credited(sentence.tokens, sentence.mentions) or subject
        own = head.issuer is not None and head.issued_on is None and subject is not None
        if own and head.issuer is not None and subject is not None and subject.bare and _met(subject, head.issuer):
            current, commands = None, True  # 'the council' of minutes is the body that met
        elif subject is not None:
            current, commands = cast.of(subject), True
        elif head.issuer is not None and any(lex.plain(t.form, lex.impersonal) for t in sentence.tokens[:8]):
            current, commands = None, True  # in minutes: what was decided is the meeting's
        elif len(sentence.tokens) > 1 and sentence.tokens[0].form in lex.decided and not sentence.tokens[1].word:
            current, commands = None, True  # 'The decision: …' of minutes, whoever explained what before it
        elif _stranger_speaks(sentence.tokens, lex):
            commands = False
        elif any(lex.plain(t.form, lex.pronominal) for t in sentence.tokens[:6]):
            commands = True
        sentence.speaker, sentence.commands = current, commands


def _met(subject: Mention, issuer: str) -> bool:
    """Whether a bare title ('the council') is the body that the minutes name."""
    return fold(issuer.split()[0]).removeprefix("ال") == subject.head


def _stranger_speaks(tokens: list[Token], lex: lexicon.Lexicon) -> bool:
    """'Said an expert that …': a verb of saying whose subject can give no orders."""
    for i, token in enumerate(tokens[:12]):
        named = lex.frame(token.form)
        calls = named is not None and named[1].kind in ("call", "wish", "stress") and i <= 2
        after = tokens[i + 1].form.removeprefix("ال") if i + 1 < len(tokens) else ""
        if named is not None and i <= 2 and after in lex.not_commanding:
            return True  # 'citizens demanded'
        if (lex.plain(token.form, lex.saying) or calls) and i + 1 < len(tokens):
            return any(t.form in lex.not_commanding or t.form[2:] in lex.not_commanding for t in tokens[i + 1 : i + 3])
    return False


def _evidence(text: str, segment: Segment, tokens: list[Token], anchor: date | None, policy: Policy) -> list[Evidence]:
    """The days of a sentence that can be the day of an act in it: no deadlines, references, or reports of the past."""
    lex = lexicon.arabic()
    if not any(_may_be_day(t.form, anchor is None, lex) for t in tokens):
        return []
    recalled = any(had_said(tokens, i, lex) for i in range(len(tokens)))
    past = recalled or _past(tokens, lex)
    if past and (anchor is None or not recalled):
        return []
    out = []
    piece = plain(text[segment.start : segment.end])
    content: int | None = None
    behind = credit(tokens, lex)
    for found in expressions_in(piece, anchor, policy):
        place = (segment.start + found.span[0], segment.start + found.span[1])
        if not _is_day(found) or found.value is None or _is_reference(tokens, place, lex):
            continue
        after = next((t.form for t in tokens if t.start >= place[1]), "")
        near = [t.form for t in tokens if t.end <= place[0]][-2:]  # 'in its coming session on 22/10'
        if not lex.coming.isdisjoint((after, *near, *(fold(word) for word in found.text.split()))):
            continue  # 'next Thursday' is a day of what is ordered, not of the words
        numbered = _numbered(found.text, lex)
        if not numbered and not any(fold(w) in lex.spoken_days for w in found.text.split()):
            continue  # 'the end of the week' is nobody's day of speaking
        whole = not found.assumed and any(c.isdigit() for c in found.text) and _has_year(found.text)
        said = [t for t in tokens if place[0] - 12 <= t.start < place[1]]
        present = any(lex.plain(t.form, frozenset((lex.today,))) for t in said)
        moment = date.fromisoformat(found.value)
        if not whole and anchor is not None and moment > anchor:
            moment = _last_such(moment, dated=numbered)
        reach = EARLIER if past or numbered else 7
        if anchor is None:
            content = _content_from(text, tokens, lex) if content is None and whole else content
            told = content is not None and place[0] < content and _told(text, tokens, place, content)
            beside = (told or _on_occasion(tokens, place, lex)) and not segment.item
            out += [Evidence(moment, place, present, whole, beside)] if whole else []
        elif moment <= anchor and ((whole and not past) or (anchor - moment).days <= reach):
            content = _content_from(text, tokens, lex) if content is None else content
            if _of_event(tokens, place, lex):
                continue
            credits = behind is not None and place[0] >= tokens[behind].start
            beside = credits or place[0] < content or _on_occasion(tokens, place, lex)
            if beside or not past:
                out.append(Evidence(moment, place, present, whole, beside, past))
    return out


def _numbered(words: str, lex: lexicon.Lexicon) -> bool:
    """Whether a day is told by its number, in figures or in words ('the eighth of July')."""
    return any(c.isdigit() for c in words) or (" من " in words and any(fold(w) in lex.sessions for w in words.split()))


def _of_event(tokens: list[Token], place: Span, lex: lexicon.Lexicon) -> bool:
    """'After the fire that broke out on 8 July, …': the day of what happened, not of what was said then."""
    before = [t for t in tokens if t.end <= place[0]]
    sign = next((k for k in range(len(before) - 1, -1, -1) if not before[k].word), -1)
    told = any(t.form in lexicon.entry("report", "which") for t in before[sign + 1 :])
    return told and not _on_occasion(tokens, place, lex)


def _told(text: str, tokens: list[Token], place: Span, content: int) -> bool:
    """Whether a day stands in a sentence that tells what somebody said or did ('the governor met on …'), or in a
    dateline: a few words and no sentence."""
    lex = lexicon.arabic()
    if content < tokens[-1].end or any(m.subject for m in mentions(text, tokens)):
        return True
    before = [t for t in tokens if t.end <= place[0] and t.word]
    return len(before) <= DATELINE_WORDS and all(may_be_place(t, lex) or t.form in lex.prepositions for t in before)


def _may_be_day(form: str, with_year: bool, lex: lexicon.Lexicon) -> bool:
    """Whether a word can belong to a day at all; reading every sentence for times would cost most of the work."""
    if form[0].isdigit():
        return not with_year or sum(c.isdigit() for c in form) >= YEAR
    return not with_year and (form in lex.spoken_days or form[1:] in lex.spoken_days or form in lex.sessions)


def _last_such(moment: date, *, dated: bool) -> date:
    """The last such day before the anchor: of a weekday last week's, of a day of a month last year's."""
    if not dated:
        return moment - timedelta(days=7)
    return date(moment.year - 1, moment.month, min(moment.day, 28 if moment.month == FEBRUARY else moment.day))


def _past(tokens: list[Token], lex: lexicon.Lexicon) -> bool:
    """'Had …', also with the subject between: a report of what was before."""
    return any(lex.pluperfect.at(tokens, i) or had(tokens, i) for i in range(len(tokens)))


def _content_from(text: str, tokens: list[Token], lex: lexicon.Lexicon) -> int:
    """Where what is said or ordered begins: a day further on belongs to it. The end of the sentence if nowhere."""
    that = next((t.start for t in tokens if t.form in lex.that or t.form in ("انه", "انها", "بانه", "بانها")), None)
    subjects = tuple(token_span(tokens, m.start, m.end) for m in mentions(text, tokens) if m.subject)
    found = find_triggers(text, tokens, Setting(subjects=subjects, recalled=True), lex)
    places = [tokens[t.content].start for t in found] + ([that] if that is not None else [])
    return min(places, default=tokens[-1].end if tokens else 0)


def _on_occasion(tokens: list[Token], place: Span, lex: lexicon.Lexicon) -> bool:
    """'In a statement issued on …', 'during a meeting held yesterday'."""
    before = [t for t in tokens if t.end <= place[0]][-OCCASION:]
    return any(stem in lex.occasions for t in before for stem in (t.form, t.form[1:], t.form.removeprefix("ال")))


def _is_day(found: TimeExpression) -> bool:
    return found.kind is Kind.DATE and found.role not in _QUIET and found.value is not None and len(found.value) == 10


def _has_year(words: str) -> bool:
    digits = "".join(c if c.isdigit() else " " for c in words).split()
    return any(len(run) == 4 for run in digits)


def _is_reference(tokens: list[Token], place: Span, lex: lexicon.Lexicon) -> bool:
    """The date of another paper ('letter number 12 of …') is no day of this one."""
    before = [t for t in tokens if t.end <= place[0]][-5:]
    return any(t.form in lex.reference_marks or t.form in lex.head_number for t in before)


def _days(sentences: list[_Sentence], dated: bool) -> dict[int, list[tuple[int, Evidence]]]:
    """For each speaker (by identity): the days given to him, with the number of the sentence. Of a document without a
    day (not ``dated``) a day in what is said or ordered is nobody's: it may lie ahead. The place of a meeting
    ('at the seat of the command') takes no day from who met there."""
    lex = lexicon.arabic()
    given: dict[int, list[tuple[int, Evidence]]] = {}
    for n, sentence in enumerate(sentences):
        for evidence in sentence.evidence:
            if not (evidence.beside or (evidence.whole and (dated or evidence.present))):
                continue
            owner = _owner(sentence, evidence, lex)
            if owner is not None:
                given.setdefault(id(owner), []).append((n, evidence))
    return given


def _owner(sentence: _Sentence, evidence: Evidence, lex: lexicon.Lexicon) -> Speaker | None:
    """Whose day it is: of who speaks before it, else of who is named before or after it, else of who spoke last."""
    before = [m for m in sentence.mentions if m.end <= evidence.span[0]]
    after = [m for m in sentence.mentions if m.start >= evidence.span[1]]
    doers = [m for m in before if m.subject]
    said = credited(sentence.tokens, sentence.mentions)
    if said is not None and said.start <= evidence.span[0]:
        return said.speaker  # '"…", said the minister yesterday'
    goes_on = any(lex.frame(t.form) or lex.plain(t.form, lex.saying | lex.goes_on) for t in sentence.tokens[:4])
    if not doers and goes_on and evidence.beside and not any(m.subject for m in after):
        return sentence.speaker
    near = doers or before or after[:1]
    return near[-1].speaker if near else None


def _passage(
    sentence: _Sentence,
    head: Metadata,
    day: date | None,
    given: dict[int, list[tuple[int, Evidence]]],
    first: dict[int, int],
) -> Passage:
    span = (sentence.segment.start, sentence.segment.end)
    speaker = sentence.speaker
    if speaker is None:
        return Passage(span, head.issuer, day, None, sentence.commands)
    own = given.get(id(speaker), [])
    here = [e for n, e in own if n == sentence.segment.number]
    earlier = [e for n, e in own if n < sentence.segment.number and not (e.past and n > first.get(id(speaker), n))]
    later = [e for n, e in own if n > sentence.segment.number and not e.past]
    chosen = here[-1] if here else earlier[-1] if earlier else later[0] if later else None
    label = speaker.label
    if chosen is None:
        return Passage(span, label, day, None, sentence.commands, day_assumed=len(given) > 0)
    return Passage(span, label, chosen.day, chosen.span, sentence.commands)
