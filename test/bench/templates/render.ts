// Renders the templates of a job with `slapbuild/jinja` and prints JSON: what came out, and how long it took.
// node render.mjs LIBRARY JOB REPETITIONS; with 0 repetitions everything is only loaded.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type * as Jinja from '../../../src/jinja/index.js';
import type { Job } from './jobs.js';

const [library = '', path = '', repetitions = ''] = process.argv.slice(2);
// The module that `library` names.
const { createEnvironment, explain, fromData } = (await import(library)) as typeof Jinja;
// Written by the benchmark itself.
const { texts, context, compiles } = JSON.parse(readFileSync(path, 'utf8')) as Job;
const values = new Map(Object.entries(context).map(([name, value]) => [name, fromData(value)]));

function valueOf<T>(result: Jinja.Result<T, Jinja.TemplateFailure>): T {
  if (result.ok) return result.value;
  throw new Error(explain(result.failures[0]).message);
}

function compile(): readonly Jinja.Template[] {
  const environment = createEnvironment();
  return texts.map((text) => valueOf(environment.compile({ path: 'template', text })));
}

const compiled = compiles ? [] : compile();
const millis: number[] = [];
let outputs: readonly string[] = [];
for (let round = 0; round < Number(repetitions); round++) {
  const began = performance.now();
  outputs = (compiles ? compile() : compiled).map((template) => valueOf(template.render(values)).text);
  millis.push(performance.now() - began);
}
const output = outputs.join('');
const digest = createHash('sha256').update(output).digest('hex');
console.log(JSON.stringify({ digest, bytes: Buffer.byteLength(output), millis }));
