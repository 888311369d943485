"""A file becomes located text: decoded, its markup removed, its language known, its SHA-256 kept.

Spans everywhere count Unicode code points of ``Document.text``. For plain text that is the file's own text without a
byte order mark and with ``\\n`` line ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tracker import files
from tracker.files import sha256_of
from tracker.findings import Refusal, at
from tracker.model import SourceRef

READABLE = ".txt .md .html .htm"
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
KNOWN_BINARY = {
    b"PK\x03\x04": "docx/xlsx/zip",
    b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0": "doc/xls",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"{\\rtf": "rtf",
    b"GIF8": "gif",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
_LATIN = re.compile(r"[A-Za-z]")
_HIGH = frozenset((0x00, 0x06, 0x20))  # the high bytes of Latin, Arabic and punctuation in UTF-16
_META = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.I)


@dataclass(frozen=True, slots=True)
class Document:
    """The plain text of one file. ``language``: ``ar`` or ``en``, by the letters it is written in."""

    file: str
    text: str
    language: str
    sha256: str


def read(path: Path) -> Document:
    """Read one order. Raises Refusal: missing or unreadable file, a kind that cannot be read, no text, no letters."""
    where = SourceRef(str(path))
    if not path.exists():
        raise Refusal(at("document-missing", where, file=str(path)))
    if path.is_dir():
        raise Refusal(at("document-is-directory", where, file=str(path)))
    try:
        content = files.read(path)
    except OSError as error:
        raise Refusal(at("file-unreadable", where, why=files.why(error))) from error
    for magic, kind in KNOWN_BINARY.items():
        if content.startswith(magic):
            raise Refusal(at("document-kind-unsupported", where, file=str(path), kind=kind, readable=READABLE))
    if not content.strip():
        raise Refusal(at("document-empty", where, file=str(path)))
    decoded = decode(content)
    if decoded is None:
        raise Refusal(at("document-not-text", where, file=str(path), readable=READABLE))
    if path.suffix.lower() in HTML_SUFFIXES:
        decoded = text_of_html(decoded)
    if not _ARABIC.search(decoded) and not _LATIN.search(decoded):
        raise Refusal(at("document-empty", where, file=str(path)))
    return Document(str(path), decoded, language_of(decoded), sha256_of(content))


def decode(content: bytes) -> str | None:
    """UTF-8 or UTF-16 (with or without a mark), else as an HTML page says, else Windows-1256; None: no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _clean(content, "utf-16")
    for encoding, high in (("utf-16-le", content[1:400:2]), ("utf-16-be", content[0:400:2])):
        if len(high) >= 4 and sum(byte in _HIGH for byte in high) >= 0.95 * len(high):
            return _clean(content, encoding)
    text = _clean(content, "utf-8-sig")
    if text is not None:
        return text
    declared = _META.search(content[:2048])
    if declared is not None and declared.group(1).lower() not in (b"utf-8", b"utf8"):
        text = _clean(content, declared.group(1).decode("ascii"))
    return text if text is not None else _windows(content)


def _windows(content: bytes) -> str | None:
    """Windows-1256, where most of the letters that come out are Arabic or Latin ones; anything decodes in it."""
    text = _clean(content, "cp1256")
    if text is None:
        return None
    letters = len(_ARABIC.findall(text)) + len(_LATIN.findall(text))
    visible = sum(not c.isspace() for c in text)
    return text if letters * 2 > visible else None


def _clean(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return None if _CONTROL.search(text) else text


def language_of(text: str) -> str:
    """``ar`` where at least a third of the letters are Arabic: English names stand in Arabic orders."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return "ar" if arabic * 2 >= latin and arabic else "en"


class _Page(HTMLParser):
    """Collects the visible text of a page, one line a block."""

    HIDDEN = frozenset({"script", "style", "head", "template", "noscript"})
    BLOCKS = frozenset(
        [
            "p",
            "div",
            "br",
            "li",
            "ul",
            "ol",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "header",
            "footer",
            "blockquote",
        ]
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self.HIDDEN:
            self.hidden += 1
        elif tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(source: str) -> str:
    """The visible text of a page: scripts and styles dropped, one line a block."""
    page = _Page()
    page.feed(source)
    page.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(page.parts).split("\n"))
    return "\n".join(line for line in lines if line)
