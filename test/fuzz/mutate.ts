import { parseTree } from '../../src/engine/profile/index.js';
import type { Random } from '../bench/random.js';
import type { Corpus } from './corpus.js';
import type { ProfileSet } from './profile-set.js';
import { TOKENS } from './tokens.js';

interface Material {
  readonly random: Random;
  readonly corpus: Corpus;
  /** Texts of the set itself. */
  readonly own: readonly string[];
}

type Mutation = (text: string, material: Material) => string;

const FILES_AT_MOST = 4;
/** Texts that were repeated again and again would say nothing new. */
const LONGEST = 20_000;

/** A set of the corpus with a few changes. */
export function mutateSet(random: Random, corpus: Corpus): ProfileSet {
  const base = random.pick(corpus.sets);
  const names = [...base.files.keys()].slice(0, FILES_AT_MOST);
  const files = new Map(names.map((name) => [name, base.files.get(name) ?? '']));
  if (names.length < FILES_AT_MOST && random.chance(15)) join(files, random, corpus);
  const material: Material = { random, corpus, own: [...files.values()] };
  for (let left = changes(random); left > 0; left--) {
    const name = random.pick([...files.keys()]);
    const mutated = random.pick(MUTATIONS)(files.get(name) ?? '', material);
    files.set(name, mutated.slice(0, LONGEST));
  }
  if (random.chance(50)) for (const [name, text] of files) files.set(name, withoutBadLines(text));
  const assignments = random.chance(10) ? [random.pick(ASSIGNMENTS)] : base.assignments;
  return { files, assignments, dialect: random.chance(75) ? 'slapos' : 'zc' };
}

const ASSIGNMENTS = [
  'a:x=2',
  'a:x += 3',
  'a:x-=1',
  'parts=a b',
  'buildout:extends=a.cfg',
  'a:<=b',
  'a:x=${b:y}\n${:z}',
  'directory=x',
  '=',
  'a:b:c=d',
  '+=',
];

/** Mostly one or two, now and then many. */
function changes(random: Random): number {
  let count = 1;
  while (count < 30 && random.chance(50)) count++;
  return count;
}

/** Another profile of the corpus, extended by the main one. */
function join(files: Map<string, string>, random: Random, corpus: Corpus): void {
  const [main = ''] = files.keys();
  files.set('joined.cfg', random.pick(corpus.texts));
  files.set(main, `[buildout]\nextends = joined.cfg\n${files.get(main) ?? ''}`);
}

/** What the parser takes for a mistake is left out, so that the later stages get something to do. */
function withoutBadLines(text: string): string {
  const { lead, sections } = parseTree({ path: '', text });
  const trivia = [...lead, ...sections.flatMap(({ items }) => items)].flatMap((item) =>
    item.kind === 'option' ? item.inner : item,
  );
  let rest = '';
  let from = 0;
  for (const { kind, span } of trivia) {
    if (kind !== 'bad' && kind !== 'stray') continue;
    rest += text.slice(from, span.start);
    from = span.end;
  }
  return rest + text.slice(from);
}

const MUTATIONS: readonly Mutation[] = [
  insertToken,
  insertToken,
  insertToken,
  replaceCharacter,
  flipBit,
  removeRange,
  repeatRange,
  renameWord,
  renameWord,
  removeLine,
  repeatLine,
  swapLines,
  indentLine,
  copyLines,
  copyLines,
  splice,
  changeLineEnds,
];

function insertToken(text: string, { random }: Material): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(TOKENS) + text.slice(at);
}

function replaceCharacter(text: string, { random }: Material): string {
  const at = random.below(text.length);
  const code = random.chance(80) ? random.below(128) : random.below(0x1_0000);
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
}

/** On the bytes of the text; what is no UTF-8 afterwards is replaced, as a reader refuses it anyway. */
function flipBit(text: string, { random }: Material): string {
  const bytes = Buffer.from(text, 'utf8');
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes.toString('utf8');
}

function removeRange(text: string, { random }: Material): string {
  const [start, end] = range(text, random);
  return text.slice(0, start) + text.slice(end);
}

function repeatRange(text: string, { random }: Material): string {
  const [start, end] = range(text, random);
  const times = random.chance(90) ? 2 : random.between(3, 200);
  return text.slice(0, end) + text.slice(start, end).repeat(times) + text.slice(end);
}

function range(text: string, random: Random): readonly [number, number] {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.between(1, random.chance(80) ? 8 : 80))];
}

const WORD = /[\w.-]+/gu;

/** One name becomes another one of the set: references, macros and parts lead elsewhere. */
function renameWord(text: string, { random, own }: Material): string {
  const words = [...text.matchAll(WORD)];
  if (words.length === 0) return text;
  const { 0: word, index } = random.pick(words);
  const others = random.pick(own).match(WORD) ?? [word];
  return text.slice(0, index) + random.pick(others) + text.slice(index + word.length);
}

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function removeLine(text: string, { random }: Material): string {
  return onLines(text, (lines) => lines.splice(random.below(lines.length), 1));
}

function repeatLine(text: string, { random }: Material): string {
  return onLines(text, (lines) => lines.splice(random.below(lines.length), 0, random.pick(lines)));
}

function swapLines(text: string, { random }: Material): string {
  return onLines(text, (lines) => {
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  });
}

function indentLine(text: string, { random }: Material): string {
  return onLines(text, (lines) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    lines[at] = random.chance(50) ? line.trimStart() : random.pick(['  ', '\t', ' \t', '\u00a0']) + line;
  });
}

function copyLines(text: string, { random, corpus }: Material): string {
  const others = random.pick(corpus.texts).split('\n');
  const start = random.below(others.length);
  const copied = others.slice(start, start + random.between(1, 8));
  return onLines(text, (lines) => lines.splice(random.below(lines.length + 1), 0, ...copied));
}

function splice(text: string, { random, corpus }: Material): string {
  const other = random.pick(corpus.texts);
  return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
}

function changeLineEnds(text: string, { random }: Material): string {
  return text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\u2028']));
}
