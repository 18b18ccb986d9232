import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkRecipe, makeBench } from '../../../src/testing/index.js';
import { bundle } from './bundle.js';

test('bundle', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'a'), 'one\n');
  await writeFile(join(directory, 'b'), 'two\n');
  const bench = makeBench({ directory });
  const part = { name: 'words', options: { files: 'b a', filename: 'words.txt' } };

  expect(await checkRecipe(bench, bundle, [part])).toEqual([]);

  const installed = await bench.install(bundle, part);
  if (!installed.ok) throw new Error(JSON.stringify(installed.failures));
  expect(installed.value.texts.get('target')).toBe(join(directory, 'parts/words/words.txt'));
  expect(await readFile(join(directory, 'parts/words/words.txt'), 'utf8')).toBe('two\none\n');

  const missing = await bench.install(bundle, { options: { files: 'c' } });
  expect(missing).toMatchObject({ ok: false, failures: [{ kind: 'source-not-found', option: 'files' }] });
});
