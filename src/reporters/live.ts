import type { EngineEvent } from '../engine/events.js';
import { columnsOf, cutToColumns } from './columns.js';
import { makePlainReporter, type PlainOptions } from './plain.js';
import { redact } from './redact.js';
import type { Output, PartEvent, Reporter } from './reporter.js';

/** The terminal of a live view. `size` is asked anew for every picture, so a resized window is noticed. */
export interface Terminal extends Output {
  readonly size: () => { readonly columns: number; readonly rows: number };
}

/** Time, so that tests can hold it. */
export interface Timers {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Calls back once, unless the answer is called before. Must not keep a process alive. */
  readonly after: (millis: number, callback: () => void) => () => void;
}

/** At most ten pictures a second; one a second when only the clock moves. */
const PICTURE_MILLIS = 100;
const CLOCK_MILLIS = 1_000;

/**
 * Lines of a plain reporter, and below them one line for every running part. The cursor is never hidden, and stands
 * below the last line between two pictures, so that nothing has to be restored when the process is killed.
 */
export function makeLiveReporter(terminal: Terminal, timers: Timers, options: PlainOptions): Reporter {
  const running = makeRunning(timers.now);
  const screen = makeScreen(terminal);
  let drawnAt = Number.NEGATIVE_INFINITY;
  let due: 'soon' | 'clock' | undefined;
  let cancel = doNothing;

  const schedule = (kind: 'soon' | 'clock', millis: number): void => {
    cancel();
    due = kind;
    cancel = timers.after(millis, draw);
  };
  function draw(): void {
    cancel();
    due = undefined;
    drawnAt = timers.now();
    screen.draw(running.lines(terminal.size().columns));
    if (!running.isEmpty()) schedule('clock', CLOCK_MILLIS);
  }
  const drawSoon = (): void => {
    if (due !== 'soon') schedule('soon', Math.max(0, drawnAt + PICTURE_MILLIS - timers.now()));
  };
  const plain = makePlainReporter(
    {
      out: screen.addAbove,
      err(text) {
        screen.interrupt(text);
        draw();
      },
    },
    options,
  );
  return {
    report(event) {
      if (event.type === 'part') running.follow(event);
      if (!isShownBelow(event)) plain.report(event);
      drawSoon();
    },
    notice: plain.notice,
    close() {
      cancel();
      screen.draw([]);
    },
  };
}

/** The live line says enough of a new part that begins. */
function isShownBelow(event: EngineEvent): boolean {
  const starts = event.type === 'part' && event.state === 'started';
  return starts && event.because.every(({ kind }) => kind === 'never-installed');
}

function doNothing(): void {
  return undefined;
}

interface Running {
  readonly follow: (event: PartEvent) => void;
  readonly isEmpty: () => boolean;
  readonly lines: (columns: number) => readonly string[];
}

interface RunningPart {
  readonly since: number;
  readonly phase: string;
}

/** The parts at work, oldest first. */
function makeRunning(now: () => number): Running {
  const parts = new Map<string, RunningPart>();
  return {
    isEmpty: () => parts.size === 0,
    follow(event) {
      const { part } = event;
      const since = parts.get(part)?.since ?? now();
      if (event.state === 'started') parts.set(part, { since, phase: 'start' });
      else if (event.state === 'phase') parts.set(part, { since, phase: redact(event.phase) });
      else if (event.state === 'waiting') parts.set(part, { since, phase: `waits for ${redact(event.for)}` });
      else if (ENDS.has(event.state)) parts.delete(part);
    },
    lines(columns) {
      const room = Math.max(1, Math.floor(columns / 2));
      const names = [...parts.keys()].map((name) => cutToColumns(redact(name), room));
      const width = Math.max(0, ...names.map(columnsOf));
      return [...parts.values()].map(({ since, phase }, index) => {
        const name = names[index] ?? '';
        return `  ${name}${' '.repeat(width - columnsOf(name))}  ${elapsed(now() - since).padStart(7)}  ${phase}`;
      });
    },
  };
}

const ENDS: ReadonlySet<PartEvent['state']> = new Set(['installed', 'substituted', 'up-to-date', 'failed', 'skipped']);

function elapsed(millis: number): string {
  const whole = Math.floor(millis / 1_000);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}

interface Screen {
  /** Keeps text for the next picture, where it stands above the live lines for good. */
  readonly addAbove: (text: string) => void;
  /** Shows a text at once; the live lines are gone until the next picture. */
  readonly interrupt: (text: string) => void;
  readonly draw: (lines: readonly string[]) => void;
}

/** What is drawn last is always a block of whole lines with the cursor below it. */
function makeScreen(terminal: Terminal): Screen {
  let above = '';
  let block: readonly string[] = [];
  const erase = (): string => {
    const { columns } = terminal.size();
    // A window that became narrower has broken the lines of the last picture.
    const rows = block.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / Math.max(1, columns))), 0);
    return rows === 0 ? '' : `\u001B[${String(rows)}A\r\u001B[J`;
  };
  const replace = (lines: readonly string[]): void => {
    if (above === '' && lines.length === block.length && lines.every((line, index) => line === block[index])) return;
    const text = `${erase()}${above}${lines.map((line) => `${line}\n`).join('')}`;
    above = '';
    block = lines;
    terminal.out(text);
  };
  return {
    addAbove(text) {
      above += text;
    },
    interrupt(text) {
      replace([]);
      terminal.err(text);
    },
    draw(lines) {
      const { columns, rows } = terminal.size();
      replace(fit(lines, columns, rows));
    },
  };
}

/** A line in the last column would wrap on some terminals; a block as high as the window could not be erased. */
function fit(lines: readonly string[], columns: number, rows: number): readonly string[] {
  const room = Math.max(1, rows - 2);
  const shown = lines.length <= room ? lines : lines.slice(0, room - 1);
  const more = lines.length - shown.length;
  const all = more === 0 ? shown : [...shown, `  and ${String(more)} more`];
  return all.map((line) => cutToColumns(line, columns - 1));
}
