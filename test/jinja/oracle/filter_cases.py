"""The cases of `filters.py`: templates, each with whether it escapes."""

import math

CONTEXT = {
    'bytes_': b'ab\xff c',
    'one': {1},
    'words': {'only'},
    'frozen': frozenset([2]),
    'nan': math.nan,
    'inf': math.inf,
    'lone': '\ud800x',
}

SCALARS = [
    "''", "'a'", "'Hello World'", "'straße ŒUVRE ΑΣ ǆ ﬁ 𝒳𝓎'", "'<a href=\"x\">T & \\'Q\\'</a>'",
    "'<b>bold</b>'|safe", "'a &amp; b'|safe", '0', '1', '-7', '42', '12345678901234567890', '1.0', '-2.5', '1e16',
    '3.14159', 'nan', 'inf', '-inf', 'true', 'false', 'none', 'missing', 'bytes_',
]
GENERATOR = "[1, 2]|map('string')"
# What they make of the text of a generator is another thing each time.
SEES_ADDRESS = {'center', 'title', 'upper', 'wordcount'}
COLLECTIONS = [
    '[]', '[1]', '[3, 1, 2]', "['b', 'A', 'c', 'a']", '(1, 2, 3)', '()', '{}', "{'b': 1, 'A': 2, 'a': 3}",
    '{1: 2}', 'range(5)', 'range(0)', "[1, 'a']", '[none, 1]', '[[2, 1], [1, 2]]', "[{'n': 2}, {'n': 1}]", 'one',
    'frozen', GENERATOR, "{'a': 1}.items()", "['<', '>'|safe]", '[1.5, 2, true]', 'namespace(a=1)',
    '[missing, missing]', "'ab'|list", 'dict',
]
ALL = SCALARS + COLLECTIONS

NO_ARGUMENTS = (
    'abs capitalize count d default dictsort e escape filesizeformat first float forceescape indent int items join last '
    'length list lower max min pprint reverse round safe sort string striptags sum title tojson trim truncate unique '
    'upper urlencode urlize wordcount wordwrap xmlattr center'
).split()

TESTS = (
    'boolean callable defined escaped even false filter float integer iterable lower mapping none number odd sequence '
    'string test true undefined upper'
).split()

COMPARISONS = '== != < <= > >= eq ne lt le gt ge equalto greaterthan lessthan in sameas divisibleby'.split()
OPERANDS = [
    ('1', '1'), ('1', '1.0'), ('1', 'true'), ('2', '3'), ("'a'", "'b'"), ("'a'", "'a'|safe"), ('1', "'a'"), ('none', 'none'),
    ('[1]', '[1]'), ('[1, 2]', '[1, 3]'), ('(1,)', '[1]'), ('missing', 'missing'), ('missing', '1'), ('1', '[1, 2]'),
    ("'a'", "'abc'"), ("'a'", "{'a': 1}"), ('1', '0'), ('nan', 'nan'), ('7', '-2'), ('6.0', '1.5'), ('10', '5'),
    ("'%s'", '3'), ('[]', 'one'), ('true', 'true'), ('12345678901234567890', '10'), ('missing', '[missing]'),
]

TEXTS = [
    "''", "'x'", "'Hello World'", "'one two  three\\nfour\\n\\nfive'", "'<i>a</i>\\n<b>'|safe", "'𝒳𝓎 z 𝒳'", '42', 'none', 'missing',
]
LONG = (
    "'The quick brown-fox jumps -- over the lazy dog; well-known, e.g. state-of-the-art foo--bar baz---qux and "
    "supercalifragilisticexpialidocious.'"
)
USERS = (
    "[{'name': 'bob', 'age': 3, 'a': {'b': [5, 6]}}, {'name': 'Ann', 'age': 20, 'a': {'b': [1]}}, "
    "{'name': 'ann', 'age': 3}, {'name': 'Bob', 'age': 1, 'a': {'b': [0]}}]"
)
FULL = (
    "[{'name': 'bob', 'age': 3, 'a': {'b': [5, 6]}}, {'name': 'Ann', 'age': 20, 'a': {'b': [1]}}, "
    "{'name': 'ann', 'age': 3, 'a': {'b': [7]}}, {'name': 'Bob', 'age': 1, 'a': {'b': [0]}}]"
)
PAIRS = '[[2, \'b\'], [1, \'B\'], [2, \'a\']]'

