"""Everything that is measured of reading orders, in one run: python benchmarks/extraction/run.py [--peers] [-o FILE].

Scores the corpora beside the project and the texts in ``texts/`` with the scorers of ``../shared/tools``, reads the
expressions of time side by side with the peers, times reading. Prints Markdown; asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TRACKER = f"{Path(sys.executable).parent}/tracker"
Values = Callable[[Sequence[dict[str, Any]]], dict[int, set[str]]]


def scored(tool: Path, *arguments: object) -> str:
    """The last line of a scorer: the figures."""
    done = subprocess.run(
        [sys.executable, str(tool), *map(str, arguments)],
        env=os.environ | {"TRACKER": TRACKER},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    return lines[-1] if lines else f"did not run: {done.stderr.strip()[-200:]}"


def orders(shared: Path) -> Iterable[tuple[str, str]]:
    """(what, figures) of the corpora, then of the texts of this folder."""
    tools, corpora, texts = shared / "tools", shared / "corpora", HERE / "texts"
    english, arabic = tools / "score_orders_en.py", tools / "score_orders_ar.py"
    yield "corpus, Arabic", scored(arabic, corpora / "orders-ar" / "gold.jsonl", corpora / "orders-ar", 1.0)
    yield "corpus, United States", scored(english, corpora / "orders-en", 0.97)
    for folder in sorted(path.parent for path in texts.glob("*/*/gold.jsonl")):
        name = f"{folder.parent.name}, batch {folder.name}"
        if folder.parent.name == "united-states":
            yield name, scored(english, folder, 0.97)
        else:
            yield name, scored(arabic, folder / "gold.jsonl", folder, 1.0)


def ours(cases: Sequence[dict[str, Any]]) -> dict[int, set[str]]:
    """What ``tracker calendar resolve`` makes of the cases, the whole file in one process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cases.jsonl")
        keys = ("id", "text", "anchor", "lang")
        path.write_text(
            "".join(json.dumps({k: case[k] for k in keys}, ensure_ascii=False) + "\n" for case in cases), "utf-8"
        )
        command = [TRACKER, "calendar", "resolve", "--input", str(path), "--calendar", "literal", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {
        result["id"]: {value for e in result["expressions"] for value in (e["value"], *e.get("alternatives", ()))}
        for result in json.loads(done.stdout)["results"]
    }


def theirs(read: Callable[[str, datetime, str], set[str]]) -> Values:
    """A peer over the cases. What it throws is an answer too: nothing found."""

    def values(cases: Sequence[dict[str, Any]]) -> dict[int, set[str]]:
        found = {}
        for case in cases:
            anchor = datetime.fromisoformat(case["anchor"] or "2026-01-01T00:00:00")
            try:
                found[case["id"]] = read(case["text"], anchor, case["lang"])
            except Exception as error:  # noqa: BLE001 - a peer's fault is its result
                print(f"{case['text']!r}: {error!r}", file=sys.stderr)
                found[case["id"]] = set()
        return found

    return values


def tally(cases: Sequence[dict[str, Any]], values: dict[int, set[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """(language, kind) -> (right, of)."""
    of, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for case in cases:
        key = (case["lang"], case["kind"])
        found = values.get(case["id"], set())
        of[key] += 1
        if case["kind"] == "negative":
            right[key] += not found
        else:
            right[key] += case["expected"] in found or (case.get("expected_past") or "-") in found
    return {key: (right[key], of[key]) for key in sorted(of)}


def temporal(path: Path, peers: bool) -> Iterable[str]:
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    readers: dict[str, Values] = {"tracker": ours}
    if peers:
        from peers import load

        readers |= {name: theirs(read) for name, read in load().items()}
    tallies = {name: tally(cases, read(cases)) for name, read in readers.items()}
    yield f"| | {' | '.join(tallies)} |"
    yield "|---|" + "---|" * len(tallies)
    for key in sorted(tallies["tracker"]):
        cells = (f"{right}/{of} ({right / of:.0%})" for right, of in (each[key] for each in tallies.values()))
        yield f"| {key[0]} {key[1]} | {' | '.join(cells)} |"


def speed(shared: Path, rounds: int) -> str:
    command = [sys.executable, str(HERE / "speed.py"), str(shared / "corpora" / "orders-en"), str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found = json.loads(done.stdout)
    megabytes = found["megabytes"]
    return (
        f"An order of ten pages (25,000 characters): {found['ten_pages']:.2f} s after start-up; "
        f"{found['milliseconds_per_1000']:.1f} ms per 1,000 characters; {found['orders']} orders in one process: "
        f"{megabytes[0]} MB at the most after the first round, {megabytes[-1]} MB after the last."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="corpora and scorers")
    parser.add_argument("--peers", action="store_true", help="dateparser and Recognizers-Text beside (group peers)")
    parser.add_argument("--rounds", type=int, default=4, help="how often the English corpus is read to time it")
    parser.add_argument("-o", "--output", type=Path)
    chosen = parser.parse_args()
    if not (chosen.shared / "tools").is_dir():
        sys.exit(f"NOT MEASURED: no corpora at {chosen.shared}")
    lines = ["## Orders", "", "| texts | found |", "|---|---|"]
    lines += [f"| {what} | {re.sub(r'; bar .*', '', figures)} |" for what, figures in orders(chosen.shared)]
    own = HERE / "texts" / "temporal"
    for title, path in [
        ("dev.jsonl of the corpora", chosen.shared / "corpora" / "temporal" / "dev.jsonl"),
        *((f"batch {path.stem}", path) for path in sorted(own.glob("*.jsonl"))),
    ]:
        lines += ["", f"## Expressions of time: {title}", "", *temporal(path, chosen.peers)]
    lines += ["", "## Speed", "", speed(chosen.shared, chosen.rounds), ""]
    text = "\n".join(lines)
    if chosen.output:
        chosen.output.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
