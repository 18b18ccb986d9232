// What turns the compiler's judgement off: `any` and `!` never; `as` and a disabled lint rule only with their reason.
import ts from 'typescript';
import { lineOf, nodesOf } from './sources.mjs';

/** @typedef {{ line: number, message: string }} Finding */

const directive = /^(?:ox|es)lint-|^@ts-/;
const disabling = /^(?:ox|es)lint-disable|^@ts-/;

/**
 * @param {ts.SourceFile} file
 * @returns {Finding[]}
 */
export function findUnexplained(file) {
  const comments = commentsOf(file);
  const explained = explainedLines(file, comments);
  /** @type {Finding[]} */
  const found = [];
  for (const { text, start } of comments) {
    if (disabling.test(text) && !/ -- \S+ \S+/.test(text) && !text.startsWith('@ts-expect-error ')) {
      found.push({ line: lineOf(file, start), message: `\`${text}\` without \` -- reason\`` });
    }
  }
  for (const node of nodesOf(file)) {
    const message = suspicionOf(node, file, explained);
    if (message !== undefined) found.push({ line: lineOf(file, node.getStart(file)), message });
  }
  return found.toSorted((one, other) => one.line - other.line);
}

/**
 * @param {ts.Node} node
 * @param {ts.SourceFile} file
 * @param {ReadonlySet<number>} explained
 */
function suspicionOf(node, file, explained) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any`';
  if (ts.isNonNullExpression(node)) return '`!` after a value';
  if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return undefined;
  if (ts.isConstTypeReference(node.type)) return undefined;
  const first = lineOf(file, node.getStart(file));
  const last = lineOf(file, node.type.getEnd());
  for (let line = first - 1; line <= last; line++) if (explained.has(line)) return undefined;
  return `\`as ${node.type.getText(file)}\` without its reason in a comment on the same line or the line before`;
}

/**
 * Lines on which a comment of at least three words stands or ends.
 * @param {ts.SourceFile} file
 * @param {readonly Comment[]} comments
 */
function explainedLines(file, comments) {
  const telling = comments.filter(({ text }) => !directive.test(text) && text.split(/\s+/).length >= 3);
  return new Set(telling.map(({ end }) => lineOf(file, end)));
}

/** @typedef {{ start: number, end: number, text: string }} Comment */

/**
 * @param {ts.SourceFile} file
 * @returns {Comment[]}
 */
function commentsOf(file) {
  /** @type {Map<number, Comment>} */
  const comments = new Map();
  for (const node of nodesOf(file)) {
    if (node.getChildCount(file) > 0) continue;
    const leading = ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? [];
    const trailing = ts.getTrailingCommentRanges(file.text, node.getEnd()) ?? [];
    for (const { pos: start, end } of [...leading, ...trailing]) {
      const text = file.text.slice(start, end).replaceAll(/^\/[/*]+\s*|\s*\*\/$/g, '');
      comments.set(start, { start, end, text });
    }
  }
  return [...comments.values()];
}
