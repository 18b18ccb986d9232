import { spawnSync } from 'node:child_process';

/** What Python makes of a text: the canonical print of its value, or the name of its exception. */
export interface Answer {
  readonly printed?: string;
  readonly error?: string;
}

export interface Answers {
  readonly unicode: string;
  /** Code points at which `str.isprintable` changes, from unprintable on. */
  readonly boundaries: readonly number[];
  readonly answers: readonly Answer[];
}

/**
 * Prints with `repr`, except that it sorts the members of sets: Python leaves them in the order of their hashes. The
 * parentheses allow line breaks between tokens everywhere, as ours do.
 */
const PROGRAM = `
import json, sys, unicodedata

def has_set(value):
    if isinstance(value, dict):
        return any(map(has_set, value.values()))
    return isinstance(value, set) or isinstance(value, (list, tuple)) and any(map(has_set, value))

def order(member):
    if member is None:
        return (0,)
    if isinstance(member, str):
        return (2, member)
    if isinstance(member, tuple):
        return (3, tuple(map(order, member)))
    return (1, member)

def show(value):
    if not has_set(value) or value == set():
        return repr(value)
    if isinstance(value, set):
        return '{%s}' % ', '.join(map(repr, sorted(value, key=order)))
    if isinstance(value, dict):
        return '{%s}' % ', '.join('%r: %s' % (key, show(held)) for key, held in value.items())
    items = ', '.join(map(show, value))
    if isinstance(value, list):
        return '[%s]' % items
    return '(%s,)' % items if len(value) == 1 else '(%s)' % items

def answer(case):
    text = '(' + case['text'] + '\\n)' if case['enclosed'] else case['text']
    try:
        return {'printed': show(eval(text, {'__builtins__': {'set': set}}))}
    except Exception as error:
        return {'error': type(error).__name__}

def boundaries():
    found = []
    before = False
    for code_point in range(0x110000):
        if chr(code_point).isprintable() != before:
            found.append(code_point)
            before = not before
    return found

cases = json.load(sys.stdin)
json.dump({
    'unicode': unicodedata.unidata_version,
    'boundaries': boundaries(),
    'answers': list(map(answer, cases)),
}, sys.stdout)
`;

export interface Case {
  readonly text: string;
  readonly enclosed: boolean;
}

/** Asks one Python process about all texts, which must be harmless; `undefined` when there is no Python. */
export function askPython(cases: readonly Case[]): Answers | undefined {
  const { error, status, stdout, stderr } = spawnSync('python3', ['-I', '-W', 'ignore', '-c', PROGRAM], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return undefined;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Answers; // printed by the program above
}
