import type { Source, Span } from '../diag/index.js';
import { joinOperands, valueOf, type OptionNode, type Profile, type Trivia, type ValueLine } from '../profile/index.js';
import { findJoined, type Joined } from './joins.js';
import { headerOf, textAt } from './texts.js';

/** Whether two profiles have the same sections, options, values and comments in the same order. */
export function sameMeaning(a: Profile, b: Profile): boolean {
  return findDifference(a, b) === undefined;
}

/** The place in `before` from which on the profiles differ. */
export function findDifference(before: Profile, after: Profile): Span | undefined {
  const said = statementsOf(before);
  const saidAfter = statementsOf(after);
  const at = said.findIndex(({ says }, index) => says !== saidAfter[index]?.says);
  if (at !== -1) return said[at]?.at;
  const { source } = before;
  return said.length === saidAfter.length ? undefined : { source, start: source.text.length, end: source.text.length };
}

/** One thing that a profile says. Equal texts say the same. */
interface Statement {
  readonly says: string;
  readonly at: Span;
}

function statementsOf(profile: Profile): readonly Statement[] {
  const { source, lead, sections } = profile;
  return [
    ...lead.flatMap(triviaStatements),
    ...sections.flatMap((section) => {
      const { name, condition, comment } = headerOf(section);
      return [
        { says: JSON.stringify(['header', name, condition, comment]), at: section.header },
        ...section.items.flatMap((item) =>
          item.kind === 'option' ? optionStatements(item, source) : triviaStatements(item),
        ),
      ];
    }),
    ...findJoined(profile).flatMap((joined) => joinedStatements(joined, source)),
  ];
}

function triviaStatements({ kind, span }: Trivia): readonly Statement[] {
  return kind === 'blank' ? [] : [{ says: JSON.stringify([kind, textAt(span)]), at: span }];
}

/** An option and the comments in its value, each with the number of lines with text before it. */
function optionStatements({ lines, inner, ...node }: OptionNode, source: Source): readonly Statement[] {
  const { name, operator, block, start, operatorEnd } = node;
  const says = JSON.stringify(['option', name, operator, block, ...textsOf(valueOf(lines))]);
  const withText = lines.filter(({ text }) => text !== '');
  let before = 0;
  const comments = inner.flatMap((trivia) => {
    while ((withText[before]?.start ?? Infinity) < trivia.span.start) before++;
    // Below the last line it does not matter whether the comment is counted to the option.
    const place = before === withText.length ? '' : `after ${before} lines: `;
    return triviaStatements(trivia).map((comment) => ({ ...comment, says: place + comment.says }));
  });
  return [{ says, at: { source, start, end: operatorEnd } }, ...comments];
}

/**
 * What joined values are together, and what each is below one that begins on the line of its option, where every blank
 * counts: the others may be left out.
 */
function joinedStatements(joined: Joined, source: Source): readonly Statement[] {
  const [first] = joined;
  const inline = joined.find(({ block }) => !block)?.lines[0];
  const all = joinOperands([first.lines, ...joined.slice(1).map(({ lines }) => lines)]);
  const pairs = inline === undefined ? [] : joined.map(({ lines }) => joinOperands([[inline], lines]));
  const at = { source, start: first.start, end: first.operatorEnd };
  return [all, ...pairs].map((lines) => ({ says: JSON.stringify(['joined', ...textsOf(valueOf(lines))]), at }));
}

function textsOf(lines: readonly ValueLine[]): readonly string[] {
  return lines.map(({ text }) => text);
}
