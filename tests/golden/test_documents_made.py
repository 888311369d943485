"""One order in every kind of file, made by the programs that offices use: the same duties come out of each."""

from __future__ import annotations

import html
import json
import re
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.findings import Refusal
from tracker.orders.documents import Document, read
from tracker.orders.extract import propose

ARABIC = """جمهورية العراق
وزارة الموارد المائية
مكتب الوزير
العدد: 4417
التاريخ: 12/3/2025
إلى: المديريات العامة كافة
الموضوع: صيانة محطات الضخ قبل موسم الصيف
تحية طيبة...
نظراً لما رصدته اللجان من تلكؤ في أعمال الصيانة (بنسبة 37.5%)، ولأهمية الأمر، تقرر ما يأتي:
1- تتولى مديرية التشغيل فحص المضخات الرئيسة في المحطات الـ 24 خلال (30) ثلاثين يوماً من تاريخ هذا الكتاب.
2- تقدم الدائرة الهندسية تقريراً مفصلاً عن الأعطال في موعد أقصاه 15/5/2025 وترسل نسخة منه إلى pumps@example.org.
3- يمنع تشغيل أي محطة لا تحمل شهادة ISO 9001 سارية إلا بموافقة خطية من هذا المكتب.
4- ترفع الإدارات المالية كشوفات الصرف كل ثلاثة أشهر اعتباراً من ١ نيسان ٢٠٢٥.
5- لا يجوز نقل الملاكات الفنية دون علم اللجنة المشكلة بالأمر الإداري ذي العدد 88 في 2/1/2025.
6- على مديري الأقسام كافة إعلام الوزارة بالإجراءات المتخذة خلال أسبوعين.
للتفضل بالاطلاع والعمل بموجبه مع التقدير.
المهندس سالم عبد الأمير
وزير الموارد المائية"""
ENGLISH = """Ministry of Public Works
Directive No. 17/2025
Date: 3 February 2025
To: All district engineers
Subject: Bridge inspections before the flood season
1. Each district engineer shall inspect every bridge in the district within 30 days of the date of this directive.
2. The Bureau of Roads shall submit a full report to the Minister by 15 April 2025, and every 90 days thereafter.
3. No bridge shall be reopened without the written approval of the Bureau (Office of Safety).
4. The Finance Section is directed to release 1,250,000 dinars for first-line repairs and efficiency audits.
This directive remains in force until further notice."""
SOURCES = {"ar": ARABIC, "en": ENGLISH}


@dataclass(frozen=True)
class Duty:
    kind: str
    addressee: str | None
    action: str
    due: date | None
    quote: str


def duties(document: Document) -> list[Duty]:
    found = propose(document, None, None, load(profile("iq")))
    for p in found.obligations:
        assert document.text[slice(*p.span)] == p.quote
    return [
        Duty(f"{p.modality} {p.pattern}", p.addressee, p.action, p.due_on, " ".join(p.quote.split()))
        for p in found.obligations
    ]


def expected(folder: Path, language: str) -> list[Duty]:
    path = folder / f"expected-{language}.txt"
    path.write_text(SOURCES[language], "utf-8")
    found = duties(read(path))
    assert len(found) >= 5
    return found


def page(language: str, font: str, style: str = "", *, listed: bool = False, repeated: int = 1) -> str:
    """The order as a page; ``listed``: its items as a list that bears no numbers of its own."""
    lines = SOURCES[language].split("\n") * repeated
    blocks: list[str] = []
    for line in lines:
        if listed and line[0].isdigit():
            item = f"<li>{html.escape(line[2:].strip())}</li>"
            if blocks[-1].startswith("<ol"):
                blocks[-1] = blocks[-1].replace("</ol>", f"{item}</ol>")
            else:
                blocks.append(f"<ol>{item}</ol>")
        else:
            blocks.append(f"<p>{html.escape(line)}</p>")
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><style>'
        f'@page {{size: A4; margin: 2cm}} body {{font-family: "{font}"; font-size: 14pt; {style}}}</style></head>'
        f"<body>{''.join(blocks)}</body></html>"
    )