# By filter: what it is put behind, and the arguments that it is given.
CROSSED = [
    ('attr', ["'a'", '5', "{'a': 1}", 'missing', 'namespace(a=1)', 'cycler(1)'],
     ["('upper')", "('a')", "('current')", "(5)"]),
    ('batch', ['range(5)', "'abcdef'", '[]', '5', 'missing', '(1, 2)'],
     ['(2)|list', '(3, 0)|list', "(4, fill_with='x')|list", '(0)|list', '(2.0)|list', "('a')|list", '(9, none)|list', "(9, 'x')|list|length", '', '(2)']),
    ('slice', ['range(7)', "'abcdef'", '[]', '5', 'missing', '(1, 2)'],
     ['(3)|list', "(4, 'x')|list", "(2, fill_with=0)|list", '(0)|list', '(-1)|list', '(2.0)|list', "('a')|list", '', '(2)']),
    ('center', TEXTS, ['(9)', '(10)', '(3)', '(width=12)', '(0)', '(-1)', "('a')", '(2.5)']),
    ('default', ['missing', "''", '0', 'none', '5', '[]', 'missing_.x', "{'a': 1}.b"],
     ["('x')", "('x', true)", "(default_value='y')", "('x', boolean=true)", '(none)', "(['x'])", '(1, 2, 3)', '(foo=1)']),
    ('d', ['missing', "''"], ["('x')", "('x', true)"]),
    ('dictsort', ["{'b': 1, 'A': 2, 'a': 3, 'B': 0}", "{'x': 'b', 'y': 'A', 'z': 'a'}", "{1: 'x', 'a': 2}", '{}', "{2: 1, 1: 2, 1.5: 3}"],
     ['(true)', "(by='value')", "(false, 'value')", '(reverse=true)', "(true, 'value', true)", "(by='x')", '(case_sensitive=1, reverse=1)', "(by=5)"]),
    ('filesizeformat', ['0', '1', '1.0', '2', '999', '1000', '1001', '1023', '1024', '1500', '999999', '1e6', '1048576', "'123456'",
                        '123456789', '1e12', '1e15', '1e18', '1e21', '1e24', '1e27', '1e30', '-5', '-1e9', '0.5', 'nan', 'inf', "'x'", '10**30', '1125899906842624', '12250', '1350', '1250', '1150'],
     ['', '(true)', '(binary=true)']),
    ('float', ["'1'", "'1.5'", "' 2.5 '", "'x'", "'1e5'", "'inf'", "'-nan'", "'1_0.5'", 'none', '[]', '5', 'true', '10**400', "'٣'", 'bytes_', "'1.5'|safe"],
     ['', '(7)', '(default=none)', "('x')"]),
    ('int', ["'1'", "'1.5'", "' 42 '", "'x'", "'0x1f'", "'0b101'", "'077'", "'ff'", "'1e3'", "'1_000'", "'-0x1F'", '3.99', '-3.99', 'inf', 'nan', 'none', '[]', 'true', "'٣'", 'bytes_', '1e20', "'1e400'", "'zz'"],
     ['', '(7)', '(0, 16)', '(base=2)', '(default=none, base=8)', '(0, 0)', '(0, 36)', '(0, 99)', "(0, 'a')", "('x')"]),
    ('first', ['[none]', "'abc'", 'missing', '{}', "{'a': 1}", 'range(3)', "[1]|map('string')", "'𝒳y'"], ['', '|upper', '(1)']),
    ('last', ['[1, none]', "'abc'", 'missing', '{}', "{'a': 1, 'b': 2}", 'range(3)', "[1]|map('string')", "'x𝒳'", "'ab'|safe", "{'a': 1}.values()", "{'a': 1}.items()"], ['', '|string', '(1)']),
    ('format', ["'%s'", "'%s and %s'", "'%d%%'", "'%(a)s'", "'%5.2f|%-5s|%05d'", "'<%s>'|safe", "'%(a)s & %(b)s'|safe", "'x'", '5', "'%r %c'", "'%x %o %e %g'"],
     ['', "('<a>')", "('a', 'b')", "(a='<x>')", '(1, a=2)', '(3.14159, 2, 5)', "(65, 66)", "(255, 8, 12345.678, 1e-7)", "(a=1, b='&')", '(value=1)', "([1], 97)"]),
    ('groupby', [USERS, FULL, '[]', PAIRS, '[5]', 'missing'],
     ["('age')|list", "('name')|map('first')|list", "('a.b.0')|list", "('name', case_sensitive=true)|map(attribute='grouper')|list",
      "('a.b.0', default='none')|map(attribute='grouper')|join(',')", "('a', default=0)|length", "(0)|list", "(1)|map(attribute='list')|list", '', "('age', x=1)", "('zip', '?')|map(attribute='grouper')|list"]),
    ('indent', TEXTS + ["'a\\r\\nb\\x0cc'", "'  a\\n  b\\n'", "'<a>\\nb'"],
     ['(2)', '(2, true)', '(2, false, true)', '(first=true, blank=true)', "(width='> ')", "('<'|safe)", "('<'|safe, true, true)", "('<'|safe, true)", '(0)', '(-1)', "(2.5)", "('>>', first=1)"]),
    ('join', ['[]', '[1, 2, 3]', "['<a>', '<b>'|safe]", "'abc'", '5', 'missing', "{'a': 1, 'b': 2}", '[none, missing, 1.0]', '[[1], (2,)]', "['<', '>']", "[1, 2]|map('string')"],
     ['', "(', ')", "('<')", "('<br>'|safe)", '(5)', '(none)', "(d='|')", "(d='|', attribute=0)", "(missing)"]),
    ('join', [USERS, FULL, PAIRS], ["(', ', attribute='name')", "('|', 'a.b.0')", "(', ', 0)", "('-', attribute=1)", "('<br>'|safe, 'name')"]),
    ('length', ["'𝒳y'", "[1]|map('string')", '5', 'none', 'missing', '(1, 2)', 'range(10)', "{'a': 1}", "'ab'|safe", 'one', 'bytes_'], ['', '(1)', '(x=1)']),
    ('map', [USERS, FULL, PAIRS, "['a', 'B']", '[]', '5', '0', 'missing', "'ab'", "{'a': 1}"],
     ["(attribute='name')|list", "(attribute='a.b.0', default='?')|list", "(attribute='zip', default='x')|list", "('upper')|list", "('default', 'x')|list", '|list', "('nope')|list",
      "(missing)|list", "(attribute='a', x=1)|list", "('replace', 'a', 'b')|list", "('join', d='-')|list", "(attribute=0)|list", '', "(attribute='name.0')|list", "('string')|map('length')|sum", "(value=1)", '(5)|list']),
    ('max', [USERS, FULL, PAIRS, "['b', 'A', 'c', 'B']", "[1, 'a']", '[]', '[1, 3, 2]', "[none]", '5', '[nan, 1]', '[1, nan]'],
     ['', '(true)', "(attribute='age')", "(case_sensitive=true)", "(attribute='name')", "(attribute=1)", '(1, 2, 3)']),
    ('min', [USERS, FULL, PAIRS, "['b', 'A', 'c', 'B']", "['a', 1]", '[]', '[1, 3, 2]', "[none]", '5', '[nan, 1]', '[1, nan]'],
     ['', '(true)', "(attribute='age')", "(case_sensitive=true)", "(attribute='name')", "(attribute=1)"]),
    ('reject', ['range(6)', "['a', '', none, 0, 5]", 'missing', '5', "[1, 'a']"], ['|list', "('odd')|list", "('divisibleby', 3)|list", "('gt', 3)|list", "('nope')|list", "(missing)|list", '', "('in', [1, 2])|list", "('divisibleby', num=2)|list", '(value=1)']),
    ('select', ['range(6)', "['a', '', none, 0, 5]", 'missing', '5', "[1, 'a']"], ['|list', "('odd')|list", "('divisibleby', 3)|list", "('>', 3)|list", "('nope')|list", "(missing)|list", '', "('in', [1, 2])|list", "('string')|list", "('equalto', 'a')|list"]),
    ('selectattr', [USERS, FULL, PAIRS, '[]', 'missing', '[5]'], ["('age')|map(attribute='name')|list", "('age', 'gt', 2)|list|length", "('a.b.0', 'defined')|map(attribute='name')|list", '|list', "('name', 'equalto', 'Ann')|list", "(0, 'eq', 2)|list", '', "('name', 'nope')|list"]),
    ('rejectattr', [USERS, FULL, PAIRS, '[]', 'missing', '[5]'], ["('a')|map(attribute='name')|list", "('age', 'gt', 2)|list|length", "('age', 'odd')|map(attribute='name')|list", '|list', "(0)|list"]),
    ('replace', ["'aaaargh'", "'<a>'", "'<a>'|safe", '42', 'none', 'missing', "''"],
     ["('a', 'b')", "('a', '<', 2)", "('<', '&')", "('<', '&'|safe)", "('<'|safe, 'x')", "(4, 5)", "('', '-')", "('a', 'b', count=1)", "('a')", "('a', 'b', 'c')", "('a', 'b', 0)", "('a', 'b', -1)", "(old='a', new='x')", "(s=1)"]),
    ('reverse', ["'abc'", "'a𝒳b'", "'ab'|safe", '[1, 2]', '(1, 2)', 'range(3)', "{'a': 1, 'b': 2}", "{'a': 1}.items()", "[1, 2]|map('string')", '5', 'missing', 'one', 'none'], ['', '|list', '|first']),
    ('round', ['42.55', '2.5', '3.5', '-2.5', '0.5', '2.675', '1.005', '0.125', '5', '15', '25', '-15', '1e300', '1e-300', 'true', 'nan', 'inf', "'a'", 'missing', '12345678901234567890', '1234567.891', '1e22', '-0.4', '0.05', '5.015', '10**30'],
     ['', '(1)', '(2)', '(-1)', "(1, 'floor')", "(1, 'ceil')", "(method='ceil')", "(method='floor')", "(-1, 'floor')", '(none)', '(400)', '(-400)', '(1.5)']),
    ('round', ['42.55'], ["('a')", "(method='x')", '(method=[])', "(method='ceil'|safe)", '(1, 2, 3)', "(3, 'common')"]),
    ('sort', [USERS, FULL, PAIRS, "['b', 'A', 'c', 'a', 'B']", "[3, 1, 2, 1.5, true]", "[1, 'a', 2]", "['a', 1, 'b']", '[none, 1]', 'missing', '5', "'hello'", "{'b': 1, 'a': 2}", '[missing, missing]', '[nan, 1, nan, 0]', "['B'|safe, 'a', 'C']"],
     ['', '(true)', '(case_sensitive=true)', '(reverse=true)', "(attribute='age')", "(attribute='age,name')|map(attribute='name')|list", "(attribute='name', reverse=true)|map(attribute='age')|list", "(attribute='a.b.0')", "(attribute=1)", "(attribute='1,0')", "(true, true)", '(x=1)']),
    ('sum', [USERS, FULL, PAIRS, '[1, 2.5, true]', "['a']", '[[1], [2]]', '[]', '5', 'missing', '[0.1, 0.2, 0.3]', '[10**20, 1]', '[missing]'],
     ['', "(attribute='age')", "(start=10)", "('age', 5)", "(start='')", "(start=[])", "(attribute=0)", '(start=bytes_)', '(start=true)', '(1, 2, 3)']),
    ('tojson', ["{'b': [1, 2.0, none], 'a': {'x': true}}", "'<script>\\'&\\''", "'é𝒳\\x7f\\n\\x00\"\\\\/'", '1e16', '1e-7', 'nan', '[inf, -inf]', '12345678901234567890', "{1: 2, 'a': 3}", "{1: 'x', 2.5: 'y', true: 'z'}", '{none: 1}', '{(1, 2): 3}', 'missing', 'one', 'range(3)', 'bytes_', "'<b>'|safe", '(1, (2,))', '[]', '{}', '[{}, [], [[]]]', 'dict', "{'a': 1}.items()", 'namespace()', 'lone', "[1]|map('string')", "{1.5: 1, 0.5: 2}", "{'é': 'ü'}", "[{'n': 1}]|groupby('n')", '-0.0', '1e22'],
     ['', '(2)', "('--')", '(0)', '(indent=1)', '(true)', '(2.5)', '(-1)']),
    ('trim', TEXTS + ["'  a b\\n'", "'xxaxx'", "'\\x1c\\xa0a\\u3000'", "'\\ufeffa'", "' <b> '|safe"], ['', "('x')", "(chars='xa')", '(none)', '(5)', "('')"]),
    ('truncate', ["'foo bar baz qux'", LONG, "'foo bar baz qux'|safe", '5', '[1, 2, 3]', 'missing', "''", "'𝒳𝒳𝒳𝒳 𝒳𝒳𝒳𝒳 𝒳𝒳𝒳𝒳'", "'aaaaaaaaaaaaaaaaaaaa'"],
     ['(9)', '(9, true)', '(11)', "(11, false, '...', 0)", "(5, true, '…', 0)", "(length=10, end='<>')", '(2)', "(2, end='')", '(9, leeway=-1)', '(10, leeway=100)', "('a')", '(0, true, "", 0)', '(8, true, "<>"|safe, 0)', '(4.5)']),
    ('unique', ["['b', 'A', 'a', 'B']", '[1, 1.0, true, 2]', '[[1]]', USERS, FULL, PAIRS, 'missing', '5', "'hello'", '[none, none]', '[nan, nan]'], ['|list', '(true)|list', "(attribute='age')|map(attribute='name')|list", "(case_sensitive=true)|join(',')", "(attribute=0)|list", '', '(1, 2, 3)']),
    ('urlencode', ["'a b/c?d=e&f'", "'é𝒳~_-.'", "{'a b': 'c/d', 'e': 5}", "[('a', 'b'), ('c', 'd e')]", '[1]', "['ab', 'cd']", "['abc']", "['a']", '5', 'none', 'missing', 'bytes_', '[(bytes_, 1)]', 'lone', "'<'|safe", '[]', "{'a': missing}"], ['', '(1)']),
    ('wordwrap', [LONG, "'a b\\n\\nc d'", "''", "'   leading and trailing   '", "'héllo wörld-ünd so-weiter 𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳'", "'a\\tb\\x0bc\\xa0d\\u3000e'", "'----- --- a--b -x- 1-2 ab-cd-ef'", '5', 'missing', "'<b> <i> <u>'|safe"],
     ['', '(10)', '(5)', '(1)', '(10, false)', "(10, wrapstring='<br>')", "(10, wrapstring='<br>'|safe)", '(10, break_on_hyphens=false)', '(7, true, "|", 0)', '(7, break_long_words=false, break_on_hyphens=false)', '(0)', '(-1)', "('a')", '(3.5)', '(10, true, 5)', '(10, break_on_hyphens=1)']),
    ('xmlattr', ["{'class': 'a b', 'id': none, 'x': missing, 'n': 5}", "{'a': '<\"&>', 'b': '<b>'|safe}", '{}', "{'a b': 1}", "{'a/': 1}", "{'a>': 1}", "{'a=': 1}", "{5: 1}", '{bytes_: 1}', "{'<': 1}", '5', '[1]', 'missing', "{'é': true}", "{'': 1}"], ['', '(false)', '(autospace=true)', '(1, 2)']),
    ('wordcount', ["'foo bar_baz 1 é-ü 𝒳'", "'  '", '12.5', 'none', "'<b>x</b>'|safe", 'missing', "'a²b ٣ ①'", "'e\\u0301a'"], ['', '(1)']),
    ('title', ["'foo bar'", "\"foo's bar-baz (qux) [a {b <c\"", "'FOO\\tBAR\\xa0bAZ'", "'ßa ǆx ﬁn'", "'<b>foo</b>'|safe", '5', 'missing', "'éÉ 𝒳a'", "'ΑΣ ΑΣΑ'"], ['', '(1)']),
    ('striptags', ["'<b>a</b>  <i>b</i>\\n c'", "'a &lt;b&gt; &amp; &eacute; &#233;'", "'<!-- x > y -->z'", "'a < b'", "'<a'", '5', 'missing', "'<b>&lt;</b>'|safe"], ['']),
]

