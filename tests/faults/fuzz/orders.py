"""Good orders in every kind of file, made here byte by byte: no program is needed and every part is known."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Mapping

from tests.faults.fuzz import pdf
from tests.faults.fuzz.records import Sample

ARABIC = (
    "جمهورية العراق",
    "وزارة الإسكان",
    "العدد: 219",
    "التاريخ: 3/2/2031",
    "إلى: مديريات المحافظات كافة",
    "1- تتولى مديرية البناء ترميم الجسور المتضررة خلال شهر واحد.",
    "2- تقدم دائرة التخطيط كشوف الرواتب كل شهر مع سير العمل.",
    "3- يمنع صرف السلف إلا بموافقة خطية من الوزير.",
    "سعاد الكرخي",
    "وزيرة الإسكان",
)
ENGLISH = (
    "Ministry of Housing",
    "Directive No. 219/2031",
    "Date: 3 February 2031",
    "To: All provincial directorates",
    "1. The Building Directorate shall repair the damaged bridges within 30 days.",
    "2. The Planning Office shall submit a report every month.",
    "3. No advance shall be paid without the written approval of the Minister.",
    "This directive remains in force until further notice.",
)
NOTE = {"ar": "تُعاد السلف غير المصروفة.", "en": "Advances not spent are returned."}
HEAD = {"ar": "وزارة الإسكان - الديوان", "en": "Ministry of Housing - Diwan"}
TABLE = {
    "ar": (("ت", "المهمة", "الموعد"), ("1", "جرد المخازن", "9/3/2031"), ("2", "غلق الحفر", "12/3/2031")),
    "en": (("No.", "Task", "Due"), ("1", "Count the stores", "9 March 2031"), ("2", "Fill the pits", "12 March 2031")),
}
LINES: Mapping[str, tuple[str, ...]] = {"ar": ARABIC, "en": ENGLISH}
CODINGS = {
    "ar": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"),
    "en": ("utf-8", "utf-16", "cp1252"),
}

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def samples() -> list[Sample]:
    """Every kind of order, in both languages."""
    out: list[Sample] = []
    for tag, lines in LINES.items():
        for coding in CODINGS[tag]:
            out.append(Sample(f"{tag}-{coding}.txt", "\n".join(lines).encode(coding), lines))
        table = TABLE[tag]
        cells = tuple(cell for row in table for cell in row)
        out.append(Sample(f"{tag}.md", markdown(lines, table).encode(), (*lines, *cells)))
        out.append(Sample(f"{tag}.html", page(tag, lines, table).encode(), (*lines, *cells)))
        out.append(Sample(f"{tag}.docx", word(tag), (HEAD[tag], *_bare(lines), *cells, NOTE[tag])))
        for packed in (False, True):
            name = f"{tag}-{'packed' if packed else 'plain'}.pdf"
            out.append(Sample(name, pdf.order(lines, table, packed=packed), (*lines, *cells)))
    return out


def _bare(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without the numbers that Word gives them itself."""
    return tuple(line[2:].strip() if line[:1].isdigit() else line for line in lines)


def markdown(lines: tuple[str, ...], table: tuple[tuple[str, ...], ...]) -> str:
    rows = [f"| {' | '.join(row)} |" for row in table]
    return "\n\n".join((f"# {lines[0]}", *lines[1:])) + "\n\n" + "\n".join((rows[0], "|--|--|--|", *rows[1:])) + "\n"


def page(tag: str, lines: tuple[str, ...], table: tuple[tuple[str, ...], ...]) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table)
    body = "".join(f'<p class="x">{html.escape(line)}</p>\n' for line in lines)
    return (
        f'<!DOCTYPE html><html lang="{tag}"><head><meta charset="utf-8"><title>t</title><style>.x {{margin: 0}}</style>'
        f"</head><body><!-- seen by nobody -->{body}<table border=1>{rows}</table></body></html>"
    )


def word(tag: str) -> bytes:
    """A package with a list whose numbers Word counts, a table, a head of the page, a note."""
    body = []
    for line in LINES[tag]:
        numbered = line[:1].isdigit()
        number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if numbered else ""
        text = html.escape(line[2:].strip() if numbered else line)
        body.append(f"<w:p>{number}<w:r><w:t>{text}</w:t></w:r></w:p>")
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in TABLE[tag]
    )
    body.append(f"<w:tbl>{rows}</w:tbl>")
    body.append('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    body.append('<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>')
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-"/></w:lvl>'
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>{NOTE[tag]}</w:t></w:r></w:p></w:footnote>'
    parts = {
        "word/document.xml": f"<w:document xmlns:w='{W}' xmlns:r='{R}'><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles xmlns:w='{W}'><w:style w:type='paragraph' w:styleId='Normal'/></w:styles>",
        "word/numbering.xml": f"<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        "word/header1.xml": f"<w:hdr xmlns:w='{W}'><w:p><w:r><w:t>{HEAD[tag]}</w:t></w:r></w:p></w:hdr>",
        "word/footnotes.xml": f"<w:footnotes xmlns:w='{W}'>{note}</w:footnotes>",
        "_rels/.rels": _relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "header", "header1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "numbering", "numbering.xml"),
            ("rId4", "footnotes", "footnotes.xml"),
        ),
    }
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_KINDS}.{name[5:-4].rstrip("1")}+xml"/>'
        for name in parts
        if name.startswith("word/") and name.endswith(".xml")
    )
    content = f"<Types xmlns='{_PACKAGE}/content-types'>{types}</Types>"
    return packed({"[Content_Types].xml": content, **parts})


def _relations(*links: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{to}"/>' for name, kind, to in links)
    return f"<Relationships xmlns='{_PACKAGE}/relationships'>{inner}</Relationships>"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
