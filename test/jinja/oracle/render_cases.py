"""Prints, as JSON for `render.py`, cases of statements and scopes: those written here, and every pair of scopes.

To store what Jinja makes of them:
    python test/jinja/oracle/render_cases.py
writes the cases with their results to `test/jinja/data/evaluate.json`. It needs Python 3.11 with jinja2 3.1.6.
"""

import itertools
import json
import pathlib

from render import render

CASES = []


def case(main, context="{}", settings=None, **templates):
    """One case; the names of other templates are those of the arguments."""
    entry = {"templates": {"main": main, **templates}, "main": "main", "context": context}
    if settings:
        entry["settings"] = settings
    CASES.append(entry)


LOOPS = {"extensions": ["do", "loopcontrols"]}
STRICT = {"undefined": "strict"}
ESCAPE = {"autoescape": True}

# Scopes: what is set where, and seen where. {0} is what stands in the scope.
SCOPES = {
    "if": "{{% if true %}}{0}{{% endif %}}",
    "else": "{{% if false %}}{{% set x = 'no' %}}{{% else %}}{0}{{% endif %}}",
    "elif": "{{% if false %}}{{% elif true %}}{0}{{% endif %}}",
    "for": "{{% for i in [1, 2] %}}{0}{{% endfor %}}",
    "for-x": "{{% for x in [1, 2] %}}{0}{{% endfor %}}",
    "for-loop": "{{% for i in [1, 2] %}}{{{{ loop.index }}}}{0}{{% endfor %}}",
    "for-filter": "{{% for i in [1, 2, 3] if i != x %}}{0}{{% endfor %}}",
    "for-else": "{{% for i in [] %}}{{% set x = 'no' %}}{{% else %}}{0}{{% endfor %}}",
    "recursive": "{{% for i in [[], [[]]] recursive %}}<{0}{{{{ loop(i) }}}}>{{% endfor %}}",
    "with": "{{% with y = x %}}{0}{{{{ y }}}}{{% endwith %}}",
    "with-x": "{{% with x = 'w' %}}{0}{{% endwith %}}",
    "filter": "{{% filter upper %}}a{0}{{% endfilter %}}",
    "set-block": "{{% set y %}}s{0}{{% endset %}}{{{{ y }}}}",
    "set-block-x": "{{% set x %}}s{0}{{% endset %}}",
    "macro": "{{% macro m(y=x) %}}m{{{{ y }}}}{0}{{% endmacro %}}{{{{ m() }}}}{{{{ m('z') }}}}",
    "macro-x": "{{% macro m(x) %}}m{0}{{% endmacro %}}{{{{ m() }}}}{{{{ m('z') }}}}",
    "call": "{{% macro c() %}}c{{{{ caller() }}}}{{% endmacro %}}{{% call c() %}}{0}{{% endcall %}}",
    "autoescape": "{{% autoescape true %}}{0}{{% endautoescape %}}",
    "block": "{{% block b{1} %}}{0}{{% endblock %}}",
    "block-scoped": "{{% block b{1} scoped %}}{0}{{% endblock %}}",
}

INNER = "[{{ x }}]{% set x = 'in' %}[{{ x }}]"


def scopes():
    for name, scope in SCOPES.items():
        for before in ("", "{% set x = 'out' %}"):
            for inner in (INNER, "[{{ x }}]", "{% set x = 'in' %}[{{ x }}]", "{% include 'inc' %}{% set x = 'in' %}{% include 'inc' %}"):
                case(f"{before}{scope.format(inner, '0')}[{{{{ x }}}}]", "{'x': '<g>'}", inc="({{ x }}{{ i }}{{ y }})")
    for (one, outer), (two, inner) in itertools.product(SCOPES.items(), repeat=2):
        body = inner.format(INNER, "1")
        case("{% set x = 'out' %}" + outer.format("[{{ x }}]" + body + "[{{ x }}]", "0") + "[{{ x }}]", "{'x': '<g>'}")