URLS = [
    "'see http://example.com/a?b=c#d now'", "'www.example.com, (www.foo.de) <https://x.org/>.'", "'mail bob@example.com or mailto:a@b.de'",
    "'http://127.0.0.1:8080/x http://[::1]/ http://999.1.1.1'", "'example.com foo.net bar.xyz a.int b.mil'", "'https://en.wikipedia.org/wiki/A_(b) (https://x.de/a_(b))'",
    "'HTTP://EXAMPLE.COM WWW.X.DE'", "'http:// http://x https://localhost'", "'ftp://a.b tel:123 git+ssh://x'", "'@a@b.c a@b a@b.c. x:a@b.c www.a@b.c'",
    "'<a href=\"http://x.de\">'", "'http://a.de'|safe", "'http://münchen.de/ä http://xn--mnchen-3ya.de'", "'http://a.de\\nhttp://b.de\\thttp://c.de'", '5', 'missing', "'((http://a.de))) www.a.de>.,)'",
    "'http://a.de/&lt;x&gt; &lt;http://a.de&gt;'|safe", "'http://exa-mple.co.uk:80/a,b;c'", "'http://a.de.'", "'www.a www. a.b.com http://user@a.de'", "'email@sub.domain.example.org?x a.b-c_d@e-f.gh'",
]
URL_ARGUMENTS = ['', '(10)', '(nofollow=true)', "(target='_blank')", "(rel='a b noopener')", "(extra_schemes=['ftp://', 'tel:', 'git+ssh://'])", "(20, true, '<', 'z')", "(extra_schemes=['x'])"]

