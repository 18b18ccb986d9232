import { readFileSync } from 'node:fs';
import { makeTree, smallShape } from '../bench/trees.js';
import { readVectors, type Case, type Files } from '../conformance/vectors.js';
import { DIRECTORY, type ProfileSet } from './profile-set.js';

export interface Corpus {
  readonly sets: readonly ProfileSet[];
  /** Every text of every set. */
  readonly texts: readonly string[];
}

const SERVER = 'http://127.0.0.1:9';
const FILLERS: Readonly<Record<string, string>> = { '{{dir}}': DIRECTORY, '{{http}}': SERVER };
const GENERATED = 20;

/** Profiles to start from: those of the conformance vectors, and small generated releases of four files. */
export function readCorpus(): Corpus {
  const vectors = new URL('../conformance/language.json', import.meta.url);
  const read = readVectors('language.json', readFileSync(vectors, 'utf8'));
  if (read.kind !== 'language') throw new Error('language.json has no cases');
  const generated = Array.from({ length: GENERATED }, (_, seed) => generatedSet(seed));
  const sets = [...read.cases.map(setOfCase), ...generated];
  return { sets, texts: sets.flatMap(({ files }) => [...files.values()]) };
}

function setOfCase({ files, http = {}, args }: Case): ProfileSet {
  const local = Object.entries(fill(files)).toSorted(([left], [right]) => rank(left) - rank(right));
  const remote = Object.entries(fill(http)).map(([path, text]): [string, string] => [`${SERVER}/${path}`, text]);
  const assignments = args.filter((arg) => arg.includes('=') && !arg.startsWith('-')).map(fillText);
  return { files: new Map([...local, ...remote]), assignments, dialect: 'slapos' };
}

function rank(name: string): number {
  return name === 'buildout.cfg' ? 0 : 1;
}

/** Texts only; the placeholders of the vectors' README are filled in. */
function fill(files: Files): Readonly<Record<string, string>> {
  const texts = Object.entries(files).flatMap(([name, text]): [string, string][] =>
    typeof text === 'string' ? [[name, fillText(text)]] : [],
  );
  return Object.fromEntries(texts);
}

function fillText(text: string): string {
  return text.replaceAll(/\{\{\w+\}\}/gu, (name) => FILLERS[name] ?? 'filled');
}

function generatedSet(seed: number): ProfileSet {
  const { main, profiles } = makeTree(smallShape(4), seed);
  const files = [...profiles].toSorted(([left], [right]) => Number(right === main) - Number(left === main));
  return { files: new Map(files), assignments: [], dialect: 'slapos' };
}
