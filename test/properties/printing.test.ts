import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/engine/diag/index.js';
import { isBlank, parseTree, type OptionNode, type Profile, type Trivia } from '../../src/engine/profile/index.js';
import { profileTexts } from './profiles.js';

type Range = Pick<Span, 'start' | 'end'>;

function parse(text: string): Profile {
  return parseTree({ path: 'software.cfg', text });
}

function rangeOf(item: OptionNode | Trivia): Range {
  return item.kind === 'option' ? item : item.span;
}

/** All nodes of a profile, outermost ones only, in order. */
function ranges({ lead, sections }: Profile): readonly Range[] {
  return [...lead.map(rangeOf), ...sections.flatMap(({ header, items }) => [header, ...items.map(rangeOf)])];
}

function print(profile: Profile): string {
  return ranges(profile)
    .map(({ start, end }) => profile.source.text.slice(start, end))
    .join('');
}

/** The pieces of an option from its name to its last line, as `[start, end)`. */
function piecesOf({ start, nameEnd, operatorStart, operatorEnd, lines, inner, end }: OptionNode): readonly Range[] {
  const following = [
    ...lines.slice(1).map((line) => ({ start: line.start, end: line.start + line.text.length })),
    ...inner.map(({ span }) => span),
  ];
  const [first] = lines;
  return [
    { start, end: nameEnd },
    { start: operatorStart, end: operatorEnd },
    { start: first.start, end: first.start + first.text.length },
    ...following.toSorted((left, right) => left.start - right.start || left.end - right.end),
    { start: end, end },
  ];
}

describe('parse, print, parse', () => {
  test('the nodes cover the text without gap or overlap, and put together they are the text', () => {
    fc.assert(
      fc.property(profileTexts, (text) => {
        const profile = parse(text);
        expect(print(profile)).toBe(text);
        let end = 0;
        for (const range of ranges(profile)) {
          expect(range.start).toBe(end);
          expect(range.end).toBeGreaterThan(range.start);
          ({ end } = range);
        }
        expect(end).toBe(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('what is printed has the same tree', () => {
    fc.assert(
      fc.property(profileTexts, (text) => {
        const profile = parse(text);
        expect(parse(print(profile))).toEqual(profile);
      }),
      { numRuns: 500 },
    );
  });

  test('between the pieces of an option stand only blanks', () => {
    fc.assert(
      fc.property(profileTexts, (text) => {
        const options = parse(text).sections.flatMap(({ items }) => items.filter((item) => item.kind === 'option'));
        for (const option of options) {
          if (option.name === '<part-dependencies>') continue;
          let end = option.start;
          for (const piece of piecesOf(option)) {
            expect(piece.start).toBeGreaterThanOrEqual(end);
            expect(text.slice(end, piece.start)).toSatisfy(isBetween);
            ({ end } = piece);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a profile goes on where another one ends, if that one ends with a line end', () => {
    fc.assert(
      fc.property(profileTexts, profileTexts, (one, other) => {
        const first = `${one}\n`;
        const second = `[own]\n${other}`;
        const [both, apart] = [parse(first + second), parse(second)];
        const sections = both.sections.slice(-apart.sections.length);
        expect(sections.map(({ name }) => name)).toEqual(apart.sections.map(({ name }) => name));
        const shifted = sections
          .flatMap(({ items }) => items.map(rangeOf))
          .map(({ start, end }) => ({ start: start - first.length, end: end - first.length }));
        expect(shifted).toEqual(
          apart.sections.flatMap(({ items }) => items.map(rangeOf)).map(({ start, end }) => ({ start, end })),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** Signs before the operator belong to neither: a name cannot end in one. */
function isBetween(text: string): boolean {
  return [...text].every((character) => '+-'.includes(character) || isBlank(character.charCodeAt(0)));
}
