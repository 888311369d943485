"""What the places of letters on the paper tell: heads that run through pages, full lines, rows, direction."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.orders.formats.pdf_text import text_of

SIZE, WIDE = 10.0, 5.0
Glyph = tuple[str, float, float, float, float]


def line(text: str, y: float, left: float = 50.0) -> list[Glyph]:
    return [(c, left + n * WIDE, left + (n + 1) * WIDE, y, SIZE) for n, c in enumerate(text)]


def page(*texts: str, top: float = 700.0, step: float = 14.0) -> list[Glyph]:
    return [glyph for n, text in enumerate(texts) for glyph in line(text, top - n * step)]


def read(pages: Sequence[list[Glyph]], width: float = 500.0) -> list[str]:
    return text_of(pages, [width] * len(pages)).text.split("\n")


def test_items_that_differ_by_their_numbers_stay() -> None:
    pages = [page(*(f"{n}. Sector {n} shall report within {n + 2} days." for n in range(p, p + 5))) for p in (1, 6, 11)]
    assert read(pages) == [f"{n}. Sector {n} shall report within {n + 2} days." for n in range(1, 16)]


def test_lines_that_count_like_pages_but_order_something_stay() -> None:
    pages = [page(f"Sector {n} shall report.", "It shall do so daily.", f"Then it rests {n}.") for n in (1, 2, 3)]
    found = read(pages)
    assert [text for text in found if text.startswith("Sector")] == [f"Sector {n} shall report." for n in (1, 2, 3)]
    assert [text for text in found if text.startswith("Then")] == [f"Then it rests {n}." for n in (1, 2, 3)]


def test_running_heads_stand_once_and_numbers_of_pages_nowhere() -> None:
    bodies = (["The Clerk shall file the plan and"], ["send it."], ["The end."])
    pages = [
        line("Ministry of Roads", 760) + page(*body) + line(f"Page {n} of 3", 30) for n, body in enumerate(bodies, 1)
    ]
    found = read(pages, width=265.0)
    assert found == ["Ministry of Roads", "The Clerk shall file the plan and send it.", "The end."]


def test_a_number_that_is_no_number_of_a_page_stays() -> None:
    found = read([page("It shall be done in", "2024"), page("2025", "is too late.")])
    assert "2024" in " ".join(found)
    assert "2025" in " ".join(found)


def test_short_lines_are_paragraphs_and_full_ones_go_on() -> None:
    short = ["Subject: works of the summer", "Please do what is needed", "The Clerk shall file it"]
    assert read([page(*short)]) == short
    full = "The Clerk of the northern district shall file every plan that was made since May and send all of it to us."
    words, lines = full.split(), [""]
    for word in words:
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + 1 + len(word) <= 40 else [lines[-1], word]
    assert read([page(*lines)], width=300.0) == [full]


def test_an_item_after_a_gap_in_the_numbers_opens_a_line() -> None:
    items = ["1. The Clerk shall file the plans at noon", "2. The Guard shall close the gates daily", "4. Stop"]
    assert read([page(*items)], width=300.0) == items


def test_rows_stay_rows_and_cells_hold_their_lines() -> None:
    def row(y: float, *cells: tuple[str, float]) -> list[Glyph]:
        return [glyph for text, left in cells for glyph in line(text, y, left)]

    glyphs = [
        *row(700, ("No", 50), ("Who", 90), ("What", 200)),
        *row(680, ("1", 50), ("The Clerk", 90), ("files the plan", 200)),
        *row(668, ("of May", 200)),
        *row(648, ("2", 50), ("The Guard", 90), ("closes the gate", 200)),
    ]
    assert read([glyphs]) == ["No\tWho\tWhat", "1\tThe Clerk\tfiles the plan of May", "2\tThe Guard\tcloses the gate"]


def test_arabic_in_paragraphs_that_run_to_the_right_keeps_its_marks_and_stops() -> None:
    def shown(mark: str, text: str) -> str:
        return f"{mark}   {text[::-1]}."

    pages = [page(shown("1.", "على المدير رفع التقرير"), shown("2.", "على الكاتب حفظ الملف"))]
    assert read(pages) == ["1. على المدير رفع التقرير.", "2. على الكاتب حفظ الملف."]
