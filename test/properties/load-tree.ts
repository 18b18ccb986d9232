import { machine } from 'node:os';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import { loadProfile, type MergedOption, type MergedProfile } from '../../src/engine/resolve/index.js';
import { createProfileLoader } from '../../src/platform/profile-loader.js';

/** Loads `software.cfg` of a generated tree. */
export function loadTree(directory: string): MergedProfile {
  // As the resolver in Python sees this machine.
  const conditions = { ...DEFAULT_ENVIRONMENT, machine: machine() };
  const request = { profile: 'software.cfg', workingDirectory: directory, assignments: [], conditions };
  const loaded = loadProfile({ dialect: 'slapos', ...request }, createProfileLoader());
  if (loaded instanceof Promise || !loaded.ok) throw new Error('the generated tree cannot be loaded');
  return loaded.value;
}

/** Whether a profile says something about an option; the engine sets many in `[buildout]` that none mentions. */
export function isFromFile({ contributions }: MergedOption): boolean {
  return contributions.some(({ layer }) => layer.kind === 'file');
}