PRETTY = [
    "{'b': 1, 'a': [1, 2, {'z': none, 'c': true}]}", "range(60)|list", "['word ' * 30]", "'word ' * 30", "'x' * 100", "'line\\n' * 30", "['a\\nb' * 40]",
    "{'key': 'value ' * 20, 'other': ['a', 'b']}", "{'k' * 40: 'v' * 50, 'l': 1}", "(1,)", "('x' * 79,)", "('x' * 40, 'y' * 40)", "[[1, 2, 3] * 10] * 3",
    "{1: 'a', 'b': 2, none: 3, 1.5: 4}", "bytes_ * 30", "[bytes_ * 30]", "'<b>' * 40", "('<b>' * 40)|safe", "[('<b>' * 40)|safe]", "{'a': {'b': {'c': {'d': ['x' * 20] * 5}}}}",
    "[missing] * 30", "one", "[one, frozen]", "[frozen] * 12", "{'a': range(100)}", "'é' * 90", "['𝒳 ' * 45]", "'\"quoted\" and \\'single\\' ' * 6", "[{'name': 'n' * 30, 'value': 'v' * 30}] * 3",
    "12345678901234567890", "[1.0, 1e16, nan]", "''", "[]", "{}", "()", "{'a': []}", "[{'n': 1}]|groupby('n')", "[{'n': 'x' * 50, 'm': 'y' * 50}]|groupby('n')", "{'x': 'a b c ' * 12 ~ '\\n' ~ 'd e f ' * 14}",
    "'a' * 77", "'a' * 78", "'a' * 79", "['a' * 75]", "['a' * 76]", "['a' * 77]", "{'a': 'b' * 71}", "{'a': 'b' * 72}", "{'a': 'b ' * 36}", "[['a' * 74]]", "(('a ' * 38, 1), 2)", "namespace(a='x' * 90)", "[true, false, none] * 12",
    "'tab\\tbed ' * 12", "'a\\r\\nb\\x0bc\\x0cd\\x1ce\\u2028' * 9", "[bytes_]", "['x' * 30, ['y' * 30, ['z' * 30, ['w' * 30]]]]", "{'long key ' * 9: {'inner ' * 9: 'value ' * 9}}", "[1] * 26", "[1] * 27", "[[]] * 40", "'   ' * 40",
    "{'b': {'y': 1, 'x': 2}, 'a': {'d': 3, 'c': 4}}", "{(2, 1): 'a', (1, 2): 'b'}", "bytes_", "[bytes_ * 15, 1]", "'word' ~ ' ' * 100",
]

