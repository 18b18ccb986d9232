"""Prints as JSON what functions of Python say to arguments that are drawn at random: what each parameter got, or the error.

Run it with Python 3.11, and store what it prints as `test/jinja/data/calls.json`:
    python test/jinja/oracle/calls.py > test/jinja/data/calls.json
"""

import json
import random

SEED = 20
CASES = 1200
NAMES = ["a", "b", "c", "d", "e"]


def parameters(draw):
    """The parameters as Python has them, and as `signatureOf` reads them: `b?` for `b=None`."""
    count = draw.randint(0, 4)
    required = draw.randint(0, count)
    unnamed = draw.choice([0, 0, draw.randint(1, count)]) if count else 0
    words = []
    for at, name in enumerate(NAMES[:count]):
        words.append(name if at < required else name + "?")
        if unnamed == at + 1:
            words.append("/")
    star = draw.choice([None, None, "*", "*rest"])
    only = draw.sample(["x", "y"], draw.randint(1 if star == "*" else 0, 2)) if star else []
    if star:
        words.append(star)
    words += [draw.choice([name, name + "?"]) for name in only]
    if draw.random() < 0.25:
        words.append("**others")
    order = NAMES[:count] + only + (["rest"] if star == "*rest" else [])
    return words, order


def outcome(words, order, positional, named):
    scope = {}
    exec(f"def f({', '.join(word.replace('?', '=None') for word in words)}): return locals()", scope)
    try:
        found = scope["f"](*positional, **named)
    except TypeError as error:
        return str(error)
    return [found[name] for name in order] + ([found["others"]] if "others" in found else [])


draw = random.Random(SEED)
rows = []
for _ in range(CASES):
    words, order = parameters(draw)
    positional = list(range(1, draw.randint(0, 6) + 1))
    names = draw.sample(NAMES + ["x", "y", "z"], draw.choice([0, 0, 1, 2, 3]))
    named = {name: f"<{name}>" for name in names}
    rows.append([", ".join(words), positional, named, outcome(words, order, positional, named)])
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
