import type { Body, Statement } from '../../syntax/index.js';
import { namesSet, piecesOf, readsIn, type NameUse, type Piece } from './walk.js';

/** The names that Jinja gives a meaning of their own where a body uses them. */
const SPECIAL: ReadonlySet<string> = new Set(['caller', 'kwargs', 'loop', 'self', 'super', 'varargs']);

/** What a body, with the bodies in it, has of what decides how it is compiled. */
export interface Uses {
  /** Of each special name the first use, and the first that sets it, in the order of the tree. What is in blocks is theirs. */
  readonly names: readonly NameUse[];
  /** Whether a block in it, or in a block of it, sees the names around. */
  readonly hasScopedBlock: boolean;
}

/** The uses of the bodies of one template. What was found out of a body serves all those around it. */
export class UsesOfBodies {
  readonly #known = new Map<Body, Uses>();

  of(body: Body): Uses {
    const known = this.#known.get(body);
    if (known !== undefined) return known;
    const uses = this.#find(body);
    this.#known.set(body, uses);
    return uses;
  }

  #find(body: Body): Uses {
    const names: NameUse[] = [];
    let hasScopedBlock = false;
    for (const statement of body) {
      for (const piece of piecesOf(statement)) {
        for (const use of this.#usesIn(piece)) if (isNews(use, names)) names.push(use);
      }
      hasScopedBlock ||= this.#holdsScopedBlock(statement);
    }
    return { names, hasScopedBlock };
  }

  *#usesIn(piece: Piece): Generator<NameUse, void> {
    if ('terms' in piece) for (const term of piece.terms) yield* readsIn(term);
    else if ('targets' in piece) for (const target of piece.targets) yield* namesSet(target);
    else yield* this.of(piece.body).names;
  }

  #holdsScopedBlock(statement: Statement): boolean {
    if (statement.kind === 'block') return statement.scoped || this.of(statement.body).hasScopedBlock;
    return piecesOf(statement).some((piece) => 'body' in piece && this.of(piece.body).hasScopedBlock);
  }

  /** Whether a body reads a special name before it sets it. */
  reads(body: Body, name: string): boolean {
    return this.of(body).names.find((use) => use.name === name)?.isSet === false;
  }
}

function isNews({ name, isSet }: NameUse, names: readonly NameUse[]): boolean {
  return SPECIAL.has(name) && !names.some((use) => use.name === name && (use.isSet || !isSet));
}
