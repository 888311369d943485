"""Who speaks, and on which day: a passage belongs to its own speaker, not to the nearest date (semantics §3). Pure.

A day belongs to the speaker whom its sentence names beside it; a sentence that names nobody who speaks gives its day to
nobody. A speaker keeps the latest day given before in the text, else the first given after, else the document's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.calendars import expressions
from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon
from tracker.orders.layout import Segment, tokens_of
from tracker.orders.records import Metadata, Passage, Span
from tracker.orders.speakers import Cast, Mention, Speaker, mentions
from tracker.orders.tokens import Token, fold

_QUIET = (Role.WITHIN, Role.BEFORE, Role.UNTIL, Role.BY, Role.FROM, Role.FOR)
DATELINE_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """A whole day named in a sentence. ``present``: said as today's; ``whole``: with its year."""

    day: date
    span: Span
    present: bool
    whole: bool


@dataclass(slots=True)
class _Sentence:
    segment: Segment
    tokens: list[Token]
    mentions: list[Mention]
    evidence: list[Evidence]
    speaker: Speaker | None = None
    commands: bool = True


def document_day(text: str, parts: list[Segment], head: Metadata, policy: Policy, asked: date | None) -> date | None:
    """The day of the document: as asked, else the head's, else the first day said as today's, else the dateline's."""
    if asked is not None or head.issued_on is not None:
        return asked or head.issued_on
    first: date | None = None
    for n, segment in enumerate(parts):
        for found in _evidence(text, segment, tokens_of(text, segment), None, policy):
            if found.present and found.whole:
                return found.day
            if first is None and found.whole and n < DATELINE_SENTENCES and segment.end - segment.start < 80:
                first = found.day
    if first is not None:
        return first
    days = [
        e.day for segment in parts for e in _evidence(text, segment, tokens_of(text, segment), None, policy) if e.whole
    ]
    return max(days) if days else None


def passages(text: str, parts: list[Segment], head: Metadata, day: date | None, policy: Policy) -> list[Passage]:
    """One passage a segment, in order."""
    if head.kind == "letter":
        return [Passage((s.start, s.end), head.issuer, day, None) for s in parts]
    cast = Cast()
    sentences = []
    for segment in parts:
        tokens = tokens_of(text, segment)
        sentences.append(
            _Sentence(segment, tokens, mentions(text, tokens), _evidence(text, segment, tokens, day, policy))
        )
    for sentence in sentences:
        cast.take(sentence.mentions)
    for sentence in sentences:
        sentence.mentions = cast.with_surnames(text, sentence.tokens, sentence.mentions)
    _who(sentences, cast)
    given = _days(sentences)
    return [_passage(sentence, head, day, given) for sentence in sentences]


def _who(sentences: list[_Sentence], cast: Cast) -> None:
    """The speaker of each sentence: its subject, else whoever spoke before; a stranger speaks for himself."""
    lex = lexicon.arabic()
    current: Speaker | None = None
    commands = True
    for sentence in sentences:
        subject = next((m for m in sentence.mentions if m.subject), None)
        if subject is not None:
            current, commands = cast.of(subject), True
        elif _stranger_speaks(sentence.tokens, lex):
            commands = False
        elif any(lex.plain(t.form, lex.pronominal) for t in sentence.tokens[:6]):
            commands = True
        sentence.speaker, sentence.commands = current, commands


def _stranger_speaks(tokens: list[Token], lex: lexicon.Lexicon) -> bool:
    """'Said an expert that …': a verb of saying whose subject can give no orders."""
    for i, token in enumerate(tokens[:12]):
        named = lex.frame(token.form)
        calls = named is not None and named[1].kind in ("call", "wish", "stress") and i <= 2
        if named is not None and i <= 2 and i + 1 < len(tokens) and tokens[i + 1].form in lex.not_commanding:
            return True  # 'citizens demanded'
        if (lex.plain(token.form, lex.saying) or calls) and i + 1 < len(tokens):
            return any(t.form in lex.not_commanding or t.form[2:] in lex.not_commanding for t in tokens[i + 1 : i + 3])
    return False


