"""The one place where the clock is read.

``TRACKER_NOW`` (an ISO 8601 moment with its offset) sets the clock for rehearsals, tests and the example; whatever is
recorded under it says so (``clock: set``), so that a rehearsed record can never pass for a real one.
"""

from __future__ import annotations

import os
from datetime import datetime, tzinfo

from tracker.findings import Refusal, at


def now(zone: tzinfo) -> datetime:
    """The present moment in ``zone``, to the second. Refusal if TRACKER_NOW is no ISO moment with an offset."""
    fixed = os.environ.get("TRACKER_NOW")
    if fixed:
        try:
            moment = datetime.fromisoformat(fixed)
            if moment.tzinfo is None:
                raise ValueError("no offset")
            return moment.astimezone(zone)
        except (ValueError, OverflowError) as error:
            raise Refusal(at("clock-invalid", value=fixed)) from error
    return datetime.now(zone).replace(microsecond=0)


def is_set() -> bool:
    return bool(os.environ.get("TRACKER_NOW"))
