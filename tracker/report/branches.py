"""Which authority a unit is shown under: the heads of the branches below each root. Pure. (docs/decisions/0082)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.register import UnitTree


def authorities(tree: UnitTree) -> Mapping[str, str]:
    """Unit -> the unit it is shown under.

    From each root downwards: as long as a unit has a single unit below it, it stands for itself (a ministry over one
    command over one directorate would else be one heap); the units below the first one that branches are the heads,
    and everything under a head is shown under it. A root without any branching stands for itself.
    """
    heads: dict[str, str] = {}
    for root in (unit for unit in tree if unit.parent is None or unit.parent not in tree):
        heads[root.id] = root.id
        level = tree.children(root.id)
        while len(level) == 1:
            heads[level[0].id] = level[0].id
            level = tree.children(level[0].id)
        for head in level:
            heads.update((unit.id, head.id) for unit in tree.branch(head.id))
    return heads
