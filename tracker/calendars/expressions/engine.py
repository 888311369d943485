"""Reads the grammar's rules over the tokens of a text: top-down, every place and symbol once, every length.

A rule is a line of grammar.toml: ``elements -> action``. An element is ``[label=]symbol[|symbol...][?]``; a symbol is
another rule, a category of the lexicon, or one of the built-in symbols of ``terminals.py``. ``!symbol`` means: not this
here; ``&symbol``: this here, and not consumed. Every symbol is read at most once at each place, and a phrase is short,
so time grows with the length of the text and not faster.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from types import FunctionType, ModuleType
from typing import Any

from tracker.calendars.expressions.lexicon import Lattice, Lexicon
from tracker.calendars.expressions.lexicon import load as load_lexicon
from tracker.calendars.expressions.numbers import Numbers
from tracker.calendars.expressions.tokens import Token

Ends = tuple[tuple[int, Any], ...]
Builtin = Callable[["Parse", int], Ends]
Action = Callable[..., Any]
_MOST_READINGS = 3
KEPT = 1000  # letters of a text whose readings are kept for the next look at it
_ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class Element:
    """``first``: the categories with which it can begin; None: it must be tried everywhere (it may have no width)."""

    symbols: tuple[str, ...]
    label: str | None
    optional: bool
    ahead: str
    """'' = read it; '!' = it must not stand here; '&' = it must, and is not consumed."""
    first: frozenset[str] | None = None
    passes: bool = False
    """Whether reading goes on where it cannot begin."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``first``: the categories with which it can begin."""

    elements: tuple[Element, ...]
    action: Action | None
    first: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grammar:
    """``first``: the categories with which a rule can begin, so that it is not tried elsewhere."""

    rules: Mapping[str, tuple[Rule, ...]]
    builtins: Mapping[str, Builtin]
    first: Mapping[str, frozenset[str]]
    chosen: dict[tuple[str, frozenset[str]], tuple[Rule, ...]] = field(default_factory=dict)
    """Filled as it goes: the rules of a symbol that can begin with a set of categories."""

    def beginning(self, symbol: str, categories: frozenset[str]) -> tuple[Rule, ...]:
        key = (symbol, categories)
        rules = self.chosen.get(key)
        if rules is None:
            rules = tuple(
                rule for rule in self.rules[symbol] if _ANYTHING in rule.first or not rule.first.isdisjoint(categories)
            )
            self.chosen[key] = rules
        return rules


@dataclass
class Parse:
    """One text under one grammar. ``at(symbol, i)`` gives every (end, value) of a symbol that begins at token ``i``."""

    grammar: Grammar
    lexicon: Lexicon
    text: str
    tokens: Sequence[Token]
    lattice: Lattice
    numbers: Numbers
    categories: Sequence[frozenset[str]]
    known: dict[tuple[str, int], Ends] = field(default_factory=dict)

    def at(self, symbol: str, i: int) -> Ends:
        key = (symbol, i)
        found = self.known.get(key)
        if found is None:
            self.known[key] = ()  # a rule that begins with itself finds nothing there
            found = self.known[key] = self._read(symbol, i)
        return found

    def glued(self, i: int, keys: tuple[str, ...], *, digits: bool) -> bool:
        """Whether token ``i`` is one of these marks without white space, and (``digits``) a number follows at once."""
        if i >= len(self.tokens) or self.tokens[i].spaced or self.tokens[i].key not in keys:
            return False
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return not digits or (after is not None and not after.spaced and after.kind == "digits")

    def _read(self, symbol: str, i: int) -> Ends:
        builtin = self.grammar.builtins.get(symbol)
        if builtin is not None:
            return builtin(self, i)
        if i >= len(self.tokens):
            return ()
        if symbol not in self.grammar.rules:
            return tuple(self.lattice[i].get(symbol, ()))
        rules = self.grammar.beginning(symbol, self.categories[i])
        return self._apply(rules, i) if rules else ()

    def _apply(self, rules: Sequence[Rule], i: int) -> Ends:
        found: dict[int, list[Any]] = {}
        for rule in rules:
            for end, bound in self._sequence(rule.elements, i):
                value = rule.action(**bound) if rule.action is not None else next(iter(bound.values()), True)
                values = found.setdefault(end, [])
                if value is not None and value not in values and len(values) < _MOST_READINGS:
                    values.append(value)
        return tuple((end, value) for end, values in found.items() for value in values)

    def _sequence(self, elements: Sequence[Element], i: int) -> list[tuple[int, dict[str, Any]]]:
        """Every (end, labelled values) of the elements read one after the other from ``i``, the first symbol's first.

        The loop that costs most of a search: a state that cannot go on is dropped before anything is read."""
        states: list[tuple[int, dict[str, Any]]] = [(i, {})]
        categories = self.categories
        size = len(categories)
        for element in elements:
            first, label = element.first, element.label
            after: list[tuple[int, dict[str, Any]]] = []
            for at, bound in states:
                if first is not None and (at >= size or first.isdisjoint(categories[at])):
                    if element.passes:
                        after.append((at, bound))
                    continue
                if element.ahead:
                    if all(bool(self.at(s, at)) == (element.ahead == "&") for s in element.symbols):
                        after.append((at, bound))
                    continue
                for symbol in element.symbols:
                    for end, value in self.at(symbol, at):
                        after.append((end, {**bound, label: value} if label else bound))
                if element.optional:
                    after.append((at, bound))
            if not after:
                return after
            states = after
        return states


