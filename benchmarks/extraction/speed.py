"""How long reading takes and whether memory stays: ``python benchmarks/extraction/speed.py DIR ROUNDS`` prints JSON.

A process of its own, so that nothing else is counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import read
from tracker.orders.extract import propose

TEN_PAGES = 25_000
"""Code points."""


def main(folder: Path, rounds: int) -> None:
    calendar = load(profile("literal"))
    documents = [read(path) for path in sorted(folder.glob("*.txt"))]
    propose(documents[0], None, None, calendar)  # start-up: lexicons and grammar
    ten_pages = "\n".join(d.text for d in documents[:8])[:TEN_PAGES]
    begun = time.perf_counter()
    propose(type(documents[0])("ten-pages", ten_pages, "en", ""), None, None, calendar)
    ten = time.perf_counter() - begun
    seconds, memory, orders = [], [], 0
    for _ in range(rounds):
        begun = time.perf_counter()
        for document in documents:
            propose(document, None, None, calendar)
        seconds.append(time.perf_counter() - begun)
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        orders += len(documents)
    length = sum(len(d.text) for d in documents)
    print(
        json.dumps(
            {
                "ten_pages": ten,
                "orders": orders,
                "milliseconds_per_1000": min(seconds) / length * 1e6,
                "megabytes": memory,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
