"""The grammar and the lexicons are data: this keeps them from naming what does not exist."""

import graphlib
import inspect
import tomllib
from importlib.resources import files

import pytest

from tracker.calendars.expressions import (
    after_periods,
    dates,
    engine,
    lexicon,
    phrases,
    recurrences,
    stretches,
    terminals,
)

PACKAGE = files("tracker.calendars.expressions")
ACTIONS = {
    **engine._functions(dates),
    **engine._functions(stretches),
    **engine._functions(phrases),
    **engine._functions(recurrences),
    **engine._functions(after_periods),
    **phrases.RENAMED,
}


def read(name):
    return tomllib.loads(PACKAGE.joinpath(name).read_text("utf-8"))


LINES = [(name, line) for section in read("grammar.toml").values() for name, lines in section.items() for line in lines]
RULES = {name for name, _ in LINES}
CATEGORIES = {c for lang in lexicon.LANGUAGES for c in read(f"{lang}.toml")} | set(lexicon.MARKS.values()) | {"digits"}


@pytest.mark.parametrize(("name", "line"), LINES)
def test_a_rule_names_known_symbols_and_its_action_takes_its_labels(name, line):
    pattern, _, action = line.partition("->")
    labels, optional = [], set()
    for text in pattern.split():
        element = engine._element(text)
        for symbol in element.symbols:
            known = symbol in RULES or symbol in terminals.BUILTINS or symbol.removesuffix("_def") in CATEGORIES
            assert known, f"{name}: {symbol}"
        if element.label:
            labels.append(element.label)
            if element.optional:
                optional.add(element.label)
    if action.strip():
        signature = inspect.signature(ACTIONS[action.strip()])
        signature.bind(**dict.fromkeys(labels))
        signature.bind(**dict.fromkeys(label for label in labels if label not in optional))
    else:
        assert len(set(labels)) <= 1, "a rule without action passes on one value"


def test_every_rule_and_builtin_is_used():
    used = {
        symbol
        for _, line in LINES
        for text in line.partition("->")[0].split()
        for symbol in engine._element(text).symbols
    }
    assert RULES - used == {"phrase"}
    assert set(terminals.BUILTINS) <= used
    assert set(terminals.BUILTINS) == set(terminals.BEGINNINGS)


def test_no_rule_leads_back_to_itself():
    """So a phrase has a longest length, reading is bounded at each place, and time is linear in the text."""
    below = {name: set() for name in RULES}
    for name, line in LINES:
        below[name] |= {
            s for text in line.partition("->")[0].split() for s in engine._element(text).symbols if s in RULES
        }
    order = list(graphlib.TopologicalSorter(below).static_order())  # raises CycleError
    assert set(order) == RULES


@pytest.mark.parametrize("lang", lexicon.LANGUAGES)
def test_a_lexicon_has_every_weekday_and_month_and_loads(lang):
    words = lexicon.load(lang)
    for category, values in ((("weekday", "day_name"), range(7)), (("month_strong", "month_weak"), range(1, 13))):
        found = {p.value for entries in words.phrases.values() for p in entries if p.category in category}
        assert found == set(values)
