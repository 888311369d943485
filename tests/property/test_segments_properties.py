"""The marked text is the text, and pairs are the best there are, whatever comes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Deadline, Modality, Pattern, Strength
from tracker.orders.documents import Document
from tracker.orders.pairing import best_pairs
from tracker.orders.places import Places
from tracker.orders.records import Change, Proposal
from tracker.orders.segments import CHANGE, CLAUSE, WHEN, lines

TEXTS = st.text(st.sampled_from("ab على.\n\u202e\u200f ١2<&"), min_size=1, max_size=60)


def proposal(text: str, span: tuple[int, int], when: tuple[int, int] | None) -> Proposal:
    return Proposal(
        None, date(2026, 1, 1), "v", Modality.OBLIGATION, Strength.ORDER, Pattern.ACHIEVEMENT, None, "", (), (),
        text[slice(*span)], span, None, None, Deadline(span=when), None, None, (), (),
    )  # fmt: skip


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Proposal], list[Change], list[tuple[int, int]]]:
    text = draw(TEXTS)

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    proposals = [
        proposal(text, span(), span() if draw(st.booleans()) else None) for _ in range(draw(st.integers(0, 6)))
    ]
    changes = [Change("amend", "", text[slice(*s)], s) for s in [span() for _ in range(draw(st.integers(0, 2)))]]
    starts = sorted(draw(st.sets(st.integers(0, len(text) - 1), max_size=3)))
    return text, proposals, changes, [(start, n) for n, start in enumerate(starts, 1)]


@given(marked())
def test_all_stretches_are_the_text_and_each_mark_is_its_quote(
    made: tuple[str, list[Proposal], list[Change], list[tuple[int, int]]],
) -> None:
    text, proposals, changes, pages = made
    pieces = [piece for line in lines(text, "ar", proposals, changes, pages) for piece in line.pieces]
    assert "".join(piece.text for piece in pieces) == text
    for kind, quotes in (
        (CLAUSE, [p.quote for p in proposals]),
        (CHANGE, [c.quote for c in changes]),
        (WHEN, [text[slice(*p.deadline.span)] if p.deadline.span else "" for p in proposals]),
    ):
        for number, quote in enumerate(quotes, 1):
            own = [piece for piece in pieces if number in piece.numbers(kind)]
            assert "".join(piece.text for piece in own) == quote
            assert (
                [number in piece.opening(kind) for piece in own] == [True] + [False] * (len(own) - 1) if own else True
            )
    assert [piece.page for piece in pieces if piece.page] == [number for _, number in pages]


@given(TEXTS, st.lists(st.integers(0, 60), max_size=3, unique=True))
def test_places_are_those_that_a_document_gives(text: str, starts: list[int]) -> None:
    pages = tuple((start, n) for n, start in enumerate(sorted(starts), 1))
    document = Document("x.txt", text, "ar", "0" * 64, pages)
    places = Places(document)
    for offset in range(len(text)):
        source = document.source((offset, offset + 1))
        assert (places.page(offset), places.line(offset)) == (source.page, source.line)


SCORES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 100).map(float), min_size=1, max_size=12
)


@given(SCORES)
def test_pairs_are_one_to_one_and_no_others_are_likelier_in_all(scores: dict[tuple[int, int], float]) -> None:
    pairs = best_pairs(scores)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs.items()) <= set(scores)

    def best(edges: list[tuple[int, int]]) -> float:
        if not edges:
            return 0.0
        (one, other), *rest = edges
        free = [edge for edge in rest if edge[0] != one and edge[1] != other]
        return max(best(rest), scores[one, other] + best(free))

    assert sum(scores[pair] for pair in pairs.items()) == best(sorted(scores))


def test_a_group_too_large_for_the_best_is_paired_greatest_first_one_to_one() -> None:
    scores = {(a, b): 100.0 - abs(a - b) for a in range(150) for b in range(150)}
    assert best_pairs(scores) == {n: n for n in range(150)}
