"""The smallest project that runs: one unit, one approved order, one blank sheet (``tracker init``)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from tracker.config import FILE_NAME
from tracker.files import why, write_atomically
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


@contextmanager
def laid_down(directory: Path) -> Iterator[Path]:
    """A directory beside ``directory`` in which to build; what is in it moves there when the block ends well, with
    ``tracker.toml`` last: a project that is not whole is none. Refusal where there is something already."""
    require_vacant(directory)
    where = SourceRef(str(directory))
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        beside = directory if directory.is_dir() else directory.parent
        building = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=beside))
    except OSError as error:
        raise Refusal(at("file-unwritable", where, why=why(error))) from error
    try:
        yield building
        directory.mkdir(exist_ok=True)
        for path in sorted(building.iterdir(), key=lambda path: path.name == FILE_NAME):
            path.rename(directory / path.name)
    except Refusal as refusal:  # named after the place that was asked for
        found = (at(finding.code, where, **{**finding.values, "file": where.file}) for finding in refusal.findings)
        raise Refusal(*found) from refusal
    except OSError as error:
        raise Refusal(at("file-unwritable", where, why=why(error))) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def require_vacant(directory: Path) -> None:
    """Refusal where the directory holds anything, or is none."""
    where = SourceRef(str(directory))
    try:
        if directory.is_dir():
            if any(directory.iterdir()):
                raise Refusal(at("directory-not-empty", where))
        elif directory.exists() or directory.is_symlink():
            raise Refusal(at("path-is-file", where))
    except OSError as error:
        raise Refusal(at("file-unwritable", where, why=why(error))) from error


def write(directory: Path, today: date) -> list[Path]:
    """Lay the project down, its order issued the day before ``today``. Refusal where the directory holds anything."""
    require_vacant(directory)
    issued = (today - timedelta(days=1)).isoformat()
    texts = {
        FILE_NAME: SETTINGS,
        "units.csv": UNITS,
        "holidays.csv": HOLIDAYS,
        f"directives/order-{issued}.yaml": DIRECTIVE.format(issued=issued),
    }
    for name, text in texts.items():
        write_atomically(directory / name, text.encode("utf-8"))
    (directory / "status").mkdir(exist_ok=True)
    return [directory / name for name in texts]
