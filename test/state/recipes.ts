import {
  defineRecipe,
  fail,
  option,
  succeed,
  type InstallContext,
  type RecipeDefinition,
} from '../../src/engine/recipe/index.js';

/** What the recipe below does at its moments; a test says only what it needs. */
export interface FileMoments {
  readonly onInstall?: (part: string) => void;
  readonly onUninstall?: (part: string) => void;
}

/**
 * A recipe without a directory: writes `text` to each of `files` and records those of `record`, all files without it.
 * The planner learns of nothing but `outputs`.
 */
export function makeFileRecipe({ onInstall, onUninstall }: FileMoments = {}): RecipeDefinition {
  return defineRecipe({
    name: 'file',
    version: 1,
    options: {
      files: option.words('what to write'),
      record: option.words('what to record'),
      outputs: option.words('what to declare'),
      text: option.text('what to write there'),
      fail: option.flag('fail after writing'),
      need: option.text('nothing; to refer to another part'),
    },
    resolve: ({ options, directory }) =>
      succeed({ location: 'none', outputs: options.outputs.map((path) => `${directory}/${path}`) }),
    async install({ name, options }, { files }) {
      onInstall?.(name);
      const written = await writeAll(files, options.files, options.text);
      if (!written.ok) return written;
      if (options.fail) return fail({ kind: 'recipe-error', message: 'as asked', option: 'fail' });
      return succeed({ paths: options.record.length > 0 ? options.record : options.files });
    },
    async uninstall({ name }) {
      onUninstall?.(name);
      return succeed(undefined);
    },
  });
}

async function writeAll(
  files: InstallContext['files'],
  paths: readonly string[],
  text: string,
): ReturnType<InstallContext['files']['write']> {
  for (const path of paths) {
    const written = await files.write(path, `${text}\n`, { mode: 0o644 });
    if (!written.ok) return written;
  }
  return succeed(undefined);
}