def macros():
    m = "{% macro m(a, b='B', c=a) %}{{ a }}|{{ b }}|{{ c }}{% endmacro %}"
    for call in [
        "m()", "m(1)", "m(1, 2)", "m(1, 2, 3)", "m(1, 2, 3, 4)", "m(b=1)", "m(1, c=5)", "m(1, a=2)", "m(c=1, b=2, a=3)",
        "m(d=1)", "m(1, d=1, e=2)", "m(*[1, 2])", "m(1, *[2], c=7)", "m(**{'a': 1})", "m(1, **{'a': 1})", "m(*5)",
        "m(**5)", "m(**{1: 2})", "m(a=1, **{'a': 2})", "m(caller=1)", "m(1, none)", "m(none)", "m(undefinedname)",
        "m.name", "m.arguments", "m.catch_kwargs", "m.catch_varargs", "m.caller", "m.explicit_caller", "m", "m.nope",
        "m['name']", "m is callable", "m|string", "m == m", "m()|upper", "m(*'ab')", "m(*{'k': 1})", "m(*none)",
    ]:
        case(m + "{{ " + call + " }}")
    v = "{% macro v(a) %}{{ a }}/{{ varargs }}/{{ kwargs }}{% endmacro %}"
    for call in ["v()", "v(1)", "v(1, 2)", "v(1, 2, k=3)", "v(k=3)", "v(a=3, k=3)", "v(1, a=3)", "v.catch_kwargs", "v.catch_varargs", "v(1, caller=2)", "v(*[1,2,3], **{'z': 1})"]:
        case(v + "{{ " + call + " }}")
    for body in ["{{ varargs }}", "{{ kwargs }}", "{{ varargs|length }}{{ kwargs|length }}", "{% set varargs = 1 %}{{ varargs }}", "{{ varargs[0] }}{{ kwargs.a }}", "{% for varargs in [1] %}{{ varargs }}{% endfor %}"]:
        for call in ["w()", "w(1)", "w(a=1)", "w(1, 2, a=1)"]:
            case("{% macro w() %}" + body + "{% endmacro %}{{ " + call + " }}")
    case("{% macro m(varargs, kwargs) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2) }}")
    case("{% macro m(varargs) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, b=2) }}")
    case("{% macro m(a=b, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m() }}", "{'b': 'ctx'}")
    case("{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m() }}", "{'a': 'ctx'}")
    case("{% macro m(a=[]) %}{{ a.append(1) }}{{ a }}{% endmacro %}{{ m() }}{{ m() }}")
    case("{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% set x = 1 %}{{ m() }}{% set x = 2 %}{{ m() }}")
    case("{% macro m() %}{{ x }}{% endmacro %}{{ m() }}", "{'x': 5}")
    case("{% for x in [1, 2] %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% endfor %}{{ m() if m is defined }}")
    case("{% set ns = namespace() %}{% for x in [1, 2] %}{% macro m() %}<{{ x }}>{% endmacro %}{% set ns.m = m %}{% endfor %}{{ ns.m() }}")
    case("{% macro a() %}A{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}")
    case("{% macro a(n) %}{{ n }}{% if n %}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(5) }}")
    case("{% macro a() %}{% macro b() %}in{{ x }}{% endmacro %}{% set x = 1 %}{{ b() }}{% endmacro %}{{ a() }}{{ b }}")
    case("{% if true %}{% macro a() %}A{% endmacro %}{% endif %}{{ a() }}")
    case("{% if false %}{% macro a() %}A{% endmacro %}{% endif %}{{ a() }}")
    case("{% if false %}{% macro a() %}A{% endmacro %}{% endif %}{{ a }}", "{'a': 'ctx'}")
    case("{% macro a() %}1{% endmacro %}{% macro a() %}2{% endmacro %}{{ a() }}")
    case("{% macro a() %}<b>{{ '<' }}{% endmacro %}{{ a() }}{{ a()|upper }}{{ a() ~ '<' }}", settings=ESCAPE)
    case("{% autoescape true %}{% macro a() %}<b>{{ '<' }}{% endmacro %}{% endautoescape %}{{ a }}")
    case("{% macro a() %}<b>{{ '<' }}{% endmacro %}{% autoescape true %}{{ a() }}{{ '<' ~ a() }}{% endautoescape %}{{ a() }}")
    case("{% macro a() %}\n  {{ nope.x }}\n{% endmacro %}\n\n{{ a() }}")
    case("{% macro a() %}\n  {{ b() }}\n{% endmacro %}\n{% macro b() %}\n\n  {{ 1 // 0 }}\n{% endmacro %}\n\n{{ 'x' }}\n{{ a() }}")
    case("{% macro a(x=1 // 0) %}{{ x }}{% endmacro %}\n\n{{ a() }}")
    case("{% macro a(x) %}{{ x.y }}{% endmacro %}\n{{ a() }}")
    # call blocks
    case("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}body{% endcall %}")
    case("{% macro m() %}[{{ caller(1, 2) }}]{% endmacro %}{% call(a, b) m() %}{{ a }}{{ b }}{% endcall %}")
    case("{% macro m() %}[{{ caller(1) }}]{% endmacro %}{% call(a, b=9) m() %}{{ a }}{{ b }}{% endcall %}")
    case("{% macro m() %}[{{ caller(1, 2) }}]{% endmacro %}{% call(a) m() %}{{ a }}{% endcall %}")
    case("{% macro m() %}[{{ caller(x=2) }}]{% endmacro %}{% call(a) m() %}{{ a }}{% endcall %}")
    case("{% macro m() %}[{{ caller() }}]{% endmacro %}{{ m() }}")
    case("{% macro m() %}[{{ caller }}]{% endmacro %}{{ m() }}")
    case("{% macro m() %}{{ caller.name }}{{ caller.arguments }}{{ caller }}{% endmacro %}{% call(q) m() %}{% endcall %}")
    case("{% macro m() %}no{% endmacro %}{% call m() %}body{% endcall %}")
    case("{% macro m(a, caller) %}{{ caller() }}{% endmacro %}{% call m(1) %}body{% endcall %}")
    case("{% macro m(a, caller=none) %}{{ caller }}{% endmacro %}{{ m(1) }}")
    case("{% macro m(a, caller=none) %}{{ caller() if caller else 'no' }}{% endmacro %}{{ m(1) }}{% call m(1) %}body{% endcall %}{{ m(1, 2) }}")
    case("{% macro m(caller=none, a=1) %}{{ caller() if caller else 'no' }}{{ a }}{% endmacro %}{% call m() %}body{% endcall %}")
    case("{% macro m(caller=none) %}{% endmacro %}{% call m(1) %}body{% endcall %}")
    case("{% macro m() %}{% if caller %}{{ caller() }}{% endif %}{% endmacro %}{{ m() }}{% call m() %}b{% endcall %}")
    case("{% macro m() %}{{ caller() }}{% endmacro %}{% call m(caller=1) %}{% endcall %}")
    case("{% macro m() %}{{ caller() }}{% endmacro %}{% call m(**{'caller': 1}) %}{% endcall %}")
    case("{% macro o() %}({{ caller() }}){% endmacro %}{% macro m() %}{% call o() %}{{ caller() }}{% endcall %}{% endmacro %}{% call m() %}body{% endcall %}")
    case("{% macro m(n) %}{{ caller(n) }}{% endmacro %}{% for i in [1, 2] %}{% call(n) m(i) %}{{ n }}{{ i }}{{ x }}{% endcall %}{% endfor %}", "{'x': 9}")
    case("{% call 5 %}x{% endcall %}")
    case("{% call nope() %}x{% endcall %}")
    case("{% call dict(a=1) %}x{% endcall %}")
    case("{% macro m() %}{{ caller() }}{% endmacro %}\n\n{% call m() %}\n{{ nope() }}{% endcall %}")
    case("{% macro m() %}\n\n{{ caller() }}{% endmacro %}\n\n{% call\n m() %}\n{{ 1 // 0 }}{% endcall %}")
    case("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}<b>{{ '<' }}{% endcall %}", settings=ESCAPE)


