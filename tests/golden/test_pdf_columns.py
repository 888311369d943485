"""Orders set in columns, with a preamble above and a note below them over the whole width, say what they say in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.test_documents_made import browser
from tracker.orders.documents import read

HEADS = {
    "ar": ["محافظة البصرة", "العدد: 4417", "التاريخ: 3/5/2026", "إلى/ الدوائر كافة", "م/ صيانة الجسور"],
    "en": ["Governorate of Basra", "Ref: 4417", "Date: 3 May 2026", "To: All directorates", "Subject: Bridges"],
}
PREAMBLES = {
    "ar": "استناداً إلى الصلاحيات المخولة لنا بموجب القانون، وبناءً على ما عرضته مديرية الطرق بشأن الأضرار التي لحقت "
    "بالجسور جراء السيول الأخيرة في الأقضية والنواحي، ولغرض الحفاظ على سلامة المواطنين، تقرر ما يأتي:",
    "en": "Pursuant to the powers vested in us by law, and having regard to the damage that floods caused to the "
    "bridges in the districts of the governorate, and for the safety of the public, it is hereby ordered as follows:",
}
ITEMS = {
    "ar": [
        "أولاً: تتولى مديرية الطرق صيانة الجسور المتضررة في الأقضية خلال مدة أقصاها خمسة عشر يوماً من هذا الأمر.",
        "ثانياً: يمنع مرور الشاحنات التي تزيد حمولتها على عشرين طناً فوق الجسور الخشبية إلا بموافقة مديرية المرور.",
        "ثالثاً: على قائممقامي الأقضية تزويد هذه المحافظة بكشف أسبوعي عن أعمال الصيانة المنجزة في كل موقع.",
        "رابعاً: ترفع مديرية البلديات توصياتها بشأن الجسور الآيلة للسقوط في الأقضية والنواحي في موعد أقصاه 30/6/2026.",
    ],
    "en": [
        "1. The Roads Directorate shall repair the damaged bridges within fifteen days of this order.",
        "2. No lorry carrying more than twenty tonnes may cross a wooden bridge without the approval of the Police.",
        "3. District commissioners shall send us a weekly statement of the repairs completed at every site.",
        "4. The Municipal Directorate shall submit its recommendations on the oldest bridges by 30 June 2026.",
    ],
}
NOTES = {
    "ar": "الهامش: نشر في العدد 4812 من الجريدة الرسمية.",
    "en": "Note: published in No. 4812 of the Official Gazette.",
}


def printed(tmp_path: Path, language: str, columns: int, align: str, *, note: bool) -> str:
    side = "rtl" if language == "ar" else "ltr"
    body = "".join(f"<p>{line}</p>" for line in (*HEADS[language], PREAMBLES[language]))
    items = "".join(f"<p>{line}</p>" for line in ITEMS[language])
    style = f"column-count:{columns};column-gap:24px;text-align:{align}"
    body += f"<div style='{style}'>{items}</div>" + (f"<p style='font-size:9pt'>{NOTES[language]}</p>" if note else "")
    source = tmp_path / f"{columns}{align}{note}.html"
    fonts = "body{font-family:'Noto Naskh Arabic','Noto Sans',serif;font-size:13pt} p{margin:4px 0}"
    head = f"<meta charset=utf-8><style>{fonts}</style>"
    source.write_text(f"<html dir={side} lang={language}><head>{head}</head><body>{body}</body></html>", "utf-8")
    return read(browser(source)).text


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "en"])
def test_columns_under_a_preamble_and_above_a_note(tmp_path: Path, language: str) -> None:
    alone = printed(tmp_path, language, 1, "start", note=True)
    assert all(item in alone for item in ITEMS[language])
    for columns, align in ((2, "justify"), (2, "start"), (3, "start")):
        assert printed(tmp_path, language, columns, align, note=True) == alone, (columns, align)
        assert printed(tmp_path, language, columns, align, note=False) == alone.replace(f"\n{NOTES[language]}", "")
