"""Writes the cases of the syntax with the answers of jinja2, for test/jinja/data/syntax.json.

    python test/jinja/oracle/syntax_cases.py > test/jinja/data/syntax.json

With a number and a seed, that many templates made by chance instead of the written ones and a few by chance.
"""

import itertools
import json
import sys

from parse_templates import answer
from random_templates import Templates

INFIX = ["or", "and", "in", "not in", "==", "<", "+", "-", "~", "*", "/", "//", "%", "**"]
SIGNS = ["", "-", "+"]

STATEMENTS = """
{% for a in b %}x{% endfor %}
{% for a in b %}x{% else %}y{% endfor %}
{% for a in b if c %}x{% endfor %}
{% for a in b if c if d else e %}x{% endfor %}
{% for a in b recursive %}{{ loop(a) }}{% endfor %}
{% for a in b if c recursive %}{% else %}{% endfor %}
{% for a, b in c %}{% endfor %}
{% for a, (b, c) in d %}{% endfor %}
{% for (a, b) in c %}{% endfor %}
{% for a in b, c %}{% endfor %}
{% for a in 1, %}{% endfor %}
{% for a in (b if c else d) %}{% endfor %}
{% for a in b: %}{% endfor %}
{% for in in in %}{% endfor %}
{% for a in [1, 2] recursive %}{% break %}{% endfor %}
{% if a %}x{% endif %}
{% if a %}x{% else %}y{% endif %}
{% if a %}x{% elif b %}y{% elif c %}z{% else %}w{% endif %}
{% if a, b %}{% endif %}
{% if not a %}{% elif not b %}{% endif %}
{% if a: %}x{% else: %}y{% endif %}
{% if a %}{% if b %}{% endif %}{% endif %}
{% macro f() %}x{% endmacro %}
{% macro f(a, b=1, c=[2, 3]) %}{{ a }}{% endmacro %}
{% macro f(a,) %}{% endmacro %}
{% macro f(a) %}{{ varargs }}{{ kwargs }}{{ caller() }}{% endmacro %}
{% call f() %}x{% endcall %}
{% call(a, b=2) f(1) %}{{ a }}{% endcall %}
{% call a.b.c(1, *d, **e) %}{% endcall %}
{% call() f() %}{% endcall %}
{% filter upper %}x{% endfilter %}
{% filter replace('a', b)|trim|a.b(c=1) %}x{% endfilter %}
{% set a = 1 %}
{% set a, b = 1, 2 %}
{% set (a, b) = c %}
{% set a, (b, c) = d %}
{% set a.b = 1 %}
{% set a.b, c = 1 %}
{% set a %}x{% endset %}
{% set a | upper %}x{% endset %}
{% set a | replace('b', 'c') | trim %}x{% endset %}
{% set a.b %}x{% endset %}
{% set a, b %}x{% endset %}
{% set a = b if c else d %}
{% set a = 1, %}
{% set a, = b %}
{% include 'a' %}
{% include a ignore missing %}
{% include ['a', b] ignore missing with context %}
{% include 'a' without context %}
{% include 'a' with context %}
{% include a if b else c %}
{% include 'a' ignore missing without context %}
{% import 'a' as b %}
{% import 'a' as b with context %}
{% import a ~ 'x' as b without context %}
{% from 'a' import b %}
{% from 'a' import b, c as d %}
{% from 'a' import b, c as d with context %}
{% from 'a' import b without context %}
{% from 'a' import b, %}
{% from 'a' import with context %}
{% from 'a' import b, with context %}
{% from 'a' import with, without %}
{% extends 'a' %}
{% extends a if b else 'c' %}
{% block a %}x{% endblock %}
{% block a %}x{% endblock a %}
{% block a scoped %}{{ super() }}{% endblock %}
{% block a required %} {# c #} {% endblock %}
{% block a scoped required %}{% endblock a %}
{% block scoped %}{% endblock %}
{% block required %}{% endblock required %}
{% block a %}{% block b %}{% endblock b %}{% endblock a %}
{% with %}x{% endwith %}
{% with a = 1 %}x{% endwith %}
{% with a = 1, b = a %}x{% endwith %}
{% with a, b = 1 %}x{% endwith %}
{% with (a, b) = c, d = e %}x{% endwith %}
{% with (a, b) = (1, 2) %}x{% endwith %}
{% autoescape true %}x{% endautoescape %}
{% autoescape a or b %}x{% endautoescape %}
{% do a.append(1) %}
{% do a, b %}
{% for a in b %}{% if c %}{% continue %}{% endif %}{% endfor %}
{% break %}
{% print a %}
{% print a, b ~ c %}
{% print %}
a{% raw %}{{ b }}{% endraw %}c
a{# b #}c{{ d }}e{# #}
{# a #}
{##}
{#-#}
{%raw%}{%endraw%}
{% raw %}{% raw %}{% endraw %}
{{ a }}{{ b }}c{{ d }}
a
{% if a %}{% endif %}b{% if c %}{% endif %}
""".strip().split("\n")

