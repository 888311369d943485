"""Numbers in digits and in words, both languages: cardinals, ordinals, '(7) seven', years read in pairs.

Every function gives all readings that begin at a token, so that the grammar can choose ('twenty first' is the 21st,
or 20 before 'first').
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.calendars.expressions.lexicon import Lexicon
from tracker.calendars.expressions.tokens import Token

_MAX_DIGITS = 9
_FRACTIONS = {("1", "2"): 0.5, ("1", "4"): 0.25, ("3", "4"): 0.75}
SUFFIXES = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Number:
    """``other``: what the words beside the digits say, where they differ. ``width``: the digits written, 0 in words.
    ``pair``: a year read as two numbers ('nineteen seventy eight')."""

    end: int
    value: float
    ordinal: bool = False
    width: int = 0
    definite: bool = False
    pair: bool = False
    other: float | None = None

    @property
    def whole(self) -> int | None:
        return int(self.value) if self.value == int(self.value) else None


class Numbers:
    """Reads the numbers of one token sequence; each place is read once."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token]) -> None:
        self._words = lexicon.numbers
        self._tokens = tokens
        self._found: dict[int, tuple[Number, ...]] = {}
        self._small: dict[int, tuple[Number, ...]] = {}

    def at(self, i: int) -> tuple[Number, ...]:
        """Every number that begins at token ``i``, the longest first."""
        if i not in self._found:
            self._found[i] = self._unique(self._beginning(i))
        return self._found[i]

    @staticmethod
    def _unique(found: Iterator[Number]) -> tuple[Number, ...]:
        best: dict[tuple[int, float, bool, bool], Number] = {}
        for number in found:
            best.setdefault((number.end, number.value, number.ordinal, number.pair), number)
        return tuple(sorted(best.values(), key=lambda n: -n.end))

    def _beginning(self, i: int) -> Iterator[Number]:
        if self._is(i, "("):
            for inner in self._plain(i + 1):
                if self._is(inner.end, ")"):
                    bracketed = replace(inner, end=inner.end + 1)
                    yield bracketed
                    yield from (self._same(inner, said, said.end) for said in self._plain(bracketed.end))
            return
        for number in self._plain(i):
            yield number
            if self._is(number.end, "("):
                for said in self._plain(number.end + 1):
                    if self._is(said.end, ")"):
                        yield self._same(number, said, said.end + 1)

    @staticmethod
    def _same(first: Number, second: Number, end: int) -> Number:
        digits, words = (first, second) if first.width else (second, first)
        other = words.value if words.value != digits.value else None
        return replace(digits, end=end, definite=first.definite, ordinal=first.ordinal, other=other)

    def _plain(self, i: int) -> Iterator[Number]:
        if i >= len(self._tokens):
            return
        if self._tokens[i].kind == "digits":
            yield from self._digits(i)
        else:
            yield from self._thousands(i)
            yield from self._pairs(i)

    def _digits(self, i: int) -> Iterator[Number]:
        token = self._tokens[i]
        if len(token.key) > _MAX_DIGITS:
            return
        number = Number(i + 1, int(token.key), width=len(token.key))
        suffix = self._glued(i + 1)
        if suffix in SUFFIXES:
            yield replace(number, end=i + 2, ordinal=True)
            return
        if len(token.key) <= 2 and self._fraction(i + 1) is not None:
            yield replace(number, end=i + 4, value=int(token.key) + (self._fraction(i + 1) or 0))
        part = self._glued(i + 2) if suffix in (".", "٫", ",", "٬") else None
        if part is not None and part.isdigit():
            if suffix in (",", "٬") and len(part) == 3 and len(token.key) <= 3:
                yield replace(number, end=i + 3, value=int(token.key + part))
                return
            if suffix in (".", "٫") and len(part) <= 2:
                yield replace(number, end=i + 3, value=float(f"{token.key}.{part}"))
        yield number

    def _fraction(self, i: int) -> float | None:
        """'1/2' after the whole number of '2 1/2'."""
        if i + 2 < len(self._tokens) and self._tokens[i].spaced and self._glued(i + 1) == "/":
            return _FRACTIONS.get((self._tokens[i].key, self._glued(i + 2) or ""))
        return None

    def _glued(self, i: int) -> str | None:
        """The key of a token that follows without white space."""
        if i < len(self._tokens) and not self._tokens[i].spaced:
            return self._tokens[i].key
        return None

    def _is(self, i: int, key: str) -> bool:
        return i < len(self._tokens) and self._tokens[i].key == key

    def _role(self, i: int, *roles: str) -> tuple[int, bool] | None:
        """The value of the number word at ``i`` in one of these roles, and whether it bears the article."""
        if i >= len(self._tokens):
            return None
        token = self._tokens[i]
        for word, definite in ((token.bare, True), (token.key, False)):
            for role, value in self._words.get(word or "", ()):
                if role in roles:
                    return value, definite
        return None

    def _linked(self, i: int, needed: bool = False) -> Iterator[int]:
        """Where the next part of a number may begin: after و, 'and', a hyphen, or at once unless ``needed``."""
        if self._role(i, "link") is not None or self._is(i, "-"):
            yield i + 1
        elif not needed:
            yield i

    def _below_hundred(self, i: int) -> tuple[Number, ...]:
        if i not in self._small:
            self._small[i] = tuple(self._read_below_hundred(i))
        return self._small[i]

    def _read_below_hundred(self, i: int) -> Iterator[Number]:
        for role in ("unit", "ordinal_unit"):
            unit = self._role(i, role)
            if unit is None:
                continue
            value, definite = unit
            ordinal = role == "ordinal_unit"
            if self._role(i + 1, "teen_mark") is not None and value < 10:
                yield Number(i + 2, value + 10, ordinal or definite, definite=definite)
            for j in self._linked(i + 1, needed=True):
                ten = self._role(j, "ten_after")
                if ten is not None and value < 10:
                    yield Number(j + 1, value + ten[0], ordinal or (definite and ten[1]), definite=definite)
            if value < 11 and self._role(i, "compound_only") is None:
                yield Number(i + 1, value, ordinal, definite=definite)
        for role in ("teen", "ordinal_teen", "ordinal_ten", "zero"):
            plain = self._role(i, role)
            if plain is not None:
                yield Number(i + 1, plain[0], role.startswith("ordinal"), definite=plain[1])
        yield from self._tens(i)

    def _tens(self, i: int) -> Iterator[Number]:
        ten = self._role(i, "ten", "ten_after")
        if ten is None:
            return
        value, definite = ten
        if self._role(i, "ten") is not None:
            for j in self._linked(i + 1):
                for role in ("unit", "ordinal_unit"):
                    unit = self._role(j, role)
                    if unit is not None and unit[0] < 10:
                        yield Number(j + 1, value + unit[0], role == "ordinal_unit")
        yield Number(i + 1, value, definite and self._role(i, "ten_after") is not None, definite=definite)

    def _hundreds(self, i: int) -> Iterator[Number]:
        yield from self._below_hundred(i)
        heads: list[Number] = []
        hundred = self._role(i, "hundred")
        if hundred is not None:
            heads.append(Number(i + 1, hundred[0], definite=hundred[1]))
        for count in self._below_hundred(i):
            times = self._role(count.end, "hundred")
            if times is not None and times[0] == 100 and not count.ordinal and count.value < 100:
                heads.append(replace(count, end=count.end + 1, value=count.value * 100))
        for head in heads:
            yield head
            for j in self._linked(head.end):
                for rest in self._below_hundred(j):
                    yield Number(rest.end, head.value + rest.value, rest.ordinal, definite=head.definite)

    def _thousands(self, i: int) -> Iterator[Number]:
        heads: list[Number] = []
        for number in self._hundreds(i):
            yield number
            times = self._role(number.end, "thousand")
            if times is not None and times[0] == 1000 and not number.ordinal:
                heads.append(Number(number.end + 1, number.value * 1000))
        thousand = self._role(i, "thousand")
        if thousand is not None:
            heads.append(Number(i + 1, thousand[0], definite=thousand[1]))
        for head in heads:
            yield head
            for j in self._linked(head.end):
                for rest in self._hundreds(j):
                    yield Number(rest.end, head.value + rest.value, rest.ordinal, definite=head.definite)

    def _pairs(self, i: int) -> Iterator[Number]:
        """'nineteen seventy eight', 'nineteen zero one', 'twenty twenty': English years only."""
        for century in self._below_hundred(i):
            if not 11 <= century.value <= 20 or century.ordinal or self._role(i, "teen", "ten") is None:
                continue
            after = century.end
            if self._role(after, "zero") is not None:
                after += 1
                following = [n for n in self._below_hundred(after) if n.value < 10]
            else:
                following = [n for n in self._below_hundred(after) if n.value >= 10]
            for year in following:
                if not year.ordinal:
                    yield Number(year.end, century.value * 100 + year.value, pair=True)
