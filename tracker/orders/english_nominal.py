"""Duties without a modal: 'Formation of a committee …', 'Providing us with …', '…, which shall audit …'. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.model import Strength
from tracker.orders import lexicon
from tracker.orders.english_acts import doer_of_passive
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_phrases import read_clause
from tracker.orders.english_series import by_verb
from tracker.orders.english_words import any_of
from tracker.orders.layout import trim
from tracker.orders.records import Clause


@cache
def _finite() -> re.Pattern[str]:
    """A verb of a whole sentence, with 'may' written small, but none of a relative clause right after it."""
    verbs = any_of(w for w in lexicon.english()["grammar"]["finite"] if w != "may")
    return re.compile(rf"\b(?:{verbs}|(?-i:may))\b(?![^,;]*\b(?:that|which|who)\b\s*$)", re.I)


def decides(words: str) -> bool:
    """Whether a line with a colon says that what stands below it is ordered ('it has been decided:')."""
    known = lexicon.english()["nominal"]
    words = _preamble().sub("", words)
    told = re.search(rf"\b(?:{any_of(known['telling_leads'])})\b", words, re.I) is not None
    if told or re.search(r"\b(?:by|through|of|for|with|including)\W*$", words) is not None:
        return False
    return re.search(rf"\b(?:{any_of(known['leads'])})\b", words, re.I) is not None


@cache
def _preamble() -> re.Pattern[str]:
    """'Based on the report, in which a shortage was noted, the Minister …': what stands before who decides."""
    opens = any_of(lexicon.english()["nominal"]["preambles"])
    return re.compile(rf"^\W*(?:{opens})\b.*,\s+(?=(?:the|this|his|her|we|I|it|you|your)\s)", re.I | re.S)


@cache
def _verbs() -> Mapping[str, str]:
    """Every verbal noun and gerund that opens an item, with its verb."""
    words = lexicon.english()
    groups = (
        "boundary",
        "imperative",
        "standing",
        "enforcing",
        "reporting",
        "plain",
        "forming",
        "ceasing",
        "others",
        "both",
    )
    known = [v for g in groups for v in words["verbs"][g] if " " not in v]
    out = {gerund: verb for verb in (*known, *words["nominal"]["gerunds"]) for gerund in _gerunds(verb)}
    for verb, nouns in words["nominal"]["nouns"].items():
        out.update(dict.fromkeys(nouns, verb))
    return out


def verb_of_gerund(word: str) -> str | None:
    """'Prepare' for 'preparing'; None for a word in -ing that is no act."""
    known = _verbs().get(word)
    plain = word.removesuffix("ing")
    return known or (plain if plain != word and len(plain) > 3 and plain not in ("noth", "someth", "anyth") else None)


def _gerunds(verb: str) -> tuple[str, ...]:
    """'Provide' gives 'providing', 'stop' both 'stoping' and 'stopping': only one of them is ever met."""
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return (verb[:-1] + "ing",)
    short = re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb) is not None
    return (verb + "ing", verb + verb[-1] + "ing") if short else (verb + "ing",)


def _verb_of(found: re.Match[str]) -> str | None:
    """The verb of an item that names its act: 'providing', 'to provide', 'provision of', 'chlorination of'."""
    infinitive = (found.group("inf") or "").casefold()
    if infinitive:
        return None if infinitive in _no_verbs() else infinitive
    act = (found.group("act") or "").casefold()
    if act:
        return _verbs().get(act) or (None if act in lexicon.english()["nominal"]["no_acts"] else act)
    return _verbs().get((found.group("noun") or found.group("ing")).casefold())


@cache
def _no_verbs() -> frozenset[str]:
    """Words that make no infinitive of a 'to' before them."""
    words = lexicon.english()
    return frozenset(
        (*words["verbs"]["determiners"], *words["grammar"]["adjuncts"], "be", "our", "both", "date", "some")
    )


@cache
def _item() -> re.Pattern[str]:
    words = lexicon.english()
    nouns = [n for names in words["nominal"]["nouns"].values() for n in names]
    return re.compile(
        rf"\s*(?:(?:the|a|an|immediate|full|strict|prompt|urgent|also|thereafter,?|then)\s+)*(?P<not>(?:not|no|never|non)[\s-]+)?"
        rf"(?:to\s+(?:not\s+)?(?P<inf>[a-z]+)\s+(?=\S)|(?:\w+ly\s+)?(?P<act>[a-z]{{3,}}(?:ation|ition|ution|sion|ction|ment))\s+of\b|(?:\w+ly\s+)?(?:(?P<noun>{any_of(nouns)})\s+(?:\w+ly\s+)?(?:of|to|from|with|in|by|for|on)\b|(?P<ing>[a-z]+ing)\s+(?=[\w“\"'(])))",
        re.I,
    )


_AND_GERUND = re.compile(
    r"(?:,?\s+and\s+|[,;]\s+)(?P<not>(?:not\s+)?)(?P<ing>[a-z]+ing)\s+"
    r"(?=(?:the|an?|all|any|each|every|its|their|no|us|them|it|those|this|these|his|her|our|your)\b)"
)


def nominal(text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]) -> list[Clause]:
    """'Formation of a committee to …', 'Not assigning vehicles …': an item that names what is to be done."""
    place = trim(text, start, end, ";,.: ")
    tail = re.search(r"[;,]\s+(?:and|or)$", text[place[0] : place[1]]) if place is not None else None
    place = (place[0], place[0] + tail.start()) if place is not None and tail is not None else place
    if place is None or (found := _item().match(text, *place)) is None:
        return []
    verb = _verb_of(found)
    if verb is None or _finite().search(
        re.split(
            r",|\b(?:which|that|who|provided|unless|except|if|when|until|before|after|where)\b",
            text[found.end() : place[1]],
        )[0]
    ):
        return []
    joined = next((m for m in _AND_GERUND.finditer(text, found.end(), place[1]) if m.group("ing") in _verbs()), None)
    if joined is not None:
        before = nominal(text, start, joined.start(), [t for t in times if t.span[0] < joined.start()], words)
        after = nominal(text, joined.start("not"), end, [t for t in times if t.span[0] > joined.start()], words)
        if before and after:
            return [*before, *after]
    negative = found.group("not") is not None or verb in words["nominal"]["forbidding"]
    clause = read_clause(
        text, place, found.end(), text[found.start() : found.end()].strip(), None, negative, Strength.ORDER, words
    )
    # 'Obliging the ministries to switch off …': whom, and what.
    told = _whom().match(text, found.end(), place[1]) if verb in words["nominal"]["obliging"] else None
    if told is not None:
        clause = read_clause(
            text, place, told.end(), text[found.start() : found.end()].strip(), told.group("who"),
            told.group("not") is not None, Strength.ORDER, words,
        )  # fmt: skip
        return [part for piece in by_deadline(text, clause, times) for part in by_verb(text, piece, times)]
    # The class of the act is that of its verb: 'keeping the gates shut' is kept up, 'formation' forms.
    acts = read_clause(
        verb + " " + text[found.end() : place[1]],
        (0, len(verb) + 1 + place[1] - found.end()),
        0,
        verb,
        None,
        negative,
        Strength.ORDER,
        words,
    )
    clause = replace(
        clause,
        content=place,
        pattern=acts.pattern,
        forming=acts.forming,
        reports=acts.reports,
        vague=acts.vague,
        enforces=acts.enforces,
    )
    parts: list[Clause] = []
    for piece in by_deadline(text, clause, times):
        for part in by_verb(text, piece, times):
            first = part.span[0] == place[0]
            parts.append(
                replace(
                    part, pattern=clause.pattern, forming=clause.forming, reports=clause.reports, vague=clause.vague
                )
                if first
                else part
            )
    return parts


@cache
def _whom() -> re.Pattern[str]:
    return re.compile(r"(?:the\s+|all\s+(?:the\s+)?)?(?P<who>[^,;.:]{2,80}?)\s+(?P<not>not\s+)?to\s+(?=[a-z])", re.I)


_TO_BE = re.compile(
    r"(?P<what>[A-Z“\"][^;:.]{2,100}?)(?:\s*[:–—-])?\s+(?P<not>not\s+)?to\s+be\s+(?=\w+(?:ed|en|nt|de|pt|wn|ut|ld|rn|id)\b)"
)


@cache
def _be() -> re.Pattern[str]:
    """'FIRs be lodged against …', 'Stock be verified every month': the subjunctive of decisions."""
    no_helper = "".join(rf"(?<!\b{word})" for word in lexicon.english()["grammar"]["helping"])
    return re.compile(
        r"(?P<what>(?!(?:If|When|Where|Should|Unless|That|There|May|Can|Let)\b)[A-Z“\"][^;:.,]{1,80}?)"
        rf"{no_helper}\s+(?:(?:also|further|therefore|accordingly|hereby)\s+)?(?P<not>not\s+)?be\s+"
        r"(?:(?:also|further|\w+ly)\s+)?(?=\w+(?:ed|en|nt|de|pt|wn|ut|ld|rn|id|ne|ght)\b)"
    )


def to_be(text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]) -> list[Clause]:
    """'Inventory of the cabinets to be completed before 1 July': an item that says what is to be done with a thing."""
    place = trim(text, start, end, ";,.: ")
    found = _TO_BE.match(text, *place) or _be().match(text, *place) if place is not None else None
    if place is None or found is None or _finite().search(found.group("what")):
        return []
    if found.group("what").split()[-1].casefold() in words["grammar"]["raising"]:
        return []  # 'Passes of this series cease to be valid': tells what becomes of a thing
    negative = found.group("not") is not None or found.group("what").casefold().startswith("no ")
    at = text.rfind("be", found.start(), found.end())
    who = doer_of_passive(text, at, place[1], words)
    verb = "to be" if found.re is _TO_BE else "be"
    clause = read_clause(text, place, at, verb, who, negative, Strength.ORDER, words)
    return [part for piece in by_deadline(text, clause, times) for part in by_verb(text, piece, times)]


@cache
def _relative() -> re.Pattern[str]:
    """', which shall audit …', ', provided that it submits …': a duty of the body named before."""
    words = lexicon.english()["verbs"]
    known = {v for group in ("boundary", "reporting", "imperative", "others") for v in words[group]}
    verbs = "|".join(_third(v) for v in sorted(known) if " " not in v)
    return re.compile(
        rf"[,;]?\s+(?:(?:which|who|that)\s+(?P<modal>shall|must|should|is\s+to|are\s+to)\s+(?P<not>not\s+)?"
        rf"(?!(?:also\s+)?(?:{any_of(lexicon.english()['nominal']['describing'])})\b)"
        rf"|(?:and\s+|but\s+)?(?:provided|on\s+condition)(?:,?\s+(?:further|however|also),?)?(?:\s+that)?,?\s+"
        rf"(?:(?P<who>(?:it|they|he|she|the\s+[a-z]+))\s+"
        rf"(?:(?P<shall>shall|must|will)\s+|(?={verbs}\b)|(?=(?:is|are)\s+\w+(?:ed|en)\b))"
        # '; provided that a proposed rule shall be published …', '… that no grant may exceed …'
        rf"|(?P<named>(?!(?:if|when|where|as|in|to)\b)[^,;.:]{{2,80}}?)\s+(?P<must>shall|must|may)\s+(?P<never>not\s+)?))",
        re.I,
    )


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return f"{verb[:-1]}(?:y|ies)"
    return f"{verb}(?:es)?" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s?"


@cache
def _body() -> re.Pattern[str]:
    bodies = any_of(lexicon.english()["nominal"]["bodies"])
    return re.compile(rf"\b(?:an?|the|this)\s+(?P<who>(?:[\w-]+\s+){{0,4}}?(?:{bodies}))\b", re.I)


@cache
def _holder() -> re.Pattern[str]:
    """'… to the Divisional Commander', right before ', who shall …'."""
    holders = any_of(lexicon.english()["nominal"]["holders"])
    return re.compile(rf"\b(?:the|an?)\s+(?P<who>(?:[A-Z][\w-]+\s+){{0,3}}(?i:{holders}))$")


def _told_who(text: str, begin: int, cut: re.Match[str]) -> str | None:
    """Whom ', who shall' tells, where a person that holds an office stands right before it."""
    person = re.match(r"[,;]?\s+who\b", cut.group()) is not None
    found = _holder().search(text[begin : cut.start()]) if person and cut.group("modal") else None
    return found["who"] if found is not None else None


def with_relative(text: str, clause: Clause, times: Sequence[TimeExpression]) -> list[Clause]:
    """A clause and the duties that its relative clauses hand to the body it names."""
    words = lexicon.english()
    begin = clause.content[0]
    cuts = [m for m in _relative().finditer(text, begin, clause.span[1]) if _hands_out(text, begin, m)]
    if not cuts:
        return [clause]
    body = _body().search(text, clause.span[0], cuts[0].start())
    who = body.group("who") if body is not None else clause.addressee
    first = trim(text, clause.span[0], cuts[0].start(), ",; ")
    if first is None:
        return [clause]
    head = replace(
        clause,
        span=first,
        content=(clause.content[0], first[1]),
        exceptions=tuple(e for e in clause.exceptions if text.find(e, *first) >= 0),
        conditions=tuple(c for c in clause.conditions if text.find(c, *first) >= 0),
    )
    out = [head]
    for n, cut in enumerate(cuts):
        stop = cuts[n + 1].start() if n + 1 < len(cuts) else clause.span[1]
        place = trim(text, cut.start(), stop, ",; ")
        if place is None:
            continue
        verb = cut.group("modal") or cut.group("shall") or cut.group("must") or "provided that"
        undergoes = re.match(r"(?:is|are|be)\s+\w+(?:ed|en)\b", text[cut.end() : stop]) is not None
        named = cut.group("who") or re.sub(r"^(?:an?|no|each|any)\s+", "the ", cut.group("named") or "")
        doer = re.sub(r"^the\s+", "", named) if named.startswith("the ") else who
        doer = _told_who(text, begin, cut) or doer
        part = read_clause(
            text,
            place,
            cut.end(),
            verb,
            None if undergoes else doer,
            _denies(cut),
            clause.strength,
            words,
        )
        out += [
            replace(p, conditions=()) for piece in by_deadline(text, part, times) for p in by_verb(text, piece, times)
        ]
    return out


def _denies(cut: re.Match[str]) -> bool:
    """Whether the duty of a relative clause is to leave something."""
    return bool(cut.group("not") or cut.group("never")) or (cut.group("named") or "").startswith("no ")


def _hands_out(text: str, begin: int, cut: re.Match[str]) -> bool:
    """'Which' and 'who' after a body; 'provided that it …' after anything. 'Provided that the courts support them'
    tells the courts nothing: what is said plainly of somebody who was not named before is a condition."""
    if cut.group("must") == "may":  # 'provided that the Director may extend it' allows
        return _denies(cut)
    if cut.group("modal") is None:
        who = cut.group("who") or ""
        subject = re.sub(r"^the\s+", "", who, flags=re.I)
        if subject == who or cut.group("shall") is not None:
            return True
        return re.search(rf"\b{re.escape(subject)}\b", text[max(0, begin - 200) : cut.start()], re.I) is not None
    if _told_who(text, begin, cut) is not None:
        return True
    before = text[begin : cut.start()]
    comma = cut.group().startswith(",")
    body = list(_body().finditer(before)) or list(_body().finditer(text[max(0, begin - 60) : cut.start()]))
    return bool(body) and (comma or before.rstrip().endswith(body[-1].group().split()[-1]))
