"""What the fields of a head hold: a number with its day, a subject, those to whom it goes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tracker.calendars.profiles import Policy
from tracker.orders import lexicon
from tracker.orders.head_words import head_words
from tracker.orders.issue_day import stands_alone
from tracker.orders.lexicon import Lexicon
from tracker.orders.tokens import Token, tokenise

SEPARATORS = (":", "/", "：")
_LONGEST = 300  # letters of a line that names kind and number
_HEADING = 3  # words, at least, of a subject in capitals
_TITLE = 15  # words of a heading
_FOOT = 1500  # letters below a signature
_BLOCK = 4  # lines of an address
_ENDS = (".", "،", "؛", ":", ";", ",")
_OF_YEAR = re.compile(r"\s+of\s+(?:19|20)\d{2}(?![\d/.-])(?!\s+[A-Z])")
_ENGLISH_NUMBER = re.compile(
    r"(?:(?:No|Nr|Number)\b(?!/)[.:]*\s*|#\s*)?(?P<number>\(?[^\s,()]*\d[^\s,()]*(?:\([A-Z0-9]{1,4}\)[^\s,()]*)*\)?)",
    re.I,
)
_DAY_MARKS = re.compile(r"\s*(?:[,(–—|-]|of\b|dated\b|date\b|on\b|issued\b|signed\b|/\s)", re.I)


def parted(value: str) -> tuple[str, str]:
    """'884 in 5/10/2025', '(77) of the year 2022 issued on …' in one field: the number, the rest."""
    tokens = tokenise(value)
    at = next((t.start for t in tokens[1:] if t.form in head_words().after_number), len(value))
    number = value[:at].translate({ord(c): " " for c in "()"})
    return " ".join(number.split()).strip(" ،,-–:"), value[at:].strip()


def settle_number(found: dict[str, str]) -> None:
    """The day and the subject that stand in the field of the number are taken out of it."""
    if "number" not in found:
        return
    found["number"], rest = parted(found["number"])
    if not found["number"]:
        del found["number"]
    if rest and any(c.isdigit() for c in rest):
        found.setdefault("date", rest)
    tokens = tokenise(rest)
    at = next((t for t in tokens if t.form in head_words().about and t.form != "شان"), None)
    if at is not None and "subject" not in found and rest[at.end :].strip():
        found["subject"] = rest[at.end :].strip(" :.")


def of_paper(tokens: Sequence[Token], i: int) -> bool:
    """'Number of the letter:', 'date of issue:'."""
    return i + 2 < len(tokens) and tokens[i + 2].form in SEPARATORS and tokens[i + 1].form in head_words().labelled


def kind_line(line: str) -> re.Match[str] | None:
    """'Ministerial Order No. 27 of 2024', 'DECISION No. 118/2025 OF THE CITY COUNCIL' on a line of its own."""
    if not 0 < len(line) <= _LONGEST or line.split()[0].casefold() in head_words().citing:
        return None  # 'pursuant to circular No. 5 …'
    return _kind_pattern().match(line)


@cache
def _kind_pattern() -> re.Pattern[str]:
    kinds = "|".join(lexicon.english()["head"]["kinds"])
    return re.compile(
        rf"(?:[\w’'-]+\s+){{0,3}}?(?:{kinds})\s+\(?(?:(?:No|Nr)s?\.?|Number|#)?\s*"
        r"(?P<number>\(?(?-i:[A-Z][A-Z.]{0,6}[ /.-]{0,2})?\d[\w/.-]*(?:\([A-Z]\))?\)?"
        r"(?:\s+(?:of|for)(?:\s+the\s+year)?\s+\d{4}(?![\d/.-])(?!\s+[A-Z]))?)"
        r"(?:\s+of\s+the\s+(?P<issuer>[A-Z][\w ’'-]{3,60}?))?"
        r"(?P<rest>\W*|\W*(?:of|dated|on|issued)?\W*.*?\d{4}\W*?)"
        r"(?:[\s,]+(?:on|concerning|regarding|about|relating\s+to|amending|for|to)\s+(?P<about>[^.:]{3,120}))?$",
        re.I,
    )


_CELL = re.compile(r"\S+(?: \S+)*")
_OTHER = re.compile(r"[A-Z][\w. ]{2,24}:\s*\S.{0,40}$")  # 'Telephone: 22 11', beside a field
_REFERENCE = re.compile(
    r"(?P<number>(?=\S*[/.])(?=\S*\d)[A-Z][\w./()&-]{4,}(?:\s?\(\d+\))?)(?:\s{2,}|\t+|,?\s+dated:?\s+|$)(?P<rest>.*)$"
)


def reference_line(line: str) -> re.Match[str] | None:
    """'FME/S/118/C.2/V.1/22      12 August 2025': the number of a letter without a label, its day beside it."""
    return _REFERENCE.match(line)


def english_parted(value: str) -> tuple[str, str]:
    """'5 dated 20 August 2022', '44 (20 August 2022)', '14999 of June 3, 2023': the number, the rest. A year alone
    ('12 of 2023') belongs to the number; a value that goes on otherwise is all number."""
    value = re.sub(r"^\((\w[\w/.-]*)\)(?=\s|$)", r"\1", value.strip())  # '(17) of 2026'
    found = _ENGLISH_NUMBER.match(value)
    if found is None:
        return ("" if re.match(r"(?:your|the)\b", value, re.I) else value), ""
    stripped = value.strip()
    end = found.end()
    year = _OF_YEAR.match(stripped, end)
    end = year.end() if year is not None else end
    volume = re.match(r"\s?\(\d{1,4}\)(?=\s|$)", stripped[end:]) if "/" in found.group("number") else None
    if volume is not None:  # the folio of a file, 'CS/ADM/7/VOL.III (41)'
        end += volume.end()
        return stripped[found.start("number") : end], stripped[end:].strip()
    rest = stripped[end:]
    if rest and not _DAY_MARKS.match(rest):
        return (stripped[found.start("number") :], "")
    number = stripped[found.start("number") : end]
    return (number.strip("()") if number.count("(") != number.count(")") or number[0] == "(" else number), rest.strip()


def about(tokens: Sequence[Token], line: str, lex: Lexicon) -> str | None:
    """'بشأن …', 'في شأن …', 'بخصوص: …' as a heading of its own: what the order is about."""
    at = 2 if len(tokens) > 2 and tokens[0].form == "في" and tokens[1].form in head_words().about else 1
    if len(tokens) <= at or (at == 1 and tokens[0].form not in head_words().about):
        return None
    labelled = tokens[at].form in (":", "/", "-")
    if len(tokens) > _TITLE or line.rstrip().endswith(_ENDS):
        return None
    if any(t.form in lex.reference_marks or t.form in head_words().own_papers for t in tokens[at:]):
        return None  # 'about your letter number 5, we …'
    return line[tokens[at + labelled].start :].strip(" :/-") if len(tokens) > at + labelled else None


def after_greeting(lines: Sequence[tuple[int, str]], lex: Lexicon) -> tuple[str, int] | None:
    """The subject where it stands below the greeting: (subject, end of its line)."""
    for position, line in lines[1:4]:
        tokens = tokenise(line)
        if len(tokens) < 2:
            continue
        if tokens[0].form in lex.head_subject and tokens[1].form in (":", "/", "-", "："):
            return line[tokens[1].end :].strip(" :/-"), position + len(line)
        subject = about(tokens, line, lex) if tokens[1].form in (":", "/", "-") else None
        if subject is not None:
            return subject, position + len(line)
    return None


def goes_on(line: str, following: Sequence[tuple[int, str]], lex: Lexicon) -> bool:
    """Whether a line below 'to …' names one more of them: it is set in, or stands between two of them."""
    tokens = tokenise(line)
    if not tokens or len(tokens) > 8 or line.rstrip().endswith((".", ":")) or not tokens[0].word:
        return False
    first = tokens[0].form
    if (
        first in lex.respected
        or first in lex.order_kinds | head_words().informed
        or first in head_words().about
        or first in head_words().same_day
    ):
        return False
    if any(lex.frame(t.form) or lex.verb(t.form) for t in tokens):
        return False
    indented = line[:1].isspace()
    after = tokenise(following[0][1]) if following else []
    return indented or (bool(after) and after[0].form in lex.bodies and len(after) <= 8 and len(tokens) > 1)


def address(lines: Sequence[str], numbered: bool) -> tuple[str, int] | None:
    """The block of an English letter that says to whom: a title and its office, before 'Dear Sir' or the subject.
    (names, number of lines). ``numbered``: below the number or the day, where a heading in capitals is the subject."""
    words = lexicon.english()
    titles = "|".join(map(re.escape, (*words["titles"]["titles"], *head_words().addressed)))
    first = lines[0].strip()
    if not re.match(rf"(?:(?:To|The|All)\s+)*(?:{titles})s?\b(?![’'])", first, re.I) or _ends(first):
        return None
    taken = [first.strip(" ,")]
    for line in (one.strip() for one in lines[1 : _BLOCK + 1]):
        if _opened().match(line) or (
            numbered and line.isupper() and not first.isupper() and len(line.split()) >= _HEADING
        ):
            names = [name for name in taken if not re.search(r"\d{4}|^P\.?\s?O\.?\s|\bBox\b", name)]
            return ", ".join(names).rstrip("."), len(taken)
        if _ends(line) or len(line.split()) > 10 or re.match(r"[A-Z][\w .]{0,20}\s*[:/]", line):
            return None
        taken.append(line.strip(" ,"))
    return None


def addressed_below(text: str) -> str | None:
    """'To' on a line of its own below the signature, as letters of Indian offices have it, and those named there."""
    lines = [line.strip() for line in text[-_FOOT:].split("\n")]
    at = next((n for n, line in enumerate(lines) if n > 2 and re.fullmatch(r"To\s*[,:;]?", line)), None)
    if at is None:
        return None
    names: list[str] = []
    papers = lexicon.english()["head"]["copies"]["papers"]
    for line in lines[at + 1 : at + 1 + 2 * _BLOCK]:
        plain = re.sub(r"^\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s*", "", line).strip(" ,.;")
        if (
            (not line and names)
            or re.match(r"(?:copy|cc|c\.c|through|sir|madam|dear|subject|sub)\b", line, re.I)
            or _ends(line)
        ):
            break
        if plain and not re.search(r"\d{4}", plain) and plain.casefold() not in papers:
            names.append(plain)
    return ", ".join(names) or None


def _ends(line: str) -> bool:
    return line.endswith((":", ";")) or (line.endswith(".") and len(line.split()) > 6) or len(line.split()) > 12


@cache
def _opened() -> re.Pattern[str]:
    words = lexicon.english()["head"]
    labels = "|".join(map(re.escape, (k for k, v in words["labels"].items() if v == "subject")))
    greetings = "|".join(map(re.escape, head_words().salutations))
    return re.compile(rf"(?:(?:{greetings})\b|(?:{labels})\s*[.:/–—-])", re.I)


def one_of_them(line: str) -> bool:
    """Whether a line below 'To: …' names one more."""
    greetings = "|".join(map(re.escape, head_words().salutations))
    labels = "|".join(map(re.escape, lexicon.english()["head"]["labels"]))
    label = re.match(rf"(?:{labels}|cc|from|copy)\s*[.:/–—-](?=\s|$)", line, re.I)
    return (
        label is None
        and re.match(rf"(?:{greetings})\b", line, re.I) is None
        and not _ends(line)
        and not line.endswith(".")
        and line[:1].isupper()
    )


@cache
def labelled() -> re.Pattern[str]:
    """'To: …', 'No. 12', 'Sub / …': a field of an English head on a line of its own."""
    known = "|".join(map(re.escape, sorted(lexicon.english()["head"]["labels"], key=len, reverse=True)))
    return re.compile(
        rf"^\s*(?P<label>{known})(?:(?:\s*[.:/])+[-–—]?\s*|\s+[-–—]+\s+|(?<=date)d?\s+(?=\d))(?P<value>.+)$", re.I
    )


def columns(lines: Sequence[tuple[int, str]], text: str, policy: Policy) -> list[tuple[int, str]]:
    """The lines of an English head, one that has fields side by side in pieces: 'Ref. A/12     Date: 3 May 2025'."""
    out: list[tuple[int, str]] = []
    for position, line in lines:
        cells = [(position + m.start(), m.group()) for m in _CELL.finditer(line)]
        fields = [cell for _, cell in cells if labelled().match(cell)]
        rest = [cell for _, cell in cells if cell not in fields]
        beside = len(cells) > 1 and fields and all(_OTHER.match(c) or stands_alone(c, text, policy) for c in rest)
        out += cells if beside else [(position, line)]
    return out


def title(line: str) -> str | None:
    """'Improving the Handling of Records' below the line that names the kind and number of an order."""
    words = line.strip().split()
    small = (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "its",
    )
    if not 2 <= len(words) <= _TITLE or line.strip().endswith((*_ENDS, "!", "?")) or any(c.isdigit() for c in line):
        return None
    if line.isupper() or not all(w[:1].isupper() or w.casefold() in small or not w[:1].isalpha() for w in words):
        return None
    return line.strip()
