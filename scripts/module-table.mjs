/**
 * The modules of `src` and what each may import besides itself. `.dependency-cruiser.mjs` makes rules of it;
 * `modules.mjs` refuses a file that stands in no module. Paths are regular expressions from the project's root.
 *
 * @typedef {object} Module
 * @property {string} name
 * @property {string} path
 * @property {readonly string[]} may may be imported
 * @property {readonly string[]} [types] may be imported for types only
 * @property {readonly string[]} [packages] npm packages; `any` lifts every restriction
 * @property {readonly string[]} [lazyPackages] npm packages that a run may do without: types, or a dynamic import
 * @property {boolean} [effects] Node built-ins that do I/O may be imported
 */

/** @param {string} name */
const stage = (name) => `^src/engine/${name}/`;

/** @type {(...names: string[]) => string[]} */
const stages = (...names) => names.map(stage);

const library = ['^src/engine/', '^src/platform/', '^src/recipes/'];

/** @type {readonly Module[]} */
export const modules = [
  { name: 'engine/diag', path: stage('diag'), may: [] },
  { name: 'engine/literal', path: stage('literal'), may: [] },
  { name: 'engine/profile', path: stage('profile'), may: stages('diag') },
  { name: 'engine/format', path: stage('format'), may: stages('diag', 'profile') },
  { name: 'engine/hash-file', path: stage('hash-file'), may: stages('diag') },
  { name: 'engine/resolve', path: stage('resolve'), may: stages('diag', 'profile', 'literal') },
  { name: 'engine/inspect', path: stage('inspect'), may: stages('diag', 'profile', 'resolve') },
  { name: 'engine/recipe', path: stage('recipe'), may: stages('diag', 'literal'), lazyPackages: ['zod'] },
  { name: 'engine/graph', path: stage('graph'), may: stages('diag', 'resolve', 'recipe') },
  { name: 'engine/lint', path: stage('lint'), may: stages('diag', 'profile', 'resolve', 'recipe', 'graph') },
  { name: 'engine/lock', path: stage('lock'), may: stages('diag', 'resolve', 'recipe') },
  { name: 'engine/installed', path: stage('installed'), may: stages('diag') },
  { name: 'engine/store', path: stage('store'), may: stages('diag') },
  { name: 'engine/cache', path: stage('cache'), may: stages('diag', 'store') },
  {
    name: 'engine/plan',
    path: stage('plan'),
    may: stages('diag', 'graph', 'recipe', 'installed', 'store', 'cache'),
  },
  {
    name: 'engine/execute',
    path: stage('execute'),
    may: stages('diag', 'recipe', 'plan', 'installed', 'store', 'cache'),
  },
  { name: 'engine', path: '^src/engine/[^/]+\\.ts$', may: ['^src/engine/'], lazyPackages: ['zod'] },
  { name: 'jinja', path: '^src/jinja/', may: stages('diag', 'literal') },
  { name: 'recipes', path: '^src/recipes/', may: [...stages('recipe', 'diag'), '^src/jinja/index\\.ts$'] },
  {
    name: 'platform',
    path: '^src/platform/',
    may: stages('diag', 'recipe'),
    types: ['^src/engine/(ports|index)\\.ts$', '^src/engine/[^/]+/(ports|index)\\.ts$'],
    packages: ['any'],
    effects: true,
  },
  { name: 'version', path: '^src/version\\.ts$', may: [] },
  { name: 'library', path: '^src/(index|engine-here)\\.ts$', may: [...library, '^src/version\\.ts$'] },
  { name: 'testing', path: '^src/testing/', may: library, packages: ['zod'] },
  {
    name: 'reporters',
    path: '^src/reporters/',
    may: stages('diag'),
    types: ['^src/engine/events\\.ts$', stage('plan'), stage('inspect')],
  },
  { name: 'lsp', path: '^src/lsp/', may: stages('diag', 'profile', 'resolve', 'graph') },
  { name: 'cli', path: '^src/cli/', may: ['^src/'], packages: ['any'], effects: true },
];

/** Node built-ins that only compute; every other one belongs to modules with `effects`. */
export const pureBuiltins = ['path', 'path/posix', 'crypto', 'util', 'url', 'events', 'buffer'];
