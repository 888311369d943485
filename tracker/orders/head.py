"""The head of a letter: number, date, who sends it, to whom, what about. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tracker.calendars.profiles import Policy
from tracker.orders import head_fields, lexicon
from tracker.orders.addressed import above_subject, all_of_them, circular_to, named, to_line
from tracker.orders.head_words import head_words
from tracker.orders.issue_day import Dated, at_foot, beside, by_place, by_session, dated_or_bare, day_in, said
from tracker.orders.issuers import by_formula, empowered, names_office, sectioned, signed, starts_office
from tracker.orders.lexicon import Phrases
from tracker.orders.records import Metadata
from tracker.orders.tables import heading
from tracker.orders.tokens import Token, fold, tokenise

HEAD_LINES = 25
_JOINED = re.compile(r"(?<! )، ")  # as several addressees are put together
LONGEST = 24  # words of a line that names kind, number, day and subject of an order
TOP = 12  # lines of an English head in which a number may stand without its label
# A numbered sentence: what stands below it is no head, though it say 'To' below the signature.
_BODY = re.compile(r"\(?\d{1,2}[.)]\s+[A-Z].*\b(?i:shall|must|is|are|will|may)\b.*\.$")
_BINDS = re.compile(r"\b(?:shall|must|will)\b", re.I)
OPENING = 60  # letters of a line that tell whether it opens the copies


def read_head(text: str, language: str, policy: Policy) -> Metadata:
    """What the first lines say. Running text without such lines gives an empty head (``kind`` = prose)."""
    return _arabic(text, policy) if language == "ar" else _english(text, policy)


def _lines(text: str) -> list[tuple[int, str]]:
    """The first lines that hold text, with their places."""
    out, position = [], 0
    for line in text[:8000].split("\n"):
        if line.strip():
            out.append((position, line))
        position += len(line) + 1
        if len(out) == HEAD_LINES:
            break
    return out


def _arabic(text: str, policy: Policy) -> Metadata:
    lex = lexicon.arabic()
    greeting = Phrases(lex.raw["head"]["greetings"])
    labels = {
        "number": lex.head_number,
        "date": lex.head_date | head_words().same_day,
        "to": lex.head_to,
        "from": lex.head_from,
        "subject": lex.head_subject,
    }
    found: dict[str, str] = {}
    issuers: list[str] = []
    head_end = 0
    last: str | None = None
    order = opened = False
    lines = _lines(text)
    for line_number, (position, line) in enumerate(lines):
        tokens = tokenise(line)
        if heading(line, "ar"):
            break
        if greeting.at(tokens, 0):
            below = head_fields.after_greeting(lines[line_number:], lex) if "subject" not in found else None
            if below is not None:
                found["subject"], head_end = below
            break
        fields = _fields(tokens, labels)
        if fields:
            for n, (name, value_at, _) in enumerate(fields):
                stop = tokens[fields[n + 1][2]].start if n + 1 < len(fields) else len(line)
                value = line[value_at:stop].strip(" \t-–:/").lstrip(".… ")
                if value and name == "to" and "to" in found:
                    found["to"] += "، " + value
                elif value and name not in found:
                    found[name] = value
                    last = name
            head_end = position + len(line)
        elif "to" not in found and len(tokens) <= 2 and tokens[0].form in lex.head_to:
            found["to"], last = "", "to"  # whom, the next lines say
            head_end = position + len(line)
        elif not opened and (sent_to := to_line(tokens, line, lex)) is not None:
            found["to"] = f"{found['to']}، {sent_to}" if "to" in found else sent_to
            last, head_end = "to", position + len(line)
        elif not found.get("subject") and _names_issuer(tokens, line, lex) and "to" not in found:
            issuers.append(line.strip())
            if len(issuers) == 1 or found:
                head_end = max(head_end, position + len(line))
        elif (
            last == "to"
            and not opened
            and len(tokens) <= 8
            and not line.rstrip().endswith((".", ":"))
            and (
                tokens[0].form in lex.bodies
                or (tokens[0].form[:1] == "و" and tokens[0].form[1:] in lex.bodies)
                or head_fields.goes_on(line, lines[line_number + 1 : line_number + 2], lex)
            )
        ):
            found["to"] += (" " if tokens[0].form[:1] == "و" else "، ") + line.strip()
            head_end = position + len(line)
        elif "number" not in found and len(tokens) <= LONGEST and (number := _kind_number(tokens, line, lex)):
            found["number"] = number
            order = order or tokens[0].form.removeprefix("ال") in lex.order_kinds
            if (who := _kind_issuer(tokens, line, lex)) is not None:
                found.setdefault("from", who)
            head_end = position + len(line)
        elif "subject" not in found and (order or found) and (subject := head_fields.about(tokens, line, lex)):
            found["subject"] = subject
            head_end = position + len(line)
        elif "to" not in found and (whom := circular_to(tokens, line, lex)) is not None:
            found["to"], order, head_end = whom, True, position + len(line)
        elif len(tokens) <= 4 and tokens[0].form in lex.order_kinds and not line.rstrip().endswith((".", ":")):
            order = True
            head_end = position + len(line)
        elif "from" not in found and _from_line(tokens, lines[line_number + 1 : line_number + 2], lex):
            found["from"] = line[tokens[1].start :].strip(" /،")
            head_end = position + len(line)
        elif "from" not in found and (met := lex.minutes.at(tokens, 0)) and _body_at(tokens, met, lex):
            ordinal = next((t.start for t in tokens[met + 1 :] if t.form in lex.sessions), len(line))
            found["from"] = line[tokens[met].start : ordinal].strip(" :.")
        elif (
            "to" not in found
            and ("date" in found or "number" in found)
            and (all_of_them(tokens, line, lex) or above_subject(tokens, lines[line_number + 1 :], lex))
        ):
            found["to"], head_end = line.strip(" :،"), position + len(line)
        elif (parties := _parties(tokens, line, lex)) is not None and "to" not in found:
            found["from"], found["to"] = parties
            head_end = position + len(line)
        elif (size := lex.issued_by.at(tokens, 0)) and len(tokens) <= 10 and size < len(tokens):
            found.setdefault("from", line[tokens[size].start :].strip(" .:"))
            head_end = position + len(line)
        elif len(tokens) > 14 or line.rstrip().endswith((".", "،")):
            break
        opened = opened or (not fields and line.rstrip().endswith(":"))
    if "to" in found:
        found["to"] = "، ".join(named(part, lex) for part in _JOINED.split(found["to"]) if part.strip())
    head_fields.settle_number(found)
    letter = "to" in found or order or ("number" in found and bool(found.get("date")))
    day = said(found["date"], text, "ar", policy) if found.get("date") else None
    if "date" in found and (day is None or day.others) and (same := beside(lines, policy)) is not None:
        day = Dated(same)
    here = by_place(text, lines, "ar", policy) if day is None else None
    foot = at_foot(text, "ar", policy) if day is None and here is None else None
    signer = _signer(text, policy, lex) if (letter and not issuers) or (foot is not None and issuers) else None
    letter = letter or ("number" in found and here is not None) or ("date" in found and bool(issuers))
    letter = letter or any(one is not None and one.formula for one in (here, foot))
    letter = letter or (foot is not None and signer is not None)
    if day is None and here is not None:
        day, head_end = here, max(head_end, here.end)
    day = day or (foot if letter else None)
    return Metadata(
        number=found.get("number"),
        issued_on=day.day if day is not None else None,
        issuer=found.get("from") or " / ".join(issuers) or signer,
        to=found.get("to") or None,
        subject=found.get("subject"),
        kind="letter" if letter else "prose",
        head_end=head_end,
        or_issued_on=day.others if day is not None else (),
    )


def _fields(tokens: list[Token], labels: dict[str, frozenset[str]]) -> list[tuple[str, int, int]]:
    """The labelled fields of one line: (name, place of the value, number of the label's token)."""
    out = []
    for i, token in enumerate(tokens[:-1]):
        for name, known in labels.items():
            if token.form not in known:
                continue
            if name in ("number", "date") and head_fields.of_paper(tokens, i):
                out.append((name, tokens[i + 2].end, i))
                break
            separated = tokens[i + 1].form in head_fields.SEPARATORS
            at_start = i == 0 or tokens[i - 1].end + 1 < token.start
            if separated and (at_start or name in ("date", "number")):
                out.append((name, tokens[i + 1].end, i))
            elif i == 0 and name in ("number", "date") and not tokens[1].form.isalpha():
                out.append((name, token.end, i))
            break
    return out


def _signer(text: str, policy: Policy, lex: lexicon.Lexicon) -> str | None:
    """Who signs: short lines at the end with a title, a name beside it. In place of a head."""
    lines = [line.strip() for line in text[-3000:].split("\n") if line.strip()]
    openings = (tokenise(line[:OPENING]) for line in lines)
    copies = next((n for n, tokens in enumerate(openings) if n and lex.copies.at(tokens, 0)), len(lines))
    first = max(copies - 6, 0)
    parsed = {n: tokenise(lines[n]) for n in range(first, copies)}
    for n in range(copies - 1, first - 1, -1):
        if len(parsed[n]) > 7 or parsed[n][0].form not in lex.person_titles or lines[n].endswith((".", ":", "،")):
            continue
        if day_in(lines[n], "ar", None, policy) is not None:
            continue
        near = [k for k in (n - 1, n + 1) if first <= k < copies and _bare_name(lines[k], parsed[k], lex)]
        return " ".join([lines[n], *([lines[near[0]]] if near else [])])
    return None


def _bare_name(line: str, tokens: list[Token], lex: lexicon.Lexicon) -> bool:
    """A line that can only be a person's name: two to five words, none of them of an order's own vocabulary."""
    named = [t for t in tokens if t.word and len(t.form) > 1]  # without 'Dr.' and the like
    if not 2 <= len(named) <= 6 or any(c.isdigit() or c in ":،؛" for c in line) or line.endswith((".", "…")):
        return False
    known = lex.prepositions | lex.formula | lex.bodies | lex.order_kinds
    return not any(
        (t.form in known and line[t.start : t.end] != "علي") or lex.frame(t.form) or lex.verb(t.form) for t in named
    )


def _kind_number(tokens: list[Token], line: str, lex: lexicon.Lexicon) -> str | None:
    """'Order number 14' on a line of its own."""
    if tokens[0].form.removeprefix("ال") not in lex.kinds | head_words().kinds:
        return None
    at = next((i for i, t in enumerate(tokens) if t.form in lex.head_number and i), None)
    if at is None and len(tokens) > 1 and tokens[1].form[:1].isdigit():
        at = 0  # 'circular 5 of …'
    if (
        at is None
        or line.rstrip().endswith((":", "،", "."))
        or any((frame := lex.frame(t.form)) is not None and not frame[1].after for t in tokens[1:])
    ):
        return None
    return line[tokens[at].end :].strip(" :/-") or None


def _kind_issuer(tokens: list[Token], line: str, lex: lexicon.Lexicon) -> str | None:
    """'Decision of the council number 14': the body between the kind and the number."""
    at = next((i for i, t in enumerate(tokens) if t.form in lex.head_number and i), 1)
    if at < 2 or tokens[1].form not in lex.bodies:
        return None
    return line[tokens[1].start : tokens[at - 1].end]


def _parties(tokens: list[Token], line: str, lex: lexicon.Lexicon) -> tuple[str, str] | None:
    """'From the ministry to the directorates' on a line of its own: (from, to)."""
    if len(tokens) > 16 or tokens[0].form not in lex.head_from or line.rstrip().endswith((".", ":")):
        return None
    at = next((i for i, t in enumerate(tokens) if i > 1 and t.form == "الي"), None)
    if at is None or at + 1 >= len(tokens):
        return None
    if tokens[1].form not in lex.bodies | lex.issuer_starts and tokens[at + 1].form not in lex.courtesies:
        return None
    return line[tokens[1].start : tokens[at - 1].end], line[tokens[at + 1].start :].strip(" /")


def _from_line(tokens: list[Token], following: list[tuple[int, str]], lex: lexicon.Lexicon) -> bool:
    """'From the governor' on a line of its own, before the line that says to whom."""
    if tokens[0].form not in lex.head_from or not 2 <= len(tokens) <= 8 or not following:
        return False
    return tokenise(following[0][1])[0].form in lex.head_to


def _body_at(tokens: list[Token], at: int, lex: lexicon.Lexicon) -> bool:
    """'Minutes of the meeting of the council': the body that met."""
    return at < len(tokens) <= 14 and tokens[at].form in lex.bodies


def _names_issuer(tokens: list[Token], line: str, lex: lexicon.Lexicon) -> bool:
    """A short line that begins like the name of an office, and is no sentence."""
    return (
        len(tokens) <= 10
        and tokens[0].form in lex.issuer_starts
        and not line.rstrip().endswith((".", ":", "،"))
        and fold(line.strip()) != lex.country
        and not any(lex.frame(t.form) or lex.verb(t.form) for t in tokens[1:])  # a headline: 'the ministry announces'
    )


def _news(text: str, words: Mapping[str, Any]) -> bool:
    """A press release, or an article with a dateline: 'KAMPALA, March 4, 2025 — …', 'June 10 (Agency) - …'."""
    lines = [line.strip() for _, line in _lines(text)][:8]
    if any(line.casefold().startswith(tuple(words["news"])) for line in lines[:6]):
        return True
    months = "|".join(words["months"])
    day = rf"(?:(?:{months})[a-z]*\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{months})[a-z]*(?:,?\s+\d{{4}})?)"
    place = r"[A-Z][\w .'’-]{1,40}"
    agency = r"(?:\s*\([^)]{2,40}\))"
    dateline = re.compile(rf"(?:(?:{place},\s+)*{day}{agency}?|[A-Z][A-Z .,'’-]{{2,40}}{agency})\s*[-–—:]+\s+\S.{{40}}")
    return any(dateline.match(line) for line in lines)


def _english(text: str, policy: Policy) -> Metadata:
    """Heads of memoranda and directives: ``MEMORANDUM FOR …``, ``SUBJECT: …``, ``Date: …``, ``To: …``."""
    words = lexicon.english()["head"]
    found: dict[str, str] = {}
    issuer: str | None = None
    head_end, to_lines, in_to, skip, kind_at = 0, [], False, 0, -2
    sent, listed = -2, False  # the last line that says to whom, and whether each stands on a line of its own
    lines = head_fields.columns(_lines(text), text, policy)
    for number, (position, line) in enumerate(lines):
        stripped = line.strip()
        if heading(line, "en"):
            break
        if skip:
            skip, head_end = skip - 1, position + len(line)
            continue
        labelled = head_fields.labelled().match(stripped)
        name = words["labels"].get(labelled.group("label").casefold()) if labelled else None
        if stripped.upper().startswith(words["memorandum"]):
            to_lines.append(stripped[len(words["memorandum"]) :].strip(" :"))
            in_to, head_end = True, position + len(line)
        elif stripped.isupper() and re.match(words["memoranda"], stripped):
            in_to, head_end = True, position + len(line)
        elif name is not None and labelled is not None:
            found.setdefault(name, labelled.group("value").strip())
            in_to, head_end = False, position + len(line)
            sent = number if name == "to" else -2
        elif sent == number - 1 and (listed or line[:1].isspace()) and head_fields.one_of_them(stripped):
            found["to"] = f"{found['to']}, {stripped}".strip(", ")
            sent, head_end = number, position + len(line)
        elif _BODY.match(stripped):
            break
        elif "to" not in found and re.fullmatch(r"(?:to|addressees?)\s*[:/]?", stripped, re.I):
            found["to"], sent, listed, head_end = "", number, True, position + len(line)
        elif (kind := head_fields.kind_line(stripped)) is not None and dated_or_bare(kind, policy):
            found.setdefault("number", re.sub(r"[()]", "", kind.group("number")).strip())
            if any(c.isdigit() for c in kind.group("rest")):
                found.setdefault("date", kind.group("rest"))
            if kind.group("about"):
                found.setdefault("subject", kind.group("about").strip())
            issuer = issuer or (kind.group("issuer") or "").strip() or None
            head_end, kind_at = max(head_end, position + len(line)), number
        elif (
            number < TOP
            and "number" not in found
            and (unlabelled := head_fields.reference_line(stripped)) is not None
            and (not unlabelled["rest"] or day_in(unlabelled["rest"], "en", None, policy) is not None)
        ):
            found["number"], head_end = unlabelled["number"], position + len(line)
            if unlabelled["rest"]:
                found.setdefault("date", unlabelled["rest"])
        elif (
            "to" not in found
            and not to_lines
            and ("number" in found or number)
            and (block := head_fields.address([one for _, one in lines[number : number + 6]], bool(found))) is not None
        ):
            found["to"], skip = block[0], block[1] - 1
            head_end = max(head_end, position + len(line))
        elif stripped.isupper() and len(stripped) < 120:
            if in_to and to_lines and not stripped.startswith("THE "):
                to_lines[-1] += f" {stripped}"  # the name goes on
            elif in_to:
                to_lines.append(stripped)
            elif issuer is None and starts_office(stripped, words["issuer_starts"]):
                issuer = stripped
            head_end = max(head_end, position + len(line))
        elif issuer is None and names_office(stripped, words["issuer_starts"]):
            issuer = stripped
            head_end = max(head_end, position + len(line))
        elif kind_at == number - 1 and "subject" not in found and (title := head_fields.title(stripped)) is not None:
            found["subject"], head_end = title, position + len(line)
        elif len(stripped) > 90 or (
            stripped.endswith(".") and (_BINDS.search(stripped) or day_in(stripped, "en", None, policy) is None)
        ):
            break
    if not found and not to_lines and _news(text, words):
        return Metadata()
    if to_lines:
        found.setdefault("to", ", ".join(part for part in to_lines if part))
    if "number" in found:
        found["number"], rest = head_fields.english_parted(found["number"])
        if rest:
            found.setdefault("date", rest)
        if not found["number"]:
            del found["number"]
    day = said(found["date"], text, "en", policy) if "date" in found else None
    here = by_place(text, lines, "en", policy) if day is None else None
    here = here or (by_session(lines, text, policy) if day is None and found else None)
    foot = at_foot(text, "en", policy) if day is None and here is None else None
    if day is None and here is not None:
        day, head_end = here, max(head_end, here.end)
    if issuer is None:
        issuer = by_formula(text) or empowered(text)
    given = any(one is not None and one.formula for one in (here, foot))
    letter = bool(found or issuer or given or sectioned(text))
    day = day or (foot if letter else None)
    return Metadata(
        number=found.get("number"),
        issued_on=day.day if day is not None else None,
        issuer=found.get("from") or issuer or (signed(text) if found else None),
        to=found.get("to") or (head_fields.addressed_below(text) if letter else None),
        subject=found.get("subject"),
        kind="letter" if letter else "prose",
        head_end=head_end,
        or_issued_on=day.others if day is not None else (),
    )
