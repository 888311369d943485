"""A page for reading: the text of each order with its clauses marked, and what was understood of each beside it.

One file, nothing fetched: the policy in its head (Content Security Policy, level 3) lets only its own style sheet and
script run, by their hashes. Links are plain anchors, so that it is read without the script as well.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.files import templates_directory
from tracker.model import Strength
from tracker.orders import segments
from tracker.orders.difference import Difference, Entry
from tracker.orders.documents import Document
from tracker.orders.places import Places
from tracker.orders.records import Change, ExtractedDocument, Proposal
from tracker.orders.segments import CHANGE, CLAUSE, TURNING, WHEN, Line, Piece
from tracker.orders.view_words import Words, direction

if TYPE_CHECKING:
    from jinja2 import Environment

CHUNK = 60
"""Lines that the browser lays out together, and only once they come into sight."""
FOLDED = 3
"""A date card of more lines than this is folded on the screen; on paper it is open."""
DATES_OPEN = 12
TONES = {"obligation": "open", "prohibition": "bad", "exhortation": "rest", WHEN: "soon", CHANGE: "silent"}
"""The tones of ``templates/palette.toml``. A kind is always written in words too, and underlined in its own way."""


def page(
    found: Sequence[ExtractedDocument],
    documents: Sequence[Document],
    language: str,
    differences: Sequence[Difference | None] = (),
) -> str:
    """One self-contained HTML page in one language of the interface. ``documents``: what was read, in the same order;
    ``differences``: what each changes of the register, where that was asked (``extract --diff``)."""
    from markupsafe import Markup

    environment = _environment()
    with (templates_directory() / "palette.toml").open("rb") as file:
        tones = tomllib.load(file)["tones"]
    style = environment.get_template("order.css").render(tones=tones, kinds=TONES)
    script = (templates_directory() / "order.js").read_text("utf-8")
    compared = differences or [None] * len(found)
    views = [
        DocumentView(n, read, document, difference, Words(language))
        for n, (read, document, difference) in enumerate(zip(found, documents, compared, strict=True), 1)
    ]
    return environment.get_template("order.html").render(
        views=views,
        words=Words(language),
        tones=TONES,
        direction=direction,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(templates_directory()),
        autoescape=lambda name: name is None or name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def kind_of(proposal: Proposal) -> str:
    """obligation, prohibition or exhortation: what a reader tells apart first."""
    return "exhortation" if proposal.strength is Strength.EXHORTATION else proposal.modality.value


@dataclass(frozen=True)
class DocumentView:
    """What the template asks of one document. ``number``: its place on the page, from 1."""

    number: int
    read: ExtractedDocument
    document: Document
    difference: Difference | None
    words: Words

    @property
    def id(self) -> str:
        return f"d{self.number}"

    @property
    def dir(self) -> str:
        return direction(self.document.language)

    @property
    def title(self) -> str:
        """The subject; else the name of the file."""
        return self.read.metadata.subject or self.file_name

    @property
    def file_name(self) -> str:
        return self.document.file.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """The kinds that occur, with how many there are of each."""
        counts = Counter(kind_of(proposal) for proposal in self.read.obligations)
        return [(kind, counts[kind]) for kind in ("obligation", "prohibition", "exhortation") if counts[kind]]

    @property
    def questions(self) -> int:
        return sum(len(proposal.questions) for proposal in self.read.obligations)

    @property
    def turning(self) -> int:
        return len(TURNING.findall(self.document.text))

    @property
    def marks_when(self) -> bool:
        return any(proposal.deadline.span for proposal in self.read.obligations)

    @property
    def page_count(self) -> int:
        return len(self.document.pages)

    @cached_property
    def cards(self) -> list[Card]:
        """Every obligation in the order of the text."""
        places = Places(self.document)
        entries = {e.number: e for e in self.difference.entries if e.number} if self.difference is not None else {}
        return [
            Card(n, proposal, places.page(proposal.span[0]), places.line(proposal.span[0]), entries.get(n), self)
            for n, proposal in enumerate(self.read.obligations, 1)
        ]

    @property
    def dated(self) -> list[Card]:
        """What has a due date or a review date, in the order of the days."""
        cards = [card for card in self.cards if card.proposal.due_on is not None]
        return sorted(cards, key=lambda card: (card.proposal.due_on, card.number))

    @property
    def dates_open(self) -> bool:
        """Whether the list of due dates is open from the start: a long one would keep the text from the reader."""
        return len(self.dated) <= DATES_OPEN

    @property
    def changes(self) -> Sequence[Change]:
        return self.read.changes

    @property
    def chunks(self) -> Iterator[list[Line]]:
        """The lines of the text, some dozens at a time."""
        chunk: list[Line] = []
        read = self.read
        for line in segments.lines(
            self.document.text, self.document.language, read.obligations, read.changes, self.document.pages
        ):
            chunk.append(line)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def card(self, number: int) -> Card:
        return self.cards[number - 1]

    def stretch(self, piece: Piece) -> Stretch:
        return Stretch(piece, self)


@dataclass(frozen=True)
class Card:
    """One obligation as the template asks for it. ``entry``: what it changes of the register, if that was asked."""

    number: int
    proposal: Proposal
    page: int | None
    line: int
    entry: Entry | None
    view: DocumentView

    @property
    def id(self) -> str:
        return f"{self.view.id}-o{self.number}"

    @property
    def place(self) -> str:
        """Where its number stands in the text."""
        return f"{self.view.id}-t{self.number}"

    @property
    def kind(self) -> str:
        return kind_of(self.proposal)

    @property
    def kind_words(self) -> str:
        return self.view.words.kind(self.kind)

    @property
    def pattern(self) -> str:
        """How often it is to be done; of what only exhorts that is no matter."""
        return "" if self.kind == "exhortation" else self.view.words.pattern(self.proposal.pattern)

    @property
    def phrase_place(self) -> str:
        """Where the words of the deadline stand: at its own number, if they stand outside the clause."""
        span, own = self.proposal.deadline.span, self.proposal.span
        outside = span is not None and not (own[0] <= span[0] and span[1] <= own[1])
        return f"{self.view.id}-w{self.number}" if outside else self.place

    @property
    def folded(self) -> bool:
        return len(self.proposal.basis) > FOLDED

    @property
    def in_force_from(self) -> bool:
        """Whether the day from which it holds is another than the day of the order."""
        effective = self.proposal.effective_on
        return effective is not None and effective != self.proposal.issued_on


@dataclass(frozen=True)
class Stretch:
    """One piece of the text as the template asks for it."""

    piece: Piece
    view: DocumentView

    @property
    def text(self) -> str:
        return TURNING.sub("", self.piece.text)

    @property
    def marked(self) -> bool:
        return bool(self.piece.marks)

    @property
    def target(self) -> str:
        """Whose card the stretch leads to: the shortest clause around it, else the deadline's, else the change."""
        for kind, letter in ((CLAUSE, "o"), (WHEN, "o"), (CHANGE, "c")):
            numbers = self.piece.numbers(kind)
            if numbers:
                return f"{self.view.id}-{letter}{numbers[0]}"
        return ""

    @property
    def data(self) -> str:
        """The identifiers of the cards that it belongs to."""
        owners = dict.fromkeys((*self.piece.numbers(CLAUSE), *self.piece.numbers(WHEN)))
        ids = [f"{self.view.id}-o{n}" for n in owners] + [f"{self.view.id}-c{n}" for n in self.piece.numbers(CHANGE)]
        return " ".join(ids)

    @property
    def classes(self) -> str:
        clauses = self.piece.numbers(CLAUSE)
        names = [f"k-{self.view.card(clauses[0]).kind}"] if clauses else []
        names += ["many"] if len(clauses) > 1 else []
        names += [f"k-{kind}" for kind in (WHEN, CHANGE) if self.piece.numbers(kind)]
        return " ".join(names)

    @property
    def clauses(self) -> list[Card]:
        """The clauses that begin here, the longest first, of one length in the order of their numbers."""
        cards = [self.view.card(n) for n in self.piece.opening(CLAUSE)]
        return sorted(cards, key=lambda c: (c.proposal.span[0] - c.proposal.span[1], c.number))

    @property
    def whens(self) -> list[Card]:
        """The obligations whose deadline's words begin here, outside their own clause."""
        return [c for n in self.piece.opening(WHEN) if (c := self.view.card(n)).phrase_place != c.place]

    @property
    def changes(self) -> tuple[int, ...]:
        return self.piece.opening(CHANGE)
