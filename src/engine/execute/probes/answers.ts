import { compareCodePoints } from '../../diag/index.js';

/** What one `configure` script found out: cache variables and their values. */
export type Answers = Readonly<Record<string, string>>;

/** Autoconf keeps what it finds out in variables of such names, whatever macro package they belong to. */
const NAME = /^[A-Za-z][A-Za-z0-9]*_cv_[A-Za-z0-9_]+$/u;

/**
 * Never kept: settings, which are no findings and refuse others than themselves; files asked for by their path, and
 * what changes with the length of the environment or the clock of a file system. All are found out in no time.
 */
const FLEETING = /^ac_cv_env_|^ac_cv_file_|^lt_cv_sys_max_cmd_len$|^am_cv_(?:sleep|filesystem)_/u;

export function isAnswer(name: string, value: unknown): value is string {
  return NAME.test(name) && !FLEETING.test(name) && typeof value === 'string' && /^[ -~]*$/u.test(value);
}

/** The findings in a `config.log` of autoconf; lines of another shape are left out. */
export function readAnswers(log: string): Answers {
  const answers: [string, string][] = [];
  for (const line of cacheSection(log)) {
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(0, equals));
    const value = unquote(line.slice(equals + 1));
    if (isAnswer(name, value)) answers.push([name, value]);
  }
  return Object.fromEntries(answers.sort(([one], [other]) => compareCodePoints(one, other)));
}

/** A log that ends before the section that follows was cut off. */
function cacheSection(log: string): readonly string[] {
  const begin = log.lastIndexOf('\n## Cache variables. ##\n');
  const end = begin === -1 ? -1 : log.indexOf('\n## Output variables. ##\n', begin);
  return end === -1 ? [] : log.slice(begin, end).split('\n');
}

/**
 * The value of a word as shells print it: plain stretches, `'…'`, `\'` and `"'"`. `undefined` for anything else. Bash
 * leaves `#` and `~` plain where they do not begin a word.
 */
function unquote(word: string): string | undefined {
  const piece = /(?<plain>[\w.,:+@%^=/-][\w.,:+@%^=/#~-]*)|'(?<quoted>[^']*)'|\\(?<escaped>')|"(?<quotes>'+)"/uy;
  let value = '';
  while (piece.lastIndex < word.length) {
    const groups = piece.exec(word)?.groups;
    if (groups === undefined) return undefined;
    value += groups['plain'] ?? groups['quoted'] ?? groups['escaped'] ?? groups['quotes'] ?? '';
  }
  return value;
}

/** A `config.site` that gives each script, known by the directory it runs in, its answers. */
export function siteScript(answers: ReadonlyMap<string, Answers>): string {
  const cases = [...answers].map(([directory, found]) => {
    const lines = Object.entries(found).map(
      ([name, value]) => `  test "\${${name}+set}" = set || ${name}=${quote(value)}\n`,
    );
    return `${quote(directory)})\n${lines.join('')}  ;;\n`;
  });
  return `${OTHER_SITES}case \`pwd -P\` in\n${cases.join('')}esac\n`;
}

/** Autoconf reads these itself only as long as nobody names another. */
const OTHER_SITES = `slapbuild_prefix=$prefix
test "$slapbuild_prefix" = NONE && slapbuild_prefix=$ac_default_prefix
for slapbuild_site in "$slapbuild_prefix/share/config.site" "$slapbuild_prefix/etc/config.site"; do
  if test -r "$slapbuild_site"; then . "$slapbuild_site"; fi
done
unset slapbuild_prefix slapbuild_site
`;

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
