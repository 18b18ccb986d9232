/** The names that buildout's state file has for blanks which reading it would lose; the one for the tab is our own. */
export const BLANK_NAMES: Readonly<Record<string, string>> = {
  ' ': '%(__buildout_space__)s',
  '\n': '%(__buildout_space_n__)s',
  '\r': '%(__buildout_space_r__)s',
  '\f': '%(__buildout_space_f__)s',
  '\v': '%(__buildout_space_v__)s',
  '\t': '%(__buildout_space_t__)s',
};

const NAMES = /%\(__buildout_space(?:_[nrfvt])?__\)s/gu;

const BLANKS: ReadonlyMap<string, string> = new Map(Object.entries(BLANK_NAMES).map(([blank, name]) => [name, blank]));

/** A value with the names of blanks replaced by the blanks. */
export function decodeBlanks(text: string): string {
  return text.replace(NAMES, (name) => BLANKS.get(name) ?? name);
}
