import * as literals from './literals.js';
import { expressions } from './expressions.js';
import { ATOMS } from './kinds.js';
import { either, phrase, several, weighted, word, words, type Phrases } from './phrase.js';
import { print, text as between } from './statements.js';

const { any, many, list, number, int, dict, bool, rows, float, count, tuple, markup } = expressions(1);
/** What modules make of markup is told in `docs/jinja.md`. */
const text = either(
  ATOMS.text,
  phrase`${ATOMS.text}.upper()`,
  phrase`${ATOMS.text}|string`.map((one) => `(${one})`),
);

const functions = either(
  phrase`${words('abs bin hex oct chr ord round')}(${number})`,
  phrase`${words('len list tuple sum min max sorted all any repr str bool dict')}(${many})`,
  phrase`${words('int float str repr bool len list tuple')}(${any})`,
  phrase`int(${text}, ${words('0 2 8 10 16 36 37')})`,
  phrase`divmod(${number}, ${number})`,
  phrase`pow(${int}, ${words('0 1 2 3 -1')}${word('', ', 7', ', 0')})`,
  phrase`round(${number}, ${word('0', '1', '2', '-1', 'none')})`,
  phrase`sorted(${many}, reverse=${bool})`,
  phrase`${words('sorted min max')}(${list}, key=${words('str len repr abs')})`,
  phrase`${words('min max')}(${any}, ${any}${word('', ', default=1', ', key=str')})`,
  phrase`${words('min max')}([], default=${any})`,
  phrase`isinstance(${any}, ${word('int', 'str', '(int, float)', 'dict', '(list, tuple)', 'bool', 'bytes', '1', 'float')})`,
  phrase`list(${either(
    phrase`zip(${many}, ${many})`,
    phrase`enumerate(${many}${word('', ', 1', ', start=5')})`,
    phrase`map(${words('str int len abs repr')}, ${many})`,
    phrase`filter(${words('none bool str')}, ${many})`,
    phrase`reversed(${many})`,
    phrase`range(${count}, ${count})`,
  )})`,
  phrase`next(iter(${many})${word('', ', none')})`,
  phrase`format(${any}, ${word("''", "'>5'", "'d'", "'.2f'", "'x'", "'05'", "','")})`,
  phrase`sum(${list}, ${word('1', '[]', '0.5')})`,
  phrase`sorted(set(${word('nums|map("int")', '[3, 1, 1]', 'ints')}))`,
  phrase`bytes(${word("'é', 'utf-8'", '[1, 2]', '3', "'a'")})`,
  phrase`str(raw, ${word("'latin-1'", "'ascii', 'replace'")})`,
  phrase`dict(zip(${list}, ${list}))`,
  phrase`${words('callable all any')}(${any})`,
);

const serial = either(
  phrase`json.dumps(${any}${word('', ', indent=2', ', sort_keys=true', ', ensure_ascii=false', ", separators=(',', ':')", ', indent=0, sort_keys=true', ', skipkeys=true', ', allow_nan=false', ', default=str')})`,
  phrase`json.loads(${either(text, word(`'{"a": [1, 2.5, null]}'`, "'[1,'", "'NaN'", `'"\\\\u00e9"'`, "' 1e5 '", '\'{"a":1,"a":2}\''))})`,
  phrase`json.loads(json.dumps(${any}))`,
  phrase`base64.${words('b64encode b32encode b16encode urlsafe_b64encode')}(${text}.encode())${word('', '.decode()', '|length')}`,
  phrase`base64.b64decode(${either(text, word("'YWI='", "'YW'"))})`,
  phrase`hashlib.${words('md5 sha1 sha256 sha512')}(${text}.encode()).${word('hexdigest()', 'hexdigest()[:8]', 'digest_size')}`,
  phrase`urllib.parse.${words('quote quote_plus unquote unquote_plus')}(${text}${word('', ", safe=''", ", '/é'")})`,
  phrase`urllib.parse.urlencode(${either(dict, phrase`{'a': ${any}}`)}${word('', ', true')})`,
  phrase`urllib.parse.${words('urlparse urlsplit urldefrag')}(${either(text, word("'http://u:p@h:80/a;b?c=d#e'", "'//h/p'", "'mailto:x'"))})${word('', '.scheme', '.netloc', '.geturl()', '[1]', '.port')}`,
  phrase`urllib.parse.urljoin('http://a/b/c', ${either(text, word("'../d'", "'?x'", "'//h'"))})`,
  phrase`urllib.parse.parse_qs${word('', 'l')}(${either(text, word("'a=1&b=2&a=3'", "'a=&b'", "'%41=+'"))})`,
);