EXPRESSIONS = """
1|1_000|0|00|0_0|0x1F|0XfF_f|0o17|0O7|0b101|0B1|9007199254740991|9007199254740992|123456789012345678901234567890
1.0|1.5e3|1e10|1E-5|1_0.2_5|1e400|0.1|10.|1.e5|1.a|1 .a|0x|0b2|1_|012|1e|1e+|00.5|1__0|_1|1.2.3|.5
true|True|false|False|none|None|TRUE|nil|not|in|is|if|else|and|or
'a'|"a"|'a' 'b'|'a' "b" 'c'|''|'a\\'b'|"a\\"b"|'\\n\\t\\\\'|'\\x41\\u20ac\\U0001f600'|'\\101\\0\\7777'|'\\q\\é'|'é'|'\\€\\😀'
()|(a)|(a,)|(a, b)|(a, b,)|((a))|((a,),)|a,|a, b|a, b,|(,)|[]|[a]|[a,]|[a, b]|[a, b,]|[,]|{}|{a: b}|{a: b,}|{'a': 1, b: 2}|{,}|{a}|{a: b, c}
a.b|a.b.c|a.0|a.0.1|a.0.b|a['b']|a[0]|a[b][c]|a[b, c]|a[]|a[b,]|a[b:c]|a[:]|a[b:]|a[:c]|a[::]|a[b:c:d]|a[::d]|a[:c:d]|a[b::d]|a[:::]
a[b:c, d]|a[1:2, 3:4]|a[(b, c)]|a[b if c else d]|a[b if c else d:e]|a.1.5|a.1_0|a.'b'|a.|a.b.|'a'.b|'a'[0]|1 .b|[a][0]|{a: b}.c|(a).b|(a)(b)
a()|a(b)|a(b,)|a(b, c)|a(b=c)|a(b, c=d)|a(*b)|a(**b)|a(*b, **c)|a(b, *c)|a(b, c=d, *e, **f)|a(*b, c=d)|a(**b, c=d)|a(*b, c)|a(**b, *c)
a(b=c, d)|a(*b, *c)|a(**b, **c)|a(,)|a(b c)|a(b=)|a(b)(c)|a.b(c).d|a[b](c)|a(b if c else d)|a(b=c if d else e)|a(b==c)|a((b, c))|a('b'='c')
a|b|a|b()|a|b(c)|a|b(c=d)|a|b(*c)|a|b|c|a|b.c|a|b.c(d)|a|b(c)|d(e)|a|b.c.d|a|1|a||b|a|b(c)(d)|a|b.1
a is b|a is not b|a is b(c)|a is b c|a is b 'c'|a is b 1|a is b 1.5|a is b [c]|a is b {c: d}|a is b (c, d)|a is b c.d|a is b c[0]|a is b c(d)
a is b and c|a is b or c|a is b else c|a is b if c else d|a is b is c|a is b.c|a is b.c d|a is not b c|a is b not c|a is b in c|a is b not in c
a is b == c|a is b + c|a is b -c|a is b|c|a is b c|d|a is|a is not|a is 1|a is b is|not a is b|a is b, c|-a is b|a ** b is c|a is in b|a is none
a if b|a if b else c|a if b if c|a if b else c if d|a if b else c if d else e|a if b if c else d|(a if b else c) if d else e|a if b else|a if
-a|+a|--a|- - a|-+-a|-a.b|-a[b]|-a(b)|-a|b|--a|b|-a ** b|a ** -b|-1|-1.5|-'a'|not a|not not a|not -a|-not a|+ not a|a + not b|not a == b|a == not b
a < b < c|a < b == c > d|a in b in c|a not in b not in c|a < b in c not in d|(a < b) < c|a not b|a not|not in a|a in not b
a ~ b|a ~ b ~ c|a ~ b + c|a + b ~ c|(a ~ b) ~ c|a ** b ** c|a - b - c|a / b / c|a // b % c * d|a or b or c|a and b and c|a or b and c or d
a b|a 1|1 a|1 1|'a' b|a 'b'|a ; b|a = b|a : b|a ! b|a ? b|a $ b|a & b|a @ b|a ` b|a \\ b|a ^ b|é|a·b|€|a€|²|a²|ªb|℘|़a
)|]|}|(|[|{|(]|[)|{)|(}|[}|{]|a)|a]|(a]|[a)|((a)|[(a])|{a: (b}|'|"|'a|"a|'a"|"a'|a'|"a"b"|'\\
'\\x'|'\\x4'|'\\xg1'|'\\u12'|'\\u12g4'|'\\U0001'|'\\U00110000'|'\\Uffffffff'|'\\N'|'\\N{'|'\\N{}'|'a\\x'|'\\8'|'\\400'|'\\u'
""".strip().split("\n")

