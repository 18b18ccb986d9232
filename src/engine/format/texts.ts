import type { Span } from '../diag/index.js';
import { strip, type SectionNode } from '../profile/index.js';

/** What a header says. */
export interface HeaderText {
  readonly name: string;
  readonly condition: string | undefined;
  readonly comment: string | undefined;
}

export function headerOf({ name, nameSpan, header, condition }: SectionNode): HeaderText {
  const rest = textAt({ ...header, start: nameSpan.end });
  // Neither a name nor a condition holds these characters.
  const comment = rest.search(/[#;]/u);
  return {
    name,
    condition: condition && withoutMargin(condition.text),
    comment: comment === -1 ? undefined : rest.slice(comment),
  };
}

/** A line without the blanks around it. */
export function textAt({ source, start, end }: Span): string {
  return strip(source.text.slice(start, end));
}

/**
 * Only the blanks that every reader of conditions passes over are removed. A condition of nothing else is a mistake,
 * while none at all is not.
 */
function withoutMargin(condition: string): string {
  let start = 0;
  let end = condition.length;
  while (start < end && ' \t'.includes(condition.charAt(start))) start++;
  while (end > start && ' \t'.includes(condition.charAt(end - 1))) end--;
  const text = condition.slice(start, end);
  return text === '' ? ' ' : text;
}
