"""Pairs of two lists, each used once, whose likeness together is the greatest; no place in a list decides. Pure.

The assignment problem by shortest augmenting paths (Kuhn 1955, Munkres 1957, in the form of Jonker and Volgenant 1987),
one group of related entries at a time; groups beyond ``LARGEST`` are paired greatest likeness first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

LARGEST = 120
"""Entries of one side of a group up to which the best assignment is sought; its time grows with the third power."""


def best_pairs(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Left -> right. ``scores``: likeness above 0 of those that may be paired; what is not named may not be.

    Equal totals are decided by the indices: give them in an order that the contents decide.
    """
    pairs: dict[int, int] = {}
    for left, right in _groups(scores):
        if max(len(left), len(right)) <= LARGEST:
            pairs |= _assignment(left, right, scores)
        else:
            pairs |= _greatest_first(left, scores)
    return pairs


def _groups(scores: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """The connected parts of the graph, each as its left and its right entries."""
    to_right: dict[int, list[int]] = defaultdict(list)
    to_left: dict[int, list[int]] = defaultdict(list)
    for one, other in sorted(scores):
        to_right[one].append(other)
        to_left[other].append(one)
    groups = []
    seen: set[int] = set()
    for first in to_right:
        if first in seen:
            continue
        seen.add(first)
        left, right, queue = [first], dict[int, None](), [first]
        while queue:
            for other in to_right[queue.pop()]:
                if other in right:
                    continue
                right[other] = None
                fresh = [one for one in to_left[other] if one not in seen]
                seen.update(fresh)
                left += fresh
                queue += fresh
        groups.append((sorted(left), sorted(right)))
    return groups


def _greatest_first(left: list[int], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    wanted = set(left)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), _ in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        if one in wanted and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _assignment(left: list[int], right: list[int], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Row by row: the cheapest path from a free row to a free column, costs being what is lacking to the best score.

    Every row has a column of its own at cost 'unpaired', so that no pair is forced on anybody.
    """
    best = max(scores[one, other] for one in left for other in right if (one, other) in scores)
    rows, columns = len(left), len(right) + len(left)
    costs = [[best - scores.get((one, other), 0.0) for other in right] + [best] * rows for one in left]
    infinite = float("inf")
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # the row of each column, from 1; 0 = free. Column 0 holds the row being placed.
    for row in range(1, rows + 1):
        owner[0] = row
        column = 0
        lowest, used, before = [infinite] * (columns + 1), [False] * (columns + 1), [0] * (columns + 1)
        while True:
            used[column] = True
            current, step, following = owner[column], infinite, 0
            line, base = costs[current - 1], of_row[current]
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                reduced = line[j - 1] - base - of_column[j]
                if reduced < lowest[j]:
                    lowest[j], before[j] = reduced, column
                if lowest[j] < step:
                    step, following = lowest[j], j
            for j in range(columns + 1):
                if used[j]:
                    of_row[owner[j]] += step
                    of_column[j] -= step
                else:
                    lowest[j] -= step
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    found = {left[owner[j] - 1]: right[j - 1] for j in range(1, len(right) + 1) if owner[j]}
    return {one: other for one, other in found.items() if (one, other) in scores}
