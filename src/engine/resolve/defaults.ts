import type { LayerContent, LayerOption } from './layer.js';

/** What `[buildout]` holds before any profile says something (spec 9). */
const DEFAULTS: Readonly<Record<string, string>> = {
  'allow-hosts': '*',
  'allow-picked-versions': 'true',
  'allow-unknown-extras': 'false',
  'bin-directory': 'bin',
  'develop-eggs-directory': 'develop-eggs',
  'eggs-directory': 'eggs',
  'find-links': '',
  'install-from-cache': 'false',
  installed: '.installed.cfg',
  'log-format': '',
  'log-level': 'INFO',
  newest: 'true',
  offline: 'false',
  'parts-directory': 'parts',
  'prefer-final': 'true',
  python: 'buildout',
  'show-picked-versions': 'false',
  'socket-timeout': '',
  'update-versions-file': '',
  'use-dependency-links': 'true',
};

/** Options of `[buildout]` that hold directories below the buildout directory. */
export const DIRECTORY_OPTIONS: ReadonlySet<string> = new Set([
  'bin-directory',
  'develop-eggs-directory',
  'eggs-directory',
  'parts-directory',
]);

/** Options of `[buildout]` that are relative to the profile that sets them. */
export const CACHE_OPTIONS: readonly string[] = ['download-cache', 'eggs-directory', 'extends-cache'];

export interface ComputedOptions {
  readonly directory: string;
  /** What `${buildout:executable}` says: the Python that recipes of a bridge run with. */
  readonly executable: string;
}

/** The lowest layers: `DEFAULTS`, and what is computed for this run. */
export function builtInLayers({ directory, executable }: ComputedOptions): readonly LayerContent[] {
  return [
    makeLayer('default', { ...DEFAULTS, executable }, directory),
    makeLayer('computed', { directory }, directory),
  ];
}

/** A layer of `[buildout]` options that no file holds; its text shows them as a profile would. */
export function makeLayer(
  kind: 'default' | 'computed',
  values: Readonly<Record<string, string>>,
  base: string,
): LayerContent {
  let text = '[buildout]\n';
  const places: [name: string, start: number, value: string][] = [];
  for (const [name, value] of Object.entries(values)) {
    places.push([name, text.length, value]);
    text += `${name} = ${value}\n`;
  }
  const source = { path: kind === 'default' ? '<default>' : '<computed>', text };
  const options = places.map(([name, start, value]): [string, LayerOption] => {
    const nameEnd = start + name.length;
    const lines = [{ text: value, start: nameEnd + ' = '.length }] as const;
    return [name, { set: { operator: '=', nameStart: start, nameEnd, lines }, add: undefined, remove: undefined }];
  });
  const header = { source, start: 0, end: '[buildout]'.length };
  const buildout = { name: 'buildout', header, options: new Map(options) };
  const layer = { kind, source, location: undefined, base, extendedBy: undefined };
  return { layer, sections: new Map([['buildout', buildout]]), bases: [], undecided: [] };
}
