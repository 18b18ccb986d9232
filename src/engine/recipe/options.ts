import type * as Zod from 'zod';
import { failAll, succeed, type Result } from '../diag/index.js';
import { loads, type TypedValue } from '../literal/index.js';
import type { BadOption } from './failures.js';
import { hintForDigits, hintForFlag, hintForMode, type HintFor } from './hints.js';

/** The zod module, handed in so that a run that installs nothing never loads it. */
export type ZodModule = typeof Zod;

/** One typed option: the schema reads the option's text, `undefined` when the profile does not set it. */
export interface OptionType<Value> {
  /** One sentence for the recipe's documentation. */
  readonly about: string;
  readonly schema: (z: ZodModule) => Zod.ZodType<Value, string | undefined>;
  /** What to write instead of a text that the schema refuses, where that is sure. */
  readonly hint?: HintFor;
}

export type OptionTypes = Readonly<Record<string, OptionType<unknown>>>;

export type OptionValues<Types extends OptionTypes> = {
  readonly [Name in keyof Types]: Types[Name] extends OptionType<infer Value> ? Value : never;
};

/** Turns the texts of a part's options into typed values; compiled once per recipe. */
export interface OptionDecoder<Types extends OptionTypes> {
  /** Every bad option is reported, in the order the recipe declares them. */
  decode(texts: ReadonlyMap<string, string>): Result<OptionValues<Types>, BadOption>;
}

/** Builds the schemas of a recipe once. */
export function compileOptions<Types extends OptionTypes>(z: ZodModule, types: Types): OptionDecoder<Types> {
  const schemas = Object.entries(types).map(([name, type]) => [name, makeParser(type.schema(z)), type.hint] as const);
  return {
    decode(texts) {
      const values: Record<string, unknown> = {};
      const bad: BadOption[] = [];
      for (const [name, parse, hintFor] of schemas) {
        const text = texts.get(name);
        const parsed = parse(text);
        if (parsed.success) {
          values[name] = parsed.data;
          continue;
        }
        const message = parsed.error.issues[0]?.message ?? 'is not valid';
        const hint = text === undefined ? undefined : hintFor?.(text);
        bad.push({ kind: 'bad-option', option: name, value: text, message, ...(hint !== undefined && { hint }) });
      }
      const [first, ...more] = bad;
      // The loop has set exactly the declared names, each to what its own schema gives.
      return first === undefined ? succeed(values as OptionValues<Types>) : failAll([first, ...more]);
    },
  };
}

/** Most options of most parts are absent, and what a schema makes of nothing does not change. */
function makeParser<Value>(
  schema: Zod.ZodType<Value, string | undefined>,
): (text: string | undefined) => Zod.ZodSafeParseResult<Value> {
  let absent: Zod.ZodSafeParseResult<Value> | undefined;
  return (text) => (text === undefined ? (absent ??= schema.safeParse(text)) : schema.safeParse(text));
}

const ABSENT = (text: string | undefined): text is undefined | '' => text === undefined || text.trim() === '';

/** Ready-made option types. Unless said otherwise an empty text counts as absent. */
export const option = {
  /** Text as it stands; the default when absent, but an empty text stays empty. */
  text: (about: string, absent = ''): OptionType<string> => ({
    about,
    schema: (z) => z.string().default(absent),
  }),
  /** A value of any type: what stands behind `!py!`, otherwise the text itself; `None` when the option is not there. */
  typed: (about: string): OptionType<TypedValue> => ({
    about,
    schema: (z) =>
      z
        .string()
        .optional()
        .transform((text, context): TypedValue => {
          const loaded = text === undefined ? undefined : loads(text);
          if (loaded?.ok === false) context.addIssue(`is no Python literal: ${loaded.problem.message}`);
          return loaded?.ok === true ? loaded.value : null;
        }),
  }),
  /** Text or nothing. */
  optional: (about: string): OptionType<string | undefined> => ({
    about,
    schema: (z) =>
      z
        .string()
        .optional()
        .transform((text) => (ABSENT(text) ? undefined : text)),
  }),
  /** Text that must be there and not blank. */
  required: (about: string): OptionType<string> => ({
    about,
    schema: (z) => z.string({ error: 'is required' }).refine((text) => text.trim() !== '', 'must not be empty'),
  }),
  /** `true` or `false`; absent or empty: the default. */
  flag: (about: string, absent = false): OptionType<boolean> => ({
    about,
    schema: (z) =>
      z
        .enum(['true', 'false', ''], 'must be `true` or `false`')
        .optional()
        .transform((text) => (ABSENT(text) ? absent : text === 'true')),
    hint: hintForFlag,
  }),
  /** `yes`, `on`, `true`, `no`, `off` or `false` in any case. */
  laxFlag: (about: string, absent = false): OptionType<boolean> => ({
    about,
    schema: (z) =>
      z
        .string()
        .regex(/^(?:yes|on|true|no|off|false)$/i, 'must be `true` or `false`')
        .optional()
        .transform((text) => (text === undefined ? absent : /^(?:yes|on|true)$/i.test(text))),
    hint: hintForFlag,
  }),
  /** Words separated by white space. */
  words: (about: string): OptionType<readonly string[]> => ({
    about,
    schema: (z) =>
      z
        .string()
        .optional()
        .transform((text) => (text ?? '').split(/\s+/u).filter((word) => word !== '')),
  }),
  /** Lines, stripped, without empty ones. */
  lines: (about: string): OptionType<readonly string[]> => ({
    about,
    schema: (z) =>
      z
        .string()
        .optional()
        .transform((text) =>
          (text ?? '')
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        ),
  }),
  /** A file mode in octal, with or without the `0o` prefix, at most 0o7777. */
  mode: (about: string): OptionType<number | undefined> => ({
    about,
    schema: (z) =>
      z
        .string()
        .regex(/^(?:\s*(?:0o)?[0-7]{1,5}\s*|\s*)$/, 'must be an octal file mode such as 0644')
        .optional()
        .transform((text) => (ABSENT(text) ? undefined : Number.parseInt(text.trim().replace(/^0o/, ''), 8) & 0o7777)),
    hint: hintForMode,
  }),
  /** A SHA-256 in hexadecimal. */
  sha256: (about = 'SHA-256 of the content, in hexadecimal'): OptionType<string | undefined> => hexadecimal(about, 64),
  /** A SHA-512 in hexadecimal. */
  sha512: (about = 'SHA-512 of the content, in hexadecimal'): OptionType<string | undefined> => hexadecimal(about, 128),
  /** An MD5 in hexadecimal; weak, kept because profiles have it. */
  md5: (about = 'MD5 of the content, in hexadecimal'): OptionType<string | undefined> => hexadecimal(about, 32),
  /** Anything zod can say, for what is not here. The schema reads the option's text. */
  of: <Value>(about: string, schema: OptionType<Value>['schema']): OptionType<Value> => ({ about, schema }),
} as const;

function hexadecimal(about: string, digits: number): OptionType<string | undefined> {
  return {
    about,
    schema: (z) =>
      z
        .string()
        .optional()
        .transform((text) => (ABSENT(text) ? undefined : text.trim().toLowerCase()))
        .refine(
          (text) => text === undefined || (text.length === digits && /^[0-9a-f]+$/.test(text)),
          `must be ${String(digits)} hexadecimal digits`,
        ),
    hint: hintForDigits(digits),
  };
}
