"""The command that times the program still runs what it says that it times."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

RUN = Path(__file__).resolve().parents[2] / "benchmarks" / "run.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmarks_run", RUN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_timed_is_a_judgement_of_every_duty() -> None:
    judged: Any = loaded().judge(500)()
    frame = judged.to_native()
    assert len(frame) == 500
    assert frame["verdict"].nunique() > 3, "duties of several fates"
    assert (frame["rule"] > 0).all()
