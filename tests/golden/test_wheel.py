"""The wheel, installed into an empty environment elsewhere, runs the example: templates and lexicons are inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_example_runs_from_an_installed_wheel(tmp_path: Path) -> None:
    def run(*command: str | Path, **more: str) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=tmp_path,
            env={"PATH": f"{tmp_path / 'env/bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"} | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-3000:]
        return done.stdout

    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".git", ".venv", "*.egg-info", "__pycache__", "store", ".hypothesis", ".*_cache")
    shutil.copytree(ROOT, source, ignore=ignored)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", source)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    run("pip", "install", "--quiet", "--disable-pip-version-check", wheel, **_pip_settings())
    data = tmp_path / "data"
    shutil.move(source / "data", data)
    shutil.rmtree(source)
    place = run("python", "-c", "import tracker; print(tracker.__file__)")
    assert str(tmp_path / "env") in place
    run("bash", data / "rehearse")
    page = (tmp_path / "reports/report.html").read_text("utf-8")
    assert "بيانات افتراضية" in page
    assert "MOI-2020-08-20/04" in page
    assert (tmp_path / "reports/report.xlsx").stat().st_size > 20_000


def _pip_settings() -> dict[str, str]:
    """Where this machine's pip finds packages is its own affair; the empty environment is told the same."""
    return {
        k: v for k, v in os.environ.items() if k.startswith(("PIP_", "UV_", "HTTP", "http", "SSL", "REQUESTS", "HOME"))
    }
