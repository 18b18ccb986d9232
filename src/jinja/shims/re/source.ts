import { raise } from '../../values/raised.js';

/** Raises `re.error` with the place in the pattern. */
export function patternError(message: string, pattern: readonly string[], position: number): never {
  const before = pattern.slice(0, position);
  const line = before.filter((character) => character === '\n').length + 1;
  const column = position - before.lastIndexOf('\n');
  const place = pattern.includes('\n') ? ` (line ${line}, column ${column})` : '';
  return raise('error', `${message} at position ${position}${place}`);
}

/** A pattern, or a template for a replacement, read token by token: a backslash belongs to what follows it. */
export class Source {
  /** The token ahead; `undefined` at the end. */
  next: string | undefined;
  readonly #characters: readonly string[];
  #index = 0;

  constructor(text: string) {
    this.#characters = [...text];
    this.#advance();
  }

  #advance(): void {
    const first = this.#characters[this.#index];
    this.next = first;
    if (first === undefined) return;
    this.#index++;
    if (first !== '\\') return;
    const second = this.#characters[this.#index];
    if (second === undefined) {
      patternError('bad escape (end of pattern)', this.#characters, this.#characters.length - 1);
    }
    this.#index++;
    this.next = first + second;
  }

  get(): string | undefined {
    const token = this.next;
    this.#advance();
    return token;
  }

  takes(token: string): boolean {
    if (this.next !== token) return false;
    this.#advance();
    return true;
  }

  /** At most that many tokens of the letters. */
  take(most: number, letters: RegExp): string {
    let taken = '';
    for (let count = 0; count < most && this.next !== undefined && letters.test(this.next); count++) {
      taken += this.get() ?? '';
    }
    return taken;
  }

  /** What stands before the terminator, which is passed. */
  until(terminator: string, name: string): string {
    let result = '';
    for (;;) {
      const token = this.get();
      if (token === undefined) {
        if (result === '') this.fail(`missing ${name}`);
        this.fail(`missing ${terminator}, unterminated name`, [...result].length);
      }
      if (token === terminator) {
        if (result === '') this.fail(`missing ${name}`, 1);
        return result;
      }
      result += token;
    }
  }

  get position(): number {
    return this.#index - (this.next === undefined ? 0 : [...this.next].length);
  }

  seek(position: number): void {
    this.#index = position;
    this.#advance();
  }

  fail(message: string, offset = 0): never {
    return patternError(message, this.#characters, this.position - offset);
  }
}
