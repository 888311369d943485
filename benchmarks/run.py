"""What is timed, beside what: python benchmarks/run.py [--quick|--full]. Prints a Markdown table; asserts no time.

Times on shared machines are noisy: read the ratios of one run, not the seconds of two.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd

from tracker.assess import engine
from tracker.assess.duty_table import BOOLEAN, COLUMNS
from tracker.assess.frames import REPORT_TRUTHS
from tracker.assess.verdicts import NEVER

ROOT = Path(__file__).resolve().parents[1]
DAY = 737_000


def duties(count: int) -> pd.DataFrame:
    """Half achievements due after ten days, half standing duties, as of day 50."""
    frame = pd.DataFrame({name: np.zeros(count, "int64") for name in COLUMNS})
    for name in BOOLEAN:
        frame[name] = False
    once = np.arange(count) % 2 == 0
    return frame.assign(
        duty=np.arange(count),
        once=once,
        since_0=0,
        due_0=np.where(once, DAY + 10, 0),
        fixed_0=False,
        assumed_0=False,
        effective=DAY,
        window_start=DAY,
        window=10,
        warning=3,
        review=NEVER,
        ends=NEVER,
        withdrawn=NEVER,
        listed_from=NEVER,
        as_of=DAY + 50,
    )


def reports(count: int, of: int) -> pd.DataFrame:
    """Random rows, two a duty on average, from a fixed seed."""
    rng = np.random.default_rng(20200820)
    frame = pd.DataFrame(
        {
            "row": np.arange(count),
            "duty": rng.integers(0, of, count),
            "office": 0,
            "reported_on": DAY + rng.integers(0, 50, count),
            "completed_on": 0,
            "period_from": 0,
            "period_to": 0,
            "state": rng.integers(0, 5, count),
            "rank": 1,
            "incidents": rng.integers(-1, 3, count),
            "remedied": rng.integers(-1, 3, count),
            "exception": 0,
            "percent": np.nan,
            "note": 0,
            "event": 0,
        }
    )
    for name in (*REPORT_TRUTHS, "inferred", "several", "overruled"):
        frame[name] = name == "accepted"
    return frame


def judge(count: int) -> Callable[[], object]:
    owed, told = duties(count), reports(2 * count, count)

    def work() -> object:
        return engine.judge(
            nw.from_native(owed, eager_only=True), nw.from_native(told, eager_only=True), week_starts=6, copied=3
        )

    return work


def floor(count: int) -> Callable[[], object]:
    """The least any judge must do in pandas: the last report of each duty, joined to the duties."""
    owed, told = duties(count), reports(2 * count, count)

    def work() -> object:
        last = told.sort_values("reported_on").groupby("duty", as_index=False).last()
        return owed.merge(last, on="duty", how="left")

    return work


def command(*arguments: str) -> Callable[[], object]:
    def work() -> object:
        return subprocess.run([sys.executable, "-m", "tracker", *arguments], capture_output=True, check=False)

    return work


def seconds(work: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="20,000 duties (the default)")
    size.add_argument("--full", action="store_true", help="1,000,000 duties")
    count = 1_000_000 if parser.parse_args().full else 20_000
    bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    rows: list[tuple[str, float, str, float]] = [
        (
            f"judge {count:,} duties, {2 * count:,} reports",
            seconds(judge(count), 3),
            "last report by pandas alone",
            seconds(floor(count), 3),
        ),
        ("tracker --help", seconds(command("--help"), 5), "bare Python", bare),
        (
            "tracker check on the example",
            seconds(command("check", "--project", str(ROOT / "data")), 3),
            "import pandas",
            seconds(lambda: subprocess.run([sys.executable, "-c", "import pandas"], check=True), 3),
        ),
    ]
    print("| work | seconds | beside | seconds | ratio |\n|---|---|---|---|---|")
    for name, took, peer, other in rows:
        print(f"| {name} | {took:.3f} | {peer} | {other:.3f} | {took / other:.1f} |")


if __name__ == "__main__":
    main()
