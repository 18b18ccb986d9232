import { defineRecipe, option, succeed } from '../../../src/engine/recipe/index.js';

/** Joins files into one, in the order in which they are listed. */
export const bundle = defineRecipe({
  name: 'bundle',
  version: 1,
  options: {
    files: option.words('URLs or paths of the files to join'),
    filename: option.text('name of the result', 'bundle'),
    shared: option.flag('whether the part goes to the shared store'),
  },

  resolve({ options, location }) {
    return succeed({
      location: 'own',
      shared: options.shared,
      exports: { location, target: `${location}/${options.filename}` },
      sources: options.files.map((url) => ({ url, option: 'files' })),
    });
  },

  async install({ options, location }, context) {
    const contents: Buffer[] = [];
    context.phase('fetch');
    for (const url of options.files) {
      const source = await context.fetch({ url, option: 'files' });
      if (!source.ok) return source;
      const content = await context.files.read(source.value.path);
      if (!content.ok) return content;
      contents.push(content.value);
    }
    const path = `${location}/${options.filename}`;
    const written = await context.files.write(path, Buffer.concat(contents), { mode: 0o666 });
    return written.ok ? succeed({ paths: [] }) : written;
  },
});
