"""What is handed from the samples through the mutations to the judge."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Dice: TypeAlias = random.Random


class Promise(Enum):
    """What a reader owes to a file that was changed so."""

    WHOLE = "whole"
    """Nothing of the text was touched: all of it is read."""
    TOLD = "told"
    """What is lost is told: all of the text is read, or a finding is printed."""
    ANY = "any"
    """The text itself was changed: only no crash, no hang, a clear message."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A good file. ``says``: pieces of text that it holds, or, of a sheet, the cells of its rows."""

    name: str
    content: bytes
    says: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        return self.name[self.name.rfind(".") :]


@dataclass(frozen=True, slots=True)
class Mutant:
    content: bytes
    promise: Promise = Promise.ANY
    suffix: str | None = None
    """Another ending of the file's name than the sample's."""


Mutation: TypeAlias = Callable[[Dice, Sample], Mutant]
