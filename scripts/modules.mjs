// The gate of the module table: who imports whom, no cycles, and nobody overlooked.
import { modules } from './module-table.mjs';
import { cruise } from './cruise.mjs';
import { listSources } from './sources.mjs';

/** @param {import('dependency-cruiser').IViolation} violation */
function describe({ rule, from, to, cycle = [] }) {
  if (cycle.length > 0) return `${rule.name}: ${[from, ...cycle.map(({ name }) => name)].join(' > ')}`;
  return from === to ? `${rule.name}: ${from}` : `${rule.name}: ${from} imports ${to}`;
}

const listed = listSources();
const { modules: all, summary } = cruise();
const seen = new Set(all.map(({ source }) => source).filter((source) => source.startsWith('src/')));

const errors = [
  ...summary.violations.map(describe),
  ...listed
    .filter((path) => !modules.some((module) => new RegExp(module.path).test(path)))
    .map((path) => `in no module of scripts/module-table.mjs: ${path}`),
  ...listed.filter((path) => !seen.has(path)).map((path) => `not seen by dependency-cruiser: ${path}`),
  ...[...seen].filter((path) => !listed.includes(path)).map((path) => `not listed by git: ${path}`),
];
if (listed.length === 0) errors.push('git lists no source at all');

for (const error of errors) console.error(error);
console.log(`${seen.size} modules seen, ${listed.length} listed by git, ${errors.length} errors`);
if (errors.length > 0) process.exitCode = 1;
