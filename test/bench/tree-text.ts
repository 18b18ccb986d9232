/** A line `name = value` of a generated profile; more than one text is a block below the name. */
export interface Entry {
  readonly name: string;
  readonly operator: '=' | '+=' | '-=';
  readonly lines: readonly string[];
}

/** A header and what follows it. */
export interface Block {
  readonly section: string;
  readonly condition?: string;
  readonly entries: Entry[];
}

export interface GeneratedProfile {
  readonly path: string;
  /** Paths from the top of the tree. */
  readonly extends: readonly string[];
  readonly blocks: Block[];
}

export function set(name: string, ...lines: string[]): Entry {
  return { name, operator: '=', lines };
}

export function add(name: string, ...lines: string[]): Entry {
  return { name, operator: '+=', lines };
}

export function remove(name: string, ...lines: string[]): Entry {
  return { name, operator: '-=', lines };
}

export function renderProfile({ path, extends: bases, blocks }: GeneratedProfile): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const names = bases.map((base) => up + base);
  const head = names.length === 0 ? [] : [{ section: 'buildout', entries: [set('extends', '', ...names)] }];
  return [`# ${path}\n`, ...[...head, ...blocks].map(renderBlock)].join('\n');
}

function renderBlock({ section, condition, entries }: Block): string {
  const header = condition === undefined ? `[${section}]` : `[${section}:${condition}]`;
  return [header, ...entries.map(renderEntry), ''].join('\n');
}

/** A block begins with an empty text: its lines stand below the name. */
function renderEntry({ name, operator, lines }: Entry): string {
  const [first = '', ...more] = lines;
  const line = name === '<' ? `<= ${first}` : `${name} ${operator} ${first}`;
  return [line.trimEnd(), ...more.map((text) => `  ${text}`)].join('\n');
}
