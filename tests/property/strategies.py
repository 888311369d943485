"""Hypothesis strategies for whole small histories; the generator itself is ``tests/oracle/generate.py``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from hypothesis import strategies as st
from oracle import generate
from oracle.history import History

T = TypeVar("T")


class Drawn:
    """A ``generate.Source`` whose choices Hypothesis draws, and so can shrink."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def pick(self, values: Sequence[T]) -> T:
        return values[self.draw(st.integers(0, len(values) - 1))]

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) >= 100 - percent


@st.composite
def histories_together(draw: st.DrawFn, count: int) -> list[History]:
    """``count`` histories that share A, K, policy and holidays, so that one call can judge them all.

    Each is one order with its units, notifications and reports; A falls on any day of the week.
    """
    source = Drawn(draw)
    policy = source.pick(("iq", "literal"))
    as_of = generate.AS_OF + timedelta(days=source.number(0, 6))
    holidays = frozenset(as_of + timedelta(days=source.number(-12, 6)) for _ in range(source.pick((0, 0, 1, 2))))
    return [
        generate.prefixed(generate.history(source, policy, as_of, holidays), f"H{number}-") for number in range(count)
    ]
