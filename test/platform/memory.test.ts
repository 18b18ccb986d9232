import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAvailableMemory } from '../../src/platform/memory.js';

const MEBIBYTE = 2 ** 20;

/** What the kernel of another machine would tell. */
function machineOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'slapbuild-memory-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function mebibytes(files: Readonly<Record<string, string>>): number {
  return readAvailableMemory(machineOf(files)) / MEBIBYTE;
}

const bytes = (count: number): string => `${count * MEBIBYTE}\n`;
const meminfo = {
  'proc/meminfo': 'MemTotal:       8388608 kB\nMemFree:          10240 kB\nMemAvailable:    4194304 kB\n',
};

describe('available memory', () => {
  test('is what the kernel calls available', () => {
    expect(mebibytes(meminfo)).toBe(4096);
  });

  test('is what is free where the kernel does not tell', () => {
    const free = mebibytes({ 'proc/version': 'none\n' });
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThanOrEqual(totalmem() / MEBIBYTE);
  });

  test('of this machine is a part of all there is', () => {
    const available = readAvailableMemory();
    expect(available).toBeGreaterThan(0);
    expect(available).toBeLessThanOrEqual(totalmem());
  });
});

describe('a control group of version 2', () => {
  const within = { ...meminfo, 'proc/self/cgroup': '0::/user/build\n' };

  test('limits it, cache that can go left out', () => {
    const files = {
      ...within,
      'sys/fs/cgroup/user/build/memory.max': bytes(1000),
      'sys/fs/cgroup/user/build/memory.current': bytes(700),
      'sys/fs/cgroup/user/build/memory.stat': `anon ${bytes(300)}inactive_file ${bytes(400)}`,
    };
    expect(mebibytes(files)).toBe(700);
  });

  test('limits those inside it', () => {
    const files = {
      ...within,
      'sys/fs/cgroup/user/build/memory.max': 'max\n',
      'sys/fs/cgroup/user/build/memory.current': bytes(100),
      'sys/fs/cgroup/user/memory.max': bytes(300),
      'sys/fs/cgroup/user/memory.current': bytes(100),
    };
    expect(mebibytes(files)).toBe(200);
  });

  test('counts where a container sees it as the root, and never gives less than nothing', () => {
    const files = {
      ...meminfo,
      'proc/self/cgroup': '0::/../of-the-host\n',
      'sys/fs/cgroup/memory.max': bytes(100),
      'sys/fs/cgroup/memory.current': bytes(120),
    };
    expect(mebibytes(files)).toBe(0);
  });
});

describe('a control group of version 1', () => {
  const within = { ...meminfo, 'proc/self/cgroup': '5:cpu:/x\n4:hugetlb,memory:/docker/a:b\n0::/\n' };

  test('limits it', () => {
    const files = {
      ...within,
      'sys/fs/cgroup/memory/docker/a:b/memory.limit_in_bytes': bytes(500),
      'sys/fs/cgroup/memory/docker/a:b/memory.usage_in_bytes': bytes(200),
      'sys/fs/cgroup/memory/docker/a:b/memory.stat': `cache ${bytes(50)}total_inactive_file ${bytes(40)}`,
    };
    expect(mebibytes(files)).toBe(340);
  });

  test('without a limit leaves what the kernel calls available', () => {
    const files = {
      ...within,
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
      'sys/fs/cgroup/memory/memory.usage_in_bytes': bytes(200),
    };
    expect(mebibytes(files)).toBe(4096);
  });
});