def loops():
    for attribute in ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem", "nope", "__class__"]:
        for items in ["[5, 6, 7]", "'héł'", "{'a': 1, 'b': 2}", "[1, 2, 3, 4]|select('even')", "range(3)", "[]", "nope", "(1, none, 2)"]:
            if attribute == "__class__":
                continue
            case("{% for i in " + items + " %}{{ i }}:{{ loop." + attribute + " }},{% else %}E{% endfor %}")
    for body in [
        "{{ loop.cycle('a', 'b') }}", "{{ loop.cycle() }}", "{{ loop.cycle(a=1) }}", "{{ loop.changed(i // 2) }}", "{{ loop.changed() }}",
        "{{ loop.changed(i, 1) }}", "{{ loop.changed(a=1) }}", "{{ loop }}", "{{ loop|length }}", "{{ loop.length }}{{ loop.last }}{{ loop.nextitem }}",
        "{{ loop.last }}{{ loop.length }}{{ loop.revindex }}", "{{ loop() }}", "{{ loop([1]) }}", "{{ loop['index'] }}", "{{ loop is defined }}",
        "{% for j in [8, 9] %}{{ loop.index }}{{ loop.length }}{% endfor %}{{ loop.index }}", "{% set l = loop %}{% for j in [8, 9] %}{{ l.index }}{{ loop.index }}{% endfor %}",
        "{% if loop.index == 2 %}{% break %}{% endif %}{{ i }}", "{% if loop.index == 2 %}{% continue %}{% endif %}{{ i }}",
        "{% with a = 1 %}{% if i == 3 %}{% break %}{% endif %}{{ a }}{{ i }}{% endwith %}", "{% filter upper %}a{% if i == 3 %}{% break %}{% endif %}b{% endfilter %}",
        "{% set v %}a{% if i == 3 %}{% continue %}{% endif %}b{% endset %}{{ v }}", "{% for j in [1, 2, 3] %}{% if j == 2 %}{% break %}{% endif %}{{ j }}{% endfor %}{{ i }}",
        "{% autoescape true %}{% if i == 3 %}{% break %}{% endif %}{{ '<' }}{% endautoescape %}{{ '<' }}",
        "{% set i = 9 %}{{ i }}{{ loop.index }}", "{{ x }}{% set x = i %}{{ x }}", "{% set y = y %}{{ y }}", "{% if i == 3 %}{% set q = 1 %}{% endif %}{{ q }}",
        "{% if i == 3 %}{% set x = 1 %}{% else %}{% set z = 1 %}{% endif %}{{ x }}{{ z }}", "{{ loop.index.real }}", "{% include 'inc' %}", "{% include 'inc' without context %}",
    ]:
        for items in ["[2, 3, 4]", "[2, 3, 4]|map('int')", "[2, 3, 4] if i != 9"]:
            case("{% for i in " + items + " %}" + body + ";{% else %}E{% endfor %}{{ i }}{{ loop }}{{ '<' }}", "{'x': 'X'}", LOOPS, inc="({{ i }}{{ loop.index }}{{ x }})")
    for target, items in [
        ("a, b", "[(1, 2), [3, 4], 'xy']"), ("a, b", "[(1, 2, 3)]"), ("a, b", "[(1,)]"), ("a, b", "[1]"), ("a, b", "[none]"), ("a, b", "['xyz']"), ("a, b", "['x']"),
        ("a, (b, c)", "[(1, (2, 3))]"), ("a, (b, c)", "[(1, 2)]"), ("a,", "[(1,)]"), ("a, b", "{'k1': 1}.items()"), ("a, b", "[[1, 2]|map('string')]"), ("a, b", "[range(5)]"), ("a, b", "[nope]"),
        ("a, a", "[(1, 2)]"), ("(a, b)", "[(1, 2)]"), ("a, b", "[{'x': 1, 'y': 2}]"), ("a, b, c", "[(1, 2)]"), ("a, b", "['a😀']"),
    ]:
        case("{% for " + target + " in " + items + " %}{{ a }}-{{ b }}-{{ c }};{% endfor %}")
        case("\n{% for " + target + " in " + items + " if a != 0 %}{{ a }}-{{ b }}-{{ c }}{{ loop.index }};{% endfor %}")
        case("{% for z in [1] %}\n{% set " + target.replace("(a, b)", "a, b") + " = (" + items + ")|list|first %}{{ a }}-{{ b }}{% endfor %}")
    for items in ["5", "none", "1.5", "nope", "nope.x", "1 // 0", "true"]:
        case("a\n{% for i in " + items + " %}{{ i }}{% else %}E{% endfor %}")
        case("a\n{% for i in " + items + " %}{{ loop.index }}{% else %}E{% endfor %}")
        case("a\n{% for i in " + items + "\n if i %}{{ i }}{% else %}E{% endfor %}")
        case("a\n{% for i in " + items + " recursive %}{{ i }}{% else %}E{% endfor %}", settings=STRICT)
    tree = "{'t': [{'n': 'a', 'c': [{'n': 'b', 'c': []}, {'n': '<c>', 'c': [{'n': 'd', 'c': []}]}]}, {'n': 'e', 'c': []}]}"
    for body in ["{{ i.n }}{{ loop.depth }}{{ loop.depth0 }}({{ loop(i.c) }})", "{{ i.n }}{% if i.c %}[{{ loop(i.c) }}]{% endif %}", "{{ i.n }}{{ loop.index }}/{{ loop.length }}{{ loop(i.c) }}", "{% set q = i.n %}{{ loop(i.c) }}{{ q }}",
                 "{{ i.n }}{% for j in i.c %}{{ loop.index }}{{ j.n }}{% endfor %}{{ loop(i.c) }}", "{{ loop(i.c)|upper }}", "{{ loop(i.nope) }}", "{{ loop(5) }}", "{% set l = loop %}{% for j in i.c %}{{ l([j]) }}{% endfor %}{{ i.n }}"]:
        for head in ["t recursive", "t if i.n != 'b' recursive"]:
            case("{% for i in " + head + " %}" + body + "{% else %}-{% endfor %}", tree)
            case("\n{% for i in " + head + " %}\n" + body + "{% else %}-{% endfor %}", tree, {"autoescape": True, "undefined": "strict"})
    case("{% for i in [1, 2, 3] if i is odd %}{{ loop.index }}{{ loop.length }}{% endfor %}")
    case("{% for i in [1, 2, 3] if nope.x %}{{ i }}{% endfor %}")
    case("{% for i in [1, 2, 3]\n if loop.x %}{{ i }}{% endfor %}")
    case("{% for loop in [1] %}{% endfor %}")
    case("{% for i in [1] %}{% set loop = 1 %}{% endfor %}")
    case("{% for i in [1] %}{% for j in [1] %}{% set loop = 1 %}{% endfor %}{% endfor %}")
    case("{% set loop = 1 %}{{ loop }}")
    case("{% set l = [1, 2] %}{% for i in l %}{{ i }}{% if i < 5 %}{% do l.append(i + 2) %}{% endif %}{% endfor %}{{ l }}", settings=LOOPS)
    case("{% set d = {'a': 1} %}{% for i in d %}{% do d.update({i ~ i: 1}) %}{% endfor %}", settings=LOOPS)
    case("{% break %}", settings=LOOPS)
    case("{% for i in [1] %}{% macro m() %}{% continue %}{% endmacro %}{% endfor %}", settings=LOOPS)
    case("{% for i in [1] %}{% block a %}{% break %}{% endblock %}{% endfor %}", settings=LOOPS)
    case("{% for i in [1, 2, 3] %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% else %}E{% endfor %}", settings=LOOPS)
    case("{% for i in [1, 2] %}{% continue %}{% else %}E{% endfor %}", settings=LOOPS)
    case("{% for i in [1, 2] %}{% break %}{% else %}E{% endfor %}", settings=LOOPS)
    case("{% set it = [1, 2, 3, 4]|map('int') %}{% for i in it %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endfor %}-{% for i in it %}{{ i }}{% endfor %}", settings=LOOPS)
    case("{% for i in [0, 1] %}\n{{ 1 // i }}\n{% endfor %}")
    case("{% for i in ['1', 'a']|map('length')|map('abs') %}{{ i }}{% endfor %}")
    case("x\n{% for i in ['1', 'a']|map('nofilter') %}\n{{ i }}{% endfor %}")
    case("x\n{% for i in [1]|map(nope) %}\n{{ i }}{% endfor %}")
    case("{% for i in [3, 4] %}{{ loop.previtem }}{{ loop.nextitem }}{% endfor %}", settings=STRICT)
    case("{% for i in [3, 4] %}{{ loop.previtem }}{{ loop.nextitem }}{% endfor %}", settings={"undefined": "debug"})


