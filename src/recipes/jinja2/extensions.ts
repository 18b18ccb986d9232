import { succeed, type RecipeRefusal, type Result } from '../../engine/recipe/index.js';
import { refuse } from './refuse.js';

export type Extension = 'do' | 'loopcontrols';

const EXTENSIONS: ReadonlyMap<string, Extension> = new Map([
  ['jinja2.ext.do', 'do'],
  ['jinja2.ext.ExprStmtExtension', 'do'],
  ['jinja2.ext.loopcontrols', 'loopcontrols'],
  ['jinja2.ext.LoopControlExtension', 'loopcontrols'],
]);

export function readExtensions(names: readonly string[]): Result<readonly Extension[], RecipeRefusal> {
  const extensions: Extension[] = [];
  for (const name of names) {
    const extension = EXTENSIONS.get(name);
    if (extension === undefined) {
      const hint = 'there are `jinja2.ext.do` and `jinja2.ext.loopcontrols`';
      return refuse(`there is no extension \`${name}\``, { option: 'extensions', text: name, hint });
    }
    extensions.push(extension);
  }
  return succeed(extensions);
}