def _evidence(text: str, segment: Segment, tokens: list[Token], anchor: date | None, policy: Policy) -> list[Evidence]:
    """The days of a sentence that can be the day of an act in it: no deadlines, references, or reports of the past."""
    lex = lexicon.arabic()
    if not any(t.form[0].isdigit() for t in tokens) and anchor is None:
        return []
    if any(lex.pluperfect.at(tokens, i) for i in range(len(tokens))):
        return []
    out = []
    piece = text[segment.start : segment.end]
    for found in expressions.find(piece, "ar", anchor, policy):
        place = (segment.start + found.span[0], segment.start + found.span[1])
        if not _is_day(found) or found.value is None or _is_reference(tokens, place, lex):
            continue
        after = next((t.form for t in tokens if t.start >= place[1]), "")
        if after in lex.coming or any(fold(word) in lex.coming for word in found.text.split()):
            continue  # 'next Thursday' is a day of what is ordered, not of the words
        whole = not found.assumed and any(c.isdigit() for c in found.text) and _has_year(found.text)
        near = [t for t in tokens if place[0] - 12 <= t.start < place[1]]
        present = any(lex.plain(t.form, frozenset((lex.today,))) for t in near)
        moment = date.fromisoformat(found.value)
        if not whole and anchor is not None and moment > anchor:
            moment -= timedelta(days=7)
        if whole or (anchor is not None and moment <= anchor and (anchor - moment).days <= 7):
            out.append(Evidence(moment, place, present, whole))
    return out


def _is_day(found: TimeExpression) -> bool:
    return found.kind is Kind.DATE and found.role not in _QUIET and found.value is not None and len(found.value) == 10


def _has_year(words: str) -> bool:
    digits = "".join(c if c.isdigit() else " " for c in words).split()
    return any(len(run) == 4 for run in digits)


def _is_reference(tokens: list[Token], place: Span, lex: lexicon.Lexicon) -> bool:
    """The date of another paper ('letter number 12 of …') is no day of this one."""
    before = [t for t in tokens if t.end <= place[0]][-5:]
    return any(t.form in lex.reference_marks or t.form in lex.head_number for t in before)


def _days(sentences: list[_Sentence]) -> dict[int, list[tuple[int, Evidence]]]:
    """For each speaker (by identity): the days given to him, with the number of the sentence. The place of a meeting
    ('at the seat of the command') takes no day from who met there."""
    lex = lexicon.arabic()
    given: dict[int, list[tuple[int, Evidence]]] = {}
    for n, sentence in enumerate(sentences):
        for evidence in sentence.evidence:
            if not evidence.whole:
                continue
            before = [m for m in sentence.mentions if m.end <= evidence.span[0]]
            after = [m for m in sentence.mentions if m.start >= evidence.span[1]]
            doers = [m for m in before if m.subject]
            near = [m for m in before if not (doers and not m.subject and m.head in lex.body_titles)]
            owner = near[-1] if near else (after[0] if after else None)
            if owner is not None and owner.speaker is not None:
                given.setdefault(id(owner.speaker), []).append((n, evidence))
    return given


def _passage(
    sentence: _Sentence, head: Metadata, day: date | None, given: dict[int, list[tuple[int, Evidence]]]
) -> Passage:
    span = (sentence.segment.start, sentence.segment.end)
    speaker = sentence.speaker
    if speaker is None:
        return Passage(span, head.issuer, day, None, sentence.commands)
    own = given.get(id(speaker), [])
    here = [e for n, e in own if n == sentence.segment.number]
    earlier = [e for n, e in own if n < sentence.segment.number]
    later = [e for n, e in own if n > sentence.segment.number]
    chosen = here[-1] if here else earlier[-1] if earlier else later[0] if later else None
    if chosen is None and sentence.evidence and any(m.subject for m in sentence.mentions):
        chosen = sentence.evidence[0]
    label = speaker.label
    if chosen is None:
        return Passage(span, label, day, None, sentence.commands, day_assumed=len(given) > 0)
    return Passage(span, label, chosen.day, chosen.span, sentence.commands)