def sets():
    for statement in [
        "set a = 1", "set a, b = 1, 2", "set a, b = b, a", "set a = a", "set _p = 1", "set a = nope", "set a = nope.x", "set a, b = 1", "set a, b = [1]", "set a, b = [1, 2, 3]", "set a, b = nope", "set a, b = 'xy'",
        "set a.b = 1", "set ns.a = 1", "set ns.a, ns.b = 1, 2", "set ns.a, b = 1, 2", "set nope.b = 1", "set ns.a, d.b = 1, 2", "set (a, b) = 5, 6", "set a, (b, q) = 1, (2, 3)",
    ]:
        case("\n{% set ns = namespace(z=0) %}{% set a = 'A' %}\n{% " + statement + " %}{{ a }},{{ b }},{{ ns }},{{ _p }}", "{'b': 'B', 'd': {}}")
        case("\n{% set ns = namespace(z=0) %}{% for i in [1] %}\n{% " + statement + " %}{{ a }},{{ b }},{{ ns }}{% endfor %}{{ a }},{{ b }}", "{'b': 'B', 'd': {}}", STRICT)
    for target in ["v", "ns.v", "d.v", "nope.v", "l.v", "i.v", "a, b", "_v"]:
        for filters in ["", " | upper", " | replace('a', x) | upper", " | length", " | nofilter"]:
            case("\n{% set ns = namespace() %}{% set " + target + filters + " %}a<{{ x }}\n{% endset %}{{ v }}{{ ns }}{{ d }}{{ a }}{{ b }}{{ _v }}", "{'x': '<y>', 'd': {}, 'l': [], 'i': 1}")
    for text in ["{{ v }}", "{{ v ~ '<' }}", "{{ v|escape }}", "{{ '<' + v }}", "{{ v is escaped }}"]:
        case("{% set v %}<a>{{ '<' }}{% endset %}" + text, settings=ESCAPE)
        case("{% set v | upper %}<a>{{ '<' }}{% endset %}" + text, settings=ESCAPE)
        case("{% set v %}<a>{{ '<' }}{% endset %}" + text)
    case("{{ namespace }}{{ namespace() }}{{ namespace({'a': 1}, b=2) }}{{ namespace([('a', 1)]).a }}")
    case("{{ namespace(1) }}")
    case("{{ namespace(a=1).b }}", settings=STRICT)
    case("{{ namespace(a=1).b is defined }}{{ namespace(a=1)['a'] }}")
    case("{{ namespace(a=1)['b'] }}", settings=STRICT)
    case("{% set ns = namespace(n=0) %}{% for i in [1, 2, 3] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}")
    case("{% set ns = namespace() %}{% set ns.self = ns %}{{ ns }}")
    case("{% if x %}{% set y = 1 %}{% else %}{% set y = 2 %}{% endif %}{{ y }}")
    case("{% if x %}{% set y = 1 %}{% elif z %}{% set y = 3 %}{% endif %}{{ y }}", "{'y': 'ctx'}")
    case("{% if z %}{% set y = 1 %}{% elif z %}{% set w = 3 %}{% else %}{{ y }}{% endif %}{{ y }}{{ w }}", "{'y': 'ctx', 'w': 'W'}")
    case("{{ y }}{% if true %}{% if true %}{% set y = 1 %}{% endif %}{{ y }}{% endif %}{{ y }}", "{'y': 'ctx'}")
    case("{% with a=1, b=a %}{{ a }}{{ b }}{% endwith %}{{ a }}", "{'a': 'ctx'}")
    case("{% with %}{% set a = 2 %}{{ a }}{% endwith %}{{ a }}", "{'a': 'ctx'}")
    case("{% with a, b = (1, 2) %}{{ a }}{{ b }}{% endwith %}")
    case("a\n{% with a, b = (1, 2, 3) %}{{ a }}{{ b }}{% endwith %}")
    case("a\n{% set q = 1 %}\n{% with a = nope.x %}{{ a }}{% endwith %}")
    case("{% with a = 1 %}{% with b = a %}{{ a }}{{ b }}{% set a = 5 %}{{ a }}{{ b }}{% endwith %}{{ a }}{% endwith %}")


