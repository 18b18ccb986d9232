import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInRecipes } from '../../src/recipes/index.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('../../RECIPES.md');

/** A program of this folder as its readers write it: with the names that the package exports. */
function asPublished(path: string): string {
  return read(path)
    .replace(/'[./]*src\/engine\/recipe\/index\.js'/u, "'slapbuild/recipe'")
    .replace(/'[./]*src\/testing\/index\.js'/u, "'slapbuild/testing'");
}

describe('RECIPES.md', () => {
  test.each(['./example/bundle.ts', './example/bundle.test.ts'])('shows %s as it is', (path) => {
    expect(page).toContain(`\`\`\`ts\n${asPublished(path)}\`\`\`\n`);
  });

  test.each(builtInRecipes.map((recipe) => [recipe.name, recipe] as const))('has a table for %s', (name, recipe) => {
    const section = page.split(/^### /mu).find((text) => text.startsWith(`\`${name}\``)) ?? '';
    for (const alias of recipe.aliases ?? []) expect(section).toContain(`\`${alias}\``);
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    const listed = rows.flatMap((row) =>
      [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/gu)].map(([, option]) => option),
    );
    expect(listed).toEqual(expect.arrayContaining(Object.keys(recipe.options)));
  });
});
