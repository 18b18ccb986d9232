import { parseArgs } from 'node:util';

export const SCENARIOS = ['start-up', 'resolve', 'no-op', 'cold', 'leaf', 'efficiency'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface Options {
  readonly runs: number;
  /** Sizes of the generated releases, ascending; two at least, as the cost of a part is a difference. */
  readonly sizes: readonly [number, number, ...number[]];
  readonly only: readonly ScenarioName[];
  readonly json: boolean;
}

export const USAGE = `usage: npm run bench -- [--runs R] [--parts N,M,…] [--only NAME,…] [--json] [--help]
names: ${SCENARIOS.join(', ')}
BENCH_PYTHON names a Python that has zc.buildout, which is then measured too.`;

/** The options, or what is wrong with them. */
export function parseOptions(args: readonly string[]): Options | string {
  const given = readArguments(args);
  if (typeof given === 'string') return given;
  const runs = Number(given.runs);
  if (!Number.isInteger(runs) || runs < 1) return `\`--runs ${given.runs}\` is no number of runs`;
  const [first, second, ...more] = given.parts
    .split(',')
    .map(Number)
    .toSorted((left, right) => left - right);
  if (first === undefined || second === undefined) return '`--parts` needs two sizes at least';
  const sizes = [first, second, ...more] as const;
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) return `\`--parts ${given.parts}\` are no sizes`;
  if (new Set(sizes).size < sizes.length) return `\`--parts ${given.parts}\` has one size twice`;
  const names = given.only === undefined ? [...SCENARIOS] : given.only.split(',');
  const only = SCENARIOS.filter((name) => names.includes(name));
  if (only.length < names.length) return `\`--only ${String(given.only)}\` names something unknown`;
  return { runs, sizes, only, json: given.json };
}

function readArguments(
  args: readonly string[],
): { readonly runs: string; readonly parts: string; readonly only?: string; readonly json: boolean } | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string', default: '5' },
        parts: { type: 'string', default: '100,1000' },
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