const PATTERN = word(
  "'a'",
  "'[a-z]+'",
  "'(\\\\w)(\\\\d?)'",
  "'\\\\s+'",
  "'(?i)B|x'",
  "'(?P<n>.)'",
  "'^'",
  "'$'",
  "'.'",
  "'[^,]*'",
  "'('",
  "'a{2}'",
  "''",
  "'\\\\bfoo'",
);
const computed = either(
  phrase`re.sub(${PATTERN}, ${word("'-'", "'<\\\\g<0>>'", "''", "'\\\\1'")}, ${text}${word('', ', 1', ', count=2')})`,
  phrase`re.${words('findall split')}(${PATTERN}, ${text})`,
  phrase`re.${words('match search fullmatch')}(${PATTERN}, ${text})${word('', '.group()', '.span()', '.groups()', ' is none', '.groupdict()')}`,
  phrase`re.escape(${text})`,
  phrase`re.compile(${PATTERN}).${word('pattern', 'groups', "sub('x', s)", 'split(long)', 'flags')}`,
  phrase`list(itertools.${either(
    phrase`chain(${many}, ${many})`,
    phrase`islice(${many}, ${count}, ${count})`,
    phrase`product(${many}, ${word("'ab'", '[0, 1]')})`,
    phrase`combinations(${many}, 2)`,
    phrase`permutations(${word("'abc'", 'pair', 'nums[:3]')}${word('', ', 2')})`,
    phrase`zip_longest(${many}, ${many}${word('', ", fillvalue='-'")})`,
    phrase`accumulate(${list})`,
    phrase`repeat(${any}, ${words('0 1 3')})`,
    phrase`takewhile(bool, ${many})`,
    phrase`pairwise(${many})`,
    phrase`starmap(max, ${either(rows, word('[(1, 2)]', '[[3, 4, 5]]'))})`,
  )})`,
  phrase`math.${words('sqrt floor ceil trunc fabs isnan isinf isfinite degrees')}(${number})`,
  phrase`math.${words('gcd lcm comb perm copysign fmod isclose')}(${int}, ${words('0 1 2 3 -4')})`,
  phrase`math.${words('factorial isqrt')}(${words('0 1 5 20 -1 2.0 true')})`,
  phrase`operator.${words('add sub mul truediv floordiv mod eq lt contains concat')}(${any}, ${any})`,
  phrase`operator.itemgetter(${either(literals.key, word('0, 1'))})(${any})`,
  phrase`functools.reduce(operator.${words('add mul')}, ${list}${word('', ', 1')})`,
  phrase`functools.partial(${words('int str max')}, ${text})()`,
  phrase`posixpath.${words('basename dirname split splitext normpath isabs')}(${either(text, word("'/a/b.tar.gz'", "'a//b/../c'", "'/'"))})`,
  phrase`posixpath.join(${text}, ${text})`,
  phrase`shlex.${word('quote', 'join')}(${either(text, phrase`[${text}, ${text}]`)})`,
  phrase`string.${word('digits', 'ascii_letters', 'punctuation', "capwords('a bc  d')", 'nope', 'whitespace')}`,
  phrase`textwrap.${word('dedent(lines)', "indent(long, '> ')", "dedent('  a\\n   b')", 'indent(lines, s)')}`,
);

/** Templates of what Python's own functions and modules give. */
const call = weighted([2, functions], [1, serial], [2, computed]);
export const python: Phrases = several(
  phrase`${print(either(call, phrase`(${call})|${words('list string length upper first sort join')}`, phrase`(${call}) ${words('~ == +')} ${either(any, float, tuple, markup)}`))}${between}`,
  '',
  2,
  1,
);
