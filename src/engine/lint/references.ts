import type { Diagnostic } from '../diag/index.js';
import { placeOf, SECTION_NAME, type MergedOption } from '../resolve/index.js';
import type { Subject } from './subject.js';
import { warning } from './warning.js';

const OPENED = /\$+\{[-a-zA-Z0-9 ._]*:[-a-zA-Z0-9._]+/gu;

/** `unclosed-reference`: `${section:option` without a closing brace behind it is text. */
export function* unclosedReferences({ merged }: Subject): Generator<Diagnostic, void, undefined> {
  for (const { options } of merged.sections.values()) for (const option of options.values()) yield* unclosedIn(option);
}

function* unclosedIn({ value }: MergedOption): Generator<Diagnostic, void, undefined> {
  const from = value.text.lastIndexOf('}') + 1;
  for (const { 0: text, index } of value.text.slice(from).matchAll(OPENED)) {
    const dollars = text.indexOf('{');
    // Dollars are read in pairs, and `$$` protects what follows.
    if (dollars % 2 === 0) continue;
    const reference = text.slice(dollars - 1);
    const end = from + index + text.length;
    const place = placeOf(value, end - reference.length, end);
    if (place === undefined) continue;
    const message = `\`${reference}\` is text: it has no closing brace`;
    const hint = 'write `}` behind it, or `$${` to say that it is meant as text';
    yield warning('unclosed-reference', message, { at: place.span, hint });
  }
}

/** `own-section-name`: `${x:_buildout_section_name_}` is not `x`, but the section that holds the reference. */
export function* foreignSectionNames({ merged }: Subject): Generator<Diagnostic, void, undefined> {
  for (const { options } of merged.sections.values()) {
    for (const option of options.values()) {
      for (const piece of option.template(merged.rules) ?? []) {
        if (typeof piece === 'string' || !('option' in piece) || piece.option !== SECTION_NAME) continue;
        if (hasOption(merged, piece.section)) continue;
        const place = placeOf(option.value, piece.start, piece.start + piece.text.length);
        if (place === undefined) continue;
        const message = `\`${piece.text}\` is the name of the section that holds it, not \`${piece.section}\``;
        const hint = `write \`${piece.section}\`, or \`\${:${SECTION_NAME}}\``;
        yield warning('own-section-name', message, { at: place.span, hint });
      }
    }
  }
}

/** Whether it has a real option of that name; `true` where no section is named, or one that does not exist. */
function hasOption(merged: Subject['merged'], section: string): boolean {
  const expanded = merged.expand(section);
  return expanded?.ok !== true || expanded.value.options.has(SECTION_NAME);
}
