"""Prints as JSON what Python does with sample values: every operator on every pair, and more on each alone.

Run it with a Python 3.11 that has jinja2 3.1.6, and store what it prints as `test/jinja/data/values.json`:
    python test/jinja/oracle/values.py > test/jinja/data/values.json
The samples are named; `test/jinja/values-samples.ts` makes those of the same names.
"""

import json
import operator
import random
import re
import sys

from jinja2 import ChainableUndefined, DebugUndefined, StrictUndefined, Undefined
from markupsafe import Markup

SAMPLES = {
    "none": lambda: None,
    "true": lambda: True,
    "false": lambda: False,
    "0": lambda: 0,
    "1": lambda: 1,
    "-7": lambda: -7,
    "2": lambda: 2,
    "2^53-1": lambda: 2**53 - 1,
    "2^53": lambda: 2**53,
    "-2^53": lambda: -(2**53),
    "10^30": lambda: 10**30,
    "-10^30": lambda: -(10**30),
    "10^400": lambda: 10**400,
    "0.0": lambda: 0.0,
    "-0.0": lambda: -0.0,
    "1.0": lambda: 1.0,
    "-2.5": lambda: -2.5,
    "1e16": lambda: 1e16,
    "1e300": lambda: 1e300,
    "inf": lambda: float("inf"),
    "-inf": lambda: float("-inf"),
    "nan": lambda: float("nan"),
    "text-empty": lambda: "",
    "text-a": lambda: "a",
    "text-b": lambda: "abc",
    "text-wide": lambda: "é\U0001f600z",
    "text-ffff": lambda: "\uffee",
    "text-quotes": lambda: "<'\"\\\n\0>",
    "markup": lambda: Markup("<a>"),
    "markup-a": lambda: Markup("a"),
    "bytes-empty": lambda: b"",
    "bytes": lambda: b"a'\"\n\xff",
    "list-empty": lambda: [],
    "list-1": lambda: [1],
    "list-mixed": lambda: [1, "a", None, 2.5],
    "list-nested": lambda: [[1], [2, (3,)], {"a": []}],
    "tuple-empty": lambda: (),
    "tuple-1": lambda: (1,),
    "tuple-2": lambda: ("a", 1),
    "tuple-list": lambda: ([],),
    "dict-empty": lambda: {},
    "dict-a": lambda: {"a": 1},
    "dict-none": lambda: {"a": None, 1: None},
    "dict-mixed": lambda: {True: "x", "b": [2], None: Markup("m"), (1, 2): 0.5},
    "set-empty": lambda: set(),
    "set-1": lambda: {1},
    "set-2": lambda: {1, 2},
    "frozenset-1": lambda: frozenset([1.0]),
    "frozenset-empty": lambda: frozenset(),
    "range-3": lambda: range(3),
    "range-down": lambda: range(5, 0, -2),
    "range-empty": lambda: range(4, 4, 3),
    "keys": lambda: {"a": 1}.keys(),
    "values": lambda: {"a": 1}.values(),
    "items": lambda: {"a": 1}.items(),
    "undefined": lambda: Undefined(name="x"),
    "undefined-of": lambda: Undefined(obj={}, name="y"),
    "strict": lambda: StrictUndefined(name="x"),
    "strict-element": lambda: StrictUndefined(obj=[], name=3),
    "chainable": lambda: ChainableUndefined(obj=Markup(""), name="q"),
    "strict-markup": lambda: StrictUndefined(obj={}, name=Markup("y")),
    "debug": lambda: DebugUndefined(obj=None, name="q"),
    "debug-name": lambda: DebugUndefined(name="q"),
    "debug-hint": lambda: DebugUndefined("no luck"),
    "iterator": lambda: iter([1, "a"]),
    "function": lambda: len,
    "type": lambda: int,
}

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "[]": operator.getitem,
}

ALONE = {
    "-": operator.neg,
    "+": operator.pos,
    "bool": bool,
    "len": len,
    "str": str,
    "repr": repr,
    "list": list,
    "nested": lambda value: repr([value, (value,), {"k": value}]),
    "key": lambda value: {value: "found"}[value],
    "call": lambda value: value() if isinstance(value, Undefined) else None,
    "attribute": lambda value: value.nothing if isinstance(value, Undefined) else None,
    "dunder": lambda value: hasattr(value, "__setstate__") if isinstance(value, Undefined) else None,
}

