"""Draws extracted obligations at random for somebody to judge: python benchmarks/extraction/sample.py > SAMPLE.jsonl

100 of the English corpus beside the project, 60 of the Arabic texts of this folder, the same ones for the same seed.
One JSON object a line: what was proposed, and the text around it. The judgements: docs/results/judged-orders.md.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SEED = 20200820
AROUND = 400
"""Code points shown before and after a quote."""


def proposals(paths: list[Path], calendar: str, issued: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every obligation of some texts, with the text around it."""
    for path in paths:
        command = [f"{Path(sys.executable).parent}/tracker", "extract", str(path)]
        day = issued.get(path.name)
        command += ["--calendar", calendar, "--format", "json", *(["--issued-on", day] if day else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        text = path.read_text("utf-8")
        for one in json.loads(done.stdout)["documents"][0]["obligations"]:
            start, end = one["span"]
            around = {"before": text[max(0, start - AROUND) : start], "after": text[end : end + AROUND]}
            yield {"file": path.name, **one, **around}


def days(gold: Path, every: bool) -> dict[str, str]:
    """The day of issue of each text; ``every``: also where the text bears it itself."""
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    return {one["file"]: one["issued_on"] for one in lines if every or one.get("pass_date")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seed", type=int, default=SEED, help="draws another sample")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    english = shared / "corpora" / "orders-en"
    drawn = random.Random(arguments.seed)
    found = list(proposals(sorted(english.glob("*.txt")), "literal", days(english / "gold.jsonl", True)))
    chosen = drawn.sample(found, 100)
    arabic: list[dict[str, Any]] = []
    for folder in sorted((HERE / "texts" / "arabic").iterdir()):
        arabic += proposals(sorted(folder.glob("*.txt")), "iq", days(folder / "gold.jsonl", False))
    chosen += drawn.sample(arabic, 60)
    for number, one in enumerate(chosen, 1):
        print(json.dumps({"number": number, **one}, ensure_ascii=False))


if __name__ == "__main__":
    main()
