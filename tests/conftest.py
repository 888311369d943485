"""What the tests need from outside: programs and corpora. A missing one skips, loudly, or fails under CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PROGRAMS = {"office": ("soffice", "libreoffice"), "browser": ("chromium",), "openssl": ("openssl",)}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "office: needs LibreOffice")
    config.addinivalue_line("markers", "browser: needs Chromium")
    config.addinivalue_line("markers", "openssl: needs the openssl program, for a mail server with certificates")
    config.addinivalue_line("markers", "slow: longer than a few seconds")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, names in PROGRAMS.items():
        if item.get_closest_marker(marker) is None or any(shutil.which(name) for name in names):
            continue
        message = f"{names[0]} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{message}, and under CI that is a failure")
        pytest.skip(message)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts beside the project."""
    if not SHARED.is_dir():
        pytest.skip(f"NOT MEASURED: the shared corpora are not at {SHARED.name}/ beside the project")
    return SHARED
