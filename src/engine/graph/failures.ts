import { excerpt, unreachable, type Diagnostic, type Span } from '../diag/index.js';

/** What can be wrong with a part before anything runs, beyond what its recipe says itself. */
export type GraphFailure =
  | RecipeNotFound
  | { readonly kind: 'invalid-recipe-name'; readonly recipe: string; readonly at: Span }
  | { readonly kind: 'bad-part-name'; readonly part: string; readonly at: Span }
  | UnknownOption
  | SharedNeedsUnshared
  | SharedRefersToRelease
  | PathClaimedTwice;

export interface RecipeNotFound {
  readonly kind: 'recipe-not-found';
  readonly recipe: string;
  readonly part: string;
  readonly nearest: string | undefined;
  /** The short names that there are. */
  readonly known: readonly string[];
  readonly at: Span;
}

/** An option that its recipe does not know, nothing refers to, and that looks like one the recipe does know. */
export interface UnknownOption {
  readonly kind: 'unknown-option';
  readonly part: string;
  readonly recipe: string;
  readonly option: string;
  readonly nearest: string;
  readonly at: Span;
}

/** A shared part refers to a part that lives in the release. */
export interface SharedNeedsUnshared {
  readonly kind: 'shared-needs-unshared';
  readonly part: string;
  readonly need: string;
  /** The option that brings the need; `undefined` when none names the part's place. */
  readonly option: string | undefined;
  readonly at: Span;
  readonly needDeclaredAt: Span;
}

/** An option of a shared part names a place of the release. */
export interface SharedRefersToRelease {
  readonly kind: 'shared-refers-to-release';
  readonly part: string;
  readonly option: string;
  readonly path: string;
  readonly at: Span;
}

/** Two parts that would install one path, or one of them inside what the other one makes anew. */
export interface PathClaimedTwice {
  readonly kind: 'path-claimed-twice';
  readonly path: string;
  readonly part: string;
  readonly other: Span;
  readonly otherPart: string;
  /** The path of the other part, where that is not the same but holds it. */
  readonly inside: string | undefined;
  readonly at: Span;
}

export function explain(failure: GraphFailure): Diagnostic {
  const base = { code: failure.kind, severity: 'error', at: failure.at, notes: [] } as const;
  switch (failure.kind) {
    case 'recipe-not-found': {
      const { recipe, part, nearest, known } = failure;
      const message = `there is no recipe \`${excerpt(recipe)}\`, which part \`${part}\` names`;
      const all = `the recipes are ${known.map((name) => `\`${name}\``).join(', ')}`;
      return { ...base, message, hint: nearest === undefined ? all : `did you mean \`${nearest}\`?` };
    }
    case 'invalid-recipe-name':
      return {
        ...base,
        message: `\`${failure.recipe}\` is not a recipe name`,
        hint: 'a recipe is named `name` or `package:entry`, with one colon at most',
      };
    case 'bad-part-name':
      return {
        ...base,
        message: `\`${failure.part}\` cannot be the name of a part: it becomes a directory, and would not stay in its place`,
        hint: 'use a name whose pieces between `/` are not empty and do not start with a dot',
      };
    case 'unknown-option':
      return {
        ...base,
        message: `recipe \`${failure.recipe}\` has no option \`${failure.option}\`, and nothing refers to \`\${${failure.part}:${failure.option}}\``,
        hint: `did you mean \`${failure.nearest}\`?`,
      };
    case 'shared-needs-unshared':
      return {
        ...base,
        message: `shared part \`${failure.part}\` needs \`${failure.need}\`, which is not shared`,
        notes: [{ message: `\`${failure.need}\` is declared here`, at: failure.needDeclaredAt }],
        hint: `write \`shared = true\` in \`${failure.need}\`, or take it out of \`${failure.part}\`: what is shared outlives this release`,
      };
    case 'shared-refers-to-release':
      return {
        ...base,
        message: `option \`${failure.option}\` of shared part \`${failure.part}\` names \`${failure.path}\`, which belongs to this release only`,
        hint: 'a shared part may refer only to shared parts and to itself',
      };
    case 'path-claimed-twice':
      return explainClaims(failure);
    default:
      return unreachable(failure);
  }
}

function explainClaims({ kind: code, path, part, other, otherPart, inside, at }: PathClaimedTwice): Diagnostic {
  const notes = [{ message: `\`${otherPart}\` is declared here`, at: other }];
  const base = { code, severity: 'error', at, notes } as const;
  if (inside === undefined) {
    const message = `parts \`${otherPart}\` and \`${part}\` both install \`${path}\``;
    return { ...base, message, hint: 'give one of them another path' };
  }
  return {
    ...base,
    message: `part \`${part}\` installs \`${path}\` inside \`${inside}\`, which part \`${otherPart}\` installs`,
    hint: `give it another path, or refer to \`${otherPart}\` in \`${part}\`: who makes \`${otherPart}\` anew takes it away`,
  };
}
