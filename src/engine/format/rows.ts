import type { Source } from '../diag/index.js';
import type { OptionNode, Profile, SectionNode, Trivia } from '../profile/index.js';
import { bodyOf, type Indentation } from './body.js';
import { findJoined, sharedIndentation } from './joins.js';
import { headerOf, textAt } from './texts.js';

/** A line of the formatted text. After a fixed one, an empty line would belong to the value. */
export interface Row {
  readonly kind: 'header' | 'option' | 'fixed' | 'comment' | 'blank';
  readonly text: string;
}

/** The lines of a profile without mistakes, with as many blank ones between its nodes as there are. */
export function rowsOf(profile: Profile): readonly Row[] {
  const joined = joinedIndentations(profile);
  return [
    ...profile.lead.map(triviaRow),
    ...profile.sections.flatMap((section) => [
      headerRow(section),
      ...section.items.flatMap((item) =>
        item.kind === 'option' ? optionRows(item, joined.get(item) ?? 'own', profile.source) : [triviaRow(item)],
      ),
    ]),
  ];
}

function joinedIndentations(profile: Profile): ReadonlyMap<OptionNode, Indentation> {
  return new Map(
    findJoined(profile).flatMap((joined) => {
      const indentation = sharedIndentation(joined) ?? 'fixed';
      return joined.map((node) => [node, indentation] as const);
    }),
  );
}

function triviaRow({ kind, span }: Trivia): Row {
  return kind === 'comment' ? { kind, text: textAt(span) } : { kind: 'blank', text: '' };
}

function headerRow(section: SectionNode): Row {
  const { name, condition, comment } = headerOf(section);
  const header = condition === undefined ? `[${name}]` : `[${name}:${condition}]`;
  return { kind: 'header', text: comment === undefined ? header : `${header} ${comment}` };
}

function optionRows(node: OptionNode, indentation: Indentation, source: Source): readonly Row[] {
  const isFixed = node.block && indentation === 'fixed';
  const kind = isFixed ? 'fixed' : 'option';
  const margin = isFixed ? '' : '  ';
  const [{ text }] = node.lines;
  const start = beginningOf(node);
  return [
    { kind, text: text === '' ? start : `${start} ${text}` },
    ...bodyOf(node, indentation, source.text).map((line): Row => {
      if (line.kind === 'value') return { kind, text: line.text === '' ? '' : margin + line.text };
      return line.kind === 'comment' ? { kind: 'comment', text: line.text } : { kind: 'blank', text: '' };
    }),
  ];
}

/** The option's name and operator. */
function beginningOf({ name, operator, start, operatorStart }: OptionNode): string {
  if (operatorStart === start) return '=>';
  return name === '<' && operator === '=' ? '<=' : `${name} ${operator}`;
}
