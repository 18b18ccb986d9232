import { fail, succeed, type Result } from '../../engine/diag/index.js';

/** A signal as profiles name it: `USR1`, or with a distance, `RTMIN+1`. */
export interface Signal {
  /** Name without `SIG`. */
  readonly name: string;
  readonly plus: number;
}

/** Linux' numbers on all but its oldest architectures; names without a number of their own are other names for one. */
const NUMBERS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
  RTMIN: 34,
  RTMAX: 64,
};

const OTHER_NAMES: Readonly<Record<string, string>> = { IOT: 'ABRT', CLD: 'CHLD', POLL: 'IO' };

const UNSTOPPABLE = new Set([9, 19]);

export function readSignal(text: string): Result<Signal, string> {
  const [stated = '', plus = '0', ...more] = text.split('+');
  const name = OTHER_NAMES[stated] ?? stated;
  const signal = { name, plus: Number.parseInt(plus, 10) };
  const number = signalNumber(signal);
  if (more.length > 0 || !/^[0-9]{1,2}$/.test(plus) || number === undefined || number > 64)
    return fail(`\`${text}\` is no signal; write its name without \`SIG\`, as in \`USR1\` or \`RTMIN+1\``);
  if (UNSTOPPABLE.has(number)) return fail(`signal \`${text}\` cannot be caught or ignored`);
  return succeed(signal);
}

function signalNumber({ name, plus }: Signal): number | undefined {
  const base = NUMBERS[name];
  return base === undefined ? undefined : base + plus;
}

/** What `trap` understands everywhere: names of ordinary signals, numbers of the others. */
export function trapName(signal: Signal): string {
  const plain = signal.plus === 0 && !signal.name.startsWith('RT');
  return plain ? signal.name : String(signalNumber(signal));
}
