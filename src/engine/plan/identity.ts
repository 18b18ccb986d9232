import { hash } from 'node:crypto';
import { compareCodePoints, withoutCredentials } from '../diag/index.js';
import { isValueRead, replaceDirectory, type Identity, type PartDraft, type ProfilePaths } from '../graph/index.js';

/** Raise it when the meaning of an identity changes: every signature changes with it. */
const SCHEMA = '1';

/** The machine and the settings of a run, as far as they decide the content of parts. */
export interface IdentitySettings {
  /** `os`, `arch`, `libc`, …: the platform tuple. */
  readonly platform: Readonly<Record<string, string>>;
  /** Digest of the toolchain's own version texts; enters the identity of recipes that compile. */
  readonly toolchain: string;
  /** Names and values of variables passed on purpose; the values are digested, they may be secret. */
  readonly passedEnvironment: Readonly<Record<string, string>>;
  /** Absolute store directories: they are replaced by a placeholder. */
  readonly storeRoots: readonly string[];
  readonly paths: ProfilePaths;
  /** Absolute buildout directory; decides the content of parts that live in it. */
  readonly directory: string;
  /** SHA-256 that a lock has for remote sources without a sum of their own: then it is the content that counts, not the URL. */
  readonly lockedSum: (url: string) => string | undefined;
  /** Signatures of needed parts count (dialect `slapos`); without it only their values do, as in zc.buildout. */
  readonly needsCount: boolean;
}

/** Everything that decides the content of a part. `shared`: whether it goes to a store rather than into the release. */
export function identify(draft: PartDraft, settings: IdentitySettings, shared: boolean): Identity {
  const identity = emptyIdentity();
  identity['schema'] = SCHEMA;
  // Content may hold the path it is installed at, and the name is part of that.
  identity['name'] = draft.name;
  identity['recipe'] = draft.definition.name;
  identity['recipe-version'] = String(draft.definition.version);
  const needed = settings.needsCount ? draft.needs : [];
  // What lives in the release may name its profile; what is shared must be the same for profiles elsewhere.
  const maskProfiles = (text: string): string => (shared ? settings.paths.mask(text) : text);
  const maskPaths = (text: string): string => maskStores(maskProfiles(maskNeeds(text, needed)), settings.storeRoots);
  const mask = (text: string): string => withoutCredentials(maskPaths(text));
  const { narrowed, facts = {}, sources = [] } = draft.resolution;
  for (const [name, value] of Object.entries(settings.platform)) identity[`platform:${name}`] = value;
  if (draft.definition.compiles === true) identity['toolchain'] = settings.toolchain;
  for (const [name, value] of Object.entries(settings.passedEnvironment))
    identity[`environment:${name}`] = digest(value);
  const unread = new Set(['recipe', 'shared', ...(draft.definition.presentation ?? []), ...(narrowed?.options ?? [])]);
  for (const [name, text] of draft.texts) {
    if (!unread.has(name)) identity[`option:${name}`] = mask(text);
  }
  for (const [label, value] of draft.inputs) {
    if (narrowed === undefined || !isValueRead(label)) identity[withoutCredentials(label)] = mask(value);
  }
  for (const [name, value] of Object.entries(facts)) identity[`fact:${name}`] = mask(value);
  for (const [name, value] of Object.entries(narrowed?.values ?? {}))
    identity[`fact:${name}`] = digest(maskPaths(value));
  for (const { url, sha256, sha512, md5 } of sources) {
    const locked = (sha256 ?? sha512 ?? md5) === undefined ? settings.lockedSum(url) : undefined;
    if (locked !== undefined) identity[`locked:${withoutCredentials(url)}`] = locked;
  }
  for (const need of needed) identity[`need:${need.name}`] = need.signature;
  if (!shared) identity['directory'] = settings.directory;
  return identity;
}

/** Without a prototype: nearly every part has keys of its own, and a class for each would cost more than the values. */
function emptyIdentity(): Record<string, string> {
  // The type of `Object.create` says nothing of what it makes.
  return Object.create(null) as Record<string, string>;
}

/** The signature of a needed part stands for its place, so that one change is told once. */
function maskNeeds(text: string, needed: PartDraft['needs']): string {
  return needed.reduce(
    (masked, { name, location }) =>
      masked.includes(location) ? replaceDirectory(masked, location, `@@PART:${name}@@`) : masked,
    text,
  );
}

function maskStores(text: string, roots: readonly string[]): string {
  return roots.reduce(
    (masked, root) => (masked.includes(root) ? replaceDirectory(masked, root, '@@STORE@@') : masked),
    text,
  );
}

/** First 40 hex digits of the SHA-256 of the identity as JSON, keys in code point order. */
export function signatureOf(identity: Identity): string {
  return digest(canonicalJson(identity)).slice(0, 40);
}

export function canonicalJson(identity: Identity): string {
  const keys = Object.keys(identity).sort(compareCodePoints);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(identity[key])}`).join(',')}}`;
}

function digest(text: string): string {
  return hash('sha256', text);
}
