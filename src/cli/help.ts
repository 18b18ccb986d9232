import type { Help } from 'commander';
import { BUILDOUT_OPTIONS, COMMANDS, OWN_OPTIONS, type OwnOption } from './options.js';

interface Item {
  readonly term: string;
  readonly about: string;
}

const WIDEST = 100;

const USAGE = 'Usage: slapbuild [build] [PROFILE] [section:option=value ...] [options]';

const ABOUT = `Builds a Buildout profile: what is missing, in parallel; shared parts come from the store.
PROFILE is a file or a URL; without it software.cfg, else buildout.cfg, of the current directory.`;

const EXIT_CODES = `Exit codes: 0 done; 1 a part failed, or a check found something; 2 the profile or the command line is wrong; 4 interrupted.`;

/** The text of `--help`, broken to the width of the terminal. */
export async function helpText(columns: number): Promise<string> {
  const commander = await import('commander');
  const help = new commander.Help();
  help.prepareContext({ helpWidth: Math.min(columns, WIDEST) });
  const commands = COMMANDS.map(({ name, words, about }) => ({ term: `${name} ${words}`, about }));
  const own = OWN_OPTIONS.map((option) => ({ term: flagsOf(option), about: option.about }));
  const buildout = BUILDOUT_OPTIONS.map(({ flags, about }) => ({ term: flags, about }));
  const optionWidth = widthOf([...own, ...buildout]);
  const sections = [
    `Commands:\n${formatItems(commands, widthOf(commands), help)}`,
    `Options:\n${formatItems(own, optionWidth, help)}`,
    `Buildout's options:\n${formatItems(buildout, optionWidth, help)}`,
  ];
  return `${[USAGE, ABOUT, ...sections, EXIT_CODES].join('\n\n')}\n`;
}

function widthOf(items: readonly Item[]): number {
  return Math.max(...items.map(({ term }) => term.length));
}

function formatItems(items: readonly Item[], termWidth: number, help: Help): string {
  return items.map(({ term, about }) => help.formatItem(term, termWidth, about, help)).join('\n');
}

function flagsOf({ long, letter, value }: OwnOption): string {
  const flags = letter === undefined ? `    --${long}` : `-${letter}, --${long}`;
  return value === undefined ? flags : `${flags} ${value}`;
}
