// Sizes of files and functions, exports, cycles and unexplained assertions of `src`; an error for what is over the limit.
import ts from 'typescript';
import { findUnexplained } from './assertions.mjs';
import { cruise, isCycle } from './cruise.mjs';
import { lineOf, listSources, nodesOf, parseSource } from './sources.mjs';

const limits = { file: 400, function: 60, parameters: 3 };

/** @typedef {{ name: string, size: number }} Sized */

/**
 * @param {ts.Node} node
 * @returns {node is ts.FunctionLikeDeclaration}
 */
function isFunction(node) {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/**
 * A function given to a call: its parameters are the other side's.
 * @param {ts.Node} node
 */
function isCallback(node) {
  const isInline = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  return isInline && (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent));
}

/**
 * @param {ts.FunctionLikeDeclaration} node
 * @param {ts.SourceFile} file
 */
function nameOf(node, file) {
  const { parent } = node;
  const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  const name = node.name ?? (named ? parent.name : undefined);
  const fallback = ts.isConstructorDeclaration(node) ? 'constructor' : '(anonymous)';
  return `${file.fileName}:${lineOf(file, node.getStart(file))} ${name?.getText(file) ?? fallback}`;
}

/** @param {ts.SourceFile} file */
function measureFunctions(file) {
  return [...nodesOf(file)].filter(isFunction).map((node) => ({
    name: nameOf(node, file),
    size: lineOf(file, node.getEnd()) - lineOf(file, node.getStart(file)) + 1,
    parameters: isCallback(node) ? 0 : node.parameters.filter((each) => each.name.getText(file) !== 'this').length,
  }));
}

/** @param {ts.SourceFile} file */
function countExports(file) {
  return file.statements.reduce((count, statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause: clause } = statement;
      return count + (clause !== undefined && ts.isNamedExports(clause) ? clause.elements.length : 1);
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    return count + Number(modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
  }, 0);
}

/** @param {readonly number[]} sizes */
function median(sizes) {
  return sizes.toSorted((one, other) => one - other)[Math.floor(sizes.length / 2)] ?? 0;
}

/**
 * @param {string} title
 * @param {readonly Sized[]} all
 */
function report(title, all) {
  const largest = all.toSorted((one, other) => other.size - one.size).slice(0, 10);
  console.log(`${title}: ${all.length}, median ${median(all.map(({ size }) => size))}; the largest:`);
  for (const { name, size } of largest) console.log(`  ${String(size).padStart(5)}  ${name}`);
}

const files = listSources().map(parseSource);
const sizes = files.map((file) => ({ name: file.fileName, size: lineOf(file, file.text.trimEnd().length) }));
const functions = files.flatMap(measureFunctions);
const cycles = cruise().summary.violations.filter(isCycle);

const over = [
  ...sizes.filter(({ size }) => size > limits.file).map(({ name, size }) => `${name}: ${size} lines`),
  ...functions.filter(({ size }) => size > limits.function).map(({ name, size }) => `${name}: ${size} lines`),
  ...functions
    .filter(({ parameters }) => parameters > limits.parameters)
    .map(({ name, parameters }) => `${name}: ${parameters} parameters`),
  ...cycles.map(({ from, cycle = [] }) => `cycle: ${[from, ...cycle.map(({ name }) => name)].join(' > ')}`),
  ...files.flatMap((file) => findUnexplained(file).map(({ line, message }) => `${file.fileName}:${line} ${message}`)),
];
if (files.length === 0) over.push('no sources');

report('files', sizes);
report('functions', functions);
report(
  'exports a file',
  files.map((file) => ({ name: file.fileName, size: countExports(file) })),
);
console.log(`cycles: ${cycles.length}`);
for (const error of over) console.error(`error: ${error}`);
console.log(
  `${over.length} over the limits (file ${limits.file}, function ${limits.function}, parameters ${limits.parameters})`,
);
if (over.length > 0) process.exitCode = 1;
