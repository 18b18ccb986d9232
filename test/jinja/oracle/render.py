"""Renders templates with Jinja: cases as JSON on stdin, what becomes of each as JSON on stdout, in the same order.

A case has `templates` (texts by name), `main` (the name of the one to render), `context` (a Python literal) and
`settings`: `undefined` (default, strict, chainable, debug), `autoescape` (true, false, or the ending of the names that
are escaped), `extensions` (do, loopcontrols) and the options of `jinja2.Environment` by their own names.
A result has `output`, or `kind` and `message` of the exception, and `chain`: template and line of every frame of the
traceback that is in a template, outermost first.
"""

import ast
import json
import sys
import traceback

import jinja2
from jinja2 import ChainableUndefined, DebugUndefined, StrictUndefined, Undefined

UNDEFINED = {
    "default": Undefined,
    "strict": StrictUndefined,
    "chainable": ChainableUndefined,
    "debug": DebugUndefined,
}


def environment(templates, settings):
    options = dict(settings)
    autoescape = options.pop("autoescape", False)
    if isinstance(autoescape, str):
        ending = autoescape
        autoescape = lambda name: name is not None and name.endswith(ending)
    extensions = [f"jinja2.ext.{name}" for name in options.pop("extensions", [])]
    undefined = UNDEFINED[options.pop("undefined", "default")]

    def load(name):
        text = templates.get(name)
        return None if text is None else (text, name, None)

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=autoescape,
        extensions=extensions,
        undefined=undefined,
        **options,
    )


def failure(error, templates):
    frames = traceback.extract_tb(error.__traceback__)
    chain = [[frame.filename, frame.lineno] for frame in frames if frame.filename in templates]
    kind = type(error).__name__
    if kind == "SyntaxError":
        return {"kind": kind, "message": error.msg, "chain": []}
    message = error.message if isinstance(error, jinja2.TemplateError) else str(error)
    return {"kind": kind, "message": str(message), "chain": chain}


def render(case):
    templates = case["templates"]
    try:
        template = environment(templates, case.get("settings", {})).get_template(case["main"])
        return {"output": template.render(ast.literal_eval(case.get("context", "{}")))}
    except Exception as error:
        return failure(error, templates)


if __name__ == "__main__":
    json.dump([render(case) for case in json.load(sys.stdin)], sys.stdout, ensure_ascii=True)