ERRORS = """
{% foo %}
{% foo bar %}
{% 1 %}
{% 'a' %}
{% %}
{%%}
{% endif %}
{% else %}
{% elif a %}
{% endfor %}
{% endblock %}
{% if %}
{% if a %}
{% if a %}{% else %}
{% if a %}{% elif b %}
{% if a %}{% foo %}{% endif %}
{% if a %}{% endfor %}
{% if a %}{% else %}{% else %}{% endif %}
{% if a %}{% else %}{% elif b %}{% endif %}
{% for a in b %}{% if c %}{% endfor %}{% endif %}
{% for a in b %}{% if c %}{% endif %}
{% for a in b %}{% endif %}{% endfor %}
{% for a in b %}{% elif %}{% endfor %}
{% for %}
{% for a %}
{% for a in %}
{% for a b in c %}
{% for a.b in c %}{% endfor %}
{% for a[0] in c %}{% endfor %}
{% for 1 in c %}{% endfor %}
{% for true in c %}{% endfor %}
{% for a, 1 in c %}{% endfor %}
{% for a, in c %}{% endfor %}
{% for [a] in c %}{% endfor %}
{% for {a: b} in c %}{% endfor %}
{% for a in b else %}
{% for a in b if %}{% endfor %}
{% for a in b if c else d %}{% endfor %}
{% for a in b recursive if c %}{% endfor %}
{% for a in b recursive c %}{% endfor %}
{% macro %}
{% macro f %}
{% macro f( %}
{% macro f(a b) %}
{% macro f(a=1, b) %}{% endmacro %}
{% macro f(1) %}{% endmacro %}
{% macro f(a.b) %}{% endmacro %}
{% macro f(true) %}{% endmacro %}
{% macro f(*a) %}{% endmacro %}
{% macro f(**a) %}{% endmacro %}
{% macro none() %}{% endmacro %}
{% macro 'f'() %}{% endmacro %}
{% macro f(a=) %}{% endmacro %}
{% macro f() %}
{% call %}
{% call a %}{% endcall %}
{% call a|b %}{% endcall %}
{% call(a b) c() %}{% endcall %}
{% call(a=1, b) c() %}{% endcall %}
{% call() %}{% endcall %}
{% call a()|b %}{% endcall %}
{% call (a) %}{% endcall %}
{% filter %}{% endfilter %}
{% filter 1 %}{% endfilter %}
{% filter a| %}{% endfilter %}
{% filter a b %}{% endfilter %}
{% filter | a %}{% endfilter %}
{% set %}
{% set a %}
{% set a = %}
{% set 1 = a %}
{% set 'a' = b %}
{% set true = a %}
{% set none = a %}
{% set a() = b %}
{% set a[0] = b %}
{% set a.b.c = d %}
{% set a. = d %}
{% set a.1 = d %}
{% set true.a = b %}
{% set (a.b) = c %}
{% set (a.b, c) = d %}
{% set (a + b) = c %}
{% set (a - b) = c %}
{% set (a * b) = c %}
{% set (a / b) = c %}
{% set (a // b) = c %}
{% set (a % b) = c %}
{% set (a ** b) = c %}
{% set (a ~ b) = c %}
{% set (a == b) = c %}
{% set (a in b) = c %}
{% set (a and b) = c %}
{% set (a or b) = c %}
{% set (not a) = c %}
{% set (-a) = c %}
{% set (+a) = c %}
{% set (a if b) = c %}
{% set (a is b) = c %}
{% set (a|b) = c %}
{% set (a[b]) = c %}
{% set (a()) = c %}
{% set ([a]) = c %}
{% set ({}) = c %}
{% set ('a') = c %}
{% set [a, b] = c %}
{% set {} = c %}
{% set () = c %}
{% set -a = b %}
{% set a, true = b %}
{% set a.b, 1 = b %}
{% set a b %}
{% set a = b c %}
{% set a == b %}
{% set a = b = c %}
{% set a += b %}
{% set a | %}{% endset %}
{% set a | b c %}{% endset %}
{% include %}
{% include 'a' ignore %}
{% include 'a' missing %}
{% include 'a' with %}
{% include 'a' without %}
{% include 'a', 'b' %}
{% include 'a' with context ignore missing %}
{% import %}
{% import 'a' %}
{% import 'a' as %}
{% import 'a' as 'b' %}
{% import 'a' as true %}
{% import 'a' as b.c %}
{% import 'a' as b, c %}
{% import 'a' as b with %}
{% from %}
{% from 'a' %}
{% from 'a' import %}
{% from 'a' import * %}
{% from 'a' import 'b' %}
{% from 'a' import b as %}
{% from 'a' import b as 1 %}
{% from 'a' import b c %}
{% from 'a' import _b %}
{% from 'a' import a, _b as c %}
{% from 'a' import b as _c %}
{% from 'a' import true %}
{% from 'a' import b with %}
{% from 'a' import b with context, c %}
{% extends %}
{% extends 'a' 'b' c %}
{% extends a, b %}
{% block %}
{% block 'a' %}{% endblock %}
{% block a-b %}{% endblock %}
{% block a.b %}{% endblock %}
{% block a b %}{% endblock %}
{% block a %}{% endblock b %}
{% block a %}
{% block a required %}x{% endblock %}
{% block a required %}{{ b }}{% endblock %}
{% block a required %}{% if b %}{% endif %}{% endblock %}
{% block a required scoped %}{% endblock %}
{% block a scoped-b %}{% endblock %}
{% with a %}{% endwith %}
{% with a = 1 b = 2 %}{% endwith %}
{% with a = 1, %}{% endwith %}
{% with a.b = 1 %}{% endwith %}
{% with 1 = a %}{% endwith %}
{% with a = 1, 2 %}{% endwith %}
{% autoescape %}{% endautoescape %}
{% autoescape a, b %}{% endautoescape %}
{% trans %}a{% endtrans %}
{% debug %}
{% do %}
{% do 1 2 %}
{% break a %}
{% continue 1 %}
{% raw %}
{% raw %}a
{% raw a %}{% endraw %}
{% endraw %}
{% raw +%}{% endraw %}
{# a
{#
{# a #
{{
{{ a
{{ a }
{{ a %}
{% a }}
{% if a }}
{{ }}
{{}}
{{ a }} }}
{%
{% if
{% if a
{{ a +}}
{{+a}}
{{-a}}
{{ a -}}
{{ a % }}
{{ a %}}
{{ {}}}
{{ {'a': {}}}}
{% if {} %}{% endif %}
{% if a % %}{% endif %}
{% if a %}{# {% endif %}
{{ 'a }}
{{ "}}" }}
{{ '}}' ~ '%}' }}
{{ ( }}
{{ (a }}
{{ [a }} ]
{{ a | }}
{{ a.b. }}
{{ a is }}
{{ a (b }}
{{ a
b }}
{{ a
+ }}
""".strip().split("\n")

