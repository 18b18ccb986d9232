import { modules, pureBuiltins } from './scripts/module-table.mjs';

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */
/** @typedef {['type-only', 'type-import']} TypesOnly */

/**
 * @param {import('./scripts/module-table.mjs').Module} module
 * @returns {Rule[]}
 */
function rulesOf({ name, path, may, types = [], packages = [], lazyPackages = [], effects = false }) {
  const from = { path };
  const severity = 'error';
  /** @type {Rule[]} */
  const rules = [{ name: `${name}: table`, severity, from, to: { path: '^src/', pathNot: [path, ...may, ...types] } }];
  if (types.length > 0) {
    const to = { path: [...types], pathNot: [path, ...may], dependencyTypesNot: typesOnly };
    rules.push({ name: `${name}: types only`, severity, from, to });
  }
  if (!effects)
    rules.push({
      name: `${name}: pure built-ins`,
      severity,
      from,
      to: { dependencyTypes: ['core'], pathNot: builtins },
    });
  if (!packages.includes('any')) {
    const allowed = [...packages, ...lazyPackages].map((npm) => `node_modules/${npm}/`);
    rules.push({ name: `${name}: packages`, severity, from, to: { path: 'node_modules/', pathNot: allowed } });
  }
  for (const npm of lazyPackages) {
    const to = { path: `node_modules/${npm}/`, dynamic: false, dependencyTypesNot: typesOnly };
    rules.push({ name: `${name}: ${npm} is lazy`, severity, from, to });
  }
  return rules;
}

/** How a dependency is marked that leaves nothing at run time: `import type`, `import('…').Name`. @type {TypesOnly} */
const typesOnly = ['type-only', 'type-import'];

const builtins = pureBuiltins.map((name) => `^(?:node:)?${name}$`);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...modules.flatMap(rulesOf),
    {
      name: 'recipes do not know each other',
      severity: 'error',
      // `index.ts` lists them; `building-blocks` is what several are made of, and is no recipe.
      from: { path: '^src/recipes/([^/.]+)', pathNot: '^src/recipes/index\\.ts$' },
      to: { path: '^src/recipes/', pathNot: ['^src/recipes/$1(?:/|\\.ts$)', '^src/recipes/building-blocks/'] },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'src stands alone',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', 'node_modules/'], dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'src needs no development package',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: typesOnly },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
