import { posix } from 'node:path';
import { isUrl, type Layer, type MergedProfile } from '../resolve/index.js';

/** Who says something, in zc.buildout's words. */
export interface Origin {
  /** The path of a profile, relative to the buildout directory if it is inside; a URL; or a word such as `DEFAULT_VALUE`. */
  readonly name: string;
  readonly isFile: boolean;
}

const SPECIAL = { default: 'DEFAULT_VALUE', computed: 'COMPUTED_VALUE', 'command-line': 'COMMAND_LINE_VALUE' } as const;

/** Names the layers of a profile. */
export class Origins {
  readonly #directory: string;
  readonly #known = new Map<Layer, Origin>();

  constructor({ directory }: MergedProfile) {
    this.#directory = directory;
  }

  of(layer: Layer): Origin {
    let origin = this.#known.get(layer);
    if (origin === undefined) {
      origin = layer.kind === 'file' ? this.#file(layer) : { name: SPECIAL[layer.kind], isFile: false };
      this.#known.set(layer, origin);
    }
    return origin;
  }

  /**
   * zc.buildout joins names without tidying up and then looks whether the path begins with the directory: a profile
   * that one inside names by `../` counts as inside.
   */
  #file(layer: Layer): Origin {
    const { location = layer.source.path } = layer;
    const isInside = rootOf(layer, isAbsoluteName).location?.startsWith(this.#directory) === true;
    return { name: isInside ? posix.relative(this.#directory, location) : location, isFile: true };
  }
}

/** The layer that a chain of `extends` begins with; the chain ends at a name that `ends` it. */
export function rootOf(layer: Layer, ends: (name: string) => boolean = () => false): Layer {
  let root = layer;
  for (let by = root.extendedBy; by !== undefined; by = root.extendedBy) {
    const { source, start, end } = by.at;
    if (ends(source.text.slice(start, end))) break;
    root = by.layer;
  }
  return root;
}

function isAbsoluteName(name: string): boolean {
  return name.startsWith('/') || name.startsWith('~') || isUrl(name);
}