LINES = [
    "a\n{{ b\n+\nc\n-\nd }}\n",
    "{{ a\n|\nb\n(\nc\n)\n|\nd }}",
    "{{ a\n.\nb\n[\nc\n]\n(\nd\n,\ne\n=\nf\n) }}",
    "{{ a\n<\nb\n<\nc\n}}",
    "{{ a\nif\nb\nelse\nc\nif\nd\nelse\ne\n}}",
    "{{ a\nif\nb\nif\nc\n}}",
    "{{ a\nor\nb\nor\nc\nand\nd\nand\ne\n}}",
    "{{ a\nis\nnot\nb\nc\n}}",
    "{{ not\na\nin\nb }}",
    "{{ -\na\n**\nb\n**\nc }}",
    "{{ a\n~\nb\n~\nc }}",
    "{{ a\n,\nb\n,\nc }}",
    "{{ (\na\n,\nb\n,\nc\n) }}",
    "{{ (\n)\n}}",
    "{{ [\na\n,\nb\n]\n}}{{ {\na\n:\nb\n}\n}}",
    "{{ a[\nb\n:\nc\n]\n}}{{ a\n[\nb\n,\nc\n] }}",
    "{{\n'a'\n'b'\n}}",
    "{{ 'a\nb'\n+ c }}",
    "{%\nfor\na\n,\nb\nin\nc\nif\nd\nrecursive\n%}\n{%\nelse\n%}\n{%\nendfor\n%}\n{{ x }}",
    "{%\nif\na\n%}\n{%\nelif\nb\n%}\n{%\nelse\n%}\n{%\nendif\n%}\n{{ x }}",
    "{%\nset\na\n=\nb\n%}{%\nset\na\n.\nb\n|\nc\n%}\n{%\nendset\n%}",
    "{%\nblock\na\n%}\n{%\nendblock\na\n%}{%\nmacro\na\n(\nb\n)\n%}{%\nendmacro\n%}",
    "{%\ncall\n(\na\n)\nb\n(\n)\n%}{%\nendcall\n%}{%\nfilter\na\n|\nb\n%}{%\nendfilter\n%}",
    "{%\nfrom\na\nimport\nb\n%}{%\ninclude\na\n%}{%\nautoescape\na\n%}{%\nendautoescape\n%}",
    "a\n\n{#\n\n#}\n{{ b }}\n\n{% raw %}\n\n{% endraw %}\n{{ c }}",
    "a\n\n  {%- if b -%}\n\n  c\n  {%- endif -%}\n\n  {{- d -}}\n\n{{ e }}",
    "\n\n{% if a %}\n\n",
    "\n\n{% if a %}\n\n{{ b }}",
    "\n\n{{ a\n\n",
    "\n\n{{ a\n\nb }}",
    "\n{{ a(\nb=1,\nc) }}",
    "\n{# a\n\n",
    "\n{% raw -%}\n\n a\n\n",
    "\n{% raw %}\n a\n\n",
    "\n\n{{ 'a\n\n }}",
    "\n{{ 'a\n\n\\x' }}",
    "\r\n{{ a }}\r{{ b }}\r\n\r\n{{ c d }}",
    "\r\n\r{{ $ }}",
    "é😀\r\n{{ $ }}",
    "a\u2028b\u0085c\x0b\x0c\x1c{{ $ }}",
    "\n{% call\na %}{% endcall %}",
    "\n{% block\na\nrequired %}\n{{ b }}\n{% endblock %}\n\n",
    "\n{% set\n(a\n+\nb)\n= c %}",
    "\n{% set\na,\n1,\n2\n= c %}",
    "\n{% from 'a' import\n\n_b %}",
]

