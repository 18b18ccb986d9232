import { makefileTemplate } from './configure.js';
import type { SourceFile, SourceMaker } from './project.js';

/** Small C files, a header that others include, a library and a program. `configure` is the same in all parts. */
export function sourceMaker(configure: readonly SourceFile[]): SourceMaker {
  return ({ part, needs, closure }, files) => {
    const numbers = [...Array.from({ length: files }).keys()];
    const declared = numbers.map((file) => `int c${part}_f${file}(const char *, int);\n`).join('');
    return [
      ...configure,
      ...numbers.map((file) => ({ path: `f${file}.c`, text: sourceText({ part, needs, file }) })),
      { path: 'main.c', text: mainText(part) },
      { path: `c${part}.h`, text: declared },
      { path: 'Makefile.in', text: makefileTemplate({ part, closure, files: numbers }) },
    ];
  };
}

interface Source {
  readonly part: number;
  readonly needs: readonly number[];
  readonly file: number;
}

/** Enough for a compiler to optimise. */
const FUNCTIONS = [...Array.from({ length: 12 }).keys()];

function sourceText({ part, needs, file }: Source): string {
  const others = file === 0 ? needs : [];
  const includes = ['"config.h"', '<stdio.h>', '<stdlib.h>', '<string.h>', ...others.map((need) => `"c${need}.h"`)];
  const own = FUNCTIONS.map((number) => `r += h${number}(t, n); `);
  const calls = [...own, ...others.map((need) => `r += c${need}_f0(s, n - 1); `)];
  return [
    ...includes.map((name) => `#include ${name}`),
    ...FUNCTIONS.map((number) => functionText(number, file)),
    `int c${part}_f${file}(const char *s, int n) {`,
    '  char t[64];',
    '  snprintf(t, sizeof t, "%s%d", s, n);',
    '  int r = (int)strlen(t);',
    `  ${calls.join('').trimEnd()}`,
    '  return r;',
    '}',
    '',
  ].join('\n');
}

function functionText(number: number, file: number): string {
  const cases = 'case 0: b++; break; case 3: a -= b; break; case 5: a ^= b << 2; break; default: b += i;';
  const turn = `a = a * 31 + s[i % (b % 8 + 1)]; if (a & 1) b ^= a & 7; else b += a & 3; switch (a % 7) { ${cases} }`;
  const begin = `unsigned a = ${number + 1}, b = ${file};`;
  return `static int h${number}(const char *s, int n) { ${begin} for (int i = 0; i < n; i++) { ${turn} } return (int)(a + b) % 1000; }`;
}

function mainText(part: number): string {
  return `#include <stdio.h>\n#include "c${part}.h"\nint main(void) { printf("%d\\n", c${part}_f0("x", 3)); return 0; }\n`;
}