BOUNDS = [None, 0, 1, 2, -1, -2, 10, -10, True, 10**30, -(10**30)]
STEPS = [None, 1, 2, -1, -2, 10**30, -(10**30), 0]
SLICED = ["text-b", "text-wide", "markup", "bytes", "list-mixed", "tuple-2", "range-3", "range-down", "none", "dict-a", "set-1", "undefined", "strict", "chainable"]


def is_too_big(op, left, right):
    """What would take all the memory, or differs on purpose: it is the limit that answers then."""
    if op == "**":
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if numbers and abs(right) > 1000 and not (isinstance(left, float) or isinstance(right, float)) and right > 0:
            return abs(left) > 1
        return numbers and isinstance(right, float) and left < 0 and right % 1 != 0
    if op == "*":
        for one, other in ((left, right), (right, left)):
            if isinstance(one, (str, bytes, list, tuple)) and one and type(other) is int and 2**20 < other < 2**63:
                return True
    return op == "%" and isinstance(left, (str, bytes))


def outcome(run, *arguments):
    try:
        result = run(*arguments)
        text = f"{type(result).__name__} {show(result)}"
    except Exception as error:
        text = f"{type(error).__name__}! {error}"
    return re.sub(" at 0x[0-9a-f]+", "", text)


def show(value):
    """The `repr`; of sets with other members than integers, whose order is by chance, the members are sorted."""
    if not isinstance(value, (set, frozenset)) or all(isinstance(member, int) for member in value):
        return repr(value)
    return ", ".join(sorted(map(repr, value)))


def sliced(name):
    """Ranges here have no steps that a float does not count."""
    cases = []
    for start in BOUNDS:
        for stop in BOUNDS:
            for step in STEPS:
                value = SAMPLES[name]()
                is_too_far = isinstance(value, range) and step is not None and abs(step) > 2**53
                cases.append(None if is_too_far else outcome(lambda: value[start:stop:step]))
    return cases


def wrong_slices():
    return [
        outcome(lambda: "abc"["a":]),
        outcome(lambda: [1][: 1.0]),
        outcome(lambda: (1,)[:: "x"]),
        outcome(lambda: [1][Undefined(name="x") :]),
    ]


def numbers():
    """Pairs of numbers of all sizes, with a fixed seed."""
    chance = random.Random(6)
    pick = [
        lambda: chance.randint(-20, 20),
        lambda: chance.randint(-(2**53), 2**53),
        lambda: chance.randint(-(2**70), 2**70),
        lambda: chance.randint(-(10**40), 10**40),
        lambda: chance.uniform(-10, 10),
        lambda: chance.uniform(-1, 1) * 10 ** chance.randint(-20, 20),
        lambda: float(chance.randint(-50, 50)) / 4,
    ]
    cases = []
    for _ in range(400):
        left, right = chance.choice(pick)(), chance.choice(pick)()
        row = [repr(left), repr(right)]
        for op in ("+", "-", "*", "/", "//", "%", "==", "<"):
            row.append(outcome(OPERATORS[op], left, right))
        exponent = chance.choice([chance.randint(-5, 30), chance.uniform(-3, 3), float(chance.randint(-9, 9))])
        skip = left < 0 and isinstance(exponent, float) and exponent % 1 != 0
        row += [repr(exponent), None if skip else outcome(operator.pow, left, exponent)]
        cases.append(row)
    return cases


