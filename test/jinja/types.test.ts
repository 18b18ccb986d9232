import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, type Case } from './types-cases.js';

const folder = new URL('./data/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.startsWith('types-') && name.endsWith('.json'));

// What Python 3.11 with markupsafe makes of each, stored by `oracle/evaluate.py` from `oracle/types-*.txt`.
describe('values are what Python makes of them', () => {
  test('there are cases', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  test.each(files)('%s', (file) => {
    const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[];
    expect(cases).not.toHaveLength(0);
    for (const { source, tree, repr, kind, message } of cases) {
      const expected = repr === undefined ? { kind, message } : { repr };
      expect({ source, ...run({ tree }) }).toEqual({ source, ...expected });
    }
  });
});