TEXTS = ["a \n  {TAG}  \n b", "{TAG}\n\n", "  {TAG}\n", " x {TAG} y ", "\n \t{TAG}{TAG}\n\n z", "a\r\n\t{TAG}\r\n\r\nb\r\n", "\u00a0\x1f{TAG}\u2003\n"]
TAGS = {
    "variable": "{{%s v %s}}",
    "block": "{%%%s print v %s%%}",
    "comment": "{#%s c %s#}",
    "raw": "{%%%s raw %%} r {%% endraw %s%%}",
    "raw inside": "{%% raw %s%%} \n r \n {%%%s endraw %%}",
}


def whitespace():
    for (kind, tag), begin, end in itertools.product(TAGS.items(), ["", "-", "+"], ["", "-", "+"]):
        if kind == "variable" and end == "+":
            continue
        for trim, lstrip in itertools.product([False, True], repeat=2):
            settings = {"trim_blocks": trim, "lstrip_blocks": lstrip}
            text = "\x1e".join(TEXTS) if kind != "raw inside" or begin != "+" else TEXTS[0]
            yield text.replace("{TAG}", tag % (begin, end)), settings


LINE_TEXTS = [
    "# for a in b\nx\n# endfor\ny",
    "  # for a in b:  \n\n  x\n # endfor\n\n\ny",
    "a\n# if b\n## c\nd ## e\n# endif",
    "a ## b\n  ## c\nd",
    "## a\n## b",
    "# set a = [\n1,\n2\n]\nb",
    "# set a = 1 ## b\nc",
    "#- if a\nb\n\n#- endif\nc",
    "a # b\n{{ c }} # d\n{{ c }} ## d\n{{- e -}}  ## f\n",
    "# if a\n",
    "# foo",
    "\n\n# if a b\n# endif",
    "a\n\t\x0b# print b\n\xa0# print c\n",
    "# raw\n# endraw",
    "# print a",
    "# print a\n\n\n",
    "# print a  \n \n \n  b",
    "{% raw %}\n# print a\n## b\n{% endraw %}\n# print c",
    "{# a\n# b\n#}\n# print c",
    "# print (a\n",
    "#",
    "##",
    "a ##- b\nc",
    "a\n ##+ b\nc",
    "# print {'a': 1}.a\nb",
    "# print '\n'\nb",
    "# print a {# b #}\n",
    "# print a -%}\nb",
]

