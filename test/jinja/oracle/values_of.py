"""Values of Python for what JSON says, and Python's own names that templates may be given.

JSON has text, truth, null, lists and exact ints; everything else is an object with one key: `float` and `int` (their
`repr`), `bytes` (a list), `markup`, `tuple`, `set`, `frozenset` (lists) and `dict` (a list of pairs).
"""

import base64, functools, hashlib, itertools, json, math, operator, posixpath, re, shlex, string, textwrap
import builtins
import urllib.parse

from markupsafe import Markup

MODULES = (base64, functools, hashlib, itertools, json, math, operator, posixpath, re, shlex, string, textwrap, urllib)
FUNCTIONS = """abs bin chr divmod hex oct ord pow round sum all any callable format isinstance iter len max min next repr
sorted bool bytes dict enumerate filter float frozenset int list map range reversed set str tuple zip""".split()
PYTHON = {
    **{module.__name__: module for module in MODULES},
    **{name: getattr(builtins, name) for name in FUNCTIONS},
}

MAKERS = {
    "float": float,
    "int": int,
    "bytes": bytes,
    "markup": Markup,
    "tuple": lambda items: tuple(map(value_of, items)),
    "set": lambda items: set(map(value_of, items)),
    "frozenset": lambda items: frozenset(map(value_of, items)),
    "dict": lambda pairs: {value_of(key): value_of(value) for key, value in pairs},
}


def value_of(told):
    if isinstance(told, list):
        return [value_of(item) for item in told]
    if isinstance(told, dict):
        [(kind, inside)] = told.items()
        return MAKERS[kind](inside)
    return told


def values_of(told):
    return {name: value_of(value) for name, value in told.items()}
