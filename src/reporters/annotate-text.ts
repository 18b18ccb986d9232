import type { AnnotatedContribution, AnnotatedOption, AnnotatedSection, HistoryStep } from '../engine/inspect/index.js';
import { jsonObject, jsonText, type OrderedJson } from './ordered-json.js';

const TITLE = 'Annotated sections';

/** Where values come from, byte for byte as zc.buildout prints it. `verbose`: the whole life of each value, newest first. */
export function annotateText(sections: readonly AnnotatedSection[], verbose: boolean): string {
  const pieces = [`\n${TITLE}\n${'='.repeat(TITLE.length)}\n`];
  for (const { name, options } of sections) {
    pieces.push(`\n[${name}]\n`);
    for (const option of options)
      pieces.push(valueText(option), verbose ? verboseHistory(option) : shortHistory(option));
  }
  return pieces.join('');
}

function valueText({ key, value }: AnnotatedOption): string {
  const lines = splitLines(value);
  if (lines.length > 1) return `${key}= ${lines.join('\n')}\n`;
  return value === '' ? `${key}=\n` : `${key}= ${value}\n`;
}

/** The last plain value, and the operators after it. */
function shortHistory({ history }: AnnotatedOption): string {
  const base = history.findLastIndex(({ operation }) => operation !== 'ADD' && operation !== 'REMOVE');
  const lines = history.slice(Math.max(0, base)).map(({ operation, name }) => `${SIGNS[operation]}${name}\n`);
  return lines.join('');
}

const SIGNS = { SET: '    ', OVERRIDE: '    ', DIRECTORY: '    ', ADD: '+=  ', REMOVE: '-=  ' } as const;

function verboseHistory({ history }: AnnotatedOption): string {
  return `\n${history.toReversed().map(stepText).join('')}\n`;
}

function stepText({ operation, value, name, isFile }: HistoryStep): string {
  const start = `   ${isFile ? 'IN' : 'AS'} ${name}\n   ${operation} VALUE =`;
  const lines = splitLines(value);
  if (lines.length <= 1) return `${start} ${value}\n`;
  return `${start}\n${lines.map((line) => `      ${line}\n`).join('')}`;
}

const LINE_ENDS = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';
const LINE_END = new RegExp(`\\r\\n|[${LINE_ENDS}]`);

/** As Python's `str.splitlines`: a line end at the end begins no further line. */
function splitLines(text: string): readonly string[] {
  const lines = text.split(LINE_END);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The same for programs. */
export function annotateJson(sections: readonly AnnotatedSection[]): string {
  const told = sections.map(
    ({ name, options }) => [name, new Map(options.map((option) => [option.key, optionJson(option)]))] as const,
  );
  return jsonText(jsonObject({ sections: new Map(told) }));
}

function optionJson({ value, contributions }: AnnotatedOption): OrderedJson {
  return jsonObject({ value, contributions: contributions.map(contributionJson) });
}

/** What stands in no file has no line. */
function contributionJson(contribution: AnnotatedContribution): OrderedJson {
  const { operation, name, isFile, line, column, section, value } = contribution;
  const place = isFile ? { file: name, line, column } : { special: name };
  return jsonObject({ operation, ...place, section, value });
}
