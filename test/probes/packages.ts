import type { Sources } from './site.js';

const NAMES = ['HAVE_STDIO_H', 'HAVE_NOWHERE_H', 'HAVE_STRCHR', 'HAVE_EPOLL_CREATE', 'HAVE_NOTHING_LIKE_IT'];
const OWN_NAMES = ['SIZEOF_LONG', 'HAVE_LIBM', 'SECRET', 'SITE', 'QUOTED', 'HAVE_FOO_H'];
const HEADER = [...NAMES, ...OWN_NAMES].map((name) => `#undef ${name}\n`).join('');

const INSTALL = `install: all
\tmkdir -p @prefix@/include
\tcp config.h Makefile @prefix@/include/
`;

function scriptOf(questions: string): string {
  return `AC_INIT([tool], [1.0])
AC_CONFIG_HEADERS([config.h])
${questions}
AC_CONFIG_FILES([Makefile])
AC_OUTPUT
`;
}

/** A package whose script asks `questions`, in the language of autoconf, and installs what the script makes. */
export function packageOf(questions: string): Sources {
  return { 'configure.ac': scriptOf(questions), 'config.h.in': HEADER, 'Makefile.in': `all:\n${INSTALL}` };
}

/** What scripts ask most: a compiler, headers, functions, sizes, libraries, and something of their own. */
const USUAL = `AC_PROG_CC
AC_CHECK_HEADERS([stdio.h nowhere.h])
AC_CHECK_FUNCS([strchr epoll_create nothing_like_it])
AC_CHECK_SIZEOF([long])
AC_CHECK_LIB([m], [cos])
AC_CACHE_CHECK([for a quote], [my_cv_quoted], [my_cv_quoted="it's \\"so\\" \\$here;"])
AC_DEFINE_UNQUOTED([QUOTED], [/* $my_cv_quoted */], [a value that shells read])`;

/** A package with a program, which holds the place where it is installed. */
export const TOOL: Sources = {
  ...packageOf(USUAL),
  'Makefile.in': `CC = @CC@
CFLAGS = @CFLAGS@
LIBS = @LIBS@
all: tool
tool: tool.c config.h
\t$(CC) $(CFLAGS) -DWHERE='"@prefix@"' -o tool tool.c $(LIBS)
${INSTALL}\tmkdir -p @prefix@/bin
\tcp tool @prefix@/bin/
`,
  'tool.c': '#include <stdio.h>\n#include "config.h"\nint main(void) { puts(WHERE); return 0; }\n',
};

/** A check that costs nothing and has a result of its own. */
export const CHEAP = `AC_CACHE_CHECK([what is cheap], [my_cv_cheap], [my_cv_cheap=\${CHEAP-yes}])
AC_DEFINE_UNQUOTED([SECRET], ["$my_cv_cheap"], [what it says])`;

/** A profile with one shared part of the sources in `../pkg`; `options` are further lines of it. */
export function profileOf(options: readonly string[] = []): string {
  const lines = ['recipe = cmmi', 'shared = true', 'url = ../pkg', ...options];
  return `[buildout]\nparts = pkg\n[pkg]\n${lines.join('\n')}\n`;
}
