import { posix } from 'node:path';
import { fail, failAll, succeed, type Result, type Span } from '../diag/index.js';
import { finishBuildoutValue } from './buildout.js';
import { absoluteFrom } from './load-options.js';
import { CACHE_OPTIONS, DIRECTORY_OPTIONS, makeLayer } from './defaults.js';
import type { ResolveFailure } from './failures.js';
import type { LoadedLayers } from './load.js';
import type { ProfileNode } from './profile-node.js';
import { contribute, mergeGroup, mergeLayer, MergedSection, type MergedOption, type MergedSections } from './merge.js';
import { MergedProfile } from './merged-profile.js';
import { readBuildoutOption } from './resolve-sections.js';
import { firstLine } from './value.js';
import { orderOnce, orderRepeated, repeatedCounts } from './order.js';

/** More merges than the largest known release needs; a handful of profiles can ask for any number. */
const MOST_MERGES = 1_000_000;

/** Merges loaded layers: the built-in ones lowest, the command line highest (spec 4.6). */
export function mergeLayers(layers: LoadedLayers): Result<MergedProfile, ResolveFailure> {
  const sections: MergedSections = new Map();
  for (const content of layers.builtIn) mergeLayer(sections, content);
  if (layers.rules.mergesOnce) {
    for (const { content } of orderOnce(roots(layers))) mergeLayer(sections, content);
  } else {
    const counts = repeatedCounts(orderOnce(roots(layers)));
    if ((counts.get(layers.main) ?? 0) > MOST_MERGES) {
      const at = wholeName(layers);
      return fail({ kind: 'too-many-profiles', limit: MOST_MERGES, at });
    }
    for (const root of [layers.main, ...layers.extensions]) mergeGroup(sections, mergeRoot(root, layers.userDefaults));
  }
  mergeLayer(sections, layers.commandLine);
  return complete(sections, layers);
}

function roots({ userDefaults, main, extensions }: LoadedLayers): readonly ProfileNode[] {
  return [...(userDefaults === undefined ? [] : [userDefaults]), main, ...extensions];
}

/** One root with its bases, merged on their own; the user defaults lie under the first profile without `extends`. */
function mergeRoot(root: ProfileNode, userDefaults: ProfileNode | undefined): MergedSections {
  const sections: MergedSections = new Map();
  let isUnder = userDefaults === undefined;
  for (const node of orderRepeated(root)) {
    if (!isUnder && userDefaults !== undefined && node.content.bases.every(({ isOptional }) => isOptional)) {
      mergeGroup(sections, mergeRoot(userDefaults, undefined));
      isUnder = true;
    }
    mergeLayer(sections, node.content);
  }
  return sections;
}

/** Sets up what the engine computes from the merged `[buildout]` (spec 9). */
function complete(sections: MergedSections, layers: LoadedLayers): Result<MergedProfile, ResolveFailure> {
  const buildout = sections.get('buildout') ?? new MergedSection('buildout');
  if (!buildout.options.has('versions')) {
    mergeLayer(sections, makeLayer('default', { versions: 'versions' }, layers.directory));
    if (!sections.has('versions')) sections.set('versions', new MergedSection('versions'));
  }
  const assigned = buildout.options.get('directory')?.value.text ?? layers.directory;
  // With references it is known only later; what depends on it is joined then.
  const directory = assigned.includes('${') ? undefined : posix.resolve(layers.directory, assigned);
  const base = { directory: directory ?? layers.directory, home: layers.home };
  const [first, ...more] = CACHE_OPTIONS.flatMap((name) => {
    const option = buildout.options.get(name);
    return option === undefined ? [] : makeAbsolute(buildout, option, base);
  });
  if (first !== undefined) return failAll([first, ...more]);
  if (directory !== undefined) joinDirectories(buildout, directory);
  return succeed(new MergedProfile(sections, layers, readBuildoutOption));
}

interface PathBase {
  readonly directory: string;
  readonly home: string | undefined;
}

/** Relative caches lie beside the profile that sets them. */
function makeAbsolute(buildout: MergedSection, option: MergedOption, base: PathBase): readonly ResolveFailure[] {
  const { text } = option.value;
  const last = option.contributions.at(-1);
  const at = firstLine(option.value);
  if (last === undefined || at === undefined || text === '' || text.includes('${')) return [];
  const absolute = absoluteFrom(last.layer, text, base);
  if (absolute === undefined) return [{ kind: 'ambiguous-relative-path', option: option.name, value: text, at }];
  if (absolute !== text) replaceValue(buildout, option, { operation: 'directory', value: absolute });
  return [];
}

/** Joins the plain directories of `[buildout]` before anything reads them; those with references are joined later. */
function joinDirectories(buildout: MergedSection, directory: string): void {
  for (const name of DIRECTORY_OPTIONS) {
    const option = buildout.options.get(name);
    if (option === undefined || option.value.text.includes('${')) continue;
    const joined = finishBuildoutValue(name, option.value.text, () => directory);
    if (joined !== option.value.text) replaceValue(buildout, option, { operation: 'joined', value: joined });
  }
}

interface MadeValue {
  readonly operation: 'directory' | 'joined';
  readonly value: string;
}

/** Sets what the engine makes of a value; it stands where the value stands. */
function replaceValue(section: MergedSection, option: MergedOption, { operation, value }: MadeValue): void {
  const last = option.contributions.at(-1);
  if (last === undefined) return;
  const [{ start, text, madeOf }] = last.text.lines;
  contribute(section, option.name, {
    ...last,
    operation,
    text: { ...last.text, operator: '=', lines: [{ text: value, start, madeOf: madeOf ?? text.length }] },
  });
}

function wholeName({ main }: LoadedLayers): Span {
  return { source: main.loaded.source, start: 0, end: 0 };
}
