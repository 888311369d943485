"""The long comparison: ``PYTHONPATH=.:tests python -m oracle.long --histories 100000 --seed 1``.

Histories are judged in banks of a few hundred that share A, K and calendar; A falls on every day of the week and
holidays lie around it. Every disagreement is printed small, with what repeats it. Exit 1 where there was one.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from random import Random

from oracle import adapter, compare, generate
from oracle.history import History

TOGETHER = 400
"""Histories judged in one call of the program."""


def bank(seed: int, number: int, size: int = TOGETHER) -> list[History]:
    """One bank of histories with an A, a policy and holidays of their own."""
    dice = Random(f"{seed}/{number}")
    as_of = generate.AS_OF + timedelta(days=dice.randint(0, 6))
    policy = dice.choice(("iq", "literal"))
    free = frozenset(as_of + timedelta(days=dice.randint(-12, 6)) for _ in range(dice.choice((0, 1, 2))))
    source = generate.Dice(dice.getrandbits(60))
    return [generate.prefixed(generate.history(source, policy, as_of, free), f"H{n:04}-") for n in range(size)]


def compared(seed: int, number: int, size: int = TOGETHER) -> tuple[int, list[str]]:
    """How many duties one bank made, and every disagreement in it, the first one made small."""
    histories = bank(seed, number, size)
    due = adapter.due_by_counting(adapter.calendar(histories[0]))

    def lines(some: list[History]) -> list[list[str]]:
        found, _ = adapter.run(some)
        return [compare.differences(history, found, due) for history in some]

    found, _ = adapter.run(histories)
    wrong = [h for h in histories if compare.differences(h, found, due)]
    if not wrong:
        return len(found), []
    small = compare.reduced(wrong[0], lambda some: [bool(told) for told in lines(some)] if some else [])
    told = compare.told(small, lines([small])[0])
    return len(found), [f"seed {seed}, bank {number}: {len(wrong)} of {len(histories)} histories\n{told}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--stop-after", type=int, default=5, help="disagreements after which it ends")
    given = parser.parse_args()
    numbers = range(-(-given.histories // TOGETHER))
    began, duties, wrong, judged = time.monotonic(), 0, [], 0
    with ProcessPoolExecutor(given.processes) as pool:
        for made, told in pool.map(compared, [given.seed] * len(numbers), numbers):
            duties, judged = duties + made, judged + TOGETHER
            wrong += told
            for text in told:
                print(text, flush=True)
            if judged % 10_000 == 0:
                print(f"{judged} histories, {duties} duties, {len(wrong)} banks disagree", file=sys.stderr, flush=True)
            if len(wrong) >= given.stop_after:
                pool.shutdown(cancel_futures=True)
                break
    minutes = (time.monotonic() - began) / 60
    print(f"seed {given.seed}: {judged} histories, {duties} duties, {len(wrong)} banks disagree, {minutes:.1f} minutes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
