import { chanceOf, type Chance } from '../filters/chance.js';
import { Growth } from '../filters/growth.js';
import { reading } from '../filters/signature.js';
import { toIndex } from '../values/int.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { isTrue } from '../values/truth.js';
import { Callable, Markup } from '../values/value.js';

const WORDS = (
  'ad adipiscing aliqua aliquip amet anim aute cillum commodo consectetur consequat culpa cupidatat deserunt do dolor ' +
  'dolore duis ea eiusmod elit enim esse est et eu ex excepteur exercitation fugiat id in incididunt ipsum irure ' +
  'labore laboris laborum lorem magna minim mollit nisi non nostrud nulla occaecat officia pariatur proident qui quis ' +
  'reprehenderit sed sint sit sunt tempor ullamco ut velit veniam voluptate'
).split(' ');

const read = reading({
  name: 'generate_lorem_ipsum',
  parameters: [
    ['n', 5],
    ['html', true],
    ['min', 20],
    ['max', 100],
  ],
});

/** Paragraphs of Latin that means nothing, of `min` to `max` words; the same in every rendering. */
export const lipsum = new Callable(
  'generate_lorem_ipsum',
  ({ positional, named }, host) => {
    const [count, html, min, max] = read(positional, named);
    const paragraphs = writeParagraphs(toIndex(count), { min: toIndex(min), max: toIndex(max) }, host);
    if (!isTrue(html)) return paragraphs.join('\n\n');
    return new Markup(paragraphs.map((text) => `<p>${text}</p>`).join('\n'));
  },
  'function',
);

interface Words {
  readonly min: number;
  readonly max: number;
}

function writeParagraphs(count: number, { min, max }: Words, host: Host): readonly string[] {
  const chance = chanceOf(host);
  const growth = new Growth(host);
  const paragraphs: string[] = [];
  for (let at = 0; at < count; at++) {
    if (max <= min) raise('ValueError', `empty range for randrange() (${min}, ${max}, ${max - min})`);
    const words = min + chance.below(max - min);
    host.reserve(words);
    host.spend(words);
    const paragraph = writeParagraph(words, chance);
    growth.add(paragraph.length);
    paragraphs.push(paragraph);
  }
  return paragraphs;
}

/** No word follows itself; sentences and their parts have a few words each, and the last one ends. */
function writeParagraph(count: number, chance: Chance): string {
  const words: string[] = [];
  let last = '';
  let startsSentence = true;
  let untilComma = 3 + chance.below(5);
  let untilStop = 10 + chance.below(10);
  for (let at = 0; at < count; at++) {
    const word = otherWord(last, chance);
    last = word;
    let text = startsSentence ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    untilComma -= 1;
    untilStop -= 1;
    startsSentence = untilStop === 0;
    if (startsSentence) {
      text += '.';
      untilStop = 10 + chance.below(10);
      untilComma = 3 + chance.below(5);
    } else if (untilComma === 0) {
      text += ',';
      untilComma = 3 + chance.below(5);
    }
    words.push(text);
  }
  return `${words.join(' ').replace(/[.,]$/, '')}.`;
}

function otherWord(last: string, chance: Chance): string {
  for (;;) {
    const word = WORDS[chance.below(WORDS.length)] ?? '';
    if (word !== last) return word;
  }
}
