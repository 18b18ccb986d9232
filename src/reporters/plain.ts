import { unreachable, type Diagnostic } from '../engine/diag/index.js';
import type { EngineEvent, RunEvent, RunFinished } from '../engine/events.js';
import { diagnosticText, pathName, type DiagnosticStyle } from './diagnostic-text.js';
import { makePartLines } from './line-buffer.js';
import { makePaint, type Paint } from './paint.js';
import { reasonsInShort, type DescribeReason } from './reason-text.js';
import { redact } from './redact.js';
import type { Output, PartEvent, Reporter } from './reporter.js';
import { reviewLines } from './review-text.js';
import { makeTally, seconds } from './tally.js';
import { wrapLines } from './wrap.js';

export interface PlainOptions {
  /**
   * 0: a line when a part starts and one when it ends. 1: phases and output of commands too. -1: warnings, failures and
   * the summary. -2: failures only.
   */
  readonly verbosity: number;
  /** Colours on `out`; `style.color` is for `err`. */
  readonly color: boolean;
  /** Columns at which the last lines are broken, as `style.wrapAt` is for `err`. */
  readonly wrapAt?: () => number | undefined;
  readonly style: DiagnosticStyle;
  readonly describe: DescribeReason;
}

/** One line per thing that happened, in the order in which it happened. */
export function makePlainReporter(output: Output, options: PlainOptions): Reporter {
  const tally = makeTally();
  const voice = makeVoice(output, options);
  return {
    report(event: EngineEvent) {
      tally.note(event);
      if (event.type === 'diagnostic') voice.tell(event.diagnostic);
      else if (event.type === 'part') reportPart(event, voice, options);
      else if (event.state === 'finished') {
        const wrap = wrapLines(options.wrapAt?.());
        voice.say(-1, wrap(tally.summary(event)));
        for (const line of reviewLines(event)) voice.say(0, wrap(line));
      } else reportRun(event, voice, options.style);
    },
    notice: (text) => output.err(`${text}\n`),
    close: () => undefined,
  };
}

/** What a reporter can say; a line is left out where the verbosity is below its level. */
interface Voice {
  readonly paint: Paint;
  readonly say: (level: number, text: string) => void;
  readonly sayOf: (level: number, part: string, text: string) => void;
  readonly tell: (diagnostic: Diagnostic) => void;
  /** Output of a part's commands, line by line; what has no line end yet waits for `endOutput`. */
  readonly pass: (event: PartEventOf<'output'>) => void;
  readonly endOutput: (part: string) => void;
}

type PartEventOf<State extends PartEvent['state']> = Extract<PartEvent, { readonly state: State }>;

function makeVoice(output: Output, { verbosity, color, style }: PlainOptions): Voice {
  const paint = makePaint(color);
  const lines = makePartLines();
  const say = (level: number, text: string): void => {
    if (verbosity >= level) output.out(`${text}\n`);
  };
  const sayLine = (part: string, line: string): void => say(1, `${redact(part)} | ${redact(line)}`);
  return {
    paint,
    say,
    sayOf: (level, part, text) => say(level, `${paint.bold(redact(part))}: ${text}`),
    tell(diagnostic) {
      if (diagnostic.severity === 'error' || verbosity > -2) output.err(diagnosticText(diagnostic, style));
    },
    pass({ part, stream, chunk }) {
      for (const line of verbosity < 1 ? [] : lines.add(part, stream, chunk)) sayLine(part, line);
    },
    endOutput(part) {
      for (const { line } of lines.end(part)) sayLine(part, line);
    },
  };
}

function reportRun(event: Exclude<RunEvent, RunFinished>, { say }: Voice, { directory }: DiagnosticStyle): void {
  switch (event.state) {
    case 'started':
      return say(1, `profile ${redact(pathName(event.profile, directory))}`);
    case 'fetching':
      return say(0, `fetching ${redact(event.url)}`);
    case 'waiting':
      return say(0, `waiting for ${redact(event.for)}`);
    case 'planned':
      return say(1, `release ${redact(event.directory)}`);
    default:
      return unreachable(event);
  }
}

function reportPart(event: PartEvent, voice: Voice, { verbosity, describe }: PlainOptions): void {
  const { part } = event;
  const { paint, sayOf } = voice;
  if (ENDS.has(event.state)) voice.endOutput(part);
  switch (event.state) {
    case 'queued':
    case 'command':
    case 'waited':
      return undefined;
    case 'up-to-date':
      return sayOf(1, part, 'up to date');
    case 'substituted':
      return sayOf(0, part, verbosity > 0 ? `from the store, ${redact(event.from)}` : 'from the store');
    case 'started': {
      const [level, doing] = event.action === 'install' ? [0, 'installing'] : [1, 'checking'];
      return sayOf(level, part, `${doing}, because ${reasonsInShort(event.because, describe)}`);
    }
    case 'waiting':
      return sayOf(event.cores === undefined ? 0 : 1, part, `waiting for ${redact(event.for)}`);
    case 'phase':
      return sayOf(1, part, redact(event.phase));
    case 'output':
      return voice.pass(event);
    case 'warning':
      return voice.tell(warningOf(event));
    case 'installed': {
      const done = event.action === 'install' ? 'installed' : 'updated';
      return sayOf(0, part, `${paint.green(done)} in ${seconds(event.millis)}`);
    }
    case 'failed':
      return event.diagnostics.forEach(voice.tell);
    case 'skipped':
      return sayOf(1, part, `not built, because ${SKIPPED[event.because]}`);
    case 'removed':
      return sayOf(event.because === 'not-wanted' ? 0 : 1, part, 'removed');
    case 'restored':
      return sayOf(0, part, 'put back as it was');
    default:
      return unreachable(event);
  }
}

/** After these a part prints nothing more. */
const ENDS: ReadonlySet<PartEvent['state']> = new Set(['installed', 'up-to-date', 'failed', 'skipped']);

const SKIPPED = {
  'needed-part-failed': 'a part it needs failed',
  'run-failed': 'another part failed',
  stopped: 'it was stopped',
  cancelled: 'the run was stopped',
} as const;

function warningOf({ part, message, code }: Extract<PartEvent, { state: 'warning' }>): Diagnostic {
  return { code: code ?? 'part-warning', severity: 'warning', message: `part \`${part}\`: ${message}`, notes: [] };
}
