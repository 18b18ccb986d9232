/** Templates that were rendered otherwise than by Jinja before, made as small as they can be. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  'constants joined by ~ are text, whatever they are': [
    "{{ ('<b>'|safe) ~ '<' }}{{ x ~ ('<b>'|safe) }}",
    "{{ (('<b>'|safe) ~ '<')|upper }}{{ '<' ~ ['a'][0] ~ '<b>'|safe }}{{ '<'|e ~ '<' }}",
    "{{ ('<b>'|safe) ~ ('x' if true else y) }}{{ ('<b>'|safe) ~ (1 or y) }}{{ ('<b>'|safe) ~ (1 and y) }}",
    "{{ ('<b>'|safe) ~ ([1]|map('string')|join) }}{{ ('<b>'|safe) ~ ([1]|join) }}{{ ('<b>'|safe) ~ ([1]|first) }}",
    "{% set x = ('<b>'|safe) ~ 'a' %}{{ x }}{% autoescape false %}{{ x ~ '<' }}{% endautoescape %}",
    "{% autoescape yes %}{{ '<b>'|safe ~ '<' }}{% endautoescape %}{{ ('<'|e, '<') }}{{ {}|xmlattr(true) }}",
    "{{ ('<b>'|safe) ~ ''.x ~ 1[0] ~ {'a': '<'|e}.a ~ (1 is odd) }}{{ ('&lt;'|safe ~ '&')[0:]|list }}",
  ],
  'a format that changes nothing of markup': [
    "{{ ['{:s}'.format(m), '{:2s}'.format(m), '{:9s}'.format(m), '{:.9s}'.format(m), '{:.2s}'.format(m), '{}'.format(m)] }}",
    "{{ ['{:s}{:s}'.format(''|safe, m), '{:s}{:s}'.format(m, ''|safe), '{:s}{:s}'.format('', m), ' {:s}'.format(m)] }}",
    "{{ [format(m, 's'), format(m, ''), format(m, '9'), format(''|safe, 's')] }}",
    "{{ ['{a:s}'.format_map({'a': m}), '{:{}}'.format(m, 's'), '{!s:s}'.format(m), '{:s}}}'.format(m)] }}",
  ],
  'functions that do not bear undefined values': [
    ...['dict(x)', '{}.update(x)', 'math.sqrt(x)', 'math.floor(x)', 'math.log(2, x)', 'math.fsum([x])'].map(shown),
    ...['pow(x, 1, 2)', 'pow(1, x, 2)', 'urllib.parse.urlencode(x)', 'math.isclose(1, x)'].map(shown),
  ],
  'names of types with their modules': [
    ...["re.match('a', 'a') + 1", "re.compile('a').x.y", "re.match('a', 'a')|list", 'hashlib.md5() + 1'].map(shown),
    ...['itertools.chain([1]) + 1', 'itertools.chain([1])', 'itertools.count(3)', 'itertools.count(1.5, 2)'].map(shown),
    ...['itertools.repeat(3)', "itertools.repeat('a', 2)", 'itertools.tee([], 2)', 'itertools.chain'].map(shown),
    ...['re.Match', 'functools.partial', 'functools.partial(int) + 1', 'functools.partial(int).x.y'].map(shown),
    ...['operator.itemgetter(1, 2)', 'operator.itemgetter(1) + 1', "operator.attrgetter('x').y.z"].map(shown),
    ...["json.dumps(re.match('a', 'a'))", 'json.dumps({itertools.count(): 1})'].map(shown),
    ...["urllib.parse.urlparse('a').x.y", 'namespace|xmlattr', 'cycler.x.y'].map(shown),
  ],
  'arguments of modules': [
    ...["urllib.parse.unquote('1a', 'nope')", "urllib.parse.unquote('%41', 'nope')", 'shlex.quote([])'].map(shown),
    ...['islice([1], 8, -3)', 'islice([1], 8, -1)', "islice([1], 'a', 1)", 'islice([1], -3)', 'islice([1], big, 2)']
      .map((call) => `list(itertools.${call})`)
      .map(shown),
    ...[
      'concat(1, 2)',
      'concat({}, 2)',
      'concat([], [1])',
      "concat('a', 2)",
      'concat((), [])',
      'concat(m, [])',
      'concat(m, 1)',
      'concat(m, x)',
      'concat([], x)',
      "concat('a', x)",
      "concat('<', m)",
      "concat(m, '<')",
    ].map(shownOperator),
  ],
  'None among what modules go over': [
    "{{ list(itertools.zip_longest([none, 1], 'abc', fillvalue='-')) }}{{ functools.reduce(max, [1, 2], 0) }}",
    '{{ functools.reduce(operator.add, [1], none) }}',
    '{{ functools.reduce(operator.add, 1.5) }}',
    '{{ functools.reduce(operator.add, nope) }}',
  ],
  'the order of arguments and of evaluation': [
    "{% macro m() %}{{ kwargs|list }}{% endmacro %}{% call m(a=1, **{'b': 2, 'c': 3}) %}{% endcall %}",
    "{% macro m() %}{{ kwargs|list }}{% endmacro %}{% call m(b=1, class=2) %}{% endcall %}{% call m(**{'b': 2}) %}{% endcall %}",
    '{{ {[]: 1, 2: 1 // 0} }}',
    '{{ dict(a=1, **{0: 1, "a": 2}) }}{{ dict(a=1, **{0: 1}) }}',
    '{{ dict(a=1, **{0: 1}) }}',
    "{{ urllib.parse.urlparse('a')|pprint }}{{ [urllib.parse.urlparse('a')]|pprint }}",
    '{{ dict(**{m: 1})[m] }}',
    '{{ set([0, 7]).issuperset([1, []]) }}',
    '{% set s = set([255, 3, 10, 2]) %}{{ s.union(s) }}{{ s.union(s, [1]) }}',
  ],
  'the line of what cannot be joined in the end': [
    '{% macro x() %}\n{% filter length %}{{ z }}{% endfilter %}\n{% endmacro %}\n\n{{ x() }}',
    '{% for x in [1] recursive %}\n{% filter length %}{{ z }}{% endfilter %}\n{% endfor %}\n\n{{ x() }}',
    '{% block x %}\n{% filter length %}{{ z }}{% endfilter %}\n{% endblock %}\n\n{{ self.x() }}',
    '\n{# a comment\n without end',
    '{% filter trim %}\n\n{% filter list %}{% endfilter %}\n{% endfilter %}',
    '{% set x %}\n\n{% filter list %}{% endfilter %}\n{% endset %}',
    '{% set x|trim %}\n\n{% filter list %}{% endfilter %}\n{% endset %}',
    '{% autoescape yes %}\n  <b>{% endautoescape %}\n{% set nope.a = 1 %}',
    '{% autoescape yes %}{% if yes -%}\n  <b>{% endif %}{% endautoescape %}{% set nope.a = 1 %}',
  ],
};

function shown(expression: string): string {
  return `{{ ${expression} }}`;
}

function shownOperator(call: string): string {
  return shown(`operator.${call}`);
}

export const found: readonly string[] = Object.values(FOUND).flat();
