import { parseJson } from './parse-json.js';

/** What is known of a part that failed and whose tree was kept. No values of variables: they may be secret. */
export interface FailedPart {
  readonly schema: 1;
  readonly part: string;
  /** Its own directory; `null` when its recipe places files elsewhere. */
  readonly location: string | null;
  /** The directory lies in a store. */
  readonly shared: boolean;
  /** The command that failed; `null` when it was something else. */
  readonly command: { readonly cwd: string; readonly argv: readonly string[] } | null;
}

export function encodeFailedPart(failed: FailedPart): string {
  return `${JSON.stringify(failed, undefined, 2)}\n`;
}

/** The note, if the text is one of this schema; it is a help, so that anything else counts as none. */
export function decodeFailedPart(text: string): FailedPart | undefined {
  const value = parseJson(text);
  return isFailedPart(value) ? value : undefined;
}

function isFailedPart(value: unknown): value is FailedPart {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, part, location, shared, command }: Readonly<Record<string, unknown>> = { ...value };
  const placed = location === null || typeof location === 'string';
  return schema === 1 && typeof part === 'string' && placed && typeof shared === 'boolean' && isCommand(command);
}

function isCommand(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { cwd, argv }: Readonly<Record<string, unknown>> = { ...value };
  return typeof cwd === 'string' && Array.isArray(argv) && argv.every((word) => typeof word === 'string');
}
