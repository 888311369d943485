"""Line ends inside of sentences: read as spaces, kept in what is quoted; lines that people meant stay lines."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import read
from tracker.orders.extract import propose
from tracker.orders.formats import markdown
from tracker.orders.wrapping import joins

ARABIC = """العدد: 71
التاريخ: 4/6/2024
إلى/ المديريات كافة
تقرر ما يأتي:
1- على مديرية الخزانة تزويد مكتب الوزير بجداول الصرف التفصيلية لجميع الأقسام مع بيان أوجه الإنفاق خلال (9) تسعة أيام.
2- تتولى مديرية النقل فحص المركبات الحكومية العاملة في الأقضية والنواحي وترفع تقريرها إلى هذا المكتب خلال أسبوعين.
مع التقدير"""
ENGLISH = """Date: 4 June 2024
To: All district engineers
It is ordered:
1. Each district engineer shall inspect every culvert under the northern railway and record its state within 15 days.
2. The Bureau of Canals shall submit to the Minister a full account of the money spent on dredging by 30 July 2024.
With thanks"""


def said(path: Path, text: str) -> list[tuple[str | None, date | None, str]]:
    path.write_text(text, "utf-8")
    document = read(path)
    found = propose(document, None, None, load(profile("literal"))).obligations
    assert all(document.text[slice(*p.span)] == p.quote for p in found)
    return [(p.addressee, p.due_on, " ".join(p.quote.split())) for p in found]


@pytest.mark.parametrize("text", [ARABIC, ENGLISH], ids=["ar", "en"])
@pytest.mark.parametrize("name", ["order.txt", "order.md"])
@pytest.mark.parametrize(("width", "indent"), [(52, ""), (64, "   ")])
def test_a_wrapped_letter_says_what_the_letter_says(
    tmp_path: Path, text: str, name: str, width: int, indent: str
) -> None:
    whole = said(tmp_path / "whole.txt", text)
    assert len(whole) >= 2
    wrapped = "\n".join(
        textwrap.fill(line, width, subsequent_indent=indent if line[0].isdigit() else "") for line in text.split("\n")
    )
    assert wrapped.count("\n") >= text.count("\n") + 2
    assert said(tmp_path / name, wrapped) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Roads\nBureau of Bridges\n12 Canal Street\nNorthport",
        "وزارة النقل\nمكتب الوزير\nقسم المتابعة\nإلى/ مديرية الطرق\nم/ صيانة الجسور",
        "The bells that ring above the town\nThe boats that rest below\nThe lamps the keeper carries down\nTheir light",
        "Required:\n- staff lists\n- budgets for the year\n- maps",
        "1. The Clerk shall file it.\n2. The Guard shall close it.",
    ],
    ids=["address", "head", "verse", "list", "items"],
)
def test_lines_that_were_meant_stay_lines(text: str) -> None:
    assert joins(text) == ()
    assert [line for line in markdown.text_of(text).split("\n") if line] == text.split("\n")


def test_markdown_counts_its_lists_and_drops_what_is_struck_out() -> None:
    source = "1. one\n1. two\n   goes on\n1. three\n\n"
    source += "The Clerk ~~shall not~~ shall\nfile it.[^1] <!-- no\nno -->\n\n[^1]: note"
    assert [line for line in markdown.text_of(source).split("\n") if line] == [
        "1. one",
        "2. two goes on",
        "3. three",
        "The Clerk  shall file it.",
        "note",
    ]
