import { nearestName, type Diagnostic } from '../diag/index.js';
import type { MergedOption } from '../resolve/index.js';
import type { MayRead } from './reading.js';
import type { Subject } from './subject.js';
import { warning } from './warning.js';
import { placedWords } from './words.js';

/** Options of `[buildout]` that slapbuild, zc.buildout, or the tools of SlapOS read. */
export const BUILDOUT_OPTIONS: ReadonlySet<string> = new Set(
  [
    'abi-tag-eggs allow-hosts allow-picked-versions allow-unknown-extras allowed-eggs-from-site-packages',
    'bin-directory build-time-part-list develop develop-eggs-directory directory download-cache eggs-directory',
    'eggs-directory-version exec-sitecustomize executable extends-cache extensions find-links ignore-existing',
    'include-site-packages index install-from-cache installed keep-compile-dir log-format log-level',
    'networkcache-section newest offline parts parts-directory prefer-final python rebootstrap-prepend-paths',
    'relative-paths shared-part-list show-picked-versions socket-timeout unzip update-versions-file',
    'use-dependency-links verbosity versions',
  ].flatMap((line) => line.split(' ')),
);

/** Extensions of SlapOS, which a release does without here. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  'slapos.rebootstrap',
  'slapos.extension.shared',
  'slapos.extension.strip',
]);

/** Whether only the command line says an option. */
export function isAssigned({ contributions }: MergedOption): boolean {
  return contributions.every(({ layer }) => layer.kind === 'command-line');
}

/** `option-never-read`, in `[buildout]`: nothing is known to read it. Extensions of others may read anything. */
export function* unreadBuildoutOptions(subject: Subject, mayRead: MayRead): Generator<Diagnostic, void, undefined> {
  const { merged, survey } = subject;
  const buildout = survey.sections.get('buildout');
  if (buildout === undefined || [...unknownExtensions(subject)].length > 0) return;
  for (const option of buildout.expanded.options.values()) {
    const { name, value, nameSpan: at = buildout.header } = option;
    if (BUILDOUT_OPTIONS.has(name) || value.text === '' || isAssigned(option)) continue;
    if (option.template(merged.rules) !== undefined || mayRead('buildout', name)) continue;
    const nearest = nearestName(name, BUILDOUT_OPTIONS);
    const hint = nearest === undefined ? 'take it out, or begin its name with `_`' : `did you mean \`${nearest}\`?`;
    yield warning('option-never-read', `nothing reads \`buildout:${name}\``, { at, hint });
  }
}

/** `unknown-extension`: extensions are Python code, which is not run. */
export function* unknownExtensions({ merged, survey }: Subject): Generator<Diagnostic, void, undefined> {
  const buildout = survey.sections.get('buildout');
  const words = placedWords(buildout?.expanded.options.get('extensions'), merged.buildout('extensions') ?? '');
  for (const { text, at = buildout?.spanOf('extensions') } of words) {
    if (EXTENSIONS.has(text) || at === undefined) continue;
    const message = `slapbuild does not run extensions of buildout, so \`${text}\` does nothing`;
    yield warning('unknown-extension', message, { at, hint: 'take it out, or do what it does in a part' });
  }
}