def office(source: Path, kind: str, *, web: bool = True) -> Path:
    """The file as LibreOffice saves it."""
    suffix = kind.split(":")[0]
    command = ["soffice", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--headless"]
    command += ["--infilter=HTML (StarWriter)"] if web else []
    command += ["--convert-to", kind, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return source.with_suffix(f".{suffix}")


def browser(source: Path) -> Path:
    """The page as Chromium prints it."""
    target = source.with_suffix(".pdf")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={source.parent / 'browser'}", f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target


def same_words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_and_markdown_say_what_the_text_says(tmp_path: Path, language: str) -> None:
    for name, text in (
        ("a.html", page(language, "Amiri")),
        ("b.html", page(language, "Amiri", listed=True).replace("</li>", "")),
        ("c.md", "# " + SOURCES[language].replace("\n", "\n\n")),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert [(d.kind, d.addressee, d.action, d.due) for d in duties(read(path))] == [
            (d.kind, d.addressee, d.action, d.due) for d in expected(tmp_path, language)
        ], name


@pytest.mark.office
@pytest.mark.parametrize("language", ["ar", "en"])
def test_word_and_pdf_of_libreoffice_say_what_the_text_says(tmp_path: Path, language: str) -> None:
    for n, (font, listed) in enumerate((("Noto Naskh Arabic", False), ("Amiri", False), ("Amiri", True))):
        source = tmp_path / f"order{n}.html"
        source.write_text(page(language, font, listed=listed), "utf-8")
        word = office(source, "docx:MS Word 2007 XML")
        for path in (word, office(word, "pdf", web=False)):
            document = read(path)
            assert [(d.kind, d.addressee, d.action, d.due) for d in duties(document)] == [
                (d.kind, d.addressee, d.action, d.due) for d in expected(tmp_path, language)
            ], path.name
            if not listed:
                assert same_words(document.text) == same_words(SOURCES[language]), path.name


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("font", "style"),
    [
        ("Noto Naskh Arabic", "text-align: justify"),
        ("Amiri", ""),
        ("DejaVu Sans", ""),
        ("Amiri", "column-count: 2; column-gap: 2em"),
    ],
    ids=["naskh, justified", "amiri", "dejavu", "two columns"],
)
def test_pdf_of_a_browser_says_what_the_text_says(tmp_path: Path, language: str, font: str, style: str) -> None:
    source = tmp_path / "order.html"
    source.write_text(page(language, font, style), "utf-8")
    document = read(browser(source))
    assert same_words(document.text) == same_words(SOURCES[language])
    assert duties(document) == expected(tmp_path, language)
    assert document.pages[0] == (0, 1)


@pytest.mark.office
@pytest.mark.parametrize("font", ["Noto Naskh Arabic", "Noto Sans Arabic"])
def test_even_lines_of_libreoffice_bear_no_strokes_in_their_words(tmp_path: Path, font: str) -> None:
    """Where no stroke is written in the text, the file takes those of its even lines for another sign."""
    source = tmp_path / "even.html"
    even = page("ar", font).replace("<p>", '<p style="text-align: justify">').replace("الـ 24", "السبع")
    source.write_text(even, "utf-8")
    document = read(office(office(source, "docx:MS Word 2007 XML"), "pdf", web=False))
    assert same_words(document.text) == same_words(ARABIC.replace("الـ 24", "السبع"))
    assert [d.due for d in duties(document)] == [d.due for d in expected(tmp_path, "ar")]


@pytest.mark.browser
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_laid_in_the_wrong_way_round_is_read_upright(tmp_path: Path, degrees: int) -> None:
    source = tmp_path / "turned.html"
    source.write_text(page("ar", "Amiri"), "utf-8")
    printed = browser(source)
    content, pages = re.subn(rb"/Type\s*/Page(?![s\w])", b"/Type/Page/Rotate %d" % degrees, printed.read_bytes())
    assert pages > 0
    printed.write_bytes(content)
    document = read(printed)
    assert same_words(document.text) == same_words(ARABIC)
    assert duties(document) == expected(tmp_path, "ar")


@pytest.mark.browser
def test_a_long_order_keeps_its_pages_and_the_sentences_that_cross_them(tmp_path: Path) -> None:
    source = tmp_path / "order.html"
    source.write_text(page("ar", "Amiri", repeated=6), "utf-8")
    document = read(browser(source))
    assert same_words(document.text) == same_words("\n".join([ARABIC] * 6))
    assert [number for _, number in document.pages] == list(range(1, len(document.pages) + 1))
    assert len(document.pages) >= 4
    last = document.text.rindex("على مديري الأقسام")
    assert document.source((last, last + 5)).page == document.pages[-1][1]


@pytest.mark.office
def test_a_locked_pdf_and_one_cut_off_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "order.html"
    source.write_text(page("en", "Amiri"), "utf-8")
    password = {"EncryptFile": ("boolean", "true"), "DocumentOpenPassword": ("string", "secret")}
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in password.items()})
    word = office(source, "docx:MS Word 2007 XML")
    locked = office(word, f"pdf:writer_pdf_Export:{options}", web=False)
    assert refused(locked) == "document-encrypted"
    whole = office(word, "pdf", web=False)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert refused(whole) == "document-damaged"


@pytest.mark.browser
def test_pictures_of_pages_are_no_text(tmp_path: Path) -> None:
    source = tmp_path / "scan.html"
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    picture = f"data:image/png;base64,{dot}"
    image = f'<img src="{picture}" style="width: 15cm; height: 20cm">'
    source.write_text(f"<body>{image}</body>", "utf-8")
    assert refused(browser(source)) == "document-scanned"
    source.write_text(f'<body><p>{ENGLISH}</p><p style="page-break-before: always">{image}</p></body>', "utf-8")
    document = read(browser(source))
    assert [(f.code, f.values["pages"]) for f in document.findings] == [("document-pages-without-text", "2")]


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        read(path)
    (finding,) = refusal.value.findings
    return finding.code
