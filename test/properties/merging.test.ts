import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT, makeConditions } from '../../src/engine/profile/index.js';
import type { LayerContent } from '../../src/engine/resolve/layer.js';
import { mergeGroup, mergeLayer, type MergedSections } from '../../src/engine/resolve/merge.js';
import { readNode } from '../../src/engine/resolve/profile-node.js';

const conditions = makeConditions(DEFAULT_ENVIRONMENT);

function layer(text: string, path = 'p.cfg'): LayerContent {
  const loaded = { location: `/${path}`, source: { path, text }, sha256: () => '' };
  const { node, failures } = readNode(loaded, { location: `/${path}`, base: '/', conditions });
  expect(failures).toEqual([]);
  return node.content;
}

/** Layers in an order of merging: a lower one, and what lies over it. */
type Bracketing = number | readonly [lower: Bracketing, upper: Bracketing];

/** A single layer is merged over what is there; several in brackets are merged on their own first. */
function mergeBracketed(layers: readonly LayerContent[], bracketing: Bracketing): MergedSections {
  if (typeof bracketing === 'number') return mergeInOrder(layers.slice(bracketing, bracketing + 1));
  const [lower, upper] = bracketing;
  const sections = mergeBracketed(layers, lower);
  const single = typeof upper === 'number' ? layers[upper] : undefined;
  if (single === undefined) mergeGroup(sections, mergeBracketed(layers, upper));
  else mergeLayer(sections, single);
  return sections;
}

function mergeInOrder(layers: readonly LayerContent[]): MergedSections {
  const sections: MergedSections = new Map();
  for (const content of layers) mergeLayer(sections, content);
  return sections;
}

/** Values, and the layer that each of them is from. */
function shown(sections: MergedSections): unknown {
  return [...sections.values()].map(({ name, options, pending }) => ({
    name,
    options: [...options.values()].map((option) => [
      option.name,
      option.value.text,
      option.contributions.at(-1)?.layer.source.path,
    ]),
    pending: [...pending.keys()],
  }));
}

/** Every way to put brackets round `count` layers, one of them at random. */
function bracketings(from: number, count: number): fc.Arbitrary<Bracketing> {
  if (count === 1) return fc.constant(from);
  return fc
    .integer({ min: 1, max: count - 1 })
    .chain((split) => fc.tuple(bracketings(from, split), bracketings(from + split, count - split)));
}

const name = fc.constantFrom('a', 'b', 'c', 'buildout');
const option = fc.constantFrom('x', 'y', 'z');
const value = fc.constantFrom('', '1', '2', '\n  1\n  2', '${a:x}', '\n  2\n\n    3');
const assignments = fc.array(
  fc.tuple(option, value).map(([key, text]) => `${key} = ${text}`),
  { maxLength: 4 },
);
/** Operators with the assignment they apply to. */
const grounded = fc
  .array(fc.tuple(option, value, fc.array(fc.tuple(fc.constantFrom('+=', '-='), value), { maxLength: 3 })), {
    maxLength: 3,
  })
  .map((all) =>
    all.flatMap(([key, text, operators]) => [
      `${key} = ${text}`,
      ...operators.map(([sign, more]) => `${key} ${sign} ${more}`),
    ]),
  );
const macros = fc.constantFrom<readonly string[]>([], [], ['<= a'], ['<=\n  a\n  b']);

function layersOf(lines: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly string[]> {
  const section = fc
    .tuple(name, macros, lines)
    .map(([title, made, body]) => [`[${title}]`, ...made, ...body, ''].join('\n'));
  return fc.array(
    fc.array(section, { maxLength: 4 }).map((sections) => sections.join('')),
    { minLength: 1, maxLength: 5 },
  );
}

function bracketed(texts: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly [readonly string[], Bracketing]> {
  return texts.chain((all) => fc.tuple(fc.constant(all), bracketings(0, all.length)));
}

function expectSameMerge(texts: readonly string[], bracketing: Bracketing): void {
  const contents = texts.map((text, at) => layer(text, `p${at}.cfg`));
  expect(shown(mergeBracketed(contents, bracketing))).toEqual(shown(mergeInOrder(contents)));
}

describe('brackets change nothing', () => {
  test('in layers of plain assignments', () => {
    fc.assert(
      fc.property(bracketed(layersOf(assignments)), ([texts, bracketing]) => expectSameMerge(texts, bracketing)),
      { numRuns: 500 },
    );
  });

  test('in layers whose sections are all different', () => {
    const disjoint = layersOf(fc.constant(['x = 1', 'y += 2'])).map((texts) =>
      texts.map((text, at) => text.replaceAll(/^\[(?<title>\w+)\]/gmu, `[$<title>${at}]`)),
    );
    fc.assert(
      fc.property(bracketed(disjoint), ([texts, bracketing]) => expectSameMerge(texts, bracketing)),
      { numRuns: 300 },
    );
  });

  test('in layers whose operators follow an assignment of their own', () => {
    const own = layersOf(grounded).map((texts) => texts.map((text) => text.replaceAll(/^<=.*\n(?: {2}.*\n)*/gmu, '')));
    fc.assert(
      fc.property(bracketed(own), ([texts, bracketing]) => expectSameMerge(texts, bracketing)),
      { numRuns: 500 },
    );
  });
});

describe('operators without an assignment of their own: the layer below decides', () => {
  const valueOf = (sections: MergedSections): string | undefined => sections.get('a')?.options.get('x')?.value.text;

  test.each([
    { lower: '[a]\nx = 0\n', middle: '[a]\ny = 1\n', upper: '[a]\nx += 1\n', inOrder: '0\n1', grouped: '\n1' },
    { lower: '[a]\nx = 0\n', middle: '[b]\n', upper: '[a]\nx += 1\n', inOrder: '0\n1', grouped: '1' },
    { lower: '[a]\nx = 0\n', middle: '[a]\ny = 1\n', upper: '[a]\nx -= 0\n', inOrder: '', grouped: '' },
    { lower: '[a]\nx =\n  0\n  1\n', middle: '[a]\ny = 1\n', upper: '[a]\nx -= 0\n', inOrder: '1', grouped: '' },
    { lower: '[a]\nx = 0\n', middle: '[a]\nx = 1\n', upper: '[a]\nx += 2\n', inOrder: '1\n2', grouped: '1\n2' },
  ])('$upper over $middle over $lower', ({ lower, middle, upper, inOrder, grouped }) => {
    const contents = [lower, middle, upper].map((text) => layer(text));
    expect(valueOf(mergeInOrder(contents))).toBe(inOrder);
    expect(valueOf(mergeBracketed(contents, [0, [1, 2]]))).toBe(grouped);
  });
});
