"""A page for reading: the text of each order with its clauses marked, and what was understood of each beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tracker.orders.output import HEADINGS, WORDS, due, rows
from tracker.orders.records import ExtractedDocument, Proposal

STYLE = """
body{font:16px/1.7 "Noto Naskh Arabic","Segoe UI",Tahoma,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;
color:#1b1b1b;background:#fff}
h1{font-size:1.2rem;overflow-wrap:anywhere}
.text{white-space:pre-wrap;border-inline-start:4px solid #bbb;padding-inline-start:1rem}
mark{background:#fff1c2;border-bottom:2px solid #b07900}mark.prohibition{background:#ffdcd8;border-color:#a12a1d}
mark.exhortation{background:#e9eef2;border-color:#7c8b97}sup{font-size:.7em;font-weight:bold}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #bbb;padding:.4rem .6rem;text-align:start;vertical-align:top}
th{background:#f0f0f0}td.clause{white-space:pre-wrap}@media print{body{margin:0}}
"""


def page(documents: Sequence[ExtractedDocument], texts: Sequence[str], language: str) -> str:
    """One self-contained HTML page; ``texts`` are the documents' plain texts, in the same order."""
    direction = "rtl" if language == "ar" else "ltr"
    body = "".join(_document(d, text, language) for d, text in zip(documents, texts, strict=True))
    title = WORDS[language]["title"]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>"
        f"<body>{body}</body></html>\n"
    )


def _document(document: ExtractedDocument, text: str, language: str) -> str:
    day = document.metadata.issued_on
    own = "rtl" if document.language == "ar" else "ltr"
    head = f"<h1>{escape(document.file)} · {day.isoformat() if day else '—'}</h1>"
    if not document.obligations:
        head += f"<p>{escape(WORDS[language]['nothing'])}</p>"
    cells = "".join(f"<th>{escape(heading)}</th>" for heading in HEADINGS[language])
    lines = "".join(_row(row, own) for row in rows(document, language))
    table = f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>" if lines else ""
    marked = _marked(text, document.obligations, language)
    return f'<section>{head}{table}<div class="text" lang="{document.language}" dir="{own}">{marked}</div></section>'


def _row(row: tuple[str, ...], direction: str) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[:-1])
    return f'<tr>{cells}<td class="clause" dir="{direction}">{escape(row[-1])}</td></tr>'


def _marked(text: str, proposals: Sequence[Proposal], language: str) -> str:
    """The text with each clause marked once and numbered as in the table; clauses inside others are left to them."""
    out: list[str] = []
    position = 0
    numbered = sorted(enumerate(proposals, 1), key=lambda pair: pair[1].span)
    for number, proposal in numbered:
        start, end = proposal.span
        if start < position:
            continue
        kind = "exhortation" if proposal.strength.value == "exhortation" else proposal.modality.value
        note = escape(due(proposal, language), quote=True)
        out.append(escape(text[position:start]))
        out.append(f'<mark class="{kind}" title="{note}">{escape(text[start:end])}<sup>{number}</sup></mark>')
        position = end
    out.append(escape(text[position:]))
    return "".join(out)
