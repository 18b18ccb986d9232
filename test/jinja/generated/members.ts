/** Members that hardly any other case asks for; what they answer is rounded where the last digit may differ. */
const CALLS: readonly string[] = [
  ...['isascii', 'isdecimal', 'isidentifier', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper'].flatMap(
    (name) => ["'A'", "' '", "'1²'", "'Ab é'", "''"].map((text) => `(${text}|safe).${name}()`),
  ),
  ...['rfind', 'rindex'].flatMap((name) => ["'b'", "'>', 0, 2", "'x'", '', '1'].map((given) => `m.${name}(${given})`)),
  ...["'b'.encode()", '98', "'x'.encode()", "'b'.encode(), 0, 1"].map((given) => `b.rindex(${given})`),
  ...["'ab', 'xy'", "'a', 'x', 'b'", '{1: 2}', "'ab', 'x'", '5'].map((given) => `m.maketrans(${given})`),
  'b.rindex(97, 1)',
  ...['intersection', 'symmetric_difference', 'union', 'difference'].flatMap((name) =>
    ['[1, 2]', 'fixed', '{}', '5', '[[]]', ''].map((given) => `fixed.${name}(${given})`),
  ),
  ...['intersection_update', 'symmetric_difference_update', 'difference_update', 'update'].flatMap((name) =>
    ['[1, 2]', 'ints', 'fixed', '{}', '5'].map((given) => `[ints.${name}(${given}), ints|length]`),
  ),
  ...[
    'expm1',
    'exp2',
    'log1p',
    'cbrt',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
  ].flatMap((name) => ['0', '0.5', '-0.25', 'true', "'a'", 'x'].map((given) => `round(math.${name}(${given}), 9)`)),
  ...[
    'acosh(1)',
    'acosh(2.5)',
    'acosh(0)',
    'atanh(0.5)',
    'atanh(1)',
    'atanh(-0.0)',
    'atan2(1, 2)',
    'atan2(-0.0, -1)',
  ].map((call) => `round(math.${call}, 9)`),
  ...['pi', 'e', 'tau', 'inf', 'nan', 'prod([2, 3])', 'prod([], start=5)', "prod(['a', 2])", 'nope'].map(
    (name) => `math.${name}`,
  ),
  ...['neg', 'pos', 'not_', 'truth', 'index', 'invert'].flatMap((name) =>
    ['5', 'true', '1.5', "'a'", '[]'].map((given) => `operator.${name}(${given})`),
  ),
  ...['altsep', 'curdir', 'defpath', 'devnull', 'extsep', 'pardir', 'pathsep', 'sep', 'supports_unicode_filenames'].map(
    (name) => `posixpath.${name}`,
  ),
  ...['split', 'dirname', 'basename', 'splitext', 'splitdrive', 'normpath', 'normcase', 'isabs'].flatMap((name) =>
    ["'/a/b.tar.gz'", "'a//b/../c/'", "''", "'.x'", '1'].map((given) => `posixpath.${name}(${given})`),
  ),
  ...['commonprefix', 'commonpath'].flatMap((name) =>
    ["['/a/b', '/a/c']", "['/a', 'a']", "['a/b', 'a/bc']", '[]', "['a']"].map((given) => `posixpath.${name}(${given})`),
  ),
  ...["'/a/b', '/a'", "'/a', '/a'", "'/a/b', '/c/d'", "'', 'a'"].map((given) => `posixpath.relpath(${given})`),
  ...['A', 'ASCII', 'I', 'M', 'S', 'DOTALL', 'U', 'UNICODE', 'X', 'VERBOSE', 'NOFLAG', 'L'].flatMap((flag) => [
    `re.findall('(?:\\w. # c\n)', 'éa\nb c', re.${flag})|length`,
    `re.sub('^.', '-', 'a\nb', flags=re.${flag})`,
  ]),
  ...['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'digits', 'hexdigits', 'octdigits', 'punctuation'].map(
    (name) => `string.${name}`,
  ),
  ...['printable', 'whitespace'].map((name) => `[string.${name}]`),
  ...['quote_from_bytes(b)', "unquote_to_bytes('a%ff')", "urlunparse(('a', 'b', 'c', 'd', 'e', 'f'))"].map(inUrls),
  ...["urlunsplit(('a', 'b', 'c', 'e', 'f'))", "ParseResult('a', 'b', 'c', 'd', 'e', 'f').geturl()"].map(inUrls),
  ...["SplitResult('a', 'b', 'c', 'e', 'f').geturl()", "DefragResult('a', 'b').geturl()", 'ParseResult(1)'].map(inUrls),
];

const NUMBERS = ['255', '-1', '1.5', '-0.0', '1e20', 'true'];
const FORMATS: readonly string[] = ['X', '#X', 'g', 'G', '.3G', 'z.1f', '.1g', 'E', '%', 'c', 'n', '_b', '#o'].flatMap(
  (type) => NUMBERS.map((number) => `'{:${type}}'.format(${number})`),
);

function inUrls(call: string): string {
  return `urllib.parse.${call}`;
}

const OTHERS: readonly string[] = [
  '{% for a in nums if a is odd %}{{ a }}{{ loop.length }}{% else %}none{% endfor %}',
  "{% for a in [] if a %}{% else %}{{ loop is defined }}{% endfor %}{{ '%c%i%u' % ('a', 1.5, -1) }}",
];

/** Templates that use them. */
export const members: readonly string[] = [...[...CALLS, ...FORMATS].map((call) => `{{ ${call} }}`), ...OTHERS];
