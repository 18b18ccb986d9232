import { shellWord } from '../building-blocks/shell.js';
import { compareCodePoints } from '../../engine/diag/index.js';
import { PERL, perlProgram } from './perl-program.js';
import { directoryOf, hasProcessFeatures, ignoredSignal, programPath, type WrapperSettings } from './settings.js';
import { trapName, type Signal } from './signals.js';

/** The text of a wrapper: a shell script, followed by a Perl program where a shell cannot do what is asked. */
export function wrapperScript(settings: WrapperSettings): string {
  const lines = hasProcessFeatures(settings) ? processLines(settings) : plainLines(settings);
  return `#!/bin/sh -e\n${lines.join('\n')}\n`;
}

function plainLines({ words, environment, ignored }: WrapperSettings): readonly string[] {
  return [...trapLines(ignored), ...exportLines(environment), `exec ${commandLine(words)}`];
}

/**
 * The order matters to whoever watches the process: the signal is ignored before the process id can be read, and the
 * id is there before waiting begins. The environment comes last, so that it changes the program only.
 */
function processLines(settings: WrapperSettings): readonly string[] {
  const { environment, words, redirect, tmpfs } = settings;
  const byPerl = redirect !== undefined || tmpfs.length > 0;
  const start = [programPath(words), ...words.slice(1)];
  return [
    'refuse() {\n  echo "$0: $1" >&2\n  exit 1\n}',
    ...trapLines(ignoredSignal(settings)),
    ...pidfileLines(settings),
    ...reserveLines(settings),
    ...waitLines(settings),
    `[ -x ${shellWord(programPath(words))} ] || refuse ${shellWord(`cannot run ${words[0] ?? ''}`)}`,
    ...(byPerl
      ? [`exec ${PERL} -x -- "$0" ${commandLine(start)}`, perlProgram(settings)]
      : [...exportLines(environment), `exec ${commandLine(start)}`]),
  ];
}

function trapLines(signal: Signal | undefined): readonly string[] {
  return signal === undefined ? [] : [`trap '' ${trapName(signal)}`];
}

function exportLines(environment: WrapperSettings['environment']): readonly string[] {
  return [...environment]
    .sort(([one], [other]) => compareCodePoints(one, other))
    .map(([name, value]) => `export ${name}=${shellWord(value)}`);
}

function commandLine(words: readonly string[]): string {
  return [...words.map(shellWord), '"$@"'].join(' \\\n  ');
}

/**
 * A running process counts as ours when its arguments hold the wrapper's words one after another. The variables have
 * long names because a name that the caller exported would reach the program.
 */
function pidfileLines({ pidfile, words }: WrapperSettings): readonly string[] {
  if (pidfile === undefined) return [];
  const file = shellWord(pidfile);
  return [
    `slapbuild_running=$(cat ${file} 2> /dev/null) || slapbuild_running=`,
    'case $slapbuild_running in',
    "  '' | *[!0-9]*) ;;",
    '  *)',
    '    # Arguments in hexadecimal, each between two zero bytes.',
    '    case " 00$(od -An -v -tx1 "/proc/$slapbuild_running/cmdline" 2> /dev/null | tr -d \'\\n\')" in',
    `      *${shellWord(hexArguments(words))}*)`,
    '        echo "Already running with pid $slapbuild_running." >&2',
    '        exit 1',
    '        ;;',
    '    esac',
    '    ;;',
    'esac',
    `trap 'rm -f "$slapbuild_pidfile"' EXIT`,
    `slapbuild_pidfile=${file}`,
    'printf %s "$$" > "$slapbuild_pidfile" || exit 1',
  ];
}

function hexArguments(words: readonly string[]): string {
  const bytes = Buffer.from(`\0${words.join('\0')}\0`);
  return [...bytes].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('');
}

/** Where the machine gives out exclusive cores, it reads this file. */
function reserveLines({ reserveCpu }: WrapperSettings): readonly string[] {
  if (!reserveCpu) return [];
  return [`printf '%s\\n' "$$" >> "\${HOME:?}/.slapos-cpu-exclusive" || exit 1`];
}

function waitLines({ waitFor }: WrapperSettings): readonly string[] {
  if (waitFor.length === 0) return [];
  const folders = [...new Set(waitFor.map(directoryOf))];
  const tests = waitFor.map((path) => `{ [ -e ${shellWord(path)} ] || [ -L ${shellWord(path)} ]; }`);
  return [
    ...folders.map((path) => `[ -d ${shellWord(path)} ] || refuse ${shellWord(`${path} is not a directory`)}`),
    `until ${tests.join(' &&\n  ')}; do`,
    '  sleep 0.1',
    'done',
  ];
}