def composition():
    inc = {"inc": "<{{ a }}{{ b }}{% set c = 3 %}>", "other": "O"}
    for target in ["'inc'", "['nope', 'inc']", "['nope', 'nope2']", "'nope'", "nope", "[nope]", "[]", "none", "5", "name", "names", "('nope', 'other')", "[none, 'other']", "[['inc']]", "''", "'in' ~ 'c'", "nope.x", "{}", "{'other': 1}", "'inc'|upper"]:
        for more in ["", " ignore missing", " without context", " ignore missing without context", " with context"]:
            case("x\n{% set a = 1 %}{% include " + target + more + " %}{{ c }}", "{'b': 2, 'name': 'inc', 'names': ['zip', 'other']}", **inc)
    case("{% for i in [1, 2] %}{% include 'inc' %}{% endfor %}", inc="{{ i }}{{ loop.index }}")
    case("{% for i in [1, 2] %}{{ loop.index }}{% include 'inc' %}{% endfor %}", inc="{{ i }}{{ loop.index }}")
    case("{% macro m(p) %}{% set q = 2 %}{% include 'inc' %}{% endmacro %}{{ m(1) }}", inc="{{ p }}{{ q }}{{ m is defined }}")
    case("{% include 'a' %}", a="{% include 'b' %}\n{{ q }}", b="{% include 'c' %}", c="\n\n{{ 1 // 0 }}")
    case("{% filter upper %}a{% include 'inc' without context %}b{% include 'inc' %}{% endfilter %}", inc="x")
    case("{% set v %}a{% include 'inc' without context %}b{% endset %}[{{ v }}]", inc="x")
    case("{% include 'inc' %}", inc="{% if %}")
    case("{% include 'inc' ignore missing %}", inc="\n{{ 1 | nofilter }}")
    case("{% include 'inc' ignore missing %}", inc="{% include 'nope' %}")
    case("{% include 'inc' %}{{ x }}", "{'x': []}", inc="{% set x2 = x.append(1) %}{{ x }}")
    case("{% include 'inc' without context %}{% include 'inc' without context %}", "{'x': 1}", inc="[{{ x }}{{ range(2)|list }}]")
    case("{% include 'inc' %}", "{'x': '<'}", {"autoescape": ".html"}, inc="{{ x }}")
    CASES.append({"templates": {"main": "{{ x }}{% include 'inc.html' %}{{ x }}{% import 'inc.html' as m %}{{ m.m() }}{{ m }}", "inc.html": "{{ x }}{% macro m() %}<{{ '<' }}{% endmacro %}"}, "main": "main", "context": "{'x': '<'}", "settings": {"autoescape": ".html"}})

    lib = "{% set v = 1 %}{% set _p = 2 %}{% macro m(a) %}m{{ a }}{{ x }}{{ v }}{% endmacro %}{% macro _q() %}{% endmacro %}text{{ x }}{% if true %}{% set w = 5 %}{% endif %}{% for i in [1] %}{% set z = 1 %}{% endfor %}"
    uses = ["l.v", "l._p", "l.m(7)", "l._q", "l.x", "l", "l.w", "l.z", "l.nope", "l.nope.x", "l.m", "l['v']", "l|string|upper", "l.m(1, 2)", "l.i", "l.__name__"]
    for use in uses:
        case("{% import 'lib' as l %}{{ " + use + " }}", "{'x': 'X'}", lib=lib)
        case("\n{% import 'lib' as l with context %}\n{{ " + use + " }}", "{'x': 'X'}", {"undefined": "strict"}, lib=lib)
    for names in ["v", "v as q", "m, v", "nope", "v, nope as n", "m as mm, w"]:
        case("{% from 'lib' import " + names + " %}{{ v }}{{ q }}{{ n }}{{ m(1) if m else '' }}{{ mm(1) if mm else '' }}{{ w }}", "{'x': 'X'}", lib=lib)
        case("a\n{% from 'lib' import " + names + " with context %}{{ v }}{{ nope }}{{ n.x }}", "{'x': 'X'}", lib=lib)
    case("{% from 'lib' import nope %}{{ nope }}", settings=STRICT, lib=lib)
    case("{% from 'lib' import nope %}{{ nope }}", settings={"undefined": "debug"}, lib=lib)
    case("{% import 'nope' as l %}", lib=lib)
    case("{% import nope as l %}", lib=lib)
    case("{% import 5 as l %}", lib=lib)
    case("{% import ['lib'] as l %}", lib=lib)
    case("{% from 'a' import m %}\n{{ m() }}", a="{% from 'b' import n %}\n\n{% macro m() %}\n{{ n() }}{% endmacro %}", b="\n{% macro n() %}{{ 1 // 0 }}{% endmacro %}")
    case("{% import 'a' as a %}{{ a.l }}{{ a.v }}", a="{% import 'lib' as l %}{% from 'lib' import v %}", lib=lib)
    case("{% import 'a' as a %}", a="\n{{ nope.x }}")
    case("{% set g = 1 %}{% import 'a' as a with context %}{{ a.m() }}{% set g = 2 %}{{ a.m() }}", a="{% macro m() %}{{ g }}{% endmacro %}")
    case("{% for i in [1, 2] %}{% import 'a' as a with context %}{{ a.m() }}{% endfor %}", a="{% macro m() %}{{ i }}{% endmacro %}")
    case("{% if true %}{% import 'lib' as l %}{% endif %}{{ l.v }}{% include 'inc' %}", lib=lib, inc="{{ l.v }}")
    case("{% macro k() %}{% from 'lib' import v %}{{ v }}{% endmacro %}{{ k() }}{{ v }}", lib=lib)
    case("{% import 'a' as a %}{% import 'a' as b %}{{ a.l.append(1) }}{{ b.l }}{{ a == b }}", a="{% set l = [] %}")
    case("{% import 'a' as a with context %}{% import 'a' as b %}{{ a.l.append(1) }}{{ b.l }}", a="{% set l = [] %}")
    case("{% import 'a' as a %}{{ a }}{{ '<' }}", settings=ESCAPE, a="<b>{{ '<' }}")
    case("{% import 'a' as a %}{{ a ~ '<' }}{{ a|escape }}{{ a|upper }}", settings=ESCAPE, a="<b>")
    case("{% import 'a' as a %}{{ a.b.c }}", a="{% import 'b' as b %}", b="{% set c = 1 %}")
    case("{% import 'a' as range %}{{ range.x }}", a="{% set x = 1 %}")
    case("{% set v = 9 %}{% from 'lib' import v %}{{ v }}", lib=lib)
    case("{% from 'lib' import _p %}{{ _p }}", lib=lib)