TEMPLATES = [
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.pos }}{{ c.reset() }}{{ c.next() }}{{ c.items }}",
    "{% set c = cycler(1) %}{{ c.next(2) }}", '{{ cycler() }}', '{{ cycler(a=1) }}', '{{ cycler(1) }}', '{{ cycler(1, self=2) }}', '{{ cycler(1).nope }}', '{{ cycler(1)() }}', '{{ cycler(1)|list }}', '{{ cycler(1).reset(x=1) }}', "{{ cycler(1)['next'] is callable }}",
    "{% set j = joiner() %}{{ j() }}a{{ j() }}b{{ j() }}", "{% set j = joiner('<') %}{{ j() }}{{ j() }}", "{% set j = joiner(sep=5) %}{{ j() }}{{ j() + 1 }}{{ j.sep }}{{ j.used }}", '{{ joiner(1, 2) }}', '{{ joiner(x=1) }}', '{{ joiner()(1) }}', '{{ joiner() }}', '{{ joiner()(a=1) }}',
    '{% set n = namespace(a=1, b=[2]) %}{{ n.a }}{{ n.b }}{{ n.c }}{{ n }}', "{% set n = namespace({'x': 1}, y=2) %}{% set n.z = n.x + n.y %}{{ n.z }}{{ n }}", "{{ namespace([('a', 1)]).a }}", '{{ namespace(1) }}', '{{ namespace(1, 2) }}', "{{ namespace(self=1)['self'] }}", '{{ namespace()|list }}', '{{ namespace(a=1).a.b.c }}', "{{ namespace(a=1)|attr('a') }}", '{{ namespace()|length }}', "{{ namespace(['a']) }}",
    '{{ range(3) }}', '{{ range(3)|list }}', '{{ range(1, 7, 2)|list }}', '{{ range(5, 0, -2)|list }}', '{{ range() }}', '{{ range(1, 2, 0) }}', "{{ range('a') }}", '{{ range(1, 2, 3, 4) }}', '{{ range(a=1) }}', '{{ range(1.5) }}', '{{ range(10)[2:5] }}', '{{ range(10)[-1] }}', '{{ 3 in range(5) }}', '{{ range(true)|list }}',
    "{{ dict(a=1, b=2) }}", "{{ dict([('a', 1)], b=2) }}", '{{ dict() }}', '{{ dict(1) }}', "{{ dict({'a': 1}) }}", "{{ dict(['ab']) }}", '{{ dict(1, 2) }}', '{{ cycler }}{{ joiner }}{{ namespace }}{{ range }}{{ dict }}',
    '{{ lipsum(0) }}', "{{ lipsum(1, false, 0, 1) }}", '{{ lipsum(2, min=0, max=1) }}', '{{ lipsum(1, min=5, max=5) }}', "{{ lipsum('a') }}", '{{ lipsum(x=1) }}', '{{ lipsum(1, true, 5, 6).split()|length }}', '{{ lipsum(3, html=false, min=7, max=8).split()|length }}', "{{ lipsum(2)|string|wordcount > 40 }}", "{{ lipsum(3).count('<p>') }}",
    "{{ [1, 2, 3]|random in [1, 2, 3] }}", '{{ []|random }}', '{{ 5|random }}', '{{ {1: 2}|random }}', '{{ missing|random }}', '{{ [1]|random(1) }}', "{{ 'a'|random }}", '{{ one|random }}',
    "{% for k, v in {'a': 1}|items %}{{ k }}={{ v }}{% endfor %}", "{% for g in [{'n': 1, 'm': 2}, {'n': 1, 'm': 3}]|groupby('n') %}{{ g.grouper }}:{{ g.list|length }}:{{ g[0] }}:{{ g|length }}:{{ g }}{% endfor %}",
    "{% for n, group in [{'n': 'a'}, {'n': 'A'}]|groupby('n') %}{{ n }}{{ group }}{% endfor %}", "{% set g = ([{'n': 1}]|groupby('n'))[0] %}{{ g == (1, [{'n': 1}]) }}{{ g.index(1) }}{{ g.foo }}{{ g + (2,) }}{{ g|tojson }}", "{% set g = ([{'n': 1}]|groupby('n'))[0] %}{{ g.foo.bar }}",
    "{% set l = [1, 2] %}{% set m = l|map('string') %}{% do l.append(3) %}{{ m|list }}{{ m|list }}", "{% set m = [1, 'a']|map('abs') %}{{ m|first }}", "{% set b = range(5)|batch(2) %}{{ b|first }}{{ b|list }}", "{% set u = [1, 1, 2]|unique %}{{ u|first }}{{ u|list }}", "{{ [1, 2]|select('odd')|length }}", "{{ [1, 2]|map('string')|last }}", "{{ {'a': 1}|items|length }}", "{{ [3, 1]|reverse|sort }}", "{{ [1]|map('map', 'string')|list }}",
    "{{ ['a', 'b']|map('upper')|join('<') }}", "{{ '%s'|format('<b>'|safe) }}", "{{ '<b>%s</b>'|safe|format('<i>') }}", "{{ ('<' ~ 'x'|safe) }}", "{{ '<x>'|e|e }}", "{{ '<x>'|e|upper }}", "{{ '<x>'|e|string|e }}", "{{ '<x>'|forceescape|forceescape }}", "{{ ['<x>']|join|e }}", "{{ ['<x>'|e]|join }}", "{{ '<x>'|safe|replace('<', '>') }}", "{{ '<a>'|string }}", "{{ '<a>'|e|string is escaped }}", "{{ '<b>'|safe|title }}", "{{ '<b>'|safe|capitalize }}", "{{ '<b>'|safe|trim('<') }}", "{{ '<b>'|safe|center(9) }}", "{{ '<b>'|safe|truncate(3, true, '<', 0) }}", "{{ '<b>'|safe|first }}", "{{ '<b>'|safe|reverse }}", "{{ '<b>'|safe|list|join }}", "{{ '<b>\n<c>'|safe|indent('<') }}", "{{ 'x'|indent('<'|safe, true) }}", "{{ 'http://a.de <b>'|urlize }}", "{{ {'a': '<'}|xmlattr }}", "{{ {'<': '<'}|tojson }}", "{{ '<b>'|safe|wordwrap(1) }}", "{{ '<'|safe|upper }}", "{{ '<'|safe|default('x') }}", "{{ ('<'|safe)|list }}", "{{ '<'|e|pprint }}", "{{ '<'|pprint }}", "{{ '<'|safe|urlencode }}", "{{ '<a>'|safe|striptags }}",
    "{{ 5|nope }}", '{{ 5 is nope }}', "{{ 'upper' is filter }}{{ 'nope' is filter }}{{ 'odd' is test }}{{ '==' is test }}{{ 'nope' is test }}", '{{ [] is filter }}', '{{ {} is test }}', '{{ 5 is filter }}', "{{ 'upper'|safe is filter }}", '{{ 1 is odd(1) }}', '{{ 1 is divisibleby }}', '{{ 1 is divisibleby(num=3) }}', '{{ 1 is divisibleby(0) }}', '{{ 1 is eq }}', '{{ 1 is eq(1, 2) }}', '{{ 1 is eq(x=1) }}', '{{ 1 is sameas }}', '{{ 1 is in }}', '{{ 1 is in(1) }}', '{{ 1 is callable(1) }}', '{{ 1 is callable(x=1) }}', "{{ 'a' is filter(1) }}", "{{ 'a' is test(env=1) }}", '{{ 1 is not odd }}', '{{ 3 is odd is sameas true }}', '{{ dict is callable }}{{ range is callable }}{{ missing is callable }}{{ joiner() is callable }}{{ cycler(1) is callable }}', '{{ namespace() is mapping }}{{ namespace() is sequence }}{{ namespace() is iterable }}', '{{ 1.0 is odd }}{{ 2.5 is even }}', "{{ 'a' is odd }}", '{{ none is even }}', '{{ missing is odd }}', '{{ true is odd }}', '{{ [1] is sameas [1] }}', "{% set x = [1] %}{{ x is sameas x }}",
    "{{ [1, 2]|sort('age') }}", '{{ [1, 2]|sort(1.5) }}', '{{ [1, 2]|sort(none) }}', '{{ [1, 2]|sort(2) }}', '{{ 5|sort([]) }}', "{{ {'b': 1, 'a': 2}|dictsort(false, 'key', 'yes') }}",
    '{{ [1]|map([])|list }}', '{{ [1]|select({})|list }}', "{{ [1]|map(('a', []))|list }}", '{{ [1]|rejectattr(0, [])|list }}',
    "{{ [1]|join(x=1) }}", "{{ [1]|join(1, 2, 3, 4) }}", "{{ [1]|join('a', d='b') }}", "{{ [1]|join(eval_ctx='b') }}", "{{ 'a'|replace }}", "{{ 'a'|replace('b') }}", '{{ 1|abs(1) }}', '{{ 1|abs(x=1) }}', "{{ 'a'|e(1) }}", "{{ 'a'|e(s=1) }}", "{{ 'a'|e(x=1) }}", "{{ 'a'|e(1, x=2) }}", '{{ 1|upper(2) }}', '{{ [1]|groupby }}', '{{ [1]|attr }}', '{{ [1]|batch }}', '{{ [1]|sum(1, 2, 3) }}', '{{ [1]|list(1) }}', "{{ 'a'|string(1) }}", "{{ 'a'|string(s=1) }}", '{{ [1]|slice(x=3) }}', '{{ [1]|first(2) }}', '{{ [1]|min(1, 2, 3) }}', "{{ 'a'|replace('a', 1, x=1, y=2) }}", "{{ 'a'|truncate(env=1) }}", "{{ 'a'|truncate(1, 2, 3, 4, 5) }}", "{{ 'a'|wordwrap(environment=1) }}", "{{ [1]|map(context=1) }}", "{{ [1]|select(value=1) }}", "{{ [1]|random(context=1) }}", "{{ 'a'|safe(1) }}", "{{ 'a'|safe(value=1) }}", "{{ 'a'|trim(1, 2) }}", "{{ 5|tojson(1, 2) }}", "{{ 5|pprint(1) }}", "{{ 5|pprint(verbose=true) }}", "{{ {}|dictsort(1, 2, 3, 4) }}", "{{ 'a'|lower(s=1) }}", "{{ [3]|sort(environment=1) }}", "{{ 'x'|default(1, 2, 3) }}", "{{ 'x'|center(1, 2) }}", "{{ 'x'|indent(1, 2, 3, 4) }}", "{{ 'x'|urlize(1, 2, 3, 4, 5, 6) }}", "{{ 'x'|filesizeformat(1, 2) }}", "{{ 'x'|int(1, 2, 3) }}", "{{ 'x'|float(1, 2) }}", "{{ 'x'|wordcount(1) }}", "{{ {}|xmlattr(1, 2) }}", "{{ {}|xmlattr(d=1) }}", "{{ {}|items(1) }}", "{{ 'a'|reverse(1) }}", "{{ 'a'|last(1) }}", "{{ 'a'|unique(1, 2, 3) }}",
]


