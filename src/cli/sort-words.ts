import { nearestName, shellWord, type Diagnostic } from '../engine/diag/index.js';
import { isPathLike } from './command-hints.js';
import { wordProblem, type CommandLine, type WordProblem } from './command-line.js';
import { OWN_OPTIONS, type OwnOption, type OwnOptionName } from './options.js';

/** One word, and where it stands on the command line. */
export interface Word {
  readonly text: string;
  readonly index: number;
}

export interface GivenOption {
  readonly name: OwnOptionName;
  /** Empty for an option that takes none. */
  readonly value: string;
  readonly index: number;
}

/** A command line taken apart: slapbuild's own options, what buildout's reader reads, and other words. */
export interface SortedWords {
  readonly options: readonly GivenOption[];
  /** Buildout's letters with their values, and assignments. */
  readonly buildout: readonly Word[];
  readonly others: readonly Word[];
  /** The lone `--`, and what stands behind it. */
  readonly behind: readonly Word[];
  readonly problems: readonly Diagnostic[];
}

export function sortWords(line: CommandLine): SortedWords {
  const sorter = new Sorter(line);
  sorter.sort();
  return sorter;
}

class Sorter implements SortedWords {
  readonly options: GivenOption[] = [];
  readonly buildout: Word[] = [];
  readonly others: Word[] = [];
  readonly behind: Word[] = [];
  readonly problems: Diagnostic[] = [];
  readonly #line: CommandLine;
  #at = 0;

  constructor(line: CommandLine) {
    this.#line = line;
  }

  sort(): void {
    for (let word = this.#next(); word !== undefined; word = this.#next()) {
      if (word.text === '--') this.#takeRest(word);
      else if (word.text.startsWith('--')) this.#takeLong(word);
      else if (/^-[^=]/u.test(word.text)) this.#takeLetters(word);
      else if (/^[-+]?=/u.test(word.text)) this.#takeApart(word);
      else if (isPath(word.text) || !word.text.includes('=')) this.others.push(word);
      else this.buildout.push(word);
    }
  }

  #next(): Word | undefined {
    const text = this.#line.words[this.#at];
    return text === undefined ? undefined : { text, index: this.#at++ };
  }

  #takeRest(dashes: Word): void {
    for (let word: Word | undefined = dashes; word !== undefined; word = this.#next()) this.behind.push(word);
  }

  /** `name = value` with blanks, as it stands in profiles. */
  #takeApart(word: Word): void {
    const name = this.others.at(-1);
    if (name?.index !== word.index - 1 || isPathLike(name.text)) {
      this.buildout.push(word);
      return;
    }
    this.others.pop();
    while (this.#isOfValue(word)) this.#at++;
    const text = this.#line.words.slice(name.index, this.#at).join(' ');
    const typed = text.replace(/\s*([-+]?=)\s*/u, '$1');
    const hint = `write it without blanks: \`${shellWord(typed)}\``;
    const message = `the assignment \`${text}\` stands in several words`;
    this.#problem(name, { code: 'cli-invalid-assignment', message, hint, last: this.#at - 1 });
  }

  /** The first word behind a lone `=` may be anything; those after it are no option, profile or assignment. */
  #isOfValue(operator: Word): boolean {
    const next = this.#line.words[this.#at];
    if (next === undefined) return false;
    if (this.#at === operator.index + 1 && operator.text.endsWith('=')) return true;
    return !(next.startsWith('-') || isPathLike(next) || next.includes('='));
  }

  #takeLong(word: Word): void {
    const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/su.exec(word.text) ?? [];
    const option = OWN_OPTIONS.find(({ long }) => long === name);
    if (option === undefined) this.#refuse(word, name);
    else this.#takeValue(option, word, value);
  }

  #refuse(word: Word, name: string): void {
    const near = nearestName(name, LONG_NAMES);
    const hint = near === undefined ? '`slapbuild --help` lists the options' : `did you mean \`--${near}\`?`;
    this.#problem(word, { code: 'cli-invalid-option', message: `there is no option \`--${name}\``, hint });
  }

  /** `glued` is what follows in the same word. */
  #takeValue(option: OwnOption, word: Word, glued: string | undefined): void {
    const { long: name, value: wanted } = option;
    const { index } = word;
    if (wanted === undefined) {
      if (glued !== undefined && glued !== '')
        this.#problem(word, { code: 'cli-invalid-argument', message: `the option \`--${name}\` takes no value` });
      else this.options.push({ name, value: '', index });
      return;
    }
    const isGlued = glued !== undefined && (glued !== '' || word.text.startsWith('--'));
    const value = isGlued ? glued : this.#line.words[this.#at];
    if (value === undefined || value === '' || (!isGlued && value.startsWith('-'))) {
      const message = `the option \`--${name}\` needs a value: \`--${name} ${wanted}\``;
      this.#problem(word, { code: 'cli-missing-argument', message });
      return;
    }
    this.options.push({ name, value, index: isGlued ? index : this.#at++ });
  }

  /** Letters of buildout, and at the end one of ours with its value. */
  #takeLetters(word: Word): void {
    const [, letters = '', last, glued] = OWN_LETTER.exec(word.text) ?? [];
    const own = OWN_OPTIONS.find(({ letter }) => letter !== undefined && letter === last);
    if (own === undefined) return this.#takeBuildout(word);
    if (letters !== '') this.buildout.push({ text: `-${letters}`, index: word.index });
    return this.#takeValue(own, word, glued);
  }

  /** A group of letters; `c` and `t` take the next word, `c` only when nothing is glued to it. */
  #takeBuildout(word: Word): void {
    this.buildout.push(word);
    const [, valued = '', glued = ''] = /^-[^ct]*([ct])?(.*)$/su.exec(word.text) ?? [];
    const value = valued === 't' || (valued === 'c' && glued === '') ? this.#next() : undefined;
    if (value !== undefined) this.buildout.push(value);
  }

  #problem({ index }: Word, problem: WordProblem): void {
    this.problems.push(wordProblem(this.#line, index, problem));
  }
}

const LONG_NAMES = OWN_OPTIONS.map(({ long }) => long);

/** The letters before it take no value: what follows `c` and `t` is theirs. */
const OWN_LETTER = new RegExp(`^-([^ct]*?)([${OWN_OPTIONS.map(({ letter = '' }) => letter).join('')}])(.*)$`, 'su');

/** Such a word is no assignment, even with a `=` in it. */
function isPath(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|\/|\.\.?\/)/iu.test(text);
}