def parse(grammar: Grammar, lexicon: Lexicon, text: str) -> Parse:
    """The readings of a text, which do not depend on its day: those of the last short texts are kept."""
    return _kept(lexicon.lang, text) if len(text) <= KEPT else _parse(grammar, lexicon, text)


@lru_cache(maxsize=64)
def _kept(lang: str, text: str) -> Parse:
    return _parse(load(), load_lexicon(lang), text)


def _parse(grammar: Grammar, lexicon: Lexicon, text: str) -> Parse:
    tokens = lexicon.tokens(text)
    lattice = lexicon.lattice(tokens)
    return Parse(grammar, lexicon, text, tokens, lattice, Numbers(lexicon, tokens), [frozenset(at) for at in lattice])


@cache
def load() -> Grammar:
    """The grammar of ``grammar.toml``. KeyError where a rule names an action that does not exist (our bug)."""
    from tracker.calendars.expressions import after_periods, dates, phrases, recurrences, stretches
    from tracker.calendars.expressions.terminals import BEGINNINGS, BUILTINS

    raw = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    known = {
        **_functions(dates),
        **_functions(stretches),
        **_functions(phrases),
        **_functions(recurrences),
        **_functions(after_periods),
        **phrases.RENAMED,
    }
    rules = {
        name: tuple(_rule(line, known) for line in lines) for section in raw.values() for name, lines in section.items()
    }
    first = _beginnings(rules, BEGINNINGS)
    begun = {
        name: tuple(_with_first(rule, first, BEGINNINGS) for rule in alternatives)
        for name, alternatives in rules.items()
    }
    return Grammar(begun, BUILTINS, first)


def _functions(module: ModuleType) -> dict[str, Action]:
    """The public functions that a module itself defines."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def _rule(line: str, actions: Mapping[str, Action]) -> Rule:
    pattern, _, action = line.partition("->")
    name = action.strip()
    return Rule(tuple(map(_element, pattern.split())), actions[name] if name else None)


def _element(text: str) -> Element:
    label, found, symbols = text.rpartition("=")
    ahead = symbols[0] if symbols[0] in "!&" else ""
    optional = symbols.endswith("?")
    passes = ahead == "!" or (optional and not ahead)
    return Element(tuple(symbols.strip("?!&").split("|")), label if found else None, optional, ahead, passes=passes)


def _beginnings(
    rules: Mapping[str, Sequence[Rule]], builtins: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """FIRST sets by repetition until nothing changes; zero-width built-ins (empty sets) let the next element begin."""
    first: dict[str, frozenset[str]] = {name: frozenset() for name in rules}
    changed = True
    while changed:
        changed = False
        for name, alternatives in rules.items():
            found = frozenset().union(*(_begins(rule.elements, first, builtins) for rule in alternatives))
            if found != first[name]:
                first[name], changed = found, True
    return first


def _with_first(rule: Rule, first: Mapping[str, frozenset[str]], builtins: Mapping[str, frozenset[str]]) -> Rule:
    elements: list[Element] = []
    for element in rule.elements:
        begins = [builtins[s] if s in builtins else first.get(s, frozenset((s,))) for s in element.symbols]
        anywhere = any(not each or _ANYTHING in each for each in begins)
        elements.append(replace(element, first=None if anywhere else frozenset().union(*begins)))
    return replace(rule, elements=tuple(elements), first=_begins(rule.elements, first, builtins))


def _begins(
    elements: Sequence[Element], first: Mapping[str, frozenset[str]], builtins: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    found: set[str] = set()
    for element in elements:
        if element.ahead:
            continue
        empty = False
        for symbol in element.symbols:
            begins = builtins[symbol] if symbol in builtins else first.get(symbol, frozenset((symbol,)))
            found |= begins
            empty = empty or (symbol in builtins and not begins)
        if not element.optional and not empty:
            break
    return frozenset(found)
