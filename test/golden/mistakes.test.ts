import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tellAddedSection } from './added-section.js';
import { COMMAND_LINES } from './cases/command-line.js';
import { LOCKS } from './cases/locks.js';
import { PARTS } from './cases/parts.js';
import { PROFILES } from './cases/profiles.js';
import { REFERENCES } from './cases/references.js';
import { SECTIONS } from './cases/sections.js';
import { TEXTS } from './cases/texts.js';
import { HEADING, tellMistake } from './document.js';
import { OTHER_NAMES, OWN_KINDS, REFERENCE_KINDS } from './kinds.js';
import { openSite } from './site.js';

const MISTAKES = [...TEXTS, ...PROFILES, ...REFERENCES, ...SECTIONS, ...PARTS, ...LOCKS, ...COMMAND_LINES];
const DOCUMENT = new URL('mistakes.txt', import.meta.url);

test('every mistake is told as it stands in mistakes.txt', async () => {
  const site = await openSite();
  const told: string[] = [];
  for (const [at, mistake] of MISTAKES.entries()) told.push(await tellMistake(mistake, site, MISTAKES[at - 1]?.files));
  told.push(tellAddedSection());
  const underOtherKinds = told.filter((text) => !tells(text, text.slice(HEADING.length).split(':', 1)[0] ?? ''));
  expect(underOtherKinds.map((text) => text.split('\n', 1)[0])).toEqual([]);
  await expect(told.join('\n\n')).toMatchFileSnapshot(fileURLToPath(DOCUMENT));
}, 300_000);

test('every kind of the reference stands in mistakes.txt, under its own name or the one that it has here', () => {
  const told = readFileSync(DOCUMENT, 'utf8');
  const ours = [...REFERENCE_KINDS.map((kind) => OTHER_NAMES[kind]?.here ?? kind), ...OWN_KINDS];
  expect(ours.filter((kind) => !tells(told, kind))).toEqual([]);
  const stale = Object.keys(OTHER_NAMES).filter((kind) => tells(told, kind));
  expect(stale).toEqual([]);
});

test('the kinds of the reference are those of the vectors, and more', () => {
  const folder = new URL('../conformance/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const kinds = [...text.matchAll(/"error": ?\{\s*"kind": ?"([a-z-]+)"/gu)].map(([, kind = '']) => kind);
  expect(kinds.length).toBeGreaterThan(50);
  const known = new Set([...REFERENCE_KINDS, 'oracle-crash']);
  expect(kinds.filter((kind) => !known.has(kind))).toEqual([]);
});

function tells(text: string, kind: string): boolean {
  return text.includes(`error[${kind}]: `) || text.includes(`warning[${kind}]: `);
}
