import { isAbsolute, relative, sep } from 'node:path';
import { locate, type Diagnostic, type Note, type Source, type Span } from '../engine/diag/index.js';
import { makePaint, type Paint } from './paint.js';
import { redact } from './redact.js';
import { excerptOf } from './source-excerpt.js';
import { INDENT, wrapLines } from './wrap.js';

export interface DiagnosticStyle {
  readonly color: boolean;
  /** Paths inside this directory are shown relative to it. */
  readonly directory: string;
  /** Source lines wider than this are cut round the place. */
  readonly columns: number;
  /** Columns at which sentences are broken, asked anew for each diagnostic; without it, or an answer, they are not. */
  readonly wrapAt?: () => number | undefined;
}

const NARROWEST = 40;

/** A diagnostic for people: what is wrong, where, the line itself, what else is known, what to do. Ends with a line end. */
export function diagnosticText(diagnostic: Diagnostic, style: DiagnosticStyle): string {
  const paint = makePaint(style.color);
  const loud = diagnostic.severity === 'error' ? paint.red : paint.yellow;
  const label = loud(paint.bold(`${diagnostic.severity}[${diagnostic.code}]`));
  const wrap = makeWrap(style);
  const taken = diagnostic.severity.length + diagnostic.code.length + 4;
  const lines = [`${label}${paint.bold(`: ${wrap(diagnostic.message, taken)}`)}`];
  if (diagnostic.at !== undefined) lines.push(...placeLines(diagnostic.at, style, { paint, loud }));
  for (const note of diagnostic.notes) lines.push(...noteLines(note, style, { paint, wrap }));
  if (diagnostic.hint !== undefined) lines.push(labelled('hint', diagnostic.hint, { paint, wrap }));
  return `${lines.join('\n')}\n`;
}

/** How a source is named to people: relative inside the working directory, credentials of a URL hidden. */
function sourceName(source: Source, directory: string): string {
  return redact(pathName(source.path, directory));
}

export function pathName(path: string, directory: string): string {
  if (!isAbsolute(path)) return path;
  const inside = relative(directory, path);
  const outside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`);
  return outside ? path : inside;
}

function placeName(span: Span, style: DiagnosticStyle): string {
  const { line, column } = locate(span.source, span.start);
  return `${sourceName(span.source, style.directory)}:${String(line)}:${String(column)}`;
}

interface Colours {
  readonly paint: Paint;
  readonly loud: (text: string) => string;
}

function placeLines(span: Span, style: DiagnosticStyle, { paint, loud }: Colours): readonly string[] {
  const { line } = locate(span.source, span.start);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const excerpt = excerptOf(span, Math.max(NARROWEST, style.columns) - gutter.length - 3);
  const carets = ' '.repeat(excerpt.caret) + loud('^'.repeat(excerpt.carets));
  return [
    `${gutter}${paint.cyan('-->')} ${placeName(span, style)}`,
    paint.cyan(`${gutter} |`),
    `${paint.cyan(`${number} |`)}${excerpt.text === '' ? '' : ` ${excerpt.text}`}`,
    `${paint.cyan(`${gutter} |`)} ${carets}`,
  ];
}

function noteLines(note: Note, style: DiagnosticStyle, form: Form): readonly string[] {
  const lines = [labelled('note', note.message, form)];
  if (note.at !== undefined) lines.push(`  ${form.paint.cyan('-->')} ${placeName(note.at, style)}`);
  return lines;
}

interface Form {
  readonly paint: Paint;
  readonly wrap: Wrap;
}

function labelled(label: 'note' | 'hint', message: string, { paint, wrap }: Form): string {
  return `${paint.cyan(label)}: ${wrap(message, label.length + 2)}`;
}

/** Makes a text fit to be shown behind a label that takes some columns. */
type Wrap = (text: string, taken: number) => string;

/** The first line of a text is a sentence; what follows is what somebody else has printed, or a command: that is never broken. */
function makeWrap({ wrapAt }: DiagnosticStyle): Wrap {
  const wrap = wrapLines(wrapAt?.());
  return (text, taken) => {
    const [sentence = '', ...more] = redact(text).trimEnd().split(/\r?\n/);
    return [wrap(sentence, taken), ...more.map((line) => (line === '' ? line : INDENT + line))].join('\n');
  };
}
