import { fail, failAll, succeed, type Result, type Source, type Span } from '../diag/index.js';
import type { LockFailure } from './failures.js';
import { parseJson, type JsonMember, type JsonNode } from './json.js';
import { LOCK_VERSION, type LockContent, type LockedDownload } from './lock.js';

/** Digits of each sum that an entry may have. */
const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha512', 128],
  ['md5', 32],
]);

/**
 * Reads the text of a lock file. What it does not know is refused, not skipped: it may be a condition that nobody would
 * then look at. `name` is the file, for people.
 */
export function decodeLock(source: Source, name: string): Result<LockContent, LockFailure> {
  const json = parseJson(source);
  if (json.ok) return new Decoder(name).decode(json.value);
  const { reason, at } = json.failures[0];
  return fail({ kind: 'lock-unreadable', lock: name, reason, at });
}

type Members = ReadonlyMap<string, JsonMember>;

class Decoder {
  readonly #lock: string;
  readonly #failures: LockFailure[] = [];

  constructor(lock: string) {
    this.#lock = lock;
  }

  decode(json: JsonNode): Result<LockContent, LockFailure> {
    const members = this.#membersOf(json, 'a lock');
    this.#checkVersion(members.get('version')?.value, json.at);
    // Of another version nothing can be said.
    if (this.#failures.length === 0) this.#refuseUnknown(members, ['version', 'profiles', 'downloads']);
    const profiles = new Map<string, string>();
    const downloads = new Map<string, LockedDownload>();
    if (this.#failures.length === 0) {
      for (const [key, entry] of this.#entries(members, 'profiles', json.at)) profiles.set(key, entry.sha256);
      for (const [key, entry] of this.#entries(members, 'downloads', json.at)) downloads.set(key, entry);
    }
    const [first, ...more] = this.#failures;
    return first === undefined ? succeed({ profiles, downloads }) : failAll([first, ...more]);
  }

  #checkVersion(version: JsonNode | undefined, whole: Span): void {
    if (version === undefined) this.#refuse('it has no `version`', startOf(whole));
    else if (version.kind !== 'number') this.#refuse('its `version` is no number', version.at);
    else if (version.number !== LOCK_VERSION) {
      const reason = `its version is ${String(version.number)}, and this slapbuild knows ${String(LOCK_VERSION)}`;
      this.#failures.push({ kind: 'lock-of-other-version', lock: this.#lock, reason, at: version.at });
    }
  }

  #entries(members: Members, name: 'profiles' | 'downloads', whole: Span): readonly [string, LockedDownload][] {
    const member = members.get(name);
    if (member === undefined) {
      this.#refuse(`it has no \`${name}\``, startOf(whole));
      return [];
    }
    const known = name === 'profiles' ? ['sha256'] : [...LENGTHS.keys()];
    return [...this.#membersOf(member.value, `\`${name}\``)].flatMap(([key, named]) => {
      const entry = this.#entry(key, named, known);
      return entry === undefined ? [] : [[key, entry]];
    });
  }

  #entry(key: string, { nameAt, value }: JsonMember, known: readonly string[]): LockedDownload | undefined {
    const members = this.#membersOf(value, `the entry of \`${key}\``);
    if (value.kind !== 'object') return undefined;
    this.#refuseUnknown(members, known);
    const sums = new Map([...members].flatMap(([name, member]) => this.#sum(name, member.value)));
    const sha256 = sums.get('sha256');
    if (sha256 !== undefined) return { ...Object.fromEntries(sums), sha256 };
    if (!members.has('sha256')) this.#refuse(`the entry of \`${key}\` has no \`sha256\``, nameAt);
    return undefined;
  }

  #sum(name: string, value: JsonNode): readonly [string, string][] {
    const length = LENGTHS.get(name);
    if (length === undefined) return [];
    if (value.kind === 'text' && value.text.length === length && /^[0-9a-f]*$/u.test(value.text))
      return [[name, value.text]];
    this.#refuse(`this is no ${name}: it has ${String(length)} digits, 0 to 9 and a to f`, value.at);
    return [];
  }

  #membersOf(json: JsonNode, what: string): Members {
    if (json.kind === 'object') return json.members;
    this.#refuse(`${what} is an object in braces`, json.at);
    return new Map();
  }

  #refuseUnknown(members: Members, known: readonly string[]): void {
    for (const [name, { nameAt: at }] of members) {
      if (known.includes(name)) continue;
      const reason = `this slapbuild does not know \`${name}\``;
      this.#failures.push({ kind: 'lock-of-other-version', lock: this.#lock, reason, at });
    }
  }

  #refuse(reason: string, at: Span): void {
    this.#failures.push({ kind: 'lock-unreadable', lock: this.#lock, reason, at });
  }
}

/** The opening brace, instead of the whole text. */
function startOf({ source, start }: Span): Span {
  return { source, start, end: start + 1 };
}
