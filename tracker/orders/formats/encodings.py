"""Bytes of a text become letters: by what they are, and never as letters that nobody wrote. Pure.

UTF-8 and UTF-16 prove themselves; of the codings of one byte a letter any bytes are a text, so the words decide which
one it is. A file of which most is UTF-8 stays UTF-8: what is broken in it is shown and told with its line.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
NO_LETTERS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Code points that steer machines, are halves of others, or are none at all: no terminal and no YAML may get them."""
REPLACED = "\ufffd"
SINGLE = ("cp1256", "iso8859-6", "mac_arabic", "cp720")
"""Codings of Arabic of one byte a letter, the likeliest first."""
SAMPLE = 200_000
"""Bytes whose words are looked at."""
MOST_BROKEN = 0.1
"""Of the letters of UTF-8 that are more than one byte, so many may be broken."""
_HIGH = frozenset((0x00, 0x06, 0x20))  # the high bytes of Latin, Arabic and punctuation in UTF-16
_NEVER_A_PAGE = frozenset(
    ("idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
)
"""Codings that Python knows and no page is in: some make letters of anything, one takes hours, one only fails."""
_META = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.I)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BREAKS = str.maketrans({"\f": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_PLAIN = re.compile(r"[\u0621-\u063a\u0641-\u064a]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``broken``: lines, from 1, with bytes that are no letters (shown as U+FFFD); ``other``: lines of another coding,
    read in ``coding``."""

    text: str
    broken: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    coding: str = ""


def lines_of(text: str) -> str:
    """A text without a byte order mark, every kind of line end as ``\\n``."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)


def decode(content: bytes) -> Decoded | None:
    """UTF-16 with a mark, UTF-8, UTF-16 without one, what an HTML page declares, UTF-8 with faults, a coding of one
    byte a letter; None: no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _whole(content, "utf-16")
    found = _whole(content, "utf-8-sig")
    if found is not None:
        return found
    for encoding, high in (("utf-16-le", content[1:400:2]), ("utf-16-be", content[0:400:2])):
        if len(high) >= 4 and sum(byte in _HIGH for byte in high) >= 0.95 * len(high):
            return _whole(content, encoding)
    declared = _META.search(content[:2048])
    if declared is not None and declared.group(1).lower() not in (b"utf-8", b"utf8"):
        found = _declared(content, declared.group(1).decode("ascii"))
        if found is not None:
            return found
    return _mostly_utf8(content) or _single(content)


def _declared(content: bytes, name: str) -> Decoded | None:
    """A page in the coding that it names, where that is one in which pages are."""
    try:
        known = codecs.lookup(name).name.replace("_", "-")
    except (LookupError, ValueError):
        return None
    return None if known in _NEVER_A_PAGE else _whole(content, name)


def _whole(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = lines_of(content.decode(encoding))
    except (UnicodeError, LookupError):
        return None
    return None if CONTROL.search(text) else Decoded(text)


def _mostly_utf8(content: bytes) -> Decoded | None:
    """A file of UTF-8 with faults: cut off in a letter, a byte gone wrong, lines pasted from another coding."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    high = sum(byte >= 0x80 for byte in content)
    good = sum(len(found.group()) for found in _SEQUENCE.finditer(content))
    if good == 0 or high - good > good:
        return None
    coding = _coding(b"\n".join(line for line in content.split(b"\n") if not _SEQUENCE.search(line)))
    out: list[str] = []
    broken: list[int] = []
    other: list[int] = []
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for number, line in enumerate(lines, 1):
        try:
            out.append(line.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            pass
        words = [_word(word, coding) for word in re.split(rb"([ \t]+)", line)]
        out.append("".join(words))
        (broken if REPLACED in out[-1] else other).append(number)
    text = lines_of("\n".join(out))
    # Of a text in another coding now and then two bytes look like a letter of UTF-8.
    if text.count(REPLACED) > max(3, MOST_BROKEN * good / 2) or CONTROL.search(text):
        return None
    return Decoded(text, tuple(broken), tuple(other), coding or "cp1256")


def _word(word: bytes, coding: str | None) -> str:
    """A word of UTF-8, else of the other coding where Arabic letters come out of it, else with its faults shown."""
    try:
        return word.decode("utf-8")
    except UnicodeDecodeError:
        pass
    whole = sum(len(found.group()) for found in _SEQUENCE.finditer(word))
    if whole < sum(byte >= 0x80 for byte in word) - whole:
        for encoding in (coding,) if coding else SINGLE:
            try:
                text = word.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
            letters = "".join(_WORD.findall(text))
            if _PLAIN.fullmatch(letters) and len(letters) > 1:
                return text
    return word.decode("utf-8", "replace")


def _single(content: bytes) -> Decoded | None:
    encoding = _coding(content)
    return _whole(content, encoding) if encoding is not None else None


def _coding(content: bytes) -> str | None:
    """The coding whose words read most like Arabic, or like Latin with accents; None where no words come out."""
    best: tuple[float, str] | None = None
    for encoding in SINGLE:
        try:
            text = lines_of(content[:SAMPLE].decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
        if CONTROL.search(text):
            continue
        score = likeness(text)
        if score is not None and (best is None or score > best[0] + 0.05):
            best = score, encoding
    return best[1] if best is not None else None


def likeness(text: str) -> float | None:
    """How much the words of a text are like words: the part of its Arabic words that begin with the article less twice
    that of words in which scripts are mixed. None where it is no text of words."""
    words = _WORD.findall(text)
    visible = sum(not c.isspace() for c in text)
    letters = sum(map(len, words))
    if not words or letters * 2 <= visible:
        return None
    arabic = [word for word in words if _ARABIC.search(word)]
    mixed = sum(not _PLAIN.fullmatch(_unmarked(word)) for word in arabic)
    if mixed * 8 > len(words):
        return None
    if not arabic:
        return 0.0
    article = sum("ال" in word[:4] for word in arabic)
    return (article - 2 * mixed) / len(arabic)


def _unmarked(word: str) -> str:
    return re.sub(r"[\u0640\u064b-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc]", "", word) or "ا"
