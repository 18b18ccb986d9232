"""Renders templates with Jinja: cases as JSON on stdin, what becomes of each as JSON on stdout, in the same order.

A case has `templates` (texts by name), `main` (the name of the one to render), `context` (a Python literal, or values as
`values_of.py` reads them) and `settings`: `undefined` (default, strict, chainable, debug), `autoescape` (true, false, or
the ending of the names that are escaped), `extensions` (do, loopcontrols), `python` (whether Python's functions and
modules are globals) and the options of `jinja2.Environment` by their own names.
A result has `output`, or `kind` and `message` of the exception, and `chain`: template and line of every frame of the
traceback that is in a template, outermost first. Addresses are taken out of them.

With `--serve`, answers one case a line until its input ends; what takes more than three seconds or a gigabyte is `null`.
"""

import ast
import json
import re
import resource
import signal
import sys
import traceback

import jinja2
from jinja2 import ChainableUndefined, DebugUndefined, StrictUndefined, Undefined

from values_of import PYTHON, values_of

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
    python = options.pop("python", False)

    def load(name):
        text = templates.get(name)
        return None if text is None else (text, name, None)

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=autoescape,
        extensions=extensions,
        undefined=undefined,
        **options,
    )
    if python:
        made.globals.update(PYTHON)
    return made


def without_addresses(text):
    return re.sub(r" at 0x[0-9a-f]+", "", re.sub(r"generator object \S+ at 0x[0-9a-f]+", "generator object", text))


def failure(error, templates):
    frames = traceback.extract_tb(error.__traceback__)
    chain = [[frame.filename, frame.lineno] for frame in frames if frame.filename in templates]
    if frames[-1].filename == "<unknown>":
        # Jinja gives some errors of the lexer the file's name as that of the template, and no file.
        chain.append([error.name, error.lineno])
    kind = type(error).__name__
    if kind == "SyntaxError":
        return {"kind": kind, "message": error.msg, "chain": []}
    message = error.message if isinstance(error, jinja2.TemplateError) else str(error)
    return {"kind": kind, "message": without_addresses(str(message)), "chain": chain}


def context_of(given):
    return ast.literal_eval(given) if isinstance(given, str) else values_of(given)


def render(case):
    templates = case["templates"]
    try:
        template = environment(templates, case.get("settings", {})).get_template(case["main"])
        return {"output": without_addresses(template.render(context_of(case.get("context", "{}"))))}
    except Exception as error:
        return failure(error, templates)


class Patience(BaseException):
    """The case takes too long."""


def end_of_patience(*_):
    raise Patience


def serve():
    signal.signal(signal.SIGALRM, end_of_patience)
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    for line in sys.stdin:
        try:
            signal.alarm(3)
            answer = render(json.loads(line))
            if answer.get("kind") == "MemoryError":
                answer = None
        except (Patience, MemoryError):
            answer = None
        signal.alarm(0)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        json.dump([render(case) for case in json.load(sys.stdin)], sys.stdout, ensure_ascii=True)
