/** Sources whose configure and Makefile write down how they are called; the log is installed. */
export const RECORDER: Readonly<Record<string, string>> = {
  'pkg-1.0/configure': `program:#!/bin/sh
for word in "$@"; do case $word in --prefix=*) echo "\${word#--prefix=}" > saved ;; esac; done
exec ./record configure "$@"
`,
  'pkg-1.0/record': `program:#!/bin/sh
{
  echo "[$1] in $(pwd)"
  [ $# -eq 0 ] || shift
  for word in "$@"; do printf '  <%s>\\n' "$word"; done
  for name in FOO BAR; do
    eval "set=\\\${$name+yes}; value=\\\${$name-}"
    [ -z "$set" ] || printf '  %s=<%s>\\n' "$name" "$value"
  done
} >> log
`,
  'pkg-1.0/Makefile': `prefix = $(shell cat saved 2> /dev/null)
all:
\t@./record make 'prefix=$(prefix)' 'X=$(X)'
install:
\t@./record install 'prefix=$(prefix)' 'X=$(X)'
\t@mkdir -p '$(prefix)/bin' && cp log '$(prefix)/log' && echo data > '$(prefix)/bin/tool'
check:
\t@./record check 'prefix=$(prefix)'
`,
  'pkg-1.0/hello.txt': 'hello\nworld\nthree\nfour\nfive\n',
};
