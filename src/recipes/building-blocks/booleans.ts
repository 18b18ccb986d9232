import {
  option,
  type InstallContext,
  type OptionType,
  type OptionTypes,
  type ResolvingPart,
} from '../../engine/recipe/index.js';

const ALLOWED = 'must be `true` or `false`';

/**
 * `true` or `false`, in any letter case because old profiles say `True`. Every other text is a mistake, an empty one
 * too unless `empty` says that it counts as absent.
 */
export function flag<const Absent extends boolean | undefined>(
  about: string,
  absent: Absent,
  empty: 'refused' | 'absent' = 'refused',
): OptionType<boolean | Absent> {
  const pattern = empty === 'absent' ? /^(?:true|false|)$/i : /^(?:true|false)$/i;
  const type = option.of(about, (z) =>
    z
      .string()
      .regex(pattern, ALLOWED)
      .optional()
      .transform((text): boolean | Absent => (text === undefined || text === '' ? absent : isTrue(text))),
  );
  return { ...option.flag(about), ...type };
}

function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}

/** Tells about booleans that are understood but that other engines refuse. */
export function warnAboutSpelling(
  { texts }: ResolvingPart<OptionTypes>,
  { log }: InstallContext,
  names: readonly string[],
): void {
  for (const name of names) {
    const text = texts.get(name) ?? '';
    if (text !== text.toLowerCase()) log.warn(`option \`${name}\` is \`${text}\`; write \`${text.toLowerCase()}\``);
  }
}
