"""An Arabic document read as a whole: its sentences, who speaks, lists and their leads, clauses, times. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.calendars.expressions import Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon
from tracker.orders.arabic import clauses
from tracker.orders.arabic_credits import credit
from tracker.orders.arabic_force import force_tail, holds_from, own_force
from tracker.orders.arabic_rows import due_of, of_row, times_of
from tracker.orders.banned_lists import banning, binding
from tracker.orders.changes import arabic as altered
from tracker.orders.changes import names_order, replaced
from tracker.orders.details import comes_after, public
from tracker.orders.excepted import Read, from_item, with_exception
from tracker.orders.extract import Force, Reading
from tracker.orders.items import duties_of, heading
from tracker.orders.joint import settled, with_joint_deadlines
from tracker.orders.labels import labelled, labels, within
from tracker.orders.layout import Segment, segments, tokens_of, verses
from tracker.orders.lexicon import Lexicon
from tracker.orders.meant import meant
from tracker.orders.names import name_end
from tracker.orders.passages import document_day, of_meeting, passages
from tracker.orders.plain_lists import with_plain_lists
from tracker.orders.records import Change, Clause, Metadata, Passage, Span
from tracker.orders.shared_times import dated_by, finishes_tasks, with_shared_times
from tracker.orders.speakers import mentions, token_span
from tracker.orders.speech import Setting
from tracker.orders.tables import rows
from tracker.orders.threats import excepts
from tracker.orders.titles import Title, titles
from tracker.orders.tokens import Token
from tracker.orders.triggers import find_triggers

HEADLINE = 130
ISO = 10  # letters of a whole date
NAME = 10  # words of a line that only names who owes what stands below it
LEADING = (Role.WITHIN, Role.BY, Role.BEFORE, Role.FROM, Role.EVERY)


def read(text: str, head: Metadata, asked: date | None, policy: Policy) -> Reading:
    """The clauses of an Arabic order, statement or article, each with its passage and the times of its sentence."""
    lex = lexicon.arabic()
    parts = segments(text)
    quoted = verses(text)
    words = [tokens_of(text, part, quoted) for part in parts]
    parts = with_plain_lists(parts, words, lex)
    met = of_meeting(words)
    leading_parts = {part.lead for part in parts}
    day = document_day(text, parts, words, head, policy, asked)
    spoken = passages(text, parts, words, head, day, policy)
    leads: dict[int, Setting | None] = {}
    found: list[Read] = []
    changes: list[Change] = []
    force = Force()
    latest = 0  # where the clauses of the latest sentence that orders begin
    listed: str | None = None  # whom the lead of the list before charges
    headings = titles(parts, words, lex)
    in_list, lead = 0, None  # where the clauses of the latest list begin, and of which list they are
    table = rows(text, "ar")
    for part, tokens, passage in zip(parts, words, spoken, strict=True):
        if part.start < head.head_end:
            continue
        if lex.copies.at(tokens, 0):
            break
        leads[part.number] = None
        if part.item and part.lead != lead:
            in_list, lead = len(found), part.lead
        listed_acts = [r for r in table if r.line[0] < part.end and part.start < r.line[1]]
        if listed_acts:
            for row in listed_acts if passage.commands else ():
                dated = due_of(text, row, times_of(text, *row.span, passage, policy, met), passage, policy)
                new = row.span not in (read[0].span for read in found)
                found += [(_addressed(c, head.to), passage, dated) for c in of_row(text, row, dated) if new]
            continue
        title = headings.get(part.number) if head.kind == "letter" or met else None
        if title is not None:
            leads[part.number] = _below(
                text, title, tokens, leads.get(part.lead) if part.lead is not None else None, met
            )
            continue
        own = own_force(text, (part.start, part.end), tokens, passage, policy, lex)
        if own is not None:
            force = force.with_what(own)
            continue
        stop = part.end
        if (tail := force_tail(tokens, lex)) is not None:  # '…, and it is in force from 15 August'
            stop = tokens[tail].start
            own = own_force(text, (stop, part.end), tokens[tail:], passage, policy, lex)
            force, tokens = force.with_what(own or Force()), tokens[:tail]
        elif head.kind != "letter" and (told_by := credit(tokens, lex)) is not None:  # '"…", said the minister'
            stop, tokens = tokens[told_by].start, tokens[:told_by]
        exception = excepts(text, tokens, text[slice(*found[-1][0].span)] if found else "")
        if exception == "":
            found = from_item(text, parts, tokens, found)
            continue
        if exception is not None and found:
            whole = any(_self(t.form, lex) for t in tokens[:5])  # 'from the provisions of this order'
            found[-1 if not whole else 0 :] = [
                with_exception(each, exception) for each in found[-1 if not whole else 0 :]
            ]
            continue
        changes += altered(text, tokens, lex)
        label = _decision_label(tokens, lex) if met else 0
        tokens = tokens[label or (heading(tokens, lex) if part.item and part.first else 0) :]
        setting = _setting(text, part, tokens, head, passage, leads, met)
        if label and setting is not None:
            setting = replace(setting, decree=True, item=True)
        own_tasks = duties_of(text, tokens, lex) if passage.commands else None
        if own_tasks is not None:
            setting, tokens = Setting(decree=True, item=True, addressee=own_tasks[1]), tokens[own_tasks[0] :]
        if part.number in leading_parts:
            leads[part.number] = _as_lead(text, tokens, setting, head, lex, met)
            if leads[part.number] is not None and _what_follows(tokens, lex) and tokens[-1].form == ":":
                force = Force(force.effective_on or holds_from(text, part, passage, policy), force.ends_on)
        goes_on = listed if not part.item and _goes_on(tokens, lex) else None
        listed = setting.addressee if part.item and setting is not None else None
        if setting is None or (part.item and names_order(tokens)):
            continue
        told = labels(text, tokens, lex)
        begins = replaced(text, changes, part.start, part.end)
        tokens = [t for t in tokens if t.start >= begins]
        opened = leads.get(part.number)
        only_leads = opened is not None and opened.forbids
        here = clauses(text, tokens, setting) if tokens and not told.first and not only_leads else []
        if here or told:
            times = tuple(meant(list(times_of(text, part.start, stop, passage, policy, met)), tokens, lex))
            times = within([t for t in times if not _of_words(t, passage)], told)
            if told.first:  # a line of labels under the act that it is about
                found[latest:] = [(labelled(c, told), where, (*said, *times)) for c, where, said in found[latest:]]
                continue
            made = [c.span for c in changes if part.start <= c.span[0] < part.end]  # a change is no duty of its own
            here = [c for c in here if not any(a <= c.span[0] < b for a, b in made)]
            here = [labelled(clause, told) for clause in here]
            latest = len(found)
            here = [settled(text, clause, times, lex) for clause in here]
            here = with_shared_times(text, with_joint_deadlines(text, here, times, lex), times)
            below_list = part.number > 0 and parts[part.number - 1].item and not part.item
            if below_list and in_list < len(found) and finishes_tasks(tokens, lex):
                found = dated_by(found, in_list, times)
                continue
            leading = tuple(t.span for t in times if t.span[0] - part.start <= 3 and t.role in LEADING)
            found += [(_addressed(_led(clause, leading), goes_on or head.to), passage, times) for clause in here]
    body = _headline(text, parts, head, lex)
    if any(clause.span[0] >= body for clause, _, _ in found):
        found = [one for one in found if one[0].span[0] >= body]
    return Reading(day, tuple(found), tuple(changes), force)


def _headline(text: str, parts: list[Segment], head: Metadata, lex: Lexicon) -> int:
    """Where the headline of a news item ends, 0 without one: a short first line in the present tense without a stop.
    The item says the same again with its day and its speaker."""
    if head.kind == "letter" or not parts or parts[-1].line < 2:
        return 0
    first = [part for part in parts if part.line == 0]
    if not first:
        return 0  # it opens with the heading of an article
    tokens = tokens_of(text, first[0])
    present = any((named := lex.frame(t.form)) is not None and named[0][0] in "يت" for t in tokens)
    short = len(first) == 1 and first[0].end - first[0].start <= HEADLINE and tokens[-1].word
    return first[0].end if present and short else 0


def _below(text: str, title: Title, tokens: list[Token], around: Setting | None, met: bool) -> Setting | None:
    """How what stands below a heading stands: as items of the letter, of whoever the heading names."""
    if title.tells or (met and around is None):
        return None
    who = text[tokens[title.owner[0]].start : tokens[title.owner[1] - 1].end] if title.owner is not None else None
    return Setting(decree=True, item=True, addressee=who or (around.addressee if around is not None else None))


def _charged(text: str, tokens: list[Token], lex: Lexicon) -> str | None:
    """Whom the lead of a list charges: 'the committee undertakes the following', 'the duties of the committee:'."""
    end = len(tokens) - (bool(tokens) and tokens[-1].form == ":")
    if 1 < end <= NAME and tokens[0].form in lex.duty_words and all(t.definite for t in tokens[1:end]):
        return text[tokens[1].start : tokens[end - 1].end]  # 'Duties of the supervising engineer' on a line of its own
    for k, token in enumerate(tokens[:14]):
        tasked = (known := lex.verb(token.form)) is not None and known[1] == "task"
        if (tasked or token.form in lex.duty_words) and k + 1 < len(tokens) and tokens[k + 1].form in lex.bodies:
            return text[tokens[k + 1].start : tokens[_duties_end(tokens, k + 1, lex) - 1].end]
    if _is_name(tokens, lex):  # 'The Civil Defence Directorate:' over the items that it owes
        first = tokens[0].form in lex.honorifics
        return text[tokens[int(first)].start : tokens[-2].end]
    word = next((k for k, t in enumerate(tokens[:10]) if t.form in lex.duty_words), 0)
    for k in range(word - 1, max(-1, word - 4), -1):  # 'the committee exercises the following duties'
        if tokens[k].form in lex.bodies or tokens[k].form[1:] in lex.bodies:
            said = text[tokens[k].start : tokens[word - 1].end]
            return said if tokens[k].form in lex.bodies else said[1:]
    task = next((k for k, t in enumerate(tokens) if (v := lex.verb(t.form)) is not None and v[1] == "task"), None)
    if task is not None and any(t.form in lex.list_words for t in tokens[task : task + 4]):
        # 'A committee is formed that undertakes the following': the body named before the verb
        named = next((k for k in range(task - 1, -1, -1) if _common_body(tokens, k, lex)), None)
        return text[tokens[named].start : tokens[named].end] if named is not None else None
    return None


def _is_name(tokens: list[Token], lex: Lexicon) -> bool:
    """Whether a line that ends with a colon is nothing but the name of a body or the title of somebody."""
    if not 2 < len(tokens) <= NAME or tokens[-1].form != ":":
        return False
    said = tokens[tokens[0].form in lex.honorifics : -1]
    if said[0].form not in lex.bodies | lex.person_titles:
        return False
    return all(t.word and t.form not in lex.duty_words and t.form not in lex.list_words for t in said) and not any(
        (verb := lex.verb(t.form)) is not None and verb[1] == "task" for t in said[1:]
    )


def _common_body(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """What is formed: an indefinite body right after the verbal noun or verb of forming."""
    if tokens[k].form not in lex.bodies or k == 0:
        return False
    before = lex.masdar(tokens[k - 1].form)
    verb = lex.verb(tokens[k - 1].form)
    return (before is not None and before.stem in lex.forming) or (verb is not None and verb[0] in lex.act_forming)


def _duties_end(tokens: list[Token], k: int, lex: Lexicon) -> int:
    """Where the name that is charged ends: before the word for duties and its kind."""
    end = name_end(tokens, k, len(tokens), lex)
    return next((j for j in range(k + 1, end) if tokens[j].form in lex.duty_words | lex.list_words), end)


def _led(clause: Clause, leading: tuple[Span, ...]) -> Clause:
    """'Within a week the directorates must …': a time before everything belongs to all that follows."""
    extra = tuple(span for span in leading if span[1] <= clause.span[0])
    return replace(clause, extra=(*clause.extra, *extra)) if extra else clause


def _addressed(clause: Clause, to: str | None) -> Clause:
    """In a letter, whoever it is sent to, where the clause names nobody."""
    return clause if clause.addressee is not None else replace(clause, addressee=to)


def _goes_on(tokens: list[Token], lex: Lexicon) -> bool:
    """'And submits a weekly report' after a list: of whom the list charges."""
    return bool(tokens) and tokens[0].form[:1] == "و" and lex.verb(tokens[0].form) is not None


def _setting(
    text: str,
    part: Segment,
    tokens: list[Token],
    head: Metadata,
    passage: Passage,
    leads: dict[int, Setting | None],
    met: bool,
) -> Setting | None:
    """How a sentence stands: None where nobody orders in it. ``met``: of the minutes of a meeting."""
    letter = head.kind == "letter"
    subjects: tuple[Span, ...] = ()
    if not letter:
        subjects = tuple(token_span(tokens, m.start, m.end) for m in mentions(text, tokens) if m.subject)
    recalled = passage.evidence is not None and part.start <= passage.evidence[0] < part.end
    if not passage.commands:
        return None
    if part.item:
        plain = Setting(decree=letter, item=letter)
        lead = leads.get(part.lead, plain) if part.lead is not None else plain
        if lead is None and met and part.first and tokens and _decides(tokens[0].form, lexicon.arabic()):
            return Setting(item=True, subjects=subjects)
        if lead is None:
            return Setting(decree=letter, item=False, subjects=subjects, recalled=recalled)
        return replace(lead, decree=True, item=part.first and lead.item, subjects=subjects)
    return Setting(decree=letter, subjects=subjects, recalled=recalled)


def _decision_label(tokens: list[Token], lex: Lexicon) -> int:
    """How many words 'The decision:' takes before what minutes decided, 0 without it."""
    for k in range(1, min(4, len(tokens) - 1)):
        if tokens[k].form in (":", "/", "-"):
            return k + 1 if tokens[k - 1].form in lex.decided else 0
    return 0


def _decides(form: str, lex: Lexicon) -> bool:
    """Whether an item of minutes says with its first word what was decided, not what was on the agenda."""
    found = lex.masdar(form)
    return form in lex.urging or (found is not None and found.known and not found.conj and found.stem not in lex.agenda)


def _as_lead(
    text: str, tokens: list[Token], setting: Setting | None, head: Metadata, lex: Lexicon, met: bool
) -> Setting | None:
    """A sentence as the lead of a list: items order under 'the following was decided', not under 'noticed'."""
    if (
        setting is not None
        and setting.decree
        and len(tokens) > 2
        and tokens[-1].form == ":"
        and lex.event_marks.at(tokens, 0)
    ):
        return replace(setting, item=True, verb=None, case=text[tokens[0].start : tokens[-2].end])
    forms = [_leading(t.form, lex) for t in tokens]
    informs = head.kind == "letter" and any(t.form in lex.informing for t in tokens[-6:])
    against = not informs and any(lex.plain(t.form, lex.no_order_lead) for t in tokens[-8:])
    ordering = informs or any(f in lex.order_lead for f in forms if f)
    letter = head.kind == "letter"
    following = (
        (letter or met)
        and bool(tokens)
        and tokens[-1].form in (":", "؛")
        and (
            any(t.form in lex.list_words and not comes_after(tokens, t, lex) for t in tokens[-4:])
            or _what_follows(tokens, lex)
        )
    )
    ordering = ordering or (letter and any(t.form in lex.duty_words for t in tokens[:8]))
    ordering = ordering or (following and not any(lex.plain(t.form, lex.no_order_lead) for t in tokens[-8:]))
    if against and not any(f in lex.order_lead for f in forms[-8:] if f):
        return None
    ends_open = (bool(tokens) and tokens[-1].form in (":", "؛")) or any(
        t.form in lex.list_words and not comes_after(tokens, t, lex) for t in tokens[-4:]
    )
    if (
        not ordering
        and not (letter and (setting is None or not ends_open))
        and not (setting is not None and setting.item)
    ):
        return None
    who, verb, kind = None, None, "order"
    for trigger in find_triggers(text, tokens, setting, lex) if setting is not None else []:
        who, verb, kind = trigger.addressee or who, trigger.verb, trigger.kind
    if letter and public(who, lex):
        who = None  # 'we ask everybody to keep to the following': whoever the letter goes to
    named = who.split() if who is not None else []
    if who is None or any(text[t.start : t.end] in named for t in tokens if t.form in lex.duty_words):
        who = _charged(text, tokens, lex) or who  # 'the committee | the following tasks'
    forbids, whom = banning(text, tokens, lex) if letter and ends_open else (False, None)
    who = whom if forbids else who or (binding(text, tokens, lex) if letter and ends_open else None)
    if setting is not None and setting.item:
        who = who or setting.addressee
    if verb is None:
        said = next((t for t in tokens if lex.frame(t.form) is not None or lex.must.at([t], 0)), None)
        verb = text[said.start : said.end] if said is not None and ends_open else None
        if verb is not None and verb[:1] == "و" and said is not None and not lex.starts_with_and(said.form):
            verb = verb[1:]
    kind = "order" if letter or kind in ("verb", "task") else kind
    return Setting(decree=True, item=True, verb=verb, addressee=who, kind=kind, forbids=forbids)


def _what_follows(tokens: list[Token], lex: Lexicon) -> bool:
    """'What follows is adopted from 15/7/2025:': a time may stand between those words and the colon."""
    return any(
        tokens[k].form == "ما" and tokens[k + 1].form in lex.list_words
        for k in range(max(0, len(tokens) - 2 * NAME), len(tokens) - 2)
    )


def _leading(form: str, lex: Lexicon) -> str | None:
    """A word of a lead that makes its items order, with 'and' or a joined preposition before it."""
    bare = form[1:] if form[:1] in ("ب", "ل") else form
    return lex.plain(form, lex.order_lead) or lex.plain(bare, lex.order_lead) or _stem(form, lex)


def _stem(form: str, lex: Lexicon) -> str | None:
    found = lex.masdar(form)
    return found.stem if found is not None else None


def _of_words(t: TimeExpression, passage: Passage) -> bool:
    """The day on which the words were said, no time of what they order."""
    said = passage.evidence
    return said is not None and t.role in (None, Role.ON) and t.span[0] < said[1] and said[0] < t.span[1]


def _self(form: str, lex: Lexicon) -> bool:
    return form in lex.self_marks or form in lex.self_nouns
