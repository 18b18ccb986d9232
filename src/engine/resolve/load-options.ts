import type { LoadingFailure } from './failures.js';
import type { Layer, LayerContent } from './layer.js';
import { isUrl } from './locations.js';
import { mergeLayer, type MergedSections, type MergedSection } from './merge.js';
import { posix } from 'node:path';
import type { LoadOptions } from './ports.js';
import { firstLine } from './value.js';

export interface LoadCircumstances {
  readonly builtIn: readonly LayerContent[];
  /** What was merged before the first remote profile. */
  readonly done: readonly LayerContent[];
  readonly main: LayerContent | undefined;
  readonly commandLine: LayerContent;
  readonly directory: string;
  readonly home: string | undefined;
}

/** How remote profiles are fetched, from the `[buildout]` options known before the first of them (spec 14). */
export function loadOptions(known: LoadCircumstances): LoadOptions | LoadingFailure {
  const { builtIn, done, main, commandLine } = known;
  const sections: MergedSections = new Map();
  for (const content of [...builtIn, ...done, ...(main === undefined ? [] : [main]), commandLine]) {
    const buildout = content.sections.get('buildout');
    if (buildout !== undefined) mergeLayer(sections, { ...content, sections: new Map([['buildout', buildout]]) });
  }
  const buildout = sections.get('buildout');
  const isOn = (option: string): boolean => buildout?.options.get(option)?.value.text === 'true';
  const offline = isOn('offline') || isOn('install-from-cache');
  const cacheDirectory = cacheOf(buildout, known);
  if (typeof cacheDirectory === 'object') return cacheDirectory;
  const cache = buildout?.options.get('extends-cache');
  const cacheSetAt = cache && firstLine(cache.value);
  return { offline, newest: !offline && isOn('newest'), cacheDirectory, cacheSetAt };
}

function cacheOf(buildout: MergedSection | undefined, known: LoadCircumstances): string | undefined | LoadingFailure {
  const option = buildout?.options.get('extends-cache');
  const text = option?.value.text ?? '';
  if (option === undefined || text === '') return undefined;
  const layer = option.contributions.at(-1)?.layer;
  const at = firstLine(option.value);
  if (text.includes('${') && at !== undefined) return { kind: 'extends-cache-substitution', at };
  return absoluteFrom(layer, text, known);
}

/** A path of `CACHE_OPTIONS` made absolute: beside the profile that sets it, or below the buildout directory. */
export function absoluteFrom(
  layer: Layer | undefined,
  text: string,
  { directory, home }: { readonly directory: string; readonly home: string | undefined },
): string | undefined {
  const path = home !== undefined && (text === '~' || text.startsWith('~/')) ? home + text.slice(1) : text;
  if (posix.isAbsolute(path)) return posix.normalize(path);
  if (layer?.location === undefined) return posix.join(directory, path);
  return isUrl(layer.location) ? undefined : posix.join(posix.dirname(layer.location), path);
}
