import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { succeed } from '../../src/engine/diag/index.js';
import {
  surveySections,
  type Contribution,
  type ExpandedSection,
  type MergedSection,
} from '../../src/engine/resolve/index.js';
import { findPython, orderOnce } from '../bench/python.js';
import { makeTree, publicShape, writeTree, type TreeStage } from '../bench/trees.js';
import { isFromFile, loadTree } from './load-tree.js';

type Options = Readonly<Record<string, string>>;

/** What the resolver in Python prints. */
interface Printed {
  readonly files: number;
  readonly sections: Readonly<Record<string, Options>>;
  readonly unresolved: readonly { readonly section: string; readonly option: string; readonly code: string }[];
}

const directory = realpathSync(mkdtempSync(join(tmpdir(), 'order-once-')));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const tree = makeTree(publicShape(1));
writeTree(tree, directory);
const python = findPython();

function inPython(stage: TreeStage): Printed {
  const [program, ...args] = orderOnce(python ?? '', join(directory, tree.main), stage);
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // A program of the project prints it.
  return JSON.parse(stdout) as Printed;
}

function written(options: ExpandedSection['options']): Options {
  const said = [...options.values()].filter(isFromFile);
  return Object.fromEntries(said.map(({ name, value }) => [name, value.text]));
}

/** Operators that wait for macros, as options of their own. */
function waiting({ pending }: MergedSection): Options {
  const operators = [...pending].flatMap(([name, { add, remove }]): [string, Contribution | undefined][] => [
    [`${name} +`, add],
    [`${name} -`, remove],
  ]);
  const present = operators.flatMap(([key, operator]) => (operator === undefined ? [] : [[key, operator] as const]));
  return Object.fromEntries(present.map(([key, { text }]) => [key, text.lines.map((line) => line.text).join('\n')]));
}

describe('a tree of 266 profiles, beside a resolver in Python that reads each file once', () => {
  const merged = loadTree(directory);

  test.skipIf(python === undefined)('merging gives the same', () => {
    const sections = [...merged.sections.values()].map((section) => {
      return [section.name, { ...written(section.options), ...waiting(section) }] as const;
    });
    const files = merged.layers.length;
    expect({ files, sections: Object.fromEntries(sections), unresolved: [] }).toEqual(inPython('merged'));
  });

  test.skipIf(python === undefined)('macros give the same', () => {
    const sections = [...merged.sections.keys()].map((name) => {
      const expanded = merged.expand(name);
      return [name, expanded?.ok === true ? written(expanded.value.options) : {}] as const;
    });
    expect(Object.fromEntries(sections)).toEqual(inPython('expanded').sections);
  });

  test.skipIf(python === undefined)('references give the same', () => {
    const survey = surveySections(merged, {
      initialise: ({ name }) => succeed({ exports: new Map([['location', `${directory}/parts/${name}`]]) }),
    });
    const sections: Record<string, Options> = {};
    const unresolved: Printed['unresolved'][number][] = [];
    for (const [section, { expanded, values }] of survey.sections) {
      const options: [string, string][] = [];
      for (const option of [...expanded.options.values()].filter(isFromFile)) {
        const value = values.get(option.name);
        if (value?.kind === 'text') options.push([option.name, value.text]);
        else unresolved.push({ section, option: option.name, code: value?.cause.code ?? 'no value' });
      }
      sections[section] = Object.fromEntries(options);
    }
    const printed = inPython('resolved');
    expect(sections).toEqual(printed.sections);
    expect(unresolved).toHaveLength(printed.unresolved.length);
    expect(new Set(unresolved.map((each) => JSON.stringify(each)))).toEqual(
      new Set(printed.unresolved.map(({ section, option, code }) => JSON.stringify({ section, option, code }))),
    );
  });
});
