import { expect, test } from 'vitest';
import { describeReason } from '../../src/engine/plan/reasons.js';
import { planText } from '../../src/reporters/plan-text.js';
import { installed, NEW, planned, planOf } from './release.js';

test('a plan says per part what is done and why, and counts', () => {
  const plan = planOf(
    [
      planned('zlib', 'current'),
      planned(
        'libevent',
        'install',
        { kind: 'option-changed', option: 'configure-options', was: '--disable-ssl', now: '--enable-ssl' },
        { kind: 'option-changed', option: 'url', was: undefined, now: 'https://anna:secret@host/x' },
        { kind: 'input-changed', input: 'fix.patch' },
      ),
      planned('memcached', 'install', { kind: 'needed-part-changed', part: 'libevent' }),
      planned('xz', 'reuse', ...NEW),
      planned('start', 'install', {
        kind: 'option-changed',
        option: 'command-line',
        was: '@@PART:server@@/bin/a @@LOCATION@@',
        now: '@@STORE@@/b @@PROFILE@@/c',
      }),
      planned('job', 'update', { kind: 'refresh' }),
    ],
    [
      { installed: installed('libevent'), because: 'replaced' },
      { installed: installed('hello'), because: 'not-wanted' },
    ],
  );
  expect(planText(plan, describeReason)).toMatchInlineSnapshot(`
    "install libevent   because option \`configure-options\` changed from \`--disable-ssl\` to \`--enable-ssl\`
                           and option \`url\` is new: \`https://***@host/x\`
                           and the content of \`fix.patch\` changed
    install memcached  because \`libevent\`, which it needs, changed
    take    xz         because it is not installed
    install start      because option \`command-line\` changed from \`\${server:location}/bin/a \${:location}\` to \`<store>/b \${:_profile_base_location_}/c\`
    check   job        because its recipe looks at it in every run
    remove  hello      because the profile does not ask for it any more
    6 parts: 3 to install, 1 to take from the store, 1 to check, 1 up to date; 1 part to remove
    "
  `);
});

test('a plan with many reasons shows the first ones', () => {
  const because = Array.from({ length: 8 }, (_, index) => ({ kind: 'input-changed', input: `p${index}` }) as const);
  expect(planText(planOf([planned('a', 'install', ...because)]), describeReason)).toMatchInlineSnapshot(`
    "install a  because the content of \`p0\` changed
                   and the content of \`p1\` changed
                   and the content of \`p2\` changed
                   and the content of \`p3\` changed
                   and the content of \`p4\` changed
                   and of 3 further reasons
    1 part: 1 to install
    "
  `);
});

test('a plan with nothing to do is one line', () => {
  const plan = planOf([planned('a', 'current'), planned('b', 'current')]);
  expect(planText(plan, describeReason)).toMatchInlineSnapshot(`
    "nothing is to be done: 2 parts up to date
    "
  `);
});

test('a plan that only removes says so', () => {
  const plan = planOf([planned('a', 'current')], [{ installed: installed('hello'), because: 'not-wanted' }]);
  expect(planText(plan, describeReason)).toMatchInlineSnapshot(`
    "remove  hello  because the profile does not ask for it any more
    1 part: 1 up to date; 1 part to remove
    "
  `);
});