STYLES = [
    {"block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "${", "variable_end_string": "}", "comment_start_string": "<!--", "comment_end_string": "-->"},
    {"block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<%=", "variable_end_string": "%>", "comment_start_string": "<%#", "comment_end_string": "%>"},
    {"block_start_string": "[[%", "block_end_string": "%]]", "variable_start_string": "[[", "variable_end_string": "]]", "comment_start_string": "[[#", "comment_end_string": "#]]"},
    {"block_start_string": "%", "block_end_string": "\n", "variable_start_string": "$", "variable_end_string": "$", "comment_start_string": "/*", "comment_end_string": "*/"},
]
STYLED = [
    "<% if a %>${ b }<!-- c --><% endif %>{{ d }}",
    "<% raw %>${ a }<% endraw %> <!----> <!---a---> ${{'a': {}}} ${a",
    "<%= a %><%# b %><% if c %><%=d%><% endif %><% raw %><%= a %><% endraw -%> x",
    "[[ a ]][[% if b %]][[# c #]][[% endif %]][[ [a[b[0]]] ]][[ a[b] ]]",
    "% if a\n$b$ /* c */\n% endif\n",
    "<% foo %> <!-- a",
]


def cases():
    for line in STATEMENTS:
        yield line, {"extensions": ["do", "loopcontrols"]}
    yield "{% do a %}", {}
    yield "{% break %}", {}
    yield "{% for a in b %}{% continue %}{% endfor %}", {"extensions": ["do"]}
    for line in ERRORS:
        yield line, {}
    yield "{% do %}", {"extensions": ["do"]}
    yield "{% break a %}", {"extensions": ["loopcontrols"]}
    for line in EXPRESSIONS:
        for expression in split(line):
            yield "{{ " + expression + " }}", {}
    for one, other in itertools.product(INFIX + ["|f ~"], INFIX + ["is t or", "if x else", "|f *", "is not t and"]):
        yield "{{ a %s b %s c }}" % (one, other), {}
    for infix in INFIX:
        for prefix in ["not ", "-", "- -", "not not ", "not -"]:
            yield "{{ %sa %s b }}{{ (a) %s (b) }}" % (prefix, infix, infix), {}
            yield "{{ a %s %sb }}" % (infix, prefix), {}
    for text in LINES:
        yield text, {}
        yield text, {"keep_trailing_newline": True, "newline_sequence": "\r\n", "trim_blocks": True}
    yield "'{{ 'a\\\nb\nc' }}'\n", {}
    yield "'{{ 'a\\\nb\nc' }}'\n\n", {"newline_sequence": "\r\n"}
    yield "'{{ 'a\\\r\nb\rc' }}'\r", {"newline_sequence": "\r"}
    for keep, text in itertools.product([False, True], ["", "\n", "\n\n", "a\n", "a\r\n", "a\r", "a\r\n\r\n", "a{{ b }}\n"]):
        yield text, {"keep_trailing_newline": keep}
    yield from whitespace()
    for text in LINE_TEXTS:
        for more in [{}, {"trim_blocks": True, "lstrip_blocks": True}]:
            yield text, {"line_statement_prefix": "#", "line_comment_prefix": "##", **more}
        yield text, {"line_statement_prefix": "#"}
    yield "% for a in b:\n  x\n% endfor\n", {"line_statement_prefix": "%", "line_comment_prefix": "//"}
    for text, style in itertools.product(STYLED, STYLES):
        yield text, style
    for character in "\u0898\u30fb\U00011f02\u0660\u0301\u200d\U00020000\ufeff\u2118\u3000\x85":
        yield "{{ a" + character + " }}", {}
        yield "{{ " + character + " }}" + character + "{{- a }}", {}
    yield "{{ %s }}" % ("9" * 4301), {}
    yield "{{ %s }}" % ("9" * 4300), {}
    yield "{{ 0x%s }}" % ("f" * 1000), {}


def by_chance(count, seed):
    templates = Templates(seed)
    for _ in range(count):
        yield templates.case()


def split(line):
    """At single bars; what has bars itself is told apart by its neighbours, and any piece is an expression to try."""
    pieces = line.split("|")
    return pieces + ["|".join(pair) for pair in zip(pieces, pieces[1:])]


if __name__ == "__main__":
    count, seed = map(int, sys.argv[1:3] or (0, 0))
    chosen = by_chance(count, seed) if count else itertools.chain(cases(), by_chance(600, 2026))
    known = [{"template": t, "settings": s} if s else {"template": t} for t, s in chosen]
    print("[")
    print(",\n".join(json.dumps({**case, **answer(case)}, ensure_ascii=True) for case in known))
    print("]")
    print(len(known), file=sys.stderr)
