import * as literals from './literals.js';
import type { Kinds } from './kinds.js';
import { formats } from './formats.js';
import { either, gap, phrase, weighted, word, words, type Phrases } from './phrase.js';

const CHANGES = words('capitalize lower upper title trim string striptags urlize escape e forceescape');
const METHODS = words('capitalize casefold lower upper title strip lstrip rstrip swapcase');
const FILL = word('', ", '*'", ", '-'", ", ''", ", '😀'", ", 'ab'");
const AUTO = word('', '(true)', '(false)');

function filtered({ text, any, count, bool, list, many, rows, number, dict, int }: Kinds): Phrases {
  return either(
    phrase`${text}|${CHANGES}`,
    phrase`${any}|${words('string escape forceescape upper lower trim title capitalize pprint tojson')}`,
    phrase`${text}|trim(${either(text, word("'ab'", "chars='x'", 'none'))})`,
    phrase`${text}|replace(${text}, ${text}${word('', ', 1', ', 0', ', count=2', ', -1')})`,
    phrase`${text}|truncate(${words('0 1 3 5 10 20')}${word('', ', true', ', true, "…"', ", false, ''", ', leeway=0', ", true, '..', 0", ', killwords=true, end=""')})`,
    phrase`${text}|indent${word('', '(2)', '(2, true)', "('> ')", "('>', true, true)", '(width=1, first=true)', '(1, blank=true)', "('')")}`,
    phrase`${text}|wordwrap${word('(5)', '(10)', '(8, false)', "(5, true, '|')", "(12, wrapstring='/')", '(10, pauseon_hyphens=false)', '(1)', '(0)')}`,
    phrase`${text}|center${word('', '(5)', '(10)', '(width=8)', '(0)', '(-1)')}`,
    phrase`${text}|urlize${word('', '(10)', '(nofollow=true)', "(target='_blank')", "(rel='x y')", '(none, true)', "(extra_schemes=['foo:'])")}`,
    phrase`${any}|urlencode`,
    phrase`${many}|join${either(word('', "(', ')", "('<')", "('', 'name')"), phrase`(${text})`)}`,
    phrase`${rows}|join(${text}, ${either(literals.path, word("attribute='n'"))})`,
    phrase`${number}|filesizeformat${AUTO}`,
    phrase`${dict}|xmlattr${AUTO}`,
    phrase`${text}|reverse`,
    phrase`${list}|map('${words('upper string title e trim')}')|join(${text})`,
    phrase`${any}|tojson${word('', '(2)', '(indent=1)', '(0)')}`,
    phrase`${any} is defined ~ ${bool} ~ ${int}`,
    phrase`${text}|batch(${count})|list|string`,
  );
}

function methods({ text, count, list, dict, any, tuple }: Kinds): Phrases {
  return either(
    phrase`${text}.${METHODS}()`,
    phrase`${text}.${words('strip lstrip rstrip')}(${either(text, word('none', "' \\n'"))})`,
    phrase`${text}.${words('center ljust rjust')}(${words('0 3 6 10')}${FILL})`,
    phrase`${text}.zfill(${words('0 3 6')})`,
    phrase`${text}.replace(${text}, ${text}${word('', ', 1', ', 0')})`,
    phrase`${text}.join(${either(list, text, tuple, dict)})`,
    phrase`${text}.join([${text}, ${text}])`,
    phrase`${text}.expandtabs(${word('', '4', '0', 'tabsize=2')})`,
    phrase`${text}.${words('removeprefix removesuffix')}(${text})`,
    phrase`${text}.encode(${word('', "'ascii'", "'latin-1', 'replace'", "'ascii', 'xmlcharrefreplace'")})${word('', '.decode()', ".decode('latin-1')", '|string', '|length')}`,
    phrase`${text}.translate({97: ${any}, 98: none})`,
    phrase`raw.${word("decode('latin-1')", 'hex()', "decode('utf-8', 'replace')", 'upper()|string', 'decode()')}`,
    phrase`${text}[${count}]`,
    phrase`${text}[${either(count, word(''))}:${either(count, word(''))}${either(word(''), phrase`:${either(count, word(''))}`)}]`,
  );
}

export function textOf(kinds: Kinds): Phrases {
  const { text, any, count, markup } = kinds;
  return weighted(
    [2, phrase`${text} ~${gap}${any}`],
    [2, phrase`${text} + ${text}`],
    [1, phrase`${text} * ${count}`],
    [1, phrase`${count} * ${text}`],
    [1, phrase`${any} ~ ${any} ~ ${any}`],
    [10, filtered(kinds)],
    [6, methods(kinds)],
    [6, formats(kinds)],
    [1, markup],
  );
}

export function markupOf({ markup, text, any, count }: Kinds): Phrases {
  return either(
    phrase`${text}|${words('safe e escape forceescape')}`,
    phrase`${markup} ${words('+ ~')} ${text}`,
    phrase`${text} ${words('+ ~')} ${markup}`,
    phrase`${markup} * ${count}`,
    phrase`${markup} % ${any}`,
    phrase`${markup}.format(${any}, ${any})`,
    phrase`${markup}.join([${any}, ${text}])`,
    phrase`${markup}|${words('upper striptags string trim e forceescape replace("<","&") indent length center(7) safe title tojson list')}`,
    phrase`${markup}.${word('unescape()', 'striptags()', 'upper()', 'split("<")', "replace('b', '<')", 'partition("b")', '__html__()', 'splitlines()', 'strip("<")', 'escape("<")')}`,
    phrase`${markup}[${count}:]`,
    phrase`[${text}, ${markup}]|join(${text})`,
    phrase`${text}|${word('urlize', 'xmlattr', 'tojson', 'striptags|safe')}`,
  );
}