def cases():
    for escapes in (False, True):
        for name in NO_ARGUMENTS:
            values = ALL if not escapes else SCALARS[:8] + COLLECTIONS[:4] + ["['<', '>'|safe]", "{'<': '>'}"]
            for value in values:
                if name in SEES_ADDRESS and value == GENERATOR:
                    continue
                if name == 'unique' or name == 'items':
                    yield f'{{{{ ({value})|{name}|list }}}}', escapes
                else:
                    yield f'{{{{ ({value})|{name} }}}}', escapes
    for name in TESTS:
        for value in ALL:
            yield f'{{{{ ({value}) is {name} }}}}', False
    for name in COMPARISONS:
        for left, right in OPERANDS:
            yield f"{{{{ [{left}]|select('{name}', {right})|list }}}}", False
    for name, values, arguments in CROSSED:
        for value in values:
            for given in arguments:
                yield f'{{{{ ({value})|{name}{given} }}}}', False
    for name in ('join', 'replace', 'indent', 'format', 'xmlattr', 'tojson', 'truncate', 'wordwrap', 'trim', 'center', 'reverse', 'last'):
        for crossed, values, arguments in CROSSED:
            if crossed == name:
                for value in values:
                    for given in arguments[:8]:
                        yield f'{{{{ ({value})|{name}{given} }}}}', True
    for value in URLS:
        for given in URL_ARGUMENTS:
            yield f'{{{{ ({value})|urlize{given} }}}}', False
        yield f'{{{{ ({value})|urlize }}}}', True
    for value in PRETTY:
        yield f'{{{{ ({value})|pprint }}}}', False
    for template in TEMPLATES:
        for escapes in (False, True):
            yield template, escapes
