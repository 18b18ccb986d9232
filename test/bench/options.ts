import { parseArgs } from 'node:util';
import { PEERS } from './peers/index.js';

export const SCENARIOS = [
  'startup',
  'resolve',
  'templates',
  'cold',
  'noop',
  'leaf',
  'cgraph',
  'memcached',
  'efficiency',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface Options {
  readonly rounds: number;
  /** Numbers of parts of the generated releases, ascending. */
  readonly sizes: readonly number[];
  readonly only: readonly ScenarioName[];
  /** Names of the peers to look for. */
  readonly peers: readonly string[];
  readonly json: boolean;
}

const PEER_NAMES = PEERS.map(({ name }) => name);

export const USAGE = `usage: npm run bench -- [--only NAME,…] [--parts N,M,…] [--rounds R] [--peers NAME,…|none] [--json] [--help]

  --only    scenarios: ${SCENARIOS.join(', ')}
  --parts   sizes of the generated releases (100,1000,10000); the cost of a part takes two
  --rounds  how often each program is measured, as far as time allows (5)
  --peers   other programs that are looked for (all of them)
  --json    one document instead of tables

Peers are measured where they are present:
${PEERS.map(({ name, wants }) => `  ${name.padEnd(12)} ${wants}`).join('\n')}

autoconf (in PATH, or BENCH_AUTOCONF) makes the \`configure\` of the C parts; without it a miniature does.
BENCH_DOWNLOADS names a download cache that has the sources of memcached; without it they are fetched
through apt. BENCH_JINJA names a Python that has Jinja2, which templates are timed beside. Files lie below TMPDIR.`;

/** The options, or what is wrong with them. */
export function parseOptions(args: readonly string[]): Options | string {
  const given = readArguments(args);
  if (typeof given === 'string') return given;
  const rounds = Number(given.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) return `\`--rounds ${given.rounds}\` is no number of rounds`;
  const sizes = given.parts
    .split(',')
    .map(Number)
    .toSorted((left, right) => left - right);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) return `\`--parts ${given.parts}\` are no sizes`;
  if (new Set(sizes).size < sizes.length) return `\`--parts ${given.parts}\` has one size twice`;
  const only = chosen(SCENARIOS, given.only);
  if (only === undefined) return `\`--only ${String(given.only)}\` names something unknown`;
  const peers = given.peers === 'none' ? [] : chosen(PEER_NAMES, given.peers);
  if (peers === undefined) return `\`--peers ${String(given.peers)}\` names something unknown`;
  return { rounds, sizes, only, peers, json: given.json };
}

/** All without a list; nothing when the list has what is not there. */
function chosen<Name extends string>(all: readonly Name[], list: string | undefined): readonly Name[] | undefined {
  if (list === undefined) return all;
  const names = list.split(',');
  const found = all.filter((name) => names.includes(name));
  return found.length < names.length ? undefined : found;
}

interface Given {
  readonly rounds: string;
  readonly parts: string;
  readonly only?: string;
  readonly peers?: string;
  readonly json: boolean;
}

function readArguments(args: readonly string[]): Given | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '5' },
        parts: { type: 'string', default: '100,1000,10000' },
        only: { type: 'string' },
        peers: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
