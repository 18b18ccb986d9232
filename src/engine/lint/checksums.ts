import type { Diagnostic, Span } from '../diag/index.js';
import type { Part } from '../graph/index.js';
import { localPath, type SourceRequest } from '../recipe/index.js';
import { isPlainHttp } from './plain-http.js';
import type { Subject } from './subject.js';
import { warning } from './warning.js';
import { placedWords, type PlacedWord } from './words.js';

/**
 * What parts fetch from elsewhere. `weak-checksum`: only its MD5 is known, and two files with one MD5 can be made.
 * `missing-checksum`: nothing is known of it. `plain-http`: the same, and anyone on the way can change it.
 */
export function* checksums(subject: Subject): Generator<Diagnostic, void, undefined> {
  const { parts, inputs = [], merged } = subject;
  for (const part of parts.values()) {
    const asked = inputs.filter(({ place }) => place.part === part.name).map(({ source }) => source);
    const places = new Places(part, subject);
    for (const source of [...(part.resolution.sources ?? []), ...asked]) {
      if (localPath(source.url, merged.directory) !== undefined || (source.sha256 ?? source.sha512) !== undefined)
        continue;
      const at = places.of(source);
      yield source.md5 === undefined ? unchecked(source, at) : weak(source, at);
    }
  }
}

function weak({ url }: SourceRequest, at: Span): Diagnostic {
  const message = `only the MD5 of \`${url}\` is known, and other files can be made to have it`;
  return warning('weak-checksum', message, { at, hint: 'name its SHA-256' });
}

function unchecked({ url, alternates = [] }: SourceRequest, at: Span): Diagnostic {
  const hint = 'name its SHA-256';
  const plain = [url, ...alternates].find(isPlainHttp);
  if (plain === undefined) return warning('missing-checksum', `\`${url}\` is fetched without a checksum`, { at, hint });
  const message = `\`${plain}\` is fetched without a checksum over \`http://\`, where anyone on the way can change it`;
  return warning('plain-http', message, { at, hint });
}

/** Finds the word of an option that names a source; the option's value where that cannot be told. */
class Places {
  readonly #part: Part;
  readonly #survey: Subject['survey'];
  readonly #words = new Map<string, readonly PlacedWord[]>();

  constructor(part: Part, { survey }: Subject) {
    this.#part = part;
    this.#survey = survey;
  }

  of({ url, option = 'url' }: SourceRequest): Span {
    const word = this.#wordsOf(option).find(({ text }) => text === url || text.startsWith(`${url}#`));
    return word?.at ?? this.#part.spanOf(option);
  }

  #wordsOf(name: string): readonly PlacedWord[] {
    const known = this.#words.get(name);
    if (known !== undefined) return known;
    const option = this.#survey.sections.get(this.#part.name)?.expanded.options.get(name);
    const words = placedWords(option, this.#part.texts.get(name) ?? '');
    this.#words.set(name, words);
    return words;
  }
}
