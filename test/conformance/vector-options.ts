/** How the vector recipes read their options. */

/** `k = v` of every line with an equals sign. */
export function pairsOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]),
  );
}

/** `section:option` of every line that is not blank. */
export function referencesOf(text: string): readonly { readonly section: string; readonly name: string }[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [section = '', name = ''] = line.trim().split(':');
    return { section, name };
  });
}

/** The options that `names` lists, as `got-1` and so on. */
export function copyOptions(options: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = (options.get('names') ?? '').split(/\s+/u).filter((name) => name !== '');
  return new Map(names.map((name, at) => [`got-${at + 1}`, options.get(name) ?? '<default>']));
}
