"""Tries files until the time is over: ``python -m tests.faults.fuzz --seconds 600 --seed 7``.

Each case is told by its seed and number: ``--case N`` makes and tries it again, ``--keep DIR`` keeps the files that
were answered wrongly. docs/results/fuzz.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults.fuzz.cases import KINDS, Case, World, case, tried, world
from tests.faults.fuzz.running import warm

SHOWN = 3
"""Cases of one kind of breach that are told one by one."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--case", type=int, help="only this one, with the whole answer")
    parser.add_argument("--only", default=",".join(KINDS), help=f"kinds of files: {','.join(KINDS)}")
    parser.add_argument("--mutation", help="only the cases of this mutation")
    parser.add_argument("--longest", type=float, default=60, help="seconds of the processor after which a file hangs")
    parser.add_argument("--keep", type=Path, help="where files are kept that were answered wrongly")
    parser.add_argument("--samples", type=Path, help="a directory of further good files")
    given = parser.parse_args()
    os.environ["TRACKER_NOW"] = "2020-09-07T09:00:00+03:00"
    warm()
    with tempfile.TemporaryDirectory(prefix="fuzz-world-") as folder:
        more = sorted(path for path in given.samples.iterdir() if path.is_file()) if given.samples else []
        return _loop(given, world(Path(folder), more))


def _loop(given: argparse.Namespace, files: World) -> int:
    kinds = given.only.split(",")
    if given.case is not None:
        one = case(given.seed, given.case, files, kinds)
        found, ran, command = tried(given.seed, given.case, files, one, given.longest)
        _kept(given.keep, given.case, one, found, command)
        print(f"{one.kind} {one.mutation} {one.sample.name}: tracker {' '.join(command)}")
        print(f"{ran.out[:3000]}\n{ran.err[:6000]}")
        print("\n".join(found) or "as it should be")
        return 1 if found else 0
    ends = time.monotonic() + given.seconds
    number, done = given.first, 0
    codes: Counter[str] = Counter()
    breaches: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    while time.monotonic() < ends:
        one = case(given.seed, number, files, kinds)
        if given.mutation in (None, one.mutation):
            found, ran, command = tried(given.seed, number, files, one, given.longest)
            done += 1
            codes[f"{one.kind} exit {ran.code}"] += 1
            slowest = sorted([*slowest, (ran.seconds, f"case {number}: {one.kind} {one.mutation}")], reverse=True)[:5]
            for line in found:
                sign = _sign(line, one)
                breaches[sign] += 1
                if breaches[sign] <= SHOWN:
                    print(f"case {number} ({one.kind} {one.mutation} {one.sample.name}): {line}", flush=True)
                    _kept(given.keep, number, one, found, command)
        number += 1
    wrong = f"{sum(breaches.values())} breaches of {len(breaches)} kinds"
    print(f"seed {given.seed}: {done} files, {wrong}; the next case is {number}")
    print("; ".join(f"{name} {count}" for name, count in sorted(codes.items())))
    print("slowest: " + "; ".join(f"{seconds:.1f} s {what}" for seconds, what in slowest))
    for sign, count in breaches.most_common():
        print(f"{count:5} {sign}", file=sys.stderr)
    return 1 if breaches else 0


def _sign(line: str, one: Case) -> str:
    """By what breaches are counted as one: the fault and its place, without what the file says."""
    word, _, rest = line.partition(": ")
    place = rest.rpartition("<- ")[2] if "<- " in rest else f"{one.kind} {one.mutation}"
    return f"{word} {place}"


def _kept(folder: Path | None, number: int, one: Case, found: list[str], command: list[str]) -> None:
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    suffix = one.sample.suffix if one.mutant.suffix is None else one.mutant.suffix
    (folder / f"{number}-{one.mutation}{suffix}").write_bytes(one.mutant.content)
    (folder / f"{number}.told").write_text("\n".join([*found, " ".join(command)]) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
