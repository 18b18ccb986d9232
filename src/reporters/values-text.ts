import type { StageValues, Subject, Unresolved } from '../engine/inspect/index.js';
import { jsonObject, jsonText } from './ordered-json.js';

/** Every value, as a profile that gives the same values when it is read; what has none stands in comments at the end. */
export function valuesText({ sections, unresolved, isFinal }: StageValues): string {
  const write = isFinal
    ? (value: string): string => escapeReferences(value, sections)
    : (value: string): string => value;
  const blocks = [...sections].map(([name, options]) => {
    const lines = [...options].map(([option, value]) => optionText(option, write(value)));
    return `[${name}]\n${lines.join('')}`;
  });
  const comments = unresolved.map(unresolvedLine).join('');
  return [...blocks, ...(comments === '' ? [] : [comments])].join('\n');
}

function optionText(name: string, value: string): string {
  const start = assignmentTo(name);
  if (!value.includes('\n')) return value === '' ? `${start}\n` : `${start} ${value}\n`;
  const lines = value.split('\n').map((line) => (line === '' ? '\n' : `  ${line}\n`));
  return `${start}\n${lines.join('')}`;
}

/** `name +` is an operator that waits for macros. */
function assignmentTo(name: string): string {
  if (name === '<') return '<=';
  return / [-+]$/u.test(name) ? `${name}=` : `${name} =`;
}

const REFERENCE_LIKE = /(?<!\$)\$(?:\{|<([-a-zA-Z0-9 ._]*):[-a-zA-Z0-9 ._]+>)/gu;

/** `$<…>` is a reference only where its section exists. */
function escapeReferences(value: string, sections: StageValues['sections']): string {
  if (!value.includes('$')) return value;
  return value.replace(REFERENCE_LIKE, (text, section?: string) =>
    section === undefined || section === '' || sections.has(section) ? `$${text}` : text,
  );
}

function unresolvedLine({ section, option, code }: Unresolved): string {
  return `# unresolved: ${section}${option === '' ? '' : `:${option}`} (${code})\n`;
}

/** The same for programs, all in one object. */
export function valuesJson({ files, sections, unresolved }: StageValues): string {
  const told = unresolved.map(({ section, option, code }) => jsonObject({ section, option, code }));
  return jsonText(jsonObject({ files, sections, unresolved: told }));
}

export interface QueryAnswer extends Subject {
  readonly value: string;
}

/** One value, as zc.buildout prints it. */
export function queryText({ section, option, value }: QueryAnswer, verbose: boolean): string {
  return verbose ? `\${${section}:${option}}\n${value}\n` : `${value}\n`;
}

export function queryJson({ section, option, value }: QueryAnswer): string {
  return jsonText(jsonObject({ section, option, value }));
}
