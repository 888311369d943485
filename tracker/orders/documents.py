"""A file becomes located text: decoded, its markup removed, its language known, its SHA-256 kept.

Spans everywhere count Unicode code points of ``Document.text``. For plain text that is the file's own text without a
byte order mark and with ``\\n`` line ends.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker import files
from tracker.files import sha256_of
from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef
from tracker.orders import wrapping
from tracker.orders.formats import docx, docx_package, encodings, markdown, page, visual

READABLE = ".txt .md .html .htm .docx .pdf"
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES = (".md", ".markdown")
MARKED_UP = (*HTML_SUFFIXES, *MARKDOWN_SUFFIXES)
LARGEST = 64 << 20
"""Bytes of a file. Nothing larger is opened; scanned orders of that size have no text anyway."""
LARGEST_TEXT = 8 << 20
"""Bytes of a file that is all text."""
LONGEST = 600_000
"""Code points of text: two hundred and forty pages; the longest order that we know has 130,000."""
MOST_NUMBERS, MOST_LINES = 12_000, 30_000
"""Of a text: each number may begin a date, which costs a millisecond or two; each line is a paragraph of its own."""
KNOWN_BINARY = {
    b"\xd0\xcf\x11\xe0": "doc/xls",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"{\\rtf": "rtf",
    b"GIF8": "gif",
}
MOST_ALIKE = 3_000
"""White space, or one sign again and again, without anything between: no letter has it, and what looks for the words
before and behind such a run takes the square of its length."""
_ALIKE = re.compile(rf"[^\S\n]{{{MOST_ALIKE},}}+|(\S)\1{{{MOST_ALIKE},}}+")
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_BLANKS = str.maketrans("\r\v\f", "   ")
_NUMBERS = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Document:
    """The plain text of one file. ``language``: ``ar`` or ``en``, by the letters it is written in.

    ``pages``: (offset at which it begins, its number), ascending; empty where the file has no pages. ``findings``: what
    was noticed while reading and did not prevent it. ``joins``: line ends inside of sentences, in a plain text.
    """

    file: str
    text: str
    language: str
    sha256: str
    pages: tuple[tuple[int, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    joins: tuple[tuple[int, int], ...] = ()

    def source(self, span: tuple[int, int]) -> SourceRef:
        """Where a span stands: page, and line of the text, which is its paragraph in Word, PDF and HTML files."""
        number = bisect_right(self.pages, (span[0], sys.maxsize))
        found = self.pages[number - 1][1] if number else None
        return SourceRef(self.file, self.sha256, found, span, line=self.text.count("\n", 0, span[0]) + 1)


def read(path: Path) -> Document:
    """Read one order. Raises Refusal: missing or unreadable file, a kind that cannot be read, no text, no letters."""
    where = SourceRef(str(path))
    if not path.exists():
        raise Refusal(at("document-missing", where, file=str(path)))
    if path.is_dir():
        raise Refusal(at("document-is-directory", where, file=str(path)))
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(at("document-too-large", where, most=LARGEST >> 20))
        content = files.read(path)
    except OSError as error:
        raise Refusal(at("file-unreadable", where, why=files.why(error))) from error
    text, pages, findings = _text(path, content, where)
    text, unseen = _shown(text, where)
    if not _ARABIC.search(text) and not _LATIN.search(text):
        raise Refusal(at("document-empty", where, file=str(path)))
    if len(text) > LONGEST:
        raise Refusal(at("document-too-long", where))
    if sum(1 for _ in _NUMBERS.finditer(text)) > MOST_NUMBERS or text.count("\n") > MOST_LINES or _ALIKE.search(text):
        raise Refusal(at("document-too-heavy", where))
    plain = not pages and not content.startswith(b"PK") and path.suffix.lower() not in MARKED_UP
    found = wrapping.joins(text) if plain else ()
    return Document(str(path), text, language_of(text), sha256_of(content), pages, (*findings, *unseen), found)


def _shown(text: str, where: SourceRef) -> tuple[str, tuple[Finding, ...]]:
    """The text with U+FFFD for code points that are no letters, whatever kind of file they come from: each stays one,
    so that spans and pages do not move. White space that is no line end and no tab becomes a space."""
    text = text.translate(_BLANKS)
    if encodings.NO_LETTERS.search(text) is None:
        return text, ()
    lines = [n for n, line in enumerate(text.split("\n"), 1) if encodings.NO_LETTERS.search(line)]
    return encodings.NO_LETTERS.sub(encodings.REPLACED, text), (
        at("document-bytes-broken", where, lines=_listed(lines)),
    )


def _text(path: Path, content: bytes, where: SourceRef) -> tuple[str, tuple[tuple[int, int], ...], tuple[Finding, ...]]:
    """By what the file is, not by what it is called; of texts alone the name says how they are marked up."""
    if b"%PDF-" in content[:1024]:
        from tracker.orders.formats import pdf

        paged, findings = pdf.read(content, where)
        return paged.text, paged.pages, findings
    if content.startswith(b"PK\x03\x04"):
        return _word(content, where)
    for magic, kind in KNOWN_BINARY.items():
        if content.startswith(magic):
            if "EncryptedPackage".encode("utf-16-le") in content:
                raise Refusal(at("document-encrypted", where))
            raise Refusal(at("document-kind-unsupported", where, file=str(path), kind=kind, readable=READABLE))
    if not content.strip():
        raise Refusal(at("document-empty", where, file=str(path)))
    if len(content) > LARGEST_TEXT:
        raise Refusal(at("document-too-large", where, most=LARGEST_TEXT >> 20))
    decoded = encodings.decode(content)
    if decoded is None:
        raise Refusal(at("document-not-text", where, file=str(path), readable=READABLE))
    text, findings = _checked(decoded, where)
    suffix = path.suffix.lower()
    if suffix in HTML_SUFFIXES:
        text = page.text_of(text)
    elif suffix in MARKDOWN_SUFFIXES:
        text = markdown.text_of(text)
    return text, (), findings


def _checked(decoded: encodings.Decoded, where: SourceRef) -> tuple[str, tuple[Finding, ...]]:
    """The text, turned round where it was saved backwards, and what is worth knowing of its bytes."""
    findings = []
    if decoded.broken:
        findings.append(at("document-bytes-broken", where, lines=_listed(decoded.broken)))
    if decoded.other:
        findings.append(at("document-coding-mixed", where, lines=_listed(decoded.other), coding=decoded.coding))
    if visual.turned(decoded.text):
        findings.append(at("document-turned", where))
        return visual.in_order(decoded.text), tuple(findings)
    return decoded.text, tuple(findings)


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return f"{shown} …" if len(numbers) > 20 else shown


def _word(content: bytes, where: SourceRef) -> tuple[str, tuple[tuple[int, int], ...], tuple[Finding, ...]]:
    try:
        text, pages, missing = docx.text_of(content)
        return text, pages, (at("document-parts-missing", where, parts=", ".join(missing)),) if missing else ()
    except docx_package.Damaged as error:
        raise Refusal(at("document-damaged", where)) from error
    except docx_package.Bomb as error:
        raise Refusal(at("document-too-heavy", where)) from error
    except docx_package.OtherKind as error:
        kind = str(error)
        raise Refusal(at("document-kind-unsupported", where, kind=kind, readable=READABLE)) from error


def language_of(text: str) -> str:
    """``ar`` where at least a third of the letters are Arabic: English names stand in Arabic orders."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return "ar" if arabic * 2 >= latin and arabic else "en"
