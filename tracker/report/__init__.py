"""Reports: the figures once (``figures.build``), then a workbook and a page from the same figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.report.records import Figures

WORKBOOK = "report.xlsx"
PAGE = "report.html"


def write(figures: Figures, directory: Path) -> tuple[Path, Path]:
    """Write the workbook and the page into ``directory``; returns their paths.

    Both are whole and on the disk before either takes its place, so that a disk that fills up leaves the previous pair
    standing.
    Refusal (``file-unwritable``) where the system does not let us write.
    """
    from tracker.files import replacing_all
    from tracker.report import excel, html

    workbook, page = directory / WORKBOOK, directory / PAGE
    with replacing_all([workbook, page]) as (new_workbook, new_page):
        new_workbook.write_bytes(excel.render(figures))
        new_page.write_bytes(html.render(figures))
    return workbook, page
