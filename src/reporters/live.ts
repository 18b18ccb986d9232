import type { EngineEvent } from '../engine/events.js';
import { elapsed, makeRunningParts } from './live-parts.js';
import { makeScreen, type Terminal } from './live-screen.js';
import { makePlainReporter, type PlainOptions } from './plain.js';
import { makeProgress, type Progress } from './progress.js';
import type { Reporter } from './reporter.js';

export type { Terminal } from './live-screen.js';

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
 * Lines of a plain reporter, and below them a block: one line for every running part, and one that says how far the run
 * has come. The cursor is never hidden, and stands below the last line between two pictures, so that nothing has to be
 * restored when the process is killed.
 */
export function makeLiveReporter(terminal: Terminal, timers: Timers, options: PlainOptions): Reporter {
  const begun = timers.now();
  const progress = makeProgress(timers.now);
  const running = makeRunningParts({ now: timers.now, expected: progress.expected });
  const screen = makeScreen(terminal);
  let drawnAt = Number.NEGATIVE_INFINITY;
  let due: 'soon' | 'clock' | undefined;
  let cancel = doNothing;

  const schedule = (kind: 'soon' | 'clock', millis: number): void => {
    cancel();
    due = kind;
    cancel = timers.after(millis, draw);
  };
  const block = (): readonly string[] => {
    if (running.count() === 0) return [];
    const { columns, rows } = terminal.size();
    // A block as high as the window could not be erased; one line is for the run itself where there is room.
    const room = Math.max(1, rows - 2);
    const status = room < 2 ? [] : statusLines(progress, running.count(), timers.now() - begun);
    return [...running.lines(columns, room - status.length), ...status];
  };
  function draw(): void {
    cancel();
    due = undefined;
    drawnAt = timers.now();
    screen.draw(block());
    if (running.count() > 0) schedule('clock', CLOCK_MILLIS);
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
      progress.follow(event);
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

/** `7 of 24 parts, 3 at work, 1 failed; 1:24, about 2 min left`; nothing where a single part is all there is. */
function statusLines({ counts, left }: Progress, running: number, millis: number): readonly string[] {
  const { all, ended, failed } = counts();
  if (all < 2) return [];
  const failures = failed === 0 ? '' : `, ${String(failed)} failed`;
  const rest = left();
  const ending = rest === undefined ? '' : `, ${timeLeft(rest)} left`;
  return [
    `${String(ended)} of ${String(all)} parts, ${String(running)} at work${failures}; ${elapsed(millis)}${ending}`,
  ];
}

/** As exact as such a guess can be. */
function timeLeft(millis: number): string {
  const seconds = millis / 1_000;
  if (seconds < 10) return 'a few seconds';
  if (seconds < 90) return `about ${String(Math.round(seconds / 10) * 10)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${String(minutes)} min` : `about ${(minutes / 60).toFixed(1)} h`;
}

function doNothing(): void {
  return undefined;
}
