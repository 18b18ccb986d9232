import type { InstalledPart } from '../../src/engine/installed/index.js';

/** A record as the engine makes it, with what a test says otherwise. */
export function record(name: string, more: Partial<InstalledPart> = {}): InstalledPart {
  return {
    name,
    recipe: 'cmmi',
    signature: 'a'.repeat(40),
    identity: { recipe: 'cmmi', 'option:url': 'x' },
    options: { recipe: 'cmmi', url: 'x' },
    location: `/r/parts/${name}`,
    shared: false,
    paths: [`/r/parts/${name}`],
    ...more,
  };
}
