import { describeReason } from '../../src/engine/plan/reasons.js';
import type { PlainOptions } from '../../src/reporters/plain.js';
import type { Output } from '../../src/reporters/reporter.js';

/** What was written, in its order; what went to standard error is marked. */
export interface Recording extends Output {
  readonly text: () => string;
}

export function record(): Recording {
  let text = '';
  return {
    out(added) {
      text += added;
    },
    err(added) {
      text += added.replace(/^(?=.)/gmu, '! ');
    },
    text: () => text,
  };
}

export function plainOptions(verbosity = 0, color = false): PlainOptions {
  return { verbosity, color, style: { color, directory: '/release', columns: 100 }, describe: describeReason };
}
