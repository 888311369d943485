"""The orders and expressions written to measure on are read at least as well as they were (floors.toml)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEASURED = ROOT / "benchmarks" / "extraction"
FLOORS = tomllib.loads((MEASURED / "floors.toml").read_text("utf-8"))
BATCHES = [(kind, batch) for kind, batches in FLOORS.items() for batch in batches]


def score(shared: Path, kind: str, batch: str) -> str:
    """What the scorer of a kind prints of a batch."""
    tools, texts = shared / "tools", MEASURED / "texts" / kind
    folder = texts / batch
    command = {
        "temporal": [tools / "score_temporal.py", texts / f"{batch}.jsonl", "0.95"],
        "united-states": [tools / "score_orders_en.py", folder, "0.97"],
    }.get(kind, [tools / "score_orders_ar.py", folder / "gold.jsonl", folder, "1.0"])
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        env=os.environ | {"TRACKER": f"{Path(sys.executable).parent}/tracker"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "batch"), BATCHES)
def test_no_batch_is_read_worse_than_it_was(shared: Path, kind: str, batch: str) -> None:
    said = score(shared, kind, batch)
    last = said.strip().splitlines()[-1]
    floor = FLOORS[kind][batch]
    right = sum(int(n) for n in re.findall(r"(\d+)/\d+", last))
    faults = re.search(r"(\d+) faults", last)
    assert right >= floor["right"], said
    assert int(faults[1] if faults else 0) <= floor["faults"], said