def sets():
    """Lists of integers, and the order of the set of each."""
    chance = random.Random(7)
    lists = [[], [0], [-1, -2], [3, 1, 2], [8, 0], [0, 8, 16, 24], [-1, 7, 15], [2**40, 8, 1], list(range(100, 0, -3))]
    for _ in range(150):
        bound = chance.choice([10, 40, 1000, 2**31, 2**52])
        lists.append([chance.randint(-bound // chance.choice([1, 9]), bound) for _ in range(chance.randint(0, 60))])
    return [[members, list(set(members))] for members in lists]


def texts():
    """Strings in order."""
    chance = random.Random(8)
    letters = "ab\ud7ff\ue000\uffee\U00010000\U0001f600\U0010ffff"
    known = {"".join(chance.choice(letters) for _ in range(chance.randint(0, 6))) for _ in range(150)}
    known |= {"a" * 70 + "\uffee", "a" * 70 + "\U00010000", "a" * 70, "a" * 70 + "b"}
    return sorted(known)


def nested():
    """Pairs of values in each other, often nearly the same; what is no list has a letter for its type."""
    chance = random.Random(9)

    def leaf():
        return chance.choice([None, True, False, 0, 1, 2, -1, 2**60, 10**25, 1.0, 2.5, -0.0, 1e16, 1e-7, "", "a", "b", "it's", "\u20ac\n", Markup("a"), b"a"])

    def key():
        return chance.choice([leaf, leaf, lambda: tuple(leaf() for _ in range(chance.randint(0, 2))), lambda: frozenset([chance.randint(0, 9)])])()

    def value(depth):
        if depth == 0 or chance.random() < 0.2:
            return leaf()
        size = range(chance.randint(0, 3))
        kind = chance.choice(["list", "tuple", "dict", "set", "range", "list", "tuple"])
        if kind == "list":
            return [value(depth - 1) for _ in size]
        if kind == "tuple":
            return tuple(value(depth - 1) for _ in size)
        if kind == "dict":
            return {key(): value(depth - 1) for _ in size}
        if kind == "set":
            return set(chance.sample(range(8), len(size)))
        return range(chance.randint(0, 3), chance.randint(0, 5), chance.choice([1, 2, -1]))

    def changed(one):
        """A copy, sometimes with something else in it."""
        if chance.random() < 0.12:
            return leaf()
        if isinstance(one, list):
            return [changed(item) for item in one]
        if isinstance(one, tuple):
            return tuple(changed(item) for item in one)
        if isinstance(one, dict):
            entries = [(key, changed(item)) for key, item in one.items()]
            chance.shuffle(entries)
            return dict(entries)
        if isinstance(one, set):
            return set(one) | ({chance.randint(0, 7)} if chance.random() < 0.3 else set())
        return {1: 1.0, 0: False, 2: 2.0}.get(one, one) if type(one) is int else one

    def encoded(one):
        kind = type(one)
        if one is None or kind in (bool, str):
            return one
        if kind is list:
            return [encoded(item) for item in one]
        if kind is dict:
            return {"d": [[encoded(key), encoded(item)] for key, item in one.items()]}
        if kind in (tuple, set, frozenset):
            return {{tuple: "t", set: "s", frozenset: "z"}[kind]: [encoded(item) for item in one]}
        if kind is range:
            return {"r": [one.start, one.stop, one.step]}
        if kind is Markup:
            return {"m": str(one)}
        if kind is bytes:
            return {"b": list(one)}
        return {"n": repr(one)}

    cases = []
    for _ in range(400):
        left = value(3)
        right = changed(left)
        results = [
            repr(left),
            outcome(operator.eq, left, right),
            outcome(operator.lt, left, right),
            outcome(operator.ge, left, right),
            outcome(operator.add, left, right),
            outcome(lambda: {left: 1}.get(right)),
        ]
        cases.append([encoded(left), encoded(right), results])
    return cases


def main():
    table, index = [], {}

    def stored(text):
        if text not in index:
            index[text] = len(table)
            table.append(text)
        return index[text]

    names = list(SAMPLES)
    binary = {}
    for op, run in OPERATORS.items():
        rows = []
        for left in names:
            row = []
            for right in names:
                pair = SAMPLES[left](), SAMPLES[right]()
                row.append(-1 if is_too_big(op, *pair) else stored(outcome(run, *pair)))
            rows.append(row)
        binary[op] = rows
    unary = {op: [stored(outcome(run, SAMPLES[name]())) for name in names] for op, run in ALONE.items()}
    slices = {name: [-1 if text is None else stored(text) for text in sliced(name)] for name in SLICED}
    result = {
        "made": f"Python {sys.version.split()[0]}",
        "samples": names,
        "binary": binary,
        "unary": unary,
        "slices": slices,
        "wrongSlices": wrong_slices(),
        "numbers": numbers(),
        "sets": sets(),
        "nested": nested(),
        "texts": texts(),
        "outcomes": table,
    }
    sys.stdout.write(json.dumps(result, separators=(",", ":")) + "\n")


main()
