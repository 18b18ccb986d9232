import { expect, test } from 'vitest';
import { readPage } from './page.js';
import { tryPage } from './trying.js';

const page = readPage('profile-language.md');

test('the page has examples', () => {
  expect(page.examples.length).toBeGreaterThan(12);
  expect(page.trials.length).toBeGreaterThan(40);
});

tryPage(page);
