"""The smallest project that runs: one unit, one approved order, one blank sheet (``tracker init``)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tracker.files import write_atomically
from tracker.findings import Refusal, at
from tracker.model import SourceRef

SETTINGS = """\
# مشروع متابعة / a follow-up project. Everything here has a default; delete what you do not change.
version = 1
name = { ar = "متابعة الأوامر", en = "Follow-up of orders" }
languages = ["ar", "en"]
calendar = "iq"

[alerts]
files = "outbox"
"""
UNITS = """\
id,name_ar,name_en,type,parent,valid_from,valid_to,successor,email
office,دائرة المتابعة,Follow-up Office,department,,,,,
"""
HOLIDAYS = "date,name,status,source\n"
DIRECTIVE = """\
# أمر واحد في كل ملف / one directive a file. tracker schema directive describes every field.
id: ORDER-{issued}
issuer: {{ar: مدير عام الدائرة, en: Director General}}
issued_on: {issued}
status: approved
approved: {{by: دائرة المتابعة, on: {issued}}}
obligations:
  - id: ORDER-{issued}/01
    text: {{ar: تقديم قائمة بالأوامر النافذة, en: Submit a list of the orders in force}}
    modality: obligation
    strength: order
    pattern: achievement
    units: {{id: office}}
    deadline: {{kind: within, count: 7, unit: day, anchor: issue}}
    evidence_required: true
"""


def write(directory: Path, today: date) -> list[Path]:
    """Lay the project down, its order issued the day before ``today``. Refusal where the directory holds anything."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refusal(at("directory-not-empty", SourceRef(str(directory))))
    issued = (today - timedelta(days=1)).isoformat()
    texts = {
        "tracker.toml": SETTINGS,
        "units.csv": UNITS,
        "holidays.csv": HOLIDAYS,
        f"directives/order-{issued}.yaml": DIRECTIVE.format(issued=issued),
    }
    for name, text in texts.items():
        write_atomically(directory / name, text.encode("utf-8"))
    (directory / "status").mkdir(exist_ok=True)
    return [directory / name for name in texts]
