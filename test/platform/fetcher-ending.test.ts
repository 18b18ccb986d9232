import { expect, test } from 'vitest';
import { newPlace } from './support/fetching.js';
import { serve } from './support/server.js';

test('a download whose turn has not come can be cancelled while others hang', async () => {
  const asked: string[] = [];
  const server = await serve((_, { url = '' }) => void asked.push(url));
  const place = newPlace();
  const all = new AbortController();
  const one = new AbortController();
  const hanging = Array.from({ length: 8 }, (_, index) =>
    place.fetch({ url: `${server.url}/${String(index)}` }, { signal: all.signal }),
  );
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(hanging.length);
  const ninth = place.fetch({ url: `${server.url}/ninth` }, { signal: one.signal });
  one.abort();
  const cancelled = { ok: false, failures: [{ kind: 'cancelled' }] };
  expect(await ninth).toEqual(cancelled);
  all.abort();
  expect(await Promise.all(hanging)).toEqual(hanging.map(() => cancelled));
  expect(asked).not.toContain('/ninth');
});
