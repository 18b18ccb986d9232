"""Writes `test/jinja/data/odd.json`: templates that show what Jinja and Python do with odd operands, and their results.

    python test/jinja/oracle/odd_cases.py
It needs Python 3.11 with jinja2 3.1.6. Each template is rendered as Jinja does by default, with escaping, and with strict
undefined values.
"""

import json
import pathlib

from render import render

CONTEXT = "{'x': 2, 's': '<s>', 'l': [1]}"
SETTINGS = {"default": {}, "escaping": {"autoescape": True}, "strict": {"undefined": "strict"}}

# The sign of a constant base.
POWERS = """{{ (-2) ** x }};{{ (1 - 3) ** x }};{{ -2 ** x }};{{ (-2.5) ** x }};{{ (-x) ** 2 }};{{ (-2) ** (x + 1) }};{{ (-0.0) ** x }}
{{ (-2) ** u }};{{ (-2) ** 's' }};{{ (-2) ** s }};{{ 2 ** -x }};{{ -2 ** 2 }};{{ -(2 ** x) }};{{ (-2) ** x ** 2 }};{{ -x ** -2 }}
{{ (-2) ** (x if x else 1) }};{{ (-(10 ** 20)) ** x }};{{ true ** x }};{{ (-true) ** x }};{{ x ** -1 }}"""

# Names of filters, tests and attributes that are no strings.
NAMES = """{{ 1|attr(u) }};{{ [1]|map(u)|list }};{{ [1]|select(u)|list }};{{ [1]|map([])|list }};{{ [1]|select({})|list }};{{ 1|attr([]) }}
{{ [1]|map(1)|list }};{{ [1]|map(none)|list }};{{ [1]|reject(1.5)|list }};{{ 1|attr(2) }};{{ [1]|map(())|list }};{{ [1]|map((1, []))|list }}
{{ [1]|map('string'|e)|list }};{{ [1]|select('odd'|e)|list }};{{ [1]|map('nope'|e)|list }};{{ u|attr('x') }};{{ l|map('nope')|list }}
{{ l|selectattr('real', u)|list }};{{ l|selectattr(u)|list }};{{ l|map(attribute=u)|list }}"""

# Parameters that stand there twice.
TWINS = """{% macro m(a, a) %}x{% endmacro %}{{ m(1) }};{% call(a, a) m() %}x{% endcall %};{% macro m(a, b, a=1) %}{% endmacro %}
{% for i in l %}{% macro m(a, a) %}x{% endmacro %}{{ m(1) }}{% endfor %};{% macro caller(caller=1, caller=2) %}{% endmacro %}
{% macro o() %}{% if 1 %}{% macro m(b, a, b) %}x{% endmacro %}{{ m(1) }}{% endif %}{% endmacro %};{% macro m(a, b) %}{{ a }}{% endmacro %}{{ m(1) }}
{% macro m(a) %}{% call(a) c() %}{% endcall %}{{ a }}{% endmacro %}{{ m }}"""


# Undefined values as mappings.
MAPPINGS = """{{ dict(u) }};{{ {}.update(u) }};{{ namespace(u) }};{{ dict(**u) }};{{ dict(u, a=1) }};{{ dict.fromkeys(u) }}
{{ {}.update([('a', 1)], **u) }};{{ dict(l) }};{{ dict([u]) }};{{ u|items|list }};{{ u|dictsort }}"""


def templates():
    return [text for group in (POWERS, NAMES, TWINS, MAPPINGS) for text in group.replace("\n", ";").split(";")]


def results(text):
    case = {"templates": {"main": text}, "main": "main", "context": CONTEXT}
    return {name: render({**case, "settings": settings}) for name, settings in SETTINGS.items()}


if __name__ == "__main__":
    cases = [{"main": text, "results": results(text)} for text in templates()]
    lines = ",\n".join(json.dumps(case) for case in cases)
    path = pathlib.Path(__file__).parent.parent / "data" / "odd.json"
    path.write_text(f"[\n{lines}\n]\n", encoding="ascii")