def inheritance():
    base = "[{% block a %}A{% endblock %}|{% block b %}B{{ x }}{% endblock %}]{{ y }}"
    case("{% extends 'base' %}", base=base)
    case("{% extends 'base' %}{% block a %}1{% endblock %}", base=base)
    case("{% extends 'base' %}{% block a %}1{{ super() }}{% endblock %}ignored{{ nope.x }}", base=base)
    case("{% extends 'base' %}{% block a %}{{ super.super() }}{% endblock %}", base=base)
    case("{% extends 'mid' %}{% block a %}1{{ super() }}{{ super.super() }}{% endblock %}", base=base, mid="{% extends 'base' %}{% block a %}2{{ super() }}{% endblock %}{% block b %}m{% endblock %}")
    case("{% extends 'mid' %}{% block a %}1{{ super.super.super() }}{% endblock %}", base=base, mid="{% extends 'base' %}{% block a %}2{{ super() }}{% endblock %}")
    case("{% extends 'base' %}{% block c %}{{ super() }}{% endblock %}{% block a %}{{ self.c() }}{% endblock %}", base=base)
    case("{% extends 'base' %}{% block a %}{{ self.b() }}{{ self.b() }}{{ self.nope }}{% endblock %}", "{'x': 1}", base=base)
    case("{% extends 'base' %}{% set x = 5 %}{% set y = 6 %}{% block a %}{{ x }}{{ y }}{% endblock %}", base=base)
    case("{% set x = 5 %}{% extends 'base' %}", base=base)
    case("before{% extends 'base' %}after{% block a %}{% endblock %}", base=base)
    case("{% extends p %}{% block a %}d{% endblock %}", "{'p': 'base'}", base=base)
    case("{% extends nope %}", base=base)
    case("{% extends 'nope' %}", base=base)
    case("\n{% extends ['base'] %}", base=base)
    case("{% if x %}{% extends 'base' %}{% endif %}[{% block a %}c{% endblock %}]", "{'x': True}", base=base)
    case("{% if x %}{% extends 'base' %}{% endif %}[{% block a %}c{% endblock %}]", "{'x': False}", base=base)
    case("{% if x %}{% extends 'base' %}{% else %}{% extends 'base2' %}{% endif %}[{% block a %}c{% endblock %}]", "{'x': False}", base=base, base2="2{% block a %}{% endblock %}")
    case("{% if x %}{% extends 'base' %}{% endif %}\n{% if y %}{% extends 'base' %}{% endif %}t", "{'x': 1, 'y': 1}", base=base)
    case("{% extends 'base' %}\n{% extends 'base' %}{% block a %}x{% endblock %}", base=base)
    case("{% extends 'base' %}{% if true %}{% extends 'base' %}{% endif %}{% include 'inc' %}", base=base, inc="inc")
    case("{% extends 'base' %}{% for i in [1, 2] %}{{ i }}{% endfor %}{% include 'inc' %}{% filter upper %}f{% endfilter %}", base=base, inc="inc")
    case("{% extends 'base' %}{% macro m() %}M{{ x }}{% endmacro %}{% block a %}{{ m() }}{% endblock %}", "{'x': 'X'}", base=base)
    case("{% extends 'base' %}{% import 'lib' as l %}{% from 'lib' import v %}{% block a %}{{ l.v }}{{ v }}{% endblock %}", base=base, lib="{% set v = 1 %}")
    case("{% extends 'base' %}{% call m() %}{% endcall %}{% macro m() %}{% endmacro %}", base=base)
    case("{% extends 'base' %}{% macro m() %}out{{ caller() }}{% endmacro %}{% call m() %}c{% endcall %}{{ m }}", base=base)
    case("{% for i in [1] %}{% extends 'base' %}{% endfor %}", base=base)
    case("{% macro m() %}{% extends 'base' %}{% endmacro %}", base=base)
    case("{% block a %}{% extends 'base' %}{% endblock %}", base=base)
    case("{% block a %}1{% endblock %}{% block a %}2{% endblock %}")
    case("{% block a %}\n{% block b %}{% block a %}{% endblock %}{% endblock %}{% endblock %}")
    case("{% block a %}1{% endblock %}{{ self.a() }}{{ self.a()|upper }}")
    case("{% block a %}{{ x }}{% endblock %}{{ self.a() }}{% set x = 2 %}{{ self.a() }}", "{'x': 1}")
    case("{{ self.a() }}{% block a %}<{{ '<' }}{% endblock %}", settings=ESCAPE)
    case("{{ self }}{{ self.a.name }}{{ self.a.nope }}{{ self['a']() }}{% block a %}z{% endblock %}")
    case("{{ self.a(1) }}{% block a %}z{% endblock %}")
    case("{{ self.a(q=1) }}{% block a %}z{% endblock %}")
    case("{{ self.b() }}{% block a %}z{% endblock %}")
    case("{% macro m() %}{{ self.a() }}{% endmacro %}{% block a %}z{% endblock %}{{ m() }}")
    case("{% set self = 1 %}{{ self }}")
    case("{% for self in [1] %}{{ self }}{% endfor %}")
    case("{% block a %}{{ super() }}{% endblock %}")
    case("{% block a %}{{ super }}{% endblock %}", settings=STRICT)
    case("{% block a %}{% set super = 1 %}{{ super }}{% endblock %}")
    case("{{ super() }}")
    case("{% for i in [1, 2] %}{% block a %}{{ i }}{{ loop.index }}{% endblock %}{% endfor %}")
    case("{% for i in [1, 2] %}{% block a scoped %}{{ i }}{{ loop.index }}{% endblock %}{% endfor %}")
    case("{% for i in [1, 2] %}{% set q = i %}{% block a scoped %}{{ q }}{% block c %}{{ q }}{{ i }}{% endblock %}{% endblock %}{% endfor %}")
    case("{% extends 'base' %}{% block a scoped %}{{ i }}{{ super() }}{% endblock %}", base="{% for i in [1, 2] %}{% block a scoped %}<{{ i }}>{% endblock %}{% endfor %}")
    case("{% extends 'base' %}{% block a %}{{ i }}{{ loop.index }}{% endblock %}", base="{% for i in [1, 2] %}{% block a scoped %}<{{ i }}>{% endblock %}{% endfor %}")
    case("{% extends 'base' %}{% block a %}{{ i }}{% endblock %}", base="{% for i in [1, 2] %}{% block a %}<{{ i }}>{% endblock %}{% endfor %}")
    case("{% extends 'base' %}{% block a %}x{% endblock %}", base="{% block a required %}{% endblock %}")
    case("{% extends 'base' %}", base="\n{% block a required %}\n{% endblock %}")
    case("{% extends 'mid' %}", base="{% block a required %}{% endblock %}", mid="{% extends 'base' %}{% block a %}m{% endblock %}")
    case("{% block a required %}{% endblock %}")
    case("{% block a required scoped %}{% endblock %}")
    case("{% extends 'base' %}{% block a %}{% block n %}N{% endblock %}{% endblock %}{% block b %}{{ self.n() }}{% endblock %}", base=base)
    case("{% extends 'base' %}\n{% block a %}\n{{ 1 // 0 }}{% endblock %}", base="\n\n" + base)
    case("{% extends 'base' %}\n{% block a %}\n{{ super() }}{% endblock %}", base="\n\n{% block a %}\n\n{{ nope.x }}{% endblock %}")
    case("{% extends 'base' %}{% block b %}{% set x = 1 %}{{ x }}{{ super() }}{% endblock %}", base=base)
    case("{% extends 'base' %}{% block a %}<{{ '<' }}{{ super() }}{% endblock %}", settings=ESCAPE, base="{% block a %}<b>{{ '<' }}{% endblock %}")
    case("{% extends 'base' %}{% block a %}{% autoescape true %}{{ '<' }}{{ super() }}{% endautoescape %}{% endblock %}", base="{% block a %}<b>{{ '<' }}{% endblock %}")
    case("{% autoescape true %}{% block a %}{{ '<' }}{{ '<'|escape }}{{ self.b() }}{% endblock %}{% endautoescape %}{% block b %}<{% endblock %}")
    case("{% include 'child' %}{% include 'child' %}", child="{% extends 'base' %}{% block a %}{{ x }}{% endblock %}", base=base)
    case("{% import 'child' as c %}{{ c }}{{ c.v }}", child="{% extends 'base' %}{% set v = 1 %}", base=base + "{% set w = 2 %}")
    case("{% filter upper %}{% block a %}x{{ y }}{% endblock %}{% endfilter %}", "{'y': 'y'}")
    case("{% macro m() %}{% block a %}x{{ y }}{% endblock %}{% endmacro %}{{ m() }}", "{'y': 'y'}")
    case("{% if false %}{% block a %}x{% endblock %}{% endif %}{{ self.a() }}")


