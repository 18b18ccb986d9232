"""Parses templates with jinja2 and tells the trees, or the errors, in a form that knows nothing of Python.

Standard input: a JSON list of {"template", "settings"}; standard output: a JSON list, one answer each:
{"tree": node} or {"error": [kind, line, message]}. A node is [class, line, field, ...]; the context of names is left out,
and so are the lines of nodes that Jinja does not give one of their own.
"""

import json
import sys

import jinja2
from jinja2 import nodes

LINELESS = (nodes.Pair, nodes.Keyword, nodes.Operand, nodes.Scope)


def neutral(value):
    if isinstance(value, nodes.Const):
        return ["Const", value.lineno, constant(value.value)]
    if isinstance(value, nodes.Node):
        line = None if isinstance(value, LINELESS) else value.lineno
        fields = [getattr(value, name, None) for name in value.fields if name != "ctx"]
        return [type(value).__name__, line, *map(neutral, fields)]
    if isinstance(value, (list, tuple)):
        return [neutral(item) for item in value]
    return value


def constant(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return [type(value).__name__, repr(value)]


def answer(case):
    extensions = case.get("settings", {}).get("extensions", [])
    settings = {k: v for k, v in case.get("settings", {}).items() if k != "extensions"}
    environment = jinja2.Environment(extensions=["jinja2.ext." + name for name in extensions], **settings)
    try:
        return {"tree": neutral(environment.parse(case["template"]))}
    except jinja2.TemplateSyntaxError as error:
        return {"error": [type(error).__name__, error.lineno, error.message]}
    except Exception as error:
        return {"error": [type(error).__name__, None, str(error)]}


if __name__ == "__main__":
    sys.set_int_max_str_digits(4300)
    json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout, ensure_ascii=True)
