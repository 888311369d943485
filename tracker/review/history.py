"""What a review decides on, by hash, and what has been decided: the ``reviews`` of a draft's YAML. Pure.

An obligation has no identifier before it is approved, and its place in the list moves when another is rejected. What a
row of a review sheet is about is therefore told by a hash of the obligation as it stood when the sheet was written.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.findings import at
from tracker.model import Finding, SourceRef

LENGTH = 16


def key(obligation: Mapping[str, Any]) -> str:
    """A short hash of all that an obligation says; equal ones have equal hashes."""
    said = json.dumps(obligation, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:LENGTH]


def keys(obligations: Sequence[Mapping[str, Any]]) -> list[str]:
    """One key each, in their order; of equal ones the second and later are told apart by a number."""
    seen: Counter[str] = Counter()
    found = []
    for obligation in obligations:
        name = key(obligation)
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def decisions(directive: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every decision of every review, the earliest first."""
    return [decision for review in directive.get("reviews", ()) for decision in review["decisions"]]


def undecided(directive: Mapping[str, Any], source: SourceRef) -> list[Finding]:
    """Of a draft that was reviewed, the obligations that nobody decided on as they stand now: a warning for each."""
    made = decisions(directive)
    if not made:
        return []
    known = {str(made_one.get("key_after") or made_one["key"]) for made_one in made}
    return [
        at("review-open", source, number=number, id=directive.get("id", "—"))
        for number, name in enumerate(keys(directive["obligations"]), 1)
        if name not in known
    ]