def printing():
    values = "{'s': '<s>', 'i': 3, 'f': 1.5, 'n': None, 't': True, 'l': [1, '<'], 'd': {'k': '<v>', 'items': 1}, 'u': 'é😀'}"
    for expression in [
        "s", "i", "f", "n", "t", "l", "d", "u", "nope", "d.k", "d['k']", "d.items", "d['items']", "d.nope", "d.nope.x", "l.0", "l[0]", "l['0']", "l[5]", "l.x", "s.upper()", "s['upper']()", "s[0]", "s[0:2]", "s.x", "n.x", "i.x", "i.real",
        "l[nope]", "nope[0]", "nope.x", "nope()", "d.k()", "n()", "i(1)", "s ~ i ~ nope", "s ~ s|safe", "s|safe ~ s", "s|safe", "s|escape", "s + s|safe", "[s, s|safe]", "1 if nope", "(1 if nope).x", "(1 if nope) is defined", "1 if t else 2", "s if n else i",
        "1 < 2 < 3", "1 < 2 > 5", "1 < nope", "s in l", "'<' in l", "1 not in l", "1 in n", "not nope", "nope and s", "nope or s", "s and i", "n or nope", "-i", "+t", "-s", "i // 0", "i % 0", "i ** 2", "l * 2", "s * i", "s - 1", "1 + '1'", "'%s-%s' % (1, s)",
        "(1, 2)", "()", "(1,)", "{}", "{1: 2}", "{[]: 1}", "[]", "{'a': nope}", "[nope]", "nope is defined", "nope is undefined", "s is string", "nope == nope2", "nope != 1", "nope == none", "range(3)", "range(3)|list", "d.get('zz')", "d.get('zz', 5)",
        "l.append(4)", "l.pop(9)", "s.nope()", "s.format", "dict(a=1)", "d|length", "nope|length", "nope|default('x')", "nope.x|default('x')", "s|nofilter", "s is notest", "(s|nofilter) if false else 1", "(s|nofilter) if true", "1 if s is notest", "cycler('a', 'b').next()",
        "joiner()()", "'\\n'", "'a' 'b'", "1_000", "0x10", "1e3", "1.0", "10 ** 20", "true", "True", "none", "None", "false", "[1,2,3][::-1]", "[1,2,3][1:]", "l[:1]", "d[1:2]", "nope[1:]", "n[1:]", "l['a':]", "l[::0]", "x[1, 2]", "{(1, 2): 3}[1, 2]", "d[s]", "d[l]", "s[l]", "d|map('upper')|list", "l|first", "l|join(',')", "i|string|safe",
        "self", "dict(**d)", "dict(*[d])", "dict(**nope)", "dict(*nope)", "dict(**n)", "dict(*i)", "dict(k=1, **d)", "range(*[1, 3])|list", "range()", "range(1, 2, 0)", "nope.__class__", "nope.__foo__", "s.__class__", "''.__class__.__mro__", "d.__len__", "s|attr('__class__')", "loop", "caller", "varargs",
    ]:
        skip = "__" in expression or expression in ("d.items", "s.format")
        if skip:
            continue
        case("a\n{{ " + expression + " }}", values)
        case("{{ " + expression + " }}", values, ESCAPE)
        case("{{ " + expression + " }}", values, {"undefined": "strict"})
        if "nope" in expression or "if" in expression:
            case("{{ " + expression + " }}", values, {"undefined": "chainable", "autoescape": True})
            case("{{ " + expression + " }}", values, {"undefined": "debug"})
    for value in ["true", "false", "nope", "x", "none", "not true", "'yes'", "''", "1 == 1", "y"]:
        for inside in ["{{ s }}", "{{ s ~ s|safe }}", "{{ s|safe ~ s }}", "{% filter upper %}<{{ s }}{% endfilter %}", "{% set v %}<{{ s }}{% endset %}{{ v }}", "{% macro m() %}<{{ s }}{% endmacro %}{{ m() }}", "{{ [s]|join('<') }}", "{% for i in [[]] recursive %}<{{ loop(i) }}>{% endfor %}"]:
            case("{% autoescape " + value + " %}" + inside + "{% endautoescape %}{{ s }}", "{'s': '<s>', 'x': True, 'y': False}")
            case("{% autoescape " + value + " %}" + inside + "{% endautoescape %}{{ s }}", "{'s': '<s>', 'x': True, 'y': False}", ESCAPE)
    for inside in ["upper", "upper|lower", "replace('a', s)", "nofilter", "length", "escape", "trim|indent(2)", "default(nope.x)", "join(',')", "list"]:
        case("\n{% filter " + inside + " %}a\nb{{ s }}{% endfilter %}", "{'s': '<s>'}")
        case("{% filter " + inside + " %}a\nb{{ s }}{% endfilter %}", "{'s': '<s>'}", ESCAPE)
    case("{% if true %}{% filter nofilter %}x{% endfilter %}{% endif %}")
    case("{% if false %}{{ x|nofilter }}{% elif x is notest %}{% endif %}ok")
    case("{% if false %}{% for i in [1] %}{{ x|nofilter }}{% endfor %}{% endif %}ok")
    case("{% if x|nofilter %}{% endif %}ok")
    case("{% do x.append(1) %}{{ x }}", "{'x': []}", LOOPS)
    case("\n{% do nope.x() %}", settings=LOOPS)
    case("{% do 1 // 0 %}", settings=LOOPS)
    case("{{ a\n.b\n.c }}", "{'a': {}}")
    case("{{ f(\n1,\n nope.x) }}", "{'a': {}}")
    case("{{ 'a'\n }}{{ 1\n + \n'x' }}")
    case("text\n{{ ok }}\n{{ nope.x }}\ntext", "{'ok': 1}")
    case("{% if nope.x %}{% endif %}")
    case("{% if x %}\n{% elif nope.x %}{% endif %}")
    case("\n{% if x == nope.y.z %}{% endif %}")
    case("{{ dict(a=1, a=2) }}")
    case("{{ x[1:2, 3] }}")
    case("{{ nope.a.b }}", settings={"undefined": "chainable"})
    case("{{ nope['a'].b + 1 }}", settings={"undefined": "chainable"})
    case("{{ x.a.b }}", "{'x': {}}", {"undefined": "debug"})
    case("{{ x.a }}{{ x[1] }}{{ nope }}", "{'x': {}}", {"undefined": "debug"})
    case("{% for i in x if i.a %}{{ i }}{% endfor %}", "{'x': [{'a': 1}, {}]}", STRICT)
    case("a\r\nb{{ x }}\r\n", "{'x': 1}", {"keep_trailing_newline": True})
    case("  {% if true %}\n  a\n  {% endif %}\n", settings={"trim_blocks": True, "lstrip_blocks": True})
    case("# for i in [1, 2]\n{{ i }} ## c\n# endfor\n", settings={"line_statement_prefix": "#", "line_comment_prefix": "##"})
    case("<% if true %>${x}<% endif %>", "{'x': 1}", {"block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "${", "variable_end_string": "}"})


def oddities():
    case("{% autoescape x %}{{ '<' }}{{ s }}{% autoescape true %}{{ '<' }}{% endautoescape %}{{ '<' ~ 1 }}{% endautoescape %}", "{'x': True, 's': '<'}")
    case("{% autoescape x %}{{ '<' }}{{ s }}{% autoescape false %}{{ '<' }}{% endautoescape %}{{ '<' ~ 1 }}{% endautoescape %}", "{'x': False, 's': '<'}", ESCAPE)
    case("{{ 0 and 1|nofilter }}{{ 1 or 1 is notest }}")
    case("{{ 1 and 1|nofilter }}")
    case("{{ x and 1|nofilter }}")
    case("{{ 1|nofilter and 0 }}")
    case("{{ '' or 0 or x }}{{ 'a' and x and y }}", "{'x': 5}")
    case("{% import 'lib' as l %}{% from 'lib' import n %}{{ l.n }}{{ n }}{{ l.n is none }}{{ n is none }}", lib="{% set n = none %}")
    case("{{ d.n }}{{ d['n'] }}{{ d.n is none }}{{ l[0] }}{{ l.0 is none }}", "{'d': {'n': None}, 'l': [None]}")
    case("{% set n = none %}{{ n }}{% macro m(a=none, b=n) %}{{ a }}{{ b }}{% endmacro %}{{ m() }}{{ m(none, none) }}{% include 'inc' %}", "{'n': 1}", inc="{{ n }}")
    case("{% for a, b in [(none, 1), (2, none)] %}{{ a }}{{ b }}{{ loop.previtem }}{% endfor %}")
    case("{% for i in [none, none] %}{{ loop.last }}{{ loop.nextitem }}{{ loop.changed(i) }}{{ loop.length }}{% endfor %}")
    case("{% for i in [none, 1]|map('string') if i != 'x' %}{{ loop.last }}{{ loop.index }}{{ i }}{% endfor %}")


for make in (oddities, scopes, macros, loops, sets, composition, inheritance, printing):
    make()

if __name__ == "__main__":
    results = []
    for entry in CASES:
        result = render(entry)
        if " at 0x" in result.get("output", ""):
            continue
        results.append({**entry, "result": result})
    path = pathlib.Path(__file__).parent.parent / "data" / "evaluate.json"
    lines = ",\n".join(json.dumps(result) for result in results)
    path.write_text(f"[\n{lines}\n]\n")
    print(len(results))
