import type { Graph } from './graph.js';

/** Whether building a part takes a process of its own (one `/bin/sh`), or only a file to be written. */
export type Work = 'in-process' | 'spawn';

export interface ProfileDetails {
  /** What `recipe =` says in every part. */
  readonly recipe: string;
  readonly work: Work;
  /** What the leaf writes in front of its number; another word makes the leaf, and nothing else, stale. */
  readonly leafWord: string;
  /** First line; another one changes the profile and no part. */
  readonly comment: string;
}

/** The graph as a profile: edges are references in the text that a part writes. */
export function makeProfile(graph: Graph, { recipe, work, leafWord, comment }: ProfileDetails): string {
  const parts = graph.needs.map((needs, part) => {
    const word = part === graph.leaf ? leafWord : 'v0';
    const lines = [`[p${part}]`, `recipe = ${recipe}`, `out = \${buildout:directory}/out/${part}`];
    const words = [word, String(part), ...needs.map((need) => `\${p${need}:out}`)];
    return [...lines, ...(work === 'spawn' ? spawning(words) : writing(words)), ''].join('\n');
  });
  const names = graph.tops.map((part) => `  p${part}`);
  const head = [`# ${comment}`, '[buildout]', 'parts =', ...names, 'offline = true', 'newest = false', ''];
  return [head.join('\n'), ...parts].join('\n');
}

function writing(words: readonly string[]): readonly string[] {
  return ['output = ${:out}', `inline = ${words.join('\n  ')}`];
}

function spawning(words: readonly string[]): readonly string[] {
  return ['location = ${:out}', `command = echo "${words.join(' ')}" > \${:out}`, 'stop-on-error = true'];
}
