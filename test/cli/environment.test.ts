import { describe, expect, test } from 'vitest';
import { readEnvironment, type Environment } from '../../src/cli/environment.js';

function read(variables: Readonly<Record<string, string>>): Environment {
  return readEnvironment({ variables, accountHome: () => '/account', workingDirectory: '/here' });
}

describe('places of the user', () => {
  test.each([
    [
      { HOME: '/home/anna' },
      '/home/anna/.local/share/slapbuild/store',
      '/home/anna/.cache/slapbuild',
      '/home/anna/.buildout/default.cfg',
    ],
    [{}, '/account/.local/share/slapbuild/store', '/account/.cache/slapbuild', '/account/.buildout/default.cfg'],
    [
      { HOME: '/h', XDG_DATA_HOME: '/data', XDG_CACHE_HOME: '/cache', BUILDOUT_HOME: '/bo' },
      '/data/slapbuild/store',
      '/cache/slapbuild',
      '/bo/default.cfg',
    ],
    [
      { HOME: '/h', XDG_DATA_HOME: 'relative', XDG_CACHE_HOME: '', BUILDOUT_HOME: 'bo' },
      '/h/.local/share/slapbuild/store',
      '/h/.cache/slapbuild',
      '/here/bo/default.cfg',
    ],
  ])('%j', (variables, userStore, userCache, userDefaults) => {
    expect(read(variables)).toMatchObject({ userStore, userCache, userDefaults });
  });
});

test.each([
  [{}, { noColor: false, dumbTerminal: false, columns: undefined }],
  [
    { NO_COLOR: '1', TERM: 'dumb', COLUMNS: '70' },
    { noColor: true, dumbTerminal: true, columns: 70 },
  ],
  [
    { NO_COLOR: '', TERM: 'xterm', COLUMNS: 'wide' },
    { noColor: false, dumbTerminal: false, columns: undefined },
  ],
  [{ COLUMNS: '0' }, { columns: undefined }],
])('%j', (variables, expected) => {
  expect(read(variables)).toMatchObject(expected);
});
